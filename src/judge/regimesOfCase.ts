import { type AnyCase, isFlowCase } from './case.ts';
import { flowRegimes } from './flowRegime.ts';
import { type AnyRegime, regimesOf } from './regime.ts';

/** Where a case lies on every axis of its kind. */
export function regimesOfCase(given: AnyCase): readonly AnyRegime[] {
  return isFlowCase(given) ? flowRegimes(given) : regimesOf(given.problem, given.lambda, given.time);
}
