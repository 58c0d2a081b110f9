import { expect, test } from 'vitest';
import { tellRowsApart } from './differences.ts';
import { twoSides } from './twoSides.ts';

const lines = (stated: string[][], truth: string[][]) => twoSides(tellRowsApart(stated, truth), ['stated', 'true']);

test('two values stand one above the other, carets under the first different digits', () => {
  expect(lines([['0.363434229019']], [['0.357108420677']])).toEqual([
    'stated: [0.363434229019]',
    'true:   [0.357108420677]',
    '            ^',
  ]);
  expect(
    lines(
      [
        ['-1.5', '2'],
        ['1/3', '1e-9'],
      ],
      [
        ['1.5', '2.0000000000001'],
        ['1/3', '1e-9'],
      ],
    ),
  ).toEqual(['stated: [-1.5 2.0000000000000; 1/3 1e-9]', 'true:   [1.5  2.0000000000001; 1/3 1e-9]', '         ^']);
});

test('nothing is marked where no digit can be', () => {
  expect(lines([['1/3']], [['0.3']])).toEqual(['stated: [1/3]', 'true:   [0.3]']);
});
