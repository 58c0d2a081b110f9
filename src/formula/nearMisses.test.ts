import { describe, expect, it } from 'vitest';
import { checkShapes } from './checkShapes.ts';
import { extendEnvironment, standardEnvironment, truthSymbols } from './environment.ts';
import { formulaText } from './formulaText.ts';
import { nearMisses } from './nearMisses.ts';
import { parseFormula } from './parseFormula.ts';
import { braun2022Thm31, domine2025Eq2 } from './printedFormulas.ts';

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
    ['I(Nh)', 'size', ['I(Ni)', 'I(No)', 'I(m)', 'I(Ni + No)', 'I(Ni - m)', 'I(No - m)', 'I(abs(No - Ni))']],
    // What is left of a formula that did not fit may fit.
    ["W1 - U'*W2*V", 'dropped term', ['W1']],
    ['S - S0', 'dropped term', ['S', '-S0']],
    ["W1*W1'", 'added identity', ["W1*W1' + I(Nh)"]],
    ['lambda*W1', 'abs', ['abs(lambda)*W1']],
    ['lambda*W1', 'sgn', ['sgn(lambda)*W1', 'sgn(lambda)*(lambda*W1)']],
    ['sgn(lambda)*W1', 'sgn', ['lambda*W1', 'W1']],
    ['abs(lambda)*W1', 'abs', ['lambda*W1']],
    ['t*W1', 'abs', []],
    ['W1*(V + V0)', 'parentheses', []],
    ["W1'*W1 + W1'*W1", 'parentheses', []],
    ['S*(S + S0)', 'parentheses', ['S*S + S0']],
    ['S - S*S0', 'parentheses', ['(S - S)*S0']],
    ['S*S0 + S', 'parentheses', ['S*(S0 + S)']],
    ['exp(S*t/tau)', 'tau', ['exp(S*t)', 'exp(S*t/tau)/tau']],
    ['exp(S*t)', 'tau', ['exp(S*(t/tau))', 'exp(S*t)/tau']],
    ['S + S0', 'inverse', ['inv(S + S0)', 'inv(S) + S0', 'S + inv(S0)']],
    ['log(lambda)', 'added identity', ['log(lambda + 1)', 'log(lambda - 1)']],
    ['norm(W1)^2', 'exponent', ['norm(W1)^4', 'norm(W1)']],
    ['norm(W1)', 'exponent', ['norm(W1)^2']],
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
    const leftOut = nearMisses(formula, { misfits: true }).filter(({ formula: { text } }) => !all.includes(text));
    expect(leftOut.length).toBeGreaterThan(50);
    // A few: to check the shapes of each takes long.
    for (const miss of leftOut.filter((_, k) => k % 20 === 0))
      expect(checkShapes(miss.formula).ok, miss.description).toBe(false);
  });

  it('makes the same slip at all equal places of a line and of the formula', () => {
    const formula = parseFormula("B = W1*V*S + W1*V*S0\nC = W1*V\nB*B' + C*C'");
    const copied = nearMisses(formula, { copied: true }).filter(({ scope }) => scope !== 'place');
    const found = copied.map(({ scope, description }) => `${scope}: ${description}`);
    expect(found).toContain('line: line 1, 2 places: V → V0');
    expect(found).toContain('formula: lines 1 and 2, 3 places: V → V0');
    expect(copied.find(({ description }) => description === 'lines 1 and 2, 3 places: V → V0')!.formula.text).toBe(
      "B = W1*V0*S + W1*V0*S0\nC = W1*V0\nB*B' + C*C'",
    );
    expect(nearMisses(formula).every(({ scope }) => scope === 'place')).toBe(true);
  });

  it('makes the same slip where parts are the same but for the names of matrices', () => {
    const formula = parseFormula("U*exp(S*t/tau)*U' + U0*exp(S0*t/tau)*U0'");
    const like = nearMisses(formula, { copied: true }).filter(({ scope }) => scope === 'like places');
    const doubled = like.find(({ description }) => description === 'line 1, 2 like places: S*t/tau → 2*(S*t/tau)');
    expect(doubled!.formula.text).toBe("U*exp(2*(S*t/tau))*U' + U0*exp(2*(S0*t/tau))*U0'");
    // Bare names are all alike.
    expect(like.every(({ kind }) => kind !== 'symbol' && kind !== 'transpose')).toBe(true);
  });

  it('does not put the true weights, which solve every formula, in the place of other symbols', () => {
    const symbols = extendEnvironment(standardEnvironment, truthSymbols);
    const of = (text: string) => nearMisses(parseFormula(text, { symbols })).map(({ formula: { text: miss } }) => miss);
    expect(of('W1*V')).not.toContain('W1t*V');
    expect(of('W1t*V')).toEqual(expect.arrayContaining(['dW1t*V', 'W1t*V0']));
    expect(of('W1t*V')).not.toContain('W1*V');
    // In an equation one may be taken for the other.
    expect(of("W1*V == W2'*U")).toContain("W1t*V == W2'*U");
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

describe('a choice of near-misses', () => {
  const formula = parseFormula("A = W1*W1'\nB = 2*A - lambda*I(Nh)\nB*A + A");
  const descriptions = (options: Parameters<typeof nearMisses>[1]): string[] =>
    nearMisses(formula, options).map(({ description }) => description);
  const kinds = nearMisses(formula).map(({ kind }) => kind);

  it('can be one of each kind, from the first line down or from the last one up', () => {
    for (const ofEachKind of ['first', 'last'] as const) {
      const chosen = nearMisses(formula, { ofEachKind });
      expect(chosen.map(({ kind }) => kind).sort()).toEqual([...new Set(kinds)].sort());
    }
    expect(descriptions({ ofEachKind: 'first' })[0]).toMatch(/^line 1:/);
    expect(descriptions({ ofEachKind: 'last' })[0]).toMatch(/^line 3:/);
  });

  it('can leave definitions alone', () => {
    const within = descriptions({ within: ({ name }) => name === 'B' });
    expect(within.length).toBeGreaterThan(3);
    expect(within.filter(text => !text.startsWith('line 2:'))).toEqual([]);
    expect(descriptions({}).filter(text => text.startsWith('line 2:'))).toEqual(within);
  });
});
