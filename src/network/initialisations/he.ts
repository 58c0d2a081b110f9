import type { Architecture } from '../architecture.ts';
import type { Weights } from '../problem.ts';
import { gaussian } from './gaussian.ts';

/** He: Gaussian entries of variance 2/fan-in, that is 2/Ni in W1 and 2/Nh in W2. */
export function he(widths: Architecture, { seed }: { seed: number }): Weights<number> {
  return gaussian(widths, { sigma1: Math.sqrt(2 / widths.Ni), sigma2: Math.sqrt(2 / widths.Nh), seed });
}
