import { performance } from 'node:perf_hooks';
import type { BuildInfo } from '../buildInfo.ts';
import { DloError } from '../errors.ts';
import type { AnyCase, Case } from '../judge/case.ts';
import { caseFromJson, caseHash, caseToJson, flowCaseToJson } from '../judge/caseJson.ts';
import { regimesOfCase } from '../judge/regimesOfCase.ts';
import { type CorpusEntry, corpusHash } from './corpus.ts';
import { type GateDraw, RANDOM } from './draws.ts';
import type { DrawnFlowCase, FlowGate } from './flowGate.ts';
import {
  canShrink,
  FAILURES,
  type GateCase,
  type GateCounterexample,
  type GateFooter,
  type GateHeader,
  type GateLine,
  type GateOutcome,
  type GateResult,
} from './gateRecord.ts';
import type { GateSurroundings } from './gateSurroundings.ts';
import { type GateClock, judgeCase, judgeFlowCase } from './judgeCase.ts';
import { countOutcomes } from './mergeRecords.ts';
import { isInShard, type Shard } from './shard.ts';
import { shrinkFailure } from './shrinkFailure.ts';
import { shrinkFlowFailure } from './shrinkFlowFailure.ts';
import type { Subject } from './subject.ts';
import { notJudged, type SubjectClaim } from './subjectClaim.ts';
import type { AnyDepth } from './trial.ts';
import { withinCapabilities } from './withinCapabilities.ts';
import { findWorstCase, SEARCH_STEPS } from './worstCase.ts';

export interface GateOptions extends GateSurroundings {
  /** As typed. */
  readonly specification: string;
  /** Called once per worker. */
  readonly open: () => Promise<Subject>;
  readonly version: string;
  /** What besides the version the record says it was made by; by default nothing. */
  readonly build?: BuildInfo;
  /** About two layers; none: no such cases. */
  readonly claims: readonly SubjectClaim[];
  /** About layers of any depth, where the subject takes such; absent, or without claims: no such cases. */
  readonly flows?: FlowGate;
  readonly seed: number;
  /** Random cases over all shards. */
  readonly runs: number;
  /** Chains of the search for the worst case, over all shards. */
  readonly searches: number;
  /** Default SEARCH_STEPS. */
  readonly searchSteps?: number;
  readonly digits: number;
  readonly corpus: readonly CorpusEntry[];
  readonly shard: Shard;
  /** Subjects that are asked at the same time, each about a case of its own; the record is the same. */
  readonly workers: number;
  readonly replay: (claim: string, hash: string) => string;
  readonly stop?: AbortSignal;
  /** In the order in which cases are finished. */
  readonly onCase?: (judged: number, all: number) => void;
  /** In the order of the lines; the draw that made the case, where it is known. */
  readonly onLine?: (line: GateCase, given: Case, draw: GateDraw | undefined) => void;
}

/** Of so many random cases of two layers one of any depth besides, where the subject takes such. */
const CASES_PER_FLOW = 10;

/** Cases that may be tried to make the failures of one case smaller. */
const SHRINK_BUDGET = 200;

interface Job {
  readonly sequence: number;
  readonly origin: GateCase['origin'];
  readonly find: (subject: Subject, clock: GateClock) => Promise<FoundCase | undefined>;
}

type FoundCase = { readonly given: Case; readonly draw?: GateDraw } | { readonly flow: DrawnFlowCase };

type AnyJudged = JudgedProblem | JudgedFlow;

interface JudgedFlow {
  readonly line: GateCase;
  readonly flow: DrawnFlowCase;
}

interface JudgedProblem {
  readonly line: GateCase;
  readonly given: Case;
  readonly draw?: GateDraw;
}

/**
 * Judges a subject: corpus first, then random cases, one regime after the other, then the worst of every search. Lines come as
 * soon as they and all before them are there. A stop keeps what was judged and says so in the footer. A case depends on the
 * seed and its own number alone, so that neither workers nor shards change what is found. One thread is enough: while one
 * subject computes, the oracle works for another.
 *
 * Throws what `open` throws; RANGE where the subject can do nothing that could be asked.
 */
export async function* runGate(options: GateOptions): AsyncGenerator<GateLine> {
  const begin = performance.now();
  const clock: GateClock = { subject: 0, oracle: 0 };
  const subjects = [await options.open()];
  const stop = new AbortController();
  const stopped = () => stop.signal.aborted || (options.stop?.aborted ?? false);
  try {
    const { header, jobs } = plan(options, subjects[0]!);
    yield header;
    await openMore(subjects, Math.min(options.workers, jobs.length), options.open);
    const finished = judgeAll(jobs, subjects, options, clock, stopped);
    const judged: AnyJudged[] = [];
    for (const next of finished) {
      const found = await next;
      if (found === undefined) continue;
      judged.push(found);
      if ('given' in found) options.onLine?.(found.line, found.given, found.draw);
      yield found.line;
    }
    const cases = judged.map(({ line }) => line);
    const counterexamples = await shrinkAll(judged, subjects[0]!, options, stopped);
    yield {
      type: 'footer',
      cases: cases.length,
      outcomes: countOutcomes(header, cases),
      interrupted: cases.length < jobs.length,
      restarts: subjects.reduce((sum, { restarts = 0 }) => sum + restarts, 0),
      counterexamples,
      timing: {
        seconds: rounded((performance.now() - begin) / 1000),
        subjectSeconds: rounded(clock.subject),
        oracleSeconds: rounded(clock.oracle),
      },
    } satisfies GateFooter;
  } finally {
    stop.abort();
    await Promise.all(subjects.map(subject => subject.close()));
  }
}

/** As many subjects as wanted, or as can be had beside the first: one that holds a port or a device cannot be started twice. */
async function openMore(subjects: Subject[], wanted: number, open: GateOptions['open']): Promise<void> {
  while (subjects.length < wanted) {
    try {
      subjects.push(await open());
    } catch (error) {
      if (error instanceof DloError) return;
      throw error;
    }
  }
}

function plan(options: GateOptions, subject: Subject): { header: GateHeader; jobs: Job[] } {
  const { capabilities } = subject;
  const { truth, draws, followed, seed, searchSteps = SEARCH_STEPS, shard } = options;
  const flowClaims = options.flows?.claims ?? [];
  const { runs, searches } = options.claims.length === 0 ? { runs: 0, searches: 0 } : options;
  const takesFlows = capabilities.largestDepth !== undefined && subject.askFlow !== undefined;
  const flows = takesFlows && flowClaims.length > 0 ? Math.ceil(options.runs / CASES_PER_FLOW) : 0;
  // The first of each purpose tells whether there is anything to ask; that costs one draw.
  if (runs + searches > 0 && draws.drawCase(RANDOM, seed, 0, capabilities) === undefined)
    throw new DloError('RANGE', 'capabilities', 'must leave a case that can be asked', capabilities);
  const corpus =
    options.claims.length === 0 ? [] : options.corpus.filter(({ given }) => withinCapabilities(given, capabilities));
  const all: Omit<Job, 'sequence'>[] = [
    ...corpus.map(({ given, draw }) => ({
      origin: 'corpus' as const,
      find: async () => ({ given, ...(draw && { draw }) }),
    })),
    ...range(0, runs).map(index => ({
      origin: 'random' as const,
      find: async () => draws.drawCase(RANDOM, seed, index, capabilities),
    })),
    ...range(0, searches).map(chain => ({
      origin: 'search' as const,
      find: (asked: Subject, clock: GateClock) =>
        findWorstCase(asked, {
          ...{ truth, draws, followed },
          seed,
          chain,
          steps: searchSteps,
          clock,
          stopped: () => options.stop?.aborted ?? false,
        }),
    })),
    ...range(0, flows).map(index => ({
      origin: 'random' as const,
      find: async () => {
        const flow = options.flows?.draw(seed, index, capabilities);
        return flow && { flow };
      },
    })),
  ];
  const { name, conventions } = subject;
  const header: GateHeader = {
    type: 'header',
    schema: 'deep-linear-oracle/gate/1',
    version: options.version,
    subject: { name, specification: options.specification, capabilities, conventions },
    seed,
    runs: options.runs,
    searches: options.searches,
    digits: options.digits,
    claims: [...options.claims, ...(takesFlows ? flowClaims : [])].map(claim => {
      const reason = notJudged(claim, capabilities);
      const { id, title, source } = claim;
      return { id, title, ...(source !== undefined && { source }), ...(reason !== undefined && { notJudged: reason }) };
    }),
    corpus: corpusHash(options.corpus),
    cases: all.length,
    shard,
    started: new Date().toISOString(),
    environment: { node: process.version, platform: process.platform, arch: process.arch, ...options.build },
  };
  const jobs = all.map((job, sequence) => ({ sequence, ...job })).filter(({ sequence }) => isInShard(sequence, shard));
  return { header, jobs };
}

/** A promise per job, in order; undefined for what was not judged any more after a stop. */
function judgeAll(
  jobs: readonly Job[],
  subjects: readonly Subject[],
  options: GateOptions,
  clock: GateClock,
  stopped: () => boolean,
): Promise<AnyJudged | undefined>[] {
  const places = jobs.map(() => deferred<AnyJudged | undefined>());
  // A failure reaches whoever waits for the place; until then it is nobody's.
  for (const { promise } of places) promise.catch(() => undefined);
  let [next, done] = [0, 0];
  const work = async (subject: Subject): Promise<void> => {
    while (next < jobs.length) {
      const at = next++;
      try {
        // Lets signals through: an in-process subject and the oracle never wait.
        await new Promise(setImmediate);
        const found = stopped() ? undefined : await judgeJob(jobs[at]!, subject, options, clock, stopped);
        places[at]!.resolve(found);
        if (found !== undefined && !stopped()) options.onCase?.(++done, jobs.length);
      } catch (error) {
        places[at]!.reject(error);
      }
    }
  };
  // A subject that hangs is not waited for once a stop is asked for.
  options.stop?.addEventListener('abort', () => {
    for (const { resolve } of places) resolve(undefined);
  });
  for (const subject of subjects) void work(subject);
  return places.map(({ promise }) => promise);
}

async function judgeJob(
  { sequence, origin, find }: Job,
  subject: Subject,
  { truth, hypothesesOf, claims, flows, digits }: GateOptions,
  clock: GateClock,
  stopped: () => boolean,
): Promise<AnyJudged | undefined> {
  const found = await find(subject, clock);
  // A search that was cut short has not found what the whole one would have.
  if (found === undefined || (origin === 'search' && stopped())) return undefined;
  if ('flow' in found) {
    if (flows === undefined) return undefined;
    const { flow } = found;
    const line: GateCase = {
      type: 'case',
      sequence,
      origin,
      hash: caseHash(flow.given),
      case: flowCaseToJson(flow.given),
      hypotheses: [],
      regime: regimeOf(flow.given),
      results: await judgeFlowCase(subject, flow.given, { truth, claims: flows.claims, digits, clock }),
    };
    return { line, flow };
  }
  const { given, draw } = found;
  const results = await judgeCase(subject, given, { truth, claims, digits, clock });
  const line: GateCase = {
    type: 'case',
    sequence,
    origin,
    hash: caseHash(given),
    case: caseToJson(given),
    hypotheses: hypothesesOf(given),
    regime: regimeOf(given),
    results,
  };
  return { line, given, ...(draw && { draw }) };
}

function regimeOf(given: AnyCase): GateCase['regime'] {
  return Object.fromEntries(regimesOfCase(given).map(({ axis, value }) => [axis, value]));
}

/**
 * One counterexample per claim whose numbers are wrong and then one per other kind of failure, each from the first case that
 * shows it. What a case gives depends on nothing but the case, so that the shard that has it finds what the unsharded run does.
 */
async function shrinkAll(
  all: readonly AnyJudged[],
  subject: Subject,
  options: GateOptions,
  stopped: () => boolean,
): Promise<GateCounterexample[]> {
  const judged = all.filter(one => 'given' in one);
  const byCase = new Map<JudgedProblem, readonly GateCounterexample[]>();
  const found: GateCounterexample[] = [];
  for (const { id } of options.claims) {
    const failing = judged.find(({ line }) => resultOn(line, 'failed', id) !== undefined);
    if (failing === undefined || stopped()) continue;
    const examples = byCase.get(failing) ?? (await shrinkCase(failing, subject, options, stopped));
    byCase.set(failing, examples);
    found.push(...examples.filter(({ claim }) => claim === id));
  }
  for (const claim of options.flows?.claims ?? []) {
    const failing = all.find(({ line }) => resultOn(line, 'failed', claim.id) !== undefined);
    if (failing === undefined || 'given' in failing || stopped()) continue;
    const example = await flowExampleOf(failing, 'failed', claim, subject, options, stopped);
    if (example !== undefined) found.push(example);
  }
  for (const outcome of FAILURES.filter(kind => kind !== 'failed')) {
    const failing = all.find(({ line }) => resultOn(line, outcome) !== undefined);
    if (failing === undefined || stopped()) continue;
    const id = resultOn(failing.line, outcome)!.claim;
    const example =
      'given' in failing
        ? await exampleOf(failing, outcome, subject, options, stopped)
        : await flowExampleOf(
            failing,
            outcome,
            options.flows!.claims.find(claim => claim.id === id)!,
            subject,
            options,
            stopped,
          );
    if (example !== undefined) found.push(example);
  }
  return found;
}

/** The failure of a claim on a flow: made smaller where many questions can be asked. */
async function flowExampleOf(
  { line, flow }: JudgedFlow,
  outcome: GateOutcome,
  claim: SubjectClaim<AnyDepth>,
  subject: Subject,
  { truth, digits, replay }: GateOptions,
  stopped: () => boolean,
): Promise<GateCounterexample | undefined> {
  const result = resultOn(line, outcome, claim.id)!;
  if (!canShrink(outcome))
    return { claim: claim.id, hash: line.hash, case: line.case, result, replay: replay(claim.id, line.hash) };
  const settings = { truth, digits, budget: { left: SHRINK_BUDGET }, replay, stopped };
  return shrinkFlowFailure(subject, { claim, outcome, drawn: flow }, settings);
}

/** One counterexample per claim that is wrong on the case. What was found for one is tried on the others first: it is small already. */
async function shrinkCase(
  { line, given, draw }: JudgedProblem,
  subject: Subject,
  { truth, draws, claims, digits, replay }: GateOptions,
  stopped: () => boolean,
): Promise<GateCounterexample[]> {
  const settings = { truth, draws, digits, budget: { left: SHRINK_BUDGET }, replay, stopped };
  const outcome = 'failed';
  const found: GateCounterexample[] = [];
  const small: Case[] = [];
  for (const claim of claims.filter(({ id }) => resultOn(line, outcome, id) !== undefined)) {
    let counterexample: GateCounterexample | undefined;
    for (const known of small) {
      if (settings.budget.left > 0)
        counterexample ??= await shrinkFailure(subject, { claim, outcome, given: known }, settings);
    }
    if (counterexample === undefined) {
      counterexample = await shrinkFailure(subject, { claim, outcome, given, ...(draw && { draw }) }, settings);
      if (counterexample !== undefined) small.push(caseFromJson(counterexample.case));
    }
    if (counterexample !== undefined) found.push(counterexample);
  }
  return found;
}

/** The failure of a case that is no wrong number, of the first claim that met it. */
async function exampleOf(
  { line, given, draw }: JudgedProblem,
  outcome: GateOutcome,
  subject: Subject,
  { truth, draws, claims, digits, replay }: GateOptions,
  stopped: () => boolean,
): Promise<GateCounterexample | undefined> {
  const result = resultOn(line, outcome)!;
  if (!canShrink(outcome))
    return { claim: result.claim, hash: line.hash, case: line.case, result, replay: replay(result.claim, line.hash) };
  const claim = claims.find(({ id }) => id === result.claim)!;
  const settings = { truth, draws, digits, budget: { left: SHRINK_BUDGET }, replay, stopped };
  return shrinkFailure(subject, { claim, outcome, given, ...(draw && { draw }) }, settings);
}

function resultOn({ results }: GateCase, outcome: GateOutcome, claim?: string): GateResult | undefined {
  return results.find(result => result.outcome === outcome && (claim === undefined || result.claim === claim));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function rounded(seconds: number): number {
  return Math.round(1000 * seconds) / 1000;
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void } {
  let [resolve, reject]: [(value: T) => void, (error: unknown) => void] = [() => undefined, () => undefined];
  const promise = new Promise<T>((onValue, onError) => {
    [resolve, reject] = [onValue, onError];
  });
  return { promise, resolve, reject };
}
