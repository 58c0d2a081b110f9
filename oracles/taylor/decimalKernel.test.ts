import { expect, it } from 'vitest';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { type DecimalSeries, decimalKernel } from './decimalKernel.ts';

const [digits, order] = [60, 50];
const kernel = decimalKernel(digits, order);
const exact = decimalField(500);

/** ±1/(prime + k), times 10^−fall for each k. */
function fallingSeries(fall: number, prime: number): DecimalSeries {
  const series = kernel.series();
  for (let k = 0; k <= order; k++) {
    const size = BigInt(prime + k) * 10n ** BigInt(Math.round(fall * k));
    kernel.set(series, k, Rational.ratio(k % 3 === 1 ? -1n : 1n, size));
  }
  return series;
}

it.each([
  [0.3, 1],
  [1, 1],
  [2.5, 0.4],
])(
  'sums of products of series that fall by %d and %d digits are right to the last place of the largest product',
  (fallA, fallB) => {
    const [a, b] = [fallingSeries(fallA, 13), fallingSeries(fallB, 17)];
    const offBy = (left: DecimalSeries, right: DecimalSeries, k: number): number => {
      let sum = exact.zero;
      for (let j = 0; j <= k; j++)
        sum = sum.plus(exact.cross(kernel.get(left, j)).times(exact.cross(kernel.get(right, k - j))));
      const found = kernel.number();
      if (left === right) kernel.convolveSelf(left, k);
      else kernel.convolve(left, right, k);
      kernel.finish(found, 0, 1);
      const lastPlace = exact.of(10).pow(left.largest + right.largest + 2 - digits);
      return exact.cross(kernel.get(found, 0)).minus(sum).abs().div(lastPlace).toNumber();
    };
    // Half of it for the rounding of the sum, and a little for cuts. As a step asks for them, and then with factors of more digits again.
    for (const k of [...Array.from({ length: order + 1 }, (_, at) => at), 0, 7]) {
      expect(offBy(a, b, k), `k = ${k}`).toBeLessThan(0.52);
      expect(offBy(b, b, k), `a square, k = ${k}`).toBeLessThan(0.52);
    }
  },
);

it('leaves a sum as it is where one of two series is zero', () => {
  const [one, nothing, sum] = [fallingSeries(1, 7), kernel.series(), kernel.number()];
  kernel.add(one, 0);
  kernel.convolve(one, nothing, 5);
  kernel.convolveSelf(nothing, 5);
  kernel.finish(sum, 0, 1);
  expect(kernel.get(sum, 0).toString()).toBe(kernel.get(one, 0).toString());
});
