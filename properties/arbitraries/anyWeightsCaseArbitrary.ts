import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import { withDegenerate } from '../../src/judge/degenerate.ts';
import { problem } from '../../src/network/problem.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { octaves, powerOfTwo } from './octaves.ts';
import { drawRecord } from './table.ts';

const MAX_WIDTH = 3;

interface AnyWeightsDraw {
  readonly Ni: number;
  readonly Nh: number;
  readonly No: number;
  readonly entries: readonly number[];
  readonly quarters: number;
  /** The task is multiplied by 4^size, beside the weights. */
  readonly size: number;
  /** Weights are multiplied by 2^units, the task by 4^units, the time by 4^−units: the same flow in other units. */
  readonly units: number;
  /** The time is multiplied by 16^sooner. */
  readonly sooner: number;
}

/** W1, W2 and Σyx by their entries, row by row as in a 3×3 matrix; 0 elsewhere. */
function fixedDraw(width: number, ...blocks: readonly (readonly number[])[]): AnyWeightsDraw {
  const entries = blocks.flatMap(block =>
    Array.from({ length: MAX_WIDTH ** 2 }, (_, at) => {
      const [row, column] = [Math.floor(at / MAX_WIDTH), at % MAX_WIDTH];
      return row < width && column < width ? (block[row * width + column] ?? 0) : 0;
    }),
  );
  return { Ni: width, Nh: width, No: width, entries, quarters: 4, size: 0, units: 0, sooner: 0 };
}

/** All zero; one layer zero; a start that points away; ties; rank loss of the start and of the task; no task. */
const DEGENERATE: readonly AnyWeightsDraw[] = [
  fixedDraw(1, [1], [-1], [2]),
  fixedDraw(1, [0], [0], [2]),
  fixedDraw(1, [0], [1], [1]),
  fixedDraw(2, [1, 0, 0, 1], [1, 0, 0, 1], [2, 0, 0, 2]),
  fixedDraw(2, [1, 0, 0, 0], [1, 0, 0, 0], [2, 0, 0, 2]),
  fixedDraw(2, [1, 1, 1, 1], [1, 0, 0, 2], [1, 0, 0, 0]),
  fixedDraw(2, [1, 0, 0, 1], [-1, 0, 0, -1], [1, 0, 0, 1]),
  fixedDraw(2, [1, 0, 0, 1], [1, 0, 0, -1], [2, 0, 0, 1]),
  fixedDraw(2, [0, 0, 0, 0], [0, 0, 0, 0], [1, 2, 2, 1]),
  fixedDraw(2, [1, 2, 0, 1], [1, 0, 0, 1], [0, 0, 0, 0]),
];

/**
 * Weights of small integers, balanced only by accident, a task of small integers, and a moderate time; in EXTREME_SHARE of the
 * draws each the task 2^±16 to 2^±50 beside the weights, everything in other units, or the time sooner by 2^32 to 2^100. A larger
 * task goes with an earlier time. Shrinks to 1-1-1.
 */
export const anyWeightsCaseArbitrary: fc.Arbitrary<Case> = withDegenerate(
  drawRecord<AnyWeightsDraw>({
    Ni: fc.integer({ min: 1, max: MAX_WIDTH }),
    Nh: fc.integer({ min: 1, max: MAX_WIDTH }),
    No: fc.integer({ min: 1, max: MAX_WIDTH }),
    entries: fc.array(fc.integer({ min: -2, max: 2 }), {
      minLength: 3 * MAX_WIDTH ** 2,
      maxLength: 3 * MAX_WIDTH ** 2,
    }),
    quarters: fc.integer({ min: 1, max: 8 }),
    size: octaves(),
    units: octaves(),
    sooner: octaves({ down: true }),
  }),
  DEGENERATE,
).map(({ Ni, Nh, No, entries, quarters, size, units, sooner }) => {
  const block = (rows: number, cols: number, start: number, exponent: number): Matrix<Rational> =>
    Matrix.generate(rows, cols, (i, j) =>
      Rational.of(entries[start * MAX_WIDTH ** 2 + i * MAX_WIDTH + j]!).mul(powerOfTwo(exponent)),
    );
  const faster = 2 * (Math.max(0, size) + units);
  return {
    problem: problem({
      W1: block(Nh, Ni, 0, units),
      W2: block(No, Nh, 1, units),
      sigmaYX: block(No, Ni, 2, 2 * (size + units)),
    }),
    lambda: Rational.ZERO,
    time: Rational.of(quarters, 4).mul(powerOfTwo(4 * sooner - faster)),
    extra: {},
  };
});
