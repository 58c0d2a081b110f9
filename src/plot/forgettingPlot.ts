import { minus } from '../../properties/claims/_exact.ts';
import { irreducible, norm2, otherTask } from '../../properties/claims/_forgetting.ts';
import type { Case } from '../judge/case.ts';
import type { Claim } from '../judge/claim.ts';
import type { ClaimRecord, PlotRecord } from '../judge/runRecord.ts';
import { blocksOfQqt } from '../network/observables/blocks.ts';
import { lossOfMap } from '../network/observables/loss.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { descentOn } from './descent.ts';
import { alongDescent, alongFlow, type Quantity, round10 } from './quantity.ts';
import { captionOf, counterexampleCase, showcaseOf } from './showcase.ts';
import { timeGrid } from './timeGrid.ts';
import { flowAt } from './trajectory.ts';

/** The loss on the task being learned and on the one looked back at, with the end that is stated for the latter. */
export function forgettingPlot(claim: Claim, record: Pick<ClaimRecord, 'counterexample'>): PlotRecord | undefined {
  const found = counterexampleCase(record);
  const given = found ?? showcaseOf(claim);
  if (given === undefined) return undefined;
  const { problem, lambda } = given;
  const grid = timeGrid(problem, lambda);
  const flow = flowAt(problem, grid.times);
  const descent = descentOn(problem, grid, flow);
  const learned = lossOn(problem.sigmaYX, Rational.ZERO);
  const old = lossOn(otherTask(given), irreducible(given));
  return {
    caption: captionOf({ given, fromCounterexample: found !== undefined }),
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

function lossOn(sigmaYX: Matrix<Rational>, rest: Rational): Quantity {
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
