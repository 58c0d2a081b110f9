import { exactVelocity } from '../../../oracles/taylor/exactVelocity.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import type { Decimal, DecimalField } from '../../../src/numbers/decimal/decimalField.ts';
import {
  add,
  convert,
  frobeniusNorm,
  identity,
  innerProduct,
  multiply,
  scale,
  squaredNorm,
  subtract,
} from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { notBottlenecked } from '../../hypotheses/notBottlenecked.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { widthOfInputs } from '../../hypotheses/widthOfInputs.ts';
import { widthOfOutputs } from '../../hypotheses/widthOfOutputs.ts';
import { plus, times } from '../_exact.ts';
import { type KernelLimit, type KernelQuantity, stays, trendIn, vanishes } from '../_kernelLimit.ts';
import { thesisClaim } from './_claim.ts';
import { either, largerLayerIsSquare, sidesOf, toMinus, toPlus } from './_largeLambda.ts';

// With P = W2W1 it is τ dP/dt = (Σ − P)W1ᵀW1 + W2W2ᵀ(Σ − P). For λ → ∞ and fixed P the first term is O(1/λ), and W2W2ᵀ = λI + O(1/λ) where W2 has as
// many columns as rows; with fewer it is λ times a projector, and what Σ − P has outside of its range is not learned at the rate |λ| at all. So times
// are taken in units of τ/|λ|.

const SECTION = { section: '4.2', topic: 'Towards shallow networks' } as const;
const HYPOTHESES = [whitened, lambdaBalanced, notBottlenecked] as const;
const MUS = [4, 8, 16, 32, 64] as const;
/** Of flows that are followed: their cost grows with λ. */
const FOLLOWED = [4, 6, 8, 12, 16] as const;

type D = Matrix<Decimal>;

const NARROW =
  'With fewer hidden units than outputs (λ > 0; inputs for λ < 0) the larger layer reaches a part of the task only.';
const FAMILY = 'W2(0)W1(0) tends to a fixed matrix while λ grows.';

const sizeOf = (field: DecimalField, { lambda }: Case): Decimal => field.of(lambda.abs());
const task = (field: DecimalField, { problem }: Case): D => convert(field, problem.sigmaYX);

const limit = (quantity: string, when: KernelLimit['when'], of: KernelQuantity): KernelLimit => ({
  quantity,
  of,
  when,
  mus: when === 'start' ? MUS : FOLLOWED,
});

/** ‖P(u/|λ|) − Σ − (P(0) − Σ)e^{−rate·u}‖, u the time of the case. */
const shallowDynamics = (rate: number): KernelLimit =>
  limit('‖W2W1 at t = uτ/|λ| − stated‖', 'scaled', (field, start, later, member) => {
    const sigma = task(field, member);
    const decay = field.exp(field.mul(field.of(-rate), field.of(member.time)));
    const stated = add(field, sigma, scale(field, decay, subtract(field, start.map, sigma)));
    return frobeniusNorm(field, subtract(field, later.map, stated));
  });

const outputDynamics = thesisClaim({
  ...SECTION,
  id: 'eq-4.26',
  title: 'For λ → ±∞ the output moves like that of a shallow network, |λ| times as fast',
  place: 'theorem 4.2.3, equation 4.26; equation 4.32 of its proof',
  note: `${FAMILY} The times of interest are of order τ/|λ|: both sides are compared at fixed |λ|t. ${NARROW}`,
  grade: 'missing hypothesis',
  restsOn: ['eq-4.31'],
  hypotheses: HYPOTHESES,
  cases: either,
  statement: String.raw`\mathbf W_2(t)\mathbf W_1(t)=\tilde{\mathbf\Sigma}^{yx}+(\mathbf W_2(0)\mathbf W_1(0)-\tilde{\mathbf\Sigma}^{yx})e^{-|\lambda|\frac t\tau}\qquad(\lambda\to\pm\infty,\ |\lambda|t\ \text{fixed})`,
  judge: vanishes(shallowDynamics(1)),
  ...trendIn(shallowDynamics(1)),
  narrowed: { hypotheses: [...HYPOTHESES, largerLayerIsSquare] },
  wrong: {
    'at the rate |λ|/2': vanishes(shallowDynamics(0.5)),
    'at the rate 2|λ|': vanishes(shallowDynamics(2)),
    'it stays away': stays(shallowDynamics(1)),
  },
});

/** τ d(W2W1)/dt of the raw flow; τ = 1 in these families. */
function rateOfOutput(field: DecimalField, { problem }: Case): D {
  const velocity = exactVelocity(problem);
  return convert(field, plus(times(velocity.W2, problem.W1), times(problem.W2, velocity.W1)));
}

/** τ dP/dt over |λ|, beside factor·(Σ − P). */
const rateOverLambda = (factor: number): KernelLimit =>
  limit('‖τ d(W2W1)/dt / |λ| − stated‖', 'start', (field, { map }, _later, member) => {
    const error = subtract(field, task(field, member), map);
    const scaledRate = scale(field, field.div(field.one, sizeOf(field, member)), rateOfOutput(field, member));
    return frobeniusNorm(field, subtract(field, scaledRate, scale(field, field.of(factor), error)));
  });

const rateInTheLimit = thesisClaim({
  ...SECTION,
  id: 'eq-4.31',
  title: 'The rate of the output for |λ| → ∞',
  place: 'proof of theorem 4.2.3, equation 4.31',
  note: `${FAMILY} The limit contains |λ|: both sides are divided by it. Every state is a start. ${NARROW}`,
  grade: 'missing hypothesis',
  restsOn: ['eq-4.28', 'eq-4.29', 'eq-4.30'],
  hypotheses: HYPOTHESES,
  cases: either,
  statement: String.raw`\lim_{|\lambda|\to\infty}\tau\frac d{dt}(\mathbf W_2\mathbf W_1)=|\lambda|(\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1)`,
  judge: vanishes(rateOverLambda(1)),
  ...trendIn(rateOverLambda(1)),
  narrowed: { hypotheses: [...HYPOTHESES, largerLayerIsSquare] },
  wrong: {
    'half of it': vanishes(rateOverLambda(0.5)),
    'of the other sign': vanishes(rateOverLambda(-1)),
    'it stays away': stays(rateOverLambda(1)),
  },
});

/** ‖small‖ + ‖large − factor·|λ|I‖ at the time of the case. */
const grams = (factor: number): KernelLimit =>
  limit('‖smaller representation‖ + ‖larger − |λ|I‖ at t', 'fixed', (field, _start, later, member) => {
    const { large, small } = sidesOf(later, member);
    const multiple = scale(field, field.mul(field.of(factor), sizeOf(field, member)), identity(field, large.rows));
    return field.add(frobeniusNorm(field, small), frobeniusNorm(field, subtract(field, large, multiple)));
  });

const gramClaims = ([1, -1] as const).map(sign => {
  const [small, large] =
    sign > 0
      ? ['1(t)^\\top\\mathbf W_1(t)', '2(t)\\mathbf W_2(t)^\\top']
      : ['2(t)\\mathbf W_2(t)^\\top', '1(t)^\\top\\mathbf W_1(t)'];
  return thesisClaim({
    ...SECTION,
    id: sign > 0 ? 'eq-4.29' : 'eq-4.30',
    title: `As λ → ${sign > 0 ? '∞' : '−∞'} one representation is O(1/λ), the other tends to |λ|I, at any time`,
    place: `proof of theorem 4.2.3, equation 4.${sign > 0 ? 29 : 30}`,
    note: `${FAMILY} What tends to |λ|I is read as differing from it by what tends to 0. ${NARROW}`,
    grade: 'missing hypothesis',
    restsOn: [sign > 0 ? 'thm-4.1.2.2:infinity' : 'thm-4.1.2.2:minus-infinity'],
    hypotheses: HYPOTHESES,
    cases: sign > 0 ? toPlus : toMinus,
    statement: String.raw`\lambda\to${sign > 0 ? '' : '-'}\infty:\quad\mathbf W_${small}\in O(\tfrac1\lambda),\quad\mathbf W_${large}\to|\lambda|\mathbb I`,
    judge: vanishes(grams(1)),
    ...trendIn(grams(1)),
    narrowed: { hypotheses: [...HYPOTHESES, sign > 0 ? widthOfOutputs : widthOfInputs] },
    wrong: { 'half of |λ|I': vanishes(grams(0.5)), 'O(λ⁻²)': vanishes(grams(1), 2), 'it stays away': stays(grams(1)) },
  });
});

/** ‖|λ|·small − square of P‖, that is of W where the shallow network is in the state P: WᵀW for the inputs, WWᵀ for the outputs. */
const likeShallow = (onInputs: boolean, squareOf: 'WᵀW' | 'WWᵀ', factor = 1): KernelLimit =>
  limit(
    `‖|λ|·${onInputs ? 'W1ᵀW1' : 'W2W2ᵀ'} − ${squareOf}‖`,
    'start',
    (field, { gram1, map, gram2 }, _later, member) => {
      const square = squareOf === 'WᵀW' ? multiply(field, map.transpose(), map) : multiply(field, map, map.transpose());
      const own = scale(field, sizeOf(field, member), onInputs ? gram1 : gram2);
      return frobeniusNorm(field, subtract(field, own, scale(field, field.of(factor), square)));
    },
  );

const SHALLOW = `${FAMILY} The shallow network is taken in the state W = W2W1. Where ni = no only the other order of the factors has a size that fits, and is another matrix.`;

const inputsLikeShallow = thesisClaim({
  ...SECTION,
  id: 'sec-4.2:inputs-like-the-shallow-network',
  title: 'For λ → ∞ W1ᵀW1 is a scaled version of WWᵀ of the shallow network',
  place: 'section 4.2, after the proof of theorem 4.2.3',
  note: `${SHALLOW} W1ᵀW1 tends to WᵀW/λ.`,
  grade: 'wrong constant or sign',
  restsOn: ['thm-4.1.2.2:infinity'],
  hypotheses: [...HYPOTHESES, equalDimensions],
  cases: toPlus,
  statement: String.raw`\lambda\mathbf W_1^\top\mathbf W_1\to\mathbf W\mathbf W^\top\qquad(\lambda\to\infty)`,
  judge: vanishes(likeShallow(true, 'WWᵀ')),
  ...trendIn(likeShallow(true, 'WWᵀ')),
  corrected: {
    statement: String.raw`\lambda\mathbf W_1^\top\mathbf W_1\to\mathbf W^\top\mathbf W\qquad(\lambda\to\infty)`,
    hypotheses: HYPOTHESES,
    judge: vanishes(likeShallow(true, 'WᵀW')),
    ...trendIn(likeShallow(true, 'WᵀW')),
  },
  wrong: {
    twice: vanishes(likeShallow(true, 'WᵀW', 2)),
    'faster than λ⁻³': vanishes(likeShallow(true, 'WᵀW'), 3),
    'it stays away': stays(likeShallow(true, 'WᵀW')),
  },
});

const outputsLikeShallow = thesisClaim({
  ...SECTION,
  id: 'sec-4.2:outputs-like-the-shallow-network',
  title: 'The mirrored sentence: W2W2ᵀ is a scaled version of WᵀW, for λ → ∞ again',
  place: 'section 4.2, after the proof of theorem 4.2.3, second half',
  note: `${SHALLOW} The sentence repeats λ → ∞, where W2W2ᵀ grows; for λ → −∞ it tends to WWᵀ/|λ|.`,
  grade: 'wrong constant or sign',
  restsOn: ['thm-4.1.2.2:minus-infinity'],
  hypotheses: [...HYPOTHESES, equalDimensions],
  cases: toPlus,
  statement: String.raw`|\lambda|\mathbf W_2\mathbf W_2^\top\to\mathbf W^\top\mathbf W\qquad(\lambda\to\infty)`,
  judge: vanishes(likeShallow(false, 'WᵀW')),
  ...trendIn(likeShallow(false, 'WᵀW')),
  corrected: {
    statement: String.raw`|\lambda|\mathbf W_2\mathbf W_2^\top\to\mathbf W\mathbf W^\top\qquad(\lambda\to-\infty)`,
    hypotheses: HYPOTHESES,
    cases: toMinus,
    judge: vanishes(likeShallow(false, 'WWᵀ')),
    ...trendIn(likeShallow(false, 'WWᵀ')),
  },
  wrong: {
    twice: vanishes(likeShallow(false, 'WWᵀ', 2)),
    'faster than λ⁻³': vanishes(likeShallow(false, 'WWᵀ'), 3),
    'it stays away': stays(likeShallow(false, 'WWᵀ')),
  },
});

/** How far a representation moves until the time of the case, relative to `relative` of it or as it is. */
const change = (which: 'large' | 'small', relative: boolean): KernelLimit =>
  limit(
    `change of the ${which === 'large' ? 'larger' : 'smaller'} representation${relative ? ', relative to it' : ''}`,
    'fixed',
    (field, start, later, member) => {
      const [before, after] = [sidesOf(start, member)[which], sidesOf(later, member)[which]];
      const moved = frobeniusNorm(field, subtract(field, after, before));
      return relative ? field.div(moved, frobeniusNorm(field, before)) : moved;
    },
  );

const staysFixed = thesisClaim({
  ...SECTION,
  id: 'sec-4.2:larger-representation-stays-fixed',
  title: 'For |λ| → ∞ the larger representation stays fixed',
  place: 'section 4.2, after the proof of theorem 4.2.3',
  note: `${FAMILY} With fewer hidden units than outputs (inputs) it turns: λ times a projector that moves by O(1/λ) changes by what does not tend to 0.`,
  grade: 'missing hypothesis',
  restsOn: ['eq-4.29', 'eq-4.30'],
  hypotheses: HYPOTHESES,
  cases: either,
  statement: String.raw`\|\mathbf W_2\mathbf W_2^\top(t)-\mathbf W_2\mathbf W_2^\top(0)\|\to0\ (\lambda\to\infty),\quad\|\mathbf W_1^\top\mathbf W_1(t)-\mathbf W_1^\top\mathbf W_1(0)\|\to0\ (\lambda\to-\infty)`,
  judge: vanishes(change('large', false)),
  ...trendIn(change('large', false)),
  narrowed: { hypotheses: [...HYPOTHESES, largerLayerIsSquare] },
  wrong: { 'it moves': stays(change('large', false)), 'O(λ⁻²)': vanishes(change('large', false), 2) },
});

const almostConstant = ([-1, 1] as const).map(sign =>
  thesisClaim({
    ...SECTION,
    section: '3.3',
    id: `sec-3.3:larger-representation-${sign > 0 ? 'positive' : 'negative'}`,
    title: `For large ${sign > 0 ? 'positive' : 'negative'} λ the ${sign > 0 ? 'output' : 'input'} representation stays almost constant`,
    place: 'section 3.3, below figure 3.3',
    note: `${FAMILY} Almost constant is read relative to its size, which makes it true of every shape.`,
    hypotheses: HYPOTHESES,
    cases: sign > 0 ? toPlus : toMinus,
    statement:
      sign > 0
        ? String.raw`\frac{\|\mathbf W_2\mathbf W_2^\top(t)-\mathbf W_2\mathbf W_2^\top(0)\|}{\|\mathbf W_2\mathbf W_2^\top(0)\|}\to0\qquad(\lambda\to\infty)`
        : String.raw`\frac{\|\mathbf W_1^\top\mathbf W_1(t)-\mathbf W_1^\top\mathbf W_1(0)\|}{\|\mathbf W_1^\top\mathbf W_1(0)\|}\to0\qquad(\lambda\to-\infty)`,
    judge: vanishes(change('large', true)),
    ...trendIn(change('large', true)),
    wrong: {
      'the smaller one, relative to it': vanishes(change('small', true)),
      'it moves': stays(change('large', true)),
      'O(λ⁻³)': vanishes(change('large', true), 3),
    },
  }),
);

const smallNorm = limit('‖smaller representation‖ at t', 'fixed', (field, _start, later, member) =>
  frobeniusNorm(field, sidesOf(later, member).small),
);

const muchSmaller = ([-1, 1] as const).map(sign =>
  thesisClaim({
    ...SECTION,
    section: '3.3',
    id: `sec-3.3:smaller-representation-${sign > 0 ? 'positive' : 'negative'}`,
    title: `For large ${sign > 0 ? 'positive' : 'negative'} λ the ${sign > 0 ? 'input' : 'output'} representation is small`,
    place: 'section 3.3, below figure 3.3; section 4.2, last sentence, for its end in 0',
    note: `${FAMILY} Smaller than at λ ≈ 0, where it has the size of the network function, is read as tending to 0.`,
    hypotheses: HYPOTHESES,
    cases: sign > 0 ? toPlus : toMinus,
    statement:
      sign > 0
        ? String.raw`\mathbf W_1^\top\mathbf W_1(t)\to0\qquad(\lambda\to\infty)`
        : String.raw`\mathbf W_2\mathbf W_2^\top(t)\to0\qquad(\lambda\to-\infty)`,
    judge: vanishes(smallNorm),
    ...trendIn(smallNorm),
    wrong: { 'it stays': stays(smallNorm), 'O(λ⁻²)': vanishes(smallNorm, 2) },
  }),
);

/** −(d/dt)‖Σ − P‖ over ‖Σ − P‖ and |λ|, in units of 1/τ, beside the stated rate. */
const rateOfLearning = (stated: number): KernelLimit =>
  limit(
    '|rate of ‖Σyx − W2W1‖ over |λ|, less the stated one|',
    'start',
    (field, { gram1, map, gram2 }, _later, member) => {
      const error = subtract(field, task(field, member), map);
      const rate = add(field, multiply(field, error, gram1), multiply(field, gram2, error));
      const own = field.div(innerProduct(field, error, rate), squaredNorm(field, error));
      return field.abs(field.sub(field.div(own, sizeOf(field, member)), field.of(stated)));
    },
  );

const rate = thesisClaim({
  ...SECTION,
  section: '4.3',
  id: 'sec-4.3:rate-of-learning',
  title: 'For large |λ| the rate of learning is |λ|/2',
  place: 'section 4.3, insight 1 on figure 4.3',
  note: `${FAMILY} |λ|/2 is K of the exponentials; the output falls towards the task at the rate |λ| (equation 4.26) and the loss at 2|λ|. Every state is a start. ${NARROW}`,
  grade: 'wrong constant or sign',
  restsOn: ['eq-4.31'],
  hypotheses: [...HYPOTHESES, largerLayerIsSquare],
  cases: either,
  statement: String.raw`-\tau\frac d{dt}\|\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1\|\;/\;\|\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1\|=\tfrac{|\lambda|}2\,(1+o(1))`,
  judge: vanishes(rateOfLearning(0.5)),
  ...trendIn(rateOfLearning(0.5)),
  corrected: {
    statement: String.raw`-\tau\frac d{dt}\|\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1\|\;/\;\|\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1\|=|\lambda|\,(1+o(1))`,
    judge: vanishes(rateOfLearning(1)),
    ...trendIn(rateOfLearning(1)),
  },
  wrong: {
    '|λ|/2': vanishes(rateOfLearning(0.5)),
    '2|λ|': vanishes(rateOfLearning(2)),
    'it stays away': stays(rateOfLearning(1)),
  },
});

/** |d log L/dt / |λ| + 2|: the slope of the log loss is −2|λ| wherever the state is. */
const slopeOfLogLoss = (stated: number): KernelLimit =>
  limit('|slope of log L over |λ|, less the stated one|', 'start', (field, { map }, _later, member) => {
    const error = subtract(field, task(field, member), map);
    const own = field.div(innerProduct(field, error, rateOfOutput(field, member)), squaredNorm(field, error));
    const slope = field.div(field.mul(field.of(-2), own), sizeOf(field, member));
    return field.abs(field.sub(slope, field.of(stated)));
  });

const logLoss = thesisClaim({
  ...SECTION,
  section: '4.3',
  id: 'sec-4.3:log-loss-is-a-line',
  title: 'For large |λ| the log loss is a line of constant slope',
  place: 'section 4.3, insight 2 on figure 4.3',
  note: `${FAMILY} Its slope is the same in every state, −2|λ|/τ to leading order: every state is a start. ${NARROW}`,
  grade: 'missing hypothesis',
  restsOn: ['eq-4.31'],
  hypotheses: HYPOTHESES,
  cases: either,
  statement: String.raw`\frac\tau{|\lambda|}\frac d{dt}\log\mathcal L(t)\to-2\quad\text{in every state}`,
  judge: vanishes(slopeOfLogLoss(-2)),
  ...trendIn(slopeOfLogLoss(-2)),
  narrowed: { hypotheses: [...HYPOTHESES, largerLayerIsSquare] },
  wrong: { 'the slope −1': vanishes(slopeOfLogLoss(-1)), 'it stays away': stays(slopeOfLogLoss(-2)) },
});

/** Distance from the task at t = uτ/|λ|, relative to that of the start: what is left after a time of order 1/|λ|. */
const leftAtScaledTime = limit(
  '‖Σyx − W2W1‖ at t = uτ/|λ|, relative to the start',
  'scaled',
  (field, start, later, member) => {
    const sigma = task(field, member);
    const distance = (map: D): Decimal => frobeniusNorm(field, subtract(field, sigma, map));
    return field.div(distance(later.map), distance(start.map));
  },
);

const steps = thesisClaim({
  ...SECTION,
  section: '4.3',
  id: 'sec-4.3:steps-to-convergence-exponential',
  title: 'For large |λ| the number of steps to convergence falls exponentially in |λ|',
  place: 'section 4.3, on figure 4.4 (|λ| > 5), and the last paragraph',
  note: `${FAMILY} It falls like 1/|λ|: if it fell faster than every power, nothing would be left after the time uτ/|λ| for any u > 0; e^{−u} of the distance is.`,
  grade: 'wrong statement',
  restsOn: ['eq-4.26'],
  hypotheses: HYPOTHESES,
  cases: either,
  statement: String.raw`T(\lambda)=O(e^{-c|\lambda|}),\ \text{so that}\ \|\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1(u\tau/|\lambda|)\|\to0\ \text{for all}\ u>0`,
  judge: vanishes(leftAtScaledTime),
  ...trendIn(leftAtScaledTime),
  corrected: {
    statement: String.raw`T(\lambda)\sim\frac c{|\lambda|}:\quad\|\tilde{\mathbf\Sigma}^{yx}-\mathbf W_2\mathbf W_1(u\tau/|\lambda|)\|\not\to0`,
    judge: stays(leftAtScaledTime),
    ...trendIn(leftAtScaledTime),
  },
  wrong: { 'faster than every power': vanishes(leftAtScaledTime) },
});

export const thm423: readonly Claim[] = [
  outputDynamics,
  rateInTheLimit,
  ...gramClaims,
  inputsLikeShallow,
  outputsLikeShallow,
  staysFixed,
  ...almostConstant,
  ...muchSmaller,
  rate,
  logLoss,
  steps,
];
