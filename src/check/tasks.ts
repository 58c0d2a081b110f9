import { DloError } from '../errors.ts';
import { checkShapes } from '../formula/checkShapes.ts';
import type { ChangedLine } from '../formula/formulaDiff.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { claimsCourse, claimsOrder, claimsRelation, type FormulaFile, joinsByOrder } from '../formula/formulaFile.ts';
import { isTemplate } from '../formula/instances.ts';
import { statesLimit } from '../formula/limitsIn.ts';
import { type NearMiss, nearMisses } from '../formula/nearMisses.ts';
import { statesOverTime } from '../formula/overTime.ts';
import type { Formula } from '../formula/parseFormula.ts';
import { asksWhereItHolds, isShownByWitness } from '../formula/quantifiers.ts';
import { statesMoments } from '../formula/randomness.ts';
import { finiteGroup } from '../formula/upTo.ts';
import type { Asking } from '../judge/asked.ts';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import { type AnyCaseJson, anyCaseFromJson, anyCaseToJson, caseHash } from '../judge/caseJson.ts';
import { cheapestFirst, PLAIN_WORK, workOn } from '../judge/cheapestFirst.ts';
import type { Claim, Judge, Judgement } from '../judge/claim.ts';
import { failure, undecided } from '../judge/compare.ts';
import { drawCases } from '../judge/drawCases.ts';
import { formulaMutants } from '../judge/formulaMutants.ts';
import type { Hypothesis } from '../judge/hypothesis.ts';
import { describe, judgeMutant, type ShownRefutation } from '../judge/judgeClaim.ts';
import { findRefutation, firstConfirmed, MINIMUM_CASES, memoised } from '../judge/judgeReading.ts';
import { decideCase, type Looked, type Looking, lookAt } from '../judge/lookAt.ts';
import type {
  CounterexampleRecord,
  FormulaChange,
  MutantRecord,
  PlotRecord,
  RepairRecord,
} from '../judge/runRecord.ts';
import { isWithinReach, type RouteFinding, secondRoutes, trajectoryIn } from '../judge/secondRoutes.ts';
import { architectureName } from '../network/architecture.ts';
import { widthsName } from '../network/flow.ts';
import { architectureOf } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { onceFor } from '../once.ts';
import { repairByJudging } from '../repair/judgedRepair.ts';
import { casesOfPlan } from '../repair/judgeEverywhere.ts';
import { freshSeeds, repairFormula } from '../repair/repair.ts';
import type { RepairResult } from '../repair/repairSearch.ts';
import { compared } from '../repair/sharpness.ts';
import { A_VALUE, lineTest, readingBeside } from './askedBesides.ts';
import { chartOfFile } from './chartOfFile.ts';
import { type CaseConditioning, conditioningOn } from './conditioning.ts';
import { atItsTime, NoSuchTime, subjectOf, valueOfFile } from './evaluateFile.ts';
import { exactlySingular } from './exactlySingular.ts';
import { gapsOf, isDegenerateStart } from './gapsOf.ts';
import { float64Bindings, float64Truth } from './inFloat64.ts';
import { inItsLetters } from './inItsLetters.ts';
import { judgeFormula } from './judgeFormula.ts';
import { type OpenFormula, plainReading } from './openFormula.ts';
import { probe } from './regimeMap.ts';
import { marginOf, searchWorst } from './searchWorst.ts';
import { sought, soughtReading } from './sought.ts';
import { statesNothing } from './statesNothing.ts';
import { trueQuantities } from './trueQuantities.ts';

// What can be asked of a formula by another thread: plain data in, plain data out.

export interface CheckSettings {
  readonly seed: number;
  readonly runs: number;
  readonly digits: number;
}

/** How a formula is judged. */
export interface JudgeSettings extends CheckSettings {
  readonly truth: Truth;
}

/** A case on which a formula has no value, and what is said of the place where that arises. */
export interface SingularCase {
  readonly given: AnyCaseJson;
  readonly message: string;
}

export type PlainJudgement = Omit<Judgement, 'stated' | 'truth'>;

export interface CheckedCase {
  readonly judgement: PlainJudgement;
  /** Who was asked. */
  readonly asked: readonly Omit<Asking, 'answer'>[];
  /** Where an oracle of trajectories was asked: whether descent is tried at that time itself. */
  readonly within?: boolean;
  /** Of a case that holds. */
  readonly conditioning?: CaseConditioning;
}

export interface FoundRefutation {
  readonly given: AnyCaseJson;
  readonly counterexample: CounterexampleRecord;
}

/** One question to a formula, by kind. */
export interface CheckTask {
  /** As many cases as there are to be runs; of more the first are those of fewer. */
  readonly draw: { readonly runs: number };
  readonly probe: Record<string, never>;
  readonly judge: { readonly given: AnyCaseJson };
  /** What other routes say of the oracle's answer on a case. */
  readonly routes: { readonly given: AnyCaseJson };
  /** `known` says how cases went, by hash; the refutation is a smallest one unless only `first` is wanted. */
  readonly refute: {
    readonly failing: readonly AnyCaseJson[];
    readonly known: readonly (readonly [string, PlainJudgement])[];
    readonly first: boolean;
  };
  readonly countMutants: Record<string, never>;
  readonly mutant: { readonly index: number };
  /** Drives an inequality from a case on which it holds towards its edge. */
  readonly search: { readonly start: AnyCaseJson; readonly seed: number };
  /** Cases on which the equation holds. */
  readonly statesNothing: { readonly cases: readonly AnyCaseJson[] };
  /** Cases on which the formula has no value, and those on which it holds. */
  readonly gaps: { readonly singular: readonly SingularCase[]; readonly held: readonly AnyCaseJson[] };
  /** On the case that decides the file, or where none does. */
  readonly plot: { readonly deciding: AnyCaseJson | undefined };
  readonly repair: { readonly seconds: number };
  /**
   * Lines that a header could have besides: fresh cases that meet `line`, and which of the `others` the first of these meet. Where they meet one
   * that is `weaker`, and is known to do, they are not judged.
   */
  readonly under: {
    readonly line: string;
    readonly runs: number;
    readonly others: readonly string[];
    readonly weaker: readonly string[];
  };
}

export interface TaskAnswer {
  /** The cases to judge, how many were drawn outside the hypotheses, and which of these left them out, the first that did. */
  readonly draw: {
    readonly cases: readonly AnyCaseJson[];
    readonly discarded: number;
    readonly leftOut: Readonly<Record<string, number>>;
  };
  /** Cases drawn without regard to the hypotheses, and whether they meet them. */
  readonly probe: readonly { readonly given: AnyCaseJson; readonly inside: boolean }[];
  readonly judge: CheckedCase;
  readonly routes: readonly RouteFinding[];
  readonly refute: FoundRefutation | undefined;
  readonly search: { readonly given: AnyCaseJson; readonly judged: CheckedCase; readonly tried: number };
  readonly countMutants: number;
  readonly mutant: MutantRecord;
  /** Whether a formula that holds holds for any weights in training just as well. */
  readonly statesNothing: boolean;
  /** Where a formula that holds elsewhere has no value; undefined where that is all of some network. */
  readonly gaps: string | undefined;
  readonly plot: PlotRecord | undefined;
  readonly repair: RepairRecord;
  /** Fresh cases that meet the line, up to the first that fails, and the others that the first twenty of them meet; of fewer cases, too few to hold, nothing. */
  readonly under: {
    readonly held: number;
    readonly failed: number;
    readonly undecided: number;
    readonly implied: readonly string[];
  };
}

export type TaskKind = keyof CheckTask;

/** What an answer would be now: told on the way to one that takes long. */
export type OnAnswerSoFar<K extends TaskKind> = (soFar: TaskAnswer[K]) => void;

/** Answers questions to one formula; throws a FormulaError NOT_REAL where a case leads to complex numbers. */
export type Answerer = <K extends TaskKind>(
  kind: K,
  task: CheckTask[K],
  onSoFar?: OnAnswerSoFar<K>,
) => Promise<TaskAnswer[K]>;

export function answerer(open: OpenFormula, settings: JudgeSettings): Answerer {
  const claim = claimOf(open, settings.truth);
  const known = nothingKnown(open);
  const { cases, hypotheses } = open.reading;
  // Survivors are compared on the same cases.
  const further = casesOfPlan<AnyCase>({ cases, hypotheses, runs: MUTANT_RUNS });
  const answers: {
    readonly [K in TaskKind]: (
      task: CheckTask[K],
      onSoFar?: OnAnswerSoFar<K>,
    ) => TaskAnswer[K] | Promise<TaskAnswer[K]>;
  } = {
    draw: ({ runs }) => draw(open, { ...settings, runs }),
    probe: () =>
      probe(inItsLetters(open.file, open.words.casesFor([])!), open.reading.hypotheses, settings.seed).map(
        ({ given, inside }) => ({
          given: anyCaseToJson(given),
          inside,
        }),
      ),
    judge: ({ given }) => judgeCase(open, anyCaseFromJson(given), settings),
    routes: ({ given }) => routesOf(open, anyCaseFromJson(given), settings),
    refute: task => refute(open, settings, task),
    search: ({ start, seed }) => search(open, settings, anyCaseFromJson(start), seed),
    countMutants: () => claim.mutants.length,
    mutant: ({ index }) => mutantOf(open, claim, index, further, settings),
    statesNothing: ({ cases }) => statesNothing(open.file, cases.map(anyCaseFromJson), settings),
    gaps: ({ singular, held }) =>
      gapsOf(
        open.reading,
        singular.map(one => ({ given: anyCaseFromJson(one.given), message: one.message })),
        held.map(anyCaseFromJson),
        { ...settings, traits: open.words.traits },
      ),
    plot: ({ deciding }) => chartOfFile(open, deciding && anyCaseFromJson(deciding), settings.truth),
    under: task => under(open, settings, task, known),
    repair: ({ seconds }, onSoFar) => repair(open, settings, seconds, onSoFar),
  };
  return async (kind, task, onSoFar) => answers[kind](task, onSoFar);
}

async function draw({ reading }: OpenFormula, settings: JudgeSettings): Promise<TaskAnswer['draw']> {
  const cases: AnyCaseJson[] = [];
  let discarded = 0;
  const leftOut: Record<string, number> = {};
  const counting = reading.hypotheses.map(({ name, holds, ...rest }) => ({
    ...rest,
    name,
    holds: (given: AnyCase): boolean => {
      const isMet = holds(given);
      if (!isMet) leftOut[name] = (leftOut[name] ?? 0) + 1;
      return isMet;
    },
  }));
  await drawCases(
    { ...reading, hypotheses: counting },
    { ...settings, shrink: false },
    given => cases.push(anyCaseToJson(given)) > 0,
    () => {
      discarded += 1;
    },
  );
  return { cases, discarded, leftOut };
}

/** Cases tried against one wrong version before it counts as not told apart. */
const MUTANT_RUNS = 15;

/**
 * How one near-miss fares. A survivor is compared with the formula at many digits, on further cases too: where both are equal on
 * all of them, or it is another equation that holds, it is no wrong version.
 */
async function mutantOf(
  { file, reading }: OpenFormula,
  claim: Claim,
  index: number,
  casesOf: (seed: number) => Promise<readonly AnyCase[]>,
  settings: JudgeSettings,
): Promise<MutantRecord> {
  const found = await judgeMutant(claim, claim.mutants[index]!, settings, MUTANT_RUNS);
  if (found.killed || found.same) return found;
  if (claimsCourse(file.claims))
    return {
      name: found.name,
      killed: false,
      same: true,
      why: `another expression that is ${file.claims} on the cases tried`,
    };
  if (joinsByOrder(file.claims))
    return { name: found.name, killed: false, same: true, why: 'another inequality that holds on the cases tried' };
  if (finiteGroup(file.upTo) !== undefined)
    return { name: found.name, killed: false, same: true, why: `equal up to ${file.upTo} on the cases tried` };
  const { seed } = settings;
  const { hypotheses } = reading;
  const options = { formula: file.formula, hypotheses, evaluateAt: valueAtItsTime(file, settings.truth) };
  const mutated = nearMissesOf(file.formula)[index]!.formula;
  const { equal, why } = await compared(options, mutated, [seed, ...freshSeeds(seed)], casesOf);
  return { name: found.name, killed: false, ...(equal && { same: true }), why };
}

/** The value of a formula at the time that it gives. */
function valueAtItsTime(
  file: FormulaFile,
  truth: Truth,
): (formula: Formula, given: AnyCase, digits: number) => Matrix<Decimal> {
  const valueAtTime = valueOfFile(file, truth);
  return (formula, given, digits) => {
    try {
      return valueAtTime(formula, atItsTime({ file, formula }, given, { digits, working: digits, truth }), digits);
    } catch (error) {
      if (error instanceof NoSuchTime) throw new DloError('RANGE', 'time', 'must exist', error.message);
      throw error;
    }
  };
}

function judgeCase({ file, reading }: OpenFormula, given: AnyCase, { digits, truth }: JudgeSettings): CheckedCase {
  const judge = isShownByWitness(file.quantifier) ? withFewDigits(reading.judge) : reading.judge;
  const looked = decideReal(judge, given, { digits, truth });
  const { stated: _stated, truth: _truth, ...judgement } = looked.judgement;
  const asking = trajectoryIn(looked.asked);
  const judged = {
    judgement,
    asked: looked.asked.map(({ answer: _, ...who }) => who),
    ...(asking && { within: isWithinReach(asking) }),
  };
  const isPlain =
    file.upTo === undefined &&
    file.steps === undefined &&
    file.sequence === undefined &&
    !claimsOrder(file.claims) &&
    !statesMoments(file.formula) &&
    !statesOverTime(file.formula) &&
    !isFlowCase(given) &&
    !isTemplate(file.formula);
  if (judgement.outcome !== 'held' || !isPlain || file.quantifier !== 'for all') return judged;
  return { ...judged, conditioning: conditioningOn(file, given, { digits, working: digits + 10, truth }) };
}

function routesOf({ reading }: OpenFormula, given: AnyCase, { digits, truth }: JudgeSettings): readonly RouteFinding[] {
  const asking = trajectoryIn(decideReal(reading.judge, given, { digits, truth }).asked);
  return asking === undefined ? [] : secondRoutes(asking, truth);
}

/** Complex numbers, and what the language cannot do. */
const NOT_OURS: ReadonlySet<string> = new Set(['NOT_REAL', 'LIMIT']);

/** Says of a complex value, or of what the language cannot do, on which case it came up, and what to do about it. */
function decideReal(judge: Judge, given: AnyCase, looking: Looking): Looked {
  try {
    return lookAt(judge, given, looking);
  } catch (error) {
    if (!(error instanceof FormulaError) || !NOT_OURS.has(error.code)) throw error;
    const where = isFlowCase(given)
      ? `on a ${widthsName(given.flow.layers)} case with t = ${given.time}`
      : `on a ${architectureName(architectureOf(given.problem))} case with lambda = ${given.lambda}, t = ${given.time}`;
    const real = error.code === 'NOT_REAL' ? 'formulas have real values only, and ' : '';
    const message = `${error.message} ${where}; ${real}"where: …" leaves cases out`;
    throw DloError.revive({ code: error.code, argument: error.argument, message, picture: error.picture });
  }
}

async function refute(
  open: OpenFormula,
  settings: JudgeSettings,
  { failing, known, first }: CheckTask['refute'],
): Promise<FoundRefutation | undefined> {
  // A smaller case that leads to complex numbers is no smaller counterexample.
  const deciding = soughtReading(open);
  const reading = { ...deciding, judge: whereReal(deciding.judge, undecided('', 'complex numbers')) };
  const judged = known.map(([hash, judgement]) => [hash, sought(open.file.quantifier, judgement)] as const);
  const isForAll = open.file.quantifier === 'for all';
  const cases = cheapestFirst(failing.map(anyCaseFromJson)).slice(0, isForAll ? undefined : MOST_CONFIRMED);
  const affordable = isForAll ? reading.judge : withFewDigits(whereAffordable(reading.judge, cases[0]!));
  const decide = memoised(affordable, settings, isForAll ? new Map(judged) : new Map());
  const refutation = first
    ? firstConfirmed(reading, cases, settings)
    : await findRefutation(reading, settings, decide, cases, isForAll ? {} : { mostShrinks: MOST_SHRINKS });
  if (refutation === undefined) return undefined;
  return {
    given: anyCaseToJson(refutation.given),
    counterexample: describeRefutation(open, refutation, settings.truth),
  };
}

/** Cases that one chain of a search for the worst one tries. */
const SEARCH_STEPS = 60;

function search(
  open: OpenFormula,
  { digits, truth }: JudgeSettings,
  start: AnyCase,
  seed: number,
): TaskAnswer['search'] {
  const reading = { ...open.reading, judge: whereReal(open.reading.judge, undecided('', 'complex numbers')) };
  const found = searchWorst(reading, { start, seed, steps: SEARCH_STEPS, digits, truth });
  const { stated: _stated, truth: _truth, ...judgement } = found.judgement;
  return { given: anyCaseToJson(found.given), judged: { judgement, asked: [] }, tried: found.tried };
}

/** From a case that decides what is said of some, to a smaller one. */
const MOST_SHRINKS = 150;

/** Of the cases that would decide what is said of some, the cheapest first: each is looked at again in decimal.js. */
export const MOST_CONFIRMED = 8;

/**
 * Undecided where a case takes more work than a plain one and the cheapest known: a smaller case is looked for among those that are quick to judge. A
 * count, not a clock, so that runs repeat.
 */
function whereAffordable(judge: Judge, cheapest: AnyCase): Judge {
  const most = Math.max(PLAIN_WORK, workOn(cheapest));
  return (given, effort) =>
    workOn(given) > most ? { ...undecided('', 'too much work'), final: true } : judge(given, effort);
}

/** One that takes very many digits to tell is not told: the next case may do it with few. */
function withFewDigits(judge: Judge): Judge {
  return (given, effort) =>
    effort.working > 3 * effort.digits ? { ...undecided('', 'too many digits'), final: true } : judge(given, effort);
}

/** A correction need not have a value at the single starts at which the formula has none, as exact fractions show. */
function hasValueAtStart(file: FormulaFile): Hypothesis {
  const subject = subjectOf(file);
  return {
    name: 'has a value at its start',
    meaning: 'the formula has a value, or the start is no single one',
    holds: given => !isDegenerateStart(given) || exactlySingular(subject, given) === undefined,
  };
}

async function repair(
  open: OpenFormula,
  settings: JudgeSettings,
  seconds: number,
  onSoFar?: OnAnswerSoFar<'repair'>,
): Promise<RepairRecord> {
  const { file } = open;
  const reading = plainReading(open);
  if (file.quantifier !== 'for all' || file.upTo !== undefined) {
    const stoppedBecause = file.upTo === undefined ? 'quantifier' : 'up to';
    return { proposals: [], partial: [], tried: 0, stages: [], stoppedBecause };
  }
  if (reading === undefined || !isDecidedByValue(file))
    return recordOf(
      await repairByJudging({
        formula: file.formula,
        reading: open.reading,
        judgeOf: edited => withFewDigits(whereReal(judgeFormula(file, edited), failure('', 'complex numbers'))),
        saysNothing: (edited, held) =>
          statesNothing(file, held, settings, edited) || failsAtItsEdge(open, edited, held, settings),
        ...(file.order && { order: file.order }),
        ...settings,
        seconds,
        ...(onSoFar && { onResult: soFar => onSoFar(recordOf(soFar)) }),
      }),
    );
  const noValue = failure('', 'complex numbers');
  const found = await repairFormula({
    formula: file.formula,
    judgeOf: edited => whereReal(judgeFormula(file, edited()), noValue),
    cases: reading.cases,
    hypotheses: [...reading.hypotheses, hasValueAtStart(file)],
    truthOf: given => float64Truth(file, given, settings.truth),
    bind: given => float64Bindings(file, given, settings.truth),
    ...(file.at !== undefined && { at: file.at }),
    digits: settings.digits,
    truth: settings.truth,
    seed: settings.seed,
    seconds,
    ...(onSoFar && { onResult: soFar => onSoFar(recordOf(soFar)) }),
  });
  return recordOf(found);
}

/** Whether driving a corrected inequality to its edge, from cases on which it holds, refutes it. */
function failsAtItsEdge(
  open: OpenFormula,
  edited: Formula,
  held: readonly AnyCase[],
  settings: JudgeSettings,
): boolean {
  const { file, reading } = open;
  if (!claimsOrder(file.claims) || reading.costly) return false;
  const corrected = { ...open, reading: { ...reading, judge: judgeFormula(file, edited) } };
  return held
    .slice(0, UNDER_CHAINS)
    .some((given, chain) => search(corrected, settings, given, chain).judged.judgement.outcome === 'failed');
}

/** Whether the value of its last line in float64 says whether a file holds: what a correction is then screened by. */
function isDecidedByValue({ claims, formula, sequence }: FormulaFile): boolean {
  const isOfOneTime = !statesLimit(formula) && !statesOverTime(formula) && sequence === undefined;
  return isOfOneTime && !statesMoments(formula) && !claimsCourse(claims) && !joinsByOrder(claims);
}

function recordOf(found: RepairResult): RepairRecord {
  const described = (edits: readonly { readonly description: string }[]): string[] =>
    edits.map(({ description }) => description);
  const changes = (diff: readonly ChangedLine[]): FormulaChange[] =>
    diff.map(({ line, before, after, beforeTeX, afterTeX, removed, added }) => ({
      ...{ line, before, after, beforeTeX, afterTeX, removed, added },
    }));
  return {
    proposals: found.proposals.map(({ edits, formula, diff, heldCases, undecidedCases, sameAs }) => ({
      edits: described(edits),
      formula,
      changes: changes(diff),
      held: heldCases,
      judged: heldCases + undecidedCases,
      sameAs: sameAs.map(described),
    })),
    partial: found.partial.map(({ edits, formula, diff, heldCases, judgedCases }) => ({
      edits: described(edits),
      formula,
      changes: changes(diff),
      held: heldCases,
      judged: judgedCases,
      sameAs: [],
    })),
    tried: found.tried.one + found.tried.two,
    stages: found.stages,
    stoppedBecause: found.stoppedBecause,
  };
}

/** From the seed of the check to that of cases by which hypotheses are judged. */
const FAR_OFF = 4_000_012;

/** Of a search under a further hypothesis. */
const UNDER_CHAINS = 3;

/** What is known from one line to the next: how fresh cases went, by hash, as many of them are the same; and whether a case meets a line. */
interface UnderKnown {
  readonly judgements: Map<string, PlainJudgement>;
  readonly testOf: (line: string) => (given: AnyCase) => boolean;
}

function nothingKnown(open: OpenFormula): UnderKnown {
  const tests = new Map<string, (given: AnyCase) => boolean>();
  const testOf = (line: string): ((given: AnyCase) => boolean) => {
    const test = tests.get(line) ?? lineTest(open, line);
    tests.set(line, test);
    return test;
  };
  return { judgements: new Map(), testOf };
}

async function under(
  open: OpenFormula,
  { seed, digits, truth }: JudgeSettings,
  { line, runs, others, weaker }: CheckTask['under'],
  { judgements, testOf }: UnderKnown,
): Promise<TaskAnswer['under']> {
  const tally = { held: 0, failed: 0, undecided: 0 };
  const narrowed = readingBeside(open, line);
  if (narrowed === undefined) return { ...tally, implied: [] };
  const judge = whereReal(soughtReading({ ...open, reading: narrowed }).judge, failure('', 'complex numbers'));
  const decide = memoised(judge, { digits, truth }, judgements);
  const hasAValue = { name: A_VALUE, meaning: '', holds: (given: AnyCase) => decide(given).isSingular !== true };
  const hypotheses = line === A_VALUE ? [...narrowed.hypotheses, hasAValue] : narrowed.hypotheses;
  const first: AnyCase[] = [];
  let implied: readonly string[] | undefined;
  const nearest: { readonly given: AnyCase; readonly margin: number }[] = [];
  /** Whether to go on. */
  const count = (given: AnyCase): boolean => {
    const judgement = decide(given);
    const margin = marginOf(judgement);
    if (margin !== undefined) nearest.push({ given, margin });
    tally[judgement.outcome] += 1;
    return judgement.outcome !== 'failed';
  };
  /** Whether a case is known to fail, from another line; the first is judged for it: few lines are what a formula lacks. */
  const isSeenToFail = (given: AnyCase): boolean =>
    (first.length === 0 ? decide(given) : judgements.get(caseHash(given)))?.outcome === 'failed';
  // What all of them meet is seen before another is judged.
  const judgeFirst = (): boolean => {
    const met = others.filter(other => other !== line && first.every(testOf(other)));
    implied = met;
    return !weaker.some(one => met.includes(one)) && first.every(count);
  };
  // Of fewer cases than it takes to hold none but the first is judged.
  await drawCases({ ...narrowed, hypotheses }, { seed: seed + FAR_OFF, runs, shrink: false }, given => {
    if (implied !== undefined || isSeenToFail(given)) return count(given);
    first.push(given);
    return first.length < MINIMUM_CASES || judgeFirst();
  });
  // Where no fresh case fails the worst is looked for.
  if (tally.failed === 0 && tally.held > 0 && claimsOrder(open.file.claims) && narrowed.costly !== true) {
    const starts = nearest.sort((a, b) => a.margin - b.margin).slice(0, UNDER_CHAINS);
    for (const [chain, { given }] of starts.entries()) {
      const found = search(
        { ...open, reading: narrowed },
        { seed, runs, digits, truth },
        given,
        seed + FAR_OFF + chain,
      );
      if (found.judged.judgement.outcome === 'failed') tally.failed += 1;
    }
  }
  return { ...tally, implied: implied ?? [] };
}

/** The same judge, but with a judgement of its own where complex numbers come up, and undecided where the language ends. */
function whereReal(judge: Judge, otherwise: Judgement): Judge {
  return (given, effort) => {
    try {
      return judge(given, effort);
    } catch (error) {
      if (!(error instanceof FormulaError) || !NOT_OURS.has(error.code)) throw error;
      return { ...(error.code === 'NOT_REAL' ? otherwise : undecided('', error.message)), final: true };
    }
  };
}

/** The file as a claim with one reading. */
function claimOf({ file, reading }: OpenFormula, truth: Truth): Claim {
  const noValue = failure('', 'complex numbers');
  const judgeMutated = (mutated: () => Formula): Judge => {
    const judge = withFewDigits(whereReal(judgeFormula(file, mutated()), noValue));
    return (given, effort) => {
      const judgement = judge(given, effort);
      // Where the formula itself has no value nothing is told apart.
      if (judgement.outcome !== 'failed' || judgement.isSingular !== true) return judgement;
      return decideCase(reading.judge, given, { digits: effort.digits, truth }).isSingular === true
        ? { ...undecided('', 'no value'), final: true }
        : judgement;
    };
  };
  let mutants: Claim['mutants'] | undefined;
  return {
    id: file.name,
    topic: 'The Riccati equation and its closed forms',
    title: file.title ?? '',
    section: '',
    place: file.source ?? '',
    readings: [reading],
    get mutants() {
      // Of what some case shows a wrong version has another witness, or none that was found.
      if (file.quantifier !== 'for all') return [];
      mutants ??= formulaMutants(() => file.formula, judgeMutated, !checkShapes(file.formula).ok);
      return mutants;
    },
  };
}

/** Those that the mutants of the claim are, in their order: every survivor is compared with one. */
const nearMissesOf = onceFor((formula: Formula): readonly NearMiss[] =>
  nearMisses(formula, { misfits: !checkShapes(formula).ok, ofEachKind: 'first' }),
);

/** A refutation for a person, with the true value that a formula without one misses. */
export function describeRefutation(
  open: OpenFormula,
  refutation: ShownRefutation<AnyCase>,
  truth: Truth,
): CounterexampleRecord {
  const judgement = withTruth(open.file, refutation.given, refutation.judgement, truth);
  const example = describe(claimOf(open, truth), 'as printed', { ...refutation, judgement });
  return asksWhereItHolds(open.file.quantifier) ? { ...example, holds: true } : example;
}

/** Where a formula has no value, the true value that it misses. */
function withTruth(file: FormulaFile, given: AnyCase, judgement: Judgement, truth: Truth): Judgement {
  if (judgement.stated !== undefined || claimsRelation(file.claims) || isFlowCase(given)) return judgement;
  const effort = { digits: 20, working: 30, truth };
  try {
    const [{ quantity, truth: missed }] = trueQuantities(
      file.claims,
      file,
      atItsTime(subjectOf(file), given, effort),
      effort,
    );
    return { ...judgement, quantity, truth: missed.value };
  } catch (error) {
    // There is none at a time that does not exist, and the oracle does not reach every time.
    if (error instanceof NoSuchTime || error instanceof DloError) return judgement;
    throw error;
  }
}
