import { escapeHtml } from '../escape.ts';
import { icon } from './icons.ts';

interface Chip {
  /** Shape and colour, and what the page's script filters by. */
  readonly slug: string;
  readonly count: number;
  readonly word: string;
}

/** Counts that the page's script makes buttons of, and the line in which it says what is left; `what` names them for a screen reader. */
export function chipsHtml(what: string, chips: readonly Chip[]): string {
  const items = chips.map(
    ({ slug, count, word }) =>
      `<li><button type="button" class="chip v-${slug}" data-filter="${slug}" data-count="${count}" aria-pressed="false" disabled>${icon(slug)}<b>${count}</b> <span>${word}</span></button></li>`,
  );
  return `<ul class="chips" aria-label="${what}; choose one or more to filter the claims">${items.join('')}</ul><p id="filter-status" role="status" class="hint"></p>`;
}

interface Select {
  readonly name: string;
  readonly label: string;
  /** In their order; with less than two there is nothing to choose. */
  readonly values: readonly string[];
}

/** Search and lists, which the page's script shows; `among` says what is searched. */
export function searchForm(among: string, selects: readonly Select[]): string {
  const lists = selects
    .filter(({ values }) => values.length >= 2)
    .map(({ name, label, values }) => {
      const options = values
        .map(value => `<option value="${escapeHtml(value)}">${escapeHtml(value)}</option>`)
        .join('');
      return `<label>${label}<select name="${name}"><option value="">any</option>${options}</select></label>`;
    });
  return [
    '<form class="search" role="search" hidden>',
    `<label class="query">search<input type="search" name="q" placeholder="${among}" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>`,
    ...lists,
    '</form>',
  ].join('');
}
