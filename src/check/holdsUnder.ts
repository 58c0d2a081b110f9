import { claimsOrder } from '../formula/formulaFile.ts';
import type { AnyCase } from '../judge/case.ts';
import { MINIMUM_CASES } from '../judge/judgeReading.ts';
import type { HoldsUnderRecord } from '../judge/runRecord.ts';
import type { NamedHypothesis, Vocabulary } from '../judge/vocabulary.ts';
import { A_VALUE, meetsCondition } from './askedBesides.ts';
import type { OpenFormula } from './openFormula.ts';
import type { Pool } from './pool.ts';
import { simpleConditions } from './simpleConditions.ts';
import type { CheckTask, PlainJudgement, TaskAnswer } from './tasks.ts';

/** What a file could ask for besides, as a line of its header. */
interface Candidate {
  readonly line: string;
  readonly meaning?: string;
  readonly meets: (given: AnyCase) => boolean;
}

/**
 * What a formula that fails lacks, the weakest first: the known hypotheses, and simple conditions in its own symbols, that leave out every case on which it
 * failed, each judged on fresh cases that meet it, as many as show a failure if it were as frequent as without. One that says
 * more than another that holds is left out. How many are not looked at, as each costs and few are shown, is said. `drawn` are cases of any kind, which tell how weak it is: of several that hold for the same of these the
 * named one stands for all.
 */
export async function holdsUnder(
  pool: Pool,
  open: OpenFormula,
  judged: readonly { readonly given: AnyCase; readonly judgement: PlainJudgement }[],
  drawn: readonly AnyCase[],
): Promise<HoldsUnderRecord> {
  const failures = judged.filter(({ judgement }) => judgement.outcome === 'failed');
  const failing = failures.map(({ given }) => given);
  const hasHeld = judged.some(({ judgement }) => judgement.outcome === 'held');
  const singular = hasHeld && failures.every(({ judgement }) => judgement.isSingular === true) ? [HAS_A_VALUE] : [];
  const all = [...singular, ...namedCandidates(open), ...conditionCandidates(open)];
  const tried = all.length;
  const wanted = Math.ceil((-Math.log(CHANCE) * judged.length) / failing.length);
  const isCostly = open.reading.costly === true;
  // What random cases hardly touch a search finds: under a hypothesis too.
  const isSearched = claimsOrder(open.file.claims) && !isCostly;
  if (wanted > (isCostly ? MOST_COSTLY_CASES : MOST_CASES) && !isSearched)
    return { tried, tooRare: true, notLookedAt: 0, found: [] };
  const leavingOut = all.filter(one => one === HAS_A_VALUE || failing.every(given => !one.meets(given)));
  const ranked = leavingOut
    .map(candidate => ({ candidate, met: drawn.map(given => candidate.meets(given)) }))
    .map(one => ({ ...one, share: one.met.filter(Boolean).length, key: one.met.join() }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
  const distinct = ranked.filter(
    ({ key, candidate }, at) => isNamed(candidate) || ranked.findIndex(other => other.key === key) === at,
  );
  const most = isCostly ? MOST_COSTLY : MOST_CANDIDATES;
  const [withName, without] = [true, false].map(has =>
    distinct.flatMap(({ candidate }) => (isNamed(candidate) === has ? [candidate] : [])),
  );
  const mostNamed = isCostly || isSearched ? most : withName!.length;
  const ask = asker(pool, {
    runs: Math.max(MINIMUM_CASES, isSearched ? Math.min(wanted, MOST_SEARCHED) : wanted),
    others: [...withName!.slice(0, mostNamed), ...without!.slice(0, most)].map(({ line }) => line),
  });
  const named = await ask(withName!.slice(0, mostNamed), [], MOST_SHOWN);
  // Conditions come last: a text has a hypothesis in mind, and one that has a name is known.
  const conditions = await ask(without!.slice(0, most), named.holding, MOST_CONDITIONS);
  const found = [...named.holding, ...conditions.holding];
  const notLookedAt = distinct.length - named.looked - conditions.looked;
  return {
    tried,
    tooRare: false,
    notLookedAt,
    found: found.map(({ line, meaning, held, undecided }) => ({
      line,
      ...(meaning !== undefined && { meaning }),
      held,
      judged: held + undecided,
    })),
  };
}

type Holding = Candidate & TaskAnswer['under'];

/**
 * Judges candidates in their order until `most` hold that say no more than another that holds, of these and of those `before`; and how many it looked at
 * for that. As many at once as there are threads, which changes nothing of what is found.
 */
function asker(pool: Pool, settings: Pick<CheckTask['under'], 'runs' | 'others'>) {
  return async (
    candidates: readonly Candidate[],
    before: readonly Holding[],
    most: number,
  ): Promise<{ readonly holding: readonly Holding[]; readonly looked: number }> => {
    const holding: Holding[] = [];
    let looked = 0;
    while (looked < candidates.length && holding.length < most) {
      const all = [...before, ...holding];
      const some = candidates.slice(looked, looked + pool.width);
      const answers = await Promise.all(
        some.map(({ line }) => {
          // Two that say the same of such cases are both named: one of them may be the one that a text has in mind.
          const weaker = all.flatMap(other => (other.implied.includes(line) ? [] : [other.line]));
          return pool.ask('under', { ...settings, line, weaker });
        }),
      );
      for (const [index, answer] of answers.entries()) {
        if (holding.length === most) break;
        looked += 1;
        const one = { ...some[index]!, ...answer };
        if (holds(one) && ![...before, ...holding].some(other => saysMore(one, other))) holding.push(one);
      }
    }
    return { holding: holding.filter(one => !holding.some(other => saysMore(one, other))), looked };
  };
}

function holds({ failed, held, undecided }: Holding): boolean {
  return failed === 0 && held >= MINIMUM_CASES && undecided <= held / MOST_UNDECIDED;
}

function saysMore(one: Holding, other: Holding): boolean {
  return one.implied.includes(other.line) && !other.implied.includes(one.line);
}

/** No line of a header says so: what the cases are that have none stands beside. */
const HAS_A_VALUE: Candidate = { line: A_VALUE, meaning: 'wherever it has a value', meets: () => true };

function isNamed({ meaning }: Candidate): boolean {
  return meaning !== undefined;
}

function namedCandidates({ needs, words: { hypotheses: known } }: OpenFormula): Candidate[] {
  return distinctOthers(known, needs).map(name => ({
    line: `needs: ${name}`,
    meaning: known[name]!.hypothesis.meaning,
    meets: given => known[name]!.hypothesis.holds(given),
  }));
}

function conditionCandidates({ file }: OpenFormula): Candidate[] {
  return simpleConditions(file).map(condition => ({
    line: `where: ${condition.text}`,
    meets: given => meetsCondition(file, condition, given),
  }));
}

/** Fresh cases of an inequality, beside those of a search. */
const MOST_SEARCHED = 60;

/** So many conditions are judged on fresh cases, the weakest, and so many hypotheses of what takes long: fewer where a case takes seconds. */
const [MOST_CANDIDATES, MOST_COSTLY] = [10, 3];

/** The chance that a formula that fails as often as it did is right on all cases by which a hypothesis is judged. */
const CHANCE = 0.001;

/** Of a formula that fails more rarely than so many cases show, nothing is said; fewer where they take seconds. */
const [MOST_CASES, MOST_COSTLY_CASES] = [300, 40];

const MOST_UNDECIDED = 10;

/** Of named hypotheses, and of conditions. */
const [MOST_SHOWN, MOST_CONDITIONS] = [3, 2];

/** Names of hypotheses that a file does not ask for; of two names for one condition the later, which says more. */
function distinctOthers(known: Vocabulary['hypotheses'], needs: readonly NamedHypothesis[]): string[] {
  const asked = new Set(needs.map(({ hypothesis }) => hypothesis.holds));
  const names = new Map(Object.entries(known).map(([name, { hypothesis }]) => [hypothesis.holds, name]));
  return [...names].filter(([holds]) => !asked.has(holds)).map(([, name]) => name);
}
