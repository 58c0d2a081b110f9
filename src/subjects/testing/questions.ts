import { gradientFlow } from '../../../oracles/gradientFlow.ts';
import type { QuantityName, Question, SubjectAnswer, Values } from '../../gate/subject.ts';
import { exactProblem } from '../../network/exactProblem.ts';
import { blocksOf, qqtOf } from '../../network/observables/blocks.ts';
import { loss } from '../../network/observables/loss.ts';
import { neuralTangentKernel } from '../../network/observables/neuralTangentKernel.ts';
import { taskFromCorrelation } from '../../network/task.ts';
import { exactly } from '../../numbers/decimal/exactly.ts';
import { identity } from '../../numbers/linearAlgebra.ts';
import { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';
import { rationalField } from '../../numbers/rationalField.ts';

/** A 2-2-3 network with λ = 1, W1W1ᵀ = diag(9/16, 0) and W2ᵀW2 = diag(25/16, 1), and τ = 3/2. */
export function smallQuestion(
  quantities: readonly QuantityName[],
  times: readonly string[] = ['0', '1/3', '2'],
): Question {
  return {
    problem: exactProblem({
      W1: [
        ['3/4', 0],
        [0, 0],
      ],
      W2: [
        ['5/4', 0],
        [0, '3/5'],
        [0, '4/5'],
      ],
      sigmaYX: [
        [1, '1/2'],
        ['-1/4', 2],
        ['1/3', 0],
      ],
      tau: '3/2',
    }),
    lambda: Rational.ONE,
    times: times.map(time => Rational.of(time)),
    quantities,
  };
}

/** The truth of a question by the oracle, to 30 digits. */
export function truthOf({ problem, times, quantities }: Question): Values[] {
  return gradientFlow(problem, times, { digits: 30 }).map(({ W1, W2 }) => {
    const weights = { W1: exactly(W1), W2: exactly(W2) };
    const blocks = blocksOf(rationalField, weights);
    const all: Readonly<Record<QuantityName, () => Values>> = {
      weights: () => weights,
      qqt: () => ({ qqt: qqtOf(blocks) }),
      W1W1: () => ({ W1W1: blocks.gram1 }),
      W2W2: () => ({ W2W2: blocks.gram2 }),
      output: () => ({ output: blocks.map }),
      loss: () => ({
        loss: new Matrix(1, 1, [loss(rationalField, taskFromCorrelation(rationalField, problem.sigmaYX), weights)]),
      }),
      ntk: () => ({ ntk: neuralTangentKernel(rationalField, weights, identity(rationalField, problem.W1.cols)) }),
    };
    return Object.assign({}, ...quantities.map(quantity => all[quantity]()));
  });
}

/** The largest difference of an entry over all times and quantities; Infinity for what is no answer or has other names. */
export function largestError(answer: SubjectAnswer, truth: readonly Values[]): number {
  if (answer.kind !== 'answered') throw new Error(`no answer: ${JSON.stringify(answer)}`);
  const differences = truth.flatMap((values, k) => {
    const given = answer.values[k]!;
    if (Object.keys(given).sort().join() !== Object.keys(values).sort().join()) return [Number.POSITIVE_INFINITY];
    return Object.entries(values).flatMap(([name, matrix]) => {
      const other = given[name as keyof Values]!;
      if (other.shape !== matrix.shape) return [Number.POSITIVE_INFINITY];
      return matrix.data.map((entry, at) => Math.abs(entry.sub(other.data[at]!).toNumber()));
    });
  });
  return Math.max(...differences);
}
