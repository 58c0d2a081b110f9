import { expect, it } from 'vitest';
import type { AskedOracle, ClaimRecord } from '../src/judge/runRecord.ts';
import { askedTotals } from './askedTotals.ts';
import { askedInWords } from './evidenceWords.ts';

const flow = { oracle: 'gradient flow', arithmetic: 'bigint' } as const;

function claimOf(...readings: readonly (readonly AskedOracle[])[]): ClaimRecord {
  return { readings: readings.map(asked => ({ asked })) } as unknown as ClaimRecord;
}

it('adds up who was asked in all readings, and by which routes, with the fewest digits of any', () => {
  const totals = askedTotals({
    claims: [
      claimOf([{ ...flow, cases: 20, digits: 36.2, answeredBy: [{ route: 'taylor', cases: 20 }] }], []),
      claimOf([
        {
          ...flow,
          cases: 100,
          digits: 31,
          answeredBy: [
            { route: 'slow-manifold', cases: 70 },
            { route: 'taylor', cases: 30 },
          ],
        },
        { oracle: 'evaluation', arithmetic: 'bigint', cases: 100 },
      ]),
      // A record of an earlier version has no routes.
      { readings: [{}] } as unknown as ClaimRecord,
    ],
  });
  expect(totals.map(askedInWords)).toEqual([
    'raw gradient flow of the weights (whole numbers with bounds): 120 cases, by series on the slow manifold (70 cases), by plain Taylor series (50 cases), 31 digits at worst',
    'the statement, evaluated (whole numbers with bounds): 100 cases',
  ]);
});
