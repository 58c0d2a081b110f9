import { widths } from './gateExample.ts';
import type { GateSummary } from './gateSummary.ts';

/** A row per case and claim, RFC 4180: for a table of one's own. */
export function renderGateCsv({ record, variables }: GateSummary): string {
  const axes = [...new Set(record.cases.flatMap(({ regime }) => Object.keys(regime)))];
  const head = [
    ...['sequence', 'hash', 'origin', 'claim', 'outcome', 'digits', 'asked', 'residual', 'quantity', 'time', 'widths'],
    ...['lambda', 't/tau', 'largest width', 'distance to singular B', ...axes, 'reason'],
  ];
  const rows = record.cases.flatMap(given => {
    const { lambda, time, width, singularB } = variables.get(given.sequence) ?? {};
    return given.results.map(result => [
      ...[given.sequence, given.hash, given.origin, result.claim, result.outcome, result.digits, result.asked],
      ...[result.residual, result.quantity, result.time ?? given.case.time, widths(given.case)],
      ...[lambda, time, width, singularB, ...axes.map(axis => given.regime[axis]), result.reason],
    ]);
  });
  return [head, ...rows].map(row => `${row.map(field).join(',')}\r\n`).join('');
}

/** What a spreadsheet would take for a formula is a text with an apostrophe before it. */
function field(value: string | number | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const text = /^[=+@\t\r]|^-(?![\d.])/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
