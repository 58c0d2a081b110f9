import { fixedPointToDecimal } from '../../src/numbers/decimal/fixedPoint.ts';
import { Rational } from '../../src/numbers/rational.ts';
import type { TaylorKernel } from './kernel.ts';
import { type LimbProducts, limbProducts } from './limbProducts.ts';
import { KIND, LIMB_BITS, PHASE, SUMS } from './limbPrograms.ts';
import { BASE, INVERSE_BASE, limbsOf, moveLimbs, rowsFor, tooLarge } from './limbs.ts';
import { productMemory } from './productMemory.ts';
import { recordedSums } from './recordedSums.ts';
import { type RowShape, rowFrame } from './rowForm.ts';
import { type TermTable, termTable } from './termTable.ts';

/** Where a series stands in memory, in float64 (`forward`, `backward`: limb 0 of coefficient 0) and in int32 (`lengths`). */
export interface LimbSeries {
  readonly forward: number;
  readonly backward: number;
  readonly lengths: number;
}

/** Rows are so much longer, in steps of which, that programs serve for several orders; their starts share no line of the cache. */
const ROOM = 32;

/** More than the coefficients of any series. */
const ALWAYS = 2 ** 30;

/**
 * Fixed point with an absolute error of 2^−fractionBits at most: a number is a row of limbs of 24 bits and either sign, limb i for
 * limb·2^(−24 i), kept as float64 in the memory of a WebAssembly module that multiplies them. Products are formed as far
 * as that error needs, with limbs to spare. Numbers up to 2^23 are held; norms are for 480 fraction bits at most, whose squares float64 holds.
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
  const single = reserve(places * rowLength);
  integers[2 * frame + offsets.single / 4] = 8 * single;
  const reserveLengths = (): number => 2 * reserve(offsets.lengths / 8);
  /** Lengths that hold for whatever number. */
  const always = reserveLengths();
  integers.fill(ALWAYS, always, always + rows);
  let [numbers, numbersLeft] = [0, 0];
  const direct = termTable(memory);
  let one: LimbSeries | undefined;

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

  const sums = recordedSums<LimbSeries>({
    direct,
    newTable: () => termTable(memory, { isPaired: true }),
    form,
    restart,
    moveSum,
    close({ forward, backward, lengths }, k, divisor, perCoefficient, factor, moved) {
      sums
        .table()
        .close(
          8 * forward,
          8 * (backward + order),
          4 * lengths,
          sums.indexOf(k),
          divisor,
          perCoefficient,
          factor,
          moved,
        );
      ({ floats, integers } = memory);
    },
  });

  const addProduct = (kind: number, sign: number, a: LimbSeries, right: number, lengths: number, k: number): void => {
    sums.table().add(kind, sign, 8 * a.forward, 8 * right, 4 * a.lengths, 4 * lengths, sums.indexOf(k));
  };

  const log2Norms = (entries: readonly LimbSeries[], last: number): number[] => {
    const squares = new Array<number>(last + 1).fill(0);
    // A variable of its own is not looked up at every number.
    const limbs = floats;
    for (const { forward } of entries) {
      for (let k = 0; k <= last; k++) {
        let value = 0;
        for (let at = forward + (rows - 1) * rowLength + k; at >= forward; at -= rowLength)
          value = value * INVERSE_BASE + limbs[at]!;
        squares[k] = squares[k]! + value * value;
      }
    }
    for (let k = 0; k <= last; k++) squares[k] = Math.log2(squares[k]!) / 2;
    return squares;
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
        numbersLeft = rowLength;
      }
      // With a zero beside it.
      numbersLeft -= 2;
      const forward = numbers + numbersLeft;
      // Written backwards it is the same place.
      return { forward, backward: forward - order, lengths: always };
    },
    restart: sums.restart,
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
      addProduct(KIND.cauchy, sign, a, b.backward + order, b.lengths, k);
    },
    convolveSelf(a, k) {
      addProduct(KIND.half, 2, a, a.backward + order, a.lengths, k);
      addProduct(KIND.middle, 1, a, a.forward, a.lengths, k);
    },
    accumulate(a, k, b, sign = 1) {
      addProduct(b.lengths === always ? KIND.constant : KIND.number, sign, a, b.forward, b.lengths, k);
    },
    add(a, k, sign = 1) {
      if (one === undefined) {
        one = kernel.number();
        kernel.set(one, 0, Rational.ONE);
      }
      kernel.accumulate(a, k, one, sign);
    },
    finish: sums.finish,
    record: (formAll, options) => sums.record(formAll, options, () => PHASE.sum | PHASE.store),
    log2Norm(entries, k) {
      let squares = 0;
      for (const { forward } of entries) {
        let value = 0;
        for (let at = forward + (rows - 1) * rowLength + k; at >= forward; at -= rowLength)
          value = value * INVERSE_BASE + floats[at]!;
        squares += value * value;
      }
      return Math.log2(squares) / 2;
    },
    log2Norms,
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

/** Rows and places of a product for which no coefficient of so many products is off by more than 2^−fractionBits. */
function limbsNeeded(
  fractionBits: number,
  productsPerSum: number,
): { rows: number; places: number; certainBits: number } {
  const rows = rowsFor(fractionBits);
  const roundingBits = LIMB_BITS * (rows - 1) - 1;
  // Left out of the product of two coefficients are 2·rows − 1 − places products of two limbs, each below 2^46.31, at the first place
  // that is left out, and next to nothing at lower ones. They may be a quarter of the error, divided by n as the sum is, and the last place
  // that is kept is at most half of it, of which a division leaves ½ + 1/(2n) (`divide`): ½ of the error in all for n = 1 and 2, less for others.
  const certainWith = (places: number): number =>
    LIMB_BITS * places - Math.log2(productsPerSum * Math.max(0, 2 * rows - 1 - places)) - 46.32 - 2;
  let places = rows;
  while (certainWith(places) < fractionBits) places++;
  return { rows, places, certainBits: Math.min(roundingBits, certainWith(places)) };
}
