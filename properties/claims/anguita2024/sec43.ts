import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Decimal, DecimalField } from '../../../src/numbers/decimal/decimalField.ts';
import {
  diagonal,
  frobeniusNorm,
  innerProduct,
  multiply,
  product,
  scale,
  squaredNorm,
  subtract,
} from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { svd } from '../../../src/numbers/svd.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { lambdaNonzero } from '../../hypotheses/lambdaNonzero.ts';
import { notBottlenecked } from '../../hypotheses/notBottlenecked.ts';
import { square } from '../../hypotheses/square.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { T, times } from '../_exact.ts';
import { exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { type KernelLimit, stays, trendIn, vanishes } from '../_kernelLimit.ts';
import { thesisClaim } from './_claim.ts';
import { either, sidesOf, toPlus } from './_largeLambda.ts';
import { condition, diag, lettersOf, rectangular, squareOf, thesisCases } from './_thesisCases.ts';

// The task-specific score of a representation G, max(cos(G, D), cos(G, D²)) with D = ŨS̃Ũᵀ for outputs, ṼS̃Ṽᵀ for inputs (equations 4.33 and 4.34; the
// W2ᵀW2 of the latter is read as W2W2ᵀ). After training W2W1 = Σyx, so that statements about it are statements about weights that have learned their
// task. All cosines are positive: scores are compared by their squares, which are fractions.

type M = Matrix<Rational>;

const SECTION = { section: '4.3', topic: 'Task-specific scores' } as const;
const HYPOTHESES = [whitened, lambdaBalanced] as const;
const SETTING = 'Judged for equal widths and tasks of full rank that are learned, W2W1 = Σyx.';

const squareNetworks = (signs: readonly (-1 | 0 | 1)[]) =>
  thesisCases({ signs, task: 'learned', silent: false, accepts: ({ Ni, Nh, No }) => Ni === Nh && Nh === No });

const cosineSquared = (a: M, b: M): Rational =>
  squareOf(innerProduct(rationalField, a, b)).div(squaredNorm(rationalField, a).mul(squaredNorm(rationalField, b)));
const larger = (a: Rational, b: Rational): Rational => (a.compare(b) < 0 ? b : a);
const scoreSquared = (G: M, D: M): Rational => larger(cosineSquared(G, D), cosineSquared(G, times(D, D)));

interface Learned {
  readonly input: M;
  readonly output: M;
  /** ṼS̃Ṽᵀ and ŨS̃Ũᵀ. */
  readonly ofInputs: M;
  readonly ofOutputs: M;
  readonly S: M;
}

function learned(given: Case): Learned {
  const { U, V, s, W1, W2 } = lettersOf(given);
  const S = diag(s);
  return {
    input: times(T(W1), W1),
    output: times(W2, T(W2)),
    ofInputs: times(V, S, T(V)),
    ofOutputs: times(U, S, T(U)),
    S,
  };
}

const unequalValues = condition('unequal singular values', 'not all singular values of Σyx are equal', given => {
  const { s } = lettersOf(given);
  return s.some(value => !value.equals(s[0]!));
});

const equalTheTask = (power: 1 | 2): Judge<Case> =>
  exactly(given => {
    const { input, output, ofInputs, ofOutputs } = learned(given);
    const raised = (D: M): M => (power === 1 ? D : times(D, D));
    return [
      ['W1ᵀW1', raised(ofInputs), input],
      ['W2W2ᵀ', raised(ofOutputs), output],
    ];
  });

const zeroLambda = thesisClaim({
  ...SECTION,
  id: 'sec-4.3:zero-lambda-shows-the-task',
  title: 'At λ = 0 both representations are those of the task after training',
  place: 'section 4.3, below figure 4.2, and below figure 4.4',
  note: 'Zero-balanced starts; small random ones are so approximately. W2W1 = Σyx is said to be reached; modes without a value are among the cases.',
  hypotheses: [whitened, zeroBalanced, notBottlenecked],
  cases: thesisCases({ signs: [0], task: 'learned', accepts: ({ Ni, Nh, No }) => Ni === Nh && Nh === No }),
  statement: String.raw`\mathbf W_1^\top\mathbf W_1=\tilde{\mathbf V}\tilde{\mathbf S}\tilde{\mathbf V}^\top,\quad\mathbf W_2\mathbf W_2^\top=\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf U}^\top`,
  judge: equalTheTask(1),
  wrong: {
    'S̃² for S̃': equalTheTask(2),
    exchanged: exactly(given => {
      const { input, ofOutputs } = learned(given);
      return [['W1ᵀW1', ofOutputs, input]];
    }),
  },
});

const peaks = (order: '<' | '>'): Judge<Case> =>
  exactlyOrdered(given => {
    const { input, output, ofInputs, ofOutputs } = learned(given);
    return [
      [scoreSquared(input, ofInputs), order, Rational.ONE, 'square of the input’s score, beside its value at λ = 0'],
      [scoreSquared(output, ofOutputs), order, Rational.ONE, 'square of the output’s score, beside its value at λ = 0'],
    ];
  });

const peakAtZero = thesisClaim({
  ...SECTION,
  id: 'sec-4.3:scores-peak-at-zero',
  title: 'Both scores have a peak at λ = 0',
  place: 'section 4.3, on figure 4.5',
  note: `${SETTING} At λ = 0 both are 1. Of a task with equal singular values both are 1 for every λ.`,
  grade: 'missing hypothesis',
  restsOn: ['sec-4.3:zero-lambda-shows-the-task'],
  hypotheses: [...HYPOTHESES, square, lambdaNonzero],
  cases: squareNetworks([1, -1]),
  statement: String.raw`\lambda\ne0\;\Rightarrow\;\mathrm{TSC}(\mathbf W_1^\top\mathbf W_1)<1,\ \mathrm{TSC}(\mathbf W_2\mathbf W_2^\top)<1`,
  judge: peaks('<'),
  narrowed: { hypotheses: [...HYPOTHESES, square, lambdaNonzero, unequalValues] },
  wrong: { 'a valley': peaks('>') },
});

/** Squares of the score of I, which the larger representation tends to. */
const limitOfLarger = (S: M): Rational =>
  scoreSquared(
    rectangular(
      S.rows,
      S.rows,
      S.toRows().map(() => Rational.ONE),
    ),
    S,
  );

const notBelowTheLimit = (order: '>=' | '<='): Judge<Case> =>
  exactlyOrdered(given => {
    const { input, output, ofInputs, ofOutputs, S } = learned(given);
    const limit = limitOfLarger(S);
    return [
      [scoreSquared(output, ofOutputs), order, limit, 'square of the output’s score, beside its limit for λ → ∞'],
      [scoreSquared(input, ofInputs), order, limit, 'square of the input’s score, beside its limit for λ → −∞'],
    ];
  });

const minimum = thesisClaim({
  ...SECTION,
  id: 'sec-4.3:scores-tend-to-their-minimum',
  title: 'The output’s score tends to its minimum for λ → ∞, the input’s for λ → −∞',
  place: 'section 4.3, on figure 4.5',
  note: `${SETTING} The limits are those of the score of I (theorem 4.1.2); that no λ has a lower one is judged for λ of either sign and 0.`,
  restsOn: ['thm-4.1.2.2:infinity', 'thm-4.1.2.2:minus-infinity'],
  hypotheses: [...HYPOTHESES, square],
  cases: squareNetworks([0, 1, -1]),
  statement: String.raw`\mathrm{TSC}(\mathbf W_2\mathbf W_2^\top)\ge\lim_{\lambda\to\infty}\mathrm{TSC}(\mathbf W_2\mathbf W_2^\top)=\mathrm{TSC}(\mathbb I),\quad\mathrm{TSC}(\mathbf W_1^\top\mathbf W_1)\ge\mathrm{TSC}(\mathbb I)`,
  judge: notBelowTheLimit('>='),
  wrong: { 'their maximum': notBelowTheLimit('<=') },
});

/** Both scores below 1, and the larger representation's below its limit for |λ| → ∞. */
const unclear = (alsoTheLarger: boolean): Judge<Case> =>
  exactlyOrdered(given => {
    const { input, output, ofInputs, ofOutputs, S } = learned(given);
    const [small, large] = [scoreSquared(input, ofInputs), scoreSquared(output, ofOutputs)];
    const [a, b] = given.lambda.sign() > 0 ? [small, large] : [large, small];
    const one = [[a, '<', Rational.ONE, 'square of the smaller representation’s score, beside 1']] as const;
    return alsoTheLarger
      ? [...one, [b, '<', limitOfLarger(S), 'square of the larger representation’s score, beside its limit']]
      : one;
  });

const nearTheValues = thesisClaim({
  ...SECTION,
  id: 'sec-4.3:scores-near-the-singular-values',
  title: 'For λ near the singular values neither representation shows the task as clearly as for λ → 0, ±∞',
  place: 'section 4.3, below figure 4.4',
  note: `${SETTING} λ is within the factors that are drawn of the singular values. The larger representation shows the task better there than for |λ| → ∞, where it is a multiple of I; what holds is that the smaller one shows it less than at 0 and in the limit, where its score is 1.`,
  grade: 'wrong statement',
  restsOn: ['sec-4.3:scores-tend-to-their-minimum', 'sec-4.3:scores-peak-at-zero'],
  hypotheses: [...HYPOTHESES, square, lambdaNonzero, unequalValues],
  cases: squareNetworks([1, -1]),
  statement: String.raw`\mathrm{TSC}(\text{either})<\min\bigl(\mathrm{TSC}|_{\lambda=0},\ \lim_{|\lambda|\to\infty}\mathrm{TSC}\bigr)`,
  judge: unclear(true),
  corrected: {
    statement: String.raw`\mathrm{TSC}(\text{the smaller representation})<1=\mathrm{TSC}|_{\lambda=0}=\lim_{|\lambda|\to\infty}\mathrm{TSC}`,
    judge: unclear(false),
  },
  wrong: { 'as printed': unclear(true) },
});

// Limits of the score of each side, along families of starts, W2W1 standing for the task that is learned.

type D = Matrix<Decimal>;

const cosine = (field: DecimalField, a: D, b: D): Decimal =>
  field.div(innerProduct(field, a, b), field.mul(frobeniusNorm(field, a), frobeniusNorm(field, b)));

/** Powers 1 and 2 of what W2W1 has for the rows of `inner`ᵀ: V S Vᵀ and its square. */
function powersOf(field: DecimalField, inner: D): readonly [D, D] {
  const { V, s } = svd(field, inner);
  const values = Array.from({ length: V.cols }, (_, k) => s[k] ?? field.zero);
  const first = product(field, V, diagonal(field, values), V.transpose());
  return [first, multiply(field, first, first)];
}

const oneLessScore = (which: 'small' | 'large'): KernelLimit => ({
  quantity: `1 − score of the ${which === 'small' ? 'smaller' : 'larger'} representation`,
  when: 'start',
  mus: [4, 8, 16, 32, 64],
  of: (field, start, _later, member) => {
    const { small, large, inner } = sidesOf(start, member);
    const [G, map] = which === 'small' ? [small, inner] : [large, inner.transpose()];
    const [first, second] = powersOf(field, map).map(power => cosine(field, G, power)) as [Decimal, Decimal];
    return field.abs(field.sub(field.one, field.compare(first, second) < 0 ? second : first));
  },
});

const maximum = thesisClaim({
  ...SECTION,
  id: 'sec-4.3:scores-tend-to-their-maximum',
  title: 'The input’s score tends to its maximum for λ → ∞, the output’s for λ → −∞',
  place: 'section 4.3, on figure 4.5, and the last paragraph of 4.3',
  note: 'W2W1 stands for the task that is learned. The maximum of a score is 1. For every shape that is no bottleneck.',
  restsOn: ['thm-4.1.2.2:infinity', 'thm-4.1.2.2:minus-infinity'],
  hypotheses: [...HYPOTHESES, notBottlenecked],
  cases: either,
  statement: String.raw`\mathrm{TSC}(\mathbf W_1^\top\mathbf W_1)\to1\ (\lambda\to\infty),\quad\mathrm{TSC}(\mathbf W_2\mathbf W_2^\top)\to1\ (\lambda\to-\infty)`,
  judge: vanishes(oneLessScore('small')),
  ...trendIn(oneLessScore('small')),
  wrong: { 'the other side': vanishes(oneLessScore('large')), 'it stays below': stays(oneLessScore('small')) },
});

/** ‖|λ|W1ᵀW1 − ṼS̃^power Ṽᵀ‖ for λ > 0. */
const scaledInputs = (power: 1 | 2): KernelLimit => ({
  quantity: `‖λW1ᵀW1 − ${power === 1 ? 'ṼS̃Ṽᵀ' : 'ṼS̃²Ṽᵀ'}‖`,
  when: 'start',
  mus: [4, 8, 16, 32, 64],
  of: (field, { gram1, map }, _later, member) =>
    frobeniusNorm(
      field,
      subtract(field, scale(field, field.of(member.lambda), gram1), powersOf(field, map)[power - 1]!),
    ),
});

const inputsAtTen = thesisClaim({
  ...SECTION,
  id: 'sec-4.3:input-representation-for-large-lambda',
  title: 'For large λ the input representation is ṼS̃Ṽᵀ/λ',
  place: 'section 4.3, below figure 4.2, on λ = 10',
  note: 'Theorem 4.1.2 has S̃², as it has to be. W2W1 stands for the task that is learned.',
  grade: 'wrong constant or sign',
  restsOn: ['thm-4.1.2.2:infinity'],
  hypotheses: [...HYPOTHESES, notBottlenecked],
  cases: toPlus,
  statement: String.raw`\mathbf W_1^\top\mathbf W_1=\tfrac1\lambda\tilde{\mathbf V}\tilde{\mathbf S}\tilde{\mathbf V}^\top+o(\tfrac1\lambda)`,
  judge: vanishes(scaledInputs(1)),
  ...trendIn(scaledInputs(1)),
  corrected: {
    statement: String.raw`\mathbf W_1^\top\mathbf W_1=\tfrac1\lambda\tilde{\mathbf V}\tilde{\mathbf S}^2\tilde{\mathbf V}^\top+o(\tfrac1\lambda)`,
    judge: vanishes(scaledInputs(2)),
    ...trendIn(scaledInputs(2)),
  },
  wrong: { 'S̃ for S̃²': vanishes(scaledInputs(1)), 'it stays away': stays(scaledInputs(2)) },
});

// Learned weights of balance λ, 0 and −λ with one task: s1² of a mode is |s|√(1 + λ²/4s²) − λ/2, s and s2².

const representationsDiffer = (
  inLayer: (values: { s1: Rational; s2: Rational; s: Rational }) => readonly [Rational, Rational, Rational],
): Judge<Case> =>
  isSo(given => {
    const { s1, s2, s } = lettersOf(given);
    const values = s.map((value, mode) => inLayer({ s1: s1[mode]!, s2: s2[mode]!, s: value }));
    const differ = values.every(([a, b, c]) => a.compare(b) !== 0 && b.compare(c) !== 0 && a.compare(c) !== 0);
    return {
      quantity: 'values of W1ᵀW1 after training, for balances λ, 0, −λ',
      isSo: differ,
      reason: values.map(triple => triple.join(', ')).join('; '),
      shown: Matrix.fromRows(values),
    };
  });

const differing = thesisClaim({
  ...SECTION,
  id: 'sec-4.3:representations-differ-between-starts',
  title: 'With one network function the representations differ between starts of different balance',
  place: 'section 4.3, on figure 4.1',
  note: `${SETTING} The starts are those of balance λ, 0 and −λ, of the five of figure 4.2 those whose end is known. The values of the other two are s and those with both layers exchanged.`,
  restsOn: ['sec-2.2.1:converges-to-the-task'],
  hypotheses: [...HYPOTHESES, square, lambdaNonzero],
  cases: squareNetworks([1, -1]),
  statement: String.raw`\mathbf W_2\mathbf W_1=\tilde{\mathbf\Sigma}^{yx}\text{ for all};\quad\mathbf W_1^\top\mathbf W_1\big|_\lambda,\ \mathbf W_1^\top\mathbf W_1\big|_0,\ \mathbf W_1^\top\mathbf W_1\big|_{-\lambda}\text{ differ}`,
  judge: representationsDiffer(({ s1, s2, s }) => [squareOf(s1), s, squareOf(s2)]),
  wrong: {
    'they are one': representationsDiffer(({ s }) => [s, s, s]),
    'so do their products of both layers': representationsDiffer(({ s1, s2, s }) => [s1.mul(s2), s, s2.mul(s1)]),
  },
});

export const sec43: readonly Claim[] = [
  differing,
  zeroLambda,
  peakAtZero,
  minimum,
  nearTheValues,
  maximum,
  inputsAtTen,
];
