import { FormulaError } from '../formula/formulaError.ts';
import { normInFloat64 } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Answer, Judgement } from './claim.ts';
import { failure } from './compare.ts';

/** A true value, and the norm that errors in it are measured against, by default its own. */
export interface True<Name extends string = string> {
  readonly quantity: Name;
  readonly truth: Answer;
  readonly size?: Decimal;
}

/**
 * The judgement on a formula that has no value here: its sizes do not fit, or it divides by zero, inverts a singular matrix or
 * takes the logarithm of 0, which is marked as `isSingular`. Anything else is thrown on: what the language, its limits or its
 * precision cannot do says nothing of the statement, and with complex numbers on the way (NOT_REAL) real ones cannot tell.
 */
export function withoutValue(error: unknown, { quantity }: Pick<True, 'quantity'>): Judgement {
  if (error instanceof WrongShape) return failure(quantity, error.message);
  if (!(error instanceof FormulaError) || !NO_VALUE.has(error.code)) throw error;
  const isSingular = error.code === 'SINGULAR';
  return { ...failure(quantity, error.message), picture: error.picture, ...(isSingular && { isSingular }) };
}

const NO_VALUE: ReadonlySet<string> = new Set(['FORMULA', 'SINGULAR']);

/** A value that is no value of the quantity claimed. */
export class WrongShape extends Error {}

/** The Frobenius norm, which errors are measured against: a number's size itself, else to the digits of float64. */
export function normOf(matrix: Matrix<Decimal>): Decimal {
  const field = decimalField(30);
  if (matrix.data.length === 1) return field.abs(field.cross(matrix.data[0]!));
  return field.parse(normInFloat64(matrix).join('e'));
}

/** Where a true block is exactly zero, errors in it are measured against the largest one. */
export function sized<Name extends string>(blocks: readonly True<Name>[]): [True<Name>, ...True<Name>[]] {
  const field = decimalField(30);
  const norms = blocks.map(({ truth }) => normOf(truth.value));
  const largest = norms.reduce((a, b) => (field.compare(a, b) > 0 ? a : b));
  return blocks.map((block, i) => ({ ...block, size: field.isZero(norms[i]!) ? largest : norms[i]! })) as [
    True<Name>,
    ...True<Name>[],
  ];
}
