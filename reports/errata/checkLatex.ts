import type { RunRecord } from '../../src/judge/runRecord.ts';
import { repairSentence } from '../checkWords.ts';
import { counterexampleBlocks, display } from './counterexampleLatex.ts';
import { documentLatex } from './documentLatex.ts';
import { latexMath, latexText } from './latexText.ts';

/** What was judged, in TeX: each statement and its corrections, in the letters of one paper. */
export interface JudgedTeX {
  /** By the order of the record's claims. */
  readonly statements: readonly string[];
  /** Of the last claim, as in its record. */
  readonly corrections: readonly string[];
  /** "domine2025". */
  readonly notation: string;
}

/** A file that was judged as a LaTeX document of ASCII: each statement with its verdict, the counterexample and the corrections. */
export function checkLatex(record: RunRecord, { statements, corrections, notation }: JudgedTeX): string {
  const last = record.claims.at(-1)!;
  const repair = last.check?.repair;
  return documentLatex([
    `\\section*{${latexText(last.title)}}`,
    latexText(`In the letters of ${notation}.`),
    ...record.claims.flatMap((claim, index) => {
      const needs = claim.readings[0]!.hypotheses.map(({ name }) => name).join('; ');
      return [
        record.claims.length > 1 ? `\\subsection*{Step ${index + 1}}` : '',
        needs === '' ? '' : latexText(`Given ${needs}:`),
        display(latexMath(statements[index]!)),
        `\\textbf{${latexText(claim.verdict)}}`,
        ...(claim.counterexample === undefined ? [] : counterexampleBlocks(claim.counterexample)),
      ];
    }),
    ...(repair === undefined
      ? []
      : [
          `\\subsubsection*{${corrections.length === 0 ? 'No correction' : 'Corrected'}}`,
          latexText(repairSentence(repair)),
          ...repair.proposals.flatMap(({ edits, held, judged }, index) => [
            display(latexMath(corrections[index]!)),
            latexText(`${edits.join(' and ')} (held on ${held} of ${judged} cases)`),
          ]),
        ]),
  ]);
}
