import type { Bindings } from '../formula/evaluate.ts';
import { toMatrix } from '../formula/value.ts';
import { normOf } from '../judge/compareStated.ts';
import { type Decimal, type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { behindSides } from './behindSides.ts';
import type { Subject } from './evaluateFile.ts';

/** Sides this far below what they are made of are zero but for rounding: no relative digits of them are asked for. */
const SLACK_DIGITS = 30;

/** The norm against which the two sides of an equation or inequality, the last of `values`, are compared. */
export function sizeOfEquation(
  subject: Subject,
  values: readonly Matrix<Decimal>[],
  symbolsIn: (field: DecimalField) => Bindings<Decimal>,
): Decimal {
  const field = decimalField(30);
  const largest = (sizes: readonly Decimal[]): Decimal => sizes.reduce((a, b) => (field.compare(a, b) > 0 ? a : b));
  const sides = values.slice(-2).map(normOf);
  const { matrices, defined } = behindSides(subject.formula);
  const bindings = symbolsIn(field);
  const symbolSizes = matrices.map(name => normOf(toMatrix(field, bindings.get(name)!)));
  const definedSizes = defined.map(index => normOf(values[index]!));
  const scale = largest([...sides, ...symbolSizes, ...definedSizes]);
  const slack = sides.some(size => field.isZero(size)) ? field.one : field.parse(`1e-${SLACK_DIGITS}`);
  return largest([...sides, field.mul(scale, slack)]);
}
