import { type ClaimRecord, GRADES } from '../../src/judge/runRecord.ts';
import { escapeHtml } from '../escape.ts';
import { counted } from '../summary.ts';
import { claimName } from './claimName.ts';
import { verdictBadge } from './icons.ts';
import type { Links } from './links.ts';
import type { Relations } from './relations.ts';

/** As many as are taken in at a glance. */
const SHOWN = 8;

/**
 * What matters most of a record: graded findings, wrong statements before missing hypotheses, constants and sizes, and of these
 * what most other claims rest on first. Empty where nothing is graded.
 */
export function findingsHtml(relations: ReadonlyMap<ClaimRecord, Relations>, links: Links): string {
  const weight = (claim: ClaimRecord): number => relations.get(claim)!.restedOnBy.length;
  const graded = [...relations.keys()].filter(({ grade, verdict }) => grade !== undefined && verdict !== 'holds');
  if (graded.length === 0) return '';
  const ordered = graded.toSorted(
    (a, b) => GRADES.indexOf(a.grade!) - GRADES.indexOf(b.grade!) || weight(b) - weight(a),
  );
  const items = ordered.slice(0, SHOWN).map(claim => {
    const resting = weight(claim);
    const rests =
      resting === 0 ? '' : `, ${counted(resting, 'other statement')} ${resting === 1 ? 'rests' : 'rest'} on it`;
    return `<li>${verdictBadge(claim.verdict)} <a href="${links.claim(claim.id)}">${claimName(claim)}</a> <span class="soft">${escapeHtml(`${claim.source.paper}, ${claim.source.place}`)} · ${escapeHtml(claim.grade!)}${rests}</span></li>`;
  });
  const counts = GRADES.map(grade => ({ grade, count: graded.filter(one => one.grade === grade).length }))
    .filter(({ count }) => count > 0)
    .map(({ grade, count }) => `${grade}: ${count}`);
  return `<h2>What matters most</h2><p class="soft">${escapeHtml(counts.join(' · '))}</p><ol class="findings">${items.join('')}</ol>`;
}
