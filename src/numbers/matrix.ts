import { DloError } from '../errors.ts';

/**
 * A dense rows × cols matrix of any kind of number, row by row, never changed after it is made. Zero rows or columns are
 * allowed: the complement of a full basis has none.
 */
export class Matrix<T> {
  readonly rows: number;
  readonly cols: number;
  readonly data: readonly T[];

  constructor(rows: number, cols: number, data: readonly T[]) {
    if (data.length !== rows * cols) {
      throw new DloError('SHAPE', 'data', `must hold ${rows}×${cols} = ${rows * cols} entries`, data.length);
    }
    this.rows = rows;
    this.cols = cols;
    this.data = data;
  }

  static generate<T>(rows: number, cols: number, entry: (row: number, col: number) => T): Matrix<T> {
    const data: T[] = new Array(rows * cols);
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[i * cols + j] = entry(i, j);
    return new Matrix(rows, cols, data);
  }

  /** From an array of equally long rows; at least one row. */
  static fromRows<T>(rows: readonly (readonly T[])[]): Matrix<T> {
    const cols = rows[0]?.length ?? 0;
    const ragged = rows.findIndex(row => row.length !== cols);
    if (ragged >= 0) {
      throw new DloError('SHAPE', `row ${ragged + 1}`, `must have ${cols} entries like row 1`, rows[ragged]!.length);
    }
    return new Matrix(rows.length, cols, rows.flat());
  }

  at(row: number, col: number): T {
    return this.data[row * this.cols + col] as T;
  }

  map<U>(change: (entry: T, row: number, col: number) => U): Matrix<U> {
    const { rows, cols, data } = this;
    const changed: U[] = new Array(data.length);
    for (let i = 0, at = 0; i < rows; i++)
      for (let j = 0; j < cols; j++, at++) changed[at] = change(data[at] as T, i, j);
    return new Matrix(rows, cols, changed);
  }

  transpose(): Matrix<T> {
    const { rows, cols, data } = this;
    const turned: T[] = new Array(data.length);
    for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++, at++) turned[j * rows + i] = data[at] as T;
    return new Matrix(cols, rows, turned);
  }

  /** Rows [rowStart, rowEnd) and columns [colStart, colEnd). */
  slice(rowStart: number, rowEnd: number, colStart: number, colEnd: number): Matrix<T> {
    return Matrix.generate(rowEnd - rowStart, colEnd - colStart, (i, j) => this.at(rowStart + i, colStart + j));
  }

  toRows(): T[][] {
    return Array.from({ length: this.rows }, (_, i) => this.data.slice(i * this.cols, (i + 1) * this.cols));
  }

  /** "3×2", as shapes stand in messages. */
  get shape(): string {
    return `${this.rows}×${this.cols}`;
  }
}
