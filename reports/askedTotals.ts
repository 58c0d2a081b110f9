import type { AnsweredBy, AskedOracle, RunRecord } from '../src/judge/runRecord.ts';

/** Who was asked in a whole run: the cases of all readings together by oracle, arithmetic and route, the fewest digits of any. */
export function askedTotals({ claims }: Pick<RunRecord, 'claims'>): AskedOracle[] {
  const totals = new Map<string, AskedOracle>();
  for (const one of claims.flatMap(({ readings }) => readings).flatMap(({ asked = [] }) => asked)) {
    const key = `${one.oracle}\n${one.arithmetic}`;
    const before = totals.get(key);
    const digits = Math.min(before?.digits ?? Number.POSITIVE_INFINITY, one.digits ?? Number.POSITIVE_INFINITY);
    const answeredBy = sumOf([...(before?.answeredBy ?? []), ...(one.answeredBy ?? [])]);
    totals.set(key, {
      oracle: one.oracle,
      arithmetic: one.arithmetic,
      cases: (before?.cases ?? 0) + one.cases,
      ...(Number.isFinite(digits) && { digits }),
      ...(answeredBy.length > 0 && { answeredBy }),
    });
  }
  return [...totals.values()].sort((a, b) => b.cases - a.cases);
}

function sumOf(counts: readonly AnsweredBy[]): AnsweredBy[] {
  const sums = new Map<AnsweredBy['route'], number>();
  for (const { route, cases } of counts) sums.set(route, (sums.get(route) ?? 0) + cases);
  return [...sums].map(([route, cases]) => ({ route, cases })).sort((a, b) => b.cases - a.cases);
}
