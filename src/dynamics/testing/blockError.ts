import { BLOCKS, blocksOfQqt } from '../../network/observables/blocks.ts';
import type { Field } from '../../numbers/field.ts';
import { frobeniusNorm, subtract } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';

/**
 * The worst of ‖error‖_F/‖block‖_F over the three blocks. A block below 1e-290 is beyond the range of normal float64 squares:
 * there the error counts relative to 1e-290.
 */
export function blockError<T>(field: Field<T>, value: Matrix<T>, truth: Matrix<T>, Ni: number): number {
  const [values, truths] = [blocksOfQqt(value, Ni), blocksOfQqt(truth, Ni)];
  const errors = BLOCKS.map(block => {
    const size = frobeniusNorm(field, truths[block]);
    const floor = field.div(field.one, field.of(10n ** 290n));
    const scale = field.compare(size, floor) > 0 ? size : floor;
    return field.toNumber(field.div(frobeniusNorm(field, subtract(field, values[block], truths[block])), scale));
  });
  return errors.some(Number.isNaN) ? Number.NaN : Math.max(...errors);
}
