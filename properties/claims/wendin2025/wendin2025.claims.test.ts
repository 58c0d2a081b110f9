import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from '../testing/judgedAgain.ts';

describe('wendin2025', () => {
  it.each(claimsOf('wendin2025'))('%s has the verdict of the ledger', async (_, claim) => {
    expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
  });
});
