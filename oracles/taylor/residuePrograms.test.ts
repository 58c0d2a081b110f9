import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LimbProducts, limbProducts } from './limbProducts.ts';
import { residuePrimes } from './residuePrimes.ts';
import { HALF_BASE, runningSum } from './residuePrograms.ts';

/** Residues of four primes stand side by side; here from byte 64 on stand the primes and their inverses. */
const PRIMES = 64;
/** Of the residues that programs leave, beside half a prime: what a float32 quotient of an int32 may be wrong by, and one of limbs. */
const [INACCURACY, OF_LIMBS] = [3 * 2 ** (31 - 24), 3 * 2 ** (30 - 24)];
/** Products of two series in a sum. */
const TERMS = 1000;

/** Residues of a coefficient by four primes. */
type Residues = readonly [number, number, number, number];

function withPrimes(FOUR: readonly number[]): {
  products: LimbProducts;
  integers: Int32Array;
  shorts: Int16Array;
  floats: Float64Array;
} {
  const products = limbProducts();
  const { buffer } = products.memory;
  const integers = new Int32Array(buffer);
  integers.set(FOUR, PRIMES / 4);
  new Float32Array(buffer).set(
    FOUR.map(prime => 1 / prime),
    PRIMES / 4 + 4,
  );
  return { products, integers, shorts: new Int16Array(buffer), floats: new Float64Array(buffer) };
}

/** Writes the residues of a series, each beside those of the coefficient before. */
function write(shorts: Int16Array, at: number, series: readonly Residues[]): void {
  shorts.fill(0, at / 2 - 8, at / 2 + 8 * (series.length + 1));
  series.forEach((residues, j) => {
    residues.forEach((residue, lane) => {
      shorts[at / 2 + 8 * j + 2 * lane] = residue;
      shorts[at / 2 + 8 * (j + 1) + 2 * lane + 1] = residue;
    });
  });
}

/** Whether a sum is that of the BigInts modulo the prime, and brought into range. */
function expectResidue(found: number, exact: bigint, prime: number, inaccuracy = INACCURACY): void {
  expect(Math.abs(found)).toBeLessThanOrEqual(prime / 2 + inaccuracy);
  expect((exact - BigInt(found)) % BigInt(prime)).toBe(0n);
}

const cauchySum = (a: readonly Residues[], b: readonly Residues[], k: number, lane: number): bigint =>
  a.reduce((sum, x, j) => (b[k - j] === undefined ? sum : sum + BigInt(x[lane]!) * BigInt(b[k - j]![lane]!)), 0n);

const LANES = [0, 1, 2, 3] as const;
const [A, B, SUMS] = [512, 8192, 16384];

describe.each([
  ['2^13', 50],
  ['2^13.5', 10_000],
  ['2^14', 15_000],
  ['2^14.5', 20_000],
])('residue products by primes below %s', (_, bits) => {
  const FOUR = residuePrimes(bits)!.slice(0, 4);
  const HALF = (FOUR[3]! - 1) / 2;
  const perSum = runningSum(FOUR[0]!, TERMS);
  /** The largest residue that a coefficient has. */
  const LARGEST = Math.floor(FOUR[0]! / 2) + OF_LIMBS;
  /** Residues, one for each product of two series. */
  const MOST = TERMS * (Math.floor(FOUR[0]! / 2) + INACCURACY);

  const residue = fc.oneof(fc.constantFrom(LARGEST, -LARGEST), fc.integer({ min: -LARGEST, max: LARGEST }));
  const residues: fc.Arbitrary<Residues> = fc.oneof(
    fc.constantFrom<Residues>([LARGEST, LARGEST, LARGEST, LARGEST], [-LARGEST, -LARGEST, -LARGEST, -LARGEST]),
    fc.tuple(residue, residue, residue, residue),
  );
  const worst = (count: number): Residues[] => new Array(count).fill([LARGEST, LARGEST, LARGEST, LARGEST]);

  it('are right modulo the primes, for as many of the largest residues as may be', () => {
    const { products, integers, shorts } = withPrimes(FOUR);
    fc.assert(
      fc.property(fc.array(fc.tuple(residues, residues), { minLength: 1, maxLength: 250 }), factors => {
        const [a, b] = [factors.map(([x]) => x), factors.map(([, y]) => y)];
        write(shorts, A, a);
        write(shorts, B, b);
        integers.set([5, -7, 11, -13], SUMS / 4);
        const count = factors.length;
        products.convolveResidues(A, B + 16 * (count - 1), 0, 0, count, 1, PRIMES, SUMS, -1, perSum.products);
        for (const lane of LANES) {
          const found = [5, -7, 11, -13][lane]! - integers[SUMS / 4 + lane]!;
          expectResidue(found, cauchySum(a, b, count - 1, lane), FOUR[lane]!);
        }
      }),
      {
        numRuns: 60,
        examples: [250, ...[1, 0, -1, -4].map(more => perSum.products + more), 7, 3, 2, 1].map(count => [
          worst(count).map((x): [Residues, Residues] => [x, x]),
        ]),
      },
    );
  });

  it('of the ends of two series are added exactly as they are', () => {
    const { products, integers, shorts } = withPrimes(FOUR);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(residues, { minLength: 14, maxLength: 14 }),
        fc.constantFrom(1, -1, 2, -2),
        (count, all, factor) => {
          const [a, b] = [all.slice(0, 7), all.slice(7)];
          write(shorts, A, a);
          write(shorts, B, b);
          const before = [MOST, -MOST, 0, 1];
          const one = LANES.map(lane => cauchySum(a.slice(0, count), b, 6, lane));
          const other = LANES.map(lane => cauchySum(b.slice(0, count), a, 6, lane));
          for (const [name, exact] of [
            ['addEnd', one],
            ['addBothEnds', one.map((sum, lane) => sum + other[lane]!)],
          ] as const) {
            integers.set(before, SUMS / 4);
            products[name](A, B, 0, 0, 6, count, 1, SUMS, factor);
            for (const lane of LANES)
              expect(BigInt(integers[SUMS / 4 + lane]!)).toBe(BigInt(before[lane]!) + BigInt(factor) * exact[lane]!);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('fit into a sum by as many as one takes, which is reduced from there', () => {
    const { products, integers, shorts } = withPrimes(FOUR);
    write(shorts, A, worst(4));
    write(shorts, B, worst(4));
    const before = [MOST, 0, -MOST, 1];
    integers.set(before, SUMS / 4);
    for (let added = 0; added < perSum.products; added += 2) products.addBothEnds(A, B, 0, 0, 3, 1, 1, SUMS, 1);
    const exact = before.map(sum => BigInt(sum) + BigInt(perSum.products) * BigInt(LARGEST) ** 2n);
    for (const lane of LANES) expect(BigInt(integers[SUMS / 4 + lane]!)).toBe(exact[lane]);
    products.reduceSums(SUMS, 1, PRIMES);
    for (const lane of LANES) expectResidue(integers[SUMS / 4 + lane]!, exact[lane]!, FOUR[lane]!);
  });

  it('of four coefficients at once are those of what is known', () => {
    const { products, integers, shorts } = withPrimes(FOUR);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.array(residues, { minLength: 500, maxLength: 500 }), (m, all) => {
        const k = 4 * m;
        const [a, b] = [all.slice(0, k + 1), all.slice(250, 251 + k)];
        // What stands beyond is not looked at.
        write(shorts, A, all.slice(0, k + 5));
        write(shorts, B, all.slice(250, 255 + k));
        const expectFour = (right: readonly Residues[], factor: number): void => {
          for (let i = 0; i < 4; i++)
            for (const lane of LANES) {
              const found = (integers[SUMS / 4 + 4 * i + lane]! - 3) * factor;
              expectResidue(found, cauchySum(a, right, k + i, lane), FOUR[lane]!);
            }
        };
        integers.fill(3, SUMS / 4, SUMS / 4 + 16);
        products.convolveFour(A, B, 0, 0, k, 1, PRIMES, SUMS, -1, perSum.products);
        expectFour(b, -1);
        integers.fill(3, SUMS / 4, SUMS / 4 + 16);
        products.squareFour(A, A, 0, 0, k, 1, PRIMES, SUMS, 1, perSum.products);
        expectFour(a, 1);
      }),
      { numRuns: 40, examples: [60, 46, 31, 29, 23, 15, 9, 7, 5, 4, 3, 2].map(m => [m, worst(500)]) },
    );
  });

  it('of limbs that quotients leave, 2^23(1 + 1/9), are exact, stand beside their neighbours, and none is zero', () => {
    const { products, integers, shorts } = withPrimes(FOUR);
    const [LIMBS, POWERS, TARGET, MORE_PRIMES] = [512, 4096, 16384, 32768];
    // The largest limb whose halves are of one sign, so that their products are too.
    const halves = [HALF_BASE / 2 - 1, Math.floor((2 ** 23 * (1 + 1 / 9)) / HALF_BASE) - 1] as const;
    // Five times the same four primes.
    for (let row = 0; row < 5; row++) integers.copyWithin(MORE_PRIMES / 4 + 8 * row, PRIMES / 4, PRIMES / 4 + 8);
    const skipped = 2;
    const powerOf = (row: number, limb: number, at: number): number => HALF - ((7 * row + 3 * limb + at) % 11);
    for (const count of [0, 1, ...[-1, 0, 1].map(more => perSum.limbs + more), 150]) {
      for (let limb = 0; limb < count; limb++) shorts.set(halves, LIMBS / 2 + 4 * limb);
      const stored = skipped + count;
      for (let row = 0; row < 5; row++)
        for (let limb = 0; limb < stored; limb++) {
          const vector = row < 4 ? 4 * limb + row : 4 * stored + limb;
          for (let at = 0; at < 8; at++) shorts[POWERS / 2 + 8 * vector + at] = powerOf(row, limb, at);
        }
      write(shorts, TARGET, worst(30));
      products.residuesOf(LIMBS, count, POWERS, skipped, 5, MORE_PRIMES, TARGET + 16, 64, perSum.limbs);
      for (let row = 0; row < 5; row++) {
        for (const lane of LANES) {
          let exact = 0n;
          for (let limb = skipped; limb < stored; limb++)
            for (const half of [0, 1] as const)
              exact += BigInt(halves[half]) * BigInt(powerOf(row, limb, 2 * lane + half));
          const at = TARGET / 2 + 32 * row + 8 + 2 * lane;
          expectResidue(shorts[at]!, exact, FOUR[lane]!, OF_LIMBS);
          expect([shorts[at + 1], shorts[at + 8], shorts[at + 9]]).toEqual([LARGEST, LARGEST, shorts[at]]);
        }
      }
    }
  });

  it('are weighed modulo the primes, and their parts of them summed', () => {
    const { products, integers, shorts } = withPrimes(FOUR);
    const WEIGHTS = 256;
    const sums = [2 ** 31 - 1, -(2 ** 31), 12345678, -LARGEST];
    const weights = [HALF, -HALF, HALF - 94, -1];
    integers.set(sums, SUMS / 4);
    integers.set(weights, WEIGHTS / 4);
    const parts = products.weigh(SUMS, WEIGHTS, 1, PRIMES);
    const found = LANES.map(lane => shorts[SUMS / 2 + lane]!);
    for (const lane of LANES)
      expectResidue(found[lane]!, BigInt(sums[lane]!) * BigInt(weights[lane]!), FOUR[lane]!, 32);
    expect(parts).toBeCloseTo(
      found.reduce((sum, part, lane) => sum + part / FOUR[lane]!, 0),
      6,
    );
  });

  it('are combined to limbs without loss, however many', () => {
    const { products, shorts, floats } = withPrimes(FOUR);
    const [WEIGHED, TABLE, LIMBS] = [512, 8192, 32768];
    // As large as weighed residues come out.
    const weighed = Math.floor(FOUR[0]! / 2 + 3 * 2 ** -24 * (FOUR[0]! / 2) * (FOUR[0]! / 2 + INACCURACY));
    for (const [count, rows] of [
      [2, 1],
      [perSum.pairs, 4],
      [perSum.pairs + 2, 6],
      [500, 5],
    ] as const) {
      shorts.fill(weighed, WEIGHED / 2, WEIGHED / 2 + 2 * count);
      shorts.fill(-2048, TABLE / 2, TABLE / 2 + 8 * count);
      // The upper half of the second limb.
      for (let pair = 0; pair < count; pair++) shorts[TABLE / 2 + 8 * pair + 6] = 2047;
      products.combine(WEIGHED, count, TABLE, 0, rows, LIMBS, perSum.pairs);
      const lower = 2n * BigInt(count * weighed) * -2048n;
      const upper = BigInt(count * weighed) * -1n;
      for (let row = 0; row < rows; row++) {
        expect(BigInt(floats[LIMBS / 8 + 2 * row]!)).toBe(lower + (lower << 12n));
        expect(BigInt(floats[LIMBS / 8 + 2 * row + 1]!)).toBe(lower + (upper << 12n));
      }
    }
  });
});

describe('primes of residues', () => {
  it('are distinct, as few and as large as can be, below 2^13 where there are enough', () => {
    const primes = residuePrimes(300, 4)!;
    expect(primes.length).toBe(24);
    expect(primes.slice(0, 3)).toEqual([8191, 8179, 8171]);
    for (const [bits, largest] of [
      [8730, 8191],
      [8740, 11_579],
      [12_340, 11_579],
      [12_350, 16_381],
      [17_640, 16_381],
      [17_641, 23_167],
      [24_900, 23_167],
    ] as const) {
      const most = residuePrimes(bits, 4)!;
      expect(most[0]).toBe(largest);
      expect(new Set(most).size).toBe(most.length);
      for (const prime of most) {
        let divisor = 2;
        while (divisor * divisor <= prime && prime % divisor !== 0) divisor++;
        expect(divisor * divisor).toBeGreaterThan(prime);
      }
      expect(most.length % 4).toBe(0);
      expect(most.reduce((sum, prime) => sum + Math.log2(prime), 0)).toBeGreaterThanOrEqual(bits);
      expect(most.at(-1)).toBeGreaterThan(2 ** 11);
    }
    expect(residuePrimes(25_400)).toBeUndefined();
  });

  it('leave no sum without room', () => {
    expect(() => runningSum(23_167, 50_000)).toThrow(/no room/);
    expect(runningSum(8191, 50_000).products).toBeLessThan(runningSum(8191, 3).products);
  });
});
