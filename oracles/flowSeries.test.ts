import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flow, flowOf } from '../src/network/flow.ts';
import { add, multiply, scale, subtract, zeros } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { flowSeries } from './flowSeries.ts';
import { anyFlow, correlated, deepFlow, scalarFlow, someHeld } from './testing/testFlows.ts';
import { errorCode, generalProblem } from './testing/testProblems.ts';

type Series = readonly Matrix<Rational>[];

const ORDER = 8;

/** Coefficient k of a product of two series of matrices. */
function productAt(a: Series, b: Series, k: number): Matrix<Rational> {
  return a
    .slice(0, k + 1)
    .map((entry, i) => multiply(rationalField, entry, b[k - i]!))
    .reduce((sum, term) => add(rationalField, sum, term));
}

const transposed = (series: Series): Series => series.map(entry => entry.transpose());
const isZero = (matrix: Matrix<Rational>): boolean => matrix.data.every(entry => entry.sign() === 0);

/** Coefficients of t, t², … of W_(j+1)ᵀW_(j+1) ± W_jW_jᵀ for all j, as one list. */
function balanceCoefficients(layers: readonly Series[], combine: typeof add): Matrix<Rational>[] {
  return layers.slice(1).flatMap((next, j) =>
    Array.from({ length: next.length - 1 }, (_, index) => {
      const [outer, inner] = [
        productAt(transposed(next), next, index + 1),
        productAt(layers[j]!, transposed(layers[j]!), index + 1),
      ];
      return combine(rationalField, outer, inner);
    }),
  );
}

describe('flowSeries', () => {
  it.each([2, 3, 4, 5])('keeps every balance of five drawn nets of %i layers exactly, and not their sum', depth => {
    let seen = 0;
    fc.assert(
      fc.property(anyFlow(depth, 3), start => {
        const layers = flowSeries(start, ORDER);
        const kept = balanceCoefficients(layers, subtract);
        expect(kept).toHaveLength((depth - 1) * ORDER);
        expect(kept.every(isZero)).toBe(true);
        expect(balanceCoefficients(layers, add).every(isZero)).toBe(false);
        seen++;
      }),
      { numRuns: 5, seed: 12 + depth },
    );
    expect(seen).toBe(5);
  });

  it('solves the flow: k W_j,k is coefficient k − 1 of the right-hand side, with everything the gradient can have', () => {
    const flows: Flow[] = [
      deepFlow(),
      deepFlow({ sigmaXX: correlated }),
      deepFlow({ decay: Rational.of('2/7'), tau: Rational.of('5/3') }),
      deepFlow({ mask: someHeld(deepFlow()) }),
      deepFlow({ sigmaXX: correlated, decay: Rational.of(3), mask: someHeld(deepFlow()) }),
      flowOf(generalProblem()),
      { ...scalarFlow('1/3', ['1/2']), decay: Rational.of('1/9') },
      { layers: [deepFlow().layers[0]!], sigmaYX: deepFlow().layers[0]!, sigmaXX: correlated, tau: Rational.ONE },
    ];
    for (const start of flows) {
      const found = flowSeries(start, 5);
      const expected = seriesByPicard(start, 5);
      found.forEach((layer, j) => {
        layer.forEach((coefficient, k) => {
          expect(coefficient.map(String)).toEqual(expected[j]![k]!.map(String));
        });
      });
    }
  });

  it('1-1-1-1 without a task: w = (16 + 4t)^(−1/4), the binomial series', () => {
    const layers = flowSeries(scalarFlow(0, ['1/2', '1/2', '1/2']), 12);
    // w' = −w⁵: w = ½ (1 + t/4)^(−1/4)
    let binomial = Rational.of('1/2');
    for (let k = 0; k <= 12; k++) {
      for (const layer of layers) expect(layer[k]!.at(0, 0).equals(binomial)).toBe(true);
      binomial = binomial.mul(Rational.of(-1 - 4 * k, 4 * (k + 1))).div(Rational.of(4));
    }
  });

  it('1-1-1-1 that decays to nothing: zero layers stay, the others are e^(−γt/τ)', () => {
    const start = scalarFlow(2, [0, 0, 3], { decay: Rational.of('1/2'), tau: Rational.of(5) });
    const [first, second, third] = flowSeries(start, 6);
    expect([...first!, ...second!].every(isZero)).toBe(true);
    let expected = Rational.of(3);
    third!.forEach((coefficient, k) => {
      expect(coefficient.at(0, 0).equals(expected)).toBe(true);
      expected = expected.mul(Rational.of(-1, 10 * (k + 1)));
    });
  });

  it('lets balances fall like e^(−2γt/τ) where weights decay', () => {
    const decay = Rational.of('2/3');
    const layers = flowSeries(deepFlow({ decay, tau: Rational.of('1/2') }), 6);
    const start = layers.map(layer => [layer[0]!]);
    layers.slice(1).forEach((next, j) => {
      let factor = Rational.ONE;
      const first = subtract(
        rationalField,
        productAt(transposed(start[j + 1]!), start[j + 1]!, 0),
        productAt(start[j]!, transposed(start[j]!), 0),
      );
      for (let k = 1; k <= 6; k++) {
        factor = factor.mul(decay.mul(Rational.of(-4))).div(Rational.of(k));
        const found = subtract(
          rationalField,
          productAt(transposed(next), next, k),
          productAt(layers[j]!, transposed(layers[j]!), k),
        );
        expect(isZero(subtract(rationalField, found, scale(rationalField, factor, first)))).toBe(true);
      }
    });
  });

  it('is the start alone at order 0, and refuses other orders', () => {
    expect(flowSeries(deepFlow(), 0)).toEqual(deepFlow().layers.map(layer => [layer]));
    for (const order of [-1, 1.5, Number.NaN, 101])
      expect(errorCode(() => flowSeries(deepFlow(), order))).toBe('RANGE');
  });
});

/**
 * The series by Picard's iteration with truncated products of whole matrices, the flow written as it stands: one more
 * coefficient is right after each round.
 */
function seriesByPicard({ layers, sigmaYX, tau, sigmaXX, decay, mask }: Flow, order: number): Matrix<Rational>[][] {
  const constant = (matrix: Matrix<Rational>): Series =>
    Array.from({ length: order + 1 }, (_, k) => (k === 0 ? matrix : zeros(rationalField, matrix.rows, matrix.cols)));
  const product = (...factors: Series[]): Series =>
    factors.reduce((a, b) => Array.from({ length: order + 1 }, (_, k) => productAt(a, b, k)));
  let found: Series[] = layers.map(constant);
  for (let round = 0; round < order; round++) {
    const output = product(...[...found].reverse());
    const weighed = sigmaXX === undefined ? output : product(output, constant(sigmaXX));
    const error = constant(sigmaYX).map((entry, k) => subtract(rationalField, entry, weighed[k]!));
    found = found.map((layer, j) => {
      const after = found.slice(j + 1).map(transposed);
      const before = found.slice(0, j).map(transposed);
      const force = product(...after, error, ...before);
      return layer.map((_, k) => {
        if (k === 0) return layers[j]!;
        const slope = subtract(
          rationalField,
          force[k - 1]!,
          scale(rationalField, decay ?? Rational.ZERO, layer[k - 1]!),
        );
        const next = scale(rationalField, Rational.ONE.div(tau.mul(Rational.of(k))), slope);
        return mask === undefined ? next : next.map((entry, a, b) => (mask[j]!.at(a, b) === 0 ? Rational.ZERO : entry));
      });
    });
  }
  return found.map(layer => [...layer]);
}
