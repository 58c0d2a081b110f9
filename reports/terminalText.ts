// Text laid out in columns of a terminal.

import { foreignText } from './foreignText.ts';

/** Lines of at most `width`, broken at spaces where there are any; further lines are indented. */
export function wrap(text: string, width: number, indent = 0): string[] {
  const lines: string[] = [];
  let line = /^ */.exec(text)?.[0] ?? '';
  let taken = line.length;
  let started = false;
  for (const word of text.trim().split(/ +/)) {
    const parts = cut(word, width - indent);
    for (const part of parts) {
      const space = started ? ' ' : '';
      const columns = displayWidth(part);
      if (taken + space.length + columns > width) {
        lines.push(line);
        line = ' '.repeat(indent) + part;
        taken = indent + columns;
      } else {
        line += space + part;
        taken += space.length + columns;
      }
      started = true;
    }
  }
  return [...lines, line];
}

/** A text in pieces of at most `width` columns, parted after a mark of punctuation where one is near. */
export function cut(text: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const character of text) {
    const columns = displayWidth(character);
    if (taken + columns > width) {
      const mark = Math.max(...['-', '/', ':', '.', '_'].map(sign => piece.lastIndexOf(sign))) + 1;
      const end = mark > piece.length / 2 ? mark : piece.length;
      pieces.push(piece.slice(0, end));
      piece = piece.slice(end);
      taken = displayWidth(piece);
    }
    piece += character;
    taken += columns;
  }
  return [...pieces, piece];
}

/** Columns that a text takes: marks none, East Asian wide letters and pictures two. */
export function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (/\p{M}|\u200b/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}

/** One line without control characters: text of a record must not steer the terminal. */
export function clean(text: string): string {
  return foreignText(text.replace(/\s+/g, ' ').trim());
}
