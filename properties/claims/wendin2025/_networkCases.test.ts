import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthsOf } from '../../../src/network/flow.ts';
import { hasFullRank } from '../../../src/numbers/rank.ts';
import { I, minus, T, times } from '../_exact.ts';
import { family, isZero, networkOf } from './_network.ts';
import { basisFrom, type NetworkOptions, networkCases, taskOf } from './_networkCases.ts';

const cases = (options: NetworkOptions, numRuns = 100) => fc.sample(networkCases(options), { seed: 1, numRuns });

describe('networks', () => {
  it('meet both assumptions, with layers of zeros among them', () => {
    const drawn = cases({});
    for (const given of drawn) {
      const { d, dy, Sigma } = networkOf(given);
      expect(Math.min(...d)).toBe(dy);
      const squares = Array.from({ length: dy }, (_, i) => Sigma.at(i, i).toNumber() ** 2);
      const sums = squares.reduce((all, square) => all.flatMap(sum => [sum, sum + square]), [0]);
      expect(new Set(sums).size).toBe(sums.length);
    }
    expect(new Set(drawn.map(({ flow }) => flow.layers.length))).toEqual(new Set([1, 2, 3, 4]));
    expect(drawn.some(({ flow }) => flow.layers.some(isZero))).toBe(true);
    expect(drawn.some(({ flow }) => widthsOf(flow.layers).every(width => width === 1))).toBe(true);
  });

  it('without them have any widths and tasks, that of zeros too', () => {
    const drawn = cases({ assumptions: false });
    expect(drawn.some(({ flow }) => Math.min(...widthsOf(flow.layers)) < flow.sigmaYX.rows)).toBe(true);
    expect(drawn.some(({ flow }) => isZero(flow.sigmaYX))).toBe(true);
  });

  it('carry directions, invertible and orthogonal bases of the right sizes', () => {
    for (const given of cases({ with: ['V', 'P', 'O'] }, 40)) {
      const { W, d, h } = networkOf(given);
      expect(family(given, 'V').map(({ shape }) => shape)).toEqual(W.map(({ shape }) => shape));
      for (const letter of ['P', 'O']) {
        const bases = family(given, letter);
        expect(bases.map(({ rows, cols }) => [rows, cols])).toEqual(d.slice(1, h).map(width => [width, width]));
        for (const basis of bases) {
          expect(hasFullRank(basis)).toBe(true);
          if (letter === 'O') expect(isZero(minus(times(T(basis), basis), I(basis.rows)))).toBe(true);
        }
      }
    }
  });
});

it('Σ has falling values on its diagonal', () => {
  expect(taskOf(1, 2, 3).data.map(String)).toEqual(['3', '0', '0', '0', '2', '0']);
});

it('says what sizes there are not', () => {
  expect(() => networkCases({ minDepth: 0 })).toThrow('minDepth must be a whole number from 1 to 32, got 0');
  expect(() => networkCases({ minDepth: 5 })).toThrow('maxDepth must be a whole number from 5 to 32, got 4');
  expect(() => networkCases({ maxWidth: 4 })).toThrow('maxWidth must be a whole number from 1 to 3, got 4');
  expect(() => networkCases({ maxWidth: 1.5, assumptions: false })).toThrow(
    'maxWidth must be a whole number from 1 to 256, got 1.5',
  );
  expect(() => taskOf(0, 4, 4)).toThrow('dy must be a whole number from 1 to 3, got 4');
  expect(() => taskOf(0, 2, 1)).toThrow('dx must be a whole number from 2 to 256, got 1');
  expect(() => taskOf(4, 1, 1)).toThrow('index must be a whole number from 0 to 3, got 4');
  expect(() => basisFrom({ lower: [0], middle: [0], upper: [0] }, 2)).toThrow(
    'size must be a whole number from 1 to 1, got 2',
  );
});
