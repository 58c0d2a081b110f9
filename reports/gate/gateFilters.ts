import { escapeHtml } from '../escape.ts';
import { icon } from '../html/icons.ts';
import type { ClaimState, ClaimSummary } from './gateSummary.ts';

/** States in the shapes and colours of every other page. */
export const STATE_SLUG: Readonly<Record<ClaimState, string>> = {
  held: 'holds',
  failed: 'refuted',
  'known to fail': 'conditional',
  undecided: 'undecided',
  skipped: 'vacuous',
  'not judged': 'vacuous',
};

/** By what the claims of a gate can be narrowed, beside their state. */
const FILTERS: readonly {
  readonly name: string;
  readonly label: string;
  readonly valuesOf: (claim: ClaimSummary) => readonly string[];
}[] = [
  { name: 'kind', label: 'kind', valuesOf: ({ info: { id } }) => [id.slice(0, id.search(/[:/]|$/))] },
  {
    name: 'fails',
    label: 'fails where',
    valuesOf: ({ axes }) =>
      axes.flatMap(({ axis, values }) => values.filter(({ failed }) => failed > 0).map(one => `${axis}: ${one.value}`)),
  },
];

export function filterData(claim: ClaimSummary): string {
  return FILTERS.map(({ name, valuesOf }) => ` data-${name}="${escapeHtml(valuesOf(claim).join('|'))}"`).join('');
}

/** Search, lists and a chip per state, shown by the page's script. */
export function gateFilters(claims: readonly ClaimSummary[]): string {
  const selects = FILTERS.map(({ name, label, valuesOf }) => {
    const values = [...new Set(claims.flatMap(valuesOf))].sort();
    if (values.length < 2) return '';
    const options = values.map(value => `<option value="${escapeHtml(value)}">${escapeHtml(value)}</option>`);
    return `<label>${label}<select name="${name}"><option value="">any</option>${options.join('')}</select></label>`;
  });
  const states = [...new Set(claims.map(({ state }) => state))];
  const chips = states.map(state => {
    const slug = STATE_SLUG[state];
    const count = claims.filter(claim => claim.state === state).length;
    return `<li><button type="button" class="chip v-${slug}" data-filter="${slug}" data-count="${count}" aria-pressed="false" disabled>${icon(slug)}<b>${count}</b> <span>${state}</span></button></li>`;
  });
  return [
    '<form class="search" role="search" hidden>',
    '<label class="query">search<input type="search" name="q" placeholder="title, id, source or words of the subject" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>',
    ...selects,
    '</form>',
    `<ul class="chips" aria-label="States; choose one or more to filter the claims">${chips.join('')}</ul><p id="filter-status" role="status" class="hint"></p>`,
  ].join('');
}
