import { judgeInequality } from '../../src/check/judgeInequality.ts';
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

/** What is stated, and what it is in truth; both exact. */
export type ExactSides = readonly (readonly [quantity: string, stated: Value, truth: Value])[];

const asMatrix = (value: Value): Matrix<Rational> =>
  value instanceof Matrix ? value : new Matrix(1, 1, [Rational.of(value)]);

/** Both sides are equal, all of them. Where there is none the statement says nothing of the case, and holds. */
export function exactly<Given extends AnyCase = FlowCase>(sidesOf: (given: Given) => ExactSides): Judge<Given> {
  return (given, effort) => {
    const sides = sidesOf(given);
    if (sides.length === 0) return trueOrNot(true, { quantity: 'nothing to compare', reason: 'there is none' });
    const comparisons = sides.map(([quantity, stated, truth]) => ({
      quantity,
      stated: exactAnswer(asMatrix(stated), effort),
      truth: exactAnswer(asMatrix(truth), effort),
    }));
    return { ...compare(comparisons, effort), at: TIMELESS };
  };
}

/** Left and right side of an inequality, exact. */
export type ExactOrder = readonly [left: Value, order: '<=' | '<' | '>=' | '>', right: Value];

/** The inequality holds, and all of them where there are several; the one with the least margin is told. */
export function exactlyOrdered<Given extends AnyCase = FlowCase>(
  sidesOf: (given: Given) => readonly ExactOrder[],
): Judge<Given> {
  return (given, effort) => {
    const judged = sidesOf(given).map(([left, order, right]): Judgement => {
      const [a, b] = [exactAnswer(asMatrix(left), effort), exactAnswer(asMatrix(right), effort)];
      return {
        ...judgeInequality(order, { left: a, right: b, size: largest(a.value, b.value), isExact: true }, effort),
        at: TIMELESS,
      };
    });
    if (judged.length === 0) return trueOrNot(true, { quantity: 'nothing to compare', reason: 'there is none' });
    return (
      judged.find(({ outcome }) => outcome === 'failed') ??
      judged.find(({ outcome }) => outcome === 'undecided') ??
      judged.reduce((least, one) => ((one.margin ?? 0) < (least.margin ?? 0) ? one : least))
    );
  };
}

/** The largest entry of both sides. */
function largest(...sides: readonly Matrix<Decimal>[]): Decimal {
  return sides.flatMap(({ data }) => data.map(entry => entry.abs())).reduce((a, b) => (a.lessThan(b) ? b : a));
}

/** What is so or not on a case, and what was seen. */
export interface Fact {
  readonly quantity: string;
  readonly isSo: boolean;
  readonly reason: string;
  /** A value that shows it. */
  readonly shown?: Matrix<Rational>;
}

/** The statement is true of the case, by fractions alone. */
export function isSo<Given extends AnyCase = FlowCase>(factOf: (given: Given) => Fact): Judge<Given> {
  return given => {
    const { quantity, isSo: holds, reason, shown } = factOf(given);
    const truth = shown && convert(decimalField(20), shown);
    return trueOrNot(holds, { quantity, reason, at: TIMELESS, ...(truth && { truth }) });
  };
}

/** A statement that has no value on the case. */
export const hasNoValue =
  (quantity: string, reason: string): Judge<AnyCase> =>
  () => ({ ...failure(quantity, reason), at: TIMELESS });
