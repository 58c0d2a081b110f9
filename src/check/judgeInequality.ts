import type { Answer, Effort, Judgement } from '../judge/claim.ts';
import { failure } from '../judge/compare.ts';
import { log10 } from '../numbers/decimal/agreement.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';

/** Two values, the norm against which their errors are measured, and whether there are none. */
export interface Sides {
  readonly left: Answer;
  readonly right: Answer;
  readonly size: Decimal;
  readonly isExact: boolean;
}

/** A violation counts only where it exceeds what is uncertain by so many orders of magnitude, and so does a strict inequality. */
const MARGIN = 3;

/**
 * Whether left ⋈ right entry by entry, for values whose errors are at most 10^−digits of `size`.
 *
 * The smallest entry of (right − left for <=, left − right for >=) decides. It holds where that is above zero by far more than
 * is uncertain; `<=` and `>=` also where it is zero to the digits asked for, both being certain to these. It fails where it is
 * below zero by far more than is uncertain and by more than the digits asked for; `<` and `>` also where both sides are
 * known to be equal exactly. Equal to many digits is no decision for `<` and `>`: it stays undecided.
 * `logResidual` is that of the violation, −Infinity where there is none; `margin` the smallest entry, relative to `size`.
 */
export function judgeInequality(
  order: NonNullable<Judgement['order']>,
  { left, right, size, isExact }: Sides,
  effort: Effort,
): Judgement {
  const quantity = 'left and right side';
  if (left.value.shape !== right.value.shape)
    return failure(quantity, `the left side is ${left.value.shape}, the right one ${right.value.shape}`);
  const [lower, upper] = order === '<=' || order === '<' ? [left.value, right.value] : [right.value, left.value];
  const slacks = upper.data.map((entry, at) => entry.minus(lower.data[at]!));
  const least = slacks.reduce((a, b) => (a.lessThan(b) ? a : b));
  const certain = Math.min(left.digits, right.digits);
  const relative = least.isZero() ? Number.NEGATIVE_INFINITY : log10(least.abs()) - (size.isZero() ? 0 : log10(size));
  const isNegative = least.isNegative() && !least.isZero();
  const common = {
    certain,
    quantity,
    order,
    stated: left.value,
    truth: right.value,
    sides: ['left side', 'right side'] as const,
    logResidual: isNegative ? relative : Number.NEGATIVE_INFINITY,
    margin: (isNegative ? -1 : 1) * 10 ** relative,
  };
  if (relative > MARGIN - certain) {
    if (!isNegative) return { outcome: 'held', ...common };
    if (relative > -effort.digits) return { outcome: 'failed', ...common };
  }
  const isStrict = order === '<' || order === '>';
  if (!isStrict && relative <= -effort.digits && certain >= effort.digits) return { outcome: 'held', ...common };
  if (isStrict && least.isZero() && isExact) return { outcome: 'failed', ...common };
  const reason = isStrict
    ? `both sides are equal to ${Math.min(certain, -relative).toFixed(0)} digits, and ${order} cannot be told from equality by digits`
    : `only ${certain.toFixed(1)} digits are certain`;
  return { outcome: 'undecided', ...common, reason };
}
