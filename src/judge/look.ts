import type { Truth } from '../network/truth.ts';
import type { Asking } from './asked.ts';

/** How a case is looked at. */
export interface Look {
  readonly truth: Truth;
  /** Told of every oracle that a judgement rests on. A judge hands its effort on to whatever asks one. */
  readonly onAsked?: (asking: Asking) => void;
  /** A second look at a refutation: what is otherwise taken to few digits (ends of training, slopes) is taken to twice as many. */
  readonly again?: true;
}
