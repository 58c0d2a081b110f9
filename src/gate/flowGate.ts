import type { FlowCase } from '../judge/case.ts';
import type { Capabilities } from './subject.ts';
import type { SubjectClaim } from './subjectClaim.ts';
import type { AnyDepth } from './trial.ts';

/** What a gate needs to judge flows: what is said of them, and where cases come from. */
export interface FlowGate {
  readonly claims: readonly SubjectClaim<AnyDepth>[];
  /** Flow number `index` of a run; undefined where the subject takes none. */
  readonly draw: (seed: number, index: number, capabilities: Capabilities) => DrawnFlowCase | undefined;
}

/** A flow of the gate, and how it can be made smaller. */
export interface DrawnFlowCase {
  readonly given: FlowCase;
  /** Smaller ones, the smallest first. */
  readonly smaller: () => Iterable<DrawnFlowCase>;
}
