import { fixedPointToDecimal } from '../../src/numbers/decimal/fixedPoint.ts';
import { Rational } from '../../src/numbers/rational.ts';
import type { TaylorKernel } from './kernel.ts';
import { type LimbProducts, limbProducts } from './limbProducts.ts';
import { LIMB_BITS } from './limbPrograms.ts';
import { BASE, INVERSE_BASE, limbsOf, ROUNDER, scaleAndDivide, splitLimbs } from './limbs.ts';
import { productMemory } from './productMemory.ts';
import { residuePrimes } from './residuePrimes.ts';
import { OUTPUTS } from './residuePrograms.ts';

/** A power series, or a number, which is one coefficient. */
export interface ResidueSeries {
  readonly id: number;
  /** Where limb 0 of coefficient 0 stands, in float64; the limbs of a coefficient follow each other. */
  readonly limbs: number;
  /** Where the residues of coefficient 0 by the first two primes stand, in bytes, and those by the next two are, in bytes from there. */
  readonly residues: number;
  readonly row: number;
  /** Bits of the largest of every GROUP coefficients, in units of the last place. */
  readonly bits: Float64Array;
  /** The highest coefficient that was set or finished since the series was restarted or an earlier one was written again. */
  top: number;
  /** Changes whenever a coefficient may. */
  version: number;
}

/** Two series of which four coefficients of their product are known as far as the coefficients of then lead. */
interface Block {
  readonly at: number;
  k: number;
  primes: number;
  versions: number;
}

interface Product {
  readonly a: ResidueSeries;
  readonly b: ResidueSeries;
  /** The coefficient of a Cauchy product; undefined for a_index·b_0. */
  readonly k: number | undefined;
  readonly index: number;
  readonly sign: number;
}

/** What makes a number of its residues by the first so many primes, whose product is M. */
interface Level {
  readonly primes: number;
  /** log2 M. */
  readonly bits: number;
  /** Where (M/p)⁻¹ mod p of each p stands, and the limbs of M/p and of M. */
  readonly weights: number;
  readonly table: number;
}

/** Coefficients whose sizes are held together. */
const GROUP = 16;

/** Primes by which levels differ. */
const LEVEL_PRIMES = 4;

/** Blocks begin here. */
const FIRST_BLOCK = 8;

/** Places above limb 0: fewer than 2^26 products carry into two, and a time scale multiplies by 2^28 before it shifts. */
const SUMS = 3;

/**
 * Fixed point as in `limbKernel`, for many digits: a coefficient is kept as a row of limbs and as its residues by so many primes below 2^24.5
 * that a whole sum of products follows from its residues (Chinese remainders). A product of two numbers of n limbs then
 * takes about 2n multiplications instead of n²/2, and sums are exact: each coefficient is rounded once. Numbers up to 2^23 are held.
 *
 * How many primes a sum needs follows from the sizes of its factors: high coefficients, which are small, take half as many.
 */
export function residueKernel(
  { fractionBits, order, terms }: { fractionBits: number; order: number; terms: number },
  products: LimbProducts = limbProducts(),
): TaylorKernel<ResidueSeries, bigint> {
  const rows = Math.ceil((fractionBits + 1) / LIMB_BITS) + 1;
  const lowestBit = LIMB_BITS * (rows - 1);
  // Two places beyond the last: what the table of a level leaves out is below 2^−40 of it.
  const places = SUMS + rows + 4;
  const limbs = new Float64Array(places);
  const mostBits = 2 * (lowestBit + LIMB_BITS) + Math.log2(terms * (order + 2)) + 6;
  const primes = residuePrimes(LEVEL_PRIMES * Math.ceil(mostBits / 24.4 / LEVEL_PRIMES));
  const pairs = primes.length / 2;
  const memory = productMemory(products);
  const primesAt = memory.reserve(2 * primes.length);
  const powersAt = memory.reserve(primes.length * rows);
  fillPrimes();
  const sums = memory.reserve(primes.length + 1);
  const low = memory.reserve(places + 1);
  const high = memory.reserve(places + 1);
  const levels: (Level | undefined)[] = [];
  const log2Products = primes.map(() => 0);
  primes.reduce((bits, prime, q) => (log2Products[q] = bits + Math.log2(prime)), 0);
  const blocks = new Map<number, Block>();
  const pending: Product[] = [];
  let [pendingBits, pendingCount] = [0, 0];
  let ids = 0;

  function fillPrimes(): void {
    const { floats } = memory;
    primes.forEach((prime, q) => {
      const pair = primesAt + 4 * (q >> 1) + (q % 2);
      floats[pair] = prime;
      floats[pair + 2] = 1 / prime;
      let power = 1;
      for (let i = rows - 1; i >= 0; i--) {
        floats[powersAt + 2 * rows * (q >> 1) + 2 * i + (q % 2)] = power;
        power = (power * BASE) % prime;
        if (power > prime / 2) power -= prime;
      }
    });
  }

  const levelOf = (count: number): Level => {
    const known = levels[count];
    if (known !== undefined) return known;
    const chosen = primes.slice(0, count).map(BigInt);
    const M = chosen.reduce((product, prime) => product * prime, 1n);
    const weights = memory.reserve(count);
    const table = memory.reserve((count + 1) * (places + 1));
    const { floats } = memory;
    const row = new Float64Array(places + 1);
    // Limb 0 of a sum of products stands at place SUMS; its last bit is 2^−2·lowestBit.
    const dropped = BigInt(2 * lowestBit - LIMB_BITS * (places - 1 - SUMS));
    const half = 1n << (dropped - 1n);
    [...chosen.map(prime => M / prime), M].forEach((cofactor, q) => {
      if (q < count) floats[weights + q] = inverseModulo(Number(cofactor % chosen[q]!), primes[q]!);
      splitLimbs(BigInt.asIntN(LIMB_BITS * places, (cofactor + half) >> dropped), places, row);
      for (let w = 0; w < places; w++) floats[table + 2 * (count + 1) * (w >> 1) + 2 * q + (w % 2)] = row[w]!;
    });
    const level = { primes: count, bits: log2Products[count - 1]!, weights, table };
    levels[count] = level;
    return level;
  };

  /** Sizes are read at once: a factor may be restarted before the sum is formed. */
  const add = (product: Product): void => {
    const { a, b, k, index } = product;
    pendingBits = Math.max(
      pendingBits,
      k === undefined ? a.bits[(index / GROUP) | 0]! + b.bits[0]! : bitsOfProduct(a, b, k),
    );
    pendingCount += k === undefined ? 1 : k + 1;
    pending.push(product);
  };

  const newSeries = (length: number): ResidueSeries => {
    const at = memory.reserve(length * (rows + primes.length) + 1);
    return {
      id: ids++,
      limbs: at,
      residues: 8 * (at + length * rows),
      row: 16 * length,
      bits: new Float64Array(Math.ceil(length / GROUP)),
      top: -1,
      version: 0,
    };
  };

  /** The coefficient from `limbs`, whose entry `top` is limb 0. */
  const store = (series: ResidueSeries, k: number, top: number): void => {
    const { floats } = memory;
    const at = series.limbs + k * rows;
    let leading = rows;
    for (let i = rows - 1; i >= 0; i--) {
      const limb = limbs[top + i]!;
      if (limb !== 0) leading = i;
      floats[at + i] = limb;
    }
    if (k <= series.top) series.version++;
    series.top = k;
    if (leading < rows) {
      const bits = LIMB_BITS * (rows - 1 - leading) + Math.log2(Math.abs(floats[at + leading]!) + 1);
      const group = (k / GROUP) | 0;
      if (bits > series.bits[group]!) series.bits[group] = bits;
    }
    products.residuesOf(
      8 * (at + leading),
      rows - leading,
      8 * (powersAt + 2 * leading),
      16 * rows,
      pairs,
      8 * primesAt,
      series.residues + 16 * k,
      series.row,
    );
  };

  const multiply = (
    a: ResidueSeries,
    i: number,
    b: ResidueSeries,
    j: number,
    count: number,
    half: number,
    factor: number,
  ): void =>
    products.convolveResidues(
      a.residues + 16 * i,
      b.residues + 16 * j,
      a.row,
      b.row,
      count,
      half,
      8 * primesAt,
      8 * sums,
      factor,
    );

  /** Adds coefficient k of a product. Four are formed at a time as far as they can be, which loads each factor once for all. */
  const addConvolution = (a: ResidueSeries, b: ResidueSeries, k: number, half: number, sign: number): void => {
    const step = k % OUTPUTS;
    if (k < FIRST_BLOCK) {
      multiply(a, 0, b, k, k + 1, half, sign);
      return;
    }
    const key = a.id * 2 ** 20 + b.id;
    let block = blocks.get(key);
    const versions = a.version + b.version;
    if (step === 0) {
      if (block === undefined) {
        block = { at: 8 * memory.reserve(OUTPUTS * primes.length), k: 0, primes: 0, versions: 0 };
        blocks.set(key, block);
      }
      products.convolveFour(a.residues, b.residues, a.row, b.row, k, half, 8 * primesAt, block.at);
      block.k = k;
      block.primes = half;
      block.versions = versions;
    }
    if (block === undefined || block.k !== k - step || block.primes < half || block.versions !== versions) {
      multiply(a, 0, b, k, k + 1, half, sign);
      return;
    }
    products.addResidues(block.at + 16 * block.primes * step, half, 8 * sums, sign);
    if (step === 0) return;
    multiply(a, 0, b, k, step, half, sign);
    multiply(a, k - step + 1, b, step - 1, step, half, sign);
  };

  /** Forms the pending sum in `limbs`; returns the first place that may hold anything. */
  const sumUp = (): number => {
    // All products together stay below.
    const bits = pendingBits + Math.log2(pendingCount + 1);
    // A quarter of M away from where the multiple of M is in doubt.
    const count = primes.length - LEVEL_PRIMES * Math.floor((primes.length - primesFor(bits + 2)) / LEVEL_PRIMES);
    const level = levelOf(count);
    const half = count / 2;
    memory.floats.fill(0, sums, sums + count);
    for (const { a, b, k, index, sign } of pending) {
      if (k === undefined) multiply(a, index, b, 0, 1, half, sign);
      else addConvolution(a, b, k, half, sign);
    }
    pending.length = 0;
    [pendingBits, pendingCount] = [0, 0];
    const { floats } = memory;
    const multiples = products.weigh(8 * sums, 8 * level.weights, half, 8 * primesAt);
    floats[sums + count] = -Math.round(multiples);
    // The sum lies within the first limb that is formed.
    const above = Math.floor((2 * lowestBit - bits) / LIMB_BITS) + SUMS - 1;
    const first = 2 * (Math.max(0, Math.min(above, places - 2)) >> 1);
    const tableRow = 2 * (count + 1);
    products.combine(
      8 * sums,
      count + 1,
      8 * (level.table + tableRow * (first >> 1)),
      8 * tableRow,
      (places + 1 - first) >> 1,
      8 * (low + first),
      8 * (high + first),
      BASE,
      INVERSE_BASE,
    );
    let carry = 0;
    for (let w = places - 1; w >= first; w--) {
      const limb = floats[low + w]! + carry + (w + 1 < places ? floats[high + w + 1]! : 0);
      carry = limb * INVERSE_BASE + ROUNDER - ROUNDER;
      limbs[w] = limb - carry * BASE;
    }
    // What is carried out is a multiple of what the places formed hold.
    limbs.fill(0, 0, first);
    return first;
  };

  const primesFor = (bits: number): number => {
    let count = Math.min(primes.length, Math.max(2, Math.floor(bits / 24.5)));
    while (log2Products[count - 1]! < bits) count++;
    return count;
  };

  const leadingRow = ({ limbs: at }: ResidueSeries, k: number): number => {
    const { floats } = memory;
    let row = 0;
    while (row < rows && floats[at + k * rows + row] === 0) row++;
    return row;
  };

  /** The first limbs as one number, in units of the first. */
  const headOf = ({ limbs: at }: ResidueSeries, k: number, leading: number): number => {
    const { floats } = memory;
    let value = 0;
    for (let i = Math.min(rows - leading, 4) - 1; i >= 0; i--)
      value = value * INVERSE_BASE + floats[at + k * rows + leading + i]!;
    return value;
  };

  let one: ResidueSeries | undefined;
  const kernel: TaylorKernel<ResidueSeries, bigint> = {
    order,
    log2Unit: 1 - lowestBit,
    log10Resolution: (1 - lowestBit) * Math.log10(2),
    series: () => newSeries(order + 1),
    number: () => newSeries(1),
    restart(series) {
      series.version++;
      series.top = -1;
      series.bits.fill(0);
    },
    set(series, k, value) {
      limbsOf(value, rows, limbs);
      store(series, k, 0);
    },
    get({ limbs: at }, k) {
      const { floats } = memory;
      let value = 0n;
      for (let i = 0; i < rows; i++) value = (value << BigInt(LIMB_BITS)) + BigInt(floats[at + k * rows + i]!);
      return value;
    },
    convolve(a, b, k, sign = 1) {
      add({ a, b, k, index: 0, sign });
    },
    convolveSelf(a, k) {
      add({ a, b: a, k, index: 0, sign: 1 });
    },
    accumulate(a, k, b, sign = 1) {
      add({ a, b, k: undefined, index: k, sign });
    },
    add(a, k, sign = 1) {
      if (one === undefined) {
        one = kernel.number();
        kernel.set(one, 0, Rational.ONE);
      }
      kernel.accumulate(a, k, one, sign);
    },
    finish(target, k, divisor, scale) {
      const start = sumUp();
      store(target, k, scaleAndDivide(limbs, { start, sums: SUMS, rows, divisor, scale }));
    },
    log2Norm(entries, k) {
      let leading = rows;
      for (const entry of entries) leading = Math.min(leading, leadingRow(entry, k));
      if (leading === rows) return Number.NEGATIVE_INFINITY;
      let squares = 0;
      for (const entry of entries) squares += headOf(entry, k, leading) ** 2;
      return Math.log2(squares) / 2 - LIMB_BITS * leading;
    },
    toNumber(series, k) {
      const leading = leadingRow(series, k);
      return headOf(series, k, leading) * 2 ** (-LIMB_BITS * leading);
    },
    toDecimal(field, value, exponent) {
      const bits = lowestBit - exponent;
      return bits >= 0
        ? fixedPointToDecimal(field, value, bits)
        : fixedPointToDecimal(field, value << BigInt(-bits), 0);
    },
  };
  return kernel;
}

/** Bits of the largest product a_j b_(k−j). */
function bitsOfProduct(a: ResidueSeries, b: ResidueSeries, k: number): number {
  const [left, right] = [a.bits, b.bits];
  const last = (k / GROUP) | 0;
  let most = 0;
  // j in group g leaves k − j in group last − g or the one before.
  for (let g = 0; g <= last; g++) {
    const other = Math.max(right[last - g]!, g < last ? right[last - g - 1]! : 0);
    if (left[g]! + other > most) most = left[g]! + other;
  }
  return most;
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
