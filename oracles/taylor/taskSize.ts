import { Matrix } from '../../src/numbers/matrix.ts';

/** Relative float64 rounding, with much room. */
export const ROUNDING = 1e-9;

/** The sizes of a task that bound its flow. */
export interface TaskSize {
  /** ‖Σyx‖_F. */
  readonly s: number;
  /** A bound on the largest singular value of Σxx, 1 for white inputs. */
  readonly x: number;
  /** How far below zero the quadratic form of Σxx may lie; 0 for white inputs. */
  readonly indefinite: number;
  readonly white: boolean;
}

export function taskSize({ sigmaYX, sigmaXX }: { sigmaYX: Matrix<number>; sigmaXX?: Matrix<number> }): TaskSize {
  const s = Math.hypot(...sigmaYX.data);
  if (sigmaXX === undefined) return { s, x: 1, indefinite: 0, white: true };
  const x = Math.hypot(...sigmaXX.data);
  return { s, x, indefinite: isPositive(sigmaXX, ROUNDING * x) ? 2 * ROUNDING * x : x, white: false };
}

/** Whether the symmetric part of a matrix is positive once `shift` is added to its diagonal: its Cholesky factor exists. */
function isPositive(a: Matrix<number>, shift: number): boolean {
  const rest = Matrix.generate(
    a.rows,
    a.cols,
    (i, j) => (a.at(i, j) + a.at(j, i)) / 2 + (i === j ? shift : 0),
  ).toRows();
  for (let k = 0; k < a.rows; k++) {
    const pivot = rest[k]![k]!;
    if (!(pivot > 0)) return false;
    for (let i = k + 1; i < a.rows; i++) {
      for (let j = k + 1; j < a.rows; j++) rest[i]![j]! -= (rest[i]![k]! * rest[k]![j]!) / pivot;
    }
  }
  return true;
}
