import { blocksOf, blocksOfQqt, qqtOf } from '../network/observables/blocks.ts';
import { lossOfMap } from '../network/observables/loss.ts';
import type { Problem, Weights } from '../network/problem.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Field } from '../numbers/field.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { ORACLE_DIGITS, plotField } from './trajectory.ts';

/** A number seen in QQᵀ, in any number system: the oracle's digits and float64 descent are drawn by the same rule. */
export interface PlottedQuantity {
  readonly name: string;
  readonly of: <T>(field: Field<T>, qqt: Matrix<T>) => T;
}

/** ½‖Σyx − W2W1‖²: white inputs, without the part of the loss that no linear map removes. */
export function lossQuantity({ sigmaYX }: Problem): PlottedQuantity {
  return {
    name: 'loss ½‖Σyx − W2W1‖²',
    of: (field, qqt) =>
      lossOfMap(
        field,
        { sigmaYX: convert(field, sigmaYX), irreducibleLoss: field.zero },
        blocksOfQqt(qqt, sigmaYX.cols).map,
      ),
  };
}

/** One entry of QQᵀ, named by its block: "entry (1,2) of W2W1". */
export function entryQuantity({ sigmaYX: { cols: Ni } }: Problem, row: number, col: number): PlottedQuantity {
  const [i, j] = [Math.max(row, col), Math.min(row, col)];
  const block = i < Ni ? 'W1ᵀW1' : j < Ni ? 'W2W1' : 'W2W2ᵀ';
  const [down, right] = [i < Ni ? i : i - Ni, j < Ni ? j : j - Ni];
  return { name: `entry (${down + 1},${right + 1}) of ${block}`, of: (_field, qqt) => qqt.at(i, j) };
}

export function qqt<T>(field: Field<T>, weights: Weights<T>): Matrix<T> {
  return qqtOf(blocksOf(field, weights));
}

/** The quantity along the oracle's weights. */
export function alongFlow({ of }: PlottedQuantity, weights: readonly Weights<Decimal>[]): number[] {
  return weights.map(at => plotField.toNumber(of(plotField, qqt(plotField, at))));
}

/** The quantity along float64 weights. */
export function alongDescent({ of }: PlottedQuantity, weights: readonly Weights<number>[]): number[] {
  return weights.map(at => of(float64Field, qqt(float64Field, at)));
}

/** Ten significant digits: what a drawing can use, and the same on every machine. */
export function round10(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(10)) : null;
}

/** A small difference of the oracle's numbers; below its last digits it says nothing but that nothing moved. */
export function unlessNoise(difference: number): number {
  return difference < 10 ** (2 - ORACLE_DIGITS) ? 0 : difference;
}
