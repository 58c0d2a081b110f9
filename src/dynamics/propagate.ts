import type { Eigenbasis } from './eigenbasis.ts';
import { NO_COLUMNS, type ReducedColumns } from './reducedColumns.ts';
import { firstAtRest, type ReductionChain, reductionAt } from './reductionChain.ts';
import { kicksOf, type RoundingErrors, setRoundingErrors, trustedError } from './roundingShare.ts';
import { factorsParameters, fillModes, type RowFactors, rowFactors, setLeftOver, setTimes } from './rowFactors.ts';
import { type RowGrowth, rowGrowth, weightRatio } from './rowGrowth.ts';
import type { RowLayout } from './rowLayout.ts';
import { isInRange } from './rowWeights.ts';
import { type CholeskyFactor, choleskyFactor, factoriseParameters } from './simd/cholesky.ts';
import { NUMBER } from './simd/loops.ts';
import { productParameters } from './simd/products.ts';
import { addCalls, putCalls } from './simd/putCalls.ts';
import { addIntegers, addPanel, type Panel, type Workspace, type WorkspacePlan, workspace } from './simd/workspace.ts';

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
  /** In the working memory: √D of the columns' pivots, and 1/√D, which may underflow where `growth` is set; */
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
  /** Which rows are pivots and which are not, and the lists of `weighColumns` and `factoriseColumns`. */
  readonly pivotPlaces: Panel;
  readonly otherPlaces: Panel;
  readonly weighCalls: Panel;
  readonly factoriseCalls: Panel;
  /** What the tables were filled with. */
  filled: { readonly columns: ReducedColumns; readonly atRest: number; readonly takeovers: number } | undefined;
}

export function propagation(plan: WorkspacePlan, chain: ReductionChain): Propagated {
  const { layout } = chain;
  const { modes, weightRows, rows, cols } = layout;
  const width = weightRows - modes;
  return {
    time: 0,
    isLimit: false,
    columns: NO_COLUMNS,
    atRest: 0,
    errors: { normalisation: 0, layer: 0 },
    factor: choleskyFactor(plan, cols),
    factors: rowFactors(plan, layout),
    growth: undefined,
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
    pivotPlaces: addIntegers(plan, cols),
    otherPlaces: addIntegers(plan, weightRows),
    weighCalls: addCalls(plan),
    factoriseCalls: addCalls(plan),
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
  state.factors.numbers = work.numbers;
  state.growth = state.isLimit || !isInRange(basis, time) ? rowGrowth(basis, layout, time) : undefined;
  if (state.columns.errors !== undefined && state.growth !== undefined) return undefined;
  fillTables(work, plan, basis, layout, state);
  setTimes(work.numbers, basis, time, state.factors);
  if (state.growth !== undefined) weighByGrowth(work, layout, state.growth, state);
  else if (!weighByFactors(work, basis, layout, state)) return undefined;
  // The identity's rows that are no pivots, and the other rows: N = YᵀY − I, as no pivot row is in it.
  work.factoriseColumns(state.factoriseCalls.at * NUMBER);
  return work;
}

/** Brings the tables into the working memory, unless they are still there. */
function fillTables(
  work: Workspace,
  { takeovers }: WorkspacePlan,
  basis: Eigenbasis,
  layout: RowLayout,
  state: Propagated,
): void {
  const { columns, atRest, filled, firstRows, secondRows } = state;
  if (filled?.columns === columns && filled.atRest === atRest && filled.takeovers === takeovers) return;
  state.filled = { columns, atRest, takeovers };
  const { numbers, integers } = work;
  const { plus, minus, v, u, leftOver, firstMode } = columns;
  const { modes, cols, weightRows } = layout;
  const rest = modes - firstMode;
  const over = weightRows - 2 * modes;
  numbers.set(columns.otherRows, state.others.at);
  numbers.set(columns.identityGram, state.identityGram.at);
  numbers.set(columns.columnSize, state.columnSizes.at);
  putErrors(numbers, state);
  fillModes(numbers, basis, layout, state.factors);
  integers.set(columns.pivots, 2 * state.pivotPlaces.at);
  integers.set(columns.others, 2 * state.otherPlaces.at);
  fillCalls(work, layout, state);
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

function address({ at }: Panel): number {
  return at * NUMBER;
}

/** Address and distance of rows. */
function table({ at, stride }: Panel): [number, number] {
  return [at * NUMBER, stride * NUMBER];
}

function fillCalls(work: Workspace, { cols, tiles, modes }: RowLayout, state: Propagated): void {
  const { columns, atRest, factors, factor, others, weighted, identityGram } = state;
  const count = columns.others.length;
  const pivotWeight = address(state.pivotWeight);
  const pivotScale = address(state.pivotScale);
  const sizeScale = address(state.sizeScale);
  const rowScale = address(state.rowScale);
  const weights = address(factors.weights);
  putCalls(work, 'weighColumns', state.weighCalls, [
    factorsParameters(factors, 0, atRest),
    factorsParameters(factors, atRest, modes),
    [pivotWeight, weights, address(state.pivotPlaces), cols],
    [
      pivotWeight,
      tiles,
      address(state.columnSizes),
      address(state.columnErrors),
      pivotScale,
      sizeScale,
      weights,
      factors.weights.stride,
      address(state.startErrors),
      address(state.roundingErrors),
      address(state.squares),
    ],
    [rowScale, weights, address(state.otherPlaces), count],
    [...table(weighted), count, tiles, ...table(others), pivotScale, rowScale],
  ]);
  putCalls(work, 'factoriseColumns', state.factoriseCalls, [
    [...table(factor.upper), tiles, tiles, ...table(identityGram), sizeScale, sizeScale],
    productParameters(weighted, tiles, weighted, tiles, count, factor.upper),
    factoriseParameters(factor),
  ]);
}

/**
 * What has become of every row, and the rows that are no pivots, each entry times √D of its row and 1/√D of its column's pivot. False
 * where a reduction that was made in float64 is not to be trusted.
 */
function weighByFactors(work: Workspace, basis: Eigenbasis, layout: RowLayout, state: Propagated): boolean {
  const { numbers } = work;
  const { time, squares, factors, errors } = state;
  setLeftOver(numbers, basis, layout, time, factors);
  numbers[squares.at] = kicksOf(basis, time);
  work.weighColumns(state.weighCalls.at * NUMBER);
  if (state.columns.errors === undefined) return true;
  setRoundingErrors(basis, time, numbers, squares, errors);
  return errors.normalisation <= trustedError(basis);
}

/** The same where weights leave the range of numbers: every ratio by itself. */
function weighByGrowth(work: Workspace, layout: RowLayout, growth: RowGrowth, state: Propagated): void {
  const { numbers } = work;
  const { cols, stride, weightRows, modes } = layout;
  const { columns, atRest, factors, pivotScale, sizeScale, weighted } = state;
  work.setRestingFactors(...factorsParameters(factors, atRest, modes));
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
