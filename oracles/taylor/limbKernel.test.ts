import { expect, it } from 'vitest';
import { Rational } from '../../src/numbers/rational.ts';
import { limbKernel } from './limbKernel.ts';
import { withLimbProducts } from './limbProducts.ts';

it('is certain of as many bits as were asked for, and of no more than the worst sum leaves', () => {
  let nearest = 0;
  for (const order of [0, 1, 6])
    for (let fractionBits = 72; fractionBits < 145; fractionBits += order === 1 ? 1 : 7)
      withLimbProducts(products => {
        const other = limbKernel({ fractionBits, order, terms: 3 }, products);
        expect(other.log2Unit).toBeLessThanOrEqual(-fractionBits);
        // Each limb is 2^23 − 1, to the last: all that is left out of a product has one sign.
        const [series, result, unit] = [other.series(), other.number(), other.number()];
        let value = Rational.ZERO;
        for (let limb = 1; limb < 12; limb++)
          value = value.add(Rational.ratio(2n ** 23n - 1n, 2n ** BigInt(24 * limb)));
        for (let j = 0; j <= order; j++) other.set(series, j, value);
        other.set(unit, 0, Rational.ONE);
        const held = Rational.ratio(other.get(series, 0), other.get(unit, 0));
        for (let times = 0; times < 3; times++) other.convolve(series, series, order);
        other.finish(result, 0, 1);
        const exact = held.mul(held).mul(Rational.of(3 * (order + 1)));
        const off = Rational.ratio(other.get(result, 0), other.get(unit, 0)).sub(exact).abs();
        const share = off.mul(Rational.of(2n ** 400n)).toNumber() / 2 ** (400 + other.log2Unit);
        // The other half is left to division and to the scale of time.
        expect(share).toBeLessThanOrEqual(0.5);
        nearest = Math.max(nearest, share);
      });
  expect(nearest).toBeGreaterThan(0.2);
});
