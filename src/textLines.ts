/**
 * A line without its end, or the mark of one that was too long to keep. `unended`: the text stopped before the line's end,
 * so that it may be half of one. `unread`: a line without an end in sight; it and what follows were not read.
 */
export type TextLine =
  | { readonly text: string; readonly unended?: true }
  | { readonly tooLong: true; readonly unread?: true };

/** A line is given up after so many times the limit: a device may have no end. */
const HOPELESS = 16;

const NEWLINE = 0x0a;

/**
 * Splits UTF-8 bytes into lines as they come. Never holds more than one line, and of that at most `limit` bytes. Reading ends
 * with a line longer than `most`.
 */
export async function* textLines(
  chunks: AsyncIterable<Buffer>,
  limit: number,
  most: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<TextLine> {
  let [parts, bytes]: [Buffer[], number] = [[], 0];
  const take = (): TextLine => {
    const line: TextLine = bytes > limit ? { tooLong: true } : { text: Buffer.concat(parts).toString('utf8') };
    [parts, bytes] = [[], 0];
    return line;
  };
  const add = (piece: Buffer): void => {
    bytes += piece.length;
    if (bytes > limit) parts = [];
    else parts.push(piece);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    add(chunk.subarray(start));
    if (bytes > most) {
      yield { tooLong: true };
      return;
    }
    if (bytes > HOPELESS * limit) {
      yield { tooLong: true, unread: true };
      return;
    }
  }
  if (bytes > 0) {
    const last = take();
    yield 'text' in last ? { ...last, unended: true } : last;
  }
}
