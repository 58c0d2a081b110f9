import temml from 'temml';
import { describe, expect, it } from 'vitest';
import { nearMisses } from './nearMisses.ts';
import { parseFormula } from './parseFormula.ts';
import {
  braun2022Eq5,
  braun2022Thm31,
  domine2025Eq2,
  domine2025ThmA3,
  domine2025ThmA3Corrected,
} from './printedFormulas.ts';
import { nameTeX, nodeTeX, toTeX } from './toTeX.ts';

function tex(text: string): string {
  return nodeTeX(parseFormula(text).definitions[0]!.node);
}

function renders(source: string): boolean {
  return temml.renderToString(source, { throwOnError: true, displayMode: true, strict: true }).startsWith('<math');
}

describe('toTeX', () => {
  it.each([
    ["W1'", '\\mathbf{W}_{1}^{\\top}'],
    ["Syx'", '\\left(\\tilde{\\Sigma}^{yx}\\right)^{\\top}'],
    ["inv(W1)'", '\\left(\\mathbf{W}_{1}^{-1}\\right)^{\\top}'],
    ["inv(W1')", '\\left(\\mathbf{W}_{1}^{\\top}\\right)^{-1}'],
    ['(W1 + W2)*U', '\\left(\\mathbf{W}_{1} + \\mathbf{W}_{2}\\right) \\, \\tilde{\\mathbf{U}}'],
    ['W1 - (W2 - U)', '\\mathbf{W}_{1} - \\left(\\mathbf{W}_{2} - \\tilde{\\mathbf{U}}\\right)'],
    ['W1 - W2 - U', '\\mathbf{W}_{1} - \\mathbf{W}_{2} - \\tilde{\\mathbf{U}}'],
    ['-S*t/tau', '\\frac{-\\tilde{\\mathbf{S}} \\, t}{\\tau}'],
    ['-lambda/2', '-\\frac{\\lambda}{2}'],
    ['W1*(-W2)', '\\mathbf{W}_{1} \\, \\left(-\\mathbf{W}_{2}\\right)'],
    ['t*(-lambda*2)', 't \\, \\left(-\\lambda \\cdot 2\\right)'],
    ['t + (-lambda*2)', 't + \\left(-\\lambda \\cdot 2\\right)'],
    ['-(W1 + W2)', '-\\left(\\mathbf{W}_{1} + \\mathbf{W}_{2}\\right)'],
    ['integral(t*W1, 0, t)', '\\int_{0}^{t} t \\, \\mathbf{W}_{1} \\, dt'],
    ['at(W1 - t*W1, 2*tau)', '\\left[\\mathbf{W}_{1} - t \\, \\mathbf{W}_{1}\\right]_{t=2 \\, \\tau}'],
    [
      'first(norm(W1) >= 2)',
      '\\min\\left\\{t \\ge 0 : \\left\\lVert \\mathbf{W}_{1} \\right\\rVert_F \\ge 2\\right\\}',
    ],
    ['2*3', '2 \\cdot 3'],
    ['t*(2*tau)', 't \\cdot 2 \\, \\tau'],
    ['t*(2/tau)', 't \\cdot \\frac{2}{\\tau}'],
    ['t*(tau/2)', 't \\, \\frac{\\tau}{2}'],
    ['t*(2^3)', 't \\cdot 2^{3}'],
    ['t*(2*3*tau)', 't \\cdot 2 \\cdot 3 \\, \\tau'],
    ['t*((2*t)/tau)', 't \\, \\frac{2 \\, t}{\\tau}'],
    ['t*(tau*2)', 't \\, \\tau \\cdot 2'],
    ['2e-7', '2 \\cdot 10^{-7}'],
    ['(S^2)^2', '\\left(\\tilde{\\mathbf{S}}^{2}\\right)^{2}'],
    ['S\\(U + V)', '\\tilde{\\mathbf{S}}^{-1} \\, \\left(\\tilde{\\mathbf{U}} + \\tilde{\\mathbf{V}}\\right)'],
    ['I(No - m)', '\\mathbf{I}_{N_o - m}'],
    ['exp(-S)', 'e^{-\\tilde{\\mathbf{S}}}'],
    ['kron(I(No), W1)', '\\left(\\mathbf{I}_{N_o} \\otimes \\mathbf{W}_{1}\\right)'],
    [
      '[W1, W2; U, V]',
      '\\begin{bmatrix}\\mathbf{W}_{1} & \\mathbf{W}_{2} \\\\ \\tilde{\\mathbf{U}} & \\tilde{\\mathbf{V}}\\end{bmatrix}',
    ],
  ])('sets %s', (text, expected) => {
    expect(tex(text)).toBe(expected);
    expect(renders(tex(text))).toBe(true);
  });

  it.each([
    ['lambda', '\\lambda'],
    ['Lambda_2', '\\Lambda_{2}'],
    ['lambda_perp', '\\lambda_{\\perp}'],
    ['S_lambda', '\\mathbf{S}_{\\lambda}'],
    ['Uperp', '\\tilde{\\mathbf{U}}_{\\perp}'],
    ['Q0', '\\mathbf{Q}_{0}'],
    ['rate', '\\mathrm{rate}'],
    ['U0', '\\mathbf{U}'],
    ['No', 'N_o'],
    ['_', '\\_'],
    ['toString', '\\mathrm{toString}'],
  ])('names %s %s', (name, expected) => {
    expect(nameTeX(name)).toBe(expected);
    expect(renders(nameTeX(name))).toBe(true);
  });

  it('renders the papers, every function and every near miss of a paper', () => {
    for (const text of [domine2025ThmA3, domine2025ThmA3Corrected, domine2025Eq2, braun2022Eq5, braun2022Thm31])
      expect(renders(toTeX(parseFormula(text)))).toBe(true);
    const all = `A = sgn(abs(log(max(1, norm(W1)))))*trace(expm(pinv(W1)*W1))*min(2, 3)*phi(sqrt(S))
      blkdiag(diag(W1*W1'), zeros(2, 2))*A`;
    expect(renders(toTeX(parseFormula(all)))).toBe(true);
    for (const { formula } of nearMisses(parseFormula(braun2022Thm31)).slice(0, 100))
      expect(renders(toTeX(formula))).toBe(true);
  });

  it('aligns one line per definition', () => {
    expect(toTeX(parseFormula('A = W1\nA*2'))).toBe(
      '\\begin{aligned}\n\\mathbf{A} &= \\mathbf{W}_{1} \\\\\n &= \\mathbf{A} \\cdot 2\n\\end{aligned}',
    );
  });
});
