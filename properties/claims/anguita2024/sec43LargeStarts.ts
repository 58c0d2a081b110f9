import fc from 'fast-check';
import { descendInFloat64 } from '../../../oracles/descendInFloat64.ts';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { AT_THE_END } from '../../../src/judge/instant.ts';
import { problemIn, type Weights } from '../../../src/network/problem.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { convert, frobeniusNorm, multiply, scale, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { drawnAtRandom, gaussianStarts, WIDE } from '../_gaussianStarts.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { thesisClaim } from './_claim.ts';
import { condition } from './_thesisCases.ts';

// Gaussian layers of deviation σ: with weights in units of σ and time in τ/σ² the task is Σ/σ², so that σ → ∞ is one start and a task that vanishes. The end is
// the same for all tasks up to O(σ⁻²) where it is the regular end of that limit. In 1-1-1 it is not: w2² − w1² = bσ² stays, and with w2w1 = s the
// smaller of both is s²/|b|σ² up to O(σ⁻⁶), the task's square and nothing else, at every σ.

const DEVIATIONS = [2, 4, 8, 16, 32];
const RATE = 0.02;
const STEPS = 500;
const MOST_RUNS = 40;
/** Of the task, that the map still misses at the end. */
const MISSES = 1e-7;

type Grams = readonly [inputs: Matrix<number>, outputs: Matrix<number>];

const gramsOf = ({ W1, W2 }: Weights<number>): Grams => [
  multiply(float64Field, W1.transpose(), W1),
  multiply(float64Field, W2, W2.transpose()),
];

/** Where descent from the start of deviation 1 ends with Σ/σ², both layers in units of σ; undefined where it has not by then. */
function endOf({ problem }: Case, sigmaYX: Matrix<number>, sigma: number): Grams | undefined {
  const task = scale(float64Field, 1 / sigma ** 2, sigmaYX);
  let weights: Weights<number> = problemIn(float64Field, problem);
  for (let run = 0; run < MOST_RUNS; run++) {
    weights = descendInFloat64({ ...weights, sigmaYX: task, tau: 1 }, RATE, STEPS);
    const missed = subtract(float64Field, task, multiply(float64Field, weights.W2, weights.W1));
    if (frobeniusNorm(float64Field, missed) < MISSES * frobeniusNorm(float64Field, task)) return gramsOf(weights);
  }
  return undefined;
}

const norm = (a: Matrix<number>): number => frobeniusNorm(float64Field, a);

/** The larger of the distances of both representations, relative to those of the second. */
const apart = (found: Grams, other: Grams): number =>
  Math.max(...found.map((gram, k) => norm(subtract(float64Field, gram, other[k]!)) / norm(other[k]!)));

/** Of both representations at the end, from one start on two tasks, for each deviation. */
function distances(given: Case): readonly (number | undefined)[] {
  const tasks = [given.problem.sigmaYX, given.extra.other!].map(task => convert(float64Field, task));
  return DEVIATIONS.map(sigma => {
    const [one, other] = tasks.map(task => endOf(given, task, sigma));
    return one && other && apart(one, other);
  });
}

const LEAST_ORDER = 1;

/** Falls with σ in the order stated at least; stays where it does not fall. */
const vanishesIn =
  (order: number): Judge<Case> =>
  (given, { onAsked }) => {
    onAsked?.({ oracle: 'gradient descent', arithmetic: 'float64' });
    const found = distances(given).filter(value => value !== undefined);
    const isWhole = found.length === DEVIATIONS.length;
    const [before, last] = found.slice(-2) as [number, number];
    const measured = last < 1e-12 ? Number.POSITIVE_INFINITY : Math.log2(before / last);
    const verdict = measured > order - 0.2 ? true : measured < order - 0.5 ? false : undefined;
    return trueOrNot(isWhole ? verdict : undefined, {
      quantity: `representations at the end on two tasks, relative distance for σ = ${DEVIATIONS.join(', ')}`,
      reason: isWhole
        ? `${found.map(value => value.toPrecision(3)).join(', ')}; of order ${measured.toFixed(2)}, stated is at least ${order}`
        : 'the end is not reached in time',
      certain: 3,
      at: AT_THE_END,
      truth: new Matrix(1, found.length, found.map(decimalField(6).of)),
    });
  };

const wide = condition('wide', 'Nh ≥ Ni + No', ({ problem: { W1, W2 } }) => W1.rows >= W1.cols + W2.rows);

const largeStartsEndLazy = thesisClaim({
  section: '4.3',
  topic: 'Lazy and rich kernels',
  id: 'sec-4.3:large-gaussian-starts-end-lazy',
  title: 'From large Gaussian weights neither representation is specific to the task at convergence',
  place: 'section 4.3, below figure 4.2',
  note: 'Not specific is read as: the ends of one start on two tasks of full rank become the same, relative to each representation, as σ → ∞. Gradient descent with η = 0.02/σ² until W2W1 is the task to 1e-7, σ = 2 to 32 in five steps, one draw a case, 1-1-1 and Nh ≥ Ni + No up to 2-6-2. In 1-1-1 the smaller layer is the task over the larger one at every σ. It would be false for wide networks, too, if one layer went to 0 there. Judged of the flow: braun2022/sec-4:large-random-starts-end-lazy.',
  grade: 'missing hypothesis',
  evidence: 'simulated',
  hypotheses: [whitened, fullRankTask, drawnAtRandom],
  cases: fc.oneof(gaussianStarts([{ Ni: 1, Nh: 1, No: 1 }]), gaussianStarts(WIDE)),
  statement: String.raw`\mathbf W_i(0)=\sigma\mathbf G_i,\ \sigma\to\infty:\quad\frac{\lVert\mathbf W_1^\top\mathbf W_1(\infty)|_{\tilde{\mathbf\Sigma}}-\mathbf W_1^\top\mathbf W_1(\infty)|_{\tilde{\mathbf\Sigma}'}\rVert}{\lVert\mathbf W_1^\top\mathbf W_1(\infty)\rVert}\to0,\text{ likewise }\mathbf W_2\mathbf W_2^\top`,
  judge: vanishesIn(LEAST_ORDER),
  narrowed: { hypotheses: [whitened, fullRankTask, drawnAtRandom, wide], cases: gaussianStarts(WIDE) },
  wrong: { 'faster than σ⁻⁷': vanishesIn(7) },
});

export const sec43LargeStarts: readonly Claim[] = [largeStartsEndLazy];
