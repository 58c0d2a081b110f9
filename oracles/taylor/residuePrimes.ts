/**
 * Residues are at most half a prime. By primes below 2^13, products of two fit into an int32 by the hundred (runningSum of
 * residuePrograms.ts). Larger primes are more bits each and there are more of them, but fewer products fit: below 2^14.5 there are twelve.
 */
const LIMITS = [2 ** 13, 2 ** 13.5, 2 ** 14, 2 ** 14.5];

/** From a limit down to this part of it: smaller primes have so few bits that those above the limit serve better. */
const LOWEST = 1 / 4;

/**
 * The fewest of the largest primes below a limit, in falling order, whose product is above 2^bits; a multiple of `multiple`.
 * The limit is the least one that has so many; undefined where none has, from some 24,900 bits on.
 */
export function residuePrimes(bits: number, multiple = 1): number[] | undefined {
  for (const limit of LIMITS) {
    const primes = largestBelow(limit, bits, multiple);
    if (primes !== undefined) return primes;
  }
  return undefined;
}

function largestBelow(limit: number, bits: number, multiple: number): number[] | undefined {
  const isComposite = new Uint8Array(limit);
  for (let n = 2; n * n < limit; n++) {
    if (isComposite[n]) continue;
    for (let at = n * n; at < limit; at += n) isComposite[at] = 1;
  }
  const primes: number[] = [];
  let found = 0;
  for (let n = isComposite.length - 1; n > LOWEST * limit; n--) {
    if (found >= bits && primes.length % multiple === 0) return primes;
    if (isComposite[n]) continue;
    primes.push(n);
    found += Math.log2(n);
  }
  return undefined;
}
