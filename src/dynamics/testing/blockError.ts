import type { Field } from '../../numbers/field.ts';
import { frobeniusNorm, subtract } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';

/** The diagonal and off-diagonal blocks W1ᵀW1, W2W1 and W2W2ᵀ of QQᵀ. */
export function blocksOf<T>(QQ: Matrix<T>, Ni: number): Matrix<T>[] {
  return [QQ.slice(0, Ni, 0, Ni), QQ.slice(Ni, QQ.rows, 0, Ni), QQ.slice(Ni, QQ.rows, Ni, QQ.rows)];
}

/**
 * The worst of ‖error‖_F/‖block‖_F over the three blocks. A block below 1e-290 is beyond the range of normal float64 squares:
 * there the error counts relative to 1e-290.
 */
export function blockError<T>(field: Field<T>, value: Matrix<T>, truth: Matrix<T>, Ni: number): number {
  const truths = blocksOf(truth, Ni);
  const errors = blocksOf(value, Ni).map((block, k) => {
    const size = frobeniusNorm(field, truths[k]!);
    const floor = field.div(field.one, field.of(10n ** 290n));
    const scale = field.compare(size, floor) > 0 ? size : floor;
    return field.toNumber(field.div(frobeniusNorm(field, subtract(field, block, truths[k]!)), scale));
  });
  return errors.some(Number.isNaN) ? Number.NaN : Math.max(...errors);
}
