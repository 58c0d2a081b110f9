import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from './testing/judgeTheorem.ts';

describe('Diagonalisation of F', () => {
  it.each(claimsOf('Diagonalisation of F'))('%s has the verdict of the ledger', async (_, claim) => {
    expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
  });
});
