/** Residues are at most half a prime: 2^23.5, so that the product of two is below 2^47. */
const LARGEST = Math.floor(2 ** 24.5);

/** The sieve looks through so many numbers at a time: one in 17 is prime. */
const WINDOW = 4096;

/** The largest primes below 2^24.5, in falling order. */
export function residuePrimes(count: number): number[] {
  const divisors = smallPrimes(Math.floor(Math.sqrt(LARGEST)));
  const primes: number[] = [];
  for (let first = LARGEST - WINDOW + 1; primes.length < count; first -= WINDOW) {
    const isComposite = new Uint8Array(WINDOW);
    for (const divisor of divisors) {
      for (let at = (divisor - (first % divisor)) % divisor; at < WINDOW; at += divisor) isComposite[at] = 1;
    }
    for (let at = WINDOW - 1; at >= 0 && primes.length < count; at--) if (!isComposite[at]) primes.push(first + at);
  }
  return primes;
}

/** Eratosthenes. */
function smallPrimes(most: number): number[] {
  const isComposite = new Uint8Array(most + 1);
  const found: number[] = [];
  for (let n = 2; n <= most; n++) {
    if (isComposite[n]) continue;
    found.push(n);
    for (let multiple = n * n; multiple <= most; multiple += n) isComposite[multiple] = 1;
  }
  return found;
}
