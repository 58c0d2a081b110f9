import type fc from 'fast-check';
import type { AnyCase } from '../../src/judge/case.ts';
import type { Claim, Judge, Mutant, Reading } from '../../src/judge/claim.ts';
import type { ReadingName } from '../../src/judge/runRecord.ts';

/** Wrong versions of a statement by their names. */
export type Wrong<Given extends AnyCase> = Readonly<Record<string, Judge<Given>>>;

/** What a further reading changes of the printed one. */
export type Otherwise<Given extends AnyCase> = Partial<Omit<Reading<Given>, 'name'>>;

/** A claim of a paper, written as its printed reading and what others change of it. Evidence is exact unless it says otherwise. */
export interface PaperClaim<Given extends AnyCase>
  extends Omit<Claim<Given>, 'readings' | 'mutants'>,
    Pick<Reading<Given>, 'statement' | 'judge'>,
    Partial<Pick<Reading<Given>, 'hypotheses' | 'evidence' | 'costly' | 'measured' | 'trend'>> {
  /** Without the paper. */
  readonly id: string;
  /** Without the paper. */
  readonly restsOn?: readonly string[];
  readonly cases: fc.Arbitrary<Given>;
  readonly fair?: Otherwise<Given>;
  /** The same statement on the cases where it holds. */
  readonly narrowed?: Otherwise<Given>;
  readonly corrected?: Otherwise<Given>;
  readonly wrong: Wrong<Given>;
}

export function paperClaim<Given extends AnyCase>(paper: string, parts: PaperClaim<Given>): Claim<Given> {
  const { id, restsOn, wrong, fair, narrowed, corrected, ...rest } = parts;
  const { statement, judge, cases, hypotheses = [], evidence = 'exact', costly, measured, trend, ...told } = rest;
  const printed: Reading<Given> = {
    name: 'as printed',
    statement,
    cases,
    judge,
    hypotheses,
    evidence,
    ...(costly && { costly }),
    ...(measured && { measured }),
    ...(trend && { trend }),
  };
  const further = (name: ReadingName, changes: Otherwise<Given> | undefined): Reading<Given>[] =>
    changes === undefined ? [] : [{ ...printed, name, ...changes }];
  return {
    ...told,
    id: `${paper}/${id}`,
    ...(restsOn && { restsOn: restsOn.map(other => `${paper}/${other}`) }),
    readings: [
      printed,
      ...further('fair reading', fair),
      ...further('with an extra hypothesis', narrowed),
      ...further('as corrected', corrected),
    ],
    mutants: Object.entries(wrong).map(([name, wrongly]): Mutant<Given> => ({ name, judge: wrongly })),
  };
}
