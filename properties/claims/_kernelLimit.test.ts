import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { lambdaFamilyArbitrary } from '../arbitraries/lambdaFamilyArbitrary.ts';
import { type KernelLimit, stays, vanishes } from './_kernelLimit.ts';

const [given] = fc.sample(lambdaFamilyArbitrary({ kinds: ['square'], sign: 1, maxWidth: 1 }), { seed: 1, numRuns: 1 });
const effort = { truth: TRUTH, digits: 10, working: 20 };

/** A quantity that is |λ|^−p exactly, whatever the flow does; its floor, where there is one, |λ|^−q. */
const fallingLike = (p: number, q?: number): KernelLimit => ({
  quantity: 'y',
  of: (field, _start, _later, { lambda }) => field.parse(String(lambda.abs().toNumber() ** -p)),
  when: 'fixed',
  mus: [2, 3, 4, 6, 8],
  ...(q !== undefined && {
    floor: (field, _start, _later, { lambda }) => field.parse(String(lambda.abs().toNumber() ** -q)),
  }),
});

describe('a limit in λ', () => {
  it.each([
    [2, 'held', 'failed'],
    [1, 'held', 'failed'],
    [0.7, 'undecided', 'undecided'],
    [0.55, 'undecided', 'undecided'],
    [0.4, 'failed', 'held'],
    [0, 'failed', 'held'],
    [-1, 'failed', 'held'],
  ])('of |λ|^−%d: that it vanishes %s, that it stays %s', (p, vanished, stayed) => {
    expect(vanishes(fallingLike(p))(given!, effort).outcome).toBe(vanished);
    expect(stays(fallingLike(p))(given!, effort).outcome).toBe(stayed);
  });

  it.each([
    [2, 0.3, 'failed', 'held'],
    [2, 0.6, 'held', 'undecided'],
    [0.3, 2, 'failed', 'undecided'],
  ])('of |λ|^−%d with a floor of |λ|^−%d: that it vanishes %s, that it stays %s', (p, q, vanished, stayed) => {
    expect(vanishes(fallingLike(p, q))(given!, effort).outcome).toBe(vanished);
    expect(stays(fallingLike(p, q))(given!, effort).outcome).toBe(stayed);
  });

  it('meets a stated order, or falls short of it by more than cannot be told', () => {
    expect(vanishes(fallingLike(2), 1.75)(given!, effort).outcome).toBe('held');
    expect(vanishes(fallingLike(1.3), 1.75)(given!, effort).outcome).toBe('undecided');
    expect(vanishes(fallingLike(0.9), 1.75)(given!, effort).outcome).toBe('failed');
  });
});
