// Makes dist, or the folder named behind it, which the package is: the code that its doors and its command reach, compiled (its types are
// checked by `npm run check`), declarations of what the doors say, and beside the modules of the papers' folders the texts that stand there.
// By Rolldown, on which Vitest runs, in a tenth of tsc's time: with `isolatedDeclarations` a file is declared without the others.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { parseSync, transformSync } from 'rolldown/utils';

/** What is started by name: the command, its threads and processes. */
const STARTED = [
  'cli/main.ts',
  'cli/solveWorker.ts',
  'cli/checkThread.ts',
  'cli/judgeThread.ts',
  'src/subjects/moduleHost.ts',
];

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = resolve(process.argv[2] ?? join(ROOT, 'dist'));

process.chdir(ROOT);
rmSync(FOLDER, { recursive: true, force: true });
const doors = Object.values(JSON.parse(readFileSync('package.json', 'utf8')).exports)
  .filter(door => door.types !== undefined)
  .map(({ types }) => types.replace('./dist/', '').replace('.d.ts', '.ts'));
const names = readdirSync('properties/claims', { recursive: true, encoding: 'utf8' }).map(
  name => `properties/claims/${name}`,
);
/** Of the papers' folders, which the registry reads. */
const claims = names.filter(name => /claims\/[a-z]+\d{4}\/[^/_][^/]*(?<!\.test)\.ts$/.test(name));

// To find, open and compile a file of its own for each module took most of a start. What the same entries reach is one file; three larger ones
// hold what stands below every command, what `dlo solve` needs, and what many entries reach: no start but theirs loads all of them.
const bundle = await rolldown({
  input: Object.fromEntries([...doors, ...STARTED, ...claims].map(file => [file.replace(/\.ts$/, ''), file])),
  external: /^[^./]/,
  transform: { target: 'es2023' },
  tsconfig: false,
  treeshake: false,
  optimization: { inlineConst: false },
  experimental: { attachDebugInfo: 'simple' },
});
await bundle.write({
  dir: FOLDER,
  chunkFileNames: 'chunks/[name].js',
  comments: false,
  minifyInternalExports: false,
  codeSplitting: {
    groups: [
      { name: 'start', test: /\/cli\/main\.ts$/, priority: 2 },
      { name: 'solver', test: /\/cli\/solve\.ts$/, priority: 1 },
      { name: 'common', minShareCount: 10 },
    ],
  },
});
await bundle.close();
const declared = new Set(doors);
for (const file of declared) {
  const declaration = declarationOf(file);
  write(file.replace(/\.ts$/, '.d.ts'), declaration);
  for (const imported of importsOf(file, declaration)) declared.add(imported);
}
for (const name of names.filter(name => /\.(claim|letters)$/.test(name))) cpSync(name, join(FOLDER, name));

function declarationOf(file) {
  const { declaration, errors } = transformSync(file, readFileSync(file, 'utf8'), {
    typescript: { rewriteImportExtensions: 'rewrite', declaration: {} },
    tsconfig: false,
  });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return declaration;
}

/** The files of ours that a declaration names in its imports. */
function importsOf(file, text) {
  const { staticImports, staticExports } = parseSync(file, text).module;
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
  ]
    .filter(path => /^\..*\.ts$/.test(path))
    .map(path => join(dirname(file), path));
}

function write(path, text) {
  mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
  writeFileSync(join(FOLDER, path), text);
}
