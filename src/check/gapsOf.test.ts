import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { isFlowCase } from '../judge/case.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import type { Trait } from '../judge/vocabulary.ts';
import { gapsOf } from './gapsOf.ts';
import { openFormula } from './testing/open.ts';

const { reading } = openFormula('claims: loss\nneeds: whitened\n---\nnorm(Syx - W2*W1)^2/2', 'f.txt');
const caseOf = (task: number, time: string) =>
  caseFromJson({ W1: [[1]], W2: [[1]], sigmaYX: [[task]], lambda: '0', time });
const traits: readonly Trait[] = [
  { text: 'Σyx = 0', has: given => !isFlowCase(given) && given.problem.sigmaYX.at(0, 0).sign() === 0 },
  { text: 't = 0', has: given => given.time.sign() === 0 },
];
const settings = { seed: 1, digits: 30, truth: TRUTH, traits };
const gaps = (singular: readonly [number, string, string][], held: readonly [number, string][]) =>
  gapsOf(
    reading,
    singular.map(([task, time, message]) => ({ given: caseOf(task, time), message })),
    held.map(([task, time]) => caseOf(task, time)),
    settings,
  );

describe('the set on which a formula has no value', () => {
  it('is told by what its cases alone have in common, with the places and how many there are', () => {
    expect(gaps([[0, '1', '1/norm(Syx) must not divide by zero, got 0']], [[1, '1']])).toBe(
      'where Σyx = 0 (1 of 2 cases): 1/norm(Syx) must not divide by zero',
    );
    const two: [number, string, string][] = [
      [0, '0', 'a fails, got 1'],
      [1, '0', 'b fails, got 2'],
      [2, '0', 'b fails, got 3'],
    ];
    expect(gaps(two, [[1, '1']])).toBe('where t = 0 (3 of 4 cases): a fails, and at 1 more');
  });

  it('is told by what they have in common with others, where no more is known of it, or by nothing', () => {
    expect(gaps([[0, '1', 'a fails']], [[0, '2']])).toBe('on some cases where Σyx = 0 (1 of 2 cases): a fails');
    expect(gaps([[1, '1', 'a fails']], [[1, '2']])).toBe('(1 of 2 cases): a fails');
  });
});
