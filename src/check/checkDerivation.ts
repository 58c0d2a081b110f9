import type { DerivationStep } from '../formula/derivation.ts';
import { type CheckOptions, type CheckResult, checkFormula } from './checkFormula.ts';

/** A step of a derivation that was judged. */
export interface CheckedStep extends CheckResult {
  readonly step: DerivationStep;
  /**
   * From the flow: for the weights in training, and not for others; by algebra: for any weights whatever; not: it fails, is not
   * decided, or holds under a further hypothesis only.
   */
  readonly follows: 'from the flow' | 'by algebra' | 'not';
}

/**
 * Judges the steps of a derivation one after the other, each as an equation or inequality of its own under the assumptions and
 * definitions above it, up to the first that does not follow. Their records have ids NAME:step-1, NAME:step-2, …
 */
export async function* checkDerivation(
  steps: readonly DerivationStep[],
  name: string,
  options: CheckOptions,
): AsyncGenerator<CheckedStep> {
  for (const step of steps) {
    const { record, ...rest } = await checkFormula(step.text, name, {
      ...options,
      replayWith: `${options.replayWith ?? ''} --step ${step.number}`,
    });
    const claim = record.claims[0]!;
    const id = `${claim.id}:step-${step.number}`;
    const named = {
      ...record,
      requested: [id],
      claims: [{ ...claim, id, title: `${claim.title}, step ${step.number}: ${step.shown}` }],
      timing: { ...record.timing, secondsByClaim: { [id]: record.timing.seconds } },
    };
    const follows =
      claim.verdict === 'holds' ? 'from the flow' : claim.check?.forAnyWeights === true ? 'by algebra' : 'not';
    yield { ...rest, record: named, step, follows };
    if (follows === 'not') return;
  }
}
