import type { ErrataRecord, Erratum, ErratumReading } from '../../src/judge/runRecord.ts';
import { FAIR_READING_HOLDS } from '../words.ts';
import { codeBlock, counterexampleBlocks, display } from './counterexampleLatex.ts';
import { documentLatex } from './documentLatex.ts';
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
import { latexCode, latexMath, latexText } from './latexText.ts';

/** An erratum draft as a LaTeX document of ASCII. The same record gives the same bytes. */
export function errataLatex(record: ErrataRecord): string {
  return documentLatex([
    `\\section*{Errata to ${latexText(record.paper)} (draft)}`,
    ...errataIntroduction(record).map(latexText),
    atAGlance(record),
    ...errataBySection(record).flatMap(({ title, claims }) => [
      `\\section*{${latexText(title.replace('section', 'Section'))}}`,
      ...claims.flatMap(erratum => erratumBlocks(erratum, record)),
    ]),
  ]);
}

function atAGlance(record: ErrataRecord): string {
  return errataByGrade(record)
    .map(({ title, errata }) => {
      const items = errata.map(erratum => `\\item ${latexText(lineAtAGlance(erratum))}`);
      return `\\textbf{${latexText(title)}}\n\\begin{itemize}\\setlength{\\itemsep}{0pt}\n${items.join('\n')}\n\\end{itemize}`;
    })
    .join('\n\n');
}

function erratumBlocks(erratum: Erratum, record: ErrataRecord): string[] {
  const { id, title, source, note, verdict, grade, fair, printed, right, counterexample } = erratum;
  return [
    `\\subsection*{${latexText(title)}}`,
    fair?.outcome === 'held' ? `\\textbf{${latexText(FAIR_READING_HOLDS)}}` : '',
    `${latexCode(id)}, ${latexText(source.place)}: ${latexText(verdict)}.${grade === undefined ? '' : latexText(` Grade: ${grade}.`).replace(/^/, ' ')}`,
    latexText(chainInWords(erratum)),
    note === undefined ? '' : `Note: ${latexText(note)}`,
    '\\subsubsection*{As printed}',
    ...readingBlocks(printed),
    ...(counterexample === undefined
      ? [latexText('No counterexample is stored.')]
      : counterexampleBlocks(counterexample)),
    ...(fair === undefined ? [] : [`\\subsubsection*{${latexText(fairTitle(fair))}}`, ...readingBlocks(fair)]),
    `\\subsubsection*{${latexText(rightTitle(erratum))}}`,
    ...(right === undefined ? [] : readingBlocks(right)),
    ...addedHypotheses(erratum).map(
      ({ name, meaning }) => `Added: \\textbf{${latexText(name)}}, ${latexText(meaning)}.`,
    ),
    latexText(evidenceInWords(erratum, record)),
  ];
}

function readingBlocks(reading: ErratumReading): string[] {
  return [
    display(latexMath(reading.statement)),
    reading.formula === undefined
      ? ''
      : codeBlock(reading.formula.split('\n').map(line => line.replace(/ {2,}(?=%)/, '  '))),
    latexText(hypothesesInWords(reading)),
  ];
}
