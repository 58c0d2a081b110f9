import type { Claim } from '../judge/claim.ts';
import type { ClaimRecord, PlotRecord } from '../judge/runRecord.ts';
import { balance } from '../network/balance.ts';
import type { Weights } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import type { Field } from '../numbers/field.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert, frobeniusNorm, subtract } from '../numbers/linearAlgebra.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { descentOn } from './descent.ts';
import { flowBalancePlot } from './flowBalancePlot.ts';
import { round10, unlessNoise } from './quantity.ts';
import { captionOf, counterexampleCase, showcaseOf } from './showcase.ts';
import { timeGrid } from './timeGrid.ts';
import { flowAt, plotField } from './trajectory.ts';

/** How far the balance has moved from its initial value, along the flow and along gradient descent. */
export function balancePlot(
  claim: Claim,
  record: Pick<ClaimRecord, 'counterexample'>,
  truth: Truth,
): PlotRecord | undefined {
  if (claim.anyDepth) return flowBalancePlot(claim, truth);
  const found = counterexampleCase(record);
  const given = found ?? showcaseOf(claim, truth);
  if (given === undefined) return undefined;
  const { problem, lambda } = given;
  const start = balance(rationalField, problem);
  const drift = <T>(field: Field<T>, weights: Weights<T>): number =>
    field.toNumber(frobeniusNorm(field, subtract(field, balance(field, weights), convert(field, start))));
  const grid = timeGrid(truth, problem, lambda);
  const flow = flowAt(truth, problem, grid.times);
  const descent = descentOn(problem, grid, flow);
  return {
    caption: captionOf({ given, ...(found && { shows: 'counterexample' }) }),
    quantity: 'drift of the balance ‖D(t) − D(0)‖, D = W2ᵀW2 − W1W1ᵀ',
    times: grid.times.map(time => time.toNumber()),
    series: [
      { label: 'oracle', kind: 'oracle', values: flow.map(weights => round10(unlessNoise(drift(plotField, weights)))) },
      {
        label: descent.label,
        kind: 'gradient-descent',
        values: descent.weights.map(weights => round10(drift(float64Field, weights))),
      },
    ],
    errors: [],
  };
}
