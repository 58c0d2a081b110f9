import type { HypothesesDropped } from '../../src/judge/runRecord.ts';
import { escapeHtml } from '../escape.ts';
import { DROPPED_LEGEND, droppedCounts, SKIPPED_AS_COSTLY } from '../hypothesisWords.ts';
import { counterexampleHtml } from './counterexample.ts';

/** Which hypotheses of a reading matter; the witness of each that is necessary can be opened. */
export function hypothesesDroppedHtml({ reading, skipped, hypotheses }: HypothesesDropped, slug: string): string {
  const items = hypotheses.map((dropped, i) => {
    const line = `<strong>${escapeHtml(dropped.name)}</strong> ${dropped.finding} <span class="soft">${droppedCounts(dropped)}</span>`;
    if (dropped.witness === undefined) return `<li>${line}</li>`;
    const witness = counterexampleHtml(dropped.witness, `${slug}-h${i}`);
    return `<li>${line}<details><summary>A case without “${escapeHtml(dropped.name)}”</summary>${witness}</details></li>`;
  });
  const nothing = skipped ? SKIPPED_AS_COSTLY : 'There are no hypotheses to drop.';
  return [
    `<section class="part"><h4>Which hypotheses matter <span class="soft">${reading}</span></h4>`,
    items.length === 0 ? `<p class="nil">${nothing}</p>` : `<ul class="dropped">${items.join('')}</ul>`,
    items.length === 0 ? '' : `<p class="hint">${escapeHtml(DROPPED_LEGEND)}</p>`,
    '</section>',
  ].join('');
}
