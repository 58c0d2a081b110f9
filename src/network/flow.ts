import { DloError } from '../errors.ts';
import type { Field } from '../numbers/field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { Problem } from './problem.ts';

/** Limits of a flow: layers, and units of each of them. A two-layer problem that is made a flow is not held to them. */
export const MOST_LAYERS = 32;
export const MOST_UNITS = 256;

/**
 * What moves, at any depth h ≥ 1: layers W_1 … W_h, W_j of d_j×d_(j−1), by
 *
 *     τ dW_j/dt = M_j ∘ (W_(j+1:h)ᵀ (Σyx − W_(1:h)Σxx) W_(1:j−1)ᵀ − γ W_j),   W_(i:j) = W_j ⋯ W_i,
 *
 * the gradient flow of ½‖…‖² + γ/2 Σ‖W_j‖²_F. Inputs are white (Σxx = I) unless `sigmaXX` (d_0×d_0) says otherwise, γ is 0
 * unless `decay` does, and all weights move unless `mask` holds some: where it is 0 a weight stays what it is, decay or not.
 * Times are given in the units of τ's own clock.
 */
export interface Flow<T = Rational> {
  /** W_1 first. */
  readonly layers: readonly Matrix<T>[];
  /** Σyx, d_h×d_0. */
  readonly sigmaYX: Matrix<T>;
  readonly tau: T;
  readonly sigmaXX?: Matrix<T>;
  /** γ ≥ 0. */
  readonly decay?: T;
  /** One matrix of the shape of each layer: 1 where a weight moves, 0 where it is held. */
  readonly mask?: readonly Matrix<0 | 1>[];
}

/** An exact flow whose shapes fit; SHAPE or RANGE errors name the argument that does not. */
export function flow(parts: {
  layers: readonly Matrix<Rational>[];
  sigmaYX: Matrix<Rational>;
  tau?: Rational;
  sigmaXX?: Matrix<Rational>;
  decay?: Rational;
  mask?: readonly Matrix<0 | 1>[];
}): Flow {
  const { layers, sigmaYX, tau = Rational.ONE, sigmaXX, decay, mask } = parts;
  requireLayers(layers);
  const [inputs, outputs] = [layers[0]!.cols, layers.at(-1)!.rows];
  requireShape('sigmaYX', sigmaYX, outputs, inputs);
  if (sigmaXX !== undefined) requireShape('sigmaXX', sigmaXX, inputs, inputs);
  if (tau.sign() <= 0) throw new DloError('RANGE', 'tau', 'must be above 0', tau.toString());
  if (decay !== undefined && decay.sign() < 0)
    throw new DloError('RANGE', 'decay', 'must not be below 0', decay.toString());
  if (mask !== undefined) requireMask(mask, layers);
  return {
    layers,
    sigmaYX,
    tau,
    ...(sigmaXX && { sigmaXX }),
    ...(decay && { decay }),
    ...(mask && { mask }),
  };
}

/** A two-layer problem as the flow that it is. */
export function flowOf<T>({ W1, W2, sigmaYX, tau, sigmaXX }: Problem<T>): Flow<T> {
  return { layers: [W1, W2], sigmaYX, tau, ...(sigmaXX && { sigmaXX }) };
}

/** The same flow with every entry rounded once into a field. */
export function flowIn<T>(field: Field<T>, exact: Flow): Flow<T> {
  const { layers, sigmaYX, tau, sigmaXX, decay, mask } = exact;
  return {
    layers: layers.map(layer => convert(field, layer)),
    sigmaYX: convert(field, sigmaYX),
    tau: field.of(tau),
    ...(sigmaXX && { sigmaXX: convert(field, sigmaXX) }),
    ...(decay && { decay: field.of(decay) }),
    ...(mask && { mask }),
  };
}

/** d_0, …, d_h. */
export function widthsOf(layers: readonly Matrix<unknown>[]): number[] {
  return [layers[0]!.cols, ...layers.map(layer => layer.rows)];
}

/** "2-3-3-2". */
export function widthsName(layers: readonly Matrix<unknown>[]): string {
  return widthsOf(layers).join('-');
}

function requireLayers(layers: readonly Matrix<Rational>[]): void {
  if (layers.length === 0 || layers.length > MOST_LAYERS)
    throw new DloError('RANGE', 'layers', `must be 1 to ${MOST_LAYERS} matrices`, layers.length);
  layers.forEach((layer, index) => {
    const name = `layers[${index}]`;
    if (Math.min(layer.rows, layer.cols) < 1 || Math.max(layer.rows, layer.cols) > MOST_UNITS)
      throw new DloError('RANGE', name, `must have 1 to ${MOST_UNITS} rows and columns`, layer.shape);
    const before = layers[index - 1];
    if (before !== undefined && before.rows !== layer.cols) {
      const rule = `must have ${before.rows} columns to follow layers[${index - 1}] (${before.shape})`;
      throw new DloError('SHAPE', name, rule, layer.shape);
    }
  });
}

function requireMask(mask: readonly Matrix<0 | 1>[], layers: readonly Matrix<Rational>[]): void {
  if (mask.length !== layers.length)
    throw new DloError('SHAPE', 'mask', `must be ${layers.length} matrices, one for each layer`, mask.length);
  mask.forEach((matrix, index) => {
    requireShape(`mask[${index}]`, matrix, layers[index]!.rows, layers[index]!.cols);
    const other = matrix.data.find(entry => entry !== 0 && entry !== 1);
    if (other !== undefined) throw new DloError('RANGE', `mask[${index}]`, 'must have entries 0 and 1 only', other);
  });
}

function requireShape(name: string, matrix: Matrix<unknown>, rows: number, cols: number): void {
  if (matrix.rows !== rows || matrix.cols !== cols)
    throw new DloError('SHAPE', name, `must be ${rows}×${cols}`, matrix.shape);
}
