import { productError } from './doubleDouble.ts';
import { type Eigenbasis, halfSize, type Mode } from './eigenbasis.ts';
import type { RowLayout } from './rowLayout.ts';

/**
 * What has become of every row by time t (in units of τ), as plain numbers: see `rowGrowth` for times beyond their range.
 */
export interface RowFactors {
  /** √Dᵢ of the weight rows with D = (e^{2Λt} − 1)/(2Λ), and 1 for the rows of the identity. */
  readonly weight: Float64Array;
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
  const { weight, mixing, mixingAt, width } = factors;
  for (let k = 0; k < modes.length; k++) {
    const mode = modes[k]!;
    if (mode.rate * t <= 1) setAtRest(mode, lambda.hi, t, k, factors);
    else if (isInRange) setMoving(mode, t, k, factors);
  }
  if (isInRange && layout.weightRows > 2 * layout.modes) {
    const speed = halfSize(lambda);
    const growth = exponential(speed.hi, speed.lo, t);
    const root = Math.sqrt(saturation(speed.hi, t));
    const own = mixingAt + (leftOver === 'in' ? MIXING.inFirst : MIXING.outFirst) * width;
    weight.fill(leftOverRate.hi > 0 ? growth * root : root, 2 * layout.modes, layout.weightRows);
    mixing.fill(leftOverRate.hi < 0 ? 1 / growth : growth, own + layout.modes, own + layout.weightRows - layout.modes);
  }
  return isInRange;
}

/** ∫₀ᵗ e^{−2xs} ds for x ≥ 0. */
export function saturation(rate: number, t: number): number {
  const exponent = 2 * rate * t;
  return exponent === 0 ? t : t * (-Math.expm1(-exponent) / exponent);
}

/** With E = eˣ − 1 at x = S_λ t ≤ 1, nothing cancels in the hyperbolic functions. */
function setAtRest(
  { rate, s }: Mode,
  lambda: number,
  t: number,
  k: number,
  { weight, mixing, mixingAt, width }: RowFactors,
): void {
  const at = mixingAt + k;
  const x = rate * t;
  const excess = Math.expm1(x);
  const growth = 1 + excess;
  // sinh(x)/x, and (1 − e^{−2x})/(2x)
  const sinhc = x === 0 ? 1 : (excess + excess / growth) / (2 * x);
  const root = Math.sqrt((t * sinhc) / growth);
  const cosh = 1 + (excess * excess) / (2 * growth);
  const turn = sinhc * ((lambda / 2) * t);
  const push = sinhc * (s.hi * t);
  weight[2 * k] = growth * root;
  weight[2 * k + 1] = root;
  // e^{Ft} = cosh(x) I + sinh(x)/x Ft
  mixing[at + MIXING.inFirst * width] = cosh - turn;
  mixing[at + MIXING.inSecond * width] = push;
  mixing[at + MIXING.outFirst * width] = push;
  mixing[at + MIXING.outSecond * width] = cosh + turn;
  mixing[at + MIXING.decay * width] = 0;
}

function setMoving(mode: Mode, t: number, k: number, { weight, mixing, mixingAt, width }: RowFactors): void {
  const { rate, rateLow } = mode;
  const at = mixingAt + k;
  const growth = exponential(rate, rateLow, t);
  const decay = 1 / growth;
  const root = Math.sqrt((1 - decay * decay) / (2 * rate));
  weight[2 * k] = growth * root;
  weight[2 * k + 1] = root;
  mixing[at + MIXING.inFirst * width] = mode.inPlus.hi * growth;
  mixing[at + MIXING.inSecond * width] = mode.inMinus.hi * decay;
  mixing[at + MIXING.outFirst * width] = mode.outPlus.hi * growth;
  mixing[at + MIXING.outSecond * width] = mode.outMinus.hi * decay;
  mixing[at + MIXING.decay * width] = decay;
}

/** e^{(rate + low)·t} to an ulp or two also where the exponent is in the hundreds. */
function exponential(rate: number, low: number, t: number): number {
  const exponent = rate * t;
  return Math.exp(exponent) * (1 + (productError(rate, t, exponent) + low * t));
}
