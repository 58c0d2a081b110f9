import { describe, expect, it } from 'vitest';
import { cut, displayWidth, wrap } from './terminalText.ts';

describe('wrap', () => {
  it('breaks at spaces and indents what follows', () => {
    expect(wrap('one two three four', 9, 2)).toEqual(['one two', '  three', '  four']);
    expect(wrap('  two in front stay', 12)).toEqual(['  two in', 'front stay']);
    expect(wrap('short', 10, 4)).toEqual(['short']);
  });

  it('keeps every line within the width, words longer than it and wide letters too, and loses nothing', () => {
    const texts = [
      'a'.repeat(50),
      `see ${'b'.repeat(23)} and on`,
      '权重'.repeat(9),
      'https://example.org/a-long/path_to.some:thing',
    ];
    for (const text of texts)
      for (const width of [8, 11, 20])
        for (const indent of [0, 3, 5]) {
          const lines = wrap(text, width, indent);
          for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
          for (const line of lines.slice(1)) expect(line.slice(0, indent)).toBe(' '.repeat(indent));
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        }
  });
});

describe('cut', () => {
  it('parts after a mark of punctuation where one is near, else anywhere', () => {
    expect(cut('abcdef/ghij', 8)).toEqual(['abcdef/', 'ghij']);
    // A mark in the first half is not near.
    expect(cut('a/bcdefghij', 8)).toEqual(['a/bcdefg', 'hij']);
    expect(cut('abcdefgh', 8)).toEqual(['abcdefgh']);
  });
});
