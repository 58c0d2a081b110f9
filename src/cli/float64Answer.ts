import { closedForm } from '../dynamics/closedForm.ts';
import { DloError } from '../errors.ts';
import { balance } from '../network/balance.ts';
import { neuralTangentKernel } from '../network/observables/neuralTangentKernel.ts';
import { inputSimilarity, outputSimilarity } from '../network/observables/similarity.ts';
import { problemIn } from '../network/problem.ts';
import { taskFromData } from '../network/task.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { float64System } from '../numbers/numberSystem.ts';
import type { ProblemLine, Quantity } from './problemLine.ts';

/** The fields of the answer of the closed form, in float64. The inputs count as white. */
export function float64Answer(line: ProblemLine): Record<string, unknown> {
  const { sigmaXX: _, ...exact } = line.problem;
  const flow = closedForm(problemIn(float64Field, exact), line.lambda?.toNumber());
  const [X, Y] = [convert(float64Field, line.X), convert(float64Field, line.Y)];
  const irreducibleLoss = line.hasData ? taskFromData(float64Field, X, Y).irreducibleLoss : 0;
  const valueAt: Readonly<Record<Quantity, (t: number) => unknown>> = {
    qqt: t => rows('qqt', flow.qqt(t)),
    loss: t => finite('loss', flow.loss(t) + irreducibleLoss),
    output: t => rows('output', flow.output(t)),
    rsm: t => {
      const { W1, W2 } = flow.weights(t);
      return {
        input: rows('rsm', inputSimilarity(float64Field, W1, X)),
        output: rows('rsm', outputSimilarity(float64System, W2, Y)),
      };
    },
    ntk: t => rows('ntk', neuralTangentKernel(float64Field, flow.weights(t), X)),
    balance: t => rows('balance', balance(float64Field, flow.weights(t))),
  };
  const times = line.times.map(time => time?.toNumber() ?? Number.POSITIVE_INFINITY);
  const values = line.quantities.map(quantity => [quantity, times.map(valueAt[quantity])] as const);
  return { lambda: flow.lambda, times: line.typedTimes, ...Object.fromEntries(values) };
}

function rows(name: string, matrix: Matrix<number>): number[][] {
  return matrix.map(entry => finite(name, entry)).toRows();
}

/** JSON has no Infinity: weights of extreme sizes have similarities outside float64. */
function finite(name: string, value: number): number {
  if (!Number.isFinite(value))
    throw new DloError('RANGE', name, 'must stay within float64 (ask for digits instead)', value);
  return value;
}
