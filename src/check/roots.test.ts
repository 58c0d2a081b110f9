import { describe, expect, it } from 'vitest';
import { caseFromJson } from '../judge/caseJson.ts';
import { outcomesOf } from './testing/files.ts';

/** A regular start, ties, rank loss and zero weights, two units throughout; balanced with λ = 0 where that is asked for. */
const CASES = [
  {
    W1: [
      ['3/4', '1/7'],
      [0, 1],
    ],
    W2: [
      ['5/4', 0],
      ['1/3', '1/5'],
    ],
    sigmaYX: [
      [1, '1/2'],
      [0, '1/3'],
    ],
    time: '1/2',
  },
  {
    W1: [
      [1, 0],
      [0, 1],
    ],
    W2: [
      [0, 1],
      [1, 0],
    ],
    sigmaYX: [
      [1, 0],
      [0, 1],
    ],
    time: '1/3',
  },
  {
    W1: [
      [1, '2/3'],
      [2, '4/3'],
    ],
    W2: [
      ['1/3', '2/3'],
      [1, 2],
    ],
    sigmaYX: [
      [1, 1],
      [1, 1],
    ],
    time: '1',
  },
  {
    W1: [
      [0, 0],
      [0, 0],
    ],
    W2: [
      [0, 0],
      [0, 0],
    ],
    sigmaYX: [
      [1, 2],
      [0, 1],
    ],
    time: '2',
  },
].map(given => caseFromJson({ ...given, lambda: '0' })); // prettier-ignore

const outcomes = (text: string) => outcomesOf(`claims: equation\n---\n${text}`, CASES);

describe('half and other rational powers of semidefinite matrices', () => {
  it.each([
    "R = (W1t*W1t')^(1/2)\nR*R == W1t*W1t'",
    "R = (W2t*W1t*W1t'*W2t')^(1/3)\nR*R*R == W2t*W1t*W1t'*W2t'",
    "Q = [W1t'; W2t]\n(Q*Q')^(3/2)*(Q*Q')^(1/2) == (Q*Q')^2",
    "(Syx*Syx')^(1/2) == U*S*U'",
    "(Syx*Syx')^(3/4) == U*S^(3/2)*U'",
  ])('%s holds on all of them', text => {
    expect(outcomes(text)).toEqual(['held', 'held', 'held', 'held']);
  });

  it('a wrong one fails, also where rank is lost', () => {
    const wrong = "(W1t*W1t')^(1/2)*(W1t*W1t')^(1/2) == 2*W1t*W1t'";
    expect(outcomes(wrong)).toEqual(['failed', 'failed', 'failed', 'held']);
  });

  it('a negative power has no value where rank is lost', () => {
    const text = "R = (W1*W1')^(-1/2)\nR*W1*W1'*R + 0*(W1t*W1t') == I(Nh)";
    expect(outcomes(text)).toEqual(['held', 'held', 'failed', 'failed']);
  });

  it('end-to-end dynamics of zero-balanced weights is no longer refuted', () => {
    // τ d(W2W1)/dt = (WWᵀ)^(1/2) E + E (WᵀW)^(1/2) at λ = 0, W = W2W1, E = Σyx − W
    const text = "W = W2t*W1t\nE = Syx - W\ntau*(dW2t*W1t + W2t*dW1t) == (W*W')^(1/2)*E + E*(W'*W)^(1/2)";
    const balanced = [CASES[1]!, CASES[3]!];
    expect(outcomesOf(`claims: equation\nneeds: zero-balanced\n---\n${text}`, balanced)).toEqual(['held', 'held']);
    const decimal = outcomesOf(`claims: equation\nneeds: zero-balanced\n---\n${text}`, balanced, 'decimal');
    expect(decimal).toEqual(['held', 'held']);
  });
});
