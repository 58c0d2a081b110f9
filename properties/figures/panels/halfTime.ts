import type { Problem } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { lossQuantity } from '../../../src/plot/quantity.ts';
import type { ThreeSources } from './threeSources.ts';

/**
 * The time, in τ, at which the loss of the closed form is half way from its start to its end, by a straight line between two
 * points of the grid. The loss of the flow only falls; 0 where it does not move.
 */
export function halfTime(problem: Problem, { times, closedForm }: ThreeSources): number {
  const { of } = lossQuantity(problem);
  const losses = closedForm.map(at => of(float64Field, at));
  const half = (losses[0]! + losses.at(-1)!) / 2;
  const k = losses.findIndex(loss => loss <= half);
  if (k === 0) return 0;
  const [before, after] = [times[k - 1]!.toNumber(), times[k]!.toNumber()];
  return before + ((after - before) * (losses[k - 1]! - half)) / (losses[k - 1]! - losses[k]!);
}
