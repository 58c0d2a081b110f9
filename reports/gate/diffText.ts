import type { ClaimChange, DigitsChange, FailureChange, GateDiff } from '../../src/gate/gateFindings.ts';
import { codeSpan, inline, table } from '../markdownText.ts';
import { counted } from '../summary.ts';
import { columnsWithin, paintFor, type TerminalOptions } from '../terminal.ts';
import { clean, wrap } from '../terminalText.ts';
import { digitsText, regimeText } from './gateSummary.ts';

const MOST_SHOWN = 10;

/** "12.1 → 9.0 (−3.1)". */
function change(before: number, after: number): string {
  const by = after - before;
  const sign = Math.abs(by) < 0.05 ? '±' : by > 0 ? '+' : '−';
  return `${digitsText(before)} → ${digitsText(after)} (${sign}${Math.abs(by).toFixed(1)})`;
}

function changeText({ paired, worst, median, medianLoss }: DigitsChange): string {
  if (worst === undefined || median === undefined || medianLoss === undefined) return 'no case in both with a number';
  return `worst ${change(worst.before, worst.after)}, median ${change(median.before, median.after)}, ${counted(paired, 'case')}`;
}

/** Regimes of a claim whose worst case or median moved by a tenth of a digit or more, those that lost most first. */
function movedRegimes({ regimes }: ClaimChange): ClaimChange['regimes'] {
  const lost = ({ worst, medianLoss = 0 }: DigitsChange): number =>
    Math.max(worst === undefined ? 0 : worst.before - worst.after, medianLoss);
  return regimes
    .filter(
      ({ worst, medianLoss = 0 }) =>
        worst !== undefined && (Math.abs(worst.before - worst.after) >= 0.1 || Math.abs(medianLoss) >= 0.1),
    )
    .sort((a, b) => lost(b) - lost(a));
}

function statusText({ status }: ClaimChange): string {
  return status === 'judged' ? '' : ` (${status})`;
}

function failureText({ hash, claim, regime, before, after, digits, reason }: FailureChange): string {
  const was = before === undefined ? 'not in the old record' : before;
  return `${claim} on case ${hash} (${regimeText(regime)}): ${was} → ${after}${digits === undefined ? '' : `, ${digitsText(digits)} digits`}${reason === undefined ? '' : `: ${reason}`}`;
}

function limitsText({ limits }: GateDiff): string {
  return `limits: ${limits.worst} by the worst case, ${limits.median} by the median, ${limits.single} by a single case`;
}

function casesText({ cases, known }: GateDiff): string {
  const only = [
    ...(cases.onlyBefore > 0 ? [`${cases.onlyBefore} only in the old record`] : []),
    ...(cases.onlyAfter > 0 ? [`${cases.onlyAfter} only in the new one`] : []),
    ...(known > 0 ? [`${counted(known, 'new failure')} known`] : []),
  ];
  return `${counted(cases.paired, 'case')} in both records${only.length === 0 ? '' : `; ${only.join(', ')}`}`;
}

/** What a diff comes to, in a line. */
function diffSentence({ faults }: GateDiff): string {
  return faults.length === 0 ? 'Nothing is lost.' : `${counted(faults.length, 'fault')}: the new record is worse.`;
}

/** A diff of two records for the terminal. Ends with a newline. */
export function renderDiffTable(diff: GateDiff, { colour, width }: TerminalOptions): string {
  const columns = columnsWithin(width);
  const paint = paintFor(colour);
  const line = (text: string, indent = 2): string[] => wrap(text, columns, indent);
  const failures = (title: string, all: readonly FailureChange[], style: 'red' | 'green'): string[] =>
    all.length === 0
      ? []
      : [
          '',
          paint(style, `${title}: ${all.length}`),
          ...all.slice(0, MOST_SHOWN).flatMap(one => line(`  ${clean(failureText(one))}`, 4)),
          ...(all.length > MOST_SHOWN ? [`  and ${all.length - MOST_SHOWN} more`] : []),
        ];
  return [
    ...line(casesText(diff)),
    ...diff.settings.flatMap(text => line(clean(text)).map(part => paint('yellow', part))),
    ...diff.claims.flatMap(claim => [
      '',
      ...line(clean(claim.claim) + statusText(claim)).map(text => paint('bold', text)),
      ...line(`  ${changeText(claim.whole)}`, 4),
      ...movedRegimes(claim).flatMap(regime =>
        line(`  ${clean(regime.axis)} ${clean(regime.value)}: ${changeText(regime)}`, 4).map(text =>
          regime.losses.length > 0 ? paint('red', text) : text,
        ),
      ),
    ]),
    ...failures('new failures', diff.newFailures, 'red'),
    ...failures('fixed', diff.fixed, 'green'),
    '',
    paint(diff.faults.length === 0 ? ['bold', 'green'] : ['bold', 'red'], diffSentence(diff)),
    ...diff.faults.flatMap(fault => line(`  ${clean(fault)}`, 4).map(text => paint('red', text))),
    ...line(limitsText(diff)).map(text => paint('gray', text)),
    '',
  ].join('\n');
}

/** The same as GitHub-flavoured Markdown. */
export function renderDiffMarkdown(diff: GateDiff): string {
  const cell = (moved: DigitsChange, which: 'worst' | 'median'): string => {
    const pair = moved[which];
    return pair === undefined ? '–' : change(pair.before, pair.after);
  };
  const rows = diff.claims.flatMap(claim => [
    [
      codeSpan(claim.claim) + statusText(claim),
      'all',
      String(claim.whole.paired),
      cell(claim.whole, 'worst'),
      cell(claim.whole, 'median'),
    ],
    ...movedRegimes(claim).map(regime => [
      '',
      inline(`${regime.axis} ${regime.value}`),
      String(regime.paired),
      regime.losses.length > 0 ? `**${cell(regime, 'worst')}**` : cell(regime, 'worst'),
      cell(regime, 'median'),
    ]),
  ]);
  const list = (title: string, all: readonly FailureChange[]): string[] =>
    all.length === 0
      ? []
      : [
          `### ${title}: ${all.length}`,
          all
            .slice(0, MOST_SHOWN)
            .map(one => `- ${inline(failureText(one))}`)
            .join('\n') + (all.length > MOST_SHOWN ? `\n- and ${all.length - MOST_SHOWN} more` : ''),
        ];
  return `${[
    `## ${diff.faults.length === 0 ? '✓' : '✗'} ${diffSentence(diff)}`,
    diff.faults.map(fault => `- ${inline(fault)}`).join('\n'),
    inline([casesText(diff), ...diff.settings].join('; ')),
    table(['claim', 'regime', 'cases', 'worst digits', 'median'], rows),
    ...list('New failures', diff.newFailures),
    ...list('Fixed', diff.fixed),
    inline(limitsText(diff)),
  ]
    .filter(block => block !== '')
    .join('\n\n')}\n`;
}
