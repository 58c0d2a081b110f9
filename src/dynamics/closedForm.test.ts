import { describe, expect, it } from 'vitest';
import { DloError } from '../errors.ts';
import { balanced } from '../network/initialisations/balanced.ts';
import { randomMatrices } from '../network/initialisations/randomMatrix.ts';
import { blocksOfQqt } from '../network/observables/blocks.ts';
import { kernelDistanceFromBlocks } from '../network/observables/kernelDistance.ts';
import type { Problem } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { add, frobeniusNorm, multiply, scale, stackCols, stackRows, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { type ClosedFormFlow, closedForm } from './closedForm.ts';
import { blockError } from './testing/blockError.ts';
import { type SolverCase, solverCase } from './testing/solverCases.ts';

const field = float64Field;
const cases = Array.from({ length: 300 }, (_, k) => solverCase(20_000 + k));

describe('closedForm, defining equations', () => {
  it('starts at QQᵀ(0) = Q0 Q0ᵀ, also in the limit of small times', () => {
    for (const solver of cases) {
      const start = startQQ(solver.problem);
      const flow = closedForm(solver.problem, solver.lambda);
      expect(blockError(field, flow.qqt(0), start, solver.problem.W1.cols)).toBeLessThan(1e-15);
      // A block that starts at zero has grown to 1e-30 at most.
      const difference = subtract(field, flow.qqt(1e-40), flow.qqt(0));
      expect(frobeniusNorm(field, difference)).toBeLessThanOrEqual(1e-14 * frobeniusNorm(field, start) + 1e-30);
    }
  });

  it('has the slope F QQᵀ + QQᵀ F − (QQᵀ)² of the Riccati equation', () => {
    let checked = 0;
    for (const { problem, lambda } of cases) {
      if (Math.abs(lambda) > 10 || frobeniusNorm(field, startQQ(problem)) > 50) continue;
      const flow = closedForm(problem, lambda);
      const step = 1e-3 * problem.tau;
      // A difference of sixth order: its error is far below the tolerance.
      const [one, two, three] = [1, 2, 3].map(k =>
        subtract(field, flow.qqt(0.3 + k * step), flow.qqt(0.3 - k * step)),
      ) as [Matrix<number>, Matrix<number>, Matrix<number>];
      const sum = add(field, add(field, scale(field, 45, one), scale(field, -9, two)), three);
      const slope = scale(field, problem.tau / (60 * step), sum);
      const X = flow.qqt(0.3);
      const FX = multiply(field, flowMatrix(problem.sigmaYX, lambda), X);
      const expected = subtract(field, add(field, FX, FX.transpose()), multiply(field, X, X));
      const size = 1 + frobeniusNorm(field, FX);
      expect(frobeniusNorm(field, subtract(field, slope, expected)) / size).toBeLessThan(1e-9);
      checked++;
    }
    expect(checked).toBeGreaterThan(100);
  });

  it('is a semigroup: t1 and then t2 is t1 + t2', () => {
    let checked = 0;
    for (const { problem, lambda, singular, category } of cases) {
      // Near a saddle rounding of the weights at t1 decides where t2 ends: no property of a float64 restart.
      if (singular || !category.endsWith('free') || Math.abs(lambda) > 1e4) continue;
      const flow = closedForm(problem, lambda);
      const [t1, t2] = [0.25 * problem.tau, 0.5 * problem.tau];
      const again = closedForm({ ...problem, ...flow.weights(t1) }, lambda);
      expect(blockError(field, again.qqt(t2), flow.qqt(t1 + t2), problem.W1.cols)).toBeLessThan(1e-9);
      checked++;
    }
    expect(checked).toBeGreaterThan(60);
  });

  it('keeps λ, and every observable is a part of QQᵀ', () => {
    for (const { problem, lambda, times } of cases) {
      const flow = closedForm(problem, lambda);
      const { Ni, No } = flow.architecture;
      for (const t of [...times, Number.POSITIVE_INFINITY]) {
        const QQ = flow.qqt(t);
        const { W1, W2 } = flow.weights(t);
        expect(multiply(field, W1.transpose(), W1).data.every((x, k) => close(x, flow.W1W1(t).data[k]!))).toBe(true);
        expect(flow.W1W1(t)).toEqual(QQ.slice(0, Ni, 0, Ni));
        expect(flow.output(t)).toEqual(QQ.slice(Ni, Ni + No, 0, Ni));
        expect(flow.W2W2(t)).toEqual(QQ.slice(Ni, Ni + No, Ni, Ni + No));
        const balanceTrace = squares(W2) - squares(W1);
        const size = squares(W2) + squares(W1);
        expect(Math.abs(balanceTrace - lambda * flow.architecture.Nh)).toBeLessThanOrEqual(
          1e-12 * size + 1e-13 * startSize(problem),
        );
      }
    }
  });

  it('has the loss ½‖Σyx − W2W1‖², falling in time', () => {
    for (const { problem, lambda } of cases) {
      const flow = closedForm(problem, lambda);
      let before = Number.POSITIVE_INFINITY;
      for (const t of [0, 1e-4, 0.01, 0.1, 1, 3, 10, 100, 1e4, Number.POSITIVE_INFINITY]) {
        const loss = flow.loss(t);
        const direct = squares(subtract(field, problem.sigmaYX, flow.output(t))) / 2;
        const scale = squares(problem.sigmaYX) + squares(flow.output(t));
        expect(Math.abs(loss - direct)).toBeLessThanOrEqual(1e-13 * Math.sqrt(scale * direct) + 1e-28 * scale);
        expect(loss).toBeLessThanOrEqual(before * (1 + 1e-12) + 1e-30 * squares(problem.sigmaYX));
        before = loss;
      }
    }
  });

  it('has the loss ½‖Σyx − W2W1‖² also where inputs or outputs are many more than hidden units', () => {
    for (const { problem, lambda } of bottlenecks()) {
      const flow = closedForm(problem, lambda);
      for (const t of [0, 0.01, 0.3, 1, 3, 10, 30, 1000, Number.POSITIVE_INFINITY]) {
        const output = flow.output(t);
        const direct = squares(subtract(field, problem.sigmaYX, output)) / 2;
        const scale = squares(problem.sigmaYX) + squares(output);
        expect(Math.abs(flow.loss(t) - direct)).toBeLessThanOrEqual(1e-14 * Math.sqrt(scale * direct) + 1e-29 * scale);
      }
    }
  });

  it('has the distance of the neural tangent kernels of its QQᵀ', () => {
    const narrow = cases.slice(0, 150).map(({ problem, lambda, times }) => ({ problem, lambda, times }));
    const wide = bottlenecks().map(each => ({ ...each, times: [0.01, 1, 30, 1000] }));
    let smallest = 1;
    for (const { problem, lambda, times } of [...narrow, ...wide]) {
      const flow = closedForm(problem, lambda);
      const { Ni } = flow.architecture;
      const start = blocksOfQqt(flow.qqt(0), Ni);
      for (const t of [...times, 0.5, Number.POSITIVE_INFINITY]) {
        const blocks = blocksOfQqt(flow.qqt(t), Ni);
        const zero = isZero(flow.qqt(0)) ? 'K0' : isZero(flow.qqt(t)) ? 'Kt' : undefined;
        if (zero !== undefined) {
          expect(() => flow.kernelDistance(t)).toThrow(expect.objectContaining({ code: 'SINGULAR', argument: zero }));
          continue;
        }
        const distance = kernelDistanceFromBlocks(field, start, blocks);
        // As a half square of a difference of unit vectors.
        expect(Math.abs(flow.kernelDistance(t) - distance)).toBeLessThanOrEqual(1e-14 * Math.sqrt(distance) + 1e-26);
        if (distance > 0) smallest = Math.min(smallest, distance);
      }
      if (!isZero(flow.qqt(0))) expect(flow.kernelDistance(0)).toBe(0);
    }
    expect(smallest).toBeLessThan(1e-15);
    const saddle = closedForm(diagonalProblem([4, 9], [0, 0], [0, 0]));
    for (const t of [0, 1]) {
      expect(() => saddle.kernelDistance(t)).toThrow(expect.objectContaining({ code: 'SINGULAR', argument: 'K0' }));
    }
  });

  it('depends neither on the order of the questions nor on τ other than through t/τ', () => {
    for (const { problem, lambda } of cases.slice(0, 80)) {
      const [once, twice] = [closedForm(problem, lambda), closedForm(problem, lambda)];
      const times = [0.1, 1, 7, 50, 1e5, Number.POSITIVE_INFINITY];
      const forward = times.map(t => once.qqt(t));
      const backward = times.toReversed().map(t => twice.qqt(t));
      expect(backward.toReversed()).toEqual(forward);
      const slow = closedForm({ ...problem, tau: problem.tau * 4 }, lambda);
      expect(slow.qqt(4)).toEqual(once.qqt(1));
    }
  });

  it('depends on no other flow and on nothing that was asked before', () => {
    const problems = [...cases.slice(0, 12), ...bottlenecks().slice(0, 4)];
    const times = [1e-6, 0.1, 0.7, 3, 50, 1e5, Number.POSITIVE_INFINITY];
    const answers = (flow: ClosedFormFlow, t: number): unknown[] => [
      flow.loss(t),
      flow.qqt(t),
      isZero(flow.qqt(0)) || isZero(flow.qqt(t)) || flow.kernelDistance(t),
      flow.output(t),
      flow.weights(t),
      flow.loss(0),
      flow.W2W2(t),
      flow.W1W1(0),
    ];
    const alone = problems.map(({ problem, lambda }) => times.map(t => answers(closedForm(problem, lambda), t)));
    const together = problems.map(({ problem, lambda }) => closedForm(problem, lambda));
    for (const [k, t] of [...times.entries()].toReversed()) {
      together.forEach((flow, i) => {
        expect(answers(flow, t)).toEqual(alone[i]![k]);
      });
      for (const [i, flow] of [...together.entries()].toReversed()) expect(flow.qqt(t)).toEqual(alone[i]![k]![1]);
    }
  });
});

describe('closedForm, limits', () => {
  it('at Infinity is what late times approach', () => {
    let checked = 0;
    for (const { problem, lambda, category } of cases) {
      if (!category.startsWith('generic') || Math.abs(lambda) > 10) continue;
      const flow = closedForm(problem, lambda);
      const end = flow.qqt(Number.POSITIVE_INFINITY);
      const late = flow.qqt(1e6);
      expect(frobeniusNorm(field, subtract(field, late, end))).toBeLessThanOrEqual(
        2e-5 * frobeniusNorm(field, end) + 2e-5,
      );
      if (lambda === 0 || problem.W1.cols === problem.W2.rows) {
        expect(
          frobeniusNorm(field, subtract(field, flow.output(1e6), flow.output(Number.POSITIVE_INFINITY))),
        ).toBeLessThan(1e-5);
      }
      checked++;
    }
    expect(checked).toBeGreaterThan(20);
  });

  it('learns the task exactly where nothing stands in the way', () => {
    for (const { problem, lambda, category } of cases) {
      const { Ni, Nh, No } = { Ni: problem.W1.cols, Nh: problem.W1.rows, No: problem.W2.rows };
      if (category !== 'generic, free' || Ni !== No || Nh !== Ni || lambda === 0) continue;
      const flow = closedForm(problem, lambda);
      expect(blockErrorOf(flow.output(Number.POSITIVE_INFINITY), problem.sigmaYX)).toBeLessThan(1e-14);
      expect(flow.loss(Number.POSITIVE_INFINITY)).toBeLessThan(1e-25 * squares(problem.sigmaYX));
    }
  });

  it('learns a random task of many modes in the limit as it does at late times', () => {
    const size = 32;
    const problem = {
      ...balanced({ Ni: size, Nh: size, No: size }, { lambda: 0, sigma: 0.25, seed: 3 }),
      sigmaYX: randomMatrices(7).gaussian(size, size, 0.3),
      tau: 1,
    };
    const flow = closedForm(problem, 0);
    expect(flow.loss(1e3)).toBeGreaterThan(1e-4);
    for (const t of [1e6, Number.POSITIVE_INFINITY]) {
      expect(flow.loss(t)).toBe(0);
      expect(blockErrorOf(flow.output(t), problem.sigmaYX)).toBeLessThan(1e-14);
    }
  });

  it('leaves a reversed start (W2W1 = −Σyx) on its way into the saddle at 0', () => {
    const flow = closedForm(diagonalProblem([4, 9], [2, 3], [-2, -3]));
    expect(flow.lambda).toBe(0);
    expect(flow.output(Number.POSITIVE_INFINITY)).toEqual(new Matrix(2, 2, [0, 0, 0, 0]));
    expect(flow.loss(Number.POSITIVE_INFINITY)).toBe((16 + 81) / 2);
    // One mode: a' = −2a(s − a) from a(0) = −s gives a = −s/(2e^{2st} − 1).
    expect(flow.output(0.5).at(0, 0)).toBeCloseTo(-4 / (2 * Math.exp(4) - 1), 14);
    // One ulp beside the manifold the mode is learned in the end.
    const beside = closedForm(diagonalProblem([4, 9], [2, 3], [-2, -3 + 2 ** -51]), 0);
    expect(beside.output(Number.POSITIVE_INFINITY).at(1, 1)).toBeCloseTo(9, 12);
    expect(beside.output(Number.POSITIVE_INFINITY).at(0, 0)).toBe(0);
  });

  it('stays on a saddle: all zero, and a learned mode beside a mode that was never started', () => {
    const zero = closedForm(diagonalProblem([4, 9], [0, 0], [0, 0]));
    const partial = closedForm(diagonalProblem([4, 9], [2, 0], [2, 0]));
    for (const t of [0, 1e-3, 1, 50, 1e6, Number.POSITIVE_INFINITY]) {
      expect(zero.qqt(t).data.every(entry => entry === 0)).toBe(true);
      expect(blockErrorOf(partial.output(t), new Matrix(2, 2, [4, 0, 0, 0]))).toBeLessThan(1e-15);
      expect(partial.loss(t)).toBe(81 / 2);
    }
  });

  it('forgets in the limit what the task lacks, though it fades only like 1/t', () => {
    const flow = closedForm(diagonalProblem([4, 0], [1, 1], [1, 1]));
    // a' = −2a² from a(0) = 1
    expect(Math.abs(flow.output(1e6).at(1, 1) * (1 + 2e6) - 1)).toBeLessThan(1e-14);
    expect(flow.output(Number.POSITIVE_INFINITY)).toEqual(new Matrix(2, 2, [4, 0, 0, 0]));
    const nothing = closedForm(diagonalProblem([0], [1], [1]));
    expect(nothing.output(Number.POSITIVE_INFINITY)).toEqual(new Matrix(1, 1, [0]));
    expect(Math.abs(nothing.output(Number.MAX_VALUE).at(0, 0) * 2e280 - 1)).toBeLessThan(1e-14);
  });

  it('stays on saddles whose singular vectors are not dyadic', () => {
    // W2 = −A, W1 = Aᵀ, Σyx = A Aᵀ: balanced with λ = 0 and reversed in every mode.
    const A = Matrix.fromRows([
      [1, 2, 0],
      [3, 4, 1],
      [0, -2, 5],
    ]);
    const reversed = closedForm({
      sigmaYX: multiply(field, A, A.transpose()),
      W1: A.transpose(),
      W2: A.map(entry => -entry),
      tau: 1,
    });
    expect(squares(reversed.qqt(1e6))).toBeLessThan(1e-300);
    expect(reversed.qqt(Number.POSITIVE_INFINITY).data.every(entry => entry === 0)).toBe(true);
    // One hidden unit along the weaker eigenvector (1, −1) of eigenvalue 1 never notices the stronger one, (1, 1) of 3.
    const weaker = closedForm({
      sigmaYX: new Matrix(2, 2, [2, 1, 1, 2]),
      W1: new Matrix(1, 2, [0.25, -0.25]),
      W2: new Matrix(2, 1, [0.25, -0.25]),
      tau: 1,
    });
    for (const t of [40, 1e6, Number.POSITIVE_INFINITY]) {
      expect(blockErrorOf(weaker.output(t), new Matrix(2, 2, [0.5, -0.5, -0.5, 0.5]))).toBeLessThan(1e-15);
    }
  });

  it('never gains rank: what the first exchanges of pivots leave is nothing but rounding', () => {
    // W1 = u vᵀ and W2 = w uᵀ with ‖v‖ = ‖w‖.
    const flow = closedForm({
      sigmaYX: new Matrix(2, 2, [2, 1, 0, 3]),
      W1: new Matrix(2, 2, [1, 2, 3, 6]),
      W2: new Matrix(2, 2, [2, 6, 1, 3]),
      tau: 1,
    });
    for (const t of [1, 20, 40, 100, 1e6, Number.POSITIVE_INFINITY]) {
      const output = flow.output(t);
      expect(Math.abs(determinant(output))).toBeLessThan(1e-15 * squares(output));
      expect(flow.loss(t)).toBeGreaterThan(1);
    }
  });

  it('keeps the sign of det W2W1 where Ni = No and λ = 0', () => {
    const signs = { plus: 0, minus: 0 };
    for (let seed = 30_000; seed < 42_000; seed++) {
      const { problem, lambda, category } = solverCase(seed);
      const { W1, W2 } = problem;
      if (
        lambda !== 0 ||
        W1.cols !== W2.rows ||
        W1.rows !== W1.cols ||
        !/(generic|near-ties|repeated), (free|aligned)/.test(category)
      )
        continue;
      const flow = closedForm(problem, lambda);
      const sign = Math.sign(determinant(flow.output(0)));
      for (const t of [0.1, 0.5, 2]) {
        const value = determinant(flow.output(t));
        // Rounding of the entries decides the sign of a smaller one.
        if (Math.abs(value) < 1e-15 * frobeniusNorm(field, flow.output(t)) ** W1.rows) continue;
        expect(Math.sign(value)).toBe(sign);
        if (sign > 0) signs.plus++;
        else signs.minus++;
      }
    }
    expect(Math.min(signs.plus, signs.minus)).toBeGreaterThan(12);
  });

  it('keeps the relative accuracy of a vanishing loss', () => {
    // One mode from a(0) = s/2 with λ = 0: a = s/(1 + e^{−2st}).
    const flow = closedForm(diagonalProblem([2], [1], [1]));
    for (const t of [0.1, 1, 5, 20, 40, 80]) {
      const residual = 2 / (Math.exp(4 * t) + 1);
      expect(flow.loss(t) / (residual ** 2 / 2) - 1).toBeLessThan(1e-13);
      expect(flow.loss(t) / (residual ** 2 / 2) - 1).toBeGreaterThan(-1e-13);
    }
  });

  it('has a limit for rates of any size', () => {
    for (const [s, w1, w2] of [
      [1, 0, 3e29],
      [1e60, 1e30, 1e30],
      [1e-60, 1e-40, 1e-40],
    ] as const) {
      const flow = closedForm(diagonalProblem([s], [w1], [w2]), w2 * w2 - w1 * w1);
      expect(Math.abs(flow.output(Number.POSITIVE_INFINITY).at(0, 0) / s - 1)).toBeLessThan(1e-15);
      expect(flow.loss(Number.POSITIVE_INFINITY)).toBe(0);
    }
  });

  it('is finite for extreme times and sizes', () => {
    for (const { problem, lambda } of cases.slice(0, 100)) {
      const flow = closedForm(problem, lambda);
      for (const t of [Number.MIN_VALUE, 1e-300, 1e100, 1e300, Number.MAX_VALUE]) {
        expect(flow.qqt(t).data.every(Number.isFinite)).toBe(true);
        expect(flow.loss(t)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe('closedForm, the λ of the numbers given', () => {
  const scalar = (w1: number, w2: number): Problem<number> => diagonalProblem([1], [w1], [w2]);

  it('is read exactly, however small: reversed modes leave the saddle when they should', () => {
    // λ = 2^-50: issue 11, by 20 digits of the oracle.
    const flow = closedForm(scalar(-0.49999999999999956, 0.5000000000000004));
    expect([flow.lambda, flow.offBalance]).toEqual([2 ** -50, 0]);
    expect(flow.output(30).at(0, 0) / 2.815186317838426e-5).toBeCloseTo(1, 12);
    expect(flow.output(36).at(0, 0) / 0.8208520865887475).toBeCloseTo(1, 12);
    const tiny = closedForm(scalar(-(2 ** -500), 2 ** -500 - 2 ** -551));
    expect(tiny.lambda / 2 ** -1050).toBeCloseTo(-1, 12);
    expect(tiny.output(Number.POSITIVE_INFINITY).at(0, 0)).toBe(1);
  });

  it('keeps more digits of λ than float64 has', () => {
    // Beside the saddle of w1 = −2, w2 = (1, 3), λ = 6: here λ = 6 + 2^-51 + 2^-104. The true values are the oracle's.
    const flow = closedForm({
      sigmaYX: new Matrix(2, 1, [4, 0]),
      W1: new Matrix(1, 1, [-2]),
      W2: new Matrix(2, 1, [1 + 2 ** -52, 3]),
      tau: 1,
    });
    expect(flow.offBalance).toBe(0);
    expect(flow.output(7).at(1, 0) / 2.56350521432175e-10).toBeCloseTo(1, 13);
    expect(flow.output(7.25).at(0, 0) / 5.95444979e-20).toBeCloseTo(1, 8);
  });

  it('is the nearest, or 0 within rounding, of weights that are not balanced, and the distance is said', () => {
    const weights = balanced({ Ni: 3, Nh: 3, No: 3 }, { lambda: 0, sigma: 1, seed: 4 });
    const flow = closedForm({ ...weights, sigmaYX: new Matrix(3, 3, [1, 2, 0, 0, 1, 0, 3, 0, 1]), tau: 1 });
    expect(flow.lambda).toBe(0);
    expect(flow.offBalance).toBeGreaterThan(0);
    expect(flow.offBalance).toBeLessThan(1e-14);
    expect(closedForm(scalar(1, 1 + 2 ** -52), 0).offBalance).toBe(2 ** -51 + 2 ** -104);
  });
});

describe('closedForm, refusals', () => {
  const good = diagonalProblem([4, 9], [2, 3], [2, 3]);
  const entry = (matrix: Matrix<number>, value: number): Matrix<number> =>
    matrix.map((old, i, j) => (i === 0 && j === 0 ? value : old));
  it.each([
    ['NOT_A_NUMBER', 'W1', () => closedForm({ ...good, W1: entry(good.W1, Number.NaN) })],
    ['NOT_A_NUMBER', 'sigmaYX', () => closedForm({ ...good, sigmaYX: entry(good.sigmaYX, Number.POSITIVE_INFINITY) })],
    ['NOT_A_NUMBER', 'lambda', () => closedForm(good, Number.NaN)],
    ['NOT_A_NUMBER', 'tau', () => closedForm({ ...good, tau: Number.NaN })],
    ['RANGE', 'W2', () => closedForm({ ...good, W2: entry(good.W2, 1e200) })],
    ['RANGE', 'tau', () => closedForm({ ...good, tau: 0 })],
    ['SHAPE', 'W2', () => closedForm({ ...good, W2: new Matrix(2, 1, [1, 1]) })],
    ['SHAPE', 'sigmaYX', () => closedForm({ ...good, sigmaYX: new Matrix(1, 2, [1, 1]) })],
    ['SHAPE', 'sigmaXX', () => closedForm({ ...good, sigmaXX: new Matrix(1, 1, [1]) })],
    ['NOT_WHITE', 'sigmaXX', () => closedForm({ ...good, sigmaXX: new Matrix(2, 2, [1, 0, 0, 2]) })],
    ['NOT_BALANCED', 'weights', () => closedForm({ ...good, W1: entry(good.W1, 2.001) })],
    ['NOT_BALANCED', 'weights', () => closedForm(good, 1)],
    ['RANGE', 't', () => closedForm(good).qqt(-1)],
    ['RANGE', 't', () => closedForm(good).loss(Number.NaN)],
  ])('%s: %s', (code, argument, call) => {
    try {
      call();
    } catch (error) {
      expect(error).toBeInstanceOf(DloError);
      expect(error).toMatchObject({ code, argument });
      return;
    }
    expect.unreachable('no error was thrown');
  });

  it('names the first entry of Σxx that is not that of the identity', () => {
    const wide = {
      ...good,
      W1: new Matrix(1, 3, [1, 0, 0]),
      W2: new Matrix(1, 1, [1]),
      sigmaYX: new Matrix(1, 3, [1, 2, 3]),
    };
    const refused = (...entries: number[]) => expect(() => closedForm({ ...wide, sigmaXX: new Matrix(3, 3, entries) }));
    refused(1, 0, 0, 0, 1, 0.5, 0, 0.5, 1).toThrow('must be the identity for the closed form (entry 2, 3), got 0.5');
    refused(1, 0, 0, 0, 1, 0, 0, 0, 2).toThrow('(entry 3, 3), got 2');
  });

  it('accepts an identity Σxx, and reads λ off the weights', () => {
    const white = closedForm({ ...good, sigmaXX: new Matrix(2, 2, [1, 0, 0, 1]) });
    expect(white.qqt(1)).toEqual(closedForm(good).qqt(1));
    for (const { problem, lambda } of cases) {
      const { lambda: read, offBalance } = closedForm(problem);
      expect(Math.abs(read - lambda)).toBeLessThanOrEqual(1e-14 * startSize(problem));
      if (lambda === 0 && offBalance > 0) expect(read).toBe(0);
    }
  });
});

/** Networks with few hidden units, tasks that they can and cannot learn. */
function bottlenecks(): { problem: Problem<number>; lambda: number }[] {
  return [
    { Ni: 24, Nh: 2, No: 17 },
    { Ni: 9, Nh: 1, No: 30 },
    { Ni: 30, Nh: 1, No: 4 },
    { Ni: 3, Nh: 2, No: 40 },
    { Ni: 33, Nh: 3, No: 33 },
  ].flatMap(widths =>
    [0, 1, -1].flatMap(lambda =>
      [1, 2, 40].map(rank => {
        const random = randomMatrices(widths.Ni + rank);
        const left = random.gaussian(widths.No, rank, 1 / Math.sqrt(widths.No));
        const right = random.gaussian(rank, widths.Ni, 1 / Math.sqrt(widths.Ni));
        const weights = balanced(widths, { lambda, sigma: rank === 2 ? 0.01 : 1, seed: rank });
        return { lambda, problem: { ...weights, sigmaYX: multiply(field, left, right), tau: 1 } };
      }),
    ),
  );
}

function diagonalProblem(s: number[], w1: number[], w2: number[]): Problem<number> {
  const diagonal = (entries: number[]): Matrix<number> =>
    Matrix.generate(entries.length, entries.length, (i, j) => (i === j ? entries[i]! : 0));
  return { sigmaYX: diagonal(s), W1: diagonal(w1), W2: diagonal(w2), tau: 1 };
}

function startQQ({ W1, W2 }: SolverCase['problem']): Matrix<number> {
  const Q = stackRows(W1.transpose(), W2);
  return multiply(field, Q, Q.transpose());
}

function startSize({ W1, W2 }: SolverCase['problem']): number {
  return squares(W1) + squares(W2);
}

function flowMatrix(sigmaYX: Matrix<number>, lambda: number): Matrix<number> {
  const half = (size: number, value: number): Matrix<number> =>
    Matrix.generate(size, size, (i, j) => (i === j ? value : 0));
  return stackRows(
    stackCols(half(sigmaYX.cols, -lambda / 2), sigmaYX.transpose()),
    stackCols(sigmaYX, half(sigmaYX.rows, lambda / 2)),
  );
}

function isZero(matrix: Matrix<number>): boolean {
  return matrix.data.every(entry => entry === 0);
}

function squares(matrix: Matrix<number>): number {
  return matrix.data.reduce((sum, entry) => sum + entry * entry, 0);
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-14 * Math.max(Math.abs(a), Math.abs(b));
}

function blockErrorOf(value: Matrix<number>, truth: Matrix<number>): number {
  return frobeniusNorm(field, subtract(field, value, truth)) / frobeniusNorm(field, truth);
}

function determinant(matrix: Matrix<number>): number {
  if (matrix.rows === 1) return matrix.at(0, 0);
  return Array.from({ length: matrix.cols }, (_, j) => {
    const minor = Matrix.generate(matrix.rows - 1, matrix.cols - 1, (r, c) => matrix.at(r + 1, c < j ? c : c + 1));
    return (j % 2 === 0 ? 1 : -1) * matrix.at(0, j) * determinant(minor);
  }).reduce((sum, term) => sum + term, 0);
}
