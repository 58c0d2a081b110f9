import { Rational } from './rational.ts';

/** The least common multiple of the denominators; 1 of none. */
export function commonDenominator(entries: readonly Rational[]): bigint {
  return entries.reduce((common, { d }) => (d === common ? common : common * Rational.ratio(d, common).n), 1n);
}
