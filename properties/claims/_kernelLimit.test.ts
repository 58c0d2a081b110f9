import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { AT_START } from '../../src/judge/instant.ts';
import { frobeniusNorm, subtract } from '../../src/numbers/linearAlgebra.ts';
import { lambdaFamilyArbitrary } from '../arbitraries/lambdaFamilyArbitrary.ts';
import { type KernelLimit, kernelChange, stays, trendIn, trendOf, vanishes } from './_kernelLimit.ts';

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

describe('a limit of the state itself', () => {
  const ofStart = (of: KernelLimit['of'], mus: readonly number[] = [4, 8, 16, 32, 64]): KernelLimit => ({
    quantity: 'y',
    when: 'start',
    of,
    mus,
  });

  it('is asked with the start for both states, and no flow is asked for anything', () => {
    const asked: boolean[] = [];
    const noOne = (): never => expect.fail('the flow was asked');
    const truth = { ...TRUTH, weights: noOne, layers: noOne, correlations: noOne, descent: noOne, memory: new Map() };
    const limit = ofStart((field, start, later) => {
      asked.push(start === later);
      return field.one;
    });
    trendOf(given!, limit, { truth });
    expect(asked).toEqual(Array(5).fill(true));
  });

  it('measures what is known: W2ᵀW2 grows like λ, W1W1ᵀ falls like 1/λ, W2W1 stays', () => {
    const order = (block: 'gram1' | 'map' | 'gram2'): number =>
      trendOf(
        given!,
        ofStart((field, start) => frobeniusNorm(field, start[block])),
        { truth: TRUTH },
      ).order;
    expect([order('gram2'), order('gram1'), order('map')].map(p => Math.round(p * 100) / 100)).toEqual([-1, 1, 0]);
  });

  it('of a change is zero, which vanishes of any order and has no law', () => {
    const limit = ofStart(kernelChange);
    const { order, law } = trendOf(given!, limit, { truth: TRUTH });
    expect([order, law]).toEqual([Number.POSITIVE_INFINITY, undefined]);
    expect(vanishes(limit, 5)(given!, effort)).toMatchObject({ outcome: 'held', at: AT_START });
    expect(trendIn(limit).measured!([given!], TRUTH)).toBe('y is zero on every case.');
  });

  it('has at least five members', () => {
    const limit = ofStart(field => field.one, [4, 8, 16, 32]);
    expect(() => vanishes(limit)(given!, effort)).toThrow('members must be at least 5 for a trend, got 4');
  });
});

describe('a limit at a time over |λ|', () => {
  const mus = [2, 4, 8, 16, 32];
  /** How far W2W1 is from its start, times |λ|^power. */
  const moved = (when: 'fixed' | 'scaled', power: 0 | 1 = 0): KernelLimit => ({
    quantity: 'W2W1 has moved by',
    when,
    mus,
    of: (field, start, later, { lambda }) => {
      const distance = frobeniusNorm(field, subtract(field, later.map, start.map));
      return power === 0 ? distance : field.mul(distance, field.of(lambda.abs()));
    },
  });

  it('keeps |λ|t: what a fast layer learns there neither vanishes nor grows', () => {
    const { values, order } = trendOf(given!, moved('scaled'), { truth: TRUTH });
    expect(Math.abs(order)).toBeLessThan(0.01);
    // A large layer √λ moves W2W1 like a shallow network at rate λ: it is Σyx + (start − Σyx)e^(−λt) in the limit.
    const { problem, time } = given!;
    const [k, task] = [given!.extra.c!.at(0, 0).toNumber(), problem.sigmaYX.at(0, 0).toNumber()];
    const start = 2 * k * Math.sign(problem.W2.at(0, 0).toNumber() * problem.W1.at(0, 0).toNumber());
    const stated = Math.abs(task - start) * -Math.expm1(-time.toNumber());
    expect(values.at(-1)!.toNumber()).toBeCloseTo(stated, 2);
  });

  it('decides as others do', () => {
    expect(stays(moved('scaled'))(given!, effort).outcome).toBe('held');
    expect(vanishes(moved('scaled'))(given!, effort).outcome).toBe('failed');
    expect(trendOf(given!, moved('scaled', 1), { truth: TRUTH }).order).toBeCloseTo(-1, 1);
  });

  it('is another one than at a fixed time, where all is learned', () => {
    const [fixed, atScaled] = (['fixed', 'scaled'] as const).map(when =>
      trendOf(given!, moved(when), { truth: TRUTH }).values[0]!.toNumber(),
    );
    expect(fixed).toBeGreaterThan(atScaled!);
  });
});
