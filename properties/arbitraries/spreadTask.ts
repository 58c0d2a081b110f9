import type { Case } from '../../src/judge/case.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import { convert } from '../../src/numbers/linearAlgebra.ts';

/**
 * Whether the end of training at large |λ| can be followed: the singular values of the task are at least 1, and their
 * squares tie or differ by at least 1. Spans turn at rates (s_i² − s_j²)/|λ|, so smaller gaps take too long. No
 * hypothesis of any claim, but a limit of what is tried.
 */
export function spreadTask({ problem: { sigmaYX } }: Case): boolean {
  const squares = float64Svd(convert(float64Field, sigmaYX)).s.map(value => value * value);
  const gaps = squares.slice(1).map((square, i) => squares[i]! - square);
  return Math.min(...squares) > 0.999 && gaps.every(gap => gap < 1e-9 || gap > 0.999);
}
