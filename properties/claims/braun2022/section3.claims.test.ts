import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from '../testing/judgedAgain.ts';

describe('braun2022, section 3', () => {
  it.each(claimsOf('braun2022', '3'))('%s has the verdict of the ledger', async (_, claim) => {
    expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
  });
});
