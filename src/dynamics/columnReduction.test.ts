import { describe, expect, it } from 'vitest';
import { randomMatrices } from '../network/initialisations/randomMatrix.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { inverse, multiply } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { backwardError } from './backwardError.ts';
import { type ColumnReduction, exchange, unreduced } from './columnReduction.ts';
import { DOUBLE_DOUBLE_ROUNDING, ddVector } from './doubleDouble.ts';
import type { RowLayout } from './rowLayout.ts';

const field = decimalField(80);

/** [K; I] with a random K of 2·cols rows, whose entries are known up to `bound`. */
function randomReduction(cols: number, seed: number, bound = 0): ColumnReduction {
  const layout: RowLayout = { modes: cols, weightRows: 2 * cols, rows: 3 * cols, cols, tiles: cols, stride: cols };
  const table = { ...ddVector(3 * cols * cols), bound: new Float64Array(3 * cols * cols) };
  table.hi.set(randomMatrices(seed).gaussian(2 * cols, cols).data);
  table.bound.fill(bound, 0, 2 * cols * cols);
  for (let j = 0; j < cols; j++) table.hi[(2 * cols + j) * cols + j] = 1;
  return unreduced(layout, { table, layers: ddVector(0) });
}

/** Makes the largest entry of the weight rows the pivot of a column that has none of them yet, until all have one. */
function exchangeAll(reduction: ColumnReduction): void {
  const { layout, pivots, table } = reduction;
  for (let step = 0; step < layout.cols; step++) {
    let best = 0;
    for (let at = 0; at < layout.weightRows * layout.cols; at++) {
      const isFree = pivots[at % layout.cols]! >= layout.weightRows;
      if (isFree && Math.abs(table.hi[at]!) > Math.abs(table.hi[best]!)) best = at;
      else if (pivots[best % layout.cols]! < layout.weightRows) best = at;
    }
    exchange(reduction, best, 0);
  }
}

/** Every entry's distance from the exact reduction of M over its bound; the reference is good to 1e-70. */
function shareOfBounds({ layout: { cols }, table, pivots }: ColumnReduction, M: Matrix<Decimal>): number[] {
  const start = Matrix.generate(cols, cols, (i, j) => M.at(pivots[i]!, j));
  return multiply(field, M, inverse(field, start)).data.map((entry, at) => {
    const value = field.add(exact(table.hi[at]!), exact(table.lo[at]!));
    return Math.abs(field.toNumber(field.sub(value, entry))) / (table.bound[at]! + 1e-70);
  });
}

function exact(x: number): Decimal {
  return field.of(Rational.of(x));
}

describe('unreduced', () => {
  it('takes an entry within its bound for zero, and what is dropped for an error of its row', () => {
    const layout: RowLayout = { modes: 2, weightRows: 4, rows: 6, cols: 2, tiles: 4, stride: 2 };
    const table = { ...ddVector(12), bound: new Float64Array(12) };
    table.hi.set([1e-20, 3, 5, 7, 2, 1, 4, 6, 1, 0, 0, 1]);
    table.bound[0] = 1e-19;
    const before = backwardError(layout, table);
    const { table: kept, backward, pivots } = unreduced(layout, { table, layers: ddVector(0) });
    expect([...kept.hi]).toEqual([0, 3, 5, 7, 2, 1, 4, 6, 1, 0, 0, 1]);
    const dropped = 1e-20 * before.size[pivots[0]!]!;
    expect(dropped).toBeGreaterThan(0);
    expect((backward.error[0]! - before.error[0]!) / dropped).toBeCloseTo(1, 6);
    expect([...backward.error.slice(1)]).toEqual([...before.error.slice(1)]);
  });
});

describe('exchange', () => {
  it('keeps every entry within its bound of the exact reduction, by little more than worst signs need', () => {
    let worst = 0;
    for (const cols of [2, 7, 20]) {
      const reduction = randomReduction(cols, cols);
      const M = Matrix.generate(3 * cols, cols, (i, j) => exact(reduction.table.hi[i * cols + j]!));
      exchangeAll(reduction);
      worst = Math.max(worst, ...shareOfBounds(reduction, M));
    }
    expect(worst).toBeLessThanOrEqual(1);
    expect(worst).toBeGreaterThan(1e-3);
  });

  it('makes the pivot rows the identity, without any doubt', () => {
    const reduction = randomReduction(5, 3);
    exchangeAll(reduction);
    const { pivots, table } = reduction;
    pivots.forEach((row, col) => {
      const unit = Array.from({ length: 5 }, (_, j) => (j === col ? 1 : 0));
      expect([...table.hi.slice(5 * row, 5 * row + 5)]).toEqual(unit);
      for (const part of [table.lo, table.bound])
        expect([...part.slice(5 * row, 5 * row + 5)]).toEqual([0, 0, 0, 0, 0]);
    });
  });

  it('has bounds that cover a start that is off by as much as it may be', () => {
    const [cols, bound] = [12, 2 ** -70];
    const reduction = randomReduction(cols, 5, bound);
    const { hi } = randomReduction(cols, 5).table;
    const signs = randomMatrices(6)
      .gaussian(2 * cols, cols)
      .data.map(Math.sign);
    const M = Matrix.generate(3 * cols, cols, (i, j) => {
      const at = i * cols + j;
      return field.add(exact(hi[at]!), exact(i < 2 * cols ? signs[at]! * bound : 0));
    });
    exchangeAll(reduction);
    const shares = shareOfBounds(reduction, M);
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    expect(Math.max(...shares)).toBeGreaterThan(0.02);
  });

  it('has bounds that grow like a power of the number of exchanges, not like an exponential', () => {
    const largest = (cols: number): number => {
      const reduction = randomReduction(cols, cols);
      exchangeAll(reduction);
      return Math.max(...reduction.table.bound) / DOUBLE_DOUBLE_ROUNDING;
    };
    const [few, many] = [largest(32), largest(128)];
    expect(many / few).toBeLessThan(4 ** 5);
    expect(many).toBeLessThan(1e12);
  });

  it('makes zeros of what the exchanges leave of dependent rows', () => {
    const [cols, rank] = [40, 25];
    const reduction = randomReduction(cols, 7);
    // Rows of small whole numbers that span 25 dimensions: every product is exact.
    const random = randomMatrices(8);
    const whole = (rows: number, columns: number): Matrix<number> =>
      random.gaussian(rows, columns, 3).map(entry => Math.round(entry));
    const product = whole(2 * cols, rank);
    const basis = whole(rank, cols);
    for (let i = 0; i < 2 * cols; i++) {
      for (let j = 0; j < cols; j++) {
        let sum = 0;
        for (let k = 0; k < rank; k++) sum += product.at(i, k) * basis.at(k, j);
        reduction.table.hi[i * cols + j] = sum;
      }
    }
    reduction.backward.size.fill(Math.max(...reduction.table.hi.map(Math.abs)));
    const { table, pivots } = reduction;
    for (let step = 0; step < rank; step++) {
      const at = table.hi.findIndex((entry, k) => k < 2 * cols * cols && entry !== 0 && pivots[k % cols]! >= 2 * cols);
      exchange(reduction, at, 0);
    }
    for (let at = 0; at < 2 * cols * cols; at++) {
      if (pivots[at % cols]! >= 2 * cols) expect(table.hi[at]).toBe(0);
    }
  });
});
