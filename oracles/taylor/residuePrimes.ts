/** Residues are at most half a prime: 2^23.5, so that the product of two is below 2^47. */
const LARGEST = Math.floor(2 ** 24.5);

/** The largest primes below 2^24.5, in falling order. */
export function residuePrimes(count: number): number[] {
  const divisors = smallPrimes(Math.floor(Math.sqrt(LARGEST)));
  const primes: number[] = [];
  for (let n = LARGEST - 1 + (LARGEST % 2); primes.length < count; n -= 2) {
    if (divisors.every(divisor => n % divisor !== 0)) primes.push(n);
  }
  return primes;
}

function smallPrimes(most: number): number[] {
  const found: number[] = [];
  for (let n = 2; n <= most; n++) if (found.every(prime => prime * prime > n || n % prime !== 0)) found.push(n);
  return found;
}
