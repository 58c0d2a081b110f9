import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { confirm } from '../judge/confirm.ts';
import { decideCase } from '../judge/lookAt.ts';
import { openAny } from './testing/open.ts';

const file = (body: string): string => `claims: loewner\nneeds: whitened\n---\n${body}\n`;
const GIVEN = caseFromJson({
  W1: [
    [1, 2],
    [0, 1],
  ],
  W2: [
    [1, 0],
    [1, 1],
  ],
  sigmaYX: [
    [1, 1],
    [0, 2],
  ],
  time: '1/4',
});
const LOOKING = { digits: 15, truth: TRUTH };
const judged = (body: string) => decideCase(openAny(file(body), 'f.claim').reading.judge, GIVEN, LOOKING);

describe('the Loewner order', () => {
  it.each<[string, string]>([
    // Off the diagonal the entries of the left side are larger: entry by entry it is false.
    ["W1*W1' <= trace(W1*W1')*I(Nh)", 'held'],
    ["trace(W1*W1')*I(Nh) >= W1*W1'", 'held'],
    // The largest eigenvalue of W1W1ᵀ, 3 + √8, is above its mean.
    ["W1*W1' <= 1/2*trace(W1*W1')*I(Nh)", 'failed'],
    // By entries [5 2; 2 1] is no less than zero, and so is [1 2; 2 1], which has the eigenvalue −1.
    ["W1*W1' - 4*diag([1; 0]) >= zeros(Nh, Nh)", 'failed'],
    // A singular difference.
    ["W1t*W1t' <= W1t*W1t' + W2t(1,:)'*W2t(1,:)", 'held'],
    ["W1t*W1t' < W1t*W1t' + W2t(1,:)'*W2t(1,:)", 'undecided'],
    ["W1t*W1t' < W1t*W1t' + I(Nh)", 'held'],
    ["W1t*W1t' > W1t*W1t' + I(Nh)", 'failed'],
  ])('%s: %s', (body, outcome) => {
    expect(judged(body).outcome).toBe(outcome);
  });

  it('has the least eigenvalue as its margin', () => {
    const { order, sides, stated } = judged("W1*W1' - 4*diag([1; 0]) >= zeros(Nh, Nh)");
    expect({ order, sides }).toEqual({ order: '>=', sides: ['least eigenvalue of the difference', 'zero'] });
    expect(stated!.data.map(entry => entry.toNumber())).toEqual([-1]);
  });

  it('is refuted by a case that is confirmed', () => {
    const { reading } = openAny(file("W2t*W2t' <= W2*W2'"), 'f.claim');
    const found = confirm(reading, GIVEN, LOOKING);
    if (typeof found === 'string') throw new Error(found);
    expect(found.judgement.outcome).toBe('failed');
    expect(reading.statement).toContain('\\preceq');
  });

  it('of what is not symmetric there is none', () => {
    const text = file('W2t <= W2').replace('whitened', 'whitened, square');
    const { judge } = openAny(text, 'f.claim').reading;
    expect(() => decideCase(judge, GIVEN, LOOKING)).toThrow(FormulaError);
    expect(() => openAny(file('W2t <= W2'), 'f.claim')).toThrow(/must join symmetric matrices/);
  });
});
