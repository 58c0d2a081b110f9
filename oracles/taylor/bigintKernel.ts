import { fixedPointToDecimal, log2Abs, toFixedPoint } from '../fixedPoint.ts';
import type { TaylorKernel } from './kernel.ts';

/**
 * Fixed point: the integer n stands for n·2^−fractionBits, a sum of products for n·2^(−2·fractionBits). Rounding is to
 * nearest; the error of a coefficient is absolute, at most 2^−fractionBits.
 */
export function bigintKernel(fractionBits: number): TaylorKernel<bigint> {
  const scaleBits = BigInt(fractionBits);
  return {
    name: 'bigint',
    zero: 0n,
    log10Resolution: -fractionBits * Math.log10(2),
    of: value => toFixedPoint(value, scaleBits),
    convolve(sum, a, b, k) {
      let total = sum;
      for (let j = 0; j <= k; j++) total += a[j]! * b[k - j]!;
      return total;
    },
    convolveSelf(sum, a, k) {
      let half = 0n;
      for (let j = 0; 2 * j < k; j++) half += a[j]! * a[k - j]!;
      const twice = sum + (half << 1n);
      return k % 2 === 0 ? twice + a[k / 2]! * a[k / 2]! : twice;
    },
    accumulate: (sum, a, b) => sum + a * b,
    subtract: (a, b) => a - b,
    finish(sum, divisor, timeExponent) {
      const shift = scaleBits + BigInt(timeExponent);
      // Dividing first by the small divisor and then shifting rounds as one division would.
      const quotient = divisor === 1 ? sum : sum / BigInt(divisor);
      return shift > 0n ? roundedShift(quotient, shift) : quotient << -shift;
    },
    evaluate(coefficients, order, x) {
      let value = coefficients[order]!;
      for (let k = order - 1; k >= 0; k--) value = roundedShift(value * x, scaleBits) + coefficients[k]!;
      return value;
    },
    log2Abs: value => log2Abs(value) - fractionBits,
    toDecimal: (field, value) => fixedPointToDecimal(field, value, fractionBits),
  };
}

/** value·2^−shift to nearest, ties away from zero: rounding is odd, so that w and −w stay each other's mirror image. */
function roundedShift(value: bigint, shift: bigint): bigint {
  const half = 1n << (shift - 1n);
  return value < 0n ? -((half - value) >> shift) : (value + half) >> shift;
}
