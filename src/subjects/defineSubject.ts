import type { Capabilities, Conventions, FlowQuantityName, QuantityName } from '../gate/subject.ts';
import type { Matrix } from '../numbers/matrix.ts';

export type Rows = readonly (readonly number[] | Float64Array)[];

/** A problem in float64, in the conventions that the subject declares. */
export interface SubjectProblem {
  readonly W1: number[][];
  readonly W2: number[][];
  /** No×Ni: mean over the samples, or their sum. */
  readonly sigmaYX: number[][];
  /** White inputs (Ni×P) and targets (No×P), where `samples` is "sum". */
  readonly X?: number[][];
  readonly Y?: number[][];
  readonly tau: number;
  readonly lambda: number;
}

/** Layers of any depth in float64; the first is the one that the subject calls W1. White inputs, no decay, no held weights. */
export interface SubjectFlow {
  readonly layers: number[][][];
  /** Mean over the samples, or their sum. */
  readonly sigmaYX: number[][];
  /** White inputs and targets, where `samples` is "sum". */
  readonly X?: number[][];
  readonly Y?: number[][];
  readonly tau: number;
}

/** What is known of a flow at one time. */
export interface SubjectFlowValues {
  readonly layers?: readonly (Rows | Matrix<number> | readonly (readonly string[])[])[];
  readonly output?: Rows | Matrix<number> | readonly (readonly string[])[];
  readonly loss?: number | string;
}

/** What is known at one time: numbers, or decimals as text where float64 is not enough. */
export type SubjectValues = Readonly<
  Partial<
    Record<
      'W1' | 'W2' | Exclude<QuantityName, 'weights' | 'loss'>,
      Rows | Matrix<number> | readonly (readonly string[])[]
    > & { loss: number | string }
  >
>;

/** Declines a question, not counted against the subject: `return { skipped: 'why' }`. */
export interface Declined {
  readonly skipped: string;
}

/** A solver in a module of its own, `export default defineSubject({ … })`, for `dlo gate module:./my-solver.ts`. */
export interface SubjectDefinition {
  /** For people, such as "my solver 1.2". */
  readonly name: string;
  /** What it can do. What is left out is no restriction; `quantities` must be there. */
  readonly capabilities: Pick<Capabilities, 'quantities'> & Partial<Capabilities>;
  /** Where it differs from second-minus-first, input-first, mean. */
  readonly conventions?: Partial<Conventions>;
  /**
   * The state at each of the times (on the clock of τ, not negative, increasing; 0 is the start): an array as long as
   * `times`, with all the quantities asked for. What it throws is recorded as its own failure.
   */
  trajectory(
    problem: SubjectProblem,
    times: readonly number[],
    quantities: readonly QuantityName[],
  ): readonly SubjectValues[] | Declined | Promise<readonly SubjectValues[] | Declined>;
  /** The same of layers of any depth, where `capabilities.largestDepth` says that it solves such. */
  flow?(
    flow: SubjectFlow,
    times: readonly number[],
    quantities: readonly FlowQuantityName[],
  ): readonly SubjectFlowValues[] | Declined | Promise<readonly SubjectFlowValues[] | Declined>;
}

/** Gives a subject's definition its type; nothing else. */
export function defineSubject(definition: SubjectDefinition): SubjectDefinition {
  return definition;
}
