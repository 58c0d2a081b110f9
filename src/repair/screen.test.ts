import { describe, expect, it } from 'vitest';
import { parseFormula } from '../formula/parseFormula.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { Matrix } from '../numbers/matrix.ts';
import { isTolerable, outcomeOn, screenOf, TOLERANCE } from './screen.ts';
import { bindCase, screenCaseOf } from './screenCases.ts';

const zeros = (rows: number, cols: number): number[][] =>
  Array.from({ length: rows }, () => new Array<number>(cols).fill(0));
/** 2-1-3. */
const given = caseFromJson({ W1: zeros(1, 2), W2: zeros(3, 1), sigmaYX: zeros(3, 2) });

describe('outcomeOn', () => {
  it.each([
    ['I(No)', 0],
    ['2*I(No)', 1],
    ['zeros(No, Ni)', Number.POSITIVE_INFINITY],
    ['zeros(Ni, No)', Number.POSITIVE_INFINITY],
    ['I(Ni)', Number.POSITIVE_INFINITY],
  ])('%s beside I(No): the relative error, where the shape is the right one', (text, error) => {
    const formula = parseFormula(text);
    const truth = Matrix.generate(3, 3, (i, j) => (i === j ? 1 : 0));
    const cases = screenCaseOf(given, () => truth, bindCase(formula));
    const screen = screenOf(formula, cases);
    expect(outcomeOn(screen, 0, screen.trees, []).error).toBeCloseTo(error, 12);
  });
});

describe('isTolerable', () => {
  it('is an error up to the tolerance', () => {
    expect([0, TOLERANCE, 1.001 * TOLERANCE, Number.POSITIVE_INFINITY].map(error => isTolerable({ error }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
