import { beforeEach, describe, expect, it } from 'vitest';
import { choleskyFactor, factoriseParameters, solveTransposed } from './cholesky.ts';
import { NUMBER } from './loops.ts';
import {
  fullGram,
  gram,
  plainProduct,
  productParameters,
  transposedProduct,
  triangularProduct,
  upperGram,
} from './products.ts';
import { addCalls, putCalls } from './putCalls.ts';
import {
  addIntegers,
  addPanel,
  fromColumn,
  type Panel,
  type Workspace,
  type WorkspacePlan,
  wholeTiles,
  workspace,
  workspacePlan,
} from './workspace.ts';

type Table = number[][];

/** Not multiples of four among them; the working memory rounds up, and has rubbish in what it adds. */
const SIZES = [1, 2, 3, 4, 5, 8, 11, 16, 21];

let plan: WorkspacePlan;
let state: number;
beforeEach(() => {
  plan = workspacePlan();
  state = 12345;
});

/** Fills the memory with rubbish. */
function memory(): Workspace {
  const work = workspace(plan);
  work.numbers.fill(Number.NaN, 0, plan.size);
  return work;
}

function random(rows: number, cols: number): Table {
  return Array.from({ length: rows }, () =>
    Array.from({ length: cols }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return state / 2 ** 31;
    }),
  );
}

function put({ numbers }: Workspace, { at, stride }: Panel, table: Table): void {
  table.forEach((row, i) => {
    numbers.set(row, at + i * stride);
  });
}

function read({ numbers }: Workspace, { at, stride }: Panel, rows: number, cols: number): Table {
  return Array.from({ length: rows }, (_, i) => [...numbers.subarray(at + i * stride, at + i * stride + cols)]);
}

/** AᵀB + start, every entry summed from the first term on. */
function product(A: Table, B: Table, start: (i: number, j: number) => number = () => 0): Table {
  return A[0]!.map((_, i) => B[0]!.map((_, j) => B.reduce((sum, row, r) => sum + A[r]![i]! * row[j]!, start(i, j))));
}

function transposed(A: Table): Table {
  return A[0]!.map((_, j) => A.map(row => row[j]!));
}

function upper(A: Table): Table {
  return A.map((row, i) => row.map((entry, j) => (j < i ? 0 : entry)));
}

describe('products', () => {
  it('are the sums of their terms in rising order, to the last bit, for all sizes', () => {
    for (const rows of SIZES) {
      for (const cols of SIZES) {
        for (const inner of [1, 2, 7, 16]) {
          const [A, B] = [random(inner, rows), random(inner, cols)];
          plan = workspacePlan();
          const [a, at, b, c] = [
            addPanel(plan, inner, rows),
            addPanel(plan, rows, inner),
            addPanel(plan, inner, cols),
            addPanel(plan, rows, cols),
          ];
          const work = memory();
          put(work, a, A);
          put(work, at, transposed(A));
          put(work, b, B);
          const expected = product(A, B);
          transposedProduct(work, a, wholeTiles(rows), b, wholeTiles(cols), inner, c);
          expect(read(work, c, rows, cols)).toEqual(expected);
          plainProduct(work, at, wholeTiles(rows), b, wholeTiles(cols), inner, c);
          expect(read(work, c, rows, cols)).toEqual(expected);
        }
      }
    }
  });

  it('start at C where they are subtracted from it', () => {
    const [A, B, C] = [random(5, 8), random(5, 4), random(8, 4)];
    const [a, b, c] = [addPanel(plan, 5, 8), addPanel(plan, 5, 4), addPanel(plan, 8, 4)];
    const work = memory();
    put(work, a, A);
    put(work, b, B);
    const [cRow, aRow, bRow] = [c, a, b].map(({ stride }) => stride * NUMBER) as [number, number, number];
    const addresses = [c.at * NUMBER, cRow, 8, 4, a.at * NUMBER, aRow, b.at * NUMBER, bRow, 5] as const;
    put(work, c, C);
    work.subtractTransposedProduct(...addresses);
    const minusB = B.map(row => row.map(entry => -entry));
    expect(read(work, c, 8, 4)).toEqual(product(A, minusB, (i, j) => C[i]![j]!));
  });

  it('start at C in blocks of terms, as if all terms were added at once', () => {
    for (const inner of [0, 127, 128, 129, 300]) {
      const [A, B, C] = [random(inner, 8), random(inner, 8), random(8, 8)];
      plan = workspacePlan();
      const [a, b, c] = [addPanel(plan, inner, 8), addPanel(plan, inner, 8), addPanel(plan, 8, 8)];
      const work = memory();
      put(work, a, A);
      put(work, b, B);
      put(work, c, C);
      work.addUpperProduct(...productParameters(a, 8, b, 8, inner, c));
      const expected = inner === 0 ? C : product(A, B, (i, j) => C[i]![j]!);
      expect(upper(read(work, c, 8, 8))).toEqual(upper(expected));
    }
  });

  it('of a table with itself, and of triangles, are parts of the same product', () => {
    for (const size of SIZES) {
      const A = random(size + 3, size);
      const L = random(size, size).map((row, i) => row.map((entry, j) => (j > i ? 0 : entry)));
      const B = random(size, 6);
      plan = workspacePlan();
      const [a, l, b, c, d] = [
        addPanel(plan, size + 3, size),
        addPanel(plan, size, size),
        addPanel(plan, size, 6),
        addPanel(plan, size, size),
        addPanel(plan, size, 6),
      ];
      const work = memory();
      put(work, a, A);
      put(work, l, L);
      put(work, b, B);
      const tiles = wholeTiles(size);
      gram(work, a, tiles, size + 3, c);
      expect(upper(read(work, c, size, size))).toEqual(upper(product(A, A)));
      work.addUpperProduct(...productParameters(a, tiles, a, tiles, size + 3, c));
      expect(upper(read(work, c, size, size))).toEqual(upper(product(A, A, (i, j) => product(A, A)[i]![j]!)));
      put(
        work,
        c,
        random(size, size).map(row => row.fill(7)),
      );
      work.addUpperProduct(...productParameters(a, tiles, a, tiles, size + 3, c));
      if (size > 4) expect(read(work, c, size, size)[4]!.slice(0, 4)).toEqual([7, 7, 7, 7]);
      upperGram(work, a, tiles, size + 3, c);
      expect(upper(read(work, c, size, size))).toEqual(upper(product(A, A)));
      if (size > 4) expect(read(work, c, size, size)[4]!.slice(0, 4)).toEqual([7, 7, 7, 7]);
      fullGram(work, a, tiles, size + 3, c);
      expect(read(work, c, size, size)).toEqual(product(A, A));
      gram(work, l, tiles, size, c, 'triangular');
      expect(upper(read(work, c, size, size))).toEqual(upper(product(L, L)));
      triangularProduct(work, l, tiles, b, 8, size, d);
      expect(read(work, d, size, 6)).toEqual(product(L, B));
    }
  });

  it('of nothing are zero, or nothing', () => {
    const [a, c] = [addPanel(plan, 4, 4), addPanel(plan, 4, 4)];
    const work = memory();
    transposedProduct(work, a, 4, a, 4, 0, c);
    expect(read(work, c, 4, 4).flat()).toEqual(new Array(16).fill(0));
    work.numbers[c.at] = 7;
    transposedProduct(work, a, 0, a, 4, 4, c);
    plainProduct(work, a, 4, a, 0, 4, c);
    triangularProduct(work, a, 4, a, 0, 4, c);
    fullGram(work, a, 0, 4, c);
    upperGram(work, a, 0, 4, c);
    expect(work.numbers[c.at]).toBe(7);
  });
});

describe('mix', () => {
  it('is (p·P + q·Q)·r, entry by entry, and so is scale without Q', () => {
    const [P, Q] = [random(5, 12), random(5, 12)];
    const [[p, q], [r]] = [random(2, 12) as [number[], number[]], random(1, 5) as [number[]]];
    const panels = [P, Q, [p], [q], [r]].map(table => addPanel(plan, table.length, table[0]!.length));
    const m = addPanel(plan, 5, 20);
    const work = memory();
    [P, Q, [p], [q], [r]].forEach((table, k) => {
      put(work, panels[k]!, table);
    });
    const [atP, atQ, atp, atq, atr] = panels.map(({ at }) => at * NUMBER) as [number, number, number, number, number];
    work.mix(fromColumn(m, 8).at * NUMBER, m.stride * NUMBER, 5, 12, atP, atQ, 12 * NUMBER, atp, atq, atr);
    const expected = P.map((row, i) => row.map((entry, j) => (p[j]! * entry + q[j]! * Q[i]![j]!) * r[i]!));
    expect(read(work, fromColumn(m, 8), 5, 12)).toEqual(expected);
    expect(read(work, m, 5, 8).flat().every(Number.isNaN)).toBe(true);
    work.scale(fromColumn(m, 4).at * NUMBER, m.stride * NUMBER, 5, 12, atP, 12 * NUMBER, atp, atr);
    expect(read(work, fromColumn(m, 4), 5, 12)).toEqual(
      P.map((row, i) => row.map((entry, j) => p[j]! * entry * r[i]!)),
    );
    const rest = expected.map(row => row.slice(8));
    expect(read(work, fromColumn(m, 16), 5, 4)).toEqual(rest);
    work.scale(fromColumn(m, 16).at * NUMBER, m.stride * NUMBER, 0, 4, atP, 12 * NUMBER, atp, atr);
    expect(read(work, fromColumn(m, 16), 5, 4)).toEqual(rest);
  });
});

describe('closeTriangle', () => {
  it('moves the rows of an upper triangle together', () => {
    for (const size of SIZES) {
      const A = random(size, size);
      plan = workspacePlan();
      const a = addPanel(plan, size, size);
      const work = memory();
      put(work, a, A);
      work.closeTriangle(a.at * NUMBER, a.stride * NUMBER, size);
      const triangle = A.flatMap((row, i) => row.slice(i));
      expect([...work.numbers.subarray(a.at, a.at + triangle.length)]).toEqual(triangle);
    }
  });
});

describe('gather', () => {
  it('takes numbers from their places', () => {
    const [from, to, places] = [addPanel(plan, 1, 5), addPanel(plan, 1, 4), addIntegers(plan, 3)];
    const work = memory();
    put(work, from, [[10, 11, 12, 13, 14]]);
    work.integers.set([4, 0, 3], 2 * places.at);
    work.gather(to.at * NUMBER, from.at * NUMBER, places.at * NUMBER, 3);
    expect(read(work, to, 1, 4)).toEqual([[14, 10, 13, Number.NaN]]);
    work.numbers[from.at + 4] = 7;
    work.gather(to.at * NUMBER, from.at * NUMBER, places.at * NUMBER, 0);
    expect(read(work, to, 1, 1)).toEqual([[14]]);
  });
});

describe('a sequence', () => {
  it('is the kernels that it names, one after the other', () => {
    const [a, b, c, d] = [addPanel(plan, 4, 4), addPanel(plan, 4, 8), addPanel(plan, 4, 8), addPanel(plan, 4, 8)];
    const calls = addCalls(plan);
    const work = memory();
    const [A, B] = [random(4, 4), random(4, 8)];
    put(work, a, A);
    put(work, b, B);
    putCalls(work, 'transformLayers', calls, [
      productParameters(a, 4, b, 8, 4, c),
      productParameters(a, 4, c, 8, 4, d),
    ]);
    work.transformLayers(calls.at * NUMBER);
    const first = product(transposed(A), B);
    expect(read(work, c, 4, 8)).toEqual(first);
    expect(read(work, d, 4, 8)).toEqual(product(transposed(A), first));
  });
});

describe('Cholesky factor', () => {
  it('I + N = UᵀU, and U⁻ᵀX solves for X', () => {
    for (const size of SIZES) {
      const Y = random(size + 2, size);
      const X = random(size, 7);
      plan = workspacePlan();
      const factor = choleskyFactor(plan, size);
      const x = addPanel(plan, size, 7);
      const work = memory();
      put(work, factor.upper, upper(product(Y, Y)));
      work.factorise(...factoriseParameters(factor));
      const U = upper(read(work, factor.upper, size, size));
      const target = product(Y, Y).map((row, i) => row.map((entry, j) => entry + (i === j ? 1 : 0)));
      expectClose(product(U, U), target, 1e-14 * size);
      read(work, factor.diagonalExcess, 1, size)[0]!.forEach((excess, i) => {
        expect(Math.abs(excess - (U[i]![i]! - 1))).toBeLessThan(1e-15 * U[i]![i]!);
      });
      put(work, x, X);
      solveTransposed(work, factor, x, 8);
      expectClose(product(U, read(work, x, size, 7)), X, 1e-14 * size);
    }
  });

  it('keeps the excess of the diagonal where N is far below rounding', () => {
    const factor = choleskyFactor(plan, 5);
    const work = memory();
    const N = random(5, 5).map((row, i) => row.map((entry, j) => 1e-40 * (i === j ? 1 + entry ** 2 : entry)));
    put(work, factor.upper, N);
    work.factorise(...factoriseParameters(factor));
    const excess = read(work, factor.diagonalExcess, 1, 5)[0]!;
    N.forEach((row, i) => {
      expect(Math.abs(excess[i]! / (row[i]! / 2) - 1)).toBeLessThan(1e-15);
    });
  });

  it('solves for a lower triangle as for any other table', () => {
    for (const size of SIZES) {
      const Y = random(size + 2, size);
      const L = random(size, size).map((row, i) => row.map((entry, j) => (j > i ? 0 : entry)));
      plan = workspacePlan();
      const factor = choleskyFactor(plan, size);
      const [x, full] = [addPanel(plan, size, size), addPanel(plan, size, size)];
      const work = memory();
      put(work, factor.upper, upper(product(Y, Y)));
      work.factorise(...factoriseParameters(factor));
      put(work, x, L);
      put(work, full, L);
      solveTransposed(work, factor, full, wholeTiles(size));
      solveTransposed(work, factor, x, wholeTiles(size), 'triangular');
      expect(read(work, x, size, size)).toEqual(read(work, full, size, size));
    }
  });
});

describe('shears and turns of rows', () => {
  const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, each, k) => sum + each * y[k]!, 0);

  it('add a multiple of a row to every row and multiply all of them by another', () => {
    for (const rows of SIZES) {
      for (const cols of [4, 8, 20]) {
        const [A, [w, u], [v]] = [random(rows, cols), random(2, cols), random(1, rows)] as [Table, Table, Table];
        plan = workspacePlan();
        const [a, lists, shares, z] = [
          addPanel(plan, rows, cols),
          addPanel(plan, 3, cols),
          addPanel(plan, 1, rows),
          addPanel(plan, 1, rows),
        ];
        const work = memory();
        put(work, shares, [v!]);
        put(work, lists, [w!, u!]);
        const address = (list: number): number => (lists.at + list * lists.stride) * NUMBER;
        const [table, row, share] = [a.at * NUMBER, a.stride * NUMBER, shares.at * NUMBER];
        const changed = A.map((each, i) => each.map((entry, j) => entry + v![i]! * w![j]!));
        put(work, a, A);
        work.shearDot(table, row, rows, cols, share, address(0), address(1), z.at * NUMBER);
        expect(read(work, a, rows, cols)).toEqual(changed);
        expectClose([read(work, z, 1, rows)[0]!], [changed.map(each => dot(each, u!))], 1e-14);
        put(work, a, A);
        put(work, z, [v!.map(each => each / 3)]);
        work.shearSum(table, row, rows, cols, z.at * NUMBER, address(2), address(0), share);
        expect(read(work, a, rows, cols)).toEqual(changed);
        expectClose(
          [read(work, { at: address(2) / NUMBER, stride: cols }, 1, cols)[0]!],
          [w!.map((_, j) => changed.reduce((sum, each, i) => sum + (v![i]! / 3) * each[j]!, 0))],
          1e-14,
        );
      }
    }
  });

  it('turn neighbours one pair after the other', () => {
    for (const rows of SIZES.filter(each => each > 1)) {
      const cols = 16;
      const [A, turns] = [random(rows, cols), random(rows - 1, 2)];
      plan = workspacePlan();
      const [a, list] = [addPanel(plan, rows, cols), addPanel(plan, 1, 2 * rows)];
      const work = memory();
      put(work, a, A);
      put(work, list, [turns.flat()]);
      work.rotateRows(a.at * NUMBER, a.stride * NUMBER, rows - 1, cols, list.at * NUMBER);
      const expected = A.map(row => [...row]);
      turns.forEach(([c, s], i) => {
        const [x, y] = [expected[i]!, expected[i + 1]!];
        expected[i] = x.map((each, j) => c! * each + s! * y[j]!);
        expected[i + 1] = x.map((each, j) => c! * y[j]! - s! * each);
      });
      expect(read(work, a, rows, cols)).toEqual(expected);
    }
  });
});

describe('workspace', () => {
  it('says when another plan has had it, and grows without losing what the plan has there', () => {
    addPanel(plan, 4, 4);
    const first = workspace(plan);
    expect(plan.takeovers).toBe(1);
    first.numbers[3] = 42;
    addPanel(plan, 400, first.numbers.length / 400 + 1);
    const grown = workspace(plan);
    expect(plan.takeovers).toBe(1);
    expect(grown.numbers.length).toBeGreaterThanOrEqual(plan.size);
    expect(grown.numbers[3]).toBe(42);
    const other = workspacePlan();
    addPanel(other, 4, 4);
    expect(workspace(other).numbers[3]).toBe(0);
    workspace(plan);
    expect(plan.takeovers).toBe(2);
    expect(other.takeovers).toBe(1);
  });
});

describe('the rows of a table', () => {
  it('have their largest entries, and an exchange changes those that are not 0 in its column', () => {
    for (const cols of SIZES) {
      const rows = 7;
      const [A, [f, sizes, p], [before]] = [random(rows, cols), random(3, cols), random(1, rows)] as [
        Table,
        [number[], number[], number[]],
        [number[]],
      ];
      const column = cols >> 1;
      f[column] = 0;
      A[2]![column] = 0;
      const [divisor, per] = [0.37, p.map(Math.abs)];
      plan = workspacePlan();
      const a = addPanel(plan, rows, cols);
      const lists = addPanel(plan, 4, cols);
      const ofRows = addPanel(plan, 4, rows);
      const work = workspace(plan);
      const { numbers } = work;
      put(work, a, A);
      put(work, lists, [f, sizes, per, [divisor]]);
      put(work, ofRows, [before, new Array(rows).fill(-1)]);
      const list = (k: number): number => (lists.at + k * lists.stride) * NUMBER;
      const most = ofRows.at + ofRows.stride;
      const table = [a.at * NUMBER, a.stride * NUMBER, rows, wholeTiles(cols)] as const;
      const found = (): number[] => [...numbers.subarray(most, most + rows)];
      const largest = (table: Table): number[] =>
        table.map(row => Math.max(...row.map((entry, j) => Math.abs(entry) * per[j]!)));
      work.largestOfRows(...table, list(2), most * NUMBER);
      expect(found()).toEqual(largest(A));
      numbers.fill(-1, most, most + rows);
      const [first, pivot] = [(a.at + column) * NUMBER, list(3)];
      work.exchangeRows(...table, first, pivot, list(0), list(1), list(2), ofRows.at * NUMBER, most * NUMBER);
      const changed = A.map(row => {
        const value = row[column]! / divisor;
        return row.map((entry, j) => (j === column ? value : entry - value * f[j]!));
      });
      expect(read(work, a, rows, cols)).toEqual(changed.map((row, i) => (i === 2 ? A[2] : row)));
      expect(found()).toEqual(largest(changed).map((entry, i) => (i === 2 ? -1 : entry)));
      const squares = changed.map((row, i) =>
        row.reduce((sum, entry, j) => sum + (i === 2 ? 0 : (entry * sizes[j]!) ** 2), before[i]!),
      );
      expectClose([[...numbers.subarray(ofRows.at, ofRows.at + rows)]], [squares], 1e-13);
    }
  });
});

describe('weighErrors', () => {
  it('inverts weights of columns and sums the squared errors of columns and rows', () => {
    const [rows, cols] = [5, 3];
    const [[ofStart, ofRounding], [sizes, ofColumns], weights] = [
      random(2, rows),
      random(2, cols),
      [0.5, 3, 7, Number.POSITIVE_INFINITY],
    ] as [[number[], number[]], [number[], number[]], number[]];
    const rowWeights = [2, 0.25, 3, 9, 1];
    const lists = addPanel(plan, 10, 8);
    const work = workspace(plan);
    const address = (k: number): number => (lists.at + k * lists.stride) * NUMBER;
    put(work, lists, [weights, sizes, ofColumns, [], [], rowWeights, ofStart, ofRounding, [100]]);
    work.weighErrors(
      address(0),
      4,
      address(1),
      address(2),
      address(3),
      address(4),
      address(5),
      8,
      address(6),
      address(7),
      address(8),
    );
    const scales = weights.map(weight => 1 / weight);
    expect(read(work, fromColumn(lists, 3 * lists.stride), 1, 4)).toEqual([scales]);
    expect(read(work, fromColumn(lists, 4 * lists.stride), 1, 3)).toEqual([sizes.map((size, j) => size * scales[j]!)]);
    const ofRows = ofStart.map((start, i) => (100 * start + ofRounding[i]!) * rowWeights[i]! ** 2);
    const squares = ofColumns.map((error, j) => (error * scales[j]!) ** 2);
    const sum = (list: readonly number[]): number => list.reduce((total, each) => total + each, 0);
    const expected = [sum(ofRows), Math.max(...ofRows), sum(squares), Math.max(...squares)];
    expectClose(read(work, fromColumn(lists, 8 * lists.stride), 1, 4), [expected], 1e-13 * 100);
  });
});

function expectClose(actual: Table, expected: Table, allowance: number): void {
  actual.forEach((row, i) => {
    row.forEach((entry, j) => {
      expect(Math.abs(entry - expected[i]![j]!)).toBeLessThanOrEqual(allowance);
    });
  });
}
