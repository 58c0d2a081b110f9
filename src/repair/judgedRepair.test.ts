import { describe, expect, it } from 'vitest';
import { searchRepair } from '../check/testing/open.ts';

const proposed = async (text: string): Promise<string[]> => {
  const { proposals } = await searchRepair(text, 'f.claim', {
    ...{ seed: 3, runs: 20, digits: 12, seconds: 600 },
  });
  return proposals.map(({ changes, formula }) => changes.at(-1)?.after ?? formula);
};

// Each is one slip away from what is known to be right; the first and the last of small networks, where the same slips are tried in less time.
describe('corrections of what float64 does not decide', () => {
  it.each([
    [
      'an inequality whose direction is wrong',
      'claims: inequality\nneeds: whitened\nwhere: Ni == 1\nwhere: Nh == 1\nwhere: No == 1\n---\nnorm(Syx - W2t*W1t) >= norm(Syx - W2*W1)',
      'norm(Syx - W2t*W1t) <= norm(Syx - W2*W1)',
    ],
    [
      'a size that is missing',
      "claims: equation\n---\nlet W1 : Nh x Ni gaussian(0, 1)\nE(trace(W1*W1')) == Ni",
      "E(trace(W1*W1')) == Nh*Ni",
    ],
    [
      'what is not conserved',
      "claims: conserved\nneeds: whitened\nwhere: Ni == 1\nwhere: No == 1\nwhere: Nh <= 2\n---\nW1t*W1t' + W2t'*W2t",
      "W1t*W1t' - W2t'*W2t",
    ],
  ])('mend %s', async (_name, text, right) => {
    expect((await proposed(text)).map(one => one.replaceAll(' ', ''))).toContain(right.replaceAll(' ', ''));
  });
});
