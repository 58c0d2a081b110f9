import type { RegimeCount } from '../../src/judge/runRecord.ts';
import { escapeHtml } from '../escape.ts';
import { numberHtml } from './number.ts';

const OUTCOMES = ['held', 'failed', 'undecided'] as const;

/**
 * The cases of one reading by regime. Axes along which every case came out alike say where it was looked at, a line for each; where
 * outcomes differ, a small table with bars. Empty where there are none.
 */
export function regimesHtml(regimes: readonly RegimeCount[]): string {
  if (regimes.length === 0) return '';
  const axes = [...grouped(regimes)];
  const alike = OUTCOMES.flatMap(outcome => {
    const lines = axes
      .filter(([, rows]) => commonOutcome(rows) === outcome)
      .map(([axis, rows]) => axisLine(axis, rows));
    return lines.length === 0
      ? []
      : `<div class="alike"><h5>${outcome === 'undecided' ? 'Undecided' : `${outcome === 'held' ? 'Held' : 'Failed'} on every case`}, by</h5><ul>${lines.join('')}</ul></div>`;
  });
  const tables = axes
    .filter(([, rows]) => commonOutcome(rows) === undefined)
    .map(([axis, rows]) => axisTable(axis, rows));
  return alike.join('') + (tables.length === 0 ? '' : `<div class="regimes">${tables.join('')}</div>`);
}

/** What every case of all rows came to, if it is one. */
function commonOutcome(rows: readonly RegimeCount[]): (typeof OUTCOMES)[number] | undefined {
  return OUTCOMES.find(outcome =>
    rows.every(row => OUTCOMES.every(other => (other === outcome ? row[other] > 0 : row[other] === 0))),
  );
}

function axisLine(axis: string, rows: readonly RegimeCount[]): string {
  const parts = rows.map(
    ({ value, held, failed, undecided }) => `${escapeHtml(value)} ${numberHtml(held + failed + undecided)}`,
  );
  return `<li><b>${escapeHtml(axis)}</b> ${parts.join(' · ')}</li>`;
}

function grouped(regimes: readonly RegimeCount[]): Map<string, RegimeCount[]> {
  const axes = new Map<string, RegimeCount[]>();
  for (const regime of regimes) axes.set(regime.axis, [...(axes.get(regime.axis) ?? []), regime]);
  return axes;
}

function axisTable(axis: string, rows: readonly RegimeCount[]): string {
  const head = ['held', 'failed', 'undecided'].map(word => `<th scope="col">${word}</th>`).join('');
  const body = rows
    .map(
      row =>
        `<tr><th scope="row">${escapeHtml(row.value)}</th><td class="bar">${bar(row)}</td>${count(row.held)}${count(row.failed, 'bad')}${count(row.undecided)}</tr>`,
    )
    .join('');
  return `<table class="regime"><caption>${escapeHtml(axis)}</caption><thead><tr><td></td><td class="bar"></td>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function count(value: number, className = ''): string {
  if (value === 0) return '<td class="nil">0</td>';
  return `<td${className === '' ? '' : ` class="${className}"`}>${numberHtml(value)}</td>`;
}

/** Shares of held, failed and undecided; the numbers beside it say the rest, so it is hidden from screen readers. */
function bar({ held, failed, undecided }: RegimeCount): string {
  const total = held + failed + undecided;
  if (!(total > 0)) return '';
  const share = (value: number): string => String(Math.round((1000 * value) / total) / 10);
  const part = (name: string, value: number): string =>
    value > 0 ? `<i class="${name}" style="width:${share(value)}%"></i>` : '';
  return `<span class="track" aria-hidden="true">${part('held', held)}${part('failed', failed)}${part('open', undecided)}</span>`;
}
