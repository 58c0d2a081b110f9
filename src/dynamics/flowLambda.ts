import { DloError } from '../errors.ts';
import { balanceSize } from '../network/balance.ts';
import type { Weights } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { frobeniusNorm } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { once } from '../once.ts';
import { type DoubleDouble, dd } from './doubleDouble.ts';
import { type ReadBalance, readBalance } from './readBalance.ts';
import { roughDistance } from './roughDistance.ts';

/**
 * Weights count as λ-balanced with at least this many digits: ‖W2ᵀW2 − W1W1ᵀ − λI‖ at most 1e-12 of
 * ‖W2ᵀW2‖ + ‖W1W1ᵀ‖ + |λ|√Nh. Entries rounded to float64 leave 15 to 16, a chain of float64 operations 13 to 14.
 */
export const BALANCE_DIGITS = 12;

/** The λ of a flow, and how far its weights are from it: ‖W2ᵀW2 − W1W1ᵀ − λI‖_F, 0 only where they have it exactly. */
export interface FlowLambda {
  readonly lambda: DoubleDouble;
  /** Exact arithmetic takes its time: only done where asked for. */
  offBalance(): number;
}

/**
 * The λ of the flow. Weights that are balanced exactly have their own λ, however small; others have the nearest one, or 0
 * where that is within rounding of 0 (16 ulp of the squared weights). A stated λ is taken instead. NOT_BALANCED where the
 * weights are not λ-balanced with it to `BALANCE_DIGITS`.
 */
export function flowLambda(weights: Weights<number>, stated?: DoubleDouble): FlowLambda {
  const scale = scaleOf(weights);
  const scaled = { W1: scaledBy(scale, weights.W1), W2: scaledBy(scale, weights.W2) };
  const balance = once(() => readBalance(scaled));
  const lambda = stated === undefined ? ownLambda(balance(), scaled) : times(times(stated, scale), scale);
  const given = stated ?? times(times(lambda, 1 / scale), 1 / scale);
  if (!isSurelyBalanced(scaled, lambda.hi)) requireBalance(scaled, lambda.hi, balance().distanceFrom(lambda), given.hi);
  const offBalance = once(() => {
    const distance = balance().distanceFrom(lambda);
    return distance === 0 ? 0 : Math.max(Number.MIN_VALUE, distance / scale / scale);
  });
  return { lambda: given, offBalance };
}

function ownLambda({ isExact, lambda }: ReadBalance, weights: Weights<number>): DoubleDouble {
  return isExact || !isRounding(lambda.hi, weights) ? lambda : dd(0);
}

/** What float64 sees of `requireBalance`: a distance that is small enough by far more than its rounding. */
function isSurelyBalanced(weights: Weights<number>, lambda: number): boolean {
  const { distance, size, rounding } = roughDistance(weights, lambda);
  return distance + rounding <= 10 ** -BALANCE_DIGITS * size;
}

/** NOT_BALANCED where the distance is above 1e-12 of the sizes that cancel in it; `shown` is the λ of the message. */
export function requireBalance(
  weights: Weights<number>,
  lambda: number,
  offBalance: number,
  shown: number = lambda,
): void {
  const size = balanceSize(float64Field, weights, lambda);
  if (offBalance <= 10 ** -BALANCE_DIGITS * size) return;
  const rule = `must be λ-balanced with λ = ${shown}: relative residual at most 1e-${BALANCE_DIGITS}`;
  throw new DloError('NOT_BALANCED', 'weights', rule, offBalance / size);
}

/** Whether a λ is within rounding of 0. */
export function isRounding(lambda: number, { W1, W2 }: Weights<number>): boolean {
  const size = frobeniusNorm(float64Field, W1) ** 2 + frobeniusNorm(float64Field, W2) ** 2;
  return Math.abs(lambda) * W1.rows <= 16 * Number.EPSILON * size;
}

/** A power of two that brings tiny weights near 1, where their squares do not underflow. */
function scaleOf({ W1, W2 }: Weights<number>): number {
  let largest = 0;
  for (const { data } of [W1, W2]) {
    for (let k = 0; k < data.length; k++) largest = Math.max(largest, Math.abs(data[k]!));
  }
  return largest > 0 && largest < 2 ** -200 ? 2 ** Math.min(1000, -Math.ceil(Math.log2(largest))) : 1;
}

function scaledBy(factor: number, matrix: Matrix<number>): Matrix<number> {
  return factor === 1 ? matrix : matrix.map(entry => entry * factor);
}

function times({ hi, lo }: DoubleDouble, factor: number): DoubleDouble {
  return { hi: hi * factor + 0, lo: lo * factor }; // −0 is 0
}
