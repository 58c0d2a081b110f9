import { describe, expect, it } from 'vitest';
import { type Flow, flowIn, flowOf } from '../../src/network/flow.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { add, innerProduct, multiply, subtract, zeros } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { flowSeries as exactSeries } from '../flowSeries.ts';
import { powerOfTwo } from '../testing/series.ts';
import { correlated, deepFlow, someHeld } from '../testing/testFlows.ts';
import { errorCode, generalProblem } from '../testing/testProblems.ts';
import { checkBalance, checkLoss, checkSlope, checkStep, startChecks } from './checks.ts';
import { nextCoefficients } from './coefficients.ts';
import { stepErrors } from './errorBound.ts';
import { flowSize } from './flowSize.ts';
import { integrate } from './integrate.ts';
import type { TaylorKernel } from './kernel.ts';
import { type LimbSeries, limbKernel } from './limbKernel.ts';
import { advance, takeStep } from './step.ts';
import { stepEnds } from './stepEnds.ts';
import { type Bracketing, startScale, stepSeries } from './stepSeries.ts';

type Kernel = TaylorKernel<LimbSeries, bigint>;

const general = flowOf(generalProblem());
const { sigmaXX: _, ...white } = general;

const SIZE = { fractionBits: 150, order: 60, terms: 6 };

function sound(): Kernel {
  const { record, ...kernel } = limbKernel(SIZE);
  return kernel;
}

function run(kernel: Kernel, flow: Flow, bracketing: Bracketing): unknown {
  return integrate(kernel, flow, [Rational.of('1/2')], { toleranceBits: 130, maxSteps: 200, bracketing });
}

/** A kernel with a slight error in coefficient k of one of the weights. */
function wrongCoefficient(k: number, index: number, weights = 12): Kernel {
  const kernel = sound();
  let formed = 0;
  const error = kernel.number();
  const one = kernel.number();
  kernel.set(error, 0, Rational.ratio(1n, 2n ** 110n));
  kernel.set(one, 0, Rational.ONE);
  return {
    ...kernel,
    finish(target, power, divisor, scale) {
      if (power === k && divisor === k && formed++ % weights === index) kernel.accumulate(error, 0, one);
      kernel.finish(target, power, divisor, scale);
    },
  };
}

/** A kernel that leaves out one product of every convolution of power k. */
function missingProduct(k: number): Kernel {
  const kernel = sound();
  return {
    ...kernel,
    convolve(a, b, power, sign = 1) {
      kernel.convolve(a, b, power, sign);
      if (power !== k) return;
      // Takes a_k b_0 away again.
      kernel.accumulate(a, k, b, sign === 1 ? -1 : 1);
    },
  };
}

describe('integrate with a wrong kernel', () => {
  for (const bracketing of ['error', 'gram'] as const) {
    it(`finds one wrong coefficient (${bracketing})`, () => {
      expect(() => run(sound(), white, bracketing)).not.toThrow();
      for (const k of [2, 5, 20]) {
        for (const index of [0, 7]) {
          expect(errorCode(() => run(wrongCoefficient(k, index), white, bracketing))).toBe('PRECISION');
          expect(errorCode(() => run(wrongCoefficient(k, index), general, bracketing))).toBe('PRECISION');
        }
      }
    });

    it(`finds a product that is missing everywhere, which leaves the balance alone (${bracketing})`, () => {
      for (const k of [1, 6])
        expect(() => run(missingProduct(k), white, bracketing)).toThrow(/^derivative of the solution must solve/);
    });
  }
});

describe('integrate at depth with a wrong kernel', () => {
  const held = someHeld(deepFlow());
  it.each([
    ['white inputs', {}],
    ['correlated inputs', { sigmaXX: correlated }],
    ['decay', { decay: Rational.of('1/2') }],
    ['decay faster than a unit of time', { decay: Rational.of(40) }],
    ['held weights', { mask: held }],
    ['all of them', { sigmaXX: correlated, decay: Rational.of('1/2'), mask: held }],
  ])('finds one wrong coefficient and a missing product: %s', (_, rest) => {
    const start = deepFlow(rest);
    expect(() => run(sound(), start, 'error')).not.toThrow();
    for (const k of [2, 9]) {
      // Weight 5 belongs to the first layer, 16 to the last, of 21.
      for (const index of [5, 16])
        expect(errorCode(() => run(wrongCoefficient(k, index, 21), start, 'error'))).toBe('PRECISION');
      expect(() => run(missingProduct(k), start, 'error')).toThrow(/^(derivative|balance) of the solution/);
    }
  });
});

/** A kernel and the state of its series after one step. */
function afterOneStep(flow: Flow) {
  const kernel = limbKernel(SIZE);
  const series = stepSeries(kernel, flow);
  const size = flowSize(flowIn(float64Field, flow));
  startScale(kernel, series, powerOfTwo(4));
  nextCoefficients(kernel, series, 0, powerOfTwo(4));
  const checks = startChecks(kernel, series);
  const step = takeStep(kernel, series, Rational.ZERO, powerOfTwo(4), 130);
  const errors = stepErrors(kernel, series, step, size);
  advance(kernel, step, stepEnds(kernel, series, checks.slopes));
  return { kernel, series, step, errors, size, checks };
}

describe('the checks of a step', () => {
  const shift = (kernel: Kernel, entry: LimbSeries, log2: number): void => {
    const difference = kernel.number();
    kernel.set(difference, 0, Rational.ratio(1n, 2n ** BigInt(log2)));
    const one = kernel.number();
    kernel.set(one, 0, Rational.ONE);
    kernel.accumulate(entry, 0, one);
    kernel.accumulate(difference, 0, one);
    kernel.restart(entry);
    kernel.finish(entry, 0, 1);
  };

  it('pass on a right step', () => {
    for (const flow of [white, general]) {
      const { kernel, series, step, errors, size, checks } = afterOneStep(flow);
      expect(() => checkStep(kernel, series, step, errors, size, checks)).not.toThrow();
    }
  });

  it('see weights that are not where the slopes of the series lead', () => {
    const { kernel, series, step, errors, checks } = afterOneStep(white);
    shift(kernel, series.layers[0]![2]!, 110);
    expect(() => checkSlope(kernel, series, step, errors.slope, checks)).toThrow(
      /^derivative of the solution must solve the flow/,
    );
  });

  it('hold the loss of the start, up to a constant: ⟨W, WΣxx − 2Σyx⟩ + γΣ‖W_j‖²', () => {
    const flows: Flow[] = [
      white,
      deepFlow(),
      deepFlow({ sigmaXX: correlated }),
      deepFlow({ decay: Rational.of('1/2') }),
    ];
    for (const flow of flows) {
      const kernel = sound();
      const series = stepSeries(kernel, flow);
      startScale(kernel, series, powerOfTwo(4));
      nextCoefficients(kernel, series, 0, powerOfTwo(4));
      const { loss } = startChecks(kernel, series);
      const { layers, sigmaYX, sigmaXX, decay = Rational.ZERO } = flow;
      const map = layers.reduce((product, layer) => multiply(rationalField, layer, product));
      const output = sigmaXX === undefined ? map : multiply(rationalField, map, sigmaXX);
      const error = subtract(rationalField, output, add(rationalField, sigmaYX, sigmaYX));
      const exact = innerProduct(rationalField, map, error);
      const size = layers.reduce((sum, layer) => sum.add(innerProduct(rationalField, layer, layer)), Rational.ZERO);
      const expected = exact.add(decay.mul(size)).toNumber();
      expect(kernel.toNumber(loss!.before, 0)).toBeCloseTo(expected, 12);
    }
  });

  it('see a change of W2ᵀW2 − W1W1ᵀ', () => {
    const { kernel, series, checks } = afterOneStep(white);
    checks.balanceUnits += 2 ** 20;
    expect(() => checkBalance(kernel, series, checks)).not.toThrow();
    shift(kernel, series.layers[1]![3]!, 110);
    expect(() => checkBalance(kernel, series, checks)).toThrow(
      /^balance of the solution W_\(j\+1\)ᵀW_\(j\+1\) − W_jW_jᵀ must be conserved/,
    );
  });

  it('see a change of any balance of a deep flow, and of what decay makes of it', () => {
    for (const rest of [{}, { decay: Rational.of('1/2') }]) {
      for (const [layer, entry] of [
        [0, 1],
        [1, 4],
        [2, 3],
      ] as const) {
        const { kernel, series, step, errors, size, checks } = afterOneStep(deepFlow(rest));
        checkStep(kernel, series, step, errors, size, checks);
        expect(checks.balance).toHaveLength(18);
        expect(() => checkBalance(kernel, series, checks)).not.toThrow();
        shift(kernel, series.layers[layer]![entry]!, 110);
        expect(() => checkBalance(kernel, series, checks)).toThrow(
          rest.decay === undefined ? /must be conserved/ : /must fall like e\^\(−2γt\/τ\)/,
        );
      }
    }
  });

  it('compare the entries of a balance that held weights leave alone, and no others', () => {
    const exact = deepFlow();
    // Unit 2 of the first hidden layer (counted from 0) has a held weight on each side, of which one is 0.
    const holding = (place: [number, number, number]): Matrix<0 | 1>[] =>
      exact.layers.map((layer, j) => layer.map((_, row, col) => (`${[j, row, col]}` === `${place}` ? 0 : 1)));
    const kept = (flow: Flow): string[] => afterOneStep(flow).checks.balance.map(({ j, a, b }) => `${j}:${a}${b}`);
    const all = kept(exact);
    expect(all).toHaveLength(18);
    // W_1[2,0] = 1/8 is held: row 2 of the first balance moves, and its column.
    expect(all.filter(entry => !kept({ ...exact, mask: holding([0, 2, 0]) }).includes(entry))).toEqual([
      '0:02',
      '0:12',
      '0:20',
      '0:21',
      '0:22',
    ]);
    // W_2[2,0] = 0 is held: entry (0, 0) of the first balance and (2, 2) of the second stay.
    expect(all.filter(entry => !kept({ ...exact, mask: holding([1, 2, 0]) }).includes(entry))).toEqual([
      '0:01',
      '0:02',
      '0:10',
      '0:20',
      '1:02',
      '1:12',
      '1:20',
      '1:21',
    ]);
    for (const place of [
      [0, 2, 0],
      [1, 2, 0],
    ] as [number, number, number][]) {
      const flow = { ...exact, mask: holding(place) };
      // Coefficients of the series over fractions say which entries are kept.
      const layers = exactSeries(flow, 4);
      const moving = all.filter(name => {
        const [j, a, b] = [Number(name[0]), Number(name[2]), Number(name[3])];
        return [1, 2, 3, 4].some(
          k =>
            balanceCoefficient(layers[j]!, layers[j + 1]!, k)
              .at(a, b)
              .sign() !== 0,
        );
      });
      expect(all.filter(entry => !kept(flow).includes(entry))).toEqual(moving);
    }
  });

  it('see a loss that grows, with correlated inputs too', () => {
    for (const flow of [white, general, deepFlow(), deepFlow({ decay: Rational.of(2) })]) {
      const { kernel, series, checks } = afterOneStep(flow);
      checkLoss(kernel, 2 ** 20, checks);
      // Back to the start, where the loss was larger.
      flow.layers.forEach((layer, j) => {
        layer.data.forEach((value, index) => {
          kernel.set(series.layers[j]![index]!, 0, value);
        });
      });
      expect(() => checkLoss(kernel, 2 ** 20, checks)).toThrow(/^loss of the solution must not grow/);
    }
  });
});

/** Coefficient k of W_(j+1)ᵀW_(j+1) − W_jW_jᵀ. */
function balanceCoefficient(
  layer: readonly Matrix<Rational>[],
  next: readonly Matrix<Rational>[],
  k: number,
): Matrix<Rational> {
  let sum = zeros(rationalField, layer[0]!.rows, layer[0]!.rows);
  for (let i = 0; i <= k; i++) {
    sum = add(rationalField, sum, multiply(rationalField, next[i]!.transpose(), next[k - i]!));
    sum = subtract(rationalField, sum, multiply(rationalField, layer[i]!, layer[k - i]!.transpose()));
  }
  return sum;
}
