import type { ClaimRecord, ReadingRecord } from '../../src/judge/runRecord.ts';
import { byPaper } from '../byPaper.ts';
import { escapeHtml } from '../escape.ts';
import { ledgerMark } from '../summary.ts';
import { claimName } from './claimName.ts';
import { sourceHtml } from './claimSection.ts';
import { FILTERS } from './filters.ts';
import { VERDICT_SLUG, verdictBadge } from './icons.ts';
import type { Links } from './links.ts';
import { numberHtml, residualHtml } from './number.ts';

const COLUMNS = ['verdict', 'claim', 'source', 'reading', 'cases', 'digits', 'worst residual'];

/**
 * All claims by paper and section, one row per reading. The roles repeat what the elements mean because the style lays the rows out
 * as blocks on narrow screens, which takes the meaning away from screen readers.
 */
export function summaryTable(claims: readonly ClaimRecord[], links: Links): string {
  const head = COLUMNS.map(column => `<th scope="col" role="columnheader">${column}</th>`).join('');
  const body = byPaper(claims).flatMap(({ title, counts, sections }) => [
    headRow('paper', title, counts),
    ...sections.flatMap(section => [
      section.title === '' ? '' : headRow('section', section.title, section.counts),
      ...section.claims.map(claim => claimRows(claim, links)),
    ]),
  ]);
  return [
    '<table class="summary" role="table" aria-labelledby="claims-title">',
    `<thead role="rowgroup"><tr role="row">${head}</tr></thead>`,
    ...body,
    '</table>',
  ].join('\n');
}

function headRow(level: 'paper' | 'section', title: string, counts: string): string {
  return `<tbody role="rowgroup" class="${level}"><tr role="row"><th role="rowheader" scope="rowgroup" colspan="${COLUMNS.length}">${escapeHtml(title)} <span class="soft">${counts}</span></th></tr></tbody>`;
}

function claimRows(claim: ClaimRecord, links: Links): string {
  const readings: readonly (ReadingRecord | undefined)[] = claim.readings.length === 0 ? [undefined] : claim.readings;
  const [span, readingCount] =
    readings.length > 1
      ? [
          ` rowspan="${readings.length}"`,
          ` style="--readings:${readings.length};grid-template-rows:repeat(${readings.length - 1},auto) 1fr"`,
        ]
      : ['', ''];
  const differs =
    ledgerMark(claim) === 'differs'
      ? `<strong class="differs-from">ledger: ${escapeHtml(claim.ledgerVerdict ?? '')}</strong>`
      : '';
  const first = [
    `<td role="cell" class="c-verdict"${span}>${verdictBadge(claim.verdict)}${differs}</td>`,
    `<th role="rowheader" scope="row" class="c-claim"${span}><a href="${links.claim(claim.id)}">${claimName(claim)}</a><code>${escapeHtml(claim.id)}</code></th>`,
    `<td role="cell" class="c-source"${span}>${sourceHtml(claim)}</td>`,
  ].join('');
  const rows = readings.map(
    (reading, i) => `<tr role="row">${i === 0 ? first : ''}${reading === undefined ? NO_READING : cells(reading)}</tr>`,
  );
  return `<tbody role="rowgroup" class="entry" data-claim="${escapeHtml(claim.id)}" data-verdict="${VERDICT_SLUG[claim.verdict]}"${filterData(claim)}${readingCount}>${rows.join('')}</tbody>`;
}

function filterData(claim: ClaimRecord): string {
  return FILTERS.map(({ name, valuesOf }) => ` data-${name}="${escapeHtml(valuesOf(claim).join('|'))}"`).join('');
}

const NO_READING = '<td role="cell" class="c-reading" colspan="4">no reading was judged</td>';

function cells({ reading, cases, digits, worstResidual }: ReadingRecord): string {
  return [
    `<td role="cell" class="c-reading">${reading}</td>`,
    `<td role="cell" class="c-number" data-label="cases">${numberHtml(cases.judged)}</td>`,
    `<td role="cell" class="c-number" data-label="digits">${digits === undefined ? '<span class="nil">–</span>' : numberHtml(digits.worst)}</td>`,
    `<td role="cell" class="c-number" data-label="residual">${residualHtml(worstResidual)}</td>`,
  ].join('');
}
