import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DloError } from '../errors.ts';
import { fileReason } from '../fileReason.ts';
import { type AnyCase, type Case, isFlowCase } from '../judge/case.ts';
import { anyCaseFromJson, caseHash, caseToJson } from '../judge/caseJson.ts';
import { makeFolder } from '../makeFolder.ts';
import { parseJson } from '../parseJson.ts';
import { readText } from '../readText.ts';
import { writeWhole } from '../writeWhole.ts';
import type { GateDraw, GateDraws } from './draws.ts';
import { type GateResult, isFailure } from './gateRecord.ts';

/** An input that a subject did worst on, with what it reached there. */
export interface CorpusEntry {
  readonly given: Case;
  readonly draw?: GateDraw;
  /** Claim → digits beyond those asked for, −99 where there were none; the worst case of a claim is kept. */
  readonly spare: Readonly<Record<string, number>>;
}

export interface CorpusRead {
  readonly entries: readonly CorpusEntry[];
  /** Of the entries, in the order of their names. */
  readonly hash: string;
  /** Files that could not be used; they are left where they are. */
  readonly broken: readonly DloError[];
}

const SCHEMA = 'deep-linear-oracle/corpus/1';
const NO_DIGITS = -99;

/** "cmd:python3 my_solver.py" → "cmd-python3-my_solver.py": a name for a folder. */
export function subjectSlug(specification: string): string {
  const slug = specification
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return slug === '' ? createHash('sha256').update(specification).digest('hex').slice(0, 12) : slug;
}

/**
 * All inputs kept for a subject in `<folder>/<slug>/<hash>.json`; none where the folder is missing. What is no such file is named
 * among the `broken` and the rest is used. Throws FILE where the folder cannot be read.
 */
export async function readCorpus(
  folder: string,
  slug: string,
  draws: Pick<GateDraws, 'isGateDraw'>,
): Promise<CorpusRead> {
  const directory = join(folder, slug);
  const entries: CorpusEntry[] = [];
  const broken: DloError[] = [];
  for (const name of await namesIn(directory)) {
    const file = join(directory, name);
    try {
      entries.push(entryFromText(await readText(file), file, draws));
    } catch (error) {
      // Another run may have taken the file away since.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      broken.push(
        error instanceof DloError ? error : new DloError('FILE', file, 'must be readable', fileReason(error)),
      );
    }
  }
  return { entries, broken, hash: corpusHash(entries) };
}

export function corpusHash(entries: readonly CorpusEntry[]): string {
  return createHash('sha256')
    .update(entries.map(({ given }) => caseHash(given)).join('\n'))
    .digest('hex');
}

/**
 * Adds what a run judged, and takes away what is nobody's worst any more: one case is kept per claim, that with the least to
 * spare, so there are never more than claims. Files appear whole or not at all, and one is taken away only while a worse one for
 * each of its claims is there: of two runs that do this at once, neither loses the worst of the other. Broken files stay.
 */
export async function updateCorpus(
  folder: string,
  slug: string,
  found: readonly CorpusEntry[],
  draws: Pick<GateDraws, 'isGateDraw'>,
): Promise<void> {
  const directory = join(folder, slug);
  const { entries } = await readCorpus(folder, slug, draws);
  const known = new Map(entries.map(entry => [caseHash(entry.given), entry]));
  // A case that was run again counts as it was found last.
  const all = new Map([...known, ...found.map(entry => [caseHash(entry.given), entry] as const)]);
  const kept = worstPerClaim(all);
  const written = [...kept].filter(hash => all.get(hash) !== known.get(hash));
  if (written.length > 0) makeFolder(directory);
  for (const hash of written) await writeWhole(join(directory, `${hash}.json`), entryToText(all.get(hash)!));
  for (const hash of known.keys()) if (!kept.has(hash)) await rm(join(directory, `${hash}.json`), { force: true });
}

/** What a case's results say about it as an input to keep. */
export function corpusEntry(given: Case, draw: GateDraw | undefined, results: readonly GateResult[]): CorpusEntry {
  const spare: Record<string, number> = {};
  for (const { claim, outcome, digits, asked } of results) {
    if (isFailure(outcome) && outcome !== 'failed') spare[claim] = NO_DIGITS;
    else if (outcome === 'failed' && digits === undefined) spare[claim] = NO_DIGITS;
    else if (outcome !== 'undecided' && digits !== undefined && asked !== undefined)
      spare[claim] = Math.round(10 * (digits - asked)) / 10;
  }
  return { given, ...(draw && { draw }), spare };
}

function worstPerClaim(all: ReadonlyMap<string, CorpusEntry>): Set<string> {
  const worst = new Map<string, { hash: string; spare: number }>();
  for (const hash of [...all.keys()].sort()) {
    for (const [claim, spare] of Object.entries(all.get(hash)!.spare)) {
      const best = worst.get(claim);
      if (best === undefined || spare < best.spare) worst.set(claim, { hash, spare });
    }
  }
  return new Set([...worst.values()].map(({ hash }) => hash));
}

function entryToText({ given, draw, spare }: CorpusEntry): string {
  const claims = Object.fromEntries(Object.entries(spare).sort(([a], [b]) => (a < b ? -1 : 1)));
  const json = { schema: SCHEMA, case: caseToJson(given), ...(draw && { draw }), spare: claims };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function entryFromText(text: string, file: string, draws: Pick<GateDraws, 'isGateDraw'>): CorpusEntry {
  const { json, given } = caseFileFromText(text, file);
  if (isFlowCase(given)) throw new DloError('FORMAT', file, 'must hold a case of two layers', 'layers');
  if (json.schema !== SCHEMA) throw new DloError('FORMAT', file, `must have the schema ${SCHEMA}`, json.schema);
  const { draw, spare } = json;
  if (typeof spare !== 'object' || spare === null || Object.values(spare).some(value => !Number.isFinite(value)))
    throw new DloError('FORMAT', file, 'must have numbers under "spare"', spare);
  if (draw !== undefined && !draws.isGateDraw(draw))
    throw new DloError('FORMAT', file, 'must have a usable "draw" or none', draw);
  return { given, ...(draw !== undefined && { draw: draw as GateDraw }), spare: spare as Record<string, number> };
}

/** A case in a file: by itself or under "case", as counterexamples and corpora have it. FORMAT names the file. */
export function caseFileFromText(text: string, file: string): { json: Record<string, unknown>; given: AnyCase } {
  const json = parseJson(text, file);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new DloError('FORMAT', file, 'must be a JSON object', json);
  const fields = json as Record<string, unknown>;
  try {
    return { json: fields, given: anyCaseFromJson(fields.case ?? fields) };
  } catch (error) {
    if (!(error instanceof DloError)) throw error;
    throw new DloError('FORMAT', file, 'must hold a case', error.message);
  }
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter(name => name.endsWith('.json')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new DloError('FILE', directory, 'must be a readable folder', fileReason(error));
  }
}
