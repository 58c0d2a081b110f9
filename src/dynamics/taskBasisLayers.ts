import type { Eigenbasis } from './eigenbasis.ts';
import type { Propagated } from './propagate.ts';
import { MIXING } from './rowFactors.ts';
import { moveRatio, type RowGrowth } from './rowGrowth.ts';
import { NUMBER } from './simd/loops.ts';
import { addPanel, fromColumn, type Panel, type Workspace, type WorkspacePlan, wholeTiles } from './simd/workspace.ts';

/**
 * Both layers with the task's singular vectors split off, by hidden units: X1 = W1V (Nh×Ni) and X2 = W2ᵀU (Nh×No), side by
 * side in one table, and beside them the decaying parts of the modes (Nh×min(Ni, No)).
 */
export interface TaskBasisLayers {
  readonly X1: Panel;
  readonly X2: Panel;
  readonly decaying: Panel;
  /** Widths of the three, in whole tiles. */
  readonly widths: readonly [number, number, number];
}

export function taskBasisLayers(plan: WorkspacePlan, { architecture, modes }: Eigenbasis): TaskBasisLayers {
  const { Ni, Nh, No } = architecture;
  const widths = [wholeTiles(Ni), wholeTiles(No), wholeTiles(modes.length)] as const;
  const X1 = addPanel(plan, Nh, widths[0] + widths[1] + widths[2]);
  return {
    X1,
    X2: fromColumn(X1, widths[0]),
    decaying: fromColumn(X1, widths[0] + widths[1]),
    widths,
  };
}

/** Overwrites the layers by those of the state, but for its last factor U⁻¹. */
export function setTaskBasisLayers(
  work: Workspace,
  basis: Eigenbasis,
  state: Propagated,
  layers: TaskBasisLayers,
  parts: { readonly first?: boolean; readonly second?: boolean; readonly decaying?: boolean },
): void {
  const { X1, X2, decaying, widths } = layers;
  if (state.growth !== undefined) {
    moveByGrowth(work.numbers, basis, state, state.growth, layers);
    return;
  }
  const rows = basis.architecture.Nh;
  if (parts.first === true) moveByFactors(work, rows, state, MIXING.inFirst, MIXING.inSecond, X1, widths[0]);
  if (parts.second === true) moveByFactors(work, rows, state, MIXING.outFirst, MIXING.outSecond, X2, widths[1]);
  if (parts.decaying === true) moveByFactors(work, rows, state, undefined, MIXING.decay, decaying, widths[2]);
}

function moveByFactors(
  { mix }: Workspace,
  rows: number,
  { firstRows, secondRows, pivotScale, zeros, factors }: Propagated,
  first: number | undefined,
  second: number,
  X: Panel,
  width: number,
): void {
  const p = first === undefined ? zeros.at : factors.mixingAt + first * factors.width;
  const q = factors.mixingAt + second * factors.width;
  const P = firstRows.at * NUMBER;
  const Q = secondRows.at * NUMBER;
  const row = firstRows.stride * NUMBER;
  const pList = p * NUMBER;
  const qList = q * NUMBER;
  const r = pivotScale.at * NUMBER;
  mix(X.at * NUMBER, X.stride * NUMBER, rows, width, P, Q, row, pList, qList, r);
}

/** The same where the factors leave the range of numbers. In the limit what lasts like 1/t is gone, too. */
function moveByGrowth(
  numbers: Float64Array,
  { architecture, modes, leftOver, leftOverRate }: Eigenbasis,
  { columns, atRest, isLimit, pivotScale, factors }: Propagated,
  growth: RowGrowth,
  { X1, X2, decaying }: TaskBasisLayers,
): void {
  const { pivots, plus, minus, v, u, firstMode } = columns;
  const { mixing, mixingAt, width } = factors;
  const over = Math.abs(architecture.Ni - architecture.No);
  const rest = modes.length - firstMode;
  for (let j = 0; j < architecture.Nh; j++) {
    const row = j * X1.stride;
    const moved = (entry: number, ofRow: number): number =>
      entry === 0 ? 0 : entry * moveRatio(growth, ofRow, pivots[j]!);
    for (let k = 0; k < atRest; k++) {
      const mode = modes[k]!;
      const a = moved(plus[j * modes.length + k]!, 2 * k);
      const b = moved(minus[j * modes.length + k]!, 2 * k + 1);
      numbers[X1.at + row + k] = mode.inPlus.hi * a + mode.inMinus.hi * b;
      numbers[X2.at + row + k] = mode.outPlus.hi * a + mode.outMinus.hi * b;
      numbers[decaying.at + row + k] = b;
    }
    for (let k = atRest; k < modes.length; k++) {
      const scale = isLimit ? 0 : numbers[pivotScale.at + j]!;
      const a = v[j * rest + k - firstMode]! * scale;
      const b = u[j * rest + k - firstMode]! * scale;
      const at = mixingAt + k;
      numbers[X1.at + row + k] = mixing[at]! * a + mixing[at + width]! * b;
      numbers[X2.at + row + k] = mixing[at + 2 * width]! * a + mixing[at + 3 * width]! * b;
      numbers[decaying.at + row + k] = 0;
    }
    for (let k = 0; k < over; k++) {
      const entry = isLimit && !(leftOverRate.hi > 0) ? 0 : columns.leftOver[j * over + k]!;
      const to = (leftOver === 'in' ? X1 : X2).at + row + modes.length + k;
      numbers[to] = moved(entry, 2 * modes.length + k);
    }
  }
}
