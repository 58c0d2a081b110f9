import { performance } from 'node:perf_hooks';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Median seconds of one call over several rounds, after one call that warms up. A round repeats short calls until it has
 * lasted `atLeast` seconds, so that the clock's steps do not show.
 */
export function secondsPerCall(
  work: () => unknown,
  options: { readonly rounds?: number; readonly atLeast?: number } = {},
): number {
  const { rounds = 5, atLeast = 0.05 } = options;
  work();
  return median(
    Array.from({ length: rounds }, () => {
      const begin = performance.now();
      let calls = 0;
      do {
        work();
        calls += 1;
      } while (performance.now() - begin < 1000 * atLeast);
      return (performance.now() - begin) / 1000 / calls;
    }),
  );
}
