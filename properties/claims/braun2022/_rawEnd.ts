import { gradientFlow } from '../../../oracles/gradientFlow.ts';
import { taskSvd } from '../../../src/judge/taskSvd.ts';
import type { Problem, Weights } from '../../../src/network/problem.ts';
import type { Arithmetic } from '../../../src/numbers/decimal/arithmetic.ts';
import { type Decimal, type DecimalField, decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert, multiply, squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../../src/numbers/rational.ts';

// Weights of any balance have no closed form to follow. The loss of gradient flow only falls, and wherever the flow rests W2W1 holds
// some modes of the task and lacks others: W2ᵀE = 0 and EW1ᵀ = 0 leave the losses ½Σ s̃_k² over the modes that are lacking. So a
// flow whose loss is once below ½ s̃_min² ends at the task, for a task of full rank.

export interface RawFlow {
  readonly field: DecimalField;
  readonly weights: Weights<Decimal>;
  readonly loss: number;
}

/** The smallest singular value of the task, and τ over it: the time of the slowest mode. */
export function slowestMode({ sigmaYX, tau }: Problem): { readonly value: number; readonly time: Rational } {
  const { S } = taskSvd(sigmaYX, 30);
  const value = S.at(S.rows - 1, S.rows - 1);
  return { value: value.toNumber(), time: tau.div(Rational.of(value.toPrecision(12))) };
}

/** Weights and loss of the raw flow at rising times. */
export function rawFlow(
  problem: Problem,
  times: readonly Rational[],
  { digits, arithmetic }: { readonly digits: number; readonly arithmetic: Arithmetic },
): readonly RawFlow[] {
  const field = decimalField(digits + 15);
  const task = convert(field, problem.sigmaYX);
  return gradientFlow(problem, times, { digits, maxDigits: 40 * digits, arithmetic }).map(({ W1, W2 }) => {
    const weights = { W1: W1.map(field.cross), W2: W2.map(field.cross) };
    const error = subtract(field, task, multiply(field, weights.W2, weights.W1));
    return { field, weights, loss: squaredNorm(field, error).toNumber() / 2 };
  });
}

/**
 * The raw flow at the first of 8, 16, 32, 64 times of the slowest mode at which its loss is below `share` of the least loss of a
 * saddle, ½ s̃_min²; undefined where it is not there by then.
 */
export function learnedFlow(
  problem: Problem,
  share: number,
  options: { readonly digits: number; readonly arithmetic: Arithmetic },
): RawFlow | undefined {
  const { value, time } = slowestMode(problem);
  for (const multiple of [8, 16, 32, 64]) {
    const [now] = rawFlow(problem, [time.mul(Rational.of(multiple))], options);
    if (now!.loss < (share * value * value) / 2) return now;
  }
  return undefined;
}
