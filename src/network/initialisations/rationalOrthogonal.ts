import { DloError } from '../../errors.ts';
import { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';

/**
 * An orthogonal matrix with rational entries: turns in the planes (0,1), (1,2), (0,2), (2,3), (1,3), (3,4), … (each axis
 * with the two before it), one after the other, after which the columns marked in `flips` change sign.
 *
 * A turn is given by t, the tangent of half its angle: cos = (1 − t²)/(1 + t²), sin = 2t/(1 + t²), so that t = 0 leaves
 * the plane alone, t = 1 is a quarter turn and t = 1/2 has the sides 3, 4, 5. Missing turns and flips are none; those
 * beyond what the size has room for are not looked at. The first turns are the same for every size.
 */
export function rationalOrthogonal(
  size: number,
  halfTangents: readonly Rational[] = [],
  flips: readonly boolean[] = [],
): Matrix<Rational> {
  if (!Number.isInteger(size) || size < 1)
    throw new DloError('RANGE', 'size', 'must be a whole number of at least 1', size);
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? Rational.ONE : Rational.ZERO)),
  );
  planesOfTurns(size).forEach(([p, q], index) => {
    const t = halfTangents[index];
    if (t === undefined || t.sign() === 0) return;
    const whole = Rational.ONE.add(t.mul(t));
    const cos = Rational.ONE.sub(t.mul(t)).div(whole);
    const sin = t.add(t).div(whole);
    for (const row of rows) {
      const [x, y] = [row[p]!, row[q]!];
      row[p] = cos.mul(x).sub(sin.mul(y));
      row[q] = sin.mul(x).add(cos.mul(y));
    }
  });
  return Matrix.generate(size, size, (i, j) => (flips[j] ? rows[i]![j]!.neg() : rows[i]![j]!));
}

/** The planes of the turns of a size, in order: max(0, 2·size − 3) of them. */
export function planesOfTurns(size: number): (readonly [number, number])[] {
  return Array.from({ length: size }, (_, q) => [q - 1, q - 2].filter(p => p >= 0).map(p => [p, q] as const)).flat();
}
