import type fc from 'fast-check';
import type { AnyCase, Case } from '../judge/case.ts';
import type { Judge } from '../judge/claim.ts';
import { drawCases } from '../judge/drawCases.ts';
import type { Hypothesis } from '../judge/hypothesis.ts';
import { decideCase } from '../judge/lookAt.ts';
import type { Truth } from '../network/truth.ts';

export interface JudgingPlan<Given extends AnyCase = Case> {
  readonly cases: fc.Arbitrary<Given>;
  readonly hypotheses: readonly Hypothesis<Given>[];
  /** Cases of each seed; the later seeds are those that nothing was chosen by. */
  readonly seeds: readonly number[];
  readonly runs: number;
  readonly digits: number;
  readonly truth: Truth;
}

/** The cases of a plan, drawn when first asked for. */
export function casesOfPlan<Given extends AnyCase>({
  cases,
  hypotheses,
  runs,
}: Pick<JudgingPlan<Given>, 'cases' | 'hypotheses' | 'runs'>): (seed: number) => Promise<readonly Given[]> {
  const known = new Map<number, readonly Given[]>();
  return async seed => {
    const found = known.get(seed);
    if (found !== undefined) return found;
    const drawn: Given[] = [];
    await drawCases({ cases, hypotheses }, { seed, runs, shrink: false }, given => drawn.push(given) > 0);
    known.set(seed, drawn);
    return drawn;
  };
}

export interface Judged {
  readonly held: readonly Case[];
  readonly failed: readonly Case[];
  /** Cases of known truth that no precision decided; those out of the oracle's reach are so for every formula, and not counted. */
  readonly undecided: number;
  /** Every case of every seed was judged; where not all were wanted, none failed. */
  readonly complete: boolean;
}

/** By the oracle, one seed after another; up to the first case that fails unless all are wanted. */
export async function judgeEverywhere(
  judge: Judge,
  { seeds, digits, truth }: JudgingPlan,
  casesOf: (seed: number) => Promise<readonly Case[]>,
  { all, shouldStop }: { readonly all: boolean; readonly shouldStop: () => boolean },
): Promise<Judged> {
  const [held, failed]: [Case[], Case[]] = [[], []];
  let undecided = 0;
  for (const seed of seeds) {
    for (const given of await casesOf(seed)) {
      await new Promise(setImmediate); // lets signals through
      if (shouldStop()) return { held, failed, undecided, complete: false };
      const { outcome, quantity } = decideCase(judge, given, { digits, truth });
      if (outcome === 'held') held.push(given);
      else if (outcome === 'failed') failed.push(given);
      else if (quantity !== 'oracle') undecided += 1;
      if (!all && outcome === 'failed') return { held, failed, undecided, complete: false };
    }
  }
  return { held, failed, undecided, complete: true };
}
