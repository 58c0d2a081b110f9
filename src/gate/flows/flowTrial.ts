import type { FlowCase } from '../../judge/case.ts';
import type { Flow } from '../../network/flow.ts';
import type { Decimal } from '../../numbers/decimal/decimalField.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import type { Rational } from '../../numbers/rational.ts';
import type { Finding } from '../gateClaim.ts';
import type { Split } from '../split.ts';
import type { Capabilities, FlowQuantityName } from '../subject.ts';

/** One statement about a subject's own trajectory of layers of any depth. */
export interface FlowGateClaim {
  readonly id: string;
  readonly title: string;
  /** Statements of the papers that say the same. */
  readonly source?: string;
  /** Any one of these sets of quantities is enough. */
  readonly needs: readonly (readonly FlowQuantityName[])[];
  /** Undefined where the case shows nothing. */
  readonly judge: (trial: FlowTrial) => Finding | undefined;
}

/** What a gate needs to judge flows: what is said of them, the raw gradient flow, and where cases come from. */
export interface FlowGate {
  readonly claims: readonly FlowGateClaim[];
  readonly truth: FlowTruth;
  /** Flow number `index` of a run; undefined where the subject takes none. */
  readonly draw: (seed: number, index: number, capabilities: Capabilities) => DrawnFlowCase | undefined;
}

/** The layers at rising times, each relative to its norm to `agreedDigits` at least. PRECISION where it cannot tell so many. */
export type FlowTruth = (
  flow: Flow,
  times: readonly Rational[],
  options: { readonly digits: number },
) => readonly {
  readonly time: Rational;
  readonly layers: readonly Matrix<Decimal>[];
  readonly agreedDigits: number;
}[];

/** A flow of the gate, and how it can be made smaller. */
export interface DrawnFlowCase {
  readonly given: FlowCase;
  /** Smaller ones, the smallest first. */
  readonly smaller: () => Iterable<DrawnFlowCase>;
}

/** A flow, its truth and what the subject said, at the start and at later moments up to the time of the case. */
export interface FlowTrial {
  readonly given: FlowCase;
  readonly moments: readonly FlowMoment[];
  /** Digits asked of a part at a moment. */
  readonly asked: (moment: number, part: string) => number;
  /** Per moment, by part. */
  readonly stated: readonly ReadonlyMap<string, Split>[];
}

/** The truth at one time: of each part, "W1", …, "Wh", "W" (their product) and "loss", and what its errors are measured against. */
export interface FlowMoment {
  readonly time: Rational;
  /** Digits that the oracle vouches for, of every part relative to its size. */
  readonly certain: number;
  readonly parts: ReadonlyMap<string, { readonly truth: Split; readonly size: number }>;
}
