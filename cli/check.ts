import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { VOCABULARY } from '../properties/vocabulary.ts';
import { chainSentence, renderCheck, renderRepair, renderStep } from '../reports/checkTerminal.ts';
import { renderJson } from '../reports/json.ts';
import { counted } from '../reports/summary.ts';
import { columnsWithin, renderCounterexample } from '../reports/terminal.ts';
import { buildInfo } from '../src/buildInfo.ts';
import { type CheckedStep, checkDerivation } from '../src/check/checkDerivation.ts';
import { type CheckResult, checkFormula, nameOfFile } from '../src/check/checkFormula.ts';
import { judgeOneCase } from '../src/check/judgeOneCase.ts';
import { openFormula } from '../src/check/openFormula.ts';
import { searchRepair, withRepair } from '../src/check/searchRepair.ts';
import { DloError } from '../src/errors.ts';
import { READINGS } from '../src/formula/claimFile.ts';
import { type DerivationStep, derivationSteps } from '../src/formula/derivation.ts';
import { type SymbolSpec, standardEnvironment, truthSymbols } from '../src/formula/environment.ts';
import { CLAIMED_QUANTITIES, CONVENTIONS } from '../src/formula/formulaFile.ts';
import { isFlowCase } from '../src/judge/case.ts';
import { caseHash } from '../src/judge/caseJson.ts';
import { counterexampleFromText, counterexampleToText } from '../src/judge/counterexample.ts';
import { MINIMUM_CASES } from '../src/judge/judgeReading.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { notationOf } from '../src/latex/notations.ts';
import { quoted } from '../src/quoted.ts';
import { readText } from '../src/readText.ts';
import { VERSION } from '../src/version.ts';
import { visibleText } from '../src/visibleText.ts';
import { writeWhole } from '../src/writeWhole.ts';
import { asFileError } from './asFileError.ts';
import { checkSurroundings } from './checkSurroundings.ts';
import { EXIT } from './exit.ts';
import { judgedLatex } from './judgedLatex.ts';
import { nearPath } from './nearPath.ts';
import { wholeNumber } from './options.ts';
import { caseProgress } from './progress.ts';
import { readBack } from './readBack.ts';
import { type ReadStatement, readStatement } from './readFormula.ts';
import { explained, isLatex, type LatexOptions, optionsText, readLatex, requireNoLatexOptions } from './readLatex.ts';
import { stopOnSignal } from './stopOnSignal.ts';
import { prepareReportFolder, writeReport } from './writeReport.ts';

export interface CheckCommandOptions extends LatexOptions {
  readonly explain?: boolean;
  readonly runs?: string;
  readonly seed?: string;
  readonly digits?: string;
  readonly seconds?: string;
  readonly workers?: string;
  readonly json?: string;
  readonly report?: string;
  readonly case?: string;
  readonly reading?: string;
  readonly step?: string;
  readonly repair: boolean;
  readonly hypotheses?: boolean;
  readonly symbols?: boolean;
}

/** A correction is looked for at most so long, however much time is left. */
const MOST_REPAIR_SECONDS = 60;

const DEFAULTS = { seed: 20251, runs: 100, digits: 30, seconds: 120 };

/**
 * `dlo check`: judges a formula file, in threads where these are allowed, shows and reports; 0 when it holds, 1 when not or
 * stopped, 2 for an unusable one.
 */
export async function check(file: string | undefined, options: CheckCommandOptions, threads = true): Promise<number> {
  if (options.hypotheses) return print(hypothesesHelp());
  if (options.symbols) return print(file === undefined ? symbolsHelp() : await symbolsOfFile(file, options.reading));
  if (file === undefined) throw new DloError('FILE', 'formula file', 'must be named', 'none');
  const settings = {
    seed: wholeNumber('seed', options.seed, DEFAULTS.seed, -(2 ** 31), 2 ** 31 - 1),
    runs: wholeNumber('runs', options.runs, DEFAULTS.runs, MINIMUM_CASES, 100_000),
    digits: wholeNumber('digits', options.digits, DEFAULTS.digits, 10, 100),
  };
  const seconds = wholeNumber('seconds', options.seconds, DEFAULTS.seconds, 1, 86_400);
  const workers = wholeNumber('workers', options.workers, availableParallelism(), 1, 256);
  const latex = isLatex(file, options) ? await readLatex(file, options) : undefined;
  if (latex === undefined) requireNoLatexOptions(file, options);
  const letters = options.notation ?? latex?.notation;
  if (letters !== undefined) notationOf(letters);
  const latexFile = options.latex === undefined ? undefined : resolve(options.latex);
  if (latex !== undefined && options.explain) return print(explained(latex.statement));
  const statement = latex ?? (await readStatement(file, options.reading));
  const { readings, located } = statement;
  const chain = located(() => derivationSteps(statement.text, file));
  const steps = chain && stepsAsked(chain, options.step);
  if (steps === undefined && options.step !== undefined)
    throw new DloError('FORMAT', 'step', 'must be of a file that claims a derivation', options.step);
  const parts = steps ?? [statement];
  const { text } = parts[0]!;
  const replayWith = latex?.options ?? (options.reading === undefined ? '' : ` --reading ${quoted(options.reading)}`);
  if (options.case !== undefined)
    return checkCase({ ...statement, text }, file, { ...options, case: options.case }, settings.digits);
  const folder = resolve(options.report ?? join('reports/out', nameOfFile(file)));
  const jsonFile = options.json === undefined ? undefined : resolve(options.json);
  const { stop, release } = stopOnSignal();
  const timer = setTimeout(() => stop.abort('time'), 1000 * seconds);
  const progress = caseProgress(process.stderr);
  const surroundings = { ...checkSurroundings(), ...(threads ? {} : { startThread: undefined }) };
  const fileOf = (hash: string): string => nearPath(join(folder, `counterexample-${hash}.json`));
  try {
    // What cannot be read or written is known before the work starts.
    const opened = parts.map(part => located(() => openFormula(part.text, file, VOCABULARY)));
    await prepareReportFolder(folder);
    if (jsonFile !== undefined) await prepareReportFolder(dirname(jsonFile));
    if (latexFile !== undefined) await prepareReportFolder(dirname(latexFile));
    const terminal = { colour: process.stdout.hasColors?.() ?? false, width: process.stdout.columns ?? 100 };
    if (latex !== undefined) process.stdout.write(latex.shown);
    if (readings.length > 1) process.stdout.write(`${whichReading(options.reading, readings)}\n`);
    if (steps !== undefined) process.stdout.write(`A derivation of ${counted(steps.length, 'step')}; its last one:\n`);
    process.stdout.write(readBack(opened.at(-1)!, columnsWithin(terminal.width)));
    const began = performance.now();
    const checkOptions = {
      ...surroundings,
      ...settings,
      version: VERSION,
      build: buildInfo(),
      workers,
      stop: stop.signal,
      onCase: progress.step,
      onPhase: progress.phase,
      fileOf,
      withChart: true,
    };
    const judged: JudgedFile[] = [];
    if (steps === undefined) {
      const found = await located(() => checkFormula(text, file, { ...checkOptions, replayWith }));
      progress.end();
      process.stdout.write(renderCheck(found.record, terminal));
      judged.push({ ...found, follows: found.record.claims[0]!.verdict === 'holds' ? 'from the flow' : 'not' });
    } else {
      for await (const checked of checkDerivation(steps, file, { ...checkOptions, replayWith })) {
        progress.end();
        process.stdout.write(renderStep(checked, terminal));
        judged.push(checked);
      }
    }
    const last = judged.at(-1)!;
    progress.phase(options.repair ? 'looking for a correction' : '');
    const left = Math.min(MOST_REPAIR_SECONDS, seconds - Math.round(performance.now() - began) / 1000);
    // Where no time is left that is said, as what was tried is.
    const repair =
      options.repair && last.record.claims[0]!.verdict === 'refuted'
        ? await searchRepair(parts[judged.length - 1]!.text, file, {
            ...surroundings,
            ...settings,
            seconds: left,
            stop: stop.signal,
          })
        : undefined;
    const end = repair === undefined ? last.record : withRepair(last.record, repair);
    progress.end();
    process.stdout.write(renderRepair(end, terminal));
    const record = joined([...judged.slice(0, -1).map(one => one.record), end]);
    if (last.refutation !== undefined) {
      const given = last.refutation;
      const stored = { claim: `formula/${nameOfFile(file)}`, reading: 'as printed', given } as const;
      await asFileError(folder, () => writeWhole(fileOf(caseHash(given)), counterexampleToText(stored)));
    }
    if (steps !== undefined) process.stdout.write(`\n${chainSentence(steps.length, judged)}\n`);
    const files = await writeReport(folder, record);
    if (jsonFile !== undefined) await asFileError(jsonFile, () => writeWhole(jsonFile, renderJson(record)));
    if (latexFile !== undefined) {
      const read = opened.slice(0, judged.length).map(one => one.file);
      await asFileError(latexFile, () => writeWhole(latexFile, judgedLatex(record, read, letters)));
    }
    process.stdout.write(`\nReport: ${visibleText(files.html)}\n`);
    return !record.interrupted && judged.length === parts.length && holdsThroughout(judged) ? EXIT.ok : EXIT.mismatch;
  } finally {
    clearTimeout(timer);
    progress.end();
    release();
  }
}

/** A statement that was judged, a step of a derivation or a whole file, and whether it follows. */
type JudgedFile = CheckResult & Pick<CheckedStep, 'follows'>;

/** All steps of a derivation, or the one that is asked for. */
function stepsAsked(steps: readonly DerivationStep[], asked: string | undefined): readonly DerivationStep[] {
  if (asked === undefined) return steps;
  return [steps[wholeNumber('step', asked, 1, 1, steps.length) - 1]!];
}

/** One run of all that was judged. */
function joined(records: readonly RunRecord[]): RunRecord {
  const [first, last] = [records[0]!, records.at(-1)!];
  const secondsByClaim = Object.assign({}, ...records.map(({ timing }) => timing.secondsByClaim));
  const seconds = records.reduce((sum, { timing }) => sum + timing.seconds, 0);
  return {
    ...last,
    requested: records.flatMap(({ requested }) => requested),
    claims: records.flatMap(({ claims }) => claims),
    timing: { ...first.timing, seconds: Math.round(1000 * seconds) / 1000, secondsByClaim },
  };
}

/** Every statement follows, and not all of them for any weights whatever. */
function holdsThroughout(judged: readonly JudgedFile[]): boolean {
  return judged.every(({ follows }) => follows !== 'not') && judged.some(({ follows }) => follows === 'from the flow');
}

function whichReading(reading: string = READINGS[0], readings: readonly string[] = []): string {
  const others = readings.filter(name => name !== reading);
  return `Judged ${reading}; the file also has, for --reading: ${others.join(', ')}`;
}

/** One case of a counterexample's file: 0 when the formula holds on it, 1 when not. */
async function checkCase(
  { text, located }: ReadStatement,
  file: string,
  options: CheckCommandOptions & { readonly case: string },
  digits: number,
): Promise<number> {
  const path = options.case;
  const { given } = counterexampleFromText(await readText(path), path);
  const { file: read } = located(() => openFormula(text, file, VOCABULARY));
  if (isFlowCase(given) !== (read.deep !== undefined)) {
    const rule = isFlowCase(given)
      ? 'must hold W1 and W2 for a formula of two layers'
      : 'must hold layers, as the network is deep';
    throw new DloError('FORMAT', path, rule, isFlowCase(given) ? 'layers' : 'W1 and W2');
  }
  const which = [
    optionsText(options),
    options.reading === undefined ? '' : ` --reading ${quoted(options.reading)}`,
    options.step === undefined ? '' : ` --step ${options.step}`,
  ].join('');
  const replay = `npx dlo check ${file}${which} --case ${path}`;
  const found = located(() => judgeOneCase(text, file, given, digits, checkSurroundings(), { file: path, replay }));
  process.stdout.write(`${visibleText(file)}: ${found.message}\n`);
  const shown = found.counterexample ?? found.witness;
  if (shown) process.stdout.write(`${renderCounterexample(shown)}\n`);
  return found.holds ? EXIT.ok : EXIT.mismatch;
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.ok;
}

function hypothesesHelp(): string {
  return table(Object.entries(VOCABULARY.hypotheses).map(([name, { hypothesis }]) => [name, hypothesis.meaning]));
}

/** What one file may use: by its network, its conventions and what it declares. */
async function symbolsOfFile(path: string, reading: string | undefined): Promise<string> {
  const { text, located } = await readStatement(path, reading);
  const { file, needs } = located(() => openFormula(text, path, VOCABULARY));
  const { symbols, declarations = [] } = file.formula;
  // λ is a property of balanced weights, unless the file declares one of its own.
  const hasLambda = needs.some(({ balanced }) => balanced) || declarations.some(({ name }) => name === 'lambda');
  const usable = [...symbols].filter(([name]) => name !== 'lambda' || hasLambda);
  return table(usable.map(([name, spec]) => [name, shapeOf(spec), spec.meaning]));
}

function shapeOf(spec: SymbolSpec): string {
  if (!('rows' in spec)) return spec.kind;
  return `${sized(spec.rows)}×${sized(spec.cols)}${spec.kind === 'diagonal' ? ' diagonal' : ''}`;
}

function symbolsHelp(): string {
  const symbols = [...standardEnvironment, ...Object.entries(truthSymbols)].map(([name, spec]) => [
    name,
    shapeOf(spec),
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
