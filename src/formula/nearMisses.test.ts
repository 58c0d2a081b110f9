import { describe, expect, it } from 'vitest';
import { checkShapes } from './checkShapes.ts';
import { formulaText } from './formulaText.ts';
import { nearMisses } from './nearMisses.ts';
import { braun2022Thm31 } from './papers/braun2022Thm31.ts';
import { domine2025Eq2 } from './papers/domine2025Eq2.ts';
import { parseFormula } from './parseFormula.ts';

function texts(text: string, kind?: string): string[] {
  return nearMisses(parseFormula(text))
    .filter(miss => kind === undefined || miss.kind === kind)
    .map(miss => formulaText(miss.formula));
}

describe('nearMisses', () => {
  it.each([
    ['W1 - W1*2', 'sign', ['W1 + W1*2', '-W1 - W1*2']],
    ['-S', 'sign', ['S']],
    ['exp(-S*t)', 'sign', ['-exp(-S*t)', 'exp(S*t)']],
    ["W1*W1'", 'factor', ["2*(W1*W1')", "1/2*(W1*W1')"]],
    ['1/2*W1', 'factor', ['W1', '1/4*W1']],
    ['W1/4', 'factor', ['W1/8', 'W1/2']],
    ['2*W1', 'factor', ['4*W1', 'W1']],
    ["W1'*W1 + W1", 'transpose', []],
    ["U'*Syx*V", 'transpose', []],
    ["W1*W1'", 'symbol', []],
    ["inv(W1*W1')", 'inverse', ["W1*W1'"]],
    ['S/S0', 'inverse', ['S*S0', 'inv(S)/S0', 'S/inv(S0)']],
    ['lambda^2*W1', 'exponent', ['lambda^4*W1', 'lambda*W1']],
    ['sqrt(S)', 'exponent', ['S', 'sqrt(S^2)']],
    ['U*S', 'symbol', ['U0*S', 'U*S0']],
    ['I(m) + S', 'symbol', ['I(m) + S0']],
    ['I(m)*S', 'size', []],
    ['I(Nh)', 'size', ['I(Ni)', 'I(No)', 'I(m)', 'I(Ni + No)', 'I(Ni - m)', 'I(No - m)']],
    // What is left of a formula that did not fit may fit.
    ["W1 - U'*W2*V", 'dropped term', ['W1']],
    ['S - S0', 'dropped term', ['S', '-S0']],
    ["W1*W1'", 'added identity', ["W1*W1' + I(Nh)"]],
    ['lambda*W1', 'abs', ['abs(lambda)*W1']],
    ['lambda*W1', 'sgn', ['sgn(lambda)*W1']],
    ['sgn(lambda)*W1', 'sgn', ['lambda*W1']],
    ['abs(lambda)*W1', 'abs', ['lambda*W1']],
    ['t*W1', 'abs', []],
  ])('of %s by %s', (text, kind, expected) => {
    expect(texts(text, kind).sort()).toEqual([...expected].sort());
  });

  it('says what it changed, in which line', () => {
    const misses = nearMisses(parseFormula("B = W1*V ...\n  + W2'*U\nB*B'"));
    const found = misses.map(({ kind, description }) => `${kind}: ${description}`);
    expect(found).toContain("sign: line 2: W1*V + W2'*U → W1*V - W2'*U");
    expect(found).toContain('symbol: line 2: U → U0');
    expect(found).toContain("added identity: line 3: B*B' → B*B' + I(Nh)");
  });

  it('holds each text once, never the original, all of fitting shapes and readable', () => {
    const formula = parseFormula(braun2022Thm31);
    const misses = nearMisses(formula);
    const all = misses.map(miss => miss.formula.text);
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain(formulaText(formula));
    expect(misses.length).toBeGreaterThan(100);
    expect(new Set(misses.map(({ kind }) => kind)).size).toBeGreaterThan(6);
    for (const miss of misses) {
      expect(formulaText(parseFormula(miss.formula.text))).toBe(miss.formula.text);
      expect(checkShapes(miss.formula).ok).toBe(true);
    }
  });

  it('gives those that do not fit on request', () => {
    const formula = parseFormula("W1'*W1");
    const fitting = nearMisses(formula).map(({ formula: miss }) => miss.text);
    const all = nearMisses(formula, { misfits: true }).map(({ formula: miss }) => miss.text);
    expect(all).toEqual(expect.arrayContaining(fitting));
    expect(all).toContain('W1*W1');
    expect(fitting).not.toContain('W1*W1');
  });

  it('finds few ways to mend a formula whose shapes do not fit', () => {
    expect(nearMisses(parseFormula(domine2025Eq2)).map(({ kind }) => kind)).toEqual([
      'dropped term',
      'dropped term',
      'size',
    ]);
  });
});
