import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Rational } from '../../../src/numbers/rational.ts';
import { modesOf, productOf, zerosIn } from './_chains.ts';
import { critical, diagonalFlow, modesArbitrary } from './_criticalModes.ts';
import { velocity } from './_descent.ts';

const of = (...entries: readonly number[]): Rational[] => entries.map(entry => Rational.of(entry));
const at = (modes: readonly Rational[][], sigmas: readonly Rational[]) => ({
  flow: diagonalFlow(modes, sigmas),
  time: Rational.ONE,
  extra: {},
});

it('a diagonal network has its modes', () => {
  const given = at([of(2, 5), of(0, 3)], of(9, 4));
  expect(modesOf(given).map(mode => mode.map(String))).toEqual([
    ['2', '5'],
    ['0', '3'],
  ]);
  expect(given.flow.sigmaYX.data.map(String)).toEqual(['9', '0', '0', '4']);
});

it('is critical where each mode is σ or has two zeros, and by the oracle at rest there', () => {
  const found = [
    at([of(2, 5)], of(10)),
    at([of(0, 0)], of(10)),
    at([of(0, 5)], of(10)),
    at([of(2, 5), of(0, 0)], of(10, 4)),
    at([of(2, 5), of(1, 1)], of(10, 4)),
    at([of(10)], of(10)),
    at([of(0)], of(10)),
  ];
  expect(found.map(critical.holds)).toEqual([true, true, false, true, false, true, false]);
  for (const given of found)
    expect(velocity(given.flow).every(layer => layer.data.every(entry => entry.sign() === 0))).toBe(
      critical.holds(given),
    );
});

it('draws critical points of every kind, and what is none', () => {
  const drawn = fc.sample(modesArbitrary(), { seed: 1, numRuns: 300 });
  const kinds = drawn.filter(critical.holds).map(given => {
    const { sigmaYX } = given.flow;
    return modesOf(given).map((mode, j) =>
      productOf(mode).compare(sigmaYX.at(j, j)) === 0 ? 'learned' : zerosIn(mode),
    );
  });
  expect(kinds.some(kind => kind.every(mode => mode === 'learned'))).toBe(true);
  expect(kinds.some(kind => kind.includes(2))).toBe(true);
  expect(kinds.some(kind => kind.includes(3))).toBe(true);
  expect(kinds.flat()).not.toContain(1);
  expect(kinds.length).toBeLessThan(drawn.length);
});

it('says what modes do not fit', () => {
  expect(() => diagonalFlow([], [])).toThrow('weights of a mode must be a whole number from 1 to 32, got 0');
  expect(() => diagonalFlow([of(1, 2), of(1)], of(2, 1))).toThrow('modes[1] must have 2 weights like modes[0], got 1');
  expect(() => diagonalFlow([of(1, 2)], of(2, 1))).toThrow('sigmas must be 1, one for each mode, got 2');
  expect(() => modesArbitrary({ minDepth: 0 })).toThrow('minDepth must be a whole number from 1 to 32, got 0');
  expect(() => modesArbitrary({ maxModes: 7 })).toThrow('maxModes must be a whole number from 1 to 6, got 7');
  expect(() => modesArbitrary({ minModes: 3, maxModes: 2 })).toThrow(
    'minModes must be a whole number from 1 to 2, got 3',
  );
});
