import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { confirm } from '../judge/confirm.ts';
import { decideCase } from '../judge/lookAt.ts';
import { openAny } from './testing/open.ts';

const LECUN = 'let W1 : Nh x Ni gaussian(0, 1/Ni), W2 : No x Nh gaussian(0, 1/Nh)\n';
const file = (body: string, claims = 'equation'): string => `claims: ${claims}\n---\n${body}\n`;
const GIVEN = caseFromJson({
  W1: [
    [1, 2, 3],
    [0, 1, 0],
  ],
  W2: [[1, 0]],
  sigmaYX: [[1, 1, 1]],
});
const judged = (body: string, claims?: string) =>
  decideCase(openAny(file(body, claims), 'f.claim').reading.judge, GIVEN, { digits: 15, truth: TRUTH });

describe('expectations and variances over random weights', () => {
  it.each<[string, string]>([
    // At this initialisation the balance is No/Nh − 1 on average.
    [`${LECUN}E(W2'*W2 - W1*W1') == (No/Nh - 1)*I(Nh)`, 'held'],
    [`${LECUN}E(W2'*W2 - W1*W1') == (No/Nh + 1)*I(Nh)`, 'failed'],
    [`${LECUN}E(W2*W1) == zeros(No, Ni)`, 'held'],
    [`${LECUN}R = W2*W1\nE(trace(R*R')) == No`, 'held'],
    [`${LECUN}Var((W2*W1)(1,1)) == 1/Ni`, 'refused'],
    [`${LECUN}M = W2*W1\nVar(M(1,1)) == 1/Ni`, 'held'],
    // Wick: E w⁴ = 3v², so w² has the variance 2v².
    [`${LECUN}Var(W1(1,1)^2) == 2/Ni^2`, 'held'],
    [`${LECUN}Var(W1(1,1)^2) == 3/Ni^2`, 'failed'],
    ["let A : Nh x Nh uniform(1)\nE(A'*A) == Nh/3*I(Nh)", 'held'],
    ["let A : Nh x Nh signs(2)\nE(A'*A) == 4*Nh*I(Nh)", 'held'],
    ['let A : Nh x Nh gaussian(1/2, 1)\nE(trace(A)) == Nh/2', 'held'],
    ["let A : Nh x Nh gaussian(0, 1), R : Nh x Nh orthonormal\nE(R*A*A'*R') == Nh*I(Nh)", 'no value'],
  ])('%s: %s', (body, outcome) => {
    if (outcome === 'refused') expect(() => judged(body)).toThrow(FormulaError);
    // The case of this test has no R.
    else if (outcome === 'no value') expect(judged(body).reason).toMatch(/must have a value/);
    else expect(judged(body).outcome).toBe(outcome);
  });

  it('are ordered, exactly', () => {
    expect(judged(`${LECUN}E(trace(W1*W1')) >= Nh`, 'inequality').outcome).toBe('held');
    expect(judged(`${LECUN}E(trace(W1*W1')) > Nh`, 'inequality').outcome).toBe('failed');
  });

  it('a refutation is confirmed by fractions, with both values', () => {
    const { reading } = openAny(file(`${LECUN}E(W2'*W2) == I(Nh)`), 'f.claim');
    expect(reading.evidence).toBe('exact');
    const found = confirm(reading, GIVEN, { digits: 15, truth: TRUTH });
    if (typeof found === 'string') throw new Error(found);
    expect(found.confirmation.by).toBe('exact');
    expect(found.judgement.stated!.data.map(entry => entry.toNumber())).toEqual([0.5, 0, 0, 0.5]);
  });

  it('a matrix may be called E', () => {
    expect(
      openAny(file("E = W2*W1\nE(1,1)*trace(E*E') == E(1,1)*norm(E)^2"), 'f.claim').file.formula.definitions,
    ).toHaveLength(2);
  });

  it.each<[string, string]>([
    ['E(W2*W1) == zeros(No, Ni)', 'must stand below random weights'],
    [`${LECUN}E(W2)*W1 == zeros(No, Ni)`, 'must stand within E(…) or Var(…), as it is random'],
    [`${LECUN}A = W2*W1\nE(A) == A`, 'must stand within E(…) or Var(…), as it is random'],
    [`${LECUN}E(W2t*W1) == zeros(No, Ni)`, 'must not move within an expectation'],
    [`${LECUN}E(E(W2)) == zeros(No, Nh)`, 'must not stand within another'],
    [`${LECUN}A = E(W2)\nA == zeros(No, Nh)`, 'must stand in the last line'],
    ['let A : Nh x Nh normal(0, 1)\nE(A) == A', 'must be a known distribution'],
    ['let A : Nh x Nh gaussian(1)\nE(A) == A', 'must have 2 parameter(s)'],
  ])('%j is refused: %s', (body, message) => {
    expect(() => openAny(file(body), 'f.claim')).toThrow(FormulaError);
    expect(() => openAny(file(body), 'f.claim')).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message) }),
    );
  });

  it('a variance below 0 is refused at its place, at the sizes that make it so', () => {
    expect(() => judged('let A : Nh x Nh gaussian(0, 1/2 - Nh)\nE(A) == zeros(Nh, Nh)')).toThrow(
      'formula f.claim, line 3, column 17: must have a variance of at least 0, got "-3/2"',
    );
  });

  it('what is no polynomial is refused, not refuted', () => {
    const outcome = judged(`${LECUN}E(norm(W1)) == 1`);
    expect(outcome).toMatchObject({ outcome: 'undecided', isBeyondReach: true });
  });
});
