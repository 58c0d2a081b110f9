import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { NextNumber } from './movedCase.ts';

/** Whole numbers, the same for the same seed. */
export function numbersFrom(seed: number): NextNumber {
  const generator = xoroshiro128plus(seed);
  return below => uniformInt(generator, 0, below - 1);
}
