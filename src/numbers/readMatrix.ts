import { DloError } from '../errors.ts';
import { Matrix } from './matrix.ts';
import { Rational } from './rational.ts';

/** What stands for one exact number: a float64 is the fraction it is, a string is read as written ("1/3", "0.1"). */
export type NumberLike = number | string | Rational;

/** What stands for an exact matrix: a Matrix, or equally long rows; at least one row and column. */
export type MatrixLike = readonly (readonly NumberLike[] | Float64Array)[] | Matrix<number> | Matrix<Rational>;

/**
 * An exact matrix from what a person or a program gave. Errors name the argument, the row or the entry, counted from 1:
 * FORMAT where it is neither rows nor a Matrix or is empty, SHAPE for rows of unequal length, NOT_A_NUMBER for entries.
 */
export function readMatrix(name: string, value: unknown): Matrix<Rational> {
  const rows: unknown = value instanceof Matrix ? value.toRows() : value;
  if (!Array.isArray(rows) || rows.length === 0)
    throw new DloError('FORMAT', name, 'must be a non-empty array of rows', value);
  rows.forEach((row: unknown, i) => {
    if (!isRow(row) || row.length === 0)
      throw new DloError('FORMAT', `${name} row ${i + 1}`, 'must be a non-empty array of numbers', row);
    if (row.length !== rows[0].length)
      throw new DloError('SHAPE', `${name} row ${i + 1}`, `must have ${rows[0].length} entries like row 1`, row.length);
  });
  return Matrix.fromRows(
    (rows as ArrayLike<unknown>[]).map((row, i) =>
      Array.from(row, (entry, j) => readScalar(`${name}[${i + 1},${j + 1}]`, entry)),
    ),
  );
}

function isRow(row: unknown): row is ArrayLike<unknown> {
  return Array.isArray(row) || row instanceof Float64Array;
}

/** An exact number; NOT_A_NUMBER and, for exponents that are too large, RANGE name the place. */
export function readScalar(name: string, value: unknown): Rational {
  if (value instanceof Rational) return value;
  if (typeof value !== 'number' && typeof value !== 'string') {
    throw new DloError('NOT_A_NUMBER', name, 'must be a number or a string such as "1/3"', value);
  }
  try {
    return Rational.of(value);
  } catch (error) {
    if (error instanceof DloError) throw new DloError(error.code, name, error.rule, value);
    throw error;
  }
}
