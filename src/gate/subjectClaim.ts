import type { AnyClaim, Assertion } from '../judge/claim.ts';
import type { Rational } from '../numbers/rational.ts';
import type { Capabilities, QuantityName } from './subject.ts';
import type { SubjectJudgement } from './subjectJudgement.ts';
import type { AnyDepth, PreparedTrial, Trial, TwoLayers } from './trial.ts';

/** A claim about a subject's own trajectory: an assertion that sees what the subject said. Undefined where the case shows nothing. */
export interface SubjectClaim<Of extends TwoLayers | AnyDepth = TwoLayers>
  extends AnyClaim,
    Assertion<Of['given'], Trial<Of>, SubjectJudgement | undefined> {
  /** Statements of the papers that say the same. */
  readonly source?: string;
  /** Any one of these sets of quantities is enough. */
  readonly needs: readonly (readonly Of['quantity'][])[];
  /** Times besides those of the moments that the main question is to have. */
  readonly times?: (start: PreparedTrial<Of>) => readonly Rational[];
  /** A further question that it needs an answer to; undefined where the case has none. */
  readonly asks?: (trial: Trial<Of>) => Of['question'] | undefined;
}

export const anyBlocks: readonly (readonly QuantityName[])[] = [['qqt'], ['weights'], ['W1W1', 'W2W2', 'output']];
export const anyOutput: readonly (readonly QuantityName[])[] = [['output'], ['qqt'], ['weights']];

/** Why the capabilities do not allow a claim. */
export function notJudged(
  { needs }: { readonly needs: readonly (readonly QuantityName[])[] },
  { quantities }: Capabilities,
): string | undefined {
  if (needs.some(set => set.every(quantity => quantities.includes(quantity)))) return undefined;
  return `claim needs ${needs.map(set => set.join(' and ')).join(', or ')}; the subject does not provide it`;
}
