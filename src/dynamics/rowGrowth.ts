import { type DoubleDouble, dd, ddMul, ddNeg, sumError } from './doubleDouble.ts';
import { type Eigenbasis, halfSize } from './eigenbasis.ts';
import { saturation } from './rowFactors.ts';
import type { RowLayout } from './rowLayout.ts';

/**
 * The growth of every row up to time t (in units of τ). With D = (e^{2Λt} − 1)/(2Λ), row i weighs √Dᵢ = e^{gᵢ}√hᵢ, where
 * gᵢ = Λᵢt for a growing row and 0 otherwise, and hᵢ = (1 − e^{−2|Λᵢ|t})/(2|Λᵢ|), which is t where Λᵢ = 0. Exponents are
 * kept as (a multiple of |λ|t/2) + (a small part), in double-double: only differences of them are ever exponentiated.
 * Rows of the identity have g = 0 and h = 1.
 */
export interface RowGrowth {
  /** |λ|t/2. */
  readonly half: DoubleDouble;
  /** gᵢ = grows[i]·half + growSmall[i]. */
  readonly grows: Int8Array;
  readonly growSmall: readonly DoubleDouble[];
  /** Λᵢt = turns[i]·half + moveSmall[i]. */
  readonly turns: Int8Array;
  readonly moveSmall: readonly DoubleDouble[];
  readonly h: Float64Array;
}

const ZERO = dd(0);

export function rowGrowth(basis: Eigenbasis, layout: RowLayout, t: number): RowGrowth {
  const growth = {
    half: ddMul(halfSize(basis.lambda), dd(t)),
    grows: new Int8Array(layout.rows),
    growSmall: new Array<DoubleDouble>(layout.rows).fill(ZERO),
    turns: new Int8Array(layout.rows),
    moveSmall: new Array<DoubleDouble>(layout.rows).fill(ZERO),
    h: new Float64Array(layout.rows).fill(1),
  };
  basis.modes.forEach((mode, k) => {
    const [plus, minus] = [2 * k, 2 * k + 1];
    const excess = ddMul(mode.excess, dd(t));
    growth.grows[plus] = 1;
    growth.growSmall[plus] = excess;
    growth.turns[plus] = 1;
    growth.moveSmall[plus] = excess;
    growth.turns[minus] = -1;
    growth.moveSmall[minus] = ddNeg(excess);
    growth.h[plus] = saturation(mode.rate, t);
    growth.h[minus] = growth.h[plus];
  });
  for (let row = 2 * layout.modes; row < layout.weightRows; row++) {
    growth.turns[row] = Math.sign(basis.leftOverRate.hi);
    growth.grows[row] = basis.leftOverRate.hi > 0 ? 1 : 0;
    growth.h[row] = saturation(Math.abs(basis.leftOverRate.hi), t);
  }
  return growth;
}

/** √(Dᵢ/Dₚ). */
export function weightRatio(growth: RowGrowth, row: number, pivot: number): number {
  const { grows, growSmall, h, half } = growth;
  const exponential = expDifference(grows[row]! - grows[pivot]!, half, growSmall[row]!, growSmall[pivot]!);
  return exponential * Math.sqrt(h[row]! / h[pivot]!);
}

/** e^{Λᵢt}/√Dₚ. */
export function moveRatio(growth: RowGrowth, row: number, pivot: number): number {
  const { grows, growSmall, turns, moveSmall, h, half } = growth;
  const exponential = expDifference(turns[row]! - grows[pivot]!, half, moveSmall[row]!, growSmall[pivot]!);
  return exponential / Math.sqrt(h[pivot]!);
}

/** e^{times·half + a − b}, to an ulp or two also where the exponent is in the hundreds. */
function expDifference(times: number, half: DoubleDouble, a: DoubleDouble, b: DoubleDouble): number {
  const difference = a.hi - b.hi;
  const multiple = times * half.hi;
  const exponent = multiple + difference;
  const low =
    sumError(a.hi, -b.hi, difference) + sumError(multiple, difference, exponent) + (a.lo - b.lo) + times * half.lo;
  const total = exponent + low;
  return total < -760 ? 0 : Math.exp(total) * (1 + sumError(exponent, low, total));
}
