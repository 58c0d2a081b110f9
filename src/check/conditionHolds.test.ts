import { describe, expect, it } from 'vitest';
import { caseFromJson } from '../judge/caseJson.ts';
import { conditionHolds } from './conditionHolds.ts';
import { openFormula } from './testing/open.ts';

const given = caseFromJson({
  W1: [
    [1, 0],
    [0, 1],
  ],
  W2: [[1, 2]],
  sigmaYX: [[2, 1]],
});

function holds(where: string): boolean {
  const { file } = openFormula(`claims: equation\nneeds: whitened\nwhere: ${where}\n---\nW1t == W1t\n`, 'f.txt');
  return file.where.every(condition => conditionHolds(file, condition, given));
}

describe('conditionHolds', () => {
  it.each([
    ['norm(W2) > norm(W1)', true],
    ['norm(W2) < norm(W1)', false],
    ['norm(W1)^2 >= 2', true],
    ['norm(W1)^2 <= 2', true],
    ["W1*W1' == I(Nh)", true],
    ["W1*W1' ~= I(Nh)", false],
    ["W2'*W2 == I(Nh)", false],
    // A condition without a real value is not met.
    ['sqrt(-norm(W2)) == 1', false],
  ])('%s: %s', (where, met) => {
    expect(holds(where)).toBe(met);
  });

  describe('beside 0', () => {
    const turned = caseFromJson({
      W1: [
        [1, '1e-20'],
        [0, 1],
      ],
      W2: [
        [1, 0],
        [0, 1],
      ],
      sigmaYX: [
        [2, 1],
        [1, 3],
      ],
    });

    it.each([
      // Singular vectors are rounded: what is left of their product is 0, of neither sign.
      ['b == 0', "b = norm(V'*V - I(m))", true],
      ['b > 0', "b = norm(V'*V - I(m))", false],
      ['0 < b', "b = norm(V'*V - I(m))", false],
      ['M(1,2) == 0', "M = V'*Syx'*Syx*V", true],
      // What is small and not rounded counts.
      ['b == 0', 'b = W1(1,2)', false],
      ['b > 0', 'b = W1(1,2)', true],
    ])('%s, %s: %s', (where, definition, met) => {
      const text = `claims: equation\nneeds: whitened\nwhere: ${where}\n---\n${definition}\nW1t == W1t\n`;
      const { file } = openFormula(text, 'f.txt');
      expect(file.where.every(condition => conditionHolds(file, condition, turned))).toBe(met);
    });
  });

  it.each([
    ['W1 > 2*W1', 'must compare two scalars', '2×2 > 2×2'],
    ['W2 <= norm(W2)', 'must compare two scalars', '1×2 <= 1×1'],
    ['W1 == W2', 'must compare two values of one shape', '2×2 == 1×2'],
  ])('refuses %s', (where, rule, shapes) => {
    expect(() => holds(where)).toThrow(expect.objectContaining({ code: 'FORMULA' }));
    expect(() => holds(where)).toThrow(rule);
    expect(() => holds(where)).toThrow(shapes);
  });
});
