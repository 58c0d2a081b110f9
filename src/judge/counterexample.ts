import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DloError } from '../errors.ts';
import { makeFolder } from '../makeFolder.ts';
import { PACKAGE_ROOT } from '../packageRoot.ts';
import { parseJson } from '../parseJson.ts';
import { writeWhole } from '../writeWhole.ts';
import type { AnyCase } from './case.ts';
import { type AnyCaseJson, anyCaseFromJson, anyCaseToJson, caseHash } from './caseJson.ts';
import type { ReadingName } from './runRecord.ts';

/** A case that refuted a reading once, kept for ever. The file's content is all that a replay needs. */
export interface StoredCounterexample {
  readonly claim: string;
  readonly reading: ReadingName;
  readonly given: AnyCase;
}

const SCHEMA = 'deep-linear-oracle/counterexample/1';
const READINGS: readonly ReadingName[] = [
  'as printed',
  'fair reading',
  'with earlier definitions mended',
  'as corrected',
  'with an extra hypothesis',
];

export const COUNTEREXAMPLES: string = fileURLToPath(new URL('fixtures/counterexamples/', PACKAGE_ROOT));

/** One case may refute several readings: those besides the printed one have a name of their own. */
const SUFFIX: Readonly<Partial<Record<ReadingName, string>>> = {
  'fair reading': '-fair',
  'with earlier definitions mended': '-mended',
};

/** Where the counterexamples of a claim are kept; a colon of the id becomes an underscore. */
export function counterexampleFolder(claimId: string, folder: string = COUNTEREXAMPLES): string {
  return join(folder, claimId.replaceAll(':', '_'));
}

/** Path of a counterexample from the root of the repository; a colon of the id becomes an underscore. */
export function counterexamplePath(claimId: string, hash: string, reading: ReadingName = 'as printed'): string {
  return `fixtures/counterexamples/${claimId.replaceAll(':', '_')}/${hash}${SUFFIX[reading] ?? ''}.json`;
}

export function counterexampleToText({ claim, reading, given }: StoredCounterexample): string {
  const json: { schema: string; claim: string; reading: string; case: AnyCaseJson } = {
    schema: SCHEMA,
    claim,
    reading,
    case: anyCaseToJson(given),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** FORMAT errors say what is wrong with a broken file or one of another program. */
export function counterexampleFromText(text: string, file: string): StoredCounterexample {
  const json = parseJson(text, file);
  const { schema, claim, reading, case: given } = (json ?? {}) as Record<string, unknown>;
  if (schema !== SCHEMA) throw new DloError('FORMAT', file, `must have "schema": "${SCHEMA}"`, schema);
  if (typeof claim !== 'string') throw new DloError('FORMAT', file, 'must name its claim', claim);
  if (!READINGS.includes(reading as ReadingName))
    throw new DloError('FORMAT', file, `must have a reading among ${READINGS.join(', ')}`, reading);
  return { claim, reading: reading as ReadingName, given: anyCaseFromJson(given) };
}

/**
 * All stored counterexamples of a claim by reading, those that are shortest to write down first: the first is the one that
 * is shown. None where the folder is missing.
 */
export async function readCounterexamples(
  claimId: string,
  folder: string = COUNTEREXAMPLES,
): Promise<Map<ReadingName, AnyCase[]>> {
  const directory = counterexampleFolder(claimId, folder);
  const found = new Map<ReadingName, AnyCase[]>();
  let names: string[];
  try {
    names = (await readdir(directory)).filter(name => name.endsWith('.json')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return found;
    throw error;
  }
  const texts = await Promise.all(
    names.map(async name => ({ name, text: await readFile(join(directory, name), 'utf8') })),
  );
  texts.sort((a, b) => a.text.length - b.text.length);
  for (const { name, text } of texts) {
    const file = join(directory, name);
    const { claim, reading, given } = counterexampleFromText(text, file);
    if (claim !== claimId) throw new DloError('FORMAT', file, `must belong to ${claimId}`, claim);
    found.set(reading, [...(found.get(reading) ?? []), given]);
  }
  return found;
}

/** Writes a counterexample under its hash, to a temporary name first; returns the file. */
export async function keepCounterexample(
  stored: StoredCounterexample,
  folder: string = COUNTEREXAMPLES,
): Promise<string> {
  const directory = counterexampleFolder(stored.claim, folder);
  const file = join(directory, basename(counterexamplePath(stored.claim, caseHash(stored.given), stored.reading)));
  makeFolder(directory);
  await writeWhole(file, counterexampleToText(stored));
  return file;
}
