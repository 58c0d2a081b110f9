import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../rational.ts';
import { type Binary, containsZero, HEAD_BITS, midpointOf, radiusOf } from './binary.ts';
import { binaryArithmetic } from './binaryArithmetic.ts';

const runs = { seed: 811, numRuns: 400, endOnFailure: true };

/** Lengths beside the full one, distances and radii at which the arithmetic takes different ways. */
const operands = (bits: number): fc.Arbitrary<[mantissa: bigint, exponent: number, radius: number, width: number]> =>
  fc
    .record({
      length: fc.constantFrom(1, 2, 30, 59, 60, bits - 25, bits - 24, bits - 23, bits - 1, bits, bits + 1, bits + 14),
      lead: fc.bigInt({ min: 1n << 1999n, max: (1n << 2000n) - 1n }),
      negative: fc.boolean(),
      exponent: fc.oneof(
        fc.integer({ min: -3, max: 3 }),
        fc.integer({ min: -bits - 40, max: bits + 40 }),
        fc.constantFrom(-bits, 1 - bits, bits - 1, bits),
      ),
      radius: fc.oneof(fc.constant(0), fc.constantFrom(1, 2, 3), fc.integer({ min: 0, max: 2 ** 29 })),
    })
    .map(({ length, lead, negative, exponent, radius }) => {
      const mantissa = lead >> BigInt(2000 - length);
      return [negative ? -mantissa : mantissa, exponent, radius, length];
    });

const powerOf2 = (x: number): Rational =>
  x < 0 ? Rational.ratio(1n, 1n << BigInt(-x)) : Rational.ratio(1n << BigInt(x), 1n);

/** By how many units of the last place the radius is more than what the operands' radii make necessary. */
function unitsAbove(ball: Binary, necessary: Rational): number {
  const inUnits = necessary.mul(powerOf2(-ball.exponent));
  // The bound itself is rounded: at most by 2^−24 of it.
  return Rational.of(ball.radius)
    .sub(inUnits.mul(Rational.ONE.add(powerOf2(-24))))
    .toNumber();
}

/** Whether the ball holds all numbers within `error` of the exact value. */
function covers(ball: Binary, value: Rational, error: Rational): boolean {
  return midpointOf(ball).sub(value).abs().add(error).compare(radiusOf(ball)) <= 0;
}

/** The largest error of a product. */
function ofProduct(a: Binary, b: Binary): Rational {
  const [x, y, ra, rb] = [midpointOf(a).abs(), midpointOf(b).abs(), radiusOf(a), radiusOf(b)];
  return x.mul(rb).add(y.mul(ra)).add(ra.mul(rb));
}

function lengthOf({ mantissa }: Binary): number {
  return mantissa === 0n ? 0 : (mantissa < 0n ? -mantissa : mantissa).toString(2).length;
}

/** By how many of its own units the head is more than the leading bits. */
function headAbove(ball: Binary): number {
  const lead = Rational.of(ball.mantissa)
    .abs()
    .mul(powerOf2(HEAD_BITS - ball.width));
  return Rational.of(ball.head).sub(lead).toNumber();
}

describe.each([96, 130, 400])('arithmetic on mantissas of %i bits', bits => {
  const arithmetic = binaryArithmetic(bits, true);
  const balls = operands(bits).map(draw => arithmetic.settle(...draw));

  it('covers what its operands may be, and widens a bound by few units of the last place: two a term that is cut, and rounding of the bound', () => {
    fc.assert(
      fc.property(balls, balls, balls, balls, (a, b, c, d) => {
        const isExact = a.radius + b.radius === 0;
        const ofSum = radiusOf(a).add(radiusOf(b));
        expect(covers(arithmetic.add(a, b), midpointOf(a).add(midpointOf(b)), ofSum)).toBe(true);
        expect(covers(arithmetic.sub(a, b), midpointOf(a).sub(midpointOf(b)), ofSum)).toBe(true);
        expect(covers(arithmetic.mul(a, b), midpointOf(a).mul(midpointOf(b)), ofProduct(a, b))).toBe(true);
        expect(unitsAbove(arithmetic.add(a, b), ofSum)).toBeLessThanOrEqual(isExact ? 2 : 5);
        expect(unitsAbove(arithmetic.sub(a, b), ofSum)).toBeLessThanOrEqual(isExact ? 2 : 5);
        expect(unitsAbove(arithmetic.mul(a, b), ofProduct(a, b))).toBeLessThanOrEqual(2);
        if (a.radius + b.radius + c.radius + d.radius === 0)
          expect(arithmetic.dot(2, [a, c], 0, 1, [b, d], 0, 1).radius).toBeLessThanOrEqual(4);
        if (containsZero(b)) return;
        const [x, y, ra, rb] = [midpointOf(a).abs(), midpointOf(b).abs(), radiusOf(a), radiusOf(b)];
        const ofQuotient = ra.add(x.div(y).mul(rb)).div(y.sub(rb));
        expect(unitsAbove(arithmetic.div(a, b), ofQuotient)).toBeLessThanOrEqual(isExact ? 2 : 3);
      }),
      runs,
    );
  });

  it('knows the length and the leading bits of what it gives', () => {
    fc.assert(
      fc.property(balls, balls, (a, b) => {
        const sums = [arithmetic.add(a, b), arithmetic.sub(a, b)];
        const others = [arithmetic.mul(a, b), ...(containsZero(b) ? [] : [arithmetic.div(a, b)])];
        for (const [results, room] of [
          [sums, 6],
          [others, 8],
        ] as const)
          for (const ball of results.filter(({ mantissa }) => mantissa !== 0n)) {
            expect(ball.width).toBeGreaterThanOrEqual(lengthOf(ball));
            expect(ball.width).toBeLessThanOrEqual(lengthOf(ball) + 1);
            expect(headAbove(ball)).toBeGreaterThanOrEqual(0);
            expect(headAbove(ball)).toBeLessThan(room);
          }
      }),
      runs,
    );
  });

  it('rounds the leading bits of a sum up by two units, beside those of its terms', () => {
    for (const n of [0n, 1n, 2n, 3n]) {
      const [large, one] = [arithmetic.settle((1n << 29n) + n, 0, 0, 30), arithmetic.settle(1n, 0, 0, 1)];
      expect(headAbove(arithmetic.add(large, one))).toBe(4);
    }
  });

  it('is exact where the result is short', () => {
    const short = fc
      .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -10, max: 10 }))
      .map(([n, exponent]) => arithmetic.settle(BigInt(n), exponent, 0, 10));
    fc.assert(
      fc.property(short, short, short, short, (a, b, c, d) => {
        const dot = arithmetic.dot(2, [a, c], 0, 1, [b, d], 0, 1);
        for (const ball of [arithmetic.add(a, b), arithmetic.sub(a, b), arithmetic.mul(a, b), dot])
          expect(ball.radius).toBe(0);
        expect(arithmetic.sqrt(arithmetic.mul(a, a)).radius).toBe(0);
      }),
      runs,
    );
  });

  it('leaves a number as it is beside one of half its last place', () => {
    const one = arithmetic.settle((1n << BigInt(bits)) - 1n, 0, 0, bits);
    for (const half of [1n, -1n]) {
      const small = arithmetic.settle(half << BigInt(bits - 1), -bits, 0, bits);
      expect(arithmetic.add(one, small)).toMatchObject({ mantissa: one.mantissa, exponent: 0, radius: 2 });
      expect(arithmetic.add(small, one)).toMatchObject({ mantissa: one.mantissa, exponent: 0, radius: 2 });
    }
  });

  it('adds a unit for a radius below one, and two for what is cut', () => {
    const [large, small] = [arithmetic.settle(1n << 59n, bits, 0, 60), arithmetic.settle(1n << 59n, 0, 1, 60)];
    expect(arithmetic.add(large, small).radius).toBe(3);
  });

  it('takes the smallest last place of what may be zero that its radius fits in', () => {
    const wide = arithmetic.settle(0n, 3, 2 ** 40, 0);
    expect(wide.exponent).toBeGreaterThan(3);
    expect(radiusOf(wide).equals(Rational.of(2 ** 43))).toBe(true);
  });
});
