// How much of a random slip in the code the tests notice: `node .ci/mutation.mjs [--count 300] [--seed 1] [--workers 2]
// [--near N] [--far] [--again] [--seconds 600] [--only PATH] [--out reports/out/mutation]`. Needs `npm ci` before. Draws
// one-token mutants of src, oracles and the judge, puts each into a copy of the checkout, and runs the tests that reach
// the changed file, nearest first: a mutant dies when one of them fails that passes without it. A time-out is no kill.
// Three passes, each about the mutants that are neither dead nor proven equivalent, and the tests that they were not
// asked about before: `--near 4` asks the nearest four test files that are quick (not in slow-files.json), which kill
// most; without it the nearest dozen is asked; `--far` asks all. `--again` asks also what was asked before: tests have
// been written since. Every outcome goes to a log as it comes, so a run can be stopped and taken up again; `--summary`
// counts what is there and prints the survivors, `--list` prints the sample. `equivalent.json` beside this script names
// the mutants that no test can tell from the original, each with a proof in one line. The same seed draws the same
// mutants of the same code. Not part of CI: it takes hours of a core.
import { execFileSync, fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    out: { type: 'string', default: 'reports/out/mutation' },
    only: { type: 'string' },
    near: { type: 'string' },
    seconds: { type: 'string', default: '600' },
    again: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    far: { type: 'boolean', default: false },
    summary: { type: 'boolean', default: false },
  },
});
const OUT = resolve(values.out);
const SLOW = new Set(JSON.parse(readFileSync(join(ROOT, '.ci/slow-files.json'), 'utf8')));
const equivalentFile = join(ROOT, '.ci/equivalent.json');
const equivalent = existsSync(equivalentFile) ? JSON.parse(readFileSync(equivalentFile, 'utf8')) : {};
const say = text => process.stdout.write(`${text}\n`);

/** What is mutated: the library, the oracles and what judges; not claims, texts, pages, command lines, samples. */
const MUTATED =
  /^(src\/(?!plot\/)|oracles\/(?!generate\/)|properties\/(?!(claims|statements|figures)\/))(?!.*\/testing\/).*(?<![.]test|[.]d)[.]ts$/;

const SWAPS = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '<': ['<='],
  '<=': ['<'],
  '>': ['>='],
  '>=': ['>'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '<<': ['>>'],
  '>>': ['<<'],
};
const CALLS = {
  push: 'unshift',
  max: 'min',
  min: 'max',
  floor: 'ceil',
  ceil: 'floor',
  some: 'every',
  every: 'some',
  add: 'sub',
  sub: 'add',
  plus: 'minus',
  minus: 'plus',
  rows: 'cols',
  cols: 'rows',
  findLast: 'find',
};

/** One-token changes of a source text: [start, end, replacement]. */
function mutantsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const change = (node, replacement) => found.push({ start: node.getStart(source), end: node.getEnd(), replacement });
  const visit = node => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const text = node.operatorToken.getText(source);
      const isText = [node.left, node.right].some(
        side => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side),
      );
      if (!(text === '+' && isText)) for (const swap of SWAPS[text] ?? []) change(node.operatorToken, swap);
    } else if (ts.isNumericLiteral(node)) change(node, String(Number(node.text) + 1));
    else if (ts.isBigIntLiteral(node)) change(node, `${BigInt(node.text.slice(0, -1)) + 1n}n`);
    else if (node.kind === ts.SyntaxKind.TrueKeyword) change(node, 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) change(node, 'true');
    else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      found.push({ start: node.getStart(source), end: node.operand.getStart(source), replacement: '' });
    else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken)
      found.push({ start: node.getStart(source), end: node.operand.getStart(source), replacement: '' });
    else if (ts.isPropertyAccessExpression(node) && Object.hasOwn(CALLS, node.name.text))
      change(node.name, CALLS[node.name.text]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A paper's claims are found by the name of their folder. */
const FOUND_BY_NAME = /^properties\/claims\/[a-z]+\d{4}[a-z]?\/(?!.*[.]test[.]ts$)/;

/** Which files import which, from the quotes behind from, import and new URL. */
function importGraph(files) {
  const importers = new Map();
  for (const file of files) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const [, path] of text.matchAll(/(?:from|import|import\(|new URL\()\s*'(\.{1,2}\/[^']+)'/g)) {
      const target = relative(ROOT, join(ROOT, dirname(file), path));
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
    if (FOUND_BY_NAME.test(file)) importers.set(file, [...(importers.get(file) ?? []), 'properties/claims/index.ts']);
  }
  return importers;
}

/** Files that only tests import, and what only those import. */
function testHelpers(files, importers) {
  const helpers = new Set(files.filter(file => file.endsWith('.test.ts')));
  for (let before = -1; before < helpers.size; ) {
    before = helpers.size;
    for (const [file, by] of importers) if (by.every(name => helpers.has(name))) helpers.add(file);
  }
  return helpers;
}

/** Test files that start processes, or take long. */
const isSlow = name => /[.](process|claims)[.]test/.test(name) || SLOW.has(name);

/** How many folders two files have in common. */
function partsShared(one, other) {
  const [a, b] = [one, other].map(path => dirname(path).split('/'));
  const apart = a.findIndex((part, at) => part !== b[at]);
  return apart < 0 ? a.length : apart;
}

/** Test files that reach a file, nearest first; those that start processes or judge claims last, browsers never. */
function testsOf(file, importers) {
  const distance = new Map([[file, 0]]);
  const open = [file];
  for (let at = open.shift(); at !== undefined; at = open.shift())
    for (const next of importers.get(at) ?? [])
      if (!distance.has(next)) {
        distance.set(next, distance.get(at) + 1);
        open.push(next);
      }
  const own = file.replace(/[.]ts$/, '.test.ts');
  const slow = name => (/[.](process|claims)[.]test/.test(name) ? 1 : 0);
  return [...distance.keys()]
    .filter(name => name.endsWith('.test.ts') && !name.includes('.browser.'))
    .sort(
      (a, b) =>
        Number(b === own) - Number(a === own) ||
        slow(a) - slow(b) ||
        distance.get(a) - distance.get(b) ||
        partsShared(b, file) - partsShared(a, file) ||
        (a < b ? -1 : 1),
    );
}

/** What runs tests in a copy, a process that is started again where it has ended, or has run long enough to have grown. */
function testServer(copy) {
  let [child, asked] = [undefined, 0];
  const stop = () => {
    if (child?.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
    child = undefined;
  };
  const started = async () => {
    if (asked++ % 50 === 0) stop();
    if (child !== undefined) return child;
    child = fork(join(copy, '.ci/_testServer.mjs'), { cwd: copy, stdio: 'ignore', detached: true });
    await new Promise(done => child.once('message', done).once('exit', done));
    return child;
  };
  /** The first test that failed, 'time-out' or undefined. */
  const run = async (changed, files, seconds) => {
    const server = await started();
    const reply = await new Promise(done => {
      const end = answer => {
        clearTimeout(timer);
        server.off('message', end).off('exit', onExit);
        done(answer);
      };
      const onExit = () => end({ failures: [{ test: 'the runner ended without a report' }] });
      const timer = setTimeout(() => end('time-out'), 1000 * seconds);
      server.on('message', end).on('exit', onExit);
      server.send({ changed, files });
    });
    if (reply === 'time-out' || server.exitCode !== null || server.signalCode !== null) stop();
    if (reply === 'time-out') return reply;
    const real = reply.failures.find(({ message }) => !/timed out in \d+ms/i.test(message ?? ''));
    if (real === undefined) return reply.failures.length > 0 ? 'time-out' : undefined;
    return { file: real.file, test: real.test };
  };
  return { run, stop };
}

/** Sizes of the first groups: the test beside the file alone kills most, and Vitest would run the slowest of a group first. */
const NEAREST = [1, 3, 8];
const GROUP = 12;

/** The groups of test files that this pass asks about a mutant. */
function groupsFor(path, importers) {
  const tests = testsOf(path, importers);
  if (values.near !== undefined) {
    const quick = tests.filter(name => !isSlow(name)).slice(0, Number(values.near));
    return [quick.slice(0, 1), quick.slice(1)];
  }
  const near = NEAREST.map(size => tests.splice(0, size));
  if (!values.far) return near;
  return [...near, ...Array.from({ length: Math.ceil(tests.length / GROUP) }, () => tests.splice(0, GROUP))];
}

/** The same without those that were asked before. */
function groupsLeft({ path, key }, importers) {
  const before = new Set(values.again ? [] : done.get(key)?.asked);
  return groupsFor(path, importers)
    .map(group => group.filter(name => !before.has(name)))
    .filter(group => group.length > 0);
}

/** Test files that fail in the copy without any change: they kill nothing. */
const sound = new Map();

async function judge({ copy, server }, mutant, importers) {
  const { path, start, end, replacement, key } = mutant;
  const file = join(copy, path);
  const text = readFileSync(file, 'utf8');
  if (testsOf(path, importers).length === 0) return { outcome: 'no test reaches it' };
  const asked = new Set(done.get(key)?.asked);
  let outOfTime = false;
  for (const group of groupsLeft(mutant, importers)) {
    for (const name of group) asked.add(name);
    for (;;) {
      const able = group.filter(name => sound.get(name) !== false);
      if (able.length === 0) break;
      writeFileSync(file, text.slice(0, start) + replacement + text.slice(end));
      const found = await server.run(path, able, Number(values.seconds)).finally(() => writeFileSync(file, text));
      if (found === 'time-out') outOfTime = true;
      if (found === 'time-out' || found === undefined) break;
      if (found.file === undefined) return { outcome: 'killed', by: found.test };
      if (!sound.has(found.file))
        sound.set(found.file, (await server.run(path, [found.file], Number(values.seconds))) === undefined);
      if (sound.get(found.file)) return { outcome: 'killed', by: `${found.file} > ${found.test}` };
      say(`fails without any change, not asked: ${found.file}`);
    }
    if (outOfTime) return { outcome: 'time-out', asked: [...asked] };
  }
  return { outcome: values.far ? 'survived' : 'alive', asked: [...asked] };
}

const files = execFileSync('git', ['-C', ROOT, 'ls-files', '*.ts', '*.mjs'], { encoding: 'utf8' }).trim().split('\n');
const importers = importGraph(files);
const helpers = testHelpers(files, importers);
const all = files
  .filter(path => MUTATED.test(path) && !helpers.has(path))
  .filter(path => values.only === undefined || path.startsWith(values.only))
  .flatMap(path => mutantsOf(path, readFileSync(join(ROOT, path), 'utf8')).map(mutant => ({ path, ...mutant })));
const population = all.length;
const random = xoroshiro128plus(Number(values.seed));
const sample = [];
while (sample.length < Number(values.count) && all.length > 0)
  sample.push(...all.splice(uniformInt(random, 0, all.length - 1), 1));

/** A place that outlives a move of its file and of its line: the file's name and its line with the change marked. */
const placed = sample.map(mutant => {
  const { path, start, end, replacement } = mutant;
  const text = readFileSync(join(ROOT, path), 'utf8');
  const [from, to] = [text.lastIndexOf('\n', start - 1) + 1, text.indexOf('\n', end)];
  const change = `${text.slice(from, start)}⟦${text.slice(start, end)} → ${replacement}⟧${text.slice(end, to)}`.trim();
  return { ...mutant, line: text.slice(0, start).split('\n').length, key: `${basename(path)}: ${change}` };
});

const log = join(OUT, `seed-${values.seed}.jsonl`);
const done = new Map();
if (existsSync(log))
  for (const text of readFileSync(log, 'utf8').split('\n').filter(Boolean)) {
    const record = JSON.parse(text);
    done.set(record.key, record);
  }

async function work(waiting) {
  const copy = mkdtempSync(join(tmpdir(), 'mutation-'));
  for (const file of execFileSync('git', ['-C', ROOT, 'ls-files'], { encoding: 'utf8' }).trim().split('\n')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const server = testServer(copy);
  for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
    const begin = Date.now();
    const { path, line, key } = mutant;
    const judged = await judge({ copy, server }, mutant, importers);
    const record = { key, ...judged, path, line, seconds: Math.round((Date.now() - begin) / 1000) };
    done.set(key, record);
    writeFileSync(log, `${JSON.stringify(record)}\n`, { flag: 'a' });
    if (record.outcome !== 'killed') say(`${record.outcome}: ${path}:${line} ${key}`);
  }
  server.stop();
  rmSync(copy, { recursive: true });
}

/** Which mutants this pass has to ask about. */
const isOpen = mutant => {
  const before = done.get(mutant.key)?.outcome;
  if (before === undefined) return true;
  return before !== 'killed' && equivalent[mutant.key] === undefined && groupsLeft(mutant, importers).length > 0;
};

if (values.list) for (const { path, line, key } of placed) say(`${path}:${line} ${key}`);
else {
  mkdirSync(OUT, { recursive: true });
  if (!values.summary) {
    const waiting = placed.filter(isOpen);
    await Promise.all(Array.from({ length: Number(values.workers) }, () => work(waiting)));
  }
  const judged = placed.map(({ key }) => done.get(key)).filter(record => record !== undefined);
  const killed = judged.filter(({ outcome }) => outcome === 'killed').length;
  const notKilled = judged.filter(({ outcome }) => outcome !== 'killed');
  const proven = notKilled.filter(({ key }) => equivalent[key] !== undefined).length;
  for (const { outcome, path, line, key } of notKilled)
    say(`${equivalent[key] === undefined ? outcome : 'equivalent'}: ${path}:${line} ${key}`);
  const died = ((100 * killed) / (judged.length - proven)).toFixed(1);
  say(
    `${judged.length} of ${placed.length} mutants (of ${population} possible ones) judged: ${killed} killed, ${proven} equivalent,`,
  );
  say(`${notKilled.length - proven} alive or out of time: ${died} % of those not equivalent died`);
}
