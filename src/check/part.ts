import { matrixValue, scalarValue, toMatrix, type Value } from '../formula/value.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Field } from '../numbers/field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import { Rational } from '../numbers/rational.ts';
import { exactly } from './exactly.ts';

/** The value of a part of a statement that no arithmetic alone gives: a limit, an integral, a first time. */
export interface Part {
  readonly value: Value<Decimal>;
  /** log10 of how far it may be off, by its norm. */
  readonly logError: number;
}

/** No more of it than is certain, so that two evaluations show what its error makes of the value. */
export function roundedPart({ value, logError }: Part): Value<Decimal> {
  const places = Math.max(0, Math.min(100_000, Math.floor(-logError)));
  const round = (entry: Decimal): Decimal => entry.toDecimalPlaces(places);
  return value.kind === 'scalar'
    ? scalarValue(round(value.value))
    : matrixValue(toMatrix(decimalField(60), value).map(round));
}

/** The part in any number system; in a field that carries bounds each entry may be off by its error. */
export function partIn<T>(field: Field<T>, { value, logError }: Part): Value<T> {
  const { bounds } = field;
  const off =
    bounds === undefined || logError === Number.NEGATIVE_INFINITY
      ? undefined
      : field.of(powerOfTen(Math.ceil(logError)));
  const enter = (entry: T): T => (off === undefined || bounds === undefined ? entry : bounds.widen(entry, off));
  if (value.kind === 'scalar') return scalarValue(enter(field.of(exactly(value.value))));
  return matrixValue(convert(field, toMatrix(decimalField(60), value).map(exactly)).map(enter));
}

export function powerOfTen(exponent: number): Rational {
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent < 0 ? Rational.ratio(1n, power) : Rational.ratio(power, 1n);
}
