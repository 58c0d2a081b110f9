import { finiteGroup, INVARIANTS, type UpTo } from '../formula/upTo.ts';
import type { Answer, Digits, Judgement } from '../judge/claim.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import type { Field } from '../numbers/field.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { moved, nearestMove } from '../numbers/signedPermutation.ts';

/**
 * The right side in the place and with the signs that bring it nearest to the left one, where a file says that they are equal up to these; else as it is.
 * Signs and places are exact, so that nothing is lost of its digits.
 */
export function besideNearest<T>(
  field: Field<T>,
  upTo: UpTo | undefined,
  left: Matrix<T>,
  right: Matrix<T>,
): Matrix<T> {
  const group = finiteGroup(upTo);
  if (group === undefined || left.shape !== right.shape) return right;
  return moved(field, nearestMove(field, group, left, right), right);
}

/** The same of two answers in decimals. */
export function answerBesideNearest(upTo: UpTo | undefined, left: Answer, right: Answer, { working }: Digits): Answer {
  const value = besideNearest(decimalField(working + 10), upTo, left.value, right.value);
  return { ...right, value };
}

/** What is compared of a file's two sides. */
export function sidesUpTo(upTo: UpTo | undefined): NonNullable<Judgement['sides']> {
  const invariant = upTo && INVARIANTS[upTo];
  if (invariant !== undefined) return [`${invariant} of the left side`, `${invariant} of the right side`];
  return ['left side', upTo === undefined ? 'right side' : `right side, nearest to it up to: ${upTo}`];
}
