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
 * An entry is first summed in double-double with a bound of its rounding, and the first one that is surely off settles that the
 * weights are not balanced. Only where none is and some may be, the balance is formed in whole numbers.
 */
export function readBalance(weights: Weights<number>): ReadBalance {
  const Nh = weights.W1.rows;
  const entry = entriesOf(weights);
  const first = entry(0, 0);
  const off = (i: number, j: number, x: DoubleDouble): number => {
    const { hi, lo } = entry(i, j);
    return i === j ? hi - x.hi + (lo - x.lo) : hi + lo;
  };
  const sight = look(entry, Nh);
  const exact = sight === 'open' ? exactBalance(weights) : undefined;
  const isExact = sight === 'exact' || (exact !== undefined && isMultipleOfIdentity(exact.entries, Nh));
  if (exact !== undefined && isExact) return exactly(Rational.ratio(exact.entries[0]!, exact.denominator), Nh);
  let sum: DoubleDouble = dd(0);
  if (!isExact) for (let i = 0; i < Nh; i++) sum = ddAdd(sum, entry(i, i));
  return {
    isExact,
    lambda: isExact ? { hi: first.hi, lo: first.lo } : ddDiv(sum, dd(Nh)),
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

/** Whether the balance is a multiple of I, as far as rounded entries show. */
function look(entry: (i: number, j: number) => BoundedEntry, Nh: number): 'exact' | 'off' | 'open' {
  const first = entry(0, 0);
  let isKnown = true;
  for (let i = 0; i < Nh; i++) {
    for (let j = i; j < Nh; j++) {
      const { hi, lo, bound } = entry(i, j);
      const error = bound + (i === j ? first.bound : 0);
      const distance = i === j ? hi - first.hi + (lo - first.lo) : hi + lo;
      if (Math.abs(distance) > 2 * error) return 'off';
      if (error > 0) isKnown = false;
    }
  }
  return isKnown ? 'exact' : 'open';
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

/** `bound` is 0 where no operation rounded. */
interface BoundedEntry extends DoubleDouble {
  readonly bound: number;
}

/** The balance's entries, each summed when it is asked for. */
function entriesOf({ W1, W2 }: Weights<number>): (i: number, j: number) => BoundedEntry {
  const [Ni, Nh, No] = [W1.cols, W1.rows, W2.rows];
  let [high, low, size, isRounded] = [0, 0, 0, false];
  const addProduct = (a: number, b: number): void => {
    if (a === 0 || b === 0) return;
    const p = a * b;
    const sum = high + p;
    const [ofSum, ofProduct] = [sumError(high, p, sum), productError(a, b, p)];
    if (ofSum !== 0 || ofProduct !== 0 || Math.abs(p) < TINIEST_PRODUCT) isRounded = true;
    size += Math.abs(p);
    low += ofSum + ofProduct;
    high = sum + low;
    low -= high - sum;
  };
  return (i, j) => {
    [high, low, size, isRounded] = [0, 0, 0, false];
    for (let k = 0; k < No; k++) addProduct(W2.data[k * Nh + i]!, W2.data[k * Nh + j]!);
    for (let k = 0; k < Ni; k++) addProduct(-W1.data[i * Ni + k]!, W1.data[j * Ni + k]!);
    const bound = isRounded ? 4 * (Ni + No) * (DOUBLE_DOUBLE_ROUNDING * size + Number.MIN_VALUE * 2 ** 54) : 0;
    return { hi: high, lo: low, bound };
  };
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
