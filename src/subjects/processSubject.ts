import type { Subject, SubjectOptions } from '../gate/subject.ts';
import { commandWords } from './commandWords.ts';
import { processLink } from './processLink.ts';
import { openSession } from './session.ts';

/**
 * A program in any language that speaks the protocol on stdin and stdout (docs/subjects.md), from its command line.
 *
 * Errors: FORMAT for a command that is none and for a hello that is none, FILE for a program that cannot be started or ends
 * before it says hello.
 */
export async function processSubject(command: string, options: SubjectOptions): Promise<Subject> {
  const words = commandWords(command);
  return openSession(`cmd:${command}`, () => processLink(words), options);
}
