import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { compare } from '../../../src/judge/compare.ts';
import { exactAnswer } from '../../../src/judge/exactAnswer.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { balance } from '../../../src/network/balance.ts';
import { problem } from '../../../src/network/problem.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { I, scalar, scaled } from '../_exact.ts';

// λ > 0 needs W2ᵀW2 = λI + W1W1ᵀ, of rank Nh, from a W2 of No rows. If Nh > No some unit vector h has W2h = 0, and
// hᵀ(W2ᵀW2 − W1W1ᵀ)h = −‖W1ᵀh‖² ≤ 0 misses λ by λ at least. λ < 0 likewise with Nh > Ni. Otherwise one layer √|λ|·(I; 0) and a
// zero layer do it. So the smallest miss max|h ᵀ(balance − λ)h| over all weights is |λ| or 0; here it is found as the miss of the
// weights (μI; 0) with λ = ±μ², cut to the rows (columns) that there are.

const widths = fc.integer({ min: 1, max: 3 });

const cases: fc.Arbitrary<Case> = fc
  .tuple(widths, widths, widths, fc.constantFrom(1, -1, 2, -2, 0))
  .map(([Ni, Nh, No, mu]) => {
    const layer = (rows: number, cols: number, size: number): Matrix<Rational> =>
      Matrix.generate(rows, cols, (i, j) => Rational.of(i === j ? size : 0));
    const start = problem({
      W1: layer(Nh, Ni, mu < 0 ? -mu : 0),
      W2: layer(No, Nh, mu > 0 ? mu : 0),
      sigmaYX: layer(No, Ni, 1),
    });
    return { problem: start, lambda: Rational.of(Math.sign(mu) * mu * mu), time: Rational.ZERO, extra: {} };
  });

const roomForLambda: Hypothesis = {
  name: 'room for λ',
  meaning: 'λ = 0, or λ > 0 and Nh ≤ No, or λ < 0 and Nh ≤ Ni',
  holds: ({ problem: { W1, W2 }, lambda }) =>
    lambda.sign() === 0 || (lambda.sign() > 0 ? W1.rows <= W2.rows : W1.rows <= W1.cols),
};

/** The smallest of hᵀ(W2ᵀW2 − W1W1ᵀ)h/λ over hidden units h: 1 for λ-balanced weights. */
const leastShare =
  (stated: Rational): Judge =>
  ({ problem: start, lambda }, effort) => {
    const [Nh, found] = [start.W1.rows, balance(rationalField, start)];
    const shares = Array.from({ length: Nh }, (_, j) =>
      lambda.sign() === 0 ? Rational.ONE.add(found.at(j, j)) : found.at(j, j).div(lambda),
    );
    const least = shares.reduce((a, b) => (a.compare(b) < 0 ? a : b));
    const comparison = {
      quantity: 'share of λ that the best weights reach in their worst hidden unit',
      stated: exactAnswer(scalar(stated), effort),
      truth: exactAnswer(scalar(least), effort),
      size: exactAnswer(scaled(Rational.ONE, I(1)), effort).value.at(0, 0),
    };
    return { ...compare([comparison], effort), at: TIMELESS };
  };

export const a2Existence: Claim = {
  id: 'domine2025/a2:such-weights-exist',
  topic: 'Initialisation',
  section: '4',
  title: 'There are λ-balanced weights for every hidden width and every λ',
  place: 'assumption A2, section 4: arbitrary hidden-layer widths with general values of λ',
  grade: 'missing hypothesis',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\forall N_i,N_h,N_o,\lambda\;\;\exists\,\mathbf W_1,\mathbf W_2:\quad\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top=\lambda\,\mathbf I_{N_h}`,
      hypotheses: [],
      asksForLambda: true,
      evidence: 'exact',
      cases,
      judge: leastShare(Rational.ONE),
    },
    {
      name: 'with an extra hypothesis',
      statement: String.raw`\lambda=0\;\text{ or }\;\lambda>0,\,N_h\le N_o\;\text{ or }\;\lambda<0,\,N_h\le N_i`,
      hypotheses: [roomForLambda],
      asksForLambda: true,
      evidence: 'exact',
      cases,
      judge: leastShare(Rational.ONE),
    },
  ],
  mutants: [
    { name: 'half of λ', judge: leastShare(Rational.of(1, 2)) },
    { name: 'none of λ', judge: leastShare(Rational.ZERO) },
  ],
};
