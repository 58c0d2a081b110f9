import type { Truth } from '../src/network/truth.ts';
import type { Arithmetic } from '../src/numbers/decimal/arithmetic.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { deepGradientFlow } from './deepGradientFlow.ts';
import { flowDescent } from './gradientDescent.ts';
import { gradientFlow } from './gradientFlow.ts';
import { riccatiFlow } from './riccatiFlow.ts';
import { exactForce } from './taylor/exactVelocity.ts';

/** The oracles over the kernel of whole numbers (`bigint`) or over decimal.js alone (`decimal`), with a memory of their own. */
export function truthIn(arithmetic: Arithmetic): Truth {
  return {
    arithmetic,
    weights: (problem, times, precision) => gradientFlow(problem, times, { ...precision, arithmetic }),
    layers: (flow, times, precision) => deepGradientFlow(flow, times, { ...precision, arithmetic }),
    correlations: (problem, times, precision) => riccatiFlow(problem, times, { ...precision, arithmetic }),
    force: exactForce,
    descent: (flow, time) => flowDescent(float64Field, flow, time),
    memory: new Map(),
    anew: truthIn,
  };
}
