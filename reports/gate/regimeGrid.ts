import { escapeHtml } from '../escape.ts';
import { counted } from '../summary.ts';
import {
  type ClaimSummary,
  digitsText,
  type RegimeSummary,
  type SummarisedCase,
  summariseRegime,
} from './gateSummary.ts';

/** The two axes that say most about a solver, where a record has them. */
const PREFERRED = ['architecture', 'sign of λ'];

/** Digits at which a cell has its full colour. */
const FULL = 16;

/** Where a claim holds and to how many digits: two axes as a grid, the others as small tables. Empty without regimes. */
export function regimeGrid({ axes, judged }: ClaimSummary): string {
  const [rows, columns] = chosenAxes(axes.map(({ axis, values }) => ({ axis, size: values.length })));
  if (rows === undefined) return '';
  const rest = axes.filter(({ axis, values }) => axis !== rows && axis !== columns && values.length > 1);
  const grid =
    columns === undefined ? '' : gridTable(rows, columns, valuesOf(axes, rows), valuesOf(axes, columns), judged);
  return [
    grid,
    '<div class="other-axes">',
    ...(columns === undefined ? axes.filter(({ axis }) => axis === rows) : [])
      .concat(rest)
      .map(({ axis, values }) => axisTable(axis, values)),
    '</div>',
  ].join('');
}

function chosenAxes(axes: readonly { readonly axis: string; readonly size: number }[]): (string | undefined)[] {
  const names = axes.filter(({ size }) => size > 1).map(({ axis }) => axis);
  const first = [...PREFERRED.filter(axis => names.includes(axis)), ...names.filter(axis => !PREFERRED.includes(axis))];
  return first.length === 0 ? axes.slice(0, 1).map(({ axis }) => axis) : first.slice(0, 2);
}

function valuesOf(axes: ClaimSummary['axes'], wanted: string): string[] {
  return axes.find(({ axis }) => axis === wanted)!.values.map(({ value }) => value);
}

function gridTable(
  rowAxis: string,
  columnAxis: string,
  rows: readonly string[],
  columns: readonly string[],
  judged: readonly SummarisedCase[],
): string {
  const cell = (row: string, column: string): string => {
    const members = judged.filter(({ given: { regime } }) => regime[rowAxis] === row && regime[columnAxis] === column);
    return members.length === 0 ? '<td class="none">–</td>' : cellHtml(summariseRegime(members), members.length);
  };
  return [
    `<div class="scroll" tabindex="0" role="group" aria-label="digits by regime"><table class="grid"><thead><tr><td class="nil"></td>`,
    `<th scope="colgroup" colspan="${columns.length}">${escapeHtml(columnAxis)}</th></tr><tr><th scope="col">${escapeHtml(rowAxis)}</th>`,
    ...columns.map(column => `<th scope="col">${escapeHtml(column)}</th>`),
    '</tr></thead><tbody>',
    ...rows.map(
      row => `<tr><th scope="row">${escapeHtml(row)}</th>${columns.map(column => cell(row, column)).join('')}</tr>`,
    ),
    '</tbody></table></div>',
  ].join('');
}

function cellHtml({ worst, failed }: Omit<RegimeSummary, 'value'>, cases: number): string {
  const digits = `<b>${digitsText(worst)}</b>`;
  if (failed > 0) return `<td class="bad">${digits}<small>${failed} of ${cases} failed</small></td>`;
  const share = Math.round(Math.min(1, Math.max(0, worst ?? 0) / FULL) ** 2 * 45);
  return `<td style="--share:${share}%">${digits}<small>${counted(cases, 'case')}</small></td>`;
}

function axisTable(axis: string, values: readonly RegimeSummary[]): string {
  const head = ['cases', 'failed', 'worst', 'median'].map(word => `<th scope="col">${word}</th>`).join('');
  const body = values.map(
    ({ value, held, failed, other, worst, median }) =>
      `<tr><th scope="row">${escapeHtml(value)}</th><td>${held + failed + other}</td><td${failed > 0 ? ' class="bad"' : ' class="nil"'}>${failed}</td><td>${digitsText(worst)}</td><td>${digitsText(median)}</td></tr>`,
  );
  return `<table class="regime"><caption>${escapeHtml(axis)}</caption><thead><tr><td></td>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}
