import type { ClaimRecord } from '../../src/judge/runRecord.ts';
import { foreignText } from '../foreignText.ts';

/** What of a claim is found by a search: id, title, source, note, hypotheses, and formulas as typed; in lower case. */
export function searchWords({ id, theorem, title, source, note = '', readings }: ClaimRecord): string {
  const hypotheses = readings.flatMap(reading => reading.hypotheses.flatMap(({ name, meaning }) => [name, meaning]));
  const typed = readings.flatMap(({ statement, formula = '' }) => [statement, formula]);
  const words = [id, theorem, title, source.paper, source.place, note, ...hypotheses, ...typed];
  return foreignText([...new Set(words)].join(' ')).toLowerCase();
}

/** Data for a script of the page, which no text in it can end. */
export function dataHtml(id: string, data: Readonly<Record<string, unknown>>): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`;
}
