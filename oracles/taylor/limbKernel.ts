import { fixedPointToDecimal } from '../../src/numbers/decimal/fixedPoint.ts';
import type { Recording, TaylorKernel } from './kernel.ts';
import { type LimbProducts, limbProducts } from './limbProducts.ts';
import { FRAME, KIND, LIMB_BITS, SUMS, wordsOfPlans } from './limbPrograms.ts';
import { BASE, INVERSE_BASE, inLimbs, limbsOf, moveLimbs, tooLarge } from './limbs.ts';
import { productMemory } from './productMemory.ts';
import { type TermTable, termTable } from './termTable.ts';

/** Where a series stands in memory, in float64 (`forward`, `backward`: limb 0 of coefficient 0) and in int32 (`lengths`). */
export interface LimbSeries {
  readonly forward: number;
  readonly backward: number;
  readonly lengths: number;
}

/** What both phases of LimbProducts.form do. */
const [SUM, STORE] = [1, 2];

/** A k that no coefficient has: what a recording finds near it depends on k. */
const ANY_K = 2 ** 20;

/** Rows of numbers whose squares are no smaller than float64 can be. */
const MOST_SQUARED_ROWS = 20;

/** More than the coefficients of any series. */
const ALWAYS = 2 ** 30;

/**
 * Fixed point with an absolute error of 2^−fractionBits at most: a number is a row of limbs of 24 bits and either sign, limb i for
 * limb·2^(−24 i), kept as float64 in the memory of a WebAssembly module that multiplies them. Products are formed as far
 * as that error needs, with limbs to spare. Numbers up to 2^23 are held.
 *
 * A coefficient that is small has leading limbs of zero, which the products skip: the high coefficients of a series, which
 * fall like its last term, cost little. The terms of a sum are written to a table, which one call turns into a coefficient.
 */
export function limbKernel(
  { fractionBits, order, terms }: { fractionBits: number; order: number; terms: number },
  products: LimbProducts = limbProducts(),
): TaylorKernel<LimbSeries, bigint> {
  const { pairs, diagonals, depth, certainBits } = limbsNeeded(fractionBits, terms * (order + 1));
  const rows = 2 * pairs;
  const rowLength = order + 2;
  const lowestBit = LIMB_BITS * (rows - 1);
  const places = SUMS + 2 * diagonals + 1;
  const limbs = new Float64Array(places);
  const memory = productMemory(products);
  let { floats, integers } = memory;
  const reserve = (count: number): number => {
    const at = memory.reserve(count);
    ({ floats, integers } = memory);
    return at;
  };
  const out = reserve(places);
  /** Lengths that hold for whatever number. */
  const always = 2 * reserve((pairs + 1) >> 1);
  integers.fill(ALWAYS, always, always + pairs);
  const longest = 2 * reserve((pairs + 1) >> 1);
  const planWords = wordsOfPlans(pairs, diagonals, order);
  const plans = 2 * reserve(planWords >> 1);
  const frame = 2 * reserve((FRAME.length + 1) >> 1);
  const constants: Record<(typeof FRAME)[number], number> = {
    pairs,
    diagonals,
    depth,
    stride: 8 * rowLength,
    out: 8 * out,
    longest: 4 * longest,
    fullPlan: 4 * plans,
    halfPlan: 4 * plans + 2 * planWords,
  };
  integers.set(
    FRAME.map(name => constants[name]),
    frame,
  );
  let [numbers, numbersLeft] = [0, 0];
  const direct = termTable(memory);
  const recordings = new Map<Recording, TermTable>();
  /** Where terms go. */
  let table = direct;
  let cannotRecord = false;
  const restarts: LimbSeries[] = [];

  /** A coefficient as the table counts it. */
  const indexOf = (k: number): number => {
    if (table === direct) return k;
    cannotRecord ||= Math.abs(k - ANY_K) > 1;
    return k - ANY_K;
  };

  const form = (from: TermTable, k: number, last: number, phases: number): void => {
    const isHeld =
      products.form(from.begin(), from.end(), from.series(), from.seriesEnd(), k, last, phases, 4 * frame) === 0;
    if (!isHeld) throw tooLarge();
  };

  /** The coefficient from `limbs`. */
  const store = ({ forward, backward, lengths }: LimbSeries, k: number): void => {
    let leading = rows;
    for (let i = rows - 1; i >= 0; i--) {
      const limb = limbs[i]!;
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

  /** Whole limbs that the table cannot move. */
  const moveSum = (moved: number): void => {
    limbs.set(floats.subarray(out, out + places));
    moveLimbs(limbs, moved);
    floats.set(limbs, out);
  };

  const restart = ({ lengths }: LimbSeries): void => {
    if (lengths !== always) integers.fill(0, lengths, lengths + pairs);
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
      return { forward, backward: forward - order, lengths: always };
    },
    restart(series) {
      // The terms of a sum that is not formed yet may still need it.
      if (table.isEmpty()) restart(series);
      else restarts.push(series);
    },
    set(series, k, value) {
      limbsOf(value, rows, limbs);
      store(series, k);
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
      table.add(KIND.cauchy, sign, 8 * a.forward, 8 * (b.backward + order), 4 * a.lengths, 4 * b.lengths, indexOf(k));
    },
    convolveSelf(a, k) {
      table.add(KIND.half, 2, 8 * a.forward, 8 * (a.backward + order), 4 * a.lengths, 4 * a.lengths, indexOf(k));
      table.add(KIND.middle, 1, 8 * a.forward, 8 * a.forward, 4 * a.lengths, 4 * a.lengths, indexOf(k));
    },
    accumulate(a, k, b, sign = 1) {
      table.add(KIND.number, sign, 8 * a.forward, 8 * b.forward, 4 * a.lengths, 4 * b.lengths, indexOf(k));
    },
    add(a, k, sign = 1) {
      table.add(KIND.alone, sign, 8 * a.forward, 8 * a.forward, 4 * a.lengths, 4 * a.lengths, indexOf(k));
    },
    finish(target, k, divisor, scale) {
      const { factor, moved } = scale === undefined ? UNSCALED : inLimbs(scale);
      const isMovedHere = moved >= 0 && moved <= SUMS;
      cannotRecord ||= !isMovedHere;
      const perCoefficient = table !== direct && divisor > ANY_K ? 1 : 0;
      table.close(
        8 * target.forward,
        8 * (target.backward + order),
        4 * target.lengths,
        indexOf(k),
        divisor - perCoefficient * ANY_K,
        perCoefficient,
        factor,
        isMovedHere ? moved : 0,
      );
      ({ floats, integers } = memory);
      if (table !== direct) return;
      try {
        if (isMovedHere && restarts.length === 0) {
          form(direct, 0, 0, SUM | STORE);
        } else {
          form(direct, 0, 0, SUM);
          if (!isMovedHere) moveSum(moved);
          for (const series of restarts) restart(series);
          form(direct, 0, 0, STORE);
        }
      } finally {
        direct.clear();
        restarts.length = 0;
      }
    },
    record(formAll, instead) {
      const own = (instead && recordings.get(instead)) ?? termTable(memory);
      if (instead) recordings.delete(instead);
      own.clear();
      table = own;
      cannotRecord = false;
      try {
        formAll(ANY_K);
      } finally {
        table = direct;
      }
      if (cannotRecord) return undefined;
      const recording = (k: number, last = k): void => {
        if (!recordings.has(recording)) throw new Error('another recording stands instead of this one');
        form(own, k, last, SUM | STORE);
      };
      recordings.set(recording, own);
      return recording;
    },
    log2Norm(entries, k) {
      if (rows <= MOST_SQUARED_ROWS) {
        let squares = 0;
        for (const { forward } of entries) {
          let value = 0;
          for (let at = forward + (rows - 1) * rowLength + k; at >= forward; at -= rowLength)
            value = value * INVERSE_BASE + floats[at]!;
          squares += value * value;
        }
        return Math.log2(squares) / 2;
      }
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

  /** The first limbs as one number, in units of the first. */
  const headOf = (at: number, count: number): number => {
    let value = 0;
    for (let i = Math.min(count, 4) - 1; i >= 0; i--) value = value * INVERSE_BASE + floats[at + i * rowLength]!;
    return value;
  };
  return kernel;
}

const UNSCALED = { factor: 1, moved: 0 } as const;

/**
 * Pairs of rows, diagonals of a product and places of the last of them, for which no coefficient of so many products is off by more than
 * 2^−fractionBits.
 */
function limbsNeeded(
  fractionBits: number,
  productsPerSum: number,
): { pairs: number; diagonals: number; depth: number; certainBits: number } {
  const pairs = Math.ceil(((fractionBits + 1) / LIMB_BITS + 1) / 2);
  const roundingBits = LIMB_BITS * (2 * pairs - 1) - 1;
  // Left out of the product of two coefficients are 4·pairs − 1 − places products of two limbs, each below 2^46.31, at the first place
  // that is left out, and next to nothing at lower ones. They and the last place that is kept may each be half of the error.
  const certainWith = (places: number): number =>
    LIMB_BITS * places - Math.log2(productsPerSum * Math.max(0, 4 * pairs - 1 - places)) - 46.32 - 2;
  let places = 2 * pairs;
  while (certainWith(places) < fractionBits) places++;
  // The third place of a diagonal is the first of the next: it is kept with the whole of that.
  const diagonals = (places + 1) >> 1;
  const depth = places % 2 === 0 ? 2 : 1;
  return { pairs, diagonals, depth, certainBits: Math.min(roundingBits, certainWith(places)) };
}
