import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import type { Case } from '../../src/judge/case.ts';
import type { Claim } from '../../src/judge/claim.ts';
import { problem } from '../../src/network/problem.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { readMatrix } from '../../src/numbers/readMatrix.ts';
import { hadamardInputs } from './_forgetting.ts';
import { relativeForgetting } from './_relativeForgetting.ts';

const [difference, relativeChange] = relativeForgetting({
  ids: { difference: 'p/forgetting', relativeChange: 'p/relative', restsOn: 'p/loss' },
  section: '1',
  places: { difference: 'here', relativeChange: 'there' },
  tasks: ['a', 'b', 'c'],
}) as [Claim<Case>, Claim<Case>];
const matrixOf = (rows: unknown) => readMatrix('given', rows);
const effort = { truth: TRUTH, digits: 10, working: 40 };

/** 1-1-1 with Σ_a = 1, Σ_b = 2 and Σ_c = 3, by inputs 1, 1, 1, 1; targets of a are 4, 0, 0, 0. */
const scalarTasks = (W2: number): Case => ({
  problem: problem({ W1: matrixOf([[1]]), W2: matrixOf([[W2]]), sigmaYX: matrixOf([[3]]) }),
  lambda: Rational.ZERO,
  time: Rational.ZERO,
  extra: { X: hadamardInputs(1), Y: matrixOf([[4, 0, 0, 0]]), sigmaB: matrixOf([[2]]) },
});

const outcomes = (claim: Claim<Case>, given: Case): string[] =>
  claim.readings.map(({ judge }) => judge(given, effort).outcome);

describe('forgetting of three tasks', () => {
  it('is ½·2² − ½·1² by the correlations, and so by data and flow', () => {
    const { outcome, stated, truth } = difference.readings[0].judge(scalarTasks(1), effort);
    expect(outcome).toBe('held');
    expect(stated!.at(0, 0).toNumber()).toBe(1.5);
    expect(truth!.at(0, 0).toNumber()).toBeCloseTo(1.5, 9);
    expect(difference.mutants.map(({ judge }) => judge(scalarTasks(1), effort).outcome)).toEqual(['failed', 'failed']);
  });

  it('is another where task c ends on a saddle, which the further hypothesis excludes', () => {
    const given = scalarTasks(-1);
    expect(outcomes(difference, given)).toEqual(['failed', 'failed']);
    // The network goes to 0: ½·1² − ½·1².
    expect(difference.readings[0].judge(given, effort).truth!.at(0, 0).toNumber()).toBeCloseTo(0, 9);
    expect(difference.readings.map(({ hypotheses }) => hypotheses.every(({ holds }) => holds(given)))).toEqual([
      true,
      false,
    ]);
  });

  it('relative to the loss before, it depends on what no linear map explains of task a', () => {
    expect(outcomes(relativeChange, scalarTasks(1))).toEqual(['failed', 'held']);
    // Loss before: ½·(2² + 2² + 2² + 2²)/4; with the targets 5, −1, −1, 1 it is ½·(3² + 3² + 3² + 1²)/4.
    const { stated, truth } = relativeChange.readings[0].judge(scalarTasks(1), effort);
    expect([stated, truth].map(value => value!.at(0, 0).toNumber())).toEqual([
      expect.closeTo(1.5 / 2, 9),
      expect.closeTo(1.5 / 3.5, 9),
    ]);
  });

  it('has no relative change where there is no loss before', () => {
    const [{ hypotheses }] = relativeChange.readings;
    const learned = scalarTasks(1);
    const explained = { ...learned, extra: { ...learned.extra, Y: matrixOf([[2, 2, 2, 2]]) } };
    expect([learned, explained].map(given => hypotheses.every(({ holds }) => holds(given)))).toEqual([true, false]);
  });
});
