import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { DloError } from '../errors.ts';
import { remember } from './remember.ts';

describe('remember', () => {
  it('computes once for a key, and again when newer answers have pushed it out', () => {
    const recall = remember<number>(2);
    let computed = 0;
    const ask = (key: string): number => recall({ truth: TRUTH }, key, () => ++computed);
    expect(['a', 'a', 'b', 'a'].map(ask)).toEqual([1, 1, 2, 1]);
    expect(['c', 'b', 'a'].map(ask)).toEqual([3, 2, 4]);
  });

  it('keeps that an answer is out of reach, but no other failure', () => {
    const recall = remember<number>(2);
    let computed = 0;
    const fail = (key: string, error: Error): unknown => {
      try {
        return recall({ truth: TRUTH }, key, () => {
          computed += 1;
          throw error;
        });
      } catch (thrown) {
        return thrown;
      }
    };
    const outOfReach = new DloError('PRECISION', 'digits', 'must be fewer', 99);
    expect([fail('a', outOfReach), fail('a', outOfReach)]).toEqual([outOfReach, outOfReach]);
    expect(computed).toBe(1);
    fail('b', new TypeError('a slip'));
    fail('b', new TypeError('a slip'));
    expect(computed).toBe(3);
  });
});
