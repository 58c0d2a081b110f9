import { DloError } from '../src/errors.ts';
import { Matrix } from '../src/numbers/matrix.ts';

/** What a hidden unit makes of its activity. */
export type Unit = 'linear' | 'relu' | 'tanh';

/** Two layers around hidden units, and the data they learn: ŷ = W2 φ(W1 x), L = ½/P Σ‖ŷ − y‖². */
export interface UnitsNetwork {
  /** Nh×Ni. */
  readonly W1: Matrix<number>;
  /** No×Nh. */
  readonly W2: Matrix<number>;
  /** φ of each hidden unit. */
  readonly units: readonly Unit[];
  /** Ni×P. */
  readonly X: Matrix<number>;
  /** No×P. */
  readonly Y: Matrix<number>;
}

export interface UnitsWeights {
  readonly W1: Matrix<number>;
  readonly W2: Matrix<number>;
}

export interface SettledWeights extends UnitsWeights {
  /** The largest change of an entry when the step was halved for the last time, relative to the largest entry. */
  readonly change: number;
  /** Steps of the last run. */
  readonly steps: number;
}

export interface SimulationOptions {
  /** In units of τ. */
  readonly end: number;
  /** Steps of the first run. */
  readonly firstSteps: number;
  /** The change that must not be passed when the step is halved. */
  readonly stands: number;
  /** Of one run; default 2^17. */
  readonly mostSteps?: number;
}

/**
 * Weights after `steps` steps of gradient descent with the rate η in float64, both layers from the same point; the slope of a ReLU at 0 is 0. They are what
 * comes out, finite or not: the caller looks. SHAPE where sizes do not fit.
 */
export function descendUnits(network: UnitsNetwork, rate: number, steps: number): UnitsWeights {
  requireSizes(network);
  const { W1, W2, units, X, Y } = network;
  const [Ni, Nh, No, P] = [W1.cols, W1.rows, W2.rows, X.cols];
  const [reads, writes] = [Float64Array.from(W1.data), Float64Array.from(W2.transpose().data)];
  const [inputs, targets] = [Float64Array.from(X.transpose().data), Float64Array.from(Y.transpose().data)];
  const [readsChange, writesChange] = [new Float64Array(reads.length), new Float64Array(writes.length)];
  const [made, slope, error] = [new Float64Array(Nh), new Float64Array(Nh), new Float64Array(No)];
  const perSample = rate / P;
  for (let step = 0; step < steps; step++) {
    readsChange.fill(0);
    writesChange.fill(0);
    for (let p = 0; p < P; p++) {
      for (let h = 0; h < Nh; h++) {
        let a = 0;
        for (let i = 0; i < Ni; i++) a += reads[h * Ni + i]! * inputs[p * Ni + i]!;
        const unit = units[h]!;
        made[h] = unit === 'linear' ? a : unit === 'relu' ? Math.max(0, a) : Math.tanh(a);
        slope[h] = unit === 'linear' ? 1 : unit === 'relu' ? (a > 0 ? 1 : 0) : 1 - made[h]! * made[h]!;
      }
      for (let o = 0; o < No; o++) {
        let output = 0;
        for (let h = 0; h < Nh; h++) output += writes[h * No + o]! * made[h]!;
        error[o] = perSample * (targets[p * No + o]! - output);
      }
      for (let h = 0; h < Nh; h++) {
        let pull = 0;
        for (let o = 0; o < No; o++) {
          pull += writes[h * No + o]! * error[o]!;
          writesChange[h * No + o]! += error[o]! * made[h]!;
        }
        pull *= slope[h]!;
        for (let i = 0; i < Ni; i++) readsChange[h * Ni + i]! += pull * inputs[p * Ni + i]!;
      }
    }
    for (let k = 0; k < reads.length; k++) reads[k]! += readsChange[k]!;
    for (let k = 0; k < writes.length; k++) writes[k]! += writesChange[k]!;
  }
  return {
    W1: new Matrix(Nh, Ni, Array.from(reads)),
    W2: Matrix.generate(No, Nh, (o, h) => writes[h * No + o]!),
  };
}

/**
 * Weights of the gradient flow of units that are not linear, for which no oracle encloses its error: gradient descent whose step is halved until what it
 * says stands. A ReLU that its two sides push onto its kink stays there; descent follows to first order in the step, as everywhere.
 *
 * Errors: SHAPE where sizes do not fit, RANGE for the options, PRECISION where the weights do not stand, or are not finite, within the steps allowed.
 */
export function settledUnits(network: UnitsNetwork, options: SimulationOptions): SettledWeights {
  const { end, firstSteps, stands, mostSteps = 2 ** 17 } = options;
  if (!(end > 0 && end < Number.POSITIVE_INFINITY))
    throw new DloError('RANGE', 'end', 'must be finite and above 0', end);
  if (!(Number.isSafeInteger(firstSteps) && firstSteps > 0))
    throw new DloError('RANGE', 'firstSteps', 'must be a whole number of at least 1', firstSteps);
  if (!(stands > 0 && stands < 1)) throw new DloError('RANGE', 'stands', 'must lie between 0 and 1', stands);
  let steps = firstSteps;
  let before = descendUnits(network, end / steps, steps);
  for (steps *= 2; steps <= mostSteps; steps *= 2) {
    const after = descendUnits(network, end / steps, steps);
    const change = largestChange(before, after);
    if (change <= stands) return { ...after, change, steps };
    before = after;
  }
  throw new DloError('PRECISION', 'mostSteps', `must let the weights stand to ${stands}`, mostSteps);
}

/** Relative to the largest entry; NaN where one is not finite. */
function largestChange(before: UnitsWeights, after: UnitsWeights): number {
  const entries = (weights: UnitsWeights): number[] => [...weights.W1.data, ...weights.W2.data];
  const [a, b] = [entries(before), entries(after)];
  const size = Math.max(...b.map(Math.abs));
  return size === 0 ? Math.max(...a.map(Math.abs)) : Math.max(...b.map((entry, k) => Math.abs(entry - a[k]!))) / size;
}

function requireSizes({ W1, W2, units, X, Y }: UnitsNetwork): void {
  const rules: readonly (readonly [boolean, string, string, unknown])[] = [
    [W2.cols === W1.rows, 'W2', `must have ${W1.rows} columns, one for each hidden unit`, W2.cols],
    [units.length === W1.rows, 'units', `must be ${W1.rows}, one for each row of W1`, units.length],
    [X.rows === W1.cols, 'X', `must have ${W1.cols} rows, one for each input`, X.rows],
    [Y.rows === W2.rows, 'Y', `must have ${W2.rows} rows, one for each output`, Y.rows],
    [X.cols > 0 && Y.cols === X.cols, 'Y', `must have ${X.cols} columns, one for each sample`, Y.cols],
  ];
  for (const [isMet, argument, rule, value] of rules) if (!isMet) throw new DloError('SHAPE', argument, rule, value);
}
