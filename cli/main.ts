import { createRequire } from 'node:module';
import { DloError } from '../src/errors.ts';
import { VERSION } from '../src/version.ts';
import { CHECK_HELP } from './checkHelp.ts';
import { EXIT } from './exit.ts';
import { GATE_HELP } from './gateHelp.ts';
import { NEW_HELP } from './newHelp.ts';
import { SOLVE_HELP } from './solveHelp.ts';

// Required as ml-matrix is (mlMatrix.ts): to import it takes twice as long.
const { Command, CommanderError } = createRequire(import.meta.url)('commander') as typeof import('commander');

/** How a command line is run. */
export interface MainOptions {
  /** false: `dlo check` judges in this thread, so that none has to start; it then hears of its end between two cases only. */
  readonly threads?: boolean;
}

/** Runs one command line and returns its exit code; every error of the caller's making is one line on stderr. */
export async function main(args: readonly string[], { threads = true }: MainOptions = {}): Promise<number> {
  let exit: number = EXIT.ok;
  const done = (code: number): void => {
    exit = code;
  };
  const program = new Command('dlo')
    .description('Judges derivations about the learning dynamics of linear networks.')
    .version(VERSION)
    .showSuggestionAfterError()
    .exitOverride();
  program
    .command('verify')
    .description('judge claims against the oracles and compare the verdicts with the ledger')
    .argument('[claim...]', 'claim ids, or the beginning of one such as "braun2022" (default: all)')
    .option('--runs <n>', 'cases per reading, at least 20 (default: the ledger’s)')
    .option('--seed <s>', 'seed of the generators (default: the ledger’s)')
    .option('--digits <d>', 'digits to which a statement must hold, 10 to 100 (default: the ledger’s)')
    .option('--json <file>', 'write the run record to this file too')
    .option('--report <folder>', 'folder of the report page', 'reports/out')
    .option('--site <folder>', 'write a page per claim into this folder, for hosting, too')
    .option('--workers <n>', 'claims judged at the same time (default: the number of cores)')
    .option(
      '--arithmetic <name>',
      'bigint; or decimal: oracles and formulas by decimal.js alone, slower, nothing drawn (default: DLO_ARITHMETIC)',
    )
    .option('--no-keep', 'do not store new counterexamples in fixtures/')
    .option('--hypotheses', 'drop each hypothesis of what holds in turn, too')
    .option(
      '--changed',
      'judge only claims of which text, code or settings differ from the last run kept in the folder',
    )
    .option('--accept', 'write the verdicts into the ledger')
    .action(async (claims, options) => done(await (await import('./verify.ts')).verify(claims, options)));
  program
    .command('check')
    .description('judge a formula that stands in a text file, or in LaTeX')
    .argument('[file]', 'formula file, see examples/formulas/, or theorem.tex, notes.md, see docs/latex.md')
    .option('--runs <n>', 'cases, at least 20 (default: 100)')
    .option('--seed <s>', 'seed of the generators (default: 20251)')
    .option('--digits <d>', 'digits to which the formula must hold, 10 to 100 (default: 30)')
    .option('--seconds <s>', 'stop after this time, with what was judged so far (default: 120)')
    .option('--workers <n>', 'threads that judge (default: the number of cores)')
    .option('--report <folder>', 'folder of the report page (default: reports/out/NAME)')
    .option('--json <file>', 'write the run record to this file too')
    .option('--reading <name>', 'of a file with several readings the one to judge (default: as printed)')
    .option(
      '--equation <n>',
      'of a file of LaTeX or Markdown the formula with this number or label (default: the one that claims something)',
    )
    .option('--notation <paper>', 'its letters are those of braun2022, domine2025, anguita2024 or wendin2025')
    .option('--explain', 'show LaTeX, tree and Octave of it, and judge nothing')
    .option('--write <file>', 'keep it as a formula file, too')
    .option(
      '--latex <file>',
      'write the statement, its counterexample and its corrections as LaTeX, in the letters of --notation',
    )
    .option('--step <n>', 'of a derivation the step to judge (default: all, up to the first that does not follow)')
    .option('--case <file>', 'judge the formula on the case of a counterexample only')
    .option('--no-repair', 'do not look for a correction of a formula that fails')
    .option('--hypotheses', 'list the hypotheses that a file can name')
    .option('--symbols', 'list the symbols that a formula can use, and what a header can say')
    .addHelpText('after', CHECK_HELP)
    .action(async (file, options) => done(await (await import('./check.ts')).check(file, options, threads)));
  program
    .command('paper')
    .description('what each displayed formula of a paper in LaTeX, Markdown or text is, and which can be judged')
    .argument('<file>', 'paper.tex, .md or .txt; nothing that it names is opened')
    .option('--notation <paper>', 'its letters are those of braun2022, domine2025, anguita2024 or wendin2025')
    .option('--judge', 'judge each that claims something')
    .option('--runs <n>', 'cases for each, at least 20 (default: 20)')
    .option('--seconds <s>', 'time for each (default: 30)')
    .option('--report <folder>', 'folder of the page (default: reports/out/NAME)')
    .action(async (file, options) => done(await (await import('./paper.ts')).paper(file, options)));
  program
    .command('gate')
    .description('judge a solver, in any language: the claims about trajectories on its own answers')
    .argument('<subject>', 'builtin:NAME, module:FILE or "cmd:COMMAND"')
    .option('--claims <list>', 'claim ids or their beginnings, separated by commas (default: all)')
    .option('--runs <n>', 'random cases, over all shards (default: 200)')
    .option('--seed <s>', 'seed of the cases (default: 20251)')
    .option('--digits <d>', 'digits asked of well-conditioned cases, 1 to 15 (default: 10)')
    .option('--searches <n>', 'chains of the search for the worst case (default: 4)')
    .option('--workers <n>', 'subjects asked at the same time (default: 1 for builtin:, else the number of cores)')
    .option('--seconds <s>', 'time limit of a question (default: 10)')
    .option('--baseline <file>', 'record to compare with')
    .option('--loss <d>', 'digits that may be lost against the baseline (default: 1)')
    .option('--known <file>', 'failures that are known')
    .option('--record <file>', 'record of the run (default: reports/out/gate/SUBJECT/record.jsonl)')
    .option(
      '--report <folder>',
      'folder of report.html, report.md, junit.xml and the badge (default: the record’s; none for a shard)',
    )
    .option(
      '--format <format>',
      'what to show: table, markdown, csv, junit, github, html, badge or badge-json',
      'table',
    )
    .option('--corpus <folder>', 'worst cases of earlier runs (default: reports/out/gate/corpus)')
    .option('--shard <i/n>', 'judge only every n-th case, from i (from 0)')
    .option('--case <file>', 'judge the case of a file only, at twice the oracle’s digits')
    .option('--validate', 'check every message of the subject against the schemas')
    .addHelpText('after', GATE_HELP)
    .action(async (subject, options) => done(await (await import('./gate.ts')).gate(subject, options)));
  program
    .command('list')
    .description('claims with the verdicts of the ledger')
    .argument('[claim...]', 'claim ids, or the beginning of one such as "braun2022" (default: all)')
    .action(async names => done(await (await import('./list.ts')).list(names)));
  program
    .command('show')
    .description('a claim: statement, source, hypotheses, stored counterexamples')
    .argument('<claim>', 'claim id, the beginning of some, or the number of an equation such as "braun2022/eq-11"')
    .option('--record <file>', 'record of a run (report.json): how each reading was judged in it, too')
    .action(async (name, options) => done(await (await import('./show.ts')).showClaims(name, options)));
  program
    .command('statements')
    .description('what a paper asserts, line by line: the claims that judge it, or what a test of it would need')
    .argument('<paper>', 'domine2025 or braun2022')
    .action(async paper => done(await (await import('./statements.ts')).statements(paper)));
  program
    .command('replay')
    .description('judge one stored counterexample again, at twice the digits')
    .argument('<file>', 'a file of fixtures/counterexamples/')
    .option('--digits <d>', 'digits to which the statement must hold, 10 to 100', '30')
    .action(async (file, options) => done(await (await import('./replay.ts')).replay(file, options)));
  program
    .command('hypotheses')
    .description('which hypotheses matter: drop each in turn and look for a case on which the statement then fails')
    .argument('[claim...]', 'claim ids, or the beginning of one such as "braun2022" (default: all)')
    .option(
      '--runs <n>',
      'cases per hypothesis, at least 20; judges readings whose cases take seconds too (default: 20)',
    )
    .option('--seed <s>', 'seed of the generators (default: the ledger’s)')
    .option('--digits <d>', 'digits to which a statement must hold, 10 to 100', '15')
    .action(async (claims, options) => done(await (await import('./hypotheses.ts')).hypotheses(claims, options)));
  program
    .command('mutants')
    .description(
      'how sharp the checks are: wrong versions of each statement, for formulas all near-misses, and which survive',
    )
    .argument('[claim...]', 'claim ids, or the beginning of one such as "braun2022" (default: all)')
    .option('--runs <n>', 'cases that a wrong version must survive, at least 20 (default: 40)')
    .option('--seed <s>', 'seed of the generators (default: the ledger’s)')
    .option('--digits <d>', 'digits to which a statement must hold, 10 to 100 (default: the ledger’s)')
    .action(async (claims, options) => done(await (await import('./mutants.ts')).mutants(claims, options)));
  program
    .command('errata')
    .description('draft of an erratum: every printed statement of a paper that the ledger calls refuted')
    .argument('<paper>', 'such as domine2025')
    .option('--format <format>', 'md or latex', 'md')
    .option('--out <file>', 'write to this file (default: stdout)')
    .action(async (paper, options) => done(await (await import('./errata.ts')).errata(paper, options)));
  program
    .command('figures')
    .description('figures of the papers drawn again, by closed form, oracle and gradient descent')
    .argument('[paper...]', 'such as domine2025 (default: all that have figures)')
    .option('--out <folder>', 'folder of the page', 'reports/out')
    .action(async (papers, options) => done(await (await import('./figures.ts')).figures(papers, options)));
  program
    .command('solve')
    .description('solve problems given one a line as JSON, on stdin or in a file')
    .argument('[file]', 'NDJSON file (default: stdin)')
    .option('--seconds <n>', 'longest time for one problem; one that takes longer answers an error (default: none)')
    .addHelpText('after', SOLVE_HELP)
    .action(async (file, options) => done(await (await import('./solve.ts')).solve(file, options)));
  program
    .command('view')
    .description(
      'show the record of a gate as a table, page, comment, test result, annotations or badge, or that of a verify',
    )
    .argument(
      '<record...>',
      'record of a gate (JSONL), or report.json of a verify; with --history several, the oldest first',
    )
    .option('--history', 'digits, failures and pace over several records of gates, and what became worse')
    .option(
      '--format <format>',
      'table, html, markdown, csv, junit, github, badge or badge-json; of a verify table, html, markdown or json',
      'table',
    )
    .option('--out <file>', 'write to this file (default: stdout)')
    .option('--report <folder>', 'write report.html, report.md, junit.xml, badge.svg and badge.json, too')
    .option('--site <folder>', 'of a verify: write a page per claim into this folder, for hosting')
    .option('--known <file>', 'known failures: a JSON array of {"claim", "reason", "regime", "hash", "subject"}')
    .option('--check', 'exit with 1 where a claim failed that is not known, or the record is not whole')
    .action(async (files, options) => done(await (await import('./view.ts')).view(files, options)));
  program
    .command('diff')
    .description('digits gained and lost between two records of gates, failures new and fixed; exits with 1 on a loss')
    .argument('<old>', 'record of a gate (JSONL), the baseline')
    .argument('<new>', 'record that is compared with it')
    .option(
      '--loss <d>',
      'digits that the worst case of a claim or regime may lose; its median may lose half of that, a single case three times (default: 1)',
    )
    .option('--known <file>', 'known failures, which are not counted as new')
    .option('--format <format>', 'table, markdown or json', 'table')
    .option('--out <file>', 'write to this file (default: stdout)')
    .action(async (before, after, options) => done(await (await import('./diff.ts')).diff(before, after, options)));
  program
    .command('merge')
    .description('put the records of a run’s shards together, in any order, finished or cut off')
    .argument('<record...>', 'records of one run (JSONL)')
    .requiredOption('--out <file>', 'the merged record')
    .option('--strict', 'write nothing where cases are missing')
    .action(async (files, options) => done(await (await import('./merge.ts')).merge(files, options)));
  program
    .command('compare')
    .description('several subjects side by side, and the cases on which they disagree')
    .argument('<record...>', 'records of gates (JSONL), one per subject')
    .option('--apart <d>', 'digits apart from which two subjects disagree about a case (default: 3)')
    .option('--format <format>', 'table, html, markdown or json', 'table')
    .option('--out <file>', 'write to this file (default: stdout)')
    .action(async (files, options) => done(await (await import('./compare.ts')).compare(files, options)));
  program
    .command('new')
    .description('write a formula file that holds and a vitest test that judges it')
    .argument('<name>', 'letters, digits and "-", such as my-claim')
    .option('--folder <folder>', 'where to write them', '.')
    .option('--kind <kind>', 'what it claims, one of those below', 'quantity')
    .addHelpText('after', NEW_HELP)
    .action(async (name, options) => done(await (await import('./new.ts')).newClaim(name, options)));
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!(error instanceof DloError)) throw error;
    const picture = error.picture === undefined ? '' : `${error.picture}\n`;
    process.stderr.write(`dlo: ${error.message}\n${picture}`);
    return EXIT.usage;
  }
  return exit;
}
