import type { Eigenbasis } from './eigenbasis.ts';
import type { LearnedDirections } from './learnedDirections.ts';
import { addPanel, type Panel, type WorkspacePlan } from './simd/workspace.ts';
import type { TaskBasisLayers } from './taskBasisLayers.ts';

/** Directions of the task on one side as the columns of a table. */
export interface Directions {
  readonly panel: Panel;
  /** The direction of each column, −1 for a mixture. */
  readonly members: Int32Array;
}

/** Memory of `foldTails`. */
export interface Folding {
  readonly inputs: Directions;
  readonly outputs: Directions;
  readonly foldedInputs: Panel;
  readonly foldedOutputs: Panel;
}

export function foldingOf(plan: WorkspacePlan, { architecture }: Eigenbasis, { X1, X2 }: TaskBasisLayers): Folding {
  const { Ni, Nh, No } = architecture;
  const all = (panel: Panel, count: number): Directions => ({
    panel,
    members: Int32Array.from({ length: count }, (_, k) => k),
  });
  return {
    inputs: all(X1, Ni),
    outputs: all(X2, No),
    foldedInputs: addPanel(plan, Nh, Ni),
    foldedOutputs: addPanel(plan, Nh, No),
  };
}

/**
 * Where far more input or output directions than hidden units are left to learn, those beyond the Nh largest values are
 * replaced by Nh mixtures: the triangular factor of their columns, whose products with all others keep their squares. Among
 * themselves their residuals S − X2ᵀX1 are squared term by term: ‖X2ᵀX1‖² by the mixtures, the rest is `unpaired`. Nothing is
 * lost in that, as no network of Nh hidden units gets below ‖S‖².
 */
export function foldTails(
  numbers: Float64Array,
  { architecture: { Nh }, modes }: Eigenbasis,
  learned: LearnedDirections,
  { X1, X2 }: TaskBasisLayers,
  { inputs, outputs, foldedInputs, foldedOutputs }: Folding,
): { readonly inputs: Directions; readonly outputs: Directions; readonly unpaired: number } {
  const head = Math.min(Nh, modes.length);
  // So few columns are dealt with one by one as fast as folded.
  if (Math.max(inputs.members.length, outputs.members.length) <= head + 2 * Nh + 16) {
    return { inputs, outputs, unpaired: 0 };
  }
  const [inColumns, outColumns] = [learned.inputs.columns, learned.outputs.columns];
  const isTail = (column: number, k: number): boolean => column < 0 && k >= head;
  let unpaired = 0;
  for (let k = head; k < modes.length; k++) {
    if (!isTail(inColumns[k]!, k)) continue;
    let product = 0;
    for (let j = 0; j < Nh; j++) product += numbers[X1.at + j * X1.stride + k]! * numbers[X2.at + j * X2.stride + k]!;
    const s = modes[k]!.s.hi;
    unpaired += s * (s - 2 * product);
  }
  const folded = (columns: Int32Array, from: Panel, into: Panel): Directions => {
    const own = [...columns.keys()].filter(k => !isTail(columns[k]!, k));
    const tail = [...columns.keys()].filter(k => isTail(columns[k]!, k));
    for (let j = 0; j < Nh; j++) {
      const [row, to] = [from.at + j * from.stride, into.at + j * into.stride];
      [...own, ...tail].forEach((k, place) => {
        numbers[to + place] = numbers[row + k]!;
      });
    }
    const mixtures = fold(numbers, into, own.length, tail.length, Nh);
    return { panel: into, members: Int32Array.from([...own, ...new Array<number>(mixtures).fill(-1)]) };
  };
  return {
    inputs: folded(inColumns, X1, foldedInputs),
    outputs: folded(outColumns, X2, foldedOutputs),
    unpaired,
  };
}

/** Householder reflections of the rows from column `first` on: leaves a lower triangle of at most `rows` columns. */
function fold(numbers: Float64Array, { at, stride }: Panel, first: number, count: number, rows: number): number {
  if (count <= rows) return count;
  for (let j = 0; j < rows; j++) {
    const corner = at + j * stride + first + j;
    const length = count - j;
    let square = 0;
    for (let k = 0; k < length; k++) square += numbers[corner + k]! * numbers[corner + k]!;
    if (square === 0) continue;
    const diagonal = numbers[corner]! < 0 ? Math.sqrt(square) : -Math.sqrt(square);
    // w = row/diagonal − e, with wᵀw = −2w₁ and w₁ between −2 and −1: nothing underflows.
    numbers[corner]! -= diagonal;
    for (let k = 0; k < length; k++) numbers[corner + k]! /= diagonal;
    const scale = 1 / numbers[corner]!;
    for (let i = j + 1; i < rows; i++) {
      const row = corner + (i - j) * stride;
      let along = 0;
      for (let k = 0; k < length; k++) along += numbers[corner + k]! * numbers[row + k]!;
      for (let k = 0; k < length; k++) numbers[row + k]! += along * scale * numbers[corner + k]!;
    }
    numbers[corner] = diagonal;
    numbers.fill(0, corner + 1, corner + length);
  }
  return rows;
}
