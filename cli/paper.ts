import { join, resolve } from 'node:path';
import { type PaperFormula, paperHtml } from '../reports/html/paper.ts';
import { counted } from '../reports/summary.ts';
import { wrap } from '../reports/terminalText.ts';
import { DloError } from '../src/errors.ts';
import { latexDocument } from '../src/latex/latexDocument.ts';
import { latexHeader } from '../src/latex/latexHeader.ts';
import { notationOf } from '../src/latex/notations.ts';
import { numberedLines } from '../src/latex/numberedLines.ts';
import type { SurveyedFormula } from '../src/latex/surveyedFormula.ts';
import { surveyPaper } from '../src/latex/surveyPaper.ts';
import { readText } from '../src/readText.ts';
import { visibleText } from '../src/visibleText.ts';
import { writeWhole } from '../src/writeWhole.ts';
import { asFileError } from './asFileError.ts';
import { EXIT } from './exit.ts';
import { wholeNumber } from './options.ts';
import { stopOnSignal } from './stopOnSignal.ts';
import { prepareReportFolder } from './writeReport.ts';

export interface PaperOptions {
  readonly notation?: string;
  readonly judge?: boolean;
  readonly runs?: string;
  readonly seconds?: string;
  readonly report?: string;
}

/** In bytes: a long book has 5 million. */
const LARGEST_PAPER = 8_000_000;

const SAID: Readonly<Record<SurveyedFormula['kind'], string>> = {
  unreadable: 'not read',
  definition: 'defines',
  remark: 'says nothing',
  'not stated': 'not stated',
  misfit: 'does not fit',
  claim: 'claims',
};

const FORMULAS = '$$…$$, \\[…\\] or \\begin{equation}: the LaTeX of a paper, or Markdown that keeps it';

/** `dlo paper`: what each displayed formula of a paper is, what can be judged and, with --judge, the verdicts. 0, or 1 where something does not fit or does not hold. */
export async function paper(file: string, options: PaperOptions): Promise<number> {
  const text = await readText(file, LARGEST_PAPER);
  const runs = wholeNumber('runs', options.runs, 20, 20, 100_000);
  const seconds = wholeNumber('seconds', options.seconds, 30, 1, 86_400);
  const document = latexDocument(text, file);
  const header = latexHeader(text, file);
  const named = options.notation ?? header.fields.get('notation');
  const notation = named === undefined ? undefined : notationOf(named);
  const read = surveyPaper(document, header, notation);
  const survey = read.length > 0 ? read : numberedLines(text);
  if (survey.length === 0)
    throw new DloError('FORMAT', `${file}, line 1, column 1:`, `must have displayed formulas, ${FORMULAS}`, 'none');
  const folder = resolve(options.report ?? join('reports/out', file.replace(/^.*[/\\]/, '')));
  await prepareReportFolder(folder);
  // Who only asks what there is does not wait until all of the judge is loaded.
  const judge = options.judge === true ? (await import('./paperVerdict.ts')).paperVerdict : undefined;
  const rows: PaperFormula[] = [];
  const { stop, release } = stopOnSignal();
  try {
    for (const row of survey) {
      const verdict =
        judge !== undefined && row.kind === 'claim' && !stop.signal.aborted
          ? await judge(row.statement!, file, { runs, seconds, stop: stop.signal })
          : undefined;
      const judged = { ...row, name: nameOfRow(row), said: SAID[row.kind], verdict };
      rows.push(judged);
      process.stdout.write(`${lineOf(judged)}\n${row.kind === 'unreadable' ? pictureOf(row) : ''}`);
    }
  } finally {
    release();
  }
  const nothing = read.length > 0 ? '' : ` To be read, formulas stand in ${FORMULAS}.`;
  const summary = `${totals(rows)}${nothing}`;
  process.stdout.write(`\n${summary}\n`);
  const page = join(folder, 'paper.html');
  await asFileError(page, () => writeWhole(page, paperHtml(file, summary, rows, document.macros)));
  process.stdout.write(`Report: ${visibleText(page)}\n`);
  const isBad = rows.some(({ kind, verdict }) => kind === 'misfit' || (verdict !== undefined && verdict !== 'holds'));
  return isBad ? EXIT.mismatch : EXIT.ok;
}

function nameOfRow({ tag, line }: SurveyedFormula): string {
  return tag === undefined ? `line ${line}` : `(${tag}) line ${line}`;
}

function pictureOf({ picture }: SurveyedFormula): string {
  if (picture === undefined) return '';
  return picture
    .split('\n')
    .map(line => `    ${visibleText(line)}\n`)
    .join('');
}

function lineOf(row: PaperFormula): string {
  const said = row.verdict ?? row.reason;
  const head = `${row.name.padEnd(18)} ${row.said.padEnd(13)} ${(row.theorem ?? '').padEnd(16)} `;
  return wrap(visibleText(`${head}${said === '' ? lastLine(row) : said}`), 120, 50).join('\n');
}

function lastLine({ statement }: SurveyedFormula): string {
  return statement?.trimEnd().split('\n').at(-1) ?? '';
}

/** How many of each kind, and of each verdict. */
function totals(rows: readonly PaperFormula[]): string {
  const count = (kind: SurveyedFormula['kind']): number => rows.filter(row => row.kind === kind).length;
  const kinds = (['claim', 'misfit', 'not stated', 'definition', 'remark', 'unreadable'] as const)
    .map(kind => `${SAID[kind]} ${count(kind)}`)
    .join(', ');
  const verdicts = new Map<string, number>();
  for (const { verdict } of rows)
    if (verdict !== undefined) verdicts.set(kindOf(verdict), (verdicts.get(kindOf(verdict)) ?? 0) + 1);
  const judged = [...verdicts].map(([verdict, n]) => `${verdict} ${n}`).join(', ');
  const read = rows.length - count('unreadable');
  return `${counted(rows.length, 'displayed formula')}: ${read} read (${kinds}).${judged === '' ? '' : ` Judged: ${judged}.`}`;
}

function kindOf(verdict: string): string {
  return verdict.replace(/ at step .*| ?: .*/, '');
}
