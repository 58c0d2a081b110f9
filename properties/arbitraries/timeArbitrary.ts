import type fc from 'fast-check';
import type { Rational } from '../../src/numbers/rational.ts';
import { distinctShrinks } from './distinctShrinks.ts';
import { indexInto, table } from './table.ts';

export type Phase = 'early' | 'middle' | 'late' | 'any';

const PHASES: Readonly<Record<Phase, readonly Rational[]>> = {
  early: table('1/4', '1/10', '1/100', '1/1000', '0'),
  middle: table('1', '2', '1/2', '3/2', '4', '3'),
  late: table('5', '6', '8', '10', '20'),
  any: table('1', '1/4', '5', '2', '1/10', '6', '1/2', '1/100', '8', '3/2', '0', '10', '4', '1/1000', '20'),
};

/**
 * Times in units of τ/rate, early, middle and late about equally often; `timeOfPhase` (regime.ts) makes a time of a problem
 * out of one, and `regimesOf` calls it by the same name. Shrinks to 1 (early: 1/4, late: 5).
 */
export function timeArbitrary({ phase = 'any' }: { phase?: Phase } = {}): fc.Arbitrary<Rational> {
  const times = PHASES[phase];
  return distinctShrinks(
    indexInto(times).map(index => times[index]!),
    String,
  );
}
