import type { Arithmetic } from '../numbers/decimal/arithmetic.ts';
import type { Asking } from './asked.ts';

/** How a case is looked at. */
export interface Look {
  /** Of the oracles and of stated values; `bigint` where it is left out. `withArithmetic` sets it. */
  readonly arithmetic?: Arithmetic;
  /** Where answers are kept that are asked for again; where it is left out, one that all such looks share. */
  readonly memory?: Memory;
  /** Told of every oracle that a judgement rests on. A judge hands its effort on to whatever asks one. */
  readonly onAsked?: (asking: Asking) => void;
  /** A second look at a refutation: what is otherwise taken to few digits (ends of training, slopes) is taken to twice as many. */
  readonly again?: true;
}

/** Answers that are kept for whoever asks next, by who gives them. A second look brings an empty one of its own. */
export type Memory = Map<object, Map<string, Kept>>;

export interface Kept {
  readonly answer: () => unknown;
  /** Who was asked for it. */
  readonly asked: readonly Asking[];
}
