import { float64Field } from '../../src/numbers/float64Field.ts';
import { multiply, subtract } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { type FlowSize, forceSlope, mapSlope, powerOfTwo, ROUNDING } from './flowSize.ts';
import { log2ForceTail } from './forceTail.ts';
import { log2Norms, type TaylorKernel } from './kernel.ts';
import type { Step } from './step.ts';
import type { StepSeries } from './stepSeries.ts';
import { log2Length, splitScale } from './timeScale.ts';

/** What a step adds to an error. */
export interface StepErrors {
  /** ∫‖dW/dt − f(W)‖ dt of the series over the step, and rounding where its end is evaluated, in units. */
  readonly local: number;
  /** The same where it has come to by the end of the step: it may have grown on the way, but has not shrunk. */
  readonly atEnd: number;
  /** ‖dW/dσ − scale·f(W)‖ at the end of the step, in units. */
  readonly slope: number;
  /** The step multiplies an earlier error by e^growth at most; below 0 where weights decay faster than errors grow. */
  readonly growth: number;
  /** A bound on the weights over the step, and their norm at its start. */
  readonly size: number;
  readonly start: number;
  /** Bounds on the norms of each layer over the step, while its coefficients stand. */
  readonly layerSizes: () => readonly number[];
  /** A bound on ‖Σyx − W_(1:h)Σxx‖₂ over the step; 0 for one layer. */
  readonly errorNorm: number;
}

/** The weights must be right to this, relative to their size, for the bound to be one: log2. */
export const LOG2_LARGEST_ERROR = -20;

/**
 * The computed series W(σ) solves W' = scale·f(W) but for a defect: the coefficients of f(W) beyond the order, and rounding.
 * Both are bounded here from the coefficients as they are, so that the bound needs no assumption about the true solution.
 *
 * Tail: with A the series of the norms of W_k, all layers together, ‖f(W)_k‖ is at most the k-th coefficient of
 * F(A) = √h (A/√h)^(h−1)(s + x(A/√h)^h) + γA, of which those beyond the order are added up (forceTail.ts). That F bounds ‖f‖ at one point is
 * Maclaurin's inequality (flowSize.ts); that it does so coefficient by coefficient is Banach's theorem, by which a
 * symmetric multilinear map of a Hilbert space is no larger than its polynomial. A mask only takes entries away.
 *
 * Growth: with Z = Σ_j W_(j+1:h)δ_jW_(1:j−1), the quadratic form of the flow's Jacobian is
 * 2 Σ_{i<j} ⟨W_(j+1:h)δ_jW_(i+1:j−1)δ_iW_(1:i−1), E⟩ − ⟨Z, ZΣxx⟩ − γ‖δ‖², E = Σyx − W_(1:h)Σxx. A term of the sum is at
 * most ‖δ_i‖‖δ_j‖‖E‖₂ times the spectral norms of the other layers, and 2Σ_{i<j}‖δ_i‖‖δ_j‖ ≤ (h−1)‖δ‖², so that the
 * logarithmic norm is at most (h−1)·max_{i<j} ∏_{l≠i,j}‖W_l‖₂·‖E‖₂ − γ (plus what Σxx is short of positive, times
 * mapSlope²). Errors grow by e to its integral at most (Dahlquist's lemma), and where that is below 0, those of the step
 * itself do not shrink with it. A mask restricts the form to the weights that move; the errors of the others never
 * change and push them by no more than forceSlope.
 *
 * `defect` is that of a slaved step, whose coefficients do not solve the flow one by one (slavedStep.ts).
 */
export function stepErrors<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  step: Step,
  flow: FlowSize,
  defect?: number,
): StepErrors {
  const { x, depth, gamma, indefinite } = flow;
  const p = step.order;
  const log2Sizes = log2Norms(kernel, series.weights, p);
  const scale = 2 ** log2Length(step.scale);
  const end = step.sigmaEnd.toNumber();

  const start = 2 ** log2Sizes[0]! * (1 + ROUNDING);
  let [change, momentum, slopeMomentum, power] = [0, 0, 0, 1];
  for (let k = 1; k <= p; k++) {
    power *= end;
    const term = powerOfTwo(log2Sizes[k]!);
    change += term * power;
    momentum += k * term;
    slopeMomentum += k * k * term;
  }
  change *= 1 + ROUNDING;
  const size = start + change;

  const log2Tail = log2ForceTail(log2Sizes, Math.log2(end), flow) + log2Length(step.scale);
  const tail = 2 ** (log2Tail - kernel.log2Unit);

  // Rounding: of each coefficient of W by a unit, and of the series derived from W, which act through products with W.
  const entries = Math.sqrt(series.weights.length);
  const { inner, outer } = splitScale(step.scale, depth);
  // What is rounded before the outer scale is multiplied by it.
  const by = outer === undefined ? 1 : 2 ** log2Length(outer);
  const throughProducts = by * productRounding(Math.max(...series.widths), 2 ** log2Length(inner), size, flow);
  const rounding = by * p * entries + (2 + Math.log(p + 1)) * throughProducts;
  const slopeRounding = by * p * p * entries + p * throughProducts;
  // The k-th power of a time is off by 2k units at most, its derivative by 2k².
  const evaluation = entries + 2 * momentum;
  const lipschitz = forceSlope(flow, size);
  const slopeEvaluation = entries + 2 * slopeMomentum + evaluation * scale * lipschitz;
  const held = series.held === undefined ? 0 : Math.sqrt(series.held.size) * (1 + scale * end * lipschitz);

  // A slaved step rounds each coefficient a second time.
  const lacking = defect === undefined ? 0 : defect + p * entries;

  const weights = { start, change, size };
  const E = depth > 1 ? errorOverStep(kernel, series, flow, weights, scale * end) : 0;
  // True and computed weights differ by little enough.
  let nearby = 2 * x;
  for (let j = 0; j < depth; j++) nearby *= size;
  nearby *= depth ** (1 - depth / 2) * 2 ** LOG2_LARGEST_ERROR;
  const others = depth > 2 ? otherLayers(kernel, series, p, end, size) : 1;
  const Z = mapSlope(depth, size);
  const growth = scale * end * ((depth - 1) * others * (E + nearby) + indefinite * Z * Z - gamma);
  const local = ((end * tail) / (p + 1) + rounding + evaluation + lacking) * (1 + ROUNDING) + held;
  return {
    local,
    atEnd: local * Math.max(1, Math.exp(growth)),
    slope: tail + slopeRounding + slopeEvaluation + p * lacking,
    growth,
    size,
    start,
    layerSizes: () => series.layers.map(layer => sizeOverStep(log2Norms(kernel, layer, p), end)),
    errorNorm: E,
  };
}

/** From log2 of the norm of each coefficient. */
function sizeOverStep(sizes: readonly number[], end: number): number {
  return sizes.reduceRight((sum, log2) => sum * end + 2 ** log2, 0) * (1 + ROUNDING);
}

/**
 * What the rounding of derived series by a unit and of constants by half of one adds to a coefficient of scale·f(W). Two
 * layers are taken together for both bracketings; else the errors of W_(1:j), V, E and B_j are carried along as they are
 * formed (coefficients.ts), every layer of norm `size` at most.
 */
function productRounding(widest: number, scale: number, size: number, { depth, s, x, white, gamma }: FlowSize): number {
  const ofDecay = gamma > 0 ? size : 0;
  if (depth === 2) return widest * Math.max(1, scale) * (1 + x) * size * (2 + 2 * size) + ofDecay;
  const products = [0, 0];
  for (let j = 2; j < depth; j++) products.push(size * products[j - 1]! + widest);
  const V = x * products[depth - 1]! + (white ? 0 : widest * (1 + size ** (depth - 1)));
  let B = scale * (size * V + widest) + widest;
  let largest = scale * (s + x * size ** depth);
  let squares = (B * size ** (depth - 1) + largest * products[depth - 1]!) ** 2;
  for (let j = depth - 1; j > 0; j--) {
    B = size * B + widest;
    largest *= size;
    squares += (B * size ** (j - 1) + largest * products[j - 1]!) ** 2;
  }
  return Math.sqrt(squares) + ofDecay;
}

/**
 * A bound on ‖E‖₂ over the step. For two layers, white inputs and the plain flow, E' = −EW1ᵀW1 − W2W2ᵀE never lets it grow.
 * Else W_(1:h) moves by Σ_{m≥1} binomial(h, m) start^(h−m) change^m / √h^h at most; and for white inputs ‖E‖_F falls, since
 * ⟨E, E'⟩ = −Σ_j‖W_(j+1:h)ᵀEW_(1:j−1)ᵀ‖² over the weights that move, but for decay, by which E' is hγ(Σyx − E) besides
 * where all of them do.
 */
function errorOverStep<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  { depth, s, x, white, gamma }: FlowSize,
  { start, change }: { start: number; change: number },
  width: number,
): number {
  let magnitude = x;
  for (let j = 0; j < depth; j++) magnitude *= start;
  const E = outputError(kernel, series);
  const spectral = spectralBound(E) + ROUNDING * (s + magnitude);
  if (depth === 2 && white && gamma === 0 && series.held === undefined) return spectral;
  const moved = spectral + x * (mapChange(depth, start, change) / depth ** (depth / 2));
  if (!white || (gamma > 0 && series.held !== undefined)) return moved;
  const frobenius = Math.hypot(...E.data) * (1 + ROUNDING) + ROUNDING * (s + magnitude);
  return Math.min(moved, frobenius + Math.min(1, depth * gamma * width) * Math.max(0, s - frobenius));
}

/** (start + change)^h − start^h. */
function mapChange(depth: number, start: number, change: number): number {
  let sum = 0;
  let binomial = 1;
  for (let m = 1; m <= depth; m++) {
    binomial *= (depth - m + 1) / m;
    let term = binomial;
    for (let j = m; j < depth; j++) term *= start;
    for (let j = 0; j < m; j++) term *= change;
    sum += term;
  }
  return sum;
}

/** The largest product of spectral norms of all layers but two over the step. */
function otherLayers<S>(
  kernel: TaylorKernel<S, unknown>,
  { layers, widths }: StepSeries<S>,
  order: number,
  end: number,
  size: number,
): number {
  const norms = layers.map((layer, j) => {
    const start = spectralBound(inFloat64(kernel, layer, widths[j + 1]!, widths[j]!));
    const sizes = log2Norms(kernel, layer, order);
    const change = sizes.reduceRight((sum, log2, k) => sum * end + (k > 0 ? 2 ** log2 : 0), 0);
    return start + change + size * (ROUNDING + 2 ** LOG2_LARGEST_ERROR);
  });
  norms.sort((a, b) => b - a);
  return norms.slice(0, -2).reduce((product, norm) => product * norm, 1);
}

/** Σyx − W_(1:h)Σxx at the start of the step; h ≥ 2. */
function outputError<S>(
  kernel: TaylorKernel<S, unknown>,
  { widths, layers, V, sigmaYX }: StepSeries<S>,
): Matrix<number> {
  const [inputs, inner, outputs] = [widths[0]!, widths.at(-2)!, widths.at(-1)!];
  const [W, right] = [inFloat64(kernel, layers.at(-1)!, outputs, inner), inFloat64(kernel, V, inner, inputs)];
  return subtract(float64Field, inFloat64(kernel, sigmaYX, outputs, inputs), multiply(float64Field, W, right));
}

function inFloat64<S>(
  kernel: TaylorKernel<S, unknown>,
  entries: readonly S[],
  rows: number,
  cols: number,
): Matrix<number> {
  return new Matrix(
    rows,
    cols,
    entries.map(entry => kernel.toNumber(entry, 0)),
  );
}

/** A bound on the largest singular value: (Σ σ_i^8)^(1/8). */
function spectralBound(a: Matrix<number>): number {
  const squared = multiply(float64Field, a.transpose(), a);
  const fourth = multiply(float64Field, squared, squared);
  return Math.hypot(...fourth.data) ** 0.25 * (1 + ROUNDING);
}
