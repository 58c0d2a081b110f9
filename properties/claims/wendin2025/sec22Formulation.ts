import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { inverse } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { minus, scalar, T, times } from '../_exact.ts';
import { type ExactSides, exactly, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { type M, network, networkOf, range, rational, squared, total } from './_network.ts';
import { basisDraw, basisFrom, networkCases } from './_networkCases.ts';
import { gradient } from './_variations.ts';

const DATA = table('1', '0', '-1', '2', '1/2');
const MOST = 3;

/** Networks with data: X of full row rank with some columns more than rows, and any Y. */
const withData = drawRecord({
  given: networkCases({ maxDepth: 3 }),
  basis: basisDraw(MOST),
  more: draws(MOST * MOST, indexInto(DATA)),
  outputs: draws(2 * MOST * MOST, indexInto(DATA)),
}).map(({ given, basis, more, outputs }): FlowCase => {
  const { dx, dy } = networkOf(given);
  const nu = dx + (more.length % MOST) + 1;
  const square = basisFrom(basis, MOST).slice(0, dx, 0, dx);
  const X = Matrix.generate(dx, nu, (i, k) => (k < dx ? square.at(i, k) : DATA[more[i * MOST + k - dx] ?? 0]!));
  const Y = Matrix.generate(dy, nu, (i, k) => DATA[outputs[(i * 2 * MOST + k) % outputs.length]!]!);
  return { ...given, extra: { X, Y } };
});

const columns = (a: M): M[] => range(0, a.cols - 1).map(k => a.slice(0, a.rows, k, k + 1));

const eq4 = surveyClaim({
  id: 'eq-4',
  topic: 'Definitions and observables',
  section: '2.2',
  title: 'The squared loss is the sum over the samples, each taken through the layers',
  place: 'equation 4',
  statement: String.raw`\|Y-f(X)\|_F^2=\sum_{i=1}^\nu\|\mathbf y_i-f(\mathbf x_i)\|_2^2`,
  cases: withData,
  judge: exactly(given => lossOfSamples(given, rational(1))),
  wrong: {
    'half of it': exactly(given => lossOfSamples(given, rational(1, 2))),
    'the mean of the samples': exactly(given => lossOfSamples(given, rational(1, given.extra.X!.cols))),
  },
});

function lossOfSamples(given: FlowCase, factor: Rational): ExactSides {
  const { W, product, h } = networkOf(given);
  const { X, Y } = given.extra;
  const through = (x: M): M => W.reduce((activity, layer) => times(layer, activity), x);
  const samples = columns(X!).map((x, i) => squared(minus(columns(Y!)[i]!, through(x))));
  return [['squared loss', total(samples).mul(factor), squared(minus(Y!, times(product(1, h), X!)))]];
}

/** ‖Y − WX‖² less that of a candidate for the least squares solution, for W = W_(1:h): above 0 unless W is the candidate. */
const solves = (solution: (X: M, Y: M) => M) =>
  isSo(given => {
    const { product, h } = networkOf(given);
    const { X, Y } = given.extra;
    const [W, best] = [product(1, h), solution(X!, Y!)];
    const excess = squared(minus(Y!, times(W, X!))).sub(squared(minus(Y!, times(best, X!))));
    const isSame = squared(minus(W, best)).sign() === 0;
    return {
      isSo: excess.sign() > 0 || isSame,
      quantity: 'squared error beyond that of W*',
      reason: `it is ${excess}, and W ${isSame ? '=' : '≠'} W*`,
    };
  });

const leastSquares = surveyClaim({
  id: 'sec-2.2:least-squares',
  topic: 'Definitions and observables',
  section: '2.2',
  title: 'W* = YX† with X† = Xᵀ(XXᵀ)⁻¹ is the one minimiser of the squared error',
  place: 'section 2.2, after assumption 1',
  note: 'X has full row rank, which says more than ν ≥ d_x.',
  statement: String.raw`\|Y-WX\|_F^2>\|Y-YX^\dagger X\|_F^2\quad\text{for all }W\ne YX^\dagger,\quad X^\dagger=X^\top(XX^\top)^{-1}`,
  cases: withData,
  judge: solves((X, Y) => times(Y, T(X), inverse(rationalField, times(X, T(X))))),
  wrong: {
    'YXᵀ without the inverse': solves((X, Y) => times(Y, T(X))),
    'half of it': solves((X, Y) =>
      times(Y, T(X), inverse(rationalField, times(X, T(X)))).map(x => x.mul(rational(1, 2))),
    ),
  },
});

/** The largest rank of W_(1:h): that of layers with ones on their diagonals. */
function largestRank(given: FlowCase): number {
  const { d, Sigma } = networkOf(given);
  const ones = d.slice(1).map((rows, j) => Matrix.generate(rows, d[j]!, (i, k) => rational(i === k ? 1 : 0)));
  const { product, h } = network(ones, Sigma);
  return rank(rationalField, product(1, h));
}

const expresses = (needed: (dx: number, dy: number) => number) =>
  exactly(given => {
    const { dx, dy } = networkOf(given);
    return [['largest rank of the map', rational(needed(dx, dy)), rational(largestRank(given))]];
  });

const asExpressive = surveyClaim({
  id: 'sec-2.2:as-expressive',
  topic: 'Definitions and observables',
  section: '2.2',
  title: 'The network is just as expressive as one linear map',
  place: 'section 2.2, after assumption 1',
  note: 'A map is a product of the layers if and only if its rank is at most the smallest width: the largest rank says it all.',
  statement: String.raw`\{W_{1:h}\}=\mathbb R^{d_y\times d_x}`,
  cases: networkCases({}),
  judge: expresses((dx, dy) => Math.min(dx, dy)),
  wrong: {
    'the rank of the inputs': expresses(dx => dx),
    'one less': expresses((dx, dy) => Math.min(dx, dy) - 1),
  },
});

const linearLeastSquares = (best: (Sigma: M) => M, least: Rational) =>
  isSo(given => {
    const { product, h, Sigma } = networkOf(given);
    const [W, W0] = [product(1, h), best(Sigma)];
    const half = rational(1, 2);
    const [own, other] = [squared(minus(Sigma, W0)).mul(half), squared(minus(Sigma, W)).mul(half)];
    const isSame = squared(minus(W, W0)).sign() === 0;
    return {
      isSo: own.equals(least) && (isSame || other.compare(own) > 0),
      quantity: 'loss of one linear map',
      reason: `${own} at W*, ${other} elsewhere`,
    };
  });

const eq7 = surveyClaim({
  id: 'eq-7',
  topic: 'Definitions and observables',
  section: '2.2',
  title: 'Of one linear map the least squares solution is Σ, alone, with loss 0',
  place: 'equation 7 and the sentences after it',
  statement: String.raw`\arg\min_W\tfrac12\|\Sigma-W\|_F^2=\{\Sigma\},\quad\mathcal L_{LS}(\Sigma)=0`,
  cases: networkCases({}),
  judge: linearLeastSquares(Sigma => Sigma, Rational.ZERO),
  wrong: {
    '−Σ': linearLeastSquares(Sigma => Sigma.map(entry => entry.neg()), Rational.ZERO),
    'a loss of 1': linearLeastSquares(Sigma => Sigma, Rational.ONE),
  },
});

const flowIs = (layer: (net: ReturnType<typeof networkOf>, j: number, error: M) => M) =>
  exactly(given => {
    const net = networkOf(given);
    const slopes = gradient(given.flow);
    const error = minus(net.Sigma, net.product(1, net.h));
    return range(1, net.h).map(j => [`dW${j}/dt`, layer(net, j, error), slopes[j - 1]!.map(entry => entry.neg())]);
  });

const eq9 = surveyClaim({
  id: 'eq-9',
  topic: 'Definitions and observables',
  section: '2.2',
  title: 'The gradient flow of each layer',
  place: 'equation 9, and W_(1:0) = I after it',
  note: 'Judged by the slopes of the loss along every weight, from truncated series. The clock has τ = 1; any widths, any Σ.',
  statement: String.raw`\frac{dW_j}{dt}=W_{j+1:h}^\top(\Sigma-W_{1:h})W_{1:j-1}^\top`,
  cases: networkCases({ assumptions: false }),
  judge: flowIs(({ product, h }, j, error) => times(T(product(j + 1, h)), error, T(product(1, j - 1)))),
  wrong: {
    uphill: flowIs(({ product, h }, j, error) =>
      times(
        T(product(j + 1, h)),
        error.map(entry => entry.neg()),
        T(product(1, j - 1)),
      ),
    ),
    'the task alone': flowIs(({ product, h, Sigma }, j) => times(T(product(j + 1, h)), Sigma, T(product(1, j - 1)))),
    'without the layers below': flowIs(({ product, h }, j, error) => times(T(product(j + 1, h)), error)),
  },
});

const narrow = networkCases({ assumptions: false, minDepth: 2 }).map((given): FlowCase => {
  const { d, dy, dx } = networkOf(given);
  const Sigma = Matrix.generate(dy, dx, (i, j) => rational(i === j ? dy - i : 0));
  return {
    ...given,
    flow: { ...given.flow, sigmaYX: Sigma },
    extra: { narrowest: scalar(rational(Math.min(...d.slice(1, -1)))) },
  };
});

/** Zero loss needs W_(1:h) = Σ, so rank Σ ≤ the smallest width; where that is so layers of ones and Σ reach it. */
const zeroLossIsOutOfReach = (narrowerThan: (dx: number, dy: number) => number) =>
  exactly(given => {
    const { Sigma, dx, dy } = networkOf(given);
    const isOut = largestRank(given) < rank(rationalField, Sigma);
    const isNarrow = Math.min(...networkOf(given).d.slice(1, -1)) < narrowerThan(dx, dy);
    return [['zero loss is out of reach', rational(isNarrow ? 1 : 0), rational(isOut ? 1 : 0)]];
  });

const widthsNeeded = surveyClaim({
  id: 'assumption-1:widths-needed-for-prop-3',
  topic: 'Loss landscape',
  section: '2.2',
  title: 'Without wide enough hidden layers the optimal loss is not 0',
  place: 'assumption 1 and proposition 3',
  note: 'Σ has full rank here. Zero loss is out of reach exactly where some hidden layer is narrower than min(d_x, d_y): with d_x ≥ d_y that is what assumption 1 excludes.',
  statement: String.raw`\min\mathcal L>0\iff\min_{0<i<h}d_i<\min(d_x,d_y)`,
  cases: narrow,
  judge: zeroLossIsOutOfReach((dx, dy) => Math.min(dx, dy)),
  wrong: {
    'narrower than the outputs': zeroLossIsOutOfReach((_, dy) => dy),
    'narrower than both ends': zeroLossIsOutOfReach((dx, dy) => Math.max(dx, dy)),
  },
});

export const sec22Formulation: readonly Claim<FlowCase>[] = [eq4, leastSquares, asExpressive, eq7, eq9, widthsNeeded];
