import { visibleText } from '../visibleText.ts';

/** Bytes of a subject's stderr that are kept: the last ones. */
const KEPT = 64 * 1024;

/** Characters of them that an answer carries. */
const SHOWN = 4000;

export interface TextTail {
  add(chunk: Buffer): void;
  /** The end of what was added, bounded and fit to be shown, with its line ends. */
  text(): string;
}

/** Keeps the end of a stream of any length. */
export function textTail(): TextTail {
  let tail = Buffer.alloc(0);
  return {
    add(chunk) {
      tail = chunk.length >= KEPT ? Buffer.from(chunk.subarray(-KEPT)) : Buffer.concat([tail, chunk]).subarray(-KEPT);
    },
    text() {
      return visibleText(tail.toString('utf8').slice(-SHOWN).trim(), { most: SHOWN, lines: true });
    },
  };
}
