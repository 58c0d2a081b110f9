import type { Problem } from '../../src/network/problem.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { type Bracketing, type FlowSeries, flowSeries, nextCoefficients, startScale } from './coefficients.ts';
import type { TaylorKernel, TimeScale } from './kernel.ts';

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

/** The series of a problem with all coefficients up to the kernel's order. */
export function expanded<S>(
  kernel: TaylorKernel<S, unknown>,
  problem: Problem,
  scale: TimeScale,
  bracketing?: Bracketing,
): FlowSeries<S> {
  const series = flowSeries(kernel, problem, bracketing);
  startScale(kernel, series, scale);
  for (let k = 0; k < kernel.order; k++) nextCoefficients(kernel, series, k, scale);
  return series;
}
