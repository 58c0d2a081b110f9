import { describe, expect, it } from 'vitest';
import { gateSurroundings } from '../../cli/gateSurroundings.ts';
import { deepGradientFlow } from '../../oracles/deepGradientFlow.ts';
import { drawFlowCase } from '../../properties/arbitraries/gateFlowDraw.ts';
import { FLOW_GATE_CLAIMS } from '../../properties/trajectories/flows.ts';
import { caseHash, flowCaseFromJson } from '../judge/caseJson.ts';
import type { Flow } from '../network/flow.ts';
import { mapOfLayers } from '../network/observables/flowLoss.ts';
import { squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { isFloat64 } from './exactInFloat64.ts';
import type { GateCase, GateFooter, GateHeader, GateLine } from './gateRecord.ts';
import { runGate } from './runGate.ts';
import type { FlowQuestion, FlowValues, Subject } from './subject.ts';
import { closedFormAnswers, closedFormSubject, subjectOf } from './testing/testSubjects.ts';

const FLOWS = { claims: FLOW_GATE_CLAIMS, draw: drawFlowCase };

/** The flow itself, to the last place of float64: what a right solver would answer. */
function answered({ flow, times }: FlowQuestion): FlowValues[] {
  return deepGradientFlow(flow, times, { digits: 18 }).map(({ layers }) =>
    valuesOf(
      flow,
      layers.map(layer => layer.map(entry => Rational.of(entry.toNumber()))),
    ),
  );
}

function valuesOf({ sigmaYX }: Flow, layers: readonly Matrix<Rational>[]): FlowValues {
  const output = mapOfLayers(rationalField, layers);
  const loss = squaredNorm(rationalField, subtract(rationalField, sigmaYX, output)).div(Rational.of(2));
  return { layers, output, loss: new Matrix(1, 1, [loss]) };
}

const asked: FlowQuestion[] = [];

function flowSubject(answering: (question: FlowQuestion) => FlowValues[], largestDepth = 4): Subject {
  const capabilities = { quantities: ['weights', 'output', 'loss'], largestDepth } as const;
  return {
    ...subjectOf('flows', closedFormAnswers, capabilities),
    askFlow: async question => {
      asked.push(question);
      return { kind: 'answered', values: answering(question) };
    },
  };
}

async function gate(
  subject: Subject,
  runs = 80,
): Promise<{ header: GateHeader; cases: GateCase[]; footer: GateFooter }> {
  const lines: GateLine[] = [];
  const options = {
    ...gateSurroundings(),
    specification: 'test',
    open: async () => subject,
    version: '0',
    claims: [],
    flows: FLOWS,
    seed: 3,
    runs,
    searches: 0,
    digits: 10,
    corpus: [],
    shard: { index: 0, count: 1 },
    workers: 1,
    replay: (claim: string, hash: string) => `${claim} ${hash}`,
  };
  for await (const line of runGate(options)) lines.push(line);
  return {
    header: lines[0] as GateHeader,
    cases: lines.slice(1, -1) as GateCase[],
    footer: lines.at(-1) as GateFooter,
  };
}

describe('flows in a gate', () => {
  it('hold for a solver that follows them, at every depth up to its largest', async () => {
    asked.length = 0;
    const { header, cases, footer } = await gate(flowSubject(answered));
    expect(header.claims.map(({ id }) => id)).toEqual(FLOW_GATE_CLAIMS.map(({ id }) => id));
    expect(cases).toHaveLength(8);
    expect(new Set(asked.map(({ flow }) => flow.layers.length))).toEqual(new Set([1, 2, 3, 4]));
    const outcomes = new Set(cases.flatMap(({ results }) => results.map(({ outcome }) => outcome)));
    expect([...outcomes].filter(outcome => outcome !== 'held' && outcome !== 'undecided')).toEqual([]);
    expect(footer.outcomes['depth:gradient-flow']!.held).toBeGreaterThan(5);
    expect(footer.outcomes['depth:balances']!.held).toBeGreaterThan(3);
    for (const { case: given, hash } of cases) {
      expect(given).not.toHaveProperty('lambda');
      expect(caseHash(flowCaseFromJson(given))).toBe(hash);
    }
    for (const { flow, times } of asked) {
      const numbers = [...flow.layers.flatMap(layer => layer.data), ...flow.sigmaYX.data, flow.tau, ...times];
      expect(numbers.every(isFloat64)).toBe(true);
    }
  });

  const later = ({ flow, times }: FlowQuestion, factor: string): FlowQuestion => ({
    flow,
    times: times.map(time => time.mul(Rational.of(factor))),
    quantities: ['weights'],
  });
  it.each<[string, (question: FlowQuestion) => FlowValues[], string]>([
    ['twice as fast', question => answered(later(question, '2')), 'depth:gradient-flow'],
    [
      'another start',
      question => answered(later(question, '1')).map((_, k, all) => all[Math.max(1, k)] ?? all[k]!),
      'depth:start',
    ],
    ['backwards in time', question => answered(question).reverse(), 'depth:loss-never-increases'],
    [
      'the last layer grows',
      ({ flow, times }) =>
        answered({ flow, times, quantities: [] }).map(({ layers }, k) =>
          valuesOf(
            flow,
            layers!.with(
              -1,
              layers!.at(-1)!.map(entry => entry.mul(Rational.of(1 + k / 64))),
            ),
          ),
        ),
      'depth:balances',
    ],
  ])('refute a solver that is wrong: %s', async (_, answering, claim) => {
    const { footer } = await gate(flowSubject(answering));
    expect(footer.outcomes[claim]!.failed).toBeGreaterThan(0);
    const example = footer.counterexamples.find(one => one.claim === claim)!;
    expect(example.result.outcome).toBe('failed');
    const { flow } = flowCaseFromJson(example.case);
    expect(Math.max(...flow.layers.flatMap(({ rows, cols }) => [rows, cols]))).toBeLessThan(3);
  });

  it('are nothing that a subject without the capability is asked about', async () => {
    const { askFlow: _, ...older } = flowSubject(answered);
    const { largestDepth: __, ...capabilities } = older.capabilities;
    const { header, cases } = await gate({ ...older, capabilities });
    expect([header.claims, header.cases, cases]).toEqual([[], 0, []]);
    expect(drawFlowCase(1, 0, capabilities)).toBeUndefined();
    expect(closedFormSubject().capabilities).not.toHaveProperty('largestDepth');
  });

  it('go through the depths in turn, as deep as a subject can', () => {
    const { capabilities } = flowSubject(answered);
    const depths = (largestDepth: number): number[] =>
      [0, 1, 2, 3].map(index => drawFlowCase(1, index, { ...capabilities, largestDepth })!.given.flow.layers.length);
    expect(depths(2)).toEqual([1, 2, 1, 2]);
    expect(depths(32)).toEqual([1, 2, 3, 4]);
  });

  it('ask for no time beyond the largest that a subject has', () => {
    const capabilities = { ...flowSubject(answered).capabilities, largestTime: 0.01 };
    for (let index = 0; index < 8; index++) {
      const { flow, time } = drawFlowCase(2, index, capabilities)!.given;
      expect(time.div(flow.tau).toNumber()).toBeLessThanOrEqual(0.01);
    }
  });
});
