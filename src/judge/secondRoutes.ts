import { DloError } from '../errors.ts';
import { type Problem, problemIn } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import { log10 } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { frobeniusNorm, multiply, stackRows, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { Asking, TrajectoryAnswer } from './asked.ts';
import { DERIVED_ORACLES } from './derivedOracles.ts';
import type { OracleName, SecondRoute } from './runRecord.ts';

// An oracle that is wrong is wrong on every case alike, and no number of digits shows it. So some of its answers are compared
// with what other routes say: gradient descent at three learning rates, extrapolated, which shares no step with any of them, and
// for an oracle that rests on a theorem the raw flow too. Descent is good for a few digits, and only so far: it is compared at the
// time asked for where it reaches it, else at an earlier time of the same case, at which the oracle is asked once more.

/** Cases of a reading that are compared. */
const COMPARED_CASES = 2;

/** What a second route says of one answer. */
export interface RouteFinding extends Omit<SecondRoute, 'cases'> {
  /** Both differ by more than they are uncertain. */
  readonly doubt?: string;
}

/** Fewer digits of descent compare nothing. */
const LEAST_DIGITS = 3;

/** A difference is one where it exceeds what is uncertain by this factor. */
const MARGIN = 10;

/** Descent is tried up to this many of the fastest times, and halves of it. */
const LATEST = 8;
const HALVINGS = 6;

/** Digits of an oracle that is asked at an earlier time than before, and of the raw flow beside a derived one. */
const DIGITS = 15;

/** What other routes say of an answer; none where descent has too few digits at every time that is tried. */
export function secondRoutes({ oracle, arithmetic, answer }: AskedTrajectory, truth: Truth): RouteFinding[] {
  let time = timeWithin(answer);
  for (let halved = 0; halved <= HALVINGS; halved++, time = time.div(Rational.of(2))) {
    const descent = descentTo(truth, answer.problem, time);
    if (descent === undefined) continue;
    const told = time.equals(answer.time)
      ? answer
      : askedAt(truth.anew(arithmetic === 'decimal' ? 'decimal' : 'bigint'), oracle, answer, time);
    const findings = [compareRoutes(oracle, told, descent)];
    if (DERIVED_ORACLES[oracle] !== undefined)
      findings.push(compareRoutes(oracle, told, rawFlow(truth.anew('bigint'), told)));
    return findings;
  }
  return [];
}

/** A question on a trajectory after its start; undefined where none is among them. */
export function trajectoryIn(asked: readonly Asking[]): AskedTrajectory | undefined {
  return asked.find((asking): asking is AskedTrajectory => (asking.answer?.time.sign() ?? 0) > 0);
}

export type AskedTrajectory = Asking & Required<Pick<Asking, 'answer'>>;

/** Whether descent is tried at the time asked for itself. */
export function isWithinReach({ answer }: AskedTrajectory): boolean {
  return timeWithin(answer).equals(answer.time);
}

/** A case whose truth is that of a trajectory. */
export interface RouteCandidate {
  /** As `isWithinReach` says. */
  readonly within: boolean;
  readonly find: () => readonly RouteFinding[] | Promise<readonly RouteFinding[]>;
}

/** Cases on which a second route is tried. */
const MOST_TRIED = 12;

/**
 * What other routes say on COMPARED_CASES cases, those first that are within reach; of all, where fewer rest on an oracle of
 * trajectories. A case on which descent has too few digits is passed over while there are others. What is doubted is said.
 */
export async function alongOtherRoutes(candidates: readonly RouteCandidate[]): Promise<{
  readonly findings: readonly (readonly RouteFinding[])[];
  readonly doubt?: string;
}> {
  const findings: (readonly RouteFinding[])[] = [];
  const wanted = Math.min(COMPARED_CASES, candidates.length);
  const inOrder = [...candidates.filter(({ within }) => within), ...candidates.filter(({ within }) => !within)];
  for (const { find } of inOrder.slice(0, MOST_TRIED)) {
    if (findings.length === wanted) break;
    const found = await find();
    if (found.length > 0) findings.push(found);
  }
  const doubt =
    findings.flat().find(found => found.doubt !== undefined)?.doubt ??
    (findings.length < wanted
      ? `gradient descent has too few digits to compare ${wanted} cases with: ${findings.length} are compared`
      : undefined);
  return { findings, ...(doubt !== undefined && { doubt }) };
}

/** The time of an answer, or as late as descent is tried. */
function timeWithin({ problem, time }: TrajectoryAnswer): Rational {
  const { W1, W2, sigmaYX, sigmaXX } = problemIn(float64Field, problem);
  const norm = (a: Matrix<number>): number => frobeniusNorm(float64Field, a);
  const rate = norm(sigmaYX) + (norm(W1) ** 2 + norm(W2) ** 2) * (sigmaXX ? norm(sigmaXX) : 1);
  const latest = Rational.of(2 ** Math.floor(Math.log2(LATEST / Math.max(rate, 1e-300)))).mul(problem.tau);
  return time.compare(latest) > 0 ? latest : time;
}

/** An answer of another route, and how far it may be off in Frobenius norm. */
interface Route extends Pick<SecondRoute, 'oracle' | 'arithmetic'> {
  /** Q = [W1ᵀ; W2]. */
  readonly Q: Matrix<Decimal>;
  readonly error: number;
}

const field = decimalField(40);

function descentTo(truth: Truth, problem: Problem, time: Rational): Route | undefined {
  try {
    const { W1, W2, errorEstimate, agreedDigits } = truth.descent(problem, time);
    if (agreedDigits < LEAST_DIGITS) return undefined;
    const exactly = (a: Matrix<number>): Matrix<Decimal> => a.map(entry => field.of(entry));
    return {
      oracle: 'gradient descent',
      arithmetic: 'float64',
      Q: stackRows(exactly(W1.transpose()), exactly(W2)),
      error: errorEstimate,
    };
  } catch (error) {
    if (error instanceof DloError && error.code === 'PRECISION') return undefined;
    throw error;
  }
}

function rawFlow(truth: Truth, { problem, time }: TrajectoryAnswer): Route {
  const { W1, W2, agreedDigits } = truth.weights(problem, [time], { digits: DIGITS })[0]!;
  const Q = stackRows(W1.transpose(), W2).map(field.cross);
  return {
    oracle: 'gradient flow',
    arithmetic: truth.arithmetic,
    Q,
    error: sizeOf(Q) * 10 ** -Math.min(agreedDigits, DIGITS),
  };
}

function askedAt(
  truth: Truth,
  oracle: OracleName,
  { problem, of }: TrajectoryAnswer,
  time: Rational,
): TrajectoryAnswer {
  if (oracle === 'Riccati flow') {
    const [answer] = truth.correlations(problem, [time], { digits: DIGITS });
    return { problem, time, of, value: answer!.QQ };
  }
  const [answer] = truth.weights(problem, [time], { digits: DIGITS });
  return { problem, time, of, value: stackRows(answer!.W1.transpose(), answer!.W2) };
}

function compareRoutes(against: OracleName, told: TrajectoryAnswer, { Q, error, ...route }: Route): RouteFinding {
  const value = told.value.map(field.cross);
  const [theirs, uncertain] =
    told.of === 'weights'
      ? [Q, error]
      : // Of QQᵀ, where Q is off by as much.
        [multiply(field, Q, Q.transpose()), 2 * sizeOf(Q) * error + error ** 2];
  const apart = frobeniusNorm(field, subtract(field, value, theirs));
  const size = sizeOf(value);
  const digits = apart.isZero() ? DIGITS : Math.min(DIGITS, log10Of(size) - log10(apart));
  const latest = told.time.div(told.problem.tau).toNumber();
  const found = { ...route, against, digits, latest };
  // What the oracle's own digits leave open is far below.
  const floor = size * 10 ** (2 - DIGITS);
  if (apart.toNumber() <= MARGIN * (uncertain + floor)) return found;
  const [off, open] = [apart.toNumber(), uncertain].map(number => number.toPrecision(2));
  return {
    ...found,
    doubt: `${NAMES[route.oracle]} and the ${against} differ by ${off} at t/τ = ${latest}, where ${open} is uncertain: the oracle is in doubt`,
  };
}

const NAMES: Readonly<Record<OracleName, string>> = {
  'gradient descent': 'extrapolated gradient descent',
  'gradient flow': 'the gradient flow',
  'Riccati flow': 'the Riccati flow',
  evaluation: 'the evaluation',
};

function sizeOf(a: Matrix<Decimal>): number {
  return frobeniusNorm(field, a).toNumber();
}

function log10Of(size: number): number {
  return size === 0 ? Number.NEGATIVE_INFINITY : Math.log10(size);
}

/** The findings on all cases by route. */
export function routeRecords(findings: readonly (readonly RouteFinding[])[]): SecondRoute[] {
  const routes = new Map<string, SecondRoute>();
  for (const { doubt: _, ...found } of findings.flat()) {
    const key = `${found.oracle}\n${found.arithmetic}\n${found.against}`;
    const before = routes.get(key);
    routes.set(key, {
      ...found,
      cases: (before?.cases ?? 0) + 1,
      digits: Math.floor(10 * Math.min(found.digits, before?.digits ?? Number.POSITIVE_INFINITY)) / 10,
      latest: Math.max(found.latest, before?.latest ?? 0),
    });
  }
  return [...routes.values()];
}
