import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { DloError } from '../src/errors.ts';
import { fileReason } from '../src/fileReason.ts';
import { type TextLine, textLines } from '../src/textLines.ts';
import { answerLine, type LineAnswer, type LineError, lineError } from './answerLine.ts';
import { answerWithin } from './answerWithin.ts';
import { EXIT } from './exit.ts';
import { secondsOption } from './options.ts';

const LONGEST_LINE = 16 * 2 ** 20;

/** Bytes without a line's end after which the input is given up: no problem follows them. */
const GIVEN_UP_AFTER = 16 * LONGEST_LINE;

/**
 * `dlo solve [FILE]`: answers the problems of a file or of stdin, one a line, as they come and in their order, with memory
 * for one line at a time. Blank lines are skipped but counted. A line that cannot be used, one above 16 MiB included,
 * answers an error object and the rest goes on, and so does one not answered within `seconds`, where those are given. 0 when every line was answered, 2 when one was not. Ends quietly when
 * nobody reads the answers any more; a file that cannot be read throws FILE.
 */
export async function solve(file: string | undefined, options: { readonly seconds?: string } = {}): Promise<number> {
  const seconds = secondsOption('seconds', options.seconds);
  const timed = seconds === undefined ? undefined : answerWithin(seconds);
  try {
    return await answerAll(readLines(file), timed?.answer.bind(timed) ?? answerLine);
  } finally {
    await timed?.close();
  }
}

type AnsweringLine = (text: string, line: number) => LineAnswer | LineError | Promise<LineAnswer | LineError>;

async function answerAll(lines: AsyncIterable<TextLine>, answering: AnsweringLine): Promise<number> {
  let exit: number = EXIT.ok;
  let line = 0;
  for await (const read of lines) {
    line += 1;
    if ('text' in read && read.text.trim() === '') continue;
    const answer = await answerTo(read, line, answering);
    if ('error' in answer) exit = EXIT.usage;
    if (!(await print(answer))) return exit;
  }
  return exit;
}

function answerTo(read: TextLine, line: number, answering: AnsweringLine): ReturnType<AnsweringLine> {
  if ('text' in read) return answering(line === 1 ? read.text.replace(/^\uFEFF/, '') : read.text, line);
  const value = read.unread ? 'one without an end; nothing after it was read' : 'a longer one';
  return lineError(new DloError('RANGE', 'line', `must be at most ${LONGEST_LINE} bytes long`, value), line);
}

async function* readLines(file: string | undefined): AsyncGenerator<TextLine> {
  try {
    yield* textLines(file === undefined ? process.stdin : createReadStream(file), LONGEST_LINE, GIVEN_UP_AFTER);
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code !== 'string') throw error;
    throw new DloError('FILE', file ?? 'stdin', 'must be a readable file', fileReason(error));
  }
}

/** Writes one line and waits until it is taken; false when the reader is gone. */
async function print(answer: LineAnswer | LineError): Promise<boolean> {
  const { stdout } = process;
  if (stdout.destroyed) return false;
  if (stdout.write(`${JSON.stringify(answer)}\n`)) return true;
  const settled = new AbortController();
  const { signal } = settled;
  await Promise.race([once(stdout, 'drain', { signal }), once(stdout, 'close', { signal })]).catch(() => undefined);
  settled.abort();
  return !stdout.destroyed;
}
