import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { problem } from '../../../src/network/problem.ts';
import { equal } from '../../../src/numbers/equal.ts';
import { product, stackCols, stackRows } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { lambdaNonzero } from '../../hypotheses/lambdaNonzero.ts';
import { moreInputs } from '../../hypotheses/moreInputs.ts';
import { moreOutputs } from '../../hypotheses/moreOutputs.ts';
import { notBottlenecked } from '../../hypotheses/notBottlenecked.ts';
import { unequalDimensions } from '../../hypotheses/unequalDimensions.ts';
import { I, minus, plus, scaled, T, times } from '../_exact.ts';
import { exactly, failsWithoutValue, isSo } from '../_exactly.ts';
import { thesisClaim } from './_claim.ts';
import {
  blkdiag,
  diag,
  exactRoot,
  half,
  lettersOf,
  rectangular,
  rootOf,
  type ThesisLetters,
  thesisCases,
  zeroMatrix,
} from './_thesisCases.ts';

// Unequal dimensions. Widths and signs are those for which weights with the stated balance are drawn; matrices are put together from the blocks that
// are printed, with as many zeros as their sizes ask for where the text has a 0.

type M = Matrix<Rational>;

const BALANCE = { section: '3.4', topic: 'Balance and widths' } as const;

/** Sizes and λ of any kind: balanced weights where there are some, else such as come nearest. */
const anySizes = thesisCases({ balanced: false });

/**
 * Whether λ-balanced weights of these sizes exist. That they do is shown by those of the case. That they do not: for λ > 0 a v ≠ 0 with W2v = 0, which every
 * W2 with more columns than rows has, makes vᵀ(W2ᵀW2 − W1W1ᵀ)v = −‖W1ᵀv‖² ≤ 0 < λ‖v‖²; for λ < 0 the same of W1ᵀ.
 */
function existence({ Nh, lambda, W1, W2, R }: ThesisLetters): {
  readonly exist: boolean | undefined;
  readonly why: string;
} {
  const balance = minus(times(T(W2), W2), times(W1, T(W1)));
  if (equal(balance, scaled(lambda, I(Nh)))) return { exist: true, why: 'the weights of this case are balanced' };
  const layer = lambda.sign() > 0 ? W2 : T(W1);
  const v = R.slice(0, Nh, Nh - 1, Nh);
  const isKilled = times(layer, v).data.every(entry => entry.sign() === 0);
  const form = times(T(v), balance, v).at(0, 0).mul(lambda);
  const obstructs = layer.rows < Nh && isKilled && form.sign() <= 0;
  return {
    exist: obstructs ? false : undefined,
    why: obstructs ? `${lambda.sign() > 0 ? 'W2' : 'W1ᵀ'} sends a v to 0 on which λI has the other sign` : 'unknown',
  };
}

/** What is said of sizes and λ, given whether such weights exist. */
const sizesAre = (isSoOf: (exist: boolean, letters: ThesisLetters) => boolean): Judge<Case> =>
  isSo(given => {
    const letters = lettersOf(given);
    const { Ni, Nh, No, lambda, W1, W2 } = letters;
    const { exist, why } = existence(letters);
    return {
      quantity: 'whether balanced weights exist',
      isSo: exist === undefined ? undefined : isSoOf(exist, letters),
      reason: `Ni-Nh-No = ${Ni}-${Nh}-${No}, λ = ${lambda}: ${why}`,
      shown: minus(times(T(W2), W2), times(W1, T(W1))),
    };
  });

const isBetween = ({ Ni, Nh, No, m }: ThesisLetters): boolean => m <= Nh && Nh <= Math.max(Ni, No);

const widthsBetween = thesisClaim({
  ...BALANCE,
  id: 'thm-3.4.1.1',
  title: 'Balance with λ ≠ 0 asks for min(ni, no) ≤ nh ≤ max(ni, no)',
  place: 'theorem 3.4.1, part 1',
  note: 'Sizes without balanced weights are among the cases, nh > max(ni, no) too: there a v with W2v = 0 (W1ᵀv = 0 for λ < 0), which all weights of these sizes have, shows that there are none. Bottlenecks have such weights: 2-1-2 with W1 = (3/4, 0), W2 = (5/4, 0)ᵀ. The proof takes nh ≥ min(ni, no) from assumption 2.2.4, which the theorem does not name.',
  grade: 'missing hypothesis',
  hypotheses: [lambdaNonzero],
  cases: anySizes,
  statement: String.raw`\text{some }\mathbf W_1,\mathbf W_2\text{ are }\lambda\text{-balanced},\ \lambda\ne0\;\Rightarrow\;\min(n_i,n_o)\le n_h\le\max(n_i,n_o)`,
  judge: sizesAre((exist, letters) => !exist || isBetween(letters)),
  narrowed: { hypotheses: [lambdaNonzero, notBottlenecked] },
  wrong: {
    'nh < max(ni, no)': sizesAre((exist, { Ni, Nh, No }) => !exist || Nh < Math.max(Ni, No)),
    'nh = min(ni, no)': sizesAre((exist, { Nh, m }) => !exist || m === Nh),
    'and wherever nh is between': sizesAre((exist, letters) => exist === isBetween(letters)),
    'nh > max(ni, no) has such weights, too': sizesAre((exist, { Ni, Nh, No }) => exist || Nh <= Math.max(Ni, No)),
  },
});

const layerShapes = ({ Ni, Nh, No, s1, s2 }: ThesisLetters) => ({
  S1: rectangular(Nh, Ni, s1),
  S2: rectangular(No, Nh, s2),
});

const beside = (a: M, cols: number): M => stackCols(a, zeroMatrix(a.rows, Math.max(0, cols)));
const above = (a: M, rows: number): M => stackRows(a, zeroMatrix(Math.max(0, rows), a.cols));
const inCorner = (a: M, size: number): M =>
  blkdiag(a, zeroMatrix(Math.max(0, size - a.rows), Math.max(0, size - a.cols)));
const squared = (a: M): M => times(a, a);

/** The values of a layer, as a diagonal matrix of the size that is stated for it. */
const own = (values: readonly Rational[], size: number): M =>
  diag(Array.from({ length: size }, (_, k) => values[k] ?? Rational.ZERO));

type Blocks = (letters: ThesisLetters) => { readonly S1: M; readonly S2: M };

const blocksAre = (blocks: Blocks): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      const [stated, truth] = [blocks(letters), layerShapes(letters)];
      return [
        ['S2', stated.S2, truth.S2],
        ['S1', stated.S1, truth.S1],
      ];
    }),
  );

const balanceIs = (difference: (letters: ThesisLetters) => M): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      return [['λI', difference(letters), scaled(letters.lambda, I(letters.Nh))]];
    }),
  );

const tooWide = thesisCases({ accepts: ({ Ni, Nh, No }) => Nh > Math.max(Ni, No) });

const tooWideBlocks: Blocks = ({ Ni, Nh, No, s1, s2 }) => ({
  S2: beside(own(s2, No), Nh - No),
  S1: above(own(s1, Ni), Nh - Ni),
});

const wideBlocks = thesisClaim({
  ...BALANCE,
  id: 'thm-3.4.1:proof-too-wide',
  title: 'For nh > max(ni, no) both layers have zeros beside or below their values',
  place: 'proof of theorem 3.4.1, first two formulas',
  hypotheses: [lambdaBalanced],
  cases: tooWide,
  statement: String.raw`\mathbf S_2=\begin{pmatrix}\mathbf S_2'&0\end{pmatrix},\quad\mathbf S_1=\begin{pmatrix}\mathbf S_1'\\0\end{pmatrix}`,
  judge: blocksAre(tooWideBlocks),
  wrong: {
    exchanged: blocksAre(({ Ni, Nh, No, s1, s2 }) => ({
      S2: above(own(s2, No), Nh - No),
      S1: beside(own(s1, Ni), Nh - Ni),
    })),
    'values of the other layer': blocksAre(letters =>
      tooWideBlocks({ ...letters, s2: letters.s2.map(value => value.add(Rational.ONE)) }),
    ),
  },
});

const tooWideBalance = (sign: number): Judge<Case> =>
  balanceIs(({ Ni, Nh, No, s1, s2 }) =>
    plus(inCorner(squared(own(s2, No)), Nh), scaled(sign, inCorner(squared(own(s1, Ni)), Nh))),
  );

const wideBalance = thesisClaim({
  ...BALANCE,
  id: 'thm-3.4.1:proof-too-wide-balance',
  title: 'For nh > max(ni, no) balance in blocks has a zero on the diagonal',
  place: 'proof of theorem 3.4.1, four lines of balance and the sentence below them',
  note: 'The zeros are as many as each block lacks of nh. The last of them is λ.',
  restsOn: ['thm-3.4.1:proof-too-wide'],
  hypotheses: [lambdaBalanced],
  cases: tooWide,
  statement: String.raw`\begin{pmatrix}\mathbf S_2'^2&0\\0&0\end{pmatrix}-\begin{pmatrix}\mathbf S_1'^2&0\\0&0\end{pmatrix}=\lambda\mathbf I`,
  judge: tooWideBalance(-1),
  wrong: { 'a sum': tooWideBalance(1), 'the first alone': tooWideBalance(0) },
});

const outputsFirst = thesisCases({ signs: [1, -1], accepts: ({ Ni, Nh, No }) => No > Ni && Nh >= Ni });
const inputsFirst = thesisCases({ signs: [1, -1], accepts: ({ Ni, Nh, No }) => Ni > No && Nh >= No });
const FITTING = [lambdaBalanced, lambdaNonzero, notBottlenecked] as const;

const moreOutputsBlocks =
  (stacked: boolean): Blocks =>
  ({ Ni, Nh, No, s1, s2 }) => ({
    S2: above(own(s2, Nh), No - Nh),
    S1: (stacked ? above : beside)(own(s1, Ni), Nh - Ni),
  });

const proofMoreOutputs = thesisClaim({
  ...BALANCE,
  id: 'thm-3.4.1:proof-more-outputs',
  title: 'For no > ni it is S2 = (S2′; 0) and S1 = (S1′ 0)',
  place: 'proof of theorem 3.4.1, no > ni',
  note: 'S1 is nh×ni with nh ≥ ni: the zeros stand below S1′, not beside it.',
  grade: 'sizes and notation',
  hypotheses: [...FITTING, moreOutputs],
  cases: outputsFirst,
  statement: String.raw`\mathbf S_2=\begin{pmatrix}\mathbf S_2'\\0\end{pmatrix},\quad\mathbf S_1=\begin{pmatrix}\mathbf S_1'&0\end{pmatrix}`,
  judge: blocksAre(moreOutputsBlocks(false)),
  corrected: {
    statement: String.raw`\mathbf S_2=\begin{pmatrix}\mathbf S_2'\\0\end{pmatrix},\quad\mathbf S_1=\begin{pmatrix}\mathbf S_1'\\0\end{pmatrix}`,
    judge: blocksAre(moreOutputsBlocks(true)),
  },
  wrong: {
    'as printed': blocksAre(moreOutputsBlocks(false)),
    'values exchanged': blocksAre(letters => moreOutputsBlocks(true)({ ...letters, s1: letters.s2, s2: letters.s1 })),
  },
});

const moreOutputsBalance = (sign: number): Judge<Case> =>
  balanceIs(({ Ni, Nh, s1, s2 }) => plus(squared(own(s2, Nh)), scaled(sign, inCorner(squared(own(s1, Ni)), Nh))));

const proofMoreOutputsBalance = thesisClaim({
  ...BALANCE,
  id: 'thm-3.4.1:proof-more-outputs-balance',
  title: 'For no > ni balance is S2′² − (S1′², 0; 0, 0) = λI',
  place: 'proof of theorem 3.4.1, no > ni, last line',
  hypotheses: [...FITTING, moreOutputs],
  cases: outputsFirst,
  statement: String.raw`\mathbf S_2'^2-\begin{pmatrix}\mathbf S_1'^2&0\\0&0\end{pmatrix}=\lambda\mathbf I`,
  judge: moreOutputsBalance(-1),
  wrong: { 'a sum': moreOutputsBalance(1), 'S2′² alone': moreOutputsBalance(0) },
});

/** S1′ of `size` values. */
const moreInputsBlocks =
  (size: (letters: ThesisLetters) => number, stacked: boolean): Blocks =>
  letters => {
    const { Ni, Nh, No, s1, s2 } = letters;
    const values = own(s1, size(letters));
    return {
      S2: beside(own(s2, No), Nh - No),
      S1: stacked ? above(values, Nh - values.rows) : beside(values, Ni - values.cols),
    };
  };

const byInputs = ({ Ni }: ThesisLetters): number => Ni;
const byHidden = ({ Nh }: ThesisLetters): number => Nh;

const proofMoreInputs = thesisClaim({
  ...BALANCE,
  id: 'thm-3.4.1:proof-more-inputs',
  title: 'For ni > no it is S2 = (S2′ 0) and S1 = (S1′; 0), S1′ of size ni×ni',
  place: 'proof of theorem 3.4.1, ni > no',
  note: 'S1 is nh×ni with nh ≤ ni: an S1′ of size ni×ni fits for nh = ni alone; it is nh×nh, with zeros beside it.',
  grade: 'sizes and notation',
  hypotheses: [...FITTING, moreInputs],
  cases: inputsFirst,
  statement: String.raw`\mathbf S_2=\begin{pmatrix}\mathbf S_2'&0\end{pmatrix},\quad\mathbf S_1=\begin{pmatrix}\mathbf S_1'\\0\end{pmatrix},\quad\mathbf S_1'\in\mathbb R^{n_i\times n_i}`,
  judge: blocksAre(moreInputsBlocks(byInputs, true)),
  corrected: {
    statement: String.raw`\mathbf S_2=\begin{pmatrix}\mathbf S_2'&0\end{pmatrix},\quad\mathbf S_1=\begin{pmatrix}\mathbf S_1'&0\end{pmatrix},\quad\mathbf S_1'\in\mathbb R^{n_h\times n_h}`,
    hypotheses: [
      ...FITTING,
      moreInputs,
      { name: 'no wider than the inputs', meaning: 'Nh ≤ Ni', holds: ({ problem: { W1 } }) => W1.rows <= W1.cols },
    ],
    judge: blocksAre(moreInputsBlocks(byHidden, false)),
  },
  wrong: {
    'as printed': blocksAre(moreInputsBlocks(byInputs, true)),
    'nh×nh with zeros below': blocksAre(moreInputsBlocks(byHidden, true)),
  },
});

const moreInputsBalance = (size: (letters: ThesisLetters) => number): Judge<Case> =>
  balanceIs(letters =>
    minus(inCorner(squared(own(letters.s2, letters.No)), size(letters)), squared(own(letters.s1, size(letters)))),
  );

const proofMoreInputsBalance = thesisClaim({
  ...BALANCE,
  id: 'thm-3.4.1:proof-more-inputs-balance',
  title: 'For ni > no balance is (S2′², 0; 0, 0) − S1′² = λI, S1′ of size ni×ni',
  place: 'proof of theorem 3.4.1, ni > no, last line',
  note: 'With S1′ of size nh×nh; for nh < ni the printed one has ni rows, λI nh.',
  grade: 'sizes and notation',
  restsOn: ['thm-3.4.1:proof-more-inputs'],
  hypotheses: [...FITTING, moreInputs],
  cases: inputsFirst,
  statement: String.raw`\begin{pmatrix}\mathbf S_2'^2&0\\0&0\end{pmatrix}-\mathbf S_1'^2=\lambda\mathbf I,\quad\mathbf S_1'\in\mathbb R^{n_i\times n_i}`,
  judge: moreInputsBalance(byInputs),
  corrected: {
    statement: String.raw`\begin{pmatrix}\mathbf S_2'^2&0\\0&0\end{pmatrix}-\mathbf S_1'^2=\lambda\mathbf I,\quad\mathbf S_1'\in\mathbb R^{n_h\times n_h}`,
    judge: moreInputsBalance(byHidden),
  },
  wrong: { 'as printed': moreInputsBalance(byInputs), 'no×no': moreInputsBalance(({ No }) => No) },
});

// F for unequal dimensions, by the letters of the task. √2·O is made of fractions, so that its products are halved.

const DIAGONAL = { section: '3.4', topic: 'Diagonalisation of F' } as const;
const UNEQUAL = [lambdaBalanced, lambdaNonzero, unequalDimensions] as const;
const unequal = thesisCases({ signs: [1, -1], accepts: ({ Ni, No }) => Ni !== No });

interface Eigenbasis {
  readonly F: M;
  /** √2·O. */
  readonly O: M;
  readonly M: M;
  readonly Lambda: M;
  readonly Ut: M;
  readonly Vt: M;
  readonly Up: M;
  readonly Vp: M;
  readonly St: M;
}

function eigenbasisOf({ Ni, No, m, lambda, Syx, Ut, Vt, st, k }: ThesisLetters): Eigenbasis {
  const outer = half(lambda);
  const F = stackRows(stackCols(scaled(outer.neg(), I(Ni)), T(Syx)), stackCols(Syx, scaled(outer, I(No))));
  const x = k.map((value, mode) => value.sub(st[mode]!).mul(Rational.of(2)).div(lambda));
  const a = x.map(value => Rational.ONE.div(exactRoot(Rational.ONE.add(value.mul(value)))));
  const [A, XA] = [diag(a), diag(a.map((value, mode) => value.mul(x[mode]!)))];
  const [V, U] = [Vt.slice(0, Ni, 0, m), Ut.slice(0, No, 0, m)];
  const [Vp, Up] = [Vt.slice(0, Ni, m, Ni), Ut.slice(0, No, m, No)];
  return {
    F,
    O: stackRows(
      stackCols(times(V, minus(A, XA)), times(V, plus(A, XA))),
      stackCols(times(U, plus(A, XA)), scaled(-1, times(U, minus(A, XA)))),
    ),
    // The absent one of both complements has no columns.
    M: stackRows(stackCols(Vp, zeroMatrix(Ni, No - m)), stackCols(zeroMatrix(No, Ni - m), Up)),
    Lambda: blkdiag(diag(k), diag(k.map(value => value.neg()))),
    ...{ Ut: U, Vt: V, Up, Vp, St: diag(st) },
  };
}

const complements = (moreHas: 'V' | 'U'): Judge<Case> =>
  isSo(given => {
    const letters = lettersOf(given);
    const { Up, Vp } = eigenbasisOf(letters);
    const { Ni, No } = letters;
    const present = No > Ni === (moreHas === 'V') ? Vp : Up;
    const absent = present === Vp ? Up : Vp;
    return {
      quantity: 'columns of Ṽ⊥ and Ũ⊥',
      isSo: present.cols > 0 && absent.cols === 0,
      reason: `ni = ${Ni}, no = ${No}: Ṽ⊥ has ${Vp.cols}, Ũ⊥ ${Up.cols} columns`,
    };
  });

const whichComplement = thesisClaim({
  ...DIAGONAL,
  id: 'thm-3.4.2:proof-which-complement',
  title: 'For no > ni it is Ṽ⊥ that is there, for no < ni Ũ⊥',
  place: 'proof of theorem 3.4.2, second and fourth sentence',
  note: 'Ũ⊥ completes the min(ni, no) left singular vectors to no, so that it is there for no > ni; Ṽ⊥ for ni > no.',
  grade: 'wrong statement',
  hypotheses: UNEQUAL,
  cases: unequal,
  statement: String.raw`n_o>n_i\Rightarrow\tilde{\mathbf V}_\perp\ne0,\tilde{\mathbf U}_\perp=0;\qquad n_o<n_i\Rightarrow\tilde{\mathbf V}_\perp=0,\tilde{\mathbf U}_\perp\ne0`,
  judge: complements('V'),
  corrected: {
    statement: String.raw`n_o>n_i\Rightarrow\tilde{\mathbf V}_\perp=0,\tilde{\mathbf U}_\perp\ne0;\qquad n_o<n_i\Rightarrow\tilde{\mathbf V}_\perp\ne0,\tilde{\mathbf U}_\perp=0`,
    judge: complements('U'),
  },
  wrong: { 'as printed': complements('V') },
});

const orthogonal = (transposed: boolean): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const { O, M: complement } = eigenbasisOf(lettersOf(given));
      const stated = times(transposed ? T(O) : O, complement);
      return [['OM', scaled(0, stated), stated]];
    }),
  );

const vanishingProduct = thesisClaim({
  ...DIAGONAL,
  id: 'thm-3.4.2:proof-om-is-zero',
  title: 'OM = 0',
  place: 'proof of theorem 3.4.2, first sentence',
  note: 'O is (ni + no)×2min(ni, no), M has ni + no rows: OᵀM is meant.',
  grade: 'sizes and notation',
  hypotheses: UNEQUAL,
  cases: unequal,
  statement: String.raw`\mathbf O\mathbf M=0`,
  judge: orthogonal(false),
  fair: { statement: String.raw`\mathbf O^\top\mathbf M=0`, judge: orthogonal(true) },
  corrected: { statement: String.raw`\mathbf O^\top\mathbf M=0`, judge: orthogonal(true) },
  wrong: {
    'as printed': orthogonal(false),
    'OᵀO = 0': exactly(given => {
      const { O } = eigenbasisOf(lettersOf(given));
      return [['OᵀO', zeroMatrix(O.cols, O.cols), times(T(O), O)]];
    }),
  },
});

/** F with the SVD put in: what F′ is called, and beside it the printed blocks with F′ in a corner. */
const inCorners = (corner: 'upper' | 'lower' | 'none', sign = 1): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      const { F, Ut, Vt, Up, Vp, St } = eigenbasisOf(letters);
      const { Ni, No, lambda } = letters;
      const outer = half(lambda);
      const map = times(Ut, St, T(Vt));
      const inner = stackRows(
        stackCols(scaled(outer.mul(Rational.of(-sign)), I(Ni)), T(map)),
        stackCols(map, scaled(outer.mul(Rational.of(sign)), I(No))),
      );
      if (corner === 'none') return [['F', inner, F]];
      const [up, down] = corner === 'upper' ? [inner, scaled(outer, I(No))] : [scaled(outer.neg(), I(Ni)), inner];
      const besides = times(Vp, St, T(Ut));
      const below = corner === 'upper' ? times(Ut, St, T(Vp)) : times(Up, St, T(Vt));
      return [['F', stackRows(stackCols(up, besides), stackCols(below, down)), F]];
    }),
  );

const MODES = String.raw`\begin{pmatrix}-\frac\lambda2\mathbb I&\tilde{\mathbf S}\\\tilde{\mathbf S}&\frac\lambda2\mathbb I\end{pmatrix}`;
const IN_COORDINATES = {
  upper: String.raw`\mathbf F=\mathbf Q\begin{pmatrix}${MODES}&0\\0&\frac\lambda2\mathbb I\end{pmatrix}\mathbf Q^\top,\quad\mathbf Q=\begin{pmatrix}\tilde{\mathbf V}&0&0\\0&\tilde{\mathbf U}&\tilde{\mathbf U}_\perp\end{pmatrix}`,
  lower: String.raw`\mathbf F=\mathbf Q\begin{pmatrix}-\frac\lambda2\mathbb I&0\\0&${MODES}\end{pmatrix}\mathbf Q^\top,\quad\mathbf Q=\begin{pmatrix}\tilde{\mathbf V}_\perp&\tilde{\mathbf V}&0\\0&0&\tilde{\mathbf U}\end{pmatrix}`,
} as const;

/**
 * The blocks as they fit: in coordinates of the singular vectors, with the complement that is there, F is F′ of the min(ni, no) modes beside ±λ/2 on that
 * complement. What is printed beside F′ are the rows of zeros of S̃.
 */
const besideComplement = (corner: 'upper' | 'lower', sign: 1 | -1): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const { F, Ut, Vt, Up, Vp, St } = eigenbasisOf(lettersOf(given));
      const outer = half(given.lambda);
      const m = St.rows;
      const modes = stackRows(stackCols(scaled(outer.neg(), I(m)), St), stackCols(St, scaled(outer, I(m))));
      const complement = corner === 'upper' ? Up : Vp;
      const rest = scaled(outer.mul(Rational.of(corner === 'upper' ? sign : -sign)), I(complement.cols));
      const [basis, blocks] =
        corner === 'upper'
          ? [blkdiag(Vt, stackCols(Ut, complement)), blkdiag(modes, rest)]
          : [blkdiag(stackCols(complement, Vt), Ut), blkdiag(rest, modes)];
      return [['F', times(basis, blocks, T(basis)), F]];
    }),
  );

const splitClaim = (id: 'eq-3.81' | 'eq-3.85'): Claim =>
  thesisClaim({
    ...DIAGONAL,
    id,
    title: `F with F′ in its ${id === 'eq-3.81' ? 'upper left' : 'lower right'} corner`,
    place: `proof of theorem 3.4.2, equations ${id === 'eq-3.81' ? '3.81 and 3.82' : '3.85'}`,
    note: 'F′ of equation 3.82 has all rows and columns of F, and S̃ does not fit beside Ṽ⊥: the printed blocks have no sizes that fit. As the absent complement has no columns, F is F′. The fair reading takes the blocks in coordinates of the singular vectors with the complement that is there: F is then F′ of the modes beside ±λ/2 on the complement, and nothing beside them.',
    grade: 'sizes and notation',
    restsOn: ['thm-3.4.2:proof-which-complement'],
    hypotheses: [...UNEQUAL, id === 'eq-3.81' ? moreOutputs : moreInputs],
    cases: unequal,
    statement:
      id === 'eq-3.81'
        ? String.raw`\mathbf F=\begin{pmatrix}\mathbf F'&\tilde{\mathbf V}_\perp\tilde{\mathbf S}\tilde{\mathbf U}^\top\\\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf V}_\perp^\top&\frac\lambda2\mathbb I\end{pmatrix}`
        : String.raw`\mathbf F=\begin{pmatrix}-\frac\lambda2\mathbb I&\tilde{\mathbf V}_\perp\tilde{\mathbf S}\tilde{\mathbf U}^\top\\\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf V}_\perp^\top&\mathbf F'\end{pmatrix}`,
    judge: inCorners(id === 'eq-3.81' ? 'upper' : 'lower'),
    fair: {
      statement: id === 'eq-3.81' ? IN_COORDINATES.upper : IN_COORDINATES.lower,
      judge: besideComplement(id === 'eq-3.81' ? 'upper' : 'lower', 1),
    },
    corrected: {
      statement: String.raw`\mathbf F=\mathbf F'=\begin{pmatrix}-\frac\lambda2\mathbb I&\tilde{\mathbf V}\tilde{\mathbf S}\tilde{\mathbf U}^\top\\\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf V}^\top&\frac\lambda2\mathbb I\end{pmatrix}`,
      judge: inCorners('none'),
    },
    wrong: {
      'λ for −λ': inCorners('none', -1),
      'as printed': inCorners(id === 'eq-3.81' ? 'upper' : 'lower'),
      'the other sign on the complement': besideComplement(id === 'eq-3.81' ? 'upper' : 'lower', -1),
    },
  });

const sandwich = (blocks: (letters: ThesisLetters, basis: Eigenbasis) => M): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      const basis = eigenbasisOf(letters);
      // Of √2·O both sides are twice what is stated; M has no such factor.
      const two = Rational.of(2);
      const { F, O, M: complement } = basis;
      const cross = times(T(O), F, complement);
      const truth = stackRows(
        stackCols(scaled(Rational.ONE.div(two), times(T(O), F, O)), cross),
        stackCols(T(cross), times(T(complement), F, complement)),
      );
      return [['(O M)ᵀF(O M)', blocks(letters, basis), truth]];
    }),
  );

const spare = ({ Ni, No }: ThesisLetters): number => Math.abs(No - Ni);
const halfLambda = (letters: ThesisLetters, sign: number): M =>
  scaled(half(letters.lambda).mul(Rational.of(sign)), I(spare(letters)));

const eq384 = thesisClaim({
  ...DIAGONAL,
  id: 'eq-3.84',
  title: '(O M)ᵀF(O M) = diag(OF′Oᵀ, λ/2·I) = diag(Λ, λ/2·I) for no > ni',
  place: 'proof of theorem 3.4.2, equation 3.84, with 3.83',
  note: 'OF′Oᵀ has no sizes that fit, O being (ni + no)×2ni; OᵀF′O is meant. The result is right.',
  grade: 'sizes and notation',
  hypotheses: [...UNEQUAL, moreOutputs],
  cases: unequal,
  statement: String.raw`\begin{pmatrix}\mathbf O^\top\\\mathbf M^\top\end{pmatrix}\mathbf F\begin{pmatrix}\mathbf O&\mathbf M\end{pmatrix}=\begin{pmatrix}\mathbf O\mathbf F'\mathbf O^\top&0\\0&\frac\lambda2\mathbb I\end{pmatrix}=\begin{pmatrix}\mathbf\Lambda&0\\0&\frac\lambda2\mathbb I\end{pmatrix}`,
  judge: sandwich((letters, { F, O }) => blkdiag(scaled(Rational.of(1, 2), times(O, F, T(O))), halfLambda(letters, 1))),
  fair: {
    statement: String.raw`\begin{pmatrix}\mathbf O^\top\mathbf F'\mathbf O&0\\0&\frac\lambda2\mathbb I\end{pmatrix}=\begin{pmatrix}\mathbf\Lambda&0\\0&\frac\lambda2\mathbb I\end{pmatrix}`,
    judge: sandwich((letters, { Lambda }) => blkdiag(Lambda, halfLambda(letters, 1))),
  },
  corrected: {
    statement: String.raw`\begin{pmatrix}\mathbf O^\top\mathbf F'\mathbf O&0\\0&\frac\lambda2\mathbb I\end{pmatrix}=\begin{pmatrix}\mathbf\Lambda&0\\0&\frac\lambda2\mathbb I\end{pmatrix}`,
    judge: sandwich((letters, { Lambda }) => blkdiag(Lambda, halfLambda(letters, 1))),
  },
  wrong: {
    '−λ/2': sandwich((letters, { Lambda }) => blkdiag(Lambda, halfLambda(letters, -1))),
    '−Λ': sandwich((letters, { Lambda }) => blkdiag(scaled(-1, Lambda), halfLambda(letters, 1))),
    'in the other order': sandwich((letters, { Lambda }) => blkdiag(halfLambda(letters, 1), Lambda)),
  },
});

const eq387 = thesisClaim({
  ...DIAGONAL,
  id: 'eq-3.87',
  title: '(O M)ᵀF(O M) = diag(−λ/2·I, Λ) for no < ni',
  place: 'proof of theorem 3.4.2, equation 3.87, with 3.86',
  note: 'In (O M) the columns of M come last, so that −λ/2·I does; theorem 3.4.2 has it there.',
  grade: 'wrong constant or sign',
  hypotheses: [...UNEQUAL, moreInputs],
  cases: unequal,
  statement: String.raw`\begin{pmatrix}\mathbf O^\top\\\mathbf M^\top\end{pmatrix}\mathbf F\begin{pmatrix}\mathbf O&\mathbf M\end{pmatrix}=\begin{pmatrix}-\frac\lambda2\mathbb I&0\\0&\mathbf\Lambda\end{pmatrix}`,
  judge: sandwich((letters, { Lambda }) => blkdiag(halfLambda(letters, -1), Lambda)),
  corrected: {
    statement: String.raw`\begin{pmatrix}\mathbf O^\top\\\mathbf M^\top\end{pmatrix}\mathbf F\begin{pmatrix}\mathbf O&\mathbf M\end{pmatrix}=\begin{pmatrix}\mathbf\Lambda&0\\0&-\frac\lambda2\mathbb I\end{pmatrix}`,
    judge: sandwich((letters, { Lambda }) => blkdiag(Lambda, halfLambda(letters, -1))),
  },
  wrong: {
    'as printed': sandwich((letters, { Lambda }) => blkdiag(halfLambda(letters, -1), Lambda)),
    'λ/2': sandwich((letters, { Lambda }) => blkdiag(Lambda, halfLambda(letters, 1))),
  },
});

// The algorithms, line by line on drawn layers W2·W1 = U S Vᵀ with fractions for S. What they are asked for, sizes and λ, need not exist.

const INITIALISATION = { section: '3.4', topic: 'Initialisation' } as const;

/** Requests: the sizes and λ of a drawn case, and for one in three the other sign of λ, for which no such weights need exist. */
const requests = thesisCases({ accepts: ({ Ni, Nh, No }) => Nh >= Math.min(Ni, No) }).map((given): Case => {
  const letters = lettersOf(given);
  const { Ni, Nh, No, U, V, s } = letters;
  const weights = {
    W2: times(U, rectangular(No, Nh, s)),
    W1: times(
      rectangular(
        Nh,
        Ni,
        s.map(() => Rational.ONE),
      ),
      T(V),
    ),
  };
  const isTurned = given.lambda.sign() !== 0 && U.at(0, 0).sign() < 0;
  const lambda = isTurned ? given.lambda.neg() : given.lambda;
  return {
    ...given,
    problem: problem({ ...weights, sigmaYX: product(rationalField, weights.W2, weights.W1) }),
    lambda,
  };
});

/** Lines 2, 5 and 11; bottlenecks are not asked for. */
const refusedAsPrinted = ({ Ni, Nh, No, lambda }: ThesisLetters): boolean => {
  const sign = lambda.sign();
  return (No === Ni && sign < 0) || (Ni > No && sign > 0) || (Nh > Math.max(Ni, No) && sign !== 0);
};

const refusedWhereNoneExist = ({ Ni, Nh, No, lambda }: ThesisLetters): boolean =>
  (lambda.sign() > 0 && Nh > No) || (lambda.sign() < 0 && Nh > Ni);

type Refusal = (letters: ThesisLetters) => boolean;

/** What is refused does not exist. */
const refusesOnly = (refused: Refusal): Judge<Case> => sizesAre((exist, letters) => !(exist && refused(letters)));

/** And what does not exist is refused. */
const refusesAll = (refused: Refusal): Judge<Case> => sizesAre((exist, letters) => exist !== refused(letters));

const refusals = thesisClaim({
  ...INITIALISATION,
  id: 'alg-1:refuses-only-what-does-not-exist',
  title: 'Algorithm 1 refuses sizes and λ for which there are no balanced weights',
  place: 'algorithm 1, lines 2 to 13',
  note: 'Sizes and λ without such weights are among the cases; where there are weights, those of the case are refused. As corrected it also refuses all for which there are none. Line 2 refuses λ < 0 for out = in (its message speaks of out above in), line 5 λ > 0 for in above out, though hidden = out has such weights; its message asks for the λ that the line refuses. Bottlenecks, which line 8 refuses by choice, are left out.',
  grade: 'wrong statement',
  hypotheses: [notBottlenecked],
  cases: anySizes,
  statement: String.raw`\text{refused}\;\Rightarrow\;\text{no }\mathbf W_1,\mathbf W_2\text{ of these sizes have }\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top=\lambda\mathbf I`,
  judge: refusesOnly(refusedAsPrinted),
  corrected: {
    statement: String.raw`\text{refused}\;\Leftrightarrow\;(\lambda>0\wedge n_h>n_o)\vee(\lambda<0\wedge n_h>n_i)\;\Leftrightarrow\;\text{no such weights}`,
    judge: refusesAll(refusedWhereNoneExist),
  },
  wrong: {
    'as printed': refusesAll(refusedAsPrinted),
    'refuses nothing': refusesAll(() => false),
    'no wide networks at all': refusesAll(({ Ni, Nh, No }) => Nh > Math.min(Ni, No)),
    'no negative λ': refusesAll(({ lambda }) => lambda.sign() < 0),
  },
});

type Diagonals = (letters: ThesisLetters) => { readonly S1: M; readonly S2: M };

const equalDimensionalParts = ({ s, lambda }: ThesisLetters) => ({
  first: s.map(value => exactRoot(half(rootOf(lambda, value).sub(lambda)))),
  second: s.map(value => exactRoot(half(rootOf(lambda, value).add(lambda)))),
});

const rootsOn = (count: number, value: Rational): Rational[] =>
  count > 0 ? new Array<Rational>(count).fill(exactRoot(value)) : [];

/** Lines 20 to 26: blocks of the sizes that are printed; equal dimensions have the values of lines 18 and 19 alone. */
const diagonalsAsPrinted: Diagonals = letters => {
  const { Ni, Nh, No, lambda } = letters;
  const { first, second } = equalDimensionalParts(letters);
  if (No > Ni) return { S2: diag([...second, ...rootsOn(Nh - Ni, lambda)]), S1: inCorner(diag(first), Nh) };
  if (Ni > No) return { S1: diag([...first, ...rootsOn(Nh - No, lambda.neg())]), S2: inCorner(diag(second), Nh) };
  return { S1: diag(first), S2: diag(second) };
};

/** The same values with as many zeros as the sizes ask for. */
const diagonalsThatFit: Diagonals = letters => {
  const { Ni, Nh, No, lambda } = letters;
  const { first, second } = equalDimensionalParts(letters);
  const [more1, more2] = [
    No > Ni ? [] : rootsOn(Ni > No ? Nh - No : 0, lambda.neg()),
    Ni > No ? [] : rootsOn(No > Ni ? Nh - Ni : 0, lambda),
  ];
  return { S1: rectangular(Nh, Ni, [...first, ...more1]), S2: rectangular(No, Nh, [...second, ...more2]) };
};

const returnsBalanced = (diagonals: Diagonals, refused: (letters: ThesisLetters) => boolean, factor = 1): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      if (refused(letters)) return [];
      const { U, V, R, Nh, lambda } = letters;
      const { S1, S2 } = diagonals(letters);
      const [W2, W1] = [times(U, S2, T(R)), times(R, S1, T(V))];
      const balance = minus(times(T(W2), W2), times(W1, T(W1)));
      return [['W2ᵀW2 − W1W1ᵀ', scaled(lambda.mul(Rational.of(factor)), I(Nh)), balance]];
    }),
  );

const output = thesisClaim({
  ...INITIALISATION,
  id: 'alg-1:output-is-lambda-balanced',
  title: 'Algorithm 1 returns λ-balanced weights of the sizes asked for',
  place: 'algorithm 1, lines 14 to 29',
  note: 'The S2 of line 21 has hidden rows where U has out columns; no line sets S1 and S2 for equal dimensions, which are read as lines 18 and 19. With zeros where they fit (fair reading) the algorithm still does not refuse out above in with λ < 0 and hidden above in, where line 21 takes the root of λ. √(λ² + 4S²) ± λ is read in lines 18 and 19, as for domine2025/alg-1:output-is-lambda-balanced.',
  grade: 'wrong statement',
  cases: requests,
  statement: String.raw`\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top=\lambda\mathbf I`,
  judge: returnsBalanced(diagonalsAsPrinted, refusedAsPrinted),
  fair: { judge: returnsBalanced(diagonalsThatFit, refusedAsPrinted) },
  corrected: {
    statement: String.raw`\text{with zeros where sizes ask for them, refusing }(\lambda>0\wedge n_h>n_o)\vee(\lambda<0\wedge n_h>n_i):\ \mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top=\lambda\mathbf I`,
    judge: returnsBalanced(diagonalsThatFit, refusedWhereNoneExist),
  },
  wrong: {
    '−λ': returnsBalanced(diagonalsThatFit, refusedWhereNoneExist, -1),
    'the refusals as printed': returnsBalanced(diagonalsThatFit, refusedAsPrinted),
    'blocks as printed': returnsBalanced(diagonalsAsPrinted, refusedWhereNoneExist),
  },
});

/** Lines 5 and 6 of algorithm 2 on weights of algorithm 1, the factors of a drawn case; `thin`: with min(ni, no) singular vectors. */
function aligned(letters: ThesisLetters, thin: boolean): { readonly W1: M; readonly W2: M } {
  const { U, V, Ut, Vt, W1, W2, m } = letters;
  const [left, own2] = thin ? [Ut.slice(0, Ut.rows, 0, m), U.slice(0, U.rows, 0, m)] : [Ut, U];
  const [right, own1] = thin ? [Vt.slice(0, Vt.rows, 0, m), V.slice(0, V.rows, 0, m)] : [Vt, V];
  return { W2: times(left, T(own2), W2), W1: times(W1, own1, T(right)) };
}

const alignedIsBalanced = (thin: boolean, factor = 1): Judge<Case> =>
  exactly(given => {
    const letters = lettersOf(given);
    const { W1, W2 } = aligned(letters, thin);
    const balance = minus(times(T(W2), W2), times(W1, T(W1)));
    return [['W2ᵀW2 − W1W1ᵀ', scaled(letters.lambda.mul(Rational.of(factor)), I(letters.Nh)), balance]];
  });

const alignedHasItsVectors = (pick: (letters: ThesisLetters) => { readonly W1: M; readonly W2: M }): Judge<Case> =>
  exactly(given => {
    const letters = lettersOf(given);
    const { W1, W2 } = pick(letters);
    const { Ut, Vt, No, Ni, s } = letters;
    return [['ŨᵀW2W1Ṽ', rectangular(No, Ni, s), times(T(Ut), W2, W1, Vt)]];
  });

const FULL =
  'U and V of both decompositions are read with all singular vectors; with min(ni, no) of them what the larger layer has beyond is cut off.';

const algorithm2 = [
  thesisClaim({
    ...INITIALISATION,
    id: 'alg-2:output-is-lambda-balanced',
    title: 'Algorithm 2 returns λ-balanced weights',
    place: 'algorithm 2, lines 5 to 7',
    note: FULL,
    hypotheses: [lambdaBalanced],
    cases: thesisCases(),
    statement: String.raw`\mathbf W_2\leftarrow\mathbf U\mathbf U_{\_}^\top\mathbf W_2,\ \mathbf W_1\leftarrow\mathbf W_1\mathbf V_{\_}\mathbf V^\top:\quad\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top=\lambda\mathbf I`,
    judge: alignedIsBalanced(false),
    wrong: { '−λ': alignedIsBalanced(false, -1), 'with min(ni, no) singular vectors': alignedIsBalanced(true) },
  }),
  thesisClaim({
    ...INITIALISATION,
    id: 'alg-2:output-is-aligned',
    title: 'Algorithm 2 returns weights whose product has the singular vectors of the task',
    place: 'algorithm 2, lines 5 to 7',
    note: FULL,
    hypotheses: [lambdaBalanced],
    cases: thesisCases(),
    statement: String.raw`\tilde{\mathbf U}^\top\mathbf W_2\mathbf W_1\tilde{\mathbf V}=\mathbf S`,
    judge: alignedHasItsVectors(letters => aligned(letters, false)),
    wrong: {
      'without line 5': alignedHasItsVectors(letters => ({ ...aligned(letters, false), W2: letters.W2 })),
      'without line 6': alignedHasItsVectors(letters => ({ ...aligned(letters, false), W1: letters.W1 })),
    },
  }),
];

export const sec34: readonly Claim[] = [
  widthsBetween,
  wideBlocks,
  wideBalance,
  proofMoreOutputs,
  proofMoreOutputsBalance,
  proofMoreInputs,
  proofMoreInputsBalance,
  whichComplement,
  vanishingProduct,
  splitClaim('eq-3.81'),
  splitClaim('eq-3.85'),
  eq384,
  eq387,
  refusals,
  output,
  ...algorithm2,
];
