import type { Case } from '../judge/case.ts';
import type { Problem } from '../network/problem.ts';
import { problem } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';

/**
 * The same flow in other units, so that float64 holds every number of the problem exactly; undefined where 53 bits do not
 * suffice. A subject that computes in float64 is then asked about the very problem that the oracle integrates, and weights
 * that are balanced stay balanced to the last digit: no rounding of the input stands between the two.
 *
 * With W → cW, Σyx → c²Σyx, λ → c²λ and t → t/c² gradient flow goes over into itself. Entries n/(2^a·d), d odd, become
 * dyadic for c = D/2^k where D clears the odd parts of the weights' denominators and D² those of Σyx. k puts c into [1, 2), so
 * that sizes stay what they were. One factor `spare` more in D leaves room for a rotation whose entries have that denominator.
 * The time is rounded to 24 bits, which changes which time is asked for, not what is true of it.
 */
export function exactInFloat64({ problem: given, lambda, time, extra }: Case, spare: bigint = SPARE): Case | undefined {
  const root = lambda.abs().sqrt();
  const layers = [...given.W1.data, ...given.W2.data, ...(root === undefined ? [] : [root])];
  let D = lcm(layers.map(entry => oddPart(entry.d)));
  for (const entry of given.sigmaYX.data) {
    const rest = oddPart(entry.d);
    // D² is to be a multiple of it: what is missing is put in once, which is enough.
    D *= rest / gcd(rest, D * D);
  }
  D *= spare;
  const c = Rational.ratio(D, 1n << BigInt(D.toString(2).length - 1));
  const square = c.mul(c);
  const scaled = (factor: Rational, a: Matrix<Rational>) => a.map(entry => entry.mul(factor));
  const changed: Problem = problem({
    W1: scaled(c, given.W1),
    W2: scaled(c, given.W2),
    sigmaYX: scaled(square, given.sigmaYX),
    tau: given.tau,
  });
  const found: Case = {
    problem: changed,
    lambda: lambda.mul(square),
    time: roundedTo(24, time.div(square)),
    extra,
  };
  return isExact(found) ? found : undefined;
}

/** The denominator of the rotations that relations apply. */
export const SPARE = 5n;

/** Whether float64 holds every number of the case. */
export function isExact({ problem: { W1, W2, sigmaYX, tau }, lambda, time }: Case): boolean {
  return [...W1.data, ...W2.data, ...sigmaYX.data, tau, lambda, time].every(isFloat64);
}

export function isFloat64(value: Rational): boolean {
  return Rational.of(value.toNumber()).equals(value);
}

/** The nearest number with so many binary digits. */
export function roundedTo(bits: number, value: Rational): Rational {
  if (value.sign() === 0) return value;
  const size = value.abs().toNumber();
  const exponent = Math.floor(Math.log2(size)) + 1 - bits;
  const unit = Rational.of(2 ** exponent);
  return Rational.of(Math.round(value.div(unit).toNumber())).mul(unit);
}

export function oddPart(d: bigint): bigint {
  let odd = d;
  while ((odd & 1n) === 0n) odd >>= 1n;
  return odd;
}

export function lcm(values: readonly bigint[]): bigint {
  return values.reduce((all, value) => (all / gcd(all, value)) * value, 1n);
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
