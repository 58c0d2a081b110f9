import type { Claim } from '../../src/judge/claim.ts';
import type { ClaimRecord, PlotRecord } from '../../src/judge/runRecord.ts';
import type { Truth } from '../../src/network/truth.ts';
import { balancePlot } from '../../src/plot/balancePlot.ts';
import { bottleneckPlot } from '../../src/plot/bottleneckPlot.ts';
import { convergencePlot } from '../../src/plot/convergencePlot.ts';
import { formulaPlot } from '../../src/plot/formulaPlot.ts';
import { outOfReach } from '../../src/plot/trajectory.ts';
import { forgettingPlot } from './forgettingPlot.ts';
import { kernelPlot } from './kernelPlot.ts';

type Plot = (claim: Claim, record: Omit<ClaimRecord, 'plot'>, truth: Truth) => PlotRecord | undefined;

const BY_TOPIC: ReadonlyMap<string, Plot> = new Map(
  Object.entries({
    'Balance conservation': balancePlot,
    'Convergence to the task': convergencePlot,
    'Lazy and rich kernels': kernelPlot,
    'Loss of a bottleneck': bottleneckPlot,
    Forgetting: forgettingPlot,
  }),
);

/**
 * A trajectory that shows what a claim says, times in units of τ, numbers to ten digits; undefined where there is none to
 * show or the oracle does not reach it. Says nothing about the verdict, and is the same for the same claim and counterexample.
 */
export function plotOf(claim: Claim, record: Omit<ClaimRecord, 'plot'>, truth: Truth): PlotRecord | undefined {
  const { formula } = claim.readings[0];
  // An equation or inequality states no trajectory; the arrow of a limit is no relation.
  const statesNone = formula === undefined || /==|<|(?<!-)>/.test(formula);
  const plot = statesNone ? BY_TOPIC.get(claim.topic) : formulaPlot;
  try {
    return plot?.(claim, record, truth);
  } catch (error) {
    if (outOfReach(error)) return undefined;
    throw error;
  }
}
