import { describe, expect, it } from 'vitest';
import { deepGradientFlow } from '../../oracles/deepGradientFlow.ts';
import { gradientFlow } from '../../oracles/gradientFlow.ts';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { Rational } from '../numbers/rational.ts';
import type { TrajectoryAnswer } from './asked.ts';
import type { FlowCase } from './case.ts';
import { anyCaseFromJson, caseFromJson } from './caseJson.ts';
import type { Judge } from './claim.ts';
import { judgeReading } from './judgeReading.ts';
import { type AskedTrajectory, isWithinReach, routeRecords, secondRoutes } from './secondRoutes.ts';
import { fakeReading, OPTIONS, right } from './testing/fakeReading.ts';

const scalars = (w1: string, w2: string, s: string, time: string) =>
  caseFromJson({ W1: [[w1]], W2: [[w2]], sigmaYX: [[s]], time });

/** What the raw flow answers on a case, with every entry `times` as large. */
function answer(given: ReturnType<typeof scalars>, times = '1'): TrajectoryAnswer {
  const { problem, time } = given;
  const [{ W1, W2 }] = gradientFlow(problem, [time], { digits: 20 }) as [ReturnType<typeof gradientFlow>[0]];
  const value = [W1, W2].map(layer => layer.map(entry => entry.times(times)));
  return { problem, time, of: 'weights', value };
}

const ask = (told: TrajectoryAnswer): AskedTrajectory => ({
  oracle: 'gradient flow',
  arithmetic: 'bigint',
  digits: 20,
  answer: told,
});

describe('secondRoutes', () => {
  it('agrees with the raw flow to some digits, at the time asked for', () => {
    const [found, ...others] = secondRoutes(ask(answer(scalars('1/2', '1/2', '2', '1'))), TRUTH);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      oracle: 'gradient descent',
      arithmetic: 'float64',
      against: 'gradient flow',
      latest: 1,
    });
    expect(found!.digits).toBeGreaterThan(4);
    expect(found!.doubt).toBeUndefined();
  });

  it('doubts an oracle that is off by more than both are uncertain, and no less', () => {
    const given = scalars('1/2', '1/2', '2', '1');
    const doubt = (times: string) => secondRoutes(ask(answer(given, times)), TRUTH)[0]!.doubt;
    expect(doubt('1.001')).toMatch('the oracle is in doubt');
    expect(doubt('1.00000001')).toBeUndefined();
  });

  it('is compared at an earlier time where descent does not reach the one asked for', () => {
    const late = answer(scalars('1/2', '1/2', '2', '50'));
    expect(isWithinReach(ask(late))).toBe(false);
    const [found] = secondRoutes(ask(late), TRUTH);
    expect(found!.latest).toBeLessThan(8);
    expect(found!.digits).toBeGreaterThan(3);
  });

  it('does not take what rounding makes of a start on the stable side of a saddle for the flow', () => {
    // W1 and W2 with entries that float64 rounds: the flow runs into the saddle at zero, descent leaves it in the end.
    const input = {
      W1: [['1/3', '1/7']],
      W2: [['-1/3'], ['-1/7']],
      sigmaYX: [
        ['2', '0'],
        ['0', '2'],
      ],
      time: '4',
    };
    const told = answer(caseFromJson(input));
    expect(secondRoutes(ask(told), TRUTH).map(({ doubt }) => doubt)).toEqual([undefined]);
  });

  it('counts the cases of a route with the worst digits and the latest time', () => {
    const one = { oracle: 'gradient descent', arithmetic: 'float64', against: 'gradient flow' } as const;
    expect(routeRecords([[{ ...one, digits: 5.26, latest: 1 }], [{ ...one, digits: 4.99, latest: 1 / 2 }]])).toEqual([
      { ...one, cases: 2, digits: 4.9, latest: 1 },
    ]);
  });
});

describe('secondRoutes of layers of any depth', () => {
  const layersOf = (...values: string[]) => values.map(value => [[value]]);
  const FLOWS = {
    'one layer': { layers: layersOf('1/2'), sigmaYX: [['2']], time: '1' },
    'three layers': { layers: layersOf('1/2', '1/2', '1/3'), sigmaYX: [['2']], time: '1' },
    'five small layers, long before they escape': {
      layers: layersOf('1/10', '1/10', '1/10', '1/10', '1/8'),
      sigmaYX: [['1']],
      time: '4',
    },
    'decay and inputs that are not white': {
      layers: [
        [
          ['1', '1/2'],
          ['0', '1'],
        ],
        [['1', '-1/2']],
        [['1/2']],
      ],
      sigmaYX: [['1', '2']],
      sigmaXX: [
        ['2', '1'],
        ['1', '1'],
      ],
      decay: '1/4',
      time: '1/2',
    },
    'held weights': { layers: layersOf('1/2', '1/2', '1/3'), sigmaYX: [['2']], mask: [[[1]], [[0]], [[1]]], time: '1' },
  } as const;

  const told = (input: unknown, times = '1'): AskedTrajectory => {
    const { flow, time } = anyCaseFromJson(input) as FlowCase;
    const [answer] = deepGradientFlow(flow, [time], { digits: 20 });
    const value = answer!.layers.map(layer => layer.map(entry => entry.times(times)));
    return ask({ flow, time, of: 'layers', value });
  };

  it.each(Object.entries(FLOWS))('agrees with the raw flow of %s to some digits', (_, input) => {
    const [found, ...others] = secondRoutes(told(input), TRUTH);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      oracle: 'gradient descent',
      against: 'gradient flow',
      latest: Rational.of(input.time).toNumber(),
    });
    expect(found!.digits).toBeGreaterThan(3);
    expect(found!.doubt).toBeUndefined();
  });

  it.each(Object.entries(FLOWS))('doubts an oracle that is off, of %s', (_, input) => {
    expect(secondRoutes(told(input, '1.01'), TRUTH)[0]!.doubt).toMatch('the oracle is in doubt');
  });

  it('asks the oracle again at an earlier time where descent does not reach the one asked for', () => {
    const late = told({ ...FLOWS['three layers'], time: '60' });
    expect(isWithinReach(late)).toBe(false);
    const [found] = secondRoutes(late, TRUTH);
    expect(found!.latest).toBeLessThan(8);
    expect(found!.digits).toBeGreaterThan(3);
  });
});

describe('a reading whose oracle is wrong', () => {
  const start = scalars('1/2', '1/2', '2', '1');
  /** Statement and oracle agree on every case, and both are wrong. */
  const lying =
    (times: string): Judge =>
    (given, effort) => {
      effort.onAsked?.(ask(answer(start, times)));
      return right(given, effort);
    };
  const judged = async (times: string) =>
    (await judgeReading(fakeReading(lying(times), { evidence: 'high-precision' }), { ...OPTIONS, runs: 20 })).record;

  it('is undecided with the reason, never held', async () => {
    const record = await judged('1.01');
    expect(record.cases.held).toBe(20);
    expect(record.outcome).toBe('undecided');
    expect(record.doubt).toMatch(
      /extrapolated gradient descent and the gradient flow differ by .*: the oracle is in doubt/,
    );
  });

  it('holds with an oracle that is right, and the record names both', async () => {
    const record = await judged('1');
    expect(record.outcome).toBe('held');
    expect(record.asked).toEqual([{ oracle: 'gradient flow', arithmetic: 'bigint', cases: 20, digits: 20 }]);
    expect(record.routes).toEqual([
      expect.objectContaining({ oracle: 'gradient descent', against: 'gradient flow', cases: 2, latest: 1 }),
    ]);
  });
});
