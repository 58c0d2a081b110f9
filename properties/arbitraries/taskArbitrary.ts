import fc from 'fast-check';
import { DloError } from '../../src/errors.ts';
import type { TaskRank } from '../../src/judge/vocabulary.ts';
import { type Architecture, architectureName } from '../../src/network/architecture.ts';
import { product } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { distinctShrinks } from './distinctShrinks.ts';
import { octaves, powerOfTwo } from './octaves.ts';
import { type OrthogonalDraw, orthogonalDraw, orthogonalFrom } from './orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from './table.ts';

const SINGULAR_VALUES = table('2', '1', '0', '3', '1/2', '3/2', '0', '1/1000', '1/10', '5');
const IN_PLACE_OF_ZERO = Rational.of(1, 4);
const UNITS = table('1', '1/2', '1/3');
const TIED = 3;
const DENSE = 3;

export interface TaskDraw {
  /** DENSE makes Σyx of `entries`, everything below of `values`, U and V; only where the rank is free. */
  readonly form: number;
  readonly values: readonly number[];
  readonly tie: number;
  /** The first singular value (of a dense task or with a tie: all) is multiplied by 4^octaves. */
  readonly octaves: number;
  readonly U: OrthogonalDraw;
  readonly V: OrthogonalDraw;
  readonly entries: readonly number[];
  readonly unit: number;
}

export function taskDraw(maxWidth: number, extremes = true): fc.Arbitrary<TaskDraw> {
  return drawRecord({
    form: fc.nat(DENSE),
    values: draws(maxWidth, indexInto(SINGULAR_VALUES)),
    tie: fc.nat(TIED),
    octaves: octaves({ extremes }),
    U: orthogonalDraw(maxWidth),
    V: orthogonalDraw(maxWidth),
    entries: draws(maxWidth * maxWidth, fc.integer({ min: -4, max: 4 })),
    unit: indexInto(UNITS),
  });
}

/** min(Ni, No) singular values of the task, in the order drawn, zero and repeated ones among them. */
export function taskValuesFrom(draw: TaskDraw, widths: Architecture, rank: TaskRank): Rational[] {
  const drawn = Array.from(
    { length: Math.min(widths.Ni, widths.No) },
    (_, mode) => SINGULAR_VALUES[draw.values[draw.tie === TIED ? 0 : mode]!]!,
  );
  const factor = powerOfTwo(2 * draw.octaves);
  return withRank(drawn, rank).map((value, mode) => (mode === 0 || draw.tie === TIED ? value.mul(factor) : value));
}

/** The values with as few changes as the rank asks for: zeros made 1/4, or the last one (all) made zero. */
export function withRank(values: readonly Rational[], rank: TaskRank): Rational[] {
  const nonZero = (value: Rational) => (value.sign() === 0 ? IN_PLACE_OF_ZERO : value);
  if (rank === 'zero') return values.map(() => Rational.ZERO);
  if (rank === 'full') return values.map(nonZero);
  if (rank === 'any') return [...values];
  return values.map((value, i) => (i === 0 ? nonZero(value) : i === values.length - 1 ? Rational.ZERO : value));
}

export function taskFrom(draw: TaskDraw, widths: Architecture, rank: TaskRank): Matrix<Rational> {
  const { Ni, No } = widths;
  if (draw.form === DENSE && rank === 'any') {
    const maxWidth = Math.sqrt(draw.entries.length);
    const unit = UNITS[draw.unit]!.mul(powerOfTwo(2 * draw.octaves));
    return Matrix.generate(No, Ni, (i, j) => Rational.of(draw.entries[i * maxWidth + j]!).mul(unit));
  }
  return correlation(orthogonalFrom(draw.U, No), taskValuesFrom(draw, widths, rank), orthogonalFrom(draw.V, Ni));
}

/** U diag(values) Vᵀ, No×Ni; values may be negative. */
export function correlation(U: Matrix<Rational>, values: readonly Rational[], V: Matrix<Rational>): Matrix<Rational> {
  const S = Matrix.generate(U.rows, V.rows, (i, j) => (i === j ? values[i]! : Rational.ZERO));
  return product(rationalField, U, S, V.transpose());
}

export function requireRoomForRank(widths: Architecture, rank: TaskRank): void {
  if (rank === 'deficient' && Math.min(widths.Ni, widths.No) < 2) {
    throw new DloError('RANGE', 'rank', `must suit the network ${architectureName(widths)}`, rank);
  }
}

/**
 * Correlations Σyx (No×Ni) in fractions: with drawn singular values (repeated, zero and tiny ones among them, the first in
 * EXTREME_SHARE of the draws times 2^±16 to 2^±50) and rational
 * singular vectors or, one in four where the rank is free, with small entries k/n. Shrinks to diagonal ones of twos.
 */
export function taskArbitrary(
  widths: Architecture,
  { rank = 'any' }: { rank?: TaskRank } = {},
): fc.Arbitrary<Matrix<Rational>> {
  requireRoomForRank(widths, rank);
  return distinctShrinks(
    taskDraw(Math.max(widths.Ni, widths.No)).map(draw => taskFrom(draw, widths, rank)),
    matrix => JSON.stringify(matrix.data),
  );
}
