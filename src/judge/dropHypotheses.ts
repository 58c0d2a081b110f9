import type fc from 'fast-check';
import { DloError } from '../errors.ts';
import { type AnyCase, type Case, type FlowCase, isFlowCase } from './case.ts';
import type { Claim, Judge, Judgement, Reading } from './claim.ts';
import { undecided } from './compare.ts';
import { drawCases } from './drawCases.ts';
import type { Hypothesis } from './hypothesis.ts';
import { describe } from './judgeClaim.ts';
import { findRefutation, type JudgeOptions, MINIMUM_CASES, memoised } from './judgeReading.ts';
import type { DroppedHypothesis, HypothesesDropped, ReadingName } from './runRecord.ts';
import type { Violations } from './vocabulary.ts';

/** A witness shrinks for this many cases at the most: there are many of them. */
const SHRINK_BUDGET = 30;

/** Cases without a stated value that are enough to stop: one with a value is worth more, but may never come. */
const ENOUGH_FAILURES = 3;

/** Cases per hypothesis and their digits: fewer than for a verdict, since there are many hypotheses. */
export const DROP_SETTINGS: Pick<DropOptions, 'runs' | 'digits' | 'costly'> = {
  runs: MINIMUM_CASES,
  digits: 15,
  costly: false,
};

/** log10 of the smallest residual that makes a witness: ends of training are followed to few digits only. */
const PLAINLY_WRONG = -6;

export interface DropOptions extends JudgeOptions, Violations {
  /** Judge readings whose cases take seconds too. */
  readonly costly: boolean;
}

/**
 * Drops each hypothesis of a reading in turn and judges the statement on cases that violate just that one. A hypothesis is
 * necessary where it then fails, with the case as a witness; not necessary on the cases tried where it held on MINIMUM_CASES
 * or more. Cases on which the judge has no answer (an oracle for white inputs, say) count for neither.
 */
export async function dropHypotheses(
  claim: Claim,
  name: ReadingName,
  options: DropOptions,
): Promise<HypothesesDropped | undefined> {
  const reading = claim.readings.find(candidate => candidate.name === name);
  if (reading === undefined) return undefined;
  if (reading.costly && !options.costly) return { reading: name, skipped: true, hypotheses: [] };
  const hypotheses: DroppedHypothesis[] = [];
  for (const dropped of reading.hypotheses) hypotheses.push(await drop(claim, reading, dropped, options));
  return { reading: name, skipped: false, hypotheses };
}

async function drop(
  claim: Claim,
  reading: Reading,
  dropped: Hypothesis,
  options: DropOptions,
): Promise<DroppedHypothesis> {
  const others = reading.hypotheses.filter(hypothesis => hypothesis !== dropped);
  const elsewhere = claim.readings.filter(candidate => candidate !== reading).map(({ cases }) => cases);
  const drawn: fc.Arbitrary<AnyCase> | undefined = claim.anyDepth
    ? options.flowsWithout(reading.cases as fc.Arbitrary<FlowCase>, elsewhere as fc.Arbitrary<FlowCase>[])
    : options.casesWithout(dropped, others, reading.cases as fc.Arbitrary<Case>, elsewhere as fc.Arbitrary<Case>[]);
  const { holds } = dropped as Hypothesis<AnyCase>;
  const isViolated = (given: AnyCase): boolean =>
    isFlowCase(given) ? !holds(given) : options.violates(dropped, given);
  const tally = { judged: 0, held: 0, failed: 0, unanswered: 0 };
  const named = { name: dropped.name, meaning: dropped.meaning };
  if (drawn === undefined) return { ...named, finding: 'no such cases', cases: tally };
  const without: Reading = {
    name: reading.name,
    statement: reading.statement,
    evidence: reading.evidence,
    hypotheses: [...(others as readonly Hypothesis<AnyCase>[]), { ...named, holds: isViolated }].map(notMetWhereUnsaid),
    cases: drawn,
    judge: unansweredWhereRefused(reading.judge),
  };
  const decide = memoised(without.judge, options);
  const failures: AnyCase[] = [];
  await drawCases(without, { ...options, shrink: false }, given => {
    const judgement = decide(given);
    tally.judged += 1;
    tally[TALLY[judgement.outcome]] += 1;
    if (judgement.outcome === 'failed' && judgement.logResidual > PLAINLY_WRONG) failures.push(given);
    options.onCase?.();
    // One wrong value says all.
    const hasWrongValue = failures.includes(given) && Number.isFinite(judgement.logResidual);
    return !hasWrongValue && failures.length < ENOUGH_FAILURES;
  });
  const refutation =
    failures.length === 0
      ? undefined
      : await findRefutation(without, options, decide, failures, { mostShrinks: SHRINK_BUDGET });
  if (refutation !== undefined) {
    const { file: _, ...witness } = describe(claim, reading.name, refutation);
    const { seed, runs, digits } = options;
    const replay = `npx dlo hypotheses ${claim.id} --runs ${runs} --seed ${seed} --digits ${digits}`;
    return { ...named, finding: 'necessary', cases: tally, witness: { ...witness, replay } };
  }
  const finding =
    tally.judged === 0
      ? 'no such cases'
      : tally.failed === 0 && tally.held >= MINIMUM_CASES
        ? 'not necessary on the cases tried'
        : 'undecided';
  return { ...named, finding, cases: tally };
}

const TALLY: Readonly<Record<Judgement['outcome'], 'held' | 'failed' | 'unanswered'>> = {
  held: 'held',
  failed: 'failed',
  undecided: 'unanswered',
};

/** A condition on the entry M(1,2), say, says nothing of 1-1-1: once another hypothesis is dropped it may meet such cases. They neither meet nor violate it. */
function notMetWhereUnsaid(hypothesis: Hypothesis<AnyCase>): Hypothesis<AnyCase> {
  return {
    ...hypothesis,
    holds: given => {
      try {
        return hypothesis.holds(given);
      } catch (error) {
        if (error instanceof DloError) return false;
        throw error;
      }
    },
  };
}

/** An oracle or a formula that refuses the case gives no answer, and no precision changes that. */
function unansweredWhereRefused(judge: Judge<AnyCase>): Judge<AnyCase> {
  return (given, effort) => {
    try {
      return judge(given, effort);
    } catch (error) {
      if (!(error instanceof DloError) || error.code === 'PRECISION') throw error;
      return { ...undecided('', error.message), final: true };
    }
  };
}
