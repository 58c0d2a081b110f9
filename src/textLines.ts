/** A line without its end, or the mark of one that was too long to keep. */
export type TextLine = { readonly text: string } | { readonly tooLong: true };

const NEWLINE = 0x0a;

/** Splits UTF-8 bytes into lines as they come. Never holds more than one line, and of that at most `limit` bytes. */
export async function* textLines(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<TextLine> {
  let [parts, bytes]: [Buffer[], number] = [[], 0];
  const take = (): TextLine => {
    const line = bytes > limit ? { tooLong: true as const } : { text: Buffer.concat(parts).toString('utf8') };
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
  }
  if (bytes > 0) yield take();
}
