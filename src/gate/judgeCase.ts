import { performance } from 'node:perf_hooks';
import { DloError } from '../errors.ts';
import type { AnyCase, Case, FlowCase } from '../judge/case.ts';
import { residualText } from '../judge/judgeReading.ts';
import { meets } from '../judge/meets.ts';
import type { Truth } from '../network/truth.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { anyDepth } from './anyDepth.ts';
import type { CaseKind } from './caseKind.ts';
import type { GateResult } from './gateRecord.ts';
import { ORACLE_DIGITS } from './moment.ts';
import type { Capabilities, Subject, SubjectAnswer } from './subject.ts';
import { notJudged, type SubjectClaim } from './subjectClaim.ts';
import type { SubjectJudgement } from './subjectJudgement.ts';
import type { AnyDepth, PreparedTrial, Trial, TwoLayers } from './trial.ts';
import { twoLayers } from './twoLayers.ts';

export interface JudgeCaseOptions<Of extends TwoLayers | AnyDepth = TwoLayers> {
  readonly truth: Truth;
  readonly claims: readonly SubjectClaim<Of>[];
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
export function judgeCase(subject: Subject, given: Case, options: JudgeCaseOptions): Promise<GateResult[]> {
  return judgeOf(twoLayers(options.truth), subject, given, options);
}

/** The same of layers of any depth; none where the subject takes no flows. */
export function judgeFlowCase(
  subject: Subject,
  given: FlowCase,
  options: JudgeCaseOptions<AnyDepth>,
): Promise<GateResult[]> {
  return judgeOf(anyDepth(options.truth), subject, given, options);
}

async function judgeOf<Of extends TwoLayers | AnyDepth>(
  kind: CaseKind<Of>,
  subject: Subject,
  given: Of['given'],
  options: JudgeCaseOptions<Of>,
): Promise<GateResult[]> {
  const { capabilities } = subject;
  const ask = asker(kind, subject, options.clock);
  if (ask === undefined) return [];
  const claims = options.claims.filter(
    claim => notJudged(claim, capabilities) === undefined && meets<Of['given']>(claim, given),
  );
  const all = (result: Omit<GateResult, 'claim'>): GateResult[] => claims.map(({ id }) => ({ claim: id, ...result }));
  const prepared = prepare(kind, given, capabilities, options);
  if (prepared instanceof DloError) return all({ outcome: 'undecided', reason: prepared.message });
  const extra = claims.flatMap(claim => claim.times?.(prepared) ?? []);
  const times = inOrder([...prepared.moments.map(({ time }) => time), ...extra]);
  const question = kind.question(given, times, capabilities);
  const answer = await ask(question);
  if (answer.kind !== 'answered') return all(noNumbers(answer));
  const stated = new Map(times.map((time, i) => [time.toString(), kind.stated(question, answer.values[i]!)]));
  const statedAt = (time: Rational): Of['stated'] => stated.get(time.toString())!;
  const trial: Trial<Of> = {
    ...prepared,
    stated: prepared.moments.map(({ time }) => statedAt(time)),
    statedAt,
    further: [],
  };
  const results: GateResult[] = [];
  for (const claim of claims) {
    const result = await judgeClaim(kind, claim, trial, ask).catch(beyondJudging);
    if (result !== undefined) results.push({ claim: claim.id, ...result });
  }
  return results;
}

/** Numbers that a claim cannot calculate with are the fault of who stated them, on this case and for this claim. */
function beyondJudging(error: unknown): Omit<GateResult, 'claim'> {
  if (!(error instanceof DloError)) throw error;
  return { outcome: 'invalid', reason: `cannot be judged: ${error.message}` };
}

type Ask<Of extends TwoLayers | AnyDepth> = (question: Of['question']) => Promise<SubjectAnswer<Of['values']>>;

async function judgeClaim<Of extends TwoLayers | AnyDepth>(
  kind: CaseKind<Of>,
  claim: SubjectClaim<Of>,
  trial: Trial<Of>,
  ask: Ask<Of>,
): Promise<Omit<GateResult, 'claim'> | undefined> {
  let further: Of['stated'][] = [];
  if (claim.asks !== undefined) {
    const question = claim.asks(trial);
    if (question === undefined || !kind.canBeAsked(question, trial.capabilities)) return undefined;
    const answer = await ask(question);
    if (answer.kind !== 'answered') return noNumbers(answer);
    further = answer.values.map(values => kind.stated(question, values));
  }
  const judgement = claim.judge(trial.given, { ...trial, further });
  return judgement && resultOf(judgement);
}

/** The truth at the start and a quarter, half and all of the way, and what can be asked of a subject there. */
function prepare<Of extends TwoLayers | AnyDepth>(
  kind: CaseKind<Of>,
  given: Of['given'],
  capabilities: Capabilities,
  { digits, oracleDigits = ORACLE_DIGITS, clock }: JudgeCaseOptions<Of>,
): PreparedTrial<Of> | DloError {
  const begin = performance.now();
  try {
    const moments = kind.moments(given, timesOf(given), oracleDigits);
    return { given, capabilities, moments, asked: atMost(digits, kind.attainable(given, moments, capabilities)) };
  } catch (error) {
    if (error instanceof DloError && error.code === 'PRECISION') return error;
    throw error;
  } finally {
    if (clock) clock.oracle += (performance.now() - begin) / 1000;
  }
}

function atMost<Part extends string>(
  digits: number,
  attainable: (moment: number, part: Part) => number,
): (moment: number, part: Part) => number {
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

function timesOf({ time }: Pick<AnyCase, 'time'>): Rational[] {
  if (time.sign() === 0) return [time];
  return [Rational.ZERO, time.div(Rational.of(4)), time.div(Rational.of(2)), time];
}

function inOrder(times: readonly Rational[]): Rational[] {
  const sorted = [...times].sort((a, b) => a.compare(b));
  return sorted.filter((time, index) => index === 0 || !time.equals(sorted[index - 1]!));
}

/** Asks and times. Claims that share a further question pay once; no answer but the latest is kept for that. */
function asker<Of extends TwoLayers | AnyDepth>(
  kind: CaseKind<Of>,
  subject: Subject,
  clock: GateClock | undefined,
): Ask<Of> | undefined {
  const asking = kind.asker(subject);
  let latest: { readonly question: Of['question']; readonly answer: SubjectAnswer<Of['values']> } | undefined;
  return (
    asking &&
    (async question => {
      if (latest !== undefined && isSame(kind, latest.question, question)) return latest.answer;
      const begin = performance.now();
      const answer = await asking(question);
      if (clock) clock.subject += (performance.now() - begin) / 1000;
      latest = { question, answer };
      return answer;
    })
  );
}

function isSame<Of extends TwoLayers | AnyDepth>(kind: CaseKind<Of>, a: Of['question'], b: Of['question']): boolean {
  return (
    kind.sameFlow(a, b) &&
    a.times.length === b.times.length &&
    a.times.every((time, index) => time.equals(b.times[index]!)) &&
    a.quantities.join() === b.quantities.join()
  );
}

function noNumbers(answer: Exclude<SubjectAnswer<unknown>, { kind: 'answered' }>): Omit<GateResult, 'claim'> {
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

/** Records of the gate have always called the upper right block of QQᵀ so. */
const UPPER_RIGHT = '(W2W1)ᵀ';

/** A judgement as the record has it. */
function resultOf(judgement: SubjectJudgement): Omit<GateResult, 'claim'> {
  const { outcome, logResidual, asked, certain, quantity, time, since, stated, truth, reason } = judgement;
  const shown = Math.min(-logResidual, certain);
  return {
    outcome,
    ...(Number.isFinite(shown) && { digits: tenths(shown) }),
    asked: tenths(Math.max(0, asked)),
    ...(logResidual < Number.POSITIVE_INFINITY && { residual: residualText(logResidual) }),
    quantity: quantity === 'W1ᵀW2ᵀ' ? UPPER_RIGHT : quantity,
    time: time.toString(),
    ...(since !== undefined && { since: since.toString() }),
    ...(outcome === 'failed' && stated && { stated: texts(stated) }),
    ...(outcome === 'failed' && truth && { truth: texts(truth) }),
    ...(reason !== undefined && { reason }),
  };
}

function tenths(value: number): number {
  return Math.floor(10 * value) / 10;
}

function texts(a: Matrix<number>): string[][] {
  return a.map(String).toRows();
}
