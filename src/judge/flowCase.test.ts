import { describe, expect, it } from 'vitest';
import { deepFlow, scalarFlow, someHeld } from '../../oracles/testing/testFlows.ts';
import { rationals } from '../../oracles/testing/testProblems.ts';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { flowCaseArbitrary } from '../../properties/arbitraries/flowCaseArbitrary.ts';
import {
  onlyValidAlsoWhenShrunk,
  sameSeedSameValue,
  shrinksStrictlySmaller,
} from '../../properties/arbitraries/testing/laws.ts';
import { prop6AnyDepth } from '../../properties/claims/wendin2025/prop6AnyDepth.ts';
import { renderCounterexample } from '../../reports/terminal.ts';
import { DloError } from '../errors.ts';
import { flow } from '../network/flow.ts';
import { Rational } from '../numbers/rational.ts';
import type { FlowCase } from './case.ts';
import { anyCaseFromJson, caseHash, flowCaseFromJson, flowCaseToJson } from './caseJson.ts';
import type { Claim, Judge } from './claim.ts';
import { compare } from './compare.ts';
import { confirm } from './confirm.ts';
import { counterexampleFromText, counterexampleToText } from './counterexample.ts';
import { flowRegimes } from './flowRegime.ts';
import { describe as describeRefutation, judgeClaim } from './judgeClaim.ts';
import { trueLayers } from './truth.ts';

const correlated = rationals([[2, '1/4'], ['1/4', 1]]); // biome-ignore format: a matrix
const full: FlowCase = {
  flow: deepFlow({ sigmaXX: correlated, decay: Rational.of('1/3'), mask: someHeld(deepFlow()) }),
  time: Rational.of('2/7'),
  extra: { eta: rationals([['1/100']]) },
};
const OPTIONS = { truth: TRUTH, seed: 1, runs: 20, digits: 30 };

describe('a case of any depth as JSON', () => {
  it('reads back as what was written, with everything a flow can have', () => {
    const json = flowCaseToJson(full);
    expect(Object.keys(json)).toEqual(['layers', 'sigmaYX', 'sigmaXX', 'tau', 'decay', 'mask', 'time', 'extra']);
    const back = anyCaseFromJson(JSON.parse(JSON.stringify(json)));
    expect(flowCaseToJson(back as FlowCase)).toEqual(json);
    expect(back).not.toHaveProperty('lambda');
    const plain = flowCaseToJson({ flow: scalarFlow(2, [1, 1]), time: Rational.ONE, extra: {} });
    expect(plain).toEqual({ layers: [[['1']], [['1']]], sigmaYX: [['2']], tau: '1', time: '1' });
    expect(flowCaseFromJson({ layers: [[[1]]], sigmaYX: [[2]] }).time.toString()).toBe('0');
  });

  it('has another name for every part that differs', () => {
    const json = flowCaseToJson(full);
    const { sigmaXX: _, ...white } = json;
    const { decay: __, ...kept } = json;
    const { mask: ___, ...free } = json;
    const others = [json, white, kept, free, { ...json, time: '1' }, { ...json, tau: '2' }, { ...json, sigmaYX: [[1, 0], [0, 1]] }]; // biome-ignore format: a list
    expect(new Set(others.map(other => caseHash(anyCaseFromJson(other)))).size).toBe(others.length);
  });

  it.each<[string, object, string, string]>([
    ['layers that do not chain', { layers: [[[1]], [[1, 1]]] }, 'SHAPE', 'layers[1]'],
    ['no layers', { layers: [] }, 'RANGE', 'layers'],
    ['a decay below zero', { decay: '-1' }, 'RANGE', 'decay'],
    ['a mask of another shape', { mask: [[[1, 1]], [[1]]] }, 'SHAPE', 'mask[0]'],
    ['a word as an entry', { layers: [[['x']]] }, 'NOT_A_NUMBER', 'layers[0][1,1]'],
    ['a time that is none', { time: 'late' }, 'NOT_A_NUMBER', 'time'],
    ['extra as a number', { extra: 1 }, 'FORMAT', 'extra'],
  ])('is refused for %s', (_, part, code, argument) => {
    const good = { layers: [[[1]], [[1]]], sigmaYX: [[1]], tau: '1', time: '1' };
    let thrown: unknown;
    try {
      anyCaseFromJson({ ...good, ...part });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DloError);
    expect(thrown).toMatchObject({ code, argument });
  });
});

describe('flowCaseArbitrary', () => {
  const cases = flowCaseArbitrary({ maxWidth: 2 });
  it('draws what reads back, the same for the same seed, and shrinks', () => {
    sameSeedSameValue(cases);
    onlyValidAlsoWhenShrunk(cases, given => {
      expect(caseHash(flowCaseFromJson(flowCaseToJson(given)))).toBe(caseHash(given));
    });
    shrinksStrictlySmaller(cases, {
      smallest: { flow: scalarFlow(2, [1]), time: Rational.ONE, extra: {} },
      values: 10,
    });
  });
});

describe('flowRegimes', () => {
  const valuesOf = (given: FlowCase): Record<string, string> =>
    Object.fromEntries(flowRegimes(given).map(({ axis, value }) => [axis, value]));
  const at = (start: FlowCase['flow'], time: string): FlowCase => ({ flow: start, time: Rational.of(time), extra: {} });

  it('names depth, kind of architecture, balance, gradient and time', () => {
    expect(valuesOf(full)).toMatchObject({
      depth: '3 layers',
      architecture: 'wide',
      dimensions: 'Ni = No',
      balance: 'not 0-balanced',
      'rank of the task': 'full',
      gradient: 'several of these',
    });
    const scalars = scalarFlow(1, [1, 1, 1, 1]);
    expect(valuesOf(at(scalars, '1'))).toMatchObject({
      depth: '4 layers',
      architecture: 'square',
      balance: '0-balanced',
      gradient: 'plain',
      time: 'middle',
    });
    expect(valuesOf(at(scalars, '1/10')).time).toBe('early');
    expect(valuesOf(at(scalars, '10')).time).toBe('late');
    const narrow = flow({
      layers: [rationals([[1, 0]]), rationals([[1], [1], [1]]), rationals([[1, 1, 1], [0, 0, 0]])], // biome-ignore format: matrices
      sigmaYX: rationals([[1, 0], [0, 0]]), // biome-ignore format: a matrix
    });
    expect(valuesOf(at(narrow, '1'))).toMatchObject({ architecture: 'bottleneck', 'rank of the task': 'deficient' });
    const alone = flow({ layers: [rationals([[1, 0, 2]])], sigmaYX: rationals([[1, 0, 0]]) });
    expect(valuesOf(at(alone, '1'))).toMatchObject({ depth: '1 layer', architecture: 'funnel', dimensions: 'Ni > No' });
    const many = scalarFlow(1, new Array<number>(9).fill(1));
    expect(valuesOf(at(many, '1')).depth).toBe('6 layers or more');
  });
});

describe('a true claim of any depth', () => {
  it('names who was asked, and what descent said of two cases', async () => {
    const [reading] = prop6AnyDepth.readings;
    // That layers are what they are: only whom it asks matters here.
    const judge: Judge<FlowCase> = (given, effort) => {
      const { layers, digits } = trueLayers(given, effort);
      return compare(
        [{ quantity: 'W1', stated: { value: layers[0]!, digits }, truth: { value: layers[0]!, digits } }],
        effort,
      );
    };
    const { record } = await judgeClaim({ ...prop6AnyDepth, readings: [{ ...reading, judge }], mutants: [] }, OPTIONS);
    const [found] = record.readings;
    expect(found!.outcome).toBe('held');
    expect(found!.asked).toMatchObject([{ oracle: 'gradient flow', arithmetic: 'bigint', cases: 20 }]);
    expect(found!.asked![0]!.digits).toBeGreaterThan(30);
    // Every answer came by one route: the degenerate starts that stand still need no series.
    const { answeredBy } = found!.asked![0]!;
    expect(answeredBy!.map(({ route }) => route)).toEqual(['taylor', 'start']);
    expect(answeredBy!.reduce((sum, { cases }) => sum + cases, 0)).toBe(20);
    expect(found!.routes).toMatchObject([
      { oracle: 'gradient descent', arithmetic: 'float64', against: 'gradient flow', cases: 2 },
    ]);
    expect(found!.routes![0]!.digits).toBeGreaterThan(3);
  });
});

describe('a false claim of any depth', () => {
  const [reading] = prop6AnyDepth.readings;
  const sum = prop6AnyDepth.mutants[0]!;
  const claim: Claim<FlowCase> = {
    ...prop6AnyDepth,
    id: 'wendin2025/eq-0:fake',
    readings: [{ ...reading, judge: sum.judge }],
    mutants: [],
  };

  it('is refuted by scalars, which are shown, stored and replayed', async () => {
    const { record, refutations } = await judgeClaim(claim, OPTIONS);
    expect(record.verdict).toBe('refuted');
    const given = refutations.get('as printed') as FlowCase;
    expect(given.flow.layers.map(layer => layer.shape)).toEqual(['1×1', '1×1']);
    const text = counterexampleToText({ claim: claim.id, reading: 'as printed', given });
    const back = counterexampleFromText(text, 'file').given as FlowCase;
    expect(caseHash(back)).toBe(caseHash(given));
    const found = confirm(claim.readings[0], back, { digits: 30, truth: TRUTH });
    if (typeof found === 'string') throw new Error(found);
    const shown = describeRefutation(claim, 'as printed', found);
    expect(shown).toMatchObject({
      architecture: '1-1-1',
      given: [{ name: 'W1' }, { name: 'W2' }, { name: 'sigmaYX' }],
    });
    expect(shown.scalars.map(({ name }) => name)).toEqual(['tau', 't']);
    expect(renderCounterexample(shown)).toMatch(/1-1-1\n.*W1 = /);
    const { readings } = record;
    expect(readings[0]!.regimes.map(({ axis }) => axis)).toContain('depth');
    expect(readings[0]!.ranges!.find(({ what }) => what === 'layers')!.range).toMatch(/^2 to 5$/);
  });

  it('is shown with decay, inputs and masks', () => {
    const found = {
      given: full,
      judgement: sum.judge(full, { truth: TRUTH, digits: 20, working: 30 }),
      confirmedAtDigits: 60,
    };
    const shown = describeRefutation(claim, 'as printed', found);
    expect(shown.architecture).toBe('2-3-3-2');
    const names = ['W1', 'W2', 'W3', 'sigmaYX', 'sigmaXX', 'mask1', 'mask2', 'mask3', 'eta'];
    expect(shown.given.map(({ name }) => name)).toEqual(names);
    expect(shown.scalars.map(({ name, value }) => `${name} = ${value}`)).toEqual([
      'decay = 1/3',
      'tau = 3/2',
      't = 2/7',
    ]);
  });
});
