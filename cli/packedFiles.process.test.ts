import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { installedPackage } from './testing/installedPackage.ts';

// What a stranger installs: all that the command and the exports reach, compiled, declarations of what the exports say, and nothing that only tests use.

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SOURCE = /^(src|cli|oracles|properties|reports)\/.*\.(ts|mjs)$/;

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
/** Of the papers' folders, which the registry reads: nothing refers to these files by name. */
const CLAIMS = readdirSync(join(ROOT, 'properties/claims'), { recursive: true, encoding: 'utf8' })
  .filter(name => /^[a-z]+\d{4}\/[^/]*(?<!\.test)\.ts$/.test(name))
  .map(name => `properties/claims/${name}`);

const isCode = (path: string): boolean => SOURCE.test(path) && existsSync(join(ROOT, path));
const matched = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, path]) => path!);
const named = (file: string, pattern: RegExp): string[] => matched(read(file), pattern);

/** Files named beside it behind `from`, `import` and `import(`: the compiler follows them. */
function importsOf(file: string, text = read(file)): string[] {
  return matched(text, /(?:from|import|import\()\s*['"](\.{1,2}\/[^'"]+)['"]/g).map(path =>
    relative(ROOT, join(ROOT, dirname(file), path)),
  );
}

/** Data and what starts threads and processes, named from the root. */
function namedFromRoot(file: string): string[] {
  return named(file, /new URL\('([^']+)', PACKAGE_ROOT\)/g);
}

/** What a file starts as a command, thread or process. */
function startedBy(file: string): string[] {
  return named(file, /importCode\('([^']+)'\)/g).map(path => `${path}.ts`);
}

function codeOf(file: string): string[] {
  return [...importsOf(file), ...startedBy(file), ...namedFromRoot(file)].filter(isCode);
}

function reached(entries: readonly string[], next: (file: string) => string[]): Set<string> {
  const found = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    open.push(...next(file));
  }
  return found;
}

const doors = Object.values(packageJson.exports)
  .flatMap(target => (typeof target === 'string' ? [] : [target.default]))
  .map(target => target.replace(/^\.\/dist\//, '').replace(/\.js$/, '.ts'));
const code = reached([packageJson.bin.dlo, ...doors, ...CLAIMS], codeOf);
const data = [...code].flatMap(namedFromRoot).filter(path => !isCode(path));

const { tarball, folder } = await installedPackage();
const listed = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trimEnd().split('\n');
const packed = listed.map(path => path.replace(/^package\//, ''));
/** The sources of what is packed with this ending. */
const sourcesOf = (ending: RegExp): string[] =>
  packed
    .filter(path => path.startsWith('dist/') && ending.test(path))
    .map(path => path.slice(5).replace(ending, '.ts'));

it('is not built in the checkout, where another run of the tests would meet it half made', () => {
  const built = statSync(join(ROOT, 'dist'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  expect(built).toBeLessThanOrEqual(statSync(inject('runFolder')).birthtimeMs);
});

it('compiles what is imported by name to a place of its own, and else only code that it reaches, into chunks', () => {
  const byName = new Set([
    ...doors,
    ...CLAIMS.filter(file => !basename(file).startsWith('_')),
    ...[...code].filter(file => file.endsWith('.mjs')).flatMap(startedBy),
  ]);
  const isChunk = (file: string): boolean => file.startsWith('chunks/');
  const compiled = sourcesOf(/\.js$/);
  expect(compiled.filter(file => !isChunk(file)).sort()).toEqual([...byName].sort());
  // Before what came from a file its name stands as a comment, for whoever reads a stack trace.
  const sources = compiled.flatMap(file =>
    matched(readFileSync(join(folder, 'dist', file.replace(/\.ts$/, '.js')), 'utf8'), /^\/\/ (\S+\.ts)$/gm),
  );
  expect(sources.length).toBeGreaterThan(code.size / 2);
  expect(sources.filter(file => !code.has(file))).toEqual([]);
});

it('declares what the exports say and what their declarations name, and no more', () => {
  const declaration = (file: string): string =>
    readFileSync(join(folder, 'dist', file.replace(/\.ts$/, '.d.ts')), 'utf8');
  const declared = reached(doors, file => importsOf(file, declaration(file)));
  expect(sourcesOf(/\.d\.ts$/).sort()).toEqual([...declared].sort());
});

it('keeps what the sources of its declarations say of types, in front of which alone an editor shows it', () => {
  const ofPartsOfUnions = sourcesOf(/\.d\.ts$/).flatMap(file => named(file, /\*\/\s*(\|.*)/g));
  expect(ofPartsOfUnions).toEqual([]);
});

it('packs what starts the compiled code and the data that it reads, and no source', () => {
  expect(packed.filter(path => SOURCE.test(path)).sort()).toEqual(
    [...code].filter(file => file.endsWith('.mjs')).sort(),
  );
  for (const path of data) expect(packed.filter(file => file.startsWith(path))).not.toEqual([]);
  expect(data).toContain('fixtures/ledger.json');
  // The build is put beside what npm packs of the rest.
  expect(packageJson.files).toContain('dist');
  for (const name of ['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json']) expect(packed).toContain(name);
});

it('finds files by the root only: compiled code stands elsewhere than its source', () => {
  const own = /import\.meta\.(url|dirname|filename)/;
  const byThemselves = [...code].filter(
    file => file.endsWith('.ts') && own.test(read(file).replaceAll('createRequire(import.meta.url)', '')),
  );
  expect(byThemselves).toEqual(['src/packageRoot.ts']);
});
