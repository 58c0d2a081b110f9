import { log10 } from '../../src/numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { WORD_DIGITS } from '../../src/numbers/decimal/words.ts';
import type { TaylorKernel } from './kernel.ts';
import type { TimeScale } from './timeScale.ts';

/** A power series of decimals, and the decimal exponent of the largest coefficient that it has had since its restart. */
export interface DecimalSeries {
  readonly coefficients: Decimal[];
  /** The coefficients as they were last needed, cut to so many words. */
  readonly cut: Decimal[];
  largest: number;
}

/** Digits that a coefficient keeps though its last place lies below that of the largest one: steps are chosen by its size. */
const FEWEST_DIGITS = 5;

/** Digits of a factor beyond the last place of its sum: a product is cut by 100·10^−5 of it at most, for the leading digits of both factors. */
const CUT_DIGITS = 4;

/**
 * The reference kernel: decimal.js floating point. `digits` must hold guard digits already. A sum of products is formed in a field
 * that holds them whole, as decimal.js takes as long to round a product as to form it, and is rounded once. A coefficient is kept to the last
 * place of the largest one of its series: they fall to the size of the truncation error, and products of short numbers take half the time.
 * Likewise factors are cut to what reaches the last place of a product of the largest coefficients, which of small products are few words: a
 * quarter less time. A hundred products are cut by a tenth of that place, where a thousand roundings are allowed for.
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
      series.cut.fill(wide.zero);
      series.largest = Number.NEGATIVE_INFINITY;
    },
    set: (series, k, value) => keep(series, k, field.of(value)),
    get: ({ coefficients }, k) => coefficients[k]!,
    convolve(a, b, k, sign = 1) {
      const words = wordsNeeded(a, b, k);
      if (words === 0) return;
      let total = wide.zero;
      for (let j = 0; j <= k; j++) total = total.plus(cutTo(words, a, j).times(cutTo(words, b, k - j)));
      sum = sign === 1 ? sum.plus(total) : sum.minus(total);
    },
    convolveSelf(a, k) {
      const words = wordsNeeded(a, a, k);
      if (words === 0) return;
      let half = wide.zero;
      for (let j = 0; 2 * j < k; j++) half = half.plus(cutTo(words, a, j).times(cutTo(words, a, k - j)));
      sum = sum.plus(half).plus(half);
      if (k % 2 === 0) sum = sum.plus(cutTo(words, a, k / 2).times(cutTo(words, a, k / 2)));
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
    series.cut[k] = series.coefficients[k];
  }

  /** Words of factors such that nothing they leave out reaches the last place of the product of the largest coefficients; 0 where all are 0. */
  function wordsNeeded(a: DecimalSeries, b: DecimalSeries, k: number): number {
    let largest = Number.NEGATIVE_INFINITY;
    for (let j = 0; j <= k; j++) {
      const [left, right] = [a.coefficients[j]!, b.coefficients[k - j]!];
      if (!left.isZero() && !right.isZero()) largest = Math.max(largest, left.e + right.e);
    }
    if (largest === Number.NEGATIVE_INFINITY) return 0;
    const needed = digits + CUT_DIGITS - (a.largest + b.largest - largest);
    // The first word may hold one digit alone.
    return 1 + Math.max(1, Math.ceil((needed - 1) / WORD_DIGITS));
  }

  function cutTo(words: number, { coefficients, cut }: DecimalSeries, k: number): Decimal {
    const whole = coefficients[k]!;
    if (whole.d.length <= words) return whole;
    // Needed alike by all sums of this order, and by most of the next.
    if (cut[k]!.d.length !== words) {
      const inFirst = whole.e - WORD_DIGITS * Math.floor(whole.e / WORD_DIGITS) + 1;
      cut[k] = whole.toSignificantDigits(inFirst + WORD_DIGITS * (words - 1));
    }
    return cut[k]!;
  }

  function seriesOf(last: number): DecimalSeries {
    const zeros = new Array<Decimal>(last + 1).fill(wide.zero);
    return { coefficients: zeros, cut: [...zeros], largest: Number.NEGATIVE_INFINITY };
  }

  function lengthOf({ mantissa, exponent }: TimeScale): Decimal {
    return two.pow(-exponent).times(mantissa);
  }
}
