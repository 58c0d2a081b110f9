import { describe, expect, it } from 'vitest';
import { type Law, lawInWords, lawOf, type Member, trendRecord } from './trend.ts';

/** y = f(x) at the members of a sequence. */
const members = (xs: readonly number[], f: (x: number) => number): Member[] =>
  xs.map(x => ({ logX: Math.log10(x), logY: Math.log10(f(x)) }));

const XS = [4, 6, 8, 12, 16];

describe('lawOf', () => {
  it('finds order and constant of a power, to the digits of the values', () => {
    const { order, constant } = lawOf(
      members(XS, x => 3 / x ** 2),
      6,
    );
    expect(order.value).toBeCloseTo(2, 12);
    expect(constant.value).toBeCloseTo(3, 10);
    expect(order.error).toBeGreaterThan(0);
    expect(order.error).toBeLessThan(1e-5);
    expect(constant.error).toBeLessThan(1e-4);
  });

  it('knows by how much a law that is reached slowly may be off', () => {
    // 3/x² (1 + 1/x): the slope is 2 in the end, and 2.07 between the last two.
    const { order, constant } = lawOf(
      members(XS, x => (3 / x ** 2) * (1 + 1 / x)),
      6,
    );
    expect(Math.abs(order.value - 2)).toBeGreaterThan(0.05);
    expect(Math.abs(order.value - 2)).toBeLessThan(3 * order.error);
    expect(Math.abs(constant.value - 3)).toBeLessThan(3 * constant.error);
  });

  it('is of the order 0 where a quantity stays, with what it stays at', () => {
    const { order, constant } = lawOf(
      members(XS, () => 0.25),
      3,
    );
    expect(order.value).toBe(0);
    expect(constant.value).toBeCloseTo(0.25, 12);
    // Three digits leave open what they leave open.
    expect(order.error).toBeGreaterThan(1e-3);
  });

  it('takes the whole sequence where it is told to, and is as uncertain as its worst member', () => {
    const bent = members([1, 10, 100, 1000, 10_000], x => (x === 100 ? 2 : 1));
    expect(lawOf(bent, 6, 0).order).toEqual({ value: 0, error: expect.closeTo(Math.log10(2) / 4, 5) });
    expect(lawOf(bent, 6).order.error).toBeGreaterThan(0.2);
  });

  it('refuses a slope of four members', () => {
    expect(() =>
      lawOf(
        members(XS.slice(1), x => 1 / x),
        3,
      ),
    ).toThrow(expect.objectContaining({ code: 'RANGE', argument: 'members' }));
  });
});

it('a record has the range over all cases and the largest error', () => {
  const law = (order: number, error: number): Law => ({
    order: { value: order, error },
    constant: { value: 10 * order, error: 2 * error },
  });
  expect(trendRecord('S ~ c·x^−p', 'x = 1 … 5', [])).toBeUndefined();
  const laws = [law(2.00001, 0.01), law(1.5, 0.2), law(1.9, 0.1)];
  expect(trendRecord('S ~ c·x^−p', 'x = 1 … 5', laws)).toEqual({
    law: 'S ~ c·x^−p',
    members: 'x = 1 … 5',
    order: { least: 1.5, median: 1.9, most: 2, error: 0.2 },
    constant: { least: 15, median: 19, most: 20, error: 0.4 },
  });
  expect(lawInWords(law(1.98765, 0.0123))).toBe('p = 1.99 ± 0.01, c = 19.9 ± 0.02');
});
