import { NUMBER } from './kernels.ts';
import { addPanel, type Panel, type Workspace, type WorkspacePlan, wholeTiles } from './workspace.ts';

/** I + N = UᵀU, in whole tiles. */
export interface CholeskyFactor {
  readonly size: number;
  /** N before `factorise` and U after it: the upper triangle. */
  readonly upper: Panel;
  /** For every four rows the lower triangle of Uᵀ on the diagonal, row by row, its diagonal inverted. */
  readonly triangles: Panel;
  /** The diagonal of U − I, which keeps its relative accuracy where N is small. */
  readonly diagonalExcess: Float64Array;
}

const PER_TRIANGLE = 12;

export function choleskyFactor(plan: WorkspacePlan, rows: number): CholeskyFactor {
  const size = wholeTiles(rows);
  return {
    size,
    upper: addPanel(plan, size, size),
    triangles: addPanel(plan, size / 4, PER_TRIANGLE),
    diagonalExcess: new Float64Array(size),
  };
}

/** Overwrites N by U. */
export function factorise(work: Workspace, factor: CholeskyFactor): void {
  const { size, upper } = factor;
  const stride = upper.stride * NUMBER;
  for (let block = 0; block < size; block += 4) {
    const above = (upper.at + block) * NUMBER;
    const corner = above + block * stride;
    if (block > 0) {
      work.subtractProduct(corner, stride, 4, size - block, above, NUMBER, stride, above, stride, block);
    }
    factoriseFour(work.numbers, factor, block);
    work.solveFour(corner + 4 * NUMBER, stride, size - block - 4, triangleAt(factor, block));
  }
}

function factoriseFour(
  numbers: Float64Array,
  { upper, triangles, diagonalExcess }: CholeskyFactor,
  block: number,
): void {
  const { stride } = upper;
  const corner = upper.at + block * stride + block;
  const triangle = triangles.at + (block / 4) * triangles.stride;
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j <= i; j++) {
      // Uᵀ(i, j)
      let sum = numbers[corner + j * stride + i]!;
      for (let k = 0; k < j; k++) sum -= numbers[corner + k * stride + i]! * numbers[corner + k * stride + j]!;
      const at = triangle + (i * (i + 1)) / 2 + j;
      if (j < i) {
        const entry = sum * numbers[triangle + (j * (j + 1)) / 2 + j]!;
        numbers[at] = entry;
        numbers[corner + j * stride + i] = entry;
      } else {
        const root = Math.sqrt(1 + sum);
        numbers[at] = 1 / root;
        numbers[corner + i * stride + i] = root;
        diagonalExcess[block + i] = sum / (1 + root);
      }
    }
  }
}

/** X ← U⁻ᵀX for X (size × cols), cols in whole tiles. `triangular`: X is lower triangular, as the result is. */
export function solveTransposed(
  work: Workspace,
  factor: CholeskyFactor,
  X: Panel,
  cols: number,
  shape: 'full' | 'triangular' = 'full',
): void {
  const { size, upper } = factor;
  const [xRow, stride] = [X.stride * NUMBER, upper.stride * NUMBER];
  const first = X.at * NUMBER;
  for (let block = 0; block < size; block += 4) {
    const rows = first + block * xRow;
    const width = shape === 'triangular' ? Math.min(cols, block + 4) : cols;
    const above = (upper.at + block) * NUMBER;
    if (block > 0) work.subtractProduct(rows, xRow, 4, width, above, NUMBER, stride, first, xRow, block);
    work.solveFour(rows, xRow, width, triangleAt(factor, block));
  }
}

function triangleAt({ triangles }: CholeskyFactor, block: number): number {
  return (triangles.at + (block / 4) * triangles.stride) * NUMBER;
}
