import { DloError } from '../src/errors.ts';
import { type Flow, flowIn } from '../src/network/flow.ts';
import type { TruthRoute } from '../src/network/truth.ts';
import { log10Norm } from '../src/numbers/decimal/agreement.ts';
import type { Arithmetic } from '../src/numbers/decimal/arithmetic.ts';
import { type Decimal, type DecimalField, decimalField } from '../src/numbers/decimal/decimalField.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { convert, product } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { climb, type PrecisionOptions, readPrecision } from './precisionLadder.ts';
import { requireTimes } from './requireTimes.ts';
import { type Evaluation, evaluateFlow, log10Others } from './taylor/evaluateFlow.ts';
import { layerForces } from './taylor/exactVelocity.ts';
import { flowModes } from './taylor/flowModes.ts';
import { flowSize, forceSlope } from './taylor/flowSize.ts';
import { ErrorsGrow, OutOfSteps } from './taylor/integrate.ts';
import { norm } from './taylor/normalized.ts';
import { restingLayers } from './taylor/restingLayers.ts';
import { canSlave } from './taylor/slaving.ts';
import { trustedDigits } from './trustedDigits.ts';

/** The layers at one time, W_j of d_j×d_(j−1), and the digits that are certain. */
export interface DeepOracleAnswer {
  readonly time: Rational;
  /** W_1 first. */
  readonly layers: readonly Matrix<Decimal>[];
  /**
   * The worst of the layers and their product W_h ⋯ W_1, each relative to its own Frobenius norm: from a bound on the error
   * that the run has carried along, or the digits to which two runs agree where those are more. Infinity where the layers
   * are exact. Layers that stay at their start for ever (held whole, or zero without a force) do not count.
   */
  readonly agreedDigits: number;
  readonly route: Route;
}

/**
 * How the raw flow was integrated: not at all, by plain Taylor series, or by series in which fast directions that have decayed follow
 * the others (taylor/slavedStep.ts). None rests on a theorem about the flow.
 */
export type Route = Extract<TruthRoute, 'start' | 'taylor' | 'slow-manifold'>;

export interface GradientFlowOptions extends PrecisionOptions {
  readonly arithmetic?: Arithmetic;
  /** Taylor steps per run before the oracle gives up; by default what takes some seconds, 100 to 20000. */
  readonly maxSteps?: number;
}

/** One run's answer at one time. */
type Snapshot = Omit<Evaluation, 'log10Resolution' | 'log10Growth'> & {
  /** log10 of the absolute error that rounding to the last place makes; undefined for exact weights rounded once. */
  readonly log10Resolution: number | undefined;
};

/**
 * The raw gradient flow τ dW_j/dt = W_(j+1:h)ᵀ(Σyx − W_(1:h)Σxx)W_(1:j−1)ᵀ − γW_j of h ≥ 1 layers of any weights, balanced or
 * not, some of which a mask may hold, at the given times, by Taylor series in the weights alone. A run bounds its own error
 * (errorBound.ts) and checks every step (checks.ts): that the series solve the flow, that each balance
 * W_(j+1)ᵀW_(j+1) − W_jW_jᵀ is conserved (falls like e^(−2γt/τ) with decay), and that the loss does not grow. Where the bound
 * leaves too few digits, and always with decimal.js, runs at different digits, order and steps are compared. Time 0 and
 * stationary starts give the exact weights, rounded once.
 *
 * `times` are rising and ≥ 0, in the same units as τ. Throws RANGE for bad times, digits or maxSteps, and PRECISION where
 * maxDigits (in integers 3700 digits) or maxSteps do not suffice: where a flow stays next to a saddle for long, errors grow for as long;
 * fast directions (γt/τ, or a product of 2h − 2 norms of layers times t/τ, beyond a few thousand) are slaved once they have decayed
 * (slavedStep.ts), but not with Σxx that is not symmetric or more than 150 weights, and then take too many steps; and a layer that decays
 * far below the others or is exactly zero at a later time has no relative digits.
 */
export function deepGradientFlow(
  flow: Flow,
  times: readonly Rational[],
  options: GradientFlowOptions = {},
): DeepOracleAnswer[] {
  const precision = readPrecision(options);
  const { arithmetic = 'bigint', maxSteps } = options;
  requireTimes(times);
  if (maxSteps !== undefined && (!Number.isInteger(maxSteps) || maxSteps < 1))
    throw new DloError('RANGE', 'maxSteps', 'must be a whole number of at least 1', maxSteps);
  if (times.length === 0) return [];
  const stationary = isStationary(flow);
  const scaled = times.filter(time => !stationary && time.sign() > 0).map(time => time.div(flow.tau));
  const exactAnswers = times.length - scaled.length;
  const resting = restingLayers(flow);

  let slaved = isStiff(flow, scaled);
  // Digits that the growth of errors takes from long steps, known after the first run.
  let lost = 0;
  const mostLost = Math.max(10, precision.maxDigits - precision.digits);
  const run = (digits: number, rung: number): Snapshot[] => {
    const start = startSnapshot(decimalField(digits + 10), flow);
    // Every other rung has an order of its own, so that two runs in a row share neither series length nor steps.
    const extraOrder = rung % 2 === 0 ? 0 : 5;
    const evaluate = (): Evaluation[] =>
      evaluateFlow(flow, scaled, { digits: digits + lost, extraOrder, arithmetic, maxSteps, slaved, mostLost });
    let moved: Evaluation[];
    try {
      moved = evaluate();
    } catch (error) {
      if (slaved || !(error instanceof OutOfSteps) || !canSlave(flow)) throw error;
      slaved = true;
      try {
        moved = evaluate();
      } catch (again) {
        // How far plain steps came says more to who asks for a time before.
        throw again instanceof ErrorsGrow ? error : again;
      }
    }
    if (slaved) lost = Math.ceil(Math.max(0, ...moved.map(({ log10Growth }) => log10Growth)));
    return [...Array.from({ length: exactAnswers }, () => start), ...moved];
  };
  const agreement = (worse: Snapshot[], better: Snapshot[]): number[] =>
    better.map((snapshot, index) => snapshotAgreement(worse[index]!, snapshot, resting));
  const certain = arithmetic === 'bigint' ? (run: Snapshot[]) => run.map(snapshot => snapshot.certain) : undefined;
  const { best, agreed } = climb(precision, run, agreement, certain);
  return times.map((time, index) => ({
    time,
    layers: best[index]!.layers,
    agreedDigits: agreed[index]!,
    route: index < exactAnswers ? 'start' : slaved ? 'slow-manifold' : 'taylor',
  }));
}

/** The fastest rate at the start times the last time, from which on plain steps are not even tried: they would be hundreds. */
const STIFF = 3000;

function isStiff(flow: Flow, times: readonly Rational[]): boolean {
  const last = times.at(-1)?.toNumber() ?? 0;
  if (!canSlave(flow)) return false;
  // No rate is larger.
  const most = forceSlope(flowSize(flowIn(float64Field, flow)), Math.hypot(...flow.layers.map(norm)));
  return most * last > STIFF && -flowModes(flowIn(float64Field, flow)).rates.at(-1)! * last > STIFF;
}

/** Whether all derivatives are exactly zero at the start, so that the flow never leaves it. */
function isStationary(flow: Flow): boolean {
  const { layers, decay = Rational.ZERO, mask } = flow;
  return layerForces(flow).every((force, j) =>
    force.data.every((entry, at) => mask?.[j]?.data[at] === 0 || entry.equals(decay.mul(layers[j]!.data[at]!))),
  );
}

function startSnapshot(field: DecimalField, { layers }: Flow): Snapshot {
  const exact = layers.every(matrix =>
    matrix.data.every(entry => Rational.of(field.of(entry).toFixed()).equals(entry)),
  );
  const [last, ...others] = [...layers].reverse();
  return {
    layers: layers.map(layer => convert(field, layer)),
    output: convert(field, product(rationalField, last!, ...others)),
    zeroOutput: false,
    log10Resolution: undefined,
    certain: exact ? Number.POSITIVE_INFINITY : field.digits - 2,
  };
}

function snapshotAgreement(worse: Snapshot, better: Snapshot, resting: readonly boolean[]): number {
  const resolution = worse.log10Resolution;
  const ofLayers = better.layers.flatMap((layer, j) =>
    resting[j] ? [] : [trustedDigits(worse.layers[j]!, layer, resolution)],
  );
  // An error in the last place of one factor of the product is multiplied by the others.
  const factor = resolution === undefined ? undefined : resolution + log10Others(better.layers.map(log10Norm));
  const ofOutput = better.zeroOutput ? Number.POSITIVE_INFINITY : trustedDigits(worse.output, better.output, factor);
  return Math.min(...ofLayers, ofOutput);
}
