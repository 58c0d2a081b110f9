import type { Problem } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';

/** One exact input of a statement. Plain data: a stored counterexample is nothing else. */
export interface Case {
  readonly problem: Problem;
  /** The λ of the initial weights; claims on weights of any balance ignore it. */
  readonly lambda: Rational;
  /** Training time, on the clock of problem.tau. */
  readonly time: Rational;
  /** What a statement needs besides: further tasks, data, a learning rate (1×1). */
  readonly extra: Readonly<Record<string, Matrix<Rational>>>;
}
