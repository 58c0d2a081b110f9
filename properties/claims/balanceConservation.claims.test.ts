import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from './testing/judgeTheorem.ts';

describe('Balance conservation', () => {
  it.each(claimsOf('Balance conservation'))('%s has the verdict of the ledger', async (_, claim) => {
    expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
  });
});
