import { fixedPointToDecimal } from '../../src/numbers/decimal/fixedPoint.ts';
import { Rational } from '../../src/numbers/rational.ts';
import type { Recording, TaylorKernel } from './kernel.ts';
import { type LimbProducts, limbProducts } from './limbProducts.ts';
import { KIND, LIMB_BITS, SUMS } from './limbPrograms.ts';
import { BASE, INVERSE_BASE, inLimbs, limbsOf, moveLimbs, rowsFor, tooLarge } from './limbs.ts';
import { productMemory } from './productMemory.ts';
import { planOfOneStep, type RowShape, rowFrame } from './rowForm.ts';
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

/** Rows are so much longer, in steps of which, that programs serve for several orders; their starts share no line of the cache. */
const ROOM = 32;

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
  const { rows, places, certainBits } = limbsNeeded(fractionBits, terms * (order + 1));
  const rowLength = ROOM * Math.ceil((order + 2) / ROOM) + ROOM / 4;
  const shape: RowShape = { rows, places, rowLength };
  const formRows = products.rowForm(shape);
  const lowestBit = LIMB_BITS * (rows - 1);
  const limbs = new Float64Array(SUMS + places);
  const memory = productMemory(products);
  let { floats, integers } = memory;
  const reserve = (count: number): number => {
    const at = memory.reserve(count);
    ({ floats, integers } = memory);
    return at;
  };
  const offsets = rowFrame(shape);
  const frame = reserve(Math.ceil(offsets.bytes / 8));
  const out = frame + offsets.out / 8;
  integers.set(planOfOneStep(shape, 8 * frame + offsets.alone), 2 * frame + offsets.alone / 4);
  const single = reserve(places * rowLength);
  integers[2 * frame + offsets.single / 4] = 8 * single;
  const reserveLengths = (): number => 2 * reserve(offsets.lengths / 8);
  /** Lengths that hold for whatever number. */
  const always = reserveLengths();
  integers.fill(ALWAYS, always, always + rows);
  let [numbers, numbersLeft] = [0, 0];
  const direct = termTable(memory);
  const recordings = new Map<Recording, TermTable>();
  /** Where terms go. */
  let table = direct;
  let cannotRecord = false;
  const restarts: LimbSeries[] = [];
  let one: LimbSeries | undefined;

  /** A coefficient as the table counts it. */
  const indexOf = (k: number): number => {
    if (table === direct) return k;
    cannotRecord ||= Math.abs(k - ANY_K) > 1;
    return k - ANY_K;
  };

  const form = (from: TermTable, k: number, last: number, phases: number): void => {
    const isHeld =
      formRows(from.begin(), from.end(), from.series(), from.seriesEnd(), k, last, phases, 8 * frame) === 0;
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
    for (let row = leading; row < rows; row++) {
      if (integers[lengths + row]! <= k) integers[lengths + row] = k + 1;
    }
  };

  const leadingRow = ({ forward }: LimbSeries, k: number): number => {
    let row = 0;
    while (row < rows && floats[forward + row * rowLength + k] === 0) row++;
    return row;
  };

  /** Whole limbs that the table cannot move. */
  const moveSum = (moved: number): void => {
    for (let place = 0; place < limbs.length; place++) limbs[place] = floats[out + 2 * place]!;
    moveLimbs(limbs, moved);
    // The other lane is not read.
    for (let place = 0; place < limbs.length; place++) floats.fill(limbs[place]!, out + 2 * place, out + 2 * place + 2);
  };

  const restart = ({ lengths }: LimbSeries): void => {
    if (lengths !== always) integers.fill(0, lengths, lengths + rows);
  };

  const kernel: TaylorKernel<LimbSeries, bigint> = {
    order,
    log2Unit: -certainBits,
    log10Resolution: -certainBits * Math.log10(2),
    series() {
      // One zero before each row, for the lower end of an odd number of products.
      const forward = reserve(places * rowLength + 1) + 1;
      const backward = reserve(places * rowLength + 1) + 1;
      return { forward, backward, lengths: reserveLengths() };
    },
    number() {
      if (numbersLeft === 0) {
        numbers = reserve(places * rowLength);
        // Two numbers side by side are read, of which the second one counts nothing.
        numbersLeft = rowLength - 1;
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
      const last = forward + (rows - 1) * rowLength + k;
      let at = forward + k;
      for (; at < last; at += 2 * rowLength)
        value = (value << BigInt(2 * LIMB_BITS)) + BigInt(floats[at]! * BASE + floats[at + rowLength]!);
      if (at === last) value = (value << BigInt(LIMB_BITS)) + BigInt(floats[at]!);
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
      if (one === undefined) {
        one = kernel.number();
        kernel.set(one, 0, Rational.ONE);
      }
      kernel.accumulate(a, k, one, sign);
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
      const own = (instead && recordings.get(instead)) ?? termTable(memory, { isPaired: true });
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

/** Rows and places of a product for which no coefficient of so many products is off by more than 2^−fractionBits. */
function limbsNeeded(
  fractionBits: number,
  productsPerSum: number,
): { rows: number; places: number; certainBits: number } {
  const rows = rowsFor(fractionBits);
  const roundingBits = LIMB_BITS * (rows - 1) - 1;
  // Left out of the product of two coefficients are 2·rows − 1 − places products of two limbs, each below 2^46.31, at the first place
  // that is left out, and next to nothing at lower ones. They and the last place that is kept may each be half of the error.
  const certainWith = (places: number): number =>
    LIMB_BITS * places - Math.log2(productsPerSum * Math.max(0, 2 * rows - 1 - places)) - 46.32 - 2;
  let places = rows;
  while (certainWith(places) < fractionBits) places++;
  return { rows, places, certainBits: Math.min(roundingBits, certainWith(places)) };
}
