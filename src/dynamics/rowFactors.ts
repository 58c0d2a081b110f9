import { productError } from './doubleDouble.ts';
import { type Eigenbasis, halfSize, type Mode } from './eigenbasis.ts';
import type { RowLayout } from './rowLayout.ts';

/**
 * What has become of every row by time t (in units of τ), as plain numbers: see `rowGrowth` for times beyond their range.
 */
export interface RowFactors {
  /** From `weightAt` on √Dᵢ of the weight rows with D = (e^{2Λt} − 1)/(2Λ), and 1 for the rows of the identity. */
  weight: Float64Array;
  readonly weightAt: number;
  /** Room for 1/√D of the pivots of the columns. */
  readonly perPivot: Float64Array;
  /** From `mixingAt` on five lists of `width` numbers, by mode and then by left-over row: see `MIXING`. */
  mixing: Float64Array;
  readonly mixingAt: number;
  readonly width: number;
}

/**
 * The lists: e^{Ft} takes the rows a and b of a mode (p₊ and p₋, or v and u while S_λ t ≤ 1) to the layers
 * X1 = inFirst·a + inSecond·b and X2 = outFirst·a + outSecond·b; the part of p₋ is decay·b. A left-over row is an a.
 */
export const MIXING = { inFirst: 0, inSecond: 1, outFirst: 2, outSecond: 3, decay: 4 } as const;

/** How many there are. */
export const LISTS: number = Object.keys(MIXING).length;

/** Up to this exponent products of two factors with reduced entries stay inside float64. */
const FARTHEST = 300;

export function emptyRowFactors(
  { rows, cols, weightRows, modes }: RowLayout,
  width: number = weightRows - modes,
): RowFactors {
  const numbers = new Float64Array(rows + cols + LISTS * width).fill(1, 0, rows);
  const mixing = numbers.subarray(rows + cols);
  return {
    weight: numbers.subarray(0, rows),
    weightAt: 0,
    perPivot: numbers.subarray(rows, rows + cols),
    mixing,
    mixingAt: 0,
    width,
  };
}

/** The last time of which they are all inside. */
export function lastInRange({ modes }: Eigenbasis): number {
  return (FARTHEST * (1 - Number.EPSILON)) / modes[0]!.rate;
}

/** Overwrites the factors by those at time t; false where they leave the range of plain numbers. */
export function setRowFactors(basis: Eigenbasis, layout: RowLayout, t: number, factors: RowFactors): boolean {
  const { modes, lambda, leftOverRate, leftOver } = basis;
  // The modes fall by rate, and no left-over vector moves faster than a mode.
  const isInRange = modes[0]!.rate * t <= FARTHEST;
  const { weight, weightAt, mixing, mixingAt, width } = factors;
  let atRest = 0;
  while (atRest < modes.length && modes[atRest]!.rate * t > 1) atRest++;
  if (isInRange) setMoving(modes, atRest, t, factors);
  setAtRest(modes, atRest, lambda.hi, t, factors);
  if (isInRange && layout.weightRows > 2 * layout.modes) {
    const speed = halfSize(lambda);
    const growth = exponential(speed.hi, speed.lo, t);
    const root = Math.sqrt(saturation(speed.hi, t));
    const own = mixingAt + (leftOver === 'in' ? MIXING.inFirst : MIXING.outFirst) * width;
    const from = weightAt + 2 * layout.modes;
    const to = weightAt + layout.weightRows;
    weight.fill(leftOverRate.hi > 0 ? growth * root : root, from, to);
    mixing.fill(leftOverRate.hi < 0 ? 1 / growth : growth, own + layout.modes, own + layout.weightRows - layout.modes);
  }
  return isInRange;
}

/** ∫₀ᵗ e^{−2xs} ds for x ≥ 0. */
export function saturation(rate: number, t: number): number {
  const exponent = 2 * rate * t;
  return exponent === 0 ? t : t * (-Math.expm1(-exponent) / exponent);
}

/** The modes from `first` on: S_λ t ≤ 1. */
function setAtRest(
  modes: readonly Mode[],
  first: number,
  lambda: number,
  t: number,
  { weight, weightAt, mixing, mixingAt, width }: RowFactors,
): void {
  for (let k = first; k < modes.length; k++) {
    const { rate, s } = modes[k]!;
    const at = mixingAt + k;
    const row = weightAt + 2 * k;
    const x = rate * t;
    const ofX = sinhc(x * x);
    const cosh = hyperbolicCosine(x * x);
    const growth = cosh + x * ofX;
    // (1 − e^{−2x})/(2x) = sinh(x)/x e^{−x}
    const root = Math.sqrt((t * ofX) / growth);
    const turn = ofX * ((lambda / 2) * t);
    const push = ofX * (s.hi * t);
    weight[row] = growth * root;
    weight[row + 1] = root;
    // e^{Ft} = cosh(x) I + sinh(x)/x Ft
    mixing[at + MIXING.inFirst * width] = cosh - turn;
    mixing[at + MIXING.inSecond * width] = push;
    mixing[at + MIXING.outFirst * width] = push;
    mixing[at + MIXING.outSecond * width] = cosh + turn;
    mixing[at + MIXING.decay * width] = 0;
  }
}

/** The first `count` modes. */
function setMoving(
  modes: readonly Mode[],
  count: number,
  t: number,
  { weight, weightAt, mixing, mixingAt, width }: RowFactors,
): void {
  for (let k = 0; k < count; k++) {
    const mode = modes[k]!;
    const { rate, rateLow } = mode;
    const at = mixingAt + k;
    const row = weightAt + 2 * k;
    const growth = exponential(rate, rateLow, t);
    const decay = 1 / growth;
    const root = Math.sqrt((1 - decay * decay) / (2 * rate));
    weight[row] = growth * root;
    weight[row + 1] = root;
    mixing[at + MIXING.inFirst * width] = mode.inPlus.hi * growth;
    mixing[at + MIXING.inSecond * width] = mode.inMinus.hi * decay;
    mixing[at + MIXING.outFirst * width] = mode.outPlus.hi * growth;
    mixing[at + MIXING.outSecond * width] = mode.outMinus.hi * decay;
    mixing[at + MIXING.decay * width] = decay;
  }
}

/**
 * sinh(x)/x of x², for x from 0 to 1: its series in pairs of pairs of terms, which do not wait for each other. That and the next cost
 * a third less than Math.expm1, and nothing cancels.
 */
function sinhc(y: number): number {
  const y2 = y * y;
  const y4 = y2 * y2;
  const first = y * (1 / 6) + y2 * (1 / 120 + y * (1 / 5040));
  const second = 1 / 362880 + y * (1 / 39916800) + y2 * (1 / 6227020800 + y * (1 / 1307674368000));
  return 1 + (first + y4 * (second + y4 * (1 / 355687428096000)));
}

/** cosh(x) likewise. */
function hyperbolicCosine(y: number): number {
  const y2 = y * y;
  const y4 = y2 * y2;
  const first = y * (1 / 2) + y2 * (1 / 24 + y * (1 / 720));
  const second = 1 / 40320 + y * (1 / 3628800) + y2 * (1 / 479001600 + y * (1 / 87178291200));
  return 1 + (first + y4 * (second + y4 * (1 / 20922789888000 + y * (1 / 6402373705728000))));
}

/** ln 2 in two parts, the first so short that its multiples here are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Up to e^`FARTHEST`. */
const POWERS_OF_TWO = Float64Array.from({ length: 435 }, (_, k) => 2 ** k);

/** e^{(rate + low)·t} to an ulp or two, also where the exponent is in the hundreds: from 0 to `FARTHEST`. */
function exponential(rate: number, low: number, t: number): number {
  const exponent = rate * t;
  const power = (exponent * Math.LOG2E + 0.5) | 0;
  const r = exponent - power * LN2_HIGH - power * LN2_LOW + (productError(rate, t, exponent) + low * t);
  const r2 = r * r;
  const r4 = r2 * r2;
  const first = 1 / 2 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120));
  const second = 1 / 720 + r * (1 / 5040) + r2 * (1 / 40320 + r * (1 / 362880));
  const third = 1 / 3628800 + r * (1 / 39916800) + r2 * (1 / 479001600 + r * (1 / 6227020800));
  return POWERS_OF_TWO[power]! * (1 + (r + r2 * (first + r4 * (second + r4 * third))));
}
