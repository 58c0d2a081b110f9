import type { Capabilities, Conventions, QuantityName } from '../gate/subject.ts';

/*
 * The protocol between the harness and a subject: one JSON object a line, both ways, UTF-8. Its grammar is
 * fixtures/schemas/protocol-1.schema.json, its use docs/subjects.md; these types say the same to TypeScript.
 */

/** Versions of the protocol that this harness speaks. */
export const PROTOCOL_VERSIONS: readonly number[] = [1];

/** A float64, or a decimal or fraction as text. */
export type WireNumber = number | string;
export type WireMatrix = readonly (readonly WireNumber[])[];

export type ToSubject = HarnessHello | Run | Stop;
export type FromSubject = SubjectHello | ValuesMessage | SkippedMessage | ErroredMessage;

export interface HarnessHello {
  readonly type: 'hello';
  readonly protocol: readonly number[];
  readonly harness: string;
}

export interface SubjectHello {
  readonly type: 'hello';
  /** The version it speaks, or all of them. */
  readonly protocol: number | readonly number[];
  readonly name: string;
  /** What is left out is no restriction, but for quantities, of which there is at least one. */
  readonly capabilities: Pick<Capabilities, 'quantities'> & Partial<Capabilities>;
  /** What is left out is as the project has it: second-minus-first, input-first, mean. */
  readonly conventions?: Partial<Conventions>;
  /** How it wants numbers: rounded to float64 (the default), or as text wherever a float64 would round. */
  readonly numbers?: 'float64' | 'exact';
}

export interface Run {
  readonly type: 'run';
  readonly sequence: string;
  readonly problem: WireProblem | WireFlow;
  readonly times: readonly WireNumber[];
  readonly quantities: readonly QuantityName[];
}

export interface WireProblem {
  readonly W1: WireMatrix;
  readonly W2: WireMatrix;
  readonly sigmaYX: WireMatrix;
  readonly X?: WireMatrix;
  readonly Y?: WireMatrix;
  readonly tau: WireNumber;
  readonly lambda: WireNumber;
}

/** Layers of any depth, of which the first is the one that the subject calls W1: there is no λ. */
export interface WireFlow {
  readonly layers: readonly WireMatrix[];
  readonly sigmaYX: WireMatrix;
  readonly X?: WireMatrix;
  readonly Y?: WireMatrix;
  readonly tau: WireNumber;
}

export interface Stop {
  readonly type: 'stop';
}

/** One per time; the loss is a number, everything else a matrix as rows. */
export type WireValues = Readonly<
  Partial<
    Record<Exclude<QuantityName, 'weights' | 'loss'> | 'W1' | 'W2', WireMatrix> & {
      loss: WireNumber;
      /** The weights of a flow. */
      layers: readonly WireMatrix[];
    }
  >
>;

export interface ValuesMessage {
  readonly type: 'values';
  readonly sequence: string;
  readonly values: readonly WireValues[];
}

export interface SkippedMessage {
  readonly type: 'skipped';
  readonly sequence: string;
  readonly reason: string;
}

export interface ErroredMessage {
  readonly type: 'errored';
  readonly sequence: string;
  readonly message: string;
}
