import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from '../testing/judgedAgain.ts';

describe('domine2025, sections 2 to 4', () => {
  it.each(claimsOf('domine2025', '2', '3', '4'))('%s has the verdict of the ledger', async (_, claim) => {
    expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
  });
});
