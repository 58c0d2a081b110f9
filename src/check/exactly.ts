import type { Decimal } from '../numbers/decimal/decimalField.ts';
import { Rational } from '../numbers/rational.ts';

/** Every decimal is a fraction: so it enters any number system. */
export function exactly(value: Decimal): Rational {
  return Rational.of(value.toString());
}
