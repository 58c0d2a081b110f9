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

/** The same as any other matrix, but that `data` becomes a list when it is first asked for. */
class PackedMatrix extends Matrix<number> {
  readonly #numbers: Float64Array;
  #list: readonly number[] | undefined;

  /** A property of the object's own: comparisons and copies of matrices see it. One getter serves all, so that they are of one kind. */
  static readonly #data = {
    get(this: PackedMatrix): readonly number[] {
      this.#list ??= Array.from(this.#numbers);
      return this.#list;
    },
    enumerable: true,
  };

  constructor(rows: number, cols: number, numbers: Float64Array) {
    super(rows, cols, numbers as unknown as readonly number[]);
    this.#numbers = numbers;
    Object.defineProperty(this, 'data', PackedMatrix.#data);
  }

  override at(row: number, col: number): number {
    return this.#numbers[row * this.cols + col]!;
  }
}
