import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLAIM_FILES } from '../properties/claims/index.ts';
import { counterexampleFolder } from '../src/judge/counterexample.ts';
import { codeFile, PACKAGE_ROOT } from '../src/packageRoot.ts';
import { importClosure } from './importClosure.ts';

/** What judges claims, in this process or in a thread: with it every claim changes. */
const JUDGE = fileURLToPath(codeFile('cli/judgeThread'));

/**
 * A hash of all that a claim's verdict follows from, settings, Node and packages aside: the claim's file and what it imports,
 * letters beside a text, the code that judges, and its stored counterexamples. By id.
 */
export function claimContents(ids: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  // Hundreds of claims share the code that judges them, and many share a file: each is hashed once.
  const judge = hashOf(importClosure(JUDGE, texts), texts);
  const hashes = new Map<string, string>();
  const hashOfFile = (path: string): string => {
    const known = hashes.get(path);
    if (known !== undefined) return known;
    const own = path.endsWith('.claim') ? [path, ...filesOf(dirname(path), '.letters')] : importClosure(path, texts);
    const hash = hashOf(own, texts);
    hashes.set(path, hash);
    return hash;
  };
  return new Map(
    ids.map(id => {
      const counterexamples = hashOf(filesOf(counterexampleFolder(id), '.json'), texts);
      return [id, digest([judge, hashOfFile(CLAIM_FILES.get(id)!), counterexamples])];
    }),
  );
}

function filesOf(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => name.endsWith(ending))
    .map(name => join(folder, name));
}

/** Of names from the root of the package, and of contents, whatever their order. */
function hashOf(files: Iterable<string>, texts: ReadonlyMap<string, string>): string {
  const root = fileURLToPath(PACKAGE_ROOT);
  const parts = [...files].sort().map(file => {
    const text = texts.get(file) ?? readFileSync(file, 'utf8');
    return `${relative(root, file)}\0${text.length}\0${text}`;
  });
  return digest(parts);
}

function digest(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
}
