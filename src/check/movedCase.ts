import { type AnyCase, type Case, type FlowCase, isFlowCase } from '../judge/case.ts';
import { float64Svd } from '../numbers/float64Svd.ts';
import { multiply } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';

// One step of a search through cases: along a scale (of time, weights, task or clock), towards a coincidence of the task, or to another entry.
// Weights that are balanced stay so under all of them but the last; whether a moved case meets the hypotheses of a statement is for the search to look.
// What a file declares, or its descent takes, stays: it may have to be positive, whole or orthonormal.

/** Whole numbers from 0 up to below `below`, one after the other. */
export type NextNumber = (below: number) => number;

/** A neighbour of a case; the case itself where the move has no place. */
export function movedCase(given: AnyCase, next: NextNumber): AnyCase {
  return isFlowCase(given) ? movedFlow(given, next) : movedProblem(given, next);
}

function movedProblem(given: Case, next: NextNumber): AnyCase {
  const { problem, lambda, time } = given;
  const { W1, W2, sigmaYX } = problem;
  const [factor, map] = [step(next), () => multiply(rationalField, W2, W1)];
  const withTask = (task: Matrix<Rational>): Case => ({ ...given, problem: { ...problem, sigmaYX: task } });
  switch (next(9)) {
    case 0:
      return { ...given, time: time.sign() === 0 ? factor : time.mul(factor) };
    case 1: {
      const scaled = { W1: times(W1, factor), W2: times(W2, factor) };
      return { ...given, problem: { ...problem, ...scaled }, lambda: lambda.mul(factor).mul(factor) };
    }
    case 2:
      return withTask(times(sigmaYX, factor));
    case 3:
      return withTask(movedTask(sigmaYX, map(), next));
    case 4:
      return withTask(towards(sigmaYX, withEqualValues(sigmaYX), HALF));
    case 5:
      return withTask(withOtherEntry(sigmaYX, next));
    case 6: {
      // The layers change places, and inputs with outputs; what is declared has the sizes of this network.
      if (Object.keys(given.extra).length > 0) return given;
      const swapped = { sigmaYX: sigmaYX.transpose(), W1: W2.transpose(), W2: W1.transpose() };
      return { ...given, problem: { ...problem, ...swapped }, lambda: lambda.neg() };
    }
    case 7:
      return {
        ...given,
        problem: {
          ...problem,
          ...(next(2) === 0 ? { W1: withOtherEntry(W1, next) } : { W2: withOtherEntry(W2, next) }),
        },
      };
    default:
      return { ...given, problem: { ...problem, tau: problem.tau.mul(factor) } };
  }
}

function movedFlow(given: FlowCase, next: NextNumber): AnyCase {
  const { flow, time } = given;
  const { layers, sigmaYX } = flow;
  const factor = step(next);
  const withTask = (task: Matrix<Rational>): FlowCase => ({ ...given, flow: { ...flow, sigmaYX: task } });
  switch (next(7)) {
    case 0:
      return { ...given, time: time.sign() === 0 ? factor : time.mul(factor) };
    case 1:
      return { ...given, flow: { ...flow, layers: layers.map(layer => times(layer, factor)) } };
    case 2:
      return withTask(times(sigmaYX, factor));
    case 3:
      return withTask(
        movedTask(
          sigmaYX,
          layers.reduce((product, layer) => multiply(rationalField, layer, product)),
          next,
        ),
      );
    case 4:
      return withTask(withOtherEntry(sigmaYX, next));
    case 5: {
      const at = next(layers.length);
      return {
        ...given,
        flow: { ...flow, layers: layers.map((one, j) => (j === at ? withOtherEntry(one, next) : one)) },
      };
    }
    default:
      return { ...given, flow: { ...flow, tau: flow.tau.mul(factor) } };
  }
}

const STEPS = ['2', '1/2', '4', '1/4', '16', '1/16', '3/2', '2/3'].map(text => Rational.of(text));

function step(next: NextNumber): Rational {
  return STEPS[next(STEPS.length)]!;
}

function times(matrix: Matrix<Rational>, factor: Rational): Matrix<Rational> {
  return matrix.map(entry => entry.mul(factor));
}

const HALF = Rational.of('1/2');

/** The task the other way round, nearer to the map, further from it, or nearer to one whose singular values are all equal. */
function movedTask(task: Matrix<Rational>, map: Matrix<Rational>, next: NextNumber): Matrix<Rational> {
  switch (next(4)) {
    case 0:
      return task.map(entry => entry.neg());
    case 1:
      return towards(task, map, HALF);
    case 2:
      return towards(task, map, Rational.of(-1));
    default:
      return towards(task, withEqualValues(task), HALF);
  }
}

/** A share of the way from one matrix to another. */
function towards(from: Matrix<Rational>, to: Matrix<Rational>, share: Rational): Matrix<Rational> {
  return from.map((entry, i, j) => entry.add(to.at(i, j).sub(entry).mul(share)));
}

/** The task with the same singular vectors, to float64 and then to so many parts, and the mean of its singular values in place of each. */
function withEqualValues(task: Matrix<Rational>): Matrix<Rational> {
  const { U, s, V } = float64Svd(task.map(entry => entry.toNumber()));
  const mean = s.reduce((a, b) => a + b, 0) / s.length;
  return Matrix.generate(task.rows, task.cols, (i, j) => {
    const entry = s.reduce((sum, _value, k) => sum + U.at(i, k) * V.at(j, k), 0) * mean;
    return Rational.of(Math.round(entry * PARTS) / PARTS);
  });
}

const PARTS = 2 ** 12;

/** One entry is nothing, its negative, or off by half of the largest. */
function withOtherEntry(matrix: Matrix<Rational>, next: NextNumber): Matrix<Rational> {
  if (matrix.data.length === 0) return matrix;
  const [at, how] = [next(matrix.data.length), next(4)];
  const largest = matrix.data.map(entry => entry.abs()).reduce((a, b) => (a.compare(b) >= 0 ? a : b));
  const off = (largest.sign() === 0 ? Rational.ONE : largest).mul(HALF);
  const changed = (old: Rational): Rational =>
    how === 0 ? Rational.ZERO : how === 1 ? old.neg() : how === 2 ? old.add(off) : old.sub(off);
  return matrix.map((entry, i, j) => (i * matrix.cols + j === at ? changed(entry) : entry));
}
