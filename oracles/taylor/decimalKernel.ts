import { log10 } from '../agreement.ts';
import { type Decimal, decimalField } from '../decimalField.ts';
import type { TaylorKernel } from './kernel.ts';

/**
 * The reference kernel: decimal.js floating point. `digits` must hold guard digits already, since a sum of products is
 * rounded term by term here, at the same width as a coefficient.
 */
export function decimalKernel(digits: number): TaylorKernel<Decimal> {
  const field = decimalField(digits);
  const two = field.of(2);
  const log2of10 = Math.log2(10);
  return {
    name: 'decimal',
    zero: field.zero,
    log10Resolution: Number.NEGATIVE_INFINITY,
    of: value => field.of(value),
    convolve(sum, a, b, k) {
      let total = sum;
      for (let j = 0; j <= k; j++) total = total.plus(a[j]!.times(b[k - j]!));
      return total;
    },
    convolveSelf(sum, a, k) {
      let half = field.zero;
      for (let j = 0; 2 * j < k; j++) half = half.plus(a[j]!.times(a[k - j]!));
      const twice = sum.plus(half).plus(half);
      return k % 2 === 0 ? twice.plus(a[k / 2]!.times(a[k / 2]!)) : twice;
    },
    accumulate: (sum, a, b) => sum.plus(a.times(b)),
    subtract: (a, b) => a.minus(b),
    finish: (sum, divisor, timeExponent) =>
      timeExponent >= 0
        ? sum.div(two.pow(timeExponent).times(divisor))
        : sum.times(two.pow(-timeExponent)).div(divisor),
    evaluate(coefficients, order, x) {
      let value = coefficients[order]!;
      for (let k = order - 1; k >= 0; k--) value = value.times(x).plus(coefficients[k]!);
      return value;
    },
    log2Abs: value => (value.isZero() ? Number.NEGATIVE_INFINITY : log10(value.abs()) * log2of10),
    toDecimal: (target, value) => target.cross(value),
  };
}
