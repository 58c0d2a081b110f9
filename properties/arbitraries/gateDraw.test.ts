import { describe, expect, it } from 'vitest';
import { integersOf, withIntegers } from '../../src/gate/draws.ts';
import { exactInFloat64, isExact, isFloat64 } from '../../src/gate/exactInFloat64.ts';
import type { Capabilities } from '../../src/gate/subject.ts';
import { closedFormSubject } from '../../src/gate/testing/testSubjects.ts';
import { rateOf, regimesOf } from '../../src/judge/regime.ts';
import { ARCHITECTURE_KINDS } from '../../src/network/architecture.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { lambdaBalanced } from '../hypotheses/lambdaBalanced.ts';
import { nonSingularB } from '../hypotheses/nonSingularB.ts';
import { caseOfDraw, drawCase, isGateDraw, plainCaseOfDraw } from './gateDraw.ts';

const { capabilities: ALL } = closedFormSubject();
const CASES = 300;
const drawn = Array.from({ length: CASES }, (_, index) => drawCase('random', 11, index, ALL)!);

describe('drawCase', () => {
  it('gives numbers that float64 holds and balance to the last digit', () => {
    for (const { given } of drawn) {
      expect(isExact(given)).toBe(true);
      expect(lambdaBalanced.holds(given)).toBe(true);
    }
  });

  it('goes through all regimes', () => {
    const counts = new Map<string, number>();
    for (const { given } of drawn) {
      for (const { axis, value } of regimesOf(given.problem, given.lambda, given.time))
        counts.set(`${axis}: ${value}`, (counts.get(`${axis}: ${value}`) ?? 0) + 1);
    }
    const share = (regime: string) => (counts.get(regime) ?? 0) / CASES;
    for (const kind of ARCHITECTURE_KINDS) expect(share(`architecture: ${kind}`), kind).toBeGreaterThan(0.12);
    for (const sign of ['negative', 'zero', 'positive']) expect(share(`sign of λ: ${sign}`), sign).toBeGreaterThan(0.2);
    for (const size of ['small', 'moderate', 'large']) expect(share(`size of λ: ${size}`), size).toBeGreaterThan(0.04);
    for (const phase of ['early', 'middle', 'late']) expect(share(`time: ${phase}`), phase).toBeGreaterThan(0.25);
    expect(share('rank of the task: deficient')).toBeGreaterThan(0.1);
    expect(share('rank of the task: zero')).toBeGreaterThan(0.01);
    expect(share('alignment: aligned')).toBeGreaterThan(0.15);
    expect(share('alignment: not aligned')).toBeGreaterThan(0.3);
    expect(drawn.filter(({ given }) => given.time.sign() === 0).length).toBeGreaterThan(3);
    expect(share('extreme: none')).toBeGreaterThan(0.6);
    for (const [kind, floor] of Object.entries({
      time: 0.08,
      λ: 0.02,
      sizes: 0.015,
      'near a coincidence': 0.006,
      units: 0.015,
    }))
      expect(share(`extreme: ${kind}`), kind).toBeGreaterThan(floor);
    const sizes = drawn.map(({ given: { lambda } }) => Math.abs(lambda.toNumber())).filter(size => size > 0);
    expect(sizes.filter(size => size < 1e-3).length).toBeGreaterThan(3);
    expect(sizes.filter(size => size < 1e-10).length).toBeGreaterThan(1);
    const zero = drawn.filter(({ given }) => given.lambda.sign() === 0).slice(0, 40);
    expect(zero.filter(({ given }) => !nonSingularB.holds(given)).length).toBeGreaterThan(3);
  });

  it('depends on purpose, seed and index only', () => {
    const text = (purpose: string, seed: number, index: number) =>
      JSON.stringify(drawCase(purpose, seed, index, ALL)!.given);
    expect(text('random', 11, 4)).toBe(JSON.stringify(drawn[4]!.given));
    expect(text('random', 12, 4)).not.toBe(text('random', 11, 4));
    expect(text('search', 11, 4)).not.toBe(text('random', 11, 4));
  });

  it('stays within what the subject can do', () => {
    const little: Capabilities = {
      ...ALL,
      architectures: ['bottleneck', 'funnel'],
      lambda: ['negative'],
      largestTime: 0.3,
    };
    for (let index = 0; index < 40; index++) {
      const { given } = drawCase('random', 1, index, little)!;
      const regime = Object.fromEntries(regimesOf(given.problem, given.lambda).map(({ axis, value }) => [axis, value]));
      expect(['bottleneck', 'funnel']).toContain(regime.architecture);
      expect(regime['sign of λ']).toBe('negative');
      expect(given.time.div(given.problem.tau).toNumber()).toBeLessThanOrEqual(0.3);
      expect(isFloat64(given.time)).toBe(true);
    }
    expect(drawCase('random', 1, 0, { ...ALL, lambda: [] })).toBeUndefined();
  });
});

describe('draws', () => {
  it('are lists of integers, and every one nearer to 0 makes a case or none', () => {
    for (const { draw, given } of drawn.slice(0, 40)) {
      const integers = integersOf(draw);
      expect(withIntegers(draw, integers)).toEqual(draw);
      expect(caseOfDraw(draw, ALL)).toEqual(given);
      for (let at = 0; at < integers.length; at += 3) {
        const smaller = withIntegers(
          draw,
          integers.map((value, k) => (k === at ? Math.trunc(value / 2) : value)),
        );
        const found = caseOfDraw(smaller, ALL);
        if (found !== undefined) expect(lambdaBalanced.holds(found)).toBe(true);
      }
    }
    const zeros = withIntegers(
      drawn[0]!.draw,
      integersOf(drawn[0]!.draw).map(() => 0),
    );
    const { problem, lambda, time } = plainCaseOfDraw(zeros, ALL)!;
    expect([problem.W1.data, problem.W2.data, problem.sigmaYX.data, [problem.tau, lambda]].flat().map(String)).toEqual([
      '1',
      '1',
      '2',
      '1',
      '0',
    ]);
    expect(String(time)).toBe('1/2');
  });

  it('are told from other values', () => {
    const { draw } = drawn[3]!;
    expect(isGateDraw(JSON.parse(JSON.stringify(draw)))).toBe(true);
    for (const wrong of [undefined, 1, {}, { ...draw, phase: 1.5 }, { ...draw, phase: 99 }, { ...draw, more: 1 }])
      expect(isGateDraw(wrong), JSON.stringify(wrong)).toBe(false);
  });
});

describe('exactInFloat64', () => {
  it('changes the units of a flow, not the flow', () => {
    const { given } = drawn.find(({ given: { problem } }) => problem.W1.rows === 3)!;
    const third = (a: typeof given.problem.W1, factor: Rational) => a.map(entry => entry.mul(factor));
    const [c, square] = [Rational.of(1, 3), Rational.of(1, 9)];
    const other = {
      problem: {
        ...given.problem,
        W1: third(given.problem.W1, c),
        W2: third(given.problem.W2, c),
        sigmaYX: third(given.problem.sigmaYX, square),
      },
      lambda: given.lambda.mul(square),
      time: given.time.div(square),
      extra: {},
    };
    const found = exactInFloat64(other)!;
    expect(isExact(found)).toBe(true);
    expect(lambdaBalanced.holds(found)).toBe(true);
    // Ratios of the same degree are untouched, and rate·t does not depend on the unit but for the rounding of t.
    const ratio = (a: typeof given) => a.problem.sigmaYX.data.map(entry => entry.mul(a.time));
    ratio(found).forEach((value, k) => {
      expect(value.toNumber()).toBeCloseTo(ratio(other)[k]!.toNumber(), 5);
    });
    const invariant = (a: typeof given) => a.problem.W1.data[0]!.mul(a.problem.W1.data[0]!).mul(a.time).toNumber();
    expect(invariant(found)).toBeCloseTo(invariant(other), 5);
    expect(rateOf(found.problem, found.lambda).sign()).toBe(1);
  });

  it('gives up where 53 bits do not suffice', () => {
    const { given } = drawn[0]!;
    const prime = Rational.of(1, 999999999989);
    const problem = {
      ...given.problem,
      W1: given.problem.W1.map(() => prime),
      W2: given.problem.W2.map(() => Rational.of(1, 3)),
    };
    expect(exactInFloat64({ ...given, problem, lambda: Rational.ZERO })).toBeUndefined();
  });
});
