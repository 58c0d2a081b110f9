import type { Eigenbasis } from './eigenbasis.ts';
import type { Propagated } from './propagate.ts';
import type { TaskBasisLayers } from './taskBasisLayers.ts';

/**
 * ½‖Σyx − W2W1‖²_F in the task's basis. Where two growing directions are learned, their product differs from its limit by
 * N(I + N)⁻¹ (N the excess of the Gram matrix) and their limit from s by s/(e^{2S_λ t} − 1): both are formed without
 * subtracting, so that the loss keeps its relative accuracy when it has fallen far below the rounding of the output.
 */
export function residualLoss(basis: Eigenbasis, state: Propagated, { X1, X2 }: TaskBasisLayers, t: number): number {
  const { Ni, Nh, No } = basis.architecture;
  const deviation = deviationFromLimit(state);
  const inputs = Array.from({ length: Ni }, (_, l) => part(basis, state, 'in', l));
  let sum = 0;
  for (let k = 0; k < No; k++) {
    const out = part(basis, state, 'out', k);
    for (let l = 0; l < Ni; l++) {
      const into = inputs[l]!;
      const mode = k === l ? basis.modes[k] : undefined;
      let residual: number;
      if (out.column >= 0 && into.column >= 0) {
        residual = mode === undefined ? 0 : -mode.s.hi / Math.expm1(2 * mode.rate * t);
        residual += out.plus * into.plus * out.size * into.size * deviation[out.column * Nh + into.column]!;
        residual -=
          out.plus * into.minus * rowProduct(state, out.plusRow, into.minusRow) +
          out.minus * into.plus * rowProduct(state, out.minusRow, into.plusRow) +
          out.minus * into.minus * rowProduct(state, out.minusRow, into.minusRow);
      } else {
        residual = mode?.s.hi ?? 0;
        for (let j = 0; j < Nh; j++) residual -= X2[k * Nh + j]! * X1[l * Nh + j]!;
      }
      sum += residual * residual;
    }
  }
  return sum / 2;
}

/** A singular vector's share of the growing and the decaying direction, and the column that has learned the former. */
interface Part {
  readonly plusRow: number;
  readonly minusRow: number;
  readonly plus: number;
  readonly minus: number;
  /** −1: not learned (yet). */
  readonly column: number;
  /** √(Λ-limit): e^{Λt}/√D of the growing row. */
  readonly size: number;
}

function part(basis: Eigenbasis, { layout, reduction, growth }: Propagated, side: 'in' | 'out', index: number): Part {
  const mode = basis.modes[index];
  if (mode === undefined) {
    const row = layout.modes + index;
    const column = growth.grows[row] === 1 ? reduction.pivots.indexOf(row) : -1;
    return { plusRow: row, minusRow: -1, plus: 1, minus: 0, column, size: 1 / Math.sqrt(growth.h[row]!) };
  }
  const plusRow = 2 * index;
  return {
    plusRow,
    minusRow: plusRow + 1,
    plus: side === 'in' ? mode.inPlus.hi : mode.outPlus.hi,
    minus: side === 'in' ? mode.inMinus.hi : mode.outMinus.hi,
    column: index < layout.split ? reduction.pivots.indexOf(plusRow) : -1,
    size: 1 / Math.sqrt(growth.h[plusRow]!),
  };
}

/** I − (I + N)⁻¹ = N (I + N)⁻¹. */
function deviationFromLimit({ layout, gramExcess, inverseFactor }: Propagated): Float64Array {
  const size = layout.cols;
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = Math.max(i, j); k < size; k++) {
        inverse[i * size + j]! += inverseFactor[k * size + i]! * inverseFactor[k * size + j]!;
      }
    }
  }
  const deviation = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) deviation[i * size + j]! += gramExcess[i * size + k]! * inverse[k * size + j]!;
    }
  }
  return deviation;
}

function rowProduct({ layout, moved }: Propagated, row: number, other: number): number {
  if (row < 0 || other < 0) return 0;
  let sum = 0;
  for (let j = 0; j < layout.cols; j++) sum += moved[row * layout.cols + j]! * moved[other * layout.cols + j]!;
  return sum;
}
