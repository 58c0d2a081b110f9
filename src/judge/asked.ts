import type { Flow } from '../network/flow.ts';
import type { Problem } from '../network/problem.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import type { AskedOracle, OracleArithmetic, OracleName } from './runRecord.ts';

/** One question to a source of truth, and what it answered. */
export interface Asking {
  readonly oracle: OracleName;
  readonly arithmetic: OracleArithmetic;
  /** That are certain; Infinity where the answer is exact, absent where it is a simulation as it stands. */
  readonly digits?: number;
  /** What was answered of a trajectory, at one time of those asked for. */
  readonly answer?: TrajectoryAnswer;
}

/** A flow at one time: W1 and W2 or QQᵀ of two layers, or the layers of one of any depth, W_1 first. */
export type TrajectoryAnswer = {
  readonly time: Rational;
  readonly value: readonly Matrix<Decimal>[];
} & (
  | { readonly of: 'weights' | 'correlation'; readonly problem: Problem }
  | { readonly of: 'layers'; readonly flow: Flow }
);

/** Who was asked on the cases of a reading, by oracle and arithmetic: on how many of them, and with how many digits at worst. */
export function whoWasAsked(cases: readonly (readonly Asking[])[]): AskedOracle[] {
  const found = new Map<string, AskedOracle & { readonly worst: number }>();
  for (const asked of cases) {
    const seen = new Set<string>();
    for (const { oracle, arithmetic, digits = Number.POSITIVE_INFINITY } of asked) {
      const key = `${oracle}\n${arithmetic}`;
      const { cases: before = 0, worst = Number.POSITIVE_INFINITY } = found.get(key) ?? {};
      found.set(key, {
        oracle,
        arithmetic,
        cases: seen.has(key) ? before : before + 1,
        worst: Math.min(worst, digits),
      });
      seen.add(key);
    }
  }
  return [...found.values()].map(({ worst, ...who }) => ({
    ...who,
    ...(Number.isFinite(worst) && { digits: Math.floor(10 * worst) / 10 }),
  }));
}
