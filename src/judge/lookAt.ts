import { DloError } from '../errors.ts';
import type { Asking } from './asked.ts';
import type { AnyCase } from './case.ts';
import type { Judge, Judgement } from './claim.ts';
import { undecided } from './compare.ts';
import { SlowApproach } from './limit.ts';
import type { Look } from './look.ts';

/** Working precision is doubled up to this many digits before a case is left undecided. */
export const MAX_WORKING_DIGITS = 500;

/** How a case was decided, and who was asked for it. */
export interface Looked {
  readonly judgement: Judgement;
  readonly asked: readonly Asking[];
}

/** To how many digits a case is decided, and by whose truth. */
export interface Looking extends Pick<Look, 'truth'> {
  readonly digits: number;
}

/** Raises the working precision until the case is decided. A second look does not wait longer for an oracle that has run out of steps. */
export function lookAt(judge: Judge<AnyCase>, given: AnyCase, { digits, ...look }: Look & Looking): Looked {
  let last: Looked = { judgement: undecided('', 'not judged'), asked: [] };
  for (let working = digits + 10; working <= MAX_WORKING_DIGITS; working *= 2) {
    const asked: Asking[] = [];
    try {
      last = { judgement: judge(given, { ...look, digits, working, onAsked: asking => asked.push(asking) }), asked };
    } catch (error) {
      if (!(error instanceof DloError && error.code === 'PRECISION')) throw error;
      last = { judgement: undecided('oracle', error.message), asked };
      if (error instanceof SlowApproach || (look.again && error.argument === 'times')) return last;
    }
    const { outcome, final } = last.judgement;
    if (outcome !== 'undecided' || final) return last;
  }
  return last;
}

/** The judgement alone. */
export function decideCase(judge: Judge<AnyCase>, given: AnyCase, { digits, truth }: Looking): Judgement {
  return lookAt(judge, given, { digits, truth }).judgement;
}
