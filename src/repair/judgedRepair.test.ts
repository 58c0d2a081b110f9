import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { answerer } from '../check/tasks.ts';
import { openAny } from '../check/testing/open.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import type { Judgement } from '../judge/claim.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { repairByJudging } from './judgedRepair.ts';

class Found extends Error {}

/** Whether a correction is proposed; the search ends with it. */
async function isProposed(text: string, right: string): Promise<boolean> {
  const ask = answerer(openAny(text, 'f.claim'), { seed: 3, runs: 20, digits: 12, truth: TRUTH });
  const plain = (line: string): string => line.replaceAll(' ', '');
  try {
    await ask('repair', { seconds: 600 }, ({ proposals }) => {
      if (proposals.some(({ changes }) => plain(changes.at(-1)!.after) === plain(right))) throw new Found();
    });
    return false;
  } catch (error) {
    if (error instanceof Found) return true;
    throw error;
  }
}

const small = 'where: Ni == 1\nwhere: Nh == 1\nwhere: No == 1\n---\n';
const balanced = `needs: whitened, lambda-balanced, lambda-positive\n`;

// Each is one slip away from what is known to be right, on small networks, where slips are tried in less time.
describe('corrections of what float64 does not decide', () => {
  it.each([
    [
      'an inequality whose direction is wrong',
      `claims: inequality\nneeds: whitened\n${small}norm(Syx - W2t*W1t) >= norm(Syx - W2*W1)`,
      'norm(Syx - W2t*W1t) <= norm(Syx - W2*W1)',
    ],
    [
      'an order of matrices whose direction is wrong',
      `claims: loewner\n${balanced}${small}lambda*I(Nh) >= W2t'*W2t`,
      "lambda*I(Nh) <= W2t'*W2t",
    ],
    [
      'a size that is missing',
      "claims: equation\n---\nlet W1 : Nh x Ni gaussian(0, 1)\nE(trace(W1*W1')) == Ni",
      "E(trace(W1*W1')) == Nh*Ni",
    ],
    // The right one takes too many digits to tell on one of the cases on which the wrong one fails.
    ['what is not conserved', `claims: conserved\nneeds: whitened\n${small}W1t*W1t' + W2t'*W2t`, "W1t*W1t' - W2t'*W2t"],
    [
      'a limit that is off by a factor',
      `claims: equation\n${balanced}fixed: Syx, W2*W1\n${small}lim(lambda -> Inf, lambda*trace(W1*W1')) == 1/2*norm(W2*W1)^2`,
      "lim(lambda -> Inf, lambda*trace(W1*W1')) == 2*(1/2*norm(W2*W1)^2)",
    ],
    [
      'a remainder that is stated too small',
      `claims: equation\n${balanced}fixed: Syx, W2*W1\n${small}trace(W1*W1') == norm(W2*W1)^2/lambda + O(1/lambda^4)`,
      "trace(W1*W1') == norm(W2*W1)^2/lambda + O(1/lambda^3)",
    ],
  ])('mend %s', async (_name, text, right) => {
    expect(await isProposed(text, right)).toBe(true);
  });
});

describe('a correction that is 0 == 0 on every case', () => {
  const given = caseFromJson({ W1: [[1]], W2: [[2]], sigmaYX: [[3]], time: '1' });
  const number = (value: number) => new Matrix(1, 1, [decimalField(30).of(value)]);
  const found = async (wrong: readonly [number, number], mended: number) => {
    const { formula } = openAny('claims: equation\n---\nW2t*W1t == W2*W1\n', 'f.claim').file;
    const judged = (outcome: 'held' | 'failed', [left, right]: readonly [number, number]): Judgement => ({
      ...{ outcome, logResidual: 0, certain: 30, quantity: 'sides', stated: number(left), truth: number(right) },
    });
    const { proposals } = await repairByJudging({
      formula,
      reading: { cases: fc.constant(given), hypotheses: [] },
      judgeOf: edited => () => (edited === formula ? judged('failed', wrong) : judged('held', [mended, mended])),
      saysNothing: () => false,
      ...{ digits: 12, truth: TRUTH, seed: 1, seconds: 60 },
    });
    return proposals.length;
  };

  it('is none of a statement that compares two values', async () => {
    expect(await found([1, 2], 0)).toBe(0);
    expect(await found([1, 2], 1)).toBeGreaterThan(0);
  });

  it('is one of a statement that something is zero', async () => {
    expect(await found([1, 0], 0)).toBeGreaterThan(0);
  });
});
