// How much of a random slip in the code the tests notice: `node .ci/mutation.mjs [--count 300] [--seed 1] [--workers 2]
// [--out reports/out/mutation] [--only PATH]`. Needs `npm ci` before. Draws one-token mutants of src, oracles and the judge, each in a copy of
// the checkout, and runs the tests that reach the changed file, nearest first: a mutant dies when one of them fails. A
// time-out is no kill. Survivors are written down with their places; `equivalent.json` beside this script may call
// some equivalent, each with a proof in one line. The same seed draws the same mutants of the same code. Not part of CI: it takes hours of a core.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
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
    list: { type: 'boolean', default: false },
  },
});
const OUT = resolve(values.out);
const say = text => process.stdout.write(`${text}\n`);

/** What is mutated: the library, the oracles and what judges; not texts, pages, claims, command lines and test helpers. */
const MUTATED =
  /^(src\/(?!cli\/)|oracles\/(?!generate\/)|properties\/(?!(claims|statements|figures|plot)\/|repair\/(tryout|plantMisprints|sharpness|correctFormulas)))(?!.*(testing|[/]_|test[A-Z])).*(?<![.]test|[.]d)[.]ts$/;

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
    else if (ts.isPropertyAccessExpression(node) && CALLS[node.name.text] !== undefined)
      change(node.name, CALLS[node.name.text]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Which files import which, from the quotes behind from, import and new URL. */
function importGraph(files) {
  const importers = new Map();
  for (const file of files) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const [, path] of text.matchAll(/(?:from|import|import\(|new URL\()\s*'(\.{1,2}\/[^']+)'/g)) {
      const target = relative(ROOT, join(ROOT, dirname(file), path));
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
  }
  return importers;
}

/** Test files that reach a file, nearest first; those that start processes or browsers last. */
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
  const slow = name => (/[.](process|browser|claims)[.]test/.test(name) ? 1 : 0);
  return [...distance.keys()]
    .filter(name => name.endsWith('.test.ts'))
    .sort(
      (a, b) =>
        Number(b === own) - Number(a === own) ||
        slow(a) - slow(b) ||
        distance.get(a) - distance.get(b) ||
        Number(dirname(b) === dirname(file)) - Number(dirname(a) === dirname(file)) ||
        (a < b ? -1 : 1),
    );
}

/** Runs test files in a copy; 'passed', 'failed' or 'time-out'. */
function runTests(copy, files, seconds) {
  return new Promise(done => {
    const child = spawn(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--bail', '1', '--maxWorkers', '1', '--reporter', 'dot', ...files],
      { cwd: copy, stdio: 'ignore', detached: true },
    );
    const timer = setTimeout(() => {
      process.kill(-child.pid, 'SIGKILL');
      done('time-out');
    }, 1000 * seconds);
    child.on('close', code => {
      clearTimeout(timer);
      done(code === 0 ? 'passed' : 'failed');
    });
  });
}

const NEAREST = 4;
const SECONDS = { nearest: 180, all: 600 };

async function judge(copy, { path, start, end, replacement }, importers) {
  const file = join(copy, path);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.slice(0, start) + replacement + text.slice(end));
  try {
    const tests = testsOf(path, importers);
    if (tests.length === 0) return 'no test reaches it';
    const first = await runTests(copy, tests.slice(0, NEAREST), SECONDS.nearest);
    if (first === 'failed') return 'killed';
    const rest = tests.slice(NEAREST).filter(name => !/[.](process|browser)[.]test/.test(name));
    // In groups, so that a kill by a near one need not wait for the far.
    for (let at = 0; at < rest.length; at += 12) {
      const outcome = await runTests(copy, rest.slice(at, at + 12), SECONDS.all);
      if (outcome === 'failed') return 'killed';
      if (outcome === 'time-out') return 'time-out';
    }
    return first === 'time-out' ? 'time-out' : 'survived';
  } finally {
    writeFileSync(file, text);
  }
}

const files = execFileSync('git', ['-C', ROOT, 'ls-files', '*.ts', '*.mjs'], { encoding: 'utf8' }).trim().split('\n');
const importers = importGraph(files);
const all = files
  .filter(path => MUTATED.test(path) && (values.only === undefined || path.startsWith(values.only)))
  .flatMap(path => mutantsOf(path, readFileSync(join(ROOT, path), 'utf8')).map(mutant => ({ path, ...mutant })));
const random = xoroshiro128plus(Number(values.seed));
const sample = [];
while (sample.length < Math.min(Number(values.count), all.length + sample.length))
  sample.push(...all.splice(uniformInt(random, 0, all.length - 1), 1));
const placed = sample.map(mutant => {
  const text = readFileSync(join(ROOT, mutant.path), 'utf8');
  const line = text.slice(0, mutant.start).split('\n').length;
  const from = text.lastIndexOf('\n', mutant.start) + 1;
  const code = text.slice(from, text.indexOf('\n', mutant.start));
  return { ...mutant, line, code: code.trim(), was: text.slice(mutant.start, mutant.end) };
});
if (values.list) {
  for (const { path, line, was, replacement, code } of placed) say(`${path}:${line} ${was} → ${replacement}   ${code}`);
  process.exit(0);
}

mkdirSync(OUT, { recursive: true });
const log = join(OUT, `seed-${values.seed}.jsonl`);
const done = new Map(
  existsSync(log)
    ? readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map(text => JSON.parse(text))
        .map(one => [one.key, one])
    : [],
);
const keyOf = ({ path, line, was, replacement, start }) => `${path}:${line}:${start} ${was} → ${replacement}`;
const waiting = placed.filter(mutant => !done.has(keyOf(mutant)));
const work = async () => {
  const copy = mkdtempSync(join(tmpdir(), 'mutation-'));
  for (const file of execFileSync('git', ['-C', ROOT, 'ls-files'], { encoding: 'utf8' }).trim().split('\n')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
    const begin = Date.now();
    const outcome = await judge(copy, mutant, importers);
    const { path, line, code, was, replacement } = mutant;
    const record = {
      key: keyOf(mutant),
      outcome,
      path,
      line,
      was,
      replacement,
      code,
      seconds: Math.round((Date.now() - begin) / 1000),
    };
    done.set(record.key, record);
    writeFileSync(log, `${JSON.stringify(record)}\n`, { flag: 'a' });
    if (outcome !== 'killed') say(`${outcome}: ${path}:${line} ${was} → ${replacement}   ${code}`);
  }
  rmSync(copy, { recursive: true });
};
await Promise.all(Array.from({ length: Number(values.workers) }, work));
const equivalentFile = join(ROOT, '.ci/equivalent.json');
const equivalent = existsSync(equivalentFile) ? JSON.parse(readFileSync(equivalentFile, 'utf8')) : {};
const judged = placed.map(mutant => done.get(keyOf(mutant)));
const proven = judged.filter(
  ({ outcome, path, code, was, replacement }) =>
    outcome !== 'killed' && equivalent[`${path} ${code} ${was} → ${replacement}`],
);
const killed = judged.filter(({ outcome }) => outcome === 'killed').length;
say(
  `${judged.length} mutants: ${killed} killed, ${proven.length} equivalent, ${judged.length - killed - proven.length} survived: ${((100 * killed) / (judged.length - proven.length)).toFixed(1)} % of those not equivalent died`,
);
