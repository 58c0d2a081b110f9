import { describe, expect, test } from 'vitest';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { agreedDigitsOfTexts, disagreement, relativeError } from './disagreement.ts';

test('an error within the tolerance is no disagreement, a larger one and none at all are', () => {
  expect(disagreement(1e-9, 1e-8)).toBeUndefined();
  expect(disagreement(0, 0)).toBeUndefined();
  expect(disagreement(3.21e-8, 1e-8)).toBe('disagrees with ours by 3.2e-8');
  expect(disagreement(Number.NaN, 1e-8)).toBe('disagrees with ours: no finite result');
  expect(disagreement(Number.POSITIVE_INFINITY, 1e-8)).toBe('disagrees with ours: no finite result');
});

describe('the relative error', () => {
  test('is the worst over the arrays, each by its own norm', () => {
    expect(relativeError([[3, 4], [1000]], [[3, 4.5], [1001]])).toBeCloseTo(0.1, 12);
    expect(relativeError([[3, 4], [1000]], [[3, 4], [1100]])).toBeCloseTo(0.1, 12);
    expect(relativeError([[3, 4]], [[3, 4]])).toBe(0);
  });

  test.each([
    ['nothing', undefined],
    ['an array too few', [[1, 2]]],
    ['an entry too few', [[1, 2], [3]]],
    [
      'an entry that is not finite, sent as null',
      [
        [1, null],
        [3, 4],
      ],
    ],
    [
      'text',
      [
        [1, '2'],
        [3, 4],
      ],
    ],
  ])('of %s is NaN', (_, theirs) => {
    expect(
      relativeError(
        [
          [1, 2],
          [3, 4],
        ],
        theirs,
      ),
    ).toBeNaN();
  });
});

describe('digits of decimal texts', () => {
  const field = decimalField(60);
  const third = new Matrix(1, 2, [field.div(field.one, field.of(3)), field.of(-2)]);

  test('are counted beyond float64, the worst matrix counting', () => {
    expect(agreedDigitsOfTexts([third], [[`0.${'3'.repeat(40)}`, '-2']])).toBeCloseTo(40.8, 0);
    expect(
      agreedDigitsOfTexts(
        [third, third],
        [
          [`0.${'3'.repeat(40)}`, '-2'],
          ['0.333', '-2.0e0'],
        ],
      ),
    ).toBeCloseTo(3.8, 0);
  });

  test.each([
    ['numbers', [[0.333, -2]]],
    ['NaN', [['nan', '-2']]],
    ['a matrix too few', []],
    ['an entry too few', [['0.333']]],
    ['nothing', undefined],
  ])('of %s are NaN', (_, theirs) => {
    expect(agreedDigitsOfTexts([third], theirs)).toBeNaN();
  });
});
