import { describe, expect, it } from 'vitest';
import { type CaseJson, caseFromJson } from '../../src/judge/caseJson.ts';
import { TRAITS } from './traits.ts';

const texts = (given: Partial<CaseJson>): string[] => {
  const one = caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[1]], time: '1', ...given } as CaseJson);
  return TRAITS.filter(({ has }) => has(one)).map(({ text }) => text);
};

const [full, low] = [
  [
    [1, 0],
    [0, 2],
  ],
  [
    [1, 1],
    [1, 1],
  ],
].map(rows => rows.map(row => row.map(String))) as [string[][], string[][]];
const square = { W1: full, W2: full, sigmaYX: full };

describe('traits of a set of cases', () => {
  it.each<[string, Partial<CaseJson>, readonly string[]]>([
    ['nothing special but λ', square, ['λ = 0']],
    [
      'a first layer of low rank',
      { ...square, W1: low },
      ['rank W1(0) < min(Ni, Nh)', 'rank W2(0)W1(0) < min(Ni, No)'],
    ],
    ['a second one', { ...square, W2: low }, ['rank W2(0) < min(Nh, No)', 'rank W2(0)W1(0) < min(Ni, No)']],
    ['a task of low rank', { ...square, sigmaYX: low }, ['λ = 0', 'rank Σyx < min(Ni, No)']],
    ['time 0', { ...square, time: '0' }, ['t = 0', 'λ = 0']],
  ])('%s', (_, given, expected) => {
    expect(texts(given)).toEqual(expected);
  });
});
