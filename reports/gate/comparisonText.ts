import type { ClaimOfSubject, Disagreement, GateComparison, SubjectAnswerFound } from '../../src/gate/gateFindings.ts';
import { codeSpan, inline, table } from '../markdownText.ts';
import { clean, displayWidth } from '../terminalText.ts';
import { comparisonSentence } from './comparisonHtml.ts';
import { digitsText, STATE_SIGN } from './gateSummary.ts';

const MOST_SHOWN = 20;

/** Several subjects side by side for the terminal: claims by subject, then the cases on which they disagree. */
export function renderComparisonTable(comparison: GateComparison): string {
  const { names, claims } = comparison;
  return [
    comparisonSentence(comparison),
    '',
    ...aligned([
      ['claim', ...names.map(clean)],
      ...claims.map(({ claim, subjects }) => [clean(claim), ...subjects.map(subjectText)]),
    ]),
    ...shown(comparison).flatMap((row, i) => (i === 0 ? ['', row] : [row])),
    '',
  ].join('\n');
}

/** The same as GitHub-flavoured Markdown. */
export function renderComparisonMarkdown(comparison: GateComparison): string {
  const { names, claims, disagreements } = comparison;
  return [
    `## ${names.map(inline).join(', ')}`,
    inline(comparisonSentence(comparison)),
    table(
      ['claim', ...names.map(inline)],
      claims.map(({ claim, subjects }) => [codeSpan(claim), ...subjects.map(one => inline(subjectText(one)))]),
    ),
    ...(disagreements.length === 0
      ? []
      : [
          table(
            ['case', 'claim', ...names.map(inline)],
            disagreements
              .slice(0, MOST_SHOWN)
              .map(({ hash, claim, answers }) => [
                codeSpan(hash),
                codeSpan(claim),
                ...answers.map(answer => inline(answerText(answer))),
              ]),
          ),
        ]),
    '',
  ].join('\n\n');
}

function shown({ disagreements, names }: GateComparison): string[] {
  if (disagreements.length === 0) return [];
  const row = ({ hash, claim, answers }: Disagreement): string[] => [hash, clean(claim), ...answers.map(answerText)];
  const more = disagreements.length - MOST_SHOWN;
  return [
    ...aligned([['case', 'claim', ...names.map(clean)], ...disagreements.slice(0, MOST_SHOWN).map(row)]),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

function subjectText({ held, failed, other, worst, median, notJudged }: ClaimOfSubject): string {
  if (held + failed + other === 0) return notJudged === undefined ? 'no case' : 'not judged';
  // Cases that were skipped or left open show nothing.
  if (held + failed === 0) return `${STATE_SIGN.undecided} ${other} neither`;
  return `${failed > 0 ? `✗ ${failed} failed` : STATE_SIGN.held} ${digitsText(worst)} (${digitsText(median)})`;
}

function answerText(answer: SubjectAnswerFound | undefined): string {
  if (answer === undefined) return '–';
  return `${answer.outcome}${answer.digits === undefined ? '' : ` ${digitsText(answer.digits)}`}`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, j) => Math.max(...rows.map(row => displayWidth(row[j]!))));
  return rows.map(row =>
    row
      .map((text, j) => text + ' '.repeat(widths[j]! - displayWidth(text)))
      .join('  ')
      .trimEnd(),
  );
}
