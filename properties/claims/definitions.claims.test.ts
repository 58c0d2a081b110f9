import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from './testing/judgeTheorem.ts';

describe('Definitions and observables', () => {
  it.each(claimsOf('Definitions and observables'))('%s has the verdict of the ledger', async (_, claim) => {
    expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
  });
});
