// Makes dist, which the package is: the code that its doors and its command reach, compiled (its types are checked by `npm run check`), declarations
// of what the doors say, and beside the modules of the papers' folders the texts that stand there.
// By Rolldown, on which Vitest runs, in a tenth of tsc's time: with `isolatedDeclarations` a file is compiled without the others.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, transformSync } from 'rolldown/utils';

/** What is started by name: the command, its threads and processes. */
const STARTED = [
  'cli/main.ts',
  'cli/solveWorker.ts',
  'cli/checkThread.ts',
  'cli/judgeThread.ts',
  'src/subjects/moduleHost.ts',
];

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
rmSync('dist', { recursive: true, force: true });
const doors = Object.values(JSON.parse(readFileSync('package.json', 'utf8')).exports)
  .filter(door => door.types !== undefined)
  .map(({ types }) => types.replace('./dist/', '').replace('.d.ts', '.ts'));
const names = readdirSync('properties/claims', { recursive: true, encoding: 'utf8' }).map(
  name => `properties/claims/${name}`,
);
/** Of the papers' folders, which the registry reads. */
const claims = names.filter(name => /claims\/[a-z]+\d{4}\/[^/]+(?<!\.test)\.ts$/.test(name));

// A set is walked up to what is added meanwhile.
const code = new Set([...doors, ...STARTED, ...claims]);
for (const file of code) {
  const text = readFileSync(file, 'utf8');
  write(file.replace(/\.ts$/, '.js'), compiled(file, text).code);
  for (const imported of importsOf(file, text)) code.add(imported);
}
const declared = new Set(doors);
for (const file of declared) {
  const { declaration } = compiled(file, readFileSync(file, 'utf8'), { declaration: {} });
  write(file.replace(/\.ts$/, '.d.ts'), declaration);
  for (const imported of importsOf(file, declaration)) declared.add(imported);
}
for (const name of names.filter(name => /\.(claim|letters)$/.test(name))) cpSync(name, join('dist', name));

function compiled(file, text, options) {
  const result = transformSync(file, text, {
    typescript: { rewriteImportExtensions: 'rewrite', ...options },
    target: 'es2023',
    tsconfig: false,
  });
  if (result.errors.length > 0) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return result;
}

/** The files of ours that a file names in its imports, those of types too. */
function importsOf(file, text) {
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ]
    .filter(path => /^\..*\.ts$/.test(path))
    .map(path => join(dirname(file), path));
}

function write(path, text) {
  mkdirSync(dirname(join('dist', path)), { recursive: true });
  writeFileSync(join('dist', path), text);
}
