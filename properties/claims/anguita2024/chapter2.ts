import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { trace } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { I, minus, plus, scaled, T, times } from '../_exact.ts';
import { type ExactSides, exactly, exactlyOrdered, hasNoValue } from '../_exactly.ts';
import {
  chapter2Claim,
  type Frames,
  frameCases,
  framesOf,
  gradientOf,
  lossOf,
  type M,
  ratesOf,
  samplesOf,
} from './_frames.ts';
import type { StartJudge } from './_randomStarts.ts';

// Chapter 2: decompositions, gradients, the proof of balance, aligned networks, kernels and the loss of an old task.

const num = (value: number, by = 1): Rational => Rational.of(value, by);
const equals = (sides: (frames: Frames) => ExactSides): StartJudge =>
  exactly<FlowCase>(given => sides(framesOf(given)));
const condition = (name: string, meaning: string, holds: (frames: Frames) => boolean): Hypothesis<FlowCase> => ({
  name,
  meaning,
  holds: given => holds(framesOf(given)),
});

// 2.1.1.

const DECOMPOSITION = { topic: 'Definitions and observables', section: '2.1.1' } as const;

const sizesOfLeading = (printed: boolean): StartJudge =>
  equals(({ U, V, widths: { Ni, No } }) => {
    const m = Math.min(Ni, No);
    const [left, right] = [U.slice(0, No, 0, m), V.slice(0, Ni, 0, m)];
    return [
      ['rows of Ũ', printed ? m : No, left.rows],
      ['rows of Ṽ', printed ? m : Ni, right.rows],
    ];
  });

const leading = chapter2Claim({
  ...DECOMPOSITION,
  id: 'sec-2.1.1:sizes-of-leading-vectors',
  title: 'Of U = [Ũ Ũ⊥] and V = [Ṽ Ṽ⊥] the first parts are square, of the smaller dimension',
  place: 'section 2.1.1, last two paragraphs',
  grade: 'sizes and notation',
  note: 'Ũ has the rows of U, n1 of them, and Ṽ those of V. X is No×Ni in the cases.',
  statement: String.raw`m=\min(n_1,n_2):\quad\tilde{\mathbf U}\in\mathbb R^{m\times m},\;\tilde{\mathbf V}\in\mathbb R^{m\times m}`,
  judge: sizesOfLeading(true),
  corrected: {
    statement: String.raw`\tilde{\mathbf U}\in\mathbb R^{n_1\times m},\;\tilde{\mathbf V}\in\mathbb R^{n_2\times m}`,
    judge: sizesOfLeading(false),
  },
  wrong: { square: sizesOfLeading(true) },
});

/** X = USRᵀ and Y = RSVᵀ make XXᵀ = US²Uᵀ = XY(XY)ᵀ and YᵀY = (XY)ᵀXY. */
const sharedValues: StartJudge = equals(({ W1, W2 }) => {
  const product = times(W2, W1);
  return [
    ['XXᵀ', times(product, T(product)), times(W2, T(W2))],
    ['YᵀY', times(T(product), product), times(T(W1), W1)],
  ];
});

/** With values of their own, X = US₂Rᵀ and Y = RS₁Vᵀ: XᵀX = RS₂²Rᵀ and YYᵀ = RS₁²Rᵀ commute. */
const ownValues: StartJudge = equals(({ W1, W2 }) => {
  const [first, second] = [times(T(W2), W2), times(W1, T(W1))];
  return [['XᵀX YYᵀ', times(second, first), times(first, second)]];
});

const isAligned = condition(
  'a common R',
  'XᵀX and YYᵀ have common eigenvectors, as those of λ-balanced weights have, where they differ by λI',
  ({ B1, B2 }) =>
    [B1, B2].every(B => B.data.every((entry, at) => entry.sign() === 0 || Math.floor(at / B.cols) === at % B.cols)),
);

const factors = chapter2Claim({
  ...DECOMPOSITION,
  id: 'eq-2.2',
  title: 'Factors of XY = USVᵀ are X = USRᵀ and Y = RSVᵀ with one orthonormal R',
  place: 'section 2.1.1, equation 2.2',
  grade: 'wrong statement',
  note: 'The product would be US²Vᵀ: of 2·1 = 2 the factors are not both ±2. With singular values of their own X = US₂Rᵀ and Y = RS₁Vᵀ hold where XᵀX and YYᵀ commute, for λ-balanced weights among others. Judged by XXᵀ and YᵀY, which R is not part of.',
  statement: String.raw`\mathbf X\mathbf Y=\mathbf U\mathbf S\mathbf V^\top\;\Rightarrow\;\exists\mathbf R:\;\mathbf X=\mathbf U\mathbf S\mathbf R^\top,\;\mathbf Y=\mathbf R\mathbf S\mathbf V^\top`,
  judge: sharedValues,
  corrected: {
    statement: String.raw`\mathbf X=\mathbf U\mathbf S_2\mathbf R^\top,\;\mathbf Y=\mathbf R\mathbf S_1\mathbf V^\top\;\Rightarrow\;[\mathbf X^\top\mathbf X,\mathbf Y\mathbf Y^\top]=0`,
    hypotheses: [isAligned],
    cases: frameCases('aligned'),
    judge: ownValues,
  },
  wrong: { 'one S for both': sharedValues },
});

// 2.2.2: descent.

const DESCENT = { topic: 'Gradient descent', section: '2.2.2' } as const;

/** The step of a layer over −η, beside the gradient of the loss of equation 2.3. */
const step = (layer: 0 | 1, factor: (P: Rational) => Rational): StartJudge =>
  equals(frames => {
    const { W1, W2 } = frames;
    const samples = samplesOf(frames, { white: false });
    const { X, Y, P } = samples;
    const error = minus(times(W2, W1, X), Y);
    const printed = layer === 0 ? times(T(W2), error, T(X)) : times(error, T(X), T(W1));
    const truth =
      layer === 0
        ? gradientOf(W => lossOf(times(W2, W), samples), W1)
        : gradientOf(W => lossOf(times(W, W1), samples), W2);
    return [[`step of W${layer + 1} over −η`, scaled(factor(P), printed), truth]];
  });

const byP = (P: Rational): Rational => num(1).div(P);

const descentStep = (layer: 0 | 1, id: string, rest: string, tex: string): Claim<FlowCase> =>
  chapter2Claim({
    ...DESCENT,
    id,
    title: `The step of gradient descent of W${layer + 1}, without 1/P`,
    place: `equation 2.${layer === 0 ? 7 : 8}${rest}`,
    grade: 'wrong constant or sign',
    note: 'The loss of equation 2.3 is a mean over P samples. Four samples, inputs not white; gradients by central differences, exact for a quadratic function.',
    statement: tex.replace('FACTOR', ''),
    judge: step(layer, () => num(1)),
    corrected: { statement: tex.replace('FACTOR', String.raw`\tfrac1P`), judge: step(layer, byP) },
    wrong: {
      'without 1/P': step(layer, () => num(1)),
      '2/P': step(layer, P => byP(P).mul(num(2))),
      ascent: step(layer, P => byP(P).neg()),
    },
  });

const firstStep = descentStep(
  0,
  'eq-2.7',
  ', and the increment of equation 2.9',
  String.raw`\mathbf W_1^{(i+1)}=\mathbf W_1^{(i)}-\eta FACTOR\mathbf W_2^\top(\mathbf W_2\mathbf W_1\mathbf X-\mathbf Y)\mathbf X^\top`,
);
const secondStep = descentStep(
  1,
  'eq-2.8',
  ', and the increment of equation 2.10',
  String.raw`\mathbf W_2^{(i+1)}=\mathbf W_2^{(i)}-\eta FACTOR(\mathbf W_2\mathbf W_1\mathbf X-\mathbf Y)\mathbf X^\top\mathbf W_1^\top`,
);

const flowIs = (layer: 0 | 1, sign: number): StartJudge =>
  equals(frames => {
    const { W1, W2 } = frames;
    const samples = samplesOf(frames, { white: false });
    const { X, Y, P } = samples;
    const [Syx, Sxx] = [scaled(byP(P), times(Y, T(X))), scaled(byP(P), times(X, T(X)))];
    const error = minus(Syx, times(W2, W1, Sxx));
    const stated = layer === 0 ? times(T(W2), error) : times(error, T(W1));
    const gradient =
      layer === 0
        ? gradientOf(W => lossOf(times(W2, W), samples), W1)
        : gradientOf(W => lossOf(times(W, W1), samples), W2);
    return [[`τ dW${layer + 1}/dt`, scaled(sign, stated), scaled(-1, gradient)]];
  });

const gradientFlow = (layer: 0 | 1): Claim<FlowCase> =>
  chapter2Claim({
    ...DESCENT,
    topic: 'Gradient flow',
    id: `eq-2.1${layer + 1}:gradient-of-the-loss`,
    title: `The flow of W${layer + 1} is minus the gradient of the loss`,
    place: `equation 2.1${layer + 1}`,
    note: 'Any inputs. From equations 2.9 and 2.10, which lack 1/P, it would follow with P times the right side only.',
    statement:
      layer === 0
        ? String.raw`-\partial\mathcal L/\partial\mathbf W_1=\mathbf W_2^\top(\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1\tilde{\mathbf\Sigma}^{xx})`
        : String.raw`-\partial\mathcal L/\partial\mathbf W_2=(\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1\tilde{\mathbf\Sigma}^{xx})\mathbf W_1^\top`,
    judge: flowIs(layer, 1),
    wrong: { ascent: flowIs(layer, -1), 'P times that': flowIs(layer, 4) },
  });

// The proof of theorem 2.2.1.

const BALANCE = { topic: 'Balance conservation', section: '2.2.3' } as const;

const turned: StartJudge = equals(frames => {
  const { W1, W2 } = frames;
  const [rate1, rate2] = ratesOf(frames);
  const of2 = plus(times(rate2, T(W2)), times(W2, T(rate2)));
  const of1 = plus(times(rate1, T(W1)), times(W1, T(rate1)));
  const rate = minus(of2, of1);
  return [['rate of W2W2ᵀ − W1W1ᵀ', rate.map(() => Rational.ZERO), rate]];
});

const upright = (factor: number): StartJudge =>
  equals(frames => {
    const { W1, W2 } = frames;
    const [rate1, rate2] = ratesOf(frames);
    const of2 = plus(times(T(rate2), W2), times(T(W2), rate2));
    const of1 = plus(times(rate1, T(W1)), times(W1, T(rate1)));
    const rate = minus(scaled(factor, of2), of1);
    return [['rate of W2ᵀW2 − W1W1ᵀ', rate.map(() => Rational.ZERO), rate]];
  });

const proofObject = chapter2Claim({
  ...BALANCE,
  id: 'thm-2.2.1:proof-object',
  title: 'W2W2ᵀ − W1W1ᵀ does not change in training',
  place: 'proof of theorem 2.2.1, first and last line',
  grade: 'sizes and notation',
  note: 'W2W2ᵀ is No×No, W1W1ᵀ is Nh×Nh; where these are equal it changes all the same. The theorem is about W2ᵀW2.',
  statement: String.raw`\tau\tfrac d{dt}[\mathbf W_2\mathbf W_2^\top-\mathbf W_1\mathbf W_1^\top]=\mathbf 0`,
  judge: turned,
  corrected: {
    statement: String.raw`\tau\tfrac d{dt}[\mathbf W_2^\top\mathbf W_2-\mathbf W_1\mathbf W_1^\top]=\mathbf 0`,
    judge: upright(1),
  },
  wrong: { 'the sum': upright(-1), W2W2ᵀ: turned },
});

const secondLine = (stated: (W1: M, W2: M, E: M) => M): StartJudge =>
  equals(({ W1, W2, Sigma }) => {
    const E = minus(Sigma, times(W2, W1));
    const value = stated(W1, W2, E);
    return [['the second step, which is 0', value, value.map(() => Rational.ZERO)]];
  });

const proofStep = chapter2Claim({
  ...BALANCE,
  id: 'thm-2.2.1:proof-step-2',
  title: 'The flow put into the rate of the balance: three terms that cancel',
  place: 'proof of theorem 2.2.1, second line',
  grade: 'sizes and notation',
  note: 'Factors are doubled and transposes lost, and one of four terms is missing; with one unit everywhere the three do not cancel.',
  statement: String.raw`\mathbf W_1\mathbf E^\top\mathbf W_2\mathbf W_2+\mathbf W_2\mathbf E\mathbf W_1\mathbf W_1^\top-\mathbf W_2^\top\mathbf E^\top\mathbf W_2=\mathbf 0,\quad\mathbf E=\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1`,
  judge: secondLine((W1, W2, E) =>
    minus(plus(times(W1, T(E), W2, W2), times(W2, E, W1, T(W1))), times(T(W2), T(E), W2)),
  ),
  corrected: {
    statement: String.raw`\mathbf W_1\mathbf E^\top\mathbf W_2+\mathbf W_2^\top\mathbf E\mathbf W_1^\top-\mathbf W_2^\top\mathbf E\mathbf W_1^\top-\mathbf W_1\mathbf E^\top\mathbf W_2=\mathbf 0`,
    judge: equals(frames => {
      const { W1, W2, Sigma } = frames;
      const E = minus(Sigma, times(W2, W1));
      const [rate1, rate2] = ratesOf(frames);
      return [
        [
          'first two terms',
          plus(times(W1, T(E), W2), times(T(W2), E, T(W1))),
          plus(times(T(rate2), W2), times(T(W2), rate2)),
        ],
        [
          'last two terms',
          plus(times(T(W2), E, T(W1)), times(W1, T(E), W2)),
          plus(times(rate1, T(W1)), times(W1, T(rate1))),
        ],
      ];
    }),
  },
  wrong: {
    'three of the four': secondLine((W1, W2, E) =>
      minus(plus(times(W1, T(E), W2), times(T(W2), E, T(W1))), times(T(W2), E, T(W1))),
    ),
  },
});

// Theorem 2.2.2.

const ALIGNED = { topic: 'Aligned networks', section: '2.2.4' } as const;

type RateOf = (frames: Frames) => M;
const rateIs = (name: string, stated: RateOf, truth: RateOf): StartJudge =>
  equals(frames => [[name, stated(frames), truth(frames)]]);
const errorOf = ({ U, S, V, B1, B2 }: Frames): M => minus(times(U, S, T(V)), times(U, B2, B1, T(V)));
const rate1: RateOf = frames => ratesOf(frames)[0];
const rate2: RateOf = frames => ratesOf(frames)[1];
const barRate1: RateOf = frames => times(T(frames.R), rate1(frames), frames.V);
const barRate2: RateOf = frames => times(T(frames.U), rate2(frames), frames.R);

const missingTranspose =
  'W̄2 is No×Nh and stands without its transpose: sizes fit for Nh = No alone, and the values are right where it is symmetric, such as diagonal.';

interface InFrames {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly note: string;
  readonly name: string;
  readonly tex: string;
  readonly printed: RateOf;
  readonly right?: { readonly tex: string; readonly of: RateOf };
  readonly truth: RateOf;
}

const inFrames = ({ id, title, place, note, name, tex, printed, right, truth }: InFrames): Claim<FlowCase> => {
  const best = right?.of ?? printed;
  return chapter2Claim({
    ...ALIGNED,
    id,
    title,
    place,
    ...(note !== '' && { note }),
    statement: tex,
    judge: rateIs(name, printed, truth),
    ...(right && {
      grade: 'sizes and notation',
      corrected: { statement: right.tex, judge: rateIs(name, right.of, truth) },
    }),
    wrong: {
      ...(right && { 'as printed': rateIs(name, printed, truth) }),
      'turned sign': rateIs(name, frames => scaled(-1, best(frames)), truth),
      'twice that': rateIs(name, frames => scaled(2, best(frames)), truth),
    },
  });
};

/** Σ s_α u^α v^αᵀ over the first modes; a mode beyond min(Ni, No) has no u or no v. */
const sumOfModes =
  (modes: (widths: Frames['widths']) => number): StartJudge =>
  (given, effort) => {
    const { widths } = framesOf(given);
    const [count, m] = [modes(widths), Math.min(widths.Ni, widths.No)];
    if (count > m)
      return hasNoValue('Σyx as a sum over modes', `N1 = ${count}, and only ${m} modes have both vectors`)(
        given,
        effort,
      );
    return equals(({ U, S, V, Sigma }) => {
      const parts = Array.from({ length: count }, (_, mode) =>
        scaled(S.at(mode, mode), times(U.slice(0, U.rows, mode, mode + 1), T(V.slice(0, V.rows, mode, mode + 1)))),
      );
      return [['Σyx', plus(scaled(0, Sigma), ...parts), Sigma]];
    })(given, effort);
  };

const smaller = ({ Ni, No }: Frames['widths']): number => Math.min(Ni, No);

const eq216 = chapter2Claim({
  ...ALIGNED,
  id: 'eq-2.16',
  title: 'Σyx = USVᵀ is the sum over modes α = 1 to N1',
  place: 'equation 2.16',
  grade: 'sizes and notation',
  note: 'N1 is not defined; in [38], whose proof this is, it is the number of inputs. The modes are min(Ni, No).',
  statement: String.raw`\tilde{\mathbf\Sigma}^{yx}=\mathbf U\mathbf S\mathbf V^\top=\sum_{\alpha=1}^{N_1}s_\alpha\mathbf u^\alpha(\mathbf v^\alpha)^\top,\quad N_1=N_i`,
  judge: sumOfModes(({ Ni }) => Ni),
  corrected: {
    statement: String.raw`\tilde{\mathbf\Sigma}^{yx}=\mathbf U\mathbf S\mathbf V^\top=\sum_{\alpha=1}^{\min(N_i,N_o)}s_\alpha\mathbf u^\alpha(\mathbf v^\alpha)^\top`,
    judge: sumOfModes(smaller),
  },
  wrong: {
    'as printed': sumOfModes(({ Ni }) => Ni),
    'without the last': sumOfModes(widths => smaller(widths) - 1),
    'up to the hidden units': sumOfModes(({ Nh }) => Nh),
  },
});

const eq217 = inFrames({
  id: 'eq-2.17',
  title: 'The rate of W1 = RW̄1Vᵀ is RW̄2Uᵀ(Σyx − UW̄2W̄1Vᵀ)',
  place: 'equation 2.17',
  note: missingTranspose,
  name: 'τ d(RW̄1Vᵀ)/dt',
  tex: String.raw`\tau\tfrac d{dt}(\mathbf R\overline{\mathbf W}_1\mathbf V^\top)=\mathbf R\overline{\mathbf W}_2\mathbf U^\top(\tilde{\mathbf\Sigma}^{yx}-\mathbf U\overline{\mathbf W}_2\overline{\mathbf W}_1\mathbf V^\top)`,
  printed: frames => times(frames.R, frames.B2, T(frames.U), errorOf(frames)),
  right: {
    tex: String.raw`\tau\tfrac d{dt}(\mathbf R\overline{\mathbf W}_1\mathbf V^\top)=\mathbf R\overline{\mathbf W}_2^\top\mathbf U^\top(\tilde{\mathbf\Sigma}^{yx}-\mathbf U\overline{\mathbf W}_2\overline{\mathbf W}_1\mathbf V^\top)`,
    of: frames => times(frames.R, T(frames.B2), T(frames.U), errorOf(frames)),
  },
  truth: rate1,
});

const eq218 = inFrames({
  id: 'eq-2.18',
  title: 'The rate of W̄1 is W̄2(S − W̄2W̄1)',
  place: 'equations 2.18 and 2.19',
  note: missingTranspose,
  name: 'τ dW̄1/dt',
  tex: String.raw`\tau\tfrac d{dt}\overline{\mathbf W}_1=\overline{\mathbf W}_2\mathbf U^\top(\mathbf U\mathbf S\mathbf V^\top-\mathbf U\overline{\mathbf W}_2\overline{\mathbf W}_1\mathbf V^\top)\mathbf V=\overline{\mathbf W}_2(\mathbf S-\overline{\mathbf W}_2\overline{\mathbf W}_1)`,
  printed: ({ S, B1, B2 }) => times(B2, minus(S, times(B2, B1))),
  right: {
    tex: String.raw`\tau\tfrac d{dt}\overline{\mathbf W}_1=\overline{\mathbf W}_2^\top(\mathbf S-\overline{\mathbf W}_2\overline{\mathbf W}_1)`,
    of: ({ S, B1, B2 }) => times(T(B2), minus(S, times(B2, B1))),
  },
  truth: barRate1,
});

const eq220 = inFrames({
  id: 'eq-2.20',
  title: 'The rate of W2 = UW̄2Rᵀ is (Σyx − UW̄2W̄1Vᵀ)VᵀW̄1Rᵀ',
  place: 'equation 2.20',
  note: 'W1ᵀ = VW̄1ᵀRᵀ stands on the right of the gradient; V and W̄1 have each other’s transpose here.',
  name: 'τ d(UW̄2Rᵀ)/dt',
  tex: String.raw`\tau\tfrac d{dt}(\mathbf U\overline{\mathbf W}_2\mathbf R^\top)=(\tilde{\mathbf\Sigma}^{yx}-\mathbf U\overline{\mathbf W}_2\overline{\mathbf W}_1\mathbf V^\top)\mathbf V^\top\overline{\mathbf W}_1\mathbf R^\top`,
  printed: frames => times(errorOf(frames), T(frames.V), frames.B1, T(frames.R)),
  right: {
    tex: String.raw`\tau\tfrac d{dt}(\mathbf U\overline{\mathbf W}_2\mathbf R^\top)=(\tilde{\mathbf\Sigma}^{yx}-\mathbf U\overline{\mathbf W}_2\overline{\mathbf W}_1\mathbf V^\top)\mathbf V\overline{\mathbf W}_1^\top\mathbf R^\top`,
    of: frames => times(errorOf(frames), frames.V, T(frames.B1), T(frames.R)),
  },
  truth: rate2,
});

const eq221 = inFrames({
  id: 'eq-2.21',
  title: 'The rate of W̄2 is (S − W̄2W̄1)W̄1ᵀ',
  place: 'equations 2.21 and 2.22',
  note: '',
  name: 'τ dW̄2/dt',
  tex: String.raw`\tau\tfrac d{dt}\overline{\mathbf W}_2=\mathbf U^\top(\mathbf U\mathbf S\mathbf V^\top-\mathbf U\overline{\mathbf W}_2\overline{\mathbf W}_1\mathbf V^\top)\mathbf V\overline{\mathbf W}_1^\top=(\mathbf S-\overline{\mathbf W}_2\overline{\mathbf W}_1)\overline{\mathbf W}_1^\top`,
  printed: ({ S, B1, B2 }) => times(minus(S, times(B2, B1)), T(B1)),
  truth: barRate2,
});

/** c, d and s of a mode; 0 where a matrix has no such place. */
const entryOf = (a: M, j: number): Rational => (j < a.rows && j < a.cols ? a.at(j, j) : Rational.ZERO);

/** All of the rate: modes on the diagonal, nothing off it. */
const modesMove = (which: 1 | 2, stated: (c: Rational, d: Rational, s: Rational) => Rational): StartJudge =>
  equals(frames => {
    const { B1, B2, S } = frames;
    const truth = which === 1 ? barRate1(frames) : barRate2(frames);
    return [
      [
        which === 1 ? 'τ dW̄1/dt' : 'τ dW̄2/dt',
        Matrix.generate(truth.rows, truth.cols, (i, j) =>
          i === j ? stated(entryOf(B1, i), entryOf(B2, i), entryOf(S, i)) : Rational.ZERO,
        ),
        truth,
      ],
    ];
  });

const rateOfC = (c: Rational, d: Rational, s: Rational): Rational => d.mul(s.sub(c.mul(d)));
const rateOfD = (c: Rational, d: Rational, s: Rational): Rational => c.mul(s.sub(c.mul(d)));

const modes = (which: 1 | 2): Claim<FlowCase> => {
  const stated = which === 1 ? rateOfC : rateOfD;
  const letter = which === 1 ? 'c' : 'd';
  return chapter2Claim({
    ...ALIGNED,
    id: `eq-2.2${which + 2}`,
    title: `Modes of aligned layers: τ d${letter}/dt = ${which === 1 ? 'd' : 'c'}(s − cd), each on its own, and nothing off the diagonal`,
    place: `equation 2.2${which + 2}; the sentences after equation 2.29; section 3.2, first paragraph`,
    note: 'Aligned layers of any balance and any widths. That the whole rate is diagonal in the bases of the task is why an aligned network stays aligned and its modes do not depend on each other.',
    statement: String.raw`\tau\tfrac d{dt}${letter}_\alpha=${which === 1 ? 'd' : 'c'}_\alpha(s_\alpha-c_\alpha d_\alpha)`,
    cases: frameCases('aligned'),
    judge: modesMove(which, stated),
    wrong: {
      'the other factor': modesMove(which, which === 1 ? rateOfD : rateOfC),
      'without cd': modesMove(which, (c, d, s) => (which === 1 ? d : c).mul(s)),
    },
  });
};

/** 1/(da/dt) beside the derivative of the right side in a^f: τ(1/a + 1/(s − a))/2s. */
const timeOf = (factor: number): StartJudge =>
  equals(({ S, B1 }) => {
    const s = S.at(0, 0);
    const start = entryOf(B1, 0);
    const a = start.mul(start).add(Rational.of(1, 7));
    const inverse = (x: Rational): Rational => num(1).div(x);
    const rate = num(2).mul(a).mul(s.sub(a));
    return [
      [
        'derivative of the time in a',
        num(factor)
          .mul(inverse(a).add(inverse(s.sub(a))))
          .div(num(2).mul(s)),
        inverse(rate),
      ],
    ];
  });

const eq227 = chapter2Claim({
  ...ALIGNED,
  id: 'eq-2.27',
  title: 'The time from a⁰ to a^f is (τ/2s) ln(a^f(s − a⁰)/(a⁰(s − a^f)))',
  place: 'equation 2.27',
  note: 'The right side is 0 at a^f = a⁰; its derivative in a^f is compared with 1/(da/dt) of equation 2.26. Starts neither 0 nor s.',
  statement: String.raw`t=\frac\tau2\int_{a^0}^{a^f}\frac{da}{a(s-a)}=\frac\tau{2s}\ln\frac{a^f(s-a^0)}{a^0(s-a^f)}`,
  judge: timeOf(1),
  wrong: { 'twice that': timeOf(2), 'turned sign': timeOf(-1) },
});

const shallow = (factor: number): StartJudge =>
  equals(({ Sigma, W1, W2 }) => {
    // A network of one layer at W = W2W1; the rate of the stated solution at t = 0, at any start, and so at any time.
    const W = times(W2, W1);
    const samples = { X: scaled(2, I(W.cols)), Y: scaled(2, Sigma), P: num(4) };
    const truth = scaled(
      -1,
      gradientOf(at => lossOf(at, samples), W),
    );
    return [['τ dW/dt', scaled(factor, minus(W, Sigma)), truth]];
  });

const theorem223 = chapter2Claim({
  topic: 'Shallow networks',
  section: '2.2.4',
  id: 'thm-2.2.3',
  title: 'A network of one layer follows W(t) = Σyx + (W(0) − Σyx)e^{−t/τ}',
  place: 'theorem 2.2.3; equation 3.20 for its modes',
  note: 'The rate of the solution is −(W − Σyx)/τ; the truth is the gradient of the loss over samples with XXᵀ/P = I and YXᵀ/P = Σyx.',
  statement: String.raw`\mathbf W(t)=\tilde{\mathbf\Sigma}^{yx}+(\mathbf W(0)-\tilde{\mathbf\Sigma}^{yx})e^{-t/\tau}`,
  judge: shallow(-1),
  wrong: { 'twice as fast': shallow(-2), away: shallow(1) },
});

const sizeOfF = (rows: (widths: Frames['widths']) => number, cols: (widths: Frames['widths']) => number): StartJudge =>
  equals(({ W1, W2, widths }) => {
    const Q = [...T(W1).toRows(), ...W2.toRows()].length;
    return [
      ['rows of F, which multiplies QQᵀ', rows(widths), Q],
      ['columns of F', cols(widths), Q],
    ];
  });

const theorem224 = chapter2Claim({
  topic: 'Riccati equation',
  section: '2.2.4',
  id: 'thm-2.2.4:size-of-f',
  title: 'F is (n_h + n_o)×(n_h + n_i)',
  place: 'theorem 2.2.4',
  grade: 'sizes and notation',
  note: 'F stands on both sides of QQᵀ, which is (n_i + n_o)×(n_i + n_o).',
  statement: String.raw`\mathbf F\in\mathbb R^{(n_h+n_o)\times(n_h+n_i)}`,
  judge: sizeOfF(
    ({ Nh, No }) => Nh + No,
    ({ Nh, Ni }) => Nh + Ni,
  ),
  corrected: {
    statement: String.raw`\mathbf F\in\mathbb R^{(n_i+n_o)\times(n_i+n_o)}`,
    judge: sizeOfF(
      ({ Ni, No }) => Ni + No,
      ({ Ni, No }) => Ni + No,
    ),
  },
  wrong: {
    'as printed': sizeOfF(
      ({ Nh, No }) => Nh + No,
      ({ Nh, Ni }) => Nh + Ni,
    ),
  },
});

const fullRank = condition(
  'full rank',
  'rank W2W1 = min(Ni, No)',
  ({ W1, W2, widths: { Ni, No } }) => rank(rationalField, times(W2, W1)) === Math.min(Ni, No),
);

const widthAtLeast = (least: (widths: Frames['widths']) => number): StartJudge =>
  exactlyOrdered<FlowCase>(given => {
    const { widths } = framesOf(given);
    return [[num(widths.Nh), '>=', num(least(widths))]];
  });

const assumption224 = chapter2Claim({
  topic: 'Definitions and observables',
  section: '2.2.4',
  id: 'assumption-2.2.4:no-bottleneck',
  title: 'A network function of full rank has Nh ≥ min(Ni, No)',
  place: 'assumption 2.2.4',
  statement: String.raw`\operatorname{rank}(\mathbf W_2\mathbf W_1)=\min(N_i,N_o)\;\Rightarrow\;N_h\ge\min(N_i,N_o)`,
  hypotheses: [fullRank],
  judge: widthAtLeast(({ Ni, No }) => Math.min(Ni, No)),
  wrong: {
    'the larger': widthAtLeast(({ Ni, No }) => Math.max(Ni, No)),
    'one more': widthAtLeast(({ Ni, No }) => Math.min(Ni, No) + 1),
  },
});

// 2.3.1: the tangent kernel.

const KERNEL = { topic: 'Tangent kernel', section: '2.3.1' } as const;

const gradientSize = (rows: (widths: Frames['widths']) => number): StartJudge =>
  equals(({ W1, W2, widths }) => [
    ['rows of ∇θf, one for each parameter', rows(widths), W1.data.length + W2.data.length],
  ]);
const parameters = ({ Ni, Nh, No }: Frames['widths']): number => Nh * (Ni + No);

const eq233 = chapter2Claim({
  ...KERNEL,
  id: 'eq-2.33',
  title: '∇θf = Jᵀ is n×m, n the number of inputs',
  place: 'equations 2.32 and 2.33',
  grade: 'wrong statement',
  note: 'J is the derivative in the inputs; a gradient in the parameters has a row for each of them. Judged of two linear layers.',
  statement: String.raw`\nabla_\theta f=J^\top\in\mathbb R^{n\times m},\quad J=\partial f/\partial\mathbf x`,
  judge: gradientSize(({ Ni }) => Ni),
  corrected: {
    statement: String.raw`\nabla_\theta f\in\mathbb R^{p\times m},\quad p=N_h(N_i+N_o)`,
    judge: gradientSize(parameters),
  },
  wrong: { 'one layer': gradientSize(({ Ni, Nh }) => Nh * Ni) },
});

/** An input, and ∇θf and K there. */
function kernelAt({ W1, W2, V }: Frames): { readonly x: M; readonly K: M } {
  const x = V.slice(0, V.rows, 0, 1).map((entry, i) => entry.add(num(i + 1)));
  const hidden = times(W1, x);
  const square = (a: M): Rational => times(T(a), a).at(0, 0);
  // Rows of the gradients: of W2 they are hidden ⊗ e, of W1 x ⊗ W2ᵀe.
  return { x, K: plus(scaled(square(hidden), I(W2.rows)), scaled(square(x), times(W2, T(W2)))) };
}

const sizeOfKernel = (rows: (widths: Frames['widths']) => number): StartJudge =>
  equals(frames => [['rows of ∇θf(x)ᵀ∇θf(x′)', rows(frames.widths), kernelAt(frames).K.rows]]);

const eq234 = chapter2Claim({
  ...KERNEL,
  id: 'eq-2.34',
  title: 'The kernel is a number for each pair of inputs',
  place: 'section 2.3.1, before equation 2.34',
  grade: 'sizes and notation',
  note: 'Of m outputs it is m×m. Right for one output.',
  statement: String.raw`K:\mathbb R^n\times\mathbb R^n\to\mathbb R`,
  judge: sizeOfKernel(() => 1),
  corrected: {
    statement: String.raw`K:\mathbb R^n\times\mathbb R^n\to\mathbb R^{m\times m}`,
    judge: sizeOfKernel(({ No }) => No),
  },
  wrong: { inputs: sizeOfKernel(({ Ni }) => Ni) },
});

/** The output moves by the flow of ‖f(x) − y‖²/2 for one sample. */
const outputMoves = (stated: (K: M, gradients: { readonly inParameters: M; readonly inOutput: M }) => M): StartJudge =>
  equals(frames => {
    const { W1, W2, Sigma } = frames;
    const { x, K } = kernelAt(frames);
    const y = times(Sigma, x);
    const samples = { X: x, Y: y, P: num(1) };
    const [first, second] = [
      gradientOf(W => lossOf(times(W2, W), samples), W1),
      gradientOf(W => lossOf(times(W, W1), samples), W2),
    ];
    const rate = scaled(-1, plus(times(second, W1, x), times(W2, first, x)));
    const inParameters = new Matrix(first.data.length + second.data.length, 1, [...first.data, ...second.data]);
    return [['df/dt', stated(K, { inParameters, inOutput: minus(times(W2, W1, x), y) }), rate]];
  });

const eq236 = chapter2Claim({
  ...KERNEL,
  id: 'eq-2.36',
  title: 'df/dt = −K(x, x)∇θL',
  place: 'equation 2.36',
  grade: 'sizes and notation',
  note: 'K is m×m and ∇θL has a row for each parameter; the gradient in the output is meant. One sample; of several it is a sum over x′.',
  statement: String.raw`\frac{df}{dt}=-K(\mathbf x,\mathbf x)\nabla_\theta L`,
  judge: outputMoves((K, { inParameters }) => scaled(-1, times(K, inParameters))),
  corrected: {
    statement: String.raw`\frac{df}{dt}=-K(\mathbf x,\mathbf x)\nabla_fL`,
    judge: outputMoves((K, { inOutput }) => scaled(-1, times(K, inOutput))),
  },
  wrong: {
    'turned sign': outputMoves((K, { inOutput }) => times(K, inOutput)),
    'without K': outputMoves((_, { inOutput }) => scaled(-1, inOutput)),
  },
});

// 2.3.4: the loss of an old task.

const half = (value: Rational): Rational => value.div(num(2));
const tr = (a: M): Rational => trace(rationalField, a);

interface Tasks {
  /** Of the old task, by its samples, and the map of the new one. */
  readonly old: M;
  readonly learned: M;
  readonly yy: M;
}

const lines = (stated: (tasks: Tasks) => readonly (readonly [string, M | Rational])[]): StartJudge =>
  equals(frames => {
    const samples = samplesOf(frames);
    const { X, Y, P } = samples;
    const learned = times(frames.W2, frames.W1);
    const tasks = { old: scaled(byP(P), times(Y, T(X))), learned, yy: scaled(byP(P), times(Y, T(Y))) };
    const truth = lossOf(learned, samples);
    return stated(tasks).map(([name, value]) => [name, value, truth]);
  });

const completed = ({ old, learned }: Tasks): Rational => {
  const away = minus(learned, old);
  return half(tr(times(away, T(away))).sub(tr(times(old, T(old)))));
};

const square = chapter2Claim({
  topic: 'Continual learning',
  section: '2.3.4',
  id: 'sec-2.3.4:completed-square',
  title: 'The loss of an old task is ½‖Σj − Σi‖² − ½Tr ΣiΣiᵀ + ½Σyy',
  place: 'section 2.3.4, lines 5 and 6 of the loss',
  grade: 'sizes and notation',
  note: 'A number and an No×No matrix are added: Tr Σyy is meant, as in line 4. Right for one output. Four samples with white inputs.',
  statement: String.raw`\mathcal L_i(\mathcal T_j)=\tfrac12\lVert\tilde{\mathbf\Sigma}_j^{yx}-\tilde{\mathbf\Sigma}_i^{yx}\rVert_F^2-\tfrac12\operatorname{Tr}(\tilde{\mathbf\Sigma}_i^{yx}\tilde{\mathbf\Sigma}_i^{yx\top})+\tfrac12\tilde{\mathbf\Sigma}_i^{yy}`,
  judge: lines(tasks => [['line 6', plus(new Matrix(1, 1, [completed(tasks)]), scaled(num(1, 2), tasks.yy))]]),
  corrected: {
    statement: String.raw`\mathcal L_i(\mathcal T_j)=\tfrac12\lVert\tilde{\mathbf\Sigma}_j^{yx}-\tilde{\mathbf\Sigma}_i^{yx}\rVert_F^2-\tfrac12\operatorname{Tr}(\tilde{\mathbf\Sigma}_i^{yx}\tilde{\mathbf\Sigma}_i^{yx\top})+\tfrac12\operatorname{Tr}\tilde{\mathbf\Sigma}_i^{yy}`,
    judge: lines(tasks => [['line 6', completed(tasks).add(half(tr(tasks.yy)))]]),
  },
  wrong: {
    'without Σyy': lines(tasks => [['line 6', completed(tasks)]]),
    'the trace of ΣiΣiᵀ added': lines(tasks => [
      [
        'line 6',
        completed(tasks)
          .add(tr(times(tasks.old, T(tasks.old))))
          .add(half(tr(tasks.yy))),
      ],
    ]),
  },
});

const traces = (mixed: number): StartJudge =>
  equals(frames => {
    const samples = samplesOf(frames, { white: false });
    const { X, Y, P } = samples;
    const W = times(frames.W2, frames.W1);
    const error = minus(times(W, X), Y);
    const truth = lossOf(W, samples);
    const part = (a: M): Rational => tr(a).div(P);
    return [
      ['line 2', half(part(times(error, T(error)))), truth],
      [
        'line 3',
        half(part(times(W, X, T(X), T(W))))
          .sub(num(mixed).mul(part(times(W, X, T(Y)))))
          .add(half(part(times(Y, T(Y))))),
        truth,
      ],
    ];
  });

const asTraces = chapter2Claim({
  topic: 'Continual learning',
  section: '2.3.4',
  id: 'sec-2.3.4:traces',
  title: 'The loss of an old task as traces over its samples',
  place: 'section 2.3.4, lines 2 and 3 of the loss',
  note: 'Any inputs: these lines do not need white ones. The bars inside the second trace are read as misprints for nothing.',
  statement: String.raw`\tfrac1{2P}\operatorname{Tr}(\mathbf E\mathbf E^\top)=\tfrac1{2P}\operatorname{Tr}(\tilde{\mathbf\Sigma}_j\mathbf X_i\mathbf X_i^\top\tilde{\mathbf\Sigma}_j^\top)-\tfrac1P\operatorname{Tr}(\tilde{\mathbf\Sigma}_j\mathbf X_i\mathbf Y_i^\top)+\tfrac1{2P}\operatorname{Tr}(\mathbf Y_i\mathbf Y_i^\top)`,
  judge: traces(1),
  wrong: { 'the mixed term twice': traces(2), 'half of it': traces(0.5) },
});

export const chapter2: readonly Claim<FlowCase>[] = [
  leading,
  factors,
  firstStep,
  secondStep,
  gradientFlow(0),
  gradientFlow(1),
  proofObject,
  proofStep,
  eq216,
  eq217,
  eq218,
  eq220,
  eq221,
  modes(1),
  modes(2),
  eq227,
  theorem223,
  theorem224,
  assumption224,
  eq233,
  eq234,
  eq236,
  square,
  asTraces,
];
