import type { NumberSystem } from '../../src/numbers/numberSystem.ts';
import type { Binary } from './binary.ts';
import { type BinaryField, binaryField } from './binaryField.ts';
import { enclosedSvd } from './enclosedSvd.ts';

/**
 * Binary numbers with error bounds and an SVD that is enclosed: PRECISION for matrices whose singular values are or seem tied
 * or zero, of which balls alone cannot say more (`enclosedSvd` with what is known exactly can).
 */
export interface BinarySystem extends NumberSystem<Binary> {
  readonly field: BinaryField;
}

export function binarySystem(digits: number): BinarySystem {
  const field = binaryField(digits);
  return { field, svd: a => enclosedSvd(field, a) };
}
