import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseSync } from 'rolldown/utils';
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

/** Of a compiled file, named as in package.json. */
function sourceOf(target: string): string {
  return target.replace(/^\.\/dist\//, '').replace(/\.js$/, '.ts');
}

const doors = Object.values(packageJson.exports)
  .flatMap(target => (typeof target === 'string' ? [] : [target.default]))
  .map(sourceOf);
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

const SCHEMA = 'protocol-1.schema.json';

/** Values, not types, that a door's source says it exports. */
function exportedBy(file: string): string[] {
  const entries = parseSync(file, read(file)).module.staticExports.flatMap(statement => statement.entries);
  return entries
    .filter(({ isType }) => !isType)
    .map(({ exportName }) => exportName.name!)
    .sort();
}

/** Imports each door by name, and uses something of it; examples are those of README.md. */
const DOORS = `
import { readFileSync } from 'node:fs';
const names = process.argv.slice(1);
const addressOf = name => import.meta.resolve('deep-linear-oracle' + name.slice(1).replace('*', '${SCHEMA}'));
const dataOf = name => JSON.parse(readFileSync(new URL(addressOf(name)), 'utf8'));
const resolved = Object.fromEntries(names.map(name => [name, addressOf(name)]));
const code = names.filter(name => resolved[name].endsWith('.js'));
const doors = Object.fromEntries(await Promise.all(code.map(async name => [name, await import(resolved[name])])));
const { closedForm, exactProblem, linearAlgebra, Matrix, Rational } = doors['.'];
const { decimalField, gradientFlow } = doors['./oracles'];
const { default: fc } = await import('fast-check');
const [W1, W2] = [Matrix.fromRows([[0.75]]), Matrix.fromRows([[1.25], [0]])];
const flow = closedForm({ W1, W2, sigmaYX: Matrix.fromRows([[0], [-2]]), tau: 1 });
const problem = exactProblem({ W1: [[1]], W2: [[2]], sigmaYX: [['1/3']] });
const [answer] = gradientFlow(problem, [Rational.ONE], { digits: 42 });
const output = linearAlgebra.multiply(decimalField(60), answer.W2, answer.W1).at(0, 0);
const [drawn] = fc.sample(doors['./arbitraries'].problemArbitrary({ lambda: 'zero' }), 1);
const subject = doors['./subjects'].defineSubject({ name: 'mine', trajectory: () => [] });
const formula = new URL('examples/formulas/domine2025-lemma-a.1-corrected.txt', resolved['./package.json']);
const claim = await doors['./vitest'].checkFormulaFile(formula, { runs: 20, digits: 10 });
const found = {
  '.': flow.W1W1(0.25).at(0, 0),
  './arbitraries': drawn.lambda.toNumber(),
  './oracles': output.toSignificantDigits(40).toString(),
  './subjects': subject.name,
  './vitest': claim.verdict,
  './schemas/*': dataOf('./schemas/*').title,
  './package.json': dataOf('./package.json').version,
};
const exported = Object.fromEntries(code.map(name => [name, Object.keys(doors[name]).sort()]));
console.log(JSON.stringify({ resolved, exported, found }));
`;

it('opens every door from what is packed alone, and what stands behind it works', () => {
  const targets = Object.entries(packageJson.exports).map(
    ([name, target]) => [name, typeof target === 'string' ? target : target.default] as const,
  );
  // From beside the package: its own name leads to it, and other names to what it depends on only.
  const seen = JSON.parse(
    execFileSync('node', ['--input-type=module', '--eval', DOORS, ...targets.map(([name]) => name)], {
      cwd: join(folder, '../..'),
      encoding: 'utf8',
    }),
  );
  const addresses = targets.map(([name, target]) => [
    name,
    pathToFileURL(join(folder, target.replace('*', SCHEMA))).href,
  ]);
  expect(seen.resolved).toEqual(Object.fromEntries(addresses));
  const exported = targets.flatMap(([name, target]) =>
    target.endsWith('.js') ? [[name, exportedBy(sourceOf(target))]] : [],
  );
  expect(seen.exported).toEqual(Object.fromEntries(exported));
  expect(seen.found).toEqual({
    '.': expect.closeTo(0.357_108_420_677, 12),
    './arbitraries': 0,
    './oracles': '0.3876517305599403223301492734210668218011',
    './subjects': 'mine',
    './vitest': 'holds',
    './schemas/*': 'Protocol 1 between dlo gate and a subject',
    './package.json': packageJson.version,
  });
});
