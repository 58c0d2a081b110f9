import type { TextLine } from '../textLines.ts';

/** One running subject, a process or a thread, at the other end of two streams of lines. */
export interface Link {
  /** Lines that it wrote, read as they are asked for; done when it has ended or closed its output. */
  readonly lines: AsyncIterator<TextLine>;
  /** Never throws: what cannot be sent is missed as an answer. */
  send(line: string): void;
  /** How it ended, "exit code 3", and the last that it wrote besides; waits for the end a little. */
  obituary(): Promise<Obituary>;
  /** Ends it at once, with all that it started; done when it is gone. */
  kill(): Promise<void>;
  /** Lets it end by itself within a second, then kills it. */
  stop(lastLine: string): Promise<void>;
}

export interface Obituary {
  readonly end: string;
  /** Bounded, fit to be shown. */
  readonly stderr: string;
}

/** The longest line that is read from a subject, in bytes. */
export const LONGEST_LINE: number = 64 * 2 ** 20;
