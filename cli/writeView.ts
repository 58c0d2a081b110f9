import { dirname, resolve } from 'node:path';
import type { TerminalOptions } from '../reports/terminal.ts';
import { DloError } from '../src/errors.ts';
import { makeFolder } from '../src/makeFolder.ts';
import { writeWhole } from '../src/writeWhole.ts';
import { asFileError } from './asFileError.ts';

/** One of the formats of a command; UNKNOWN_NAME lists them. */
export function formatOf<T>(formats: Readonly<Record<string, T>>, name: string): T {
  if (Object.hasOwn(formats, name)) return formats[name]!;
  throw new DloError('UNKNOWN_NAME', '--format', `must be one of ${Object.keys(formats).join(', ')}`, name);
}

/** Writes a view to a file, whose folder is made where it is missing, or to stdout. */
export async function writeView(text: string, out: string | undefined): Promise<void> {
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  const file = resolve(out);
  await asFileError(file, async () => {
    makeFolder(dirname(file));
    await writeWhole(file, text);
  });
}

/** Colours where stdout is a terminal that has some and the text goes there. */
export function terminalFor(out: string | undefined): TerminalOptions {
  return {
    colour: out === undefined && (process.stdout.hasColors?.() ?? false),
    width: process.stdout.columns ?? 100,
  };
}
