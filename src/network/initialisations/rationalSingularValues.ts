import { DloError } from '../../errors.ts';
import { Rational } from '../../numbers/rational.ts';

/**
 * Rational singular values of the two layers of one mode with s2² − s1² = λ exactly, for λ = ±μ² ≠ 0 with rational μ:
 * μ(1/q − q)/2 and μ(1/q + q)/2, whose squares differ by μ². q in (0, 1] sets how far the mode is from silent: q = 1 has
 * 0 in one layer and μ in the other. Every rational pair has this form, q = (s2 − s1)/μ.
 *
 * Errors: RANGE for q outside (0, 1] and for a λ that is not plus or minus the square of a fraction, or 0.
 */
export function rationalSingularValues(
  lambda: Rational,
  q: Rational,
): { readonly s1: Rational; readonly s2: Rational } {
  const mu = rootOfLambda(lambda);
  if (mu.sign() === 0) throw new DloError('RANGE', 'lambda', 'must not be 0: there s1 = s2 is free', lambda.toString());
  if (q.sign() <= 0 || q.compare(Rational.ONE) > 0)
    throw new DloError('RANGE', 'q', 'must lie in (0, 1]', q.toString());
  const half = mu.div(Rational.of(2));
  const inverse = Rational.ONE.div(q);
  const [smaller, larger] = [half.mul(inverse.sub(q)), half.mul(inverse.add(q))];
  return lambda.sign() > 0 ? { s1: smaller, s2: larger } : { s1: larger, s2: smaller };
}

/** μ = √|λ| ≥ 0; RANGE where it is not a fraction. */
export function rootOfLambda(lambda: Rational): Rational {
  const mu = lambda.abs().sqrt();
  if (mu === undefined)
    throw new DloError('RANGE', 'lambda', 'must be plus or minus the square of a fraction', lambda.toString());
  return mu;
}
