import { describe, expect, it } from 'vitest';
import { asCommitted, claimsOf, judgedAgain } from './testing/judgeTheorem.ts';

describe('The Riccati equation and its closed forms', () => {
  it.each(claimsOf('The Riccati equation and its closed forms'))(
    '%s has the verdict of the ledger',
    async (_, claim) => {
      expect(await judgedAgain(claim)).toEqual(await asCommitted(claim));
    },
  );
});
