import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { cauchy } from '../testing/series.ts';
import { errorCode } from '../testing/testProblems.ts';
import type { TaylorKernel } from './kernel.ts';
import { limbKernel } from './limbKernel.ts';
import { type LimbProducts, withLimbProducts } from './limbProducts.ts';
import { residueKernel } from './residueKernel.ts';

const BITS = 200;
const field = decimalField(120);

const fixed = fc.bigInt({ min: -(1n << 203n), max: 1n << 203n }).map(n => Rational.ratio(n, 1n << 200n));

function units(value: Rational, bits = BITS): number {
  return value.mul(Rational.of(2n ** BigInt(bits))).toNumber();
}

type MakeKernel = (
  size: { fractionBits: number; order: number; terms: number },
  products?: LimbProducts,
) => TaylorKernel<unknown, bigint>;

describe.each<[string, MakeKernel]>([
  ['limbKernel', limbKernel],
  ['residueKernel', residueKernel],
])('%s', (_, makeKernel) => {
  const kernel = makeKernel({ fractionBits: BITS, order: 40, terms: 4 });
  const one = kernel.number();
  kernel.set(one, 0, Rational.ONE);
  const target = kernel.series();

  function filled(values: readonly Rational[], into = kernel.series()): unknown {
    kernel.restart(into);
    values.forEach((value, k) => {
      kernel.set(into, k, value);
    });
    return into;
  }

  function read(series: unknown, k: number): Rational {
    return Rational.ratio(kernel.get(series, k), kernel.get(one, 0));
  }

  it('keeps a Cauchy product to half of 2^−fractionBits, whatever the divisor and the scale of time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fixed, fixed), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: -10, max: 1100 }),
        (pairs, divisor, mantissa, exponent) => {
          const [a, b] = [pairs.map(pair => pair[0]), pairs.map(pair => pair[1])];
          const k = pairs.length - 1;
          kernel.convolve(filled(a), filled(b), k);
          kernel.restart(target);
          kernel.finish(target, k, divisor, { mantissa, exponent });
          const scale = Rational.of(mantissa).mul(
            exponent < 0 ? Rational.of(2n ** BigInt(-exponent)) : Rational.ratio(1n, 2n ** BigInt(exponent)),
          );
          const exact = cauchy(a, b, k).mul(scale).div(Rational.of(divisor));
          expect(Math.abs(units(read(target, k).sub(exact)))).toBeLessThan(0.5001);
        },
      ),
      { examples: [[[[Rational.of(7), Rational.of(5)]], 1, 31, -10]] },
    );
  });

  it('divides to half of the last place by an odd number, to 1/(2n) more by an even one, and no nearer', () => {
    const other = makeKernel({ fractionBits: 70, order: 1, terms: 3 });
    const [unit, whole, left, right, result] = Array.from({ length: 5 }, () => other.number());
    other.set(unit, 0, Rational.ONE);
    const place = other.get(unit, 0);
    for (let divisor = 1; divisor < 14; divisor++) {
      let most = 0;
      // A whole number of the last place, and just below half of one, which is left out.
      const below = place / 2n - (1n << 40n);
      for (let n = 0n; n <= 2 * divisor; n++) {
        other.set(whole, 0, Rational.ratio(n, place));
        other.set(left, 0, Rational.ratio(1n << 40n, place));
        other.set(right, 0, Rational.ratio(below >> 40n, place));
        other.accumulate(whole, 0, unit);
        other.accumulate(left, 0, right);
        other.finish(result, 0, divisor);
        const exact = Rational.ratio(n * place + below, place * BigInt(divisor));
        most = Math.max(most, Math.abs(Rational.of(other.get(result, 0)).sub(exact).toNumber()));
      }
      expect(most, `by ${divisor}`).toBeCloseTo((Math.floor(divisor / 2) + 0.5) / divisor, 8);
    }
  });

  it('does so in long series of falling coefficients, in wide and in narrow numbers', () => {
    for (const [fractionBits, order] of [
      [60, 150],
      [150, 64],
      [2500, 12],
    ] as const) {
      const other = makeKernel({ fractionBits, order, terms: 3 });
      const [a, b, c, unit] = [other.series(), other.series(), other.series(), other.number()];
      const falling = (seed: number): Rational[] =>
        Array.from({ length: order + 1 }, (_, k) =>
          Rational.ratio(BigInt((k * seed + 7) % 11) - 5n, 3n).mul(Rational.ratio(1n, 7n ** BigInt(k))),
        );
      const [left, right] = [falling(3), falling(4)];
      left.forEach((value, k) => {
        other.set(a, k, value);
      });
      right.forEach((value, k) => {
        other.set(b, k, value);
      });
      other.set(unit, 0, Rational.ONE);
      for (const k of [0, 1, 2, 7, order - 1, order]) {
        other.convolve(a, b, k);
        other.convolveSelf(a, k);
        other.convolve(b, a, k, -1);
        other.accumulate(a, k, b);
        other.finish(c, k, k + 1);
        const exact = cauchy(left, left, k)
          .add(left[k]!.mul(right[0]!))
          .div(Rational.of(k + 1));
        const found = Rational.ratio(other.get(c, k), other.get(unit, 0));
        expect(Math.abs(units(found.sub(exact), fractionBits))).toBeLessThan(1);
      }
    }
  });

  it('keeps sums of the largest limbs exact', () => {
    for (const [fractionBits, order, k] of [
      [200, 150, 150],
      [3400, 1, 0],
    ] as const) {
      const other = makeKernel({ fractionBits, order, terms: 3 });
      const [series, result, unit] = [other.series(), other.number(), other.number()];
      // Each limb is 2^23 − 1.
      let value = Rational.ZERO;
      for (let limb = 1; limb <= fractionBits / 24; limb++)
        value = value.add(Rational.ratio(2n ** 23n - 1n, 2n ** BigInt(24 * limb)));
      for (let j = 0; j <= order; j++) other.set(series, j, value);
      other.set(unit, 0, Rational.ONE);
      for (let times = 0; times < 3; times++) {
        other.convolve(series, series, k);
        other.accumulate(series, k, series);
      }
      other.finish(result, 0, 1);
      const exact = value.mul(value).mul(Rational.of(3 * (k + 2)));
      const found = Rational.ratio(other.get(result, 0), other.get(unit, 0));
      expect(Math.abs(units(found.sub(exact), fractionBits))).toBeLessThan(1);
    }
  });

  it('rounds odd: the mirror image of a series has the mirror image of a product, ties too', () => {
    fc.assert(
      fc.property(fc.array(fixed, { minLength: 1, maxLength: 12 }), a => {
        const k = a.length - 1;
        const mirrored = a.map(value => value.neg());
        kernel.convolve(filled(a), filled(a), k);
        kernel.finish(target, 0, 3);
        const found = kernel.get(target, 0);
        kernel.convolve(filled(a), filled(mirrored), k);
        kernel.finish(target, 0, 3);
        expect(kernel.get(target, 0)).toBe(-found);
      }),
      { examples: [[[Rational.of('1/2')]], [[Rational.of(`1/${2n ** 108n}`)]], [[Rational.of(`3/${2n ** 109n}`)]]] },
    );
  });

  it('squares a series as it multiplies it with itself', () => {
    fc.assert(
      fc.property(fc.array(fixed, { minLength: 1, maxLength: 41 }), a => {
        const k = a.length - 1;
        const series = filled(a);
        kernel.convolveSelf(series, k);
        kernel.finish(target, 0, 1);
        const squared = kernel.get(target, 0);
        kernel.convolve(series, series, k);
        kernel.finish(target, 0, 1);
        expect(squared).toBe(kernel.get(target, 0));
      }),
    );
  });

  it('forgets what stood in a series before', () => {
    const series = filled(Array.from({ length: 41 }, (_, k) => Rational.of(k + 1, 3)));
    const fresh = [Rational.of('1/7'), Rational.of('-2/9'), Rational.of('1/1000000000000000000000')];
    filled(fresh, series);
    for (let k = 0; k < fresh.length; k++) {
      kernel.convolve(series, series, k);
      kernel.finish(target, k, 1);
      expect(Math.abs(units(read(target, k).sub(cauchy(fresh, fresh, k))))).toBeLessThan(1);
    }
  });

  it('rounds fractions to the nearest unit and gives them back as decimals', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.bigInt({ min: 10n ** 25n, max: 10n ** 30n }),
        fc.integer({ min: -30, max: 300 }),
        (n, d, exponent) => {
          const value = Rational.ratio(n, d);
          const series = filled([value]);
          expect(Math.abs(units(read(series, 0).sub(value)))).toBeLessThanOrEqual(0.5);
          const decimal = Rational.of(kernel.toDecimal(field, kernel.get(series, 0), exponent).toFixed());
          const power = Rational.of(2n ** BigInt(Math.abs(exponent)));
          const exact = exponent < 0 ? read(series, 0).div(power) : read(series, 0).mul(power);
          const lost = decimal.sub(exact).abs();
          expect(lost.compare(exact.abs().div(Rational.of(10n ** 119n)))).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  it('measures sizes', () => {
    const series = filled(['0', '-8', '1/3', `1/${2n ** 200n}`, '3', '4'].map(text => Rational.of(text)));
    expect(kernel.log2Norm([series], 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(kernel.log2Norm([series], 1)).toBe(3);
    expect(kernel.log2Norm([series], 2)).toBeCloseTo(Math.log2(1 / 3), 12);
    expect(kernel.log2Norm([series], 3)).toBe(-BITS);
    expect(kernel.log2Norm([series, filled([0, 0, 0, 0, 4, 3].map(n => Rational.of(n)))], 4)).toBeCloseTo(
      Math.log2(5),
      12,
    );
    expect([0, 1, 3].map(k => kernel.toNumber(series, k))).toEqual([0, -8, 2 ** -200]);
    expect(kernel.toNumber(series, 2)).toBeCloseTo(1 / 3, 15);
  });

  it('refuses numbers beyond its range', () => {
    expect(errorCode(() => filled([Rational.of(2n ** 24n)]))).toBe('PRECISION');
    const large = filled([Rational.of(2n ** 22n)]);
    for (const scale of [undefined, { mantissa: 16, exponent: 20 }, { mantissa: 16, exponent: -30 }]) {
      kernel.convolve(large, large, 0);
      expect(errorCode(() => kernel.finish(target, 0, 1, scale))).toBe('PRECISION');
    }
    // A sum of terms that begin at a lower limb outgrows it in the same way.
    const half = filled([Rational.ratio(2n ** 23n - 1n, 2n ** 24n)]);
    const largest = filled([Rational.of(2n ** 23n - 1n)]);
    for (let times = 0; times < 3; times++) kernel.accumulate(half, 0, largest);
    expect(errorCode(() => kernel.finish(target, 0, 1))).toBe('PRECISION');
    // 2^92, of which whole limbs are moved out at the upper end.
    for (let times = 0; times < 2; times++) kernel.convolve(large, large, 0);
    expect(errorCode(() => kernel.finish(target, 0, 1, { mantissa: 16, exponent: -47 }))).toBe('PRECISION');
    kernel.convolve(large, large, 0);
    kernel.finish(target, 0, 1, { mantissa: 16, exponent: 34 });
    expect(kernel.toNumber(target, 0)).toBe(2 ** 14);
  });

  it('works in a memory that another kernel has left behind', () => {
    const square = (order: number): bigint =>
      withLimbProducts(products => {
        const own = makeKernel({ fractionBits: 100, order, terms: 1 }, products);
        const series = own.series();
        for (let k = 0; k <= order; k++) own.set(series, k, Rational.of(k - 2, 7));
        own.convolve(series, series, order);
        own.finish(series, 0, 1);
        return own.get(series, 0);
      });
    const first = [2, 3, 4].map(square);
    square(30);
    expect([2, 3, 4].map(square)).toEqual(first);
  });
});
