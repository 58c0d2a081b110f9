import { expect, it } from 'vitest';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { eigenvalue, plusBounds, timesBounds } from './_eigenvalues.ts';

const S = Matrix.fromRows(
  [
    [2, 1],
    [1, 2],
  ].map(row => row.map(entry => Rational.of(entry))),
);

it('holds eigenvalues between fractions', () => {
  const [first, second] = [eigenvalue(S, 1)!, eigenvalue(S, 2)!];
  for (const [{ low, high }, value] of [
    [first, 1],
    [second, 3],
  ] as const) {
    expect(low.toNumber()).toBeLessThanOrEqual(value);
    expect(high.toNumber()).toBeGreaterThanOrEqual(value);
    expect(high.sub(low).toNumber()).toBeLessThan(1e-5);
  }
  expect(plusBounds([first, second]).high.toNumber()).toBeCloseTo(4, 4);
  expect(timesBounds([first, second]).low.toNumber()).toBeCloseTo(3, 4);
});

it('knows an eigenvalue that is 0', () => {
  const singular = Matrix.fromRows(
    [
      [1, 1],
      [1, 1],
    ].map(row => row.map(entry => Rational.of(entry))),
  );
  expect(eigenvalue(singular, 1)).toEqual({ low: Rational.ZERO, high: Rational.ZERO });
  expect(eigenvalue(singular, 2)!.low.toNumber()).toBeCloseTo(2, 4);
});

it('has none beyond the size of the matrix', () => {
  expect([eigenvalue(S, 0), eigenvalue(S, 3)]).toEqual([undefined, undefined]);
});

it('names whole eigenvalues, and multiplies enclosures of either sign', () => {
  const [first, second] = [eigenvalue(S, 1)!, eigenvalue(S, 2)!];
  expect([first.low, first.high, second.low, second.high].map(value => `${value}`)).toEqual(['1', '1', '3', '3']);
  const [around, below] = [
    { low: Rational.of(-1), high: Rational.of(2) },
    { low: Rational.of(-5), high: Rational.of(-3) },
  ];
  const { low, high } = timesBounds([around, below]);
  expect([`${low}`, `${high}`]).toEqual(['-10', '5']);
});
