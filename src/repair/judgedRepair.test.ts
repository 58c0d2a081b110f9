import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { answerer } from '../check/tasks.ts';
import { openAny } from '../check/testing/open.ts';

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
