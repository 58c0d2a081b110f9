import type { Architecture } from '../architecture.ts';
import type { Weights } from '../problem.ts';
import { gaussian } from './gaussian.ts';

/** LeCun: Gaussian entries of variance 1/fan-in, that is 1/Ni in W1 and 1/Nh in W2. */
export function lecun(widths: Architecture, { seed }: { seed: number }): Weights<number> {
  return gaussian(widths, { sigma1: Math.sqrt(1 / widths.Ni), sigma2: Math.sqrt(1 / widths.Nh), seed });
}
