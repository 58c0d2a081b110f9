import { DloError } from '../errors.ts';
import type { TextLine } from '../textLines.ts';
import { visibleText } from '../visibleText.ts';
import { LONGEST_LINE } from './link.ts';

/** The message on a line that a subject wrote: a JSON object. FORMAT where it is none, with the start of what it is. */
export function readLine(line: TextLine): Readonly<Record<string, unknown>> {
  if ('tooLong' in line)
    throw new DloError('FORMAT', 'line', `must have at most ${LONGEST_LINE} bytes`, 'a longer one');
  const { text } = line;
  // What is not UTF-8 is read as U+FFFD, which has no place in a message.
  if (text.includes('\u{FFFD}')) throw new DloError('FORMAT', 'line', 'must be text in UTF-8', start(text));
  const message = parse(text);
  if (typeof message !== 'object' || message === null || Array.isArray(message))
    throw new DloError('FORMAT', 'line', 'must be a JSON object (stdout is for answers only)', start(text));
  return message as Readonly<Record<string, unknown>>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const rule = /[[:,\s](NaN|-?Infinity)\b/.test(text)
      ? 'must be JSON, which has no NaN or Infinity (answer errored instead)'
      : 'must be JSON (stdout is for answers only)';
    throw new DloError('FORMAT', 'line', rule, start(text));
  }
}

function start(text: string): string {
  return visibleText(text, { most: 120 });
}
