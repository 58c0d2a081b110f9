import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flow, flowOf } from '../../src/network/flow.ts';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { flowSeries as exactSeries } from '../flowSeries.ts';
import { cauchy, expanded, powerOfTwo } from '../testing/series.ts';
import { correlated, deepFlow, scalarFlow, someHeld } from '../testing/testFlows.ts';
import { anyProblem, generalProblem, scalarProblem } from '../testing/testProblems.ts';
import { decimalKernel } from './decimalKernel.ts';
import { integrate } from './integrate.ts';
import type { TaylorKernel } from './kernel.ts';
import { type LimbSeries, limbKernel } from './limbKernel.ts';
import { rationalKernel } from './rationalKernel.ts';
import { advance, endOf, takeStep, valueAt } from './step.ts';
import { stepEnds } from './stepEnds.ts';
import { stepSeries } from './stepSeries.ts';
import { estimateStep, orderFor } from './stepSize.ts';
import { log2Length, scaleOf } from './timeScale.ts';

const BITS = 200;
const fixed = fc.bigInt({ min: -(1n << 203n), max: 1n << 203n }).map(n => Rational.ratio(n, 1n << 200n));
const field = decimalField(120);

function limbs(order: number, fractionBits = BITS): TaylorKernel<LimbSeries, bigint> {
  return limbKernel({ fractionBits, order, terms: 6 });
}

/** Coefficient k of a series, as a fraction. */
function coefficient<S, N>(kernel: TaylorKernel<S, N>, series: S, k: number): Rational {
  return Rational.of(kernel.toDecimal(field, kernel.get(series, k), 0).toFixed());
}

describe('decimalKernel', () => {
  const kernel = decimalKernel(80, 12);

  it('agrees with exact arithmetic in every operation', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fixed, fixed), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: -20, max: 40 }),
        (pairs, divisor, exponent) => {
          const [a, b] = [pairs.map(pair => pair[0]), pairs.map(pair => pair[1])];
          const [da, db, found] = [kernel.series(), kernel.series(), kernel.series()];
          pairs.forEach(([left, right], k) => {
            kernel.set(da, k, left);
            kernel.set(db, k, right);
          });
          const k = pairs.length - 1;
          kernel.convolve(da, db, k);
          kernel.accumulate(da, k, db);
          kernel.convolve(da, da, k, -1);
          kernel.convolve(db, da, k, -1);
          kernel.convolveSelf(da, k);
          kernel.accumulate(db, k, db, -1);
          kernel.finish(found, k, divisor, { mantissa: 3, exponent });
          const exact = a[k]!.mul(b[0]!).sub(b[k]!.mul(b[0]!)).mul(Rational.of(3)).div(Rational.of(divisor));
          const scale = Rational.of(2n ** BigInt(Math.abs(exponent)));
          const expected = exponent >= 0 ? exact.div(scale) : exact.mul(scale);
          const error = coefficient(kernel, found, k).sub(expected).abs();
          expect(error.toNumber()).toBeLessThan(1e-65);
          kernel.convolve(da, db, k);
          kernel.finish(found, 0, 1);
          expect(
            coefficient(kernel, found, 0)
              .sub(cauchy(a, b, k))
              .abs()
              .toNumber(),
          ).toBeLessThan(1e-65);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('keeps a coefficient to the last place of the largest one of its series, and a few digits of any', () => {
    const third = Rational.ratio(1n, 3n);
    const tenTo = (exponent: bigint): Rational => Rational.of(10n ** exponent);
    const digitsOf = (values: readonly Rational[]): number[] => {
      const series = kernel.series();
      values.forEach((value, k) => {
        kernel.set(series, k, value);
      });
      return values.map((_, k) => kernel.get(series, k).precision());
    };
    const far = third.div(tenTo(200n));
    expect(digitsOf([third, third.div(tenTo(30n)), far, Rational.ZERO, third])).toEqual([80, 50, 5, 1, 80]);
    // What comes before the largest keeps its digits, and a series that starts anew has no largest.
    expect(digitsOf([far, third, far])).toEqual([80, 80, 5]);
    const series = kernel.series();
    kernel.set(series, 0, third);
    kernel.restart(series);
    kernel.set(series, 1, far);
    expect(kernel.get(series, 1).precision()).toBe(80);
  });

  it('measures sizes far outside the range of float64', () => {
    const series = ['8e-1000', '123456789', '0'].map(text => {
      const number = kernel.number();
      kernel.set(number, 0, Rational.of(text));
      return number;
    });
    expect(kernel.log2Norm([series[0]!], 0)).toBeCloseTo(3 - 1000 * Math.log2(10), 8);
    expect(kernel.log2Norm(series, 0)).toBeCloseTo(Math.log2(123456789), 5);
    expect(kernel.log2Norm([series[2]!], 0)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('nextCoefficients', () => {
  it('gives the series of a solution known by hand: w1 = w2 = 1/√(1 + 2t) for s = 0', () => {
    const kernel = limbs(12);
    const series = expanded(kernel, flowOf(scalarProblem(0, 1, 1)), powerOfTwo(0));
    // (1 + 2t)^(−1/2) = Σ binomial(−1/2, k) 2^k t^k: 1, −1, 3/2, −5/2, 35/8, …
    let binomial = Rational.ONE;
    for (let k = 0; k <= 12; k++) {
      expect(coefficient(kernel, series.layers[0]![0]!, k).sub(binomial).abs().toNumber()).toBeLessThan(1e-55);
      expect(kernel.get(series.layers[1]![0]!, k)).toBe(kernel.get(series.layers[0]![0]!, k));
      binomial = binomial.mul(Rational.of(-1 - 2 * k)).div(Rational.of(k + 1));
    }
  });

  it('scales coefficient k by scale^k', () => {
    const kernel = limbs(8);
    const plain = expanded(kernel, flowOf(generalProblem()), powerOfTwo(0));
    const scaled = expanded(kernel, flowOf(generalProblem()), { mantissa: 5, exponent: 3 });
    let power = Rational.ONE;
    for (let k = 0; k <= 8; k++) {
      const difference = coefficient(kernel, scaled.weights[3]!, k).sub(
        coefficient(kernel, plain.weights[3]!, k).mul(power),
      );
      expect(difference.abs().toNumber()).toBeLessThan(1e-50);
      power = power.mul(Rational.of('5/8'));
    }
  });

  it('does not depend on the bracketing, with white and with correlated inputs, symmetric or not', () => {
    const kernel = limbs(10);
    const general = generalProblem();
    const skewed = { ...general, sigmaXX: general.sigmaXX!.map((entry, i) => entry.mul(Rational.of(i + 1))) };
    const { sigmaXX: _, ...white } = general;
    for (const problem of [general, skewed, white]) {
      const [byError, byGram] = (['error', 'gram'] as const).map(bracketing => {
        const series = expanded(kernel, flowOf(problem), powerOfTwo(0), bracketing);
        return series.weights.flatMap(entry => Array.from({ length: 11 }, (_, k) => coefficient(kernel, entry, k)));
      });
      byError!.forEach((entry, index) => {
        expect(entry.sub(byGram![index]!).abs().toNumber()).toBeLessThan(1e-50);
      });
    }
  });
});

describe('nextCoefficients at any depth', () => {
  /** Convolutions of all coefficients up to 20. */
  function convolutions(flow: Flow): number {
    const kernel = limbs(20);
    let count = 0;
    const convolve: typeof kernel.convolve = (a, b, k, sign) => {
      count++;
      kernel.convolve(a, b, k, sign);
    };
    expanded({ ...kernel, convolve }, flow, powerOfTwo(2), 'error');
    return count;
  }

  it('takes three products of all layers a coefficient: 1080 convolutions for 3-2-3 to order 20, white or not', () => {
    const general = flowOf(generalProblem());
    const { sigmaXX: _, ...white } = general;
    expect([convolutions(general), convolutions(white)]).toEqual([1080, 1080]);
    // 2-3-3-2: 3 · 2 · (3·3 + 3·2) products of entries.
    expect(convolutions(deepFlow())).toBe(20 * 3 * 2 * 15);
    expect(convolutions(scalarFlow(1, ['1/2', '1/3']))).toBe(20 * 3);
    expect(convolutions(scalarFlow(1, ['1/2', '1/3', 1, '1/5', 1]))).toBe(20 * 3 * 4);
    expect(convolutions(scalarFlow(1, [1]))).toBe(0);
  });

  it('gives the exact coefficients, in limbs and in decimal numbers, whatever the gradient has', () => {
    for (const flow of [
      deepFlow(),
      deepFlow({ sigmaXX: correlated, decay: Rational.of(2), mask: someHeld(deepFlow()) }),
    ]) {
      const exact = exactSeries({ ...flow, tau: Rational.ONE }, 10);
      const [kernel, reference] = [limbs(10), decimalKernel(60, 10)];
      const found = expanded(kernel, flow, powerOfTwo(0));
      const slow = expanded(reference, flow, powerOfTwo(0));
      exact.forEach((layer, j) => {
        layer.forEach((value, k) => {
          value.data.forEach((entry, index) => {
            const digits = [
              coefficient(kernel, found.layers[j]![index]!, k),
              coefficient(reference, slow.layers[j]![index]!, k),
            ];
            for (const digit of digits) expect(digit.sub(entry).abs().toNumber()).toBeLessThan(1e-50);
          });
        });
      });
    }
  });
});

describe('rationalKernel', () => {
  const kernel = rationalKernel(4);

  it('rounds nothing, and scales by any length of time', () => {
    const [a, sum] = [kernel.series(), kernel.series()];
    ['1/3', '-2/7', '5', 0, '1/9'].forEach((value, k) => {
      kernel.set(a, k, Rational.of(value));
    });
    kernel.convolveSelf(a, 3);
    kernel.accumulate(a, 1, a, -1);
    kernel.finish(sum, 2, 7, { mantissa: 3, exponent: -1 });
    // 2(1/3·0 − 2/7·5) + 2/21, times 6/7
    expect(kernel.get(sum, 2).toString()).toBe('-116/49');
    kernel.restart(sum);
    expect(kernel.get(sum, 2).toString()).toBe('0');
    expect([kernel.toNumber(a, 2), kernel.log2Norm([a], 2)]).toEqual([5, Math.log2(25) / 2]);
    expect(kernel.log2Norm([sum], 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(kernel.toDecimal(field, kernel.get(a, 1), 3).toFixed(6)).toBe('-2.285714');
  });
});

describe('estimateStep', () => {
  it('puts the last two terms below the tolerance', () => {
    const order = 40;
    const kernel = limbs(order);
    const series = expanded(kernel, flowOf(generalProblem()), powerOfTwo(2));
    const { log2Step: step } = estimateStep(kernel, series, order, 100);
    for (const block of series.layers) {
      const size = (k: number): number => kernel.log2Norm(block, k);
      const start = Math.max(size(0), size(1), size(2));
      for (const k of [order - 1, order]) expect(size(k) + k * step).toBeLessThanOrEqual(start - 100);
    }
    // Not much smaller than needed either: half as long again breaks it.
    const tight = series.layers.some(block =>
      [order - 1, order].some(k => kernel.log2Norm(block, k) + k * (step + 0.58) > kernel.log2Norm(block, 0) - 100),
    );
    expect(tight).toBe(true);
  });

  it('is unbounded where the last two terms are zero', () => {
    const kernel = limbs(5);
    const series = expanded(kernel, flowOf(scalarProblem(1, 0, 0)), powerOfTwo(0));
    expect(estimateStep(kernel, series, 5, 50).log2Step).toBe(Number.POSITIVE_INFINITY);
  });

  it('sees the radius of convergence, 1/2 for 1/√(1 + 2t)', () => {
    const kernel = limbs(60);
    const series = expanded(kernel, flowOf(scalarProblem(0, 1, 1)), powerOfTwo(2));
    const { log2Radius } = estimateStep(kernel, series, 60, 50);
    expect(Math.abs(log2Radius - 1)).toBeLessThan(0.1);
  });
});

describe('orderFor', () => {
  it('rises with the digits, 1.3 times −½ ln ε', () => {
    expect(orderFor(50 * Math.log2(10))).toBe(Math.ceil(1.3 * (25 * Math.LN10 + 1)));
  });
});

describe('scaleOf', () => {
  it('is the shortest scale of five bits that is no shorter', () => {
    fc.assert(
      fc.property(fc.double({ min: -1000, max: 60, noNaN: true }), log2Width => {
        const { mantissa, exponent } = scaleOf(log2Width);
        expect(mantissa).toBeGreaterThanOrEqual(16);
        expect(mantissa).toBeLessThan(32);
        expect(log2Length({ mantissa, exponent })).toBeGreaterThan(log2Width - 1e-9);
        expect(Math.log2(mantissa - 1) - exponent).toBeLessThan(log2Width);
      }),
      { examples: [[0], [-3], [Math.log2(31.5)]] },
    );
  });
});

describe('step', () => {
  it('ends exactly where it says, on the value of its own series', () => {
    const kernel = limbs(30);
    const series = stepSeries(kernel, flowOf(generalProblem()));
    const slopes = series.weights.map(() => kernel.number());
    const ends = stepEnds(kernel, series, slopes);
    const step = takeStep(kernel, series, Rational.of('1/3'), powerOfTwo(3), 100);
    expect(endOf(step).equals(Rational.of('1/3').add(step.sigmaEnd.div(Rational.of(8))))).toBe(true);
    expect(step.sigmaEnd.compare(Rational.ONE)).toBeLessThanOrEqual(0);
    const end = valueAt(kernel, series, step, ends, endOf(step));
    const terms = series.weights.map(entry =>
      Array.from({ length: step.order + 1 }, (_, k) => coefficient(kernel, entry, k)),
    );
    advance(kernel, step, ends);
    expect(series.layers.map(layer => layer.map(entry => kernel.get(entry, 0)))).toEqual(end);
    terms.forEach((coefficients, index) => {
      const horner = (values: Rational[]): Rational =>
        values.reduceRight((sum, value) => sum.mul(step.sigmaEnd).add(value), Rational.ZERO);
      const value = coefficient(kernel, series.weights[index]!, 0);
      expect(value.sub(horner(coefficients)).abs().toNumber()).toBeLessThan(1e-58);
      const derived = coefficients.slice(1).map((entry, k) => entry.mul(Rational.of(k + 1)));
      const slope = coefficient(kernel, slopes[index]!, 0);
      expect(slope.sub(horner(derived)).abs().toNumber()).toBeLessThan(1e-57);
    });
  });

  it('ends there whatever stands beyond its order, of a longer series and of higher powers', () => {
    const kernel = limbs(30);
    const series = stepSeries(kernel, flowOf(generalProblem()));
    const slopes = series.weights.map(() => kernel.number());
    const ends = stepEnds(kernel, series, slopes);
    const scale = powerOfTwo(3);
    const short = { start: Rational.ZERO, scale, sigmaEnd: Rational.of('3/4'), log2NextWidth: 0 };
    const [long, shorter] = [kernel.order, kernel.order - 7].map(order => ({ ...short, order }));
    const setAll = (order: number): void => {
      series.weights.forEach((entry, index) => {
        for (let k = 0; k <= order; k++) kernel.set(entry, k, Rational.ratio(BigInt(index + 1), BigInt(k + 1)));
      });
    };
    setAll(long!.order);
    advance(kernel, long!, ends);
    // What the longer series leaves stands, as nothing is restarted but coefficient lengths.
    setAll(shorter!.order);
    const terms = series.weights.map(entry =>
      Array.from({ length: shorter!.order + 1 }, (_, k) => coefficient(kernel, entry, k)),
    );
    advance(kernel, shorter!, ends);
    terms.forEach((coefficients, index) => {
      const value = coefficients.reduceRight((sum, term) => sum.mul(short.sigmaEnd).add(term), Rational.ZERO);
      const found = coefficient(kernel, series.weights[index]!, 0);
      expect(found.sub(value).abs().toNumber()).toBeLessThan(1e-40);
    });
  });

  it('stops early where few coefficients suffice', () => {
    const kernel = limbs(60);
    const series = stepSeries(kernel, flowOf(generalProblem()));
    expect(takeStep(kernel, series, Rational.ZERO, powerOfTwo(12), 100).order).toBeLessThan(15);
    expect(takeStep(kernel, series, Rational.ZERO, powerOfTwo(3), 100).order).toBeGreaterThan(20);
  });

  it('takes a shorter scale where the coefficients would grow', () => {
    const kernel = limbs(60);
    const [wide, fitting] = [powerOfTwo(-12), powerOfTwo(3)].map(scale => {
      const step = takeStep(kernel, stepSeries(kernel, flowOf(generalProblem())), Rational.ZERO, scale, 100);
      return endOf(step).toNumber();
    });
    expect(wide!).toBeLessThanOrEqual(3 * fitting!);
    expect(wide!).toBeGreaterThan(0.1 * fitting!);
  });
});

describe('integrate', () => {
  const run = <S, N>(kernel: TaylorKernel<S, N>, flow = flowOf(generalProblem()), times = ['1/10', 1]) =>
    integrate(
      kernel,
      flow,
      times.map(time => Rational.of(time)),
      { toleranceBits: 90, maxSteps: 200 },
    ).flatMap(({ layers }) => layers.flat().map(entry => kernel.toDecimal(field, entry, 0)));

  it('gives the same with limbs and with decimal numbers', () => {
    const byDecimal = run(decimalKernel(50, 30));
    run(limbs(30, 130)).forEach((entry, index) => {
      expect(field.toNumber(field.sub(entry, byDecimal[index]!).abs())).toBeLessThan(1e-25);
    });
  });

  it('does so on any small problem', () => {
    fc.assert(
      fc.property(anyProblem, problem => {
        const byDecimal = run(decimalKernel(50, 30), flowOf(problem), ['1/8']);
        run(limbs(30, 130), flowOf(problem), ['1/8']).forEach((entry, index) => {
          expect(field.toNumber(field.sub(entry, byDecimal[index]!).abs())).toBeLessThan(1e-24);
        });
      }),
      { numRuns: 8, seed: 7 },
    );
  });

  it('does not let the times asked for change the steps, nor add any', () => {
    const counted = (times: readonly (number | string)[]) => {
      const kernel = limbs(30, 130);
      let coefficients = 0;
      const finish: typeof kernel.finish = (target, k, divisor, scale) => {
        if (divisor > 1) coefficients++;
        kernel.finish(target, k, divisor, scale);
      };
      return {
        values: run({ ...kernel, finish }, flowOf(generalProblem()), times as string[]),
        coefficients: () => coefficients,
      };
    };
    const alone = counted([1]);
    const many = counted([...Array.from({ length: 40 }, (_, i) => `${i + 1}/41`), 1]);
    expect(many.values.slice(-alone.values.length)).toEqual(alone.values);
    expect(many.coefficients()).toBe(alone.coefficients());
  });

  it('stops with an error when the steps run out', () => {
    expect(() =>
      integrate(limbs(30, 130), flowOf(generalProblem()), [Rational.of(50)], { toleranceBits: 90, maxSteps: 4 }),
    ).toThrow(/4 steps led to/);
  });

  it('gives up early where the rest is out of reach, but not while steps still grow', () => {
    const settings = { toleranceBits: 60, maxSteps: 3000 };
    const rest = Rational.of(1000);
    // λ = 1e4 keeps every step near 1e-3; without balance the steps grow with time itself.
    expect(() => integrate(limbs(20, 130), flowOf(scalarProblem(1, 0, 100)), [rest], settings)).toThrow(
      /\(200 steps led to/,
    );
    // w = 1/√(1 + 2t).
    expect(integrate(limbs(20, 130), flowOf(scalarProblem(0, 1, 1)), [Rational.of('1e18')], settings)).toHaveLength(1);
  });
});
