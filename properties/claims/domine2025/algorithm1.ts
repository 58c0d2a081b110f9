import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { compare } from '../../../src/judge/compare.ts';
import { normOf } from '../../../src/judge/compareStated.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { problem } from '../../../src/network/problem.ts';
import { type Decimal, type DecimalField, decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert, identity, multiply, product, scale, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { svd } from '../../../src/numbers/svd.ts';
import { anyWeightsCaseArbitrary } from '../../arbitraries/anyWeightsCaseArbitrary.ts';
import { orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';

// Two Gaussian layers give W2W1 = U diag(s) Vᵀ; with s2² = (√(λ² + 4s²) + λ)/2 and s1² = (√(λ² + 4s²) − λ)/2 it is s1·s2 = s and
// s2² − s1² = λ for each of the k modes. The loop ends at k, which the text leaves open; S1 (Nh×Ni) and S2 (No×Nh) have room
// for min(Ni, Nh, No) modes. Hidden units beyond them get s1 = s2 = 0: unbalanced unless λ = 0.
// The text's roots reach over +λ and −λ; where a root ends can be the extraction's, so the values that balance are taken.

const LAMBDAS = [0, 1, -1, 2, -3].map(value => Rational.of(value));

/** The drawn layers are the `random normal` ones; R is the orthogonal matrix of the hidden units. */
const cases: fc.Arbitrary<Case> = fc
  .tuple(anyWeightsCaseArbitrary, fc.constantFrom(...LAMBDAS), orthogonalDraw(3))
  .map(([given, lambda, R]) => {
    const { W1, W2, sigmaYX } = given.problem;
    return {
      problem: problem({ W1, W2, sigmaYX }),
      lambda,
      time: Rational.ZERO,
      extra: { R: orthogonalFrom(R, W1.rows) },
    };
  });

interface BalancedLayers {
  readonly W1: Matrix<Decimal>;
  readonly W2: Matrix<Decimal>;
}

/** Lines 4 to 14, the loop running over min(Ni, Nh, No) modes. */
function getLambdaBalanced(field: DecimalField, { problem: drawn, lambda, extra }: Case): BalancedLayers {
  const [W1, W2, R] = [drawn.W1, drawn.W2, extra.R!].map(matrix => convert(field, matrix)) as [
    Matrix<Decimal>,
    Matrix<Decimal>,
    Matrix<Decimal>,
  ];
  const [Ni, Nh, No] = [W1.cols, W1.rows, W2.rows];
  const { U, s, V } = svd(field, multiply(field, W2, W1));
  const modes = Math.min(Ni, Nh, No);
  const ofLambda = field.of(lambda);
  const values = s.slice(0, modes).map(value => {
    const root = field.sqrt(field.add(field.mul(ofLambda, ofLambda), field.mul(field.of(4), field.mul(value, value))));
    const half = (sum: Decimal): Decimal => field.sqrt(nonNegative(field, field.div(sum, field.of(2))));
    return { s2: half(field.add(root, ofLambda)), s1: half(field.sub(root, ofLambda)) };
  });
  const layer = (rows: number, cols: number, side: 's1' | 's2'): Matrix<Decimal> =>
    Matrix.generate(rows, cols, (i, j) => (i === j && i < modes ? values[i]![side] : field.zero));
  return {
    W1: product(field, R, layer(Nh, Ni, 's1'), V.transpose()),
    W2: product(field, U, layer(No, Nh, 's2'), R.transpose()),
  };
}

/** √(λ² + 4s²) ∓ λ is zero where s is; rounding may take it below. */
function nonNegative(field: DecimalField, value: Decimal): Decimal {
  return field.compare(value, field.zero) < 0 ? field.zero : value;
}

function judgeOutput(
  quantity: string,
  observe: (field: DecimalField, given: Case, layers: BalancedLayers) => Matrix<Decimal>,
  stated: (field: DecimalField, given: Case) => Matrix<Decimal>,
): Judge {
  return (given, effort) => {
    effort.onAsked?.({ oracle: 'evaluation', arithmetic: 'decimal' });
    // A singular value of zero may come out as a rounding of it, and its root with half the digits.
    const field = decimalField(2 * effort.working + 20);
    const value = observe(field, given, getLambdaBalanced(field, given));
    const claimed = stated(field, given);
    const size = field.add(field.one, field.cross(normOf(claimed)));
    const digits = effort.working;
    const judgement = compare(
      [{ quantity, stated: { value: claimed, digits }, truth: { value, digits }, size }],
      effort,
    );
    return { ...judgement, at: TIMELESS };
  };
}

const balanceIs = (factor: number): Judge =>
  judgeOutput(
    'W2ᵀW2 − W1W1ᵀ',
    (field, _given, { W1, W2 }) =>
      subtract(field, multiply(field, W2.transpose(), W2), multiply(field, W1, W1.transpose())),
    (field, { problem: { W1 }, lambda }) =>
      scale(field, field.mul(field.of(factor), field.of(lambda)), identity(field, W1.rows)),
  );

/** (W2W1)(W2W1)ᵀ has the squared singular values; U is the same before and after. */
const productIs = (factor: number): Judge =>
  judgeOutput(
    'W2W1',
    (field, _given, { W1, W2 }) => multiply(field, W2, W1),
    (field, { problem: drawn }) =>
      scale(field, field.of(factor), multiply(field, convert(field, drawn.W2), convert(field, drawn.W1))),
  );

const enoughModes: Hypothesis = {
  name: 'no more hidden units than modes',
  meaning: 'λ = 0 or Nh ≤ min(Ni, No)',
  holds: ({ problem: { W1, W2 }, lambda }) => lambda.sign() === 0 || W1.rows <= Math.min(W1.cols, W2.rows),
};

const common = { evidence: 'high-precision', cases, asksForLambda: true } as const;

export const algorithm1: readonly Claim[] = [
  {
    id: 'domine2025/alg-1:output-is-lambda-balanced',
    topic: 'Initialisation',
    section: 'B.1',
    title: 'Algorithm 1 returns λ-balanced weights',
    place: 'algorithm 1',
    note: 'The loop runs to k, which is not defined; min(Ni, Nh, No) is the most for which S1 and S2 have room. In the text at hand the inner roots reach over +λ and −λ; that may be the extraction’s and does not count: √(λ² + 4s²) ± λ is read, which balances each mode. The text speaks of a scaling α, the algorithm of σ.',
    grade: 'missing hypothesis',
    readings: [
      {
        ...common,
        name: 'as printed',
        statement: String.raw`\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top=\lambda\,\mathbf I_{N_h}`,
        hypotheses: [],
        judge: balanceIs(1),
      },
      {
        ...common,
        name: 'with an extra hypothesis',
        statement: String.raw`N_h\le\min(N_i,N_o)\text{ or }\lambda=0\;\Rightarrow\;\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top=\lambda\,\mathbf I_{N_h}`,
        hypotheses: [enoughModes],
        judge: balanceIs(1),
      },
    ],
    mutants: [
      { name: '−λ', judge: balanceIs(-1) },
      { name: '2λ', judge: balanceIs(2) },
    ],
  },
  {
    id: 'domine2025/alg-1:keeps-the-product',
    topic: 'Initialisation',
    section: 'B.1',
    title: 'Algorithm 1 keeps the product W2W1 of the drawn layers, and so its singular values',
    place: 'algorithm 1',
    readings: [
      {
        ...common,
        name: 'as printed',
        statement: String.raw`\mathrm{init\_W}_2\,\mathrm{init\_W}_1=\mathbf W_2\mathbf W_1`,
        hypotheses: [],
        judge: productIs(1),
      },
    ],
    mutants: [
      { name: 'doubled', judge: productIs(2) },
      { name: 'negative', judge: productIs(-1) },
    ],
  },
];
