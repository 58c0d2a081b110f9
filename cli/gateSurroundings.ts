import { truthIn } from '../oracles/truth.ts';
import { GATE_DRAWS } from '../properties/arbitraries/gateDraw.ts';
import { caseHypotheses } from '../properties/hypotheses/caseHypotheses.ts';
import { flow } from '../properties/trajectories/flow.ts';
import type { GateSurroundings } from '../src/gate/gateSurroundings.ts';

/** What the command hands to the gate. */
export function gateSurroundings(): GateSurroundings {
  return { truth: truthIn('bigint'), draws: GATE_DRAWS, hypothesesOf: caseHypotheses, followed: flow };
}
