import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { CLAIMS } from '../../properties/claims/index.ts';
import { caseFromJson } from './caseJson.ts';
import type { Judge } from './claim.ts';
import { chainOf, DERIVED_ORACLES } from './derivedOracles.ts';
import { judgeClaim } from './judgeClaim.ts';
import { MINIMUM_CASES } from './judgeReading.ts';
import { readLedger } from './ledger.ts';
import type { OracleName } from './runRecord.ts';
import { fakeClaim, fakeReading, OPTIONS, right } from './testing/fakeReading.ts';
import { trueCorrelation } from './truth.ts';

const SETTINGS = { truth: TRUTH, seed: 5, runs: MINIMUM_CASES, digits: 15 };
const names = Object.keys(DERIVED_ORACLES) as OracleName[];

const claimOf = (id: string) => CLAIMS.find(claim => claim.id === id)!;

describe.each(names)('the derived oracle "%s"', name => {
  const { restsOn } = DERIVED_ORACLES[name]!;

  it('rests on claims of the registry, in readings that the ledger says hold', async () => {
    const { verdicts } = await readLedger();
    for (const { claim, reading } of restsOn) {
      expect(claimOf(claim).readings.map(each => each.name)).toContain(reading);
      expect(verdicts[claim]).toBe(reading === 'as printed' ? 'holds' : 'refuted as printed, holds as corrected');
    }
    expect(chainOf(name).filter(id => claimOf(id) === undefined)).toEqual([]);
  });

  it.each(chainOf(name))('takes no part in the judgement of %s', async id => {
    const claim = claimOf(id);
    const { record } = await judgeClaim({ ...claim, mutants: [] }, SETTINGS);
    const asked = record.readings.flatMap(reading => reading.asked ?? []);
    expect(asked.filter(({ oracle }) => DERIVED_ORACLES[oracle] !== undefined)).toEqual([]);
    const premise = restsOn.find(({ claim }) => claim === id);
    if (premise !== undefined)
      expect(record.readings.find(({ reading }) => reading === premise.reading)!.outcome).toBe('held');
  });
});

describe('a claim that asks a derived oracle', () => {
  /** A right statement that rests on an answer of the Riccati flow. */
  const byRiccatiFlow: Judge = (given, effort) => {
    const start = caseFromJson({ W1: [['1/2']], W2: [['1/2']], sigmaYX: [['2']], time: '1/2' });
    trueCorrelation(start.problem, start.time, { digits: 12 }, effort);
    return right(given, effort);
  };
  const claim = fakeClaim([fakeReading(byRiccatiFlow, { evidence: 'high-precision' })], { mutants: [] });

  it('names the chain, and what the raw flow and gradient descent say of the same answers', async () => {
    const [reading] = (await judgeClaim(claim, OPTIONS)).record.readings;
    expect(reading!.outcome).toBe('held');
    expect(reading!.asked).toEqual([
      {
        oracle: 'Riccati flow',
        arithmetic: 'bigint',
        cases: 40,
        digits: expect.any(Number),
        answeredBy: [{ route: 'linear-flow', cases: 40 }],
        restsOn: ['domine2025/a2:persistence', 'domine2025/lemma-a.1:riccati-equation'],
      },
    ]);
    expect(reading!.routes!.map(({ oracle, against, cases }) => [oracle, against, cases])).toEqual([
      ['gradient descent', 'Riccati flow', 2],
      ['gradient flow', 'Riccati flow', 2],
    ]);
    expect(reading!.routes![0]!.digits).toBeGreaterThan(3);
    expect(reading!.routes![1]!.digits).toBeGreaterThan(11);
  });

  it('is not decided where the oracle rests on the claim itself', async () => {
    const circular = { ...claim, id: 'domine2025/lemma-a.1:riccati-equation' };
    const { record } = await judgeClaim(circular, OPTIONS);
    expect(record.verdict).toBe('undecided');
    expect(record.readings[0]!.doubt).toBe('the Riccati flow rests on this claim, and may not judge it');
  });
});
