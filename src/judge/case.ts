import type { Flow } from '../network/flow.ts';
import type { Problem } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';

/** One exact input of a statement about two layers. Plain data: a stored counterexample is nothing else. */
export interface Case {
  readonly problem: Problem;
  /** The λ of the initial weights; claims on weights of any balance ignore it. */
  readonly lambda: Rational;
  /** Training time, on the clock of problem.tau. */
  readonly time: Rational;
  /** What a statement needs besides: further tasks, data, a learning rate (1×1). */
  readonly extra: Readonly<Record<string, Matrix<Rational>>>;
}

/** One exact input of a statement about layers of any depth. It has no λ: balances are calculated, never stored. */
export interface FlowCase {
  readonly flow: Flow;
  /** Training time, on the clock of flow.tau. */
  readonly time: Rational;
  readonly extra: Case['extra'];
}

/** What the runner takes: it hands each claim cases of the kind that the claim draws. */
export type AnyCase = Case | FlowCase;

export function isFlowCase(given: AnyCase): given is FlowCase {
  return 'flow' in given;
}

/**
 * A function that is only given cases of the kind that its claim draws: one that takes two layers, or one that takes flows,
 * stands where the runner knows it as one that takes any.
 */
export type Taking<F extends (...given: never[]) => unknown> = {
  bivariant(...given: Parameters<F>): ReturnType<F>;
}['bivariant'];
