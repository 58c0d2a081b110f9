import { judgeInequality } from '../../src/check/judgeInequality.ts';
import { DloError } from '../../src/errors.ts';
import type { AnyCase, FlowCase } from '../../src/judge/case.ts';
import type { Judge, Judgement } from '../../src/judge/claim.ts';
import { compare, failure } from '../../src/judge/compare.ts';
import { exactAnswer } from '../../src/judge/exactAnswer.ts';
import { TIMELESS } from '../../src/judge/instant.ts';
import { type Decimal, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { convert } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { trueOrNot } from './_trueOrNot.ts';

// Judges of statements that fractions decide.

type Value = Matrix<Rational> | Rational | number;

/** What is stated of a quantity, and what it is in truth; both exact. */
export type ExactSide = readonly [quantity: string, stated: Value, truth: Value];
export type ExactSides = readonly ExactSide[];

const asMatrix = (value: Value): Matrix<Rational> =>
  value instanceof Matrix ? value : new Matrix(1, 1, [Rational.of(value)]);

/** Both sides are equal, all of them. Where there is none the statement says nothing of the case, and holds. */
export function exactly<Given extends AnyCase = FlowCase>(sidesOf: (given: Given) => ExactSides): Judge<Given> {
  return (given, effort) =>
    orNoValue(() => {
      const sides = sidesOf(given);
      if (sides.length === 0) return NOTHING;
      const comparisons = sides.map(([quantity, stated, truth]) => ({
        quantity,
        stated: exactAnswer(asMatrix(stated), effort),
        truth: exactAnswer(asMatrix(truth), effort),
      }));
      return compare(comparisons, effort);
    });
}

/** Left and right side of an inequality, exact, and what the left one is. */
export type ExactOrder = readonly [left: Value, order: '<=' | '<' | '>=' | '>', right: Value, quantity?: string];

/** The inequality holds, and all of them where there are several; the one with the least margin is told. */
export function exactlyOrdered<Given extends AnyCase = FlowCase>(
  sidesOf: (given: Given) => readonly ExactOrder[],
): Judge<Given> {
  return (given, effort) =>
    orNoValue(() => {
      const judged = sidesOf(given).map(([left, order, right, quantity]): Judgement => {
        const [a, b] = [exactAnswer(asMatrix(left), effort), exactAnswer(asMatrix(right), effort)];
        const sides = { left: a, right: b, size: largest(a.value, b.value), isExact: true };
        return { ...judgeInequality(order, sides, effort), ...(quantity !== undefined && { quantity }) };
      });
      if (judged.length === 0) return NOTHING;
      return (
        judged.find(({ outcome }) => outcome === 'failed') ??
        judged.find(({ outcome }) => outcome === 'undecided') ??
        judged.reduce((least, one) => ((one.margin ?? 0) < (least.margin ?? 0) ? one : least))
      );
    });
}

const NOTHING = trueOrNot(true, { quantity: 'nothing to compare', reason: 'there is none' });

/** Nothing of it passes in time. A side whose sizes do not fit has no value: the statement fails there. */
function orNoValue(judge: () => Judgement): Judgement {
  try {
    return { ...judge(), at: TIMELESS };
  } catch (error) {
    if (!(error instanceof DloError && error.code === 'SHAPE')) throw error;
    return { ...failure('the statement', error.message), at: TIMELESS };
  }
}

/** The largest entry of both sides. */
function largest(...sides: readonly Matrix<Decimal>[]): Decimal {
  return sides.flatMap(({ data }) => data.map(entry => entry.abs())).reduce((a, b) => (a.lessThan(b) ? b : a));
}

/** What is so or not on a case, and what was seen. */
export interface Fact {
  readonly quantity: string;
  /** undefined: what was looked at does not decide it. */
  readonly isSo: boolean | undefined;
  readonly reason: string;
  /** A value that shows it, and what the statement has in its place. */
  readonly shown?: Value;
  readonly stated?: Value;
}

/** The statement is true of the case, by fractions alone. */
export function isSo<Given extends AnyCase = FlowCase>(factOf: (given: Given) => Fact): Judge<Given> {
  return given =>
    orNoValue(() => {
      const { quantity, isSo: holds, reason, shown, stated } = factOf(given);
      const inDecimals = (value: Value): Matrix<Decimal> => convert(decimalField(20), asMatrix(value));
      return trueOrNot(holds, {
        quantity,
        reason,
        ...(shown !== undefined && { truth: inDecimals(shown) }),
        ...(stated !== undefined && { stated: inDecimals(stated) }),
      });
    });
}

/** A statement that has no value on the case. */
export const hasNoValue =
  (quantity: string, reason: string): Judge<AnyCase> =>
  () => ({ ...failure(quantity, reason), at: TIMELESS });

/** The same, for statements with roots and quotients: where one has no value the statement has none, and fails. */
export const failsWithoutValue =
  <Given extends AnyCase = FlowCase>(judge: Judge<Given>): Judge<Given> =>
  (given, effort) => {
    try {
      return judge(given, effort);
    } catch (error) {
      if (!(error instanceof DloError && ['RANGE', 'SINGULAR'].includes(error.code))) throw error;
      return { ...failure('the statement', error.message), at: TIMELESS };
    }
  };
