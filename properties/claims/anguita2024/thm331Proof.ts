import { exactVelocity } from '../../../oracles/taylor/exactVelocity.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { inverse, stackCols, stackRows } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { truncatedSeries } from '../../../src/numbers/truncatedSeries.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { lambdaNonzero } from '../../hypotheses/lambdaNonzero.ts';
import { lambdaPositive } from '../../hypotheses/lambdaPositive.ts';
import { notBottlenecked } from '../../hypotheses/notBottlenecked.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { I, minus, plus, scaled, T, times } from '../_exact.ts';
import { type ExactSides, exactly, isSo } from '../_exactly.ts';
import { thesisClaim } from './_claim.ts';
import {
  blkdiag,
  diag,
  exactRoot,
  half,
  lettersOf,
  rectangular,
  type ThesisLetters,
  thesisCases,
} from './_thesisCases.ts';

// Steps of the proof of theorem 3.3.1 with R as a letter. For λ ≠ 0 and Ni = No all widths are equal. √2·O is made of fractions and stands for O where a
// factor √2 is told; e^{Λt/τ} enters the lines below equation 3.66 as a diagonal matrix diag(e, 1/e) alone, and they are compared for fractions e > 1 in its
// place, one for each mode: for one mode every such e is e^{Kt/τ} at some time.

type M = Matrix<Rational>;
const { ONE } = Rational;
const two = Rational.of(2);

const SECTION = { section: '3.3', topic: 'Proof of theorem 3.3.1' } as const;
const HYPOTHESES = [whitened, lambdaBalanced, equalDimensions] as const;
const NONZERO = [...HYPOTHESES, notBottlenecked, lambdaNonzero] as const;
const equalWidths = thesisCases({ signs: [1, -1], accepts: ({ Ni, Nh, No }) => Ni === No && Nh === Ni });
const anyEqual = thesisCases({ accepts: ({ Ni, No }) => Ni === No });

/** Letters of one case: O is √2 times that of the text, B and C are the text's. */
function spectrumOf(letters: ThesisLetters) {
  const { m, lambda, U, V, R, s1, s2, Ut, Vt, st, k, W1, W2 } = letters;
  const x = k.map((value, mode) => value.sub(st[mode]!).mul(two).div(lambda));
  const a = x.map(value => ONE.div(exactRoot(ONE.add(value.mul(value)))));
  const [A, XA] = [diag(a), diag(a.map((value, mode) => value.mul(x[mode]!)))];
  const [difference, sum] = [minus(A, XA), plus(A, XA)];
  const O = stackRows(
    stackCols(times(Vt, difference), times(Vt, sum)),
    stackCols(times(Ut, sum), scaled(-1, times(Ut, difference))),
  );
  const [S1, S2] = [rectangular(m, m, s1), rectangular(m, m, s2)];
  const B = plus(times(S2, T(U), Ut, sum), times(S1, T(V), Vt, difference));
  const C = minus(times(S2, T(U), Ut, difference), times(S1, T(V), Vt, sum));
  // Fractions e > 1, in the order of K.
  const e = k.map(value => ONE.add(value));
  return {
    ...letters,
    ...{ A, XA, difference, sum, O, S1, S2, B, C, R },
    Q0: stackRows(T(W1), W2),
    Lambda: blkdiag(diag(k), diag(k.map(value => value.neg()))),
    E: blkdiag(diag(e), diag(e.map(value => ONE.div(value)))),
  };
}

type Spectrum = ReturnType<typeof spectrumOf>;

const steps = (sidesOf: (letters: Spectrum) => ExactSides): Judge<Case> =>
  exactly(given => sidesOf(spectrumOf(lettersOf(given))));

// Equations 3.54 to 3.57: √2·OᵀQ(0).

const ofStart = (stated: (letters: Spectrum) => M): Judge<Case> =>
  steps(letters => [['√2·OᵀQ(0)', stated(letters), times(T(letters.O), letters.Q0)]]);

const rowsOfStart = ({ difference, sum, Ut, Vt, U, V, S1, S2 }: Spectrum, sign = -1): readonly [M, M] => [
  plus(times(difference, T(Vt), V, S1), times(sum, T(Ut), U, S2)),
  plus(times(sum, T(Vt), V, S1), scaled(sign, times(difference, T(Ut), U, S2))),
];

const startClaim = (
  id: string,
  title: string,
  statement: string,
  stated: (letters: Spectrum) => M,
  wrong: Readonly<Record<string, (letters: Spectrum) => M>>,
): Claim =>
  thesisClaim({
    ...SECTION,
    id,
    title,
    place: `proof of theorem 3.3.1, equation ${id.slice(3)}`,
    hypotheses: NONZERO,
    cases: equalWidths,
    statement,
    judge: ofStart(stated),
    wrong: Object.fromEntries(Object.entries(wrong).map(([name, other]) => [name, ofStart(other)])),
  });

const decomposed = ({ O, U, V, R, S1, S2 }: Spectrum, factor = 1): M =>
  times(T(O), stackRows(times(V, S1, T(R)), scaled(factor, times(U, S2, T(R)))));

const eq355 = startClaim(
  'eq-3.55',
  'OᵀQ(0) with the decompositions of both layers put in',
  String.raw`\mathbf O^\top\mathbf Q(0)=\mathbf O^\top\begin{pmatrix}\mathbf V\mathbf S_1\mathbf R^\top\\\mathbf U\mathbf S_2\mathbf R^\top\end{pmatrix}`,
  decomposed,
  {
    'S1 and S2 exchanged': letters => decomposed({ ...letters, S1: letters.S2, S2: letters.S1 }),
    'R for its transpose': letters => decomposed({ ...letters, R: T(letters.R) }),
    'the other sign of W2': letters => decomposed(letters, -1),
  },
);

const multiplied = (letters: Spectrum, sign = -1): M => {
  const [upper, lower] = rowsOfStart(letters, sign);
  return stackRows(times(upper, T(letters.R)), times(lower, T(letters.R)));
};

const eq356 = startClaim(
  'eq-3.56',
  'OᵀQ(0), multiplied out',
  String.raw`\mathbf O^\top\mathbf Q(0)=\tfrac1{\sqrt2}\begin{pmatrix}(\mathbf A-\mathbf X\mathbf A)\tilde{\mathbf V}^\top\mathbf V\mathbf S_1\mathbf R^\top+(\mathbf A+\mathbf X\mathbf A)\tilde{\mathbf U}^\top\mathbf U\mathbf S_2\mathbf R^\top\\(\mathbf A+\mathbf X\mathbf A)\tilde{\mathbf V}^\top\mathbf V\mathbf S_1\mathbf R^\top-(\mathbf A-\mathbf X\mathbf A)\tilde{\mathbf U}^\top\mathbf U\mathbf S_2\mathbf R^\top\end{pmatrix}`,
  multiplied,
  {
    'a plus below': letters => multiplied(letters, 1),
    'A − XA and A + XA exchanged': letters =>
      multiplied({ ...letters, difference: letters.sum, sum: letters.difference }),
  },
);

const takenOut = (letters: Spectrum, R: M = T(letters.R)): M => times(stackRows(...rowsOfStart(letters)), R);

const eq357 = startClaim(
  'eq-3.57',
  'OᵀQ(0) with Rᵀ taken out',
  String.raw`\mathbf O^\top\mathbf Q(0)=\tfrac1{\sqrt2}\begin{pmatrix}(\mathbf A-\mathbf X\mathbf A)\tilde{\mathbf V}^\top\mathbf V\mathbf S_1+(\mathbf A+\mathbf X\mathbf A)\tilde{\mathbf U}^\top\mathbf U\mathbf S_2\\(\mathbf A+\mathbf X\mathbf A)\tilde{\mathbf V}^\top\mathbf V\mathbf S_1-(\mathbf A-\mathbf X\mathbf A)\tilde{\mathbf U}^\top\mathbf U\mathbf S_2\end{pmatrix}\mathbf R^\top`,
  takenOut,
  {
    'R for its transpose': letters => takenOut(letters, letters.R),
    'without it': letters => takenOut(letters, I(letters.m)),
  },
);

const withR = ({ B, C, R }: Spectrum, sign = -1): M => times(stackRows(T(B), scaled(sign, T(C))), T(R));

const eq362 = startClaim(
  'eq-3.62:with-r',
  'OᵀQ(0) = (Bᵀ; −Cᵀ)Rᵀ/√2, as it stands',
  String.raw`\mathbf O^\top\mathbf Q(0)=\tfrac1{\sqrt2}\begin{pmatrix}\mathbf B^\top\\-\mathbf C^\top\end{pmatrix}\mathbf R^\top`,
  withR,
  {
    Cᵀ: letters => withR(letters, 1),
    'B and C exchanged': letters => withR({ ...letters, B: letters.C, C: letters.B }),
  },
);

// Equations 3.67 to 3.74: brackets, without their exponent −1, each against the line above it (corrected where that is wrong).

/** O·inner·Oᵀ with the O of the text. */
const between = ({ O }: Spectrum, inner: M): M => scaled(half(ONE), times(O, inner, T(O)));
const bracket = ({ Q0, m }: Spectrum, inner: M): M => plus(I(m), scaled(half(ONE), times(T(Q0), inner, Q0)));
const invert = (a: M): M => inverse(rationalField, a);
const unit = ({ m }: Spectrum): M => I(2 * m);

/** The right one of equations 3.68 to 3.70: E stands for e^{Λt/τ}, or for e^{2Λt/τ} as equation 3.67 needs it. */
const rightBracket = (letters: Spectrum): M =>
  bracket(letters, between(letters, times(minus(letters.E, unit(letters)), invert(letters.Lambda))));

const bracketIs = (stated: (letters: Spectrum) => M, truth: (letters: Spectrum) => M = rightBracket): Judge<Case> =>
  steps(letters => [['the bracket', stated(letters), truth(letters)]]);

const STEP =
  'E stands for e^{Λt/τ}; that it has to be e^{2Λt/τ} is told of equation 3.67. Each line is judged against the one above it, where need be as corrected.';

const eq368 = thesisClaim({
  ...SECTION,
  id: 'eq-3.68',
  title: 'O and Q(0) taken out of the inverse',
  place: 'proof of theorem 3.3.1, equation 3.68',
  note: STEP,
  restsOn: ['eq-3.67'],
  hypotheses: NONZERO,
  cases: equalWidths,
  statement: String.raw`\mathbf I+\tfrac12\mathbf Q(0)^\top\mathbf O\left(e^{\mathbf\Lambda\frac t\tau}\mathbf\Lambda^{-1}-\mathbf\Lambda^{-1}\right)\mathbf O^\top\mathbf Q(0)`,
  judge: bracketIs(letters => eq368Bracket(letters, -1), eq367Bracket),
  wrong: {
    'a sum': bracketIs(letters => eq368Bracket(letters, 1), eq367Bracket),
    'the first term alone': bracketIs(letters => eq368Bracket(letters, 0), eq367Bracket),
  },
});

function eq367Bracket(letters: Spectrum): M {
  const { E, Lambda } = letters;
  return bracket(letters, minus(between(letters, times(E, invert(Lambda))), between(letters, invert(Lambda))));
}

function eq368Bracket(letters: Spectrum, sign: number): M {
  const { E, Lambda } = letters;
  return bracket(letters, between(letters, plus(times(E, invert(Lambda)), scaled(sign, invert(Lambda)))));
}

/** (EΛ⁻¹ − I)Λ⁻¹ as printed, (E − I)Λ⁻¹ as it has to be. */
const eq369Bracket =
  (asPrinted: boolean, sign = -1) =>
  (letters: Spectrum): M => {
    const { E, Lambda } = letters;
    const first = asPrinted ? times(E, invert(Lambda)) : E;
    return bracket(letters, between(letters, times(plus(first, scaled(sign, unit(letters))), invert(Lambda))));
  };

const eq369 = thesisClaim({
  ...SECTION,
  id: 'eq-3.69',
  title: 'Λ⁻¹ taken out of the bracket, and left in it',
  place: 'proof of theorem 3.3.1, equation 3.69',
  note: STEP,
  grade: 'wrong constant or sign',
  restsOn: ['eq-3.68'],
  hypotheses: NONZERO,
  cases: equalWidths,
  statement: String.raw`\mathbf I+\tfrac12\mathbf Q(0)^\top\mathbf O\left(e^{\mathbf\Lambda\frac t\tau}\mathbf\Lambda^{-1}-\mathbf I\right)\mathbf\Lambda^{-1}\mathbf O^\top\mathbf Q(0)`,
  judge: bracketIs(eq369Bracket(true)),
  corrected: {
    statement: String.raw`\mathbf I+\tfrac12\mathbf Q(0)^\top\mathbf O\left(e^{\mathbf\Lambda\frac t\tau}-\mathbf I\right)\mathbf\Lambda^{-1}\mathbf O^\top\mathbf Q(0)`,
    judge: bracketIs(eq369Bracket(false), eq367Bracket),
  },
  wrong: { 'as printed': bracketIs(eq369Bracket(true)), 'a sum': bracketIs(eq369Bracket(false, 1), eq367Bracket) },
});

const eq370Bracket =
  (factor: Rational) =>
  (letters: Spectrum): M => {
    const { E, Lambda, Q0, m } = letters;
    const term = (inner: M, share: Rational): M => scaled(share, times(T(Q0), between(letters, inner), Q0));
    return minus(plus(I(m), term(times(E, invert(Lambda)), half(ONE))), term(invert(Lambda), factor));
  };

const eq370 = thesisClaim({
  ...SECTION,
  id: 'eq-3.70',
  title: 'The bracket as two terms',
  place: 'proof of theorem 3.3.1, equation 3.70',
  note: STEP,
  restsOn: ['eq-3.69'],
  hypotheses: NONZERO,
  cases: equalWidths,
  statement: String.raw`\mathbf I+\tfrac12\mathbf Q(0)^\top\mathbf Oe^{\mathbf\Lambda\frac t\tau}\mathbf\Lambda^{-1}\mathbf O^\top\mathbf Q(0)-\tfrac12\mathbf Q(0)^\top\mathbf O\mathbf\Lambda^{-1}\mathbf O^\top\mathbf Q(0)`,
  judge: bracketIs(eq370Bracket(half(ONE))),
  wrong: {
    'twice the second': bracketIs(eq370Bracket(ONE)),
    'the other sign': bracketIs(eq370Bracket(half(ONE).neg())),
  },
});

/** RᵀNR of a bracket N by B and C: I + ¼(B −C)·inner·(Bᵀ; −Cᵀ). */
const byBAndC =
  (inner: (letters: Spectrum) => M) =>
  (letters: Spectrum): M => {
    const { B, C, m } = letters;
    const outer = stackCols(B, scaled(-1, C));
    return plus(I(m), scaled(Rational.of(1, 4), times(outer, inner(letters), T(outer))));
  };

/** R stands on both sides of the true bracket. */
const withoutR = (letters: Spectrum): M => times(T(letters.R), rightBracket(letters), letters.R);

const eq371 = thesisClaim({
  ...SECTION,
  id: 'eq-3.71',
  title: 'The bracket by B and C, without Λ⁻¹ and the second term',
  place: 'proof of theorem 3.3.1, equation 3.71; equations 3.72, 3.73 and 3.74 repeat it',
  note: `${STEP} R, which the print leaves out on both sides, is taken out of the line above, too. Λ⁻¹ and the second term are back in equation 3.75.`,
  grade: 'wrong constant or sign',
  restsOn: ['eq-3.70', 'eq-3.62:with-r'],
  hypotheses: NONZERO,
  cases: equalWidths,
  statement: String.raw`\mathbf I+\tfrac14\begin{bmatrix}\mathbf B&-\mathbf C\end{bmatrix}\begin{pmatrix}e^{\sqrt{\tilde{\mathbf S}^2+\frac{\lambda^2}4}\frac t\tau}&0\\0&e^{-\sqrt{\tilde{\mathbf S}^2+\frac{\lambda^2}4}\frac t\tau}\end{pmatrix}\begin{pmatrix}\mathbf B^\top\\-\mathbf C^\top\end{pmatrix}`,
  judge: bracketIs(
    byBAndC(({ E }) => E),
    withoutR,
  ),
  corrected: {
    statement: String.raw`\mathbf I+\tfrac14\begin{bmatrix}\mathbf B&-\mathbf C\end{bmatrix}\left(e^{\mathbf\Lambda\frac t\tau}-\mathbf I\right)\mathbf\Lambda^{-1}\begin{pmatrix}\mathbf B^\top\\-\mathbf C^\top\end{pmatrix}`,
    judge: bracketIs(
      byBAndC(letters => times(minus(letters.E, unit(letters)), invert(letters.Lambda))),
      withoutR,
    ),
  },
  wrong: {
    'as printed': bracketIs(
      byBAndC(({ E }) => E),
      withoutR,
    ),
    'without the second term': bracketIs(
      byBAndC(({ E, Lambda }) => times(E, invert(Lambda))),
      withoutR,
    ),
    'without Λ⁻¹': bracketIs(
      byBAndC(letters => minus(letters.E, unit(letters))),
      withoutR,
    ),
  },
});

// Equation 3.22, and the quadrants of equation 3.39.

/** τ d(QQᵀ)/dt of the raw flow, by Q as a whole. */
function rateOfQqt({ problem }: Case): M {
  const { W1, W2, tau } = problem;
  const velocity = exactVelocity(problem);
  const [Q, dQ] = [stackRows(T(W1), W2), stackRows(T(velocity.W1), velocity.W2)];
  return scaled(tau, plus(times(dQ, T(Q)), times(Q, T(dQ))));
}

const quadrants = (
  blocks: (given: Case, rates: { readonly W1: M; readonly W2: M }) => readonly [M, M, M, M],
): Judge<Case> =>
  exactly(given => {
    const { tau } = given.problem;
    const [a, b, c, d] = blocks(given, exactVelocity(given.problem));
    return [['τ d(QQᵀ)/dt', scaled(tau, stackRows(stackCols(a, b), stackCols(c, d))), rateOfQqt(given)]];
  });

const ratesOfBlocks = (transposed: boolean): Judge<Case> =>
  quadrants(({ problem: { W1, W2 } }, rates) => {
    const own = (a: M): M => (transposed ? T(a) : a);
    return [
      plus(times(T(rates.W1), W1), times(T(W1), rates.W1)),
      plus(times(T(rates.W1), own(W2)), times(T(W1), own(rates.W2))),
      plus(times(rates.W2, W1), times(W2, rates.W1)),
      transposed
        ? plus(times(rates.W2, T(W2)), times(W2, T(rates.W2)))
        : plus(times(T(rates.W2), W2), times(T(W2), rates.W2)),
    ];
  });

const eq322 = thesisClaim({
  ...SECTION,
  topic: 'The Riccati equation and its closed forms',
  id: 'eq-3.22',
  title: 'The rate of QQᵀ, block by block',
  place: 'proof of theorem 3.3.1, equation 3.22',
  note: 'The transposes of W2 are missing in the upper right block, and stand on the wrong factor in the lower right one: W2 = (0, 1; 0, 0) tells them apart. Equations 3.27 and 3.33 have them right.',
  grade: 'wrong constant or sign',
  hypotheses: HYPOTHESES,
  cases: anyEqual,
  statement: String.raw`\tau\frac d{dt}(\mathbf Q\mathbf Q^\top)=\tau\begin{bmatrix}\dot{\mathbf W}_1^\top\mathbf W_1+\mathbf W_1^\top\dot{\mathbf W}_1&\dot{\mathbf W}_1^\top\mathbf W_2+\mathbf W_1^\top\dot{\mathbf W}_2\\\dot{\mathbf W}_2\mathbf W_1+\mathbf W_2\dot{\mathbf W}_1&\dot{\mathbf W}_2^\top\mathbf W_2+\mathbf W_2^\top\dot{\mathbf W}_2\end{bmatrix}`,
  judge: ratesOfBlocks(false),
  corrected: {
    statement: String.raw`\tau\frac d{dt}(\mathbf Q\mathbf Q^\top)=\tau\begin{bmatrix}\dot{\mathbf W}_1^\top\mathbf W_1+\mathbf W_1^\top\dot{\mathbf W}_1&\dot{\mathbf W}_1^\top\mathbf W_2^\top+\mathbf W_1^\top\dot{\mathbf W}_2^\top\\\dot{\mathbf W}_2\mathbf W_1+\mathbf W_2\dot{\mathbf W}_1&\dot{\mathbf W}_2\mathbf W_2^\top+\mathbf W_2\dot{\mathbf W}_2^\top\end{bmatrix}`,
    judge: ratesOfBlocks(true),
  },
  wrong: { 'as printed': ratesOfBlocks(false) },
});

/** Blocks of FQQᵀ + QQᵀF − (QQᵀ)², with `sign` before λ in the upper left and its opposite in the lower right. */
const riccatiBlocks = (sign = 1): Judge<Case> =>
  exactly(given => {
    const { W1, W2, Syx, lambda, Ni, No } = lettersOf(given);
    const outer = half(lambda);
    const F = stackRows(stackCols(scaled(outer.neg(), I(Ni)), T(Syx)), stackCols(Syx, scaled(outer, I(No))));
    const Q = stackRows(T(W1), W2);
    const G = times(Q, T(Q));
    const right = minus(plus(times(F, G), times(G, F)), times(G, G));
    const [map, gram1, gram2] = [times(W2, W1), times(T(W1), W1), times(W2, T(W2))];
    const signed = lambda.mul(Rational.of(sign));
    const upperLeft = minus(
      minus(plus(times(T(Syx), map), times(T(map), Syx)), times(T(map), map)),
      plus(times(gram1, gram1), scaled(signed, gram1)),
    );
    const upperRight = minus(
      plus(times(T(Syx), gram2), times(gram1, T(Syx))),
      plus(times(gram1, T(map)), times(T(map), gram2)),
    );
    const lowerRight = minus(
      minus(plus(times(Syx, T(map)), times(map, T(Syx))), times(map, T(map))),
      plus(times(gram2, gram2), scaled(signed.neg(), gram2)),
    );
    const stated = stackRows(stackCols(upperLeft, upperRight), stackCols(T(upperRight), lowerRight));
    return [['blocks of FQQᵀ + QQᵀF − (QQᵀ)²', stated, right]];
  });

const fourQuadrants = thesisClaim({
  ...SECTION,
  topic: 'The Riccati equation and its closed forms',
  id: 'thm-3.3.1:proof-four-quadrants',
  title: 'The blocks of the Riccati equation are equations 3.26, 3.29, 3.32 and 3.37',
  place: 'proof of theorem 3.3.1, below equation 3.40',
  restsOn: ['eq-3.26', 'eq-3.29', 'eq-3.32', 'eq-3.37'],
  hypotheses: HYPOTHESES,
  cases: anyEqual,
  statement: String.raw`\mathbf F\mathbf Q\mathbf Q^\top+\mathbf Q\mathbf Q^\top\mathbf F-(\mathbf Q\mathbf Q^\top)^2=\begin{bmatrix}(3.26)&(3.29)\\(3.32)&(3.37)\end{bmatrix}`,
  judge: riccatiBlocks(),
  wrong: { '−λ': riccatiBlocks(-1), '2λ': riccatiBlocks(2), 'no λ': riccatiBlocks(0) },
});

const taskIs = (transposed: boolean, factor = 1): Judge<Case> =>
  exactly(given => {
    const { Ut, Vt, st, Syx } = lettersOf(given);
    return [['Σyx', scaled(factor, times(Ut, diag(st), transposed ? T(Vt) : Vt)), Syx]];
  });

const taskWithoutTranspose = thesisClaim({
  ...SECTION,
  topic: 'The Riccati equation and its closed forms',
  id: 'thm-3.3.1.3:task',
  title: 'Σyx = ŨS̃Ṽ',
  place: 'theorem 3.3.1, part 3, last line',
  note: 'The transpose of Ṽ is missing; the theorem itself takes it as it has to be.',
  grade: 'sizes and notation',
  hypotheses: HYPOTHESES,
  cases: anyEqual,
  statement: String.raw`\mathbf\Sigma^{yx}=\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf V}`,
  judge: taskIs(false),
  corrected: {
    statement: String.raw`\mathbf\Sigma^{yx}=\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf V}^\top`,
    judge: taskIs(true),
  },
  wrong: { 'as printed': taskIs(false), 'minus that': taskIs(true, -1) },
});

// λ → 0 and |λ| → ∞, by exact series.

const ORDER = 4;
const series = truncatedSeries(rationalField, ORDER);
type Series = readonly Rational[];

const atOrder = (order: number, value: Rational): Series =>
  Array.from({ length: ORDER + 1 }, (_, k) => (k === order ? value : Rational.ZERO));

/** √(λ² + 4s²) about λ = 0⁺. */
function rootNearZero(s: Rational): Series {
  const lambda = atOrder(1, ONE);
  if (s.sign() === 0) return lambda;
  const constant = series.of(s.mul(two));
  return series.sqrt(series.add(series.mul(lambda, lambda), series.mul(constant, constant)));
}

/** X = (√(λ² + 4s²) − 2s)/λ at λ = 0⁺: the root less 2s has no constant term, so that dividing by λ takes its coefficients one place down. */
const limitOfX = (s: Rational): Rational => series.sub(rootNearZero(s), series.of(s.mul(two)))[1]!;

/** (√(λ² + 4s²) ± λ)/2 at λ = 0⁺. */
const limitOfSquares = (s: Rational): Rational => half(rootNearZero(s)[0]!);

const limitAtZero = (
  limits: (s: Rational) => { readonly X: Rational; readonly A2: Rational; readonly S2: Rational },
): Judge<Case> =>
  exactly(given => {
    const { s } = lettersOf(given);
    return s.flatMap((value): ExactSides => {
      const stated = limits(value);
      const x = limitOfX(value);
      return [
        ['lim X', stated.X, x],
        ['lim A²', stated.A2, ONE.div(ONE.add(x.mul(x)))],
        ['lim S1² = lim S2²', stated.S2, limitOfSquares(value)],
      ];
    });
  });

const limitLambdaToZero = thesisClaim({
  ...SECTION,
  id: 'sec-3.3:limit-lambda-to-zero',
  title: 'For λ → 0 it is A → I, XA → 0 and S1 = S2 = √S',
  place: 'section 3.3, after the proof of theorem 3.3.1',
  note: 'X → 0 is judged beside A. Of a mode that the task has not, s̃ = 0, X is |λ|/λ = ±1 and A = 1/√2 for every λ.',
  grade: 'missing hypothesis',
  hypotheses: [...HYPOTHESES],
  cases: thesisCases({ signs: [1], task: 'learned', accepts: ({ Ni, No }) => Ni === No }),
  statement: String.raw`\lambda\to0:\quad\mathbf A\to\mathbb I,\quad\mathbf X\mathbf A\to0,\quad\mathbf S_1=\mathbf S_2=\sqrt{\mathbf S}`,
  judge: limitAtZero(s => ({ X: Rational.ZERO, A2: ONE, S2: s })),
  narrowed: { hypotheses: [...HYPOTHESES, fullRankTask] },
  wrong: {
    'A → I/√2': limitAtZero(s => ({ X: Rational.ZERO, A2: half(ONE), S2: s })),
    'X → I': limitAtZero(s => ({ X: ONE, A2: ONE, S2: s })),
    'S1 = S2 = S': limitAtZero(s => ({ X: Rational.ZERO, A2: ONE, S2: s.mul(s) })),
    'S1 = S2 = √(2S)': limitAtZero(s => ({ X: Rational.ZERO, A2: ONE, S2: s.mul(two) })),
  },
});

/** Coefficients of K/|λ| in 1/|λ|, K = √(s̃² + λ²/4). */
const kIs = (upTo: number, stated: Series): Judge<Case> =>
  exactly(given => {
    const { st } = lettersOf(given);
    return st.map(value => {
      const square = atOrder(2, value.mul(value).mul(Rational.of(4)));
      const k = series.div(series.sqrt(series.add(series.one, square)), series.of(two));
      const first = (all: Series): M => diag(all.slice(0, upTo + 1));
      return [`coefficients of |λ|^1 to |λ|^${1 - upTo} in K`, first(stated), first(k)];
    });
  });

const nonzero = thesisCases({ signs: [1, -1] });

const kNearHalfLambda = thesisClaim({
  ...SECTION,
  topic: 'Learning rates',
  id: 'sec-3.3:k-near-half-lambda',
  title: 'For large |λ| K is near to |λ|/2',
  place: 'section 3.3, before figure 3.5',
  note: 'Near is read as a difference that tends to 0; it is s̃²/|λ| + O(|λ|⁻³).',
  cases: nonzero,
  statement: String.raw`\sqrt{\tilde{\mathbf S}^2+\tfrac{\lambda^2}4}-\tfrac{|\lambda|}2\to0\qquad(|\lambda|\to\infty)`,
  judge: kIs(1, atOrder(0, half(ONE))),
  wrong: { 'near to |λ|': kIs(1, atOrder(0, ONE)), 'to one order more': kIs(2, atOrder(0, half(ONE))) },
});

const exponentialOfLambda = thesisClaim({
  ...SECTION,
  topic: 'Learning rates',
  id: 'sec-3.3:shape-of-the-exponential',
  title: 'For large |λ| e^{−Kt/τ} resembles e^{−|λ|t/τ}',
  place: 'section 3.3, before figure 3.5',
  note: 'The exponents have to agree to leading order; from K ≈ |λ|/2, which stands before it, e^{−|λ|t/(2τ)} follows. That the output nevertheless falls like e^{−|λ|t/τ} is theorem 4.2.3: it is the square of this exponential.',
  grade: 'wrong constant or sign',
  restsOn: ['sec-3.3:k-near-half-lambda'],
  cases: nonzero,
  statement: String.raw`K=|\lambda|\,(1+o(1))`,
  judge: kIs(0, atOrder(0, ONE)),
  corrected: { statement: String.raw`K=\tfrac{|\lambda|}2\,(1+o(1))`, judge: kIs(0, atOrder(0, half(ONE))) },
  wrong: { 'as printed': kIs(0, atOrder(0, ONE)), '|λ|/4': kIs(0, atOrder(0, Rational.of(1, 4))) },
});

const growsWithSize = (rate: (lambda: Rational, tau: Rational) => Rational): Judge<Case> =>
  isSo(({ lambda, problem: { tau } }) => {
    const [own, larger] = [rate(lambda, tau), rate(lambda.mul(two), tau)];
    return {
      quantity: 'real learning rates at λ and 2λ',
      isSo: larger.compare(own) > 0,
      reason: `λ = ${lambda}: ${own}; 2λ: ${larger}`,
    };
  });

const realLearningRate = thesisClaim({
  ...SECTION,
  topic: 'Learning rates',
  id: 'sec-3.3:real-learning-rate',
  title: 'The real learning rate 1/τ′ with τ′ = τ/λ grows with the magnitude of λ',
  place: 'section 3.3, before figure 3.5',
  note: 'For λ < 0 it is negative, and falls. With |λ| for λ it holds.',
  grade: 'wrong constant or sign',
  hypotheses: [lambdaNonzero],
  cases: nonzero,
  statement: String.raw`\eta'(\lambda)=\tfrac\lambda\tau,\quad\eta'(2\lambda)>\eta'(\lambda)`,
  judge: growsWithSize((lambda, tau) => lambda.div(tau)),
  narrowed: { hypotheses: [lambdaNonzero, lambdaPositive] },
  corrected: {
    statement: String.raw`\eta'(\lambda)=\tfrac{|\lambda|}\tau`,
    judge: growsWithSize((lambda, tau) => lambda.abs().div(tau)),
  },
  wrong: {
    'as printed': growsWithSize((lambda, tau) => lambda.div(tau)),
    'τ/|λ|': growsWithSize((lambda, tau) => tau.div(lambda.abs())),
  },
});

export const thm331Proof: readonly Claim[] = [
  eq322,
  fourQuadrants,
  taskWithoutTranspose,
  eq355,
  eq356,
  eq357,
  eq362,
  eq368,
  eq369,
  eq370,
  eq371,
  limitLambdaToZero,
  kNearHalfLambda,
  exponentialOfLambda,
  realLearningRate,
];
