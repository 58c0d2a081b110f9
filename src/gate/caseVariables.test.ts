import { expect, test } from 'vitest';
import { caseVariables } from './caseVariables.ts';
import type { GateCase } from './gateRecord.ts';

const given = (input: GateCase['case']): GateCase => ({
  type: 'case',
  sequence: 0,
  origin: 'random',
  hash: 'h',
  case: input,
  hypotheses: [],
  regime: {},
  results: [],
});
const scalar = { W1: [['1']], W2: [['1']], sigmaYX: [['2']], tau: '2', lambda: '0', time: '1/2' };

test('time is in units of τ, the width the largest of all', () => {
  expect(caseVariables(given({ ...scalar, lambda: '-3/4' }))).toEqual({ time: 0.25, width: 1, lambda: -0.75 });
  const flow = { layers: [[['1'], ['2'], ['0']], [['1', '0', '1']]], sigmaYX: [['1']], tau: '1', time: '1' };
  expect(caseVariables(given(flow))).toEqual({ time: 1, width: 3 });
});

test('B of 1-1-1 is (w2 + w1)/(|w1| + |w2|) away from singular where the task is positive: 0 for a start that points away', () => {
  const { singularB } = caseVariables(given(scalar));
  expect(singularB).toBeCloseTo(1, 12);
  expect(caseVariables(given({ ...scalar, W1: [['-1']] })).singularB).toBe(0);
  expect(caseVariables(given({ ...scalar, W1: [['3']] })).singularB).toBeCloseTo(1, 12);
  expect(caseVariables(given({ ...scalar, W1: [['0']], W2: [['0']] })).singularB).toBeUndefined();
  // Fewer hidden units than the task has directions: B has not the rank.
  const narrow = {
    ...scalar,
    W1: [['1', '0']],
    W2: [['1'], ['0']],
    sigmaYX: [
      ['2', '0'],
      ['0', '1'],
    ],
  };
  expect(caseVariables(given(narrow)).singularB).toBe(0);
});
