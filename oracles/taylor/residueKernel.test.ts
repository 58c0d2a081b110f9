import { expect, it } from 'vitest';
import { Rational } from '../../src/numbers/rational.ts';
import { cauchy } from '../testing/series.ts';
import type { TaylorKernel } from './kernel.ts';
import { limbKernel } from './limbKernel.ts';
import { residueKernel } from './residueKernel.ts';

it('forms coefficients four at a time only from what stands in the series', () => {
  const order = 30;
  const kernel = residueKernel({ fractionBits: 150, order, terms: 2 });
  const [a, b, target, one] = [kernel.series(), kernel.series(), kernel.series(), kernel.number()];
  kernel.set(one, 0, Rational.ONE);
  const values = (seed: number): Rational[] =>
    Array.from({ length: order + 1 }, (_, k) => Rational.ratio(BigInt((k * k * seed) % 17) - 8n, 8n));
  const read = (left: Rational[], right: Rational[], k: number): void => {
    kernel.convolve(a, b, k);
    kernel.convolve(b, a, k);
    kernel.convolveSelf(a, k);
    kernel.finish(target, 0, 1);
    const exact = cauchy(left, right, k)
      .mul(Rational.of(2))
      .add(cauchy(left, left, k));
    expect(Rational.ratio(kernel.get(target, 0), kernel.get(one, 0)).sub(exact)).toEqual(Rational.ZERO);
  };
  let [left, right] = [values(3), values(5)];
  const write = (k: number): void => {
    kernel.set(a, k, left[k]!);
    kernel.set(b, k, right[k]!);
  };
  for (let k = 0; k <= 22; k++) {
    write(k);
    read(left, right, k);
  }
  // Written once more from an earlier one on, as where a step is taken again with another scale.
  [left, right] = [values(11), values(7)].map((later, i) => [[left, right][i]![0]!, ...later.slice(1)]) as [
    Rational[],
    Rational[],
  ];
  for (let k = 1; k <= 22; k++) {
    write(k);
    read(left, right, k);
  }
  // One factor alone, in between.
  right = [...right.slice(0, 19), Rational.of('5/8'), ...right.slice(20)];
  for (let k = 19; k <= 22; k++) kernel.set(b, k, right[k]!);
  read(left, right, 22);
  // Forgotten, and written backwards.
  [left, right] = [values(2), values(13)];
  kernel.restart(a);
  kernel.restart(b);
  for (let k = order; k >= 0; k--) write(k);
  for (const k of [22, 23, 24, 26, 25, 27, 28, 29, 30]) read(left, right, k);
});

it('carries a recursion to the same digits as limbs do', () => {
  for (const [fractionBits, order] of [
    [70, 40],
    [500, 33],
    [1400, 60],
  ] as const) {
    const run = <S>(kernel: TaylorKernel<S, bigint>): Rational[] => {
      const [a, b, one] = [kernel.series(), kernel.series(), kernel.number()];
      kernel.set(one, 0, Rational.ONE);
      kernel.set(a, 0, Rational.of('3/7'));
      kernel.set(b, 0, Rational.of('-5/11'));
      for (let k = 0; k < order; k++) {
        kernel.convolve(a, b, k);
        kernel.convolveSelf(a, k);
        kernel.accumulate(a, k, one, -1);
        kernel.finish(a, k + 1, k + 1, { mantissa: 17, exponent: 4 });
        kernel.convolve(b, a, k, -1);
        kernel.finish(b, k + 1, k + 2);
      }
      return [a, b].map(series => Rational.ratio(kernel.get(series, order), kernel.get(one, 0)));
    };
    const size = { fractionBits, order, terms: 3 };
    const [byLimbs, byResidues] = [run(limbKernel(size)), run(residueKernel(size))];
    byLimbs.forEach((value, i) => {
      const off = value.sub(byResidues[i]!).abs();
      expect(off.mul(Rational.of(2n ** BigInt(fractionBits))).toNumber()).toBeLessThan(1);
    });
  }
});

it('forms no sum from fewer primes than its size needs', () => {
  // Factors of every size, from the last place to the largest number held.
  const kernel = residueKernel({ fractionBits: 340, order: 12, terms: 1 });
  const [a, b, target, one] = [kernel.series(), kernel.series(), kernel.number(), kernel.number()];
  kernel.set(one, 0, Rational.ONE);
  const unit = kernel.get(one, 0);
  for (let bits = 0; bits <= 340 + 22; bits += 6) {
    const value = Rational.ratio(2n ** BigInt(bits) + 1n, 2n ** 340n);
    const exact = Rational.of(4).mul(value).mul(value);
    const fits = exact.toNumber() < 2 ** 23;
    if (!fits) break;
    kernel.restart(a);
    kernel.restart(b);
    for (let k = 0; k <= 12; k++) {
      kernel.set(a, k, value);
      kernel.set(b, k, value);
    }
    for (const k of [3, 12]) {
      kernel.convolve(a, b, k);
      kernel.finish(target, 0, k + 1);
      const found = Rational.ratio(kernel.get(target, 0), unit);
      expect(
        found
          .sub(value.mul(value))
          .abs()
          .mul(Rational.of(2n ** 340n))
          .toNumber(),
      ).toBeLessThan(0.51);
    }
  }
});
