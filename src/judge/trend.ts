import { DloError } from '../errors.ts';
import type { TrendRange, TrendRecord } from './runRecord.ts';

// A limit or an order that is measured along a sequence is a trend: evidence of its own kind, which says how many members the
// sequence has and how far order and constant are uncertain.

/** With fewer members a slope shows nothing of its own error. */
export const LEAST_MEMBERS = 5;

export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** y ~ c·x^−p for growing x. */
export interface Law {
  readonly order: Estimate;
  readonly constant: Estimate;
}

/** One member of a sequence, by the log10 of x and of y. */
export interface Member {
  readonly logX: number;
  readonly logY: number;
}

/**
 * The law that the members from `first` on follow. The order p is the slope from that one to the last; its error is how far
 * the members from the one before it are off that line, over its length, and what `digits` certain digits of y leave open. The
 * constant is taken at the last member: c = y·x^p, off by what the error of p makes of it there. Throws RANGE for fewer than
 * LEAST_MEMBERS.
 */
export function lawOf(members: readonly Member[], digits: number, first: number = members.length - 2): Law {
  if (members.length < LEAST_MEMBERS)
    throw new DloError('RANGE', 'members', `must be at least ${LEAST_MEMBERS} for a trend`, members.length);
  const [from, last] = [members[first]!, members.at(-1)!];
  const length = last.logX - from.logX;
  const order = (from.logY - last.logY) / length;
  const offs = members
    .slice(Math.max(0, first - 1))
    .map(({ logX, logY }) => Math.abs(logY - (last.logY + order * (last.logX - logX))));
  const rounding = 10 ** -digits * Math.LOG10E;
  const error = (Math.max(...offs) + 2 * rounding) / length;
  const constant = 10 ** (last.logY + order * last.logX);
  const logError = error * Math.abs(last.logX) + rounding;
  return {
    order: { value: order, error },
    constant: { value: constant, error: constant * Math.expm1(logError * Math.LN10) },
  };
}

/** The laws of all cases of a reading; undefined where there is none. */
export function trendRecord(law: string, members: string, laws: readonly Law[]): TrendRecord | undefined {
  if (laws.length === 0) return undefined;
  return {
    law,
    members,
    order: rangeOf(laws.map(({ order }) => order)),
    constant: rangeOf(laws.map(({ constant }) => constant)),
  };
}

function rangeOf(estimates: readonly Estimate[]): TrendRange {
  const values = estimates.map(({ value }) => value).sort((a, b) => a - b);
  return {
    least: threeDigits(values[0]!),
    median: threeDigits(values[values.length >> 1]!),
    most: threeDigits(values.at(-1)!),
    error: threeDigits(Math.max(...estimates.map(({ error }) => error))),
  };
}

/** Trends are known to no more. */
function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

/** "p = 1.98 ± 0.02, c = 0.519 ± 0.04". */
export function lawInWords({ order, constant }: Law): string {
  const text = ({ value, error }: Estimate): string => `${threeDigits(value)} ± ${error.toPrecision(1)}`;
  return `p = ${text(order)}, c = ${text(constant)}`;
}
