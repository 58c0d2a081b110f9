import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { compare } from '../../../src/judge/compare.ts';
import { exactAnswer } from '../../../src/judge/exactAnswer.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { AT_START } from '../../../src/judge/instant.ts';
import { problem } from '../../../src/network/problem.ts';
import { stackCols, stackRows } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { I, minus, plus, scaled, T, times } from '../_exact.ts';

// A solution of the Riccati equation τ dX/dt = FX + XF − X² is the X = QQᵀ of a network only if the gradient flow of the network
// obeys that equation. Checked at the start, exactly: Q = [W1, (W3W2)ᵀ]ᵀ where there is a third layer W3. Three layers move W3W2 at a rate of their own: for w1 = w2 = w3 = 1 and Σ = 2 W3W2W1 grows at 3, not 2.

type M = Matrix<Rational>;

const entries = (count: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: -2, max: 2 }), { minLength: count, maxLength: count });

const twoLayers: Hypothesis = {
  name: 'two layers',
  meaning: 'there is no third layer',
  holds: ({ extra }) => extra.W3 === undefined,
};

/** Three equal layers, the identity times a number, in every width: each balanced with the next. */
const equalLayers: fc.Arbitrary<Case> = fc
  .record({ width: fc.integer({ min: 1, max: 3 }), size: fc.constantFrom(1, 2), task: entries(9) })
  .map(({ width, size, task }) => {
    const layer = scaled(size, I(width));
    return {
      problem: problem({
        W1: layer,
        W2: layer,
        sigmaYX: Matrix.generate(width, width, (i, j) => Rational.of(task[3 * i + j]!)),
      }),
      // Of W1 and W3W2 together: what the text's λ would be for them.
      lambda: Rational.of(size ** 4 - size ** 2),
      time: Rational.ZERO,
      extra: { W3: layer },
    };
  });

/** What follows the first layer: W2, or W3W2. */
const later = ({ problem: { W2 }, extra: { W3 } }: Case): M => (W3 === undefined ? W2 : times(W3, W2));

const balancedAsTwo: Hypothesis = {
  ...lambdaBalanced,
  meaning: 'W1(0) and the product of all later layers are λ-balanced with each other',
  holds: given => lambdaBalanced.holds({ ...given, problem: { ...given.problem, W2: later(given) } }),
};

/** F = [[−λ/2·I, Σyxᵀ], [Σyx, λ/2·I]]. */
function riccatiF({ problem: { sigmaYX }, lambda }: Case): M {
  const half = lambda.div(Rational.of(2));
  return stackRows(
    stackCols(scaled(half.neg(), I(sigmaYX.cols)), T(sigmaYX)),
    stackCols(sigmaYX, scaled(half, I(sigmaYX.rows))),
  );
}

/** τ dQ/dt by the gradient of ½‖Σ − W3W2W1‖², layer by layer. */
function rateOfQ({ problem: { W1, W2, sigmaYX }, extra: { W3 } }: Case): M {
  const E = minus(sigmaYX, W3 === undefined ? times(W2, W1) : times(W3, W2, W1));
  if (W3 === undefined) return stackRows(T(times(T(W2), E)), times(E, T(W1)));
  const [dW1, dW2, dW3] = [times(T(W2), T(W3), E), times(T(W3), E, T(W1)), times(E, T(W1), T(W2))];
  return stackRows(T(dW1), plus(times(dW3, W2), times(W3, dW2)));
}

const obeysRiccati =
  (square: number): Judge =>
  (given, effort) => {
    const Q = stackRows(T(given.problem.W1), later(given));
    const [X, F] = [times(Q, T(Q)), riccatiF(given)];
    const dQ = rateOfQ(given);
    const judgement = compare(
      [
        {
          quantity: 'τ d(QQᵀ)/dt at the start',
          stated: exactAnswer(minus(plus(times(F, X), times(X, F)), scaled(square, times(X, X))), effort),
          truth: exactAnswer(plus(times(dQ, T(Q)), times(Q, T(dQ))), effort),
        },
      ],
      effort,
    );
    return { ...judgement, at: AT_START };
  };

const common = { evidence: 'exact', judge: obeysRiccati(1) } as const;
const balanced = caseArbitrary({});

export const sec2AnyArchitecture: Claim = {
  id: 'domine2025/sec-2:any-feedforward-architecture',
  topic: 'The Riccati equation and its closed forms',
  section: '2',
  title: 'The solution is applicable to any type of feedforward architecture',
  place: 'section 2, end of “linear networks”',
  note: 'Judged by its words, so with a third layer too: W1 as the first and W3W2 as the second layer of Q, balanced with each other. The next paragraph of the paper itself confines the analysis to two layers. There every width is covered; that theorem A.3 has slips for unequal dimensions is judged in thm-a.3:unequal-dimensions.',
  grade: 'missing hypothesis',
  readings: [
    {
      ...common,
      name: 'as printed',
      statement: String.raw`\mathbf Q=\begin{pmatrix}\mathbf W_1^\top\\\mathbf W_L\cdots\mathbf W_2\end{pmatrix}:\quad\tau\frac d{dt}\bigl(\mathbf Q\mathbf Q^\top\bigr)=\mathbf F\mathbf Q\mathbf Q^\top+\mathbf Q\mathbf Q^\top\mathbf F-\bigl(\mathbf Q\mathbf Q^\top\bigr)^2\quad\text{for every }L`,
      hypotheses: [whitened, balancedAsTwo],
      cases: fc.oneof(equalLayers, balanced),
    },
    {
      ...common,
      name: 'with an extra hypothesis',
      statement: String.raw`L=2\;\Rightarrow\;\tau\frac d{dt}\bigl(\mathbf Q\mathbf Q^\top\bigr)=\mathbf F\mathbf Q\mathbf Q^\top+\mathbf Q\mathbf Q^\top\mathbf F-\bigl(\mathbf Q\mathbf Q^\top\bigr)^2\quad\text{for all }N_i,N_h,N_o`,
      hypotheses: [whitened, balancedAsTwo, twoLayers],
      cases: balanced,
    },
  ],
  mutants: [
    { name: 'square dropped', judge: obeysRiccati(0) },
    { name: 'square doubled', judge: obeysRiccati(2) },
  ],
};
