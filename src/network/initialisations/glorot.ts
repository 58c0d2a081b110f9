import type { Architecture } from '../architecture.ts';
import type { Weights } from '../problem.ts';
import { gaussian } from './gaussian.ts';

/** Glorot: Gaussian entries of variance 2/(fan-in + fan-out), that is 2/(Ni + Nh) in W1 and 2/(Nh + No) in W2. */
export function glorot(widths: Architecture, { seed }: { seed: number }): Weights<number> {
  const { Ni, Nh, No } = widths;
  return gaussian(widths, { sigma1: Math.sqrt(2 / (Ni + Nh)), sigma2: Math.sqrt(2 / (Nh + No)), seed });
}
