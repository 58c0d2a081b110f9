import type { Rational } from '../../src/numbers/rational.ts';
import { type EvenAlgebra, multiplyEven, timesX } from './evenAlgebra.ts';
import { ROUNDED_UP } from './integerMatrix.ts';

/**
 * cosh(Ft) and sinh(Ft)/F as polynomials of F², fixed point in units of 2^−fractionBits, and bounds of their errors in the
 * same units and the spectral norm.
 */
export interface HyperbolicPair {
  readonly cosh: readonly bigint[];
  readonly sinhOverF: readonly bigint[];
  readonly fractionBits: number;
  readonly errorOfCosh: number;
  readonly errorOfSinh: number;
}

/**
 * The pair at time t > 0: by the power series at t/2^k, where ‖F‖t/2^k ≤ 1/2, and k doublings, cosh 2x = 2 cosh²x − 1 and
 * sinh 2x = 2 cosh x sinh x. An error grows like the functions themselves, e^(‖F‖t), from where it is made: fraction bits are
 * given up as the numbers grow, so that these keep their length. `norm` is an upper bound of ‖F‖.
 */
export function hyperbolicPair(
  algebra: EvenAlgebra,
  norm: number,
  time: Rational,
  fractionBits: number,
): HyperbolicPair {
  const reach = norm * time.toNumber();
  const doublings = Math.max(0, Math.ceil(Math.log2(reach)) + 1);
  // After k doublings.
  const log2Size = (k: number): number => log2Cosh(reach / 2 ** (doublings - k));
  const bitsAfter = (k: number): number => fractionBits + Math.ceil(log2Size(doublings)) - Math.ceil(log2Size(k));
  let pair = series(algebra, time, doublings, bitsAfter(0));
  for (let k = 0; k < doublings; k++) {
    // sinh(Ft)/F is below t cosh(Ft) and below cosh(Ft)/‖F‖.
    const log2Ratio = Math.log2(Math.min(time.toNumber() / 2 ** (doublings - k), 1 / norm));
    pair = doubled(algebra, pair, bitsAfter(k + 1), log2Size(k), log2Ratio);
  }
  return pair;
}

/** log2 cosh x without overflow. */
function log2Cosh(x: number): number {
  return x * Math.LOG2E - 1 + Math.log2(1 + Math.exp(-2 * x));
}

function series(algebra: EvenAlgebra, time: Rational, doublings: number, fractionBits: number): HyperbolicPair {
  const { degree, denominator, shift, powers } = algebra;
  // (Ft/2^k)² = x·numerator/divisor
  const twos = shift - 2 * doublings;
  const numerator = (time.n ** 2n) << BigInt(Math.max(0, twos));
  const divisor = ((denominator * time.d) ** 2n) << BigInt(Math.max(0, -twos));
  let term: readonly bigint[] = [1n << BigInt(fractionBits), ...new Array<bigint>(degree - 1).fill(0n)];
  let [cosh, sinh] = [term, term];
  let terms = 0;
  while (term.some(entry => entry !== 0n)) {
    terms += 1;
    const over = divisor * BigInt((2 * terms - 1) * 2 * terms);
    const odd = BigInt(2 * terms + 1);
    term = timesX(algebra, term).map(entry => (entry * numerator) / over);
    cosh = cosh.map((entry, i) => entry + term[i]!);
    sinh = sinh.map((entry, i) => entry + term[i]! / odd);
  }
  // A term adds `own` units, numerator/divisor being at most √N/2, to at most an eighth of the error of the one before: below
  // 2·own in all. So is what follows the last term, which came out as zero.
  const own = degree * (1 + Math.sqrt(powers[0]!.rows) / 4);
  const step = time.toNumber() / 2 ** doublings;
  return {
    cosh,
    sinhOverF: sinh.map(entry => (entry * time.n) / (time.d << BigInt(doublings))),
    fractionBits,
    errorOfCosh: ROUNDED_UP * (2 * own * (terms + 1)),
    errorOfSinh: ROUNDED_UP * (step * ((own + degree) * terms + 2 * own) + degree),
  };
}

/**
 * The pair at twice the time, with `bits` fraction bits, where ‖cosh‖ ≤ 2^log2OfCosh and ‖sinh/F‖ ≤ 2^(log2OfCosh + log2Ratio).
 */
export function doubled(
  algebra: EvenAlgebra,
  { cosh, sinhOverF, fractionBits, errorOfCosh, errorOfSinh }: HyperbolicPair,
  bits: number,
  log2OfCosh: number,
  log2Ratio: number,
): HyperbolicPair {
  const drop = BigInt(2 * fractionBits - bits - 1);
  const one = 1n << BigInt(bits);
  // A factor times an error of one unit, and two such errors times each other, in the units of the result.
  const byCosh = 2 ** (log2OfCosh + bits - fractionBits);
  const bySinh = 2 ** (log2OfCosh + log2Ratio + bits - fractionBits);
  const both = 2 ** (bits - 2 * fractionBits);
  const rounding = algebra.degree + 2 * algebra.degree ** 2 * both;
  const ofSquare = errorOfCosh * (2 * byCosh + errorOfCosh * both);
  const ofProduct = byCosh * errorOfSinh + bySinh * errorOfCosh + errorOfCosh * errorOfSinh * both;
  return {
    cosh: multiplyEven(algebra, cosh, cosh).map((entry, i) => (entry >> drop) - (i === 0 ? one : 0n)),
    sinhOverF: multiplyEven(algebra, cosh, sinhOverF).map(entry => entry >> drop),
    fractionBits: bits,
    errorOfCosh: ROUNDED_UP * (2 * ofSquare + rounding),
    errorOfSinh: ROUNDED_UP * (2 * ofProduct + rounding),
  };
}
