import { DloError } from '../errors.ts';
import { type DoubleDouble, dd, ddDiv, ddMul, ddSub } from './doubleDouble.ts';
import { fallingIntegral, fallingInverse, risingIntegral, risingInverse } from './logisticIntegral.ts';

/** h ≥ 3 layers of one mode of the task, all of one size, and with the time constant 1. */
export interface EqualLayersStart {
  readonly depth: number;
  /** The task's strength, ≥ 0. */
  readonly s: DoubleDouble;
  /** The size of each layer, > 0. With s it should be of moderate size. */
  readonly size: DoubleDouble;
  /** The sign of the layers' product: −1 for a reversed mode. */
  readonly sign: 1 | -1;
}

/** Beyond these sizes of w^h/s powers leave float64. */
const LARGEST_RATIO = 1e150;

/** What rounding may have changed of a value at most, relative. */
const MOST_ERROR = 1e-14;

/**
 * The size w(t) of each layer of dw/dt = w^(h−1)(s − w^h), reversed dw/dt = −w^(h−1)(s + w^h), 0 ≤ t < ∞: the time is a known
 * function of w, which is solved for w to the last places. With ζ = w^h/s, b = 2 − 2/h and dζ/dt = h s^b ζ^b (1 ∓ ζ):
 *
 *     forward, ζ ≤ 1    ∫_{ζ₀}^ζ x^(−b)/(1−x) dx = h s^b t
 *     forward, ζ ≥ 1    ∫_{1/ζ₀}^{1/ζ} x^(b−1)/(1−x) dx = h s^b t
 *     reversed          ∫_{1/ζ₀}^{1/ζ} x^(b−1)/(1+x) dx = h s^b t
 *     s = 0             w^(2−2h) = w₀^(2−2h) + (2h−2)t
 *
 * Only in the first an error grows: where a small start leaves the saddle w = 0. What cancels there, w₀^(2−h) − (h−2)st, is taken
 * in 30 digits; PRECISION where they are too few, for w₀^(2−h) beyond some 1e16, and where w^h/s lies beyond 1e±150.
 */
export function equalLayersMode({ depth: h, s, size, sign }: EqualLayersStart): (t: DoubleDouble) => number {
  const start = size.hi;
  const b = 2 - 2 / h;
  if (s.hi === 0) return t => start * (1 + (2 * h - 2) * t.hi * start ** (2 * h - 2)) ** (-1 / (2 * h - 2));
  const root = s.hi ** (1 / h);
  const clock = h * s.hi ** b;
  const ratio = (start / root) ** h;
  if (!(ratio < LARGEST_RATIO && ratio > 1 / LARGEST_RATIO))
    throw new DloError('PRECISION', 'layers', 'must not be that large or small beside the task', start);
  if (sign < 0) {
    const [integral, inverse] = [fallingIntegral(b), fallingInverse(b)];
    const before = integral(1 / ratio);
    return t => root * Math.exp(-inverse(before + clock * t.hi) / h);
  }
  // ζ₀ − 1, which says how far it is to the end.
  const beyond = ddDiv(ddSub(power(size, h), s), s).hi;
  if (beyond === 0) return () => start;
  if (beyond > 0) {
    const inverse = risingInverse(b);
    const before = risingIntegral(b)({ z: 1 / (1 + beyond), rest: beyond / (1 + beyond) });
    return t => root / rootOf(inverse(before + clock * t.hi), h);
  }
  const inverse = risingInverse(1 - b);
  // ∫ x^(−b)/(1−x) dx = −x^(1−b)/(b−1) + ∫ x^(1−b)/(1−x) dx, the first of which cancels.
  const smooth = risingIntegral(2 - b)({ z: ratio, rest: -beyond });
  const distance = ddDiv(dd(1), power(size, h - 2));
  const unit = s.hi ** (b - 1) / (b - 1);
  return t => {
    const passed = ddMul(ddMul(dd(h - 2), s), t);
    const share = inverse(smooth - unit * ddSub(distance, passed).hi);
    const rounding = h * 2 ** -98 * unit * (distance.hi + passed.hi);
    // dw/w = dζ/(hζ), and ζ^(−b)/(1−ζ) is the slope of the integral.
    const error = (rounding * share.z ** (b - 1) * share.rest) / h;
    if (!(error <= MOST_ERROR))
      throw new DloError('PRECISION', 't', 'must be one that 30 digits tell, so near the saddle', t.hi);
    return root * rootOf(share, h);
  };
}

/** z^(1/h). */
function rootOf({ z, rest }: { readonly z: number; readonly rest: number }, h: number): number {
  return z <= 1 / 2 ? z ** (1 / h) : Math.exp(Math.log1p(-rest) / h);
}

function power(base: DoubleDouble, exponent: number): DoubleDouble {
  let result = dd(1);
  for (let k = 0; k < exponent; k++) result = ddMul(result, base);
  return result;
}
