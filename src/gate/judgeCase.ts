import { performance } from 'node:perf_hooks';
import { DloError } from '../errors.ts';
import type { Case } from '../judge/case.ts';
import { residualText } from '../judge/judgeReading.ts';
import type { Truth } from '../network/truth.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { type Attainable, attainableDigits } from './digitsAsked.ts';
import { type Finding, type GateClaim, notJudged, type Trial } from './gateClaim.ts';
import type { GateOutcome, GateResult } from './gateRecord.ts';
import { momentsOf, ORACLE_DIGITS } from './moment.ts';
import { type Stated, statedOf } from './stated.ts';
import { type Capabilities, QUANTITIES, type Question, type Subject, type SubjectAnswer } from './subject.ts';
import { withinCapabilities } from './withinCapabilities.ts';

export interface JudgeCaseOptions {
  readonly truth: Truth;
  readonly claims: readonly GateClaim[];
  /** Digits asked of a well-conditioned case. */
  readonly digits: number;
  /** Default ORACLE_DIGITS. */
  readonly oracleDigits?: number;
  /** Adds up where the time went, in seconds. */
  readonly clock?: GateClock;
}

export interface GateClock {
  subject: number;
  oracle: number;
}

/** What every claim that applies found on one case, in the order of the claims. Pure but for the subject. */
export async function judgeCase(subject: Subject, given: Case, options: JudgeCaseOptions): Promise<GateResult[]> {
  const claims = options.claims.filter(
    claim => notJudged(claim, subject.capabilities) === undefined && claim.applies(given),
  );
  const all = (result: Omit<GateResult, 'claim'>): GateResult[] => claims.map(({ id }) => ({ claim: id, ...result }));
  const prepared = prepare(given, subject.capabilities, options);
  if (prepared instanceof DloError) return all({ outcome: 'undecided', reason: prepared.message });
  const ask = asker(subject, options.clock);
  const extra = claims.flatMap(claim => claim.times?.(prepared) ?? []);
  const times = inOrder([...prepared.moments.map(({ time }) => time), ...extra]);
  const quantities = QUANTITIES.filter(quantity => subject.capabilities.quantities.includes(quantity));
  const answer = await ask({ problem: given.problem, lambda: given.lambda, times, quantities });
  if (answer.kind !== 'answered') return all(noNumbers(answer));
  const stated = new Map(times.map((time, index) => [time.toString(), statedOf(given, answer.values[index]!)]));
  const statedAt = (time: Rational): Stated => stated.get(time.toString())!;
  const trial: Trial = { ...prepared, stated: prepared.moments.map(({ time }) => statedAt(time)), statedAt };
  const results: GateResult[] = [];
  for (const claim of claims) {
    const result = await judgeClaim(claim, trial, ask).catch(beyondJudging);
    if (result !== undefined) results.push({ claim: claim.id, ...result });
  }
  return results;
}

/** Numbers that a claim cannot calculate with are the fault of who stated them, on this case and for this claim. */
export function beyondJudging(error: unknown): Omit<GateResult, 'claim'> {
  if (!(error instanceof DloError)) throw error;
  return { outcome: 'invalid', reason: `cannot be judged: ${error.message}` };
}

type Ask = (question: Question) => Promise<SubjectAnswer>;

async function judgeClaim(claim: GateClaim, trial: Trial, ask: Ask): Promise<Omit<GateResult, 'claim'> | undefined> {
  let further: Stated[] = [];
  if (claim.asks !== undefined) {
    const question = claim.asks(trial);
    if (question === undefined || !canBeAsked(question, trial.capabilities)) return undefined;
    const answer = await ask(question);
    if (answer.kind !== 'answered') return noNumbers(answer);
    const about: Case = { ...trial.given, problem: question.problem };
    further = answer.values.map(values => statedOf(about, values));
  }
  const finding = claim.judge(trial, further);
  return finding && resultOf(finding);
}

/** A question that needs no more than the subject says it can do. */
function canBeAsked({ problem, lambda, times }: Question, capabilities: Capabilities): boolean {
  const { largestTime } = capabilities;
  const latest = largestTime === undefined ? undefined : Rational.of(largestTime).mul(problem.tau);
  return (
    withinCapabilities({ problem, lambda }, capabilities) &&
    (latest === undefined || times.every(time => time.compare(latest) <= 0))
  );
}

/** The truth at the start and a quarter, half and all of the way, and what can be asked of a subject there. */
function prepare(
  given: Case,
  capabilities: Capabilities,
  { truth, digits, oracleDigits = ORACLE_DIGITS, clock }: JudgeCaseOptions,
): Omit<Trial, 'stated' | 'statedAt'> | DloError {
  const begin = performance.now();
  try {
    const moments = momentsOf(truth, given, timesOf(given), oracleDigits);
    const attainable = attainableDigits(truth, given, moments, capabilities.quantities.includes('weights'));
    return { given, capabilities, moments, asked: atMost(digits, attainable) };
  } catch (error) {
    if (error instanceof DloError && error.code === 'PRECISION') return error;
    throw error;
  } finally {
    if (clock) clock.oracle += (performance.now() - begin) / 1000;
  }
}

function atMost(digits: number, attainable: Attainable): Trial['asked'] {
  const known = new Map<string, number>();
  return (moment, part) => {
    const key = `${moment} ${part}`;
    let found = known.get(key);
    if (found === undefined) {
      found = Math.min(digits, attainable(moment, part));
      known.set(key, found);
    }
    return found;
  };
}

export function timesOf({ time }: Pick<Case, 'time'>): Rational[] {
  if (time.sign() === 0) return [time];
  return [Rational.ZERO, time.div(Rational.of(4)), time.div(Rational.of(2)), time];
}

function inOrder(times: readonly Rational[]): Rational[] {
  const sorted = [...times].sort((a, b) => a.compare(b));
  return sorted.filter((time, index) => index === 0 || !time.equals(sorted[index - 1]!));
}

/** Asks and times. Claims that share a further question pay once; no answer but the latest is kept for that. */
function asker(subject: Subject, clock: GateClock | undefined): Ask {
  let latest: { readonly question: Question; readonly answer: SubjectAnswer } | undefined;
  return async question => {
    if (latest !== undefined && sameQuestion(latest.question, question)) return latest.answer;
    const begin = performance.now();
    const answer = await subject.ask(question);
    if (clock) clock.subject += (performance.now() - begin) / 1000;
    latest = { question, answer };
    return answer;
  };
}

function sameQuestion(a: Question, b: Question): boolean {
  return (
    a.problem === b.problem &&
    a.times.length === b.times.length &&
    a.times.every((time, index) => time.equals(b.times[index]!)) &&
    a.quantities.join() === b.quantities.join()
  );
}

export function noNumbers(answer: Exclude<SubjectAnswer<unknown>, { kind: 'answered' }>): Omit<GateResult, 'claim'> {
  switch (answer.kind) {
    case 'skipped':
      return { outcome: 'skipped', reason: answer.reason };
    case 'timed-out':
      return { outcome: 'timed-out', reason: `no answer within ${answer.seconds} s` };
    case 'crashed':
      return { outcome: 'crashed', reason: [answer.message, answer.stderr].filter(Boolean).join('\n') };
    default:
      return { outcome: answer.kind, reason: answer.message };
  }
}

/** Below this many digits a comparison says nothing. */
const LEAST_ASKED = 1;

export function resultOf({
  digits,
  asked,
  certain,
  quantity,
  time,
  since,
  stated,
  truth,
}: Finding): Omit<GateResult, 'claim'> {
  const outcome = outcomeOf(digits, asked, certain);
  const shown = Math.min(digits, certain);
  return {
    outcome,
    ...(Number.isFinite(shown) && { digits: tenths(shown) }),
    asked: tenths(Math.max(0, asked)),
    ...(Number.isFinite(digits) ? { residual: residualText(-digits) } : digits > 0 ? { residual: '0' } : {}),
    quantity,
    time: time.toString(),
    ...(since !== undefined && { since: since.toString() }),
    ...(outcome === 'failed' && stated && { stated: texts(stated) }),
    ...(outcome === 'failed' && truth && { truth: texts(truth) }),
    ...(outcome === 'undecided' && {
      reason:
        asked < LEAST_ASKED
          ? 'less than one digit can be asked here'
          : `only ${certain.toFixed(1)} digits of the truth are certain`,
    }),
  };
}

function outcomeOf(digits: number, asked: number, certain: number): GateOutcome {
  if (asked < LEAST_ASKED) return 'undecided';
  if (certain < asked + 1) return 'undecided';
  return digits >= asked ? 'held' : 'failed';
}

function tenths(value: number): number {
  return Math.floor(10 * value) / 10;
}

function texts(a: Matrix<number>): string[][] {
  return a.map(String).toRows();
}
