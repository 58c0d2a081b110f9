import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { VOCABULARY } from '../properties/vocabulary.ts';
import { renderCheck, renderRepair } from '../reports/checkTerminal.ts';
import { renderJson } from '../reports/json.ts';
import { columnsWithin, renderCounterexample } from '../reports/terminal.ts';
import { buildInfo } from '../src/buildInfo.ts';
import { checkFormula, nameOfFile } from '../src/check/checkFormula.ts';
import { judgeOneCase } from '../src/check/judgeOneCase.ts';
import { openFormula } from '../src/check/openFormula.ts';
import { searchRepair, withRepair } from '../src/check/searchRepair.ts';
import { DloError } from '../src/errors.ts';
import { READINGS } from '../src/formula/claimFile.ts';
import { standardEnvironment, truthSymbols } from '../src/formula/environment.ts';
import { CLAIMED_QUANTITIES, CONVENTIONS } from '../src/formula/formulaFile.ts';
import { isFlowCase } from '../src/judge/case.ts';
import { caseHash } from '../src/judge/caseJson.ts';
import { counterexampleFromText, counterexampleToText } from '../src/judge/counterexample.ts';
import { MINIMUM_CASES } from '../src/judge/judgeReading.ts';
import { quoted } from '../src/quoted.ts';
import { readText } from '../src/readText.ts';
import { VERSION } from '../src/version.ts';
import { visibleText } from '../src/visibleText.ts';
import { writeWhole } from '../src/writeWhole.ts';
import { asFileError } from './asFileError.ts';
import { CHECK_SURROUNDINGS } from './checkSurroundings.ts';
import { EXIT } from './exit.ts';
import { nearPath } from './nearPath.ts';
import { wholeNumber } from './options.ts';
import { caseProgress } from './progress.ts';
import { readBack } from './readBack.ts';
import { readStatement, type Statement } from './readFormula.ts';
import { stopOnSignal } from './stopOnSignal.ts';
import { prepareReportFolder, writeReport } from './writeReport.ts';

export interface CheckCommandOptions {
  readonly runs?: string;
  readonly seed?: string;
  readonly digits?: string;
  readonly seconds?: string;
  readonly workers?: string;
  readonly json?: string;
  readonly report?: string;
  readonly case?: string;
  readonly reading?: string;
  readonly repair: boolean;
  readonly hypotheses?: boolean;
  readonly symbols?: boolean;
}

/** A correction is looked for at most so long, however much time is left. */
const MOST_REPAIR_SECONDS = 60;

const DEFAULTS = { seed: 20251, runs: 100, digits: 30, seconds: 120 };

/** `dlo check`: judges a formula file, shows and reports; 0 when it holds, 1 when not or stopped, 2 for an unusable one. */
export async function check(file: string | undefined, options: CheckCommandOptions): Promise<number> {
  if (options.hypotheses) return print(hypothesesHelp());
  if (options.symbols) return print(symbolsHelp());
  if (file === undefined) throw new DloError('FILE', 'formula file', 'must be named', 'none');
  const settings = {
    seed: wholeNumber('seed', options.seed, DEFAULTS.seed, -(2 ** 31), 2 ** 31 - 1),
    runs: wholeNumber('runs', options.runs, DEFAULTS.runs, MINIMUM_CASES, 100_000),
    digits: wholeNumber('digits', options.digits, DEFAULTS.digits, 10, 100),
  };
  const seconds = wholeNumber('seconds', options.seconds, DEFAULTS.seconds, 1, 86_400);
  const workers = wholeNumber('workers', options.workers, availableParallelism(), 1, 256);
  const statement = await readStatement(file, options.reading);
  const { text, readings, located } = statement;
  if (options.case !== undefined)
    return checkCase(statement, file, { ...options, case: options.case }, settings.digits);
  const folder = resolve(options.report ?? join('reports/out', nameOfFile(file)));
  const jsonFile = options.json === undefined ? undefined : resolve(options.json);
  const { stop, release } = stopOnSignal();
  const timer = setTimeout(() => stop.abort('time'), 1000 * seconds);
  const progress = caseProgress(process.stderr);
  const fileOf = (hash: string): string => nearPath(join(folder, `counterexample-${hash}.json`));
  try {
    // What cannot be read or written is known before the work starts.
    const open = located(() => openFormula(text, file, VOCABULARY));
    await prepareReportFolder(folder);
    if (jsonFile !== undefined) await prepareReportFolder(dirname(jsonFile));
    const terminal = { colour: process.stdout.hasColors?.() ?? false, width: process.stdout.columns ?? 100 };
    if (readings.length > 1) process.stdout.write(`${whichReading(options.reading, readings)}\n`);
    process.stdout.write(readBack(open, columnsWithin(terminal.width)));
    const { record: judged, refutation } = await checkFormula(text, file, {
      ...CHECK_SURROUNDINGS,
      ...settings,
      version: VERSION,
      build: buildInfo(),
      workers,
      stop: stop.signal,
      onCase: progress.step,
      onPhase: progress.phase,
      fileOf,
    });
    progress.end();
    process.stdout.write(renderCheck(judged, terminal));
    progress.phase(options.repair ? 'looking for a correction' : '');
    const left = Math.min(MOST_REPAIR_SECONDS, seconds - judged.timing.seconds);
    // Where no time is left that is said, as what was tried is.
    const repair =
      options.repair && judged.claims[0]!.verdict === 'refuted'
        ? await searchRepair(text, file, { ...CHECK_SURROUNDINGS, ...settings, seconds: left, stop: stop.signal })
        : undefined;
    const record = repair === undefined ? judged : withRepair(judged, repair);
    progress.end();
    process.stdout.write(renderRepair(record, terminal));
    if (refutation !== undefined) {
      const stored = { claim: `formula/${nameOfFile(file)}`, reading: 'as printed', given: refutation } as const;
      await asFileError(folder, () => writeWhole(fileOf(caseHash(refutation)), counterexampleToText(stored)));
    }
    const files = await writeReport(folder, record);
    if (jsonFile !== undefined) await asFileError(jsonFile, () => writeWhole(jsonFile, renderJson(record)));
    process.stdout.write(`\nReport: ${visibleText(files.html)}\n`);
    return record.claims[0]!.verdict === 'holds' && !record.interrupted ? EXIT.ok : EXIT.mismatch;
  } finally {
    clearTimeout(timer);
    progress.end();
    release();
  }
}

function whichReading(reading: string = READINGS[0], readings: readonly string[] = []): string {
  const others = readings.filter(name => name !== reading);
  return `Judged ${reading}; the file also has, for --reading: ${others.join(', ')}`;
}

/** One case of a counterexample's file: 0 when the formula holds on it, 1 when not. */
async function checkCase(
  { text, located }: Statement,
  file: string,
  options: CheckCommandOptions & { readonly case: string },
  digits: number,
): Promise<number> {
  const path = options.case;
  const { given } = counterexampleFromText(await readText(path), path);
  if (isFlowCase(given))
    throw new DloError('FORMAT', path, 'must hold W1 and W2 for a formula of two layers', 'layers');
  const which = options.reading === undefined ? '' : ` --reading ${quoted(options.reading)}`;
  const replay = `npx dlo check ${file}${which} --case ${path}`;
  const found = located(() => judgeOneCase(text, file, given, digits, VOCABULARY, { file: path, replay }));
  process.stdout.write(`${visibleText(file)}: ${found.message}\n`);
  if (found.counterexample) process.stdout.write(`${renderCounterexample(found.counterexample)}\n`);
  return found.holds ? EXIT.ok : EXIT.mismatch;
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.ok;
}

function hypothesesHelp(): string {
  return table(Object.entries(VOCABULARY.hypotheses).map(([name, { hypothesis }]) => [name, hypothesis.meaning]));
}

function symbolsHelp(): string {
  const symbols = [...standardEnvironment, ...Object.entries(truthSymbols)].map(([name, spec]) => [
    name,
    'rows' in spec
      ? `${sized(spec.rows)}×${sized(spec.cols)}${spec.kind === 'diagonal' ? ' diagonal' : ''}`
      : spec.kind,
    spec.meaning + (Object.hasOwn(truthSymbols, name) ? ' (in equations, and with "at")' : ''),
  ]);
  return [
    'Symbols',
    table(symbols),
    'What "claims:" can say',
    table(Object.entries(CLAIMED_QUANTITIES)),
    'What "conventions:" can say',
    table(Object.entries(CONVENTIONS)),
  ].join('\n');
}

function sized(size: string): string {
  return size.includes(' ') ? `(${size})` : size;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, j) => Math.max(...rows.map(row => row[j]!.length)));
  return rows
    .map(row => `  ${row.map((text, j) => text.padEnd(widths[j]!)).join('  ')}`.trimEnd())
    .join('\n')
    .concat('\n');
}
