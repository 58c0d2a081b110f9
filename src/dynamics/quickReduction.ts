import type { Weights } from '../network/problem.ts';
import { arena } from './arena.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import type { Float64Svd } from './float64Svd.ts';
import { type ColumnErrors, type ReductionTables, reducedColumns } from './reducedColumns.ts';
import type { Reduction } from './reductionChain.ts';
import type { RowLayout } from './rowLayout.ts';
import { putMatrix, putTransposed } from './simd/matrixPanels.ts';
import { plainProduct } from './simd/products.ts';
import { addPanel, type Panel, wholeTiles, workspace, workspacePlan } from './simd/workspace.ts';

/**
 * Of a start's entry relative to the length of its hidden unit's weights: the rounding of two products, and of singular vectors
 * that are orthogonal up to such roundings.
 */
const START_ERROR = Number.EPSILON / 4;

/** The same of an entry that is changed, squared. */
const ROUNDING_SQUARE = START_ERROR ** 2;

/** Where pivot rows are known no better relative to their inverse, first order does not count. */
const MOST_TURN = 1e-3;

/** A column reduction in float64, which estimates its errors. */
interface QuickReduction extends ReductionTables {
  /** By rows: how far the start [K; I] would have to be changed for the reduction to be exact, squared; */
  readonly errorSquares: Float64Array;
  /** the largest entry of the start. */
  readonly sizes: Float64Array;
  /** Room for a row, and for the sizes of the pivots' rows. */
  readonly factors: Float64Array;
  readonly pivotSizes: Float64Array;
}

/**
 * The start in the task's basis and its exchanges in float64. Errors are those of `ColumnReduction`'s backward error, but
 * estimated and not bounded: roundings are taken for independent of each other, so that their squares add up (Higham and Mary,
 * 2019), where bounds that hold in any case are √n to n times as large and would trust no wide network.
 */
export function quickReduction(
  basis: Eigenbasis,
  svd: Float64Svd,
  layout: RowLayout,
  weights: Weights<number>,
): Reduction {
  const tables = quickStart(basis, svd, layout, weights);
  return {
    tables,
    exchange: (entry, firstLayer) => exchange(tables, entry, firstLayer),
    columns: firstMode => reducedColumns(tables, firstMode, { errors: columnErrors(tables) }),
  };
}

function quickStart(
  { architecture: { Ni, Nh, No }, modes, leftOver }: Eigenbasis,
  { Vt, Ut }: Float64Svd,
  layout: RowLayout,
  { W1, W2 }: Weights<number>,
): QuickReduction {
  const plan = workspacePlan();
  const [inputBasis, outputBasis] = [addPanel(plan, Ni, Ni), addPanel(plan, No, No)];
  const [first, second] = [addPanel(plan, Ni, Nh), addPanel(plan, No, Nh)];
  const [inputs, outputs] = [addPanel(plan, Ni, Nh), addPanel(plan, No, Nh)];
  const work = workspace(plan);
  const { numbers } = work;
  numbers.set(Vt, inputBasis.at);
  numbers.set(Ut, outputBasis.at);
  putTransposed(numbers, first, W1);
  putMatrix(numbers, second, W2);
  plainProduct(work, inputBasis, wholeTiles(Ni), first, wholeTiles(Nh), Ni, inputs);
  plainProduct(work, outputBasis, wholeTiles(No), second, wholeTiles(Nh), No, outputs);
  const { rows, weightRows, cols } = layout;
  const ofLayers = 2 * modes.length * cols;
  const take = arena(rows * cols + ofLayers + 2 * rows + 3 * cols);
  const [table, layers] = [take(rows * cols), take(ofLayers)];
  modes.forEach((mode, k) => {
    const [inPlus, outPlus, inMinus, outMinus] = [mode.inPlus.hi, mode.outPlus.hi, mode.inMinus.hi, mode.outMinus.hi];
    const [ofV, ofU] = [inputs.at + k * inputs.stride, outputs.at + k * outputs.stride];
    const plus = 2 * k * cols;
    const minus = plus + cols;
    for (let j = 0; j < cols; j++) {
      const v = numbers[ofV + j]!;
      const u = numbers[ofU + j]!;
      layers[plus + j] = v;
      layers[minus + j] = u;
      table[plus + j] = inPlus * v + outPlus * u;
      table[minus + j] = inMinus * v + outMinus * u;
    }
  });
  const rest: Panel = leftOver === 'in' ? inputs : outputs;
  for (let row = 2 * modes.length; row < weightRows; row++) {
    const from = rest.at + (row - modes.length) * rest.stride;
    table.set(numbers.subarray(from, from + cols), row * cols);
  }
  for (let j = 0; j < cols; j++) table[(weightRows + j) * cols + j] = 1;
  const [errorSquares, sizes] = [take(rows), take(rows)];
  setStartErrors(layout, table, errorSquares, sizes, take(cols));
  return {
    layout,
    pivots: Int32Array.from({ length: cols }, (_, j) => weightRows + j),
    table: { hi: table },
    layers: { hi: layers },
    errorSquares,
    sizes,
    factors: take(cols),
    pivotSizes: take(cols),
  };
}

function setStartErrors(
  { weightRows, cols }: RowLayout,
  table: Float64Array,
  errorSquares: Float64Array,
  sizes: Float64Array,
  lengths: Float64Array,
): void {
  for (let i = 0; i < weightRows; i++) {
    let largest = 0;
    for (let j = 0; j < cols; j++) {
      const entry = Math.abs(table[i * cols + j]!);
      if (entry > largest) largest = entry;
      lengths[j]! += entry * entry;
    }
    sizes[i] = largest;
  }
  sizes.fill(1, weightRows);
  let longest = 0;
  for (let j = 0; j < cols; j++) longest = Math.max(longest, lengths[j]!);
  errorSquares.fill(START_ERROR ** 2 * longest, 0, weightRows);
}

/** As `exchange` of the reduction in 30 digits. */
function exchange(
  { layout, pivots, table, layers, errorSquares, sizes, factors, pivotSizes }: QuickReduction,
  entry: number,
  firstLayer: number,
): void {
  const { cols, rows } = layout;
  const { hi } = table;
  const [row, col] = [Math.floor(entry / cols), entry % cols];
  const pivot = hi[entry]!;
  for (let j = 0; j < cols; j++) factors[j] = hi[row * cols + j]!;
  factors[col] = 0;
  pivots[col] = row;
  for (let j = 0; j < cols; j++) pivotSizes[j] = sizes[pivots[j]!]!;
  for (let i = 0; i < rows; i++) {
    const from = i * cols;
    const value = hi[from + col]! / pivot;
    if (value === 0 || i === row) continue;
    hi[from + col] = value;
    let squares = 0;
    for (let j = 0; j < cols; j++) {
      const changed = hi[from + j]! - value * factors[j]!;
      hi[from + j] = changed;
      const rounding = changed * pivotSizes[j]!;
      squares += rounding * rounding;
    }
    errorSquares[i]! += ROUNDING_SQUARE * squares;
  }
  for (let from = firstLayer * cols; from < layers.hi.length; from += cols) {
    const value = layers.hi[from + col]! / pivot;
    layers.hi[from + col] = value;
    for (let j = 0; j < cols; j++) layers.hi[from + j]! -= value * factors[j]!;
  }
  hi.fill(0, row * cols, (row + 1) * cols);
  hi[entry] = 1;
}

/**
 * With M the start, A its pivot rows and T = MA⁻¹, changes δM make δT = (δM − T·δA)A⁻¹: where they are independent, entry (i, j)
 * is off by √(eᵢ² + Σ Tᵢₚ²eₚ²)·‖column j of A⁻¹‖, to first order in δA·A⁻¹: by anything where a pivot may be nothing but rounding.
 * The identity's rows of T are A⁻¹.
 */
function columnErrors({
  layout: { rows, weightRows, cols },
  pivots,
  table: { hi },
  errorSquares,
}: QuickReduction): ColumnErrors {
  const take = arena(rows + cols);
  const [row, column] = [take(rows), take(cols)];
  for (let at = weightRows * cols; at < rows * cols; at += cols) {
    for (let j = 0; j < cols; j++) column[j]! += hi[at + j]! * hi[at + j]!;
  }
  for (let i = 0; i < rows; i++) {
    let square = errorSquares[i]!;
    for (let j = 0; j < cols; j++) square += hi[i * cols + j]! * hi[i * cols + j]! * errorSquares[pivots[j]!]!;
    row[i] = Math.sqrt(square);
  }
  let turn = 0;
  for (let j = 0; j < cols; j++) {
    turn += column[j]! * errorSquares[pivots[j]!]!;
    row[pivots[j]!] = 0;
    column[j] = Math.sqrt(column[j]!);
  }
  if (!(turn < MOST_TURN ** 2)) row.fill(Number.POSITIVE_INFINITY);
  return { row, column };
}
