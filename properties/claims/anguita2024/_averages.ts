import { type Decimal, decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';

/** Of a quantity over trials. */
export interface Average {
  readonly mean: number;
  /** Standard error of the mean. */
  readonly error: number;
}

/** At least two values. */
export function average(values: readonly number[]): Average {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** A mean is told from a bound, and means from each other, where they are more than so many standard errors apart; else the trials do not decide. */
export const ERRORS = 2;

/** The same, for notes. */
export const TOLD_APART = 'Means are told apart by two standard errors; nearer ones are undecided.';

/** Means as a row, to be shown with a judgement. */
export const shownMeans = (averages: readonly Average[]): Matrix<Decimal> =>
  new Matrix(
    1,
    averages.length,
    averages.map(({ mean }) => decimalField(20).of(mean)),
  );
