import type fc from 'fast-check';
import { DloError } from '../../src/errors.ts';
import type { LambdaSign } from '../../src/judge/vocabulary.ts';
import { type Architecture, architectureName } from '../../src/network/architecture.ts';
import { balancedWeightsExist } from '../../src/network/initialisations/balancedFactors.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { distinctShrinks } from './distinctShrinks.ts';
import { octaves, powerOfTwo } from './octaves.ts';
import { drawRecord, indexInto, table } from './table.ts';

/** μ = √|λ|: a fraction, so that λ-balanced weights with fractions as entries exist. */
const ROOTS = table('1', '2', '1/2', '3', '1/10', '1/3', '5', '1/30', '8');
const SIGNS: Readonly<Record<LambdaSign, readonly number[]>> = {
  zero: [0],
  positive: [1],
  negative: [-1],
  any: [0, 1, -1],
};

export interface LambdaDraw {
  readonly sign: number;
  readonly root: number;
  /** μ is multiplied by 2^octaves. */
  readonly octaves: number;
}

export function lambdaDraw(extremes = true): fc.Arbitrary<LambdaDraw> {
  return drawRecord({ sign: indexInto(SIGNS.any), root: indexInto(ROOTS), octaves: octaves({ extremes }) });
}

export function lambdaFrom(draw: LambdaDraw, widths: Architecture, sign: LambdaSign): Rational {
  const wanted = SIGNS[sign][draw.sign % SIGNS[sign].length]!;
  // A sign that the widths forbid becomes 0, never the other sign: a case keeps its sign while its network shrinks.
  const chosen = balancedWeightsExist(widths, wanted) ? wanted : 0;
  const root = ROOTS[draw.root]!.mul(powerOfTwo(draw.octaves));
  return Rational.of(chosen).mul(root).mul(root);
}

/** The signs asked for that the widths allow. */
export function possibleSigns(widths: Architecture, sign: LambdaSign): number[] {
  return SIGNS[sign].filter(candidate => balancedWeightsExist(widths, candidate));
}

/**
 * λ = 0 or ±μ² with a fraction μ from 1/30 to 8, in EXTREME_SHARE of the draws times 2^±8 to 2^±25, of a sign for which the
 * widths have λ-balanced weights. Shrinks to 0, or to ±1 where the sign is asked for. NO_SUCH_WEIGHTS where no sign asked for
 * is possible.
 */
export function lambdaArbitrary(widths: Architecture, sign: LambdaSign = 'any'): fc.Arbitrary<Rational> {
  if (possibleSigns(widths, sign).length === 0) {
    throw new DloError('NO_SUCH_WEIGHTS', 'sign', `must suit the network ${architectureName(widths)}`, sign);
  }
  return distinctShrinks(
    lambdaDraw().map(draw => lambdaFrom(draw, widths, sign)),
    String,
  );
}
