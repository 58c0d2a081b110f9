import { Rational } from '../numbers/rational.ts';

/**
 * Numbers of about 31 digits as the unevaluated sum hi + lo of two float64 values, |lo| ≤ ulp(hi)/2. They carry what is
 * computed once per problem (the task's singular vectors, the weights in the task's basis) or where a difference
 * decides whether a mode is learned at all. Dekker (1971); Hida, Li and Bailey (2001).
 */
export interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
}

/** A column of double-double numbers. */
export interface DoubleDoubleVector {
  readonly hi: Float64Array;
  readonly lo: Float64Array;
}

/** Relative rounding of one operation, with some slack. */
export const DOUBLE_DOUBLE_ROUNDING: number = 2 ** -102;

const SPLIT = 2 ** 27 + 1;

export function dd(hi: number, lo = 0): DoubleDouble {
  const sum = hi + lo;
  return { hi: sum, lo: lo - (sum - hi) };
}

/** The nearest number of this kind. */
export function ddOf(value: Rational): DoubleDouble {
  const hi = value.toNumber();
  return Number.isFinite(hi) ? { hi, lo: value.sub(Rational.of(hi)).toNumber() } : { hi, lo: 0 };
}

/** a·b − p, exactly, for p the rounded product. */
export function productError(a: number, b: number, p: number): number {
  const wideA = SPLIT * a;
  const highA = wideA - (wideA - a);
  const lowA = a - highA;
  const wideB = SPLIT * b;
  const highB = wideB - (wideB - b);
  const lowB = b - highB;
  return lowA * lowB - (p - highA * highB - lowA * highB - highA * lowB);
}

/** a + b − s, exactly, for s the rounded sum. */
export function sumError(a: number, b: number, s: number): number {
  const partB = s - a;
  return a - (s - partB) + (b - partB);
}

export function ddAdd(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high = a.hi + b.hi;
  const low = a.lo + b.lo;
  const first = dd(high, sumError(a.hi, b.hi, high) + low);
  return dd(first.hi, first.lo + sumError(a.lo, b.lo, low));
}

export function ddNeg(a: DoubleDouble): DoubleDouble {
  return { hi: -a.hi, lo: -a.lo };
}

export function ddSub(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  return ddAdd(a, ddNeg(b));
}

export function ddMul(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const p = a.hi * b.hi;
  return dd(p, productError(a.hi, b.hi, p) + (a.hi * b.lo + a.lo * b.hi));
}

export function ddDiv(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a.hi / b.hi;
  const rest = ddSub(a, ddMul(dd(first), b));
  const second = rest.hi / b.hi;
  const third = ddSub(rest, ddMul(dd(second), b)).hi / b.hi;
  return ddAdd(dd(first, second), dd(third));
}

/** The root of a ≥ 0; 0 of 0. */
export function ddSqrt(a: DoubleDouble): DoubleDouble {
  if (a.hi <= 0) return dd(0);
  const root = Math.sqrt(a.hi);
  const square = root * root;
  return dd(root, ddSub(a, dd(square, productError(root, root, square))).hi / (2 * root));
}

export function ddVector(length: number): DoubleDoubleVector {
  return { hi: new Float64Array(length), lo: new Float64Array(length) };
}

export function ddAt(x: DoubleDoubleVector, index: number): DoubleDouble {
  return { hi: x.hi[index]!, lo: x.lo[index]! };
}

export function ddSet(x: DoubleDoubleVector, index: number, value: DoubleDouble): void {
  x.hi[index] = value.hi;
  x.lo[index] = value.lo;
}

export function ddDot(x: DoubleDoubleVector, y: DoubleDoubleVector): DoubleDouble {
  let [high, low] = [0, 0];
  for (let i = 0; i < x.hi.length; i++) {
    const [a, b] = [x.hi[i]!, y.hi[i]!];
    const p = a * b;
    const sum = high + p;
    low += sumError(high, p, sum) + (productError(a, b, p) + (a * y.lo[i]! + x.lo[i]! * b));
    high = sum + low;
    low -= high - sum;
  }
  return { hi: high, lo: low };
}

/** The same for a vector of float64 numbers. */
export function ddDotFloat(x: DoubleDoubleVector, y: Float64Array): DoubleDouble {
  const { hi, lo } = x;
  let high = 0;
  let low = 0;
  for (let i = 0; i < y.length; i++) {
    const a = hi[i]!;
    const b = y[i]!;
    const p = a * b;
    const sum = high + p;
    low += sumError(high, p, sum) + (productError(a, b, p) + lo[i]! * b);
    high = sum + low;
    low -= high - sum;
  }
  return { hi: high, lo: low };
}

/** y ← y + factor·x, y being the numbers from `first` on of a longer list. Where x is zero, y stays as it is. */
export function ddAddScaled(y: DoubleDoubleVector, factor: DoubleDouble, x: DoubleDoubleVector, first = 0): void {
  const { hi: factorHi, lo: factorLo } = factor;
  const { hi: xHi, lo: xLo } = x;
  const { hi: yHi, lo: yLo } = y;
  for (let i = 0, at = first; i < xHi.length; i++, at++) {
    const a = xHi[i]!;
    if (a === 0) continue;
    // As ddAdd(y, ddMul(factor, x)), written out: half the time of setting up a flow is spent here.
    const p = a * factorHi;
    const q = productError(a, factorHi, p) + (a * factorLo + xLo[i]! * factorHi);
    const changeHi = p + q;
    const changeLo = q - (changeHi - p);
    const old = yHi[at]!;
    const oldLow = yLo[at]!;
    const high = old + changeHi;
    const low = oldLow + changeLo;
    const error = sumError(old, changeHi, high) + low;
    const larger = high + error;
    const rest = error - (larger - high) + sumError(oldLow, changeLo, low);
    const sum = larger + rest;
    yHi[at] = sum;
    yLo[at] = rest - (sum - larger);
  }
}

export function ddScale(x: DoubleDoubleVector, factor: DoubleDouble): void {
  for (let i = 0; i < x.hi.length; i++) ddSet(x, i, ddMul(factor, ddAt(x, i)));
}
