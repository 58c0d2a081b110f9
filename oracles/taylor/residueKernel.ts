import { DloError } from '../../src/errors.ts';
import { fixedPointToDecimal } from '../../src/numbers/decimal/fixedPoint.ts';
import { Rational } from '../../src/numbers/rational.ts';
import type { TaylorKernel } from './kernel.ts';
import { type LimbProducts, limbProducts } from './limbProducts.ts';
import { KIND, LIMB_BITS, PHASE, SUMS } from './limbPrograms.ts';
import { INVERSE_BASE, limbsOf, moveLimbs, rowsFor, tooLarge } from './limbs.ts';
import { productMemory } from './productMemory.ts';
import { recordedSums } from './recordedSums.ts';
import { LEVEL, LOG2_GROUP, RESIDUE_FRAME, SERIES } from './residueForm.ts';
import { residueLevels } from './residueLevels.ts';
import { residuePrimes } from './residuePrimes.ts';
import { ABREAST, HALF_BASE, OUTPUTS, runningSum } from './residuePrograms.ts';
import { type TermTable, termTable } from './termTable.ts';

/** A power series, or a number, which is one coefficient. */
export interface ResidueSeries {
  /** Where it is described (SERIES of residueForm.ts), in bytes. */
  readonly at: number;
  /** Where limb 0 of coefficient 0 stands, in float64; the limbs of a coefficient follow each other. */
  readonly limbs: number;
  /** Where the bits of the largest of every group of coefficients stand, in units of the last place; in bytes. */
  readonly bits: number;
}

/** Primes by which levels differ, and the fraction of all of them that the lowest has. */
const [LEVEL_PRIMES, LOWEST] = [4, 0.4];

/** Two int16 in an int32. */
const halves = (lower: number, upper: number): number => (lower & 0xffff) | (upper << 16);

/** Digits for which there are primes, however wide the network. */
const MOST_DIGITS = 3700;

/** More levels than these are made coarser. */
const MOST_LEVELS = 24;

export interface ResidueSize {
  readonly fractionBits: number;
  readonly order: number;
  /** Products of two series in a sum. */
  readonly terms: number;
}

/** Limbs of a number, and primes that hold any sum of products, which is `sumBits` more than one. */
export function residueRoom({ fractionBits, order, terms }: ResidueSize): {
  readonly rows: number;
  readonly lowestBit: number;
  readonly sumBits: number;
  readonly primes: readonly number[];
} {
  const rows = rowsFor(fractionBits);
  const lowestBit = LIMB_BITS * (rows - 1);
  const sumBits = Math.ceil(Math.log2(terms * (order + 2))) + 1;
  const primes = residuePrimes(2 * (lowestBit + LIMB_BITS) + sumBits + 4, LEVEL_PRIMES);
  if (primes !== undefined) return { rows, lowestBit, sumBits, primes };
  const rule = `must be at most ${MOST_DIGITS} to work with, those that are lost on the way among them`;
  throw new DloError('PRECISION', 'digits', rule, Math.ceil(fractionBits * Math.log10(2)));
}

/**
 * Fixed point as in `limbKernel`, for many digits: a coefficient is kept as a row of limbs and as its residues by so many primes
 * that a whole sum of products follows from its residues (Chinese remainders). A product of two numbers of n limbs then
 * takes about 2n multiplications instead of n²/2, and sums are exact: each coefficient is rounded once. Numbers up to 2^23 are held.
 * Throws PRECISION where so many digits have too few primes: limbs would need minutes for each step of even one weight in each of two layers.
 *
 * How many primes a sum needs follows from the sizes of its factors: high coefficients, which are small, take half as many. Recorded
 * sums are formed in one call, four coefficients of a product at a time as far as they can be, which loads each factor once for all.
 */
export function residueKernel(
  size: ResidueSize,
  products: LimbProducts = limbProducts(),
): TaylorKernel<ResidueSeries, bigint> {
  const { order, terms } = size;
  const { rows, lowestBit, sumBits, primes } = residueRoom(size);
  /** Room for the limbs of a coefficient: they are written two by two. */
  const limbsRow = rows + (rows % 2);
  // Places beyond the last: what the table of a level leaves out is below 2^−40 of it.
  const places = SUMS + rows + 4;
  const limbs = new Float64Array(places);
  const groups = (order >> LOG2_GROUP) + 1;
  const memory = productMemory(products);
  let { floats, integers } = memory;
  /** Room for so many float64; in bytes. */
  const reserve = (count: number): number => {
    const at = memory.reserve(count);
    ({ floats, integers } = memory);
    return 8 * at;
  };
  const quads = primes.length / 4;
  const primesAt = reserve(4 * quads);
  const powers = reserve(2 * quads * rows);
  const out = reserve(places);
  fillPrimes();
  const frame = reserve((RESIDUE_FRAME.length + 1) >> 1);
  const direct = termTable(memory, { isSigned: true });
  let [cannotBlock, entryCannot, entries] = [false, false, 0];
  const blocks: number[] = [];
  fillFrame();

  function fillPrimes(): void {
    const inverses = new Float32Array(integers.buffer);
    primes.forEach((prime, q) => {
      const [quad, lane] = [q >> 2, q % 4];
      const at = primesAt / 4 + 8 * quad + lane;
      integers[at] = prime;
      inverses[at + 4] = 1 / prime;
      let power = 1;
      const next = (): number => {
        const residue = power > prime / 2 ? power - prime : power;
        power = (power * HALF_BASE) % prime;
        return residue;
      };
      const isAbreast = quad < quads - (quads % ABREAST);
      const [before, stride] = isAbreast ? [quad - (quad % ABREAST), ABREAST] : [quad, 1];
      for (let i = rows - 1; i >= 0; i--)
        integers[powers / 4 + 4 * (rows * before + stride * i + quad - before) + lane] = halves(next(), next());
    });
  }

  function fillFrame(): void {
    const { levels, lastLevel } = fillLevels();
    const perSum = runningSum(primes[0]!, terms);
    const constants: Record<(typeof RESIDUE_FRAME)[number], number> = {
      rows,
      limbsRow: 8 * limbsRow,
      quads,
      primes: primesAt,
      powers,
      halves: reserve(limbsRow),
      sums: reserve(2 * quads + 1),
      low: reserve(places + 1),
      out,
      places,
      levels,
      lastLevel,
      longest: reserve((groups + 1) >> 1),
      groups,
      aboveBits: 2 * lowestBit - sumBits + LIMB_BITS * (SUMS - 1),
      productsPerSum: perSum.products,
      limbsPerSum: perSum.limbs,
      pairsPerSum: perSum.pairs,
    };
    integers.set(
      RESIDUE_FRAME.map(name => constants[name]),
      frame / 4,
    );
  }

  function fillLevels(): { levels: number; lastLevel: number } {
    const between = LEVEL_PRIMES * Math.ceil(((1 - LOWEST) * primes.length) / LEVEL_PRIMES / MOST_LEVELS);
    const counts = [primes.length];
    while (counts[0]! - between >= LOWEST * primes.length) counts.unshift(counts[0]! - between);
    // Limb 0 of a sum of products stands at place SUMS.
    const dropped = 2 * (rows - 1) - (places - 1 - SUMS);
    const found = residueLevels(primes, counts, { dropped, places });
    const levels = reserve((found.length * LEVEL.size) / 8);
    found.forEach((level, n) => {
      const pairs = level.primes / 2 + 2;
      const [weights, cofactors] = [reserve(level.primes / 2), reserve(pairs * (places + 1))];
      integers.set(level.weights, weights / 4);
      const shorts = new Int16Array(integers.buffer);
      for (let q = 0; q <= level.primes; q++) {
        for (let w = 0; w < places; w++) {
          const limb = level.cofactors[places * (q + 1) - 1 - w]!;
          const upper = Math.round(limb / HALF_BASE);
          const at = cofactors / 2 + 8 * (pairs * (w >> 1) + (q >> 1)) + 2 * (w % 2) + (q % 2);
          shorts[at] = limb - upper * HALF_BASE;
          shorts[at + 4] = upper;
        }
      }
      // A quarter of M away from where the multiple of M is in doubt.
      integers.set(
        [Math.floor(level.bits - 2 - sumBits), level.primes, weights, cofactors],
        (levels + LEVEL.size * n) / 4,
      );
    });
    return { levels, lastLevel: levels + LEVEL.size * (found.length - 1) };
  }

  const newSeries = (length: number): ResidueSeries => {
    // A zero before coefficient 0, and one after the last, beside which it stands too.
    const row = 16 * (length + 2);
    const limbsAt = reserve(length * limbsRow);
    const residues = reserve((row / 8) * quads) + 16;
    const bits = reserve((groups + 1) >> 1);
    const at = reserve(SERIES.size / 8);
    integers.set([residues, row, limbsAt, bits], at / 4);
    return { at, limbs: limbsAt / 8, bits };
  };

  const form = (from: TermTable, k: number, last: number, phases: number): void => {
    const isHeld =
      products.formByResidues(from.begin(), from.end(), from.series(), from.seriesEnd(), k, last, phases, frame) === 0;
    if (!isHeld) throw tooLarge();
  };

  const restart = ({ bits }: ResidueSeries): void => {
    integers.fill(0, bits / 4, bits / 4 + groups);
  };

  /** Whole limbs that the table cannot move. */
  const moveSum = (moved: number): void => {
    limbs.set(floats.subarray(out / 8, out / 8 + places));
    moveLimbs(limbs, moved);
    floats.set(limbs, out / 8);
  };

  /** Room for four coefficients of the next entry that is recorded. */
  const nextBlock = (): number => {
    if (!sums.isRecording() || entryCannot) return 0;
    blocks[entries] ??= reserve(2 * OUTPUTS * quads);
    return blocks[entries++]!;
  };

  const sums = recordedSums<ResidueSeries>({
    direct,
    newTable: () => termTable(memory, { isSigned: true }),
    form,
    restart,
    moveSum,
    close(target, k, divisor, perCoefficient, factor, moved) {
      const shift = sums.indexOf(k);
      cannotBlock ||= shift < 0;
      sums.table().close(target.at, nextBlock(), 0, shift, divisor, perCoefficient, factor, moved);
      ({ floats, integers } = memory);
      entryCannot = false;
    },
  });

  const addProduct = (kind: number, sign: number, a: ResidueSeries, b: ResidueSeries, k: number): void => {
    const index = sums.indexOf(k);
    entryCannot ||= kind !== KIND.number && index !== 0;
    sums.table().add(kind, sign, a.at, b.at, a.bits, b.bits, index);
  };

  const leadingRow = ({ limbs: at }: ResidueSeries, k: number): number => {
    let row = 0;
    while (row < rows && floats[at + k * limbsRow + row] === 0) row++;
    return row;
  };

  /** The first limbs as one number, in units of the first. */
  const headOf = ({ limbs: at }: ResidueSeries, k: number, leading: number): number => {
    let value = 0;
    for (let i = Math.min(rows - leading, 4) - 1; i >= 0; i--)
      value = value * INVERSE_BASE + floats[at + k * limbsRow + leading + i]!;
    return value;
  };

  const setting = termTable(memory);
  const kernel: TaylorKernel<ResidueSeries, bigint> = {
    order,
    // Sums are off by ¾ of the last place at most (`divide`).
    log2Unit: 1 - lowestBit,
    log10Resolution: (1 - lowestBit) * Math.log10(2),
    series: () => newSeries(order + 1),
    number: () => newSeries(1),
    restart: sums.restart,
    set(series, k, value) {
      limbsOf(value, rows, limbs);
      floats.set(limbs.subarray(0, rows), out / 8 + SUMS);
      floats.fill(0, out / 8, out / 8 + SUMS);
      setting.clear();
      setting.close(series.at, 0, 0, k, 1, 0, 1, 0);
      form(setting, 0, 0, PHASE.store);
    },
    get({ limbs: at }, k) {
      let value = 0n;
      for (let i = 0; i < rows; i++) value = (value << BigInt(LIMB_BITS)) + BigInt(floats[at + k * limbsRow + i]!);
      return value;
    },
    convolve(a, b, k, sign = 1) {
      addProduct(KIND.cauchy, sign, a, b, k);
    },
    convolveSelf(a, k) {
      addProduct(KIND.half, 1, a, a, k);
    },
    accumulate(a, k, b, sign = 1) {
      addProduct(KIND.number, sign, a, b, k);
    },
    add(a, k, sign = 1) {
      addProduct(KIND.number, sign, a, one, k);
    },
    finish: sums.finish,
    record(formAll, options) {
      [cannotBlock, entryCannot, entries] = [false, false, 0];
      return sums.record(formAll, options, () => PHASE.sum | PHASE.store | (cannotBlock ? 0 : PHASE.blocks));
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
  const one = kernel.number();
  kernel.set(one, 0, Rational.ONE);
  return kernel;
}
