import { type AnyCase, isFlowCase } from '../judge/case.ts';
import type { Weights } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { descentOn } from '../plot/descent.ts';
import { layersAt, layersDescentOn, timesOfLayers } from '../plot/layers.ts';
import { gridTo, settlingTime } from '../plot/timeGrid.ts';
import { flowAt, ORACLE_DIGITS, plotField } from '../plot/trajectory.ts';
import type { KnownLayers, KnownWeights } from './bindCase.ts';

/** A case at one time, and the weights then. */
export interface Moment {
  readonly given: AnyCase;
  readonly known: KnownWeights | KnownLayers;
}

/** The flow of a case at times in units of τ, and gradient descent on it at the same ones. */
export interface Trajectory {
  readonly times: readonly number[];
  readonly flow: readonly Moment[];
  readonly descent: readonly Moment[];
  /** "gradient descent, η = 0.05". */
  readonly descentLabel: string;
}

/** Digits of float64. */
const OF_FLOAT64 = 15;

/** A picture reaches on to a time by at most this factor: beyond it what happens before would not be seen. */
const FARTHEST = 6;

/**
 * From the start to where the flow has settled, and a little beyond a time (in units of τ) that is to be seen where that is not far off.
 * PRECISION where the oracle does not reach that far.
 */
export function trajectoryOf(given: AnyCase, truth: Truth, toBeSeen: number): Trajectory {
  const settled = isFlowCase(given)
    ? timesOfLayers(given.flow)
    : 1.25 * settlingTime(truth, given.problem, given.lambda);
  const grid = gridTo(toBeSeen <= FARTHEST * settled ? Math.max(settled, 1.1 * toBeSeen) : settled);
  const tau = isFlowCase(given) ? given.flow.tau : given.problem.tau;
  const cases = grid.times.map(time => ({ ...given, time: time.mul(tau) }));
  const times = grid.times.map(time => time.toNumber());
  const moments = (known: readonly Moment['known'][]): Moment[] =>
    known.map((one, k) => ({ given: cases[k]!, known: one }));
  if (isFlowCase(given)) {
    const states = layersAt(truth, given.flow, grid.times);
    const descent = layersDescentOn(given.flow, grid, states);
    return {
      times,
      flow: moments(states.map(layers => ({ layers, digits: ORACLE_DIGITS }))),
      descent: moments(descent.layers.map(layers => ({ layers: layers.map(inDecimals), digits: OF_FLOAT64 }))),
      descentLabel: descent.label,
    };
  }
  const states = flowAt(truth, given.problem, grid.times);
  const descent = descentOn(given.problem, grid, states);
  const ofDescent = ({ W1, W2 }: Weights<number>): KnownWeights => ({
    W1: inDecimals(W1),
    W2: inDecimals(W2),
    digits: OF_FLOAT64,
  });
  return {
    times,
    flow: moments(states.map(weights => ({ ...weights, digits: ORACLE_DIGITS }))),
    descent: moments(descent.weights.map(ofDescent)),
    descentLabel: descent.label,
  };
}

function inDecimals(matrix: Matrix<number>): Matrix<ReturnType<typeof plotField.of>> {
  return matrix.map(entry => plotField.of(Rational.of(entry)));
}
