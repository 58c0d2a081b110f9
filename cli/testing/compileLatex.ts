import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { display } from '../../reports/errata/counterexampleLatex.ts';
import { documentLatex } from '../../reports/errata/documentLatex.ts';
import { latexMath, latexText } from '../../reports/errata/latexText.ts';
import { statementTeX } from '../../src/check/openFormula.ts';
import { NOTATION_NAMES, type NotationName } from '../../src/latex/notations.ts';
import { AUTHOR_STYLES, misreadIn } from '../../src/latex/testing/authorStyles.ts';
import { type ExampleStatement, exampleStatements } from '../../src/latex/testing/exampleStatements.ts';
import { changedByLatex } from '../../src/latex/testing/readAgain.ts';
import { writeLatex } from '../../src/latex/writeLatex.ts';

/**
 * Writes all statement files of examples/ and their corrections as LaTeX in the letters of each paper, reads each again and compiles them with pdflatex (Debian's texlive-latex-base); with
 * `--judge 12` so many wrong ones are judged by `dlo check --latex`, for their counterexamples and corrections. `tsx cli/testing/compileLatex.ts [--judge N] [--keep FOLDER]`; ends with 1
 * where anything does not compile or is another tree when it is read again.
 */
const { values } = parseArgs({ options: { judge: { type: 'string', default: '0' }, keep: { type: 'string' } } });
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'dlo-compile-'));
mkdirSync(folder, { recursive: true });
let faults = 0;

try {
  const statements = exampleStatements();
  for (const notation of NOTATION_NAMES) {
    const own = statements.filter(({ statement }) => (statement.deep !== undefined) === (notation === 'wendin2025'));
    const changed = own.flatMap(({ file, statement }) =>
      changedByLatex(statement, notation).map(one => `${file}: ${one}`),
    );
    print(`${notation}: ${own.length} statements written, ${changed.length} expressions another tree when read again`);
    for (const one of changed) print(`  ${one}`);
    faults += changed.length;
    compile(`${notation}.tex`, documentLatex(own.flatMap(one => blocksOf(one, notation))));
  }
  for (const style of AUTHOR_STYLES) {
    const read = statements.map(({ statement }) => misreadIn(style, statement)).filter(one => one !== 'none');
    const same = read.filter(one => one === undefined).length;
    print(`typed as ${style.name}: ${same} of ${read.length} read as the same statement`);
  }
  const wrong = readdirSync(new URL('../../examples/field/', import.meta.url)).filter(name =>
    /-wrong\.claim$/.test(name),
  );
  const count = Math.min(Number(values.judge), wrong.length);
  for (let i = 0; i < count; i++) judged(wrong[Math.floor((i * wrong.length) / count)]!);
  print(faults === 0 ? 'all compile, and all are read again as they were' : `${faults} faults`);
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true });
}
process.exitCode = faults === 0 ? 0 : 1;

function blocksOf({ file, statement }: ExampleStatement, notation: NotationName): string[] {
  const tex = statementTeX(statement, (formula, bare, isOfMatrices) =>
    writeLatex(formula, notation, bare, isOfMatrices),
  );
  return [`\\subsection*{${latexText(file)}}`, display(latexMath(tex))];
}

/** What `dlo check` finds against a wrong statement. */
function judged(name: string): void {
  const out = join(folder, `${basename(name, '.claim')}.tex`);
  const path = new URL(`../../examples/field/${name}`, import.meta.url).pathname;
  const dlo = new URL('../dlo.mjs', import.meta.url).pathname;
  const options = ['--latex', out, '--runs', '20', '--workers', '1', '--report', join(folder, 'report')];
  const { status, stderr } = spawnSync(process.execPath, [dlo, 'check', path, ...options], { encoding: 'utf8' });
  if (status !== 1) {
    faults += 1;
    print(`  ${name}: ended with ${status}, ${stderr.trim()}`);
    return;
  }
  compile(basename(out), readFileSync(out, 'utf8'));
}

function compile(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  const options = ['-interaction=nonstopmode', '-no-shell-escape', name];
  let log: string;
  try {
    log = execFileSync('pdflatex', options, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
  } catch (error) {
    log = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    if (!/^!/m.test(log)) log = `! ${log.slice(0, 200)}`;
  }
  const errors = log.split('\n').filter(line => line.startsWith('!'));
  const pages = /\((\d+) pages?/.exec(log)?.[1] ?? '0';
  faults += errors.length;
  print(`  ${name}: ${pages} pages, ${errors.length} errors of LaTeX`);
  for (const error of errors.slice(0, 5)) print(`    ${error}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
