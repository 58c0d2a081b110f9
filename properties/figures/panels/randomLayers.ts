import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { widthsOf } from '../../../src/network/flow.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { frobeniusNorm, multiply, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';

/** Layers of widths d_0 … d_h with entries evenly from −size to size, exactly what float64 holds. The same seed gives the same layers but for the size. */
export function randomLayers(widths: readonly number[], size: number, seed: number): Matrix<Rational>[] {
  const generator = xoroshiro128plus(seed);
  return widths
    .slice(1)
    .map((rows, j) => Matrix.generate(rows, widths[j]!, () => Rational.of(size * (2 * uniformFloat64(generator) - 1))));
}

/** Such layers, of the size at which max ‖W_iW_iᵀ − W_(i+1)ᵀW_(i+1)‖_F is δ but for rounding. */
export function randomBalancedTo(delta: number, widths: readonly number[], seed: number): Matrix<Rational>[] {
  const unit = randomLayers(widths, 1, seed).map(layer => layer.map(entry => entry.toNumber()));
  return randomLayers(widths, Math.sqrt(delta / imbalance(unit)), seed);
}

/** max ‖W_iW_iᵀ − W_(i+1)ᵀW_(i+1)‖_F; 0 of one layer. */
export function imbalance(layers: readonly Matrix<number>[]): number {
  const F = float64Field;
  const each = layers.slice(1).map((next, j) => {
    const own = layers[j]!;
    return frobeniusNorm(F, subtract(F, multiply(F, own, own.transpose()), multiply(F, next.transpose(), next)));
  });
  return Math.max(0, ...each);
}

/** Σ with these values on its diagonal, d_h×d_0. */
export function diagonalTask(widths: readonly number[], sigmas: readonly Rational[]): Matrix<Rational> {
  return Matrix.generate(widths.at(-1)!, widths[0]!, (i, j) =>
    i === j ? (sigmas[i] ?? Rational.ZERO) : Rational.ZERO,
  );
}

export const sizesOf = (layers: readonly Matrix<unknown>[]): string => widthsOf(layers).join('-');
