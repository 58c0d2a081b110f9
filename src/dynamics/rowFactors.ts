import { productError } from './doubleDouble.ts';
import { type Eigenbasis, halfSize } from './eigenbasis.ts';
import type { RowLayout } from './rowLayout.ts';
import type { Kernels } from './simd/kernels.ts';
import { NUMBER } from './simd/loops.ts';
import { MODE_LISTS } from './simd/rowFactorsKernels.ts';
import { addPanel, type Panel, type WorkspacePlan } from './simd/workspace.ts';

/** What has become of every row by a time in range, in the working memory. */
export interface RowFactors {
  /** √Dᵢ of the weight rows with D = (e^{2Λt} − 1)/(2Λ), and 1 for the rows of the identity. */
  readonly weights: Panel;
  /** The working memory. From `mixingAt` on stand five lists of `width` numbers, by mode and then by left-over row: see `MIXING`. */
  numbers: Float64Array;
  readonly mixingAt: number;
  readonly width: number;
  /** `MODE_LISTS`. */
  readonly modes: Panel;
  /** t and λt/2. */
  readonly times: Panel;
}

/**
 * The lists: e^{Ft} takes the rows a and b of a mode (p₊ and p₋, or v and u while S_λ t ≤ 1) to the layers
 * X1 = inFirst·a + inSecond·b and X2 = outFirst·a + outSecond·b; the part of p₋ is decay·b. A left-over row is an a.
 */
export const MIXING = { inFirst: 0, inSecond: 1, outFirst: 2, outSecond: 3, decay: 4 } as const;

export function rowFactors(plan: WorkspacePlan, { modes, weightRows, rows }: RowLayout): RowFactors {
  const mixing = addPanel(plan, Object.keys(MIXING).length, weightRows - modes);
  return {
    weights: addPanel(plan, 1, rows),
    numbers: new Float64Array(0),
    mixingAt: mixing.at,
    width: mixing.stride,
    modes: addPanel(plan, Object.keys(MODE_LISTS).length, modes),
    times: addPanel(plan, 1, 2),
  };
}

/** What does not change with time. */
export function fillModes(numbers: Float64Array, basis: Eigenbasis, layout: RowLayout, factors: RowFactors): void {
  const { weights, modes: lists } = factors;
  numbers.fill(1, weights.at + layout.weightRows, weights.at + weights.stride);
  for (let k = 0; k < basis.modes.length; k++) {
    const { rate, rateLow, s, inPlus, inMinus, outPlus, outMinus } = basis.modes[k]!;
    const at = lists.at + k;
    numbers[at + MODE_LISTS.rate * lists.stride] = rate;
    numbers[at + MODE_LISTS.rateLow * lists.stride] = rateLow;
    numbers[at + MODE_LISTS.s * lists.stride] = s.hi;
    numbers[at + MODE_LISTS.inPlus * lists.stride] = inPlus.hi;
    numbers[at + MODE_LISTS.inMinus * lists.stride] = inMinus.hi;
    numbers[at + MODE_LISTS.outPlus * lists.stride] = outPlus.hi;
    numbers[at + MODE_LISTS.outMinus * lists.stride] = outMinus.hi;
  }
}

/** Of the kernels for the modes from `first` to `end`, after `setTimes`. */
export function factorsParameters(
  { weights, mixingAt, width, modes, times }: RowFactors,
  first: number,
  end: number,
): Parameters<Kernels['setMovingFactors']> {
  const [lists, listsRow] = [modes.at * NUMBER, modes.stride * NUMBER];
  return [weights.at * NUMBER, mixingAt * NUMBER, width * NUMBER, lists, listsRow, times.at * NUMBER, first, end];
}

export function setTimes(numbers: Float64Array, { lambda }: Eigenbasis, t: number, { times }: RowFactors): void {
  numbers[times.at] = t;
  numbers[times.at + 1] = (lambda.hi / 2) * t;
}

/** What the kernels leave: the left-over rows. */
export function setLeftOver(
  numbers: Float64Array,
  { lambda, leftOver, leftOverRate }: Eigenbasis,
  { modes, weightRows }: RowLayout,
  t: number,
  { weights, mixingAt, width }: RowFactors,
): void {
  if (weightRows === 2 * modes) return;
  const speed = halfSize(lambda);
  const exponent = speed.hi * t;
  // To an ulp or two also where the exponent is in the hundreds.
  const growth = Math.exp(exponent) * (1 + productError(speed.hi, t, exponent) + speed.lo * t);
  const root = Math.sqrt(saturation(speed.hi, t));
  const own = mixingAt + (leftOver === 'in' ? MIXING.inFirst : MIXING.outFirst) * width;
  numbers.fill(leftOverRate.hi > 0 ? growth * root : root, weights.at + 2 * modes, weights.at + weightRows);
  numbers.fill(leftOverRate.hi < 0 ? 1 / growth : growth, own + modes, own + weightRows - modes);
}

/** ∫₀ᵗ e^{−2xs} ds for x ≥ 0. */
export function saturation(rate: number, t: number): number {
  const exponent = 2 * rate * t;
  return exponent === 0 ? t : t * (-Math.expm1(-exponent) / exponent);
}
