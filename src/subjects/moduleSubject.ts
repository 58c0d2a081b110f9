import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Subject, SubjectOptions } from '../gate/subject.ts';
import { openSession } from './session.ts';
import { threadLink } from './threadLink.ts';

/**
 * A subject in a TypeScript or JavaScript module whose default export is a `SubjectDefinition`; the path counts from the
 * working folder. It runs in this process, in a thread of its own, so that it can be ended when it hangs.
 *
 * Errors: FILE where it cannot be loaded or exports no subject, FORMAT where it declares what the protocol does not know.
 */
export function moduleSubject(path: string, options: SubjectOptions): Promise<Subject> {
  const url = pathToFileURL(resolve(path));
  return openSession(`module:${path}`, () => threadLink(url), options);
}
