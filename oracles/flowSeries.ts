import { DloError } from '../src/errors.ts';
import { type Flow, widthsOf } from '../src/network/flow.ts';
import { commonDenominator } from '../src/numbers/commonDenominator.ts';
import { diagonal } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { nextCoefficients } from './taylor/coefficients.ts';
import { rationalKernel } from './taylor/rationalKernel.ts';
import { startScale, stepSeries } from './taylor/stepSeries.ts';

const MOST_ORDER = 100;

/** t itself, not scaled. */
const UNSCALED = { mantissa: 1, exponent: 0 };

/**
 * The exact Taylor coefficients of a flow about its start: `flowSeries(flow, order)[j][k]` is the coefficient of t^k in W_(j+1)(t),
 * of the shape of that layer, k = 0 … order, t in the units of τ's own clock. It is the integrator of `deepGradientFlow` over
 * fractions: nothing is rounded, so that a polynomial in the weights that the flow conserves has coefficients that are
 * exactly 0. Zeros, ties and rank loss make no difference; held weights have no coefficient beyond the first. Throws
 * RANGE where `order` is not a whole number from 0 to 100.
 */
export function flowSeries(flow: Flow, order: number): Matrix<Rational>[][] {
  if (!Number.isInteger(order) || order < 0 || order > MOST_ORDER)
    throw new DloError('RANGE', 'order', `must be a whole number from 0 to ${MOST_ORDER}`, order);
  const { inner, weightUnit, timeUnit } = inWholeNumbers(flow);
  const kernel = rationalKernel(order);
  const series = stepSeries(kernel, inner);
  startScale(kernel, series, UNSCALED);
  for (let k = 0; k < order; k++) nextCoefficients(kernel, series, k, UNSCALED);
  const units = [weightUnit];
  for (let k = 0; k < order; k++) units.push(units[k]!.div(timeUnit));
  return flow.layers.map((layer, j) =>
    units.map(
      (unit, k) =>
        new Matrix(
          layer.rows,
          layer.cols,
          series.layers[j]!.map(entry => kernel.get(entry, k).mul(unit)),
        ),
    ),
  );
}

/**
 * The same flow with whole weights, Σyx, Σxx and γ, whose derivatives are then whole numbers too: fractions of short
 * denominators (k! at most in coefficient k) take a fraction of the time. With W = uU, u = 1/q, and t = cθ the flow reads
 * dU/dθ = (c/τ)(u^(h−2) ∏U (Σyx − u^h ∏U Σxx) − γU): c is such that (c/τ)u^(h−2)Σyx, (c/τ)u^(2h−2)Σxx and (c/τ)γ are whole.
 */
function inWholeNumbers(flow: Flow): { inner: Flow; weightUnit: Rational; timeUnit: Rational } {
  const { layers, sigmaYX, tau, sigmaXX, decay, mask } = flow;
  const q = commonDenominator(layers.flatMap(layer => layer.data));
  const power = (exponent: number): Rational =>
    exponent < 0 ? Rational.of(q ** BigInt(-exponent)) : Rational.ratio(1n, q ** BigInt(exponent));
  const depth = layers.length;
  const inputs = sigmaXX ?? diagonal(rationalField, new Array<Rational>(widthsOf(layers)[0]!).fill(Rational.ONE));
  const task = sigmaYX.map(entry => entry.mul(power(depth - 2)));
  const white = inputs.map(entry => entry.mul(power(2 * depth - 2)));
  const gamma = decay ?? Rational.ZERO;
  const perTau = Rational.of(commonDenominator([...task.data, ...white.data, gamma]));
  return {
    weightUnit: power(1),
    timeUnit: perTau.mul(tau),
    inner: {
      layers: layers.map(layer => layer.map(entry => entry.mul(power(-1)))),
      sigmaYX: task.map(entry => entry.mul(perTau)),
      tau: Rational.ONE,
      sigmaXX: white.map(entry => entry.mul(perTau)),
      decay: gamma.mul(perTau),
      ...(mask && { mask }),
    },
  };
}
