import { DloError } from '../../src/errors.ts';
import { bindProblem } from '../../src/formula/bindProblem.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import type { LazyFormula } from '../../src/formula/lazyFormula.ts';
import { toMatrix } from '../../src/formula/value.ts';
import type { Case } from '../../src/judge/case.ts';
import type { Judge } from '../../src/judge/claim.ts';
import type { Look } from '../../src/judge/look.ts';
import { fixedDigits, trueCorrelation } from '../../src/judge/truth.ts';
import { problemIn } from '../../src/network/problem.ts';
import { type Decimal, type DecimalField, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { convert, frobeniusNorm, multiply, stackRows, subtract } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { float64System } from '../../src/numbers/numberSystem.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { scaled } from './_exact.ts';
import { trueOrNot } from './_trueOrNot.ts';

const FLOAT64_DIGITS = 15.95;

/** Digits that a formula for QQᵀ(t) loses in float64, of ‖QQᵀ‖_F; all of them where it has no finite value. */
function digitsLost(formula: LazyFormula, given: Case, look: Look): number {
  const value = finiteValue(formula, given);
  if (value === undefined) return FLOAT64_DIGITS;
  const field = decimalField(30);
  const truth = correlationAt(given, field, look);
  const found = value.map(entry => field.parse(entry.toString()));
  const error = frobeniusNorm(field, subtract(field, found, truth));
  if (error.isZero()) return 0;
  const relative = field.div(error, frobeniusNorm(field, truth)).toNumber();
  return Math.min(FLOAT64_DIGITS, Math.max(0, FLOAT64_DIGITS + Math.log10(relative)));
}

function finiteValue(formula: LazyFormula, { problem, lambda, time }: Case): Matrix<number> | undefined {
  try {
    const start = problemIn(float64Field, problem);
    const bound = bindProblem(float64System, start, lambda.toNumber(), time.toNumber());
    const value = toMatrix(float64Field, evaluate(formula(), float64System, bound));
    return value.data.every(Number.isFinite) ? value : undefined;
  } catch (error) {
    if (error instanceof DloError) return undefined;
    throw error;
  }
}

function correlationAt({ problem, time }: Case, field: DecimalField, look: Look): Matrix<Decimal> {
  if (time.sign() > 0)
    return trueCorrelation(problem, time, { digits: fixedDigits(20, look) }, look).QQ.map(field.cross);
  const Q = stackRows(convert(field, problem.W1.transpose()), convert(field, problem.W2));
  return multiply(field, Q, Q.transpose());
}

/**
 * Factors of the weights and of the task that change nothing but what is rounded: both layers together, so that the balance
 * stays zero exactly. One rounding may be lucky, so the middle one of three counts.
 */
const ROUNDINGS = [0, 1, -3].map(k => ({
  weights: Rational.ONE.add(Rational.of(k, 2 ** 40)),
  task: Rational.ONE.sub(Rational.of(k, 2 ** 42)),
}));

/** Digits lost in float64, the middle one of three roundings of the same case. */
function typicalLoss(formula: LazyFormula, given: Case, look: Look): number {
  const { problem } = given;
  const losses = ROUNDINGS.map(({ weights, task }) => {
    const scaledProblem = {
      ...problem,
      W1: scaled(weights, problem.W1),
      W2: scaled(weights, problem.W2),
      sigmaYX: scaled(task, problem.sigmaYX),
    };
    const lambda = given.lambda.mul(weights).mul(weights);
    return digitsLost(formula, { ...given, problem: scaledProblem, lambda }, look);
  });
  return losses.sort((a, b) => a - b)[1]!;
}

/** Holds where a formula loses at most, or at least, this many digits. */
export const losesDigits =
  (formula: LazyFormula, bound: number, side: 'at most' | 'at least'): Judge =>
  (given, effort) => {
    const lost = typicalLoss(formula, given, effort);
    return trueOrNot(side === 'at most' ? lost <= bound : lost >= bound, {
      quantity: 'digits of QQᵀ lost in float64, the middle one of three roundings',
      reason: `${lost.toFixed(1)} are lost, stated is ${side} ${bound}`,
      certain: FLOAT64_DIGITS,
    });
  };
