import fc from 'fast-check';
import { Rational } from '../../src/numbers/rational.ts';
import { distinctShrinks } from './distinctShrinks.ts';
import { octaves, powerOfTwo } from './octaves.ts';
import { indexInto, table } from './table.ts';

const LATEST_MODERATE = Rational.of(20);

export type Phase = 'early' | 'middle' | 'late' | 'any';

const PHASES: Readonly<Record<Phase, readonly Rational[]>> = {
  early: table('1/4', '1/10', '1/100', '1/1000', '0'),
  middle: table('1', '2', '1/2', '3/2', '4', '3'),
  late: table('5', '6', '8', '10', '20', '40'),
  any: table('1', '1/4', '5', '2', '1/10', '6', '1/2', '1/100', '8', '3/2', '0', '10', '4', '1/1000', '20', '40'),
};

/**
 * Times in units of τ/rate, early, middle and late about equally often; `timeOfPhase` (regime.ts) makes a time of a problem
 * out of one, and `regimesOf` calls it by the same name. Early ones go down to 2^−100 (in EXTREME_SHARE of the draws below
 * 2^−32), late ones to 40, when what float64 rounds has long grown to the size of a state beside a saddle; `extremes: false` leaves
 * both out. Shrinks to 1 (early: 1/4, late: 5).
 */
export function timeArbitrary({
  phase = 'any',
  extremes = true,
}: {
  phase?: Phase;
  extremes?: boolean;
} = {}): fc.Arbitrary<Rational> {
  const times = PHASES[phase].filter(time => extremes || time.compare(LATEST_MODERATE) <= 0);
  const sooner = octaves({ down: true, extremes: extremes && (phase === 'any' || phase === 'early') });
  return distinctShrinks(
    fc.tuple(indexInto(times), sooner).map(([index, octave]) => times[index]!.mul(powerOfTwo(4 * octave))),
    String,
  );
}
