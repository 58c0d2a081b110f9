import { FormulaError } from '../formula/formulaError.ts';
import { type Condition, parseFormulaFile } from '../formula/formulaFile.ts';
import type { AnyCase } from '../judge/case.ts';
import type { Reading } from '../judge/claim.ts';
import { unlessRefused } from '../repair/unlessRefused.ts';
import { roughlyHolds } from './conditionHolds.ts';
import { type OpenFormula, openFormula, readingUnder } from './openFormula.ts';
import { withCondition } from './withCondition.ts';

// What a header could ask for besides, as one line of it: "needs: full-rank", "where: Nh == 1".

/** No line of a header: the statement is one of all cases on which it has a value. */
export const A_VALUE = 'a value';

/** The reading of a file with the line in its header; undefined where that leaves no network. */
export function readingBeside(open: OpenFormula, line: string): Reading | undefined {
  if (line === A_VALUE) return open.reading;
  const { file, words, vocabulary } = open;
  const named = /^needs: (.*)$/.exec(line)?.[1];
  if (named !== undefined) return readingUnder(open, words.hypotheses[named]!);
  try {
    const { reading } = openFormula(withCondition(file.text, conditionIn(line)), file.name, vocabulary);
    // What the file asks for already is told by its name: what is known of a case from one line stands for the others.
    const asked = new Map(open.reading.hypotheses.map(one => [one.name, one]));
    return { ...reading, hypotheses: reading.hypotheses.map(one => asked.get(one.name) ?? one) };
  } catch (error) {
    if (error instanceof FormulaError) return undefined;
    throw error;
  }
}

/** Whether a case meets a line of a header. */
export function lineTest({ file, words }: OpenFormula, line: string): (given: AnyCase) => boolean {
  const named = /^needs: (.*)$/.exec(line)?.[1];
  if (named !== undefined) return given => words.hypotheses[named]!.hypothesis.holds(given);
  if (line === A_VALUE) return () => false;
  const condition = parseFormulaFile(withCondition(file.text, conditionIn(line)), file.name).where.at(-1)!;
  return given => meetsCondition(file, condition, given);
}

function conditionIn(line: string): string {
  return line.replace(/^where: /, '');
}

/** Roughly: what is judged under a condition meets it to many digits. A case on which its sides cannot be compared does not meet it. */
export function meetsCondition(file: OpenFormula['file'], condition: Condition, given: AnyCase): boolean {
  return unlessRefused(() => roughlyHolds(file, condition, given)) ?? false;
}
