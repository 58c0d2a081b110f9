import temml from 'temml';
import { expect, test } from 'vitest';
import { markedMathml } from './mathDiff.ts';

const typeset = (tex: string): string => temml.renderToString(tex, { displayMode: true, wrap: 'none' });

/** The symbols that are marked in the first of two statements. */
function changed(tex: string, against: string): string[] {
  const marked = markedMathml(typeset(tex), typeset(against));
  // Marks change nothing else.
  const symbols = (html: string): string => html.replace(/<[^>]*>/g, ' ');
  expect(symbols(marked)).toBe(symbols(typeset(tex)));
  return [...marked.matchAll(/class="(?:[^"]* )?changed">([^<]*)</g)].map(match => match[1]!.trim());
}

test('a sign, a factor and a letter that differ are marked on their own side only', () => {
  expect(changed('x = e^{-\\lambda t}', 'x = e^{\\lambda t}')).toEqual(['−']);
  expect(changed('x = e^{\\lambda t}', 'x = e^{-\\lambda t}')).toEqual([]);
  expect(changed('y = 2 a b', 'y = 4 a c')).toEqual(['2', 'b']);
});

test('equal statements have no mark', () => {
  const tex = String.raw`\frac{1}{2}\left[\begin{matrix}A & B\\ C & D\end{matrix}\right]^\top \sqrt{x}`;
  expect(changed(tex, tex)).toEqual([]);
});

test('a symbol that stands elsewhere differs: below a fraction, in a script, under a root', () => {
  expect(changed('\\frac{a}{b}', '\\frac{b}{a}')).toEqual(['a', 'b']);
  expect(changed('a^b', 'a_b')).toEqual(expect.arrayContaining(['b']));
  expect(changed('\\sqrt{a + b}', '\\sqrt{a} + b')).toEqual(['+', 'b']);
  expect(changed('W^\\top W', 'W W^\\top')).not.toEqual([]);
});

test('what is inserted in a matrix leaves the rest alone', () => {
  const matrix = (rows: string): string => String.raw`\begin{matrix}${rows}\end{matrix}`;
  expect(changed(matrix(String.raw`a & b\\ p & q\\ c & d`), matrix(String.raw`a & b\\ c & d`))).toEqual(['p', 'q']);
});
