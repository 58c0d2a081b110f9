import type { Eigenbasis } from './eigenbasis.ts';
import { NO_COLUMNS, type ReducedColumns } from './reducedColumns.ts';
import { firstAtRest, type ReductionChain, reductionAt } from './reductionChain.ts';
import { kicksOf, type RoundingErrors, setRoundingErrors, trustedError } from './roundingShare.ts';
import { emptyRowFactors, LISTS, type RowFactors, setRowFactors } from './rowFactors.ts';
import { type RowGrowth, rowGrowth, weightRatio } from './rowGrowth.ts';
import type { RowLayout } from './rowLayout.ts';
import { type CholeskyFactor, choleskyFactor, factorise } from './simd/cholesky.ts';
import { NUMBER } from './simd/loops.ts';
import { addGram } from './simd/products.ts';
import { addPanel, type Panel, type Workspace, type WorkspacePlan, workspace } from './simd/workspace.ts';

/**
 * The weights at one time, before the last triangular factor is applied: Q(t) = e^{Ft} Q0 [I + Q0ᵀ P D Pᵀ Q0]^{−1/2} up to a
 * rotation of the hidden units (domine2025, theorem 1 without the inverse of B). With the weighted reduced columns
 * Y = √D [K; I] C W⁻¹, bounded by 5/2 and the identity on their pivot rows, it is e^{Λt} K C W⁻¹ U⁻¹ for YᵀY = UᵀU, and
 * nothing in it grows or cancels. Overwritten by the next time.
 */
export interface Propagated {
  time: number;
  /** t = Infinity: what does not grow is gone. */
  isLimit: boolean;
  columns: ReducedColumns;
  /** The modes from here on have hardly moved. */
  atRest: number;
  /** U. */
  readonly factor: CholeskyFactor;
  /** Where the reduction was made in float64. */
  readonly errors: RoundingErrors;
  readonly factors: RowFactors;
  /** In place of the factors where they are outside the range of numbers. */
  growth: RowGrowth | undefined;
  /** In the working memory: √D of all rows and of the columns' pivots, and 1/√D of the latter, which may underflow where `growth` is set; */
  readonly rowWeight: Panel;
  readonly pivotWeight: Panel;
  readonly pivotScale: Panel;
  /** √D of the rows that are no pivots, and the columns' sizes over √D of their pivots. */
  readonly rowScale: Panel;
  readonly sizeScale: Panel;
  readonly zeros: Panel;
  /** `ColumnErrors`, zeros where there are none, and what `weighErrors` takes from them. */
  readonly startErrors: Panel;
  readonly roundingErrors: Panel;
  readonly columnErrors: Panel;
  readonly columnSizes: Panel;
  readonly squares: Panel;
  /** The tables of `columns`; the two rows of every mode (p± or at rest v and u) and left-over rows, column by column. */
  readonly others: Panel;
  readonly identityGram: Panel;
  readonly firstRows: Panel;
  readonly secondRows: Panel;
  /** The rows of Y that are no pivots. */
  readonly weighted: Panel;
  /** What the tables were filled with. */
  filled: { readonly columns: ReducedColumns; readonly atRest: number; readonly takeovers: number } | undefined;
}

export function propagation(plan: WorkspacePlan, chain: ReductionChain): Propagated {
  const { layout } = chain;
  const { modes, weightRows, rows, cols } = layout;
  const width = weightRows - modes;
  const mixing = addPanel(plan, LISTS, width);
  const rowWeight = addPanel(plan, 1, rows);
  const factors = emptyRowFactors(layout, 0);
  return {
    time: 0,
    isLimit: false,
    columns: NO_COLUMNS,
    atRest: 0,
    errors: { normalisation: 0, layer: 0 },
    factor: choleskyFactor(plan, cols),
    factors: { ...factors, weightAt: rowWeight.at, mixingAt: mixing.at, width: mixing.stride },
    growth: undefined,
    rowWeight,
    pivotWeight: addPanel(plan, 1, cols),
    pivotScale: addPanel(plan, 1, cols),
    rowScale: addPanel(plan, 1, weightRows),
    sizeScale: addPanel(plan, 1, cols),
    zeros: addPanel(plan, 1, Math.max(cols, width)),
    startErrors: addPanel(plan, 1, rows),
    roundingErrors: addPanel(plan, 1, rows),
    columnErrors: addPanel(plan, 1, cols),
    columnSizes: addPanel(plan, 1, cols),
    squares: addPanel(plan, 1, 4),
    others: addPanel(plan, weightRows, cols),
    identityGram: addPanel(plan, cols, cols),
    firstRows: addPanel(plan, cols, width),
    secondRows: addPanel(plan, cols, width),
    weighted: addPanel(plan, weightRows, cols),
    filled: undefined,
  };
}

/**
 * Overwrites the state by that at time t, in units of τ; the working memory with its tables. Undefined, and nothing in the state
 * counts, where a reduction that was made in float64 is not to be trusted then.
 *
 * What runs at every time names its constants one by one: taking lists apart is so much code that V8 compiles less of it as one
 * piece, a twentieth of the time of a point at four units.
 */
export function propagate(
  plan: WorkspacePlan,
  chain: ReductionChain,
  t: number,
  state: Propagated,
): Workspace | undefined {
  const { basis, layout, end } = chain;
  const time = Math.min(t, end);
  state.time = time;
  state.isLimit = t === Number.POSITIVE_INFINITY;
  state.columns = reductionAt(chain, time);
  state.atRest = firstAtRest(basis, time);
  // Another start, where one is made, has the memory until then.
  const work = workspace(plan);
  state.factors.mixing = state.factors.weight = work.numbers;
  const isInRange = setRowFactors(basis, layout, time, state.factors);
  state.growth = isInRange && !state.isLimit ? undefined : rowGrowth(basis, layout, time);
  if (state.columns.errors !== undefined && state.growth !== undefined) return undefined;
  fillTables(work.numbers, plan, layout, state);
  if (state.growth !== undefined) weighByGrowth(work.numbers, layout, state.growth, state);
  else if (!weighByFactors(work, basis, layout, state)) return undefined;
  setIdentityGram(work, layout, state);
  addGram(work, state.weighted, layout.tiles, state.columns.others.length, state.factor.upper);
  factorise(work, state.factor);
  return work;
}

/** Brings the tables into the working memory, unless they are still there. */
function fillTables(numbers: Float64Array, { takeovers }: WorkspacePlan, layout: RowLayout, state: Propagated): void {
  const { columns, atRest, filled, firstRows, secondRows } = state;
  if (filled?.columns === columns && filled.atRest === atRest && filled.takeovers === takeovers) return;
  state.filled = { columns, atRest, takeovers };
  const { plus, minus, v, u, leftOver, firstMode } = columns;
  const { modes, cols, weightRows } = layout;
  const rest = modes - firstMode;
  const over = weightRows - 2 * modes;
  numbers.set(columns.otherRows, state.others.at);
  numbers.set(columns.identityGram, state.identityGram.at);
  numbers.set(columns.columnSize, state.columnSizes.at);
  putErrors(numbers, state);
  numbers.fill(1, state.rowWeight.at + weightRows, state.rowWeight.at + state.rowWeight.stride);
  // What is no column weighs nothing.
  numbers.fill(Number.POSITIVE_INFINITY, state.pivotWeight.at + cols, state.pivotWeight.at + state.pivotWeight.stride);
  numbers.fill(0, state.zeros.at, state.zeros.at + state.zeros.stride);
  for (let j = 0; j < cols; j++) {
    const first = firstRows.at + j * firstRows.stride;
    const second = secondRows.at + j * secondRows.stride;
    const ofModes = j * modes;
    const ofRest = j * rest - firstMode;
    for (let k = 0; k < atRest; k++) {
      numbers[first + k] = plus[ofModes + k]!;
      numbers[second + k] = minus[ofModes + k]!;
    }
    for (let k = atRest; k < modes; k++) {
      numbers[first + k] = v[ofRest + k]!;
      numbers[second + k] = u[ofRest + k]!;
    }
    for (let k = 0; k < over; k++) numbers[first + modes + k] = leftOver[j * over + k]!;
    for (let k = modes; k < secondRows.stride; k++) numbers[second + k] = 0;
  }
}

function putErrors(
  numbers: Float64Array,
  { columns: { errors }, startErrors, roundingErrors, columnErrors }: Propagated,
): void {
  for (const { at, stride } of [startErrors, roundingErrors, columnErrors]) numbers.fill(0, at, at + stride);
  if (errors === undefined) return;
  numbers.set(errors.start, startErrors.at);
  numbers.set(errors.rounding, roundingErrors.at);
  numbers.set(errors.column, columnErrors.at);
}

/**
 * The rows that are no pivots, each entry times √D of its row and 1/√D of its column's pivot. False, and they are not set, where a
 * reduction that was made in float64 is not to be trusted.
 */
function weighByFactors(work: Workspace, basis: Eigenbasis, { cols, tiles }: RowLayout, state: Propagated): boolean {
  const { numbers } = work;
  const { columns, time, errors, rowWeight, pivotWeight, pivotScale, sizeScale, rowScale, squares } = state;
  const { pivots, others } = columns;
  for (let j = 0; j < cols; j++) numbers[pivotWeight.at + j] = numbers[rowWeight.at + pivots[j]!]!;
  numbers[squares.at] = kicksOf(basis, time);
  work.weighErrors(
    pivotWeight.at * NUMBER,
    tiles,
    state.columnSizes.at * NUMBER,
    state.columnErrors.at * NUMBER,
    pivotScale.at * NUMBER,
    sizeScale.at * NUMBER,
    rowWeight.at * NUMBER,
    rowWeight.stride,
    state.startErrors.at * NUMBER,
    state.roundingErrors.at * NUMBER,
    squares.at * NUMBER,
  );
  if (columns.errors !== undefined) {
    setRoundingErrors(basis, time, numbers, squares, errors);
    if (!(errors.normalisation <= trustedError(basis))) return false;
  }
  if (others.length === 0) return true;
  for (let i = 0; i < others.length; i++) numbers[rowScale.at + i] = numbers[rowWeight.at + others[i]!]!;
  const from = state.others.at * NUMBER;
  const row = state.others.stride * NUMBER;
  const to = state.weighted.at * NUMBER;
  const toRow = state.weighted.stride * NUMBER;
  work.scale(to, toRow, others.length, tiles, from, row, pivotScale.at * NUMBER, rowScale.at * NUMBER);
  return true;
}

/** The same where weights leave the range of numbers: every ratio by itself. */
function weighByGrowth(numbers: Float64Array, layout: RowLayout, growth: RowGrowth, state: Propagated): void {
  const { cols, stride, weightRows } = layout;
  const { columns, pivotScale, sizeScale, weighted } = state;
  const { pivots, others, otherRows, columnSize } = columns;
  for (let j = 0; j < cols; j++) {
    const scale = weightRatio(growth, weightRows, pivots[j]!);
    numbers[pivotScale.at + j] = scale;
    numbers[sizeScale.at + j] = columnSize[j]! * scale;
  }
  others.forEach((row, i) => {
    for (let j = 0; j < stride; j++) {
      const entry = otherRows[i * stride + j]!;
      numbers[weighted.at + i * stride + j] = entry === 0 ? 0 : entry * weightRatio(growth, row, pivots[j]!);
    }
  });
}

/** The Gram matrix of the identity's rows that are no pivots. With the other rows' it is N = YᵀY − I: no pivot row is in it. */
function setIdentityGram(work: Workspace, { tiles }: RowLayout, state: Propagated): void {
  const { identityGram, sizeScale, factor } = state;
  const { upper } = factor;
  const from = identityGram.at * NUMBER;
  const row = identityGram.stride * NUMBER;
  const p = sizeScale.at * NUMBER;
  work.scale(upper.at * NUMBER, upper.stride * NUMBER, tiles, tiles, from, row, p, p);
}
