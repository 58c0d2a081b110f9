import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { claimOfFile } from '../../src/check/claimOfFile.ts';
import { DloError } from '../../src/errors.ts';
import { type ClaimFile, parseClaimFile, type ReadBeside } from '../../src/formula/claimFile.ts';
import { FormulaError } from '../../src/formula/formulaError.ts';
import { unknownWord } from '../../src/formula/header.ts';
import type { Claim } from '../../src/judge/claim.ts';
import type { Verdict } from '../../src/judge/runRecord.ts';
import { VOCABULARY } from '../vocabulary.ts';

/** Of the ledger, by id. */
type Verdicts = Readonly<Record<string, Verdict>>;

/** A claim and the file that it stands in. */
interface FoundClaim extends StoredClaim {
  /** Where it is a text. */
  readonly file?: ClaimFile;
}

/** A claim and the path of the file that it stands in. */
export interface StoredClaim {
  readonly claim: Claim;
  readonly path: string;
}

/**
 * Every claim of a folder that has one folder for each paper, "domine2025": of a paper, one from each file ITEM.claim, and what the modules
 * export that do not begin with "_". Ordered by paper, section and id.
 *
 * Errors, with line, column and caret where a text is at fault: those of `parseClaimFile` and `claimOfFile`; FORMAT for an id
 * that is not that of folder and file or that another claim has, and for a severity of what `verdicts` do not call refuted; UNKNOWN_NAME for `rests on` a claim that is none.
 */
export async function claimsIn(folder: URL, verdicts: Verdicts = {}): Promise<readonly StoredClaim[]> {
  const root = fileURLToPath(folder);
  const papers = readdirSync(root, { withFileTypes: true }).filter(
    entry => entry.isDirectory() && PAPER.test(entry.name),
  );
  const found = (await Promise.all(papers.map(({ name }) => claimsOfPaper(join(root, name))))).flat();
  requireOwnIds(found);
  requireWhatIsRestedOn(found);
  requireRefuted(found, verdicts);
  return found.map(({ claim, path }) => ({ claim, path })).sort((a, b) => inOrder(a.claim, b.claim));
}

/** A paper's name: first author and year. */
const PAPER = /^[a-z]+\d{4}[a-z]?$/;

async function claimsOfPaper(folder: string): Promise<FoundClaim[]> {
  const names = readdirSync(folder);
  const texts = names.filter(name => name.endsWith('.claim')).map(name => claimOfText(join(folder, name)));
  const modules = names.filter(name => /^[^_].*\.(ts|js)$/.test(name) && !/\.(test|d)\.ts$/.test(name));
  const exported = await Promise.all(modules.map(name => claimsOfModule(join(folder, name))));
  return [...texts, ...exported.flat()];
}

function claimOfText(path: string): FoundClaim {
  const folder = join(path, '..');
  const beside = filesBeside(path);
  const file = parseClaimFile(readFileSync(path, 'utf8'), shown(path));
  const claim = claimOfFile(file, beside, VOCABULARY);
  const wanted = `${basename(folder)}/${basename(path, '.claim').replaceAll('_', ':')}`;
  if (claim.id !== wanted) {
    const { place } = file.header.get('id')![0]!;
    throw new FormulaError(
      'FORMAT',
      file,
      place,
      claim.id,
      `must be ${wanted}, as folder and file are named`,
      claim.id,
    );
  }
  return { claim, path, file };
}

/** Files of the folder in which a file stands. */
export function filesBeside(path: string): ReadBeside {
  return name => {
    const other = join(path, '..', name);
    return existsSync(other) ? { name: shown(other), text: readFileSync(other, 'utf8') } : undefined;
  };
}

/** "domine2025/eq-2.claim". */
function shown(path: string): string {
  return `${basename(join(path, '..'))}/${basename(path)}`;
}

async function claimsOfModule(path: string): Promise<FoundClaim[]> {
  const module: Record<string, unknown> = await import(/* @vite-ignore */ pathToFileURL(path).href);
  const claims = Object.values(module).flat().filter(isClaim);
  return claims.map(claim => ({ claim, path }));
}

function isClaim(value: unknown): value is Claim {
  return typeof value === 'object' && value !== null && 'id' in value && 'readings' in value;
}

function requireOwnIds(found: readonly FoundClaim[]): void {
  const known = new Map<string, FoundClaim>();
  for (const one of found) {
    const { id } = one.claim;
    const other = known.get(id);
    known.set(id, one);
    if (other === undefined) continue;
    const { path, file } = one.file === undefined ? other : one;
    const rule = `must be the id of one claim, not of ${shown(other.path)} and ${shown(one.path)}`;
    if (file === undefined) throw new DloError('FORMAT', shown(path), rule, id);
    throw new FormulaError('FORMAT', file, file.header.get('id')![0]!.place, id, rule, id);
  }
}

function requireWhatIsRestedOn(found: readonly FoundClaim[]): void {
  const ids = found.map(({ claim }) => claim.id);
  for (const { file, claim, path } of found) {
    for (const id of claim.restsOn ?? []) {
      if (ids.includes(id)) continue;
      const word = file?.restsOn.find(({ name }) => name === id);
      if (file === undefined || word === undefined)
        throw new DloError('UNKNOWN_NAME', shown(path), 'must rest on claims', id);
      throw unknownWord(file, word, ids, 'claim');
    }
  }
}

/** What is not refuted has no error of any severity. */
function requireRefuted(found: readonly FoundClaim[], verdicts: Verdicts): void {
  for (const { file, claim } of found) {
    const [severity, verdict] = [file?.header.get('severity')?.[0], verdicts[claim.id]];
    if (file === undefined || severity === undefined || verdict === undefined || REFUTED.includes(verdict)) continue;
    const rule = `must stand where the ledger has a refutation only, and it says "${verdict}"`;
    throw new FormulaError('FORMAT', file, severity.place, severity.value, rule, severity.value);
  }
}

const REFUTED: readonly Verdict[] = [
  'refuted',
  'refuted as printed, holds as corrected',
  'holds with an extra hypothesis',
];

/** By paper, then by section as it numbers them, then by id; numbers by their size. */
function inOrder(a: Claim, b: Claim): number {
  const paper = (claim: Claim): string => claim.id.split('/')[0]!;
  return NATURAL.compare(paper(a), paper(b)) || NATURAL.compare(a.section, b.section) || NATURAL.compare(a.id, b.id);
}

const NATURAL = new Intl.Collator('en', { numeric: true });
