import { Rational } from '../../src/numbers/rational.ts';
import type { TaylorKernel } from './kernel.ts';
import { lengthOf } from './timeScale.ts';

/** The exact kernel: fractions, which nothing rounds and whose length nothing bounds. */
export function rationalKernel(order: number): TaylorKernel<Rational[], Rational> {
  let sum = Rational.ZERO;
  const addTo = (product: Rational, sign: 1 | -1): void => {
    sum = sign === 1 ? sum.add(product) : sum.sub(product);
  };
  const kernel: TaylorKernel<Rational[], Rational> = {
    order,
    log2Unit: Number.NEGATIVE_INFINITY,
    log10Resolution: Number.NEGATIVE_INFINITY,
    series: () => new Array<Rational>(order + 1).fill(Rational.ZERO),
    number: () => [Rational.ZERO],
    restart(series) {
      series.fill(Rational.ZERO);
    },
    set(series, k, value) {
      series[k] = value;
    },
    get: (series, k) => series[k]!,
    convolve(a, b, k, sign = 1) {
      for (let j = 0; j <= k; j++) {
        if (a[j]!.sign() !== 0 && b[k - j]!.sign() !== 0) addTo(a[j]!.mul(b[k - j]!), sign);
      }
    },
    convolveSelf: (a, k) => kernel.convolve(a, a, k),
    accumulate(a, k, b, sign = 1) {
      addTo(a[k]!.mul(b[0]!), sign);
    },
    add(a, k, sign = 1) {
      addTo(a[k]!, sign);
    },
    finish(target, k, divisor, scale) {
      const scaled = scale === undefined ? sum : sum.mul(lengthOf(scale));
      target[k] = divisor === 1 ? scaled : scaled.div(Rational.of(divisor));
      sum = Rational.ZERO;
    },
    log2Norm(entries, k) {
      const squares = entries.reduce((total, entry) => total.add(entry[k]!.mul(entry[k]!)), Rational.ZERO);
      return Math.log2(squares.toNumber()) / 2;
    },
    toNumber: (series, k) => series[k]!.toNumber(),
    toDecimal: (field, value, exponent) => field.mul(field.of(value), field.of(2).pow(exponent)),
  };
  return kernel;
}
