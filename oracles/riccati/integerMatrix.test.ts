import { describe, expect, it } from 'vitest';
import { rationals } from '../testing/testProblems.ts';
import { log2Norm, multiplyIntegers, normOf, overOneDenominator, quotient, toRationals } from './integerMatrix.ts';

describe('integer matrices', () => {
  const a = rationals([
    ['1/2', '-2/3'],
    [0, '5/4'],
  ]);

  it('have the least common denominator', () => {
    const { entries, denominator } = overOneDenominator(a);
    expect(denominator).toBe(12n);
    expect(entries.data).toEqual([6n, -8n, 0n, 15n]);
    expect(toRationals({ entries, denominator }).data.map(String)).toEqual(['1/2', '-2/3', '0', '5/4']);
  });

  it('multiply exactly', () => {
    const { entries } = overOneDenominator(a);
    expect(multiplyIntegers(entries, entries.transpose()).data).toEqual([100n, -120n, -120n, 225n]);
  });

  it('have sizes for integers longer than a float64', () => {
    const long = 10n ** 400n;
    expect(quotient(3n * long, 2n * long)).toBe(1.5);
    expect(quotient(3n, long)).toBe(0);
    expect(normOf({ entries: overOneDenominator(rationals([[3, 4]])).entries, denominator: 2n })).toBeCloseTo(2.5, 10);
    const power = overOneDenominator(rationals([[3, 4]])).entries.map(entry => entry << 4000n);
    expect(log2Norm(power)).toBeCloseTo(4000 + Math.log2(5), 9);
    expect(log2Norm(overOneDenominator(rationals([[0]])).entries)).toBe(Number.NEGATIVE_INFINITY);
  });
});
