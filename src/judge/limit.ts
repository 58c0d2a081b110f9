import { DloError } from '../errors.ts';
import { blocksOfQqt, type EachBlock } from '../network/observables/blocks.ts';
import type { TrueCorrelationAt } from '../network/truth.ts';
import { log10 } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { frobeniusNorm } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { type Approach, approachOf } from './approach.ts';
import type { Case } from './case.ts';
import { caseHash } from './caseJson.ts';
import type { Answer, Effort } from './claim.ts';
import type { Look } from './look.ts';
import { rateOf } from './regime.ts';
import { remember } from './remember.ts';
import { logResidual } from './residual.ts';

/** Where the flow ends, as blocks of QQᵀ, with the digits to which it has settled, relative to `size`. */
export interface FlowLimit extends EachBlock<Answer> {
  /** ‖QQᵀ‖ of start and end together: near a saddle at zero the end alone is no measure. */
  readonly size: Decimal;
}

const remembered = remember<FlowLimit>(1000);

/** A limit that was not reached; no precision of the arithmetic helps. */
export class SlowApproach extends DloError {}

/** Ends of training are followed to this many digits at the most, at a second look to twice as many; each costs time of the flow. */
export const LIMIT_DIGITS = 12;

/**
 * Follows the flow to 64 of its fastest times, twice that, and so on until the change of QQᵀ between two times says that what
 * is left to come is below the digits asked for (LIMIT_DIGITS at the most): see `settledDigits`. A flow that stands still may
 * be waiting, so every direction that can grow gets the time to. Where all this takes too long, the limit is refused
 * (SlowApproach), never guessed. Entries below the settled digits are 0.
 */
export function limitOfFlow(given: Case, effort: Effort): FlowLimit {
  const { digits, working, ...look } = limitEffort(effort);
  const key = `${caseHash({ ...given, time: Rational.ZERO, extra: {} })} ${digits} ${working}`;
  return remembered(look, key, heard => follow(given, digits, working, heard));
}

function follow({ problem, lambda }: Case, digits: number, working: number, look: Look): FlowLimit {
  const { truth, onAsked } = look;
  const field = decimalField(working + 10);
  const unit = problem.tau.div(rateOf(problem, lambda));
  const first = unit.mul(NEAREST);
  const approach = approachOf(problem, lambda);
  const farthest = unit.mul(farthestOf(approach, unit.div(problem.tau).toNumber()));
  const correlation = (time: Rational): { X: Matrix<Decimal>; digits: number; answer: TrueCorrelationAt } => {
    const [answer] = truth.correlations(problem, [time], {
      // What falls like 1/t is the root of its change.
      digits: Math.max(10, (approach.hasZero ? 2 : 1) * digits + 4),
      maxDigits: 3 * working,
    });
    return { X: answer!.QQ.map(field.cross), digits: answer!.agreedDigits, answer: answer! };
  };
  const start = correlation(Rational.ZERO).X;
  let before = correlation(first);
  let time = first;
  let slow = 0;
  let changeBefore = 0;
  for (;;) {
    time = time.mul(Rational.of(2));
    if (time.compare(farthest) > 0) break;
    const after = correlation(time);
    const size = field.add(frobeniusNorm(field, start), frobeniusNorm(field, after.X));
    const change = -logResidual(before.X, after.X, size);
    const span = time.div(problem.tau).toNumber();
    const isSteady = changeBefore > 0.5 && change > 1.6 * changeBefore;
    const settled = Math.min(settledDigits(approach, span, size.toNumber(), change, isSteady), after.digits);
    if (settled >= digits + 1 && approach.growth * span * Math.LOG10E >= digits + 1) {
      const certain = Math.min(settled, working);
      onAsked?.({
        oracle: 'Riccati flow',
        arithmetic: truth.arithmetic,
        digits: certain,
        routes: [after.answer.route],
        answer: { problem, time, of: 'correlation', value: [after.answer.QQ] },
      });
      return blocks(after.X, problem.W1.cols, certain, size);
    }
    // Twice the time gains 0.3 digits where the rest falls like 1/t, and twice the digits where it falls exponentially.
    slow = change > 0.5 && Math.abs(change - changeBefore - Math.log10(2)) < 0.1 ? slow + 1 : 0;
    if (slow === 3) break;
    [before, changeBefore] = [after, change];
  }
  throw new SlowApproach('PRECISION', 'limit', `must settle to ${digits} digits by t = ${time}`, 'a slower approach');
}

/**
 * Digits of `size` beyond which nothing is left to come, after a change of 10^−change from T to 2T = `span` (in units of τ).
 * What falls like e^{−gt} is now at most its change over e^{gT} − 1: far more digits than the change where the approach is
 * steadily exponential (half as many are taken), fewer where T is short of 1/g. The eigenvalue 0 lets x fall like x/(1 + xt):
 * x now is at most twice its change, or √6 times the root of change/T.
 */
export function settledDigits(
  { gap, hasZero }: Approach,
  span: number,
  size: number,
  change: number,
  isSteady: boolean,
): number {
  const decades = (gap * span * Math.LOG10E) / 2;
  const gain = decades + Math.log10(-Math.expm1(-decades * Math.LN10));
  const exponential = change + Math.min(gain, isSteady ? change / 2 : 0);
  if (!hasZero) return exponential;
  const algebraic = (change + Math.log10((size * span) / 12)) / 2;
  return Math.min(exponential, change - Math.log10(2), algebraic);
}

/** The effort with the digits that a limit is taken to. */
export function limitEffort(effort: Effort): Effort {
  return { ...effort, digits: Math.min(effort.digits, effort.again ? 2 * LIMIT_DIGITS : LIMIT_DIGITS) };
}

/** Where a flow is first looked at and how far it is followed at least, in units of its fastest time τ/rateOf. */
const NEAREST = Rational.of(64);
const FARTHEST = 4096;

/** Of its slowest modes so many times are waited for, within so many of the fastest time. */
const SLOWEST_TIMES = 256;
const MOST = 2 ** 14; // the Riccati oracle goes to about twice that

function farthestOf({ gap, growth }: Approach, unit: number): Rational {
  const slowest = SLOWEST_TIMES / Math.min(gap, growth) / unit;
  return Rational.of(Math.ceil(Math.min(MOST, Math.max(FARTHEST, slowest))));
}

function blocks(reached: Matrix<Decimal>, Ni: number, digits: number, size: Decimal): FlowLimit {
  // What is left of a decay says nothing of the limit.
  const settled = log10(size) - digits;
  const X = reached.map(entry => (entry.isZero() || log10(entry.abs()) > settled ? entry : entry.times(0)));
  const { gram1, map, gram2 } = blocksOfQqt(X, Ni);
  return {
    gram1: { value: gram1, digits },
    map: { value: map, digits },
    gram2: { value: gram2, digits },
    size,
  };
}
