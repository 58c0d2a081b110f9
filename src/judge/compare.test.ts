import { describe, expect, it } from 'vitest';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { Answer } from './claim.ts';
import { type Comparison, compare, failure, undecided } from './compare.ts';

const field = decimalField(80);
const effort = { digits: 30, working: 40 };

function answer(rows: readonly (readonly string[])[], digits = 40): Answer {
  return { value: Matrix.fromRows(rows.map(row => row.map(field.parse))), digits };
}

function comparison(stated: string, truth: string, digits = 40, quantity = 'q'): Comparison {
  return { quantity, stated: answer([[stated]], digits), truth: answer([[truth]], digits) };
}

/** 1 + 10^−places. */
const off = (places: number): string => `1.${'0'.repeat(places - 1)}1`;

describe('compare', () => {
  it('holds where both sides agree to the digits asked for', () => {
    expect(compare([comparison('1', '1')], effort)).toMatchObject({
      outcome: 'held',
      logResidual: Number.NEGATIVE_INFINITY,
      certain: 40,
      quantity: 'q',
    });
    expect(compare([comparison(off(31), '1')], effort).outcome).toBe('held');
    expect(compare([comparison('1', '1', 30)], effort).outcome).toBe('held');
  });

  it('compares matrices of one shape, whatever it is', () => {
    const column = [['1'], ['2'], ['3']];
    const outcome = (stated: string[][], truth: string[][]) =>
      compare([{ quantity: 'q', stated: answer(stated), truth: answer(truth) }], effort).outcome;
    expect(outcome(column, column)).toBe('held');
    expect(outcome([['1', '2', '3']], [['1', '2', '3']])).toBe('held');
    expect(outcome(column, column.slice(1))).toBe('failed');
    expect(outcome([['1', '2', '3']], [['1', '2']])).toBe('failed');
  });

  it('fails where they differ by far more than is uncertain, in however late a digit', () => {
    expect(compare([comparison('2', '1')], effort)).toMatchObject({ outcome: 'failed', logResidual: 0 });
    expect(compare([comparison(off(29), '1')], effort).outcome).toBe('failed');
    expect(compare([comparison('2', '1', 5)], effort).outcome).toBe('failed');
  });

  it.each([
    ['a difference within three orders of what is uncertain', off(8), 10],
    ['a difference below what is uncertain', off(12), 10],
    ['equal values of which too few digits are certain', '1', 29],
    ['values of which no digit is certain', '2', 0],
  ])('does not decide %s', (_, stated, digits) => {
    const judgement = compare([comparison(stated, '1', digits)], effort);
    expect(judgement.outcome).toBe('undecided');
    expect(judgement.reason).toBe(`only ${digits.toFixed(1)} digits are certain`);
  });

  it('decides once the uncertainty is three orders below the difference', () => {
    expect(compare([comparison(off(6), '1', 10)], effort).outcome).toBe('failed');
    expect(compare([comparison(off(8), '1', 12)], effort).outcome).toBe('failed');
  });

  it.each([
    [10, 40],
    [40, 10],
  ])('counts the digits of the less certain side (%d and %d)', (stated, truth) => {
    const one = { quantity: 'q', stated: answer([['1']], stated), truth: answer([['1']], truth) };
    expect(compare([one], effort)).toMatchObject({ outcome: 'undecided', certain: 10 });
  });

  it('measures errors against the size that is given', () => {
    const small = { quantity: 'q', stated: answer([['1e-35']]), truth: answer([['0']]) };
    const larger = { quantity: 'q', stated: answer([['1e-25']]), truth: answer([['0']]) };
    expect(compare([{ ...small, size: field.parse('1') }], effort).outcome).toBe('held');
    expect(compare([{ ...small, size: field.parse('1e-10') }], effort).outcome).toBe('failed');
    expect(compare([{ ...larger, size: field.parse('1') }], effort).outcome).toBe('failed');
    expect(compare([{ ...larger, size: field.parse('1e10') }], effort).outcome).toBe('held');
  });

  it('fails where the shapes differ, and names both', () => {
    const wide: Comparison = { quantity: 'W1', stated: answer([['1', '1']]), truth: answer([['1'], ['1']]) };
    const judgement = compare([wide], effort);
    expect(judgement).toMatchObject({
      outcome: 'failed',
      quantity: 'W1',
      logResidual: Number.POSITIVE_INFINITY,
      truth: wide.truth.value,
    });
    expect(judgement.reason).toBe('the statement gives 1×2, the truth is 2×1');
  });

  it('lets the first quantity that differs decide, whatever the others say', () => {
    const judgement = compare(
      [
        comparison('1', '1', 5, 'unsure'),
        comparison(off(20), '1', 40, 'first'),
        comparison('2', '1', 40, 'second'),
        comparison('1', '1', 40, 'fine'),
      ],
      effort,
    );
    expect(judgement).toMatchObject({ outcome: 'failed', quantity: 'first' });
  });

  it('is undecided where no quantity differs and one is unsure, else shows the worst', () => {
    const fine = comparison(off(33), '1', 40, 'fine');
    const worst = comparison(off(31), '1', 40, 'worst');
    const unsure = comparison('1', '1', 5, 'unsure');
    for (const order of [
      [fine, unsure, worst],
      [unsure, worst, fine],
      [worst, fine, unsure],
    ]) {
      expect(compare(order, effort)).toMatchObject({ outcome: 'undecided', quantity: 'unsure' });
    }
    expect(compare([fine, worst, fine], effort)).toMatchObject({ outcome: 'held', quantity: 'worst' });
    expect(compare([worst, fine], effort)).toMatchObject({ outcome: 'held', quantity: 'worst' });
  });

  it('gives both sides with the judgement', () => {
    const { stated, truth } = compare([comparison('2', '1')], effort);
    const texts = [stated, truth].map(side => (side as Matrix<Decimal>).data.map(String));
    expect(texts).toEqual([['2'], ['1']]);
  });
});

it('failure and undecided carry their reason', () => {
  expect(failure('q', 'no value')).toEqual({
    outcome: 'failed',
    logResidual: Number.POSITIVE_INFINITY,
    certain: Number.POSITIVE_INFINITY,
    quantity: 'q',
    reason: 'no value',
  });
  expect(undecided('q', 'too slow')).toMatchObject({ outcome: 'undecided', certain: 0, reason: 'too slow' });
});
