import type { Flow } from '../network/flow.ts';
import type { Problem } from '../network/problem.ts';
import type { TruthRoute } from '../network/truth.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import type { AnsweredBy, AskedOracle, OracleArithmetic, OracleName } from './runRecord.ts';

/** One question to a source of truth, and what it answered. */
export interface Asking {
  readonly oracle: OracleName;
  readonly arithmetic: OracleArithmetic;
  /** That are certain; Infinity where the answer is exact, absent where it is a simulation as it stands. */
  readonly digits?: number;
  /** How, of an oracle that has several ways; at several times, by each of them once. */
  readonly routes?: readonly TruthRoute[];
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

/** Who was asked on the cases of a reading, by oracle and arithmetic: on how many of them, by which routes, and with how many digits at worst. */
export function whoWasAsked(cases: readonly (readonly Asking[])[]): AskedOracle[] {
  const found = new Map<
    string,
    Pick<AskedOracle, 'oracle' | 'arithmetic'> & { readonly asked: Map<number, Asking[]> }
  >();
  for (const [index, askings] of cases.entries()) {
    for (const asking of askings) {
      const { oracle, arithmetic } = asking;
      const key = `${oracle}\n${arithmetic}`;
      const { asked } = found.get(key) ?? { asked: new Map<number, Asking[]>() };
      const ofCase = asked.get(index) ?? [];
      ofCase.push(asking);
      asked.set(index, ofCase);
      found.set(key, { oracle, arithmetic, asked });
    }
  }
  return [...found.values()].map(({ asked, ...who }) => {
    const all = [...asked.values()];
    // No spread: a case may ask for as many as a call has no room for.
    const worst = all.flat().reduce((least, { digits = least }) => Math.min(least, digits), Number.POSITIVE_INFINITY);
    const answeredBy = countRoutes(all);
    return {
      ...who,
      cases: asked.size,
      ...(Number.isFinite(worst) && { digits: Math.floor(10 * worst) / 10 }),
      ...(answeredBy.length > 0 && { answeredBy }),
    };
  });
}

/** On how many cases each route led to an answer; a case on which several did counts for each. */
function countRoutes(cases: readonly (readonly Asking[])[]): AnsweredBy[] {
  const counts = new Map<TruthRoute, number>();
  for (const askings of cases) {
    for (const route of new Set(askings.flatMap(({ routes = [] }) => routes)))
      counts.set(route, (counts.get(route) ?? 0) + 1);
  }
  return [...counts].map(([route, cases]) => ({ route, cases })).sort((a, b) => b.cases - a.cases);
}
