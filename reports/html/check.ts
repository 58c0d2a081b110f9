import type {
  ConditioningRecord,
  FormulaChange,
  FormulaCheckRecord,
  ProposalRecord,
  RegimeMap,
} from '../../src/judge/runRecord.ts';
import {
  aboutCheck,
  cellCounts,
  conditioningSentences,
  emptyCell,
  holdsUnderSentences,
  MAP_LEGEND,
  repairSentence,
} from '../checkWords.ts';
import { escapeHtml } from '../escape.ts';
import { counted, plainNumber } from '../summary.ts';
import { statementHtml } from './math.ts';
import { numberHtml } from './number.ts';

/** What a formula file is judged as, and where its sizes do not fit. */
export function aboutCheckHtml(check: FormulaCheckRecord): string {
  const facts = aboutCheck(check).map(
    ({ name, value }) =>
      `<div class="wide"><dt>${name}</dt><dd>${name === 'file' ? `<code>${escapeHtml(value)}</code>` : escapeHtml(value)}</dd></div>`,
  );
  return `<dl class="facts">${facts.join('')}</dl>${misfitsHtml(check)}`;
}

function misfitsHtml({ misfits }: FormulaCheckRecord): string {
  if (misfits.length === 0) return '';
  const items = misfits.map(
    ({ message, picture }) =>
      `<p>${escapeHtml(message)}</p><pre class="scroll" tabindex="0" role="group" aria-label="place in the formula"><code>${escapeHtml(picture)}</code></pre>`,
  );
  return `<details class="misfits"><summary>Sizes do not fit in ${counted(misfits.length, 'place')}; there the formula has no value</summary>${items.join('')}</details>`;
}

/** Which regimes hold and fail, and how well the formula computes in float64. */
export function regimeMapsHtml({ maps }: FormulaCheckRecord): string {
  if (maps.length === 0) return '';
  return `<section class="part"><h4>Where it holds</h4><div class="maps">${maps.map(mapHtml).join('')}</div><p class="hint">${MAP_LEGEND}</p></section>`;
}

function mapHtml({ rowAxis, columnAxis, columns, rows }: RegimeMap): string {
  const head = columns.map(column => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  const body = rows.map(
    ({ value, cells }) => `<tr><th scope="row">${escapeHtml(value)}</th>${cells.map(cellHtml).join('')}</tr>`,
  );
  return tableHtml(`${rowAxis} and ${columnAxis}`, head, body);
}

function cellHtml(cell: RegimeMap['rows'][number]['cells'][number]): string {
  const counts = cellCounts(cell);
  if (counts.length === 0) return `<td class="${cell.outside ? 'outside' : 'nil'}">${emptyCell(cell)}</td>`;
  const tone = cell.failed + cell.noValue > 0 ? 'bad' : cell.undecided > 0 ? 'open' : 'good';
  const parts = counts.map(
    ({ sign, name, count }) => `<span title="${name}">${count}<span aria-hidden="true">\u202f${sign}</span></span>`,
  );
  return `<td class="${tone}">${parts.join(' ')}</td>`;
}

/** Which hypotheses a formula that fails lacks. */
export function holdsUnderHtml(check: FormulaCheckRecord): string {
  const sentences = holdsUnderSentences(check).map(sentence => `<p>${escapeHtml(sentence)}</p>`);
  return sentences.length === 0 ? '' : `<section class="part"><h4>Hypotheses</h4>${sentences.join('')}</section>`;
}

/** The digits that float64 loses, in sentences and by regime. */
export function conditioningHtml({ conditioning }: FormulaCheckRecord): string {
  if (conditioning === undefined) return '';
  const sentences = conditioningSentences(conditioning).map(sentence => `<p>${escapeHtml(sentence)}</p>`);
  return `<section class="part"><h4>Conditioning</h4>${sentences.join('')}${regimesHtml(conditioning)}</section>`;
}

function regimesHtml({ regimes, solver }: ConditioningRecord): string {
  const lost = (value: number | undefined): string => (value === undefined ? '–' : numberHtml(value));
  const columns = ['cases', 'formula', ...(solver === undefined ? [] : ['solver']), 'no value'];
  const axes = [...new Set(regimes.map(({ axis }) => axis))];
  const tables = axes.map(axis => {
    const rows = regimes
      .filter(regime => regime.axis === axis)
      .map(regime => {
        const cells = [
          plainNumber(regime.cases),
          lost(regime.formula),
          ...(solver === undefined ? [] : [lost(regime.solver)]),
          plainNumber(regime.noValue),
        ];
        return `<tr><th scope="row">${escapeHtml(regime.value)}</th>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`;
      });
    const head = columns.map(column => `<th scope="col">${column}</th>`).join('');
    return tableHtml(`${axis}: digits lost at worst`, head, rows);
  });
  return `<div class="maps">${tables.join('')}</div>`;
}

function tableHtml(caption: string, head: string, rows: readonly string[]): string {
  const title = escapeHtml(caption);
  const table = `<table class="map"><caption>${title}</caption><thead><tr><td></td>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<div class="scroll" tabindex="0" role="group" aria-label="${title}">${table}</div>`;
}

/** The corrections that were found, line by line before and after. */
export function repairHtml({ repair }: FormulaCheckRecord): string {
  if (repair === undefined) return '';
  const proposals = repair.proposals.length > 0 ? repair.proposals : repair.partial;
  return `<section class="part"><h4>Corrections</h4><p>${escapeHtml(repairSentence(repair))}.</p>${proposals.map(proposalHtml).join('')}</section>`;
}

function proposalHtml({ edits, changes, held, judged, sameAs, formula }: ProposalRecord): string {
  const others =
    sameAs.length === 0
      ? ''
      : `<p class="hint">The same as ${sameAs.map(same => escapeHtml(same.join(' and '))).join(', or ')}.</p>`;
  const block = (title: string, code: string): string =>
    `<pre class="scroll diff" tabindex="0" role="group" aria-label="${title}"><code>${code}</code></pre>`;
  return [
    `<div class="proposal"><h5>${escapeHtml(edits.join(' and '))}</h5>`,
    ...changes.map(typesetHtml),
    block('change', changes.map(changeHtml).join('\n')),
    `<p class="hint">Held on ${held} of ${judged} cases.</p>${others}`,
    `<details><summary>The whole formula</summary>${block('corrected formula', escapeHtml(formula))}</details></div>`,
  ].join('');
}

/** Both versions of a line as mathematics, what changed in boxes. */
function typesetHtml({ line, beforeTeX, afterTeX }: FormulaChange): string {
  const version = (kind: 'del' | 'ins', title: string, tex: string): string =>
    `<div class="${kind}"><span class="tag">${title}</span>${statementHtml(tex, `line ${line}, ${title}`)}</div>`;
  return `<div class="typeset">${version('del', 'as it stands', beforeTeX)}${version('ins', 'corrected', afterTeX)}</div>`;
}

function changeHtml({ before, after, removed, added }: FormulaChange): string {
  return `<del>- ${markedHtml(before, removed)}</del>\n<ins>+ ${markedHtml(after, added)}</ins>`;
}

/** A line with some of its characters marked. */
function markedHtml(text: string, spans: FormulaChange['removed']): string {
  let at = 0;
  const parts = spans.map(({ column, length }) => {
    const plain = escapeHtml(text.slice(at, column - 1));
    at = column - 1 + length;
    return `${plain}<b>${escapeHtml(text.slice(column - 1, at))}</b>`;
  });
  return parts.join('') + escapeHtml(text.slice(at));
}
