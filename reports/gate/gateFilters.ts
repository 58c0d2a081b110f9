import { escapeHtml } from '../escape.ts';
import { chipsHtml, searchForm } from '../html/chips.ts';
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
  const selects = FILTERS.map(({ name, label, valuesOf }) => ({
    name,
    label,
    values: [...new Set(claims.flatMap(valuesOf))].sort(),
  }));
  const states = [...new Set(claims.map(({ state }) => state))];
  const chips = states.map(word => ({
    slug: STATE_SLUG[word],
    count: claims.filter(({ state }) => state === word).length,
    word,
  }));
  return `${searchForm('title, id, source or words of the subject', selects)}${chipsHtml('States', chips)}`;
}
