import type { Binary } from '../../src/numbers/binary/binary.ts';
import { type BinaryField, binaryField } from '../../src/numbers/binary/binaryField.ts';
import { convert } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { svd } from '../../src/numbers/svd.ts';
import { onceFor } from '../../src/once.ts';

/** Rounded numbers of 60 digits, in which conditions on singular vectors are decided. */
export const basisField: BinaryField = binaryField(60, { bounds: false });

/** What is below 10^-30 of the sizes that it is made of is zero. */
export const BASIS_SLACK: Binary = basisField.div(basisField.one, basisField.of(10n ** 30n));

/** Ũ (No×m) and Ṽ (Ni×m) of a task, m = min(Ni, No), to 60 digits. */
export interface TaskBasis {
  readonly U: Matrix<Binary>;
  readonly V: Matrix<Binary>;
}

/** Worked out once for a task. */
export const taskBasis: (sigmaYX: Matrix<Rational>) => TaskBasis = onceFor(sigmaYX => {
  const { U, s, V } = svd(basisField, convert(basisField, sigmaYX));
  return { U: U.slice(0, U.rows, 0, s.length), V: V.slice(0, V.rows, 0, s.length) };
});
