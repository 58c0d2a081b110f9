import type { Architecture } from '../network/architecture.ts';
import { type DoubleDouble, dd, ddAdd, ddDiv, ddMul, ddNeg, ddSqrt } from './doubleDouble.ts';

/**
 * One mode of the task: a singular value s with its pair of eigenvectors of F = [[−λ/2 I, Σyxᵀ], [Σyx, λ/2 I]],
 * p₊ = (inPlus·v; outPlus·u) of eigenvalue +(|λ|/2 + excess) and p₋ = (inMinus·v; outMinus·u) of the opposite one.
 */
export interface Mode {
  readonly s: DoubleDouble;
  /** S_λ = √(s² + λ²/4). */
  readonly rate: number;
  /** What the rounded rate lacks. */
  readonly rateLow: number;
  /** S_λ − |λ|/2 = s²/(S_λ + |λ|/2), so that growth rates can be subtracted without cancelling. */
  readonly excess: DoubleDouble;
  readonly inPlus: DoubleDouble;
  readonly outPlus: DoubleDouble;
  readonly inMinus: DoubleDouble;
  readonly outMinus: DoubleDouble;
}

/**
 * The symmetric F in the basis of the task's singular vectors: min(Ni, No) modes by falling s, then |Ni − No| left-over
 * singular vectors, eigenvectors of F by themselves: (v; 0) of eigenvalue −λ/2 or (0; u) of +λ/2.
 */
export interface Eigenbasis {
  readonly architecture: Architecture;
  readonly lambda: DoubleDouble;
  readonly modes: readonly Mode[];
  /** Left-over vectors are inputs (Ni > No) or outputs (No > Ni). */
  readonly leftOver: 'in' | 'out';
  /** Their eigenvalue: −λ/2 or +λ/2. */
  readonly leftOverRate: DoubleDouble;
}

/** From the singular values of the task. */
export function eigenbasis(
  architecture: Architecture,
  values: readonly DoubleDouble[],
  lambda: DoubleDouble,
): Eigenbasis {
  return basisOf(
    architecture,
    values.map(s => mode(s, lambda)),
    lambda,
  );
}

/** The same of values that float64 rounding has misplaced, in float64. */
export function float64Eigenbasis(architecture: Architecture, values: Float64Array, lambda: DoubleDouble): Eigenbasis {
  const modes = new Array<Mode>(values.length);
  for (let k = 0; k < values.length; k++) modes[k] = float64Mode(values[k]!, lambda.hi);
  return basisOf(architecture, modes, lambda);
}

function basisOf(architecture: Architecture, modes: readonly Mode[], lambda: DoubleDouble): Eigenbasis {
  const leftOver = architecture.Ni > architecture.No ? 'in' : 'out';
  const half = { hi: lambda.hi / 2, lo: lambda.lo / 2 };
  return {
    architecture,
    lambda,
    modes,
    leftOver,
    leftOverRate: leftOver === 'in' ? ddNeg(half) : half,
  };
}

/** |λ|/2. */
export function halfSize({ hi, lo }: DoubleDouble): DoubleDouble {
  return hi < 0 ? { hi: -hi / 2, lo: -lo / 2 } : { hi: hi / 2, lo: lo / 2 };
}

function mode(s: DoubleDouble, lambda: DoubleDouble): Mode {
  const half = halfSize(lambda);
  const rate = ddSqrt(ddAdd(ddMul(s, s), ddMul(half, half)));
  const sum = ddAdd(rate, half);
  // With λ = 0 both parts are equal, and stay so when rounded. With s = 0 every pair of directions is one of eigenvectors; r = 0 keeps (v; 0) and (0; u) apart.
  const r = s.hi === 0 ? dd(0) : lambda.hi === 0 ? dd(1) : ddDiv(s, sum);
  const large = ddDiv(dd(1), ddSqrt(ddAdd(dd(1), ddMul(r, r))));
  const small = ddMul(r, large);
  return {
    s,
    rate: rate.hi,
    rateLow: rate.lo,
    excess: s.hi === 0 ? dd(0) : ddMul(s, r),
    ...directions(lambda.hi, small, large),
  };
}

function float64Mode(s: number, lambda: number): Mode {
  const half = Math.abs(lambda) / 2;
  const rate = Math.sqrt(s * s + half * half);
  const r = s === 0 ? 0 : lambda === 0 ? 1 : s / (rate + half);
  const large = { hi: 1 / Math.sqrt(1 + r * r), lo: 0 };
  const small = { hi: r * large.hi, lo: 0 };
  return {
    s: { hi: s, lo: 0 },
    rate,
    rateLow: 0,
    excess: { hi: s * r, lo: 0 },
    ...directions(lambda, small, large),
  };
}

function directions(
  lambda: number,
  small: DoubleDouble,
  large: DoubleDouble,
): Pick<Mode, 'inPlus' | 'outPlus' | 'inMinus' | 'outMinus'> {
  return lambda >= 0
    ? { inPlus: small, outPlus: large, inMinus: large, outMinus: ddNeg(small) }
    : { inPlus: large, outPlus: small, inMinus: small, outMinus: ddNeg(large) };
}
