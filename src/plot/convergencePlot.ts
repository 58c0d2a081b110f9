import type { Claim } from '../judge/claim.ts';
import type { ClaimRecord, PlotRecord, PlotSeries } from '../judge/runRecord.ts';
import { blocksOfQqt } from '../network/observables/blocks.ts';
import type { Problem } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import { convert, frobeniusNorm, subtract } from '../numbers/linearAlgebra.ts';
import { descentOn } from './descent.ts';
import { alongDescent, alongFlow, type PlottedQuantity, round10 } from './quantity.ts';
import { captionOf, counterexampleCase, showcaseOf } from './showcase.ts';
import { timeGrid } from './timeGrid.ts';
import { flowAt } from './trajectory.ts';

/** How far the network function is from the task, from a generic start and from the counterexample's, which may stay away. */
export function convergencePlot(
  claim: Claim,
  record: Pick<ClaimRecord, 'counterexample'>,
  truth: Truth,
): PlotRecord | undefined {
  const given = showcaseOf(claim, truth);
  if (given === undefined) return undefined;
  const { problem, lambda } = given;
  const quantity = distanceToTask(problem);
  const grid = timeGrid(truth, problem, lambda);
  const flow = flowAt(truth, problem, grid.times);
  const descent = descentOn(problem, grid, flow);
  const stuck = counterexampleCase(record)?.problem;
  const ofCounterexample: PlotSeries[] =
    stuck === undefined
      ? []
      : [
          {
            label: 'oracle, the counterexample',
            kind: 'oracle',
            values: alongFlow(distanceToTask(stuck), flowAt(truth, stuck, grid.times)).map(round10),
          },
        ];
  return {
    caption: captionOf({ given }),
    quantity: quantity.name,
    times: grid.times.map(time => time.toNumber()),
    series: [
      { label: 'oracle', kind: 'oracle', values: alongFlow(quantity, flow).map(round10) },
      ...ofCounterexample,
      { label: descent.label, kind: 'gradient-descent', values: alongDescent(quantity, descent.weights).map(round10) },
    ],
    errors: [],
  };
}

function distanceToTask({ sigmaYX }: Problem): PlottedQuantity {
  return {
    name: 'distance to the task ‖W2W1 − ŨS̃Ṽᵀ‖ / ‖ŨS̃Ṽᵀ‖',
    of: (field, qqt) => {
      const task = convert(field, sigmaYX);
      const off = subtract(field, blocksOfQqt(qqt, sigmaYX.cols).map, task);
      return field.div(frobeniusNorm(field, off), frobeniusNorm(field, task));
    },
  };
}
