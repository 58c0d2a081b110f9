import type { AnyCase } from './case.ts';
import type { Assertion } from './claim.ts';

/** Whether a case meets all hypotheses, so that what is asserted speaks of it. */
export function meets<Given extends AnyCase>(
  { hypotheses }: Pick<Assertion<Given, never, unknown>, 'hypotheses'>,
  given: Given,
): boolean {
  return hypotheses.every(({ holds }) => holds(given));
}
