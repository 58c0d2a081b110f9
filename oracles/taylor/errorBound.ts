import { float64Field } from '../../src/numbers/float64Field.ts';
import { multiply, subtract } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import type { FlowSeries } from './coefficients.ts';
import type { TaylorKernel } from './kernel.ts';
import { log2Length, type Step } from './step.ts';
import { ROUNDING, type TaskSize } from './taskSize.ts';

/** What a step adds to an error. */
export interface StepErrors {
  /** ∫‖dW/dt − f(W)‖ dt of the series over the step, and rounding where its end is evaluated, in units. */
  readonly local: number;
  /** ‖dW/dσ − scale·f(W)‖ at the end of the step, in units. */
  readonly slope: number;
  /** The step multiplies an earlier error by e^growth at most. */
  readonly growth: number;
  /** A bound on the weights over the step. */
  readonly size: number;
}

/** The weights must be right to this, relative to their size, for the bound to be one: log2. */
export const LOG2_LARGEST_ERROR = -20;

/** Radii, as fractions of that where the last coefficient is as large as the first, at which a tail is bounded. */
const RADII = [0.99, 0.98, 0.96, 0.93, 0.88, 0.8];

/**
 * The computed series W(σ) solves W' = scale·f(W) but for a defect: the coefficients of f(W) beyond the order, and rounding.
 * Both are bounded here from the coefficients as they are, so that the bound needs no assumption about the true solution.
 *
 * Tail: ‖f(W)_k‖ is at most the k-th coefficient of A(s + xA²/2), A the series of the norms of W_k, and so at most
 * R^−k A(R)(s + xA(R)²/2) for every R.
 *
 * Growth: the quadratic form of the flow's Jacobian is 2⟨δ2δ1, E⟩ − ⟨Z, ZΣxx⟩ with Z = W2δ1 + δ2W1, so that its logarithmic
 * norm is at most ‖E‖₂, E = Σyx − W2W1Σxx (plus what Σxx is short of positive). Errors grow by e^∫‖E‖ at most (Dahlquist's
 * lemma). For white inputs E' = −EW1ᵀW1 − W2W2ᵀE never lets ‖E‖₂ grow; else its change over the step is bounded.
 */
export function stepErrors<S>(
  kernel: TaylorKernel<S, unknown>,
  series: FlowSeries<S>,
  step: Step,
  task: TaskSize,
): StepErrors {
  const { s, x, indefinite, white } = task;
  const p = step.order;
  const log2Sizes = Array.from({ length: p + 1 }, (_, k) => kernel.log2Norm(series.weights, k));
  const scale = 2 ** log2Length(step.scale);
  const end = step.sigmaEnd.toNumber();

  const start = 2 ** log2Sizes[0]! * (1 + ROUNDING);
  let [change, momentum, slopeMomentum, power] = [0, 0, 0, 1];
  for (let k = 1; k <= p; k++) {
    power *= end;
    const term = 2 ** log2Sizes[k]!;
    change += term * power;
    momentum += k * term;
    slopeMomentum += k * k * term;
  }
  const size = start + change;

  const log2Tail = log2TailAtEnd(log2Sizes, Math.log2(end), task) + log2Length(step.scale);
  const tail = 2 ** (log2Tail - kernel.log2Unit);

  // Rounding: of each coefficient of W by a unit, and of E, G1, G2 and V, which act through products with W.
  const { Ni, Nh, No } = series;
  const entries = Math.sqrt(Nh * (Ni + No));
  const widest = Math.max(Ni, Nh, No);
  const throughProducts = widest * Math.max(1, scale) * (1 + x) * size * (2 + 2 * size);
  const rounding = p * entries + (2 + Math.log(p + 1)) * throughProducts;
  const slopeRounding = p * p * entries + p * throughProducts;
  // The k-th power of a time is off by 2k units at most, its derivative by 2k².
  const evaluation = entries + 2 * momentum;
  const slopeEvaluation = entries + 2 * slopeMomentum + evaluation * scale * (s + 2 * x * size * size);

  const E = outputError(kernel, series, s + x * start * start);
  const drift = white ? 0 : x * (start * change + (change * change) / 2);
  // True and computed weights differ by little enough.
  const nearby = 2 * x * size * size * 2 ** LOG2_LARGEST_ERROR;
  const growth = scale * end * (E + drift + nearby + indefinite * size * size);
  return {
    local: ((end * tail) / (p + 1) + rounding + evaluation) * (1 + ROUNDING),
    slope: tail + slopeRounding + slopeEvaluation,
    growth,
    size,
  };
}

/** log2 of Σ_{k≥p} ‖f(W)_k‖ σ^k at the end of the step, without the scale of time. */
function log2TailAtEnd(log2Sizes: readonly number[], log2End: number, { s, x }: TaskSize): number {
  const p = log2Sizes.length - 1;
  const last = log2Sizes.findLastIndex(size => size !== Number.NEGATIVE_INFINITY);
  const log2Farthest = last > 0 ? (log2Sizes[0]! - log2Sizes[last]!) / last : 0;
  const atFarthest = log2Sizes.map((size, k) => 2 ** (size + k * log2Farthest));
  let least = Number.POSITIVE_INFINITY;
  for (const fraction of RADII) {
    const log2Radius = Math.max(log2End, log2Farthest + Math.log2(fraction));
    const x0 = 2 ** (log2Radius - log2Farthest);
    const A = atFarthest.reduceRight((sum, size) => sum * x0 + size, 0);
    least = Math.min(least, p * (log2End - log2Radius) + Math.log2(A * (s + (x * A * A) / 2)));
  }
  return least;
}

/** A bound on the largest singular value of Σyx − W2W1Σxx at the start of the step: (Σ σ_i^8)^(1/8). */
function outputError<S>(kernel: TaylorKernel<S, unknown>, series: FlowSeries<S>, magnitude: number): number {
  const { Ni, Nh, No } = series;
  const float64 = (entries: readonly S[], rows: number, cols: number): Matrix<number> =>
    new Matrix(
      rows,
      cols,
      entries.map(entry => kernel.toNumber(entry, 0)),
    );
  const V = float64(series.V, Nh, Ni);
  const E = subtract(
    float64Field,
    float64(series.sigmaYX, No, Ni),
    multiply(float64Field, float64(series.W2, No, Nh), V),
  );
  const squared = multiply(float64Field, E.transpose(), E);
  const fourth = multiply(float64Field, squared, squared);
  return Math.hypot(...fourth.data) ** 0.25 * (1 + ROUNDING) + ROUNDING * magnitude;
}
