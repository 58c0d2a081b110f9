import { describe, expect, it } from 'vitest';
import { type TextLine, textLines } from './textLines.ts';

async function split(chunks: readonly Buffer[], limit: number): Promise<TextLine[]> {
  async function* source(): AsyncGenerator<Buffer> {
    yield* chunks;
  }
  const lines: TextLine[] = [];
  for await (const line of textLines(source(), limit)) lines.push(line);
  return lines;
}

describe('textLines', () => {
  const bytes = Buffer.from('λ=1\n\nlonger line\nend');

  it('splits at line ends wherever the chunks end, inside a letter, too', async () => {
    const whole = [{ text: 'λ=1' }, { text: '' }, { text: 'longer line' }, { text: 'end', unended: true }];
    expect(await split([bytes], 100)).toEqual(whole);
    expect(
      await split(
        [...bytes].map(byte => Buffer.from([byte])),
        100,
      ),
    ).toEqual(whole);
    expect(await split([], 100)).toEqual([]);
  });

  it('marks lines above the limit and goes on after them', async () => {
    const marked = [{ text: 'λ=1' }, { text: '' }, { tooLong: true }, { text: 'end', unended: true }];
    expect(await split([bytes], 10)).toEqual(marked);
    expect(
      await split(
        [...bytes].map(byte => Buffer.from([byte])),
        10,
      ),
    ).toEqual(marked);
    expect(await split([bytes], 11)).toHaveLength(4);
    expect((await split([bytes], 11))[2]).toEqual({ text: 'longer line' });
  });

  it('gives up a line that is longer than is to be kept, and not one that is as long', async () => {
    async function* chunks(): AsyncGenerator<Buffer> {
      for (let k = 0; k < 5; k++) yield Buffer.from('abcd');
    }
    const read = async (most: number): Promise<TextLine[]> => {
      const lines: TextLine[] = [];
      for await (const line of textLines(chunks(), 100, most)) lines.push(line);
      return lines;
    };
    expect(await read(20)).toEqual([{ text: 'abcdabcdabcdabcdabcd', unended: true }]);
    expect(await read(19)).toEqual([{ tooLong: true }]);
    expect(await read(4)).toEqual([{ tooLong: true }]);
  });

  it('gives up a line without an end', async () => {
    async function* zeros(): AsyncGenerator<Buffer> {
      for (;;) yield Buffer.alloc(1000);
    }
    const lines: TextLine[] = [];
    for await (const line of textLines(zeros(), 100)) lines.push(line);
    expect(lines).toEqual([{ tooLong: true, unread: true }]);
  });
});
