import { DloError } from '../errors.ts';
import { exactProblem, exactWeights, type ProblemLike } from '../network/exactProblem.ts';
import { loss } from '../network/observables/loss.ts';
import { observe } from '../network/observables/observe.ts';
import { output } from '../network/observables/output.ts';
import type { Problem } from '../network/problem.ts';
import { taskFromCorrelation } from '../network/task.ts';
import type { TrueWeightsAt, Truth } from '../network/truth.ts';
import { log10 } from '../numbers/decimal/agreement.ts';
import { type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import { exactly } from '../numbers/decimal/exactly.ts';
import { squaredNorm, stackRows } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { readMatrix, readScalar } from '../numbers/readMatrix.ts';
import type { MatcherResult } from './matcherResult.ts';
import { type FlowMatchOptions, oracleDigits, readDigits, readFunction, readTimes } from './matchOptions.ts';
import { matchPairs } from './matchPairs.ts';
import { exactNorm, type MatchedPair, partSize } from './pair.ts';
import { problemLines } from './problemLines.ts';
import { qqtPairs, readQqt, readWeights } from './qqtPairs.ts';
import { readWithHint } from './quantityHint.ts';

/**
 * What is compared. `weights`: W1 and W2 themselves. `qqt`: QQᵀ by blocks, which a rotation of the hidden units does not
 * change. `output`: W2W1. `loss`: ½‖Σyx − W2W1‖²_F, white inputs only, relative to the loss at the start.
 */
export type FlowQuantity = 'weights' | 'qqt' | 'output' | 'loss';

export interface GradientFlowMatchOptions extends FlowMatchOptions {
  /** Default `weights`. */
  readonly quantity?: FlowQuantity;
}

/** `toMatchGradientFlow` (cli/flowMatchers.ts) by the oracles that are handed in. */
export function matchGradientFlow(
  oracles: Truth,
  received: unknown,
  problem: ProblemLike,
  options: GradientFlowMatchOptions = {},
): MatcherResult {
  const { quantity = 'weights' } = options;
  const subject = readFunction(received);
  const digits = readDigits(options.digits);
  const exact = exactProblem(problem);
  const { pairsOf, name } = readQuantity(quantity);
  if (quantity === 'loss' && exact.sigmaXX !== undefined)
    throw new DloError('NOT_WHITE', 'problem.sigmaXX', 'must be left out where the loss is compared', exact.sigmaXX);
  const guard = quantity === 'loss' ? lossGuard(exact) : 0;
  const enough = oracleDigits(digits + guard);
  const field = decimalField(enough + 20);
  const truth = oracles.weights(exact, readTimes(exact, options.times), { digits: enough });
  const pairs = truth.flatMap(answer => {
    const t = answer.time.toNumber();
    const value = subject(t);
    const moment = { name: `received(${t})`, at: ` at t = ${t}`, value, answer, problem: exact, field };
    return readWithHint(value, quantity, () => pairsOf(moment)).map(pair => ({ ...pair, time: answer.time }));
  });
  return matchPairs(pairs, digits, {
    subject: 'the function',
    deed: `match the gradient flow in ${name}`,
    labels: ['stated', 'true'],
    // The command knows no weights: these are seen in QQᵀ.
    about: ({ time }) => problemLines(exact, time!, quantity === 'weights' ? 'qqt' : quantity, digits),
  });
}

interface ReceivedState {
  readonly name: string;
  readonly at: string;
  readonly value: unknown;
  readonly answer: TrueWeightsAt;
  readonly problem: Problem;
  /** With digits to spare over the answer's, so that products lose none. */
  readonly field: DecimalField;
}

const QUANTITIES: Readonly<
  Record<FlowQuantity, { readonly name: string; readonly pairsOf: (moment: ReceivedState) => MatchedPair[] }>
> = {
  weights: {
    name: 'W1 and W2',
    pairsOf: ({ name, at, value, answer }) => {
      const received = exactWeights(value, name);
      const truth = { W1: exactly(answer.W1), W2: exactly(answer.W2) };
      const whole = exactNorm(stackRows(truth.W1.transpose(), truth.W2));
      return (['W1', 'W2'] as const).map(quantity => {
        const expected = truth[quantity];
        return { quantity, at, received: received[quantity], expected, size: partSize(expected, whole) };
      });
    },
  },
  qqt: {
    name: 'QQᵀ',
    pairsOf: ({ name, at, value, answer, problem, field }) =>
      qqtPairs(at, readQqt(name, value), exactly(observe(field, problem, answer).QQ), problem.W1.cols),
  },
  output: {
    name: 'W2W1',
    pairsOf: ({ name, at, value, answer, problem, field }) => {
      const weights = readWeights(name, value);
      const received = weights === undefined ? readMatrix(name, value) : output(rationalField, weights);
      const truth = observe(field, problem, answer);
      const expected = exactly(truth.output);
      return [{ quantity: 'W2W1', at, received, expected, size: partSize(expected, exactNorm(exactly(truth.QQ))) }];
    },
  },
  loss: {
    name: 'the loss',
    pairsOf: ({ name, at, value, answer, problem, field }) => {
      const weights = readWeights(name, value);
      const task = taskFromCorrelation(rationalField, problem.sigmaYX);
      const received = weights === undefined ? readScalar(name, value) : loss(rationalField, task, weights);
      const scalar = <T>(number: T): Matrix<T> => new Matrix(1, 1, [number]);
      return [
        {
          quantity: 'loss',
          at,
          received: scalar(received),
          expected: exactly(scalar(observe(field, problem, answer).loss)),
          size: field.of(loss(rationalField, task, problem)),
        },
      ];
    },
  },
};

function readQuantity(quantity: string): (typeof QUANTITIES)[FlowQuantity] {
  if (Object.hasOwn(QUANTITIES, quantity)) return QUANTITIES[quantity as FlowQuantity];
  throw new DloError('UNKNOWN_NAME', 'quantity', `must be one of ${Object.keys(QUANTITIES).join(', ')}`, quantity);
}

/** A loss that starts far below ‖Σyx‖² + ‖W2W1‖² is a small difference of large numbers: half as many digits are lost. */
function lossGuard(problem: Problem): number {
  const field = decimalField(30);
  const square = (matrix: Matrix<Rational>) => squaredNorm(rationalField, matrix);
  const start = loss(rationalField, taskFromCorrelation(rationalField, problem.sigmaYX), problem);
  if (start.sign() === 0) return 0;
  const size = square(problem.sigmaYX).add(square(output(rationalField, problem)));
  return Math.max(0, Math.ceil(log10(field.of(size.div(start))) / 2));
}
