import { performance } from 'node:perf_hooks';
import type { BuildInfo } from '../buildInfo.ts';
import { DloError } from '../errors.ts';
import {
  CLAIMED_QUANTITIES,
  CONVENTIONS,
  claimsOrder,
  type DeepNetwork,
  unusedDefinitions,
} from '../formula/formulaFile.ts';
import { placeOfLimitInTime, statesLimit } from '../formula/limitsIn.ts';
import { statesOverTime } from '../formula/overTime.ts';
import { asksWhereItHolds, isShownByWitness, QUANTIFIERS, type Quantifier } from '../formula/quantifiers.ts';
import { statesMoments } from '../formula/randomness.ts';
import type { Steps } from '../formula/steps.ts';
import { UP_TO } from '../formula/upTo.ts';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import { anyCaseFromJson, anyCaseToJson, caseHash } from '../judge/caseJson.ts';
import { PLAIN_WORK, workOn } from '../judge/cheapestFirst.ts';
import type { Reading } from '../judge/claim.ts';
import { withChains } from '../judge/derivedOracles.ts';
import { Interrupted } from '../judge/drawCases.ts';
import { verdictOf } from '../judge/judgeClaim.ts';
import { MINIMUM_CASES, PREFERENCES, residualText, summarise, whereOf } from '../judge/judgeReading.ts';
import type {
  ClaimRecord,
  CounterexampleRecord,
  FormulaCheckRecord,
  HoldsUnderRecord,
  MutantRecord,
  ReadingRecord,
  RegimeMap,
  RunRecord,
} from '../judge/runRecord.ts';
import { alongOtherRoutes } from '../judge/secondRoutes.ts';
import type { Architecture } from '../network/architecture.ts';
import { quoted } from '../quoted.ts';
import { isOfTheFlow } from '../repair/saysNothing.ts';
import type { CheckSurroundings } from './checkThread.ts';
import { type CaseConditioning, conditioningRecord } from './conditioning.ts';
import { holdsUnder } from './holdsUnder.ts';
import { type OpenFormula, openFormula } from './openFormula.ts';
import { openPool, type Pool } from './pool.ts';
import { flowMaps, type MapOutcome, mapsOfMoments, type Probe, regimeMaps } from './regimeMap.ts';
import { marginOf } from './searchWorst.ts';
import { sought } from './sought.ts';
import {
  type CheckedCase,
  type CheckSettings,
  type FoundRefutation,
  MOST_CONFIRMED,
  type PlainJudgement,
  type TaskAnswer,
} from './tasks.ts';

export interface CheckOptions extends CheckSettings, CheckSurroundings {
  readonly version: string;
  /** What besides the version the record says it was made by; by default nothing. */
  readonly build?: BuildInfo;
  /** Threads that judge; 0 judges in this one, without a limit of time within a case. */
  readonly workers: number;
  /** Ends the check with what was judged so far, within a case too. */
  readonly stop?: AbortSignal;
  readonly onCase?: (judged: number, all: number) => void;
  /** What is done when no case is being judged. */
  readonly onPhase?: (phase: string) => void;
  /** Whether the record is to have a chart, for those who show it; it takes about a second. */
  readonly withChart?: boolean;
  /** Where the counterexample with this hash is going to be kept. */
  readonly fileOf: (hash: string) => string;
  /** Leaves out what no verdict depends on: wrong versions and further hypotheses. */
  readonly onlyVerdict?: boolean;
  /** Options of the command that name the statement within its file, for the replay line: " --step 2". */
  readonly replayWith?: string;
}

export interface CheckResult {
  readonly record: RunRecord;
  /** The refuting case of the record's counterexample. */
  readonly refutation?: AnyCase;
}

/**
 * Judges a formula file over all regimes that its hypotheses allow. A formula that holds is also measured in float64 against
 * the solver, and wrong versions of it show how sharp the check is; one that does not hold gets a smallest counterexample.
 * The same seed gives the same record, timing apart, unless the check is stopped. Throws FormulaErrors: those of
 * `openFormula`, and NOT_REAL where some case leads to complex numbers.
 */
export async function checkFormula(text: string, name: string, options: CheckOptions): Promise<CheckResult> {
  const started = new Date().toISOString();
  const begin = performance.now();
  const open = openFormula(text, name, options.vocabulary);
  const found = open.neverFits ? NOTHING_JUDGED : await judgeInPool(open, text, options);
  const record = claimRecord(open, found, options);
  const seconds = Math.round(performance.now() - begin) / 1000;
  return {
    record: {
      schema: 'deep-linear-oracle/run/1',
      version: options.version,
      seed: options.seed,
      runs: options.runs,
      digits: options.digits,
      interrupted: found.stopped,
      requested: [record.id],
      claims: [record],
      timing: { started, node: process.version, ...options.build, seconds, secondsByClaim: { [record.id]: seconds } },
    },
    ...(found.refutation && { refutation: anyCaseFromJson(found.refutation.given) }),
  };
}

async function judgeInPool(open: OpenFormula, text: string, options: CheckOptions): Promise<Found> {
  const pool = openPool(options.workers, { text, name: open.file.name, settings: settingsOf(options) }, options);
  const onStop = (): void => void pool.close();
  options.stop?.addEventListener('abort', onStop, { once: true });
  // A signal that has come already does not come again.
  if (options.stop?.aborted) onStop();
  try {
    return await judgeAll(open, pool, options);
  } finally {
    options.stop?.removeEventListener('abort', onStop);
    await pool.close();
  }
}

function settingsOf({ seed, runs, digits }: CheckOptions): CheckSettings {
  return { seed, runs, digits };
}

/** A case and how it went; undefined while it is not judged. */
interface Judging {
  readonly given: AnyCase;
  judged?: CheckedCase;
}

interface Found {
  readonly cases: readonly Judging[];
  readonly discarded: number;
  /** Of these, by the first hypothesis that left them out. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly probes: readonly Probe[];
  readonly refutation: FoundRefutation | undefined;
  readonly along: Awaited<ReturnType<typeof alongOtherRoutes>> | undefined;
  /** An equation that holds, and would for any weights in training. */
  readonly empty: boolean;
  /** Where a formula that holds elsewhere has no value. */
  readonly gaps: string | undefined;
  readonly mutants: readonly MutantRecord[];
  readonly plot: ClaimRecord['plot'];
  /** Of a formula that fails. */
  readonly under: HoldsUnderRecord | undefined;
  /** The search for the worst case of an inequality: what each chain of it came to. */
  readonly searched: readonly SearchChain[] | undefined;
  readonly stopped: boolean;
}

interface SearchChain {
  readonly given: AnyCase;
  readonly judged: CheckedCase;
  readonly tried: number;
}

/** Sizes that never fit need no case. */
const NOTHING_JUDGED: Found = {
  ...{ cases: [], discarded: 0, leftOut: {}, probes: [], refutation: undefined, empty: false, gaps: undefined },
  ...{ along: undefined, mutants: [], plot: undefined, under: undefined, searched: undefined, stopped: false },
};

async function judgeAll(open: OpenFormula, pool: Pool, options: CheckOptions): Promise<Found> {
  let stopped = false;
  /** Undefined, and the check is stopped, where the answer does not come in time. */
  const unlessStopped = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      stopped = true;
      return undefined;
    }
  };
  options.onPhase?.('drawing cases');
  const probing = unlessStopped(pool.ask('probe', {}));
  let drawn = await unlessStopped(pool.ask('draw', { runs: options.runs }));
  const cases: Judging[] = (drawn?.cases ?? []).map(json => ({ given: anyCaseFromJson(json) }));
  const { quantifier } = open.file;
  const decides = (judgement: PlainJudgement): PlainJudgement => sought(quantifier, judgement);
  const refuting = new Refuting(pool, cases, options.digits, decides);
  const judgeFrom = (first: number): Promise<unknown> =>
    Promise.all(
      cases.slice(first).map(async (one, index) => {
        const answer = await unlessStopped(pool.ask('judge', { given: anyCaseToJson(one.given) }));
        if (answer === undefined) return;
        one.judged = answer;
        options.onCase?.(cases.filter(({ judged }) => judged !== undefined).length, cases.length);
        // Of many cases that show it the shortest is confirmed soonest.
        if (quantifier === 'for all') refuting.offer(first + index);
      }),
    );
  await judgeFrom(0);
  while (lacksCasesWithAValue(cases) && quantifier === 'for all' && cases.length < MOST_DRAWN * options.runs) {
    const more = await unlessStopped(pool.ask('draw', { runs: cases.length + MINIMUM_CASES }));
    if (more === undefined || more.cases.length <= cases.length) break;
    drawn = more;
    const first = cases.length;
    cases.push(...more.cases.slice(first).map(json => ({ given: anyCaseFromJson(json) })));
    await judgeFrom(first);
  }
  const searched = await unlessStopped(searchForWorst(open, pool, cases, options));
  const searchFailed = searched?.filter(({ judged }) => judged.judgement.outcome === 'failed') ?? [];
  // Of what some case shows no hypothesis is lacking.
  const under =
    isShownByWitness(quantifier) || options.onlyVerdict
      ? Promise.resolve(undefined)
      : unlessStopped(findHypotheses(open, pool, cases, { probing, decides, searchFailed }));
  const isFound =
    searchFailed.length > 0 ||
    cases.some(({ judged }) => judged !== undefined && decides(judged.judgement).outcome === 'failed');
  const example = isShownByWitness(quantifier) ? 'witness' : 'counterexample';
  options.onPhase?.(isFound ? `looking for the smallest ${example}` : 'judging wrong versions of the formula');
  const refutation = (await unlessStopped(refuting.end(searchFailed))) ?? refuting.first;
  const along = await unlessStopped(
    alongOtherRoutes(
      cases.flatMap(({ given, judged }) =>
        judged?.within === undefined
          ? []
          : [{ within: judged.within, find: () => pool.ask('routes', { given: anyCaseToJson(given) }) }],
      ),
    ),
  );
  const judged = cases.flatMap(({ given, judged: one }) => (one === undefined ? [] : [{ given, ...one.judgement }]));
  if (judged.length > 0 && judged.every(({ isBeyondReach }) => isBeyondReach)) throw beyondReach(judged[0]!);
  const held = judged.filter(({ outcome }) => outcome === 'held');
  const singular = judged.filter(({ isSingular }) => isSingular);
  const isWhole =
    quantifier === 'for all' && held.length >= MINIMUM_CASES && held.length + singular.length === cases.length;
  const asked = {
    singular: singular.map(({ given, reason }) => ({ given: anyCaseToJson(given), message: reason! })),
    held: held.map(({ given }) => anyCaseToJson(given)),
  };
  const gaps = isWhole && singular.length > 0 ? await unlessStopped(pool.ask('gaps', asked)) : undefined;
  const hasHeld = isWhole && (singular.length === 0 || gaps !== undefined);
  const some = { cases: asked.held.slice(0, EMPTY_CASES) };
  // A witness that would be one with any weights is none of the flow.
  const shown = quantifier === 'for some' && refutation !== undefined ? { cases: [refutation.given] } : undefined;
  const asksWhetherEmpty = shown ?? (hasHeld ? some : undefined);
  const empty =
    asksWhetherEmpty !== undefined && ((await unlessStopped(pool.ask('statesNothing', asksWhetherEmpty))) ?? false);
  // What holds for any weights has nothing to show.
  const plotting =
    stopped || empty || options.withChart !== true
      ? undefined
      : unlessStopped(pool.ask('plot', { deciding: refutation?.given }));
  const mutants = hasHeld && !options.onlyVerdict ? ((await unlessStopped(judgeMutants(pool))) ?? []) : [];
  const probes = (await probing)?.map(({ given, inside }) => ({ given: anyCaseFromJson(given), inside })) ?? [];
  const { discarded = 0, leftOut = {} } = drawn ?? {};
  return {
    cases,
    discarded,
    leftOut,
    probes,
    refutation,
    along,
    empty,
    gaps,
    mutants,
    plot: await plotting,
    under: await under,
    searched: searched?.map(chain => ({ ...chain, given: anyCaseFromJson(chain.given) })),
    stopped,
  };
}

/** Cases that are judged at most for each that is asked for, until enough of them have a value. */
const MOST_DRAWN = 5;

/** Whether a formula holds wherever it has a value, and has one on some of the cases, but on too few to say so. */
function lacksCasesWithAValue(cases: readonly Judging[]): boolean {
  const held = cases.filter(({ judged }) => judged?.judgement.outcome === 'held').length;
  const singular = cases.filter(({ judged }) => judged?.judgement.isSingular === true).length;
  return held > 0 && held < MINIMUM_CASES && singular > 0 && held + singular === cases.length;
}

/** Chains of a search for the worst case, from the cases that came nearest to the edge. */
const CHAINS = 4;

/** Undefined where there is nothing to drive to its edge: a statement that is refuted or left open, of another kind, or whose cases take seconds. */
async function searchForWorst(
  { file, reading }: OpenFormula,
  pool: Pool,
  cases: readonly Judging[],
  { seed }: CheckOptions,
): Promise<readonly TaskAnswer['search'][] | undefined> {
  const isHeld = cases.every(({ judged }) => judged !== undefined && judged.judgement.outcome !== 'failed');
  const isExact = statesMoments(file.formula);
  if (!claimsOrder(file.claims) || file.quantifier !== 'for all' || !isHeld || isExact || reading.costly)
    return undefined;
  const nearest = cases
    .flatMap(({ given, judged }) => {
      const margin = marginOf(judged!.judgement);
      return margin === undefined ? [] : [{ given, margin }];
    })
    .sort((a, b) => a.margin - b.margin)
    .slice(0, CHAINS);
  return Promise.all(
    nearest.map(({ given }, chain) => pool.ask('search', { start: anyCaseToJson(given), seed: seed + chain })),
  );
}

/** Undefined where no case failed. */
async function findHypotheses(
  open: OpenFormula,
  pool: Pool,
  cases: readonly Judging[],
  {
    probing,
    decides,
    searchFailed,
  }: {
    readonly probing: Promise<TaskAnswer['probe'] | undefined>;
    readonly decides: (judgement: PlainJudgement) => PlainJudgement;
    readonly searchFailed: readonly TaskAnswer['search'][];
  },
): Promise<HoldsUnderRecord | undefined> {
  const judged = cases.flatMap(({ given, judged: one }) =>
    one === undefined ? [] : [{ given, judgement: decides(one.judgement) }],
  );
  const all = [
    ...judged,
    ...searchFailed.map(one => ({ given: anyCaseFromJson(one.given), judgement: one.judged.judgement })),
  ];
  if (!all.some(({ judgement }) => judgement.outcome === 'failed')) return undefined;
  const drawn = ((await probing) ?? []).map(({ given }) => anyCaseFromJson(given));
  return holdsUnder(pool, open, all, drawn);
}

/** Cases on which an equation is tried with weights that belong to no problem. */
const EMPTY_CASES = 10;

/** What no case let the arithmetic do. */
function beyondReach({ reason, picture }: PlainJudgement): DloError {
  return DloError.revive({
    code: 'PRECISION',
    argument: '',
    message: `${reason} on every case`,
    ...(picture && { picture }),
  });
}

/**
 * Looks for the smallest counterexample while other threads still judge: from the first plain case that is badly wrong,
 * which is confirmed at once so that a check that is stopped has one to show; otherwise, in the end, from all that failed.
 */
class Refuting {
  first: FoundRefutation | undefined;
  readonly #pool: Pool;
  readonly #cases: readonly Judging[];
  readonly #digits: number;
  /** Turns a judgement so that it failed where the case decides the file. */
  readonly #decides: (judgement: PlainJudgement) => PlainJudgement;
  #search: Promise<FoundRefutation | undefined> | undefined;

  constructor(
    pool: Pool,
    cases: readonly Judging[],
    digits: number,
    decides: (judgement: PlainJudgement) => PlainJudgement,
  ) {
    this.#pool = pool;
    this.#cases = cases;
    this.#digits = digits;
    this.#decides = decides;
  }

  offer(index: number): void {
    const { given, judged } = this.#cases[index]!;
    if (this.#search !== undefined || !PREFERENCES[0]!(judged!.judgement, this.#digits)) return;
    // What takes long to confirm would keep the search waiting: the next failure is cheaper, or `end` takes the cheapest.
    if (workOn(given) > PLAIN_WORK) return;
    this.#search = this.#refute([given]);
    // An interruption is told by `end`.
    this.#search.catch(() => undefined);
  }

  /** From all cases that failed, and those that a search has found. */
  async end(found: readonly TaskAnswer['search'][] = []): Promise<FoundRefutation | undefined> {
    const early = await this.#search;
    if (early !== undefined) return early;
    const failing = this.#cases.filter(
      ({ judged }) => judged !== undefined && this.#decides(judged.judgement).outcome === 'failed',
    );
    const all = [...failing.map(({ given }) => given), ...found.map(({ given }) => anyCaseFromJson(given))];
    return all.length === 0 ? undefined : this.#refute(all);
  }

  async #refute(failing: readonly AnyCase[]): Promise<FoundRefutation | undefined> {
    const task = { failing: failing.map(anyCaseToJson), known: this.#known() };
    this.first = await this.#pool.ask('refute', { ...task, first: true });
    return this.#pool.ask('refute', { ...task, first: false });
  }

  #known(): [string, PlainJudgement][] {
    return this.#cases.flatMap(({ given, judged }): [string, PlainJudgement][] =>
      judged === undefined ? [] : [[caseHash(given), judged.judgement]],
    );
  }
}

async function judgeMutants(pool: Pool): Promise<MutantRecord[]> {
  const count = await pool.ask('countMutants', {});
  return Promise.all(Array.from({ length: count }, (_, index) => pool.ask('mutant', { index })));
}

function claimRecord(open: OpenFormula, found: Found, { fileOf, truth, replayWith = '' }: CheckOptions): ClaimRecord {
  const { file, reading, neverFits } = open;
  const judged = found.cases.flatMap(({ given, judged: one }) => (one === undefined ? [] : [{ given, ...one }]));
  const doubt = found.along?.doubt;
  const routes = found.along?.findings ?? [];
  const { quantifier } = file;
  const isByWitness = isShownByWitness(quantifier);
  const isRefuted = (found.refutation !== undefined && !isByWitness) || neverFits;
  const outcomeOf = (outcome: ReadingRecord['outcome']): ReadingRecord['outcome'] =>
    found.stopped ? 'undecided' : found.empty ? 'vacuous' : outcome;
  const recordOf = (one: Reading, some: typeof judged, outside: number): ReadingRecord => {
    const seen = { routes, ...(doubt !== undefined && { doubt }) };
    const summary = withChains(nameOfFile(file.name), summarise(one, some, outside, truth, seen));
    const idle = idleAxes(open);
    return { ...summary, regimes: summary.regimes.filter(({ axis }) => !idle.includes(axis)) };
  };
  const whole = recordOf(reading, judged, found.discarded);
  const record = {
    ...whole,
    // A formula that says nothing where it has a value says nothing.
    outcome:
      whole.doubt !== undefined
        ? whole.outcome
        : isRefuted && !(found.empty && found.gaps !== undefined)
          ? 'refuted'
          : outcomeOf(quantifier === 'for all' ? whole.outcome : outcomeOfSought(file.quantifier, judged, found)),
    ...(neverFits && { worstResidual: 'shapes' }),
  } as const;
  const withValue = judged.filter(({ judgement }) => judgement.isSingular !== true);
  const further =
    found.gaps === undefined
      ? []
      : [recordOf(withAValue(reading, found.gaps), withValue, found.discarded + judged.length - withValue.length)];
  const readings: [ReadingRecord, ...ReadingRecord[]] = [
    record,
    ...further.map(one => ({ ...one, outcome: one.doubt === undefined ? outcomeOf(one.outcome) : one.outcome })),
  ];
  const decided = isByWitness ? 'held' : 'refuted';
  const example =
    found.refutation && record.outcome === decided && placed(open, found.refutation, { fileOf, replayWith });
  return {
    id: nameOfFile(file.name),
    theorem: 'Formula files',
    title: file.title ?? nameOfFile(file.name),
    source: { paper: '', section: '', place: file.source ?? '' },
    verdict: verdictOf(readings),
    readings,
    mutants: found.mutants,
    ...(example && (isByWitness ? { witness: example } : { counterexample: example })),
    ...(found.plot && { plot: found.plot }),
    check: checkRecord(open, judged, found),
  };
}

/** What is said of some cases, or denied, and is not refuted: a witness decides, or that on every case it fails with a value. */
function outcomeOfSought(
  quantifier: Quantifier,
  judged: readonly { readonly judgement: PlainJudgement }[],
  { refutation }: Found,
): ReadingRecord['outcome'] {
  if (isShownByWitness(quantifier) && refutation !== undefined) return 'held';
  if (judged.length < MINIMUM_CASES) return 'vacuous';
  const isEach = judged.every(({ judgement }) => sought(quantifier, judgement).outcome === 'held');
  return !isShownByWitness(quantifier) && isEach ? 'held' : 'undecided';
}

/** The same statement of the cases on which it has a value. */
function withAValue(reading: Reading, gaps: string): Reading {
  const meaning = `it has a value; it has none ${gaps}`;
  const hypothesis = { name: 'has a value', meaning, holds: () => true };
  return { ...reading, name: 'with an extra hypothesis', hypotheses: [...reading.hypotheses, hypothesis] };
}

/** Axes that say nothing of a file's cases: λ of weights without balance, and the time of a case where the file has its own. */
function idleAxes({ file, needs }: OpenFormula): string[] {
  const isBalanced = needs.some(({ balanced }) => balanced);
  return [
    ...(isBalanced ? [] : ['sign of λ', 'size of λ']),
    ...(file.at === undefined && file.steps === undefined ? [] : ['time']),
  ];
}

/** The name of a file, without folders and extension. */
export function nameOfFile(path: string): string {
  return path.replace(/^.*[/\\]/, '').replace(/\.(txt|claim)$/i, '');
}

function placed(
  { file }: OpenFormula,
  { given, counterexample }: FoundRefutation,
  { fileOf, replayWith }: Required<Pick<CheckOptions, 'fileOf' | 'replayWith'>>,
): CounterexampleRecord {
  const path = fileOf(caseHash(anyCaseFromJson(given)));
  return {
    ...counterexample,
    file: path,
    replay: `npx dlo check ${quoted(file.name)}${replayWith} --case ${quoted(path)}`,
  };
}

function checkRecord(
  open: OpenFormula,
  judged: readonly { given: AnyCase; judgement: PlainJudgement; conditioning?: CaseConditioning }[],
  {
    probes,
    empty,
    gaps,
    under,
    leftOut,
    searched,
    refutation,
  }: Pick<Found, 'probes' | 'empty' | 'gaps' | 'under' | 'leftOut' | 'searched' | 'refutation'>,
): FormulaCheckRecord {
  const { file, misfits } = open;
  const maps = open.neverFits ? [] : mapsOf(file, judged, probes);
  const held = judged.flatMap(({ given, conditioning }) =>
    conditioning === undefined || isFlowCase(given) ? [] : [{ given, conditioning }],
  );
  const isWhole = held.length > 0 && (held.length === judged.length || gaps !== undefined);
  const conditioning = isWhole ? conditioningRecord(held, idleAxes(open)) : undefined;
  const unclear = judged.find(({ judgement }) => judgement.outcome === 'undecided')?.judgement.reason;
  return {
    file: file.name,
    claims: `${file.claims} (${CLAIMED_QUANTITIES[file.claims]})`,
    scope: file.deep === undefined ? scopeOf(open) : scopeOfLayers(open, file.deep),
    notes: [
      ...(file.quantifier === 'for all' ? [] : [`${file.quantifier}: ${QUANTIFIERS[file.quantifier]}`]),
      ...(file.upTo === undefined ? [] : [`equal up to ${file.upTo}: ${UP_TO[file.upTo]}`]),
      ...file.conventions.map(convention => `${convention}: ${CONVENTIONS[convention]}`),
      ...(file.at === undefined ? [] : [`the claim is made at the time ${file.at}`]),
      ...fewOf(judged.length, leftOut),
      ...(searched === undefined ? [] : searchNote(searched)),
      ...unconfirmedOf(file.quantifier, judged, refutation),
      ...(empty ? [isOfTheFlow(file.formula) ? EMPTY_OF_FLOW : EMPTY_OF_SYMBOLS] : []),
      ...unusedDefinitions(file).map(({ name, place }) => `${name} of line ${place.line} is not used`),
      ...(open.neverFits ? ['its sizes never fit: no case was drawn'] : []),
      ...(unclear === undefined ? [] : [`undecided on one case or more: ${unclear}`]),
    ],
    ...(empty && { forAnyWeights: true as const }),
    misfits,
    maps,
    ...(under && { holdsUnder: under }),
    ...(conditioning && { conditioning }),
  };
}

/** On axes that say something: of layers of any depth, of sizes alone for expectations, with the end of training in place of times. */
function mapsOf(
  file: OpenFormula['file'],
  judged: readonly { readonly given: AnyCase; readonly judgement: PlainJudgement }[],
  probes: readonly Probe[],
): RegimeMap[] {
  const ofFlows = <T extends { readonly given: AnyCase }>(some: readonly T[]) =>
    some.flatMap(one => (isFlowCase(one.given) ? [{ ...one, given: one.given }] : []));
  const ofTwo = <T extends { readonly given: AnyCase }>(some: readonly T[]) =>
    some.flatMap(one => (isFlowCase(one.given) ? [] : [{ ...one, given: one.given }]));
  const mapped = judged.map(({ given, judgement }) => ({ given, outcome: mapOutcome(judgement) }));
  if (file.deep !== undefined) return flowMaps(ofFlows(mapped), ofFlows(probes));
  if (statesMoments(file.formula)) return mapsOfMoments(ofTwo(mapped), ofTwo(probes));
  const end = placeOfLimitInTime(file.formula) === undefined ? undefined : 't → ∞';
  return regimeMaps(ofTwo(mapped), ofTwo(probes), file.at ?? end);
}

function scopeOf({ file, needs, networks }: OpenFormula): string {
  const isWhitened = needs.some(({ hypothesis }) => hypothesis.name === 'whitened');
  const isBalanced = needs.some(({ balanced }) => balanced);
  return [
    `white inputs${isWhitened ? '' : ' (though the file does not ask for them)'}`,
    isBalanced ? 'λ-balanced weights' : 'weights of any balance, about half of them λ-balanced',
    sizesOf(networks),
    ...(file.steps === undefined ? [] : [`${stepsText(file.steps)} of gradient descent, no extremes of scale`]),
    ...(file.at === undefined ? [] : ['no extremes of scale beside a time of the statement’s own']),
    ...(statesLimit(file.formula) ? ['no extremes of scale, beyond which no end is seen'] : []),
    ...(statesOverTime(file.formula) ? ['no extremes of scale, as the flow is followed through many times'] : []),
  ].join(', ');
}

function stepsText({ least, most }: Steps): string {
  return least === most ? `${least} step${least === 1 ? '' : 's'}` : `${least} to ${most} steps`;
}

function scopeOfLayers({ needs, networks }: OpenFormula, { least, most, decay }: DeepNetwork): string {
  const units = networks.flatMap(sizes =>
    Object.entries(sizes).flatMap(([name, size]) => (name === 'h' ? [] : [size])),
  );
  return [
    least === most ? `${least} layer${least === 1 ? '' : 's'}` : `${least} to ${most} layers`,
    `of ${Math.min(...units)} to ${Math.max(...units)} units`,
    needs.some(({ white }) => white) ? 'white inputs' : 'inputs that are white and such that are not',
    needs.some(({ balancedLayers }) => balancedLayers) ? 'balanced weights' : 'weights of any balance',
    decay === undefined ? 'no decay' : 'with and without decay',
  ].join(', ');
}

/** Cases that are left out for each one that is judged, from which that is said. */
const MANY = 9;

/** What is said where only few of the cases that are drawn meet the hypotheses and conditions of a file. */
function fewOf(judged: number, leftOut: Readonly<Record<string, number>>): string[] {
  const counts = Object.entries(leftOut).sort(([, a], [, b]) => b - a);
  const all = counts.reduce((sum, [, count]) => sum + count, judged);
  if (all === 0 || all - judged < MANY * judged) return [];
  const by = counts.map(([name, count]) => `${name} ${count}`).join(', ');
  return [`few of the cases that are drawn meet what the file asks for, ${judged} of ${all}; left out by ${by}`];
}

/** What is said where a case that would decide a file with a quantifier was seen and not confirmed: it shows nothing. */
function unconfirmedOf(
  quantifier: Quantifier,
  judged: readonly { readonly judgement: PlainJudgement }[],
  refutation: FoundRefutation | undefined,
): string[] {
  if (quantifier === 'for all' || refutation !== undefined) return [];
  const seen = judged.filter(({ judgement }) => sought(quantifier, judgement).outcome === 'failed').length;
  if (seen === 0) return [];
  const does = asksWhereItHolds(quantifier) ? 'it holds' : 'it fails';
  return [
    `${does} on ${seen} of the cases, of which ${Math.min(seen, MOST_CONFIRMED)} were looked at again and none was confirmed`,
  ];
}

/** What driving an inequality to its edge came to. */
function searchNote(chains: readonly SearchChain[]): string[] {
  if (chains.length === 0) return [];
  const tried = chains.reduce((sum, one) => sum + one.tried, 0);
  const looked = `${tried} further cases were tried on the way to the edge, from the ${chains.length} that came nearest to it`;
  if (chains.some(({ judged }) => judged.judgement.outcome === 'failed'))
    return [`${looked}: one of them refutes it, where no case drawn at random did`];
  const nearest = chains.reduce((a, b) =>
    (marginOf(b.judged.judgement) ?? 1) < (marginOf(a.judged.judgement) ?? 1) ? b : a,
  );
  const margin = marginOf(nearest.judged.judgement);
  const least =
    margin === undefined
      ? ''
      : `; the least margin on the way is ${residualText(Math.log10(margin))} of the sides, on ${whereOf(nearest.given)}`;
  return [`${looked}: it holds on all of them${least}`];
}

/** "Ni = 1, Nh and No from 1 to 3". */
function sizesOf(networks: OpenFormula['networks']): string {
  const rangeOf = (name: keyof Architecture): string => {
    const values = networks.map(widths => widths[name]!);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least === most ? `= ${least}` : `from ${least} to ${most}`;
  };
  const byRange = new Map<string, string[]>();
  for (const name of ['Ni', 'Nh', 'No'] as const)
    byRange.set(rangeOf(name), [...(byRange.get(rangeOf(name)) ?? []), name]);
  const texts = [...byRange].map(([range, names]) => `${inWords(names)} ${range}`);
  const isAll =
    networks.length ===
    new Set(networks.map(({ Ni }) => Ni)).size *
      new Set(networks.map(({ Nh }) => Nh)).size *
      new Set(networks.map(({ No }) => No)).size;
  return `${texts.join(', ')}${isAll ? '' : ` (${networks.length} networks)`}`;
}

function inWords(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const EMPTY_OF_FLOW = 'it says nothing of the flow: it holds for any weights in training';
const EMPTY_OF_SYMBOLS = 'it says nothing: it holds for any values of its symbols';

function mapOutcome({ outcome, logResidual }: PlainJudgement): MapOutcome {
  return outcome === 'failed' && logResidual === Number.POSITIVE_INFINITY ? 'noValue' : outcome;
}
