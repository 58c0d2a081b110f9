import { describe, expect, it } from 'vitest';
import { gradientFlow } from '../../oracles/gradientFlow.ts';
import { TRUTH, TRUTHS } from '../../oracles/testing/truth.ts';
import { agreedDigits } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { Asking } from './asked.ts';
import { caseFromJson } from './caseJson.ts';
import { correlationBlocks, trueCorrelations, trueWeights, trueWeightsAt } from './truth.ts';

const field = decimalField(60);

describe('trueWeights', () => {
  const given = caseFromJson({
    W1: [
      ['1', '1/2'],
      ['0', '2'],
    ],
    W2: [['1/3', '-1']],
    sigmaYX: [['2', '-1']],
    time: '3/4',
  });

  it.each(['bigint', 'decimal'] as const)('claims no digit that more digits do not confirm (%s)', arithmetic => {
    const [truth] = gradientFlow(given.problem, [given.time], { digits: 90, maxDigits: 400 });
    const { W1, W2, digits } = trueWeights(given, { digits: 12, working: 70, truth: TRUTHS[arithmetic] });
    expect(digits).toBeGreaterThanOrEqual(12);
    expect(Math.min(agreedDigits(W1, truth!.W1), agreedDigits(W2, truth!.W2))).toBeGreaterThanOrEqual(digits);
  });

  it('claims no more than the working digits for exact weights', () => {
    const start = caseFromJson({ W1: [['1/2']], W2: [['3']], sigmaYX: [['2']], time: '0' });
    expect(trueWeights(start, { truth: TRUTH, digits: 12, working: 40 }).digits).toBe(40);
  });
});

it('whoever hears of a question learns by which routes it was answered', () => {
  // |λ|t/τ = 10⁶ at t = 1: plain steps would be hundreds.
  const stiff = caseFromJson({ W1: [['1000']], W2: [['1/2']], sigmaYX: [['2']], time: '1' });
  const heard: Asking[] = [];
  const look = { truth: TRUTH, onAsked: (asking: Asking) => heard.push(asking) };
  trueWeightsAt(stiff.problem, [Rational.ZERO, stiff.time], { digits: 12 }, look);
  trueWeightsAt(stiff.problem, [Rational.of(1e-6)], { digits: 12 }, look);
  const white = caseFromJson({ W1: [['1/2']], W2: [['1/2']], sigmaYX: [['2']], time: '1' });
  trueCorrelations(white.problem, [Rational.ZERO, white.time], { digits: 12 }, look);
  expect(heard.map(({ routes }) => routes)).toEqual([['start', 'slow-manifold'], ['taylor'], ['start', 'linear-flow']]);
});

describe('correlationBlocks', () => {
  it('leaves to the blocks the digits that they have where the weights are off by as much as their digits allow', () => {
    const off = (rows: string[][], factor: string): Matrix<Decimal> =>
      Matrix.fromRows(rows).map(entry => field.mul(field.parse(entry), field.parse(factor)));
    const [W1, W2] = [
      [
        ['1', '0'],
        ['0', '2'],
      ],
      [['3', '1']],
    ];
    const exact = correlationBlocks({ W1: off(W1!, '1'), W2: off(W2!, '1'), digits: 40 });
    for (const factor of ['1.00001', '0.99999']) {
      const rough = correlationBlocks({ W1: off(W1!, factor), W2: off(W2!, factor), digits: 5 });
      rough.forEach(({ truth: { value, digits } }, k) => {
        expect(agreedDigits(value, exact[k]!.truth.value)).toBeGreaterThanOrEqual(digits);
        expect(digits).toBeGreaterThanOrEqual(4);
      });
    }
    expect(exact.map(({ quantity, truth }) => [quantity, truth.value.shape])).toEqual([
      ['W1ᵀW1', '2×2'],
      ['W2W1', '1×2'],
      ['W2W2ᵀ', '1×1'],
      ['W1ᵀW2ᵀ', '2×1'],
    ]);
  });
});
