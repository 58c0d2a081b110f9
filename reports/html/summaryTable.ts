import type { ClaimRecord, ReadingRecord } from '../../properties/runRecord.ts';
import { byTheorem, ledgerMark } from '../summary.ts';
import { sourceHtml } from './claimSection.ts';
import { anchorHref, escapeHtml } from './escape.ts';
import { VERDICT_SLUG, verdictBadge } from './icons.ts';
import { numberHtml, residualHtml } from './number.ts';

const COLUMNS = ['verdict', 'claim', 'source', 'reading', 'cases', 'digits', 'worst residual'];

/**
 * All claims by theorem, one row per reading. The roles repeat what the elements mean because the style lays the rows out
 * as blocks on narrow screens, which takes the meaning away from screen readers.
 */
export function summaryTable(claims: readonly ClaimRecord[]): string {
  const head = COLUMNS.map(column => `<th scope="col" role="columnheader">${column}</th>`).join('');
  const body = byTheorem(claims).map(
    ({ theorem, claims: members }) =>
      `<tbody role="rowgroup" class="theorem"><tr role="row"><th role="rowheader" scope="rowgroup" colspan="${COLUMNS.length}">${escapeHtml(theorem)}</th></tr></tbody>\n${members.map(claimRows).join('\n')}`,
  );
  return [
    '<table class="summary" role="table" aria-labelledby="claims-title">',
    `<thead role="rowgroup"><tr role="row">${head}</tr></thead>`,
    ...body,
    '</table>',
  ].join('\n');
}

function claimRows(claim: ClaimRecord): string {
  const readings: readonly (ReadingRecord | undefined)[] = claim.readings.length === 0 ? [undefined] : claim.readings;
  const span = readings.length > 1 ? ` rowspan="${readings.length}"` : '';
  const differs =
    ledgerMark(claim) === 'differs'
      ? `<strong class="differs-from">ledger: ${escapeHtml(claim.ledgerVerdict ?? '')}</strong>`
      : '';
  const first = [
    `<td role="cell" class="c-verdict"${span}>${verdictBadge(claim.verdict)}${differs}</td>`,
    `<th role="rowheader" scope="row" class="c-claim"${span}><a href="${anchorHref(claim.id)}">${escapeHtml(claim.title || claim.id)}</a><code>${escapeHtml(claim.id)}</code></th>`,
    `<td role="cell" class="c-source"${span}>${sourceHtml(claim)}</td>`,
  ].join('');
  const rows = readings.map(
    (reading, i) => `<tr role="row">${i === 0 ? first : ''}${reading === undefined ? NO_READING : cells(reading)}</tr>`,
  );
  return `<tbody role="rowgroup" class="entry" data-verdict="${VERDICT_SLUG[claim.verdict]}">${rows.join('')}</tbody>`;
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
