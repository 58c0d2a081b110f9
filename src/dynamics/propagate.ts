import { type ColumnReduction, type ReductionTree, reduceFor } from './columnReduction.ts';
import type { Eigenbasis, Mode } from './eigenbasis.ts';
import { moveRatio, type RowGrowth, rowGrowth, weightRatio } from './rowGrowth.ts';
import type { RowLayout } from './rowLayout.ts';
import { invertLower, lowerCholesky } from './smallCholesky.ts';

/**
 * The weights at one time, in the task's basis: the rows of `moved` (Ni+No × Nh, in the order of `rowLayout`) are those of
 * Pᵀ Q(t)·(a rotation of the hidden units).
 */
export interface Propagated {
  readonly layout: RowLayout;
  readonly reduction: ColumnReduction;
  readonly growth: RowGrowth;
  readonly moved: Float64Array;
  /** N = G − I with G the Gram matrix of the weighted reduced columns; its entries vanish late in learning. */
  readonly gramExcess: Float64Array;
  /** L⁻¹ of G = L Lᵀ. */
  readonly inverseFactor: Float64Array;
}

/**
 * Q(t) = e^{Ft} Q0 [I + Q0ᵀ P D Pᵀ Q0]^{−1/2} up to a rotation (domine2025, theorem 1 without the inverse of B). With the
 * weighted reduced columns Y = √D [K; I] C W⁻¹, bounded by 2 and the identity on their pivot rows, it is
 * e^{Λt} K C W⁻¹ L⁻ᵀ for YᵀY = L Lᵀ, and nothing in it grows or cancels.
 */
export function propagate(basis: Eigenbasis, layout: RowLayout, tree: ReductionTree, t: number): Propagated {
  const { cols, rows, weightRows } = layout;
  const growth = rowGrowth(basis, layout, t);
  const reduction = reduceFor(tree, growth);
  const { pivots, table } = reduction;
  const weighted = new Float64Array(rows * cols);
  const moved = new Float64Array(weightRows * cols);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < cols; j++) {
      const entry = table.hi[row * cols + j]!;
      if (entry === 0) continue;
      weighted[row * cols + j] = entry * weightRatio(growth, row, pivots[j]!);
      if (row < weightRows) moved[row * cols + j] = entry * moveRatio(growth, row, pivots[j]!);
    }
  }
  for (let k = layout.split; k < layout.modes; k++) {
    stretchPair(basis, basis.modes[k]!, t, weighted, moved, 2 * k * cols, cols);
  }
  const gramExcess = gramMinusIdentity(layout, pivots, weighted);
  const inverseFactor = invertLower(lowerCholesky(gramExcess, cols), cols);
  return { layout, reduction, growth, moved: timesTransposed(moved, inverseFactor, cols), gramExcess, inverseFactor };
}

/** The rows (v, u) of one mode with S_λ t ≤ 1: e^{Ft} into `moved`, a square root of D/t into `weighted`. */
function stretchPair(
  basis: Eigenbasis,
  mode: Mode,
  t: number,
  weighted: Float64Array,
  moved: Float64Array,
  at: number,
  cols: number,
): void {
  const x = mode.rate * t;
  const [halfTurn, push] = [(basis.lambda / 2) * t, mode.s.hi * t];
  const [sinhc, cosh] = [hyperbolicSinc(x), Math.cosh(x)];
  // e^{Ft} = cosh(S t) I + sinh(S t)/S F, and D/t = sinh(2St)/(2St) I + (sinh(St)/(St))² F t = Cᵀ C
  const wide = hyperbolicSinc(2 * x);
  const square = sinhc * sinhc;
  const corner = Math.sqrt(wide - square * halfTurn);
  const side = (square * push) / corner;
  const rest = Math.sqrt(Math.max(0, wide + square * halfTurn - side * side));
  for (let j = at; j < at + cols; j++) {
    const [v, u] = [weighted[j]!, weighted[j + cols]!];
    weighted[j] = corner * v + side * u;
    weighted[j + cols] = rest * u;
    const [movedV, movedU] = [moved[j]!, moved[j + cols]!];
    moved[j] = (cosh - sinhc * halfTurn) * movedV + sinhc * push * movedU;
    moved[j + cols] = sinhc * push * movedV + (cosh + sinhc * halfTurn) * movedU;
  }
}

function hyperbolicSinc(x: number): number {
  return x < 1e-4 ? 1 + (x * x) / 6 : Math.sinh(x) / x;
}

/** YᵀY − I. Pivot rows that are the identity by themselves are left out, so that what remains keeps its relative accuracy. */
function gramMinusIdentity(layout: RowLayout, pivots: Int32Array, weighted: Float64Array): Float64Array {
  const { cols, rows } = layout;
  const excess = new Float64Array(cols * cols);
  const isStretched = (row: number): boolean => row >= 2 * layout.split && row < 2 * layout.modes;
  const leftOut = new Set(Array.from(pivots).filter(row => !isStretched(row)));
  for (let row = 0; row < rows; row++) {
    if (leftOut.has(row)) continue;
    for (let j = 0; j < cols; j++) {
      const entry = weighted[row * cols + j]!;
      if (entry === 0) continue;
      for (let l = 0; l <= j; l++) excess[j * cols + l]! += entry * weighted[row * cols + l]!;
    }
  }
  for (let j = 0; j < cols; j++) {
    if (isStretched(pivots[j]!)) excess[j * cols + j]! -= 1;
    for (let l = 0; l < j; l++) excess[l * cols + j] = excess[j * cols + l]!;
  }
  return excess;
}

/** moved·L⁻ᵀ, in place. */
function timesTransposed(moved: Float64Array, inverse: Float64Array, cols: number): Float64Array {
  for (let at = 0; at < moved.length; at += cols) {
    for (let j = cols - 1; j >= 0; j--) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += moved[at + k]! * inverse[j * cols + k]!;
      moved[at + j] = sum;
    }
  }
  return moved;
}
