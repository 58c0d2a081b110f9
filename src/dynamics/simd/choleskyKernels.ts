import {
  add,
  addNumbers,
  type Code,
  constant,
  divideNumbers,
  get,
  isBelow,
  type KernelCode,
  loadNumber,
  multiplyNumbers,
  one,
  select,
  set,
  squareRoot,
  storeNumber,
  subtract,
  subtractNumbers,
  when,
} from './assembler.ts';
import { advance, forEach, NUMBER, scaled } from './loops.ts';

/** From the triangle of four rows to the next, in numbers. */
export const PER_TRIANGLE = 12;

/** Four rows at a time: what the rows above leave of them, their own triangle, and the rest of these rows. */
export const factoriseKernel: KernelCode = (() => {
  const [upper, uRow, size, triangles, excess] = [0, 1, 2, 3, 4];
  const [block, above, corner, rest, address] = [5, 6, 7, 8, 9];
  /** Diagonal entries of N and of U, and the latter inverted; then the entries of U above the diagonal, row by row. */
  const [n, u, inverse] = [
    [10, 11, 12, 13],
    [14, 15, 16, 17],
    [18, 19, 20, 21],
  ] as const;
  const aboveDiagonal = [[22, 23, 24], [25, 26], [27]] as const;
  const entry = (row: number, column: number): number => aboveDiagonal[row]![column - row - 1]!;
  /** What is left of the entry of N in this place after the rows of the triangle above it. */
  const leftOf = (row: number, column: number): Code => [
    ...[...get(address), ...loadNumber(column * NUMBER)],
    ...[0, 1, 2]
      .slice(0, row)
      .flatMap(k => [...get(entry(k, column)), ...get(entry(k, row)), ...multiplyNumbers, ...subtractNumbers]),
  ];
  const store = (column: number, local: number): Code => [
    ...[...get(address), ...get(local), ...storeNumber(column * NUMBER)],
  ];
  const row = (k: number): Code => [
    ...[...leftOf(k, k), ...set(n[k]!)],
    ...[...one, ...get(n[k]!), ...addNumbers, ...squareRoot, ...set(u[k]!)],
    ...[...one, ...get(u[k]!), ...divideNumbers, ...set(inverse[k]!)],
    ...[1, 2, 3]
      .slice(k)
      .flatMap(column => [
        ...[...leftOf(k, column), ...get(inverse[k]!), ...multiplyNumbers, ...set(entry(k, column))],
        ...store(column, entry(k, column)),
      ]),
    ...store(k, u[k]!),
    ...advance(address, get(uRow)),
    // √(1 + n) − 1
    ...[
      ...get(excess),
      ...get(n[k]!),
      ...one,
      ...get(u[k]!),
      ...addNumbers,
      ...divideNumbers,
      ...storeNumber(k * NUMBER),
    ],
  ];
  const triangle = [0, 1, 2, 3].flatMap(k => [...[0, 1, 2].slice(0, k).map(i => entry(i, k)), inverse[k]!]);
  return {
    name: 'factorise',
    parameters: 5,
    locals: [...new Array(5).fill('i32'), ...new Array(18).fill('f64')],
    body: call =>
      forEach(block, 4, get(size), [
        ...[...get(upper), ...scaled(block, constant(NUMBER)), ...add, ...set(above)],
        ...[...get(above), ...scaled(block, get(uRow)), ...add, ...set(corner)],
        ...[...get(size), ...get(block), ...subtract, ...set(rest)],
        ...when(
          get(block),
          call(
            'subtractTransposedProduct',
            ...[get(corner), get(uRow), constant(4), get(rest)],
            ...[get(above), get(uRow), get(above), get(uRow), get(block)],
          ),
        ),
        ...[...get(corner), ...set(address)],
        ...[0, 1, 2, 3].flatMap(row),
        ...triangle.flatMap((local, k) => [...get(triangles), ...get(local), ...storeNumber(k * NUMBER)]),
        ...advance(rest, constant(-4)),
        ...call(
          'solveFour',
          ...[[...get(corner), ...constant(4 * NUMBER), ...add], get(uRow), get(rest), get(triangles)],
        ),
        ...[...advance(triangles, constant(PER_TRIANGLE * NUMBER)), ...advance(excess, constant(4 * NUMBER))],
      ]),
  };
})();

export const solveTransposedKernel: KernelCode = (() => {
  const [x, xRow, cols, least, upper, uRow, size, triangles] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [block, rows, width] = [8, 9, 10];
  return {
    name: 'solveTransposed',
    parameters: 8,
    locals: new Array(3).fill('i32'),
    body: call => [
      ...[...get(x), ...set(rows)],
      ...forEach(block, 4, get(size), [
        ...[...get(cols), ...get(least), ...get(cols), ...get(least), ...isBelow, ...select, ...set(width)],
        ...when(
          get(block),
          call(
            'subtractTransposedProduct',
            ...[get(rows), get(xRow), constant(4), get(width)],
            ...[[...get(upper), ...scaled(block, constant(NUMBER)), ...add], get(uRow)],
            ...[get(x), get(xRow), get(block)],
          ),
        ),
        ...call('solveFour', get(rows), get(xRow), get(width), get(triangles)),
        ...[...advance(rows, scaled(xRow, constant(4))), ...advance(least, constant(4))],
        ...advance(triangles, constant(PER_TRIANGLE * NUMBER)),
      ]),
    ],
  };
})();
