import { resolve } from 'node:path';
import { renderHtml } from '../reports/html/report.ts';
import { renderJson } from '../reports/json.ts';
import { renderMarkdown } from '../reports/markdown.ts';
import { ledgerMark } from '../reports/summary.ts';
import { renderTable, type TerminalOptions } from '../reports/terminal.ts';
import { DloError } from '../src/errors.ts';
import { readRunRecord } from '../src/judge/readRunRecord.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { visibleText } from '../src/visibleText.ts';
import { EXIT } from './exit.ts';
import type { ViewOptions } from './viewOptions.ts';
import { writeReport } from './writeReport.ts';
import { writeSite } from './writeSite.ts';
import { formatOf, terminalFor, writeView } from './writeView.ts';

/** Every view of the record of `dlo verify` or `dlo check`. */
const RUN_FORMATS: Readonly<Record<string, (record: RunRecord, terminal: TerminalOptions) => string>> = {
  table: renderTable,
  html: renderHtml,
  markdown: renderMarkdown,
  json: renderJson,
};

/** `dlo view` of a record of claims; with --check, 1 where a verdict is not the ledger's or the run was interrupted. */
export async function viewRun(file: string, { format, out, known, check, report, site }: ViewOptions): Promise<number> {
  const render = formatOf(RUN_FORMATS, format);
  if (known !== undefined) throw new DloError('FORMAT', '--known', 'must stand with the record of a gate', file);
  const record = await readRunRecord(file);
  if (report !== undefined) await writeReport(resolve(report), record);
  if (site !== undefined) {
    const papers = [...new Set((record.figures ?? []).map(({ paper }) => paper))];
    const drawn = papers.length === 0 ? [] : (await import('./figures.ts')).drawFigures(papers);
    const { index, pages } = await writeSite(resolve(site), record, drawn);
    process.stdout.write(`Site: ${pages} pages, ${visibleText(index)}\n`);
  }
  if (out !== undefined || (report === undefined && site === undefined))
    await writeView(render(record, terminalFor(out)), out);
  const isAsKept = !record.interrupted && record.claims.every(claim => ledgerMark(claim) === 'same');
  return check && !isAsKept ? EXIT.mismatch : EXIT.ok;
}
