import { log10, log10Norm } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';

/**
 * The error measure of the whole suite: log10 of ‖stated − truth‖_F relative to ‖truth‖_F. Where the truth is a small
 * difference of large terms (a balance, the end of a decay), `size` gives the norm that counts instead. −Infinity for
 * equal matrices; relative to 1 where truth and size are zero.
 */
export function logResidual(stated: Matrix<Decimal>, truth: Matrix<Decimal>, size?: Decimal): number {
  const field = decimalField(Math.max(15, ...[...stated.data, ...truth.data].map(entry => entry.precision())) + 5);
  const error = log10Norm(subtract(field, stated.map(field.cross), truth.map(field.cross)));
  const reference = size === undefined ? log10Norm(truth) : size.isZero() ? Number.NEGATIVE_INFINITY : log10(size);
  return reference === Number.NEGATIVE_INFINITY ? error : error - reference;
}
