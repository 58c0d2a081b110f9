import { type Sizes, sizesOf, sizesOfLayers } from '../formula/instances.ts';
import { type AnyCase, isFlowCase } from '../judge/case.ts';
import { widthsOf } from '../network/flow.ts';
import { architectureOf } from '../network/problem.ts';

/** The sizes that a formula may name: Ni, Nh, No, m, or of layers of any depth h and d0 … dh. */
export function sizesOfCase(given: AnyCase): Sizes {
  return isFlowCase(given) ? sizesOfLayers(widthsOf(given.flow.layers)) : sizesOf(architectureOf(given.problem));
}
