import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import { decideCase } from '../judge/lookAt.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { judgedOnSomeCases } from './testing/judgedOnSomeCases.ts';
import { openFormula } from './testing/open.ts';

const file = (steps: string, line: string, claims = 'equation'): string =>
  `claims: ${claims}\nsteps: ${steps}\n---\n${line}\n`;
const scalar = (text: string): Matrix<Rational> => new Matrix(1, 1, [Rational.of(text)]);

/** 1-1-1 with W1 = 1, W2 = 2, Σyx = 3, η = 1/2: the error is 1, then 3 − 2·5/2 = −2, then 3 − 0·0. */
function outcome(steps: string, line: string, claims?: string): string {
  const plain = caseFromJson({ W1: [[1]], W2: [[2]], sigmaYX: [[3]] });
  const given = { ...plain, extra: { k: scalar(steps), eta: scalar('1/2') } };
  const { reading } = openFormula(file('0..9', line, claims), 'f');
  return decideCase(reading.judge, given, { digits: 20, truth: TRUTH }).outcome;
}

describe('steps', () => {
  it.each([
    ['0', 'W1k == 1', 'held'],
    ['1', 'W1k == 2', 'held'],
    ['1', 'W2k == 5/2', 'held'],
    // Both layers at once: with the new W1 the second would be 3.
    ['1', 'W2k == 3', 'failed'],
    ['1', 'W1next == 2 + 1/2*(5/2)*(3 - 5)', 'held'],
    ['2', 'W1k == -1/2', 'held'],
    ['2', 'W2k == 1/2', 'held'],
    ['2', 'k == 2', 'held'],
    ['2', 'eta == 1/2', 'held'],
    // Beyond what is done in fractions.
    ['5', 'W2k*W1k == W2k*W1k + 1/1000000', 'failed'],
    ['5', "W1next - W1k == eta*W2k'*(Syx - W2k*W1k)", 'held'],
  ])('after %s steps %s: %s', (steps, line, expected) => {
    expect(outcome(steps, line.replace(/^(W\dk|W1next)( ==)/, '$1(1,1)$2'))).toBe(expected);
  });

  it('judges orders by a margin, and knows a step of which nothing else is known', () => {
    expect(outcome('1', 'norm(Syx - W2k*W1k) <= 2', 'inequality')).toBe('held');
    expect(outcome('1', 'norm(Syx - W2k*W1k) < 19/10', 'inequality')).toBe('failed');
    expect(outcome('4', "W2k*W2k' >= zeros(No, No)", 'loewner')).toBe('held');
  });

  it('is exact, draws as many steps as it says, and a slip is confirmed with its steps', async () => {
    const right = file('2..3', "W1next - W1k == eta*W2k'*(Syx - W2k*W1k)");
    const { reading } = openFormula(right, 'f');
    expect(reading.evidence).toBe('exact');
    const settings = { seed: 7, runs: 8, digits: 15 };
    expect(await judgedOnSomeCases(right, 'f', settings)).toMatchObject({ held: 8 });
    const wrong = file('2..3', "W1next - W1k == eta*W2next'*(Syx - W2k*W1k)");
    expect((await judgedOnSomeCases(wrong, 'f', settings)).confirmed).toBe(true);
  });
});
