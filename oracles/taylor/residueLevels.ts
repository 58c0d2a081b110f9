import { LIMB_BITS } from './limbPrograms.ts';
import { BASE } from './limbs.ts';

/** A prime product M of a level, and what makes a number below M of its residues. */
export interface ResidueLevel {
  readonly primes: number;
  /** log2 M. */
  readonly bits: number;
  /** (M/p)⁻¹ mod p of each p, balanced. */
  readonly weights: Float64Array;
  /**
   * Of M/p of each p, and of M, one after the other: so many limbs of either sign from 2^(24·dropped) on, the lowest first, to nearest and
   * modulo what they hold.
   */
  readonly cofactors: Float64Array;
}

/** Levels of the first `counts` primes each, rising. */
export function residueLevels(
  primes: readonly number[],
  counts: readonly number[],
  { dropped, places }: { dropped: number; places: number },
): ResidueLevel[] {
  // M, the lowest limb first, and M/p mod p of each p.
  const M = new Float64Array(Math.ceil((Math.log2(primes[0]!) / LIMB_BITS) * primes.length) + 1);
  M[0] = 1;
  let [length, bits, used] = [1, 0, 0];
  const cofactorResidues: number[] = [];
  return counts.map(count => {
    for (; used < count; used++) {
      const prime = primes[used]!;
      let [own, carry] = [1, 0];
      for (let q = 0; q < used; q++) {
        own = remainderOf(own * primes[q]!, prime);
        cofactorResidues[q] = remainderOf(cofactorResidues[q]! * prime, primes[q]!);
      }
      cofactorResidues.push(own);
      for (let i = 0; i < length; i++) {
        const limb = M[i]! * prime + carry;
        carry = Math.floor(limb / BASE);
        M[i] = limb - carry * BASE;
      }
      if (carry > 0) M[length++] = carry;
      bits += Math.log2(prime);
    }
    const quotient = new Float64Array(length);
    const cofactors = new Float64Array((count + 1) * places);
    const weights = new Float64Array(count);
    for (let q = 0; q < count; q++) {
      const prime = primes[q]!;
      let remainder = 0;
      for (let i = length - 1; i >= 0; i--) {
        const dividend = remainder * BASE + M[i]!;
        quotient[i] = Math.floor(dividend / prime);
        remainder = dividend - quotient[i]! * prime;
      }
      writeLimbs(quotient, length, dropped, cofactors, q * places, places);
      weights[q] = inverseModulo(cofactorResidues[q]!, prime);
    }
    writeLimbs(M, length, dropped, cofactors, count * places, places);
    return { primes: count, bits, weights, cofactors };
  });
}

/** So many limbs of either sign from limb `dropped` on, of a number whose limbs are none below 0, the lowest first. */
function writeLimbs(
  limbs: Float64Array,
  length: number,
  dropped: number,
  target: Float64Array,
  at: number,
  places: number,
): void {
  let carry = dropped > 0 && dropped <= length && limbs[dropped - 1]! >= BASE / 2 ? 1 : 0;
  for (let place = Math.max(0, -dropped); place < places; place++) {
    const limb = (place + dropped < length ? limbs[place + dropped]! : 0) + carry;
    carry = limb >= BASE / 2 ? 1 : 0;
    target[at + place] = limb - carry * BASE;
  }
}

/** Of a whole number up to 2^52: its quotient is not nearer to the next whole number than float64 can say. */
function remainderOf(value: number, prime: number): number {
  return value - Math.floor(value / prime) * prime;
}

function inverseModulo(value: number, prime: number): number {
  // Extended Euclid: r = s·value modulo the prime throughout.
  let [r, s, next, t] = [value, 1, prime, 0];
  while (next !== 0) {
    const quotient = Math.floor(r / next);
    [r, next] = [next, r - quotient * next];
    [s, t] = [t, s - quotient * t];
  }
  return s > prime / 2 ? s - prime : s < -prime / 2 ? s + prime : s;
}
