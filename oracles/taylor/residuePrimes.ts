/** Residues of the largest are at most 2^12, so that products of two by the hundred fit into an int32. */
const LARGEST = 2 ** 13;

/** Quotients of an int32 by smaller ones would not fit into a float32. */
const SMALLEST = 2 ** 10;

/** log2 of the product of all these primes is above this. */
export const MOST_PRIME_BITS = 10_000;

/** The fewest of the largest primes below 2^13, in falling order, whose product is above 2^bits; a multiple of `multiple`, bits ≤ MOST_PRIME_BITS. */
export function residuePrimes(bits: number, multiple = 1): number[] {
  const isComposite = new Uint8Array(LARGEST);
  for (let n = 2; n * n < LARGEST; n++) {
    if (isComposite[n]) continue;
    for (let at = n * n; at < LARGEST; at += n) isComposite[at] = 1;
  }
  const primes: number[] = [];
  let found = 0;
  for (let n = LARGEST - 1; n > SMALLEST && (found < bits || primes.length % multiple > 0); n--) {
    if (isComposite[n]) continue;
    primes.push(n);
    found += Math.log2(n);
  }
  if (found < bits) throw new RangeError(`primes between 2^10 and 2^13 have ${found} bits together, not ${bits}`);
  return primes;
}
