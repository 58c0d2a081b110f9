import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { AT_THE_END } from '../../../src/judge/instant.ts';
import { sandwich, taskSvd } from '../../../src/judge/taskSvd.ts';
import type { Problem } from '../../../src/network/problem.ts';
import type { Arithmetic } from '../../../src/numbers/decimal/arithmetic.ts';
import { type Decimal, type DecimalField, decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { frobeniusNorm, multiply, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { scaled } from '../_exact.ts';
import { drawnAtRandom, gaussianStarts, WIDE } from '../_gaussianStarts.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { type RawFlow, rawFlow, slowestMode } from './_rawEnd.ts';

// Gaussian layers of deviation σ. The flow keeps W2ᵀW2 − W1W1ᵀ = Λ, of size σ².
// Small: at the end ΣᵀΣ = W1ᵀ(W1W1ᵀ + Λ)W1, so W1ᵀW1 is the root of ΣᵀΣ up to O(σ²): the similarities of the task.
// Large: with weights in units of σ and time in τ/σ² the task is Σ/σ², next to nothing. The end is, up to O(σ⁻²), where the same
// start goes with the task 0: not the start itself (W2W1 has to fall from σ² to Σ, a change that does not get smaller with σ), but
// the same for every task. That is what section 4 says of the lazy regime: “task-agnostic representations”.

const ofDeviation = ({ problem: start }: Case, sigma: Rational): Problem => ({
  ...start,
  W1: scaled(sigma, start.W1),
  W2: scaled(sigma, start.W2),
});

/** The flow once it misses the task by less than `miss`; undefined after five doublings of the time. */
function endOf(start: Problem, first: Rational, miss: number, arithmetic: Arithmetic): RawFlow | undefined {
  for (let time = first, k = 0; k < 6; k++, time = time.mul(Rational.of(2))) {
    const [now] = rawFlow(start, [time], { digits: 14, arithmetic });
    if (Math.sqrt(2 * now!.loss) < miss) return now;
  }
  return undefined;
}

type Grams = readonly [Matrix<Decimal>, Matrix<Decimal>];

const gramsOf = ({ field, weights: { W1, W2 } }: RawFlow): Grams => [
  multiply(field, W1.transpose(), W1),
  multiply(field, W2, W2.transpose()),
];

/** The larger of the distances of both similarities, relative to those of the second. */
function apart(field: DecimalField, found: Grams, other: Grams): number {
  return Math.max(
    ...found.map((gram, k) => {
      const distance = frobeniusNorm(field, subtract(field, gram.map(field.cross), other[k]!.map(field.cross)));
      return distance.toNumber() / frobeniusNorm(field, other[k]!).toNumber();
    }),
  );
}

/** Holds where values at deviations that differ by `ratio` fall with at least, or stay within, the stated order. */
function judgeTrend(
  values: readonly (number | undefined)[],
  { ratio, least, quantity }: { readonly ratio: number; readonly least: number; readonly quantity: string },
) {
  const found = values.filter(value => value !== undefined);
  if (found.length < values.length)
    return trueOrNot(undefined, { quantity, reason: 'the end is not reached in time', at: AT_THE_END });
  const orders = found.slice(1).map((value, k) => Math.log(found[k]! / value) / Math.log(ratio));
  const order = found.at(-1)! < 1e-12 ? Number.POSITIVE_INFINITY : orders.at(-1)!;
  return trueOrNot(order > least - 0.2 ? true : order < least - 0.5 ? false : undefined, {
    quantity,
    reason: `${found.map(value => value.toPrecision(3)).join(', ')}; of order ${orders.map(each => each.toFixed(2)).join(', ')}, stated is at least ${least}`,
    certain: 6,
    at: AT_THE_END,
    truth: new Matrix(1, found.length, found.map(decimalField(6).of)),
  });
}

const SMALL = [1, 2, 3, 4, 5].map(k => Rational.of(1, 4 ** k));
const LARGE = [1, 2, 3, 4, 5].map(k => Rational.of(2 ** k));

type OfTask = (field: DecimalField, s: Decimal, isDiagonal: boolean) => Decimal;

const itself: OfTask = (_field, s) => s;

/** Small starts: what the similarities miss of ṼD̃Ṽᵀ and ŨD̃Ũᵀ at the end vanishes with σ, at the order stated. */
const endsLike =
  (ofTask: OfTask, least = 2): Judge =>
  (given, { truth: { arithmetic } }) => {
    const { field, U, S, V } = taskSvd(given.problem.sigmaYX, 40);
    const D = S.map((s, i, j) => ofTask(field, s, i === j));
    const task: Grams = [sandwich(field, V, D, V), sandwich(field, U, D, U)];
    const { time } = slowestMode(given.problem);
    const misses = SMALL.map(sigma => {
      const multiple = Rational.of(Math.round(14 - Math.log(sigma.toNumber())));
      // What is left to come must not show beside a miss of the order σ².
      const miss = 1e-3 * sigma.toNumber() ** 2;
      const end = endOf(ofDeviation(given, sigma), time.mul(multiple), miss, arithmetic);
      return end === undefined ? undefined : apart(field, gramsOf(end), task);
    });
    return judgeTrend(misses, { ratio: 4, least, quantity: 'similarities at the end against the task, σ = 4⁻¹ … 4⁻⁵' });
  };

/** Large starts: the ends of two tasks, or what one is away from its own task. */
const ends =
  (compared: 'with each other' | 'with the task', least: number): Judge =>
  (given, { truth: { arithmetic } }) => {
    const { field, U, S, V } = taskSvd(given.problem.sigmaYX, 40);
    const task: Grams = [sandwich(field, V, S, V), sandwich(field, U, S, U)];
    const distances = LARGE.map(sigma => {
      const start = ofDeviation(given, sigma);
      const time = start.tau.mul(Rational.of(30)).div(sigma.mul(sigma));
      const [first, second] = [start.sigmaYX, given.extra.other!].map(sigmaYX =>
        endOf({ ...start, sigmaYX }, time, 1e-9, arithmetic),
      );
      if (first === undefined || second === undefined) return undefined;
      return compared === 'with the task'
        ? apart(field, gramsOf(first), task)
        : apart(field, gramsOf(first), gramsOf(second));
    });
    return judgeTrend(distances, {
      ratio: 2,
      least,
      quantity: `similarities at the end compared ${compared === 'with the task' ? 'with those of the task' : 'between two tasks'}, σ = 2 … 32`,
    });
  };

const allWidths = [1, 2, 3].flatMap(Ni =>
  [1, 2, 3].flatMap(No => [Math.min(Ni, No), Math.min(Ni, No) + 1].map(Nh => ({ Ni, Nh, No }))),
);

const common = {
  topic: 'Convergence to the task',
  section: '4',
} as const;
const reading = { name: 'as printed', costly: true, evidence: 'high-precision' } as const;

export const sec4RandomStarts: readonly Claim[] = [
  {
    ...common,
    id: 'braun2022/sec-4:small-random-starts-end-rich',
    title: 'From random small weights both similarities are identical to the structure of the task at convergence',
    place: 'section 4, figure 3C',
    note: 'Identical is read as a limit, σ → 0 after t → ∞: at any σ they differ by about σ². Gaussian layers of deviation 4⁻¹ to 4⁻⁵ in five steps, one draw a case, any balance, up to 3-4-3; singular values of the task from 1/2 to 3.',
    readings: [
      {
        ...reading,
        statement: String.raw`\mathbf W_i(0)=\sigma\mathbf G_i:\quad\mathbf W_1^\top\mathbf W_1(\infty)=\tilde{\mathbf V}\tilde{\mathbf S}\tilde{\mathbf V}^\top+O(\sigma^2),\quad\mathbf W_2\mathbf W_2^\top(\infty)=\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf U}^\top+O(\sigma^2)`,
        hypotheses: [whitened, fullRankTask, drawnAtRandom],
        cases: gaussianStarts(allWidths),
        judge: endsLike(itself),
      },
    ],
    mutants: [
      { name: 'S̃ → S̃²', judge: endsLike((field, s) => field.mul(s, s)) },
      { name: 'S̃ → I', judge: endsLike((field, _s, isDiagonal) => (isDiagonal ? field.one : field.zero)) },
      { name: 'of third order', judge: endsLike(itself, 3) },
    ],
  },
  {
    ...common,
    id: 'braun2022/sec-4:large-random-starts-end-lazy',
    title: 'From large random weights the network converges to a lazy, task-agnostic solution',
    place: 'section 4, figure 3D',
    note: 'Lazy is read as the section explains it, by representations that do not depend on the task: the ends of the same start on two tasks of full rank become the same as σ → ∞. The text leaves the widths open; judged are Nh ≥ Ni + No, 1-2-1 to 2-6-2, deviations 2 to 32 in five steps, one draw a case. The end is not the start: the similarities move by up to a third, at every σ.',
    readings: [
      {
        ...reading,
        statement: String.raw`\mathbf W_i(0)=\sigma\mathbf G_i:\quad\frac{\lVert\mathbf W_1^\top\mathbf W_1(\infty)|_{\tilde{\mathbf\Sigma}}-\mathbf W_1^\top\mathbf W_1(\infty)|_{\tilde{\mathbf\Sigma}'}\rVert}{\lVert\mathbf W_1^\top\mathbf W_1(\infty)\rVert}\to0\qquad(\sigma\to\infty),\text{ likewise }\mathbf W_2\mathbf W_2^\top`,
        hypotheses: [whitened, fullRankTask, drawnAtRandom],
        cases: gaussianStarts(WIDE),
        judge: ends('with each other', 1),
      },
    ],
    mutants: [
      { name: 'the end is that of the task', judge: ends('with the task', 1) },
      { name: 'faster than σ^−7', judge: ends('with each other', 7) },
    ],
  },
];
