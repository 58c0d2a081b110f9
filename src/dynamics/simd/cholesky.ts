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

/** Written out for its speed: with few hidden units nothing else costs more. */
function factoriseFour(
  numbers: Float64Array,
  { upper: { at, stride }, triangles, diagonalExcess }: CholeskyFactor,
  block: number,
): void {
  const r0 = at + block * stride + block;
  const [r1, r2, r3] = [r0 + stride, r0 + 2 * stride, r0 + 3 * stride];
  const n00 = numbers[r0]!;
  const u00 = Math.sqrt(1 + n00);
  const d0 = 1 / u00;
  const u01 = numbers[r0 + 1]! * d0;
  const u02 = numbers[r0 + 2]! * d0;
  const u03 = numbers[r0 + 3]! * d0;
  const n11 = numbers[r1 + 1]! - u01 * u01;
  const u11 = Math.sqrt(1 + n11);
  const d1 = 1 / u11;
  const u12 = (numbers[r1 + 2]! - u02 * u01) * d1;
  const u13 = (numbers[r1 + 3]! - u03 * u01) * d1;
  const n22 = numbers[r2 + 2]! - u02 * u02 - u12 * u12;
  const u22 = Math.sqrt(1 + n22);
  const d2 = 1 / u22;
  const u23 = (numbers[r2 + 3]! - u03 * u02 - u13 * u12) * d2;
  const n33 = numbers[r3 + 3]! - u03 * u03 - u13 * u13 - u23 * u23;
  const u33 = Math.sqrt(1 + n33);
  numbers[r0] = u00;
  numbers[r0 + 1] = u01;
  numbers[r0 + 2] = u02;
  numbers[r0 + 3] = u03;
  numbers[r1 + 1] = u11;
  numbers[r1 + 2] = u12;
  numbers[r1 + 3] = u13;
  numbers[r2 + 2] = u22;
  numbers[r2 + 3] = u23;
  numbers[r3 + 3] = u33;
  const to = triangles.at + (block / 4) * triangles.stride;
  numbers[to] = d0;
  numbers[to + 1] = u01;
  numbers[to + 2] = d1;
  numbers[to + 3] = u02;
  numbers[to + 4] = u12;
  numbers[to + 5] = d2;
  numbers[to + 6] = u03;
  numbers[to + 7] = u13;
  numbers[to + 8] = u23;
  numbers[to + 9] = 1 / u33;
  diagonalExcess[block] = n00 / (1 + u00);
  diagonalExcess[block + 1] = n11 / (1 + u11);
  diagonalExcess[block + 2] = n22 / (1 + u22);
  diagonalExcess[block + 3] = n33 / (1 + u33);
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
