import type { AnyCase } from '../judge/case.ts';
import { MINIMUM_CASES } from '../judge/judgeReading.ts';
import type { HoldsUnderRecord } from '../judge/runRecord.ts';
import type { NamedHypothesis, Vocabulary } from '../judge/vocabulary.ts';
import type { OpenFormula } from './openFormula.ts';
import type { Pool } from './pool.ts';
import type { PlainJudgement } from './tasks.ts';

/**
 * The known hypotheses under which a formula that fails holds, the weakest first: each that leaves out every case on which it
 * failed, judged on fresh cases that meet it, as many as show a failure if it were as frequent as without. One that says
 * more than another of them is left out. `drawn` are cases of any kind, which tell how weak a hypothesis is.
 */
export async function holdsUnder(
  pool: Pool,
  { needs, words: { hypotheses: known } }: Pick<OpenFormula, 'needs' | 'words'>,
  judged: readonly { readonly given: AnyCase; readonly judgement: PlainJudgement }[],
  drawn: readonly AnyCase[],
): Promise<HoldsUnderRecord> {
  const meets = (name: string, given: AnyCase): boolean => known[name]!.hypothesis.holds(given);
  const failing = judged.filter(({ judgement }) => judgement.outcome === 'failed').map(({ given }) => given);
  const wanted = Math.ceil((-Math.log(CHANCE) * judged.length) / failing.length);
  const others = distinctOthers(known, needs);
  if (wanted > MOST_CASES) return { tried: others.length, tooRare: true, found: [] };
  const candidates = others
    .filter(name => failing.every(given => !meets(name, given)))
    .map(name => ({ name, share: drawn.filter(given => meets(name, given)).length }))
    .sort((a, b) => b.share - a.share)
    .map(({ name }) => name);
  const runs = Math.max(MINIMUM_CASES, wanted);
  const answers = await Promise.all(
    candidates.map(async name => ({ name, ...(await pool.ask('underHypothesis', { name, runs, candidates })) })),
  );
  const holding = answers.filter(
    ({ failed, held, undecided }) => failed === 0 && held >= MINIMUM_CASES && undecided <= held / MOST_UNDECIDED,
  );
  const implies = (one: (typeof holding)[number], other: (typeof holding)[number]): boolean =>
    one.implied.includes(other.name);
  // Two that say the same of such cases are both named: one of them may be the one that a text has in mind.
  const found = holding.filter(one => !holding.some(other => implies(one, other) && !implies(other, one)));
  return {
    tried: others.length,
    tooRare: false,
    found: found.slice(0, MOST_SHOWN).map(({ name, held, undecided }) => ({
      name,
      meaning: known[name]!.hypothesis.meaning,
      held,
      judged: held + undecided,
    })),
  };
}

/** The chance that a formula that fails as often as it did is right on all cases by which a hypothesis is judged. */
const CHANCE = 0.01;

/** Of a formula that fails more rarely than so many cases show, nothing is said. */
const MOST_CASES = 200;

const MOST_UNDECIDED = 10;

const MOST_SHOWN = 3;

/** Names of hypotheses that a file does not ask for; of two names for one condition the later, which says more. */
function distinctOthers(known: Vocabulary['hypotheses'], needs: readonly NamedHypothesis[]): string[] {
  const asked = new Set(needs.map(({ hypothesis }) => hypothesis.holds));
  const names = new Map(Object.entries(known).map(([name, { hypothesis }]) => [hypothesis.holds, name]));
  return [...names].filter(([holds]) => !asked.has(holds)).map(([, name]) => name);
}
