import type { Matrix } from '../numbers/matrix.ts';
import { diagonaliseBidiagonal } from './diagonaliseBidiagonal.ts';
import { NUMBER } from './simd/loops.ts';
import {
  addPanel,
  type Panel,
  rowStride,
  type Workspace,
  wholeTiles,
  workspace,
  workspacePlan,
} from './simd/workspace.ts';

/**
 * A = U·diag(s)·Vᵀ to float64 rounding of ‖A‖: the rows of the square orthogonal Uᵀ and Vᵀ, `rowStride` of their length apart,
 * and min(rows, cols) falling values ≥ 0. Undefined where the iteration does not end (NaN and Infinity are not looked for).
 */
export interface Float64Svd {
  readonly Ut: Float64Array;
  readonly s: Float64Array;
  readonly Vt: Float64Array;
}

/** Lists of numbers of the reflections I − τvvᵀ with v = (0 … 0, 1, …): row k of the table is v of reflection k. */
interface Reflections {
  readonly vectors: Panel;
  readonly taus: Float64Array;
  /** Reflection k leaves so many numbers before the 1: k + offset. */
  readonly offset: 0 | 1;
}

/**
 * Householder's reduction to a bidiagonal matrix, two passes over what is left of A a step, and then QR sweeps. Source: Golub
 * and Van Loan, Matrix computations, 5.4 and 8.6; Howell et al. (2008) for the passes.
 */
export function float64Svd(a: Matrix<number>): Float64Svd | undefined {
  if (a.rows < a.cols) {
    const turned = float64Svd(a.transpose());
    return turned && { Ut: turned.Vt, s: turned.s, Vt: turned.Ut };
  }
  const { rows, cols, data } = a;
  const plan = workspacePlan();
  const A = addPanel(plan, rows, cols);
  const [leftVectors, rightVectors] = [addPanel(plan, cols, rows), addPanel(plan, cols, cols)];
  const short = addPanel(plan, 4, cols);
  const lists = { w: addPanel(plan, 1, cols), z: addPanel(plan, 1, rows) };
  const [U, V] = [addPanel(plan, rows, wholePairsOfTiles(rows)), addPanel(plan, cols, wholePairsOfTiles(cols))];
  const turns = { left: addPanel(plan, 1, 2 * cols).at, right: addPanel(plan, 1, 2 * cols).at };
  const work = workspace(plan);
  const { numbers } = work;
  const left: Reflections = { vectors: leftVectors, taus: rowOf(numbers, short, 0, cols), offset: 0 };
  const right: Reflections = { vectors: rightVectors, taus: rowOf(numbers, short, 1, cols), offset: 1 };
  const [diagonal, above] = [rowOf(numbers, short, 2, cols), rowOf(numbers, short, 3, cols)];
  const scale = scaleOf(data);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) numbers[A.at + i * A.stride + j] = data[i * cols + j]! * scale;
  }
  bidiagonalise(work, A, rows, cols, left, right, lists, diagonal, above);
  setProductOfReflections(work, U, rows, cols, left, lists.z.at);
  setProductOfReflections(work, V, cols, cols - 1, right, lists.z.at);
  const isDone = diagonaliseBidiagonal(diagonal, above, numbers, turns, (first, count) => {
    rotate(work, U, rows, first, count, turns.left);
    rotate(work, V, cols, first, count, turns.right);
  });
  if (!isDone) return undefined;
  const order = Array.from(diagonal, (_, k) => k).sort((i, j) => Math.abs(diagonal[j]!) - Math.abs(diagonal[i]!));
  const Ut = new Float64Array(rows * rowStride(rows));
  const Vt = new Float64Array(cols * rowStride(cols));
  for (let k = 0; k < rows; k++) {
    const [from, to] = [U.at + (order[k] ?? k) * U.stride, k * rowStride(rows)];
    for (let j = 0; j < rows; j++) Ut[to + j] = numbers[from + j]!;
  }
  for (let k = 0; k < cols; k++) {
    const [from, to] = [V.at + order[k]! * V.stride, k * rowStride(cols)];
    const sign = diagonal[order[k]!]! < 0 ? -1 : 1;
    for (let j = 0; j < cols; j++) Vt[to + j] = sign * numbers[from + j]!;
  }
  return { Ut, s: Float64Array.from(order, k => Math.abs(diagonal[k]!) / scale), Vt };
}

function rowOf(numbers: Float64Array, { at, stride }: Panel, row: number, count: number): Float64Array {
  return numbers.subarray(at + row * stride, at + row * stride + count);
}

/** Turns neighbouring rows from `first` on by the turns in a list. */
function rotate(work: Workspace, of: Panel, width: number, first: number, count: number, list: number): void {
  const row = of.stride * NUMBER;
  work.rotateRows(of.at * NUMBER + first * row, row, count, wholePairsOfTiles(width), list * NUMBER);
}

/** A power of two that brings the largest entry near 1. */
function scaleOf(entries: readonly number[]): number {
  let largest = 0;
  for (const entry of entries) largest = Math.max(largest, Math.abs(entry));
  return largest === 0 ? 1 : 2 ** Math.min(1000, -Math.ceil(Math.log2(largest)));
}

function wholePairsOfTiles(size: number): number {
  return (size + 7) & ~7;
}

/**
 * Of each step's two reflections the one from the left is subtracted while A's rows are multiplied by the one from the right,
 * and that one is subtracted while they are summed for the next from the left, whose column is formed before.
 */
function bidiagonalise(
  work: Workspace,
  A: Panel,
  rows: number,
  cols: number,
  left: Reflections,
  right: Reflections,
  lists: { readonly w: Panel; readonly z: Panel },
  diagonal: Float64Array,
  above: Float64Array,
): void {
  const { numbers, shearDot } = work;
  const [w, z] = [lists.w.at, lists.z.at];
  const width = wholeTiles(cols);
  const firstColumn = left.vectors.at;
  for (let i = 0; i < rows; i++) numbers[firstColumn + i] = numbers[A.at + i * A.stride]!;
  diagonal[0] = reflect(numbers, firstColumn, rows, left.taus, 0);
  sumRows(work, A, rows, cols, left, lists, 0, w);
  for (let k = 0; k < cols - 1; k++) {
    const row = A.at + k * A.stride;
    const u = right.vectors.at + k * right.vectors.stride;
    for (let j = k + 1; j < cols; j++) numbers[u + j] = numbers[row + j]! + numbers[w + j]!;
    above[k] = reflect(numbers, u + k + 1, cols - k - 1, right.taus, k);
    const v = left.vectors.at + k * left.vectors.stride + k + 1;
    const first = (k + 1) & ~3;
    const a = (row + A.stride + first) * NUMBER;
    shearDot(
      a,
      A.stride * NUMBER,
      rows - k - 1,
      width - first,
      v * NUMBER,
      (w + first) * NUMBER,
      (u + first) * NUMBER,
      (z + k + 1) * NUMBER,
    );
    const next = left.vectors.at + (k + 1) * left.vectors.stride;
    for (let i = k + 1; i < rows; i++) {
      numbers[z + i]! *= -right.taus[k]!;
      numbers[next + i] = numbers[A.at + i * A.stride + k + 1]! + numbers[z + i]! * numbers[u + k + 1]!;
    }
    diagonal[k + 1] = reflect(numbers, next + k + 1, rows - k - 1, left.taus, k + 1);
    sumRows(work, A, rows, cols, left, lists, k + 1, u);
  }
}

/** w ← −τ vᵀ(A + z uᵀ) for reflection k from the left, behind its column; A is overwritten by that sum. */
function sumRows(
  { numbers, shearSum }: Workspace,
  A: Panel,
  rows: number,
  cols: number,
  left: Reflections,
  lists: { readonly w: Panel; readonly z: Panel },
  k: number,
  u: number,
): void {
  const [w, z] = [lists.w.at, lists.z.at];
  const v = left.vectors.at + k * left.vectors.stride + k;
  const first = k & ~3;
  shearSum(
    (A.at + k * A.stride + first) * NUMBER,
    A.stride * NUMBER,
    rows - k,
    wholeTiles(cols) - first,
    v * NUMBER,
    (w + first) * NUMBER,
    (u + first) * NUMBER,
    (z + k) * NUMBER,
  );
  numbers.fill(0, w + first, w + k + 1);
  for (let j = k + 1; j < cols; j++) numbers[w + j]! *= -left.taus[k]!;
}

/** Replaces x by v = (1, …) so that (I − τvvᵀ)x has one entry only, which is returned. */
function reflect(numbers: Float64Array, at: number, count: number, taus: Float64Array, k: number): number {
  const first = numbers[at]!;
  let tail = 0;
  for (let i = 1; i < count; i++) tail += numbers[at + i]! * numbers[at + i]!;
  numbers[at] = 1;
  if (tail === 0) return first;
  const norm = Math.sqrt(first * first + tail);
  const value = first > 0 ? -norm : norm;
  const difference = first - value;
  for (let i = 1; i < count; i++) numbers[at + i]! /= difference;
  taus[k] = -difference / value;
  return value;
}

/** M ← H_(count−1) ⋯ H_1H_0, size × size. While H_k is applied to a row of M, the row is multiplied by the vector of the next. */
function setProductOfReflections(
  { numbers, shearDot }: Workspace,
  M: Panel,
  size: number,
  count: number,
  { vectors, taus, offset }: Reflections,
  z: number,
): void {
  for (let i = 0; i < size; i++) numbers[M.at + i * M.stride + i] = 1;
  const { at, stride } = vectors;
  if (count > 0) numbers.copyWithin(z, at + (count - 1) * stride, at + (count - 1) * stride + size);
  for (let k = count - 1; k >= 0; k--) {
    const from = k + offset;
    // Row `from` of M is still one of the identity.
    numbers[z + from] = 1;
    for (let i = from; i < size; i++) numbers[z + i]! *= -taus[k]!;
    const first = from & ~3;
    const [row, width] = [M.at + from * M.stride + first, wholeTiles(size) - first];
    const [own, next, list] = [at + k * stride + first, at + Math.max(0, k - 1) * stride + first, z + from];
    shearDot(
      row * NUMBER,
      M.stride * NUMBER,
      size - from,
      width,
      list * NUMBER,
      own * NUMBER,
      next * NUMBER,
      list * NUMBER,
    );
  }
}
