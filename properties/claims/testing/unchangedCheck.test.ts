import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Claim } from '../../../src/judge/claim.ts';
import { CLAIMS } from '../index.ts';
import { unlessUnchanged } from './unchangedCheck.ts';

let folder = '';
let made = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dlo-checks-'));
  made = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const [claim, other] = CLAIMS as [Claim, Claim];
const passes = (found: string): boolean => found === 'holds';

async function check(one: Claim, settings: unknown, finds: string, off = false): Promise<string> {
  const make = async (): Promise<string> => {
    made += 1;
    return finds;
  };
  const { found, unchanged } = await unlessUnchanged(one, settings, make, passes, { folder, off });
  return `${found}${unchanged ? ', unchanged' : ''}`;
}

it('a check that passed is not made again while claim, code and settings are the same', async () => {
  expect(await check(claim, { seed: 1 }, 'holds')).toBe('holds');
  expect(await check(claim, { seed: 1 }, 'holds')).toBe('holds, unchanged');
  expect(made).toBe(1);
  // Others are another check.
  expect(await check(claim, { seed: 2 }, 'holds')).toBe('holds');
  expect(await check(other, { seed: 2 }, 'holds')).toBe('holds');
  expect(made).toBe(3);
});

it('what failed is made again, and so is what can no longer be read, or passes no longer', async () => {
  expect(await check(claim, 1, 'refuted')).toBe('refuted');
  expect(await check(claim, 1, 'holds')).toBe('holds');
  const [file] = readdirSync(folder);
  writeFileSync(join(folder, file!), '{"key": ');
  expect(await check(claim, 1, 'holds')).toBe('holds');
  const { found, unchanged } = await unlessUnchanged(
    claim,
    1,
    async () => 'again',
    found => found === 'again',
    { folder, off: false },
  );
  expect([found, unchanged]).toEqual(['again', false]);
});

it('nothing is taken over on a build machine', async () => {
  await check(claim, 1, 'holds');
  expect(await check(claim, 1, 'holds', true)).toBe('holds');
  expect(made).toBe(2);
});
