import { editedFormula } from '../formula/editedFormula.ts';
import { truthSymbols } from '../formula/environment.ts';
import { type ChangedLine, formulaDiff } from '../formula/formulaDiff.ts';
import { type Misprint, misprintsOf } from '../formula/misprints.ts';
import { NOTHING_LEFT, normalForm, provablyEqual } from '../formula/normalForm.ts';
import { type Formula, namesIn } from '../formula/parseFormula.ts';
import { children, type FormulaNode, isEquation } from '../formula/tree.ts';
import type { Case } from '../judge/case.ts';
import { Interrupted } from '../judge/drawCases.ts';
import { MINIMUM_CASES } from '../judge/judgeReading.ts';
import { dependenceOf } from './dependence.ts';
import { casesOfPlan, type Judged, type JudgingPlan, judgeEverywhere } from './judgeEverywhere.ts';
import { searchPairs } from './pairSearch.ts';
import type { PartialRepair, ProposedEdit, RepairOptions, RepairResult } from './repairSearch.ts';
import { holdsAtAnyTime, isOfTheFlow, saysNothing } from './saysNothing.ts';
import { isTolerable, type Screen, type ScreenOutcome, screenOf } from './screen.ts';
import { bindCase, screenCaseOf, screenCases, traitsOf } from './screenCases.ts';
import type { Trees } from './sharedEvaluation.ts';
import { isRight, outcomesOfOriginal, ranked, type Single, trySingle } from './singleEdits.ts';
import { wideScreen } from './wideScreen.ts';

/**
 * Searches the formulas one and two misprints away from a refuted one for those that are right everywhere. Candidates are
 * screened in float64 on few cases; those that pass are judged by the oracle on the cases of the seed, then on those of
 * two seeds that had no part in the choice. Two edits are tried where one does not do. The same options give the
 * same result, unless the clock ends the search.
 */
export async function repairFormula(options: RepairOptions): Promise<RepairResult> {
  const { formula, cases, hypotheses = [], truthOf, bind = bindCase(formula), seed = 1, screenCount = 10 } = options;
  const search = beginSearch(options);
  try {
    const chosen = await screenCases({
      cases,
      hypotheses,
      truthOf,
      bind,
      seed,
      count: screenCount,
      pool: POOL,
      shouldStop: search.isOver,
    });
    if (chosen.length === 0) return search.result('no case meets the hypotheses', 0);
    const screen = screenOf(formula, chosen, options.at);
    if (!isRight(outcomesOfOriginal(screen))) return await searchOn(options, search, screen);
    // It fails on rare cases only, those of a singular B for instance: they are found by judging.
    const rare = (await search.failures(formula)).slice(0, RARE).flatMap(given => screenCaseOf(given, truthOf, bind));
    const wider = screenOf(formula, [...rare, ...chosen], options.at);
    if (rare.length === 0) return search.result(search.reason() ?? 'the formula holds on all cases', chosen.length);
    search.judgeMore(RARELY_WRONG);
    return await searchOn(options, search, wider);
  } catch (error) {
    if (error instanceof Interrupted) return search.result(search.reason() ?? 'stopped', 0);
    throw error;
  }
}

/** Pairs that are still tried after the first two-edit repair, besides as many as it took. */
const AFTERTHOUGHTS = 20_000;

/** So many times more cases for repairs of a formula that hardly ever fails. */
const RARELY_WRONG = 4;

/** Failing cases that are added to the screen, at most. */
const RARE = 3;

/** Cases out of which those of the screen are chosen. */
const POOL = 80;

async function searchOn(options: RepairOptions, search: SearchState, screen: Screen): Promise<RepairResult> {
  const { formula, maxEdits = 2 } = options;
  const count = screen.cases.length;
  const original = outcomesOfOriginal(screen);
  // Where no line fits, a symbol may stand for one of another shape.
  const fits = original.some(({ value }) => value !== undefined);
  const symbols = fits ? 'same shape somewhere' : 'any shape';
  const { bind = bindCase(formula) } = options;
  const dependsAsBefore = dependenceOf(
    formula,
    screen.cases.map(({ given }) => given),
    bind,
  );
  const consider = async (candidate: Candidate): Promise<void> => {
    if (dependsAsBefore(candidate.formula)) await search.consider(candidate);
  };
  const isBalanced = screen.cases.every(({ given }) => given.lambda.sign() === 0);
  const misprints = misprintsOf(formula, { symbols, corrections: true }).filter(
    one => !isRenaming(formula, one) && !(isBalanced && bringsIn('lambda', one)),
  );
  // Likelier than a term that was dropped is every other misprint.
  const dropped = (): Misprint[] => misprintsOf(formula, { missingTerms: true });
  const singles: Single[] = [];
  const timeless: Candidate[] = [];
  /** False when the search is over. */
  const tryAll = async (some: readonly Misprint[], of: number, keep: (single: Single) => boolean): Promise<boolean> => {
    const candidates: Candidate[] = [];
    for (const misprint of some) {
      if (await search.pause()) return false;
      const single = trySingle(screen, misprint, original);
      search.count(1, of);
      if (single === undefined) continue;
      if (keep(single)) singles.push(single);
      const { outcomes, version } = single;
      if (!isRight(outcomes) || saysNothing(screen, version.trees)) continue;
      const list = holdsAtAnyTime(screen, version.trees) ? timeless : candidates;
      list.push(candidateOf(formula, version.trees, [misprint]));
    }
    for (const candidate of candidates.sort(bySize)) await consider(candidate);
    return !search.isOver();
  };
  if (!(await tryAll(misprints, misprints.length, () => true))) return search.result(search.reason()!, count);
  if (!search.hasFound()) {
    const terms = dropped();
    const isOn = await tryAll(terms, misprints.length + terms.length, ({ progress }) => progress > 0 || !fits);
    if (!isOn) return search.result(search.reason()!, count);
  }
  if (search.isOver() || search.hasEnough()) return search.result(search.reason() ?? 'found', count);
  if (!search.hasFound()) await search.nearest(nearestOf(formula, singles, original));
  if (maxEdits > 1 && !search.hasFound()) {
    const pairable = ranked(singles, original);
    const all = (pairable.length * (pairable.length - 1)) / 2;
    let [pairs, last] = [0, timeless.length > 0 ? Math.min(all, AFTERTHOUGHTS) : all];
    for (const pair of searchPairs(screen, pairable)) {
      if ((await search.pause()) || search.hasEnough() || pairs >= last) break;
      search.count(2, all);
      pairs += 1;
      // Likelier pairs come first: some way behind the first repair there is nothing to wait for.
      if (search.hasFound() && last === all) last = Math.min(all, 2 * pairs + AFTERTHOUGHTS);
      if (pair === undefined || saysNothing(screen, pair.trees)) continue;
      const candidate = candidateOf(
        formula,
        pair.trees,
        pair.singles.map(({ misprint }) => misprint),
      );
      if (holdsAtAnyTime(screen, pair.trees)) timeless.push(candidate);
      else await consider(candidate);
    }
  }
  // What is right at any time says nothing of the time: only where there is nothing better.
  if (!search.hasFound()) for (const candidate of timeless.sort(bySize)) await consider(candidate);
  return search.result(search.reason() ?? (search.hasFound() ? 'found' : 'all edits tried'), count);
}

/** Where a symbol is zero on all cases it only stands for 0: no formula lacks that. */
function bringsIn(symbol: string, { edits }: Misprint): boolean {
  return edits.some(({ before, after }) => namesIn(after).has(symbol) && !namesIn(before).has(symbol));
}

/**
 * In an equation that holds for all values of a given symbol, one that it does not have may stand for it: that is no
 * repair. What the flow makes of the weights is not given.
 */
function isRenaming({ symbols, definitions }: Formula, { kind, edits }: Misprint): boolean {
  const { before, after } = edits[0]!;
  if (kind !== 'symbol' || before.kind !== 'name' || after.kind !== 'name' || !isEquation(definitions.at(-1)!.node))
    return false;
  const isOfTime = [before, after].some(({ name }) => Object.hasOwn(truthSymbols, name));
  if (!symbols.has(before.name) || isOfTime) return false;
  const occurrences = (name: string, node: FormulaNode): number =>
    node.kind === 'name' && node.name === name
      ? 1
      : children(node).reduce((sum, part) => sum + occurrences(name, part), 0);
  const [old, fresh] = [before, after].map(({ name }) =>
    definitions.reduce((sum, { node }) => sum + occurrences(name, node), 0),
  );
  return edits.length === old && fresh === 0;
}

/** A formula that passed the screen. */
export interface Candidate {
  readonly edits: readonly ProposedEdit[];
  readonly formula: Formula;
  readonly diff: readonly ChangedLine[];
}

export function candidateOf(formula: Formula, trees: Trees, misprints: readonly Misprint[]): Candidate {
  const edits = misprints.map(({ description, kind, scope, edits: { length } }) => ({
    description,
    kind,
    scope,
    places: length,
  }));
  const name = `${formula.name} with ${edits.map(({ description }) => description).join('; ')}`;
  const edited = editedFormula(formula, trees, name);
  return { edits, formula: edited, diff: formulaDiff(formula, edited) };
}

/** Fewer edits before more, then fewer changed characters. */
export function bySize(a: Pick<Candidate, 'edits' | 'diff'>, b: Pick<Candidate, 'edits' | 'diff'>): number {
  const size = ({ diff }: Pick<Candidate, 'diff'>): number =>
    diff.flatMap(({ removed, added }) => [...removed, ...added]).reduce((sum, { length }) => sum + length, 0);
  return a.edits.length - b.edits.length || size(a) - size(b);
}

const MOST_PARTIAL = 3;

/** Single edits that are right on two screening cases or more, and on more than the formula itself. */
function nearestOf(formula: Formula, singles: readonly Single[], original: readonly ScreenOutcome[]): Candidate[] {
  const right = (outcomes: readonly ScreenOutcome[]): number => outcomes.filter(isTolerable).length;
  const least = Math.max(right(original) + 1, 2);
  return singles
    .filter(({ outcomes }) => right(outcomes) >= least)
    .map(({ misprint, version, outcomes }) => ({
      candidate: candidateOf(formula, version.trees, [misprint]),
      right: right(outcomes),
    }))
    .sort((a, b) => b.right - a.right || bySize(a.candidate, b.candidate))
    .slice(0, MOST_PARTIAL)
    .map(({ candidate }) => candidate);
}

type StoppedBy = 'time' | 'stopped';

/** Candidates that are the same formula by rewriting, the first of which was judged. */
interface Group {
  readonly candidate: Candidate;
  readonly judged: Judged;
  readonly sameAs: Candidate[];
  readonly after: number;
}

/** The clock, the counts and what was found, of one search. */
interface SearchState {
  readonly isOver: () => boolean;
  readonly reason: () => StoppedBy | undefined;
  /** Lets signals and progress through now and then; true when the search is over. */
  readonly pause: () => Promise<boolean>;
  readonly count: (edits: 1 | 2, of: number) => void;
  readonly hasFound: () => boolean;
  readonly hasEnough: () => boolean;
  /** Judges a candidate, unless one that is the same by rewriting was. */
  readonly consider: (candidate: Candidate) => Promise<void>;
  readonly judgeMore: (times: number) => void;
  /** The cases on which a formula fails, of all seeds. */
  readonly failures: (formula: Formula) => Promise<readonly Case[]>;
  readonly nearest: (candidates: readonly Candidate[]) => Promise<void>;
  readonly result: (stoppedBecause: RepairResult['stoppedBecause'], screenCases: number) => RepairResult;
}

/** Formulas that the screen tries between two looks at the clock. */
const STRIDE = 32;

function beginSearch(options: RepairOptions): SearchState {
  const { judgeOf, cases, hypotheses = [], digits, truth, seed = 1, seconds, enough = 3 } = options;
  const seeds = [seed, ...freshSeeds(seed)];
  const runs = Math.max(MINIMUM_CASES, options.runs ?? MINIMUM_CASES);
  const plan: JudgingPlan = { cases, hypotheses, seeds, runs, digits, truth };
  let casesOf = casesOfPlan(plan);
  const started = performance.now();
  const elapsed = (): number => (performance.now() - started) / 1000;
  const reason = (): StoppedBy | undefined => {
    if (options.shouldStop?.()) return 'stopped';
    return elapsed() > seconds ? 'time' : undefined;
  };
  const isOver = (): boolean => reason() !== undefined;
  const groups: Group[] = [];
  const partial: PartialRepair[] = [];
  const tried = { one: 0, two: 0, passed: 0, judged: 0 };
  const all = { one: 0, two: 0 };
  const widely = wideScreen({ ...options, bind: options.bind ?? bindCase(options.formula) }, isOver);
  let steps = 0;
  const found = (): Group[] => groups.filter(({ judged }) => holds(judged));

  const search: SearchState = {
    isOver,
    reason,
    pause: async () => {
      steps += 1;
      if (steps % STRIDE !== 0) return false;
      await new Promise(setImmediate);
      return isOver();
    },
    count: (edits, of) => {
      const done = edits === 1 ? ++tried.one : ++tried.two;
      all[edits === 1 ? 'one' : 'two'] = of;
      if (done % 500 !== 0 && done !== of) return;
      options.onProgress?.({ edits, tried: done, of, found: found().length });
      options.onResult?.(search.result('time', 0));
    },
    hasFound: () => found().length > 0,
    hasEnough: () => found().length >= enough,
    consider: async candidate => {
      tried.passed += 1;
      if (isTrivial(candidate.formula) && !isTrivial(options.formula)) return;
      // An equation can also be put right by no longer speaking of the weights in training.
      if (!isOfTheFlow(candidate.formula) && isOfTheFlow(options.formula)) return;
      const group = groups.find(({ candidate: { formula } }) => provablyEqual(formula, candidate.formula));
      if (group !== undefined) {
        group.sameAs.push(candidate);
        return;
      }
      if (isOver() || found().length >= enough) return;
      tried.judged += 1;
      const judge = judgeOf(() => candidate.formula);
      const judged = await judgeEverywhere(judge, plan, casesOf, { all: false, shouldStop: isOver });
      const wide = holds(judged) ? await widely(candidate.formula, judge) : undefined;
      const isRare = wide !== undefined && changesMeaning(candidate) && wide.mended < SEEN_TO_MEND;
      const failed = wide?.failed === undefined ? judged.failed : [wide.failed];
      groups.push({
        candidate,
        judged: { ...judged, failed, complete: judged.complete && failed.length === 0 && !isRare },
        sameAs: [],
        after: elapsed(),
      });
      options.onResult?.(search.result('time', 0));
    },
    judgeMore: times => {
      casesOf = casesOfPlan({ ...plan, runs: times * runs });
    },
    failures: async formula => {
      const judge = judgeOf(() => formula);
      return (await judgeEverywhere(judge, plan, casesOf, { all: true, shouldStop: isOver })).failed;
    },
    nearest: async candidates => {
      for (const { edits, formula, diff } of candidates) {
        if (isOver()) return;
        const first = { ...plan, seeds: [seed] };
        const judge = judgeOf(() => formula);
        const judged = await judgeEverywhere(judge, first, casesOf, { all: true, shouldStop: isOver });
        const heldCases = judged.held.length;
        const judgedCases = heldCases + judged.failed.length + judged.undecided;
        if (heldCases === 0) continue;
        partial.push({ edits, formula: formula.text, diff, heldCases, judgedCases, failsWhere: commonTraits(judged) });
      }
    },
    result: (stoppedBecause, count) => ({
      proposals: found()
        .map(({ candidate: first, judged, sameAs, after }) => {
          const [candidate, ...others] = [first, ...sameAs].sort(bySize) as [Candidate, ...Candidate[]];
          return { candidate, judged, others, after };
        })
        .sort((a, b) => bySize(a.candidate, b.candidate))
        .map(({ candidate: { edits, formula, diff }, judged, others, after }) => ({
          edits,
          formula: formula.text,
          diff,
          heldCases: judged.held.length,
          undecidedCases: judged.undecided,
          seeds,
          foundAfter: after,
          sameAs: others.map(other => other.edits),
        })),
      partial: found().length > 0 ? [] : partial,
      tried: { ...tried },
      stages: [
        ...(all.one > 0 ? [{ edits: 1, tried: tried.one, of: all.one } as const] : []),
        ...(all.two > 0 ? [{ edits: 2, tried: tried.two, of: all.two } as const] : []),
      ],
      screenCases: count,
      seconds: elapsed(),
      stoppedBecause,
    }),
  };
  return search;
}

/** An absolute value or a sign says another thing; it must be seen to mend on so many fresh cases, or it is chance. */
const SEEN_TO_MEND = 5;

function changesMeaning({ edits }: Candidate): boolean {
  return edits.some(({ kind }) => kind === 'abs' || kind === 'sgn');
}

function commonTraits({ held, failed }: Judged): string[] {
  const [first, ...others] = failed.map(traitsOf);
  const shared = [...(first ?? [])].filter(trait => others.every(other => other.has(trait)));
  const elsewhere = held.map(traitsOf);
  return shared.filter(trait => !elsewhere.some(traits => traits.has(trait)));
}

/** Two seeds that nothing was chosen by; far off, as the next ones up are those that a person tries next. */
export function freshSeeds(seed: number): readonly [number, number] {
  return [seed + 1_000_003, seed + 2_000_006];
}

/** A failure ends the judging. Undecided cases, on which no precision suffices, are no objection as long as they are few. */
function holds({ complete, held, undecided }: Judged): boolean {
  return complete && undecided <= held.length / 10;
}

/** An equation whose sides are the same by rewriting says nothing, unless it is meant to speak of sizes only. */
function isTrivial(formula: Formula): boolean {
  return isEquation(formula.definitions.at(-1)!.node) && normalForm(formula) === NOTHING_LEFT;
}
