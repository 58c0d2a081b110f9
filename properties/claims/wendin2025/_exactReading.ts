import type fc from 'fast-check';
import { DloError } from '../../../src/errors.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge, Judgement, Reading } from '../../../src/judge/claim.ts';
import { compare, failure } from '../../../src/judge/compare.ts';
import { exactAnswer } from '../../../src/judge/exactAnswer.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { type Seen, trueOrNot } from '../_trueOrNot.ts';
import type { M } from './_network.ts';

// What a statement about one point of the space of weights is: two sides in fractions, or something true or false there. Nothing
// is rounded and no time passes.

export interface Sides {
  readonly quantity: string;
  readonly stated: M | Rational;
  readonly truth: M | Rational;
}

/** Both sides of all equations, equal. A side whose sizes do not fit has no value: the statement fails there. */
export function equal(sidesOf: (given: FlowCase) => readonly Sides[]): Judge<FlowCase> {
  return (given, effort) =>
    orNoValue(() =>
      compare(
        sidesOf(given).map(({ quantity, stated, truth }) => ({
          quantity,
          stated: exactAnswer(stated, effort),
          truth: exactAnswer(truth, effort),
        })),
        effort,
      ),
    );
}

/** Something that is true or false of a case; undefined: not decided. */
export function decided(see: (given: FlowCase) => Seen & { readonly isTrue: boolean | undefined }): Judge<FlowCase> {
  return given =>
    orNoValue(() => {
      const { isTrue, ...seen } = see(given);
      return trueOrNot(isTrue, seen);
    });
}

/** Numbers of a case of which the second must not be below the first, or must be above it. */
export function ordered(
  order: '<=' | '<',
  see: (given: FlowCase) => { readonly quantity: string; readonly found: Rational; readonly least: Rational },
): Judge<FlowCase> {
  return (given, effort) =>
    orNoValue(() => {
      const { quantity, found, least } = see(given);
      const slack = found.sub(least);
      const size = least.abs().add(found.abs());
      const margin = size.sign() === 0 ? 0 : slack.div(size).toNumber();
      const holds = order === '<' ? slack.sign() > 0 : slack.sign() >= 0;
      return {
        outcome: holds ? 'held' : 'failed',
        logResidual: holds ? Number.NEGATIVE_INFINITY : Math.log10(Math.max(-margin, Number.EPSILON)),
        order,
        margin,
        certain: Number.POSITIVE_INFINITY,
        quantity,
        sides: ['least', quantity],
        stated: exactAnswer(least, effort).value,
        truth: exactAnswer(found, effort).value,
      };
    });
}

export const atLeast = (see: Parameters<typeof ordered>[1]): Judge<FlowCase> => ordered('<=', see);

function orNoValue(judge: () => Judgement): Judgement {
  try {
    return { ...judge(), at: TIMELESS };
  } catch (error) {
    if (!(error instanceof DloError && ['SHAPE', 'RANGE', 'SINGULAR'].includes(error.code))) throw error;
    return { ...failure('the statement', error.message), at: TIMELESS };
  }
}

/** A reading that fractions decide. */
export function exact(
  name: Reading['name'],
  statement: string,
  cases: fc.Arbitrary<FlowCase>,
  judge: Judge<FlowCase>,
  ...hypotheses: readonly Hypothesis<FlowCase>[]
): Reading<FlowCase> {
  return { name, statement, hypotheses, evidence: 'exact', cases, judge };
}

/** A claim of the survey on flows of any depth. */
export function surveyClaim({
  item,
  ...claim
}: Omit<Claim<FlowCase>, 'id' | 'anyDepth'> & { readonly item: string }): Claim<FlowCase> {
  return { id: `wendin2025/${item}`, anyDepth: true, ...claim };
}

/** Wrong statements by name. */
export const mutants = (wrong: Readonly<Record<string, Judge<FlowCase>>>): Claim<FlowCase>['mutants'] =>
  Object.entries(wrong).map(([name, judge]) => ({ name, judge }));
