import type { Verdict } from '../src/judge/runRecord.ts';
import { counted } from './summary.ts';
import { VERDICTS } from './words.ts';

/** What is listed by paper: a judged claim, or one with the verdict of the ledger. */
export interface PlacedInPaper {
  readonly source: { readonly paper: string; readonly section: string };
  /** Absent where there is none yet. */
  readonly verdict?: Verdict | undefined;
}

export interface PaperGroup<T> {
  /** The paper; "Formula files" for statements of none. */
  readonly title: string;
  /** "3 statements: 2 hold, 1 refuted". */
  readonly counts: string;
  readonly sections: readonly SectionGroup<T>[];
}

export interface SectionGroup<T> {
  /** "section A.3"; empty where a statement has none. */
  readonly title: string;
  readonly counts: string;
  readonly claims: readonly T[];
}

/** Claims by paper, by name, and in a paper by section as it numbers them; in a section in the order given. */
export function byPaper<T extends PlacedInPaper>(claims: readonly T[]): PaperGroup<T>[] {
  const papers = grouped(claims, ({ source }) => source.paper).sort((a, b) => (a.key < b.key ? -1 : 1));
  return papers.map(({ key, members }) => ({
    title: key === '' ? 'Formula files' : key,
    counts: `${counted(members.length, 'statement')}: ${verdictsInWords(members)}`,
    sections: grouped(members, ({ source }) => source.section)
      .sort((a, b) => compareSections(a.key, b.key))
      .map(({ key: section, members: own }) => ({
        title: section === '' ? '' : `section ${section}`,
        counts: verdictsInWords(own),
        claims: own,
      })),
  }));
}

/** 1, 2, … 10, A.1, A.3, B.1: parts between dots as numbers where they are, before letters. */
export function compareSections(a: string, b: string): number {
  const [first, second] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    const [x, y] = [first[i], second[i]];
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    const [isNumber, isToo] = [/^\d+$/.test(x), /^\d+$/.test(y)];
    if (isNumber !== isToo) return isNumber ? -1 : 1;
    const difference = isNumber ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** "12 hold, 15 refuted as printed and right as corrected", in the order of VERDICTS. */
function verdictsInWords(claims: readonly PlacedInPaper[]): string {
  const count = (wanted: Verdict | undefined): number => claims.filter(({ verdict }) => verdict === wanted).length;
  const parts = VERDICTS.map(verdict => ({ words: WORDS[verdict], count: count(verdict) }));
  return [...parts, { words: ['not in the ledger', 'not in the ledger'] as const, count: count(undefined) }]
    .filter(part => part.count > 0)
    .map(part => `${part.count} ${part.words[part.count === 1 ? 0 : 1]}`)
    .join(', ');
}

/** What one statement does, and what several do. */
const WORDS: Readonly<Record<Verdict, readonly [string, string]>> = {
  holds: ['holds', 'hold'],
  'holds with an extra hypothesis': ['holds with an extra hypothesis', 'hold with an extra hypothesis'],
  'refuted as printed, holds as corrected': [
    'refuted as printed and right as corrected',
    'refuted as printed and right as corrected',
  ],
  refuted: ['refuted', 'refuted'],
  undecided: ['undecided', 'undecided'],
  vacuous: ['vacuous', 'vacuous'],
};

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): { key: string; members: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const members = groups.get(keyOf(item));
    if (members === undefined) groups.set(keyOf(item), [item]);
    else members.push(item);
  }
  return [...groups].map(([key, members]) => ({ key, members }));
}
