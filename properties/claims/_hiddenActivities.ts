import { stackRows } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { anyWeightsWithInputs } from '../arbitraries/anyWeightsWithInputs.ts';
import type { Claim, Judge, Mutant } from '../claim.ts';
import { compare } from '../compare.ts';
import { exactAnswer } from '../exactAnswer.ts';
import { TIMELESS } from '../instant.ts';
import { scaled, T, times } from './_exact.ts';

// Both sides of these definitions by different ways: the network is run sample by sample, layer by layer, one sum a unit, and
// the statement is the product of matrices that the paper writes.

type M = Matrix<Rational>;

const dot = (x: readonly Rational[], y: readonly Rational[]): Rational =>
  x.reduce((sum, entry, i) => sum.add(entry.mul(y[i]!)), Rational.ZERO);

const column = (a: M, j: number): readonly Rational[] => Array.from({ length: a.rows }, (_, i) => a.at(i, j));

const through = (layer: M, input: readonly Rational[]): readonly Rational[] =>
  layer.toRows().map(weights => dot(weights, input));

const samples = (X: M): readonly (readonly Rational[])[] => Array.from({ length: X.cols }, (_, p) => column(X, p));

/** ⟨h(x_p), h(x_q)⟩ of the hidden activities of all pairs of samples. */
function similarity(W1: M, X: M): M {
  const hidden = samples(X).map(input => through(W1, input));
  return Matrix.generate(X.cols, X.cols, (p, q) => dot(hidden[p]!, hidden[q]!));
}

/** The outputs of all samples, a column each. */
function predictions(W1: M, W2: M, X: M): M {
  const outputs = samples(X).map(input => through(W2, through(W1, input)));
  return Matrix.generate(W2.rows, X.cols, (o, p) => outputs[p]![o]!);
}

type Stated = (W1: M, W2: M, X: M) => M;

const judgeStated =
  (quantity: string, truth: Stated, stated: Stated): Judge =>
  ({ problem: { W1, W2 }, extra }, effort) => {
    const comparison = {
      quantity,
      stated: exactAnswer(stated(W1, W2, extra.X!), effort),
      truth: exactAnswer(truth(W1, W2, extra.X!), effort),
    };
    return { ...compare([comparison], effort), at: TIMELESS };
  };

type Source = Pick<Claim, 'id' | 'section' | 'place'>;

function definition(
  source: Source,
  parts: { title: string; statement: string; judge: Judge; mutants: Mutant[] },
): Claim {
  const { title, statement, judge, mutants } = parts;
  return {
    ...source,
    theorem: 'Definitions and observables',
    title,
    readings: [
      { name: 'as printed', statement, hypotheses: [], evidence: 'exact', cases: anyWeightsWithInputs, judge },
    ],
    mutants,
  };
}

/** RSM_I = XᵀW1ᵀW1X. */
export function similarityOfInputs(source: Source): Claim {
  const says = (stated: Stated): Judge => judgeStated('RSM of inputs', (W1, _W2, X) => similarity(W1, X), stated);
  return definition(source, {
    title: 'XᵀW1ᵀW1X is the similarity of the hidden activities of the inputs',
    statement: String.raw`\mathrm{RSM}_I=\mathbf X^\top\mathbf W_1^\top\mathbf W_1\mathbf X=\bigl(\phi(\mathbf x_p)^\top\phi(\mathbf x_q)\bigr)_{pq},\qquad\phi(\mathbf x)=\mathbf W_1\mathbf x`,
    judge: says((W1, _W2, X) => times(T(X), T(W1), W1, X)),
    mutants: [
      { name: 'XᵀX', judge: says((_W1, _W2, X) => times(T(X), X)) },
      { name: 'of the outputs', judge: says((W1, W2, X) => times(T(X), T(W1), T(W2), W2, W1, X)) },
      { name: 'doubled', judge: says((W1, _W2, X) => scaled(2, times(T(X), T(W1), W1, X))) },
    ],
  });
}

/** Ŷ = W2W1X, read off the lower left block of QQᵀ. */
export function networkFunction(source: Source): Claim {
  const says = (stated: Stated): Judge => judgeStated('outputs', predictions, stated);
  const block = (W1: M, W2: M): M => {
    const Q = stackRows(T(W1), W2);
    return times(Q, T(Q)).slice(W1.cols, Q.rows, 0, W1.cols);
  };
  return definition(source, {
    title: 'The off-diagonal block W2W1 of QQᵀ gives the outputs: Ŷ = W2W1X',
    statement: String.raw`\hat{\mathbf Y}=\bigl[\mathbf Q\mathbf Q^\top\bigr]_{21}\mathbf X=\mathbf W_2\mathbf W_1\mathbf X`,
    judge: says((W1, W2, X) => times(block(W1, W2), X)),
    mutants: [
      { name: 'doubled', judge: says((W1, W2, X) => scaled(2, times(block(W1, W2), X))) },
      { name: 'negative', judge: says((W1, W2, X) => scaled(-1, times(block(W1, W2), X))) },
      { name: 'without X', judge: says((W1, W2) => block(W1, W2)) },
    ],
  });
}
