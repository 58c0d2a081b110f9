import { Rational } from '../../../src/numbers/rational.ts';

/** Gradients of functions of weights that are at most quadratic in each, by central differences: exact, since a square has no other slope. */
export function slopesOfLaws(
  laws: (point: readonly Rational[]) => readonly Rational[],
  at: readonly Rational[],
): Rational[][] {
  const moved = (index: number, step: number): readonly Rational[] =>
    laws(at.map((entry, k) => (k === index ? entry.add(Rational.of(step)) : entry)));
  const along = at.map((_, index) => {
    const [up, down] = [moved(index, 1), moved(index, -1)];
    return up.map((value, law) => value.sub(down[law]!).div(Rational.of(2)));
  });
  return laws(at).map((_, law) => along.map(slopes => slopes[law]!));
}
