import { isAlignedInOrder, isAlignedWithPositiveValues } from '../../src/judge/alignment.ts';
import type { Case } from '../../src/judge/case.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import { isAligned } from '../../src/judge/regime.ts';
import { taskSvd } from '../../src/judge/taskSvd.ts';
import { isBalanced } from '../../src/network/balance.ts';
import { architectureOf } from '../../src/network/problem.ts';
import { equal } from '../../src/numbers/equal.ts';
import {
  add,
  convert,
  frobeniusNorm,
  identity,
  multiply,
  scale,
  stackCols,
  subtract,
} from '../../src/numbers/linearAlgebra.ts';
import { rank } from '../../src/numbers/rank.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { svd } from '../../src/numbers/svd.ts';

const hypothesis = (name: string, meaning: string, holds: (given: Case) => boolean): Hypothesis => ({
  name,
  meaning,
  holds,
});

export const whitened: Hypothesis = hypothesis('whitened', 'Σxx = I', ({ problem }) =>
  problem.sigmaXX === undefined ? true : equal(problem.sigmaXX, identity(rationalField, problem.sigmaXX.rows)),
);

export const lambdaBalanced: Hypothesis = hypothesis(
  'λ-balanced',
  'W2(0)ᵀW2(0) − W1(0)W1(0)ᵀ = λI',
  ({ problem, lambda }) => isBalanced(problem, lambda),
);

export const zeroBalanced: Hypothesis = hypothesis('zero-balanced', 'W1(0)W1(0)ᵀ = W2(0)ᵀW2(0)', given =>
  lambdaBalanced.holds({ ...given, lambda: Rational.ZERO }),
);

export const lambdaNonzero: Hypothesis = hypothesis(
  'λ ≠ 0',
  'the balance is not zero',
  ({ lambda }) => lambda.sign() !== 0,
);

export const lambdaPositive: Hypothesis = hypothesis('λ > 0', 'the balance is positive', given => sign(given) > 0);

export const lambdaNegative: Hypothesis = hypothesis('λ < 0', 'the balance is negative', given => sign(given) < 0);

const sign = ({ lambda }: Case): number => lambda.sign();

export const equalDimensions: Hypothesis = hypothesis('equal dimensions', 'Ni = No', ({ problem }) => {
  const { Ni, No } = architectureOf(problem);
  return Ni === No;
});

export const unequalDimensions: Hypothesis = hypothesis(
  'unequal dimensions',
  'Ni ≠ No',
  given => !equalDimensions.holds(given),
);

export const moreInputs: Hypothesis = hypothesis('more inputs', 'Ni > No', ({ problem: { sigmaYX } }) => {
  return sigmaYX.cols > sigmaYX.rows;
});

export const moreOutputs: Hypothesis = hypothesis('more outputs', 'Ni < No', ({ problem: { sigmaYX } }) => {
  return sigmaYX.cols < sigmaYX.rows;
});

export const twoByTwo: Hypothesis = hypothesis('two by two', 'Ni = No = 2', ({ problem: { sigmaYX } }) => {
  return sigmaYX.rows === 2 && sigmaYX.cols === 2;
});

export const fullRank: Hypothesis = hypothesis(
  'full rank',
  'rank Σyx = rank W2(0)W1(0) = min(Ni, No)',
  ({ problem }) => {
    const { Ni, No } = architectureOf(problem);
    const m = Math.min(Ni, No);
    return (
      rank(rationalField, problem.sigmaYX) === m &&
      rank(rationalField, multiply(rationalField, problem.W2, problem.W1)) === m
    );
  },
);

export const bottlenecked: Hypothesis = hypothesis('bottlenecked', 'Nh < min(Ni, No)', ({ problem }) => {
  const { Ni, Nh, No } = architectureOf(problem);
  return Nh < Math.min(Ni, No);
});

export const notBottlenecked: Hypothesis = hypothesis(
  'not bottlenecked',
  'Nh ≥ min(Ni, No)',
  given => !bottlenecked.holds(given),
);

export const taskBeyondWidth: Hypothesis = hypothesis(
  'task beyond the width',
  'rank Σyx > Nh',
  ({ problem }) => rank(rationalField, problem.sigmaYX) > problem.W1.rows,
);

export const unitTimeConstant: Hypothesis = hypothesis('τ = 1', 'time is measured in units of τ', ({ problem }) =>
  problem.tau.equals(Rational.ONE),
);

/**
 * B of braun2022 is UᵀŨ + VᵀṼ with the singular vectors of W2(0)W1(0). For zero-balanced weights R√S·B = W2(0)ᵀŨ + W1(0)Ṽ,
 * so where W2(0)W1(0) has full rank B is non-singular exactly when this matrix has rank min(Ni, No). It also says what is
 * meant where U and V are not unique.
 */
export const nonSingularB: Hypothesis = hypothesis(
  'B non-singular',
  'rank(W2(0)ᵀŨ + W1(0)Ṽ) = min(Ni, No)',
  ({ problem: { sigmaYX, W1, W2 } }) => {
    const { field, U, V } = taskSvd(sigmaYX, 60);
    const [first, second] = [convert(field, W1), convert(field, W2)];
    const B = add(field, multiply(field, second.transpose(), U), multiply(field, first, V));
    const { s } = svd(field, B);
    // Entries are sums of few algebraic numbers of small height: what is below 10^-30 of the weights is zero.
    const size = field.add(frobeniusNorm(field, first), frobeniusNorm(field, second));
    return s.length >= U.cols && field.compare(s[U.cols - 1]!, field.mul(size, field.parse('1e-30'))) > 0;
  },
);

export const fullRankTask: Hypothesis = hypothesis(
  'full-rank task',
  'rank Σyx = min(Ni, No)',
  ({ problem: { sigmaYX } }) => rank(rationalField, sigmaYX) === Math.min(sigmaYX.rows, sigmaYX.cols),
);

export const deficientTask: Hypothesis = hypothesis(
  'task without full rank',
  'rank Σyx < min(Ni, No)',
  given => !fullRankTask.holds(given),
);

export const equalTaskValues: Hypothesis = hypothesis(
  'equal singular values',
  'all min(Ni, No) singular values of Σyx are equal',
  ({ problem: { sigmaYX } }) => {
    const task = sigmaYX.rows <= sigmaYX.cols ? sigmaYX : sigmaYX.transpose();
    const gram = multiply(rationalField, task, task.transpose());
    return equal(gram, scale(rationalField, gram.at(0, 0), identity(rationalField, gram.rows)));
  },
);

export const aligned: Hypothesis = hypothesis(
  'aligned',
  'weights and task have the same singular vectors',
  ({ problem }) => isAligned(problem),
);

/** What `aligned` says, under a name that says it. */
export const sameSingularVectors: Hypothesis = hypothesis(
  'same singular vectors',
  'W2(0)W1(0) = ŨAṼᵀ with A diagonal, its values of either sign and in any order, and both layers have these vectors',
  aligned.holds,
);

export const positivelyAligned: Hypothesis = hypothesis(
  'positively aligned',
  'the same singular vectors, W2(0)W1(0) = ŨAṼᵀ, with a value of A above zero for each non-zero one of the task',
  ({ problem }) => isAlignedWithPositiveValues(problem),
);

export const alignedInOrder: Hypothesis = hypothesis(
  'aligned in order',
  'the same singular vectors, W2(0)W1(0) = ŨAṼᵀ, with values of A that are positive as those of the task and fall as they do',
  ({ problem }) => isAlignedInOrder(problem),
);

/** Decided like `nonSingularB`: what is below 10^-30 of the weights is zero. */
export const startInTaskBasis: Hypothesis = hypothesis(
  'start in the basis of the task',
  'W1(0) = A(0)Ṽᵀ and W2(0) = ŨA(0)ᵀ for one A(0)',
  ({ problem: { sigmaYX, W1, W2 } }) => {
    const { field, U, V } = taskSvd(sigmaYX, 60);
    const [first, second] = [convert(field, W1), convert(field, W2)];
    const A0 = multiply(field, first, V);
    const misses = [
      subtract(field, first, multiply(field, A0, V.transpose())),
      subtract(field, second, multiply(field, U, A0.transpose())),
    ];
    const size = field.add(frobeniusNorm(field, first), frobeniusNorm(field, second));
    const slack = field.mul(size, field.parse('1e-30'));
    return misses.every(miss => field.compare(frobeniusNorm(field, miss), slack) <= 0);
  },
);

/**
 * For |λ| → ∞ one layer becomes √|λ| times an isometry; its span is what has to turn. λ > 0: the columns of W2 under
 * ΣyxΣyxᵀ; λ < 0: the rows of W1 under ΣyxᵀΣyx. A span that the task maps into itself stays where it is.
 */
export const startNotInvariant: Hypothesis = hypothesis(
  'start not invariant',
  'ΣyxΣyxᵀ (λ > 0; ΣyxᵀΣyx for λ < 0) does not map the columns of W2 (the rows of W1) into their own span',
  ({ problem: { sigmaYX, W1, W2 }, lambda }) => {
    const [span, task] = lambda.sign() > 0 ? [W2, sigmaYX] : [W1.transpose(), sigmaYX.transpose()];
    const image = multiply(rationalField, multiply(rationalField, task, task.transpose()), span);
    return rank(rationalField, stackCols(span, image)) > rank(rationalField, span);
  },
);

export const widthOfOutputs: Hypothesis = hypothesis(
  'Nh = No',
  'as many hidden units as outputs',
  ({ problem: { W2 } }) => W2.rows === W2.cols,
);

export const widthOfInputs: Hypothesis = hypothesis(
  'Nh = Ni',
  'as many hidden units as inputs',
  ({ problem: { W1 } }) => W1.rows === W1.cols,
);
