import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { failure } from '../../../src/judge/compare.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert, identity, multiply, scale, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { svd } from '../../../src/numbers/svd.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';

// x is an eigenvalue of A exactly where A − xI is singular. Singular values are eigenvalues of A only by accident (a symmetric A
// without negative eigenvalues); their squares are those of AᵀA.

/** Holds where what is stated of each singular value is an eigenvalue: of the matrix itself, or of its Gram matrix. */
const areEigenvalues =
  (of: 'matrix' | 'gram', power: 1 | 2): Judge =>
  ({ problem: { W1, W2, sigmaYX } }: Case, { digits, working }) => {
    const field = decimalField(2 * working + 20);
    for (const [name, exact] of [
      ['Σyx', sigmaYX],
      ['W2W1(0)', times(W2, W1)],
    ] as const) {
      const wide = exact.rows < exact.cols ? exact.transpose() : exact;
      const A = convert(field, wide);
      const { s } = svd(field, A);
      if (of === 'matrix' && A.rows !== A.cols)
        return failure(`eigenvalues of ${name}`, `it is ${exact.shape}: a matrix that is not square has none`);
      const subject = of === 'matrix' ? A : multiply(field, A.transpose(), A);
      const size = field.add(field.one, field.mul(s[0]!, s[0]!));
      const misses = s.map(value => {
        const x = power === 1 ? value : field.mul(value, value);
        return svd(field, subtract(field, subject, scale(field, x, identity(field, subject.rows)))).s.at(-1)!;
      });
      const most = misses.reduce((a, b) => (field.compare(a, b) > 0 ? a : b));
      if (field.compare(most, field.mul(size, field.parse(`1e-${digits}`))) > 0)
        return trueOrNot(false, {
          quantity: `singular values of ${name} as eigenvalues`,
          reason: 'the smallest singular values of what should be singular, one for each k, are not all zero',
          certain: digits,
          at: TIMELESS,
          truth: new Matrix(1, misses.length, misses),
        });
    }
    return trueOrNot(true, { quantity: 'singular values', reason: 'each is as stated', certain: digits, at: TIMELESS });
  };

const common = {
  hypotheses: [whitened, fullRank],
  evidence: 'high-precision',
  cases: caseArbitrary({ rank: 'full' }),
} as const;

export const eq10Eigenvalues: Claim = {
  id: 'braun2022/eq-10:eigenvalues',
  topic: 'Definitions and observables',
  section: '3',
  title: 'S and S̃ hold the eigenvalues of the initial network function and of the task',
  place: 'below equation 10, “ordered, non-zero eigenvalues on its diagonal”',
  note: 'A slip of wording: an SVD has singular values, whose squares are the eigenvalues of ΣᵀΣ. Nothing later rests on it.',
  grade: 'wording',
  readings: [
    {
      ...common,
      name: 'as printed',
      statement: String.raw`\det\bigl(\tilde{\mathbf\Sigma}^{yx}-\tilde s_k\mathbf I\bigr)=0,\qquad\det\bigl(\mathbf W_2\mathbf W_1(0)-s_k\mathbf I\bigr)=0`,
      judge: areEigenvalues('matrix', 1),
    },
    {
      ...common,
      name: 'as corrected',
      statement: String.raw`\det\bigl(\tilde{\mathbf\Sigma}^{yx\top}\tilde{\mathbf\Sigma}^{yx}-\tilde s_k^2\,\mathbf I\bigr)=0,\qquad\det\bigl((\mathbf W_2\mathbf W_1)^\top\mathbf W_2\mathbf W_1(0)-s_k^2\,\mathbf I\bigr)=0\qquad(\text{of the smaller of both products})`,
      judge: areEigenvalues('gram', 2),
    },
  ],
  mutants: [
    { name: 'not squared', judge: areEigenvalues('gram', 1) },
    { name: 'squares of the matrix itself', judge: areEigenvalues('matrix', 2) },
  ],
};
