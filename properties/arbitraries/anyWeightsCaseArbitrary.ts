import fc from 'fast-check';
import { problem } from '../../src/network/problem.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import type { Case } from '../case.ts';
import { drawRecord } from './table.ts';

const MAX_WIDTH = 3;

/** Weights of small integers, balanced only by accident, a task of small integers, and a moderate time. Shrinks to 1-1-1. */
export const anyWeightsCaseArbitrary: fc.Arbitrary<Case> = drawRecord({
  Ni: fc.integer({ min: 1, max: MAX_WIDTH }),
  Nh: fc.integer({ min: 1, max: MAX_WIDTH }),
  No: fc.integer({ min: 1, max: MAX_WIDTH }),
  entries: fc.array(fc.integer({ min: -2, max: 2 }), {
    minLength: 3 * MAX_WIDTH ** 2,
    maxLength: 3 * MAX_WIDTH ** 2,
  }),
  quarters: fc.integer({ min: 1, max: 8 }),
}).map(({ Ni, Nh, No, entries, quarters }) => {
  const block = (rows: number, cols: number, start: number): Matrix<Rational> =>
    Matrix.generate(rows, cols, (i, j) => Rational.of(entries[start * MAX_WIDTH ** 2 + i * MAX_WIDTH + j]!));
  return {
    problem: problem({ W1: block(Nh, Ni, 0), W2: block(No, Nh, 1), sigmaYX: block(No, Ni, 2) }),
    lambda: Rational.ZERO,
    time: Rational.of(quarters, 4),
    extra: {},
  };
});
