import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

// What a stranger installs: all that the command and the exports reach, and nothing that only tests use.

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SOURCE = /^(src|cli|oracles|properties|reports)\/.*\.(ts|mjs)$/;

/** A path in quotes behind `from`, `import`, `import(` or `new URL(`. */
const REFERENCES = /(?:from|import|import\(|new URL\()\s*'(\.{1,2}\/[^']+)'/g;

function reached(entries: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, path] of readFileSync(join(ROOT, file), 'utf8').matchAll(REFERENCES)) {
      const target = relative(ROOT, join(ROOT, dirname(file), path!));
      if (SOURCE.test(target) && existsSync(join(ROOT, target))) open.push(target);
    }
  }
  return found;
}

/** Of the papers' folders, which the registry reads: nothing refers to these files by name. */
function inClaims(wanted: RegExp): string[] {
  return readdirSync(join(ROOT, 'properties/claims'), { recursive: true, encoding: 'utf8' })
    .filter(name => /^[a-z]+\d{4}/.test(name) && wanted.test(name))
    .map(name => `properties/claims/${name}`);
}

it('packs the code that the command and the exports reach, and no other', () => {
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [{ files }] = JSON.parse(listing) as [{ files: { path: string }[] }];
  const packed = files.map(({ path }) => path);
  const sources = Object.values(packageJson.exports)
    .flatMap(target => (typeof target === 'string' ? [] : [target.default]))
    .map(target => target.replace(/^\.\/dist\//, '').replace(/\.js$/, '.ts'));
  const needed = reached([packageJson.bin.dlo, ...sources, ...inClaims(/\/[^_/]*(?<!\.test)\.ts$/)]);
  expect(packed.filter(path => SOURCE.test(path)).sort()).toEqual([...needed].sort());
  const texts = inClaims(/\.(claim|letters)$/);
  expect(texts.length).toBeGreaterThan(40);
  expect(packed).toEqual(expect.arrayContaining(texts));
  for (const name of ['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json', 'fixtures/ledger.json'])
    expect(packed).toContain(name);
});
