import { log10 } from '../../src/numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import type { TaylorKernel } from './kernel.ts';
import type { TimeScale } from './timeScale.ts';

/** A power series of decimals, and the decimal exponent of the largest coefficient that it has had since its restart. */
export interface DecimalSeries {
  readonly coefficients: Decimal[];
  largest: number;
}

/** Digits that a coefficient keeps though its last place lies below that of the largest one: steps are chosen by its size. */
const FEWEST_DIGITS = 5;

/**
 * The reference kernel: decimal.js floating point. `digits` must hold guard digits already. Sums of products are formed in a field that holds the
 * products whole, and are rounded once. A coefficient is kept to the last place of the largest one of its series: they fall to the size of the
 * truncation error, and products of short numbers take half the time.
 */
export function decimalKernel(digits: number, order: number): TaylorKernel<DecimalSeries, Decimal> {
  const field = decimalField(digits);
  const wide = decimalField(2 * digits + 12);
  const two = field.of(2);
  const log2of10 = Math.log2(10);
  let sum = wide.zero;
  return {
    order,
    // Fewer than a thousand roundings to a coefficient.
    log2Unit: (3 - digits) * log2of10,
    log10Resolution: Number.NEGATIVE_INFINITY,
    series: () => seriesOf(order),
    number: () => seriesOf(0),
    restart(series) {
      series.coefficients.fill(wide.zero);
      series.largest = Number.NEGATIVE_INFINITY;
    },
    set: (series, k, value) => keep(series, k, field.of(value)),
    get: ({ coefficients }, k) => coefficients[k]!,
    convolve(a, b, k, sign = 1) {
      const total = wide.dot(k + 1, a.coefficients, 0, 1, b.coefficients, k, -1);
      sum = sign === 1 ? sum.plus(total) : sum.minus(total);
    },
    convolveSelf({ coefficients }, k) {
      const half = wide.dot((k + 1) >> 1, coefficients, 0, 1, coefficients, k, -1);
      sum = sum.plus(half).plus(half);
      if (k % 2 === 0) sum = sum.plus(wide.mul(coefficients[k / 2]!, coefficients[k / 2]!));
    },
    accumulate(a, k, b, sign = 1) {
      const product = a.coefficients[k]!.times(b.coefficients[0]!);
      sum = sign === 1 ? sum.plus(product) : sum.minus(product);
    },
    add({ coefficients }, k, sign = 1) {
      sum = sign === 1 ? sum.plus(coefficients[k]!) : sum.minus(coefficients[k]!);
    },
    finish(target, k, divisor, scale) {
      const rounded = field.cross(sum);
      const scaled = scale === undefined ? rounded : rounded.times(lengthOf(scale));
      keep(target, k, divisor === 1 ? scaled : scaled.div(divisor));
      sum = wide.zero;
    },
    log2Norm(entries, k) {
      const squares = entries.reduce(
        (total, { coefficients }) => total.plus(coefficients[k]!.times(coefficients[k]!)),
        wide.zero,
      );
      return squares.isZero() ? Number.NEGATIVE_INFINITY : (log10(squares) * log2of10) / 2;
    },
    toNumber: ({ coefficients }, k) => coefficients[k]!.toNumber(),
    toDecimal: (target, value, exponent) => target.cross(value.times(two.pow(exponent))),
  };

  function keep(series: DecimalSeries, k: number, value: Decimal): void {
    // 0 has no size, and nothing to be rounded.
    if (!value.isZero()) series.largest = Math.max(series.largest, value.e);
    const places = digits - (series.largest - value.e);
    const kept =
      value.isZero() || places >= digits ? value : value.toSignificantDigits(Math.max(FEWEST_DIGITS, places));
    series.coefficients[k] = wide.cross(kept);
  }

  function seriesOf(last: number): DecimalSeries {
    const zeros = new Array<Decimal>(last + 1).fill(wide.zero);
    return { coefficients: zeros, largest: Number.NEGATIVE_INFINITY };
  }

  function lengthOf({ mantissa, exponent }: TimeScale): Decimal {
    return two.pow(-exponent).times(mantissa);
  }
}
