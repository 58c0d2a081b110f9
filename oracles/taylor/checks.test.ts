import { describe, expect, it } from 'vitest';
import { type Flow, flowIn, flowOf } from '../../src/network/flow.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { errorCode, generalProblem } from '../testProblems.ts';
import { checkBalance, checkLoss, checkSlope, checkStep, startChecks } from './checks.ts';
import { nextCoefficients } from './coefficients.ts';
import { stepErrors } from './errorBound.ts';
import { flowSize } from './flowSize.ts';
import { integrate } from './integrate.ts';
import type { TaylorKernel } from './kernel.ts';
import { type LimbSeries, limbKernel } from './limbKernel.ts';
import { powersOf } from './powers.ts';
import { advance, takeStep } from './step.ts';
import { type Bracketing, startScale, stepSeries } from './stepSeries.ts';
import { powerOfTwo } from './testSeries.ts';

type Kernel = TaylorKernel<LimbSeries, bigint>;

const general = flowOf(generalProblem());
const { sigmaXX: _, ...white } = general;

function sound(): Kernel {
  return limbKernel({ fractionBits: 150, order: 60, terms: 6 });
}

function run(kernel: Kernel, flow: Flow, bracketing: Bracketing): unknown {
  return integrate(kernel, flow, [Rational.of('1/2')], { toleranceBits: 130, maxSteps: 200, bracketing });
}

/** A kernel with a slight error in coefficient k of one of the twelve weights. */
function wrongCoefficient(k: number, index: number): Kernel {
  const kernel = sound();
  let formed = 0;
  const error = kernel.number();
  const one = kernel.number();
  kernel.set(error, 0, Rational.ratio(1n, 2n ** 110n));
  kernel.set(one, 0, Rational.ONE);
  return {
    ...kernel,
    finish(target, power, divisor, scale) {
      if (power === k && divisor === k && formed++ % 12 === index) kernel.accumulate(error, 0, one);
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

/** A kernel and the state of its series after one step. */
function afterOneStep(flow: Flow) {
  const kernel = sound();
  const series = stepSeries(kernel, flow);
  const powers = powersOf(kernel, series.one);
  const size = flowSize(flowIn(float64Field, flow));
  startScale(kernel, series, powerOfTwo(4));
  nextCoefficients(kernel, series, 0, powerOfTwo(4));
  const checks = startChecks(kernel, series);
  const step = takeStep(kernel, series, Rational.ZERO, powerOfTwo(4), 130);
  const errors = stepErrors(kernel, series, step, size);
  advance(kernel, series, step, powers, checks.slopes);
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

  it('see a change of W2ᵀW2 − W1W1ᵀ', () => {
    const { kernel, series, checks } = afterOneStep(white);
    checks.balanceUnits += 2 ** 20;
    expect(() => checkBalance(kernel, series, checks)).not.toThrow();
    shift(kernel, series.layers[1]![3]!, 110);
    expect(() => checkBalance(kernel, series, checks)).toThrow(
      /^balance of the solution W_\(j\+1\)ᵀW_\(j\+1\) − W_jW_jᵀ must be conserved/,
    );
  });

  it('see a loss that grows, with correlated inputs too', () => {
    for (const flow of [white, general]) {
      const { kernel, series, checks } = afterOneStep(flow);
      checkLoss(kernel, series, 2 ** 20, checks);
      // Back to the start, where the loss was larger.
      flow.layers.forEach((layer, j) => {
        layer.data.forEach((value, index) => {
          kernel.set(series.layers[j]![index]!, 0, value);
        });
      });
      expect(() => checkLoss(kernel, series, 2 ** 20, checks)).toThrow(/^loss of the solution must not grow/);
    }
  });
});
