import { DloError } from '../errors.ts';
import type { Flow } from '../network/flow.ts';
import { mapOfLayers } from '../network/observables/flowLoss.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert, frobeniusNorm, squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { deepMode, type ModeMethod } from './deepMode.ts';
import { ddOf } from './doubleDouble.ts';
import { requireTime, requireWhite } from './flowInput.ts';
import { modeDirections } from './modeDirections.ts';

/** A mode of a decoupled flow: its direction in every width stays, its values move. */
export interface DecoupledMode {
  /** Its strength in the task, ≥ 0. */
  readonly s: number;
  readonly method: ModeMethod;
  /** What each layer has of it at t, W_1 first, of any sign: a singular value of the layer up to that. */
  values(t: number): number[];
}

/** A decoupled gradient flow as a function of time, from 0 to Infinity in the units of its τ. */
export interface DecoupledFlow {
  /** Those of all layers, strongest in the task first. */
  readonly modes: readonly DecoupledMode[];
  /** W_1, …, W_h at t. */
  layers(t: number): Matrix<number>[];
  /** W_h ⋯ W_1 at t. */
  output(t: number): Matrix<number>;
  /** ½‖Σyx − W_h ⋯ W_1‖²_F, each mode's distance from its strength to 1e-13 of either; exact at t = 0, and of what is learned at t = Infinity. */
  loss(t: number): number;
  /** How far the start given is from a decoupled one, relative to layers and task: at most 1e-13. */
  readonly offDecoupled: number;
  /**
   * About how far off the answer at a finite t is for that, relative: offDecoupled times what errors have grown by at most,
   * e^∫(h − 1) max_(i<j) Π_(l≠i,j) ‖W_l‖₂ ‖Σyx − W_(1:h)‖₂ dt/τ. Infinity where that is not known, as at t = Infinity.
   */
  offBy(t: number): number;
}

/** Off by more, a start is not decoupled. */
const MOST_OFF = 1e-13;

/**
 * The gradient flow of h ≥ 1 layers that never mix: W_j = Σ u_(j,m) o_(j,m) o_(j−1,m)ᵀ + R_j with orthonormal o_(j,1), o_(j,2), … in
 * each width, Σyx = Σ s_m o_(h,m) o_(0,m)ᵀ + R, and a rest apart from all of them that the flow leaves alone. Each mode then is
 * τ du_j/dt = Π_{k≠j} u_k (s − Π u_k) by itself (`deepMode`), every value to about 1e-13 of itself. Aligned balanced starts are those
 * of equal values. Zeros, ties, bottlenecks and modes that the weights lack are all allowed: which vectors are meant is found in 30
 * digits from the exact numbers given (`modeDirections`). A start that is decoupled but for the rounding of its entries is taken
 * for the decoupled one beside it, as `offDecoupled` says; next to a saddle the two part in the end.
 *
 * Errors: NOT_DECOUPLED (argument `layers`) where they mix, by more than 1e-13; NOT_WHITE for a Σxx that is not the identity; RANGE for
 * decay and held weights; PRECISION at a time that 30 digits do not tell, next to a saddle; RANGE for a negative time or NaN.
 */
export function decoupledFlow(flow: Flow): DecoupledFlow {
  const { layers, sigmaYX, tau, sigmaXX, decay, mask } = flow;
  requireWhite(sigmaXX?.map(entry => entry.toNumber()));
  if (decay !== undefined && decay.sign() !== 0)
    throw new DloError('RANGE', 'decay', 'must be 0 for decoupled modes', decay.toNumber());
  if (mask?.some(matrix => matrix.data.includes(0)))
    throw new DloError('RANGE', 'mask', 'must hold no weight for decoupled modes', 0);
  const { directions, rest, off, unlearned } = modeDirections(flow);
  if (!(off <= MOST_OFF)) {
    const rule = 'must share their singular vectors with each other and with the task';
    throw new DloError('NOT_DECOUPLED', 'layers', rule, `${off.toPrecision(2)} beside them`);
  }
  const modes = directions
    .map(({ s, values, vectors }) => ({ s: s.hi, vectors, ...deepMode({ s, layers: values, tau: ddOf(tau) }) }))
    .sort((a, b) => b.s - a.s);
  const valuesAt = (t: number): number[][] => {
    requireTime(t);
    return modes.map(mode => mode.at(t));
  };
  /** matrix + Σ value o_to o_fromᵀ. */
  const withModes = (matrix: Matrix<number>, values: readonly number[], from: number, to: number): Matrix<number> =>
    matrix.map((entry, i, j) =>
      modes.reduce((sum, { vectors }, m) => sum + values[m]! * (vectors[to]!.hi[i]! * vectors[from]!.hi[j]!), entry),
    );
  const restMap = mapOfLayers(float64Field, rest);

  return {
    modes: modes.map(({ s, method }, m) => ({ s, method, values: t => valuesAt(t)[m]! })),
    layers(t) {
      if (t === 0) return layers.map(layer => convert(float64Field, layer));
      const values = valuesAt(t);
      return rest.map((layer, j) =>
        withModes(
          layer,
          values.map(own => own[j]!),
          j,
          j + 1,
        ),
      );
    },
    output(t) {
      if (t === 0) return convert(float64Field, mapOfLayers(rationalField, layers));
      const products = valuesAt(t).map(own => own.reduce((a, b) => a * b));
      return withModes(restMap, products, 0, layers.length);
    },
    loss(t) {
      if (t === 0) {
        const error = subtract(rationalField, sigmaYX, mapOfLayers(rationalField, layers));
        return squaredNorm(rationalField, error).toNumber() / 2;
      }
      const left = valuesAt(t).map((own, m) => {
        const { s } = modes[m]!;
        const error = s - own.reduce((a, b) => a * b);
        // In the end a mode is learned, or not at all.
        return t === Number.POSITIVE_INFINITY && Math.abs(error) < s / 2 ? 0 : error;
      });
      return (unlearned ** 2 + left.reduce((sum, error) => sum + error ** 2, 0)) / 2;
    },
    offDecoupled: off,
    offBy(t) {
      requireTime(t);
      if (off === 0 || t === 0) return off;
      if (t === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
      const sizes = rest.map(layer => frobeniusNorm(float64Field, layer));
      return off * Math.exp(growth(modes, valuesAt, sizes, unlearned, t) / tau.toNumber());
    },
  };
}

/** Steps of the bound on how errors grow: short at first and in equal ratios then, over six orders of magnitude. */
const GROWTH_STEPS = 60;

/** ∫(h − 1) max Π ‖W_l‖₂ ‖E‖₂ dt from above: sizes of layers are largest at an end of each step, those of errors at its start. */
function growth(
  modes: readonly { readonly s: number }[],
  valuesAt: (t: number) => number[][],
  sizes: readonly number[],
  unlearned: number,
  t: number,
): number {
  const depth = sizes.length;
  const at = (time: number): { others: number; error: number } => {
    const values = valuesAt(time);
    const norms = sizes.map((size, j) => Math.max(size, ...values.map(own => Math.abs(own[j]!)))).sort((a, b) => b - a);
    const errors = modes.map(({ s }, m) => Math.abs(s - values[m]!.reduce((a, b) => a * b)));
    return { others: norms.slice(0, -2).reduce((a, b) => a * b, 1), error: Math.max(unlearned, ...errors) };
  };
  let [before, start, sum] = [0, at(0), 0];
  for (let step = 1; step <= GROWTH_STEPS; step++) {
    const end = t * 1e-6 ** (1 - step / GROWTH_STEPS);
    const next = at(end);
    sum += (end - before) * Math.max(start.others, next.others) * start.error;
    [before, start] = [end, next];
  }
  return (depth - 1) * sum;
}
