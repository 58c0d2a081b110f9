import type fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyWeightsCaseArbitrary } from '../../properties/arbitraries/anyWeightsCaseArbitrary.ts';
import { caseArbitrary } from '../../properties/arbitraries/caseArbitrary.ts';
import { casesFor } from '../../properties/arbitraries/casesFor.ts';
import { taskBasisCaseArbitrary } from '../../properties/arbitraries/taskBasisCaseArbitrary.ts';
import { equalTaskValues } from '../../properties/hypotheses/equalTaskValues.ts';
import { lambdaBalanced } from '../../properties/hypotheses/lambdaBalanced.ts';
import { nonSingularB } from '../../properties/hypotheses/nonSingularB.ts';
import { architectureName } from '../network/architecture.ts';
import { architectureOf } from '../network/problem.ts';
import { multiply } from '../numbers/linearAlgebra.ts';
import { rank } from '../numbers/rank.ts';
import { rationalField } from '../numbers/rationalField.ts';
import type { Case } from './case.ts';
import { caseToJson } from './caseJson.ts';
import { DEGENERATE_CASES } from './degenerate.ts';
import { drawCases } from './drawCases.ts';

const FIRST = 2 * DEGENERATE_CASES;

async function firstCases(cases: fc.Arbitrary<Case>, seed: number): Promise<Case[]> {
  const found: Case[] = [];
  await drawCases({ cases, hypotheses: [] }, { seed, runs: FIRST, shrink: false }, given => found.push(given) > 0);
  return found;
}

const isZero = (entries: Case['problem']['W1']): boolean => entries.data.every(entry => entry.sign() === 0);
const rankOfMap = ({ problem: { W1, W2 } }: Case): number => rank(rationalField, multiply(rationalField, W2, W1));
const full = ({ problem: { sigmaYX } }: Case): number => Math.min(sigmaYX.rows, sigmaYX.cols);

const DEGENERATE: Readonly<Record<string, (given: Case) => boolean>> = {
  'all weights zero': ({ problem: { W1, W2 } }) => isZero(W1) && isZero(W2),
  'equal singular values of two and more': given => full(given) > 1 && equalTaskValues.holds(given),
  'a task that lost rank': ({ problem: { sigmaYX } }) => {
    const found = rank(rationalField, sigmaYX);
    return found > 0 && found < Math.min(sigmaYX.rows, sigmaYX.cols);
  },
  'no task': ({ problem: { sigmaYX } }) => isZero(sigmaYX),
  'a start that lost rank': given => rankOfMap(given) > 0 && rankOfMap(given) < full(given),
  'a singular B': given => lambdaBalanced.holds(given) && given.lambda.sign() === 0 && !nonSingularB.holds(given),
};

describe('the first cases of every run', () => {
  it.each<[string, fc.Arbitrary<Case>]>([
    ['balanced weights', caseArbitrary()],
    ['zero-balanced weights', caseArbitrary({ lambda: 'zero' })],
    ['any weights', anyWeightsCaseArbitrary],
    ['what a formula file without hypotheses is judged on', casesFor([])!],
  ])('have every kind of degenerate case: %s', async (_, cases) => {
    for (const seed of [1, 2]) {
      const found = await firstCases(cases, seed);
      for (const [kind, holds] of Object.entries(DEGENERATE)) expect(found.some(holds), kind).toBe(true);
    }
  });

  it('have degenerate starts in the basis of the task, too', async () => {
    const found = await firstCases(taskBasisCaseArbitrary(), 1);
    for (const kind of ['all weights zero', 'a start that lost rank'])
      expect(found.some(DEGENERATE[kind]!), kind).toBe(true);
  });

  it('are every second time the same whatever the seed, and otherwise not', async () => {
    const [first, second] = await Promise.all([3, 4].map(seed => firstCases(caseArbitrary(), seed)));
    const same = first!.map(
      (given, at) => JSON.stringify(caseToJson(given)) === JSON.stringify(caseToJson(second![at]!)),
    );
    expect(same.filter((_, at) => at % 2 === 1)).toEqual(new Array<boolean>(DEGENERATE_CASES).fill(true));
    expect(same.filter((_, at) => at % 2 === 0)).not.toContain(true);
  });

  it('shrink as others do', async () => {
    let smallest: Case | undefined;
    await drawCases({ cases: caseArbitrary(), hypotheses: [] }, { seed: 5, runs: FIRST, shrink: true }, given => {
      const passes = !(full(given) > 1 && rankOfMap(given) < full(given) && given.lambda.sign() === 0);
      if (!passes) smallest = given;
      return passes;
    });
    expect(architectureName(architectureOf(smallest!.problem))).toBe('2-1-2');
    expect(String(smallest!.problem.sigmaYX.data)).toBe('2,0,0,2');
  });

  it('meet hypotheses like others: a filter above takes no degenerate case that it refuses', async () => {
    const nonZero = caseArbitrary().filter(({ problem: { W1 } }) => !isZero(W1));
    expect((await firstCases(nonZero, 1)).some(({ problem: { W1 } }) => isZero(W1))).toBe(false);
  });
});
