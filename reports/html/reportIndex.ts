import type { ClaimRecord, FigureLink, RunRecord } from '../../src/judge/runRecord.ts';
import { anchorHref, escapeHtml } from '../escape.ts';
import { counted, ledgerMark, missingClaims, unchangedShare, verdictCounts } from '../summary.ts';
import { chipsHtml } from './chips.ts';
import { searchHtml } from './filters.ts';
import { findingsHtml } from './findings.ts';
import { VERDICT_SLUG } from './icons.ts';
import type { Links } from './links.ts';
import { numberHtml } from './number.ts';
import type { Relations } from './relations.ts';
import { restingGraphsHtml } from './restingGraph.ts';
import { summaryTable } from './summaryTable.ts';

/** What matters most, search, filters and the table of all claims. */
export function indexHtml(record: RunRecord, relations: ReadonlyMap<ClaimRecord, Relations>, links: Links): string {
  return [
    '<section aria-labelledby="claims-title" id="claims">',
    findingsHtml(relations, links),
    restingGraphsHtml(relations, links),
    '<h2 id="claims-title">Claims</h2>',
    searchHtml(record.claims),
    verdictChips(record),
    figureLinks(record.figures ?? []),
    record.claims.length === 0 ? '<p class="nil">No claim was judged.</p>' : summaryTable(record.claims, links),
    '</section>',
  ].join('\n');
}

/** The claim of a record that holds, and was asked for, no other: its page is about that claim alone. */
export function singleClaim({ claims, requested }: RunRecord): ClaimRecord | undefined {
  return claims.length === 1 && requested.length <= 1 ? claims[0] : undefined;
}

export function reportTitle(record: RunRecord): string {
  const only = singleClaim(record);
  return only === undefined
    ? `Linear networks: ${counted(record.claims.length, 'claim')} judged`
    : only.title || only.id;
}

/** The page of one claim is headed by its title; that of many says what it is. */
export function headHtml(record: RunRecord): string {
  const isAlone = singleClaim(record) !== undefined;
  const differing = record.claims.filter(claim => ledgerMark(claim) === 'differs');
  const fact = (name: string, value: string): string => `<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return [
    '<p class="eyebrow">deep-linear-oracle</p>',
    `<h1 id="title">${escapeHtml(isAlone ? reportTitle(record) : 'Learning dynamics of linear networks, claim by claim')}</h1>`,
    '<dl class="run">',
    isAlone
      ? ''
      : fact('claims judged', `${record.claims.length} of ${Math.max(record.requested.length, record.claims.length)}`),
    fact('runs per claim', numberHtml(record.runs)),
    fact('digits', numberHtml(record.digits)),
    fact('seed', numberHtml(record.seed)),
    fact('version', escapeHtml(record.version)),
    '</dl>',
    interruptedHtml(record),
    differing.length === 0
      ? ''
      : `<p class="alarm" role="note"><strong>${counted(differing.length, 'verdict')} ${differing.length === 1 ? 'differs' : 'differ'} from the committed ledger</strong>: ${differing.map(claim => `<code>${escapeHtml(claim.id)}</code>`).join(', ')}.</p>`,
  ].join('');
}

function interruptedHtml(record: RunRecord): string {
  const missing = missingClaims(record);
  if (!record.interrupted && missing.length === 0) return '';
  const what = record.interrupted
    ? 'This run was interrupted; it is not a full judgement.'
    : 'Not every requested claim was judged.';
  const which =
    missing.length === 0
      ? ''
      : ` ${counted(missing.length, 'requested claim')} ${missing.length === 1 ? 'is' : 'are'} missing: ${missing.map(id => `<code>${escapeHtml(id)}</code>`).join(', ')}.`;
  return `<p class="alarm" role="note"><strong>${what}</strong>${which}</p>`;
}

function verdictChips(record: RunRecord): string {
  return chipsHtml(
    'Verdicts',
    verdictCounts(record).map(({ verdict, count }) => ({ slug: VERDICT_SLUG[verdict], count, word: verdict })),
  );
}

function figureLinks(figures: readonly FigureLink[]): string {
  if (figures.length === 0) return '';
  const links = figures.map(
    ({ id, paper, name, title, page }) =>
      `<a href="${escapeHtml(page)}${anchorHref(id)}" title="${escapeHtml(title)}">${escapeHtml(`${paper}, ${name}`)}</a>`,
  );
  return `<p class="soft">Figures drawn again, with what they show and cannot show: ${links.join(' · ')}.</p>`;
}

/** When and how the record came to be. */
export function footHtml(record: RunRecord): string {
  const { timing } = record;
  const parts = [
    timing.started === '' ? '' : `started ${escapeHtml(timing.started)}`,
    `${numberHtml(timing.seconds)} s`,
    unchangedShare(record) === '' ? '' : `${counted(record.claims.length, 'claim')}, ${unchangedShare(record)}`,
    timing.node === '' ? '' : `node ${escapeHtml(timing.node)}`,
    timing.commit === undefined ? '' : `commit <code>${escapeHtml(timing.commit.slice(0, 12))}</code>`,
  ].filter(part => part !== '');
  return `<footer><p>Time is in units of τ. A residual is the distance between the two sides of a statement, or between a subject and the oracle. ${parts.join(' · ')}</p></footer>`;
}
