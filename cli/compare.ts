import { renderComparisonHtml } from '../reports/gate/comparisonHtml.ts';
import { renderComparisonMarkdown, renderComparisonTable } from '../reports/gate/comparisonText.ts';
import { compareRecords } from '../src/gate/compareRecords.ts';
import type { GateComparison } from '../src/gate/gateFindings.ts';
import { EXIT } from './exit.ts';
import { digitsOption } from './options.ts';
import { readRecords } from './readRecords.ts';
import { formatOf, writeView } from './writeView.ts';

export interface CompareOptions {
  readonly format: string;
  readonly apart?: string;
  readonly out?: string;
}

const FORMATS: Readonly<Record<string, (comparison: GateComparison) => string>> = {
  table: renderComparisonTable,
  html: renderComparisonHtml,
  markdown: renderComparisonMarkdown,
  json: comparison => `${JSON.stringify(comparison, null, 2)}\n`,
};

/** `dlo compare A B …`: several subjects side by side, and the cases on which they disagree. */
export async function compare(files: readonly string[], { format, apart, out }: CompareOptions): Promise<number> {
  const render = formatOf(FORMATS, format);
  const limit = digitsOption('apart', apart);
  const reads = await readRecords(files);
  await writeView(
    render(
      compareRecords(
        reads.map(({ record }) => record),
        limit,
      ),
    ),
    out,
  );
  return EXIT.ok;
}
