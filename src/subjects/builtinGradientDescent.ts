import { flowDescent } from '../dynamics/flowDescent.ts';
import { gradientDescent } from '../dynamics/gradientDescent.ts';
import { type FlowQuestion, QUANTITIES, type Subject } from '../gate/subject.ts';
import { ARCHITECTURE_KINDS } from '../network/architecture.ts';
import { type Flow, flowIn, MOST_LAYERS } from '../network/flow.ts';
import type { Problem, Weights } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { frobeniusNorm, squaredNorm } from '../numbers/linearAlgebra.ts';
import { builtinSubject, type Float64FlowValues, type Float64Values, valuesOfLayers } from './builtinSubject.ts';
import { valuesOfWeights } from './valuesOfWeights.ts';

/** A step is at most this part of the fastest time constant at the start. */
const STEP = 1 / 2048;

/** In one question: about a second for small networks. */
const MOST_STEPS = 400_000;

/** t/τ beyond which it is not asked. */
const LARGEST_TIME = 64;

/**
 * Gradient descent of small step η in float64: a solver that knows no formula, for every start, balanced or not. Its error is
 * O(η), about STEP times the number of time constants, and more where the flow leaves a saddle: it is good for three digits
 * or so. Asked to 12 digits it fails; that is what it is there to show.
 *
 * Between two times it takes steps of one size, so that each time is met exactly. The step is STEP over ‖Σyx‖ + ‖W1‖² + ‖W2‖² at
 * the start. A question that needs more than 400 000 steps is skipped.
 */
export function builtinGradientDescent(): Subject {
  const capabilities = {
    quantities: QUANTITIES,
    architectures: ARCHITECTURE_KINDS,
    lambda: ['negative', 'zero', 'positive'],
    largestTime: LARGEST_TIME,
    largestDepth: MOST_LAYERS,
  } as const;
  return builtinSubject(
    'gradient-descent',
    capabilities,
    (problem, { times, quantities }) => {
      const ends = times.map(time => time.toNumber() / problem.tau);
      const stepsBetween = ends.map((end, k) => Math.ceil(((end - (ends[k - 1] ?? 0)) * fastestRate(problem)) / STEP));
      const total = stepsBetween.reduce((sum, steps) => sum + steps, 0);
      if (total > MOST_STEPS) return { skipped: `needs ${total} steps, more than ${MOST_STEPS}` };
      let weights: Weights<number> = problem;
      let reached = 0;
      return ends.map((end, k): Float64Values => {
        const steps = stepsBetween[k]!;
        if (steps > 0) {
          const { W1, W2 } = weights;
          const learningRate = (end - reached) / steps;
          weights = gradientDescent({ ...problem, W1, W2 }, { learningRate, steps: [steps] })[0]!;
        }
        reached = end;
        return valuesOfWeights(problem, { W1: weights.W1, W2: weights.W2 }, quantities);
      });
    },
    descendFlow,
  );
}

/** The same for layers of any depth: the step is STEP over (h − 1)a^(h−2)‖Σyx‖ + h a^(2h−2), a the largest layer or ‖Σyx‖^(1/h). */
function descendFlow(question: FlowQuestion): Float64FlowValues[] | { readonly skipped: string } {
  const start = flowIn(float64Field, question.flow);
  const ends = question.times.map(time => time.toNumber() / start.tau);
  const rate = fastestFlowRate(start);
  const stepsBetween = ends.map((end, k) => Math.ceil(((end - (ends[k - 1] ?? 0)) * rate) / STEP));
  const total = stepsBetween.reduce((sum, steps) => sum + steps, 0);
  if (total > MOST_STEPS) return { skipped: `needs ${total} steps, more than ${MOST_STEPS}` };
  let layers = start.layers;
  return ends.map((end, k) => {
    const steps = stepsBetween[k]!;
    if (steps > 0) {
      const learningRate = (end - (ends[k - 1] ?? 0)) / steps;
      layers = flowDescent({ ...start, layers }, { learningRate, steps: [steps] })[0]!.layers;
    }
    return valuesOfLayers(question, layers);
  });
}

function fastestFlowRate({ layers, sigmaYX }: Flow<number>): number {
  const depth = layers.length;
  const s = frobeniusNorm(float64Field, sigmaYX);
  const a = Math.max(s ** (1 / depth), ...layers.map(layer => frobeniusNorm(float64Field, layer)));
  return (depth > 1 ? (depth - 1) * a ** (depth - 2) * s : 0) + depth * a ** (2 * depth - 2);
}

function fastestRate({ sigmaYX, W1, W2 }: Problem<number>): number {
  return frobeniusNorm(float64Field, sigmaYX) + squaredNorm(float64Field, W1) + squaredNorm(float64Field, W2);
}
