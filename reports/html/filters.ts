import { type ClaimRecord, GRADES } from '../../src/judge/runRecord.ts';
import { compareSections } from '../byPaper.ts';
import { escapeHtml } from '../escape.ts';

/** By what the index of a report can be narrowed, beside the verdict. */
export interface Filter {
  /** Also in the address of a page, and a data attribute of the rows. */
  readonly name: string;
  readonly label: string;
  readonly valuesOf: (claim: ClaimRecord) => readonly string[];
}

const regimesOn =
  (axis: string) =>
  ({ readings }: ClaimRecord): string[] => [
    ...new Set(
      readings.flatMap(({ regimes }) =>
        regimes.filter(one => one.axis === axis && one.held + one.failed + one.undecided > 0).map(({ value }) => value),
      ),
    ),
  ];

export const FILTERS: readonly Filter[] = [
  { name: 'paper', label: 'paper', valuesOf: ({ source }) => [source.paper].filter(paper => paper !== '') },
  {
    name: 'section',
    label: 'section',
    valuesOf: ({ source: { paper, section } }) => (section === '' ? [] : [`${paper} ${section}`.trim()]),
  },
  { name: 'evidence', label: 'evidence', valuesOf: ({ readings }) => [...new Set(readings.map(one => one.evidence))] },
  { name: 'severity', label: 'severity', valuesOf: ({ grade }) => (grade === undefined ? [] : [grade]) },
  { name: 'architecture', label: 'architecture', valuesOf: regimesOn('architecture') },
  { name: 'depth', label: 'depth', valuesOf: regimesOn('depth') },
];

/** Search and filters, which the page's script shows; a filter with less than two values is left out. */
export function searchHtml(claims: readonly ClaimRecord[]): string {
  const selects = FILTERS.map(filter => {
    const values = inOrder(filter.name, [...new Set(claims.flatMap(filter.valuesOf))]);
    if (values.length < 2) return '';
    const options = values.map(value => `<option value="${escapeHtml(value)}">${escapeHtml(value)}</option>`).join('');
    return `<label>${filter.label}<select name="${filter.name}"><option value="">any</option>${options}</select></label>`;
  });
  return [
    '<form class="search" role="search" hidden>',
    '<label class="query">search<input type="search" name="q" placeholder="title, id, source, hypothesis or formula" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>',
    ...selects,
    '</form>',
  ].join('');
}

function inOrder(name: string, values: readonly string[]): readonly string[] {
  if (name === 'severity') return GRADES.filter(grade => values.includes(grade));
  if (name !== 'section') return values.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return values.toSorted((a, b) => {
    const [[paper = '', section = ''], [other = '', second = '']] = [a.split(' '), b.split(' ')];
    return paper === other ? compareSections(section, second) : paper.localeCompare(other, 'en');
  });
}
