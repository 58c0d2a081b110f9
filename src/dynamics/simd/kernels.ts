import {
  absolutePair,
  add,
  addPairs,
  assemble,
  type Code,
  constant,
  copyBytes,
  dividePairs,
  drop,
  firstOfPairs,
  get,
  isBelow,
  isFirstNotZero,
  type KernelCode,
  largerOfPairs,
  loadBoth,
  loadFirst,
  loadInteger,
  loadNumber,
  loadPair,
  multiply,
  multiplyPairs,
  repeatWhile,
  secondOfPairs,
  select,
  set,
  storeFirst,
  storeLarger,
  storeNumber,
  storePair,
  storeSum,
  subtract,
  subtractPairs,
  tee,
  when,
  zeroPair,
} from './assembler.ts';
import { factoriseKernel, solveTransposedKernel } from './choleskyKernels.ts';
import { advance, forEach, NUMBER, scaled } from './loops.ts';
import { movingFactorsKernel, restingFactorsKernel } from './rowFactorsKernels.ts';
import { SEQUENCES, type Sequence, sequenceKernel } from './sequences.ts';
import { weighErrorsKernel } from './weighErrorsKernel.ts';

/** C (rows × cols, both multiples of 4) from A (rows × inner; the transpose of it where that is said) and B (inner × cols). */
export type ProductKernel = (
  c: number,
  cRow: number,
  rows: number,
  cols: number,
  a: number,
  aRow: number,
  b: number,
  bRow: number,
  inner: number,
) => void;

export interface Kernels {
  /** C ← AB. Every entry is the sum of its terms in rising order, whatever the sizes are. */
  readonly setProduct: ProductKernel;
  /** C ← AᵀB likewise, */
  readonly setTransposedProduct: ProductKernel;
  /** C ← C − AᵀB. */
  readonly subtractTransposedProduct: ProductKernel;
  /** C ← C + AᵀB where AᵀB is symmetric: the upper triangle of it only, in whole tiles. */
  readonly addUpperProduct: ProductKernel;
  /** C ← AᵀB likewise. */
  readonly setUpperProduct: ProductKernel;
  /** C ← AᵀB likewise, and its transpose stands below. */
  readonly setSymmetricProduct: ProductKernel;
  /**
   * X ← T⁻¹X for four rows X (cols a multiple of 4) and the lower triangle T, given row by row as ten numbers, the diagonal's
   * inverted.
   */
  readonly solveFour: (x: number, xRow: number, cols: number, triangle: number) => void;
  /** The Cholesky factor of I + N, as `CholeskyFactor` has it. */
  readonly factorise: (upper: number, uRow: number, size: number, triangles: number, excess: number) => void;
  /** X ← U⁻ᵀX of the first `least` columns, of four more for every further four rows, at most of `cols`. */
  readonly solveTransposed: (
    x: number,
    xRow: number,
    cols: number,
    least: number,
    upper: number,
    uRow: number,
    size: number,
    triangles: number,
  ) => void;
  /**
   * Of the modes from `first` to `end`, which have moved: weights of their rows, two a mode, and their numbers in the lists of `MIXING`
   * at the time that stands at `times`, before λ/2 times itself. `lists`: those of `MODE_LISTS`.
   */
  readonly setMovingFactors: FactorsKernel;
  /** The same of modes that have hardly moved. */
  readonly setRestingFactors: FactorsKernel;
  /** Sets number i of a list to number k(i) of another one, for `count` places k. */
  readonly gather: (to: number, from: number, places: number, count: number) => void;
  /** M(i, j) ← p(j)·P(i, j)·r(i), otherwise as `mix`; there may be no rows. */
  readonly scale: (
    m: number,
    mRow: number,
    rows: number,
    cols: number,
    P: number,
    row: number,
    p: number,
    r: number,
  ) => void;
  /**
   * M(i, j) ← (p(j)·P(i, j) + q(j)·Q(i, j))·r(i) for tables M, P and Q (rows × cols, the latter a multiple of 4; rows of P and Q
   * equally far apart).
   */
  readonly mix: (
    m: number,
    mRow: number,
    rows: number,
    cols: number,
    P: number,
    Q: number,
    row: number,
    p: number,
    q: number,
    r: number,
  ) => void;
  /** Adds v(i)·w to every row i of a table (rows × cols, the latter a multiple of 4), and sets z(i) to what is its product with u then. */
  readonly shearDot: ShearKernel;
  /** Adds z(i)·u to every row i of the table, and sets w to the sum of what is v(i)·rowᵢ then. */
  readonly shearSum: ShearKernel;
  /**
   * Turns rows 0 and 1 of a table (cols a multiple of 8), then rows 1 and 2, and so on, `count` times:
   * (x, y) ← (c·x + s·y, c·y − s·x), with c and s from a list of pairs.
   */
  readonly rotateRows: (x: number, xRow: number, count: number, cols: number, turns: number) => void;
  /** Moves the rows of the upper triangle of a table (size × size) together. */
  readonly closeTriangle: (x: number, xRow: number, size: number) => void;
  /** Sets most(i) to the largest |a(i, j)|·p(j) of every row of a table (rows × cols, the latter a multiple of 4). */
  readonly largestOfRows: (a: number, aRow: number, rows: number, cols: number, p: number, most: number) => void;
  /**
   * Divides the column at `column` (its first entry's address) by the number at `pivot` and subtracts its multiples of f from the
   * rows of the table, f being 0 there. For every row that this changes (x is what an entry is then): adds Σ (x(j)·s(j))² to
   * squares(i), and sets most(i) to the largest |x(j)|·p(j).
   */
  readonly exchangeRows: (
    a: number,
    aRow: number,
    rows: number,
    cols: number,
    column: number,
    pivot: number,
    f: number,
    s: number,
    p: number,
    squares: number,
    most: number,
  ) => void;
  /**
   * Sets scales(j) to 1/weights(j) and sizeScales(j) to sizes(j) times that (cols a multiple of 4), and squares to four numbers: the
   * sum and the largest of (kicks·ofStart(i) + ofRounding(i))·rowWeights(i)² for rows i (a multiple of 4), kicks standing at
   * squares, and the same two of (ofColumns(j)·scales(j))².
   */
  readonly weighErrors: (
    weights: number,
    cols: number,
    sizes: number,
    ofColumns: number,
    scales: number,
    sizeScales: number,
    rowWeights: number,
    rows: number,
    ofStart: number,
    ofRounding: number,
    squares: number,
  ) => void;
}

type FactorsKernel = (
  weights: number,
  mixing: number,
  mixingRow: number,
  lists: number,
  listsRow: number,
  times: number,
  first: number,
  end: number,
) => void;

type ShearKernel = (
  a: number,
  aRow: number,
  rows: number,
  cols: number,
  v: number,
  w: number,
  u: number,
  z: number,
) => void;

/**
 * The inner loops of the solver in WebAssembly, for its vector instructions: on 64×64 matrices four times as fast as the same
 * loops in JavaScript, with the same rounding.
 */
export function kernelModule(): Uint8Array<ArrayBuffer> {
  const kernels = [
    product('setProduct', { isTransposed: false }),
    product('setTransposedProduct', { isTransposed: true }),
    product('subtractTransposedProduct', { isTransposed: true, change: subtractPairs }),
    product('addUpperBlock', { isTransposed: true, change: addPairs, shape: 'upper' }),
    addUpperProduct,
    product('setUpperProduct', { isTransposed: true, shape: 'upper' }),
    product('setSymmetricProduct', { isTransposed: true, shape: 'symmetric' }),
    solveFour,
    factoriseKernel,
    solveTransposedKernel,
    movingFactorsKernel,
    restingFactorsKernel,
    gather,
    scale,
    mix,
    shearDot,
    shearSum,
    rotateRows,
    closeTriangle,
    largestOfRows,
    exchangeRows,
    weighErrorsKernel,
  ];
  const sequences = Object.keys(SEQUENCES).map(name => sequenceKernel(name as Sequence, kernels));
  return assemble([...kernels, ...sequences]);
}

const [c, cRow, rows, cols, a, aRow, b, bRow, inner] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const [i, j, r, q, o] = [9, 10, 11, 12, 13];
/** Where the next entries of four rows of A stand; of Aᵀ they stand side by side, and the first place tells all: a sixth faster. */
const places = [14, 15, 16, 17];
/** 4×4 entries of C as eight pairs, the pairs of B and an entry of A. */
const sums = [18, 19, 20, 21, 22, 23, 24, 25];
const [left, right, factor] = [26, 27, 28];

interface ProductForm {
  readonly isTransposed: boolean;
  /** Where C is not set: what becomes of it and a term. */
  readonly change?: Code;
  readonly shape?: 'full' | 'upper' | 'symmetric';
}

/** In tiles of 4×4, kept in registers while A's columns and B's rows pass by. They start at 0, or at C to change it. */
function product(name: string, { isTransposed, change, shape = 'full' }: ProductForm): KernelCode {
  const combine = (sum: number, pair: number): Code => [
    ...get(sum),
    ...get(pair),
    ...get(factor),
    ...multiplyPairs,
    ...(change ?? addPairs),
    ...set(sum),
  ];
  const entry = (row: number): Code =>
    isTransposed ? [...get(places[0]!), ...loadBoth(row * NUMBER)] : [...get(places[row]!), ...loadBoth(0)];
  const term: Code = [
    ...get(q),
    ...loadPair(0),
    ...set(left),
    ...get(q),
    ...loadPair(2 * NUMBER),
    ...set(right),
    ...[0, 1, 2, 3].flatMap(row => [
      ...entry(row),
      ...set(factor),
      ...combine(sums[2 * row]!, left),
      ...combine(sums[2 * row + 1]!, right),
    ]),
    ...advance(q, get(bRow)),
  ];
  const terms: Code = isTransposed
    ? forEach(r, 1, get(inner), [...term, ...advance(places[0]!, get(aRow))])
    : [
        ...[...get(places[0]!), ...scaled(inner, constant(NUMBER)), ...add, ...set(r)],
        ...forEach(
          places[0]!,
          NUMBER,
          get(r),
          [...term, ...places.slice(1).flatMap(place => advance(place, constant(NUMBER)))],
          get(places[0]!),
        ),
      ];
  const setPlaces: Code = isTransposed
    ? [...get(a), ...scaled(i, constant(NUMBER)), ...add, ...set(places[0]!)]
    : [
        ...[...get(a), ...scaled(i, get(aRow)), ...add, ...tee(places[0]!)],
        ...places.slice(1).flatMap(place => [...get(aRow), ...add, ...tee(place)]),
        ...drop,
      ];
  const corner = (row: number, column: number): Code => [
    ...[...get(c), ...scaled(row, get(cRow)), ...add, ...scaled(column, constant(NUMBER)), ...add, ...set(o)],
  ];
  const eachRow = (visit: (first: number, second: number) => Code): Code => [
    ...corner(i, j),
    ...[0, 2, 4, 6].flatMap(k => [...visit(sums[k]!, sums[k + 1]!), ...advance(o, get(cRow))]),
  ];
  const transposed: Code = [
    ...corner(j, i),
    ...[0, 1].flatMap(half =>
      [firstOfPairs, secondOfPairs].flatMap(ofPairs => [
        ...[0, 4].flatMap(k => [
          ...[...get(o), ...get(sums[k + half]!), ...get(sums[k + 2 + half]!), ...ofPairs],
          ...storePair((k / 2) * NUMBER),
        ]),
        ...advance(o, get(cRow)),
      ]),
    ),
  ];
  const tile: Code = [
    ...(change !== undefined
      ? eachRow((first, second) => [
          ...[...get(o), ...loadPair(0), ...set(first)],
          ...[...get(o), ...loadPair(2 * NUMBER), ...set(second)],
        ])
      : sums.flatMap(sum => [...zeroPair, ...set(sum)])),
    ...setPlaces,
    ...[...get(b), ...scaled(j, constant(NUMBER)), ...add, ...set(q)],
    ...when(get(inner), terms),
    ...eachRow((first, second) => [
      ...[...get(o), ...get(first), ...storePair(0)],
      ...[...get(o), ...get(second), ...storePair(2 * NUMBER)],
    ]),
    ...(shape === 'symmetric' ? transposed : []),
  ];
  const firstTile = shape === 'full' ? constant(0) : get(i);
  return {
    name,
    parameters: 9,
    locals: [...new Array(9).fill('i32'), ...new Array(11).fill('v128')],
    body: forEach(i, 4, get(rows), forEach(j, 4, get(cols), tile, firstTile)),
  };
}

/** So many terms at a time: of more the columns of a tile do not stay in the nearest cache, which costs a fifth at 128 units. */
const TERMS_OF_BLOCK = 128;

/** A product that starts at C, of one block of terms after the other. */
const addUpperProduct: KernelCode = (() => {
  const [rest, block] = [9, 10];
  const next = (table: number, row: number): Code => advance(table, scaled(row, constant(TERMS_OF_BLOCK)));
  const most: Code = constant(TERMS_OF_BLOCK);
  return {
    name: 'addUpperProduct',
    parameters: 9,
    locals: ['i32', 'i32'],
    body: call => [
      ...[...get(inner), ...set(rest)],
      ...repeatWhile([
        ...[...get(rest), ...most, ...get(rest), ...most, ...isBelow, ...select, ...set(block)],
        ...call('addUpperBlock', ...[c, cRow, rows, cols, a, aRow, b, bRow, block].map(get)),
        ...[...next(a, aRow), ...next(b, bRow)],
        ...[...get(rest), ...get(block), ...subtract, ...tee(rest)],
      ]),
    ],
  };
})();

const solveFour: KernelCode = (() => {
  const [x, xRow, count, triangle, column, address] = [0, 1, 2, 3, 4, 5];
  const coefficients = Array.from({ length: 10 }, (_, k) => 6 + k);
  const entries = [16, 17, 18, 19];
  const solveRow = (row: number): Code => {
    const first = (row * (row + 1)) / 2;
    return [
      ...[...get(address), ...loadPair(0), ...set(entries[row]!)],
      ...entries
        .slice(0, row)
        .flatMap((entry, k) => [
          ...get(entries[row]!),
          ...[...get(entry), ...get(coefficients[first + k]!), ...multiplyPairs],
          ...subtractPairs,
          ...set(entries[row]!),
        ]),
      ...get(address),
      ...[...get(entries[row]!), ...get(coefficients[first + row]!), ...multiplyPairs, ...tee(entries[row]!)],
      ...storePair(0),
      ...advance(address, get(xRow)),
    ];
  };
  const columns: Code = [
    ...[...get(x), ...scaled(column, constant(NUMBER)), ...add, ...set(address)],
    ...[0, 1, 2, 3].flatMap(solveRow),
  ];
  return {
    name: 'solveFour',
    parameters: 4,
    locals: ['i32', 'i32', ...new Array(14).fill('v128')],
    body: [
      ...coefficients.flatMap((coefficient, k) => [...get(triangle), ...loadBoth(k * NUMBER), ...set(coefficient)]),
      ...when(get(count), forEach(column, 2, get(count), columns)),
    ],
  };
})();

const gather: KernelCode = (() => {
  const [to, from, places, count, i, offset] = [0, 1, 2, 3, 4, 5];
  const INTEGER = 4;
  const place: Code = [...get(places), ...scaled(i, constant(INTEGER)), ...add, ...loadInteger(0)];
  return {
    name: 'gather',
    parameters: 4,
    locals: ['i32', 'i32'],
    body: when(
      get(count),
      forEach(i, 1, get(count), [
        ...[...place, ...constant(NUMBER), ...multiply, ...set(offset)],
        ...[...get(to), ...get(from), ...get(offset), ...add, ...loadNumber(0), ...storeNumber(0)],
        ...advance(to, constant(NUMBER)),
      ]),
    ),
  };
})();

const scale: KernelCode = (() => {
  const [m, mRow, rowCount, count, P, row, p, r] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [i, j, offset, factor] = [8, 9, 10, 11];
  const at = (base: number): Code => [...get(base), ...get(offset), ...add];
  const pair = (k: number): Code => [
    ...at(m),
    ...[...at(p), ...loadPair(k), ...at(P), ...loadPair(k), ...multiplyPairs],
    ...[...get(factor), ...multiplyPairs, ...storePair(k)],
  ];
  return {
    name: 'scale',
    parameters: 8,
    locals: ['i32', 'i32', 'i32', 'v128'],
    body: when(
      get(rowCount),
      forEach(i, 1, get(rowCount), [
        ...[...get(r), ...scaled(i, constant(NUMBER)), ...add, ...loadBoth(0), ...set(factor)],
        ...forEach(j, 4, get(count), [
          ...[...scaled(j, constant(NUMBER)), ...set(offset)],
          ...[...pair(0), ...pair(2 * NUMBER)],
        ]),
        ...[...advance(m, get(mRow)), ...advance(P, get(row))],
      ]),
    ),
  };
})();

const mix: KernelCode = (() => {
  const [m, mRow, rowCount, count, P, Q, row, p, q, r] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const [i, j, offset, scale] = [10, 11, 12, 13];
  const at = (base: number, shift: Code): Code => [...get(base), ...shift, ...add];
  const pair = (k: number): Code => [
    ...at(m, get(offset)),
    ...[...at(p, get(offset)), ...loadPair(k), ...at(P, get(offset)), ...loadPair(k), ...multiplyPairs],
    ...[...at(q, get(offset)), ...loadPair(k), ...at(Q, get(offset)), ...loadPair(k), ...multiplyPairs],
    ...addPairs,
    ...[...get(scale), ...multiplyPairs],
    ...storePair(k),
  ];
  return {
    name: 'mix',
    parameters: 10,
    locals: ['i32', 'i32', 'i32', 'v128'],
    body: forEach(i, 1, get(rowCount), [
      ...[...at(r, scaled(i, constant(NUMBER))), ...loadBoth(0), ...set(scale)],
      ...forEach(j, 4, get(count), [
        ...[...scaled(j, constant(NUMBER)), ...set(offset)],
        ...[...pair(0), ...pair(2 * NUMBER)],
      ]),
      ...[...advance(m, get(mRow)), ...advance(P, get(row)), ...advance(Q, get(row))],
    ]),
  };
})();

const shearDot: KernelCode = (() => {
  const [a, aRow, rowCount, count, v, w, u, z] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [i, j, offset, factor, entries, sum, sum2] = [8, 9, 10, 11, 12, 13, 14];
  const at = (base: number): Code => [...get(base), ...get(offset), ...add];
  const pair = (k: number, into: number): Code => [
    ...at(a),
    ...[...at(a), ...loadPair(k)],
    ...[...at(w), ...loadPair(k), ...get(factor), ...multiplyPairs, ...addPairs, ...tee(entries)],
    ...storePair(k),
    ...[...get(into), ...at(u), ...loadPair(k), ...get(entries), ...multiplyPairs, ...addPairs, ...set(into)],
  ];
  return {
    name: 'shearDot',
    parameters: 8,
    locals: ['i32', 'i32', 'i32', ...new Array(4).fill('v128')],
    body: forEach(i, 1, get(rowCount), [
      ...[...get(v), ...loadBoth(0), ...set(factor)],
      ...[...zeroPair, ...set(sum), ...zeroPair, ...set(sum2)],
      ...forEach(j, 4, get(count), [
        ...[...scaled(j, constant(NUMBER)), ...set(offset)],
        ...[...pair(0, sum), ...pair(2 * NUMBER, sum2)],
      ]),
      ...[...get(sum), ...get(sum2), ...addPairs, ...set(sum)],
      ...[...get(z), ...storeSum(sum, 0)],
      ...[...advance(a, get(aRow)), ...advance(v, constant(NUMBER)), ...advance(z, constant(NUMBER))],
    ]),
  };
})();

const shearSum: KernelCode = (() => {
  const [a, aRow, rowCount, count, v, w, u, z] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [i, j, address, ofV, ofZ] = [8, 9, 10, 11, 12];
  const [share, weight, entries, u0, u1, sum, sum2] = [13, 14, 15, 16, 17, 18, 19];
  const at = (base: number): Code => [...get(base), ...scaled(j, constant(NUMBER)), ...add];
  const pair = (k: number, ofU: number, into: number): Code => [
    ...get(address),
    ...[...get(address), ...loadPair(k), ...get(share), ...get(ofU), ...multiplyPairs, ...addPairs, ...tee(entries)],
    ...storePair(k),
    ...[...get(into), ...get(weight), ...get(entries), ...multiplyPairs, ...addPairs, ...set(into)],
  ];
  return {
    name: 'shearSum',
    parameters: 8,
    locals: [...new Array(5).fill('i32'), ...new Array(7).fill('v128')],
    body: forEach(j, 4, get(count), [
      ...[...at(u), ...loadPair(0), ...set(u0), ...at(u), ...loadPair(2 * NUMBER), ...set(u1)],
      ...[...zeroPair, ...set(sum), ...zeroPair, ...set(sum2)],
      ...[...at(a), ...set(address), ...get(v), ...set(ofV), ...get(z), ...set(ofZ)],
      ...forEach(i, 1, get(rowCount), [
        ...[...get(ofZ), ...loadBoth(0), ...set(share), ...get(ofV), ...loadBoth(0), ...set(weight)],
        ...[...pair(0, u0, sum), ...pair(2 * NUMBER, u1, sum2)],
        ...[...advance(address, get(aRow)), ...advance(ofV, constant(NUMBER)), ...advance(ofZ, constant(NUMBER))],
      ]),
      ...[...at(w), ...get(sum), ...storePair(0), ...at(w), ...get(sum2), ...storePair(2 * NUMBER)],
    ]),
  };
})();

const rotateRows: KernelCode = (() => {
  const [x, xRow, turnCount, count, turns] = [0, 1, 2, 3, 4];
  const [i, j, address, next, turn] = [5, 6, 7, 8, 9];
  const [c, s, below] = [10, 11, 12];
  const tops = [13, 14, 15, 16];
  const pair = (top: number, k: number): Code => [
    ...[...get(next), ...loadPair(2 * k * NUMBER), ...set(below)],
    ...[...get(address), ...get(c), ...get(top), ...multiplyPairs],
    ...[...get(s), ...get(below), ...multiplyPairs, ...addPairs, ...storePair(2 * k * NUMBER)],
    ...[
      ...get(c),
      ...get(below),
      ...multiplyPairs,
      ...get(s),
      ...get(top),
      ...multiplyPairs,
      ...subtractPairs,
      ...set(top),
    ],
  ];
  return {
    name: 'rotateRows',
    parameters: 5,
    locals: [...new Array(5).fill('i32'), ...new Array(7).fill('v128')],
    body: forEach(j, 8, get(count), [
      ...[...get(x), ...scaled(j, constant(NUMBER)), ...add, ...set(address), ...get(turns), ...set(turn)],
      ...tops.flatMap((top, k) => [...get(address), ...loadPair(2 * k * NUMBER), ...set(top)]),
      ...forEach(i, 1, get(turnCount), [
        ...[...get(address), ...get(xRow), ...add, ...set(next)],
        ...[...get(turn), ...loadBoth(0), ...set(c), ...get(turn), ...loadBoth(NUMBER), ...set(s)],
        ...tops.flatMap(pair),
        ...[...get(next), ...set(address), ...advance(turn, constant(2 * NUMBER))],
      ]),
      ...tops.flatMap((top, k) => [...get(address), ...get(top), ...storePair(2 * k * NUMBER)]),
    ]),
  };
})();

const closeTriangle: KernelCode = (() => {
  const [x, xRow, size, i, to, length] = [0, 1, 2, 3, 4, 5];
  return {
    name: 'closeTriangle',
    parameters: 3,
    locals: ['i32', 'i32', 'i32'],
    body: [
      ...[...get(x), ...set(to), ...scaled(size, constant(NUMBER)), ...set(length)],
      ...forEach(i, 1, get(size), [
        ...[...get(to), ...get(x), ...get(length), ...copyBytes],
        ...[...advance(to, get(length)), ...advance(length, constant(-NUMBER))],
        ...[...advance(x, get(xRow)), ...advance(x, constant(NUMBER))],
      ]),
    ],
  };
})();

const largestOfRows: KernelCode = (() => {
  const [a, aRow, rowCount, count, p, most] = [0, 1, 2, 3, 4, 5];
  const [i, j, offset, largest, largest2] = [6, 7, 8, 9, 10];
  const at = (base: number): Code => [...get(base), ...get(offset), ...add];
  const pair = (k: number, into: number): Code => [
    ...[...at(a), ...loadPair(k), ...absolutePair, ...at(p), ...loadPair(k), ...multiplyPairs],
    ...[...get(into), ...largerOfPairs, ...set(into)],
  ];
  return {
    name: 'largestOfRows',
    parameters: 6,
    locals: ['i32', 'i32', 'i32', 'v128', 'v128'],
    body: forEach(i, 1, get(rowCount), [
      ...[...zeroPair, ...set(largest), ...zeroPair, ...set(largest2)],
      ...forEach(j, 4, get(count), [
        ...[...scaled(j, constant(NUMBER)), ...set(offset)],
        ...[...pair(0, largest), ...pair(2 * NUMBER, largest2)],
      ]),
      ...[...get(largest), ...get(largest2), ...largerOfPairs, ...set(largest)],
      ...[...get(most), ...storeLarger(largest, 0)],
      ...[...advance(a, get(aRow)), ...advance(most, constant(NUMBER))],
    ]),
  };
})();

const exchangeRows: KernelCode = (() => {
  const [a, aRow, rowCount, count, column, pivot, f, s, p, squares, most] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const [i, j, offset] = [11, 12, 13];
  const [divisor, value, x, sum, sum2, largest, largest2] = [14, 15, 16, 17, 18, 19, 20];
  const at = (base: number): Code => [...get(base), ...get(offset), ...add];
  const pair = (k: number, intoSum: number, into: number): Code => [
    ...[...at(a), ...at(a), ...loadPair(k), ...get(value), ...at(f), ...loadPair(k), ...multiplyPairs],
    ...[...subtractPairs, ...tee(x), ...storePair(k)],
    ...[...get(x), ...absolutePair, ...at(p), ...loadPair(k), ...multiplyPairs, ...get(into), ...largerOfPairs],
    ...set(into),
    ...[...get(x), ...at(s), ...loadPair(k), ...multiplyPairs, ...tee(x), ...get(x), ...multiplyPairs],
    ...[...get(intoSum), ...addPairs, ...set(intoSum)],
  ];
  return {
    name: 'exchangeRows',
    parameters: 11,
    locals: [...new Array(3).fill('i32'), ...new Array(7).fill('v128')],
    body: [
      ...[...get(pivot), ...loadBoth(0), ...set(divisor)],
      ...forEach(i, 1, get(rowCount), [
        ...[...get(column), ...loadBoth(0), ...set(value)],
        ...when(isFirstNotZero(value), [
          ...[...get(value), ...get(divisor), ...dividePairs, ...set(value)],
          ...[...get(column), ...get(value), ...storeFirst(0)],
          ...[...get(squares), ...loadFirst(0), ...set(sum), ...zeroPair, ...set(sum2)],
          ...[...zeroPair, ...set(largest), ...zeroPair, ...set(largest2)],
          ...forEach(j, 4, get(count), [
            ...[...scaled(j, constant(NUMBER)), ...set(offset)],
            ...[...pair(0, sum, largest), ...pair(2 * NUMBER, sum2, largest2)],
          ]),
          ...[...get(sum), ...get(sum2), ...addPairs, ...set(sum), ...get(squares), ...storeSum(sum, 0)],
          ...[...get(largest), ...get(largest2), ...largerOfPairs, ...set(largest)],
          ...[...get(most), ...storeLarger(largest, 0)],
        ]),
        ...[...advance(a, get(aRow)), ...advance(column, get(aRow))],
        ...[...advance(squares, constant(NUMBER)), ...advance(most, constant(NUMBER))],
      ]),
    ],
  };
})();
