import { DloError } from '../errors.ts';
import { FormulaError } from '../formula/formulaError.ts';
import type { Formula } from '../formula/parseFormula.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { agreedValue, type StatedValue } from './boundedValue.ts';
import type { Case } from './case.ts';
import type { Effort, Judgement } from './claim.ts';
import { undecided } from './compare.ts';
import { enclosedValue, valueAt } from './valueOfFormula.ts';

/**
 * Judges the value that a formula states at the time of the case. The binary evaluation knows its own error; where that
 * does not decide (too wide a bound, or a number that may be zero where it must not be) what two precisions of decimal.js
 * agree on is taken for certain, as it always is with decimal.js alone.
 */
export function judgeStated(
  formula: Formula,
  given: Case,
  effort: Effort,
  judge: (stated: StatedValue) => Judgement,
): Judgement {
  const evaluation: StatedEvaluation = {
    enclosed: digits => [enclosedValue(formula, given, digits)],
    decimal: digits => [valueAt(formula, given, digits)],
  };
  return judgeValues(evaluation, effort, ([stated]) => judge(stated!));
}

/** The values of some lines of a formula: with bounds of their errors, or in decimal.js, to so many digits. */
export interface StatedEvaluation {
  readonly enclosed: (digits: number) => readonly StatedValue[];
  readonly decimal: (digits: number) => readonly Matrix<Decimal>[];
}

/** `judgeStated` of any evaluation. */
export function judgeValues(
  { enclosed, decimal }: StatedEvaluation,
  { digits, working, truth: { arithmetic }, onAsked }: Effort,
  judge: (stated: readonly StatedValue[]) => Judgement,
): Judgement {
  const fine = Math.ceil(1.5 * working);
  onAsked?.({ oracle: 'evaluation', arithmetic });
  let uncertain: DloError | undefined;
  if (arithmetic === 'bigint') {
    const stated = orUncertain(() => enclosed(fine));
    if (stated instanceof DloError) uncertain = stated;
    else {
      const judgement = judge(stated);
      if (judgement.outcome !== 'undecided') return judgement;
    }
  }
  const inDecimal = (): Judgement => {
    if (arithmetic !== 'decimal') onAsked?.({ oracle: 'evaluation', arithmetic: 'decimal' });
    const [rough, better] = [decimal(working), decimal(fine)];
    return judge(better.map((value, i) => agreedValue(rough[i]!, value, working)));
  };
  if (uncertain === undefined) return inDecimal();
  const isLast = working > SINGULAR_AFTER * digits;
  const judgement = isLast ? inDecimal() : orSingular(inDecimal);
  if (judgement !== undefined && (judgement.outcome !== 'undecided' || judgement.certain > CHANCE)) return judgement;
  const { message, picture } = uncertain;
  return {
    ...undecided('', `singular or numerically zero, to ${fine} digits: ${message}`),
    ...(picture && { picture }),
    ...(isLast && { final: true }),
  };
}

/**
 * Where arithmetic with bounds cannot tell a divisor from zero, and two precisions without bounds agree on no digit or come to
 * zero themselves, more than so many times the digits asked for are not tried: what is left is zero, or smaller than
 * anything the statement speaks of.
 */
const SINGULAR_AFTER = 4;

/** So many digits agree by chance. */
const CHANCE = 3;

/** Undefined where rounded numbers come to an exact zero that is divided by: with few digits that shows nothing. */
function orSingular<R>(work: () => R): R | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof FormulaError && error.code === 'SINGULAR') return undefined;
    throw error;
  }
}

function orUncertain<R>(work: () => R): R | DloError {
  try {
    return work();
  } catch (error) {
    if (error instanceof DloError && error.code === 'PRECISION') return error;
    throw error;
  }
}
