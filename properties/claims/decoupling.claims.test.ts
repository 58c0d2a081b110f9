import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from './testing/judgeTheorem.ts';

describe('Decoupling', () => {
  it.each(claimsOf('Decoupling'))('%s has the verdict of the ledger', async (_, claim) => {
    expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
  });
});
