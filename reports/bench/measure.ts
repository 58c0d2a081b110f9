import { performance } from 'node:perf_hooks';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Seconds that `work` says it took, per call, over as many calls as take `atLeast` seconds: the clock's steps do not show. */
export function secondsPerCall(work: () => number, atLeast: number): number {
  let total = 0;
  let calls = 0;
  do {
    total += work();
    calls += 1;
  } while (total < atLeast);
  return total / calls;
}

/** The least of the seconds that `work` says it took, over as many calls as take `atLeast` seconds. */
export function leastSeconds(work: () => number, atLeast: number): number {
  let total = 0;
  let least = Number.POSITIVE_INFINITY;
  do {
    const seconds = work();
    total += seconds;
    least = Math.min(least, seconds);
  } while (total < atLeast);
  return least;
}

export function timed(work: () => unknown): number {
  const begin = performance.now();
  work();
  return (performance.now() - begin) / 1000;
}

/** As `timed`, in seconds of processor time, which other programs on the machine stretch less. */
export function cpuTimed(work: () => unknown): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}
