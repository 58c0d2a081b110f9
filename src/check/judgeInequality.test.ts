import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { summarise } from '../judge/judgeReading.ts';
import { decideCase } from '../judge/lookAt.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { judgeInequality } from './judgeInequality.ts';
import { openAny } from './testing/open.ts';

const field = decimalField(60);
const row = (...entries: string[]) =>
  new Matrix(
    1,
    entries.length,
    entries.map(entry => field.parse(entry)),
  );
const EFFORT = { truth: TRUTH, digits: 30, working: 40 };

function judged(order: '<=' | '>=' | '<' | '>', left: string[], right: string[], digits = 40, isExact = false) {
  const sides = { left: { value: row(...left), digits }, right: { value: row(...right), digits } };
  return judgeInequality(order, { ...sides, size: field.one, isExact }, EFFORT);
}

describe('judgeInequality', () => {
  it.each([
    ['<=', ['1'], ['2'], 'held'],
    ['<=', ['2'], ['1'], 'failed'],
    ['>=', ['1'], ['2'], 'failed'],
    ['>=', ['2'], ['1'], 'held'],
    ['<', ['1'], ['2'], 'held'],
    ['<', ['2'], ['1'], 'failed'],
    ['>', ['2'], ['1'], 'held'],
    ['>', ['1'], ['2'], 'failed'],
    // One entry decides.
    ['<=', ['1', '5', '0'], ['2', '4', '9'], 'failed'],
    ['<=', ['1', '3', '0'], ['2', '4', '9'], 'held'],
    // Equal: within the digits asked for that is <=, and never <.
    ['<=', ['1'], ['1'], 'held'],
    ['>=', ['1'], ['1'], 'held'],
    ['<', ['1'], ['1'], 'undecided'],
    ['<=', ['1'], ['0.9999999999999999999999999999999999'], 'held'],
    // Beyond the digits asked for, but far above what is uncertain.
    ['<', ['1'], ['1.00000000000000000000000000000000001'], 'held'],
    // Below them, and far above what is uncertain.
    ['<=', ['1'], ['0.99999999999999999999999999'], 'failed'],
    // Not far above it.
    ['<', ['1'], ['1.0000000000000000000000000000000000000002'], 'undecided'],
  ] as const)('[%2$s] %1$s [%3$s]', (order, left, right, outcome) => {
    expect(judged(order, [...left], [...right]).outcome).toBe(outcome);
  });

  it('decides nothing by fewer digits than a difference needs', () => {
    expect(judged('<=', ['1'], ['1.001'], 5).outcome).toBe('undecided');
    expect(judged('<=', ['1.001'], ['1'], 5).outcome).toBe('undecided');
    expect(judged('<=', ['1'], ['1'], 29).outcome).toBe('undecided');
    expect(judged('<=', ['1'], ['3'], 5).outcome).toBe('held');
  });

  it('refutes < of sides that are equal exactly', () => {
    expect(judged('<', ['1'], ['1'], 40, true).outcome).toBe('failed');
    expect(judged('<=', ['1'], ['1'], 40, true).outcome).toBe('held');
  });

  it('says how near its edge it is, and how far beyond', () => {
    expect(judged('<=', ['1', '2'], ['1.5', '2.25']).margin).toBeCloseTo(0.25, 12);
    const failed = judged('>=', ['1'], ['1.5']);
    expect(failed.margin).toBeCloseTo(-0.5, 12);
    expect(10 ** failed.logResidual).toBeCloseTo(0.5, 12);
  });

  it('fails where its sides have other shapes', () => {
    expect(judged('<=', ['1', '2'], ['1'])).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('1×2'),
    });
  });
});

it('an inequality that nearly ties at all times holds, with its margin and the place where it is least', () => {
  const text = `claims: inequality
needs: whitened, zero-balanced
---
norm(W1t)^2 <= norm(W2t)^2 + (1 + (t - 1)^2)/10^18`;
  const { reading } = openAny(text, 'f.claim');
  const weights = { W1: [['1/2']], W2: [['1/2']], sigmaYX: [['1']], tau: '1', lambda: '0', extra: {} };
  const looked = ['1/4', '1', '4'].map(time => {
    const given = caseFromJson({ ...weights, time });
    return { given, judgement: decideCase(reading.judge, given, { digits: 30, truth: TRUTH }) };
  });
  // Both layers are equal; their square u rises by du/dt = 2u(1 − u) from 1/4.
  for (const { given, judgement } of looked) {
    const t = given.time.toNumber();
    const u = 1 / (1 + 3 * Math.exp(-2 * t));
    expect(judgement).toMatchObject({ outcome: 'held', order: '<=' });
    expect((judgement.margin! * u * 1e18) / (1 + (t - 1) ** 2)).toBeCloseTo(1, 10);
  }
  const { leastMargin, cases } = summarise(reading, looked, 0, TRUTH);
  expect(cases).toMatchObject({ held: 3 });
  expect(leastMargin).toEqual({ value: expect.stringMatching(/e-18$/), where: '1-1-1, lambda = 0, tau = 1, t = 1' });
});
