import type { GateCounterexample } from '../../src/gate/gateRecord.ts';
import { counted, plainNumber } from '../summary.ts';
import { columnsWithin, type Paint, paintFor, renderCounterexample, type TerminalOptions } from '../terminal.ts';
import { clean, cut, displayWidth, wrap } from '../terminalText.ts';
import { gateExample } from './gateExample.ts';
import {
  atTime,
  type ClaimState,
  type ClaimSummary,
  digitsText,
  failedClaims,
  type GateSummary,
  hasWrongNumbers,
  type NoNumbers,
  noNumbersText,
  outcomesText,
  regimeText,
  STATE_SIGN,
} from './gateSummary.ts';

const STATE_STYLE: Readonly<Record<ClaimState, Parameters<Paint>[0]>> = {
  held: 'green',
  failed: 'red',
  'known to fail': 'yellow',
  undecided: 'yellow',
  skipped: 'gray',
  'not judged': 'gray',
};

const NUMBERS = ['held', 'failed', 'other', 'worst', 'median'] as const;
const NUMBER_WIDTH = 6;

/** A gate's record for the terminal: a row per claim, then what failed and where. Ends with a newline; lines keep to the width. */
export function renderGateTable(summary: GateSummary, { colour, width }: TerminalOptions): string {
  const columns = columnsWithin(width);
  const paint = paintFor(colour);
  const { header, footer } = summary.record;
  const line = (text: string, indent = 2): string[] => wrap(text, columns, indent);
  return [
    ...line(
      `${clean(header.subject.name)} (${clean(header.subject.specification)}) · seed ${header.seed} · ${counted(header.cases, 'case')} · ${plainNumber(header.digits)} digits asked`,
    ),
    '',
    ...claimRows(summary.claims, columns, paint),
    '',
    ...line(
      `${summary.sentence}${footer === undefined ? '' : ` · ${plainNumber(footer.timing.seconds)} s`}${footer && footer.restarts > 0 ? ` · started again ${counted(footer.restarts, 'time')}` : ''}`,
    ).map(text => paint(summary.verdict === 'holds' ? 'bold' : ['bold', 'red'], text)),
    ...(summary.partial === undefined ? [] : line(summary.partial).map(text => paint('yellow', text))),
    ...summary.passing.flatMap(({ entry, held }) =>
      line(
        `The known failure of ${clean(entry.claim)} (${clean(entry.reason)}) held on ${counted(held, 'case')}: take it out.`,
      ).map(text => paint('red', text)),
    ),
    ...failedClaims(summary)
      .filter(hasWrongNumbers)
      .flatMap(claim => ['', ...failureLines(claim, columns, paint)]),
    ...summary.withoutNumbers.flatMap(kind => ['', ...noNumbersLines(kind, columns, paint)]),
    '',
  ].join('\n');
}

function claimRows(claims: readonly ClaimSummary[], columns: number, paint: Paint): string[] {
  const room = columns - NUMBERS.length * (NUMBER_WIDTH + 1) - 2;
  const longest = Math.max(5, ...claims.map(({ info }) => displayWidth(clean(info.id))));
  const idWidth = Math.min(room, longest);
  const row = (sign: string, id: string, cells: readonly string[]): string =>
    `${sign} ${id}${' '.repeat(Math.max(0, idWidth - displayWidth(id)))}${cells.map(cell => ` ${cell.padStart(NUMBER_WIDTH)}`).join('')}`.trimEnd();
  return [
    paint('bold', row(' ', 'claim', NUMBERS)),
    '─'.repeat(idWidth + 2 + NUMBERS.length * (NUMBER_WIDTH + 1)),
    ...claims.flatMap(claim => {
      const { info, state, outcomes, failures, knownFailures } = claim;
      const [first = '', ...rest] = cut(clean(info.id), idWidth);
      const failed = failures + knownFailures;
      const cells =
        state === 'not judged'
          ? []
          : [
              String(outcomes.held),
              String(failed),
              String(claim.cases - outcomes.held - failed),
              digitsText(claim.worst),
              digitsText(claim.median),
            ];
      const note =
        state === 'not judged'
          ? `not judged: ${clean(info.notJudged ?? 'no case for it')}`
          : knownFailures > 0
            ? `${knownFailures} known`
            : '';
      return [
        paint(STATE_STYLE[state], row(STATE_SIGN[state], first, cells)),
        ...rest.map(part => `  ${part}`),
        ...(note === '' ? [] : wrap(`    ${note}`, columns, 4).map(text => paint('gray', text))),
      ];
    }),
  ];
}

function noNumbersLines(kind: NoNumbers, columns: number, paint: Paint): string[] {
  return [
    ...wrap(`${STATE_SIGN.failed} ${noNumbersText(kind)}`, columns, 2).map(text => paint(['bold', 'red'], text)),
    ...(kind.example === undefined ? [] : exampleLines(kind.example, columns)),
  ];
}

function exampleLines(example: GateCounterexample, columns: number): string[] {
  return renderCounterexample(gateExample(example), columns - 2)
    .split('\n')
    .map(text => `  ${text}`);
}

function failureLines(claim: ClaimSummary, columns: number, paint: Paint): string[] {
  const { info, outcomes, counterexample, worstCases } = claim;
  const indented = (text: string): string[] => wrap(`  ${text}`, columns, 4);
  return [
    ...wrap(`${STATE_SIGN.failed} ${clean(info.id)}: ${clean(info.title)}`, columns, 2).map(text =>
      paint(['bold', 'red'], text),
    ),
    ...indented(outcomesText(outcomes)),
    ...worstRegimes(claim).flatMap(indented),
    ...(counterexample === undefined ? [] : exampleLines(counterexample, columns)),
    ...worstCases
      .filter(({ result }) => result.outcome !== 'held')
      .slice(0, 3)
      .flatMap(({ given, result }) =>
        indented(
          `case ${given.sequence} (${given.hash}; ${clean(regimeText(given.regime))}): ${result.outcome}${atTime(result)}${result.digits === undefined ? '' : `, ${digitsText(result.digits)} of ${digitsText(result.asked)} digits`}${result.reason === undefined ? '' : `: ${clean(result.reason)}`}`,
        ),
      ),
  ];
}

/** How likely it may be that values of an axis are spared by chance alone. */
const CHANCE = 0.05;

/** Whether so few failures as there are could hardly have missed all cases of the other values, if they fell anywhere. */
function isTelling(values: ClaimSummary['axes'][number]['values']): boolean {
  const sum = (of: readonly { readonly failed: number; readonly held: number; readonly other: number }[]): number =>
    of.reduce((total, { failed, held, other }) => total + failed + held + other, 0);
  const failures = values.reduce((total, { failed }) => total + failed, 0);
  const spared = sum(values.filter(({ failed }) => failed === 0));
  return (1 - failures / sum(values)) ** spared < CHANCE;
}

/** "only where sign of λ is negative (12 of 60)", for the axes along which failures are not spread evenly. */
function worstRegimes({ axes }: ClaimSummary): string[] {
  return axes.flatMap(({ axis, values }) => {
    const bad = values.filter(({ failed }) => failed > 0);
    if (bad.length === values.length || !isTelling(values)) return [];
    return [
      `only where ${clean(axis)} is ${bad.map(({ value, failed, held, other }) => `${clean(value)} (${failed} of ${failed + held + other})`).join(', ')}`,
    ];
  });
}
