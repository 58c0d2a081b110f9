import type fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge, Mutant, Reading } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import type { Evidence, ReadingName } from '../../../src/judge/runRecord.ts';

/** Wrong versions of a statement by their names. */
export type Wrong = Readonly<Record<string, Judge<FlowCase>>>;

/** What a further reading changes of the printed one. */
export interface Otherwise {
  readonly statement?: string;
  readonly hypotheses?: readonly Hypothesis<FlowCase>[];
  readonly cases?: fc.Arbitrary<FlowCase>;
  readonly judge?: Judge<FlowCase>;
  readonly evidence?: Evidence;
}

/** A claim of the survey about layers of any depth; `id` is without the paper. Evidence is exact unless it says otherwise. */
export interface SurveyClaim
  extends Pick<Claim<FlowCase>, 'topic' | 'title' | 'section' | 'place' | 'note' | 'grade' | 'alsoTrue'> {
  readonly id: string;
  readonly statement: string;
  readonly cases: fc.Arbitrary<FlowCase>;
  readonly judge: Judge<FlowCase>;
  readonly hypotheses?: readonly Hypothesis<FlowCase>[];
  readonly evidence?: Evidence;
  readonly fair?: Otherwise;
  /** The same statement on the cases where it holds. */
  readonly narrowed?: Otherwise;
  readonly corrected?: Otherwise;
  readonly wrong: Wrong;
  readonly restsOn?: readonly string[];
}

export function surveyClaim(parts: SurveyClaim): Claim<FlowCase> {
  const { id, statement, cases, judge, hypotheses = [], evidence = 'exact', restsOn, wrong, ...rest } = parts;
  const { fair, narrowed, corrected, ...told } = rest;
  const printed: Reading<FlowCase> = { name: 'as printed', statement, cases, judge, hypotheses, evidence };
  const further = (name: ReadingName, changes: Otherwise | undefined): Reading<FlowCase>[] =>
    changes === undefined ? [] : [{ ...printed, name, ...changes }];
  return {
    ...told,
    id: `wendin2025/${id}`,
    anyDepth: true,
    ...(restsOn && { restsOn: restsOn.map(other => `wendin2025/${other}`) }),
    readings: [
      printed,
      ...further('fair reading', fair),
      ...further('with an extra hypothesis', narrowed),
      ...further('as corrected', corrected),
    ],
    mutants: Object.entries(wrong).map(([name, wrongly]): Mutant<FlowCase> => ({ name, judge: wrongly })),
  };
}
