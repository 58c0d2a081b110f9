import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { renderBadgeJson, renderBadgeSvg } from '../reports/gate/badge.ts';
import { renderGateCsv } from '../reports/gate/gateCsv.ts';
import { type GateHistory, historyOf } from '../reports/gate/gateHistory.ts';
import { renderGateHtml } from '../reports/gate/gateHtml.ts';
import { renderGateMarkdown } from '../reports/gate/gateMarkdown.ts';
import { type GateSummary, summariseGate } from '../reports/gate/gateSummary.ts';
import { renderGateTable } from '../reports/gate/gateTerminal.ts';
import { renderAnnotations } from '../reports/gate/githubAnnotations.ts';
import { renderHistoryHtml } from '../reports/gate/historyHtml.ts';
import { renderHistoryMarkdown, renderHistoryTable } from '../reports/gate/historyText.ts';
import { renderJunit } from '../reports/gate/junitXml.ts';
import type { TerminalOptions } from '../reports/terminal.ts';
import { DloError } from '../src/errors.ts';
import { caseVariables } from '../src/gate/caseVariables.ts';
import { findKnownFailures } from '../src/gate/knownFailures.ts';
import { isRunRecord } from '../src/judge/readRunRecord.ts';
import { EXIT } from './exit.ts';
import { knownFailuresFor, readRecords } from './readRecords.ts';
import type { ViewOptions } from './viewOptions.ts';
import { formatOf, terminalFor, writeView } from './writeView.ts';

/** Every view of a gate's record; also what `dlo gate --format` can show. */
export const GATE_FORMATS: Readonly<Record<string, (summary: GateSummary, terminal: TerminalOptions) => string>> = {
  table: renderGateTable,
  html: renderGateHtml,
  markdown: renderGateMarkdown,
  junit: renderJunit,
  github: renderAnnotations,
  badge: renderBadgeSvg,
  'badge-json': renderBadgeJson,
  csv: renderGateCsv,
};

/** What `--report` writes. */
const REPORT_FILES: Readonly<Record<string, string>> = {
  'report.html': 'html',
  'report.md': 'markdown',
  'junit.xml': 'junit',
  'badge.svg': 'badge',
  'badge.json': 'badge-json',
};

/** Writes the views of a gate that are files into a folder, which is made where it is missing. */
export async function writeGateReport(folder: string, summary: GateSummary): Promise<void> {
  for (const [name, format] of Object.entries(REPORT_FILES)) {
    const file = join(folder, name);
    await writeView(GATE_FORMATS[format]!(summary, terminalFor(file)), file);
  }
}

/** `dlo view`: one view of a record; with --check, 1 where a claim failed, nothing was shown or the record is not whole. */
export async function view(files: readonly string[], options: ViewOptions): Promise<number> {
  if (options.history) return viewHistory(files, options);
  const [file = ''] = files;
  if (files.length > 1) throw new DloError('FORMAT', 'record', 'must be one, or several with --history', files[1]);
  if (isRunRecord(await beginningOf(file))) return (await import('./viewRun.ts')).viewRun(file, options);
  const { format, out, known, check, report, site } = options;
  if (site !== undefined) throw new DloError('FORMAT', '--site', 'must stand with the record of dlo verify', file);
  const render = formatOf(GATE_FORMATS, format);
  const [read] = await readRecords([file]);
  const { record } = read!;
  const found = findKnownFailures(record, await knownFailuresFor(known, [read!]));
  const summary = summariseGate(record, found, caseVariables);
  if (report !== undefined) await writeGateReport(report, summary);
  await writeView(render(summary, terminalFor(out)), out);
  return check && (summary.verdict !== 'holds' || summary.partial !== undefined) ? EXIT.mismatch : EXIT.ok;
}

const HISTORY_FORMATS: Readonly<Record<string, (history: GateHistory) => string>> = {
  table: renderHistoryTable,
  markdown: renderHistoryMarkdown,
  html: renderHistoryHtml,
};

/** Records of gates, the oldest first; with --check, 1 where something is worse in the last than in the one before. */
async function viewHistory(files: readonly string[], { format, out, known, check }: ViewOptions): Promise<number> {
  const render = formatOf(HISTORY_FORMATS, format);
  const reads = await readRecords(files);
  const failures = await knownFailuresFor(known, reads);
  const history = historyOf(reads.map(({ record }) => summariseGate(record, findKnownFailures(record, failures))));
  await writeView(render(history), out);
  const isWorse = history.changes.some(one => one.isWorse && one.label === history.labels.at(-1));
  return check && isWorse ? EXIT.mismatch : EXIT.ok;
}

/** As much as tells the kind of a record; empty where it cannot be read. */
async function beginningOf(file: string): Promise<string> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(200), 0, 200, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  } finally {
    await handle.close();
  }
}
