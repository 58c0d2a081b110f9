import { expect, it } from 'vitest';
import { Rational } from '../../../src/numbers/rational.ts';
import { slopesOfLaws } from './_slopesOfLaws.ts';

const texts = (slopes: readonly (readonly Rational[])[]): string[][] => slopes.map(row => row.map(String));

it('has the gradients of squares and products exactly', () => {
  const laws = ([a, b]: readonly Rational[]): Rational[] => [a!.mul(a!).sub(b!.mul(b!)), a!.mul(b!), Rational.of(7)];
  expect(texts(slopesOfLaws(laws, [Rational.of(3), Rational.of(1, 2)]))).toEqual([
    ['6', '-1'],
    ['1/2', '3'],
    ['0', '0'],
  ]);
});

it('has none of no laws, and needs a weight', () => {
  expect(slopesOfLaws(() => [], [Rational.ONE])).toEqual([]);
  expect(() => slopesOfLaws(() => [], [])).toThrow('weights must be a whole number from 1');
});

it('of a cube it has another slope, as it says', () => {
  // ((a + 1)³ − (a − 1)³)/2 = 3a² + 1.
  expect(texts(slopesOfLaws(([a]) => [a!.mul(a!).mul(a!)], [Rational.of(2)]))).toEqual([['13']]);
});
