import type { ErrataRecord, Erratum, ErratumReading } from '../../src/judge/runRecord.ts';
import { counterexampleBlocks, displayMath } from '../markdown.ts';
import { code, codeSpan, inline } from '../markdownText.ts';
import { FAIR_READING_HOLDS } from '../words.ts';
import {
  addedHypotheses,
  chainInWords,
  errataByGrade,
  errataBySection,
  errataIntroduction,
  evidenceInWords,
  fairTitle,
  hypothesesInWords,
  lineAtAGlance,
  rightTitle,
} from './erratumWords.ts';

/** An erratum draft in GitHub-flavoured Markdown. The same record gives the same bytes. */
export function errataMarkdown(record: ErrataRecord): string {
  const blocks = [
    `# Errata to ${inline(record.paper)} (draft)`,
    ...errataIntroduction(record),
    ...errataByGrade(record).flatMap(({ title, errata }) => [
      `**${inline(title)}**`,
      errata.map(erratum => `- ${inline(lineAtAGlance(erratum))}`).join('\n'),
    ]),
    ...errataBySection(record).flatMap(({ title, claims }) => [
      `## ${inline(title.replace('section', 'Section'))}`,
      ...claims.flatMap(erratum => erratumBlocks(erratum, record)),
    ]),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

function erratumBlocks(erratum: Erratum, record: ErrataRecord): string[] {
  const { id, title, source, note, verdict, grade, fair, printed, right, counterexample } = erratum;
  return [
    `### ${codeSpan(id)}`,
    fair?.outcome === 'held' ? `**${FAIR_READING_HOLDS}**` : '',
    `**${inline(title)}**, ${inline(source.place)}: ${verdict}.${grade === undefined ? '' : ` Grade: ${grade}.`}`,
    inline(chainInWords(erratum)),
    note === undefined ? '' : `Note: ${inline(note)}`,
    '#### As printed',
    ...readingBlocks(printed),
    ...(counterexample === undefined
      ? ['No counterexample is stored.']
      : counterexampleBlocks(counterexample).map(block => block.replace(/^### /, '#### '))),
    ...(fair === undefined ? [] : [`#### ${fairTitle(fair)}`, ...readingBlocks(fair)]),
    `#### ${rightTitle(erratum)}`,
    ...(right === undefined ? [] : readingBlocks(right)),
    ...addedHypotheses(erratum).map(({ name, meaning }) => `Added: **${inline(name)}**, ${inline(meaning)}.`),
    evidenceInWords(erratum, record),
  ];
}

function readingBlocks(reading: ErratumReading): string[] {
  return [
    displayMath(reading.statement),
    reading.formula === undefined ? '' : code(reading.formula.replace(/ {2,}(?=%)/g, '  ')),
    inline(hypothesesInWords(reading)),
  ];
}
