/**
 * Residues are at most half a prime. By primes below 2^13, products of two fit into an int32 by the hundred (runningSum of
 * residuePrograms.ts). Larger primes are more bits each and there are more of them, but fewer products fit: below 2^14.5 there are twelve.
 */
const LIMITS = [2 ** 13, 2 ** 13.5, 2 ** 14, 2 ** 14.5];

/** From a limit down to this part of it: smaller primes have so few bits that those above the limit serve better. */
const LOWEST = 1 / 4;

/** log2 of the product of all such primes of the largest limit is above this. */
export const MOST_PRIME_BITS = 24_900;

/**
 * The fewest of the largest primes below a limit, in falling order, whose product is above 2^bits; a multiple of `multiple`,
 * bits ≤ MOST_PRIME_BITS. The limit is the least one that has so many.
 */
export function residuePrimes(bits: number, multiple = 1): number[] {
  for (const limit of LIMITS) {
    const primes = largestBelow(limit, bits, multiple);
    if (primes !== undefined) return primes;
  }
  throw new RangeError(`primes below 2^14.5 have fewer bits together than ${bits}`);
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
