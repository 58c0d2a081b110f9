import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float64Field } from '../../numbers/float64Field.ts';
import { float64Svd } from '../../numbers/float64Svd.ts';
import { frobeniusNorm, identity, maxAbs, multiply, product, subtract } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';
import { rationalField } from '../../numbers/rationalField.ts';
import { ARCHITECTURE_KINDS, architecture, architectureKind } from '../architecture.ts';
import { balance, balanceDigits } from '../balance.ts';
import { alignedBalanced } from './alignedBalanced.ts';
import { balanced } from './balanced.ts';
import { balancedWeightsExist } from './balancedFactors.ts';
import { layerSingularValues } from './layerSingularValues.ts';
import { randomMatrices } from './randomMatrix.ts';
import { planesOfTurns, rationalOrthogonal } from './rationalOrthogonal.ts';
import { rationalSingularValues } from './rationalSingularValues.ts';
import { zeroBalanced } from './zeroBalanced.ts';

const widths = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));
const size = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -8, max: 7 })).map(([m, e]) => m * 10 ** e);
const lambdaOfAnySize = fc.tuple(fc.constantFrom(0, 1, -1), size).map(([sign, magnitude]) => sign * magnitude);
const seeds = fc.integer();

describe('balanced', () => {
  it('is λ-balanced to 14 digits for every kind, sign and size, and refuses exactly where no such weights exist', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(widths, lambdaOfAnySize, size, seeds, ([Ni, Nh, No], lambda, sigma, seed) => {
        const shape = architecture(Ni, Nh, No);
        const draw = () => balanced(shape, { lambda, sigma, seed });
        if (!balancedWeightsExist(shape, lambda)) {
          expect(draw).toThrow(expect.objectContaining({ code: 'NO_SUCH_WEIGHTS' }));
          return;
        }
        const weights = draw();
        expect(weights.W1.shape).toBe(`${Nh}×${Ni}`);
        expect(weights.W2.shape).toBe(`${No}×${Nh}`);
        expect(balanceDigits(float64Field, weights, lambda)).toBeGreaterThan(14);
        const regime = `${architectureKind(shape)} ${Math.sign(lambda)}`;
        seen.set(regime, (seen.get(regime) ?? 0) + 1);
      }),
      { seed: 20250, numRuns: 1500 },
    );
    for (const kind of ARCHITECTURE_KINDS) {
      for (const sign of [-1, 0, 1]) expect(seen.get(`${kind} ${sign}`) ?? 0, `${kind} ${sign}`).toBeGreaterThan(5);
    }
  });

  it('says by ranks why there are no such weights', () => {
    expect(() => balanced(architecture(5, 3, 2), { lambda: 1, seed: 1 })).toThrow(
      'W2ᵀW2 = λI + W1W1ᵀ has rank Nh = 3 for λ > 0, but W2 has only No = 2 rows',
    );
    expect(() => balanced(architecture(1, 3, 4), { lambda: -1e-9, seed: 1 })).toThrow(
      'W1W1ᵀ = |λ|I + W2ᵀW2 has rank Nh = 3 for λ < 0, but W1 has only Ni = 1 column',
    );
    expect(() => balanced(architecture(1, 1, 1), { lambda: Number.NaN, seed: 1 })).toThrow(/lambda must be finite/);
    expect(() => balanced(architecture(1, 1, 1), { lambda: 1, sigma: -1, seed: 1 })).toThrow(/sigma/);
    expect(() => balanced(architecture(1, 1, 1), { lambda: 1, seed: 0.5 })).toThrow(/seed/);
    expect(() => balanced(architecture(1, 1, 1), { lambda: 1, seed: 2 ** 31 })).toThrow(/seed/);
  });

  it('starts at the network map of the two Gaussian layers, whatever λ', () => {
    const shape = architecture(4, 3, 5);
    const { gaussian } = randomMatrices(77);
    const [first, second] = [gaussian(3, 4, 2), gaussian(5, 3, 2)];
    const map = multiply(float64Field, second, first);
    for (const lambda of [-100, -1, 0, 1e-6, 3, 1e4]) {
      const { W1, W2 } = balanced(shape, { lambda, sigma: 2, seed: 77 });
      const error = subtract(float64Field, multiply(float64Field, W2, W1), map);
      expect(maxAbs(float64Field, error)).toBeLessThan(1e-12);
    }
  });

  it('gives the same weights for the same seed and others for another', () => {
    const draw = (seed: number) => balanced(architecture(3, 2, 4), { lambda: 0.5, seed });
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
  });
});

describe('layerSingularValues', () => {
  it('keeps product and difference of squares to the last digits where the printed form cancels', () => {
    fc.assert(
      fc.property(lambdaOfAnySize, size, (lambda, s) => {
        const { s1, s2 } = layerSingularValues(lambda, s);
        expect(Math.abs(s1 * s2 - s)).toBeLessThanOrEqual(4e-16 * s);
        expect(Math.abs((s2 - s1) * (s2 + s1) - lambda)).toBeLessThanOrEqual(4e-15 * (s2 * s2 + s1 * s1));
      }),
      { seed: 4 },
    );
    expect(layerSingularValues(0, 0)).toEqual({ s1: 0, s2: 0 });
    expect(layerSingularValues(-4, 0)).toEqual({ s1: 2, s2: 0 });
  });
});

describe('alignedBalanced', () => {
  it('is balanced, and diagonal in the singular vectors of the task with the strengths asked for', () => {
    fc.assert(
      fc.property(widths, lambdaOfAnySize, seeds, ([Ni, Nh, No], lambda, seed) => {
        const shape = architecture(Ni, Nh, No);
        fc.pre(balancedWeightsExist(shape, lambda));
        const sigmaYX = randomMatrices(seed).gaussian(No, Ni);
        const strengths = Array.from({ length: Math.min(Ni, Nh, No) }, (_, i) => (i % 2 === 0 ? 1 : -1) * (i + 0.25));
        const weights = alignedBalanced(sigmaYX, { hidden: Nh, lambda, strengths, seed });
        expect(balanceDigits(float64Field, weights, lambda)).toBeGreaterThan(14);
        const { U, V } = float64Svd(sigmaYX);
        const modes = product(float64Field, U.transpose(), weights.W2, weights.W1, V);
        const scale = frobeniusNorm(float64Field, weights.W1) * frobeniusNorm(float64Field, weights.W2);
        modes.data.forEach((entry, index) => {
          const [i, j] = [Math.floor(index / Ni), index % Ni];
          expect(Math.abs(entry - (i === j ? (strengths[i] ?? 0) : 0))).toBeLessThan(1e-14 * (1 + scale));
        });
      }),
      { seed: 31, numRuns: 400 },
    );
  });

  it('refuses what it cannot start from', () => {
    const task = randomMatrices(1).gaussian(2, 3);
    const attempt = (change: object) => () =>
      alignedBalanced(task, { hidden: 2, lambda: 0, strengths: 1, seed: 1, ...change });
    expect(attempt({})).not.toThrow();
    expect(attempt({ strengths: [1, 2, 3] })).toThrow(expect.objectContaining({ code: 'SHAPE' }));
    expect(attempt({ strengths: [1, Number.POSITIVE_INFINITY] })).toThrow(expect.objectContaining({ code: 'RANGE' }));
    expect(attempt({ hidden: 3, lambda: 2 })).toThrow(expect.objectContaining({ code: 'NO_SUCH_WEIGHTS' }));
  });
});

describe('zeroBalanced', () => {
  it('is 0-balanced with min(Ni, Nh, No) singular values of the given scale in each layer', () => {
    fc.assert(
      fc.property(widths, size, seeds, ([Ni, Nh, No], scale, seed) => {
        const weights = zeroBalanced(architecture(Ni, Nh, No), { scale, seed });
        expect(balanceDigits(float64Field, weights, 0)).toBeGreaterThan(14);
        const modes = Math.min(Ni, Nh, No);
        for (const layer of [weights.W1, weights.W2]) {
          float64Svd(layer).s.forEach((value, i) => {
            expect(Math.abs(value - (i < modes ? scale : 0))).toBeLessThan(1e-14 * scale);
          });
        }
      }),
      { seed: 8, numRuns: 400 },
    );
    expect(() => zeroBalanced(architecture(1, 1, 1), { scale: Number.NaN, seed: 1 })).toThrow(/scale/);
  });
});

describe('rational factors', () => {
  const fraction = fc
    .tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .map(([n, d]) => Rational.of(n, d));

  it('rationalOrthogonal is orthogonal exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fraction), fc.array(fc.boolean()), (n, turns, flips) => {
        const Q = rationalOrthogonal(n, turns, flips);
        expect(multiply(rationalField, Q.transpose(), Q)).toEqual(identity(rationalField, n));
      }),
      { seed: 2 },
    );
    expect(planesOfTurns(4)).toEqual([
      [0, 1],
      [1, 2],
      [0, 2],
      [2, 3],
      [1, 3],
    ]);
    expect(asText(rationalOrthogonal(2, [Rational.of(1, 2)], [true]))).toEqual([
      ['-3/5', '4/5'],
      ['4/5', '3/5'],
    ]);
  });

  it('rationalSingularValues differ by λ in their squares exactly', () => {
    const q = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(20)).map(([n, more]) => Rational.of(n, n + more));
    fc.assert(
      fc.property(fraction, q, fc.boolean(), (mu, part, positive) => {
        fc.pre(mu.sign() !== 0);
        const lambda = positive ? mu.mul(mu) : mu.mul(mu).neg();
        const { s1, s2 } = rationalSingularValues(lambda, part);
        expect(s2.mul(s2).sub(s1.mul(s1)).toString()).toBe(lambda.toString());
        expect(s1.sign()).toBeGreaterThanOrEqual(0);
        expect(s2.sign()).toBeGreaterThanOrEqual(0);
      }),
      { seed: 3 },
    );
    expect(() => rationalSingularValues(Rational.of(2), Rational.ONE)).toThrow(/square of a fraction/);
    expect(() => rationalSingularValues(Rational.ZERO, Rational.ONE)).toThrow(/lambda/);
    expect(() => rationalSingularValues(Rational.ONE, Rational.of(2))).toThrow(/q must lie/);
  });
});

it('the balance of the drawn weights is the conserved matrix itself, not its mean', () => {
  const weights = balanced(architecture(2, 3, 3), { lambda: 4, seed: 12 });
  const off = subtract(
    float64Field,
    balance(float64Field, weights),
    identity(float64Field, 3).map(entry => 4 * entry),
  );
  expect(maxAbs(float64Field, off)).toBeLessThan(1e-14);
});

function asText(matrix: Matrix<Rational>): string[][] {
  return matrix.map(String).toRows();
}
