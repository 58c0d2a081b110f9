import { DloError } from '../errors.ts';
import { requireNumber, requireTime } from './flowInput.ts';
import { saturation } from './rowFactors.ts';

/** One mode of the task at one time: the layers' values w1 and w2 with w2² − w1² = λ, and a = w2·w1. */
export interface AlignedModeValues {
  readonly a: number;
  readonly w1: number;
  readonly w2: number;
}

/** A mode of strength s ≥ 0 that starts at a(0) = `start` from λ-balanced layers. */
export interface AlignedModeStart {
  readonly s: number;
  readonly start: number;
  readonly lambda: number;
  /** Default 1. */
  readonly tau?: number;
}

/**
 * The strength a(t) of one mode whose layers are aligned with the task, τ da/dt = √(λ² + 4a²)(s − a), for any λ, any sign of
 * a(0) and t from 0 to Infinity, with both layers' values, the larger one positive. a(0) and λ are taken as exact, so that
 * a reversed mode with a tiny λ leaves the saddle when it should, and never does with λ = 0. RANGE for s < 0 or a bad time
 * or τ, NOT_A_NUMBER for values that are not finite. Source: the one-mode case of domine2025, theorem 1.
 */
export function alignedMode(mode: AlignedModeStart): (t: number) => AlignedModeValues {
  const { s, start, lambda, tau = 1 } = mode;
  for (const [name, value] of Object.entries({ s, start, lambda, tau })) requireNumber(name, value);
  if (s < 0) throw new DloError('RANGE', 's', 'must be at least 0', s);
  if (tau <= 0) throw new DloError('RANGE', 'tau', 'must be above 0', tau);
  const move = pairFlow(s, start, Math.abs(lambda));
  return t => {
    requireTime(t);
    const { larger, smaller } = move(t / tau);
    const [w1, w2] = lambda >= 0 ? [smaller, larger] : [larger, smaller];
    return { a: smaller * larger, w1, w2 };
  };
}

/** Both layers for λ ≥ 0, where w2 is the larger; λ < 0 exchanges their names. */
function pairFlow(s: number, start: number, lambda: number): (t: number) => { larger: number; smaller: number } {
  const rate = Math.hypot(s, lambda / 2);
  const [task, layers] = [layerRatio(s, lambda), layerRatio(Math.abs(start), lambda)];
  const sign = start < 0 ? -1 : 1;
  const larger = Math.sqrt((lambda + Math.hypot(lambda, 2 * start)) / 2);
  const smaller = sign * layers.ratio * larger;
  // p₊ = (c, d) and p₋ = (d, −c) with c = r d; k± are the components of (w1, w2) along them.
  const d = 1 / Math.hypot(1, task.ratio);
  const c = task.ratio * d;
  const growing = d * larger * (sign < 0 ? task.rest + task.ratio * layers.rest : 1 + task.ratio * layers.ratio);
  const decaying = d * larger * (sign * layers.ratio - task.ratio);

  return t => {
    const x = rate === 0 ? 0 : rate * t;
    const h = t === Number.POSITIVE_INFINITY ? 1 / (2 * rate) : saturation(rate, t);
    if (x <= 1) {
      // e^{Ft} = cosh(St) I + sinh(St)/S F, which keeps the smaller layer's digits while it is small.
      const damped = Math.sqrt(1 + h * ((growing * Math.exp(x)) ** 2 + decaying ** 2));
      const sinhc = x < 1e-4 ? 1 + (x * x) / 6 : Math.sinh(x) / x;
      const [half, push] = x === 0 ? [0, 0] : [(lambda / 2) * t * sinhc, s * t * sinhc];
      return {
        larger: ((Math.cosh(x) + half) * larger + push * smaller) / damped,
        smaller: (push * larger + (Math.cosh(x) - half) * smaller) / damped,
      };
    }
    const decay = Math.exp(-x);
    const damped = Math.sqrt(decay * decay * (1 + decaying * decaying * h) + growing * growing * h);
    // Without a growing component the mode only decays; the common factor e^{−St} is taken out before it underflows.
    const [plus, minus] =
      growing === 0
        ? [0, (decaying * decay) / Math.sqrt(1 + decaying * decaying * h)]
        : [growing / damped, (decaying * decay * decay) / damped];
    return { larger: d * plus - c * minus + 0, smaller: c * plus + d * minus };
  };
}

/** ρ = w1/w2 of λ-balanced layers with w2·w1 = a ≥ 0, λ ≥ 0, and 1 − ρ, neither by a subtraction. */
function layerRatio(a: number, lambda: number): { ratio: number; rest: number } {
  if (a === 0) return { ratio: 0, rest: 1 };
  const root = Math.hypot(lambda, 2 * a);
  return {
    ratio: (2 * a) / (lambda + root),
    rest: (lambda + (lambda * lambda) / (root + 2 * a)) / (lambda + root),
  };
}
