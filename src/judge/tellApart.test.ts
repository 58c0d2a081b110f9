import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellApart } from './tellApart.ts';

/** With a bar before the first digit that differs. */
function shown(left: string, right: string, least?: number): [string, string] {
  const told = tellApart(left, right, least);
  const marked = (text: string, at: number | undefined) =>
    at === undefined ? text : `${text.slice(0, at)}|${text.slice(at)}`;
  return [marked(told.left, told.at?.[0]), marked(told.right, told.at?.[1])];
}

describe('Two numbers side by side', () => {
  it.each([
    // The digits beyond those that are always shown are shown as far as they tell.
    ['0.123456789012345678', '0.123456789012999999', '0.123456789012|345…', '0.123456789012|999…'],
    ['0.12345678901234567', '0.52345678901234567', '0.|1234567890…', '0.|5234567890…'],
    ['1234567890123.25', '1234567890123.5', '1234567890123.|25', '1234567890123.|5'],
    // A short number is written out up to the digit that differs.
    ['2', '2.000000000000347', '2.000000000000|0', '2.000000000000|347'],
    ['2e-30', '2.000000000000347e-30', '2.000000000000|0e-30', '2.000000000000|347e-30'],
    ['100', '100.5', '100.|0', '100.|5'],
    // Where a digit is carried, the first that differs is not where the difference begins to count.
    ['0.99999999999999123', '1.00000000000000456', '|0.99999999999999123', '|1.00000000000000456'],
    ['9.75', '10.25', '|9.75', '|10.25'],
    // The notation of a number is its own.
    ['9.9e-8', '0.0000001', '|9.9e-8', '0.000000|1'],
    ['0.000001000000000000123', '0.000001000000000000923', '0.000001000000000000|123', '0.000001000000000000|923'],
    ['0', '1.5e-13', '|0', '|1.5e-13'],
    ['1e-5000000', '1', '|1e-5000000', '|1'],
    ['-1.5', '1.5', '|-1.5', '|1.5'],
  ])('%s and %s', (left, right, one, other) => {
    expect(shown(left, right)).toEqual([one, other]);
    expect(shown(right, left)).toEqual([other, one]);
  });

  it('that are equal have no mark, and long ones are cut', () => {
    expect(shown('0.33333333333333331', '0.33333333333333331')).toEqual(['0.3333333333…', '0.3333333333…']);
    expect(shown('0.5', '0.50')).toEqual(['0.5', '0.50']);
    expect(shown('-0', '0')).toEqual(['-0', '0']);
    expect(shown('1e3', '1000')).toEqual(['1e3', '1000']);
    expect(shown('123456789012345678', '123456789012345678')).toEqual(['123456789012345678', '123456789012345678']);
  });

  it('of which one is no decimal stay as they are', () => {
    expect(shown('1/3', '0.33333333333333331')).toEqual(['1/3', '0.3333333333…']);
    expect(shown('NaN', '1')).toEqual(['NaN', '1']);
  });

  it('always differ where the numbers do, at the mark and nowhere before, and what is shown is true', () => {
    const decimals = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc
        .tuple(fc.integer({ min: -99, max: 99 }), fc.nat({ max: 40 }), fc.integer({ min: 0, max: 9999 }))
        .map(([whole, zeros, rest]) => `${whole}.${'0'.repeat(zeros)}${rest}`),
    );
    const neighbours = fc
      .double({ noNaN: true, noDefaultInfinity: true, min: 1e-300, max: 1e300 })
      .map(value => [String(value), String(value * (1 + Number.EPSILON))] as [string, string]);
    fc.assert(
      fc.property(fc.oneof(fc.tuple(decimals, decimals), neighbours), ([left, right]) => {
        const { left: a, right: b, at } = tellApart(left, right);
        for (const [text, shownText] of [
          [left, a],
          [right, b],
        ] as const) {
          const [kept, exponent = ''] = shownText.split('…');
          if (shownText.includes('…')) expect(text.startsWith(kept!) && text.endsWith(exponent)).toBe(true);
          else expect(Number(shownText)).toBe(Number(text));
        }
        if (at === undefined) return expect(Number(left)).toBe(Number(right));
        expect(a).not.toBe(b);
        const [digitA, digitB] = [a[at[0]], b[at[1]]];
        expect(`${digitA}${digitB}`).toMatch(/^[\d-]{2}$/);
        if (at[0] === at[1] && a.indexOf('.') === b.indexOf('.') && !/e/i.test(a + b)) {
          expect(digitA).not.toBe(digitB);
          expect(a.slice(0, at[0])).toBe(b.slice(0, at[1]));
        }
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});
