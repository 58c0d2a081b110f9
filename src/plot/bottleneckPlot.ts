import type { Claim } from '../judge/claim.ts';
import type { ClaimRecord, PlotRecord, PlotSeries } from '../judge/runRecord.ts';
import { taskSvd } from '../judge/taskSvd.ts';
import type { Truth } from '../network/truth.ts';
import { squaredNorm } from '../numbers/linearAlgebra.ts';
import { descentOn } from './descent.ts';
import { alongDescent, alongFlow, lossQuantity, round10 } from './quantity.ts';
import { captionOf, counterexampleCase, showcaseOf } from './showcase.ts';
import { timeGrid } from './timeGrid.ts';
import { flowAt } from './trajectory.ts';

/** The loss of a bottlenecked network above its bound ½ Σ_{k>Nh} s̃_k², and that of the counterexample, which has none. */
export function bottleneckPlot(
  claim: Claim,
  record: Pick<ClaimRecord, 'counterexample'>,
  truth: Truth,
): PlotRecord | undefined {
  const given = showcaseOf(claim, truth);
  if (given === undefined) return undefined;
  const { problem, lambda } = given;
  const quantity = lossQuantity(problem);
  const grid = timeGrid(truth, problem, lambda);
  const flow = flowAt(truth, problem, grid.times);
  const descent = descentOn(problem, grid, flow);
  const { field, S } = taskSvd(problem.sigmaYX, 30);
  const tail = S.slice(problem.W1.rows, S.rows, 0, S.cols);
  const bound = field.toNumber(field.div(squaredNorm(field, tail), field.of(2)));
  const fitting = counterexampleCase(record)?.problem;
  const ofCounterexample: PlotSeries[] =
    fitting === undefined
      ? []
      : [
          {
            label: 'oracle, the counterexample',
            kind: 'oracle',
            values: alongFlow(lossQuantity(fitting), flowAt(truth, fitting, grid.times)).map(round10),
          },
        ];
  return {
    caption: captionOf({ given }),
    quantity: quantity.name,
    times: grid.times.map(time => time.toNumber()),
    series: [
      { label: 'bound ½ Σ s̃ₖ² over k > Nh', kind: 'formula', values: grid.times.map(() => round10(bound)) },
      { label: 'oracle', kind: 'oracle', values: alongFlow(quantity, flow).map(round10) },
      ...ofCounterexample,
      { label: descent.label, kind: 'gradient-descent', values: alongDescent(quantity, descent.weights).map(round10) },
    ],
    errors: [],
  };
}
