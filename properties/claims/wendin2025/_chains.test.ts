import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowCase } from '../../../src/judge/case.ts';
import { flow, widthsOf } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { I, minus, T, times } from '../_exact.ts';
import { balancedChains } from './_balancedChains.ts';
import {
  basisOf,
  type ChainOptions,
  chainArbitrary,
  coresOf,
  modesOf,
  othersOf,
  productOf,
  zerosIn,
} from './_chains.ts';
import { isZero, type M, rational } from './_network.ts';

const of = (...entries: readonly number[]): Rational[] => entries.map(entry => Rational.of(entry));
const cases = (options: ChainOptions): FlowCase[] => fc.sample(chainArbitrary(options), { seed: 1, numRuns: 60 });
const isDiagonal = (a: M): boolean =>
  a.data.every((entry, k) => entry.sign() === 0 || k % a.cols === Math.floor(k / a.cols));

describe('chains of layers', () => {
  it('are what their kind says', () => {
    for (const given of cases({ kind: 'unaligned', widths: 'any' })) {
      coresOf(given).forEach((core, at) => {
        expect(isDiagonal(core)).toBe(true);
        for (const side of ['U', 'V'] as const) {
          const basis = basisOf(given, side, at + 1);
          expect(isZero(minus(times(T(basis), basis), I(basis.rows)))).toBe(true);
        }
      });
    }
    for (const kind of ['aligned', 'decoupled', 'diagonal'] as const)
      for (const given of cases({ kind })) {
        const { layers } = given.flow;
        for (let i = 1; i < layers.length; i++)
          expect(isZero(minus(basisOf(given, 'V', i + 1), basisOf(given, 'U', i)))).toBe(true);
        if (kind !== 'aligned') {
          const product = layers.reduce((below, layer) => times(layer, below));
          expect(isDiagonal(product)).toBe(true);
        }
        if (kind === 'diagonal') expect(layers.every(isDiagonal)).toBe(true);
      }
  });

  it('have the widths, depths and tasks that are asked for', () => {
    const large = cases({ maxDepth: 3, minDepth: 2, minOutputs: 2 });
    for (const { flow } of large) {
      const d = widthsOf(flow.layers);
      expect(Math.min(...d)).toBe(d.at(-1));
      expect(d.at(-1)).toBeGreaterThan(1);
      const values = Array.from({ length: flow.sigmaYX.rows }, (_, i) => flow.sigmaYX.at(i, i).toNumber());
      for (const [i, value] of values.entries()) expect(value).toBeGreaterThan(values[i + 1] ?? 0);
    }
    expect(new Set(large.map(({ flow }) => flow.layers.length))).toEqual(new Set([2, 3]));
    for (const { flow } of cases({ widths: 'equal' })) expect(new Set(widthsOf(flow.layers)).size).toBe(1);
    expect(cases({ widths: 'any' }).some(({ flow }) => Math.min(...widthsOf(flow.layers)) < flow.sigmaYX.rows)).toBe(
      true,
    );
  });

  it('have equal values in all layers where that is asked for, negative ones only where they may', () => {
    for (const { flow } of cases({ kind: 'diagonal', equalLayers: true }))
      for (const mode of modesOf({ flow })) expect(new Set(mode.map(String)).size).toBe(1);
    const signs = (options: ChainOptions) =>
      cases(options).some(({ flow }) => flow.layers.some(layer => layer.data.some(entry => entry.sign() < 0)));
    expect([signs({ kind: 'diagonal' }), signs({ kind: 'diagonal', signs: 'any' })]).toEqual([false, true]);
  });

  it('that are balanced are so exactly, not all of them aligned with the task', () => {
    const drawn = fc.sample(balancedChains, { seed: 1, numRuns: 40 });
    for (const { flow } of drawn)
      flow.layers.slice(1).forEach((layer, j) => {
        const before = flow.layers[j]!;
        expect(isZero(minus(times(before, T(before)), times(T(layer), layer)))).toBe(true);
      });
    expect(drawn.some(({ flow }) => flow.layers.length > 2 && !isDiagonal(flow.layers[0]!))).toBe(true);
    // The chains they are made of are not.
    expect(
      cases({ kind: 'unaligned', maxWidth: 2 }).some(
        ({ flow: { layers } }) => layers.length > 1 && layers[0]!.rows > 1,
      ),
    ).toBe(true);
  });
});

describe('modes', () => {
  it('are the diagonals, their products those of all others', () => {
    const diagonal = (...entries: readonly number[]): M =>
      Matrix.generate(2, 2, (i, j) => rational(i === j ? entries[i]! : 0));
    const given = { flow: flow({ layers: [diagonal(2, 3), diagonal(5, 0), diagonal(7, 0)], sigmaYX: diagonal(1, 1) }) };
    expect(modesOf(given).map(mode => mode.map(String))).toEqual([
      ['2', '5', '7'],
      ['3', '0', '0'],
    ]);
    expect(othersOf(of(2, 5, 7)).map(String)).toEqual(['35', '14', '10']);
    expect(othersOf(of(4)).map(String)).toEqual(['1']);
    expect(String(productOf([]))).toBe('1');
    expect(zerosIn(of(3, 0, 0))).toBe(2);
  });

  it('there are as many as outputs: a layer must reach so far', () => {
    const [wide, narrow] = [Matrix.generate(1, 2, () => Rational.ONE), Matrix.generate(2, 1, () => Rational.ONE)];
    const given = { flow: flow({ layers: [wide, narrow], sigmaYX: times(narrow, wide) }) };
    expect(() => modesOf(given)).toThrow(
      'layers[0] must have 2 rows and columns at least, as many as there are modes, got "1×2"',
    );
  });
});

it('says what depths, widths and layers there are not', () => {
  expect(() => chainArbitrary({ minDepth: 0 })).toThrow('minDepth must be a whole number from 1 to 32, got 0');
  expect(() => chainArbitrary({ minDepth: 3, maxDepth: 2 })).toThrow(
    'maxDepth must be a whole number from 3 to 32, got 2',
  );
  expect(() => chainArbitrary({ maxWidth: 0 })).toThrow('maxWidth must be a whole number from 1 to 256, got 0');
  expect(() => chainArbitrary({ minOutputs: 4 })).toThrow('minOutputs must be a whole number from 1 to 3, got 4');
  const [given] = cases({ maxDepth: 2, minDepth: 2 });
  expect(() => basisOf(given!, 'U', 0)).toThrow('i must be a whole number from 1 to 2, got 0');
  expect(() => basisOf(given!, 'V', 3)).toThrow('i must be a whole number from 1 to 2, got 3');
  const wrong = { ...given!, extra: { U1: Matrix.generate(5, 5, () => Rational.ONE) } };
  expect(() => coresOf(wrong)).toThrow(/5×5/);
});
