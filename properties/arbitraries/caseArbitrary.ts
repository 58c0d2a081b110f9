import type fc from 'fast-check';
import type { Case } from '../claim.ts';
import { timeOfPhase } from '../regime.ts';
import { type ProblemOptions, problemArbitrary } from './problemArbitrary.ts';
import { drawRecord } from './table.ts';
import { type Phase, timeArbitrary } from './timeArbitrary.ts';

export interface CaseOptions extends Omit<ProblemOptions, 'accepts'> {
  /** Default 'any'. */
  readonly dimensions?: 'any' | 'equal' | 'unequal';
  /** Default 'any': early, middle and late times about equally often. */
  readonly phase?: Phase;
}

/** A balanced problem and a time on its own clock. */
export function caseArbitrary({ dimensions = 'any', phase = 'any', ...options }: CaseOptions): fc.Arbitrary<Case> {
  const accepts: ProblemOptions['accepts'] = ({ Ni, No }) =>
    dimensions === 'any' || (Ni === No) === (dimensions === 'equal');
  return drawRecord({ balanced: problemArbitrary({ ...options, accepts }), phase: timeArbitrary({ phase }) }).map(
    ({ balanced: { problem, lambda }, phase: when }) => ({
      problem,
      lambda,
      time: timeOfPhase(problem, lambda, when),
      extra: {},
    }),
  );
}
