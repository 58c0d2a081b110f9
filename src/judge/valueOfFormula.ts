import { bindProblem, extendBindings, type ProblemSvds } from '../formula/bindProblem.ts';
import { evaluate } from '../formula/evaluate.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { matrixValue, toMatrix, type Value } from '../formula/value.ts';
import { problemIn } from '../network/problem.ts';
import { binarySystem } from '../numbers/binary/binarySystem.ts';
import { log10, log10Norm } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem, type NumberSystem } from '../numbers/numberSystem.ts';
import type { Rational } from '../numbers/rational.ts';
import { unlessUncertain } from '../unlessUncertain.ts';
import { inDecimals, type StatedValue } from './boundedValue.ts';
import type { Case } from './case.ts';
import { enclosedSvds } from './enclosedSvds.ts';

/** The formula's value over time at one precision of decimal.js, with the matrices of `extra` bound under their names. */
export function formulaOverTime(formula: Formula, given: Case, digits: number): (time: Rational) => Matrix<Decimal> {
  const system = jacobiSystem(decimalField(digits));
  return valueOverTime(formula, given, system);
}

/**
 * The same in numbers with error bounds and twice the digits, where these make sure of `certain` digits relative to the norm: it takes a
 * fraction of the time. From the first time at which they do not, in decimal.js alone. What may be zero is 0.
 */
export function shownOverTime(
  formula: Formula,
  given: Case,
  digits: number,
  certain: number,
): (time: Rational) => Matrix<Decimal> {
  const system = binarySystem(2 * digits);
  const enclosed = valueOverTime(formula, given, system, enclosedSvds(system.field, given.problem));
  const inDecimal = formulaOverTime(formula, given, digits);
  let isCertain = true;
  return time => {
    const stated = isCertain ? unlessUncertain(() => inDecimals(system.field, enclosed(time))) : undefined;
    isCertain = stated !== undefined && Math.max(...stated.log10Error.data) <= log10Norm(stated.value) - certain;
    return isCertain ? withoutNoise(stated!) : inDecimal(time);
  };
}

function withoutNoise({ value, log10Error }: StatedValue): Matrix<Decimal> {
  return value.map((entry, i, j) =>
    entry.isZero() || log10(entry.abs()) > log10Error.at(i, j) ? entry : entry.times(0),
  );
}

/** The formula's value at the time of the case, at one precision of decimal.js. */
export function valueAt(formula: Formula, given: Case, digits: number): Matrix<Decimal> {
  return formulaOverTime(formula, given, digits)(given.time);
}

function valueOverTime<T>(
  formula: Formula,
  { problem, lambda, extra }: Case,
  system: NumberSystem<T>,
  svds?: ProblemSvds<T>,
): (time: Rational) => Matrix<T> {
  const { field } = system;
  const inField = problemIn(field, problem);
  const further: Record<string, Value<T>> = {};
  for (const [name, matrix] of Object.entries(extra)) {
    if (formula.symbols.has(name)) further[name] = matrixValue(convert(field, matrix));
  }
  return time => {
    const standard = bindProblem(system, inField, field.of(lambda), field.of(time), svds);
    return toMatrix(field, evaluate(formula, system, extendBindings(standard, further)));
  };
}

/** The formula's value at the time of the case, in one evaluation with error bounds. */
export function enclosedValue(formula: Formula, given: Case, digits: number): StatedValue {
  const system = binarySystem(digits);
  const { field } = system;
  const value = valueOverTime(formula, given, system, enclosedSvds(field, given.problem))(given.time);
  return inDecimals(field, value);
}
