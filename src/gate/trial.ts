import type { Case, FlowCase } from '../judge/case.ts';
import type { Rational } from '../numbers/rational.ts';
import type { Moment } from './moment.ts';
import type { PartName } from './parts.ts';
import type { Split } from './split.ts';
import type { Stated } from './stated.ts';
import type {
  Capabilities,
  FlowQuantityName,
  FlowQuestion,
  FlowValues,
  QuantityName,
  Question,
  Values,
} from './subject.ts';

/** What goes with cases of two layers: the parts that are compared, what a subject is asked and answers, and how that is read. */
export interface TwoLayers {
  readonly given: Case;
  readonly part: PartName;
  readonly quantity: QuantityName;
  readonly question: Question;
  readonly values: Values;
  readonly stated: Stated;
}

/** The same of layers of any depth, whose parts are "W1", …, "Wh", "W" (their product) and "loss". */
export interface AnyDepth {
  readonly given: FlowCase;
  readonly part: string;
  readonly quantity: FlowQuantityName;
  readonly question: FlowQuestion;
  readonly values: FlowValues;
  readonly stated: ReadonlyMap<string, Split>;
}

/** The truth at the start and at later moments up to the time of a case. */
export interface TrueMoments<Part extends string> {
  readonly moments: readonly Moment<Part>[];
  /** Digits asked of a part at a moment. */
  readonly asked: (moment: number, part: Part) => number;
}

/** A case and its truth. */
export interface PreparedTrial<Of extends TwoLayers | AnyDepth = TwoLayers> extends TrueMoments<Of['part']> {
  readonly given: Of['given'];
  readonly capabilities: Capabilities;
}

/** The same, and what the subject said: all that a claim of the gate sees. */
export interface Trial<Of extends TwoLayers | AnyDepth = TwoLayers> extends PreparedTrial<Of> {
  /** Per moment. */
  readonly stated: readonly Of['stated'][];
  /** At any time of the main question. */
  readonly statedAt: (time: Rational) => Of['stated'];
  /** Per time of the claim's own question; none where it has none. */
  readonly further: readonly Of['stated'][];
}
