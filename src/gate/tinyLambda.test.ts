import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { drawCase } from '../../properties/arbitraries/gateDraw.ts';
import { flow } from '../../properties/trajectories/flow.ts';
import { closedForm } from '../dynamics/closedForm.ts';
import type { Case } from '../judge/case.ts';
import { blocksOf, qqtOf } from '../network/observables/blocks.ts';
import { problemIn } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { add, identity, product, solve } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { RANDOM } from './draws.ts';
import { isFailure } from './gateRecord.ts';
import { judgeCase } from './judgeCase.ts';
import type { Subject } from './subject.ts';
import { type Answering, closedFormSubject, subjectOf } from './testing/testSubjects.ts';

/** The defaults of `dlo gate`. */
const [RUNS, DIGITS] = [200, 10];

/** The first cases of a run on which QQᵀ fails, up to so many, of those that `of` picks. */
async function failing(subject: Subject, seed: number, of: (given: Case) => boolean, most: number): Promise<Case[]> {
  const found: Case[] = [];
  const claims = flow.filter(({ id }) => id === 'flow:qqt');
  for (let index = 0; index < RUNS && found.length < most; index++) {
    const { given } = drawCase(RANDOM, seed, index, subject.capabilities)!;
    if (!of(given)) continue;
    const results = await judgeCase(subject, given, { truth: TRUTH, claims, digits: DIGITS });
    if (results.some(({ outcome }) => isFailure(outcome))) found.push(given);
  }
  return found;
}

const exact = (a: Matrix<number>): Matrix<Rational> => a.map(entry => Rational.of(entry));
const isTiny = ({ lambda }: Case): boolean => lambda.sign() !== 0 && Math.abs(lambda.toNumber()) < 1e-3;

/** What its author takes for rounding is the balance of the weights. */
const takesTinyForZero: Answering = ({ problem, lambda, times }) => {
  const size = Math.abs(lambda.toNumber());
  const flow = closedForm(problemIn(float64Field, problem), size < 1e-7 ? 0 : lambda.toNumber());
  return times.map(time => ({ qqt: exact(flow.qqt(time.toNumber())) }));
};

/** QQᵀ(t) = e^(Ft) Q0 (I + Q0ᵀ P D Pᵀ Q0)⁻¹ Q0ᵀ e^(Ft), D = (e^(2Λt) − 1)/(2Λ) as it stands: 0/0 near Λ = 0. */
const dividesByLambda: Answering = ({ problem, lambda, times }) => {
  const { W1, W2, sigmaYX, tau } = problemIn(float64Field, problem);
  const [Ni, N] = [W1.cols, W1.cols + W2.rows];
  const half = lambda.toNumber() / 2;
  const F = Matrix.generate(N, N, (i, j) => {
    if (i < Ni !== j < Ni) return i < Ni ? sigmaYX.at(j - Ni, i) : sigmaYX.at(i - Ni, j);
    return i === j ? (i < Ni ? -half : half) : 0;
  });
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(new MlMatrix(F.toRows()));
  const P = Matrix.generate(N, N, (i, j) => eigenvectorMatrix.get(i, j));
  const diagonal = (value: (eigenvalue: number) => number) =>
    Matrix.generate(N, N, (i, j) => (i === j ? value(realEigenvalues[i]!) : 0));
  const X0 = qqtOf(blocksOf(float64Field, { W1, W2 }));
  return times.map(time => {
    const t = time.toNumber() / tau;
    const growth = product(
      float64Field,
      P,
      diagonal(value => Math.exp(value * t)),
      P.transpose(),
    );
    const D = diagonal(value => (value === 0 ? t : (Math.exp(2 * value * t) - 1) / (2 * value)));
    // The same without Q0 alone: e^(Ft) X0 (I + P D Pᵀ X0)⁻¹ e^(Ft).
    const inner = add(float64Field, identity(float64Field, N), product(float64Field, P, D, P.transpose(), X0));
    const middle = solve(float64Field, inner.transpose(), X0).transpose();
    return { qqt: exact(product(float64Field, growth, middle, growth)) };
  });
};

const QQT = { quantities: ['qqt'] } as const;

describe('the cases that a gate draws where nothing else is said', () => {
  it.each([20251, 7])('refute a solver that takes |λ| below 1e-7 for 0, seed %i', async seed => {
    expect(await failing(subjectOf('m', takesTinyForZero, QQT), seed, isTiny, 1)).toHaveLength(1);
  });

  it.each([20251, 7])('refute a solver that divides by λ without care, seed %i', async seed => {
    const subject = subjectOf('m', dividesByLambda, { ...QQT, largestTime: 1 });
    expect(await failing(subject, seed, isTiny, 1)).toHaveLength(1);
  });

  it('do not refute one that takes care', async () => {
    expect(await failing(closedFormSubject(), 20251, isTiny, 1)).toEqual([]);
  });
});
