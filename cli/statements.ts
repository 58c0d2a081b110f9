import { STATEMENTS } from '../properties/statements/index.ts';
import type { Statement } from '../properties/statements/statement.ts';
import { DloError } from '../src/errors.ts';
import { readLedger } from '../src/judge/ledger.ts';
import { EXIT } from './exit.ts';

/** `dlo statements PAPER`: every statement of a paper, in its order, with the verdicts of the claims that judge it. */
export async function statements(paper: string): Promise<number> {
  if (!isCovered(paper))
    throw new DloError('UNKNOWN_NAME', 'paper', `must be one of ${Object.keys(STATEMENTS).join(', ')}`, paper);
  const { verdicts } = await readLedger();
  const listed = STATEMENTS[paper];
  const open = listed.filter(({ judgedBy }) => judgedBy.length === 0);
  const lines = [
    `${paper} — ${listed.length} statements: ${listed.length - open.length} judged, ${open.length} not`,
    ...listed.flatMap(statement => textOf(paper, statement, verdicts)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return EXIT.ok;
}

function textOf(
  paper: string,
  { place, line, says, judgedBy, notJudged }: Statement,
  verdicts: Readonly<Record<string, string>>,
): string[] {
  const judges = judgedBy.map(id => `    ${paper}/${id}: ${verdicts[`${paper}/${id}`] ?? 'not in the ledger'}`);
  const where = line === undefined ? place : `${place} (line ${line})`;
  return [`  ${where}: ${says}`, ...judges, ...(notJudged === undefined ? [] : [`    not judged – ${notJudged}`])];
}

function isCovered(paper: string): paper is keyof typeof STATEMENTS {
  return Object.hasOwn(STATEMENTS, paper);
}
