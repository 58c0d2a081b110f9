import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, type DecimalField, decimalField } from '../decimal/decimalField.ts';
import { Rational } from '../rational.ts';
import { type Binary, knownDigits, midpointOf, radiusOf } from './binary.ts';
import { type BinaryArithmetic, binaryArithmetic } from './binaryArithmetic.ts';
import { binaryField } from './binaryField.ts';

const DIGITS = [10, 30, 50, 100, 240, 500];
const seed = 20251;

/** A number of a field and one of the numbers that it may be. */
interface Sample {
  readonly ball: Binary;
  readonly value: Rational;
}

interface Draw {
  readonly bits: number;
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly radius: number;
  readonly place: Rational;
}

/** Short and long mantissas, exact and uncertain ones, near 1 and at extreme exponents, and zero. */
const draws: fc.Arbitrary<Draw> = fc.record({
  bits: fc.constantFrom(0, 1, 3, 20, 60, 0.5, 0.9, 1),
  mantissa: fc.bigInt({ min: -(1n << 1800n), max: 1n << 1800n }),
  exponent: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -8, max: 8 }) },
    { weight: 1, arbitrary: fc.constantFrom(-3000, -170, 170, 3000) },
  ),
  radius: fc.oneof(
    fc.constant(0),
    fc.constantFrom(1, 2, 7),
    fc.integer({ min: 0, max: 2 ** 20 }),
    fc.constantFrom(2 ** 29, 2 ** 45),
  ),
  place: fc.constantFrom('-1', '-1/2', '0', '1/3', '1').map(text => Rational.of(text)),
});

function sample(arithmetic: BinaryArithmetic, bits: number, draw: Draw): Sample {
  // Of a full mantissa a few bits more than the precision, as sums have them.
  const length = draw.bits <= 1 && draw.bits > 0 ? Math.round(draw.bits * (bits + 9)) : draw.bits;
  const mantissa = draw.mantissa >> BigInt(1800 - length);
  const ball = arithmetic.settle(mantissa, draw.exponent - length, draw.radius, length + 1);
  return { ball, value: midpointOf(ball).add(radiusOf(ball).mul(draw.place)) };
}

function contains(ball: Binary, value: Rational): boolean {
  return value.sub(midpointOf(ball)).abs().compare(radiusOf(ball)) <= 0;
}

/** radius/|midpoint| of a number that is not zero. */
function relative(ball: Binary): Rational {
  return radiusOf(ball).div(midpointOf(ball).abs());
}

function refuses(code: string, work: () => unknown): boolean {
  try {
    work();
  } catch (error) {
    if ((error as { code?: string }).code === code) return true;
    throw error;
  }
  return false;
}

/** What rounding may add: a hundredth of the last digit, and a little of the bound itself. */
function withRounding(bound: Rational, digits: number): Rational {
  return bound
    .mul(Rational.of(1).add(Rational.ratio(1n, 1n << 20n)))
    .add(Rational.ratio(1n, 100n * 10n ** BigInt(digits)));
}

const wellKnown = (ball: Binary): boolean => ball.mantissa !== 0n && relative(ball).compare(Rational.of('1e-9')) < 0;

describe.each(DIGITS)('numbers of %i digits with bounds', digits => {
  const field = binaryField(digits);
  const arithmetic = binaryArithmetic(field.bits, true);
  const pairs = fc.tuple(draws, draws);
  const pairOf = ([a, b]: readonly [Draw, Draw]): [Sample, Sample] => [
    sample(arithmetic, field.bits, a),
    sample(arithmetic, field.bits, b),
  ];
  const runs = { seed, endOnFailure: true, numRuns: digits > 200 ? 300 : 800 };

  it('hold the sum, difference and product of all that their operands may be, with the bound stated', () => {
    fc.assert(
      fc.property(pairs, drawn => {
        const [x, y] = pairOf(drawn);
        for (const operation of ['add', 'sub', 'mul'] as const) {
          const result = field[operation](x.ball, y.ball);
          expect(contains(result, x.value[operation](y.value))).toBe(true);
          if (x.ball.radius + y.ball.radius > 0 || result.mantissa === 0n) continue;
          // exact operands: rounding only
          expect(relative(result).compare(withRounding(Rational.ZERO, digits))).toBeLessThanOrEqual(0);
        }
        const [a, b] = [x.ball, y.ball];
        if (!wellKnown(a) || !wellKnown(b)) return;
        const both = relative(a)
          .add(relative(b))
          .add(relative(a).mul(relative(b)));
        expect(relative(field.mul(a, b)).compare(withRounding(both, digits))).toBeLessThanOrEqual(0);
        const sum = field.add(a, b);
        const size = midpointOf(sum).abs();
        const allowed = withRounding(Rational.ZERO, digits)
          .mul(size)
          .add(radiusOf(a).add(radiusOf(b)).mul(Rational.of('1.00001')));
        expect(radiusOf(sum).compare(allowed)).toBeLessThanOrEqual(0);
      }),
      runs,
    );
  });

  it('hold the quotient, with the bound stated; divisors that may be zero are refused', () => {
    fc.assert(
      fc.property(pairs, drawn => {
        const [x, y] = pairOf(drawn);
        if (contains(y.ball, Rational.ZERO)) {
          expect(refuses(y.ball.radius === 0 ? 'RANGE' : 'PRECISION', () => field.div(x.ball, y.ball))).toBe(true);
          return;
        }
        const quotient = field.div(x.ball, y.ball);
        expect(contains(quotient, x.value.div(y.value))).toBe(true);
        if (!(wellKnown(x.ball) && wellKnown(y.ball))) return;
        const [ρa, ρb] = [relative(x.ball), relative(y.ball)];
        const allowed = withRounding(ρa.add(ρb).div(Rational.ONE.sub(ρb)), digits);
        expect(relative(quotient).compare(allowed)).toBeLessThanOrEqual(0);
      }),
      runs,
    );
  });

  it('hold the root, with the bound stated; what is negative throughout is refused', () => {
    fc.assert(
      fc.property(draws, drawn => {
        const x = sample(arithmetic, field.bits, drawn);
        const [low, high] = [midpointOf(x.ball).sub(radiusOf(x.ball)), midpointOf(x.ball).add(radiusOf(x.ball))];
        if (high.sign() < 0) {
          expect(refuses('RANGE', () => field.sqrt(x.ball))).toBe(true);
          return;
        }
        const root = field.sqrt(x.ball);
        const [least, most] = [midpointOf(root).sub(radiusOf(root)), midpointOf(root).add(radiusOf(root))];
        const square = x.value.sign() < 0 ? Rational.ZERO : x.value;
        expect(least.sign() <= 0 || least.mul(least).compare(square) <= 0).toBe(true);
        expect(most.mul(most).compare(square)).toBeGreaterThanOrEqual(0);
        if (low.sign() <= 0 || !wellKnown(x.ball)) return;
        const allowed = withRounding(relative(x.ball).mul(Rational.of('0.50001')), digits);
        expect(relative(root).compare(allowed)).toBeLessThanOrEqual(0);
      }),
      runs,
    );
  });

  it('hold the inner product, whatever the strides, with one rounding', () => {
    fc.assert(
      fc.property(fc.array(pairs, { maxLength: 7 }), fc.boolean(), (drawn, backwards) => {
        const samples = drawn.map(pairOf);
        const exact = samples.reduce((sum, [x, y]) => sum.add(x.value.mul(y.value)), Rational.ZERO);
        const left = samples.flatMap(([x]) => [x.ball, field.one]);
        const right = samples.map(([, y]) => y.ball);
        const n = samples.length;
        const dot = backwards
          ? field.dot(n, left, 2 * n - 2, -2, right, n - 1, -1)
          : field.dot(n, left, 0, 2, right, 0, 1);
        expect(contains(dot, exact)).toBe(true);
        const products = samples.map(([x, y]) => field.mul(x.ball, y.ball));
        const separate = products.reduce((sum, product) => sum.add(radiusOf(product)), Rational.ZERO);
        const size = samples.reduce((most, [x, y]) => {
          const product = midpointOf(x.ball).mul(midpointOf(y.ball)).abs();
          return product.compare(most) > 0 ? product : most;
        }, Rational.ZERO);
        const allowed = withRounding(Rational.ZERO, digits)
          .mul(size)
          .add(separate.mul(Rational.of('1.00001')));
        expect(radiusOf(dot).compare(allowed)).toBeLessThanOrEqual(0);
      }),
      { ...runs, numRuns: runs.numRuns / 2 },
    );
  });

  it('hold every rational function of exact fractions, cancellation included', () => {
    const fraction = fc
      .tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 30 }))
      .map(([n, d]) => Rational.of(n, d));
    const steps = fc.array(
      fc.record({
        operation: fc.constantFrom('add', 'sub', 'mul', 'div', 'cancel'),
        left: fc.nat(20),
        right: fc.nat(20),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(fc.array(fraction, { minLength: 2, maxLength: 4 }), steps, (start, program) => {
        const exact = [...start];
        const balls = start.map(value => field.of(value));
        for (const { operation, left, right } of program) {
          const [i, j] = [left % exact.length, right % exact.length];
          if (operation === 'cancel') {
            // (x + y) − x
            exact.push(exact[j]!);
            balls.push(field.sub(field.add(balls[i]!, balls[j]!), balls[i]!));
          } else if (operation !== 'div') {
            exact.push(exact[i]![operation as 'add'](exact[j]!));
            balls.push(field[operation as 'add'](balls[i]!, balls[j]!));
          } else if (!contains(balls[j]!, Rational.ZERO)) {
            exact.push(exact[i]!.div(exact[j]!));
            balls.push(field.div(balls[i]!, balls[j]!));
          }
          if (exact.at(-1)!.n.toString().length > 3000) break;
        }
        expect(balls.every((ball, k) => contains(ball, exact[k]!))).toBe(true);
      }),
      { seed, numRuns: 300 },
    );
  });

  const wide = decimalField(digits + 40);
  const arguments_ = fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.integer({ min: -60, max: 2 }), fc.boolean())
    .map(([n, scale, negative]) => Rational.of(`${negative ? '-' : ''}${n}e${scale - 40}`));

  it('have the exponential and logarithm of decimal.js at more digits, within their bounds', () => {
    fc.assert(
      fc.property(arguments_, fc.constantFrom(0, 1, 1000), fc.integer({ min: 1, max: 90 }), (x, uncertainty, depth) => {
        const exact = field.of(x);
        const ball = field.bounds!.widen(exact, field.of(x.mul(Rational.of(`${uncertainty}e-${digits - 5}`))));
        for (const place of [-1, 0, 1]) {
          const value = midpointOf(ball).add(radiusOf(ball).mul(Rational.of(place)));
          expect(holds(wide, field.exp(ball), wide.exp(wide.of(value)))).toBe(true);
          if (value.sign() > 0) expect(holds(wide, field.log(ball), wide.log(wide.of(value)))).toBe(true);
          const nearOne = field.add(field.one, ball);
          const shiftedValue = Rational.ONE.add(value);
          if (shiftedValue.sign() > 0 && !contains(nearOne, Rational.ZERO))
            expect(holds(wide, field.log(nearOne), wide.log(wide.of(shiftedValue)))).toBe(true);
        }
        if (uncertainty > 0) return;
        // |x| ≤ 100 multiplies the relative error of x itself
        expect(knownDigits(field.exp(exact))).toBeGreaterThan(digits);
        const aboveOne = field.of(Rational.ONE.add(Rational.ratio(1n, 1n << BigInt(depth))));
        expect(knownDigits(field.log(aboveOne))).toBeGreaterThan(digits);
        const nearZero = x.sign() > 0 ? -Math.log10(Math.abs(field.toNumber(field.log(exact)))) : 0;
        if (x.sign() > 0) expect(knownDigits(field.log(exact))).toBeGreaterThan(digits - 1 - Math.max(0, nearZero));
      }),
      { seed, numRuns: digits > 200 ? 15 : 60 },
    );
  });

  it('print and convert as decimal.js does', () => {
    const decimal = decimalField(digits);
    fc.assert(
      fc.property(draws, drawn => {
        const { ball } = sample(arithmetic, field.bits, { ...drawn, radius: 0 });
        const exact = midpointOf(ball);
        expect(field.toDecimal(decimal, ball).eq(decimal.of(exact))).toBe(true);
        const [number, nearest] = [field.toNumber(ball), exact.toNumber()];
        expect(number === nearest || Math.abs(number - nearest) <= Math.abs(nearest) * 2 ** -52).toBe(true);
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe.each(DIGITS)('plain numbers of %i digits', digits => {
  const field = binaryField(digits, { bounds: false });
  const arithmetic = binaryArithmetic(field.bits, false);
  const nonzero = draws.filter(({ mantissa, bits }) => mantissa >> 1798n !== 0n && bits !== 0);
  const plain = (draw: Draw): Binary => sample(arithmetic, field.bits, { ...draw, radius: 0 }).ball;

  it('have no radii, and one rounding in every operation', () => {
    fc.assert(
      fc.property(nonzero, nonzero, (first, second) => {
        const [x, y] = [plain(first), plain(second)];
        const [a, b] = [midpointOf(x), midpointOf(y)];
        const results: [Binary, Rational][] = [
          [field.add(x, y), a.add(b)],
          [field.sub(x, y), a.sub(b)],
          [field.mul(x, y), a.mul(b)],
          [field.div(x, y), a.div(b)],
          [field.dot(2, [x, y], 0, 1, [y, x], 0, 1), a.mul(b).mul(Rational.of(2))],
        ];
        for (const [result, exact] of results) {
          expect(result.radius).toBe(0);
          const off = midpointOf(result).sub(exact).abs();
          const allowed = exact.abs().mul(Rational.ratio(1n, 100n * 10n ** BigInt(digits)));
          expect(off.compare(allowed)).toBeLessThanOrEqual(0);
        }
        expect(Math.sign(field.compare(x, y))).toBe(a.compare(b));
        expect(field.compare(x, x)).toBe(0);
      }),
      { seed, endOnFailure: true, numRuns: 300 },
    );
  });

  it('sum a series until its terms no longer count, from either side', () => {
    for (const sign of [1, -1]) {
      let [sum, term] = [field.one, field.one];
      for (let k = 1; ; k++) {
        term = field.div(field.mul(term, field.of(sign)), field.of(k));
        const next = field.add(sum, term);
        if (field.compare(next, sum) === 0) break;
        sum = next;
        expect(k).toBeLessThan(2000);
      }
      const off = field.sub(field.div(sum, field.exp(field.of(sign))), field.one);
      expect(Math.abs(field.toNumber(off))).toBeLessThan(digits > 300 ? 1e-300 : 10 ** -digits);
    }
  });
});

it('numbers of any length become the nearest float64 or one beside it', () => {
  const wide = binaryField(300);
  for (let length = 895; length < 910; length++) {
    const value = wide.of((1n << BigInt(length - 1)) + 1n);
    expect(wide.toNumber(value)).toBe(2 ** (length - 1));
    expect(wide.toNumber(wide.neg(value))).toBe(-(2 ** (length - 1)));
  }
});

describe('numbers at the ends of their range', () => {
  const field = binaryField(30);
  const huge = field.exp(field.of(700_000_000));

  it('are exact where short, and say so', () => {
    const third = field.of(Rational.of('1/3'));
    expect(knownDigits(field.of(12))).toBe(Number.POSITIVE_INFINITY);
    expect(field.isZero(field.sub(field.mul(field.of(3), field.of(0.25)), field.of(Rational.of('3/4'))))).toBe(true);
    expect(field.sqrt(field.of(Rational.of('9/16'))).radius).toBe(0);
    expect(field.div(field.of(7), field.of(28)).radius).toBe(0);
    const nothing = field.sub(field.mul(third, field.of(3)), field.one);
    expect(field.isZero(nothing)).toBe(false);
    expect(field.bounds!.signIsKnown(nothing)).toBe(false);
    expect(field.bounds!.signIsKnown(field.zero)).toBe(true);
    expect(knownDigits(third)).toBeGreaterThan(30);
    expect(knownDigits(nothing)).toBe(0);
  });

  it('are refused above 2^(2^30) and become a zero with a radius below its inverse', () => {
    expect(field.toNumber(field.log(huge))).toBeCloseTo(700_000_000, 0);
    expect(refuses('PRECISION', () => field.mul(huge, huge))).toBe(true);
    expect(refuses('PRECISION', () => field.exp(field.of(2 ** 40)))).toBe(true);
    const tiny = field.div(field.one, huge);
    for (const nothing of [field.mul(tiny, tiny), field.exp(field.of(-(2 ** 40)))]) {
      expect(nothing.mantissa).toBe(0n);
      expect(nothing.radius).toBeGreaterThan(0);
      expect(field.toNumber(nothing)).toBe(0);
    }
    const decimal = decimalField(20);
    expect(field.toDecimal(decimal, huge).toPrecision(15)).toBe(decimal.exp(decimal.of(700_000_000)).toPrecision(15));
  });

  it('are refused where they are too uncertain', () => {
    const wide = field.bounds!.widen(field.one, field.of(100));
    expect(refuses('PRECISION', () => field.exp(wide))).toBe(true);
    expect(refuses('PRECISION', () => field.log(wide))).toBe(true);
    expect(refuses('RANGE', () => field.log(field.of(-2)))).toBe(true);
    expect(refuses('RANGE', () => field.log(field.zero))).toBe(true);
    expect(refuses('RANGE', () => binaryField(4))).toBe(true);
  });
});

/** Whether a reference, right to 35 digits beyond the ball's, lies in the ball. */
function holds(wide: DecimalField, ball: Binary, reference: Decimal): boolean {
  const off = wide.sub(wide.of(midpointOf(ball)), reference).abs();
  return off.lte(wide.add(wide.of(radiusOf(ball)), reference.abs().times(`1e-${wide.digits - 3}`)));
}
