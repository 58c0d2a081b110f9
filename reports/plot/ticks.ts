/**
 * Round positions for the marks of an axis, increasing, all within [min, max]: multiples of 1, 2 or 5 times a power of
 * ten, about `count` of them. Empty where the bounds are not finite or in the wrong order; one tick where they are equal.
 */
export function linearTicks(min: number, max: number, count: number): number[] {
  if (!(Number.isFinite(min) && Number.isFinite(max)) || max < min) return [];
  if (min === max) return [min];
  const rough = max / count - min / count;
  let exponent = Math.floor(Math.log10(rough));
  const lead = rough / 10 ** exponent;
  let factor = lead < Math.sqrt(2) ? 1 : lead < Math.sqrt(10) ? 2 : lead < Math.sqrt(50) ? 5 : 10;
  if (factor === 10) {
    factor = 1;
    exponent += 1;
  }
  // Below one, divide by a whole number: 3 * 0.1 is not 0.3, 3 / 10 is.
  const at = (k: number): number => (exponent < 0 ? (k * factor) / 10 ** -exponent : k * factor * 10 ** exponent);
  const step = at(1);
  if (!(step > 0 && Number.isFinite(step))) return [min, max];
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => at(first + i) || 0);
}

/**
 * Round positions on a log10 axis, increasing, all within [min, max]: powers of ten, every 1st, 2nd, 5th, 10th, … so that
 * there are about `count`; 1, 2 and 5 times powers of ten where the axis spans at most two decades. Empty for bounds that
 * are not positive and finite or in the wrong order.
 */
export function log10Ticks(min: number, max: number, count: number): number[] {
  if (!(min > 0 && Number.isFinite(max)) || max < min) return [];
  const low = Math.log10(min);
  const high = Math.log10(max);
  const inside = (value: number): boolean =>
    Number.isFinite(value) && value >= min * (1 - 1e-12) && value <= max * (1 + 1e-12);
  const from = Math.floor(low);
  const decades = Array.from({ length: Math.floor(high + 1e-12) - from + 1 }, (_, i) => from + i);
  if (high - low <= 2) return decades.flatMap(e => [1, 2, 5].map(m => Number(`${m}e${e}`))).filter(inside);
  const stride = decadeStride((high - low) / count);
  return decades
    .filter(e => e % stride === 0)
    .map(e => Number(`1e${e}`))
    .filter(inside);
}

function decadeStride(atLeast: number): number {
  for (let power = 1; ; power *= 10) {
    for (const factor of [1, 2, 5]) if (factor * power >= atLeast) return factor * power;
  }
}
