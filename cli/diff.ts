import { renderDiffMarkdown, renderDiffTable } from '../reports/gate/diffText.ts';
import type { TerminalOptions } from '../reports/terminal.ts';
import { diffRecords } from '../src/gate/diff.ts';
import type { GateDiff } from '../src/gate/gateFindings.ts';
import { EXIT } from './exit.ts';
import { digitsOption } from './options.ts';
import { knownFailuresFor, readRecords } from './readRecords.ts';
import { formatOf, terminalFor, writeView } from './writeView.ts';

export interface DiffCommandOptions {
  readonly format: string;
  readonly loss?: string;
  readonly known?: string;
  readonly out?: string;
}

/** Every view of a diff; also what `dlo gate --baseline` can show. */
export const DIFF_FORMATS: Readonly<Record<string, (diff: GateDiff, terminal: TerminalOptions) => string>> = {
  table: renderDiffTable,
  markdown: renderDiffMarkdown,
  json: diff => `${JSON.stringify(diff, null, 2)}\n`,
};

/** `dlo diff OLD NEW`: digits gained and lost, failures new and fixed; 1 where the new record is worse. */
export async function diff(
  before: string,
  after: string,
  { format, loss, known, out }: DiffCommandOptions,
): Promise<number> {
  const render = formatOf(DIFF_FORMATS, format);
  const digits = digitsOption('loss', loss);
  const reads = await readRecords([before, after]);
  const found = diffRecords(reads[0]!.record, reads[1]!.record, {
    known: await knownFailuresFor(known, reads),
    ...(digits !== undefined && { loss: digits }),
  });
  await writeView(render(found, terminalFor(out)), out);
  return found.faults.length === 0 ? EXIT.ok : EXIT.mismatch;
}
