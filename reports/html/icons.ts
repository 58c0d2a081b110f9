import type { ReadingRecord, Verdict } from '../../src/judge/runRecord.ts';
import { escapeHtml } from '../escape.ts';

/** A verdict as a word that scripts and styles can use. */
export const VERDICT_SLUG: Readonly<Record<Verdict, string>> = {
  holds: 'holds',
  'holds with an extra hypothesis': 'conditional',
  'refuted as printed, holds as corrected': 'corrected',
  refuted: 'refuted',
  undecided: 'undecided',
  vacuous: 'vacuous',
};

const OUTCOME_VERDICT: Readonly<Record<ReadingRecord['outcome'], Verdict>> = {
  held: 'holds',
  refuted: 'refuted',
  undecided: 'undecided',
  vacuous: 'vacuous',
};

/** Shapes differ as much as colours do: disc, disc with plus, diamond, square, dashed ring, empty ring. */
const SHAPES: Readonly<Record<string, string>> = {
  holds: '<circle class="f" cx="8" cy="8" r="7.5"/><path class="s" d="M4.6 8.3l2.3 2.4 4.5-5.1"/>',
  conditional: '<circle class="f" cx="8" cy="8" r="7.5"/><path class="s" d="M8 4.4v7.2M4.4 8h7.2"/>',
  corrected: '<path class="f" d="M8 .2L15.8 8 8 15.8.2 8z"/><path class="s" d="M4.7 8h6.2M8.4 5.4L11 8l-2.6 2.6"/>',
  refuted: '<rect class="f" x="1" y="1" width="14" height="14" rx="2"/><path class="s" d="M5 5l6 6M11 5l-6 6"/>',
  undecided:
    '<circle class="r" cx="8" cy="8" r="6.8" stroke-dasharray="2.6 2"/><path class="o" d="M6 6.4c0-2.6 4-2.6 4-.2 0 1.5-2 1.5-2 3M8 11.4v.3"/>',
  vacuous: '<circle class="r" cx="8" cy="8" r="6.2"/><path class="r" d="M3 13L13 3"/>',
};

/** Icon and word of a verdict. */
export function verdictBadge(verdict: Verdict): string {
  return badge(VERDICT_SLUG[verdict], verdict);
}

/** Icon and word of the outcome of one reading. */
export function outcomeBadge(outcome: ReadingRecord['outcome']): string {
  return badge(VERDICT_SLUG[OUTCOME_VERDICT[outcome]], outcome);
}

/** The shapes, which stand once on every page; icons on it refer to them. */
export const ICON_SHAPES: string = `<svg class="shapes" width="0" height="0" aria-hidden="true">${Object.entries(SHAPES)
  .map(([slug, shape]) => `<symbol id="shape-${slug}" viewBox="0 0 16 16">${shape}</symbol>`)
  .join('')}</svg>`;

export function icon(slug: string): string {
  return `<svg class="icon" aria-hidden="true"><use href="#shape-${slug}"/></svg>`;
}

/** The icon of a slug in its colour, 16 px in size, with its corner in a place of a larger drawing. */
export function iconAt(slug: string, x: number, y: number): string {
  return `<use href="#shape-${slug}" class="v-${slug}" x="${x}" y="${y}" width="16" height="16"/>`;
}

/** Icon and word in the colour of the slug. */
export function badge(slug: string, word: string): string {
  return `<span class="badge v-${slug}">${icon(slug)}<span>${escapeHtml(word)}</span></span>`;
}
