import type fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Decimal, DecimalField } from '../../../src/numbers/decimal/decimalField.ts';
import {
  diagonal,
  frobeniusNorm,
  identity,
  kronecker,
  multiply,
  product,
  scale,
  subtract,
} from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { svd } from '../../../src/numbers/svd.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { notBottlenecked } from '../../hypotheses/notBottlenecked.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { widthOfInputs } from '../../hypotheses/widthOfInputs.ts';
import { widthOfOutputs } from '../../hypotheses/widthOfOutputs.ts';
import { I, plus, T, times } from '../_exact.ts';
import { exactly, failsWithoutValue } from '../_exactly.ts';
import { type KernelLimit, type KernelQuantity, stays, trendIn, vanishes } from '../_kernelLimit.ts';
import { thesisClaim } from './_claim.ts';
import { either, largerLayerIsSquare, sidesOf, toMinus, toPlus } from './_largeLambda.ts';
import { diag, half, lettersOf, rectangular, rootOf, type ThesisLetters, thesisCases } from './_thesisCases.ts';

// "After convergence" W2W1 = Σyx and the weights are still λ-balanced: every such pair of layers is a start that rests, so that
// statements about the end of a training that has learned its task are statements about weights with W2W1 = Σyx, and fractions decide them.

const SECTION = { section: '4.1', topic: 'Balance and representations' } as const;
const HYPOTHESES = [whitened, lambdaBalanced, notBottlenecked] as const;

type M = Matrix<Rational>;

/** (√(λ² + 4s²) ± λ)/2 of all modes. */
const gramValues = ({ lambda, s }: ThesisLetters, sign: 1 | -1): Rational[] =>
  s.map(value => half(rootOf(lambda, value).add(lambda.mul(Rational.of(sign)))));

const many = (count: number, value: Rational): Rational[] => new Array<Rational>(Math.max(0, count)).fill(value);

type Grams = (letters: ThesisLetters) => { readonly second: M; readonly first: M };

/** Both with max(no, ni) further places, as printed. */
const printedGrams: Grams = letters => {
  const { lambda, Ni, No } = letters;
  const further = Math.max(Ni, No);
  return {
    second: diag([...gramValues(letters, 1), ...many(further, lambda)]),
    first: diag([...gramValues(letters, -1), ...many(further, lambda.neg())]),
  };
};

/** λ on the no − ni further places of W2W2ᵀ, −λ on the ni − no of W1ᵀW1. */
const gramsThatFit: Grams = letters => {
  const { lambda, Ni, No } = letters;
  return {
    second: diag([...gramValues(letters, 1), ...many(No - Ni, lambda)]),
    first: diag([...gramValues(letters, -1), ...many(Ni - No, lambda.neg())]),
  };
};

const correctedGrams =
  (inSecond = 1, inFirst = 1): Grams =>
  letters => {
    const { lambda, Ni, Nh, No, m } = letters;
    const places = many(Nh - m, lambda.abs());
    const share = (factor: number): Rational[] => places.map(place => place.mul(Rational.of(factor)));
    return {
      second: rectangular(No, No, [...gramValues(letters, 1), ...share(lambda.sign() > 0 ? inSecond : 0)]),
      first: rectangular(Ni, Ni, [...gramValues(letters, -1), ...share(lambda.sign() < 0 ? inFirst : 0)]),
    };
  };

const gramsAre = (grams: Grams): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      const { U, V, W1, W2 } = letters;
      const { second, first } = grams(letters);
      return [
        ['W2W2ᵀ', times(U, second, T(U)), times(W2, T(W2))],
        ['W1ᵀW1', times(V, first, T(V)), times(T(W1), W1)],
      ];
    }),
  );

const GRAMS = (further: string, other: string): string =>
  String.raw`\mathbf W_2\mathbf W_2^\top=\tilde{\mathbf U}\begin{pmatrix}\tfrac{\sqrt{\lambda^2\mathbb I+4\mathbf S^2}+\lambda\mathbb I}2&0\\0&${further}\end{pmatrix}\tilde{\mathbf U}^\top,\quad\mathbf W_1^\top\mathbf W_1=\tilde{\mathbf V}\begin{pmatrix}\tfrac{\sqrt{\lambda^2\mathbb I+4\mathbf S^2}-\lambda\mathbb I}2&0\\0&${other}\end{pmatrix}\tilde{\mathbf V}^\top`;

const PRINTED_GRAMS = GRAMS(
  String.raw`\lambda\mathbb I_{\max(n_o,n_i)}`,
  String.raw`-\lambda\mathbb I_{\max(n_i,n_o)}`,
);
const CORRECTED_GRAMS = GRAMS(
  String.raw`\max(\lambda,0)\,\mathbb I_{n_h-\min(n_i,n_o)}\oplus0`,
  String.raw`\max(-\lambda,0)\,\mathbb I_{n_h-\min(n_i,n_o)}\oplus0`,
);

const wrongGrams = {
  'λ for −λ': gramsAre(letters => correctedGrams()({ ...letters, lambda: letters.lambda.neg() })),
  'nothing on the further places of W2W2ᵀ': gramsAre(correctedGrams(0, 1)),
  'nothing on the further places of W1ᵀW1': gramsAre(correctedGrams(1, 0)),
  'λ wherever there is room': gramsAre(gramsThatFit),
};

const FURTHER =
  'There is room for |no − ni| further places, not for max(no, ni). Read as max(0, no − ni) and max(0, ni − no) the statement still fails: with nh < no only nh − min(ni, no) hidden units are left for them, and they belong to W2 for λ > 0, to W1 for λ < 0. S is read as S̃.';

const atTheEnd = thesisClaim({
  ...SECTION,
  id: 'thm-4.1.2.1',
  title: 'After convergence λ and S̃ give both representations',
  place: 'theorem 4.1.2, part 1',
  note: `${FURTHER} Converged means that the task is learned, W2W1 = Σyx; starts that end in a saddle are judged elsewhere.`,
  grade: 'wrong statement',
  restsOn: ['thm-4.1.1'],
  hypotheses: HYPOTHESES,
  cases: thesisCases({ task: 'learned' }),
  statement: PRINTED_GRAMS,
  judge: gramsAre(printedGrams),
  fair: {
    statement: GRAMS(String.raw`\lambda\mathbb I_{\max(0,n_o-n_i)}`, String.raw`-\lambda\mathbb I_{\max(0,n_i-n_o)}`),
    judge: gramsAre(gramsThatFit),
  },
  corrected: { statement: CORRECTED_GRAMS, judge: gramsAre(correctedGrams()) },
  wrong: wrongGrams,
});

const atAnyTime = thesisClaim({
  ...SECTION,
  id: 'thm-4.1.2:at-any-time',
  title: 'At any time λ and the singular values of W2W1 give both representations',
  place: 'theorem 4.1.2, remark after part 2',
  note: `${FURTHER} Every state is a start: judged on starts.`,
  grade: 'wrong statement',
  restsOn: ['thm-4.1.1'],
  hypotheses: HYPOTHESES,
  cases: thesisCases(),
  statement: PRINTED_GRAMS.replaceAll('tilde', 'hat'),
  judge: gramsAre(printedGrams),
  fair: { judge: gramsAre(gramsThatFit) },
  corrected: { statement: CORRECTED_GRAMS.replaceAll('tilde', 'hat'), judge: gramsAre(correctedGrams()) },
  wrong: wrongGrams,
});

/** NTK of the inputs X = I: I ⊗ W1ᵀW1 + W2W2ᵀ ⊗ I. */
const kernelIs = (grams: Grams, halved = true): Judge<Case> =>
  failsWithoutValue(
    exactly(given => {
      const letters = lettersOf(given);
      const { U, V, W1, W2, Ni, No } = letters;
      const { second, first } = grams(letters);
      const kernel = (a: M, b: M): M => plus(kronecker(rationalField, I(No), a), kronecker(rationalField, b, I(Ni)));
      const stated = kernel(times(V, first, T(V)), times(U, second, T(U)));
      return [['NTK', halved ? stated : plus(stated, stated), kernel(times(T(W1), W1), times(W2, T(W2)))]];
    }),
  );

const kernelClaim = (id: string, title: string, place: string, more: string): Claim =>
  thesisClaim({
    ...SECTION,
    topic: 'Lazy and rich kernels',
    id,
    title,
    place,
    note: `For inputs X = I; others stand on both sides in the same way. ${FURTHER} ${more}`,
    grade: 'wrong statement',
    restsOn: ['thm-4.1.2:at-any-time'],
    hypotheses: HYPOTHESES,
    cases: thesisCases(),
    statement: String.raw`\mathrm{NTK}=\mathbb I_{n_o}\otimes\mathbf X^\top\mathbf V\begin{pmatrix}\tfrac{\sqrt{\lambda^2\mathbb I+4\mathbf S^2}-\lambda\mathbb I}2&0\\0&-\lambda\mathbb I_{\max(n_i,n_o)}\end{pmatrix}\mathbf V^\top\mathbf X+\mathbf U\begin{pmatrix}\tfrac{\sqrt{\lambda^2\mathbb I+4\mathbf S^2}+\lambda\mathbb I}2&0\\0&\lambda\mathbb I_{\max(n_o,n_i)}\end{pmatrix}\mathbf U^\top\otimes\mathbf X^\top\mathbf X`,
    judge: kernelIs(printedGrams),
    fair: { judge: kernelIs(gramsThatFit) },
    corrected: {
      statement: String.raw`\text{with }\max(-\lambda,0)\,\mathbb I_{n_h-\min(n_i,n_o)}\oplus0\text{ and }\max(\lambda,0)\,\mathbb I_{n_h-\min(n_i,n_o)}\oplus0\text{ on the further places}`,
      judge: kernelIs(correctedGrams()),
    },
    wrong: {
      'the representations exchanged': kernelIs(letters =>
        correctedGrams()({ ...letters, lambda: letters.lambda.neg() }),
      ),
      'λ wherever there is room': kernelIs(gramsThatFit),
      'without the factor ½': kernelIs(correctedGrams(), false),
    },
  });

const eq416 = kernelClaim(
  'eq-4.16',
  'The tangent kernel at the start by λ and the SVD of W2(0)W1(0)',
  'theorem 4.1.3, part 1, equation 4.16',
  'The print has S* of time t in NTK(0); S is read.',
);
const eq417 = kernelClaim(
  'eq-4.17',
  'The tangent kernel at time t by λ and the SVD of W2(t)W1(t)',
  'theorem 4.1.3, part 1, equation 4.17',
  'Every state is a start. The print has lost one factor ½, an X and the upper row of a matrix, which the extraction can have lost, too; they are read as in equation 4.16.',
);

// Expansions in ε = 1/|λ|: √(λ² + 4s²)/|λ| = √(1 + 4s²ε²), by exact series.

const ORDER = 4;

type Coefficients = readonly Rational[];

/** Coefficients of ε⁰, …, ε⁴ in (√(λ² + 4s²) + sign·λ)/(2|λ|), by √(1 + x) = Σ binom(½, k)xᵏ from the square of the series: (1 + c2 ε² + c4 ε⁴)² = 1 + 4s²ε². */
function expansion(s: Rational, sign: number): Coefficients {
  const square = Rational.of(4).mul(s.mul(s));
  const c2 = half(square);
  const c4 = half(c2.mul(c2)).neg();
  const halves = [Rational.ONE.add(Rational.of(sign)), Rational.ZERO, c2, Rational.ZERO, c4];
  return halves.map(half).slice(0, ORDER + 1);
}

/** The first coefficients of the expansion for λ > 0 or λ < 0, up to ε^upTo, beside those stated. */
const coefficients = (
  layer: 1 | -1,
  upTo: number | ((signOfLambda: number) => number),
  stated: (s: Rational, signOfLambda: number) => Coefficients,
): Judge<Case> =>
  exactly(given => {
    const { s, lambda } = lettersOf(given);
    const sign = lambda.sign();
    const last = typeof upTo === 'number' ? upTo : upTo(sign);
    const column = (all: Coefficients): M => diag(Array.from({ length: last + 1 }, (_, k) => all[k] ?? Rational.ZERO));
    return s.map(value => [
      `coefficients of |λ|^1 to |λ|^${1 - last}`,
      column(stated(value, sign)),
      column(expansion(value, layer * sign)),
    ]);
  });

const signed = (s: Rational, first: number, second: number): Coefficients => [
  Rational.of(first),
  Rational.ZERO,
  s.mul(s).mul(Rational.of(second)),
];

const EXPANSIONS = {
  ...SECTION,
  hypotheses: [],
  cases: thesisCases({ signs: [1, -1] }),
} as const;

const eq49 = thesisClaim({
  ...EXPANSIONS,
  id: 'eq-4.9',
  title: '|λ| is taken out of the root',
  place: 'proof of theorem 4.1.2, equation 4.9',
  statement: String.raw`\tfrac{\sqrt{\lambda^2+4s^2}+\lambda}2=\tfrac{|\lambda|\sqrt{1+(2s/\lambda)^2}+\lambda}2`,
  judge: outOfTheRoot(lambda => lambda.abs()),
  wrong: { 'λ for |λ|': outOfTheRoot(lambda => lambda), 'λ² for |λ|': outOfTheRoot(lambda => lambda.mul(lambda)) },
});

/** Squares of both roots, the signs beside them: nothing is drawn out of a root that is no square. */
function outOfTheRoot(factor: (lambda: Rational) => Rational): Judge<Case> {
  return exactly(given => {
    const { s, lambda } = lettersOf(given);
    return s.map(value => {
      const ratio = value.mul(Rational.of(2)).div(lambda);
      const inner = Rational.ONE.add(ratio.mul(ratio)).sqrt()!;
      return [
        '(√(λ² + 4s²) + λ)/2',
        half(factor(lambda).mul(inner).add(lambda)),
        half(rootOf(lambda, value).add(lambda)),
      ];
    });
  });
}

const eq410FirstForm = thesisClaim({
  ...EXPANSIONS,
  id: 'eq-4.10:first-form',
  title: 'The root expanded with a second-order term (2S/λ)²',
  place: 'proof of theorem 4.1.2, equation 4.10, first form',
  note: '√(1 + x²) = 1 + x²/2 + O(x⁴); what follows the second equals sign has it right again.',
  grade: 'wrong constant or sign',
  restsOn: ['eq-4.9'],
  statement: String.raw`\tfrac{\sqrt{\lambda^2+4s^2}+\lambda}2=\tfrac{|\lambda|\left(1+(2s/\lambda)^2+O(\lambda^{-4})\right)+\lambda}2`,
  judge: coefficients(1, 3, (s, sign) => signed(s, sign > 0 ? 1 : 0, 2)),
  corrected: {
    statement: String.raw`\tfrac{\sqrt{\lambda^2+4s^2}+\lambda}2=\tfrac{|\lambda|\left(1+\frac12(2s/\lambda)^2+O(\lambda^{-4})\right)+\lambda}2`,
    judge: coefficients(1, 3, (s, sign) => signed(s, sign > 0 ? 1 : 0, 1)),
  },
  wrong: {
    'as printed': coefficients(1, 3, (s, sign) => signed(s, sign > 0 ? 1 : 0, 2)),
    'one order further': coefficients(1, 4, (s, sign) => signed(s, sign > 0 ? 1 : 0, 1)),
  },
});

function expansionClaim(id: string, place: string, layer: 1 | -1, restsOn: readonly string[]): Claim {
  const sign = layer > 0 ? '+' : '-';
  const leading = (own: number): number => (layer * own > 0 ? 1 : 0);
  return thesisClaim({
    ...EXPANSIONS,
    id,
    title: `(√(λ² + 4S²) ${layer > 0 ? '+' : '−'} λ)/2 by the terms of order |λ| and 1/|λ|`,
    place,
    ...(layer < 0 && {
      note: 'In the text at hand the root reaches over −λ, too; that can be the extraction’s and is not judged.',
    }),
    restsOn,
    statement: String.raw`\tfrac{\sqrt{\lambda^2\mathbb I+4\tilde{\mathbf S}^2}${sign}\lambda\mathbb I}2=\tfrac{|\lambda|${sign}\lambda}2+\tfrac{\mathbf S^2}{|\lambda|}+O(\lambda^{-3})`,
    judge: coefficients(layer, 3, (s, own) => signed(s, leading(own), 1)),
    wrong: {
      '2S²/|λ|': coefficients(layer, 3, (s, own) => signed(s, leading(own), 2)),
      'the sign of λ': coefficients(layer, 3, (s, own) => signed(s, leading(-own), 1)),
      'O(λ⁻⁵)': coefficients(layer, 4, (s, own) => signed(s, leading(own), 1)),
    },
  });
}

const eq410 = expansionClaim('eq-4.10', 'proof of theorem 4.1.2, equation 4.10', 1, ['eq-4.9']);
const eq412 = expansionClaim('eq-4.12', 'proof of theorem 4.1.2, equation 4.12', -1, []);

/** Up to which power the limit speaks: of |λ| alone where that is the limit, of 1/|λ| too where that is. */
const upToTheLimit =
  (layer: 1 | -1) =>
  (sign: number): number =>
    layer * sign > 0 ? 1 : 2;

const LIMITS =
  'A limit that contains λ is read as the leading term: what is left beside λI tends to 0, and what is left beside S²/|λ| falls faster than 1/|λ|.';

const eq411 = thesisClaim({
  ...EXPANSIONS,
  id: 'eq-4.11',
  title: 'For λ → ∞ the larger term tends to λI, for λ → −∞ to −S²/λ',
  place: 'proof of theorem 4.1.2, equation 4.11',
  note: LIMITS,
  restsOn: ['eq-4.10'],
  statement: String.raw`\lim_{\lambda\to\infty}\tfrac{\sqrt{\lambda^2\mathbb I+4\tilde{\mathbf S}^2}+\lambda\mathbb I}2=\lambda\mathbb I,\quad\lim_{\lambda\to-\infty}\tfrac{\sqrt{\lambda^2\mathbb I+4\tilde{\mathbf S}^2}+\lambda\mathbb I}2=-\tfrac{\mathbf S^2}\lambda`,
  judge: coefficients(1, upToTheLimit(1), (s, sign) => (sign > 0 ? signed(s, 1, 0) : signed(s, 0, 1))),
  wrong: {
    '−λI': coefficients(1, upToTheLimit(1), (s, sign) => (sign > 0 ? signed(s, -1, 0) : signed(s, 0, 1))),
    'S²/λ': coefficients(1, upToTheLimit(1), (s, sign) => (sign > 0 ? signed(s, 1, 0) : signed(s, 0, -1))),
    '2S²/|λ|': coefficients(1, upToTheLimit(1), (s, sign) => (sign > 0 ? signed(s, 1, 0) : signed(s, 0, 2))),
  },
});

const eq413 = thesisClaim({
  ...EXPANSIONS,
  id: 'eq-4.13',
  title: 'For λ → ∞ the smaller term tends to S²/λ, for λ → −∞ to S²/|λ| = −λI',
  place: 'proof of theorem 4.1.2, equation 4.13',
  note: `${LIMITS} The chain of equations says S²/|λ|, too, for λ → −∞, which is another number than −λ.`,
  grade: 'wrong constant or sign',
  restsOn: ['eq-4.12'],
  statement: String.raw`\lim_{\lambda\to\infty}\tfrac{\sqrt{\lambda^2\mathbb I+4\tilde{\mathbf S}^2}-\lambda\mathbb I}2=\tfrac{\mathbf S^2}\lambda,\quad\lim_{\lambda\to-\infty}\tfrac{\sqrt{\lambda^2\mathbb I+4\tilde{\mathbf S}^2}-\lambda\mathbb I}2=\tfrac{\mathbf S^2}{|\lambda|}=-\lambda\mathbb I`,
  judge: coefficients(-1, upToTheLimit(-1), s => signed(s, 0, 1)),
  corrected: {
    statement: String.raw`\lim_{\lambda\to-\infty}\tfrac{\sqrt{\lambda^2\mathbb I+4\tilde{\mathbf S}^2}-\lambda\mathbb I}2=-\lambda\mathbb I`,
    judge: coefficients(-1, upToTheLimit(-1), (s, sign) => (sign < 0 ? signed(s, 1, 0) : signed(s, 0, 1))),
  },
  wrong: {
    'as printed': coefficients(-1, upToTheLimit(-1), s => signed(s, 0, 1)),
    'λI for λ → −∞': coefficients(-1, upToTheLimit(-1), (s, sign) => (sign < 0 ? signed(s, -1, 0) : signed(s, 0, 1))),
    '−S²/λ for λ → ∞': coefficients(-1, upToTheLimit(-1), (s, sign) => (sign < 0 ? signed(s, 1, 0) : signed(s, 0, -1))),
  },
});

// Limits of the representations themselves, along families of starts with one W2W1 in the limit.

const MUS = [4, 8, 16, 32, 64] as const;

const ofState = (quantity: string, of: KernelQuantity): KernelLimit => ({ quantity, of, when: 'start', mus: MUS });

type D = Matrix<Decimal>;
const norm = (field: DecimalField, a: D): Decimal => frobeniusNorm(field, a);

/** ‖large − |λ|I‖ + |λ|·‖small − factor·PᵀP/|λ|‖. */
const representations = (factor: number): KernelLimit =>
  ofState('‖larger representation − |λ|I‖ + |λ|·‖smaller − stated term‖', (field, start, _later, member) => {
    const { large, small, inner } = sidesOf(start, member);
    const lambda = field.of(member.lambda.abs());
    const square = scale(field, field.div(field.of(factor), lambda), multiply(field, inner.transpose(), inner));
    const rest = norm(field, subtract(field, small, square));
    return field.add(
      norm(field, subtract(field, large, scale(field, lambda, identity(field, large.rows)))),
      field.mul(lambda, rest),
    );
  });

interface Direction {
  readonly sign: 1 | -1;
  readonly width: typeof widthOfOutputs;
  readonly arrow: string;
  readonly word: string;
  readonly limits: string;
}

const DIRECTIONS: readonly Direction[] = [
  {
    sign: 1,
    width: widthOfOutputs,
    arrow: '∞',
    word: 'infinity',
    limits: String.raw`\lambda\to\infty:\quad\mathbf W_2\mathbf W_2^\top=\lambda\mathbb I,\quad\mathbf W_1^\top\mathbf W_1=\tfrac1\lambda\tilde{\mathbf V}\tilde{\mathbf S}^2\tilde{\mathbf V}^\top`,
  },
  {
    sign: -1,
    width: widthOfInputs,
    arrow: '−∞',
    word: 'minus-infinity',
    limits: String.raw`\lambda\to-\infty:\quad\mathbf W_2\mathbf W_2^\top=-\tfrac1\lambda\tilde{\mathbf U}\tilde{\mathbf S}^2\tilde{\mathbf U}^\top,\quad\mathbf W_1^\top\mathbf W_1=-\lambda\mathbb I`,
  },
];

const familyOf = ({ sign }: Direction): fc.Arbitrary<Case> => (sign > 0 ? toPlus : toMinus);

const AT_REST =
  'Judged on families of balanced layers with W2W1 for the task, which are the ends of trainings that have learned it.';
const NARROW =
  'With fewer hidden units than the larger layer has outputs (λ > 0; inputs for λ < 0) that representation has rank nh and is no multiple of I.';

const limitsOfRepresentations = DIRECTIONS.map(direction =>
  thesisClaim({
    ...SECTION,
    id: `thm-4.1.2.2:${direction.word}`,
    title: `The representations after convergence as λ → ${direction.arrow}`,
    place: 'theorem 4.1.2, part 2',
    note: `${AT_REST} ${NARROW} The limits are read as leading terms, what is left beside the term in 1/|λ| falling faster.`,
    grade: 'missing hypothesis',
    restsOn: ['thm-4.1.2.1'],
    hypotheses: HYPOTHESES,
    cases: familyOf(direction),
    statement: direction.limits,
    judge: vanishes(representations(1)),
    ...trendIn(representations(1)),
    narrowed: { hypotheses: [...HYPOTHESES, direction.width] },
    wrong: {
      'half the smaller term': vanishes(representations(0.5)),
      'no smaller term': vanishes(representations(0)),
      'it stays': stays(representations(1)),
    },
  }),
);

/** ‖gram − stated‖/‖gram‖ for the lim of S2 (S1) or of its square, between the singular vectors. */
const byTheDiagonal = (layer: 1 | 2, power: 1 | 2): KernelLimit =>
  ofState(`‖${layer === 2 ? 'W2W2ᵀ' : 'W1ᵀW1'} − stated‖ relative to it`, (field, start, _later, member) => {
    const gram = layer === 2 ? start.gram2 : start.gram1;
    const lambda = field.of(member.lambda.abs());
    const isLarge = member.lambda.sign() > 0 === (layer === 2);
    const { U, s } = svd(field, layer === 2 ? start.map : start.map.transpose());
    const ofMode = (value: Decimal): Decimal => {
      const leading = isLarge ? lambda : field.div(field.mul(value, value), lambda);
      return power === 2 ? leading : field.sqrt(leading);
    };
    const all = Array.from({ length: gram.rows }, (_, k) => ofMode(s[k] ?? field.zero));
    const stated = product(field, U, diagonal(field, all), U.transpose());
    return field.div(norm(field, subtract(field, gram, stated)), norm(field, gram));
  });

const byDiagonals = ([1, 2] as const).map(layer => {
  const letters = layer === 2 ? ['W2W2ᵀ', 'S2', 'Ũ'] : ['W1ᵀW1', 'S1', 'Ṽ'];
  const [gram, S, U] =
    layer === 2
      ? [String.raw`\mathbf W_2\mathbf W_2^\top`, String.raw`\mathbf S_2`, String.raw`\tilde{\mathbf U}`]
      : [String.raw`\mathbf W_1^\top\mathbf W_1`, String.raw`\mathbf S_1`, String.raw`\tilde{\mathbf V}`];
  const stated = (power: string): string =>
    String.raw`\lim_{\lambda\to\pm\infty}${gram}=${U}\bigl(\lim_{\lambda\to\pm\infty}${S}${power}\bigr)${U}^\top`;
  return thesisClaim({
    ...SECTION,
    id: `eq-4.${layer === 2 ? 14 : 15}`,
    title: `The limit of ${letters[0]} is that of ${letters[1]} between ${letters[2]} and its transpose`,
    place: `proof of theorem 4.1.2, equation 4.${layer === 2 ? 14 : 15}`,
    note: `${letters[0]} = ${letters[2]}${letters[1]}²${letters[2]}ᵀ: the print lacks the square. ${AT_REST} ${NARROW} A limit that contains λ is read as the leading term: what is left is small beside it.`,
    grade: 'wrong constant or sign',
    restsOn: ['eq-4.11', 'eq-4.13'],
    hypotheses: HYPOTHESES,
    cases: either,
    statement: stated(''),
    judge: vanishes(byTheDiagonal(layer, 1)),
    ...trendIn(byTheDiagonal(layer, 1)),
    corrected: {
      statement: stated('^2'),
      hypotheses: [...HYPOTHESES, largerLayerIsSquare],
      judge: vanishes(byTheDiagonal(layer, 2)),
      ...trendIn(byTheDiagonal(layer, 2)),
    },
    wrong: { 'as printed': vanishes(byTheDiagonal(layer, 1)), 'it stays': stays(byTheDiagonal(layer, 2)) },
  });
});

/** ‖large/|λ| − I‖ + ‖small‖. */
const identityAndZero = ofState('‖larger representation/|λ| − I‖ + ‖smaller‖', (field, start, _later, member) => {
  const { large, small } = sidesOf(start, member);
  const unit = scale(field, field.div(field.one, field.of(member.lambda.abs())), large);
  return field.add(norm(field, subtract(field, unit, identity(field, large.rows))), norm(field, small));
});

const oneIsTheIdentity = thesisClaim({
  ...SECTION,
  id: 'sec-4.1:identity-and-zero',
  title: 'For |λ| → ∞ one representation tends to a multiple of I, the other to 0',
  place: 'section 4.1, after the proof of theorem 4.1.2',
  note: `${AT_REST} ${NARROW}`,
  grade: 'missing hypothesis',
  restsOn: ['thm-4.1.2.2:infinity', 'thm-4.1.2.2:minus-infinity'],
  hypotheses: HYPOTHESES,
  cases: either,
  statement: String.raw`|\lambda|\to\infty:\quad\tfrac1{|\lambda|}\mathbf W_2\mathbf W_2^\top\to\mathbb I,\ \mathbf W_1^\top\mathbf W_1\to0\quad\text{or the other way round}`,
  judge: vanishes(identityAndZero),
  ...trendIn(identityAndZero),
  narrowed: { hypotheses: [...HYPOTHESES, largerLayerIsSquare] },
  wrong: { 'they stay': stays(identityAndZero), 'faster than |λ|^−2': vanishes(identityAndZero, 2) },
});

export const thm412: readonly Claim[] = [
  atTheEnd,
  atAnyTime,
  eq416,
  eq417,
  eq49,
  eq410FirstForm,
  eq410,
  eq411,
  eq412,
  eq413,
  ...limitsOfRepresentations,
  ...byDiagonals,
  oneIsTheIdentity,
];
