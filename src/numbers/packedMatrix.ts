import { Matrix } from './matrix.ts';

/** The entries of a matrix to be, in the kind of list that is made fastest. */
export type Entries = number[] | Float64Array;

/** From so many numbers on (64 KiB) a plain list is an object of its own to the collector, made far more slowly than filled. */
const LARGE = 8192;

/** Whether so many entries are kept packed, in eight bytes each. */
export function isPacked(count: number): boolean {
  return count >= LARGE;
}

/** All of them are to be set. */
export function emptyEntries(count: number): Entries {
  return isPacked(count) ? new Float64Array(count) : new Array<number>(count);
}

/** Entries that are not packed, with something in them: to be filled again and again, copied each time. */
export function filledList(count: number): number[] {
  return new Array<number>(count).fill(0.5);
}

/** Of entries that nobody changes any more, row by row. */
export function matrixOf(rows: number, cols: number, entries: Entries): Matrix<number> {
  return Array.isArray(entries) ? new Matrix(rows, cols, entries) : new PackedMatrix(rows, cols, entries);
}

/** A symmetric matrix of size × size packed entries: its upper triangle row by row, which nobody changes any more. */
export function symmetricMatrixOf(size: number, triangle: Float64Array): Matrix<number> {
  return new PackedMatrix(size, size, triangle);
}

/** The numbers of an upper triangle. */
export function triangleCount(size: number): number {
  return (size * (size + 1)) / 2;
}

/**
 * The same as any other matrix, but that `data` becomes a list when it is first asked for. Fewer numbers than entries are the upper
 * triangle of a symmetric one.
 */
class PackedMatrix extends Matrix<number> {
  readonly #numbers: Float64Array;
  #list: readonly number[] | undefined;

  /** A property of the object's own: comparisons and copies of matrices see it. One getter serves all, so that they are of one kind. */
  static readonly #data = {
    get(this: PackedMatrix): readonly number[] {
      this.#list ??= this.#listed();
      return this.#list;
    },
    enumerable: true,
  };

  constructor(rows: number, cols: number, numbers: Float64Array) {
    const isTriangle = rows === cols && numbers.length === triangleCount(rows);
    super(rows, cols, (isTriangle ? { length: rows * cols } : numbers) as unknown as readonly number[]);
    this.#numbers = numbers;
    Object.defineProperty(this, 'data', PackedMatrix.#data);
  }

  override at(row: number, col: number): number {
    const { rows, cols } = this;
    if (this.#numbers.length === rows * cols) return this.#numbers[row * cols + col]!;
    const [first, last] = row < col ? [row, col] : [col, row];
    return this.#numbers[first * cols - triangleCount(first) + last]!;
  }

  /** A loop does it in a third of the time that `Array.from` takes. */
  #listed(): number[] {
    const { rows, cols } = this;
    const list = new Array<number>(rows * cols);
    const numbers = this.#numbers;
    if (numbers.length === list.length) for (let k = 0; k < list.length; k++) list[k] = numbers[k]!;
    else {
      for (let i = 0, from = 0; i < rows; i++) {
        for (let j = i; j < cols; j++) list[i * cols + j] = list[j * cols + i] = numbers[from++]!;
      }
    }
    return list;
  }
}
