import type { Architecture } from '../network/architecture.ts';
import type { Weights } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import {
  emptyEntries,
  filledList,
  isPacked,
  matrixOf,
  symmetricMatrixOf,
  triangleCount,
} from '../numbers/packedMatrix.ts';
import type { DoubleDoubleVector } from './doubleDouble.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import type { ProductKernel } from './simd/kernels.ts';
import { NUMBER } from './simd/loops.ts';
import { putMatrix, putTransposed } from './simd/matrixPanels.ts';
import { fullGram, productParameters, transposedProduct, upperGram } from './simd/products.ts';
import { addCalls, putCalls } from './simd/putCalls.ts';
import {
  addPanel,
  fromColumn,
  type Panel,
  rowStride,
  type Workspace,
  type WorkspacePlan,
  wholeTiles,
} from './simd/workspace.ts';
import type { TaskBasisLayers } from './taskBasisLayers.ts';

/** The layers themselves, by hidden units: W1 (Nh×Ni) and W2ᵀ (Nh×No), side by side in one table, [W1, W2ᵀ] = Qᵀ. */
export interface Layers {
  readonly W1: Panel;
  readonly W2t: Panel;
  /** Vᵀ and Uᵀ, and where they stand in the working memory. */
  readonly Vt: Float64Array;
  readonly Ut: Float64Array;
  readonly inputBasis: Panel;
  readonly outputBasis: Panel;
  /** The list of `transformLayers`. */
  readonly calls: Panel;
  /** When bases and list were put there. */
  takeovers: number;
  /** QQᵀ or a block of it, and where W1ᵀW2ᵀ stands in QQᵀ. */
  readonly products: Panel;
  readonly outputOfQqt: Panel;
  /** Room for the entries of a QQᵀ that is not packed, once it was asked for: a copy of a list is made faster than a new one is filled. */
  entries: number[] | undefined;
}

export function layersOf(
  plan: WorkspacePlan,
  { architecture: { Ni, Nh, No } }: Eigenbasis,
  { Vt, Ut }: Pick<Layers, 'Vt' | 'Ut'>,
): Layers {
  // W2ᵀ stands over what W1 has too much in its last tile.
  const W1 = addPanel(plan, Nh, Ni + wholeTiles(No));
  const products = addPanel(plan, Ni + No, Ni + No);
  return {
    W1,
    W2t: fromColumn(W1, Ni),
    Vt,
    Ut,
    inputBasis: addPanel(plan, Ni, Ni),
    outputBasis: addPanel(plan, No, No),
    calls: addCalls(plan),
    takeovers: 0,
    products,
    outputOfQqt: fromColumn(products, Ni),
    entries: undefined,
  };
}

/** Float64 vectors as rows, as far apart as those of a table. */
export function rowsOf(vectors: readonly DoubleDoubleVector[]): Float64Array {
  const stride = rowStride(vectors.length);
  const rows = new Float64Array(vectors.length * stride);
  vectors.forEach(({ hi }, k) => {
    rows.set(hi, k * stride);
  });
  return rows;
}

/** The weights themselves, at the start. */
export function setLayers(numbers: Float64Array, { W1, W2t }: Layers, weights: Weights<number>): void {
  putMatrix(numbers, W1, weights.W1);
  putTransposed(numbers, W2t, weights.W2);
}

/** W1 = X1Vᵀ and W2ᵀ = X2Uᵀ, or one of them. */
export function transformLayers(
  work: Workspace,
  plan: WorkspacePlan,
  layers: Layers,
  inTaskBasis: TaskBasisLayers,
  architecture: Architecture,
  which: 'first' | 'second' | 'both',
): void {
  const isFilled = layers.takeovers === plan.takeovers;
  if (isFilled && which === 'both') {
    work.transformLayers(layers.calls.at * NUMBER);
    return;
  }
  const first = transformFirst(layers, inTaskBasis, architecture);
  const second = transformSecond(layers, inTaskBasis, architecture);
  if (!isFilled) {
    layers.takeovers = plan.takeovers;
    work.numbers.set(layers.Vt, layers.inputBasis.at);
    work.numbers.set(layers.Ut, layers.outputBasis.at);
    putCalls(work, 'transformLayers', layers.calls, [first, second]);
  }
  // W2ᵀ stands over what W1 has too much.
  if (which !== 'second') work.setProduct(...first);
  if (which !== 'first') work.setProduct(...second);
}

function transformFirst(
  { inputBasis, W1 }: Layers,
  { X1 }: TaskBasisLayers,
  { Ni, Nh }: Architecture,
): Parameters<ProductKernel> {
  return productParameters(X1, wholeTiles(Nh), inputBasis, wholeTiles(Ni), Ni, W1);
}

function transformSecond(
  { outputBasis, W2t }: Layers,
  { X2 }: TaskBasisLayers,
  { Nh, No }: Architecture,
): Parameters<ProductKernel> {
  return productParameters(X2, wholeTiles(Nh), outputBasis, wholeTiles(No), No, W2t);
}

/** QQᵀ = [W1ᵀ; W2][W1, W2ᵀ], (Ni+No)×(Ni+No): where it is packed its upper triangle. */
export function setQqt(work: Workspace, { W1, products }: Layers, { Ni, Nh, No }: Architecture): void {
  const size = Ni + No;
  if (isPacked(size * size)) upperGram(work, W1, wholeTiles(size), Nh, products);
  else fullGram(work, W1, wholeTiles(size), Nh, products);
}

/** After `setQqt`; overwrites its table. */
export function copiedQqt(work: Workspace, layers: Layers, { Ni, No }: Architecture): Matrix<number> {
  const size = Ni + No;
  const { at, stride } = layers.products;
  if (isPacked(size * size)) {
    work.closeTriangle(at * NUMBER, stride * NUMBER, size);
    // A list from a part of another is not filled with zeros before, as one of a given length and a slice are.
    return symmetricMatrixOf(size, new Float64Array(work.numbers.subarray(at, at + triangleCount(size))));
  }
  layers.entries ??= filledList(size * size);
  fillList(layers.entries, work.numbers, layers.products, size);
  return matrixOf(size, size, layers.entries.slice());
}

/** Eight columns at a time, in half of the time that one by one takes. */
function fillList(list: number[], numbers: Float64Array, { at, stride }: Panel, size: number): void {
  const whole = size & ~7;
  let to = 0;
  for (let i = 0; i < size; i++) {
    const row = at + i * stride;
    let from = row;
    for (; from < row + whole; from += 8, to += 8) {
      list[to] = numbers[from]!;
      list[to + 1] = numbers[from + 1]!;
      list[to + 2] = numbers[from + 2]!;
      list[to + 3] = numbers[from + 3]!;
      list[to + 4] = numbers[from + 4]!;
      list[to + 5] = numbers[from + 5]!;
      list[to + 6] = numbers[from + 6]!;
      list[to + 7] = numbers[from + 7]!;
    }
    for (; from < row + size; from++, to++) list[to] = numbers[from]!;
  }
}

/** Sets `products` to AᵀB for layers A (Nh×rows) and B (Nh×cols). */
export function setProduct(
  work: Workspace,
  { products }: Layers,
  A: Panel,
  rows: number,
  B: Panel,
  cols: number,
  Nh: number,
): void {
  transposedProduct(work, A, wholeTiles(rows), B, wholeTiles(cols), Nh, products);
}

/** AᵀA for a layer A (Nh×size). */
export function gramOf(work: Workspace, layers: Layers, A: Panel, size: number, Nh: number): Matrix<number> {
  setProduct(work, layers, A, size, A, size, Nh);
  return copied(work.numbers, layers.products, size, size);
}

export function copied(numbers: Float64Array, { at, stride }: Panel, rows: number, cols: number): Matrix<number> {
  const entries = emptyEntries(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) entries[i * cols + j] = numbers[at + i * stride + j]!;
  }
  return matrixOf(rows, cols, entries);
}

/** The transpose of a table: rows × cols. */
export function copiedTransposed(
  numbers: Float64Array,
  { at, stride }: Panel,
  rows: number,
  cols: number,
): Matrix<number> {
  const entries = emptyEntries(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) entries[i * cols + j] = numbers[at + j * stride + i]!;
  }
  return matrixOf(rows, cols, entries);
}
