import { expect, it } from 'vitest';
import { judgeClaims } from '../src/judge/judgeClaims.ts';
import { findClaims } from './findClaims.ts';
import { RUN_SURROUNDINGS } from './runSurroundings.ts';

it('an interrupt during the second claim keeps the first one as it was judged', async () => {
  const claims = findClaims(['domine2025/a2:persistence', 'domine2025/eq-2']);
  let current = '';
  const options = { ...RUN_SURROUNDINGS, version: '0', seed: 1, runs: 20, digits: 20, keep: false, workers: 1 };
  const onClaim = (id: string): void => {
    current = id;
  };
  const record = await judgeClaims(claims, { ...options, onClaim, shouldStop: () => current === claims[1]!.id });
  expect(record).toMatchObject({ interrupted: true, requested: claims.map(({ id }) => id) });
  const { claims: alone } = await judgeClaims(claims.slice(0, 1), options);
  expect(record.claims).toEqual(alone);
});
