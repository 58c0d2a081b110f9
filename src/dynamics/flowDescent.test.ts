import { describe, expect, it } from 'vitest';
import { rationals } from '../../oracles/testing/testProblems.ts';
import { type Flow, flow, flowIn } from '../network/flow.ts';
import { flowLoss, mapOfLayers } from '../network/observables/flowLoss.ts';
import { lossVariations } from '../network/observables/lossVariations.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { flowDescent } from './flowDescent.ts';

const F = rationalField;

/** Widths 2-3-1-2, nothing about it special. */
const deep = flow({
  layers: [
    rationals([
      ['1/2', -1],
      [1, '1/4'],
      [0, '3/4'],
    ]),
    rationals([[1, '-1/2', '1/4']]),
    rationals([['3/2'], ['-1/2']]),
  ],
  sigmaYX: rationals([
    [1, '1/2'],
    [-2, 1],
  ]),
  sigmaXX: rationals([
    [2, '1/2'],
    ['1/2', 1],
  ]),
  decay: Rational.of('1/4'),
  mask: [
    Matrix.fromRows<0 | 1>([
      [1, 1],
      [0, 1],
      [1, 0],
    ]),
    Matrix.fromRows<0 | 1>([[1, 1, 1]]),
    Matrix.fromRows<0 | 1>([[1], [0]]),
  ],
});
const { mask: _mask, decay: _decay, ...plain } = deep;

/** One step along the gradient that the variations of the loss in the directions of the single weights are. */
function exactStep(start: Flow, rate: Rational): Flow {
  const layers = start.layers.map((layer, index) =>
    layer.map((entry, row, col) => {
      if (start.mask?.[index]?.at(row, col) === 0) return entry;
      const direction = start.layers.map((other, k) =>
        other.map((_e, i, j) => (k === index && i === row && j === col ? Rational.ONE : Rational.ZERO)),
      );
      return entry.sub(rate.mul(lossVariations(F, start, direction, 1)[1]!));
    }),
  );
  return { ...start, layers };
}

describe('flowDescent', () => {
  it.each<[string, Flow]>([
    ['with decay, held weights and correlated inputs', deep],
    ['without any of them', flow({ layers: plain.layers, sigmaYX: plain.sigmaYX })],
    [
      'of one layer',
      flow({ layers: [rationals([[1, -2]])], sigmaYX: rationals([[3, '1/2']]), decay: Rational.of('1/2') }),
    ],
    [
      'of five inputs, more than are summed at once',
      flow({
        layers: [
          rationals([
            [1, '1/2', -1, '1/4', 0],
            ['1/2', -1, '3/4', 1, 2],
            [0, 1, '-1/2', '3/2', -1],
          ]),
          rationals([
            [1, '-1/2', '1/4'],
            ['1/2', 1, -1],
          ]),
        ],
        sigmaYX: rationals([
          [1, 2, '1/2', -1, 3],
          [-2, 1, 0, '1/4', 1],
        ]),
      }),
    ],
    [
      'of five scalars',
      flow({ layers: [2, -1, '1/2', 1, '3/2'].map(value => rationals([[value]])), sigmaYX: rationals([[2]]) }),
    ],
  ])('goes down the loss that exact fractions differentiate, %s', (_name, start) => {
    let exact = start;
    for (let step = 0; step < 3; step++) exact = exactStep(exact, Rational.of('1/8'));
    const [last] = flowDescent(flowIn(float64Field, start), { learningRate: 0.125, steps: [3] });
    last!.layers.forEach((layer, index) => {
      layer.data.forEach((entry, at) => {
        expect(entry).toBeCloseTo(exact.layers[index]!.data[at]!.toNumber(), 13);
      });
    });
  });

  it('leaves held weights as they are and the loss lower', () => {
    const start = flowIn(float64Field, deep);
    const [last] = flowDescent(start, { learningRate: 0.01, steps: [500] });
    last!.layers.forEach((layer, index) => {
      layer.data.forEach((entry, at) => {
        const held = deep.mask![index]!.data[at] === 0;
        expect(entry === start.layers[index]!.data[at]).toBe(held);
      });
    });
    expect(flowLoss(float64Field, { ...start, layers: last!.layers })).toBeLessThan(flowLoss(float64Field, start));
  });

  it('learns the task where there is room for it', () => {
    const start = flow({
      layers: [
        rationals([
          [1, 0],
          [0, 1],
        ]),
        rationals([
          [1, 0],
          [0, '1/2'],
        ]),
        rationals([
          ['1/2', '1/4'],
          [0, 1],
        ]),
      ],
      sigmaYX: rationals([
        [2, 0],
        [1, 1],
      ]),
    });
    const [last] = flowDescent(flowIn(float64Field, start), { learningRate: 0.05, steps: [3000] });
    mapOfLayers(float64Field, last!.layers).data.forEach((entry, at) => {
      expect(entry).toBeCloseTo(start.sigmaYX.data[at]!.toNumber(), 10);
    });
  });

  it.each<[string, Partial<Flow<number>>]>([
    ['that is reached', {}],
    ['of the first layer alone', { mask: [new Matrix(1, 1, [0]), new Matrix(1, 1, [1])] }],
    ['of the last layer alone', { mask: [new Matrix(1, 1, [1]), new Matrix(1, 1, [0])] }],
    ['from the start', { layers: [new Matrix(1, 1, [0]), new Matrix(1, 1, [0])] }],
  ])('goes on to any step as by single ones, beyond a rest %s', (_name, parts) => {
    const layers = [new Matrix(1, 1, [0.75]), new Matrix(1, 1, [0.5])];
    const start: Flow<number> = { layers, sigmaYX: new Matrix(1, 1, [3]), tau: 1, ...parts };
    const steps = [0, 1, 50, 400, 401, 2000];
    const singly = [start.layers];
    for (let step = 1; step <= 2000; step++)
      singly.push(flowDescent({ ...start, layers: singly.at(-1)! }, { learningRate: 0.0625, steps: [1] })[0]!.layers);
    const found = flowDescent(start, { learningRate: 0.0625, steps });
    expect(found).toEqual(steps.map(step => ({ step, layers: singly[step] })));
  });

  const scalar: Flow<number> = { layers: [new Matrix(1, 1, [1])], sigmaYX: new Matrix(1, 1, [1]), tau: 1 };
  it.each<[string, string, Partial<Flow<number>>]>([
    ['RANGE', 'layers', { layers: [] }],
    ['SHAPE', 'layers[1]', { layers: [new Matrix(2, 1, [1, 1]), new Matrix(1, 1, [1])] }],
    ['NOT_A_NUMBER', 'layers[0]', { layers: [new Matrix(1, 1, [Number.NaN])] }],
    ['SHAPE', 'sigmaYX', { sigmaYX: new Matrix(1, 2, [1, 1]) }],
    ['SHAPE', 'sigmaXX', { sigmaXX: new Matrix(1, 2, [1, 1]) }],
    ['RANGE', 'decay', { decay: -1 }],
    ['NOT_A_NUMBER', 'decay', { decay: Number.NaN }],
    ['SHAPE', 'mask', { mask: [] }],
    ['SHAPE', 'mask[0]', { mask: [new Matrix(1, 2, [1, 1])] }],
    ['RANGE', 'mask[0]', { mask: [new Matrix(1, 1, [2 as 1])] }],
    ['RANGE', 'tau', { tau: 0 }],
  ])('refuses with %s what is wrong with %s', (code, argument, change) => {
    expect(() => flowDescent({ ...scalar, ...change }, { learningRate: 0.1, steps: [1] })).toThrowError(
      expect.objectContaining({ code, argument }),
    );
  });
});
