const REACH = 900;

const POWERS: Float64Array = Float64Array.from({ length: 2 * REACH + 1 }, (_, index) => 2 ** (index - REACH));

/**
 * 2^x for whole x, held within 2^±900. At the lower end that is an upper bound; where an upper bound is needed x must not
 * exceed 900.
 */
export function power2(x: number): number {
  return POWERS[x > REACH ? 2 * REACH : x < -REACH ? 0 : x + REACH]!;
}

const float = new Float64Array(1);
const words: Uint32Array = new Uint32Array(float.buffer);

/** The k with 2^(k−1) ≤ size < 2^k, for normal float64 numbers. */
export function bitsOf(size: number): number {
  float[0] = size;
  return ((words[1]! >>> 20) & 2047) - 1022;
}
