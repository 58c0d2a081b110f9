import { DloError } from '../errors.ts';
import { balance, nearestLambda } from '../network/balance.ts';
import { type Problem, problemIn } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { identity, scale, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { bitLength, Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { accurateSvd } from './accurateSvd.ts';
import { balanceProbe } from './balanceProbe.ts';
import { type ClosedFormFlow, type RoundedOff, whiteFlow } from './closedForm.ts';
import { ddOf } from './doubleDouble.ts';
import { requireNumber, requireProblem, requireWhite } from './flowInput.ts';
import { type FlowLambda, flowLambda, isRounding, requireBalance } from './flowLambda.ts';

/** A smaller number that is no float64 leaves no room for the rest that float64 lacks of it. */
const SMALLEST_ROUNDED = 1e-280;

export interface ExactClosedForm extends ClosedFormFlow {
  /** See `balanceProbe`. */
  probe(): ClosedFormFlow;
}

/**
 * `closedForm` of exact numbers: entries that are no float64 numbers are carried with twice the digits, λ is read off the
 * fractions themselves. Times are in units of τ. RANGE also for entries that are no float64 numbers and below 1e-280.
 */
export function exactClosedForm(exact: Problem, stated?: Rational): ExactClosedForm {
  const problem = { ...problemIn(float64Field, exact), tau: 1 };
  requireProblem(problem);
  requireWhite(problem.sigmaXX);
  if (stated !== undefined) requireNumber('lambda', stated.toNumber());
  const low = {
    W1: roundedOff('W1', exact.W1, problem.W1),
    W2: roundedOff('W2', exact.W2, problem.W2),
    sigmaYX: roundedOff('sigmaYX', exact.sigmaYX, problem.sigmaYX),
  };
  const isRounded = Object.values(low).some(matrix => matrix.data.some(entry => entry !== 0));
  const lambda = isRounded ? exactLambda(exact, problem, stated) : flowLambda(problem, stated && ddOf(stated));
  const svd = accurateSvd(problem.sigmaYX, low.sigmaYX);
  const flow = whiteFlow(problem, lambda, isRounded ? (low satisfies RoundedOff) : undefined, svd);
  return Object.assign(flow, { probe: () => balanceProbe(exact, flow, svd) });
}

/** What the rounded entries lack. */
function roundedOff(name: string, exact: Matrix<Rational>, rounded: Matrix<number>): Matrix<number> {
  return exact.map((entry, i, j) => {
    if (isFloat64(entry)) return 0;
    const hi = rounded.at(i, j);
    const rest = entry.sub(Rational.of(hi));
    if (rest.sign() !== 0 && Math.abs(hi) < SMALLEST_ROUNDED) {
      const rule = `must be at least ${SMALLEST_ROUNDED} in size where it is no float64 number (ask for digits)`;
      throw new DloError('RANGE', `${name}[${i + 1},${j + 1}]`, rule, hi === 0 ? orderOf(entry) : hi);
    }
    return rest.toNumber();
  });
}

/** "about 1e-400". */
function orderOf({ n, d }: Rational): string {
  const log10 = (bitLength(n < 0n ? -n : n) - bitLength(d)) * Math.log10(2);
  return `about 1e${Math.round(log10)}`;
}

/** Seen without a division; false for whole numbers above 2^53, which may be float64 numbers too. */
function isFloat64({ n, d }: Rational): boolean {
  const isShort = n < 2n ** 53n && n > -(2n ** 53n);
  return isShort && (d === 1n || ((d & (d - 1n)) === 0n && d <= 1n << 1022n));
}

/** As `flowLambda`, in fractions. */
function exactLambda(exact: Problem, rounded: Problem<number>, stated: Rational | undefined): FlowLambda {
  const B = balance(rationalField, exact);
  const offFrom = (x: Rational): Matrix<Rational> =>
    subtract(rationalField, B, scale(rationalField, x, identity(rationalField, B.rows)));
  const isZero = (matrix: Matrix<Rational>): boolean => matrix.data.every(entry => entry.sign() === 0);
  const nearest = nearestLambda(rationalField, exact);
  const isExact = isZero(offFrom(nearest));
  const lambda = stated ?? (isExact || !isRounding(nearest.toNumber(), rounded) ? nearest : Rational.ZERO);
  const off = offFrom(lambda);
  const size = Math.hypot(...off.data.map(entry => entry.toNumber()));
  const offBalance = isZero(off) ? 0 : Math.max(Number.MIN_VALUE, size);
  requireBalance(rounded, lambda.toNumber(), offBalance);
  return { lambda: ddOf(lambda), offBalance: () => offBalance };
}
