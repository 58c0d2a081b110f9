import { describe, expect, it } from 'vitest';
import { deepGradientFlow } from '../../oracles/deepGradientFlow.ts';
import { deepFlow, scalarFlow } from '../../oracles/testing/testFlows.ts';
import { mapOfLayers } from '../network/observables/flowLoss.ts';
import { exactly } from '../numbers/decimal/exactly.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert, squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import { Rational } from '../numbers/rational.ts';
import { builtinGradientDescent } from './builtinGradientDescent.ts';

const { askFlow } = builtinGradientDescent();

describe('builtinGradientDescent, asked about a flow', () => {
  it('of one layer takes 2048 steps a time constant, w − s times 1 − 1/2048 in each', async () => {
    const question = {
      flow: scalarFlow(3, [1]),
      times: [Rational.of('1/2'), Rational.of(2)],
      quantities: ['output'],
    } as const;
    const answer = await askFlow!(question);
    if (answer.kind !== 'answered') throw new Error(answer.kind);
    answer.values.forEach(({ output }, k) => {
      const steps = 2048 * question.times[k]!.toNumber();
      expect(output!.at(0, 0).toNumber()).toBeCloseTo(3 - 2 * (1 - 1 / 2048) ** steps, 10);
    });
  });

  // (h − 1)a^(h−2)s + h a^(2h−2) at a = 2, for a time of 64.
  it.each([
    ['two', scalarFlow(4, [2, 1]), 4 + 2 * 4],
    ['three', scalarFlow(8, [1, 1, 2]), 2 * 2 * 8 + 3 * 16],
    ['three small', scalarFlow(8, ['1/2', '1/2', '1/2']), 2 * 2 * 8 + 3 * 16],
  ])('of %s layers counts the steps by the time constants of the start', async (_, flow, rate) => {
    const question = { flow, times: [Rational.of(64)], quantities: ['output'] } as const;
    const reason = `needs ${64 * rate * 2048} steps, more than 400000`;
    expect(await askFlow!(question)).toEqual({ kind: 'skipped', reason });
  });

  it('is right to three digits at each of several times, in layers, output and loss', async () => {
    const flow = deepFlow();
    const times = [Rational.of('1/4'), Rational.of(1)];
    const answer = await askFlow!({ flow, times, quantities: ['weights', 'output', 'loss'] });
    if (answer.kind !== 'answered') throw new Error(answer.kind);
    deepGradientFlow(flow, times, { digits: 20 }).forEach((truth, k) => {
      const { layers, output, loss } = answer.values[k]!;
      truth.layers.forEach((layer, j) => {
        layer.data.forEach((entry, at) => {
          expect(layers![j]!.data[at]!.toNumber()).toBeCloseTo(entry.toNumber(), 3);
        });
      });
      const map = mapOfLayers(
        float64Field,
        truth.layers.map(layer => convert(float64Field, exactly(layer))),
      );
      const error = subtract(float64Field, convert(float64Field, flow.sigmaYX), map);
      output!.data.forEach((entry, at) => {
        expect(entry.toNumber()).toBeCloseTo(map.data[at]!, 3);
      });
      expect(loss!.shape).toBe('1×1');
      expect(loss!.at(0, 0).toNumber()).toBeCloseTo(squaredNorm(float64Field, error) / 2, 3);
    });
  });
});
