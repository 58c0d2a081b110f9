import { counterexampleBlocks } from '../markdown.ts';
import { codeSpan, inline, table } from '../markdownText.ts';
import { counted, plainNumber } from '../summary.ts';
import { gateExample } from './gateExample.ts';
import {
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

/** A gate's record as GitHub-flavoured Markdown, short enough for a comment: a table, and behind a fold what failed. */
export function renderGateMarkdown(summary: GateSummary): string {
  const { record, claims, verdict, sentence, partial, passing } = summary;
  const { header, footer } = record;
  const judged = claims.filter(({ state }) => state !== 'not judged');
  const left = claims.filter(({ state }) => state === 'not judged');
  const blocks = [
    `## ${verdict === 'holds' ? '✓' : '✗'} ${inline(header.subject.name)}: ${sentence}`,
    partial === undefined ? '' : `> [!WARNING]\n> ${inline(partial)}`,
    ...passing.map(
      ({ entry, held }) =>
        `The known failure of ${codeSpan(entry.claim)} (${inline(entry.reason)}) held on ${counted(held, 'case')}: take it out.`,
    ),
    judged.length === 0
      ? ''
      : table(
          ['', 'claim', 'held', 'failed', 'other', 'worst digits', 'median'],
          judged.map(claim => {
            const failed = claim.failures + claim.knownFailures;
            return [
              STATE_SIGN[claim.state],
              codeSpan(claim.info.id),
              String(claim.outcomes.held),
              failed === 0 ? '0' : `**${failed}**${claim.knownFailures > 0 ? ` (${claim.knownFailures} known)` : ''}`,
              String(claim.cases - claim.outcomes.held - failed),
              digitsText(claim.worst),
              digitsText(claim.median),
            ];
          }),
        ),
    ...failedClaims(summary).filter(hasWrongNumbers).flatMap(failureBlocks),
    ...summary.withoutNumbers.flatMap(noNumbersBlocks),
    left.length === 0
      ? ''
      : `Not judged: ${left.map(({ info }) => `${codeSpan(info.id)} (${inline(info.notJudged ?? 'no case for it')})`).join('; ')}.`,
    `${codeSpan(header.subject.specification)}, seed ${header.seed}, ${counted(header.cases, 'case')}, ${plainNumber(header.digits)} digits asked, deep-linear-oracle ${inline(header.version)}${footer === undefined ? '' : `, ${plainNumber(footer.timing.seconds)} s`}.`,
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

function noNumbersBlocks(kind: NoNumbers): string[] {
  const { example } = kind;
  return [
    `<details><summary>${STATE_SIGN.failed} ${inline(noNumbersText(kind))}</summary>`,
    ...(example === undefined ? [] : counterexampleBlocks(gateExample(example))),
    '</details>',
  ];
}

function failureBlocks({ info, outcomes, counterexample, worstCases }: ClaimSummary): string[] {
  const bad = worstCases.filter(({ result }) => result.outcome !== 'held');
  return [
    `<details><summary>${STATE_SIGN.failed} ${inline(info.id)}: ${inline(info.title)}</summary>`,
    `${outcomesText(outcomes)}.`,
    table(
      ['case', 'regime', 'outcome', 'time', 'digits', 'asked', 'why'],
      bad.map(({ given, result }) => [
        codeSpan(given.hash),
        inline(regimeText(given.regime)),
        result.outcome,
        inline(result.time ?? '–'),
        digitsText(result.digits),
        digitsText(result.asked),
        inline((result.reason ?? '').slice(0, 300)),
      ]),
    ),
    ...(counterexample === undefined ? [] : counterexampleBlocks(gateExample(counterexample))),
    '</details>',
  ];
}
