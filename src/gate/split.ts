import type { Decimal, DecimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';

/**
 * A matrix as the sum of two float64 ones, the second at most half a unit in the last place of the first: about 31 digits. What
 * is beyond float64 is ±Infinity and 0.
 */
export interface Split {
  readonly hi: Matrix<number>;
  readonly lo: Matrix<number>;
}

export function splitRational(a: Matrix<Rational>): Split {
  const hi = a.map(entry => entry.toNumber());
  return {
    hi,
    lo: hi.map((high, i, j) => {
      if (!Number.isFinite(high)) return 0;
      const exact = a.at(i, j);
      const rounded = Rational.of(high);
      return rounded.equals(exact) ? 0 : exact.sub(rounded).toNumber();
    }),
  };
}

export function splitDecimal(field: DecimalField, a: Matrix<Decimal>): Split {
  const hi = a.map(entry => entry.toNumber());
  return { hi, lo: hi.map((high, i, j) => field.sub(a.at(i, j), field.of(high)).toNumber()) };
}

export function splitNumbers(hi: Matrix<number>): Split {
  return { hi, lo: hi.map(() => 0) };
}

export function transposed({ hi, lo }: Split): Split {
  return { hi: hi.transpose(), lo: lo.transpose() };
}

export function scaledSplit(factor: number, { hi, lo }: Split): Split {
  return { hi: hi.map(entry => factor * entry), lo: lo.map(entry => factor * entry) };
}

/** ‖a − b‖_F. Where the two are near each other the first differences are exact, so that nothing cancels. */
export function distance(a: Split, b: Split): number {
  return Math.hypot(...a.hi.data.map((entry, k) => entry - b.hi.data[k]! + (a.lo.data[k]! - b.lo.data[k]!)));
}

export function norm(a: Matrix<number>): number {
  return Math.hypot(...a.data);
}

export function scalar(value: number): Matrix<number> {
  return new Matrix(1, 1, [value]);
}
