import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Answer, Digits, Judgement } from './claim.ts';
import { logResidual } from './residual.ts';

/** The two sides of one equation. `size` is the norm that errors are measured against, by default that of the truth. */
export interface Comparison {
  readonly quantity: string;
  readonly stated: Answer;
  readonly truth: Answer;
  readonly size?: Decimal;
}

/**
 * Both sides agree to the digits asked for, or differ by far more than either is uncertain, or it is not decided yet.
 * The first quantity that differs decides; else the worst one.
 */
export function compare(comparisons: readonly Comparison[], effort: Digits): Judgement {
  const judged = comparisons.map(comparison => judgeOne(comparison, effort));
  const failed = judged.find(judgement => judgement.outcome === 'failed');
  if (failed !== undefined) return failed;
  return judged.reduce((worst, judgement) => {
    if (worst.outcome === 'undecided') return worst;
    return judgement.outcome === 'undecided' || judgement.logResidual > worst.logResidual ? judgement : worst;
  });
}

/** A difference counts as one only when it exceeds what is uncertain by this many orders of magnitude. */
const MARGIN = 3;

function judgeOne({ quantity, stated, truth, size }: Comparison, effort: Digits): Judgement {
  if (stated.value.rows !== truth.value.rows || stated.value.cols !== truth.value.cols) {
    return failure(
      quantity,
      `the statement gives ${stated.value.shape}, the truth is ${truth.value.shape}`,
      truth.value,
    );
  }
  const residual = logResidual(stated.value, truth.value, size);
  const certain = Math.min(stated.digits, truth.digits);
  const common = { logResidual: residual, certain, quantity, stated: stated.value, truth: truth.value };
  if (residual <= -effort.digits && certain >= effort.digits) return { outcome: 'held', ...common };
  if (residual > -effort.digits && residual > MARGIN - certain) return { outcome: 'failed', ...common };
  return { outcome: 'undecided', ...common, reason: `only ${certain.toFixed(1)} digits are certain` };
}

/** A case on which the statement has no value at all although its hypotheses are met. */
export function failure(quantity: string, reason: string, truth?: Answer['value']): Judgement {
  return {
    outcome: 'failed',
    logResidual: Number.POSITIVE_INFINITY,
    certain: Number.POSITIVE_INFINITY,
    quantity,
    reason,
    ...(truth && { truth }),
  };
}

export function undecided(quantity: string, reason: string): Judgement {
  return { outcome: 'undecided', logResidual: Number.NaN, certain: 0, quantity, reason };
}
