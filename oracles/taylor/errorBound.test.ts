import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flow, flowIn, flowOf } from '../../src/network/flow.ts';
import type { Problem } from '../../src/network/problem.ts';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { anyDepth, deepFlow, scalarFlow, velocity } from '../testing/testFlows.ts';
import { anyProblem, generalProblem, rationals, scalarProblem } from '../testing/testProblems.ts';
import { stepErrors } from './errorBound.ts';
import { flowSize, forceSlope } from './flowSize.ts';
import { integrate, type RawWeights } from './integrate.ts';
import type { TaylorKernel } from './kernel.ts';
import { limbKernel } from './limbKernel.ts';
import { takeStep } from './step.ts';
import { stepSeries } from './stepSeries.ts';
import { lengthOf, scaleOf } from './timeScale.ts';

const field = decimalField(150);

interface Settings {
  readonly fractionBits: number;
  readonly toleranceBits: number;
  readonly order: number;
}

function run(flow: Flow, times: readonly Rational[], { fractionBits, toleranceBits, order }: Settings) {
  const kernel = limbKernel({ fractionBits, order, terms: 6 });
  const found = integrate(kernel, flow, times, { toleranceBits, maxSteps: 2000 });
  return found.map(raw => ({ values: inDecimals(kernel, raw), log2Error: raw.log2Error }));
}

function inDecimals<N>(kernel: TaylorKernel<unknown, N>, { layers }: RawWeights<N>) {
  return layers.flat().map(entry => kernel.toDecimal(field, entry, 0));
}

/** log2 of the distance between two runs, and of the bound on that of the first. */
function errors(flow: Flow, times: readonly Rational[], rough: Settings): { error: number; bound: number }[] {
  const fine = run(flow, times, { fractionBits: 250, toleranceBits: 220, order: 90 });
  return run(flow, times, rough).map(({ values, log2Error }, index) => {
    const squares = values.map((value, entry) => value.minus(fine[index]!.values[entry]!).pow(2));
    const distance = squares.reduce((sum, square) => sum.plus(square), field.zero).sqrt();
    return { error: distance.isZero() ? Number.NEGATIVE_INFINITY : distance.log(2).toNumber(), bound: log2Error };
  });
}

/** Truncation alone, rounding alone, or both as they come. */
const settings: readonly Settings[] = [
  { fractionBits: 200, toleranceBits: 60, order: 24 },
  { fractionBits: 115, toleranceBits: 160, order: 60 },
  { fractionBits: 100, toleranceBits: 80, order: 36 },
];

describe('the bound on the error', () => {
  it('is one: no run is farther from the truth, with white and with correlated inputs', () => {
    const general = generalProblem();
    const correlated = rationals([
      ['1/2', '1/3'],
      ['1/3', '1/4'],
    ]);
    const indefinite = rationals([
      ['1/2', '1/4'],
      [0, '-1/16'],
    ]);
    // With the last of these the flow may blow up later.
    const input = fc.constantFrom<[Matrix<Rational> | undefined, string[]]>(
      [undefined, ['1/50', '3/4']],
      [correlated, ['1/50', '3/4']],
      [indefinite, ['1/50', '1/20']],
    );
    const examples = settings.map((chosen): [Problem, [undefined, string[]], Settings] => [
      general,
      [undefined, ['1/2', '2']],
      chosen,
    ]);
    fc.assert(
      fc.property(anyProblem, input, fc.constantFrom(...settings), (white, [sigmaXX, times], chosen) => {
        const problem = sigmaXX === undefined || white.W1.cols !== 2 ? white : { ...white, sigmaXX };
        const found = errors(
          flowOf(problem),
          times.map(time => Rational.of(time)),
          chosen,
        );
        for (const { error, bound } of found) expect(error).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 45, seed: 5, examples },
    );
  });

  it('is one at any depth, whatever decays or is held', () => {
    fc.assert(
      fc.property(anyDepth, fc.constantFrom(...settings), (flow, chosen) => {
        for (const { error, bound } of errors(flow, [Rational.of('1/64'), Rational.of('1/8')], chosen))
          expect(error).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 25, seed: 8 },
    );
  });

  it('holds what the rounding of an error series does to five layers of size 4', () => {
    const chosen = { fractionBits: 115, toleranceBits: 112, order: 60 };
    const flow = scalarFlow(1025, [4, 4, 4, 4, 4]);
    const time = Rational.of('1/4194304');
    const kernel = limbKernel({ fractionBits: chosen.fractionBits, order: chosen.order, terms: 6 });
    const [unit, one] = [kernel.number(), kernel.number()];
    kernel.set(unit, 0, Rational.ratio(1n, 1n << BigInt(Math.ceil(-kernel.log2Unit))));
    kernel.set(one, 0, Rational.ONE);
    // Of all series only E is scaled: each of its coefficients is off by a unit, to the same side.
    const finish: typeof kernel.finish = (target, k, divisor, scale) => {
      kernel.finish(target, k, divisor, scale);
      if (scale === undefined) return;
      kernel.accumulate(target, k, one);
      kernel.accumulate(unit, 0, one);
      kernel.finish(target, k, 1);
    };
    const options = { toleranceBits: chosen.toleranceBits, maxSteps: 100 };
    const [rough] = integrate({ ...kernel, finish }, flow, [time], options);
    const [fine] = run(flow, [time], { fractionBits: 250, toleranceBits: 220, order: 90 });
    const squares = inDecimals(kernel, rough!).map((value, index) => value.minus(fine!.values[index]!).pow(2));
    const units =
      field
        .sqrt(squares.reduce((sum, square) => sum.plus(square)))
        .log(2)
        .toNumber() - kernel.log2Unit;
    // 4⁴ units and more in each of five layers.
    expect(units).toBeGreaterThan(8);
    expect(units).toBeLessThanOrEqual(rough!.log2Error - kernel.log2Unit);
  });

  it('is no wider than a few digits at depth, and does not grow on where weights decay to rest', () => {
    for (const chosen of settings) {
      const [found] = errors(deepFlow(), [Rational.ONE], chosen);
      expect(found!.bound - found!.error).toBeLessThan(26);
    }
    const resting = deepFlow({ decay: Rational.of(3) });
    const [early, late] = errors(resting, [Rational.of(2), Rational.of(6)], settings[1]!);
    expect(late!.bound).toBeLessThan(early!.bound + 1);
    for (const { error, bound } of [early!, late!]) expect(error).toBeLessThanOrEqual(bound);
  });

  it('is no wider than a few digits where nothing grows', () => {
    for (const chosen of settings) {
      const [found] = errors(flowOf(generalProblem()), [Rational.ONE], chosen);
      expect(found!.bound - found!.error).toBeLessThan(22);
    }
  });

  it('follows an error that grows: at a saddle by e^(st) and not much more', () => {
    const saddle = { ...scalarProblem(1, '1/2', '-1/2'), W2: rationals([['-499/1000']]) };
    const [early, late] = run(flowOf(saddle), [Rational.ONE, Rational.of(5)], settings[1]!);
    expect(late!.log2Error - early!.log2Error).toBeGreaterThan(3);
    expect(late!.log2Error - early!.log2Error).toBeLessThan(4 * Math.LOG2E + 3);
  });

  it('is given up where it has become as large as the weights', () => {
    const saddle = scalarProblem(1, '1/2', '-1/2');
    expect(run(flowOf(saddle), [Rational.of(60)], settings[1]!)[0]!.log2Error).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('stepErrors', () => {
  const kernel = limbKernel({ fractionBits: 200, order: 30, terms: 6 });

  function expandFlow(flow: Flow, log2Width: number, toleranceBits = 60) {
    const series = stepSeries(kernel, flow);
    const step = takeStep(kernel, series, Rational.ZERO, scaleOf(log2Width), toleranceBits);
    return { errors: stepErrors(kernel, series, step, flowSize(flowIn(float64Field, flow))), step };
  }

  function expand(problem: Problem, log2Width: number, toleranceBits = 60) {
    return expandFlow(flowOf(problem), log2Width, toleranceBits);
  }

  it('lets errors grow by the largest singular value of Σyx − W2W1, for white inputs', () => {
    const problem = {
      ...generalProblem(),
      sigmaYX: rationals([
        [2, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ]),
      W2: rationals([
        ['1/1000', 0],
        [0, '1/1000'],
        [0, 0],
      ]),
    };
    const { sigmaXX: _, ...white } = problem;
    const { errors: found, step } = expand(white, -3);
    const width = step.scale.mantissa * 2 ** -step.scale.exponent * step.sigmaEnd.toNumber();
    expect(found.growth / width).toBeGreaterThan(1.99);
    expect(found.growth / width).toBeLessThan(2.01);
  });

  it('lets them grow faster where Σxx is not positive', () => {
    const positive = { ...scalarProblem('1/4', 1, 0), sigmaXX: rationals([['1/2']]) };
    const negative = { ...positive, sigmaXX: rationals([['-1/2']]) };
    expect(expand(negative, -4).errors.growth).toBeGreaterThan(1.5 * expand(positive, -4).errors.growth);
  });

  it('lets errors grow by the largest eigenvalue of the symmetric part of the Jacobian at least, at any depth', () => {
    let below = 0;
    fc.assert(
      fc.property(anyDepth, flow => {
        const { errors: found, step } = expandFlow(flow, -6);
        const rate = found.growth / (lengthOf(step.scale).toNumber() * step.sigmaEnd.toNumber());
        expect(rate).toBeGreaterThanOrEqual(logarithmicNorm(flow) - 1e-6);
        if (rate < 0) below++;
      }),
      { numRuns: 120, seed: 9 },
    );
    expect(below).toBeGreaterThan(3);
  });

  it.each([3, 4, 5])('lets them grow by (h − 1)w^(h−2)‖E‖ − γ and little more at %i equal small layers', depth => {
    const layers = new Array<string>(depth).fill('1/8');
    const { errors: found, step } = expandFlow(scalarFlow(1, layers, { decay: Rational.of('1/1024') }), 0);
    const rate = found.growth / (lengthOf(step.scale).toNumber() * step.sigmaEnd.toNumber());
    const expected = (depth - 1) * (1 / 8) ** (depth - 2) - 1 / 1024;
    expect(rate / expected).toBeGreaterThan(0.99);
    expect(rate / expected).toBeLessThan(1.3);
  });

  it('lets them grow by what two white layers unlearn where they decay', () => {
    // w' = w(1 − w²) − w = −w³ from w = 1: 1 − w² = 1 − 1/(1 + 2t), and its mean up to T is 1 − ln(1 + 2T)/(2T).
    const { errors: found, step } = expandFlow(scalarFlow(1, [1, 1], { decay: Rational.ONE }), -3);
    const width = lengthOf(step.scale).toNumber() * step.sigmaEnd.toNumber();
    expect(found.growth / width).toBeGreaterThanOrEqual(1 - Math.log1p(2 * width) / (2 * width) - 1 - 1e-9);
    expect(found.growth / width).toBeLessThan(0);
  });

  it('is at the end no less than on the way, and no less than what it has grown to', () => {
    const growing = expandFlow(scalarFlow(8, [1, 1]), -3).errors;
    const shrinking = expandFlow(scalarFlow(1, [1, 1], { decay: Rational.of(8) }), -3).errors;
    expect(growing.growth).toBeGreaterThan(0.1);
    expect(shrinking.growth).toBeLessThan(-0.1);
    expect(growing.atEnd).toBeGreaterThanOrEqual(growing.local * Math.exp(growing.growth));
    expect(shrinking.atEnd).toBeGreaterThanOrEqual(shrinking.local);
    // And no more than that.
    expect(growing.atEnd).toBeLessThan(1.001 * growing.local * Math.exp(growing.growth));
    expect(shrinking.atEnd).toBeLessThan(1.001 * shrinking.local);
  });

  it('takes held weights to be off by half a unit all the time, and to push the others', () => {
    const rough = limbKernel({ fractionBits: 60, order: 30, terms: 6 });
    const flow = scalarFlow(1, ['1/2', '1/2', '1/2'], {
      mask: [0, 1, 1].map(moves => new Matrix<0 | 1>(1, 1, [moves as 0 | 1])),
    });
    const size = flowSize(flowIn(float64Field, flow));
    const series = stepSeries(rough, flow);
    const step = takeStep(rough, series, Rational.ZERO, scaleOf(-1), 60);
    const found = stepErrors(rough, series, step, size);
    const { held: _, ...moving } = series;
    const width = lengthOf(step.scale).toNumber() * step.sigmaEnd.toNumber();
    const slope = forceSlope(size, found.size);
    expect(width * slope).toBeGreaterThan(0.1);
    expect(found.local - stepErrors(rough, moving, step, size).local).toBeGreaterThanOrEqual(
      (1 + width * slope) * (1 - 1e-6),
    );
  });

  it('sees a tail that was cut too early', () => {
    const [long, short] = [60, 20].map(toleranceBits => expand(generalProblem(), -3, toleranceBits).errors.local);
    expect(short! / long!).toBeGreaterThan(2 ** 20);
  });
});

/** The largest eigenvalue of the symmetric part of the Jacobian over the weights that move, by central differences. */
function logarithmicNorm(flow: Flow): number {
  const places = flow.layers.flatMap((layer, j) => layer.data.map((_, at) => ({ j, at })));
  const free = places.filter(({ j, at }) => flow.mask?.[j]?.data[at] !== 0);
  const step = Rational.of('1/100000');
  const speedAt = (j: number, at: number, by: Rational): number[] => {
    const layers = flow.layers.map((layer, index) =>
      layer.map((entry, row, col) => (index === j && row * layer.cols + col === at ? entry.add(by) : entry)),
    );
    const speed = velocity({ ...flow, layers });
    return free.map(place => speed[place.j]!.data[place.at]!.toNumber());
  };
  const columns = free.map(({ j, at }) => {
    const [after, before] = [speedAt(j, at, step), speedAt(j, at, step.neg())];
    return after.map((entry, index) => (entry - before[index]!) / 2e-5);
  });
  const largest = Math.hypot(...columns.flat());
  // Shifted so that all eigenvalues are singular values.
  const shifted = Matrix.generate(free.length, free.length, (row, col) => {
    const symmetric = (columns[row]![col]! + columns[col]![row]!) / 2;
    return row === col ? symmetric + largest : symmetric;
  });
  return float64Svd(shifted).s[0]! - largest;
}
