import { type ClaimRecord, GRADES } from '../../src/judge/runRecord.ts';
import { compareSections } from '../byPaper.ts';
import { searchForm } from './chips.ts';

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
  const selects = FILTERS.map(({ name, label, valuesOf }) => ({
    name,
    label,
    values: inOrder(name, [...new Set(claims.flatMap(valuesOf))]),
  }));
  return searchForm('title, id, source, hypothesis or formula', selects);
}

function inOrder(name: string, values: readonly string[]): readonly string[] {
  if (name === 'severity') return GRADES.filter(grade => values.includes(grade));
  if (name !== 'section') return values.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return values.toSorted((a, b) => {
    const [[paper = '', section = ''], [other = '', second = '']] = [a.split(' '), b.split(' ')];
    return paper === other ? compareSections(section, second) : paper.localeCompare(other, 'en');
  });
}
