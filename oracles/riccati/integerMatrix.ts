import { log2Abs } from '../../src/numbers/decimal/fixedPoint.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';

/** The fractions entries/denominator, denominator > 0. */
export interface IntegerMatrix {
  readonly entries: Matrix<bigint>;
  readonly denominator: bigint;
}

/** The same fractions over their least common denominator. */
export function overOneDenominator(a: Matrix<Rational>): IntegerMatrix {
  const denominator = a.data.reduce((common, { d }) => leastCommonMultiple(common, d), 1n);
  return { entries: a.map(({ n, d }) => n * (denominator / d)), denominator };
}

export function toRationals({ entries, denominator }: IntegerMatrix): Matrix<Rational> {
  return entries.map(entry => Rational.ratio(entry, denominator));
}

export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return a % b === 0n ? a : Rational.ratio(a, b).n * b;
}

export function multiplyIntegers(a: Matrix<bigint>, b: Matrix<bigint>): Matrix<bigint> {
  const [inner, cols] = [a.cols, b.cols];
  return Matrix.generate(a.rows, cols, (i, j) => {
    let sum = 0n;
    for (let k = 0; k < inner; k++) {
      const left = a.data[i * inner + k]!;
      // Even functions of F are two blocks between zeros.
      if (left !== 0n) sum += left * b.data[k * cols + j]!;
    }
    return sum;
  });
}

/** Times a float64 of a few operations on positive numbers, it is no less than their exact result. */
export const ROUNDED_UP: number = 1 + 2 ** -40;

/** n/d as a float64, right to a few units in the last place. */
export function quotient(n: bigint, d: bigint): number {
  const value = Number(n) / Number(d);
  // Long integers are no float64.
  return Number.isFinite(value) && value !== 0 ? value : Rational.ratio(n, d).toNumber();
}

/** ‖a‖_F as a float64, rounded up. */
export function normOf({ entries, denominator }: IntegerMatrix): number {
  return Math.hypot(...entries.data.map(entry => quotient(entry, denominator))) * ROUNDED_UP;
}

/** log2 of ‖a‖_F for integers of any length; −Infinity for zeros. */
export function log2Norm(a: Matrix<bigint>): number {
  return log2Abs(a.data.reduce((sum, entry) => sum + entry * entry, 0n)) / 2;
}
