import { PER_TRIANGLE } from './choleskyKernels.ts';
import type { Kernels } from './kernels.ts';
import { NUMBER } from './loops.ts';
import { addPanel, type Panel, type Workspace, type WorkspacePlan, wholeTiles } from './workspace.ts';

/** I + N = UᵀU, in whole tiles. */
export interface CholeskyFactor {
  readonly size: number;
  /** N before `factorise` and U after it: the upper triangle. */
  readonly upper: Panel;
  /** For every four rows the lower triangle of Uᵀ on the diagonal, row by row, its diagonal inverted. */
  readonly triangles: Panel;
  /** A row: the diagonal of U − I, which keeps its relative accuracy where N is small. */
  readonly diagonalExcess: Panel;
}

export function choleskyFactor(plan: WorkspacePlan, rows: number): CholeskyFactor {
  const size = wholeTiles(rows);
  return {
    size,
    upper: addPanel(plan, size, size),
    triangles: addPanel(plan, size / 4, PER_TRIANGLE),
    diagonalExcess: addPanel(plan, 1, size),
  };
}

/** Of the kernel that overwrites N by U. */
export function factoriseParameters({
  size,
  upper,
  triangles,
  diagonalExcess,
}: CholeskyFactor): Parameters<Kernels['factorise']> {
  const row = upper.stride * NUMBER;
  return [upper.at * NUMBER, row, size, triangles.at * NUMBER, diagonalExcess.at * NUMBER];
}

/** X ← U⁻ᵀX for X (size × cols), cols in whole tiles. `triangular`: X is lower triangular, as the result is. */
export function solveTransposed(
  work: Workspace,
  factor: CholeskyFactor,
  X: Panel,
  cols: number,
  shape: 'full' | 'triangular' = 'full',
): void {
  if (cols > 0) work.solveTransposed(...solveParameters(factor, X, cols, shape));
}

/** Of the kernel. */
export function solveParameters(
  { size, upper, triangles }: CholeskyFactor,
  X: Panel,
  cols: number,
  shape: 'full' | 'triangular',
): Parameters<Kernels['solveTransposed']> {
  const least = shape === 'triangular' ? 4 : cols;
  const [x, xRow] = [X.at * NUMBER, X.stride * NUMBER];
  const [u, uRow] = [upper.at * NUMBER, upper.stride * NUMBER];
  return [x, xRow, cols, least, u, uRow, size, triangles.at * NUMBER];
}
