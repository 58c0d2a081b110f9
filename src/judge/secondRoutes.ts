import { type Flow, flowIn, flowOf } from '../network/flow.ts';
import { blocksOf, qqtOf } from '../network/observables/blocks.ts';
import type { Weights } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import { log10 } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { frobeniusNorm, squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { unlessUncertain } from '../unlessUncertain.ts';
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
    const descent = descentTo(truth, flowOfAnswer(answer), time);
    if (descent === undefined) continue;
    const told = time.equals(answer.time)
      ? answer
      : askedAt(truth.anew(arithmetic === 'decimal' ? 'decimal' : 'bigint'), answer, time);
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
function timeWithin(answer: TrajectoryAnswer): Rational {
  const flow = flowOfAnswer(answer);
  const latest = Rational.of(2 ** Math.floor(Math.log2(LATEST / Math.max(rateOfFlow(flow), 1e-300)))).mul(flow.tau);
  return answer.time.compare(latest) > 0 ? latest : answer.time;
}

function flowOfAnswer(answer: TrajectoryAnswer): Flow {
  return answer.of === 'layers' ? answer.flow : flowOf(answer.problem);
}

/**
 * About the fastest rate of a flow in units of 1/τ: where it stands each layer sees the squared norms of the others, ∏_{i≠j}‖W_i‖², times
 * those of the inputs, and once the task is learned ‖Σyx‖^(2−2/h), to which decay adds. Two layers: ‖Σyx‖ + (‖W1‖² + ‖W2‖²)‖Σxx‖.
 */
function rateOfFlow(exact: Flow): number {
  const { layers, sigmaYX, sigmaXX, decay = 0 } = flowIn(float64Field, exact);
  const norm = (a: Matrix<number>): number => frobeniusNorm(float64Field, a);
  const squares = layers.map(layer => norm(layer) ** 2);
  const others = squares.map((_, j) =>
    squares.reduce((product, square, i) => (i === j ? product : product * square), 1),
  );
  const now = others.reduce((sum, product) => sum + product) * (sigmaXX ? norm(sigmaXX) : 1);
  return now + norm(sigmaYX) ** (2 - 2 / layers.length) + decay;
}

/** An answer of another route, and how far it may be off in Frobenius norm. */
interface Route extends Pick<SecondRoute, 'oracle' | 'arithmetic'> {
  /** W_1 first. */
  readonly layers: readonly Matrix<Decimal>[];
  /** Of all layers together. */
  readonly error: number;
}

const field = decimalField(40);

function descentTo(truth: Truth, flow: Flow, time: Rational): Route | undefined {
  return unlessUncertain(() => {
    const { layers, errorEstimate, agreedDigits } = truth.descent(flow, time);
    if (agreedDigits < LEAST_DIGITS) return undefined;
    return {
      oracle: 'gradient descent',
      arithmetic: 'float64',
      layers: layers.map(layer => layer.map(entry => field.of(entry))),
      error: errorEstimate,
    };
  });
}

function rawFlow(truth: Truth, answer: TrajectoryAnswer): Route {
  const { layers: told, agreedDigits } = truth.layers(flowOfAnswer(answer), [answer.time], { digits: DIGITS })[0]!;
  const layers = told.map(layer => layer.map(field.cross));
  return {
    oracle: 'gradient flow',
    arithmetic: truth.arithmetic,
    layers,
    error: sizeOf(layers) * 10 ** -Math.min(agreedDigits, DIGITS),
  };
}

/** The same oracle at another time. */
function askedAt(truth: Truth, answer: TrajectoryAnswer, time: Rational): TrajectoryAnswer {
  const precision = { digits: DIGITS };
  switch (answer.of) {
    case 'layers': {
      const [there] = truth.layers(answer.flow, [time], precision);
      return { ...answer, time, value: there!.layers };
    }
    case 'correlation': {
      const [there] = truth.correlations(answer.problem, [time], precision);
      return { ...answer, time, value: [there!.QQ] };
    }
    case 'weights': {
      const [there] = truth.weights(answer.problem, [time], precision);
      return { ...answer, time, value: [there!.W1, there!.W2] };
    }
  }
}

function compareRoutes(against: OracleName, told: TrajectoryAnswer, { layers, error, ...route }: Route): RouteFinding {
  const value = told.value.map(matrix => matrix.map(field.cross));
  const [theirs, uncertain] =
    told.of === 'correlation'
      ? // QQᵀ, where the layers are off by as much.
        [[qqtOf(blocksOf(field, weightsOf(layers)))], 2 * sizeOf(layers) * error + error ** 2]
      : [layers, error];
  const apart = normOfAll(value.map((matrix, index) => subtract(field, matrix, theirs[index]!)));
  const size = sizeOf(value);
  const digits = apart.isZero() ? DIGITS : Math.min(DIGITS, log10Of(size) - log10(apart));
  const latest = told.time.div(flowOfAnswer(told).tau).toNumber();
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

function weightsOf([W1, W2]: readonly Matrix<Decimal>[]): Weights<Decimal> {
  return { W1: W1!, W2: W2! };
}

/** The Frobenius norm of several matrices together. */
function normOfAll(matrices: readonly Matrix<Decimal>[]): Decimal {
  const squares = matrices.map(matrix => squaredNorm(field, matrix));
  return field.sqrt(squares.reduce((sum, square) => field.add(sum, square)));
}

function sizeOf(matrices: readonly Matrix<Decimal>[]): number {
  return normOfAll(matrices).toNumber();
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
