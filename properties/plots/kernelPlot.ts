import type { Case } from '../../src/judge/case.ts';
import type { Claim } from '../../src/judge/claim.ts';
import type { ClaimRecord, PlotRecord } from '../../src/judge/runRecord.ts';
import { blocksOf } from '../../src/network/observables/blocks.ts';
import { kernelDistanceFromBlocks } from '../../src/network/observables/kernelDistance.ts';
import type { Truth } from '../../src/network/truth.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { round10, unlessNoise } from '../../src/plot/quantity.ts';
import { captionOf, counterexampleCase, showcaseOf } from '../../src/plot/showcase.ts';
import { gridTo, settlingTime } from '../../src/plot/timeGrid.ts';
import { flowAt, plotField } from '../../src/plot/trajectory.ts';
import { familyMember } from '../arbitraries/lambdaFamilyArbitrary.ts';

/** λ = ±μ² of the members that are drawn. */
const MUS = [2, 3, 4];

/** The kernel distance over time for several λ of one family of starts. */
export function kernelPlot(
  claim: Claim,
  record: Pick<ClaimRecord, 'counterexample'>,
  truth: Truth,
): PlotRecord | undefined {
  const found = counterexampleCase(record);
  const given = found ?? showcaseOf(claim, truth);
  // Only members of a family have others at a larger λ.
  if (given?.extra.c === undefined) return undefined;
  const members = MUS.map(mu => familyMember(given, Rational.of(mu)));
  const grid = gridTo(Math.max(...members.map(({ problem, lambda }) => settlingTime(truth, problem, lambda))));
  return {
    caption: captionOf({ given, ...(found && { shows: 'counterexample' }) }),
    quantity: 'distance S(t) of the neural tangent kernel from its start',
    times: grid.times.map(time => time.toNumber()),
    series: members.map(member => ({
      label: `oracle, λ = ${member.lambda.toString().replace('-', '−')}`,
      kind: 'oracle',
      values: kernelDistances(truth, member, grid.times),
    })),
    errors: [],
  };
}

function kernelDistances(truth: Truth, { problem }: Case, times: readonly Rational[]): (number | null)[] {
  const [start, ...later] = flowAt(truth, problem, times).map(weights => blocksOf(plotField, weights));
  return [start!, ...later].map(blocks =>
    round10(unlessNoise(plotField.toNumber(kernelDistanceFromBlocks(plotField, start!, blocks)))),
  );
}
