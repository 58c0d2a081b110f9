import type { ClaimRecord, FigureLink, RunRecord } from '../../src/judge/runRecord.ts';
import { anchorHref, escapeHtml } from '../escape.ts';
import { counted, ledgerMark, missingClaims, unchangedShare, verdictCounts } from '../summary.ts';
import { claimSection } from './claimSection.ts';
import { searchHtml } from './filters.ts';
import { findingsHtml } from './findings.ts';
import { icon, VERDICT_SLUG } from './icons.ts';
import { mathStyle } from './mathStyle.ts';
import { numberHtml } from './number.ts';
import { pageHtml } from './page.ts';
import { type Relations, relationsOf } from './relations.ts';
import { INDEX_SCRIPT, PAGE_SCRIPT } from './script.ts';
import { PAGE_STYLE } from './style.ts';
import { summaryTable } from './summaryTable.ts';

/**
 * A run as one HTML file that needs nothing else: no network, fonts or other files, and by its content policy none
 * allowed. Complete without its script. The same record gives the same bytes.
 */
export function renderHtml(record: RunRecord): string {
  const { secondsByClaim } = record.timing;
  const relations = relationsOf(record.claims);
  const isOneOfMany = record.claims.length > 1;
  const [only] = record.claims;
  const isAlone = only !== undefined && record.claims.length === 1 && record.requested.length <= 1;
  const title = isAlone ? only.title || only.id : `Linear networks: ${counted(record.claims.length, 'claim')} judged`;
  return pageHtml({
    title,
    style: mathStyle() + PAGE_STYLE,
    script: isAlone ? PAGE_SCRIPT : PAGE_SCRIPT + INDEX_SCRIPT,
    body: [
      isAlone ? '' : '<a class="skip" href="#claims">Skip to the claims</a>',
      `<header class="top">${headHtml(record, isAlone ? title : undefined)}</header>`,
      '<main>',
      isAlone ? '' : indexHtml(record, relations),
      ...record.claims.map((claim, i) => {
        const section = claimSection(claim, `c${i}`, secondsByClaim[claim.id], relations.get(claim)!, isOneOfMany);
        // Where scripts run this is text, of which a claim is made when it is opened: hundreds of them cost nothing before.
        return !isOneOfMany ? section : `<noscript data-claim="${escapeHtml(claim.id)}">${section}</noscript>`;
      }),
      '</main>',
      footHtml(record),
    ],
  });
}

function indexHtml(record: RunRecord, relations: ReadonlyMap<ClaimRecord, Relations>): string {
  return [
    '<section aria-labelledby="claims-title" id="claims">',
    findingsHtml(relations),
    '<h2 id="claims-title">Claims</h2>',
    searchHtml(record.claims),
    chipsHtml(record),
    figureLinks(record.figures ?? []),
    record.claims.length === 0 ? '<p class="nil">No claim was judged.</p>' : summaryTable(record.claims),
    '</section>',
  ].join('\n');
}

/** The page of one claim is headed by its title; that of many says what it is. */
function headHtml(record: RunRecord, ownTitle?: string): string {
  const differing = record.claims.filter(claim => ledgerMark(claim) === 'differs');
  const fact = (name: string, value: string): string => `<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return [
    '<p class="eyebrow">deep-linear-oracle</p>',
    `<h1>${escapeHtml(ownTitle ?? 'Learning dynamics of linear networks, claim by claim')}</h1>`,
    '<dl class="run">',
    ownTitle !== undefined
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

function chipsHtml(record: RunRecord): string {
  const chips = verdictCounts(record).map(({ verdict, count }) => {
    const slug = VERDICT_SLUG[verdict];
    return `<li><button type="button" class="chip v-${slug}" data-filter="${slug}" data-count="${count}" aria-pressed="false" disabled>${icon(slug)}<b>${count}</b> <span>${verdict}</span></button></li>`;
  });
  return `<ul class="chips" aria-label="Verdicts; choose one or more to filter the claims">${chips.join('')}</ul><p id="filter-status" role="status" class="hint"></p>`;
}

function figureLinks(figures: readonly FigureLink[]): string {
  if (figures.length === 0) return '';
  const links = figures.map(
    ({ id, paper, name, title, page }) =>
      `<a href="${escapeHtml(page)}${anchorHref(id)}" title="${escapeHtml(title)}">${escapeHtml(`${paper}, ${name}`)}</a>`,
  );
  return `<p class="soft">Figures drawn again, with what they show and cannot show: ${links.join(' · ')}.</p>`;
}

function footHtml(record: RunRecord): string {
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
