import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { conditioningOn, conditioningRecord } from './conditioning.ts';
import { openFormula } from './testing/open.ts';

const EFFORT = { truth: TRUTH, digits: 30, working: 40 };
const given = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], tau: '3', time: '3' });

// One mode from 1 to s = 2: a(t) = s/(1 + e^(−2st/τ)) of output and of both Gram matrices.
const lost = (claims: string, last: string) => {
  const text = `claims: ${claims}\nneeds: whitened, lambda-balanced\n---\na = 2/(1 + exp(-4*t/tau))\n${last}`;
  const { file, reading } = openFormula(text, 'f.txt');
  expect(reading.judge(given, EFFORT).outcome).toBe('held');
  return conditioningOn(file, given, { digits: 18, working: 28, truth: TRUTH });
};

describe('conditioningOn', () => {
  it.each([
    ['output', 'a*Syx/2'],
    ['W1W1', 'a*I(Ni)'],
    ['W2W2', 'a*I(No)'],
    ['qqt', "[a*I(Ni), a*Syx'/2; a*Syx/2, a*I(No)]"],
    ['loss', '(2 - a)^2/2'],
    ['ntk', '2*a*kron(I(No), I(Ni))'],
  ])('%s: a stable formula and the solver lose less than two digits', (claims, last) => {
    const { formula, solver } = lost(claims, last);
    expect(formula).toBeLessThan(2);
    expect(solver).toBeLessThan(2);
  });

  it('sees the digits that a difference of large numbers loses', () => {
    const { formula, solver } = lost('output', '(a + 10^8 - 10^8)*Syx/2');
    expect(formula).toBeGreaterThan(6);
    expect(formula).toBeLessThan(9.5);
    expect(solver).toBeLessThan(2);
  });

  it('counts digits relative to a value that has nearly vanished', () => {
    const late = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], time: '6' });
    const { file } = openFormula('claims: loss\nneeds: lambda-balanced\n---\n(2 - 2/(1 + exp(-4*t/tau)))^2/2', 'f.txt');
    const { formula, solver } = conditioningOn(file, late, EFFORT);
    expect(formula).toBeGreaterThan(7);
    expect(solver).toBeLessThan(2);
  });

  it('has no number where float64 has no finite value', () => {
    expect(lost('output', 'exp(900*t)/exp(900*t)*a*Syx/2')).toMatchObject({ formula: null });
  });

  it('compares the two sides of an equation, and has no solver to compare with', () => {
    const stable = lost('equation', 'W2t*W1t == a*Syx/2');
    expect(stable.formula).toBeLessThan(1);
    expect(stable).not.toHaveProperty('solver');
    expect(lost('equation', 'W2t*W1t == (a + 10^8 - 10^8)*Syx/2').formula).toBeGreaterThan(6);
  });

  it('has no solver for weights without balance', () => {
    const unbalanced = caseFromJson({ W1: [[1]], W2: [[2]], sigmaYX: [[2]], time: '0' });
    const { file } = openFormula('claims: output\n---\nW2*W1', 'f.txt');
    expect(conditioningOn(file, unbalanced, { digits: 18, working: 28, truth: TRUTH })).toEqual({ formula: 0 });
  });
});

it('conditioningRecord gives worst and median, in all and by regime', () => {
  const early = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], time: '1/100' });
  const late = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[2]], time: '100' });
  const record = conditioningRecord([
    { given: early, conditioning: { formula: 0.52, solver: 0.1 } },
    { given: early, conditioning: { formula: 1.26, solver: 0.3 } },
    { given: late, conditioning: { formula: 9, solver: 2 } },
    { given: late, conditioning: { formula: null, solver: 3 } },
  ])!;
  expect(record).toMatchObject({
    cases: 4,
    noValue: 1,
    formula: { worst: 9, median: 1.3 },
    solver: { worst: 3, median: 2 },
  });
  expect(record.regimes.filter(({ axis }) => axis === 'time')).toEqual([
    { axis: 'time', value: 'early', cases: 2, noValue: 0, formula: 1.3, solver: 0.3 },
    { axis: 'time', value: 'late', cases: 2, noValue: 1, formula: 9, solver: 3 },
  ]);
  expect(conditioningRecord([])).toBeUndefined();
  const nothing = conditioningRecord([{ given: late, conditioning: { formula: null } }])!;
  expect(nothing).not.toHaveProperty('formula');
  expect(nothing).not.toHaveProperty('solver');
});
