import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLAIM_FILES } from '../properties/claims/index.ts';
import { counterexampleFolder } from '../src/judge/counterexample.ts';
import { PACKAGE_ROOT } from '../src/packageRoot.ts';
import { importClosure } from './importClosure.ts';

/** What judges claims, in this process or in a thread: with it every claim changes. */
const JUDGE = fileURLToPath(
  new URL(`judgeThread${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url),
);

/**
 * A hash of all that a claim's verdict follows from, settings, Node and packages aside: the claim's file and what it imports,
 * letters beside a text, the code that judges, and its stored counterexamples. By id.
 */
export function claimContents(ids: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const judge = importClosure(JUDGE, texts);
  return new Map(
    ids.map(id => {
      const path = CLAIM_FILES.get(id)!;
      const own = path.endsWith('.claim') ? [path, ...filesOf(dirname(path), '.letters')] : importClosure(path, texts);
      const files = new Set([...judge, ...own, ...filesOf(counterexampleFolder(id), '.json')]);
      return [id, hashOf([...files].sort(), texts)];
    }),
  );
}

function filesOf(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => name.endsWith(ending))
    .map(name => join(folder, name));
}

/** Of names from the root of the package, and of contents. */
function hashOf(files: readonly string[], texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  const root = fileURLToPath(PACKAGE_ROOT);
  for (const file of files) {
    const text = texts.get(file) ?? readFileSync(file, 'utf8');
    hash.update(`${relative(root, file)}\0${text.length}\0${text}`);
  }
  return hash.digest('hex').slice(0, 16);
}
