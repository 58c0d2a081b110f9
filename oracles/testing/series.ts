import type { Flow } from '../../src/network/flow.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { nextCoefficients } from '../taylor/coefficients.ts';
import type { TaylorKernel } from '../taylor/kernel.ts';
import { type Bracketing, type StepSeries, startScale, stepSeries } from '../taylor/stepSeries.ts';
import type { TimeScale } from '../taylor/timeScale.ts';

// Series for the tests of the integrator.

/** Σ_{j=0..k} a_j b_{k−j}, exactly. */
export function cauchy(a: readonly Rational[], b: readonly Rational[], k: number): Rational {
  let sum = Rational.ZERO;
  for (let j = 0; j <= k; j++) sum = sum.add(a[j]!.mul(b[k - j]!));
  return sum;
}

/** 2^−exponent. */
export function powerOfTwo(exponent: number): TimeScale {
  return { mantissa: 1, exponent };
}

/** The series of a flow with all coefficients up to the kernel's order. */
export function expanded<S>(
  kernel: TaylorKernel<S, unknown>,
  flow: Flow,
  scale: TimeScale,
  bracketing?: Bracketing,
): StepSeries<S> {
  const series = stepSeries(kernel, flow, bracketing);
  startScale(kernel, series, scale);
  for (let k = 0; k < kernel.order; k++) nextCoefficients(kernel, series, k, scale);
  return series;
}
