import { type FlowSize, mapBound, mapSlope, powerOfTwo } from './flowSize.ts';

/**
 * log2 of Σ_{k≥p} F(A)_k σ^k for a polynomial A of degree p with coefficients ≥ 0 and F(A) = √h (A/√h)^(h−1)(s + x(A/√h)^h) + γA, the bound of
 * the force (flowSize.ts). Coefficients of A and σ are given by log2, of which they may be too small for float64; rounding is relative to the sum.
 *
 * With r = σ/ρ for a radius ρ at which no coefficient of A is out of range, U_m(n) = Σ_{k≥n} (A^m)_k ρ^k r^(k−n) is
 * Σ_{i≤n} A_i ρ^i U_(m−1)(n − i) + r U_1(n + 1) U_(m−1)(0): what comes from coefficients up to n of one factor A, and from all others.
 * A bound by the size of F(A) at a radius instead loses two digits (measured at 25 and at 50).
 */
export function log2ForceTail(
  log2Coefficients: readonly number[],
  log2Sigma: number,
  { depth, s, x, gamma }: FlowSize,
): number {
  const p = log2Coefficients.length - 1;
  const log2Radius = log2Farthest(log2Coefficients);
  const log2Ratio = log2Sigma - log2Radius;
  const r = 2 ** log2Ratio;
  const log2Scaled = log2Coefficients.map((log2, k) => log2 + k * log2Radius);
  // A is taken out to its own power of two, as high powers of small weights are too small for float64.
  const log2Largest = Math.max(...log2Scaled);
  if (log2Largest === Number.NEGATIVE_INFINITY) return log2Largest;
  const A = new Float64Array(p + 1);
  for (let k = 0; k <= p; k++) A[k] = powerOfTwo(log2Scaled[k]! - log2Largest);
  const first = new Float64Array(p + 2);
  for (let k = p; k >= 0; k--) first[k] = A[k]! + r * first[k + 1]!;
  let tails = first;
  // A constant has no tail.
  let ofTask = depth === 2 ? first[p]! : 0;
  const most = 2 * depth - 1;
  for (let m = 2; m <= most; m++) {
    const next = new Float64Array(p + 1);
    for (let n = m === most ? p : 0; n <= p; n++) {
      let sum = r * first[n + 1]! * tails[0]!;
      for (let i = 0; i <= n; i++) sum += A[i]! * tails[n - i]!;
      next[n] = sum;
    }
    tails = next;
    if (m === depth - 1) ofTask = tails[p]!;
  }
  const slope = mapSlope(depth, 1);
  const log2Tail = log2Sum([
    (depth - 1) * log2Largest + Math.log2(slope * ofTask) + Math.log2(s),
    most * log2Largest + Math.log2(slope * mapBound(depth, x, 1) * tails[p]!),
    log2Largest + Math.log2(gamma * first[p]!),
  ]);
  return p * log2Ratio + log2Tail;
}

/** log2 of a sum of terms given by theirs. */
function log2Sum(terms: readonly number[]): number {
  const largest = Math.max(...terms);
  if (!Number.isFinite(largest)) return largest;
  return largest + Math.log2(terms.reduce((sum, term) => sum + 2 ** (term - largest), 0));
}

/** log2 of the radius at which the last coefficient is as large as the first. */
function log2Farthest(log2Coefficients: readonly number[]): number {
  const isNotZero = (log2: number): boolean => log2 !== Number.NEGATIVE_INFINITY;
  const [first, last] = [log2Coefficients.findIndex(isNotZero), log2Coefficients.findLastIndex(isNotZero)];
  return last > first ? (log2Coefficients[first]! - log2Coefficients[last]!) / (last - first) : 0;
}
