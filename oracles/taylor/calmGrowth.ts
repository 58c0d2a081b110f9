import type { Flow } from '../../src/network/flow.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import { multiply, subtract } from '../../src/numbers/linearAlgebra.ts';
import type { StepErrors } from './errorBound.ts';
import type { FlowModes } from './flowModes.ts';
import { type FlowSize, forceSlope, ROUNDING } from './flowSize.ts';

/** The weights must be right to this, relative to their size, for these bounds to hold: log2. */
export const LOG2_CALM_ERROR = -60;

/** The errors of a step of that width, with the narrowest of their own bound of growth and the two of this file. */
export function calmed(
  errors: StepErrors,
  modes: FlowModes,
  flow: FlowSize,
  imbalance: Imbalance | undefined,
  width: number,
): StepErrors {
  const uneven = imbalance === undefined ? Number.POSITIVE_INFINITY : growthByImbalance(imbalance, errors, width);
  const growth = Math.min(errors.growth, growthNearRest(errors, modes, flow, width), uneven);
  return { ...errors, growth, atEnd: errors.local * Math.max(1, Math.exp(growth)) };
}

/** Units in the last place by which rates may be off, n of them for each of n weights. */
const RATE_UNITS = 64;

/**
 * A bound on the growth of errors over a step that is narrower than that of errorBound.ts where fast directions hold a flow close to its
 * slow manifold: the largest eigenvalue of the Jacobian at the start of the step, and how far it can have moved. With A the norm of all weights at the start
 * and Δ how far they move, ‖J(W) − J(W(0))‖ ≤ F′(A + Δ) − F′(A), since F, the bound of the force (flowSize.ts), bounds it coefficient by
 * coefficient. Close to rest that is next to nothing, however long the step.
 */
export function growthNearRest(
  { start, size }: StepErrors,
  { rates }: FlowModes,
  flow: FlowSize,
  width: number,
): number {
  const farthest = size * (1 + ROUNDING);
  const moved = forceSlopeRise(flow, start, farthest - start + 2 ** LOG2_CALM_ERROR * size);
  const rounding = RATE_UNITS * rates.length * 2 ** -52 * forceSlope(flow, farthest);
  return width * (rates[0]! + moved + rounding);
}

/** F′(A + Δ) − F′(A) without cancellation, at most Δ F″(A + Δ). */
function forceSlopeRise({ depth, s, x }: FlowSize, A: number, change: number): number {
  const end = A + change;
  const ofTask = depth > 2 ? (depth - 1) * (depth - 2) * depth ** (1 - depth / 2) * end ** (depth - 3) * s : 0;
  return change * (ofTask + 2 * (2 * depth - 2) * depth ** (2 - depth) * x * end ** (2 * depth - 3));
}

/**
 * The size of the imbalance that holds all hidden units of two layers to one side: m where W2ᵀW2 − W1W1ᵀ ≥ m > 0 (`outer`, W2 is the larger) or
 * ≤ −m < 0. Undefined for other imbalances, and for flows that do not conserve it or whose inputs are not white.
 */
export interface Imbalance {
  readonly outer: boolean;
  readonly least: number;
}

export function imbalanceOf({ layers, sigmaXX, decay, mask }: Flow<number>): Imbalance | undefined {
  if (layers.length !== 2 || sigmaXX !== undefined || decay || mask !== undefined) return undefined;
  const [W1, W2] = layers as [(typeof layers)[number], (typeof layers)[number]];
  const D = subtract(
    float64Field,
    multiply(float64Field, W2.transpose(), W2),
    multiply(float64Field, W1, W1.transpose()),
  );
  const shift = Math.hypot(...D.data);
  const eigenvalues = float64Svd(D.map((entry, i, j) => entry + (i === j ? 2 * shift : 0))).s.map(s => s - 2 * shift);
  const [most, least] = [eigenvalues[0]!, eigenvalues.at(-1)!];
  const off = ROUNDING * (Math.hypot(...W1.data) ** 2 + Math.hypot(...W2.data) ** 2);
  if (least > off) return { outer: true, least: least - off };
  return most < -off ? { outer: false, least: -most - off } : undefined;
}

/** Ways to share the square of the change of the map between the two layers. */
const SHARES = [1.02, 1.05, 1.1, 1.25, 1.5, 2, 3, 6];

/**
 * A bound on the growth of errors of two layers one of which is much the larger, by a conserved imbalance. The quadratic form of the
 * Jacobian is 2⟨δ2δ1, E⟩ − ‖W2δ1 + δ2W1‖². Where W2ᵀW2 ≥ m for ever, ‖y + z‖² ≥ (1 − 1/c)‖y‖² − (c − 1)‖z‖² with y = W2δ1, z = δ2W1 and any
 * c > 1 makes it at most 2e‖δ1‖‖δ2‖ − (1 − 1/c)m‖δ1‖² + (c − 1)w²‖δ2‖², e and w the norms of E and W1: for large m about (e² + w²m)/m,
 * where e alone would be the bound without m. Where W1 is the larger, the layers change places.
 */
export function growthByImbalance(
  { least, outer }: Imbalance,
  { errorNorm, layerSizes, size }: StepErrors,
  width: number,
): number {
  const nearby = 2 ** LOG2_CALM_ERROR * size;
  const w = layerSizes()[outer ? 0 : 1]! + nearby;
  const e = errorNorm + 2 * nearby * size;
  const rates = SHARES.map(c => {
    const [fast, slow] = [-(1 - 1 / c) * least, (c - 1) * w * w];
    // The larger eigenvalue of [[fast, e], [e, slow]], fast < 0 ≤ slow, without cancellation.
    const half = (slow - fast) / 2;
    return slow + (e * e) / (half + Math.hypot(half, e));
  });
  return width * Math.min(...rates) * (1 + ROUNDING);
}
