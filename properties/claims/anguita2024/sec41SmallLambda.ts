import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { weightsFromFactors } from '../../../src/network/initialisations/balancedFactors.ts';
import { rationalSingularValues } from '../../../src/network/initialisations/rationalSingularValues.ts';
import { problem } from '../../../src/network/problem.ts';
import { squaredNorm, trace } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { correlation } from '../../arbitraries/taskArbitrary.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { notBottlenecked } from '../../hypotheses/notBottlenecked.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { minus, T, times } from '../_exact.ts';
import { exactlyOrdered } from '../_exactly.ts';
import { thesisClaim } from './_claim.ts';
import { condition, diag, exactRoot } from './_thesisCases.ts';

// At the end W2W1 = Σyx with the balance of the start: W1ᵀW1 = Ṽ(K − λ/2)Ṽᵀ and W2W2ᵀ = Ũ(K + λ/2)Ũᵀ, K = √(S̃² + λ²/4) (theorem 4.1.2 as corrected), of which
// nothing hangs on the start. Singular values s1, s2 with s2² − s1² = λ and s1s2 = s̃ have K = (s1² + s2²)/2, so that all are fractions. The kernel for inputs
// X = I is I⊗W1ᵀW1 + W2W2ᵀ⊗I; of the squares of its norm and of that of its change fractions tell.

type M = Matrix<Rational>;

/** λ = ±μ². */
const ROOTS = table('1/2', '0', '1/3', '1/10', '1/4');
/** Of each layer: the maps are about the squares. */
const SIZES = table('2', '3', '4');
const STARTS = table('2', '1/4', '1/8', '1/2', '3', '4', '6');

/** Singular values of both layers that make a map of about size². */
const pairOf = (lambda: Rational, mu: Rational, size: Rational) =>
  lambda.sign() === 0 ? { s1: size, s2: size } : rationalSingularValues(lambda, atMostOne(mu.div(size.add(size))));

const atMostOne = (q: Rational): Rational => (q.compare(Rational.ONE) > 0 ? Rational.ONE : q);

/** Square networks up to 3-3-3; the extra letters are the singular vectors of the task and the squares of both layers' values at the end. */
const cases: fc.Arbitrary<Case> = drawRecord({
  width: indexInto([1, 2, 3]),
  root: indexInto(ROOTS),
  sign: indexInto([1, -1]),
  isLearned: fc.nat(1),
  starts: draws(3, indexInto(STARTS)),
  sizes: draws(3, indexInto(SIZES)),
  U: orthogonalDraw(3),
  V: orthogonalDraw(3),
  R: orthogonalDraw(3),
  Ut: orthogonalDraw(3),
  Vt: orthogonalDraw(3),
}).map(draw => {
  const width = draw.width + 1;
  const mu = ROOTS[draw.root]!;
  const lambda = mu.mul(mu).mul(Rational.of(draw.sign === 0 ? 1 : -1));
  const ends = draw.sizes.slice(0, width).map(at => pairOf(lambda, mu, SIZES[at]!));
  // Every second start has the singular values of the task, in its own frames or others.
  const starts = draw.isLearned === 1 ? ends : draw.starts.slice(0, width).map(at => pairOf(lambda, mu, STARTS[at]!));
  const [U, V, R, Ut, Vt] = [draw.U, draw.V, draw.R, draw.Ut, draw.Vt].map(turns => orthogonalFrom(turns, width)) as [
    M,
    M,
    M,
    M,
    M,
  ];
  const weights = weightsFromFactors(rationalField, {
    ...{ U, V, R },
    s1: starts.map(({ s1 }) => s1),
    s2: starts.map(({ s2 }) => s2),
  });
  const values = ends.map(({ s1, s2 }) => s1.mul(s2));
  return {
    problem: problem({ ...weights, sigmaYX: correlation(Ut, values, Vt) }),
    lambda,
    time: Rational.ZERO,
    extra: {
      ...{ Ut, Vt },
      first: new Matrix(
        1,
        width,
        ends.map(({ s1 }) => s1.mul(s1)),
      ),
      second: new Matrix(
        1,
        width,
        ends.map(({ s2 }) => s2.mul(s2)),
      ),
    },
  };
});

interface Ends {
  /** W1ᵀW1 and W2W2ᵀ at the start and at the end, and what the task would make of them. */
  readonly start: readonly [M, M];
  readonly end: readonly [M, M];
  readonly task: readonly [M, M];
  /** Its singular values. */
  readonly values: readonly Rational[];
}

function endsOf({ problem: { W1, W2 }, lambda, extra }: Case): Ends {
  const { Ut, Vt, first, second } = extra as Readonly<Record<string, M>>;
  // K = (s1² + s2²)/2, and s̃² = K² − λ²/4 is the square of s1s2.
  const values = first!.data.map((square, mode) => {
    const sum = square.add(second!.data[mode]!);
    return exactRoot(sum.mul(sum).sub(lambda.mul(lambda))).div(Rational.of(2));
  });
  const within = (vectors: M, squares: readonly Rational[]): M => times(vectors, diag(squares), T(vectors));
  return {
    start: [times(T(W1), W1), times(W2, T(W2))],
    end: [within(Vt!, first!.data), within(Ut!, second!.data)],
    task: [within(Vt!, values), within(Ut!, values)],
    values,
  };
}

const smallest = (values: readonly Rational[]): Rational => values.reduce((a, b) => (a.compare(b) < 0 ? a : b));
const norm2 = (a: M): Rational => squaredNorm(rationalField, a);

const smallLambda = condition(
  'small |λ|',
  '|λ| ≤ s̃min/10',
  given =>
    given.lambda
      .abs()
      .mul(Rational.of(10))
      .compare(smallest(endsOf(given).values)) <= 0,
);
const HYPOTHESES = [whitened, lambdaBalanced, equalDimensions, notBottlenecked, fullRankTask, smallLambda];

/** Distances from the task's at most `share` of |λ|/s̃min, squared. */
const areTheTasks = (share: Rational): Judge<Case> =>
  exactlyOrdered(given => {
    const { end, task, values } = endsOf(given);
    const bound = share.mul(given.lambda).div(smallest(values));
    return end.map((gram, k) => [
      norm2(minus(gram, task[k]!)),
      '<=',
      bound.mul(bound).mul(norm2(task[k]!)),
      `square of the distance of ${k === 0 ? 'W1ᵀW1' : 'W2W2ᵀ'} at the end from the task’s`,
    ]);
  });

const SECTION = {
  section: '4.1',
  topic: 'Lazy and rich kernels',
  restsOn: ['thm-4.1.2.1', 'sec-2.2.1:converges-to-the-task'],
} as const;
const SETTING =
  'Square networks, |λ| ≤ s̃min/10, 0 and both signs, singular values of the start from a 64th to nine times those of the task, in fractions: at the end W2W1 = Σyx with the balance of the start.';

const endsRich = thesisClaim({
  ...SECTION,
  id: 'sec-4.1:small-lambda-ends-rich',
  title: 'Low |λ| corresponds to the rich regime: both representations at convergence are those of the task',
  place: 'abstract',
  note: `Rich is read as by figure 4.2 and section 4.3, of representations that are specific to the task: to |λ|/s̃min, relative to it. ${SETTING} With half of λ missing from W1ᵀW1 or W2W2ᵀ, of first order in λ, it would be false for a share below 1/2. That the kernel moves: sec-4.1:small-lambda-moves-the-kernel.`,
  hypotheses: HYPOTHESES,
  cases,
  statement: String.raw`\lVert\mathbf W_1^\top\mathbf W_1(\infty)-\tilde{\mathbf V}\tilde{\mathbf S}\tilde{\mathbf V}^\top\rVert\le\frac{|\lambda|}{\tilde s_{\min}}\lVert\tilde{\mathbf S}\rVert,\quad\lVert\mathbf W_2\mathbf W_2^\top(\infty)-\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf U}^\top\rVert\le\frac{|\lambda|}{\tilde s_{\min}}\lVert\tilde{\mathbf S}\rVert`,
  judge: areTheTasks(Rational.ONE),
  wrong: { 'a fifth of that': areTheTasks(Rational.of(1, 5)) },
});

/** ‖I⊗A + B⊗I‖² = n‖A‖² + 2 trA trB + n‖B‖². */
function kernelNorm2([A, B]: readonly [M, M]): Rational {
  const cross = trace(rationalField, A).mul(trace(rationalField, B)).mul(Rational.of(2));
  return norm2(A).add(norm2(B)).mul(Rational.of(A.rows)).add(cross);
}

const kernelMoves = (order: '>=' | '<=', share: Rational): Judge<Case> =>
  exactlyOrdered(given => {
    const { start, end } = endsOf(given);
    const change = kernelNorm2([minus(end[0], start[0]), minus(end[1], start[1])]);
    return [[change, order, share.mul(share).mul(kernelNorm2(start)), '‖NTK(∞) − NTK(0)‖²']];
  });

const smallStart = condition('a small start', '4(‖W1(0)‖² + ‖W2(0)‖²) ≤ ‖Σyx‖', ({ problem: { W1, W2, sigmaYX } }) => {
  const size = norm2(W1).add(norm2(W2)).mul(Rational.of(4));
  return size.mul(size).compare(norm2(sigmaYX)) <= 0;
});

const HALF = Rational.of(1, 2);

const movesTheKernel = thesisClaim({
  ...SECTION,
  id: 'sec-4.1:small-lambda-moves-the-kernel',
  title: 'Low |λ| corresponds to the rich regime: the kernel changes',
  place: 'abstract; section 4.1, after the proof of theorem 4.1.3',
  note: `Rich is read as the opposite of lazy as section 4.1 defines it, a kernel that does not move: NTK(∞) is away from NTK(0) by half of its norm at least. ${SETTING} A start as large as the task, w1 = w2 = √s̃ up to a turn, moves it by less, or not at all, at every |λ|.`,
  grade: 'missing hypothesis',
  hypotheses: HYPOTHESES,
  cases,
  statement: String.raw`|\lambda|\le\tfrac{\tilde s_{\min}}{10}\;\Rightarrow\;\lVert\mathrm{NTK}(\infty)-\mathrm{NTK}(0)\rVert\ge\tfrac12\lVert\mathrm{NTK}(0)\rVert`,
  judge: kernelMoves('>=', HALF),
  narrowed: { hypotheses: [...HYPOTHESES, smallStart] },
  wrong: {
    'by less than half': kernelMoves('<=', HALF),
    'by twenty times its norm': kernelMoves('>=', Rational.of(20)),
  },
});

export const sec41SmallLambda: readonly Claim[] = [endsRich, movesTheKernel];
