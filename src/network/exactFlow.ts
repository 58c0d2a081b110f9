import { DloError } from '../errors.ts';
import { Matrix } from '../numbers/matrix.ts';
import { type MatrixLike, type NumberLike, readMatrix, readScalar } from '../numbers/readMatrix.ts';
import { type Flow, flow } from './flow.ts';

/** A flow as a program of one's own has it: rows of float64 numbers or of strings such as "1/3", or matrices. */
export interface FlowLike {
  /** W_1 first, W_j of d_j×d_(j−1). */
  readonly layers: readonly MatrixLike[];
  /** Σyx, d_h×d_0. */
  readonly sigmaYX: MatrixLike;
  /** Time constant τ > 0; default 1. */
  readonly tau?: NumberLike;
  /** Σxx, d_0×d_0; default: white inputs. */
  readonly sigmaXX?: MatrixLike;
  /** γ ≥ 0 of τ dW/dt = −∂L/∂W − γW; default 0. */
  readonly decay?: NumberLike;
  /** One 0/1 matrix for each layer, 0 where a weight is held; default: all weights move. */
  readonly mask?: readonly MatrixLike[];
}

/**
 * The flow that these numbers are, exactly: a float64 counts as the fraction that it stands for, so that nothing is rounded
 * before an oracle sees it. FORMAT, NOT_A_NUMBER, SHAPE and RANGE errors name the argument and the place, counted from 0
 * for layers and from 1 for entries.
 */
export function exactFlow(parts: FlowLike): Flow {
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts))
    throw new DloError('FORMAT', 'flow', 'must be an object with layers and sigmaYX', parts);
  const { sigmaYX, tau, sigmaXX, decay, mask } = parts;
  return flow({
    layers: readList('layers', parts.layers).map((layer, index) => readMatrix(`layers[${index}]`, layer)),
    sigmaYX: readMatrix('sigmaYX', sigmaYX),
    ...(tau !== undefined && { tau: readScalar('tau', tau) }),
    ...(sigmaXX !== undefined && { sigmaXX: readMatrix('sigmaXX', sigmaXX) }),
    ...(decay !== undefined && { decay: readScalar('decay', decay) }),
    ...(mask !== undefined && {
      mask: readList('mask', mask).map((matrix, index) => readMask(`mask[${index}]`, matrix)),
    }),
  });
}

function readList(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new DloError('FORMAT', name, 'must be an array of matrices', value);
  return value;
}

function readMask(name: string, value: unknown): Matrix<0 | 1> {
  const matrix = readMatrix(name, value);
  return Matrix.generate(matrix.rows, matrix.cols, (row, col) => {
    const entry = matrix.at(row, col).toString();
    if (entry === '0') return 0;
    if (entry === '1') return 1;
    throw new DloError('RANGE', `${name}[${row + 1},${col + 1}]`, 'must be 0 or 1', entry);
  });
}
