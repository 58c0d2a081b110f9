import { expect, it } from 'vitest';
import { RUN_SURROUNDINGS } from '../../cli/runSurroundings.ts';
import { CLAIMS } from '../../properties/claims/index.ts';
import { DloError } from '../errors.ts';
import type { Claim } from './claim.ts';
import { judgeClaims, type RunOptions } from './judgeClaims.ts';
import type { ClaimRecord } from './runRecord.ts';

const claims = CLAIMS.filter(({ id }) =>
  ['anguita2024/thm-2.2.1', 'domine2025/lemma-a.1:riccati-equation', 'anguita2024/thm-4.4.1.2'].includes(id),
);
const options: RunOptions = {
  ...RUN_SURROUNDINGS,
  version: '0',
  seed: 5,
  runs: 20,
  digits: 20,
  keep: false,
  workers: 1,
};

it('gives the same record whatever the number of threads, hypotheses dropped where asked', async () => {
  const dropping = ['domine2025/eq-8:size-of-lambda-perp', 'braun2022/eq-10'];
  const some = [...claims, ...CLAIMS.filter(({ id }) => dropping.includes(id))];
  const { timing: _alone, ...alone } = await judgeClaims(some, { ...options, hypotheses: true });
  // Another thread has begun before this one judges.
  let met = false;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>(resolve => {
    begin = resolve;
  });
  const { timing: _together, ...together } = await judgeClaims(some, {
    ...options,
    hypotheses: true,
    workers: 2,
    onClaim: begin,
    meanwhile: async () => {
      await begun;
      met = true;
    },
  });
  expect(alone.claims.map(({ id }) => id)).toEqual(some.map(({ id }) => id));
  expect(met).toBe(true);
  expect(together).toEqual(alone);
  for (const id of dropping)
    expect(alone.claims.find(claim => claim.id === id)?.hypothesesDropped?.hypotheses).toHaveLength(2);
});

it('takes over what is unchanged, in its place and with the ledger of now, and judges the rest', async () => {
  const seen: string[] = [];
  const [{ id }, other] = claims as [Claim, Claim];
  const kept = { record: { id, verdict: 'undecided' } as ClaimRecord, seconds: 7 };
  const settings = { ...options, onClaim: (name: string) => seen.push(name), unchanged: [kept] };
  const record = await judgeClaims([claims[0]!, other], settings);
  expect(seen).toEqual([other.id]);
  expect(record.claims[0]).toEqual({ ...kept.record, ledgerVerdict: record.claims[0]!.ledgerVerdict });
  expect(record.claims[0]!.ledgerVerdict).toBeDefined();
  expect(record.claims[1]!.id).toBe(other.id);
  expect(record.timing.secondsByClaim[id]).toBe(7);
});

it('passes a stop request on to the threads, and says so in the record', async () => {
  const heavy = CLAIMS.filter(({ id }) => id.startsWith('braun2022/sec-6'));
  const seen: string[] = [];
  const record = await judgeClaims(heavy, {
    ...options,
    runs: 2000,
    workers: 2,
    onClaim: id => seen.push(id),
    shouldStop: () => seen.length > 0,
  });
  expect(record.interrupted).toBe(true);
  expect(record.claims.length).toBeLessThan(heavy.length);
  expect(record.requested).toHaveLength(heavy.length);
});

it('names the claim where a judge throws', async () => {
  const [claim] = claims as [Claim];
  const judge = () => {
    throw new DloError('SINGULAR', 'matrix', 'must be invertible', 'rank below 2');
  };
  const broken = { ...claim, readings: [{ ...claim.readings[0]!, judge }] } as unknown as Claim;
  await expect(judgeClaims([broken], options)).rejects.toThrow(
    `${claim.id}: matrix must be invertible, got "rank below 2"`,
  );
});
