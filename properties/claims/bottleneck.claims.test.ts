import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from './testing/judgeTheorem.ts';

describe('Loss of a bottleneck', () => {
  it.each(claimsOf('Loss of a bottleneck'))('%s has the verdict of the ledger', async (_, claim) => {
    expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
  });
});
