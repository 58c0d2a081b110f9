import { log10 } from '../../src/numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import type { TaylorKernel } from './kernel.ts';
import type { TimeScale } from './timeScale.ts';

/**
 * The reference kernel: decimal.js floating point. `digits` must hold guard digits already, since a sum of products is
 * rounded term by term here, at the same width as a coefficient.
 */
export function decimalKernel(digits: number, order: number): TaylorKernel<Decimal[], Decimal> {
  const field = decimalField(digits);
  const two = field.of(2);
  const log2of10 = Math.log2(10);
  let sum = field.zero;
  return {
    order,
    // Fewer than a thousand roundings to a coefficient.
    log2Unit: (3 - digits) * log2of10,
    log10Resolution: Number.NEGATIVE_INFINITY,
    series: () => new Array<Decimal>(order + 1).fill(field.zero),
    number: () => [field.zero],
    restart(series) {
      series.fill(field.zero);
    },
    set(series, k, value) {
      series[k] = field.of(value);
    },
    get: (series, k) => series[k]!,
    convolve(a, b, k, sign = 1) {
      let total = field.zero;
      for (let j = 0; j <= k; j++) total = total.plus(a[j]!.times(b[k - j]!));
      sum = sign === 1 ? sum.plus(total) : sum.minus(total);
    },
    convolveSelf(a, k) {
      let half = field.zero;
      for (let j = 0; 2 * j < k; j++) half = half.plus(a[j]!.times(a[k - j]!));
      sum = sum.plus(half).plus(half);
      if (k % 2 === 0) sum = sum.plus(a[k / 2]!.times(a[k / 2]!));
    },
    accumulate(a, k, b, sign = 1) {
      const product = a[k]!.times(b[0]!);
      sum = sign === 1 ? sum.plus(product) : sum.minus(product);
    },
    finish(target, k, divisor, scale) {
      const scaled = scale === undefined ? sum : sum.times(lengthOf(scale));
      target[k] = scaled.div(divisor);
      sum = field.zero;
    },
    log2Norm(entries, k) {
      const squares = entries.reduce((total, entry) => total.plus(entry[k]!.times(entry[k]!)), field.zero);
      return squares.isZero() ? Number.NEGATIVE_INFINITY : (log10(squares) * log2of10) / 2;
    },
    toNumber: (series, k) => series[k]!.toNumber(),
    toDecimal: (target, value, exponent) => target.cross(value.times(two.pow(exponent))),
  };

  function lengthOf({ mantissa, exponent }: TimeScale): Decimal {
    return two.pow(-exponent).times(mantissa);
  }
}
