import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What a relative path follows in source text: `from '…'`, `import('…')`, `import '…'`, `new URL('…'`. */
const REACHES = /(?:\bfrom|\bimport\(?|\bnew URL\()\s*(['"])(\.{1,2}\/[^'"]+)\1/g;

/**
 * The files that a source file reaches: itself, what it imports or names by `new URL`, and so on. Paths that are in other
 * packages, or made while the program runs, are not seen; folders and what is missing are passed over. `seen` holds texts
 * that were read before, and takes those that are.
 */
export function importClosure(path: string, seen: Map<string, string>): ReadonlySet<string> {
  const reached = new Set([path]);
  for (const file of reached) {
    const text = seen.get(file) ?? readFileSync(file, 'utf8');
    seen.set(file, text);
    if (!/\.[cm]?[jt]s$/.test(file)) continue;
    for (const [, , relative] of text.matchAll(REACHES)) {
      const target = fileURLToPath(new URL(relative!, pathToFileURL(file)));
      if (existsSync(target) && statSync(target).isFile()) reached.add(target);
    }
  }
  return reached;
}
