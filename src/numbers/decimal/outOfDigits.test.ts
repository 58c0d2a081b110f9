import { expect, it } from 'vitest';
import { outOfDigits } from './outOfDigits.ts';

it.each([
  [7.9, 7],
  [-3, 0],
  // Two answers of which one is not finite.
  [Number.NaN, 0],
])('where %s digits agreed, says %s', (reached, said) => {
  expect(outOfDigits({ digits: 30, maxDigits: 60 }, reached).message).toBe(
    `digits asked for are 30, reached ${said} within maxDigits, got 60`,
  );
});
