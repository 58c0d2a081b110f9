import { describe, expect, it } from 'vitest';
import { climb } from './precisionLadder.ts';
import { errorCode } from './testing/testProblems.ts';

/** A calculation whose runs are right to their working digits less `lost`; what it was asked is written down. */
function calculation(lost: number) {
  const asked: number[] = [];
  const run = (digits: number): number => {
    asked.push(digits);
    return digits - lost;
  };
  return { asked, run, agreement: (worse: number): number[] => [worse] };
}

describe('climb', () => {
  const precision = { digits: 30, maxDigits: 120 };

  it('takes two runs that agree', () => {
    const { asked, run, agreement } = calculation(2);
    const { best, agreed } = climb(precision, run, agreement);
    expect(asked).toHaveLength(2);
    expect(agreed).toEqual([asked[0]! - 2]);
    expect(best).toBe(asked[1]! - 2);
  });

  it('takes one run that knows itself to be right', () => {
    const { asked, run, agreement } = calculation(2);
    expect(climb(precision, run, agreement, right => [right]).agreed).toEqual([31]);
    expect(asked).toEqual([33]);
  });

  it('adds what its own bound was short of', () => {
    const { asked, run, agreement } = calculation(15);
    expect(climb(precision, run, agreement, right => [right]).agreed).toEqual([30]);
    expect(asked).toEqual([33, 45]);
  });

  it('compares two runs near each other where the bound says next to nothing', () => {
    const { asked, run, agreement } = calculation(1);
    expect(climb(precision, run, agreement, () => [0]).agreed).toEqual([32]);
    expect(asked).toEqual([33, 38]);
  });

  it('counts for each part what is more', () => {
    const { run } = calculation(0);
    const { agreed } = climb(
      precision,
      run,
      () => [40, 20],
      () => [10, 31],
    );
    expect(agreed).toEqual([40, 31]);
  });

  it('refuses where the digits allowed do not suffice, with the most that was reached', () => {
    const { run, agreement } = calculation(100);
    expect(errorCode(() => climb(precision, run, agreement))).toBe('PRECISION');
    expect(() => climb(precision, run, agreement, () => [7.9])).toThrow(/asked for are 30, reached 7 within maxDigits/);
  });
});
