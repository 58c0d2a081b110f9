import { describe, expect, it } from 'vitest';
import type { TaskRank } from '../../src/judge/vocabulary.ts';
import { architecture } from '../../src/network/architecture.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { rank } from '../../src/numbers/rank.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { taskArbitrary, taskDraw } from './taskArbitrary.ts';
import { onlyValidAlsoWhenShrunk, sameSeedSameValue, shrinksStrictlySmaller, sumOfDraws } from './testing/laws.ts';

const F = rationalField;
function rows(...entries: (number | string)[][]): Matrix<Rational>['data'] {
  return entries.flat().map(entry => Rational.of(entry));
}

describe('taskArbitrary', () => {
  it('keeps the laws', () => {
    const arbitrary = taskArbitrary(architecture(2, 1, 3));
    sameSeedSameValue(arbitrary);
    onlyValidAlsoWhenShrunk(arbitrary, sigmaYX => expect(sigmaYX.shape).toBe('3×2'));
    shrinksStrictlySmaller(arbitrary, {
      smallest: { rows: 3, cols: 2, data: rows([2, 0], [0, 2], [0, 0]) },
      values: 10,
    });
    shrinksStrictlySmaller(taskDraw(1), {
      size: sumOfDraws,
      smallest: {
        form: 0,
        values: [0],
        tie: 0,
        octaves: 0,
        U: { turns: [], flips: [0] },
        V: { turns: [], flips: [0] },
        entries: [0],
        unit: 0,
      },
    });
  });

  it.each<[TaskRank, (found: number, full: number) => boolean]>([
    ['full', (found, full) => found === full],
    ['deficient', (found, full) => found > 0 && found < full],
    ['zero', found => found === 0],
  ])('has %s rank where asked for', (wanted, holds) => {
    for (const widths of [architecture(3, 1, 2), architecture(3, 3, 3)]) {
      const full = Math.min(widths.Ni, widths.No);
      onlyValidAlsoWhenShrunk(taskArbitrary(widths, { rank: wanted }), sigmaYX => {
        expect(holds(rank(F, sigmaYX), full)).toBe(true);
      });
    }
    expect(() => taskArbitrary(architecture(1, 1, 2), { rank: 'deficient' })).toThrow(/rank/);
  });
});
