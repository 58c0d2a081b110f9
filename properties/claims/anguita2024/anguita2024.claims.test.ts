import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from '../testing/judgedAgain.ts';

describe('anguita2024', () => {
  it.each(claimsOf('anguita2024'))('%s has the verdict of the ledger', async (_, claim) => {
    expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
  });
});
