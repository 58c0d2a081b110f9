import { fixedPointToDecimal } from '../../src/numbers/decimal/fixedPoint.ts';
import type { TaylorKernel } from './kernel.ts';
import { type LimbProducts, limbProducts } from './limbProducts.ts';
import { LIMB_BITS, ROWS_PER_CALL } from './limbPrograms.ts';
import { BASE, INVERSE_BASE, limbsOf, ROUNDER, requireNone, scaleAndDivide } from './limbs.ts';
import { productMemory } from './productMemory.ts';

/** Where a series stands in memory, in float64 (`forward`, `backward`: limb 0 of coefficient 0) and in int32 (`lengths`). */
export interface LimbSeries {
  readonly forward: number;
  readonly backward: number;
  readonly lengths: number;
}

/**
 * Fixed point with an absolute error of 2^−fractionBits at most: a number is a row of limbs of 24 bits and either sign, limb i for
 * limb·2^(−24 i), kept as float64 in the memory of a WebAssembly module that multiplies them. Products are formed as far
 * as that error needs, with limbs to spare. Numbers up to 2^23 are held.
 *
 * A coefficient that is small has leading limbs of zero, which the products skip: the high coefficients of a series, which
 * fall like its last term, cost little.
 */
export function limbKernel(
  { fractionBits, order, terms }: { fractionBits: number; order: number; terms: number },
  products: LimbProducts = limbProducts(),
): TaylorKernel<LimbSeries, bigint> {
  const { pairs, diagonals, certainBits } = limbsNeeded(fractionBits, terms * (order + 1));
  const rows = 2 * pairs;
  const last = 2 * diagonals;
  const rowLength = order + 2;
  const stride = 8 * rowLength;
  const lowestBit = LIMB_BITS * (rows - 1);
  // Places above limb 0: fewer than 2^26 products carry into two, and a time scale multiplies by 2^28 before it shifts.
  const sums = 3;
  const places = sums + last + 1;
  const limbs = new Float64Array(places);
  /** No product so far has come to a place before this. */
  let first = places;
  const memory = productMemory(products);
  let { floats, integers } = memory;
  const reserve = (count: number): number => {
    const at = memory.reserve(count);
    ({ floats, integers } = memory);
    return at;
  };
  reserve(places);
  const spareLengths = 2 * reserve((pairs + 1) >> 1);
  let [numbers, numbersLeft] = [0, 0];

  /** The coefficient from `limbs`, whose entry `top` is limb 0. */
  const store = ({ forward, backward, lengths }: LimbSeries, k: number, top: number): void => {
    let leading = rows;
    for (let i = rows - 1; i >= 0; i--) {
      const limb = limbs[top + i]!;
      if (limb !== 0) leading = i;
      floats[forward + i * rowLength + k] = limb;
      floats[backward + i * rowLength + order - k] = limb;
    }
    for (let pair = leading >> 1; pair < pairs; pair++) {
      if (integers[lengths + pair]! <= k) integers[lengths + pair] = k + 1;
    }
  };

  const leadingRow = ({ forward }: LimbSeries, k: number): number => {
    let row = 0;
    while (row < rows && floats[forward + row * rowLength + k] === 0) row++;
    return row;
  };

  const kernel: TaylorKernel<LimbSeries, bigint> = {
    order,
    log2Unit: -certainBits,
    log10Resolution: -certainBits * Math.log10(2),
    series() {
      // One zero before each row, for the lower end of an odd number of products.
      const forward = reserve(rows * rowLength + 1) + 1;
      const backward = reserve(rows * rowLength + 1) + 1;
      return { forward, backward, lengths: 2 * reserve((pairs + 1) >> 1) };
    },
    number() {
      if (numbersLeft === 0) {
        numbers = reserve(rows * rowLength);
        numbersLeft = rowLength;
      }
      const forward = numbers + --numbersLeft;
      // Written backwards it is the same place.
      return { forward, backward: forward - order, lengths: spareLengths };
    },
    restart({ lengths }) {
      integers.fill(0, lengths, lengths + pairs);
    },
    set(series, k, value) {
      limbsOf(value, rows, limbs);
      store(series, k, 0);
    },
    get({ forward }, k) {
      let value = 0n;
      for (let i = 0; i < rows; i += 2) {
        const at = forward + i * rowLength + k;
        value = (value << BigInt(2 * LIMB_BITS)) + BigInt(floats[at]! * BASE + floats[at + rowLength]!);
      }
      return value;
    },
    convolve(a, b, k, sign = 1) {
      convolve(8 * a.forward, 8 * (b.backward + order - k), 4 * a.lengths, 4 * b.lengths, k, k + 1, sign);
    },
    convolveSelf(a, k) {
      const [left, right, lengths] = [8 * a.forward, 8 * (a.backward + order - k), 4 * a.lengths];
      const half = (k + 1) >> 1;
      if (half > 0) convolve(left, right, lengths, lengths, k, half, 2);
      if (k % 2 === 0) multiply(left + 4 * k, left + 4 * k, leadingRow(a, k / 2), 1);
    },
    accumulate(a, k, b, sign = 1) {
      multiply(8 * (a.forward + k), 8 * b.forward, leadingRow(a, k), sign);
    },
    finish(target, k, divisor, scale) {
      // Fewer than 2^26 products reach two places up at most.
      const start = Math.max(0, first - 2);
      requireNone(drainSums(start));
      const top = scaleAndDivide(limbs, { start, sums, rows, divisor, scale });
      store(target, k, top);
    },
    log2Norm(entries, k) {
      let leading = rows;
      for (const entry of entries) leading = Math.min(leading, leadingRow(entry, k));
      if (leading === rows) return Number.NEGATIVE_INFINITY;
      let squares = 0;
      for (const { forward } of entries) {
        const value = headOf(forward + leading * rowLength + k, rows - leading);
        squares += value * value;
      }
      return Math.log2(squares) / 2 - LIMB_BITS * leading;
    },
    toNumber(series, k) {
      const leading = leadingRow(series, k);
      return headOf(series.forward + leading * rowLength + k, rows - leading) * 2 ** (-LIMB_BITS * leading);
    },
    toDecimal(field, value, exponent) {
      const bits = lowestBit - exponent;
      return bits >= 0
        ? fixedPointToDecimal(field, value, bits)
        : fixedPointToDecimal(field, value << BigInt(-bits), 0);
    },
  };

  const convolve = (
    left: number,
    right: number,
    leftLengths: number,
    rightLengths: number,
    k: number,
    end: number,
    factor: number,
  ): void => {
    const least = products.convolve(
      left,
      right,
      leftLengths,
      rightLengths,
      k,
      end,
      pairs,
      diagonals,
      stride,
      8 * sums,
      factor,
    );
    first = Math.min(first, sums + 2 * least);
  };

  const multiply = (left: number, right: number, leading: number, factor: number): void => {
    first = Math.min(first, sums + leading);
    for (let from = leading; from < rows; from += ROWS_PER_CALL) {
      const to = Math.min(rows, from + ROWS_PER_CALL);
      products.multiply(left, right, from, to, rows, last - 1, stride, 8 * sums, factor);
    }
  };

  /** Moves the sums into `limbs`, each limb brought into range, and empties them; returns what is carried out of `start`. */
  const drainSums = (start: number): number => {
    let carry = 0;
    for (let w = places - 1; w >= start; w--) {
      const limb = floats[w]! + carry;
      carry = limb * INVERSE_BASE + ROUNDER - ROUNDER;
      limbs[w] = limb - carry * BASE;
      floats[w] = 0;
    }
    for (let w = 0; w < start; w++) limbs[w] = 0;
    first = places;
    return carry;
  };

  /** The first limbs as one number, in units of the first. */
  const headOf = (at: number, count: number): number => {
    let value = 0;
    for (let i = Math.min(count, 4) - 1; i >= 0; i--) value = value * INVERSE_BASE + floats[at + i * rowLength]!;
    return value;
  };
  return kernel;
}

/** Pairs of rows and of product places for which no coefficient of so many products is off by more than 2^−fractionBits. */
function limbsNeeded(
  fractionBits: number,
  productsPerSum: number,
): { pairs: number; diagonals: number; certainBits: number } {
  const pairs = Math.ceil(((fractionBits + 1) / LIMB_BITS + 1) / 2);
  // The last place, and what is left out of a product: of the first place left out, at most 4·pairs products of two limbs,
  // each below 2^46.4. Either may be half of the error.
  const roundingBits = LIMB_BITS * (2 * pairs - 1) - 1;
  const leftOut = Math.log2(productsPerSum * 4 * pairs) + 46.4;
  let diagonals = pairs;
  while (2 * LIMB_BITS * diagonals - leftOut - 2 < fractionBits) diagonals++;
  return { pairs, diagonals, certainBits: Math.min(roundingBits, 2 * LIMB_BITS * diagonals - leftOut - 2) };
}
