import { onceFor } from '../../once.ts';
import type { NumberSystem } from '../numberSystem.ts';
import { type Binary, withoutRadius } from './binary.ts';
import { type BinaryField, binaryField } from './binaryField.ts';
import { enclosedSvd } from './enclosedSvd.ts';
import { GUARD_DIGITS } from './spectrum.ts';

/**
 * Binary numbers with error bounds and an SVD that is enclosed: PRECISION for matrices whose singular values are or seem tied
 * or zero, of which balls alone cannot say more (`enclosedSvd` with what is known exactly can).
 */
export interface BinarySystem extends NumberSystem<Binary> {
  readonly field: BinaryField;
}

export function binarySystem(digits: number): BinarySystem {
  return systemOf(binaryField(digits));
}

const systemOf = onceFor((field: BinaryField): BinarySystem => {
  const midpoints = {
    get field(): BinaryField {
      return binaryField(field.digits + GUARD_DIGITS, { bounds: false });
    },
    of: withoutRadius,
  };
  return { field, svd: a => enclosedSvd(field, a), midpoints };
});
