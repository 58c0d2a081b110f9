import type { Case } from '../../src/judge/case.ts';
import type { Claim } from '../../src/judge/claim.ts';
import type { ClaimRecord, PlotRecord } from '../../src/judge/runRecord.ts';
import { blocksOfQqt } from '../../src/network/observables/blocks.ts';
import { lossOfMap } from '../../src/network/observables/loss.ts';
import type { Truth } from '../../src/network/truth.ts';
import { convert } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { descentOn } from '../../src/plot/descent.ts';
import { alongDescent, alongFlow, type PlottedQuantity, round10 } from '../../src/plot/quantity.ts';
import { captionOf, counterexampleCase, showcaseOf } from '../../src/plot/showcase.ts';
import { timeGrid } from '../../src/plot/timeGrid.ts';
import { flowAt } from '../../src/plot/trajectory.ts';
import { minus } from '../claims/_exact.ts';
import { irreducible, norm2, otherTask } from '../claims/_twoTasks.ts';

/** The loss on the task being learned and on the one looked back at, with the end that is stated for the latter. */
export function forgettingPlot(
  claim: Claim,
  record: Pick<ClaimRecord, 'counterexample'>,
  truth: Truth,
): PlotRecord | undefined {
  const found = counterexampleCase(record);
  const given = found ?? showcaseOf(claim, truth);
  // Only cases with the samples of an earlier task have one to look back at.
  if (given?.extra.X === undefined || given.extra.Y === undefined) return undefined;
  const { problem, lambda } = given;
  const grid = timeGrid(truth, problem, lambda);
  const flow = flowAt(truth, problem, grid.times);
  const descent = descentOn(problem, grid, flow);
  const learned = lossOn(problem.sigmaYX, Rational.ZERO);
  const old = lossOn(otherTask(given), irreducible(given));
  return {
    caption: captionOf({ given, ...(found && { shows: 'counterexample' }) }),
    quantity: 'loss',
    times: grid.times.map(time => time.toNumber()),
    series: [
      {
        label: 'stated end on the old task',
        kind: 'formula',
        values: grid.times.map(() => round10(statedEnd(given).toNumber())),
      },
      { label: 'oracle, task being learned', kind: 'oracle', values: alongFlow(learned, flow).map(round10) },
      { label: 'oracle, old task', kind: 'oracle', values: alongFlow(old, flow).map(round10) },
      { label: descent.label, kind: 'gradient-descent', values: alongDescent(old, descent.weights).map(round10) },
    ],
    errors: [],
  };
}

/** ½‖Σj − Σi‖² + c: what is left on the old task i once Σj is learned. */
function statedEnd(given: Case): Rational {
  const apart = norm2(minus(given.problem.sigmaYX, otherTask(given)));
  return apart.div(Rational.of(2)).add(irreducible(given));
}

function lossOn(sigmaYX: Matrix<Rational>, rest: Rational): PlottedQuantity {
  return {
    name: 'loss',
    of: (field, qqt) =>
      lossOfMap(
        field,
        { sigmaYX: convert(field, sigmaYX), irreducibleLoss: field.of(rest) },
        blocksOfQqt(qqt, sigmaYX.cols).map,
      ),
  };
}
