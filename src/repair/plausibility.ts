import type { EditKind } from '../formula/edits.ts';
import type { Misprint, MisprintScope } from '../formula/misprints.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { ScreenOutcome } from './screen.ts';
import { isTolerable, TOLERANCE } from './screen.ts';

/**
 * How much nearer to the truth an edit brings a formula, from its outcomes on the screening cases. An edit that is half of
 * a repair often mends something by itself: all that is wrong in one regime (the cases with Ni ≠ No, with λ ≠ 0), some
 * blocks or entries of the matrix, or the shapes. In order of weight: cases that are right now, entries that are right,
 * cases that have a value now, orders of magnitude by which the error fell. 0 for an edit that helps nowhere.
 */
export function progress(
  before: readonly ScreenOutcome[],
  after: readonly ScreenOutcome[],
  truths: readonly Matrix<number>[],
): number {
  let sum = 0;
  after.forEach((outcome, index) => {
    const old = before[index]!;
    const [was, is] = [old, outcome].map(isTolerable);
    if (was || is) sum += is && !was ? 10 : was && !is ? -10 : 0;
    else {
      const gained = shareRight(outcome.value, truths[index]!) - shareRight(old.value, truths[index]!);
      sum += 5 * gained;
      if (old.value === undefined && outcome.value !== undefined) sum += 3;
      if (old.value !== undefined && outcome.value === undefined) sum -= 3;
      const fall = Math.log10(old.error / outcome.error);
      if (Number.isFinite(fall)) sum += Math.max(-1, Math.min(2, fall));
    }
  });
  return Math.max(0, sum);
}

/** The share of the entries that are right, among those that are not zero. */
function shareRight(value: Matrix<number> | undefined, truth: Matrix<number>): number {
  if (value === undefined) return 0;
  const largest = Math.max(...truth.data.map(Math.abs));
  let [right, all] = [0, 0];
  truth.data.forEach((entry, index) => {
    if (Math.abs(entry) < 1e-9 * largest) return;
    all += 1;
    if (Math.abs(value.data[index]! - entry) <= TOLERANCE * Math.abs(entry)) right += 1;
  });
  return all === 0 ? 0 : right / all;
}

/** The kinds as they turn up in print, the commonest first. */
const KINDS: readonly EditKind[] = [
  'limit',
  'sign',
  'factor',
  'transpose',
  'size',
  'side',
  'inverse',
  'tau',
  'symbol',
  'exponent',
  'parentheses',
  'sgn',
  'abs',
  'dropped term',
  'added term',
  'added identity',
];

const SCOPES: readonly MisprintScope[] = ['place', 'line', 'formula', 'like places'];

/** Less is likelier: first the commoner kinds at one place, then copied ones. */
export function oddity({ kind, scope }: Pick<Misprint, 'kind' | 'scope'>): number {
  return KINDS.indexOf(kind) + 4 * SCOPES.indexOf(scope);
}
