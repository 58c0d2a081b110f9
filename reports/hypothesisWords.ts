import type { DroppedHypothesis } from '../src/judge/runRecord.ts';
import { counted } from './summary.ts';

// What all forms of a report say of hypotheses that were dropped.

export const DROPPED_LEGEND =
  'Each hypothesis was dropped in turn and the statement judged on cases that violate just that one. Statements are evaluated as they are written: with Σyx, and with the equations of white inputs where they hold these. No such cases: no way is known to violate this hypothesis alone.';

export const SKIPPED_AS_COSTLY =
  'Cases of this reading take seconds each: skipped; dlo hypotheses judges it with --runs.';

/** "20 judged: 3 held, 1 failed, 16 without an answer". */
export function droppedCounts({ cases }: DroppedHypothesis): string {
  const { judged, held, failed, unanswered } = cases;
  if (judged === 0) return 'no case judged';
  return `${counted(judged, 'case')} judged: ${held} held, ${failed} failed, ${unanswered} without an answer`;
}
