import { onceFor } from '../once.ts';
import type { AnyCase } from './case.ts';
import type { Assertion } from './claim.ts';
import type { Hypothesis } from './hypothesis.ts';

/** Whether a case meets all hypotheses, so that what is asserted speaks of it. */
export function meets<Given extends AnyCase>(
  { hypotheses }: Pick<Assertion<Given, never, unknown>, 'hypotheses'>,
  given: Given,
): boolean {
  return hypotheses.every(hypothesis => isMetBy(given)(hypothesis as Hypothesis<AnyCase>));
}

/** Readings, wrong versions and claims are judged on the same cases: a hypothesis is asked once about each. */
const isMetBy = onceFor((given: AnyCase) => onceFor(({ holds }: Hypothesis<AnyCase>) => holds(given)));
