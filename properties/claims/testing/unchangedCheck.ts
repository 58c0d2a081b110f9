import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { claimContents } from '../../../cli/claimContents.ts';
import { importClosure } from '../../../cli/importClosure.ts';
import { buildInfo } from '../../../src/buildInfo.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { once } from '../../../src/once.ts';
import { PACKAGE_ROOT } from '../../../src/packageRoot.ts';
import { parseJson } from '../../../src/parseJson.ts';
import { writeWhole } from '../../../src/writeWhole.ts';
import { CLAIMS } from '../index.ts';

/** Where passed checks are kept, one file a claim; `npm ci` empties it. */
const FOLDER = fileURLToPath(new URL('node_modules/.cache/dlo-claims/', PACKAGE_ROOT));

export interface CheckStore {
  /** A folder. */
  readonly folder: string;
  /** Never on a build machine: there all is judged. */
  readonly off: boolean;
}

const STORE: CheckStore = { folder: FOLDER, off: process.env.CI !== undefined && process.env.CI !== '' };

/**
 * What a check of a claim found the last time, where it passed and nothing that it follows from has changed: the claim and the code it
 * reaches, what `claimContents` reads, the code of the tests, settings, Node and packages. Otherwise the check is made, and kept
 * if it `passes`.
 */
export async function unlessUnchanged<Check>(
  claim: Claim,
  settings: unknown,
  check: () => Promise<Check>,
  passes: (found: Check) => boolean | Promise<boolean>,
  { folder, off }: CheckStore = STORE,
): Promise<{ readonly found: Check; readonly unchanged: boolean }> {
  if (off) return { found: await check(), unchanged: false };
  const file = join(folder, `${claim.id.replaceAll(/[/:]/g, '_')}.json`);
  const key = keyOf(claim, settings);
  const kept = await readKept<Check>(file);
  if (kept?.key === key && (await passes(kept.found))) return { found: kept.found, unchanged: true };
  const found = await check();
  if (await passes(found)) {
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, JSON.stringify({ key, found }));
  }
  return { found, unchanged: false };
}

interface Surroundings {
  readonly contents: ReadonlyMap<string, string>;
  /** What every check depends on: the code of the tests, Node and packages. */
  readonly common: string;
}

const surroundings = once((): Surroundings => {
  const texts = new Map<string, string>();
  const tests = importClosure(fileURLToPath(new URL('./judgedAgain.ts', import.meta.url)), texts);
  const code = [...tests].sort().map(file => texts.get(file)!);
  return {
    contents: claimContents(CLAIMS.map(({ id }) => id)),
    common: digest([...code, process.version, JSON.stringify(buildInfo().packages)]),
  };
});

function keyOf({ id }: Claim, settings: unknown): string {
  const { contents, common } = surroundings();
  return digest([contents.get(id)!, common, JSON.stringify(settings)]);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

async function readKept<Check>(file: string): Promise<{ readonly key: string; readonly found: Check } | undefined> {
  try {
    return parseJson(await readFile(file, 'utf8'), file) as { key: string; found: Check };
  } catch {
    return undefined;
  }
}
