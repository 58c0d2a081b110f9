import { agreedDigits, log10Norm } from '../src/numbers/decimal/agreement.ts';
import type { Decimal } from '../src/numbers/decimal/decimalField.ts';
import type { Matrix } from '../src/numbers/matrix.ts';

/**
 * The digits to which two runs of an oracle agree on a matrix, as far as they can be believed. Both may be wrong alike: a
 * matrix that has sunk below the last place is zero in both, and a change below the last place is seen by neither. So no
 * more digits count than lie between the matrix and the last place of the worse run, 10^log10Resolution, and none for a
 * matrix of zeros: away from its start, W1, W2 and W2W1 of a flow that moves are zero for an instant at most (were one
 * zero throughout, both slopes would be). Values that are exact but for one rounding have no resolution (undefined) and
 * agree as they stand, to Infinity where equal.
 */
export function trustedDigits(
  worse: Matrix<Decimal>,
  better: Matrix<Decimal>,
  log10Resolution: number | undefined,
): number {
  const agreed = agreedDigits(worse, better);
  if (log10Resolution === undefined) return agreed;
  const size = log10Norm(better);
  return size === Number.NEGATIVE_INFINITY ? 0 : Math.min(agreed, size - log10Resolution);
}
