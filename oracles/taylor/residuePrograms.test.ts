import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LimbProducts, limbProducts } from './limbProducts.ts';
import { residuePrimes } from './residuePrimes.ts';

const [P, Q] = residuePrimes(2) as [number, number];
/** Residues of two primes stand side by side; here from byte 64 on stand p, p', 1/p, 1/p'. */
const PRIMES = 64;

function withPrimes(): { products: LimbProducts; floats: Float64Array } {
  const products = limbProducts();
  const floats = new Float64Array(products.memory.buffer);
  floats.set([P, Q, 1 / P, 1 / Q], PRIMES / 8);
  return { products, floats };
}

/** Whether a sum is that of the BigInts modulo the prime, and brought into range. */
function expectResidue(found: number, exact: bigint, prime: number): void {
  expect(Math.abs(found)).toBeLessThanOrEqual(prime / 2 + 1);
  expect((exact - BigInt(found)) % BigInt(prime)).toBe(0n);
}

const [half, halfOfQ] = [(P - 1) / 2, (Q - 1) / 2];
/** Residues of either prime whose products are largest, of one sign; and any. */
const pairs = fc.oneof(
  fc.constant<[number, number]>([half, halfOfQ]),
  fc.constant<[number, number]>([-half, -halfOfQ]),
  fc.tuple(fc.integer({ min: -half, max: half }), fc.integer({ min: -halfOfQ, max: halfOfQ })),
);
const worst = (count: number): [number, number][] => new Array(count).fill([half, halfOfQ]);

const cauchySum = (a: number[][], b: number[][], k: number, lane: number): bigint =>
  a.reduce((sum, x, j) => (b[k - j] === undefined ? sum : sum + BigInt(x[lane]!) * BigInt(b[k - j]![lane]!)), 0n);

describe('residue products', () => {
  it('are right modulo the primes, for as many of the largest residues as may be', () => {
    const { products, floats } = withPrimes();
    const [A, B, SUMS] = [128, 4096, 8192];
    fc.assert(
      fc.property(fc.array(fc.tuple(pairs, pairs), { minLength: 1, maxLength: 200 }), factors => {
        const [a, b] = [factors.map(([x]) => x), factors.map(([, y]) => y)];
        floats.set(a.flat(), A / 8);
        floats.set(b.flat(), B / 8);
        floats.set([5, -7], SUMS / 8);
        const count = factors.length;
        products.convolveResidues(A, B + 16 * (count - 1), 0, 0, count, 1, PRIMES, SUMS, -1);
        for (const [lane, prime] of [P, Q].entries()) {
          const found = [5, -7][lane]! - floats[SUMS / 8 + lane]!;
          expectResidue(found, cauchySum(a, b, count - 1, lane), prime);
        }
      }),
      { numRuns: 40, examples: [[worst(200).map(pair => [pair, pair])], [worst(60).map(pair => [pair, pair])]] },
    );
  });

  it('are added exactly as they are, and reduced from the largest sum that may come of it', () => {
    const { products, floats } = withPrimes();
    const [A, B, SUMS] = [128, 4096, 8192];
    fc.assert(
      fc.property(fc.array(fc.tuple(pairs, pairs), { minLength: 1, maxLength: 60 }), factors => {
        const [a, b] = [factors.map(([x]) => x), factors.map(([, y]) => y)];
        floats.set(a.flat(), A / 8);
        floats.set(b.flat(), B / 8);
        const before = [2 ** 25 * half, -(2 ** 25) * halfOfQ];
        floats.set(before, SUMS / 8);
        const count = factors.length;
        products.addProducts(A, B + 16 * (count - 1), 0, 0, count, 1, SUMS, 1);
        const exact = [0, 1].map(lane => BigInt(before[lane]!) + cauchySum(a, b, count - 1, lane));
        for (const lane of [0, 1]) expect(BigInt(floats[SUMS / 8 + lane]!)).toBe(exact[lane]);
        products.reduceSums(SUMS, 1, PRIMES);
        for (const [lane, prime] of [P, Q].entries()) expectResidue(floats[SUMS / 8 + lane]!, exact[lane]!, prime);
      }),
      { numRuns: 40, examples: [[worst(60).map(pair => [pair, pair])]] },
    );
  });

  it('of four coefficients at once are those of what is known', () => {
    const { products, floats } = withPrimes();
    const [A, B, RESULTS] = [128, 4096, 8192];
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 30 }),
        fc.array(pairs, { minLength: 250, maxLength: 250 }),
        (m, residues) => {
          const k = 4 * m;
          const [a, b] = [residues.slice(0, k + 1), residues.slice(125, 126 + k)];
          floats.set(a.flat(), A / 8);
          floats.set(b.flat(), B / 8);
          products.convolveFour(A, B, 0, 0, k, 1, PRIMES, RESULTS);
          const expectFour = (right: [number, number][]): void => {
            for (let i = 0; i < 4; i++)
              for (const [lane, prime] of [P, Q].entries())
                expectResidue(floats[RESULTS / 8 + 2 * i + lane]!, cauchySum(a, right, k + i, lane), prime);
          };
          expectFour(b);
          products.squareFour(A, A, 0, 0, k, 1, PRIMES, RESULTS);
          expectFour(a);
        },
      ),
      {
        numRuns: 40,
        examples: [
          [30, worst(250)],
          [15, worst(250)],
          [2, worst(250)],
          [3, worst(250)],
        ],
      },
    );
  });

  it('of limbs that quotients leave, 2^23(1 + 1/9), are exact, and none is zero', () => {
    const { products, floats } = withPrimes();
    const [LIMBS, POWERS, TARGET, MORE_PRIMES] = [128, 4096, 8192, 12288];
    const largest = Math.floor(2 ** 23 * (1 + 1 / 9));
    for (const count of [0, 1, 59, 60, 61, 150]) {
      floats.fill(largest, LIMBS / 8, LIMBS / 8 + count);
      floats.set(worst(count).flat(), POWERS / 8);
      // Five pairs of the same two primes.
      const inverses = [P, Q, 1 / P, 1 / Q];
      floats.set(
        [1, 2, 3, 4, 5].flatMap(() => inverses),
        MORE_PRIMES / 8,
      );
      products.residuesOf(LIMBS, count, POWERS, 0, 5, MORE_PRIMES, TARGET, 16);
      for (let pair = 0; pair < 5; pair++) {
        expectResidue(floats[TARGET / 8 + 2 * pair]!, BigInt(count) * BigInt(largest) * BigInt(half), P);
        expectResidue(floats[TARGET / 8 + 2 * pair + 1]!, BigInt(count) * BigInt(largest) * BigInt(halfOfQ), Q);
      }
    }
  });

  it('are weighed modulo the primes, and their parts of them summed', () => {
    const { products, floats } = withPrimes();
    const [SUMS, WEIGHTS] = [128, 256];
    // As large as a sum of 2^26 residues.
    const sums = [2 ** 26 * half, -(2 ** 26) * halfOfQ];
    floats.set(sums, SUMS / 8);
    floats.set([half, halfOfQ], WEIGHTS / 8);
    const parts = products.weigh(SUMS, WEIGHTS, 1, PRIMES);
    const found = [floats[SUMS / 8]!, floats[SUMS / 8 + 1]!];
    expectResidue(found[0]!, BigInt(sums[0]!) * BigInt(half), P);
    expectResidue(found[1]!, BigInt(sums[1]!) * BigInt(halfOfQ), Q);
    expect(parts).toBeCloseTo(found[0]! / P + found[1]! / Q, 12);
  });

  it('are combined to limbs without loss, however many', () => {
    const { products, floats } = withPrimes();
    const [WEIGHED, TABLE, LOW, HIGH] = [128, 4096, 16384, 16640];
    for (const [count, places] of [
      [1, 1],
      [60, 4],
      [61, 6],
      [400, 5],
    ] as const) {
      floats.fill(half, WEIGHED / 8, WEIGHED / 8 + count);
      floats.fill(2 ** 23, TABLE / 8, TABLE / 8 + 2 * count);
      floats.fill(0, LOW / 8, LOW / 8 + 12);
      products.combine(WEIGHED, count, TABLE, 0, places, LOW, HIGH, 2 ** 24, 2 ** -24);
      for (let lane = 0; lane < 2 * places; lane++) {
        const [low, high] = [floats[LOW / 8 + lane]!, floats[HIGH / 8 + lane]!];
        expect(BigInt(low) + (BigInt(high) << 24n)).toBe(BigInt(count) * BigInt(half) * 2n ** 23n);
        expect(Math.abs(low)).toBeLessThanOrEqual(2 ** 23 * Math.ceil(count / 60));
      }
    }
  });

  it('are by distinct primes below 2^24.5, close to it', () => {
    const primes = residuePrimes(300);
    expect(new Set(primes).size).toBe(300);
    for (const prime of [primes[0]!, primes[1]!, primes[299]!]) {
      expect(prime).toBeLessThan(2 ** 24.5);
      let divisor = 2;
      while (divisor * divisor <= prime && prime % divisor !== 0) divisor++;
      expect(divisor * divisor).toBeGreaterThan(prime);
    }
    expect(primes.at(-1)).toBeGreaterThan(2 ** 24.49);
  });
});
