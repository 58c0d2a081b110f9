import fc from 'fast-check';
import { expect, it } from 'vitest';
import { architectureOf } from '../../src/network/problem.ts';
import { multiply } from '../../src/numbers/linearAlgebra.ts';
import { rank } from '../../src/numbers/rank.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { criticalPoint } from '../hypotheses/criticalPoint.ts';
import { lambdaBalanced } from '../hypotheses/lambdaBalanced.ts';
import { criticalPointCaseArbitrary } from './criticalPointCaseArbitrary.ts';

const drawn = (balanced: boolean) =>
  fc.sample(criticalPointCaseArbitrary({ accepts: () => true, balanced })!, { seed: 3, numRuns: 150 });

it('draws starts at which the flow rests, of every number of learned modes and with weights that reach nothing', () => {
  const cases = drawn(false);
  expect(cases.filter(given => !criticalPoint.holds(given))).toEqual([]);
  const maps = cases.map(({ problem: { W1, W2 } }) => rank(rationalField, multiply(rationalField, W2, W1)));
  expect([...new Set(maps)]).toEqual(expect.arrayContaining([0, 1, 2]));
  const idle = cases.filter(
    ({ problem: { W1, W2 } }, k) => rank(rationalField, W1) > maps[k]! || rank(rationalField, W2) > maps[k]!,
  );
  expect(idle.length).toBeGreaterThan(20);
  expect(cases.filter(given => !lambdaBalanced.holds(given)).length).toBeGreaterThan(20);
});

it('draws balanced ones where they are asked for', () => {
  const cases = drawn(true);
  expect(cases.every(given => criticalPoint.holds(given) && lambdaBalanced.holds(given))).toBe(true);
});

it('draws the networks that are accepted, and none where there are none', () => {
  const square = criticalPointCaseArbitrary({ accepts: ({ Ni, No }) => Ni === No, balanced: false })!;
  const widths = fc.sample(square, { seed: 3, numRuns: 20 }).map(({ problem }) => architectureOf(problem));
  expect(widths.every(({ Ni, No }) => Ni === No)).toBe(true);
  expect(criticalPointCaseArbitrary({ accepts: () => false, balanced: false })).toBeUndefined();
});

it('shrinks to critical points alone', () => {
  const cases = criticalPointCaseArbitrary({ accepts: () => true, balanced: false })!;
  const seen: boolean[] = [];
  fc.check(
    fc.property(cases, given => {
      seen.push(criticalPoint.holds(given));
      return given.problem.W1.rows < 2;
    }),
    { seed: 3 },
  );
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).not.toContain(false);
});
