import { describe, expect, it } from 'vitest';
import { Matrix } from './matrix.ts';
import { readMatrix } from './readMatrix.ts';

describe('readMatrix', () => {
  it('reads rows of numbers and strings exactly, and a Matrix', () => {
    const rows = readMatrix('W1', [[0.5, '1/3'], new Float64Array([2, -1])]);
    expect(rows.data.map(String)).toEqual(['1/2', '1/3', '2', '-1']);
    expect(readMatrix('W1', Matrix.fromRows([[0.25]])).data.map(String)).toEqual(['1/4']);
  });

  it.each([
    ['no rows', [], 'FORMAT', 'W1'],
    ['nothing', null, 'FORMAT', 'W1'],
    ['a number', 5, 'FORMAT', 'W1'],
    ['a text', 'rows', 'FORMAT', 'W1'],
    ['an object', { length: 1, 0: [1] }, 'FORMAT', 'W1'],
    ['an empty row', [[]], 'FORMAT', 'W1 row 1'],
    ['a row that is none', [[1], 'two'], 'FORMAT', 'W1 row 2'],
    ['rows of unequal length', [[1, 2], [3]], 'SHAPE', 'W1 row 2'],
    ['an entry that is no number', [[1, true]], 'NOT_A_NUMBER', 'W1[1,2]'],
  ])('refuses %s', (_what, value, code, argument) => {
    expect(() => readMatrix('W1', value)).toThrow(expect.objectContaining({ code, argument }));
  });
});
