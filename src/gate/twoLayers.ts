import type { Case } from '../judge/case.ts';
import { blocksOfQqt } from '../network/observables/blocks.ts';
import type { Problem } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import { Rational } from '../numbers/rational.ts';
import type { CaseKind } from './caseKind.ts';
import { attainableDigits, CHANGE_DIGITS, type Changing } from './digitsAsked.ts';
import { type Moment, momentsOf } from './moment.ts';
import { type PartName, partsOfBlocks } from './parts.ts';
import { statedOf } from './stated.ts';
import { QUANTITIES } from './subject.ts';
import type { PreparedTrial, TwoLayers } from './trial.ts';
import { withinCapabilities } from './withinCapabilities.ts';

/** Cases of two layers. */
export function twoLayers(truth: Truth): CaseKind<TwoLayers> {
  return {
    moments: (given, times, digits) => momentsOf(truth, given, times, digits),
    attainable: (given, moments, { quantities }) =>
      attainableOfProblem(truth, given, moments, quantities.includes('weights')),
    question: ({ problem, lambda }, times, capabilities) => ({
      problem,
      lambda,
      times,
      quantities: QUANTITIES.filter(quantity => capabilities.quantities.includes(quantity)),
    }),
    asker: subject => question => subject.ask(question),
    canBeAsked: ({ problem, lambda, times }, capabilities) => {
      const { largestTime } = capabilities;
      const latest = largestTime === undefined ? undefined : Rational.of(largestTime).mul(problem.tau);
      return (
        withinCapabilities({ problem, lambda }, capabilities) &&
        (latest === undefined || times.every(time => time.compare(latest) <= 0))
      );
    },
    sameFlow: (a, b) => a.problem === b.problem,
    stated: statedOf,
  };
}

/**
 * What can be asked at the moments of a case. Changes are followed by the Riccati oracle, which is thirty times faster than the one that
 * integrates the weights; `weights` says whether W1 and W2 are needed themselves, which takes longer.
 */
export function attainableOfProblem(
  truth: Truth,
  given: Case,
  moments: readonly Moment[],
  weights: boolean,
): PreparedTrial['asked'] {
  const { problem } = given;
  const precision = { digits: CHANGE_DIGITS };
  const changing: Changing<Problem, PartName> = {
    changed: (from, change) => ({
      ...from,
      W1: change(from.W1),
      W2: change(from.W2),
      sigmaYX: change(from.sigmaYX),
    }),
    from: ({ parts: { W1, W2 } }) => ({
      ...problem,
      W1: W1.truth.hi.map(entry => Rational.of(entry)),
      W2: W2.truth.hi.map(entry => Rational.of(entry)),
    }),
    partsAt: (changed, times) => {
      const sigmaYX = convert(float64Field, changed.sigmaYX);
      const correlations = truth.correlations(changed, times, { ...precision, allowUnbalanced: true });
      const raw = weights ? truth.weights(changed, times, precision) : undefined;
      return correlations.map(({ QQ }, index) => ({
        ...partsOfBlocks(
          blocksOfQqt(
            QQ.map(entry => entry.toNumber()),
            changed.W1.cols,
          ),
          sigmaYX,
        ),
        ...(raw && {
          W1: raw[index]!.W1.map(entry => entry.toNumber()),
          W2: raw[index]!.W2.map(entry => entry.toNumber()),
        }),
      }));
    },
  };
  return attainableDigits(given, problem, moments, changing);
}
