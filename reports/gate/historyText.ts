import { codeSpan, inline, table } from '../markdownText.ts';
import { clean, displayWidth } from '../terminalText.ts';
import type { GateHistory } from './gateHistory.ts';

const LEGEND = 'fewest digits of a claim, or its failures; – where it was not judged';

export function renderHistoryTable({ labels, rows, changes }: GateHistory): string {
  const lines = [['claim', ...labels], ...rows.map(({ name, cells }) => [name, ...cells])].map(line => line.map(clean));
  const widths = lines[0]!.map((_, k) => Math.max(...lines.map(line => displayWidth(line[k]!))));
  const padded = (text: string, k: number): string => {
    const room = ' '.repeat(widths[k]! - displayWidth(text));
    return k === 0 ? text + room : room + text;
  };
  return [
    ...lines.map(line => line.map(padded).join('  ')),
    '',
    LEGEND,
    ...changes.map(({ label, what, isWorse }) => `${isWorse ? '✗' : '✓'} ${clean(label)}: ${clean(what)}`),
    '',
  ].join('\n');
}

export function renderHistoryMarkdown({ labels, rows, changes }: GateHistory): string {
  return [
    table(
      ['claim', ...labels.map(inline)],
      rows.map(({ name, cells }) => [codeSpan(name), ...cells.map(inline)]),
    ),
    '',
    `${LEGEND}.`,
    '',
    ...changes.map(({ label, what, isWorse }) => `- ${isWorse ? '✗' : '✓'} ${inline(label)}: ${inline(what)}`),
    '',
  ].join('\n');
}
