import type { Weights } from '../network/problem.ts';
import { Rational } from '../numbers/rational.ts';
import {
  DOUBLE_DOUBLE_ROUNDING,
  type DoubleDouble,
  dd,
  ddAdd,
  ddDiv,
  ddOf,
  productError,
  sumError,
} from './doubleDouble.ts';

/** W2ᵀW2 − W1W1ᵀ of float64 weights, taken as the exact fractions that they are. */
export interface ReadBalance {
  /** Whether it is a multiple of I exactly. */
  readonly isExact: boolean;
  /** That multiple, or the nearest one: the mean of the diagonal. */
  readonly lambda: DoubleDouble;
  /** ‖W2ᵀW2 − W1W1ᵀ − x·I‖_F for any x, to float64 digits; 0 only where it is 0 exactly. */
  distanceFrom(x: DoubleDouble): number;
}

/** Below this size the error of a product is no float64 number. */
const TINIEST_PRODUCT = 2 ** -960;

/**
 * Every entry is first summed in double-double with a bound of its rounding. Only where that leaves open whether the weights
 * are balanced is the balance formed in whole numbers.
 */
export function readBalance(weights: Weights<number>): ReadBalance {
  const Nh = weights.W1.rows;
  const { hi, lo, bound } = roughBalance(weights);
  const diagonal = (i: number): DoubleDouble => ({ hi: hi[i * (Nh + 1)]!, lo: lo[i * (Nh + 1)]! });
  const off = (i: number, j: number, x: DoubleDouble): number => {
    const at = i * Nh + j;
    return i === j ? hi[at]! - x.hi + (lo[at]! - x.lo) : hi[at]! + lo[at]!;
  };
  const first = diagonal(0);
  let [isSurelyOff, isKnown] = [false, true];
  for (let i = 0; i < Nh; i++) {
    for (let j = i; j < Nh; j++) {
      const error = bound[i * Nh + j]! + (i === j ? bound[0]! : 0);
      if (error > 0) isKnown = false;
      if (Math.abs(off(i, j, first)) > 2 * error) isSurelyOff = true;
    }
  }
  const exact = isSurelyOff || isKnown ? undefined : exactBalance(weights);
  const isExact = !isSurelyOff && (exact === undefined || isMultipleOfIdentity(exact.entries, Nh));
  if (exact !== undefined && isExact) return exactly(Rational.ratio(exact.entries[0]!, exact.denominator), Nh);
  let sum = dd(0);
  for (let i = 0; i < Nh; i++) sum = ddAdd(sum, diagonal(i));
  return {
    isExact,
    lambda: isExact ? first : ddDiv(sum, dd(Nh)),
    distanceFrom(x) {
      let size = 0;
      for (let i = 0; i < Nh; i++) {
        for (let j = i; j < Nh; j++) size = Math.hypot(size, (i === j ? 1 : Math.SQRT2) * off(i, j, x));
      }
      // Weights that are off by less than double-double sees are off all the same.
      return size || (isExact ? 0 : Number.MIN_VALUE);
    },
  };
}

function exactly(value: Rational, Nh: number): ReadBalance {
  return {
    isExact: true,
    lambda: ddOf(value),
    distanceFrom(x) {
      const difference = value.sub(Rational.of(x.hi)).sub(Rational.of(x.lo)).abs().toNumber();
      return difference * Math.sqrt(Nh);
    },
  };
}

/** Row by row, its upper triangle; `bound` is 0 where no operation rounded. */
function roughBalance({ W1, W2 }: Weights<number>): { hi: Float64Array; lo: Float64Array; bound: Float64Array } {
  const [Nh, Ni, No] = [W1.rows, W1.cols, W2.rows];
  const rowsOfW1 = Float64Array.from(W1.data);
  const columnsOfW2 = Float64Array.from(W2.transpose().data);
  const [hi, lo, bound] = [new Float64Array(Nh * Nh), new Float64Array(Nh * Nh), new Float64Array(Nh * Nh)];
  let [high, low, size, isRounded] = [0, 0, 0, false];
  const addProducts = (source: Float64Array, x: number, y: number, count: number, sign: number): void => {
    for (let k = 0; k < count; k++) {
      const [a, b] = [sign * source[x + k]!, source[y + k]!];
      if (a === 0 || b === 0) continue;
      const p = a * b;
      const sum = high + p;
      const [ofSum, ofProduct] = [sumError(high, p, sum), productError(a, b, p)];
      if (ofSum !== 0 || ofProduct !== 0 || Math.abs(p) < TINIEST_PRODUCT) isRounded = true;
      size += Math.abs(p);
      low += ofSum + ofProduct;
      high = sum + low;
      low -= high - sum;
    }
  };
  for (let i = 0; i < Nh; i++) {
    for (let j = i; j < Nh; j++) {
      [high, low, size, isRounded] = [0, 0, 0, false];
      addProducts(columnsOfW2, i * No, j * No, No, 1);
      addProducts(rowsOfW1, i * Ni, j * Ni, Ni, -1);
      const at = i * Nh + j;
      hi[at] = high;
      lo[at] = low;
      if (isRounded) bound[at] = 4 * (Ni + No) * (DOUBLE_DOUBLE_ROUNDING * size + Number.MIN_VALUE * 2 ** 54);
    }
  }
  return { hi, lo, bound };
}

function exactBalance({ W1, W2 }: Weights<number>): { entries: bigint[]; denominator: bigint } {
  const exponent = Math.max(...[...W1.data, ...W2.data].map(fractionBits));
  const whole = (value: number): bigint => scaled(value, exponent);
  const [first, second] = [
    W1.toRows().map(row => row.map(whole)),
    W2.transpose()
      .toRows()
      .map(row => row.map(whole)),
  ];
  const dot = (a: readonly bigint[], b: readonly bigint[]): bigint =>
    a.reduce((sum, entry, k) => (entry === 0n || b[k] === 0n ? sum : sum + entry * b[k]!), 0n);
  const entries = first.flatMap((row, i) =>
    first.map((other, j) => (j < i ? 0n : dot(second[i]!, second[j]!) - dot(row, other))),
  );
  return { entries, denominator: 1n << BigInt(2 * exponent) };
}

/** Bits behind the point of a float64. */
function fractionBits(value: number): number {
  const { d } = Rational.of(value);
  return d.toString(2).length - 1;
}

function scaled(value: number, exponent: number): bigint {
  const { n, d } = Rational.of(value);
  return n * ((1n << BigInt(exponent)) / d);
}

function isMultipleOfIdentity(entries: readonly bigint[], Nh: number): boolean {
  return entries.every((entry, at) => {
    const [i, j] = [Math.floor(at / Nh), at % Nh];
    return j < i || entry === (i === j ? entries[0] : 0n);
  });
}
