import {
  atTime,
  type ClaimSummary,
  digitsText,
  failedClaims,
  type GateSummary,
  outcomesText,
  regimeText,
} from './gateSummary.ts';

/**
 * Workflow commands that GitHub shows as annotations: an error for each claim that failed and each known failure that
 * passes, a warning for a record that is not whole, a notice with the sum of it all. GitHub shows ten of a kind per step.
 */
export function renderAnnotations(summary: GateSummary): string {
  const { passing, partial, sentence, record } = summary;
  const { name } = record.header.subject;
  return [
    ...failedClaims(summary).map(claim => command('error', `${name}: ${claim.info.id}`, failureText(claim))),
    ...passing.map(({ entry }) =>
      command(
        'error',
        `${name}: known failure passes`,
        `${entry.claim} (${entry.reason}) held on all its cases: take it out.`,
      ),
    ),
    ...(partial === undefined ? [] : [command('warning', `${name}: not a whole run`, partial)]),
    command(summary.verdict === 'holds' ? 'notice' : 'error', `${name}: gate`, `${sentence}.`),
    '',
  ].join('\n');
}

function failureText({ info, outcomes, worst, worstCases, counterexample }: ClaimSummary): string {
  const first = worstCases[0];
  return [
    `${info.title}: ${outcomesText(outcomes)}${worst === undefined ? '' : `; ${digitsText(worst)} digits at worst`}`,
    ...(first === undefined
      ? []
      : [
          `case ${first.given.hash}${atTime(first.result)}: ${regimeText(first.given.regime)}${first.result.reason ? `: ${first.result.reason}` : ''}`,
        ]),
    ...(counterexample === undefined ? [] : [`replay: ${counterexample.replay}`]),
  ].join('\n');
}

/** `::error title=…::…`, with all that could end the line, the property or the command written as %XX. */
export function command(kind: 'error' | 'warning' | 'notice', title: string, message: string): string {
  return `::${kind} title=${escapeProperty(title)}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, '\uFFFD')
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
