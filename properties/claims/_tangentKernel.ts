import type { Case } from '../../src/judge/case.ts';
import type { Claim, Judge, Mutant } from '../../src/judge/claim.ts';
import { compare } from '../../src/judge/compare.ts';
import { exactAnswer } from '../../src/judge/exactAnswer.ts';
import { AT_START } from '../../src/judge/instant.ts';
import { kronecker } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { anyWeightsWithInputs } from '../arbitraries/anyWeightsWithInputs.ts';
import { I, plus, scaled, T, times } from './_exact.ts';

// The kernel is what its name says: the Gram matrix of the gradients of the outputs. The outputs are quadratic in the weights,
// so (f(θ + e) − f(θ − e))/2 is the derivative along e exactly, and nothing of the stated formula is used.

type M = Matrix<Rational>;

/** J Jᵀ over all weights; output o of sample p stands at o·P + p. */
function gramOfGradients(W1: M, W2: M, X: M): M {
  const columns = [
    ...directions(W1).map(e => difference(plus(W1, e), W2, W1, e, X, 'first')),
    ...directions(W2).map(e => difference(W1, plus(W2, e), W2, e, X, 'second')),
  ];
  const J = Matrix.generate(W2.rows * X.cols, columns.length, (row, col) => columns[col]![row]!);
  return times(J, T(J));
}

function directions(W: M): M[] {
  return W.data.map((_, at) =>
    Matrix.generate(W.rows, W.cols, (i, j) => (i * W.cols + j === at ? Rational.ONE : Rational.ZERO)),
  );
}

/** Half of f(θ + e) − f(θ − e), as a row-by-row reading of the outputs (No×P). */
function difference(W1: M, W2: M, at: M, e: M, X: M, layer: 'first' | 'second'): readonly Rational[] {
  const back = plus(at, scaled(-1, e));
  const [ahead, behind] =
    layer === 'first' ? [times(W2, W1, X), times(W2, back, X)] : [times(W2, W1, X), times(back, W1, X)];
  return scaled(Rational.of(1, 2), plus(ahead, scaled(-1, behind))).data;
}

const kron = (a: M, b: M): M => kronecker(rationalField, a, b);

/** What a statement makes of W1ᵀW1, W2W2ᵀ and the inputs. */
type KernelFormula = (W1: M, W2: M, X: M) => M;

/** I ⊗ XᵀW1ᵀW1X + W2W2ᵀ ⊗ XᵀX: equation 9 of braun2022, section 3 of domine2025. */
const statedKernel: KernelFormula = (W1, W2, X) =>
  plus(kron(I(W2.rows), times(T(X), T(W1), W1, X)), kron(times(W2, T(W2)), times(T(X), X)));

/** Compares a stated kernel with the Gram matrix of the gradients, at the start and for the inputs X of the case. */
function tangentKernelIs(stated: KernelFormula): Judge {
  return ({ problem: { W1, W2 }, extra }: Case, effort) => {
    const X = extra.X!;
    const comparison = {
      quantity: 'NTK',
      stated: exactAnswer(stated(W1, W2, X), effort),
      truth: exactAnswer(gramOfGradients(W1, W2, X), effort),
    };
    return { ...compare([comparison], effort), at: AT_START };
  };
}

const wrongKernels: readonly Mutant[] = [
  {
    name: 'factors of both Kronecker products exchanged',
    judge: tangentKernelIs((W1, W2, X) =>
      plus(kron(times(T(X), T(W1), W1, X), I(W2.rows)), kron(times(T(X), X), times(W2, T(W2)))),
    ),
  },
  {
    name: 'first term alone',
    judge: tangentKernelIs((W1, W2, X) => kron(I(W2.rows), times(T(X), T(W1), W1, X))),
  },
  {
    name: 'second term doubled',
    judge: tangentKernelIs((W1, W2, X) => plus(statedKernel(W1, W2, X), kron(times(W2, T(W2)), times(T(X), X)))),
  },
];

/** The claim that a paper's kernel is the tangent kernel. */
export function tangentKernel(about: Pick<Claim, 'id' | 'section' | 'place' | 'note'>): Claim {
  return {
    ...about,
    topic: 'Definitions and observables',
    title: 'The tangent kernel is I ⊗ XᵀW1ᵀW1X + W2W2ᵀ ⊗ XᵀX',
    readings: [
      {
        name: 'as printed',
        statement: String.raw`\mathrm{NTK}=\mathbf I_{N_o}\otimes\mathbf X^\top\mathbf W_1^\top\mathbf W_1\mathbf X+\mathbf W_2\mathbf W_2^\top\otimes\mathbf X^\top\mathbf X`,
        hypotheses: [],
        evidence: 'exact',
        cases: anyWeightsWithInputs,
        judge: tangentKernelIs(statedKernel),
      },
    ],
    mutants: wrongKernels,
  };
}
