import type { Rational } from '../numbers/rational.ts';
import type { Moment } from './moment.ts';
import type { Capabilities, Subject, SubjectAnswer } from './subject.ts';
import type { AnyDepth, PreparedTrial, TwoLayers } from './trial.ts';

/** How the truth of one kind of case is found, and how a subject is asked about it. */
export interface CaseKind<Of extends TwoLayers | AnyDepth> {
  /** The raw gradient flow of the case at the times. PRECISION where the oracle cannot tell so many digits. */
  readonly moments: (given: Of['given'], times: readonly Rational[], digits: number) => Moment<Of['part']>[];
  /** Digits that a float64 subject could reach of every part, at each of the moments. */
  readonly attainable: (
    given: Of['given'],
    moments: readonly Moment<Of['part']>[],
    capabilities: Capabilities,
  ) => PreparedTrial<Of>['asked'];
  /** All that the subject can be asked about the case. */
  readonly question: (given: Of['given'], times: readonly Rational[], capabilities: Capabilities) => Of['question'];
  /** Undefined where the subject knows no such cases. */
  readonly asker: (
    subject: Subject,
  ) => ((question: Of['question']) => Promise<SubjectAnswer<Of['values']>>) | undefined;
  /** Whether the subject says that it can do a claim's own question. */
  readonly canBeAsked: (question: Of['question'], capabilities: Capabilities) => boolean;
  readonly sameFlow: (a: Of['question'], b: Of['question']) => boolean;
  readonly stated: (question: Of['question'], values: Of['values']) => Of['stated'];
}
