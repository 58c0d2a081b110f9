import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import type { Claim, Judge, Mutant } from '../../src/judge/claim.ts';
import { compare } from '../../src/judge/compare.ts';
import { exactAnswer } from '../../src/judge/exactAnswer.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../src/judge/instant.ts';
import { equal } from '../../src/numbers/equal.ts';
import { stackRows } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { rank } from '../../src/numbers/rank.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { anyWeightsCaseArbitrary } from '../arbitraries/anyWeightsCaseArbitrary.ts';
import { anyWeightsWithInputs } from '../arbitraries/anyWeightsWithInputs.ts';
import { type CaseOptions, caseArbitrary } from '../arbitraries/caseArbitrary.ts';
import { scaled, T, times } from './_exact.ts';
import { exactPseudoinverse } from './_exactPseudoinverse.ts';

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

type ActivityFormula = (W1: M, W2: M, X: M) => M;

const judgeStated =
  (quantity: string, truth: ActivityFormula, stated: ActivityFormula): Judge =>
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
    topic: 'Definitions and observables',
    title,
    readings: [
      { name: 'as printed', statement, hypotheses: [], evidence: 'exact', cases: anyWeightsWithInputs, judge },
    ],
    mutants,
  };
}

/** RSM_I = XᵀW1ᵀW1X. */
export function similarityOfInputs(source: Source): Claim {
  const says = (stated: ActivityFormula): Judge =>
    judgeStated('RSM of inputs', (W1, _W2, X) => similarity(W1, X), stated);
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
  const says = (stated: ActivityFormula): Judge => judgeStated('outputs', predictions, stated);
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

// RSM_O has targets in place of outputs and undoes the second layer by W2⁺: Yᵀ(W2W2ᵀ)⁺Y is the Gram matrix of W2⁺Y, the smallest
// hidden activities that give Y. They are the network's own, W1X, exactly where the task is learned, W2W1X = Y, and W1X has no
// part that W2 does not see. The rows of W2 span the columns of W1 for zero balance, and everything for λ > 0; for λ < 0 and
// fewer outputs than hidden units some of W1X is lost.

const learned: Hypothesis = {
  name: 'learned',
  meaning: 'W2W1X = Y',
  holds: ({ problem: { W1, W2 }, extra }) => equal(times(W2, W1, extra.X!), extra.Y!),
};

export const seenByTheOutputs: Hypothesis = {
  name: 'hidden activities seen by the outputs',
  meaning: 'W2⁺W2W1X = W1X: the hidden activities lie in the span of the rows of W2 (always so for λ ≥ 0)',
  holds: ({ problem: { W1, W2 }, extra }) =>
    rank(rationalField, stackRows(W2, T(times(W1, extra.X!)))) === rank(rationalField, W2),
};

const SAMPLES = 2;
const MOST_UNITS = 3;

const integers = (count: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: -2, max: 2 }), { minLength: count, maxLength: count });

/** With inputs X and targets Y of small integers; Y = W2W1X where the task is to be learned already. */
function withTargets(cases: fc.Arbitrary<Case>, isLearned: boolean): fc.Arbitrary<Case> {
  return fc
    .tuple(cases, integers(SAMPLES * MOST_UNITS), integers(SAMPLES * MOST_UNITS))
    .map(([given, first, second]) => {
      const { W1, W2 } = given.problem;
      const matrix = (rows: number, entries: readonly number[]): M =>
        Matrix.generate(rows, SAMPLES, (i, p) => Rational.of(entries[i * SAMPLES + p]!));
      const X = matrix(W1.cols, first);
      return { ...given, extra: { X, Y: isLearned ? times(W2, W1, X) : matrix(W2.rows, second) } };
    });
}

/** RSM_O = Yᵀ(W2W2ᵀ)⁺Y, with the balance under which it is the similarity of the hidden layer after learning. */
export function similarityOfOutputs(
  source: Source,
  balance: { readonly cases: CaseOptions; readonly hypotheses: readonly Hypothesis[]; readonly tex: string },
): Claim {
  const says =
    (stated: (W2: M, Y: M) => M): Judge =>
    ({ problem: { W1, W2 }, extra }, effort) => {
      const comparison = {
        quantity: 'similarity of the hidden layer',
        stated: exactAnswer(stated(W2, extra.Y!), effort),
        truth: exactAnswer(similarity(W1, extra.X!), effort),
      };
      return { ...compare([comparison], effort), at: TIMELESS };
    };
  const printed = says((W2, Y) => times(T(Y), exactPseudoinverse(times(W2, T(W2))), Y));
  const balanced = caseArbitrary(balance.cases);
  const equation = String.raw`\mathrm{RSM}_O=\mathbf Y^\top(\mathbf W_2\mathbf W_2^\top)^+\mathbf Y=\bigl(\phi(\mathbf x_p)^\top\phi(\mathbf x_q)\bigr)_{pq},\qquad\phi(\mathbf x)=\mathbf W_1\mathbf x`;
  return {
    ...source,
    topic: 'Definitions and observables',
    title: 'Yᵀ(W2W2ᵀ)⁺Y is the similarity of the neural representations in the hidden layer',
    note: 'It is the similarity of W2⁺Y, the smallest hidden activities that would give the targets. Those are the network’s own once the targets are learned, provided that the second layer sees all of them.',
    grade: 'missing hypothesis',
    readings: [
      {
        name: 'as printed',
        statement: equation,
        hypotheses: [],
        evidence: 'exact',
        cases: withTargets(fc.oneof(anyWeightsCaseArbitrary, balanced), false),
        judge: printed,
      },
      {
        name: 'with an extra hypothesis',
        statement: String.raw`\mathbf W_2\mathbf W_1\mathbf X=\mathbf Y,\;${balance.tex}\;\Rightarrow\;${equation}`,
        hypotheses: [...balance.hypotheses, learned],
        evidence: 'exact',
        cases: withTargets(balanced, true),
        judge: printed,
      },
    ],
    mutants: [
      { name: 'YᵀY', judge: says((_W2, Y) => times(T(Y), Y)) },
      { name: 'not inverted', judge: says((W2, Y) => times(T(Y), W2, T(W2), Y)) },
      {
        name: 'doubled',
        judge: says((W2, Y) => scaled(2, times(T(Y), exactPseudoinverse(times(W2, T(W2))), Y))),
      },
      {
        name: 'inverted twice',
        judge: says((W2, Y) => {
          const inverse = exactPseudoinverse(times(W2, T(W2)));
          return times(T(Y), inverse, inverse, Y);
        }),
      },
    ],
  };
}
