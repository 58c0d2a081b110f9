import { closedForm } from '../dynamics/closedForm.ts';
import { decoupledFlow } from '../dynamics/decoupledFlow.ts';
import { DloError } from '../errors.ts';
import type { FlowQuestion, Subject } from '../gate/subject.ts';
import { ARCHITECTURE_KINDS } from '../network/architecture.ts';
import { MOST_LAYERS } from '../network/flow.ts';
import { neuralTangentKernelFromBlocks } from '../network/observables/neuralTangentKernel.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { identity } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { builtinSubject, type Float64FlowValues, valuesOfLayers } from './builtinSubject.ts';

/**
 * Our float64 solver. It gives no weights of two layers: those of its closed form are right up to a rotation of the hidden units, which may
 * differ from time to time. λ is handed to it as it stands in the question; weights that are not λ-balanced make it say so.
 */
export function builtinClosedForm(): Subject {
  const capabilities = {
    quantities: ['qqt', 'W1W1', 'W2W2', 'output', 'loss', 'ntk'],
    architectures: ARCHITECTURE_KINDS,
    lambda: ['negative', 'zero', 'positive'],
    largestDepth: MOST_LAYERS,
  } as const;
  return builtinSubject(
    'closed-form',
    capabilities,
    (problem, { lambda, times, quantities }) => {
      const flow = closedForm(problem, lambda.toNumber());
      const valueAt = {
        qqt: flow.qqt,
        W1W1: flow.W1W1,
        W2W2: flow.W2W2,
        output: flow.output,
        loss: (t: number) => new Matrix(1, 1, [flow.loss(t)]),
        ntk: (t: number) => {
          const inputs = identity(float64Field, problem.W1.cols);
          return neuralTangentKernelFromBlocks(float64Field, { gram1: flow.W1W1(t), gram2: flow.W2W2(t) }, inputs);
        },
      };
      const asked = capabilities.quantities.filter(quantity => quantities.includes(quantity));
      return times.map(time => {
        const t = time.toNumber();
        return Object.fromEntries(asked.map(quantity => [quantity, valueAt[quantity](t)]));
      });
    },
    solveDecoupled,
  );
}

/** Flows whose layers share their singular vectors with each other and with the task; it has no closed form for others. */
function solveDecoupled(question: FlowQuestion): Float64FlowValues[] | { readonly skipped: string } {
  try {
    const flow = decoupledFlow(question.flow);
    return question.times.map(time => {
      const t = time.toNumber();
      return valuesOfLayers(question, flow.layers(t), flow.loss(t));
    });
  } catch (error) {
    if (error instanceof DloError && (error.code === 'NOT_DECOUPLED' || error.code === 'PRECISION'))
      return { skipped: error.message };
    throw error;
  }
}
