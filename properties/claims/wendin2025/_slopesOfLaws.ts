import { Rational } from '../../../src/numbers/rational.ts';
import { within } from './_requireSizes.ts';

/**
 * Gradients of functions of weights that are at most quadratic in each, by central differences: exact, since a square has no other slope. A
 * law of a higher power gets another slope: nothing here can tell. RANGE without a weight.
 */
export function slopesOfLaws(
  laws: (point: readonly Rational[]) => readonly Rational[],
  at: readonly Rational[],
): Rational[][] {
  within('weights', at.length, 1, Number.MAX_SAFE_INTEGER);
  const moved = (index: number, step: number): readonly Rational[] =>
    laws(at.map((entry, k) => (k === index ? entry.add(Rational.of(step)) : entry)));
  const along = at.map((_, index) => {
    const [up, down] = [moved(index, 1), moved(index, -1)];
    return up.map((value, law) => value.sub(down[law]!).div(Rational.of(2)));
  });
  return laws(at).map((_, law) => along.map(slopes => slopes[law]!));
}
