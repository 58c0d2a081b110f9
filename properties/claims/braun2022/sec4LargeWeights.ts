import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Effort, Judge } from '../../../src/judge/claim.ts';
import { undecided } from '../../../src/judge/compare.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { taskSvd } from '../../../src/judge/taskSvd.ts';
import { trueWeights } from '../../../src/judge/truth.ts';
import type { Problem, Weights } from '../../../src/network/problem.ts';
import { type Decimal, type DecimalField, decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert, multiply, squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { startInTaskBasis } from '../../hypotheses/startInTaskBasis.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { minus, times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { largeStart, largeStarts } from './_largeStarts.ts';

// With W1 = AṼᵀ, W2 = ŨAᵀ, M = AᵀA and E = S̃ − M the flow is τE′ = −(EM + ME), so the loss ½‖E‖² falls at the relative rate
//   −τL′/L = 4 tr(E²M)/‖E‖²,
// an average of M: from about 4M(0) at first to 4S̃ at the end. It is constant, and the curve an exponential, only where M(0) is
// near S̃ already; from M(0) ≫ S̃ the loss falls like 1/t² first, much faster. What is true: M ≥ S̃ stays so (M⁻¹ − S̃⁻¹ only
// shrinks), and then the rate never is below 4s̃_min/τ.

/** Loss, and the relative rate −τL′/L at which it falls: τL′ = −‖W2ᵀE‖² − ‖EW1ᵀ‖² of the raw flow. */
function lossAndRate(
  field: DecimalField,
  { sigmaYX }: Problem,
  { W1, W2 }: Weights<Decimal>,
): { readonly loss: Decimal; readonly rate: Decimal } {
  const error = subtract(field, convert(field, sigmaYX), multiply(field, W2, W1));
  const loss = field.div(squaredNorm(field, error), field.of(2));
  const forces = [multiply(field, W2.transpose(), error), multiply(field, error, W1.transpose())];
  const fall = forces.map(force => squaredNorm(field, force)).reduce(field.add);
  return { loss, rate: field.div(fall, loss) };
}

/** Loss and rate at the start and at the time of the case; undefined where the oracle's digits do not tell the loss. */
function startAndLater(given: Case, effort: Effort) {
  const { problem } = given;
  const field = decimalField(effort.working + 20);
  const weights = trueWeights(given, effort);
  const start = lossAndRate(field, problem, { W1: convert(field, problem.W1), W2: convert(field, problem.W2) });
  const later = lossAndRate(field, problem, { W1: weights.W1.map(field.cross), W2: weights.W2.map(field.cross) });
  const size = squaredNorm(field, convert(field, times(problem.W2, problem.W1)));
  const certain = field.mul(size, field.parse(`1e-${Math.floor(2 * (weights.digits - 3))}`));
  return field.compare(later.loss, certain) > 0 ? { field, start, later, digits: weights.digits } : undefined;
}

const unseen = undecided('loss', 'it has fallen below what the digits tell');

/** Whether the relative rates at the start and at the time of the case are within a factor: an exponential has one rate. */
const ratesWithin =
  (factor: number): Judge =>
  (given, effort) => {
    const found = startAndLater(given, effort);
    if (found === undefined) return unseen;
    const { field, start, later } = found;
    const rates = [start.rate, later.rate].map(rate => rate.toNumber()) as [number, number];
    return trueOrNot(Math.max(...rates) <= factor * Math.min(...rates), {
      quantity: 'rate −τL′/L at the start and at the time of the case',
      reason: `${rates[0].toPrecision(4)} and ${rates[1].toPrecision(4)}; the statement is that they differ by less than a factor ${factor}`,
      certain: 12,
      truth: new Matrix(1, 2, [start.rate, later.rate].map(field.cross)),
    });
  };

/** Whether the loss is at most L(0)e^{−factor·s̃t/τ} at the time of the case, s̃ the smallest or the largest singular value. */
const fallsAtLeast =
  (factor: number, which: 'smallest' | 'largest'): Judge =>
  (given, effort) => {
    const found = startAndLater(given, effort);
    if (found === undefined) return unseen;
    const { field, start, later, digits } = found;
    const { S } = taskSvd(given.problem.sigmaYX, effort.working + 10);
    const at = which === 'smallest' ? S.rows - 1 : 0;
    const exponent = field.mul(
      field.of(factor),
      field.div(field.mul(S.at(at, at), field.of(given.time)), field.of(given.problem.tau)),
    );
    const bound = field.mul(start.loss, field.exp(field.neg(exponent)));
    const slack = field.mul(bound, field.parse(`1e-${effort.digits}`));
    return trueOrNot(field.compare(later.loss, field.add(bound, slack)) <= 0, {
      quantity: 'loss against the exponential bound',
      reason: `the loss is ${later.loss.toPrecision(6)}, the bound ${bound.toPrecision(6)}`,
      certain: digits,
    });
  };

const notLearned: Hypothesis = {
  name: 'not learned yet',
  meaning: 'W2(0)W1(0) ≠ Σyx, t > 0',
  holds: ({ problem: { W1, W2, sigmaYX }, time }) =>
    time.sign() > 0 && minus(sigmaYX, times(W2, W1)).data.some(entry => entry.sign() !== 0),
};

/** Up to two of the slowest times: later the loss is too small to be told from rounding. */
const cases = largeStarts({}).map((given): Case => {
  const { S } = taskSvd(given.problem.sigmaYX, 20);
  const slowest = given.problem.tau.div(Rational.of(S.at(S.rows - 1, S.rows - 1).toPrecision(6)));
  const latest = slowest.mul(Rational.of(2));
  return given.time.compare(latest) > 0 ? { ...given, time: latest } : given;
});

const common = {
  hypotheses: [equalDimensions, whitened, zeroBalanced, fullRank, startInTaskBasis, largeStart, notLearned],
  evidence: 'high-precision',
  cases,
} as const;

export const sec4LargeWeights: Claim = {
  id: 'braun2022/sec-4:large-weights-learn-exponentially',
  topic: 'Convergence to the task',
  section: '4',
  title: 'Large zero-balanced weights learn along an exponential curve',
  place: 'section 4, last paragraph; section 5, effect of initialisation variance; section 7',
  note: 'Large is A(0)ᵀA(0) ≥ S̃, for starts of theorem 5.1. An exponential has one relative rate −τL′/L; read as: it changes by less than a factor 2. It changes by as much as the start exceeds the task: in 1-1-1 it is 4a(t)/τ. What holds: the loss falls at least as fast as an exponential of rate 4s̃_min/τ.',
  grade: 'wrong statement',
  readings: [
    {
      ...common,
      name: 'as printed',
      statement: String.raw`\mathbf A(0)^\top\mathbf A(0)\succeq\tilde{\mathbf S}\;\Rightarrow\;\mathcal L(t)\approx\mathcal L(0)\,e^{-ct}`,
      judge: ratesWithin(2),
    },
    {
      ...common,
      name: 'as corrected',
      statement: String.raw`\mathbf A(0)^\top\mathbf A(0)\succeq\tilde{\mathbf S}\;\Rightarrow\;\mathcal L(t)\le\mathcal L(0)\,e^{-4\tilde s_{\min}t/\tau}`,
      judge: fallsAtLeast(4, 'smallest'),
    },
  ],
  mutants: [
    { name: 'twice the rate', judge: fallsAtLeast(8, 'smallest') },
    { name: 'at the rate of the largest singular value', judge: fallsAtLeast(4, 'largest') },
    { name: 'one rate', judge: ratesWithin(1.1) },
  ],
};
