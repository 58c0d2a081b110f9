import type fc from 'fast-check';
import type { FlowCase } from '../../src/judge/case.ts';
import { caseHash } from '../../src/judge/caseJson.ts';
import { flowRate } from '../../src/judge/flowRegime.ts';
import { distinctShrinks } from './distinctShrinks.ts';
import { type FlowOptions, flowArbitrary } from './flowArbitrary.ts';
import { drawRecord, indexInto, table } from './table.ts';

/** In units of τ over the rate of the flow: early, in between and late. */
const PHASES = table('1', '1/4', '2', '5', '0', '1/16');

/** Flows of `flowArbitrary` at a time of their own. Shrinks to scalars at the time τ/rate. */
export function flowCaseArbitrary(options: FlowOptions = {}): fc.Arbitrary<FlowCase> {
  return distinctShrinks(
    drawRecord({ drawn: flowArbitrary(options), phase: indexInto(PHASES) }).map(({ drawn: { flow }, phase }) => ({
      flow,
      time: PHASES[phase]!.mul(flow.tau).div(flowRate(flow)),
      extra: {},
    })),
    caseHash,
  );
}
