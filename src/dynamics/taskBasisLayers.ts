import type { Eigenbasis } from './eigenbasis.ts';
import type { Propagated } from './propagate.ts';
import { MIXING } from './rowFactors.ts';
import { moveRatio, type RowGrowth } from './rowGrowth.ts';
import { solveParameters } from './simd/cholesky.ts';
import type { Kernels } from './simd/kernels.ts';
import { NUMBER } from './simd/loops.ts';
import { addCalls, putCalls } from './simd/putCalls.ts';
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
  /** The list of `moveLayers`, and when it was put there. */
  readonly calls: Panel;
  takeovers: number;
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
    calls: addCalls(plan),
    takeovers: 0,
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

/** Both layers of the state, its last factor applied, where its factors are in range. */
export function setBothLayers(
  work: Workspace,
  plan: WorkspacePlan,
  { architecture: { Nh } }: Eigenbasis,
  state: Propagated,
  layers: TaskBasisLayers,
): void {
  if (layers.takeovers !== plan.takeovers) {
    layers.takeovers = plan.takeovers;
    const { X1, X2, widths } = layers;
    putCalls(work, 'moveLayers', layers.calls, [
      mixParameters(Nh, state, MIXING.inFirst, MIXING.inSecond, X1, widths[0]),
      mixParameters(Nh, state, MIXING.outFirst, MIXING.outSecond, X2, widths[1]),
      solveParameters(state.factor, X1, widths[0] + widths[1], 'full'),
    ]);
  }
  work.moveLayers(layers.calls.at * NUMBER);
}

function moveByFactors(
  work: Workspace,
  rows: number,
  state: Propagated,
  first: number | undefined,
  second: number,
  X: Panel,
  width: number,
): void {
  work.mix(...mixParameters(rows, state, first, second, X, width));
}

function mixParameters(
  rows: number,
  { firstRows, secondRows, pivotScale, zeros, factors }: Propagated,
  first: number | undefined,
  second: number,
  X: Panel,
  width: number,
): Parameters<Kernels['mix']> {
  const p = first === undefined ? zeros.at : factors.mixingAt + first * factors.width;
  const q = factors.mixingAt + second * factors.width;
  const [P, Q, row] = [firstRows.at * NUMBER, secondRows.at * NUMBER, firstRows.stride * NUMBER];
  const r = pivotScale.at * NUMBER;
  return [X.at * NUMBER, X.stride * NUMBER, rows, width, P, Q, row, p * NUMBER, q * NUMBER, r];
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
  const { mixingAt, width } = factors;
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
      numbers[X1.at + row + k] = numbers[at]! * a + numbers[at + width]! * b;
      numbers[X2.at + row + k] = numbers[at + 2 * width]! * a + numbers[at + 3 * width]! * b;
      numbers[decaying.at + row + k] = 0;
    }
    for (let k = 0; k < over; k++) {
      const entry = isLimit && !(leftOverRate.hi > 0) ? 0 : columns.leftOver[j * over + k]!;
      const to = (leftOver === 'in' ? X1 : X2).at + row + modes.length + k;
      numbers[to] = moved(entry, 2 * modes.length + k);
    }
  }
}
