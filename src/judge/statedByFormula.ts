import { DloError } from '../errors.ts';
import { bindProblem, extendBindings, type ProblemSvds } from '../formula/bindProblem.ts';
import { evaluate } from '../formula/evaluate.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { type NearMiss, nearMisses } from '../formula/nearMisses.ts';
import { provablyEqual } from '../formula/normalForm.ts';
import { type Formula, parseFormula } from '../formula/parseFormula.ts';
import { matrixValue, toMatrix, type Value } from '../formula/value.ts';
import { problemIn } from '../network/problem.ts';
import { type Binary, log10Radius } from '../numbers/binary/binary.ts';
import type { BinaryField } from '../numbers/binary/binaryField.ts';
import { binarySystem } from '../numbers/binary/binarySystem.ts';
import { log10 } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { jacobiSystem, type NumberSystem } from '../numbers/numberSystem.ts';
import type { Rational } from '../numbers/rational.ts';
import type { Case } from './case.ts';
import type { Effort, Judge, Judgement, Mutant } from './claim.ts';
import { compare, failure, undecided } from './compare.ts';
import { normOf, sized, WrongShape } from './compareStated.ts';
import { enclosedSvds } from './enclosedSvds.ts';
import { correlationBlocks, trueWeights } from './truth.ts';

/** The formula's value over time at one precision of decimal.js, with the matrices of `extra` bound under their names. */
export function formulaOverTime(formula: Formula, given: Case, digits: number): (time: Rational) => Matrix<Decimal> {
  const system = jacobiSystem(decimalField(digits));
  return valueOverTime(formula, given, system);
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

/** The value that a formula states and, entry by entry, a bound of its error. */
export interface StatedValue {
  readonly value: Matrix<Decimal>;
  readonly log10Error: Matrix<number>;
}

/**
 * Judges the value that a formula states at the time of the case. The binary evaluation knows its own error; where that
 * does not decide (too wide a bound, or a number that may be zero where it must not be) what two precisions of decimal.js
 * agree on is taken for certain, as it always is with decimal.js alone.
 */
export function judgeStated(
  formula: Formula,
  given: Case,
  effort: Effort,
  judge: (stated: StatedValue) => Judgement,
): Judgement {
  const evaluation: Evaluation = {
    enclosed: digits => [enclosedValue(formula, given, digits)],
    decimal: digits => [valueAt(formula, given, digits)],
  };
  return judgeValues(evaluation, effort, ([stated]) => judge(stated!));
}

/** The values of some lines of a formula: with bounds of their errors, or in decimal.js, to so many digits. */
export interface Evaluation {
  readonly enclosed: (digits: number) => readonly StatedValue[];
  readonly decimal: (digits: number) => readonly Matrix<Decimal>[];
}

/** `judgeStated` of any evaluation. */
export function judgeValues(
  { enclosed, decimal }: Evaluation,
  { digits, working, truth: { arithmetic }, onAsked }: Effort,
  judge: (stated: readonly StatedValue[]) => Judgement,
): Judgement {
  const fine = Math.ceil(1.5 * working);
  onAsked?.({ oracle: 'evaluation', arithmetic });
  let uncertain: DloError | undefined;
  if (arithmetic === 'bigint') {
    const stated = orUncertain(() => enclosed(fine));
    if (stated instanceof DloError) uncertain = stated;
    else {
      const judgement = judge(stated);
      if (judgement.outcome !== 'undecided') return judgement;
    }
  }
  const inDecimal = (): Judgement => {
    if (arithmetic !== 'decimal') onAsked?.({ oracle: 'evaluation', arithmetic: 'decimal' });
    const [rough, better] = [decimal(working), decimal(fine)];
    return judge(better.map((value, i) => agreedValue(rough[i]!, value, working)));
  };
  if (uncertain === undefined) return inDecimal();
  const isLast = working > SINGULAR_AFTER * digits;
  const judgement = isLast ? inDecimal() : orSingular(inDecimal);
  if (judgement !== undefined && (judgement.outcome !== 'undecided' || judgement.certain > CHANCE)) return judgement;
  const { message, picture } = uncertain;
  return {
    ...undecided('', `singular or numerically zero, to ${fine} digits: ${message}`),
    ...(picture && { picture }),
    ...(isLast && { final: true }),
  };
}

/**
 * Where arithmetic with bounds cannot tell a divisor from zero, and two precisions without bounds agree on no digit or come to
 * zero themselves, more than so many times the digits asked for are not tried: what is left is zero, or smaller than
 * anything the statement speaks of.
 */
const SINGULAR_AFTER = 4;

/** So many digits agree by chance. */
const CHANCE = 3;

/** Undefined where rounded numbers come to an exact zero that is divided by: with few digits that shows nothing. */
function orSingular<R>(work: () => R): R | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof FormulaError && error.code === 'SINGULAR') return undefined;
    throw error;
  }
}

function orUncertain<R>(work: () => R): R | DloError {
  try {
    return work();
  } catch (error) {
    if (error instanceof DloError && error.code === 'PRECISION') return error;
    throw error;
  }
}

/** In one evaluation with error bounds. */
function enclosedValue(formula: Formula, given: Case, digits: number): StatedValue {
  const system = binarySystem(digits);
  const { field } = system;
  const value = valueOverTime(formula, given, system, enclosedSvds(field, given.problem))(given.time);
  return inDecimals(field, value);
}

/** A value with bounds of its errors, for comparison. */
export function inDecimals(field: BinaryField, value: Matrix<Binary>): StatedValue {
  const decimal = decimalField(field.digits);
  return { value: value.map(entry => field.toDecimal(decimal, entry)), log10Error: value.map(log10Radius) };
}

/**
 * What two precisions agree on is certain, but for zeros: both may have cancelled what is there, cosh − sinh of a late time say, and
 * what is left can be as large as the rounding of the coarser one, relative to the largest entry, or to 1 where all are zero.
 */
function agreedValue(rough: Matrix<Decimal>, fine: Matrix<Decimal>, working: number): StatedValue {
  const sizes = fine.data.filter(entry => !entry.isZero()).map(entry => log10(entry.abs()));
  const rounding = (sizes.length === 0 ? 0 : Math.max(...sizes)) - working;
  return {
    value: fine,
    log10Error: fine.map((entry, i, j) => {
      const off = entry.minus(rough.at(i, j)).abs();
      if (!off.isZero()) return log10(off);
      return entry.isZero() ? rounding : Number.NEGATIVE_INFINITY;
    }),
  };
}

/** Certain digits relative to `size`, at most those of the arithmetic; relative to 1 where that is zero. */
export function certainDigits(log10Error: Matrix<number>, size: Decimal, { working }: Effort): number {
  const largest = Math.max(...log10Error.data);
  if (largest === Number.NEGATIVE_INFINITY) return working;
  const norm = Math.sqrt(log10Error.data.reduce((sum, error) => sum + 10 ** (2 * (error - largest)), 0));
  return Math.min((size.isZero() ? 0 : log10(size)) - largest - Math.log10(norm), working);
}

/** A formula that is parsed when it is first needed: a claim that is only listed costs nothing. */
export type LazyFormula = () => Formula;

export function lazyFormula(text: string, options: Parameters<typeof parseFormula>[1]): LazyFormula {
  let formula: Formula | undefined;
  return () => {
    formula ??= parseFormula(text, options);
    return formula;
  };
}

/** Judges a formula for QQᵀ(t) block by block against the raw flow of the weights. */
export function correlationByFormula(formula: LazyFormula): Judge {
  return (given, effort) => {
    try {
      return judgeStated(formula(), given, effort, stated => {
        // After the formula: where it has no value, the oracle need not be asked.
        const truths = sized(correlationBlocks(trueWeights(given, effort)));
        const [values, errors] = [qqtBlocks(stated.value, given), qqtBlocks(stated.log10Error, given)];
        const comparisons = truths.map(({ quantity, truth, size = normOf(truth.value) }) => {
          const digits = certainDigits(errors[quantity]!, size, effort);
          return { quantity, stated: { value: values[quantity]!, digits }, truth, size };
        });
        return compare(comparisons, effort);
      });
    } catch (error) {
      if (error instanceof FormulaError && error.code === 'PRECISION') throw error;
      if (error instanceof FormulaError || error instanceof WrongShape) return failure('QQᵀ', error.message);
      throw error;
    }
  };
}

/** The blocks of a (Ni+No)×(Ni+No) matrix under the names of QQᵀ. */
export function qqtBlocks<T>(value: Matrix<T>, { problem: { W1, W2 } }: Case): Readonly<Record<string, Matrix<T>>> {
  const [Ni, N] = [W1.cols, W1.cols + W2.rows];
  if (value.rows !== N || value.cols !== N) throw new WrongShape(`the formula gives ${value.shape}, QQᵀ is ${N}×${N}`);
  return {
    W1ᵀW1: value.slice(0, Ni, 0, Ni),
    W2W1: value.slice(Ni, N, 0, Ni),
    W2W2ᵀ: value.slice(Ni, N, Ni, N),
    W1ᵀW2ᵀ: value.slice(0, Ni, Ni, N),
  };
}

/** Near-misses of a formula as mutants of its check. */
export function formulaNearMisses(
  formula: LazyFormula,
  judge: (mutated: LazyFormula) => Judge,
  /** Keep those whose symbolic shapes do not fit: for formulas that fit under the claim's hypotheses only (Ni = No, say). */
  misfits: boolean = false,
): Mutant[] {
  return mutantsFrom(nearMisses(formula(), { misfits }), formula, judge);
}

/** The first of each kind of edit: few enough for every run. */
export function formulaMutants(
  formula: LazyFormula,
  judge: (mutated: LazyFormula) => Judge,
  misfits: boolean = false,
): Mutant[] {
  return mutantsFrom(nearMisses(formula(), { misfits, ofEachKind: 'first' }), formula, judge);
}

function mutantsFrom(
  misses: readonly NearMiss[],
  formula: LazyFormula,
  judge: (mutated: LazyFormula) => Judge,
): Mutant[] {
  return misses.map(({ description, formula: mutated }) => ({
    name: description,
    judge: judge(() => mutated),
    isSame: () => provablyEqual(formula(), mutated),
  }));
}
