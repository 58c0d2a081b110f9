import { describe, expect, it } from 'vitest';
import { DloError } from '../errors.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { balance, balances } from './balance.ts';
import { exactFlow, type FlowLike } from './exactFlow.ts';
import { exactProblem } from './exactProblem.ts';
import { flow, flowIn, flowOf, MOST_LAYERS, MOST_UNITS, widthsName, widthsOf } from './flow.ts';

const good: FlowLike = {
  layers: [
    [['1/2', 1]],
    [[1], ['1/3'], [-2]],
    [
      [1, 0, 1],
      [0, 1, '1/7'],
    ],
  ],
  sigmaYX: [
    [1, 2],
    [3, 4],
  ],
};
const ones = [[[1, 1]], [[1], [0], [1]], [[1, 1, 1], Float64Array.of(1, 0, 1)]];
const matrix = (rows: number, cols: number) => Matrix.generate(rows, cols, () => Rational.ONE);

describe('flow', () => {
  it('takes layers that chain, with all that the gradient may have besides', () => {
    const all = { ...good, tau: '1/2', decay: '0.1', sigmaXX: good.sigmaYX, mask: ones };
    const found = exactFlow(all);
    expect(widthsOf(found.layers)).toEqual([2, 1, 3, 2]);
    expect(widthsName(found.layers)).toBe('2-1-3-2');
    expect(found.decay!.toString()).toBe('1/10');
    expect(found.mask!.map(layer => layer.toRows())).toEqual(ones.map(rows => rows.map(row => [...row])));
    expect(exactFlow({ ...found })).toEqual(found);
    const rounded = flowIn(float64Field, found);
    expect(rounded.layers[1]!.data).toEqual([1, 1 / 3, -2]);
    expect([rounded.tau, rounded.decay, rounded.sigmaXX!.at(1, 0), rounded.mask]).toEqual([0.5, 0.1, 3, found.mask]);
    expect(Object.keys(exactFlow(good))).toEqual(['layers', 'sigmaYX', 'tau']);
  });

  it('takes one layer, and as many and as wide ones as it says', () => {
    expect(widthsOf(exactFlow({ layers: [[[1, 2]]], sigmaYX: [[0, 0]] }).layers)).toEqual([2, 1]);
    const scalars = Array.from({ length: MOST_LAYERS }, () => matrix(1, 1));
    expect(flow({ layers: scalars, sigmaYX: matrix(1, 1) }).layers).toHaveLength(MOST_LAYERS);
    expect(flow({ layers: [matrix(MOST_UNITS, 1)], sigmaYX: matrix(MOST_UNITS, 1) }).layers).toHaveLength(1);
    expect(() => flow({ layers: [...scalars, matrix(1, 1)], sigmaYX: matrix(1, 1) })).toThrow(
      'layers must be 1 to 32 matrices, got 33',
    );
    expect(() => flow({ layers: [matrix(MOST_UNITS + 1, 1)], sigmaYX: matrix(1, 1) })).toThrow(
      'layers[0] must have 1 to 256 rows and columns, got "257×1"',
    );
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'flow must be an object with layers and sigmaYX'],
    ['no layers', { sigmaYX: good.sigmaYX }, 'layers must be an array of matrices'],
    ['depth 0', { ...good, layers: [] }, 'layers must be 1 to 32 matrices, got 0'],
    ['a layer without rows', { ...good, layers: [[]] }, 'layers[0] must be a non-empty array of rows'],
    [
      'layers that do not chain',
      { ...good, layers: [[[1, 2]], [[1, 2]]] },
      'layers[1] must have 1 columns to follow layers[0] (1×2), got "1×2"',
    ],
    ['a task of another shape', { ...good, sigmaYX: [[1, 2]] }, 'sigmaYX must be 2×2, got "1×2"'],
    ['inputs of another shape', { ...good, sigmaXX: [[1]] }, 'sigmaXX must be 2×2, got "1×1"'],
    ['τ = 0', { ...good, tau: 0 }, 'tau must be above 0, got "0"'],
    ['a decay below zero', { ...good, decay: '-1/9' }, 'decay must not be below 0, got "-1/9"'],
    ['no decay', { ...good, decay: Number.NaN }, 'decay must be finite, got NaN'],
    ['a mask of a layer alone', { ...good, mask: [[[1, 1]]] }, 'mask must be 3 matrices, one for each layer, got 1'],
    ['a mask of another shape', { ...good, mask: [[[1]], ones[1], ones[2]] }, 'mask[0] must be 1×2, got "1×1"'],
    ['a mask between 0 and 1', { ...good, mask: [[[1, '1/2']], ones[1], ones[2]] }, 'mask[0][1,2] must be 0 or 1'],
    ['a mask that is no list', { ...good, mask: 1 }, 'mask must be an array of matrices, got 1'],
  ])('refuses %s', (_, parts, message) => {
    let found: unknown;
    try {
      exactFlow(parts as FlowLike);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(DloError);
    expect((found as DloError).message.slice(0, message.length)).toBe(message);
  });

  it('refuses a width of 0 and marks that are neither 0 nor 1 in matrices, too', () => {
    expect(() => flow({ layers: [new Matrix(0, 2, [])], sigmaYX: new Matrix(0, 2, []) })).toThrow(
      'layers[0] must have 1 to 256 rows and columns, got "0×2"',
    );
    const half = Matrix.fromRows([[0.5 as 0 | 1]]);
    expect(() => flow({ layers: [matrix(1, 1)], sigmaYX: matrix(1, 1), mask: [half] })).toThrow(
      'mask[0] must have entries 0 and 1 only, got 0.5',
    );
  });
});

describe('flowOf', () => {
  const problem = exactProblem({ W1: [['1/2', 1]], W2: [[3], ['1/5']], sigmaYX: good.sigmaYX, tau: 2 });

  it('is the same problem, layer by layer', () => {
    const { W1, W2, ...rest } = problem;
    expect(flowOf(problem)).toEqual({ layers: [W1, W2], ...rest });
    expect(flow(flowOf(problem))).toEqual(flowOf(problem));
    const correlated = exactProblem({ ...problem, sigmaXX: good.sigmaYX });
    expect(flowOf(correlated).sigmaXX).toBe(correlated.sigmaXX);
  });

  it('has the balance of the problem as its only one', () => {
    expect(balances(rationalField, flowOf(problem).layers)).toEqual([balance(rationalField, problem)]);
  });
});

describe('balances', () => {
  it('are W_(j+1)ᵀW_(j+1) − W_jW_jᵀ, one between any two layers', () => {
    const found = balances(rationalField, exactFlow(good).layers);
    expect(found.map(entry => entry.map(String).toRows())).toEqual([
      // 1 + 1/9 + 4 − 1/4 − 1
      [['139/36']],
      [
        ['0', '-1/3', '3'],
        ['-1/3', '8/9', '17/21'],
        ['3', '17/21', '-146/49'],
      ],
    ]);
    expect(balances(rationalField, [matrix(2, 3)])).toEqual([]);
  });
});
