import type fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import { timeOfPhase } from '../../src/judge/regime.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import { convert } from '../../src/numbers/linearAlgebra.ts';
import { type ProblemOptions, problemArbitrary } from './problemArbitrary.ts';
import { drawRecord } from './table.ts';
import { type Phase, timeArbitrary } from './timeArbitrary.ts';

export interface CaseOptions extends ProblemOptions {
  /** Default 'any'. */
  readonly dimensions?: 'any' | 'equal' | 'unequal';
  /** Default 'any': early, middle and late times about equally often. */
  readonly phase?: Phase;
  /** Only tasks that are not zero. */
  readonly task?: 'non-zero';
  /**
   * Only tasks whose non-zero singular values lie within a factor MOST_SPREAD, and no extremes but those of units: the end of
   * training can then be followed, which takes times of ln(1/‖weights‖) over the slowest rate.
   * No hypothesis of any claim, but a limit of what is tried.
   */
  readonly settles?: boolean;
}

const MOST_SPREAD = 40;

/**
 * A balanced problem of `problemArbitrary`, its λ, and a time of `timeArbitrary` on the problem's own clock, in the units of
 * its τ. Shrinks to 1-1-1 with small integers. RANGE where the options leave no architecture.
 */
export function caseArbitrary(options: CaseOptions = {}): fc.Arbitrary<Case> {
  const { dimensions = 'any', phase = 'any', task, settles = false, accepts: suits, ...problemOptions } = options;
  const { extremes = settles ? 'units' : true } = options;
  const accepts: ProblemOptions['accepts'] = widths =>
    (suits?.(widths) ?? true) && (dimensions === 'any' || (widths.Ni === widths.No) === (dimensions === 'equal'));
  const cases = drawRecord({
    balanced: problemArbitrary({ ...problemOptions, accepts, extremes }),
    phase: timeArbitrary({ phase, extremes: extremes === true }),
  }).map(({ balanced: { problem, lambda }, phase: when }) => ({
    problem,
    lambda,
    time: timeOfPhase(problem, lambda, when),
    extra: {},
  }));
  if (task === undefined && !settles) return cases;
  return cases.filter(({ problem: { sigmaYX } }) => {
    const all = float64Svd(convert(float64Field, sigmaYX)).s;
    const values = all.filter(value => value > 1e-9 * Math.max(...all));
    return (
      (task === undefined || values.length > 0) &&
      (!settles || Math.max(...values) <= MOST_SPREAD * Math.min(...values))
    );
  });
}
