import type { SurveyedFormula } from '../../src/latex/surveyedFormula.ts';
import { escapeHtml } from '../escape.ts';
import { badge } from './icons.ts';
import { type Macros, statementHtml } from './math.ts';
import { mathStyle } from './mathStyle.ts';
import { pageHtml } from './page.ts';
import { PAGE_STYLE } from './style.ts';

/** A displayed formula of a paper, and what was said of it. */
export interface PaperFormula extends SurveyedFormula {
  /** "(2.11) line 40". */
  readonly name: string;
  /** "claims", "not read". */
  readonly said: string;
  readonly verdict: string | undefined;
}

const STYLE = `
.formulas { width: 100%; border-collapse: collapse; table-layout: fixed; margin-top: 2rem; }
.formulas th { text-align: left; font-size: .8125rem; font-weight: 500; color: var(--soft); padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--ink); }
.formulas th:nth-child(1) { width: 8.5rem; } .formulas th:nth-child(2) { width: 10rem; }
.formulas td { padding: .75rem .75rem .75rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; overflow-wrap: anywhere; }
.formulas .statement { padding: .2rem 0; font-size: 1.05rem; }
.formulas pre { margin: .5rem 0; overflow-x: auto; }
.formulas ul { font-size: .875rem; color: var(--soft); }
.formulas .why { font-size: .9063rem; }
@media (max-width: 40rem) {
  .formulas thead { display: none; } .formulas, .formulas tbody, .formulas tr, .formulas td { display: block; }
  .formulas td { border: 0; padding: .2rem 0; } .formulas tr { display: block; border-bottom: 1px solid var(--rule); padding: .75rem 0; }
}
`;

/** All displayed formulas of a paper, with its author's commands, in a table: what each is, LaTeX, the statement in Octave, what was decided and the verdict. One HTML file that needs nothing else. */
export function paperHtml(file: string, summary: string, rows: readonly PaperFormula[], macros: Macros): string {
  return pageHtml({
    title: file,
    style: mathStyle() + PAGE_STYLE + STYLE,
    body: [
      '<a class="skip" href="#formulas">Skip to the formulas</a>',
      '<header class="top">',
      '<p class="eyebrow">deep-linear-oracle</p>',
      `<h1>${escapeHtml(file)}</h1>`,
      `<p class="lead">${escapeHtml(summary)}</p>`,
      '</header>',
      '<main id="formulas">',
      '<table class="formulas">',
      '<thead><tr><th scope="col">Where</th><th scope="col">What it is</th><th scope="col">Formula, and how it was read</th></tr></thead>',
      '<tbody>',
      ...rows.map(row => rowHtml(row, macros)),
      '</tbody></table>',
      '</main>',
    ],
  });
}

function rowHtml(row: PaperFormula, macros: Macros): string {
  const where = [row.name, ...(row.theorem === undefined ? [] : [row.theorem])].map(escapeHtml).join('<br>');
  return `<tr><td>${where}</td><td>${whatHtml(row)}</td><td>${formulaHtml(row, macros)}</td></tr>`;
}

function whatHtml({ kind, said, verdict }: PaperFormula): string {
  if (verdict !== undefined) return `${escapeHtml(said)}<br>${badge(slugOf(verdict), verdict)}`;
  return kind === 'misfit' ? badge('refuted', said) : escapeHtml(said);
}

function slugOf(verdict: string): string {
  if (verdict === 'holds') return 'holds';
  if (verdict.startsWith('holds with')) return 'conditional';
  return verdict.startsWith('refuted') ? 'refuted' : 'undecided';
}

function formulaHtml(
  { kind, tex, name, reason, picture, statement, meaning, unsaid, guesses }: PaperFormula,
  macros: Macros,
): string {
  const code = (text: string): string => `<pre><code>${escapeHtml(text)}</code></pre>`;
  // A label is no part of a formula; what is not read stands as it was typed.
  const typeset = (): string => statementHtml(tex.replace(/\\label\{[^{}]*\}/g, ''), name, undefined, macros);
  const typed = tex.trim() === '' ? '' : code(tex);
  const shown = kind === 'unreadable' ? typed : typeset();
  return [
    shown,
    reason === '' ? '' : `<p class="why">${escapeHtml(reason)}</p>`,
    picture === undefined ? '' : code(picture),
    statement === undefined ? '' : code(statement.trimEnd()),
    meaning === undefined || meaning.length === 0 ? '' : code(meaning.join('\n')),
    unsaid === undefined ? '' : `<p class="why">Not in the language: ${escapeHtml(unsaid)}</p>`,
    guesses.length === 0 ? '' : `<ul>${guesses.map(guess => `<li>${escapeHtml(guess)}</li>`).join('')}</ul>`,
  ].join('');
}
