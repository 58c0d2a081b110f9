import type { RunRecord } from '../../src/judge/runRecord.ts';
import { escapeHtml } from '../escape.ts';
import { claimSection } from './claimSection.ts';
import { WITHIN_THE_PAGE } from './links.ts';
import { mathStyle } from './mathStyle.ts';
import { pageHtml } from './page.ts';
import { relationsOf } from './relations.ts';
import { footHtml, headHtml, indexHtml, reportTitle, singleClaim } from './reportIndex.ts';
import { INDEX_SCRIPT, PAGE_SCRIPT, SINGLE_CLAIM_SCRIPT } from './script.ts';
import { PAGE_STYLE } from './style.ts';

/**
 * A run as one HTML file that needs nothing else: no network, fonts or other files, and by its content policy none
 * allowed. Complete without its script. The same record gives the same bytes.
 */
export function renderHtml(record: RunRecord): string {
  const { secondsByClaim } = record.timing;
  const relations = relationsOf(record.claims);
  const isAlone = singleClaim(record) !== undefined;
  return pageHtml({
    title: reportTitle(record),
    style: mathStyle() + PAGE_STYLE,
    script: PAGE_SCRIPT + (isAlone ? SINGLE_CLAIM_SCRIPT : INDEX_SCRIPT),
    body: [
      isAlone ? '' : '<a class="skip" href="#claims">Skip to the claims</a>',
      `<header class="top">${headHtml(record)}</header>`,
      '<main>',
      isAlone ? '<h2 class="unseen">What was found</h2>' : indexHtml(record, relations, WITHIN_THE_PAGE),
    ],
    late: [
      ...record.claims.map((claim, i) => {
        const section = claimSection(claim, {
          slug: `c${i}`,
          seconds: secondsByClaim[claim.id],
          relations: relations.get(claim)!,
          isOneOfMany: !isAlone,
          links: WITHIN_THE_PAGE,
        });
        // Where scripts run this is text, of which a claim is made when it is opened: hundreds of them cost nothing before.
        return isAlone ? section : `<noscript data-claim="${escapeHtml(claim.id)}">${section}</noscript>`;
      }),
      '</main>',
      footHtml(record),
    ],
  });
}
