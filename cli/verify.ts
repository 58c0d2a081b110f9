import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { FigureRecord } from '../properties/figures/panels/figureRecord.ts';
import { renderJson } from '../reports/json.ts';
import { ledgerMark } from '../reports/summary.ts';
import { renderTable } from '../reports/terminal.ts';
import { buildInfo } from '../src/buildInfo.ts';
import { DloError } from '../src/errors.ts';
import { judgeClaims } from '../src/judge/judgeClaims.ts';
import { MINIMUM_CASES } from '../src/judge/judgeReading.ts';
import { acceptVerdicts, readLedger } from '../src/judge/ledger.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import type { Arithmetic } from '../src/numbers/decimal/arithmetic.ts';
import { once } from '../src/once.ts';
import { VERSION } from '../src/version.ts';
import { visibleText } from '../src/visibleText.ts';
import { writeWhole } from '../src/writeWhole.ts';
import { asFileError } from './asFileError.ts';
import { claimContents } from './claimContents.ts';
import { earlierRecord } from './earlierRecord.ts';
import { EXIT } from './exit.ts';
import { drawFigures, drawFiguresInTurn, figureLink, writeFigures } from './figures.ts';
import { findClaims } from './findClaims.ts';
import { wholeNumber } from './options.ts';
import { progressLine } from './progress.ts';
import { readArithmetic } from './readArithmetic.ts';
import { RUN_SURROUNDINGS } from './runSurroundings.ts';
import { setForLongRun } from './setForLongRun.ts';
import { stopOnSignal } from './stopOnSignal.ts';
import { unchangedClaims } from './unchangedClaims.ts';
import { wholePapers } from './wholePapers.ts';
import { prepareReportFolder, reportPaths, writeReport } from './writeReport.ts';
import { prepareSiteFolder, writeSite } from './writeSite.ts';

export interface VerifyOptions {
  readonly runs?: string;
  readonly seed?: string;
  readonly digits?: string;
  readonly json?: string;
  readonly report: string;
  readonly site?: string;
  readonly keep: boolean;
  readonly hypotheses?: boolean;
  readonly accept?: boolean;
  readonly workers?: string;
  readonly arithmetic?: string;
  readonly changed?: boolean;
}

/** `dlo verify`: judges, shows, reports; 0 when every verdict is the ledger's, 1 when not or interrupted. */
export async function verify(names: readonly string[], options: VerifyOptions): Promise<number> {
  setForLongRun();
  const claims = findClaims(names);
  if (options.changed && options.hypotheses)
    throw new DloError('FORMAT', '--changed', 'must stand without --hypotheses, which judges again', '--hypotheses');
  const ledger = await readLedger();
  const settings = {
    seed: wholeNumber('seed', options.seed, ledger.defaults.seed, -(2 ** 31), 2 ** 31 - 1),
    runs: wholeNumber('runs', options.runs, ledger.defaults.runs, MINIMUM_CASES, 100_000),
    digits: wholeNumber('digits', options.digits, ledger.defaults.digits, 10, 100),
    workers: wholeNumber('workers', options.workers, availableParallelism(), 1, 256),
    arithmetic: arithmeticOf(options),
  };
  const folder = resolve(options.report);
  const jsonFile = options.json === undefined ? undefined : resolve(options.json);
  const { stop, release } = stopOnSignal();
  // What cannot be written is known before the work starts.
  await prepareReportFolder(folder);
  if (jsonFile !== undefined) await prepareReportFolder(dirname(jsonFile));
  if (options.site !== undefined) await prepareSiteFolder(resolve(options.site));
  const progress = progressLine(process.stderr, claims.length);
  const build = buildInfo();
  const contents = once(() => claimContents(claims.map(({ id }) => id)));
  const unchanged = options.changed
    ? unchangedClaims(await earlierRecord(reportPaths(folder).json), settings, build, contents())
    : undefined;
  // The order in which claims are judged leaves no trace in the record.
  const secondsBefore =
    settings.workers > 1 ? (await earlierRecord(reportPaths(folder).json))?.timing.secondsByClaim : undefined;
  const papers = wholePapers(claims);
  const shouldStop = (): boolean => stop.signal.aborted;
  let figures: FigureRecord[] | undefined;
  const run = await judgeClaims(claims, {
    ...RUN_SURROUNDINGS,
    ...settings,
    version: VERSION,
    build,
    ...(unchanged && { unchanged: unchanged.records }),
    ...(secondsBefore && { secondsBefore }),
    keep: options.keep,
    hypotheses: options.hypotheses ?? false,
    shouldStop,
    // Neither can be shared out: this thread does it while the others judge.
    meanwhile: async () => {
      contents();
      if (settings.workers > 1) figures = await drawFiguresInTurn(papers, shouldStop);
    },
    onClaim: progress.claim,
    onCase: progress.step,
  });
  const timing = {
    ...run.timing,
    contents: Object.fromEntries(contents()),
    ...(unchanged && { unchangedSince: unchanged.since }),
  };
  const judged = { ...run, timing };
  progress.end();
  release();
  process.stdout.write(
    renderTable(judged, { colour: process.stdout.hasColors?.() ?? false, width: process.stdout.columns ?? 100 }),
  );
  const drawn = judged.interrupted ? [] : (figures ?? drawFigures(papers));
  await writeFigures(folder, drawn);
  const record = { ...judged, ...(drawn.length > 0 && { figures: drawn.map(figureLink) }) };
  const files = await writeReport(folder, record);
  if (jsonFile !== undefined) await asFileError(jsonFile, () => writeWhole(jsonFile, renderJson(record)));
  process.stdout.write(`\nReport: ${visibleText(files.html)}\n`);
  if (options.site !== undefined) {
    const { index, pages } = await writeSite(resolve(options.site), record, drawn);
    process.stdout.write(`Site: ${pages} pages, ${visibleText(index)}\n`);
  }
  if (options.accept && !record.interrupted) await acceptVerdicts(record.claims);
  return matchesLedger(record) || (options.accept && !record.interrupted) ? EXIT.ok : EXIT.mismatch;
}

/** The option, else the environment. */
function arithmeticOf({ arithmetic }: VerifyOptions): Arithmetic {
  return arithmetic === undefined
    ? readArithmetic('DLO_ARITHMETIC', process.env.DLO_ARITHMETIC)
    : readArithmetic('--arithmetic', arithmetic);
}

function matchesLedger({ interrupted, claims }: RunRecord): boolean {
  return !interrupted && claims.every(claim => ledgerMark(claim) === 'same');
}
