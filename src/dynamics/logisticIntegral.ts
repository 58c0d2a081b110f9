import { monotoneRoot } from './monotoneRoot.ts';

// ∫ x^(c−1)/(1 ∓ x) dx, the time that a mode of several equal layers takes, and its inverse. Each in the series that converges
// like 2⁻ᵏ or faster, on either side of the middle.

/** A share z of a whole and 1 − z: neither can be had from the other near its end. */
export interface Share {
  readonly z: number;
  readonly rest: number;
}

/**
 * An antiderivative of x^(c−1)/(1−x) on 0 < x < 1, c not a whole number below 1; for c > 0 the one that is 0 at 0. Infinity
 * at z = 1.
 */
export function risingIntegral(c: number): (at: Share) => number {
  // Below 1/2: Σ z^(c+k)/(c+k). Above, with η = 1 − z and x^(c−1) = Σ (1−c)_k/k! (1−x)^k: −ln η − Σ_{k≥1} (1−c)_k/k! η^k/k + K.
  const low = (z: number): number => z ** c * sumOf(k => z ** k / (c + k));
  const high = (rest: number): number => -Math.log(rest) - pochhammerSum(1 - c, rest, k => (k === 0 ? 0 : 1 / k));
  const constant = low(1 / 2) - high(1 / 2);
  return ({ z, rest }) => (z <= 1 / 2 ? low(z) : constant + high(rest));
}

/** Where `risingIntegral` has a value; for c > 0 the value is at least 0. */
export function risingInverse(c: number): (value: number) => Share {
  const integral = risingIntegral(c);
  const middle = integral({ z: 1 / 2, rest: 1 / 2 });
  // The integral is z^c/c up to a factor 2 for c > 0, and up to what the two differ by at 1/2 for c < 0.
  const lowest = (value: number): number => (c > 0 ? (c * value) / 2 : c * (value - middle) + 2 ** -c);
  return value => {
    if (value === Number.POSITIVE_INFINITY) return { z: 1, rest: 0 };
    if (value > middle) {
      const f = (m: number) => {
        const rest = Math.exp(-m);
        return { value: value - integral({ z: 1 - rest, rest }), slope: -((1 - rest) ** (c - 1)) };
      };
      const most = Math.LN2 + 2 ** Math.max(c - 1, 0) * (value - middle);
      const m = monotoneRoot(f, Math.LN2, most, most);
      return { z: -Math.expm1(-m), rest: Math.exp(-m) };
    }
    if (c > 0 && value === 0) return { z: 0, rest: 1 };
    const f = (log: number) => {
      const z = Math.exp(log);
      return { value: value - integral({ z, rest: 1 - z }), slope: -(z ** c) / (1 - z) };
    };
    const least = Math.log(lowest(value)) / c;
    const log = monotoneRoot(f, Math.min(least, -Math.LN2), -Math.LN2, least);
    return { z: Math.exp(log), rest: -Math.expm1(log) };
  };
}

/** ∫₀ᶻ x^(c−1)/(1+x) dx for z ≥ 0 and 1 < c < 2. */
export function fallingIntegral(c: number): (z: number) => number {
  // With ξ = x/(1+x) it is ∫ ξ^(c−1) (1−ξ)^(−c) dξ: below 1/2 Σ (c)_k/k! ξ^(c+k)/(c+k), above, with η = 1 − ξ = 1/(1+x),
  // K − Σ (1−c)_k/k! η^(k+1−c)/(k+1−c).
  const low = (share: number): number => share ** c * pochhammerSum(c, share, k => 1 / (c + k));
  const high = (rest: number): number => -(rest ** (1 - c)) * pochhammerSum(1 - c, rest, k => 1 / (k + 1 - c));
  const constant = low(1 / 2) - high(1 / 2);
  return z => (z <= 1 ? low(z / (1 + z)) : constant + high(1 / (1 + z)));
}

/** ln z for the z at which `fallingIntegral` has a value above 0. */
export function fallingInverse(c: number): (value: number) => number {
  const integral = fallingIntegral(c);
  return value => {
    const f = (log: number) => {
      const z = Math.exp(log);
      return { value: value - integral(z), slope: -(z ** c) / (1 + z) };
    };
    // Between z^c/(2c) and z^c/c up to 1; beyond, at least (z^(c−1) − 1)/(2(c−1)).
    const early = Math.log(c * value) / c;
    const late = Math.log1p(2 * (c - 1) * value) / (c - 1);
    return monotoneRoot(f, early, Math.max(late, Math.log(2 * c * value) / c), late);
  };
}

/** Σ (a)_k/k! x^k weight(k) for 0 ≤ x ≤ 1/2. */
function pochhammerSum(a: number, x: number, weight: (k: number) => number): number {
  let factor = 1;
  return sumOf(k => {
    if (k > 0) factor *= ((a + k - 1) / k) * x;
    return factor * weight(k);
  });
}

/** Of terms that halve from one to the next, but for powers of k: 80 of them leave less than 1e-20. */
function sumOf(term: (k: number) => number): number {
  const terms = Array.from({ length: 80 }, (_, k) => term(k));
  return terms.reduceRight((sum, one) => sum + one, 0);
}
