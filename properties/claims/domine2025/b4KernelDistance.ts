import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { trueCorrelations } from '../../../src/judge/truth.ts';
import { blocksOfQqt } from '../../../src/network/observables/blocks.ts';
import { neuralTangentKernelFromBlocks } from '../../../src/network/observables/neuralTangentKernel.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { frobeniusNorm, identity, innerProduct } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { trueOrNot } from '../_trueOrNot.ts';

// 1 − S is the cosine of two Gram matrices, which have no negative eigenvalues: their inner product is not negative.

/** S(t) and S(0) as defined, with whole kernels of the inputs X = I, within the bounds. */
const within =
  (least: string, most: string): Judge =>
  ({ problem, time }, { digits, working, ...look }) => {
    const answers = [Rational.ZERO, time].flatMap(at =>
      trueCorrelations(problem, [at], { digits: digits + 6, maxDigits: 4 * working }, look),
    );
    const field = decimalField(working + 10);
    const [K0, Kt] = answers.map(({ QQ }) =>
      neuralTangentKernelFromBlocks(
        field,
        blocksOfQqt(QQ.map(field.cross), problem.W1.cols),
        identity(field, problem.W1.cols),
      ),
    ) as [Matrix<ReturnType<typeof field.of>>, Matrix<ReturnType<typeof field.of>>];
    const distance = (K: typeof K0) =>
      field.sub(
        field.one,
        field.div(innerProduct(field, K0, K), field.mul(frobeniusNorm(field, K0), frobeniusNorm(field, K))),
      );
    const [atStart, S] = [distance(K0), distance(Kt)];
    const slack = field.parse(`1e-${digits}`);
    const isZero = field.compare(field.abs(atStart), slack) <= 0;
    const inside =
      field.compare(field.sub(field.parse(least), S), slack) <= 0 &&
      field.compare(field.sub(S, field.parse(most)), slack) <= 0;
    return trueOrNot(isZero && inside, {
      quantity: 'S(t)',
      reason: `stated is S(0) = 0 and ${least} ≤ S(t) ≤ ${most}`,
      certain: digits,
      truth: new Matrix(1, 1, [S]),
    });
  };

const startsAnywhere: Hypothesis = {
  name: 'weights not zero',
  meaning: 'W1(0) and W2(0) are not both zero: the kernel has a direction',
  holds: ({ problem: { W1, W2 } }) => [...W1.data, ...W2.data].some(entry => entry.sign() !== 0),
};

export const b4KernelDistance: Claim = {
  id: 'domine2025/sec-b.4:kernel-distance',
  topic: 'Lazy and rich kernels',
  section: 'B.4',
  title: 'S is a distance from initialization: S(0) = 0 and 0 ≤ S(t) ≤ 1',
  place: 'B.4, definition of S(t)',
  note: 'The kernel of weights that are all zero has no direction, and S no value; such starts are left out.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`S(0)=0,\qquad0\le S(t)=1-\frac{\langle K_0,K_t\rangle}{\lVert K_0\rVert_F\lVert K_t\rVert_F}\le1`,
      hypotheses: [whitened, lambdaBalanced, startsAnywhere],
      evidence: 'high-precision',
      cases: caseArbitrary({}),
      judge: within('0', '1'),
    },
  ],
  mutants: [
    { name: 'at most one tenth', judge: within('0', '0.1') },
    { name: 'at least 1/1000', judge: within('0.001', '1') },
  ],
};
