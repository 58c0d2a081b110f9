import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { DloError } from '../../src/errors.ts';
import type { FlowCase } from '../../src/judge/case.ts';
import type { Judge } from '../../src/judge/claim.ts';
import { TIMELESS } from '../../src/judge/instant.ts';
import { flow } from '../../src/network/flow.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { times } from './_exact.ts';
import { type ExactOrder, exactly, exactlyOrdered, failsWithoutValue, hasNoValue, isSo } from './_exactly.ts';

const of = (...rows: readonly (readonly number[])[]): Matrix<Rational> =>
  Matrix.fromRows(rows.map(row => row.map(x => Rational.of(x))));
const given: FlowCase = {
  flow: flow({ layers: [of([2])], sigmaYX: of([3]) }),
  time: Rational.ZERO,
  extra: {},
};
const effort = { truth: TRUTH, digits: 10, working: 30 };
const judged = (judge: Judge<FlowCase>) => judge(given, effort);
const outcome = (judge: Judge<FlowCase>) => judged(judge).outcome;

describe('sides', () => {
  it('are equal, all of them, or the statement fails', () => {
    expect(outcome(exactly(({ flow }) => [['W', of([2]), flow.layers[0]!]]))).toBe('held');
    expect(outcome(exactly(() => [['a number', 4, Rational.of(4)]]))).toBe('held');
    const third = [Rational.of(1, 3), Rational.of(33_333, 100_000)] as const;
    expect(outcome(exactly(() => [['a third', ...third]]))).toBe('failed');
    const both = judged(
      exactly(() => [
        ['right', 1, 1],
        ['wrong', of([1, 2]), of([1, 3])],
      ]),
    );
    expect([both.outcome, both.quantity, both.at]).toEqual(['failed', 'wrong', TIMELESS]);
  });

  it('say nothing where there are none', () => {
    expect(judged(exactly(() => []))).toMatchObject({ outcome: 'held', quantity: 'nothing to compare' });
    expect(judged(exactlyOrdered(() => []))).toMatchObject({ outcome: 'held', quantity: 'nothing to compare' });
  });

  it('of other sizes fail, and so does what has no value since sizes do not fit', () => {
    expect(outcome(exactly(() => [['sizes', of([1, 2]), of([1], [2])]]))).toBe('failed');
    const nothing = judged(exactly(() => [['product', times(of([1, 2]), of([1, 2])), of([1])]]));
    expect(nothing).toMatchObject({ outcome: 'failed', at: TIMELESS });
    expect(nothing.reason).toMatch(/1×2/);
    expect(outcome(isSo(() => ({ quantity: 'q', reason: 'r', isSo: times(of([1, 2]), of([1, 2])).rows > 0 })))).toBe(
      'failed',
    );
  });

  it('hide no other error: a range that a check leaves is its own fault', () => {
    const beyond = new DloError('RANGE', 'i', 'must be a whole number from 1 to 2', 3);
    const throwing = (): never => {
      throw beyond;
    };
    for (const judge of [exactly(throwing), exactlyOrdered(throwing), isSo(throwing)])
      expect(() => judged(judge)).toThrow('i must be a whole number from 1 to 2, got 3');
  });
});

describe('orders', () => {
  const order = (...sides: readonly ExactOrder[]) => exactlyOrdered(() => sides);

  it('hold or fail, strict ones not where both sides are equal', () => {
    expect([order([1, '<', 2]), order([2, '<=', 2]), order([2, '>=', 1]), order([2, '>', 1])].map(outcome)).toEqual(
      Array(4).fill('held'),
    );
    expect([order([2, '<', 2]), order([3, '<=', 2]), order([0, '>=', 1]), order([1, '>', 1])].map(outcome)).toEqual(
      Array(4).fill('failed'),
    );
  });

  it('tell the one that fails, else that of the least margin, by its name', () => {
    expect(judged(order([1, '<', 2], [3, '<', 2, 'the loss']))).toMatchObject({
      outcome: 'failed',
      quantity: 'the loss',
    });
    const least = judged(order([1, '<', 9, 'far'], [8, '<', 9, 'near']));
    expect(least).toMatchObject({ outcome: 'held', quantity: 'near', at: TIMELESS });
    expect(judged(order([of([1, 5]), '<=', of([1, 4])])).outcome).toBe('failed');
  });
});

describe('facts', () => {
  const fact = (is: boolean | undefined) =>
    isSo(({ flow }) => ({
      quantity: 'W',
      isSo: is,
      reason: `it is ${flow.layers[0]!.at(0, 0)}`,
      shown: flow.layers[0]!,
    }));

  it('hold, fail, or are not decided', () => {
    expect([true, false, undefined].map(is => outcome(fact(is)))).toEqual(['held', 'failed', 'undecided']);
    const { reason, truth } = judged(fact(false));
    expect([reason, truth!.at(0, 0).toNumber()]).toEqual(['it is 2', 2]);
  });

  it('that have no value fail', () => {
    expect(judged(hasNoValue('θ', 'W_0 is no layer'))).toMatchObject({
      outcome: 'failed',
      quantity: 'θ',
      reason: 'W_0 is no layer',
      at: TIMELESS,
    });
  });
});

describe('a statement with roots and quotients', () => {
  const throwing =
    (code: 'RANGE' | 'SINGULAR' | 'FORMAT'): Judge<FlowCase> =>
    () => {
      throw new DloError(code, 'a root', 'must be of a square', -1);
    };

  it('fails where one has no value, and where its own sides differ', () => {
    expect(judged(failsWithoutValue(throwing('RANGE')))).toMatchObject({ outcome: 'failed', at: TIMELESS });
    expect(outcome(failsWithoutValue(throwing('SINGULAR')))).toBe('failed');
    expect(outcome(failsWithoutValue(exactly(() => [['a number', 1, 1]])))).toBe('held');
    expect(outcome(failsWithoutValue(exactly(() => [['a number', 1, 2]])))).toBe('failed');
  });

  it('hides no other error', () => {
    expect(() => judged(failsWithoutValue(throwing('FORMAT')))).toThrow('a root must be of a square, got -1');
  });
});
