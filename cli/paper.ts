import { join, resolve } from 'node:path';
import { escapeHtml } from '../reports/escape.ts';
import { statementHtml } from '../reports/html/math.ts';
import { counted } from '../reports/summary.ts';
import { wrap } from '../reports/terminalText.ts';
import { buildInfo } from '../src/buildInfo.ts';
import { checkDerivation } from '../src/check/checkDerivation.ts';
import { checkFormula } from '../src/check/checkFormula.ts';
import { DloError } from '../src/errors.ts';
import { derivationSteps } from '../src/formula/derivation.ts';
import { latexDocument } from '../src/latex/latexDocument.ts';
import { latexHeader } from '../src/latex/latexHeader.ts';
import { notationOf } from '../src/latex/notations.ts';
import { type SurveyedFormula, surveyPaper } from '../src/latex/surveyPaper.ts';
import { readText } from '../src/readText.ts';
import { VERSION } from '../src/version.ts';
import { visibleText } from '../src/visibleText.ts';
import { writeWhole } from '../src/writeWhole.ts';
import { asFileError } from './asFileError.ts';
import { checkSurroundings } from './checkSurroundings.ts';
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

/** A formula and, where it was judged, the verdict. */
interface PaperRow extends SurveyedFormula {
  readonly verdict: string | undefined;
}

const SAID: Readonly<Record<SurveyedFormula['kind'], string>> = {
  unreadable: 'not read',
  definition: 'defines',
  remark: 'says nothing',
  'not stated': 'not stated',
  misfit: 'does not fit',
  claim: 'claims',
};

/** `dlo paper`: what each displayed formula of a paper is, what can be judged and, with --judge, the verdicts. 0, or 1 where something does not fit or does not hold. */
export async function paper(file: string, options: PaperOptions): Promise<number> {
  const text = await readText(file, LARGEST_PAPER);
  const runs = wholeNumber('runs', options.runs, 20, 20, 100_000);
  const seconds = wholeNumber('seconds', options.seconds, 30, 1, 86_400);
  const document = latexDocument(text, file);
  const header = latexHeader(text, file);
  const named = options.notation ?? header.fields.get('notation');
  const notation = named === undefined ? undefined : notationOf(named);
  const survey = surveyPaper(document, header, notation);
  if (survey.length === 0)
    throw new DloError('FORMAT', file, 'must have displayed formulas, $$…$$ or \\begin{equation}', 'none');
  const folder = resolve(options.report ?? join('reports/out', file.replace(/^.*[/\\]/, '')));
  await prepareReportFolder(folder);
  const rows: PaperRow[] = [];
  const { stop, release } = stopOnSignal();
  try {
    for (const row of survey) {
      const verdict =
        options.judge === true && row.kind === 'claim' && !stop.signal.aborted
          ? await verdictOf(row, file, { runs, seconds, stop: stop.signal })
          : undefined;
      const judged = { ...row, verdict };
      rows.push(judged);
      process.stdout.write(`${lineOf(judged)}\n`);
    }
  } finally {
    release();
  }
  process.stdout.write(`\n${totals(rows)}\n`);
  const page = join(folder, 'paper.html');
  await asFileError(page, () => writeWhole(page, pageOf(file, rows)));
  process.stdout.write(`Report: ${visibleText(page)}\n`);
  const isBad = rows.some(({ kind, verdict }) => kind === 'misfit' || (verdict !== undefined && verdict !== 'holds'));
  return isBad ? EXIT.mismatch : EXIT.ok;
}

/** The verdict on a claim; on a derivation that of the first step that does not follow. */
async function verdictOf(
  { statement }: SurveyedFormula,
  file: string,
  { runs, seconds, stop }: { runs: number; seconds: number; stop: AbortSignal },
): Promise<string> {
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort('time'), 1000 * seconds);
  const checkOptions = {
    ...checkSurroundings(),
    seed: 20251,
    runs,
    digits: 30,
    version: VERSION,
    build: buildInfo(),
    workers: 1,
    stop: AbortSignal.any([stop, timer.signal]),
    fileOf: (hash: string) => `counterexample-${hash}.json`,
  };
  try {
    const steps = derivationSteps(statement!, file);
    if (steps === undefined) return (await checkFormula(statement!, file, checkOptions)).record.claims[0]!.verdict;
    let last = '';
    let number = 0;
    for await (const { record, follows } of checkDerivation(steps, file, checkOptions)) {
      number += 1;
      last = record.claims[0]!.verdict;
      if (follows === 'not') return `${last} at step ${number} of ${steps.length}`;
    }
    return 'holds';
  } catch (error) {
    if (error instanceof DloError) return `not judged: ${error.message}`;
    throw error;
  } finally {
    clearTimeout(timeout);
  }
}

function nameOfRow({ tag, line }: PaperRow): string {
  return tag === undefined ? `line ${line}` : `(${tag}) line ${line}`;
}

function lineOf(row: PaperRow): string {
  const said = row.verdict ?? row.reason;
  const head = `${nameOfRow(row).padEnd(18)} ${SAID[row.kind].padEnd(13)} ${(row.theorem ?? '').padEnd(16)} `;
  return wrap(visibleText(`${head}${said === '' ? lastLine(row) : said}`), 120, 50).join('\n');
}

function lastLine({ statement }: PaperRow): string {
  return statement?.trimEnd().split('\n').at(-1) ?? '';
}

/** How many of each kind, and of each verdict. */
function totals(rows: readonly PaperRow[]): string {
  const count = (kind: SurveyedFormula['kind']): number => rows.filter(row => row.kind === kind).length;
  const kinds = (['claim', 'misfit', 'not stated', 'definition', 'remark', 'unreadable'] as const)
    .map(kind => `${count(kind)} ${SAID[kind]}`)
    .join(', ');
  const verdicts = new Map<string, number>();
  for (const { verdict } of rows)
    if (verdict !== undefined) verdicts.set(kindOf(verdict), (verdicts.get(kindOf(verdict)) ?? 0) + 1);
  const judged = [...verdicts].map(([verdict, n]) => `${n} ${verdict}`).join(', ');
  const read = rows.length - count('unreadable');
  return `${counted(rows.length, 'displayed formula')}: ${read} read. ${kinds}.${judged === '' ? '' : ` Judged: ${judged}.`}`;
}

function kindOf(verdict: string): string {
  return verdict.replace(/ at step .*| ?: .*/, '');
}

function pageOf(file: string, rows: readonly PaperRow[]): string {
  const cells = rows.map(row => {
    const { statement, guesses } = row;
    const judged = statement === undefined ? '' : `<pre><code>${escapeHtml(statement)}</code></pre>`;
    const said = guesses.map(guess => `<li>${escapeHtml(guess)}</li>`).join('');
    const formula =
      row.kind === 'unreadable'
        ? `<pre><code>${escapeHtml(row.tex)}</code></pre>`
        : statementHtml(plain(row.tex), nameOfRow(row));
    return `<tr><td>${escapeHtml(nameOfRow(row))}<br>${escapeHtml(row.theorem ?? '')}</td><td>${escapeHtml(SAID[row.kind])}${row.verdict === undefined ? '' : `<br><strong>${escapeHtml(row.verdict)}</strong>`}</td><td>${formula}<p>${escapeHtml(row.reason)}</p>${judged}${said === '' ? '' : `<ul>${said}</ul>`}</td></tr>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(file)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td{border-top:1px solid #ccc;padding:.5rem;vertical-align:top}.scroll,pre{overflow-x:auto;max-width:50rem}</style></head>
<body><h1>${escapeHtml(file)}</h1><p>${escapeHtml(totals(rows))}</p>
<table><tbody>
${cells.join('\n')}
</tbody></table></body></html>
`;
}

/** Without what is no part of a formula. */
function plain(tex: string): string {
  return tex.replace(/\\label\{[^{}]*\}/g, '');
}
