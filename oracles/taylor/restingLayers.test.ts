import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/numbers/rational.ts';
import { scalarFlow } from '../testing/testFlows.ts';
import { rationals } from '../testing/testProblems.ts';
import { restingLayers } from './restingLayers.ts';

describe('restingLayers', () => {
  it('are zeros that nothing pushes', () => {
    expect(restingLayers(scalarFlow(1, [0, 2, 3]))).toEqual([false, false, false]);
    expect(restingLayers(scalarFlow(0, [0, 2, 3]))).toEqual([true, false, false]);
    expect(restingLayers(scalarFlow(1, [0, 0, 3]))).toEqual([true, true, false]);
    expect(restingLayers(scalarFlow(1, [1, 2, 3]))).toEqual([false, false, false]);
  });

  it('are those that a mask holds whole', () => {
    const mask = [rationals([[1]]), rationals([[1]])].map(layer => layer.map((): 0 | 1 => 0));
    const [held, free] = [mask[0]!, mask[1]!.map((): 0 | 1 => 1)];
    expect(restingLayers(scalarFlow(1, [1, 2], { mask: [held, free] }))).toEqual([true, false]);
    expect(restingLayers(scalarFlow(1, [1, 2], { mask: [free, held] }))).toEqual([false, true]);
  });

  it('are none that the others push once they no longer decay alike', () => {
    // W2ᵀΣyx = 0 as long as both entries of W2 are the same.
    const layers = [rationals([[0]]), rationals([[1], [1]])];
    const flow = { layers, sigmaYX: rationals([[1], [-1]]), tau: Rational.ONE, decay: Rational.of('1/2') };
    expect(restingLayers(flow)).toEqual([true, false]);
    const mask = layers.map((layer, j) => layer.map((_entry, row): 0 | 1 => (j === 1 && row === 0 ? 0 : 1)));
    expect(restingLayers({ ...flow, mask })).toEqual([false, false]);
  });
});
