import fc from 'fast-check';
import { type FlowCase, isFlowCase } from '../judge/case.ts';
import type { Reading } from '../judge/claim.ts';
import { meets } from '../judge/meets.ts';
import { balances } from '../network/balance.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { SHOWCASE_SEED } from './showcase.ts';

const CANDIDATES = 100;

/** Of cases of any depth that meet the hypotheses, without decay or held weights, the one that shows most. */
export function layersShowcase(
  { cases, hypotheses }: Pick<Reading, 'cases' | 'hypotheses'>,
  leastLayers: number,
): FlowCase | undefined {
  const [first] = fc
    .sample(cases, { seed: SHOWCASE_SEED, numRuns: CANDIDATES })
    .filter(isFlowCase)
    .filter(one => one.flow.layers.length >= leastLayers && isPlain(one) && meets({ hypotheses }, one))
    .sort((a, b) => weightsIn(b) - weightsIn(a));
  return first;
}

/** The more there are the less happens by symmetry; layers that are alike keep their balance under descent too, and count for nothing. */
function weightsIn({ flow: { layers } }: FlowCase): number {
  const isAlike = balances(rationalField, layers).some(balance => balance.data.every(entry => entry.sign() === 0));
  return isAlike ? 0 : layers.reduce((sum, layer) => sum + layer.data.length, 0);
}

function isPlain({ flow: { decay, mask } }: FlowCase): boolean {
  return !decay?.sign() && mask === undefined;
}
