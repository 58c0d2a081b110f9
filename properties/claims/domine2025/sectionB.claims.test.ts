import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from '../testing/judgedAgain.ts';

describe('domine2025, section B', () => {
  it.each(claimsOf('domine2025', 'B'))('%s has the verdict of the ledger', async (_, claim) => {
    expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
  });
});
