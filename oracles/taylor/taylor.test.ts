import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/numbers/rational.ts';
import { decimalField } from '../decimalField.ts';
import { anyProblem, generalProblem, scalarProblem } from '../testProblems.ts';
import { bigintKernel } from './bigintKernel.ts';
import { fillCoefficients, flowSeries } from './coefficients.ts';
import { decimalKernel } from './decimalKernel.ts';
import { integrate } from './integrate.ts';
import type { TaylorKernel } from './kernel.ts';
import { advance, endOf, takeStep, valueAt } from './step.ts';
import { log2StepSize } from './stepSize.ts';

const BITS = 200;
const exactValue = (n: bigint, bits = BITS): Rational => Rational.ratio(n, 1n << BigInt(bits));
const fixed = fc.bigInt({ min: -(1n << 203n), max: 1n << 203n });
const field = decimalField(120);

function cauchy(a: readonly Rational[], b: readonly Rational[], k: number): Rational {
  let sum = Rational.ZERO;
  for (let j = 0; j <= k; j++) sum = sum.add(a[j]!.mul(b[k - j]!));
  return sum;
}

describe('bigintKernel', () => {
  const kernel = bigintKernel(BITS);

  it('rounds a Cauchy product once: error at most half a unit, whatever the divisor and the scale of time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fixed, fixed), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: -20, max: 40 }),
        (pairs, divisor, timeExponent) => {
          const [a, b] = [pairs.map(pair => pair[0]), pairs.map(pair => pair[1])];
          const k = pairs.length - 1;
          const rounded = exactValue(kernel.finish(kernel.convolve(0n, a, b, k), divisor, timeExponent));
          const scale = Rational.of(2n ** BigInt(Math.abs(timeExponent)));
          const sum = cauchy(
            a.map(n => exactValue(n)),
            b.map(n => exactValue(n)),
            k,
          ).div(Rational.of(divisor));
          const exact = timeExponent >= 0 ? sum.div(scale) : sum.mul(scale);
          // Half a unit, and the remainder of the first division.
          const bound = Rational.of('0.5001').div(Rational.of(2n ** 200n));
          expect(rounded.sub(exact).abs().compare(bound)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  it('rounds odd: the mirror image of a sum is rounded to the mirror image, ties too', () => {
    for (const sum of [3n << (2n * 200n - 40n), 1n << 199n, (1n << 199n) + 1n, 12345n << 190n]) {
      expect(kernel.finish(-sum, 1, 0)).toBe(-kernel.finish(sum, 1, 0));
      expect(kernel.evaluate([0n, -sum], 1, 1n)).toBe(-kernel.evaluate([0n, sum], 1, 1n));
    }
  });

  it('squares a series as it multiplies it with itself', () => {
    fc.assert(
      fc.property(fc.array(fixed, { minLength: 1, maxLength: 12 }), fixed, (a, sum) => {
        const k = a.length - 1;
        expect(kernel.convolveSelf(sum, a, k)).toBe(kernel.convolve(sum, a, a, k));
      }),
    );
  });

  it('rounds fractions to the nearest unit and gives them back as decimals', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        (n, d) => {
          const value = Rational.ratio(n, d);
          const error = exactValue(kernel.of(value)).sub(value).abs();
          expect(error.mul(Rational.of(2n ** 201n)).compare(Rational.ONE)).toBeLessThanOrEqual(0);
          const decimal = Rational.of(kernel.toDecimal(field, kernel.of(value)).toFixed());
          const lost = decimal.sub(exactValue(kernel.of(value))).abs();
          expect(
            lost.compare(
              value
                .abs()
                .add(Rational.ONE)
                .div(Rational.of(10n ** 119n)),
            ),
          ).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  it('measures sizes', () => {
    expect(kernel.log2Abs(0n)).toBe(Number.NEGATIVE_INFINITY);
    expect(kernel.log2Abs(kernel.of(Rational.of(-8)))).toBe(3);
    expect(kernel.log2Abs(kernel.of(Rational.of('1/3')))).toBeCloseTo(Math.log2(1 / 3), 12);
    expect(kernel.log2Abs(1n)).toBe(-BITS);
  });
});

describe('decimalKernel', () => {
  const kernel = decimalKernel(80);

  it('agrees with exact arithmetic in every operation', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fixed, fixed), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: -20, max: 40 }),
        (pairs, divisor, timeExponent) => {
          const [a, b] = [0, 1].map(side => pairs.map(pair => exactValue(pair[side]!)));
          const [da, db] = [a!.map(kernel.of), b!.map(kernel.of)];
          const k = pairs.length - 1;
          const sum = kernel.accumulate(kernel.convolve(kernel.zero, da!, db!, k), da![0]!, db![0]!);
          const other = kernel.convolveSelf(kernel.zero, da!, k);
          const found = kernel.finish(kernel.subtract(sum, other), divisor, timeExponent);
          const exact = cauchy(a!, b!, k)
            .add(a![0]!.mul(b![0]!))
            .sub(cauchy(a!, a!, k))
            .div(Rational.of(divisor));
          const scale = Rational.of(2n ** BigInt(Math.abs(timeExponent)));
          const expected = timeExponent >= 0 ? exact.div(scale) : exact.mul(scale);
          const error = Rational.of(found.toFixed()).sub(expected).abs();
          expect(error.toNumber()).toBeLessThan(1e-65);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('measures sizes far outside the range of float64', () => {
    const tiny = decimalField(80).parse('8e-1000');
    expect(kernel.log2Abs(tiny)).toBeCloseTo(3 - 1000 * Math.log2(10), 8);
    expect(kernel.log2Abs(decimalField(80).parse('123456789'))).toBeCloseTo(Math.log2(123456789), 5);
    expect(kernel.log2Abs(kernel.zero)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('fillCoefficients', () => {
  it('gives the series of a solution known by hand: w1 = w2 = 1/√(1 + 2t) for s = 0', () => {
    const kernel = bigintKernel(BITS);
    const series = flowSeries(kernel, scalarProblem(0, 1, 1), 12);
    fillCoefficients(kernel, series, 0);
    // (1 + 2t)^(−1/2) = Σ binomial(−1/2, k) 2^k t^k: 1, −1, 3/2, −5/2, 35/8, …
    let coefficient = Rational.ONE;
    for (let k = 0; k <= 12; k++) {
      const error = exactValue(series.W1[0]![k]!).sub(coefficient).abs().toNumber();
      expect(error).toBeLessThan(1e-55);
      expect(series.W2[0]![k]).toBe(series.W1[0]![k]);
      coefficient = coefficient.mul(Rational.of(-1 - 2 * k)).div(Rational.of(k + 1));
    }
  });

  it('scales coefficient k by 2^(−k·timeExponent)', () => {
    const kernel = bigintKernel(BITS);
    const [plain, scaled] = [0, 3].map(exponent => {
      const series = flowSeries(kernel, generalProblem(), 8);
      fillCoefficients(kernel, series, exponent);
      return series;
    });
    for (let k = 0; k <= 8; k++) {
      const ratio = exactValue(plain!.W1[3]![k]!).sub(exactValue(scaled!.W1[3]![k]! << BigInt(3 * k)));
      expect(ratio.abs().toNumber()).toBeLessThan(1e-50);
    }
  });

  it('does not depend on the bracketing, with white and with correlated inputs, symmetric or not', () => {
    const kernel = bigintKernel(BITS);
    const general = generalProblem();
    const skewed = { ...general, sigmaXX: general.sigmaXX!.map((entry, i) => entry.mul(Rational.of(i + 1))) };
    const { sigmaXX: _, ...white } = general;
    for (const problem of [general, skewed, white]) {
      const [byError, byGram] = (['error', 'gram'] as const).map(bracketing => {
        const series = flowSeries(kernel, problem, 10, bracketing);
        fillCoefficients(kernel, series, 0);
        return [...series.W1, ...series.W2].flat();
      });
      byError!.forEach((entry, index) => {
        expect(
          exactValue(entry - byGram![index]!)
            .abs()
            .toNumber(),
        ).toBeLessThan(1e-50);
      });
    }
  });
});

describe('log2StepSize', () => {
  it('puts the last two terms below the tolerance', () => {
    const kernel = bigintKernel(BITS);
    const order = 40;
    const series = flowSeries(kernel, generalProblem(), order);
    fillCoefficients(kernel, series, 2);
    const step = log2StepSize(kernel, series, 100);
    for (const block of [series.W1, series.W2]) {
      const size = (k: number): number => Math.max(...block.map(entry => kernel.log2Abs(entry[k]!)));
      const start = Math.max(size(0), size(1), size(2));
      for (const k of [order - 1, order]) expect(size(k) + k * step).toBeLessThanOrEqual(start - 100);
    }
    // Not much smaller than needed either: half as long again breaks it.
    const tight = [series.W1, series.W2].some(block => {
      const size = (k: number): number => Math.max(...block.map(entry => kernel.log2Abs(entry[k]!)));
      return [order - 1, order].some(k => size(k) + k * (step + 0.58) > size(0) - 100);
    });
    expect(tight).toBe(true);
  });

  it('is unbounded where the last two terms are zero', () => {
    const kernel = bigintKernel(BITS);
    const series = flowSeries(kernel, scalarProblem(1, 0, 0), 5);
    fillCoefficients(kernel, series, 0);
    expect(log2StepSize(kernel, series, 50)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('step', () => {
  it('ends exactly where it says, on the value of its own series', () => {
    const kernel = bigintKernel(BITS);
    const series = flowSeries(kernel, generalProblem(), 30);
    const step = takeStep(kernel, series, Rational.of('1/3'), 3, 100);
    expect(endOf(step).equals(Rational.of('1/3').add(step.sigmaEnd.div(Rational.of(8))))).toBe(true);
    expect(step.sigmaEnd.compare(Rational.ONE)).toBeLessThanOrEqual(0);
    const end = valueAt(kernel, series, step, endOf(step));
    advance(kernel, series, step);
    expect(series.W1.map(entry => entry[0])).toEqual(end.W1);
    expect(series.W2.map(entry => entry[0])).toEqual(end.W2);
  });
});

describe('integrate', () => {
  const run = <T>(kernel: TaylorKernel<T>, problem = generalProblem(), times = ['1/10', 1]) =>
    integrate(
      kernel,
      problem,
      times.map(time => Rational.of(time)),
      { order: 30, toleranceBits: 90, maxSteps: 200 },
    ).flatMap(({ W1, W2 }) => [...W1, ...W2].map(entry => kernel.toDecimal(field, entry)));

  it('gives the same with fixed-point and with decimal numbers', () => {
    const byDecimal = run(decimalKernel(50));
    run(bigintKernel(130)).forEach((entry, index) => {
      expect(field.toNumber(field.sub(entry, byDecimal[index]!).abs())).toBeLessThan(1e-25);
    });
  });

  it('does so on any small problem', () => {
    fc.assert(
      fc.property(anyProblem, problem => {
        const byDecimal = run(decimalKernel(50), problem, ['1/8']);
        run(bigintKernel(130), problem, ['1/8']).forEach((entry, index) => {
          expect(field.toNumber(field.sub(entry, byDecimal[index]!).abs())).toBeLessThan(1e-24);
        });
      }),
      { numRuns: 8, seed: 7 },
    );
  });

  it('does not let the times asked for change the steps', () => {
    const kernel = bigintKernel(130);
    const alone = run(kernel, generalProblem(), [1]);
    expect(run(kernel, generalProblem(), ['1/1000', '1/2', 1]).slice(-alone.length)).toEqual(alone);
  });

  it('stops with an error when the steps run out', () => {
    expect(() =>
      integrate(bigintKernel(130), generalProblem(), [Rational.of(50)], { order: 30, toleranceBits: 90, maxSteps: 4 }),
    ).toThrow(/4 steps led to/);
  });

  it('gives up early where the rest is out of reach, but not while steps still grow', () => {
    const settings = { order: 20, toleranceBits: 60, maxSteps: 3000 };
    const rest = Rational.of(1000);
    // λ = 1e4 keeps every step near 1e-3; without balance the steps grow with time itself.
    expect(() => integrate(bigintKernel(130), scalarProblem(1, 0, 100), [rest], settings)).toThrow(
      /\(200 steps led to/,
    );
    expect(integrate(bigintKernel(130), scalarProblem(0, '1e6', '1e6'), [Rational.of('1e6')], settings)).toHaveLength(
      1,
    );
  });
});
