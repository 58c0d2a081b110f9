import { describe, expect, it } from 'vitest';
import { deepGradientFlow } from '../../oracles/deepGradientFlow.ts';
import { scalarFlow } from '../../oracles/testing/testFlows.ts';
import { errorCode } from '../../oracles/testing/testProblems.ts';
import { Rational } from '../numbers/rational.ts';
import { deepMode, type ModeMethod } from './deepMode.ts';
import { dd, ddOf } from './doubleDouble.ts';

type Number = number | string;

function modeOf(s: Number, layers: readonly Number[], tau: Number = 1) {
  const exact = (value: Number) => ddOf(Rational.of(value));
  return deepMode({ s: exact(s), layers: layers.map(exact), tau: exact(tau) });
}

/** The largest relative error of a layer's value, by the Taylor series of the flow of 1-1-…-1. */
function worstError(s: Number, layers: readonly Number[], times: readonly Number[], tau: Number = 1): number {
  const mode = modeOf(s, layers, tau);
  const exact = times.map(time => Rational.of(time));
  const flow = scalarFlow(s, layers, { tau: Rational.of(tau) });
  const errors = deepGradientFlow(flow, exact, { digits: 17 }).flatMap(({ layers: truth, time }) => {
    const found = mode.at(time.toNumber());
    return truth.map((layer, index) => {
      const value = layer.at(0, 0);
      return Math.abs(value.minus(found[index]!).div(value).toNumber());
    });
  });
  return Math.max(...errors);
}

describe('deepMode', () => {
  it.each<[ModeMethod, Number, readonly Number[], readonly Number[], Number?]>([
    ['closed form', 2, ['1/4'], ['1/8', 3]],
    ['closed form', 2, ['1/4', -3], ['1/8', 2]],
    ['closed form', 2, ['1/4', '-1/4'], ['1/8', 2]],
    ['implicit closed form', 1, ['1/2', '1/2', '1/2'], ['1/1024', '1/2', 2, 8], '3/2'],
    ['implicit closed form', 1, ['-1/8', '1/8', '1/8'], ['1/8', 4, 64]],
    ['implicit closed form', 3, ['1/8', '-1/8', '-1/8', '1/8'], [1, 10, '21/2', 11, 12]],
    ['implicit closed form', 1, ['-1/10', '1/10', '-1/10'], [1, 16]],
    ['implicit closed form', 2, ['1/4', '1/4', '1/4', '1/4', '1/4'], [1, 8, 12]],
    ['implicit closed form', '1/4', [2, 2, 2], ['1/16', 1, 16]],
    ['implicit closed form', '1/1000', ['3/2', '-3/2', '3/2', '3/2'], ['1/16', 4]],
    ['implicit closed form', 0, ['3/2', '3/2', '3/2'], ['1/16', 4]],
    ['integrated', 1, ['1/2', '3/4', '1/3'], ['1/1024', '1/2', 2, 8], '3/2'],
    ['integrated', 2, ['-1/2', '3/4', '1/3', 1], ['1/16', 1, 4]],
    ['integrated', 2, ['1/10', '1/10', '1/8'], [1, 4, 8]],
    ['integrated', 2, ['-1/10', '1/10', '1/8'], [1, 4, 8]],
    ['integrated', 2, [0, '1/2', '1/8', 1], ['1/64', 1, 8]],
    ['integrated', 0, ['1/2', '1/2', 1], [1, 16]],
    ['integrated', '1/3', [2, -1, '3/2', 1, 1], ['1/64', 1]],
  ])('has every layer to 1e-13 of itself, by the %s: s = %s, from %j, t = %j', (method, s, layers, times, tau = 1) => {
    expect(modeOf(s, layers, tau).method).toBe(method);
    expect(worstError(s, layers, times, tau)).toBeLessThan(1e-13);
  });

  it('leaves a saddle on time, from layers far too small for float64 to tell when', () => {
    // w₀^(−3)/(3s) = 10⁶/3 time units of waiting: an error of 1e-16 in it would be 1e-10 of the time of the rise.
    const small = new Array<string>(5).fill('1/100');
    expect(worstError(1, small, ['333332', '333333', '1333335/4'])).toBeLessThan(1e-13);
    // And where neither s nor τ is a float64 number.
    expect(worstError('1/3', small, [1499995, 1499999], '3/2')).toBeLessThan(1e-13);
    const unequal = ['1/100', '1/100', '1/100', '1/99'];
    expect(worstError(1, unequal, [4900, 4950, 4965])).toBeLessThan(1e-13);
  });

  it('integrates equal layers as the implicit closed form has them, in the limit of equal layers', () => {
    for (const t of [0.25, 1, 2, 4]) {
      const equal = modeOf(2, ['1/2', '1/2', '1/2', '1/2']).at(t);
      const nearly = modeOf(2, ['1/2', '1/2', '1/2', '500000000000000000001/1000000000000000000000']);
      expect(nearly.method).toBe('integrated');
      nearly.at(t).forEach((value, index) => {
        expect(Math.abs(value / equal[index]! - 1)).toBeLessThan(1e-14);
      });
    }
  });

  it('ends where the product is the task, or on the saddle that it cannot leave', () => {
    const product = (values: readonly number[]): number => values.reduce((a, b) => a * b);
    for (const layers of [['1/2', '1/2', '1/2'], ['1/2', 1, 3, '1/4'], ['-1/2', 1, 2], [2], ['1/2', 3]]) {
      expect(product(modeOf(5, layers).at(Number.POSITIVE_INFINITY))).toBeCloseTo(5, 13);
      modeOf(5, layers)
        .at(Number.POSITIVE_INFINITY)
        .forEach((value, index) => {
          expect(value).toBeCloseTo(modeOf(5, layers).at(1000)[index]!, 13);
        });
    }
    expect(modeOf(5, ['1/2', '-1/2', '1/2']).at(Number.POSITIVE_INFINITY).map(Math.abs)).toEqual([0, 0, 0]);
    expect(modeOf(5, ['1/2', '-1/2', 1]).at(Number.POSITIVE_INFINITY)[2]).toBeCloseTo(Math.sqrt(3) / 2, 15);
    expect(modeOf(0, ['1/2', '1/4', 1]).at(Number.POSITIVE_INFINITY)[1]).toBe(0);
  });

  it('rests where two layers are zero, or one and the task', () => {
    for (const mode of [modeOf(1, [0, 0, 3]), modeOf(0, [0, 2, 3]), modeOf(0, [0])]) {
      expect(mode.method).toBe('at rest');
      expect(mode.at(7)).toEqual(mode.at(0));
    }
    expect(modeOf(8, [2, 2, 2]).at(3)).toEqual([2, 2, 2]);
    expect(modeOf(6, [1, 2, 3]).at(3)).toEqual([1, 2, 3]);
  });

  it('says where 30 digits are too few', () => {
    const tiny = modeOf(1, ['1e-12', '1e-12', '1e-12', '1e-12']);
    // 1e24/2 units of waiting, and the time of the rise is known to 1e-6 of itself only.
    expect(tiny.at(1e23)[0]).toBeCloseTo(1.118033988749895e-12, 26);
    expect(errorCode(() => tiny.at(5e23))).toBe('PRECISION');
    expect(errorCode(() => deepMode({ s: dd(1), layers: [dd(1e-60), dd(1e-60), dd(1e-60)], tau: dd(1) }))).toBe(
      'PRECISION',
    );
  });
});
