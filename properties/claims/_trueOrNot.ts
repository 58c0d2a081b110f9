import type { Judgement } from '../../src/judge/claim.ts';
import type { When } from '../../src/judge/instant.ts';
import type { Decimal } from '../../src/numbers/decimal/decimalField.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';

/** What was looked at where a statement is true or false on a case, without sides to compare. */
export interface Seen {
  readonly quantity: string;
  /** What the numbers say. */
  readonly reason: string;
  /** Default: decided exactly. */
  readonly certain?: number;
  readonly truth?: Matrix<Decimal>;
  readonly stated?: Matrix<Decimal>;
  /** When it is seen, where it is not at the time of the case. */
  readonly at?: When;
}

/** The judgement of a statement that is true or false on a case; undefined: no precision would decide it. */
export function trueOrNot(
  isTrue: boolean | undefined,
  { certain = Number.POSITIVE_INFINITY, ...seen }: Seen,
): Judgement {
  if (isTrue === undefined) return { outcome: 'undecided', logResidual: Number.NaN, certain, final: true, ...seen };
  return {
    outcome: isTrue ? 'held' : 'failed',
    logResidual: isTrue ? Number.NEGATIVE_INFINITY : 0,
    unmeasured: true,
    certain,
    ...seen,
  };
}
