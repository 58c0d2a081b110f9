import { exactVelocity } from '../../oracles/taylor/exactVelocity.ts';
import type { Case } from '../../src/judge/case.ts';
import type { Judge } from '../../src/judge/claim.ts';
import { compare } from '../../src/judge/compare.ts';
import { exactAnswer } from '../../src/judge/exactAnswer.ts';
import { AT_START } from '../../src/judge/instant.ts';
import { type NamedBlocks, namedBlocks } from '../../src/network/observables/blocks.ts';
import { stackCols, stackRows } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { I, minus, plus, scaled, T, times } from './_exact.ts';

type M = Matrix<Rational>;

// The right-hand side holds at every time or at none: each state of a flow is the start of one, so the equation is checked
// at the initial weights, exactly. Truth: d(QQᵀ)/dt = Q̇Qᵀ + QQ̇ᵀ from the raw flow of the weights.

/** F = [[−λ/2·I, Σyxᵀ], [Σyx, λ/2·I]]. */
export function riccatiF({ problem: { sigmaYX }, lambda }: Case): M {
  const half = lambda.div(Rational.of(2));
  return stackRows(
    stackCols(scaled(half.neg(), I(sigmaYX.cols)), T(sigmaYX)),
    stackCols(sigmaYX, scaled(half, I(sigmaYX.rows))),
  );
}

export interface RiccatiTerms {
  readonly X: M;
  readonly F: M;
  readonly tau: Rational;
}

/** FX + XF − X². */
export const riccatiRight = ({ X, F }: RiccatiTerms): M => minus(plus(times(F, X), times(X, F)), times(X, X));

/** Judges a formula for dQQᵀ/dt block by block. */
export function rateOfCorrelation(stated: (terms: RiccatiTerms) => M): Judge {
  return (given, effort) => {
    const { problem } = given;
    const Q = stackRows(T(problem.W1), problem.W2);
    const velocity = exactVelocity(problem);
    const dQ = stackRows(T(velocity.W1), velocity.W2);
    const truth = plus(times(dQ, T(Q)), times(Q, T(dQ)));
    const rate = stated({ X: times(Q, T(Q)), F: riccatiF(given), tau: problem.tau });
    const [statedBlocks, trueBlocks] = [rate, truth].map(a => namedBlocks(a, problem.W1.cols)) as [
      NamedBlocks<M>,
      NamedBlocks<M>,
    ];
    const comparisons = (['W1ᵀW1', 'W2W1', 'W2W2ᵀ'] as const).map(block => ({
      quantity: `d(${block})/dt`,
      stated: exactAnswer(statedBlocks[block], effort),
      truth: exactAnswer(trueBlocks[block], effort),
    }));
    return { ...compare(comparisons, effort), at: AT_START };
  };
}

export const perTau = ({ tau }: RiccatiTerms, rate: M): M => scaled(Rational.ONE.div(tau), rate);
