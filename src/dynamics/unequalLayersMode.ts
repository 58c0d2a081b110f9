import { DloError } from '../errors.ts';
import { type DoubleDouble, dd, ddAdd, ddDiv, ddMul, ddNeg, ddSqrt, ddSub } from './doubleDouble.ts';

/** Layers of one mode of the task with the time constant 1, the squares of which differ by what the flow keeps. */
export interface UnequalLayersStart {
  /** The task's strength, ≥ 0. */
  readonly s: DoubleDouble;
  /** The layer of the smallest size, with the sign of the layers' product. With s and the others it should be of moderate size. */
  readonly smallest: DoubleDouble;
  /** By how much the square of each other layer exceeds that of the smallest, ≥ 0. */
  readonly above: readonly DoubleDouble[];
}

/** Terms of a series: steps of radius/e² then leave e^(−2·40), below the last place of 30 digits. */
const ORDER = 40;
const STEP = Math.exp(-2);

/** What a step rounds, relative. */
const ROUNDING = 2 ** -97;

/** What may have changed of a value at most, relative. */
const MOST_ERROR = 1e-14;

/** Decaying values below are left there: their squares have left float64. */
const NOTHING = 1e-140;

const MOST_STEPS = 20_000;

/** One Taylor step from time `at`: Σ series_k (t − at)^k up to `length`, and what rounding may have made of its start. */
interface ModeStep {
  readonly at: DoubleDouble;
  readonly series: readonly DoubleDouble[];
  readonly length: number;
  readonly error: number;
}

/**
 * The smallest layer w(t), 0 ≤ t < ∞, of dw/dt = g(s − wg), g = Π √(w² + above_j): the one equation that is left of a mode, integrated
 * by its Taylor series in 30 digits. Alone it passes through zero, where another layer is as small it never does. An error grows
 * with the slope dw/dt, as every difference of two starts does, and is carried along; PRECISION where it leaves fewer than 14 digits,
 * and where 20000 steps do not reach t. Steps are kept: later times continue where earlier ones ended.
 */
export function unequalLayersMode({ s, smallest, above }: UnequalLayersStart): (t: DoubleDouble) => DoubleDouble {
  const stepFrom = (at: DoubleDouble, w: DoubleDouble, error: number): ModeStep => {
    const series = seriesFrom({ s, smallest: w, above });
    return { at, series, length: stepLength(series), error };
  };
  const errorAt = ({ series, error }: ModeStep, after: readonly DoubleDouble[]): number => {
    const [before, now] = [Math.abs(series[1]!.hi), Math.abs(after[1]!.hi)];
    return (before === 0 ? error : error * (now / before)) + ROUNDING * Math.abs(after[0]!.hi);
  };
  const steps = [stepFrom(dd(0), smallest, ROUNDING * Math.abs(smallest.hi))];

  return t => {
    let last = steps.at(-1)!;
    while (ddSub(ddSub(t, last.at), dd(last.length)).hi > 0) {
      if (steps.length > MOST_STEPS)
        throw new DloError('PRECISION', 't', `must be within ${MOST_STEPS} steps of the series`, t.hi);
      const next = stepFrom(ddAdd(last.at, dd(last.length)), evaluated(last.series, dd(last.length)), 0);
      last = { ...next, error: errorAt(last, next.series) };
      steps.push(last);
    }
    const step = steps.filter(({ at }) => ddSub(at, t).hi <= 0).at(-1)!;
    const w = evaluated(step.series, ddSub(t, step.at));
    const error = errorAt(step, seriesFrom({ s, smallest: w, above }, 1));
    if (!(error <= MOST_ERROR * Math.abs(w.hi)) && w.hi !== 0)
      throw new DloError('PRECISION', 't', 'must be one that 30 digits tell, so near the saddle', t.hi);
    return w;
  };
}

/** Coefficients of w(t) from a value on. */
function seriesFrom({ s, smallest, above }: UnequalLayersStart, order = ORDER): DoubleDouble[] {
  const w = [smallest];
  const square: DoubleDouble[] = [];
  const decays = s.hi === 0 || above.some(excess => excess.hi === 0);
  // A layer as small as the smallest is ±w itself, for ever.
  const sign = dd(smallest.hi < 0 ? -1 : 1);
  const others: DoubleDouble[][] = above.map(() => []);
  const products: DoubleDouble[][] = above.map(() => []);
  const [all, error]: [DoubleDouble[], DoubleDouble[]] = [[], []];
  for (let k = 0; k < order; k++) {
    // Where no digit is left to go, and where nothing is left at all, it has arrived.
    if (k === 1 && (Math.abs(error[0]!.hi) <= ROUNDING * s.hi || (decays && Math.abs(w[0]!.hi) < NOTHING)))
      return [w[0]!, ...new Array<DoubleDouble>(order).fill(dd(0))];
    square.push(convolved(w, w, k));
    for (const [j, other] of others.entries()) {
      if (above[j]!.hi === 0) other.push(ddMul(sign, w[k]!));
      else if (k === 0) other.push(ddSqrt(ddAdd(square[0]!, above[j]!)));
      // r² = w² + above: 2 r₀ r_k = (w²)_k − Σ_{0<i<k} r_i r_{k−i}.
      else other.push(ddDiv(ddSub(square[k]!, convolved(other, other, k, 1)), ddAdd(other[0]!, other[0]!)));
      products[j]!.push(j === 0 ? other[k]! : convolved(products[j - 1]!, other, k));
    }
    const rest = products.at(-1)!;
    all.push(convolved(w, rest, k));
    error.push(k === 0 ? ddSub(s, all[0]!) : ddNeg(all[k]!));
    w.push(ddDiv(convolved(rest, error, k), dd(k + 1)));
  }
  return w;
}

/** Σ_{from ≤ i ≤ k−from} a_i b_{k−i}. */
function convolved(a: readonly DoubleDouble[], b: readonly DoubleDouble[], k: number, from = 0): DoubleDouble {
  let sum = dd(0);
  for (let i = from; i <= k - from; i++) sum = ddAdd(sum, ddMul(a[i]!, b[k - i]!));
  return sum;
}

/** A step so short that the terms left out are below the last place of the value's change. */
function stepLength(series: readonly DoubleDouble[]): number {
  const last = [ORDER, ORDER - 1].filter(k => series[k]!.hi !== 0);
  return STEP * Math.min(...last.map(k => Math.abs(series[1]!.hi / series[k]!.hi) ** (1 / (k - 1))));
}

function evaluated(series: readonly DoubleDouble[], t: DoubleDouble): DoubleDouble {
  return series.reduceRight((sum, coefficient) => ddAdd(ddMul(sum, t), coefficient), dd(0));
}
