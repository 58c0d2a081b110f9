import {
  add,
  addPairs,
  assemble,
  type Code,
  constant,
  get,
  isBelow,
  type KernelCode,
  loadBoth,
  loadPair,
  multiply,
  multiplyPairs,
  repeatWhile,
  set,
  storePair,
  subtractPairs,
  tee,
  when,
  zeroPair,
} from './assembler.ts';

/** Bytes of a float64 number. Kernels take addresses and distances in bytes. */
export const NUMBER = 8;

/** C (rows × cols, both multiples of 4) from A (rows × inner) and B (inner × cols). */
type ProductKernel = (
  c: number,
  cRow: number,
  rows: number,
  cols: number,
  a: number,
  aRow: number,
  aCol: number,
  b: number,
  bRow: number,
  inner: number,
) => void;

export interface Kernels {
  /** C ← AB. Every entry is the sum of its terms in rising order, whatever the sizes are. */
  readonly setProduct: ProductKernel;
  /** C ← C + AB. */
  readonly addProduct: ProductKernel;
  /** C ← C − AB. */
  readonly subtractProduct: ProductKernel;
  /**
   * X ← T⁻¹X for four rows X (cols a multiple of 4) and the lower triangle T, given row by row as ten numbers, the diagonal's
   * inverted.
   */
  readonly solveFour: (x: number, xRow: number, cols: number, triangle: number) => void;
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
}

/**
 * The inner loops of the solver in WebAssembly, for its vector instructions: on 64×64 matrices four times as fast as the same
 * loops in JavaScript, with the same rounding.
 */
export function kernelModule(): Uint8Array<ArrayBuffer> {
  return assemble([
    product('setProduct', undefined),
    product('addProduct', addPairs),
    product('subtractProduct', subtractPairs),
    solveFour,
    mix,
  ]);
}

const [c, cRow, rows, cols, a, aRow, aCol, b, bRow, inner] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const [i, j, r, p, q, o, aRow2, aRow3] = [10, 11, 12, 13, 14, 15, 16, 17];
/** 4×4 entries of C as eight pairs, the pairs of B and an entry of A. */
const sums = [18, 19, 20, 21, 22, 23, 24, 25];
const [left, right, factor] = [26, 27, 28];

/** In tiles of 4×4, kept in registers while A's columns and B's rows pass by. They start at 0, or at C to change it. */
function product(name: string, change: Code | undefined): KernelCode {
  const rowOf = [[], [...get(aRow), ...add], [...get(aRow2), ...add], [...get(aRow3), ...add]];
  const combine = (sum: number, pair: number): Code => [
    ...get(sum),
    ...get(pair),
    ...get(factor),
    ...multiplyPairs,
    ...(change ?? addPairs),
    ...set(sum),
  ];
  const term: Code = [
    ...get(q),
    ...loadPair(0),
    ...set(left),
    ...get(q),
    ...loadPair(2 * NUMBER),
    ...set(right),
    ...rowOf.flatMap((offset, row) => [
      ...get(p),
      ...offset,
      ...loadBoth(0),
      ...set(factor),
      ...combine(sums[2 * row]!, left),
      ...combine(sums[2 * row + 1]!, right),
    ]),
    ...advance(p, get(aCol)),
    ...advance(q, get(bRow)),
  ];
  const eachRow = (visit: (first: number, second: number) => Code): Code => [
    ...get(c),
    ...scaled(i, get(cRow)),
    ...add,
    ...scaled(j, constant(NUMBER)),
    ...add,
    ...set(o),
    ...[0, 2, 4, 6].flatMap(k => [...visit(sums[k]!, sums[k + 1]!), ...advance(o, get(cRow))]),
  ];
  const tile: Code = [
    ...(change !== undefined
      ? eachRow((first, second) => [
          ...[...get(o), ...loadPair(0), ...set(first)],
          ...[...get(o), ...loadPair(2 * NUMBER), ...set(second)],
        ])
      : sums.flatMap(sum => [...zeroPair, ...set(sum)])),
    ...[...get(a), ...scaled(i, get(aRow)), ...add, ...set(p)],
    ...[...get(b), ...scaled(j, constant(NUMBER)), ...add, ...set(q)],
    ...when(get(inner), forEach(r, 1, get(inner), term)),
    ...eachRow((first, second) => [
      ...[...get(o), ...get(first), ...storePair(0)],
      ...[...get(o), ...get(second), ...storePair(2 * NUMBER)],
    ]),
  ];
  return {
    name,
    parameters: 10,
    locals: [...new Array(8).fill('i32'), ...new Array(11).fill('v128')],
    body: [
      ...[...scaled(aRow, constant(2)), ...set(aRow2)],
      ...[...scaled(aRow, constant(3)), ...set(aRow3)],
      ...forEach(i, 4, get(rows), forEach(j, 4, get(cols), tile)),
    ],
  };
}

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

/** for (counter = 0; counter < end; counter += step), at least once. */
function forEach(counter: number, step: number, end: Code, body: Code): Code {
  return [
    ...[...constant(0), ...set(counter)],
    ...repeatWhile([
      ...body,
      ...[...get(counter), ...constant(step), ...add, ...tee(counter)],
      ...[...end, ...isBelow],
    ]),
  ];
}

function advance(address: number, by: Code): Code {
  return [...get(address), ...by, ...add, ...set(address)];
}

function scaled(local: number, by: Code): Code {
  return [...get(local), ...by, ...multiply];
}
