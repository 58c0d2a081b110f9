import type { Weights } from '../network/problem.ts';
import { arena } from './arena.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import type { Float64Svd } from './float64Svd.ts';
import type { WeightedEntry } from './largestEntry.ts';
import { type ColumnErrors, type ReducedColumns, type Rows, reducedColumns, setColumnSizes } from './reducedColumns.ts';
import type { Reduction } from './reductionChain.ts';
import type { RowLayout } from './rowLayout.ts';
import { emptyRowWeights, setRowWeights } from './rowWeights.ts';
import { NUMBER } from './simd/loops.ts';
import { putMatrix, putTransposed } from './simd/matrixPanels.ts';
import { gram, plainProduct } from './simd/products.ts';
import { addPanel, type Panel, type Workspace, type WorkspacePlan, wholeTiles, workspace } from './simd/workspace.ts';

/**
 * Of a start's entry relative to the length of its hidden unit's weights: the rounding of two products, and of singular vectors
 * that are orthogonal up to such roundings. The same of an entry that is changed.
 */
const START_ERROR = Number.EPSILON / 4;

/** Where pivot rows are known no better relative to their inverse, first order does not count. */
const MOST_TURN = 1e-3;

/** Where a column reduction in float64 and what its errors are estimated by stand in the working memory. */
interface QuickTables {
  /** [K; I]·C. */
  readonly table: Panel;
  readonly inputBasis: Panel;
  readonly outputBasis: Panel;
  /** W1ᵀ and W2; and the rows v and u of the modes where they are asked for, from `first` on. */
  readonly first: Panel;
  readonly second: Panel;
  /** Both in the task's basis. */
  readonly inputs: Panel;
  readonly outputs: Panel;
  /** Rows of the identity, and their products. */
  readonly scaled: Panel;
  readonly products: Panel;
  /** By rows: how far [K; I] would have to be changed for the exchanges to be exact, squared; */
  readonly errorSquares: number;
  /** the largest entry of [K; I]; */
  readonly sizes: number;
  /** √D at the time that was last looked at, and the largest entry, each times 1/√D of the pivot of its column. */
  readonly weights: number;
  readonly largest: number;
  /** By columns: the factors of an exchange, the sizes of the pivots' rows times `START_ERROR`, and 1/√D of the pivots. */
  readonly factors: number;
  readonly pivotSizes: number;
  readonly perPivot: number;
  readonly pivot: number;
  /** How far the start's weights are off, squared. */
  readonly startSquare: number;
}

/**
 * The start in the task's basis and its exchanges in float64, made anew by each call; of the reductions one is worked on at a time.
 * Where another flow has had the working memory since, the exchanges are made again.
 *
 * Errors are those of `ColumnReduction`'s backward error, but estimated and not bounded: roundings are taken for independent of each
 * other, so that their squares add up (Higham and Mary, 2019), where bounds that hold in any case are √n to n times as large and would
 * trust no wide network.
 */
export function quickReductions(
  plan: WorkspacePlan,
  basis: Eigenbasis,
  svd: Float64Svd,
  layout: RowLayout,
  weights: Weights<number>,
): () => Reduction {
  const memory: QuickMemory = {
    plan,
    basis,
    svd,
    layout,
    weights,
    tables: quickTables(plan, basis, layout),
    rowWeights: emptyRowWeights(layout),
    owner: undefined,
    takeovers: 0,
  };
  return () => reductionIn(memory);
}

/** What the reductions of one start share. */
interface QuickMemory {
  readonly plan: WorkspacePlan;
  readonly basis: Eigenbasis;
  readonly svd: Float64Svd;
  readonly layout: RowLayout;
  readonly weights: Weights<number>;
  readonly tables: QuickTables;
  readonly rowWeights: Float64Array;
  /** Whose rows stand in the tables, and when they were put there. */
  owner: Progress | undefined;
  takeovers: number;
}

/** How far a reduction has come. */
interface Progress {
  readonly pivots: Int32Array;
  /** The entries that were exchanged. */
  readonly exchanged: number[];
  /** The time for which the largest entries of all rows are known. */
  lookedAt: number;
}

function reductionIn(memory: QuickMemory): Reduction {
  const { basis, layout, tables } = memory;
  const progress: Progress = { pivots: new Int32Array(layout.cols), exchanged: [], lookedAt: Number.NaN };
  return {
    largestWeight: largestOf(ready(memory, progress).numbers, tables.sizes, layout.weightRows),
    largest(t) {
      const work = ready(memory, progress);
      if (t !== progress.lookedAt) {
        progress.lookedAt = t;
        // No time is asked for that is later than `lastInRange`.
        setRowWeights(basis, layout, t, memory.rowWeights);
        look(work, tables, layout, progress.pivots, memory.rowWeights);
      }
      return largest(work, tables, layout);
    },
    exchange(entry) {
      exchange(ready(memory, progress), tables, layout, progress.pivots, entry);
      progress.exchanged.push(entry);
    },
    columns: firstMode => columnsOf(ready(memory, progress), tables, basis, layout, progress.pivots, firstMode),
  };
}

/** The working memory with the rows of a reduction, which are made again where others have had their place. */
function ready(memory: QuickMemory, progress: Progress): Workspace {
  const { plan, basis, svd, layout, weights, tables } = memory;
  const work = workspace(plan);
  if (memory.owner === progress && memory.takeovers === plan.takeovers) return work;
  memory.owner = progress;
  memory.takeovers = plan.takeovers;
  progress.lookedAt = Number.NaN;
  for (let j = 0; j < layout.cols; j++) progress.pivots[j] = layout.weightRows + j;
  setStart(work, tables, basis, svd, layout, weights);
  for (const entry of progress.exchanged) exchange(work, tables, layout, progress.pivots, entry);
  return work;
}

function largestOf(numbers: Float64Array, first: number, count: number): number {
  let largest = 0;
  for (let k = first; k < first + count; k++) largest = Math.max(largest, numbers[k]!);
  return largest;
}

function quickTables(
  plan: WorkspacePlan,
  { architecture: { Ni, Nh, No } }: Eigenbasis,
  { rows, cols }: RowLayout,
): QuickTables {
  const ofRows = addPanel(plan, 4, rows);
  const ofColumns = addPanel(plan, 4, cols);
  return {
    table: addPanel(plan, rows, cols),
    inputBasis: addPanel(plan, Ni, Ni),
    outputBasis: addPanel(plan, No, No),
    first: addPanel(plan, Ni, Nh),
    second: addPanel(plan, No, Nh),
    inputs: addPanel(plan, Ni, Nh),
    outputs: addPanel(plan, No, Nh),
    scaled: addPanel(plan, cols, cols),
    products: addPanel(plan, cols, cols),
    errorSquares: ofRows.at,
    sizes: ofRows.at + ofRows.stride,
    weights: ofRows.at + 2 * ofRows.stride,
    largest: ofRows.at + 3 * ofRows.stride,
    factors: ofColumns.at,
    pivotSizes: ofColumns.at + ofColumns.stride,
    perPivot: ofColumns.at + 2 * ofColumns.stride,
    pivot: ofColumns.at + 3 * ofColumns.stride,
    startSquare: ofColumns.at + 3 * ofColumns.stride + 1,
  };
}

function setStart(
  work: Workspace,
  tables: QuickTables,
  { architecture: { Ni, Nh, No }, modes, leftOver }: Eigenbasis,
  { Vt, Ut }: Float64Svd,
  layout: RowLayout,
  { W1, W2 }: Weights<number>,
): void {
  const { numbers } = work;
  const { table, inputBasis, outputBasis, first, second, inputs, outputs } = tables;
  const { weightRows, cols } = layout;
  numbers.set(Vt, inputBasis.at);
  numbers.set(Ut, outputBasis.at);
  putTransposed(numbers, first, W1);
  putMatrix(numbers, second, W2);
  plainProduct(work, inputBasis, wholeTiles(Ni), first, wholeTiles(Nh), Ni, inputs);
  plainProduct(work, outputBasis, wholeTiles(No), second, wholeTiles(Nh), No, outputs);
  for (let k = 0; k < modes.length; k++) {
    const { inPlus, outPlus, inMinus, outMinus } = modes[k]!;
    const [ofV, ofU] = [inputs.at + k * inputs.stride, outputs.at + k * outputs.stride];
    const plus = table.at + 2 * k * table.stride;
    turn(numbers, ofV, ofU, inPlus.hi, outPlus.hi, inMinus.hi, outMinus.hi, plus, plus + table.stride, cols);
  }
  const rest: Panel = leftOver === 'in' ? inputs : outputs;
  for (let row = 2 * modes.length; row < weightRows; row++) {
    const from = rest.at + (row - modes.length) * rest.stride;
    numbers.copyWithin(table.at + row * table.stride, from, from + cols);
  }
  const identity = table.at + weightRows * table.stride;
  numbers.fill(0, identity, identity + cols * table.stride);
  for (let j = 0; j < cols; j++) numbers[identity + j * table.stride + j] = 1;
  setStartErrors(numbers, tables, layout);
}

/** Rows x and y to the rows (a·x + b·y) and (c·x + d·y). */
function turn(
  numbers: Float64Array,
  x: number,
  y: number,
  a: number,
  b: number,
  c: number,
  d: number,
  first: number,
  second: number,
  count: number,
): void {
  for (let j = 0; j < count; j++) {
    const ofX = numbers[x + j]!;
    const ofY = numbers[y + j]!;
    numbers[first + j] = a * ofX + b * ofY;
    numbers[second + j] = c * ofX + d * ofY;
  }
}

function setStartErrors(
  numbers: Float64Array,
  { table, errorSquares, sizes, factors, pivotSizes, startSquare }: QuickTables,
  { weightRows, rows, cols }: RowLayout,
): void {
  const lengths = factors;
  numbers.fill(0, lengths, lengths + cols);
  for (let i = 0; i < weightRows; i++) {
    const row = table.at + i * table.stride;
    let largest = 0;
    for (let j = 0; j < cols; j++) {
      const entry = Math.abs(numbers[row + j]!);
      if (entry > largest) largest = entry;
      numbers[lengths + j]! += entry * entry;
    }
    numbers[sizes + i] = largest;
  }
  numbers.fill(1, sizes + weightRows, sizes + rows);
  let longest = 0;
  for (let j = 0; j < cols; j++) longest = Math.max(longest, numbers[lengths + j]!);
  numbers[startSquare] = START_ERROR ** 2 * longest;
  numbers.fill(0, errorSquares, errorSquares + rows);
  numbers.fill(START_ERROR, pivotSizes, pivotSizes + cols);
}

function look(
  work: Workspace,
  { table, weights, largest, perPivot }: QuickTables,
  { rows, cols, tiles }: RowLayout,
  pivots: Int32Array,
  weight: Float64Array,
): void {
  const { numbers } = work;
  numbers.set(weight, weights);
  for (let j = 0; j < cols; j++) numbers[perPivot + j] = 1 / weight[pivots[j]!]!;
  const [first, row] = [table.at * NUMBER, table.stride * NUMBER];
  work.largestOfRows(first, row, rows, tiles, perPivot * NUMBER, largest * NUMBER);
}

/** After `look` and the exchanges that followed it. */
function largest({ numbers }: Workspace, tables: QuickTables, { rows, cols }: RowLayout): WeightedEntry {
  const { table, perPivot } = tables;
  let [size, found] = [0, -1];
  for (let i = 0; i < rows; i++) {
    const candidate = numbers[tables.largest + i]! * numbers[tables.weights + i]!;
    if (candidate > size) [size, found] = [candidate, i];
  }
  if (found < 0) return { entry: -1, size };
  const row = table.at + found * table.stride;
  let [most, column] = [-1, 0];
  for (let j = 0; j < cols; j++) {
    const candidate = Math.abs(numbers[row + j]!) * numbers[perPivot + j]!;
    if (candidate > most) [most, column] = [candidate, j];
  }
  return { entry: found * cols + column, size };
}

/** As `exchange` of the reduction in 30 digits. Keeps what `look` has found at its time. */
function exchange(
  work: Workspace,
  tables: QuickTables,
  { rows, cols, tiles }: RowLayout,
  pivots: Int32Array,
  entry: number,
): void {
  const { numbers } = work;
  const { table, factors, pivotSizes, perPivot, pivot, errorSquares, largest } = tables;
  const [row, col] = [Math.floor(entry / cols), entry % cols];
  const at = table.at + row * table.stride;
  numbers[pivot] = numbers[at + col]!;
  // Rows that are 0 in the column are left as they are, and this one is to be.
  for (let j = 0; j < cols; j++) {
    numbers[factors + j] = numbers[at + j]!;
    numbers[at + j] = 0;
  }
  numbers[factors + col] = 0;
  pivots[col] = row;
  numbers[pivotSizes + col] = START_ERROR * numbers[tables.sizes + row]!;
  numbers[perPivot + col] = 1 / numbers[tables.weights + row]!;
  work.exchangeRows(
    table.at * NUMBER,
    table.stride * NUMBER,
    rows,
    tiles,
    (table.at + col) * NUMBER,
    pivot * NUMBER,
    factors * NUMBER,
    pivotSizes * NUMBER,
    perPivot * NUMBER,
    errorSquares * NUMBER,
    largest * NUMBER,
  );
  numbers[at + col] = 1;
  numbers[largest + row] = numbers[perPivot + col]!;
}

function rowsOf(numbers: Float64Array, { at, stride }: Panel): Rows {
  return { numbers, at, stride };
}

function columnsOf(
  work: Workspace,
  tables: QuickTables,
  { modes }: Eigenbasis,
  layout: RowLayout,
  pivots: Int32Array,
  firstMode: number,
): ReducedColumns {
  const { numbers } = work;
  const { table, first: layers, scaled, products } = tables;
  const { cols, tiles } = layout;
  for (let k = firstMode; k < modes.length; k++) {
    // p₊ and p₋ of v and u: the turn is its own inverse.
    const { inPlus, outPlus, inMinus, outMinus } = modes[k]!;
    const plus = table.at + 2 * k * table.stride;
    const v = layers.at + 2 * k * layers.stride;
    const [minus, u] = [plus + table.stride, v + layers.stride];
    turn(numbers, plus, minus, inPlus.hi, outPlus.hi, inMinus.hi, outMinus.hi, v, u, cols);
  }
  const reduced = { layout, pivots, table: rowsOf(numbers, table), layers: rowsOf(numbers, layers) };
  const errors = columnErrors(numbers, tables, layout, pivots);
  return reducedColumns(reduced, firstMode, { errors }, (ofIdentity, identityGram, columnSize) => {
    setColumnSizes(reduced.table, ofIdentity, cols, columnSize);
    ofIdentity.forEach((row, i) => {
      const [from, to] = [table.at + row * table.stride, scaled.at + i * scaled.stride];
      for (let j = 0; j < cols; j++) {
        const size = columnSize[j]!;
        numbers[to + j] = size === 0 ? 0 : numbers[from + j]! / size;
      }
    });
    if (ofIdentity.length === 0) return;
    gram(work, scaled, tiles, ofIdentity.length, products);
    for (let i = 0; i < cols; i++) {
      const from = products.at + i * products.stride;
      identityGram.set(numbers.subarray(from + i, from + cols), i * layout.stride + i);
    }
  });
}

/**
 * With M the start, A its pivot rows and T = MA⁻¹, changes δM make δT = (δM − T·δA)A⁻¹: where they are independent, entry (i, j)
 * is off by √(eᵢ² + Σ Tᵢₚ²eₚ²)·‖column j of A⁻¹‖, to first order in δA·A⁻¹: by anything where a pivot may be nothing but rounding.
 * The identity's rows of T are A⁻¹.
 */
function columnErrors(
  numbers: Float64Array,
  { table, errorSquares, sizes, factors, pivotSizes, startSquare }: QuickTables,
  { rows, weightRows, cols }: RowLayout,
  pivots: Int32Array,
): ColumnErrors {
  const take = arena(2 * rows + cols);
  const [start, rounding, column] = [take(rows), take(rows), take(cols)];
  for (let i = weightRows; i < rows; i++) {
    const at = table.at + i * table.stride;
    for (let j = 0; j < cols; j++) column[j]! += numbers[at + j]! * numbers[at + j]!;
  }
  const ofStart = numbers[startSquare]!;
  let turn = 0;
  for (let j = 0; j < cols; j++) {
    const ofPivot = numbers[errorSquares + pivots[j]!]!;
    const isMoved = pivots[j]! < weightRows;
    turn += column[j]! * (ofPivot + (isMoved ? ofStart : 0));
    column[j] = Math.sqrt(column[j]!);
    numbers[factors + j] = ofPivot;
    numbers[pivotSizes + j] = isMoved ? ofStart : 0;
  }
  for (let i = 0; i < rows; i++) {
    const at = table.at + i * table.stride;
    let ofRounding = numbers[errorSquares + i]!;
    let ofWeights = i < weightRows ? ofStart : 0;
    for (let j = 0; j < cols; j++) {
      const square = numbers[at + j]! * numbers[at + j]!;
      ofRounding += square * numbers[factors + j]!;
      ofWeights += square * numbers[pivotSizes + j]!;
    }
    rounding[i] = ofRounding;
    start[i] = ofWeights;
  }
  for (let j = 0; j < cols; j++) {
    rounding[pivots[j]!] = 0;
    start[pivots[j]!] = 0;
    numbers[pivotSizes + j] = START_ERROR * numbers[sizes + pivots[j]!]!;
  }
  if (!(turn < MOST_TURN ** 2)) rounding.fill(Number.POSITIVE_INFINITY);
  return { start, rounding, column };
}
