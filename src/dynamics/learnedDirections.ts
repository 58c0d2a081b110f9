import type { Eigenbasis } from './eigenbasis.ts';
import type { Propagated } from './propagate.ts';
import type { ReducedColumns } from './reducedColumns.ts';
import { MIXING } from './rowFactors.ts';
import { moveRatio } from './rowGrowth.ts';

/**
 * The directions of the task as sums plus·p + minus·m of a growing and a decaying part, and which of them are learned: those
 * whose growing row is a pivot. A learned mode is learned on both sides.
 */
export interface LearnedDirections {
  readonly inputs: LearnedSide;
  readonly outputs: LearnedSide;
}

export interface LearnedSide {
  /** The column of which the growing row is the pivot, −1 for a direction that is not learned. */
  readonly columns: Int32Array;
  /** With the pivot's own e^{Λt}/√D; of learned directions only. */
  readonly plus: Float64Array;
  /** 0 for left-over directions. */
  readonly minus: Float64Array;
}

export function learnedDirections({ architecture: { Ni, No }, modes }: Eigenbasis): LearnedDirections {
  return {
    inputs: noneLearned(
      Ni,
      modes.map(mode => mode.inMinus.hi),
    ),
    outputs: noneLearned(
      No,
      modes.map(mode => mode.outMinus.hi),
    ),
  };
}

function noneLearned(width: number, minusOfModes: readonly number[]): LearnedSide {
  const minus = new Float64Array(width);
  minus.set(minusOfModes);
  return { columns: new Int32Array(width), plus: new Float64Array(width), minus };
}

/** How many directions on both sides are learned by a time with this reduction. */
export function countLearned(basis: Eigenbasis, { pivots }: ReducedColumns, atRest: number): number {
  let learned = 0;
  for (let column = 0; column < pivots.length; column++) learned += learnedOf(basis, atRest, pivots[column]!);
  return learned;
}

/** How many of them a pivot stands for: both of a mode, one of a left-over vector that grows. */
function learnedOf({ modes, architecture, leftOverRate }: Eigenbasis, atRest: number, row: number): 0 | 1 | 2 {
  if (row < 2 * modes.length) return row < 2 * atRest && row % 2 === 0 ? 2 : 0;
  return row < architecture.Ni + architecture.No && leftOverRate.hi > 0 ? 1 : 0;
}

/** Finds the directions learned by the state's time, and returns how many there are on both sides. */
export function setLearned(basis: Eigenbasis, state: Propagated, { inputs, outputs }: LearnedDirections): number {
  const { columns, atRest } = state;
  const { modes } = basis;
  const { pivots } = columns;
  inputs.columns.fill(-1);
  outputs.columns.fill(-1);
  let learned = 0;
  for (let column = 0; column < pivots.length; column++) {
    const row = pivots[column]!;
    const count = learnedOf(basis, atRest, row);
    learned += count;
    if (count === 2) {
      const k = row / 2;
      setPlus(inputs, k, column, row, MIXING.inFirst, modes[k]!.inPlus.hi, state);
      setPlus(outputs, k, column, row, MIXING.outFirst, modes[k]!.outPlus.hi, state);
    } else if (count === 1) {
      const k = row - modes.length;
      if (basis.leftOver === 'in') setPlus(inputs, k, column, row, MIXING.inFirst, 1, state);
      else setPlus(outputs, k, column, row, MIXING.outFirst, 1, state);
    }
  }
  return learned;
}

function setPlus(
  side: LearnedSide,
  k: number,
  column: number,
  row: number,
  list: number,
  share: number,
  { factors, growth, pivotScale }: Propagated,
): void {
  side.columns[k] = column;
  side.plus[k] =
    growth === undefined
      ? factors.numbers[factors.mixingAt + list * factors.width + k]! * factors.numbers[pivotScale.at + column]!
      : share * moveRatio(growth, row, row);
}
