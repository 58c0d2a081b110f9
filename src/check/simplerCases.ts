import { type AnyCase, isFlowCase } from '../judge/case.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';

/**
 * Cases that are simpler than one, the simplest first: a hidden unit, an input or an output less, the clock τ = 1, a rounder time, rounder matrices, single
 * entries that are 0 or rounder. Some meet no hypothesis that it meets.
 */
export function* simplerCases(given: AnyCase): Generator<AnyCase> {
  if (isFlowCase(given)) {
    const { flow } = given;
    yield* rounderTime(given, flow.tau, tau => ({
      ...given,
      flow: { ...flow, tau },
      time: given.time.mul(tau).div(flow.tau),
    }));
    for (const sigmaYX of rounderMatrices(flow.sigmaYX)) yield { ...given, flow: { ...flow, sigmaYX } };
    for (const [at, layer] of flow.layers.entries())
      for (const rounder of rounderMatrices(layer))
        yield { ...given, flow: { ...flow, layers: flow.layers.map((old, j) => (j === at ? rounder : old)) } };
    return;
  }
  const { problem } = given;
  const { W1, W2, sigmaYX } = problem;
  const without = (matrix: Matrix<Rational>, row: number, col: number): Matrix<Rational> => {
    const [rows, cols] = [row < 0 ? matrix.rows : matrix.rows - 1, col < 0 ? matrix.cols : matrix.cols - 1];
    const kept = (index: number, left: number): number => (left >= 0 && index >= left ? index + 1 : index);
    return Matrix.generate(rows, cols, (i, j) => matrix.at(kept(i, row), kept(j, col)));
  };
  const smaller = (parts: Partial<typeof problem>): AnyCase => ({ ...given, problem: { ...problem, ...parts } });
  // A declared matrix has the sizes of this network.
  if (Object.keys(given.extra).length === 0) {
    for (let k = 0; W1.rows > 1 && k < W1.rows; k++) yield smaller({ W1: without(W1, k, -1), W2: without(W2, -1, k) });
    for (let k = 0; W1.cols > 1 && k < W1.cols; k++)
      yield smaller({ W1: without(W1, -1, k), sigmaYX: without(sigmaYX, -1, k) });
    for (let k = 0; W2.rows > 1 && k < W2.rows; k++)
      yield smaller({ W2: without(W2, k, -1), sigmaYX: without(sigmaYX, k, -1) });
  }
  yield* rounderTime(given, problem.tau, tau => ({
    ...given,
    problem: { ...problem, tau },
    time: given.time.mul(tau).div(problem.tau),
  }));
  for (const name of ['sigmaYX', 'W1', 'W2'] as const)
    for (const rounder of rounderMatrices(problem[name])) yield smaller({ [name]: rounder });
}

function* rounderTime(given: AnyCase, tau: Rational, onClock: (tau: Rational) => AnyCase): Generator<AnyCase> {
  if (tau.compare(Rational.ONE) !== 0) yield onClock(Rational.ONE);
  for (const time of rounder(given.time)) if (time.sign() > 0) yield { ...given, time };
}

/** 1, a whole number, a power of two or a multiple of a quarter near it: those that are written shorter. */
function rounder(value: Rational): Rational[] {
  const number = value.toNumber();
  const parts = [1, 4, 16].map(part => Rational.ratio(BigInt(Math.round(number * part)), BigInt(part)));
  const power = number === 0 ? [] : [Rational.of(Math.sign(number) * 2 ** Math.round(Math.log2(Math.abs(number))))];
  const length = value.toString().length;
  return [Rational.ZERO, Rational.ONE, ...parts, ...power].filter(
    one => one.toString().length < length || (one.toString().length === length && one.abs().compare(value.abs()) < 0),
  );
}

function* rounderMatrices(matrix: Matrix<Rational>): Generator<Matrix<Rational>> {
  const sizes = matrix.data.map(entry => Math.abs(entry.toNumber()));
  const largest = Math.max(...sizes);
  for (const parts of largest > 0 ? [1, 4, 16] : []) {
    const unit = 2 ** Math.floor(Math.log2(largest)) / parts;
    const whole = matrix.map(entry => Rational.of(Math.round(entry.toNumber() / unit) * unit));
    if (whole.data.join().length < matrix.data.join().length) yield whole;
  }
  for (const [at, entry] of matrix.data.entries())
    for (const other of rounder(entry)) yield matrix.map((old, i, j) => (i * matrix.cols + j === at ? other : old));
}
