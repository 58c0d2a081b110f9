import type { Formula } from '../formula/parseFormula.ts';
import type { Case } from '../judge/case.ts';
import type { Judge } from '../judge/claim.ts';
import { decideCase } from '../judge/lookAt.ts';
import { casesOfPlan } from './judgeEverywhere.ts';
import type { RepairOptions } from './repairSearch.ts';
import { isTolerable, outcomeOn, screenOf } from './screen.ts';
import { type ScreenCase, screenCaseOf } from './screenCases.ts';
import { unlessRefused } from './unlessRefused.ts';

/** Cases on which a proposal is tried in float64 besides those that the oracle judges it by. */
const WIDE = 200;

/** Cases that float64 calls wrong, or has no value for, and that the oracle judges: at late times it loses its digits. */
export const MOST_JUDGED = 25;

export interface WideOutcome {
  /** A case on which the oracle refutes the edited formula. */
  readonly failed?: Case;
  /** Cases on which the formula itself is wrong in float64 and the edited one is right. */
  readonly mended: number;
}

/**
 * Looks for what the judged cases are too few to show: an edit that is right on most cases only. An edited formula is tried
 * on many fresh cases in float64; where it seems wrong the oracle decides. Ends early when the search is over.
 */
export function wideScreen(
  {
    formula,
    cases,
    hypotheses = [],
    truthOf,
    bind,
    at,
    digits,
    truth,
    seed = 1,
  }: RepairOptions & Required<Pick<RepairOptions, 'bind'>>,
  isOver: () => boolean,
): (edited: Formula, judge: Judge) => Promise<WideOutcome> {
  const casesOf = casesOfPlan({ cases, hypotheses, runs: WIDE });
  const bound = new Map<Case, ScreenCase | undefined>();
  const screenCaseFor = (given: Case): ScreenCase | undefined => {
    if (!bound.has(given))
      bound.set(
        given,
        unlessRefused(() => screenCaseOf(given, truthOf, bind)[0]),
      );
    return bound.get(given);
  };
  const isRight = (subject: Formula, one: ScreenCase): boolean => {
    const screen = screenOf(subject, [one], at);
    return isTolerable(outcomeOn(screen, 0, screen.trees, []));
  };
  return async (edited, judge) => {
    let [judged, mended] = [0, 0];
    for (const given of await casesOf(seed + FAR_OFF)) {
      await new Promise(setImmediate); // lets signals through
      if (isOver()) break;
      const one = screenCaseFor(given);
      if (one !== undefined && isRight(edited, one)) {
        if (!isRight(formula, one)) mended += 1;
        continue;
      }
      if (judged >= MOST_JUDGED) continue;
      judged += 1;
      if (decideCase(judge, given, { digits, truth }).outcome === 'failed') return { failed: given, mended };
    }
    return { mended };
  };
}

/** From the seed of the search to that of these cases: those of no other part of it. */
const FAR_OFF = 3_000_009;
