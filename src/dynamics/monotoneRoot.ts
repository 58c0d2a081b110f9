/** A function with its slope. */
export type WithSlope = (x: number) => { readonly value: number; readonly slope: number };

/**
 * The root in [low, high] of a function that falls from ≥ 0 to ≤ 0 there, to the last place or two: Newton's steps, and halvings
 * where they leave the bracket or do not shrink it.
 */
export function monotoneRoot(f: WithSlope, low: number, high: number, start: number): number {
  let [left, right, x] = [low, high, Math.min(Math.max(start, low), high)];
  let lastStep = Number.POSITIVE_INFINITY;
  // 1100 halvings bring any two float64 numbers together.
  for (let tries = 0; tries < 1100; tries++) {
    const { value, slope } = f(x);
    if (value === 0) return x;
    if (value > 0) left = x;
    else right = x;
    const newton = x - value / slope;
    const step = Math.abs(newton - x);
    const trusted = newton >= left && newton <= right && step <= lastStep / 2;
    const next = trusted ? newton : left + (right - left) / 2;
    lastStep = trusted ? step : Number.POSITIVE_INFINITY;
    if (next === x || (trusted && step <= 2 ** -52 * Math.abs(x))) return next;
    x = next;
  }
  return x;
}
