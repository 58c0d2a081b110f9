import { DloError } from '../../../src/errors.ts';
import { Rational } from '../../../src/numbers/rational.ts';

/** Evenly spaced times in τ from 0 to an end, and the numbers of steps of gradient descent that stand at them. */
export interface DescentGrid {
  readonly times: readonly Rational[];
  readonly steps: readonly number[];
}

/** `points` intervals up to `end`; n steps stand at nη. RANGE where an interval is not a whole number of steps, at least one. */
export function descentGrid(learningRate: Rational, end: Rational, points: number): DescentGrid {
  const perInterval = end.div(learningRate).div(Rational.of(points));
  if (perInterval.d !== 1n || perInterval.sign() <= 0)
    throw new DloError('RANGE', 'end', `must be ${points} times a whole number of steps η = ${learningRate}`, `${end}`);
  const steps = Array.from({ length: points + 1 }, (_, k) => k * Number(perInterval.n));
  return { times: steps.map(step => learningRate.mul(Rational.of(step))), steps };
}
