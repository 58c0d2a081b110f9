import type fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import { flow } from '../../../src/network/flow.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { T, times } from '../_exact.ts';
import { basisOf, chainArbitrary } from './_chains.ts';

/** W, Wᵀ, W, … turned between: 0-balanced without any decomposition. */
export const balancedChains: fc.Arbitrary<FlowCase> = chainArbitrary({
  kind: 'unaligned',
  signs: 'any',
  maxDepth: 4,
  maxWidth: 2,
  widths: 'equal',
}).map(given => {
  const { layers, sigmaYX } = given.flow;
  const own: Matrix<Rational>[] = [layers[0]!.map((entry, i, j) => entry.add(Rational.of(i === 0 && j > 0 ? 1 : 0)))];
  for (let at = 1; at < layers.length; at++) own.push(times(basisOf(given, 'U', at + 1), T(own.at(-1)!)));
  return { flow: flow({ layers: own, sigmaYX }), time: given.time, extra: {} };
});
