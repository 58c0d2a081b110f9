import { describe, expect, test } from 'vitest';
import { fittedPower, growthSection } from './growth.ts';
import type { Section } from './table.ts';

const section: Section = {
  title: 'Solver',
  note: '',
  columns: ['network', 'points', 'ours', 'peer'],
  // The smallest is all set-up; from there on the cost is n³, and twice that at 10 times.
  rows: [
    ['2-2-2', '1', '1.00 s', '1 s'],
    ['4-4-4', '1', '64.0 ns', '1 s'],
    ['8-8-8', '1', '512 ns', 'not run'],
    ['16-16-16', '1', '4.096 µs', '1 s'],
    ['4-4-4', '10', '128 ns', '1 s'],
    ['8-8-8', '10', '1.024 µs', '1 s'],
    ['16-16-16', '10', 'not ours', '1 s'],
    ['2-2-2', '100', '1.00 s', '1 s'],
  ],
  ours: { named: ['network', 'points'], figures: ['ours'] },
  growth: [{ of: 'ours', along: 'network', power: 3, because: 'products' }],
};

test.each([3, 0, -1, 0.5])('the power of x^%d', power => {
  const points = [1, 3, 10].map(x => [x, 7 * x ** power] as const);
  expect(fittedPower(points)).toBeCloseTo(power, 12);
});

describe('the section on growth', () => {
  test('fits the largest values of the quantity, apart for each other name of the rows', () => {
    expect(growthSection([section, { ...section, growth: [] }]).rows).toEqual([
      ['Solver', '1: ours', 'network', '4–16', '3.00', '3', 'products'],
      ['Solver', '10: ours', 'network', '4–8', '3.00', '3', 'products'],
    ]);
  });

  test('a rate that grows is a cost that falls', () => {
    const rates = { ...section, rows: [1, 2, 4].map(x => [`${x}`, '1', `${20 * x}`, '']) };
    expect(growthSection([rates]).rows[0]![4]).toBe('-1.00');
  });
});
