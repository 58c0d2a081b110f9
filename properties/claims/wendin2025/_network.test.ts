import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { minus, T, times } from '../_exact.ts';
import { errorOf, family, flowTerm, inner, type M, network, range, rational, velocity } from './_network.ts';

const of = (...rows: readonly (readonly number[])[]): M => Matrix.fromRows(rows.map(row => row.map(x => rational(x))));
const texts = ({ data }: M): string[] => data.map(String);

// 2-2-1: W_1 = [1 2; 3 4], W_2 = [5 6], W_2W_1 = [23 34].
const [W1, W2, Sigma] = [of([1, 2], [3, 4]), of([5, 6]), of([24, 32])];
const net = network([W1, W2], Sigma);

describe('a network in the letters of the survey', () => {
  it('has the right widths, blocks, products and powers', () => {
    expect([net.h, net.d, net.dx, net.dy]).toEqual([2, [2, 2, 1], 2, 1]);
    expect(texts(net.product(1, 2))).toEqual(['23', '34']);
    expect(texts(net.product(1, 1))).toEqual(texts(W1));
    expect(texts(net.product(2, 1))).toEqual(['1', '0', '0', '1']);
    expect(texts(net.product(3, 2))).toEqual(['1']);
    // Rows: inputs, hidden units, output.
    expect(net.A.toRows().map(row => row.map(String))).toEqual([
      ['0', '0', '0', '0', '0'],
      ['0', '0', '0', '0', '0'],
      ['1', '2', '0', '0', '0'],
      ['3', '4', '0', '0', '0'],
      ['0', '0', '5', '6', '0'],
    ]);
    expect(texts(net.power(2).slice(4, 5, 0, 2))).toEqual(['23', '34']);
    expect(net.power(3).data.every(entry => entry.sign() === 0)).toBe(true);
    expect(texts(net.power(0))).toEqual(
      texts(of([1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1])),
    );
    expect(texts(errorOf(net).slice(4, 5, 0, 2))).toEqual(['1', '-2']);
  });

  it('moves as its layers do', () => {
    const error = minus(Sigma, times(W2, W1));
    expect(texts(flowTerm(net, 1).slice(2, 4, 0, 2))).toEqual(texts(times(T(W2), error)));
    expect(texts(velocity(net).slice(4, 5, 2, 4))).toEqual(texts(times(error, T(W1))));
    // ⟨dA/dt, dA/dt⟩ = ‖W_2ᵀΞ‖² + ‖ΞW_1ᵀ‖², Ξ = [1 −2]: 5·61 + 9 + 25.
    expect(String(inner(velocity(net), velocity(net)))).toBe('339');
  });

  it('of one layer is the layer', () => {
    const shallow = network([W2], of([0, 0]));
    expect([shallow.h, shallow.d]).toEqual([1, [2, 1]]);
    expect(texts(shallow.product(1, 1))).toEqual(['5', '6']);
  });

  it('says which size does not fit, or that there is no layer', () => {
    expect(() => network([], Sigma)).toThrow('layers must be 1 to 32 matrices, got 0');
    expect(() => network([W2, W2], Sigma)).toThrow(
      'layers[1] must have 1 columns to follow layers[0] (1×2), got "1×2"',
    );
    expect(() => network([W1, W2], W1)).toThrow('sigmaYX must be 1×2, got "2×2"');
    expect(() => net.product(0, 1)).toThrow('i must be a whole number from 1 to 3, got 0');
    expect(() => net.product(1, 3)).toThrow('j must be a whole number from 0 to 2, got 3');
    expect(() => net.power(-1)).toThrow('k must be a whole number from 0 to 100, got -1');
    expect(() => net.blk(1, [W1])).toThrow('blocks must be 2 matrices, got 1');
    expect(() => net.blk(1, [W1, W1])).toThrow('blocks[1] must be 1×2, got "2×2"');
    expect(() => net.blk(3, [])).toThrow('k must be a whole number from 0 to 2, got 3');
  });
});

it('a family is found as far as it goes, a range is empty where it ends before it begins', () => {
  const given = {
    flow: { layers: [W1], sigmaYX: W1, tau: rational(1) },
    time: rational(0),
    extra: { V1: W1, V2: W2, P2: W1 },
  };
  expect(family(given, 'V')).toEqual([W1, W2]);
  expect(family(given, 'P')).toEqual([]);
  expect([range(2, 4), range(3, 2)]).toEqual([[2, 3, 4], []]);
});
