import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { anyWeightsCaseArbitrary } from '../../arbitraries/anyWeightsCaseArbitrary.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { notBottlenecked } from '../../hypotheses/notBottlenecked.ts';
import { widthOfInputs } from '../../hypotheses/widthOfInputs.ts';
import { I, minus, scaled, T, times } from '../_exact.ts';
import { type ExactSides, exactly, failsWithoutValue } from '../_exactly.ts';
import { thesisClaim } from './_claim.ts';
import {
  blkdiag,
  condition,
  diag,
  exactRoot,
  half,
  lettersOf,
  rectangular,
  rootOf,
  squareOf,
  type ThesisLetters,
  thesisCases,
  zeroMatrix,
} from './_thesisCases.ts';

// W2W1 = U S Vᵀ and one R for both layers: s2² − s1² = λ and s1s2 = s give s2, s1 = √((√(λ² + 4s²) ± λ)/2) for each of the min(ni, no) modes. The
// nh − min(ni, no) hidden units beyond them are silent in the product: one of their two values is 0, the other √|λ|, in W2 for λ > 0 and in W1 for
// λ < 0. The print has no − ni places, in both layers, whatever the sign.

const SECTION = { section: '4.1', topic: 'Balance and singular values' } as const;
const HYPOTHESES = [lambdaBalanced, notBottlenecked] as const;
const cases = thesisCases();

/** The printed diagonal of the second layer (sign 1) and of the first (−1): √((√(λ² + 4s²) ± λ)/2). */
const modes = ({ lambda, s }: ThesisLetters, sign: 1 | -1): Rational[] =>
  s.map(value => exactRoot(half(rootOf(lambda, value).add(lambda.mul(Rational.of(sign))))));

const many = (count: number, value: Rational): Rational[] => new Array<Rational>(Math.max(0, count)).fill(value);

type Layers = (letters: ThesisLetters) => {
  readonly S1: ReturnType<typeof diag>;
  readonly S2: ReturnType<typeof diag>;
};

const layersAre = (layers: Layers): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      const { S1, S2 } = layers(letters);
      const { U, V, R, W1, W2 } = letters;
      return [
        ['W2', times(U, S2, T(R)), W2],
        ['W1', times(R, S1, T(V)), W1],
      ];
    }),
  );

const printed: Layers = letters => {
  const { lambda, No, Ni } = letters;
  const rest = exactRoot(lambda.abs());
  return {
    S2: diag([...modes(letters, 1), ...many(No - Ni, rest)]),
    S1: diag([...modes(letters, -1), ...many(No - Ni, rest.neg())]),
  };
};

/** Of the right sizes, with √|λ| on no − ni places in W2 and, as is due to W1, on ni − no places. */
const ofTheRightSizes: Layers = letters => {
  const { lambda, Ni, Nh, No } = letters;
  const rest = exactRoot(lambda.abs());
  return {
    S2: rectangular(No, Nh, [...modes(letters, 1), ...many(No - Ni, rest)]),
    S1: rectangular(Nh, Ni, [...modes(letters, -1), ...many(Ni - No, rest)]),
  };
};

const corrected =
  (shareOfSecond = 1, shareOfFirst = 1): Layers =>
  letters => {
    const { lambda, Ni, Nh, No, m } = letters;
    const rest = exactRoot(lambda.abs());
    const [inSecond, inFirst] = lambda.sign() > 0 ? [shareOfSecond, 0] : [0, shareOfFirst];
    return {
      S2: rectangular(No, Nh, [...modes(letters, 1), ...many(Nh - m, rest.mul(Rational.of(inSecond)))]),
      S1: rectangular(Nh, Ni, [...modes(letters, -1), ...many(Nh - m, rest.mul(Rational.of(inFirst)))]),
    };
  };

const exchanged: Layers = letters => {
  const { S1, S2 } = corrected()({ ...letters, lambda: letters.lambda.neg() });
  return { S1, S2 };
};

const CORRECTED = String.raw`\mathbf S_2=\begin{pmatrix}\bigl(\tfrac{\sqrt{\lambda^2+4\mathbf S^2}+\lambda}2\bigr)^{\frac12}&0\\0&\sqrt{\max(\lambda,0)}\,\mathbb I_{n_h-\min(n_i,n_o)}\\0&0\end{pmatrix},\quad\mathbf S_1=\begin{pmatrix}\bigl(\tfrac{\sqrt{\lambda^2+4\mathbf S^2}-\lambda}2\bigr)^{\frac12}&0&0\\0&\sqrt{\max(-\lambda,0)}\,\mathbb I_{n_h-\min(n_i,n_o)}&0\end{pmatrix}`;

const wrongLayers = {
  'λ for −λ': layersAre(exchanged),
  'nothing on the further places of W2': layersAre(corrected(0, 1)),
  'nothing on the further places of W1': layersAre(corrected(1, 0)),
  'as printed': layersAre(printed),
};

const theorem = thesisClaim({
  ...SECTION,
  id: 'thm-4.1.1',
  title: 'Balanced weights share an R, and λ and the singular values of W2W1 give theirs',
  place: 'theorem 4.1.1, equation 4.2',
  note: 'U and V have all singular vectors, so that W2 = US2Rᵀ asks for an S2 of size no×nh. The fair reading gives both matrices their sizes, no×nh and nh×ni, with max(0, ni − no) places in W1, and leaves out what has no room; the sign of −√|λ| is one of a column of V. As every state is a start, it is judged for any point in training.',
  grade: 'sizes and notation',
  hypotheses: HYPOTHESES,
  cases,
  statement: String.raw`\mathbf S_2=\begin{pmatrix}\bigl(\tfrac{\sqrt{\lambda^2+4\mathbf S^2}+\lambda}2\bigr)^{\frac12}&0\\0&\sqrt{|\lambda|}\,\mathbb I_{\max(0,n_o-n_i)}\end{pmatrix},\quad\mathbf S_1=\begin{pmatrix}\bigl(\tfrac{\sqrt{\lambda^2+4\mathbf S^2}-\lambda}2\bigr)^{\frac12}&0\\0&-\sqrt{|\lambda|}\,\mathbb I_{\max(0,n_o-n_i)}\end{pmatrix}`,
  judge: layersAre(printed),
  fair: { judge: layersAre(ofTheRightSizes) },
  corrected: { statement: CORRECTED, judge: layersAre(corrected()) },
  wrong: wrongLayers,
});

const printedInLine48: Layers = letters => {
  const { lambda, No, Ni } = letters;
  const count = No - Ni;
  return {
    S2: diag([...modes(letters, 1), ...(count > 0 ? many(count, exactRoot(lambda)) : [])]),
    S1: diag([...modes(letters, -1), ...(count > 0 ? many(count, exactRoot(lambda.neg()).neg()) : [])]),
  };
};

const eq48 = thesisClaim({
  ...SECTION,
  id: 'eq-4.8',
  title: 'W2 and W1 by λ, S and one R, as the proof ends',
  place: 'proof of theorem 4.1.1, equation 4.8',
  note: 'For no > ni one of √λ and √−λ is the root of a negative number; for no < ni neither matrix has places for the hidden units beyond no.',
  grade: 'wrong statement',
  restsOn: ['eq-4.7'],
  hypotheses: HYPOTHESES,
  cases,
  statement: String.raw`\mathbf W_2=\mathbf U\begin{pmatrix}\bigl(\tfrac{\sqrt{\lambda^2+4\mathbf S^2}+\lambda}2\bigr)^{\frac12}&0\\0&\sqrt\lambda\,\mathbb I_{\max(0,n_o-n_i)}\end{pmatrix}\mathbf R^\top,\quad\mathbf W_1=\mathbf R\begin{pmatrix}\bigl(\tfrac{\sqrt{\lambda^2+4\mathbf S^2}-\lambda}2\bigr)^{\frac12}&0\\0&-\sqrt{-\lambda}\,\mathbb I_{\max(0,n_o-n_i)}\end{pmatrix}\mathbf V^\top`,
  judge: layersAre(printedInLine48),
  narrowed: { hypotheses: [...HYPOTHESES, equalDimensions, widthOfInputs] },
  corrected: { statement: CORRECTED, judge: layersAre(corrected()) },
  wrong: wrongLayers,
});

/** W2ᵀW2 and W1W1ᵀ are diagonal in one R where they commute, and only there. */
const commutes = (first: (given: Case) => readonly [ReturnType<typeof diag>, ReturnType<typeof diag>]): Judge<Case> =>
  exactly(given => {
    const [outer, inner] = first(given);
    return [['W2ᵀW2·W1W1ᵀ', times(outer, inner), times(inner, outer)]];
  });

const ofHiddenUnits = ({ problem: { W1, W2 } }: Case) => [times(T(W2), W2), times(W1, T(W1))] as const;

const oneBasis = thesisClaim({
  ...SECTION,
  id: 'thm-4.1.1:proof-one-hidden-basis',
  title: 'By the singular value decomposition alone both layers have one R',
  place: 'proof of theorem 4.1.1, second paragraph',
  note: 'Diagonal S2 and S1 with one R exist exactly where W2ᵀW2 and W1W1ᵀ commute. That follows from balance, which the proof names in the next paragraph only.',
  grade: 'missing hypothesis',
  cases: anyWeightsCaseArbitrary,
  statement: String.raw`\mathbf W_2=\mathbf U\mathbf S_2\mathbf R^\top,\ \mathbf W_1=\mathbf R\mathbf S_1\mathbf V^\top,\quad\text{so that }\mathbf W_2^\top\mathbf W_2\,\mathbf W_1\mathbf W_1^\top=\mathbf W_1\mathbf W_1^\top\,\mathbf W_2^\top\mathbf W_2`,
  judge: commutes(ofHiddenUnits),
  narrowed: { hypotheses: [lambdaBalanced], cases },
  wrong: {
    'for W2W2ᵀ and W1ᵀW1': failsWithoutValue(
      commutes(({ problem: { W1, W2 } }) => [times(W2, T(W2)), times(T(W1), W1)]),
    ),
    'for W2ᵀW2 and the first row of W1 alone': commutes(({ problem: { W1, W2 } }) => [
      times(T(W2), W2),
      rectangular(W1.rows, W1.rows, [Rational.ONE]),
    ]),
  },
});

const shapes = ({ Ni, Nh, No, s1, s2 }: ThesisLetters) => ({
  S1: rectangular(Nh, Ni, s1),
  S2: rectangular(No, Nh, s2),
});

type Turned = (R: ReturnType<typeof diag>, own: ReturnType<typeof diag>) => ReturnType<typeof diag>;

/** R(S2ᵀS2 − S1·second)Rᵀ = λI, `turned` deciding whether R stands there. */
const balanceBy = (
  second: (S1: ReturnType<typeof diag>) => ReturnType<typeof diag>,
  turned: Turned,
  factor = 1,
): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      const { S1, S2 } = shapes(letters);
      const { R, Nh, lambda } = letters;
      const difference = minus(turned(R, times(T(S2), S2)), turned(R, second(S1)));
      return [['λI', difference, scaled(lambda.mul(Rational.of(factor)), I(Nh))]];
    }),
  );

const withR: Turned = (R, own) => times(R, own, T(R));
const withoutR: Turned = (_, own) => own;
const gram = (S1: ReturnType<typeof diag>) => times(S1, T(S1));

function balanceLine(id: string, place: string, statement: string, turned: Turned): Claim {
  return thesisClaim({
    ...SECTION,
    id,
    title: `Balance in terms of ${turned === withR ? 'R, ' : ''}S2 and S1`,
    place,
    note: 'S1 is nh×ni: S1S1 has a value for nh = ni alone; what is meant is S1S1ᵀ.',
    grade: 'sizes and notation',
    hypotheses: HYPOTHESES,
    cases,
    statement,
    judge: balanceBy(S1 => times(S1, S1), turned),
    fair: { statement: statement.replace('S_1S_1', 'S_1S_1^\\top'), judge: balanceBy(gram, turned) },
    corrected: { statement: statement.replace('S_1S_1', 'S_1S_1^\\top'), judge: balanceBy(gram, turned) },
    wrong: {
      '−λ': balanceBy(gram, turned, -1),
      '2λ': balanceBy(gram, turned, 2),
      'as printed': balanceBy(S1 => times(S1, S1), turned),
    },
  });
}

const eq43 = balanceLine(
  'eq-4.3',
  'proof of theorem 4.1.1, equation 4.3',
  String.raw`\mathbf R\mathbf{S}_2^\top\mathbf{S}_2\mathbf R^\top-\mathbf R\,S_1S_1\,\mathbf R^\top=\lambda\mathbb I`,
  withR,
);
const eq44 = balanceLine(
  'eq-4.4',
  'proof of theorem 4.1.1, equation 4.4',
  String.raw`\mathbf{S}_2^\top\mathbf{S}_2-S_1S_1=\lambda\mathbb I`,
  withoutR,
);

// The proof takes ni ≤ no. Ŝ1 and Ŝ2 are ni×ni, S2* is (no − ni)×(no − ni) as printed and (nh − ni)×(nh − ni) as it has to be.

const noFewerOutputs = thesisCases({ accepts: ({ Ni, Nh, No }) => Ni <= No && Nh >= Ni });

const hats = ({ Ni, s1, s2 }: ThesisLetters) => [diag(s1.slice(0, Ni)), diag(s2.slice(0, Ni))] as const;

/** S2* of `count` places: the values of W2 there, and zero where it has none. */
const star = ({ Ni, s2 }: ThesisLetters, count: number) =>
  diag(Array.from({ length: Math.max(0, count) }, (_, k) => s2[Ni + k] ?? Rational.ZERO));

const blocksAre = (
  count: (letters: ThesisLetters) => number,
  zeroRows: (letters: ThesisLetters) => number,
): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      const { S1, S2 } = shapes(letters);
      const [hat1, hat2] = hats(letters);
      const { Nh, Ni } = letters;
      const stated2 = blkdiag(hat2, star(letters, count(letters)), zeroMatrix(zeroRows(letters), 0));
      return [
        ['S1', blkdiag(hat1, zeroMatrix(Nh - Ni, 0)), S1],
        ['S2', stated2, S2],
      ];
    }),
  );

const byOutputs = ({ No, Ni }: ThesisLetters): number => No - Ni;
const byHidden = ({ Nh, Ni }: ThesisLetters): number => Nh - Ni;

const PROOF = { ...SECTION, hypotheses: HYPOTHESES, cases: noFewerOutputs } as const;
const FOR_NEGATIVE = 'The proof takes ni ≤ no.';

const eq45 = thesisClaim({
  ...PROOF,
  id: 'eq-4.5',
  title: 'S1 and S2 by blocks of sizes ni and no − ni',
  place: 'proof of theorem 4.1.1, equation 4.5',
  note: `${FOR_NEGATIVE} With S2* of size no − ni the matrix S2 has no columns, which are nh: 1-1-2 has nh = 1. Zero rows below are as many as are missing.`,
  grade: 'sizes and notation',
  statement: String.raw`\mathbf S_1=\begin{pmatrix}\hat{\mathbf S}_1\\0\end{pmatrix},\quad\mathbf S_2=\begin{pmatrix}\hat{\mathbf S}_2&0\\0&\mathbf S_2^*\\0&0\end{pmatrix},\qquad\mathbf S_2^*\in\mathbb R^{(n_o-n_i)\times(n_o-n_i)}`,
  judge: blocksAre(byOutputs, () => 0),
  corrected: {
    statement: String.raw`\mathbf S_2^*\in\mathbb R^{(n_h-n_i)\times(n_h-n_i)}`,
    hypotheses: [
      ...HYPOTHESES,
      condition('no wider than the outputs', 'Nh ≤ No', ({ problem: { W1, W2 } }) => W1.rows <= W2.rows),
    ],
    judge: blocksAre(byHidden, ({ No, Nh }) => No - Nh),
  },
  wrong: { 'no rows of zeros': blocksAre(byHidden, () => 0), 'as printed': blocksAre(byOutputs, () => 0) },
});

const balanceInBlocks = (
  count: (letters: ThesisLetters) => number,
  size: (letters: ThesisLetters) => number,
): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      const [hat1, hat2] = hats(letters);
      const own = star(letters, count(letters));
      const rest = zeroMatrix(own.rows, own.rows);
      const difference = minus(blkdiag(times(hat2, hat2), times(own, own)), blkdiag(times(hat1, hat1), rest));
      return [['λI', difference, scaled(letters.lambda, I(size(letters)))]];
    }),
  );

const eq46 = thesisClaim({
  ...PROOF,
  id: 'eq-4.6',
  title: 'Balance in blocks of sizes ni and no − ni',
  place: 'proof of theorem 4.1.1, equation 4.6',
  note: `${FOR_NEGATIVE} The I of the right side is read in the size of the left one. For nh < no no more than nh − ni of the places are there, and W2 has 0 on the others, which is not λ. The hidden units beyond ni are W2's for λ > 0 alone.`,
  grade: 'wrong statement',
  restsOn: ['eq-4.4', 'eq-4.5'],
  statement: String.raw`\begin{pmatrix}\hat{\mathbf S}_2^2&0\\0&\mathbf S_2^{*2}\end{pmatrix}-\begin{pmatrix}\hat{\mathbf S}_1^2&0\\0&0\end{pmatrix}=\lambda\mathbb I,\qquad\mathbf S_2^*\in\mathbb R^{(n_o-n_i)\times(n_o-n_i)}`,
  judge: balanceInBlocks(byOutputs, ({ No }) => No),
  corrected: {
    statement: String.raw`\begin{pmatrix}\hat{\mathbf S}_2^2&0\\0&\mathbf S_2^{*2}\end{pmatrix}-\begin{pmatrix}\hat{\mathbf S}_1^2&0\\0&0\end{pmatrix}=\lambda\mathbb I,\qquad\mathbf S_2^*\in\mathbb R^{(n_h-n_i)\times(n_h-n_i)}`,
    judge: balanceInBlocks(byHidden, ({ Nh }) => Nh),
  },
  wrong: {
    'no − ni places': balanceInBlocks(byOutputs, ({ No }) => No),
    'one more place': balanceInBlocks(
      letters => byHidden(letters) + 1,
      ({ Nh }) => Nh + 1,
    ),
  },
});

/** Ŝ1Ŝ2 = S and Ŝ2² − Ŝ1² = λI for the stated roots, beside the values of the weights; then S2*. */
const values = (
  pair: (letters: ThesisLetters) => readonly [Rational[], Rational[]],
  rest: (lambda: Rational) => Rational,
): Judge<Case> =>
  failsWithoutValue(
    exactly((given): ExactSides => {
      const letters = lettersOf(given);
      const [second, first] = pair(letters);
      const [hat1, hat2] = hats(letters);
      const own = star(letters, byHidden(letters));
      return [
        ['Ŝ2', diag(second), hat2],
        ['Ŝ1', diag(first), hat1],
        ['S2*', diag(many(own.rows, own.rows === 0 ? Rational.ZERO : rest(letters.lambda))), own],
      ];
    }),
  );

const bothRoots = (letters: ThesisLetters): readonly [Rational[], Rational[]] => [
  modes(letters, 1),
  modes(letters, -1),
];

const eq47 = thesisClaim({
  ...PROOF,
  id: 'eq-4.7',
  title: 'Ŝ2, Ŝ1 and S2* by λ and S',
  place: 'proof of theorem 4.1.1, equation 4.7',
  note: `${FOR_NEGATIVE} S2* is taken of the size that it has, nh − ni. For λ < 0 it has no places as nh = ni then; that nh ≥ ni is needed is assumption 2.2.4.`,
  restsOn: ['eq-4.4'],
  statement: String.raw`\hat{\mathbf S}_2=\Bigl(\tfrac{\sqrt{\lambda^2\mathbb I+4\mathbf S^2}+\lambda\mathbb I}2\Bigr)^{\frac12},\quad\hat{\mathbf S}_1=\Bigl(\tfrac{\sqrt{\lambda^2\mathbb I+4\mathbf S^2}-\lambda\mathbb I}2\Bigr)^{\frac12},\quad\mathbf S_2^*=\sqrt\lambda\,\mathbb I`,
  judge: values(bothRoots, exactRoot),
  wrong: {
    'both exchanged': values(letters => [modes(letters, -1), modes(letters, 1)], exactRoot),
    'λ on the further places': values(bothRoots, lambda => lambda),
    squares: values(letters => [modes(letters, 1).map(squareOf), modes(letters, -1).map(squareOf)], exactRoot),
  },
});

export const thm411: readonly Claim[] = [theorem, oneBasis, eq43, eq44, eq45, eq46, eq47, eq48];
