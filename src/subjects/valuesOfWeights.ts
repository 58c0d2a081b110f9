import type { QuantityName } from '../gate/subject.ts';
import { blocksOf, qqtOf } from '../network/observables/blocks.ts';
import { lossOfMap } from '../network/observables/loss.ts';
import { neuralTangentKernelFromBlocks } from '../network/observables/neuralTangentKernel.ts';
import type { Problem, Weights } from '../network/problem.ts';
import { taskFromCorrelation } from '../network/task.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { identity } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { Float64Values } from './builtinSubject.ts';

/** All that can be asked for, from the weights at one time, in float64. */
export function valuesOfWeights(
  { sigmaYX }: Problem<number>,
  weights: Weights<number>,
  quantities: readonly QuantityName[],
): Float64Values {
  const blocks = blocksOf(float64Field, weights);
  const task = taskFromCorrelation(float64Field, sigmaYX);
  const all: Readonly<Record<QuantityName, () => Float64Values>> = {
    weights: () => weights,
    qqt: () => ({ qqt: qqtOf(blocks) }),
    W1W1: () => ({ W1W1: blocks.gram1 }),
    W2W2: () => ({ W2W2: blocks.gram2 }),
    output: () => ({ output: blocks.map }),
    loss: () => ({ loss: new Matrix(1, 1, [lossOfMap(float64Field, task, blocks.map)]) }),
    ntk: () => ({ ntk: neuralTangentKernelFromBlocks(float64Field, blocks, identity(float64Field, sigmaYX.cols)) }),
  };
  return Object.assign({}, ...quantities.map(quantity => all[quantity]()));
}
