import type { Field } from '../numbers/field.ts';
import { diagonal } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { requireRoomFor } from './roomFor.ts';

/** The value of an expression. A diagonal matrix is square and holds only its diagonal. */
export type Value<T> =
  | { readonly kind: 'scalar'; readonly value: T }
  | { readonly kind: 'diagonal'; readonly entries: readonly T[] }
  | { readonly kind: 'matrix'; readonly matrix: Matrix<T> };

export function scalarValue<T>(value: T): Value<T> {
  return { kind: 'scalar', value };
}

export function diagonalValue<T>(entries: readonly T[]): Value<T> {
  return { kind: 'diagonal', entries };
}

export function matrixValue<T>(matrix: Matrix<T>): Value<T> {
  return { kind: 'matrix', matrix };
}

/** The value as a dense matrix; a scalar is 1×1. LIMIT where it would have too many entries. */
export function toMatrix<T>(field: Field<T>, value: Value<T>): Matrix<T> {
  if (value.kind === 'matrix') return value.matrix;
  if (value.kind === 'scalar') return new Matrix(1, 1, [value.value]);
  requireRoomFor(value.entries.length, value.entries.length);
  return diagonal(field, value.entries);
}

/** The entries that are stored, which say whether a value is finite. */
export function entriesOf<T>(value: Value<T>): readonly T[] {
  if (value.kind === 'scalar') return [value.value];
  return value.kind === 'diagonal' ? value.entries : value.matrix.data;
}

export function rowsOf(value: Value<unknown>): number {
  if (value.kind === 'scalar') return 1;
  return value.kind === 'diagonal' ? value.entries.length : value.matrix.rows;
}

export function colsOf(value: Value<unknown>): number {
  return value.kind === 'matrix' ? value.matrix.cols : rowsOf(value);
}

/** "scalar", "3×2". */
export function valueShape(value: Value<unknown>): string {
  return value.kind === 'scalar' ? 'scalar' : `${rowsOf(value)}×${colsOf(value)}`;
}

/** A scalar or a diagonal matrix with each of its numbers changed. */
export function mapEntries<T>(value: Value<T>, change: (entry: T) => T): Value<T> {
  if (value.kind === 'scalar') return scalarValue(change(value.value));
  if (value.kind === 'diagonal') return diagonalValue(value.entries.map(change));
  return matrixValue(value.matrix.map(change));
}
