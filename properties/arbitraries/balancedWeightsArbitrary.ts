import fc from 'fast-check';
import { type Architecture, architectureName } from '../../src/network/architecture.ts';
import {
  type BalancedFactors,
  requireBalancedWeightsExist,
  weightsFromFactors,
} from '../../src/network/initialisations/balancedFactors.ts';
import { rationalSingularValues, rootOfLambda } from '../../src/network/initialisations/rationalSingularValues.ts';
import type { Weights } from '../../src/network/problem.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { distinctShrinks } from './distinctShrinks.ts';
import { type LambdaDraw, lambdaDraw, lambdaFrom } from './lambdaArbitrary.ts';
import { octaves, powerOfTwo } from './octaves.ts';
import { type OrthogonalDraw, orthogonalDraw, orthogonalFrom } from './orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from './table.ts';

/** λ = 0: the singular value of both layers. */
const VALUES = table('1', '2', '1/2', '0', '3', '1/10', '3/2', '1/1000', '8');
/** λ ≠ 0: q of rationalSingularValues; 1 silences the mode, 99/100 nearly so, 1/5 makes it large. */
const PARTS = table('1/2', '1', '1/3', '2/3', '4/5', '1/5', '99/100', '1/4', '49/50');
/** A μ below it says nothing about how large the weights are: their sizes are those of λ = 0. */
const TINY = Rational.of(1, 100);
const TIED = 3;

export interface BalancedWeightsDraw {
  readonly values: readonly number[];
  /** TIED gives all modes the value of the first. */
  readonly tie: number;
  /** The first mode (with a tie: all) is multiplied by 2^octaves. */
  readonly octaves: number;
  readonly U: OrthogonalDraw;
  readonly V: OrthogonalDraw;
  readonly R: OrthogonalDraw;
}

export function balancedWeightsDraw(maxWidth: number, extremes = true): fc.Arbitrary<BalancedWeightsDraw> {
  return drawRecord({
    values: draws(maxWidth, indexInto(VALUES)),
    tie: fc.nat(TIED),
    octaves: octaves({ extremes }),
    U: orthogonalDraw(maxWidth),
    V: orthogonalDraw(maxWidth),
    R: orthogonalDraw(maxWidth),
  });
}

/** The factors of exactly λ-balanced weights. Hidden units that one layer has no room for carry √|λ| in the other. */
export function balancedFactorsFrom(
  draw: BalancedWeightsDraw,
  { Ni, Nh, No }: Architecture,
  lambda: Rational,
): BalancedFactors<Rational> {
  const mu = rootOfLambda(lambda);
  const pairs = Array.from({ length: Nh }, (_, mode) => {
    const source = draw.tie === TIED ? 0 : mode;
    const code = draw.values[source]!;
    const inBoth = mode < Math.min(Ni, No);
    const octave = source === 0 ? draw.octaves : 0;
    const value = inBoth ? VALUES[code]!.mul(powerOfTwo(octave)) : mu;
    if (lambda.sign() === 0) return { s1: value, s2: value };
    if (!inBoth) return rationalSingularValues(lambda, Rational.ONE);
    const ofItsOwnSize = octave !== 0 || mu.compare(TINY) < 0;
    return rationalSingularValues(lambda, ofItsOwnSize ? partOfMean(mu, value) : PARTS[code]!);
  });
  return {
    U: orthogonalFrom(draw.U, No),
    V: orthogonalFrom(draw.V, Ni),
    R: orthogonalFrom(draw.R, Nh),
    s1: pairs.map(pair => pair.s1),
    s2: pairs.map(pair => pair.s2),
  };
}

/** The q for which the mean of both singular values is `mean`, μ/(2·mean); 1 where λ leaves no room for so small a one. */
function partOfMean(mu: Rational, mean: Rational): Rational {
  const twice = mean.mul(Rational.of(2));
  return twice.compare(mu) <= 0 ? Rational.ONE : mu.div(twice);
}

export interface BalancedWeights extends Weights<Rational> {
  readonly lambda: Rational;
}

/**
 * Weights with W2ᵀW2 − W1W1ᵀ = λI exactly, in fractions: W1 = R S1 Vᵀ, W2 = U S2 Rᵀ with rational orthogonal factors and
 * rational singular values (zero, tiny and repeated ones among them, one in EXTREME_SHARE of the draws times 2^±8 to 2^±25). λ is drawn too unless it is given, as 0 or ± the
 * square of a fraction (else RANGE). Shrinks to diagonal weights of ones. NO_SUCH_WEIGHTS where λ does not suit the widths.
 */
export function balancedWeightsArbitrary(widths: Architecture, lambda?: Rational): fc.Arbitrary<BalancedWeights> {
  if (lambda !== undefined) {
    requireBalancedWeightsExist(widths, lambda.sign());
    rootOfLambda(lambda);
  }
  const maxWidth = Math.max(widths.Ni, widths.Nh, widths.No);
  const draw: fc.Arbitrary<{ lambda: LambdaDraw; weights: BalancedWeightsDraw }> = drawRecord({
    lambda: lambdaDraw(),
    weights: balancedWeightsDraw(maxWidth),
  });
  const drawn = draw.map(parts => {
    const chosen = lambda ?? lambdaFrom(parts.lambda, widths, 'any');
    const factors = balancedFactorsFrom(parts.weights, widths, chosen);
    return { ...weightsFromFactors(rationalField, factors), lambda: chosen };
  });
  return distinctShrinks(drawn, value => `${architectureName(widths)} ${JSON.stringify(value)}`);
}
