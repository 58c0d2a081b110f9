import fc from 'fast-check';
import { exactForce } from '../../oracles/taylor/exactVelocity.ts';
import type { Case } from '../../src/judge/case.ts';
import type { Claim, Judge } from '../../src/judge/claim.ts';
import { compare } from '../../src/judge/compare.ts';
import { exactAnswer } from '../../src/judge/exactAnswer.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../src/judge/instant.ts';
import { balance } from '../../src/network/balance.ts';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { type CaseOptions, caseArbitrary } from '../arbitraries/caseArbitrary.ts';
import { I, minus, plus, scalar, scaled, T, times } from './_exact.ts';

// Both papers train by full-batch gradient descent with a learning rate η. One step is W1 + ηW2ᵀE, W2 + ηEW1ᵀ, and
// the terms of order η cancel in the balance as they do for the flow; those of order η² do not:
//   W2ᵀW2 − W1W1ᵀ  →  λI + η² (W1EᵀEW1ᵀ − W2ᵀEEᵀW2).
// One step is a polynomial in rational numbers, so the check is exact. Time plays no part.

const casesOf = (options: CaseOptions): fc.Arbitrary<Case> =>
  fc
    .tuple(caseArbitrary(options), fc.integer({ min: 1, max: 20 }))
    .map(([given, n]) => ({ ...given, time: Rational.ZERO, extra: { eta: scalar(Rational.of(1, n)) } }));

const lambdaIdentity = ({ problem, lambda }: Case): Matrix<Rational> => scaled(lambda, I(problem.W1.rows));

const eta = ({ extra }: Case): Rational => extra.eta!.at(0, 0);

function afterOneStep(stated: (given: Case) => Matrix<Rational>): Judge {
  return (given, effort) => {
    const { W1, W2 } = given.problem;
    const force = exactForce(given.problem);
    const stepped = { W1: plus(W1, scaled(eta(given), force.W1)), W2: plus(W2, scaled(eta(given), force.W2)) };
    const field = decimalField(effort.working);
    const size = [times(T(stepped.W2), stepped.W2), times(stepped.W1, T(stepped.W1))]
      .flatMap(gram => gram.data.map(entry => field.of(entry.abs())))
      .reduce(field.add);
    const comparison = {
      quantity: 'W2ᵀW2 − W1W1ᵀ after one step',
      stated: exactAnswer(stated(given), effort),
      truth: exactAnswer(balance(rationalField, stepped), effort),
      size,
    };
    return { ...compare([comparison], effort), at: TIMELESS };
  };
}

/** η² (W1EᵀEW1ᵀ − W2ᵀEEᵀW2) with a factor and exponent of η. */
const drift = (given: Case, factor: Rational): Matrix<Rational> => {
  // E of the statement is that of white inputs.
  const { sigmaXX: _, ...white } = given.problem;
  const force = exactForce(white);
  return scaled(factor, minus(times(T(force.W2), force.W2), times(force.W1, T(force.W1))));
};

const withDrift = (factor: (eta: Rational) => Rational): Judge =>
  afterOneStep(given => plus(lambdaIdentity(given), drift(given, factor(eta(given)))));

/** What a paper says of its balance, λI in TeX, under gradient descent. */
export function persistenceUnderDescent(parts: {
  readonly id: string;
  readonly title: string;
  readonly section: string;
  readonly place: string;
  readonly lambda: string;
  readonly hypotheses: readonly Hypothesis[];
  readonly cases: CaseOptions;
}): Claim {
  const { id, title, section, place, lambda, hypotheses } = parts;
  const common = { hypotheses, evidence: 'exact', cases: casesOf(parts.cases) } as const;
  const left = String.raw`\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top`;
  const drifted = String.raw`\eta^2\left(\mathbf W_1\mathbf E^\top\mathbf E\mathbf W_1^\top-\mathbf W_2^\top\mathbf E\mathbf E^\top\mathbf W_2\right)`;
  return {
    id,
    topic: 'Balance conservation',
    title,
    section,
    place,
    grade: 'missing hypothesis',
    readings: [
      {
        ...common,
        name: 'as printed',
        statement: String.raw`${left}=${lambda}\quad\text{after every step of rate }\eta`,
        judge: afterOneStep(lambdaIdentity),
      },
      {
        ...common,
        name: 'as corrected',
        statement: String.raw`${left}=${lambda === '0' ? '' : `${lambda}+`}${drifted}\quad\text{after one step},\qquad \mathbf E=\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1`,
        judge: withDrift(rate => rate.mul(rate)),
      },
    ],
    mutants: [
      { name: 'η² → η', judge: withDrift(rate => rate) },
      { name: 'sign of the drift', judge: withDrift(rate => rate.mul(rate).neg()) },
      { name: 'drift doubled', judge: withDrift(rate => rate.mul(rate).mul(Rational.of(2))) },
    ],
  };
}
