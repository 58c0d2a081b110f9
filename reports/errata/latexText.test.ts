import { expect, it } from 'vitest';
import { latexCode, latexMath, latexText } from './latexText.ts';

it.each([
  ['plain words, (1) + 2 = 3', 'plain words, (1) + 2 = 3'],
  ['50 % of #1 & a_b: $5 {x} ~ ^', '50 \\% of \\#1 \\& a\\_b: \\$5 \\{x\\} \\textasciitilde{} \\textasciicircum{}'],
  ['\\input{x}', '\\textbackslash{}input\\{x\\}'],
  ['a < b > c | "d"', 'a \\textless{} b \\textgreater{} c \\textbar{} \\textquotedbl{}d\\textquotedbl{}'],
  ['λ ≠ 0', '\\ensuremath{\\lambda} \\ensuremath{\\neq} 0'],
  ['λ ≠ 0'.normalize('NFD'), '\\ensuremath{\\lambda} \\ensuremath{\\neq} 0'],
  ['W1(0)ᵀ', 'W1(0)\\ensuremath{{}^{\\top}}'],
  ['F⁻¹', 'F\\ensuremath{{}^{-1}}'],
  ['γʰ', '\\ensuremath{\\gamma}\\ensuremath{{}^{h}}'],
  ['X†, ν ∼ 𝒫', 'X\\ensuremath{{}^{\\dagger}}, \\ensuremath{\\nu} \\ensuremath{\\sim} \\ensuremath{\\mathcal{P}}'],
  ['aᵢ₁', 'a\\ensuremath{{}_{i1}}'],
  ['‖x‖ → ∞', '\\ensuremath{\\Vert}x\\ensuremath{\\Vert} \\ensuremath{\\to} \\ensuremath{\\infty}'],
  ['Ṽ⊥, G\u0303', '\\ensuremath{\\tilde{V}}\\ensuremath{\\perp}, \\ensuremath{\\tilde{G}}'],
  ['Ni − No – “so”', "Ni \\ensuremath{-} No -- ``so''"],
  ['Dominé', "Domin\\'{e}"],
  ['one\n two', 'one two'],
  ['学', '\\texttt{U+5B66}'],
  ['\u0007', '\\texttt{U+0007}'],
])('%s as prose', (text, latex) => {
  expect(latexText(text)).toBe(latex);
});

it.each([
  ["A' -- b", '\\texttt{A\\textquotesingle{}\\ -{}-{}\\ b}'],
  ['x_1 \\ 2%', '\\texttt{x\\_1\\ \\textbackslash{}\\ 2\\%}'],
  ['npx dlo replay a/eq-2.json', '\\texttt{npx\\ dlo\\ replay\\ a/eq-{}2.json}'],
])('%s as code', (line, latex) => {
  expect(latexCode(line)).toBe(latex);
});

it('a statement keeps its commands and loses its line ends, bare dollars and symbols', () => {
  expect(latexMath('\\frac{a}{b}\n\n \\le $ \\$ \\text{λᵀ — so}')).toBe(
    '\\frac{a}{b} \\le \\$ \\$ \\text{\\ensuremath{\\lambda}\\ensuremath{{}^{\\top}} --- so}',
  );
});

it('prose raises what stands in braces after a caret', () => {
  expect(latexText('e^{Ft/τ}Q and e^{−S̃t}')).toBe(
    `e\\textsuperscript{Ft/\\ensuremath{\\tau}}Q and e\\textsuperscript{${latexText('−S̃t')}}`,
  );
  expect(latexText('x^2 and {a}')).toBe('x\\textasciicircum{}2 and \\{a\\}');
});
