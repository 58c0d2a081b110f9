import { onceFor } from '../once.ts';
import { type AnyCase, isFlowCase } from './case.ts';
import { flowRegimes } from './flowRegime.ts';
import { type AnyRegime, regimesOf } from './regime.ts';

/** Where a case lies on every axis of its kind. */
export const regimesOfCase: (given: AnyCase) => readonly AnyRegime[] = onceFor(given =>
  isFlowCase(given) ? flowRegimes(given) : regimesOf(given.problem, given.lambda, given.time),
);
