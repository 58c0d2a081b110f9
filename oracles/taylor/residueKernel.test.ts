import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flowOf } from '../../src/network/flow.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { cauchy, expanded } from '../testing/series.ts';
import { anyDepth, scalarFlow } from '../testing/testFlows.ts';
import { errorCode, generalProblem } from '../testing/testProblems.ts';
import { coefficientsIn } from './coefficients.ts';
import { evaluateFlow } from './evaluateFlow.ts';
import type { TaylorKernel } from './kernel.ts';
import { limbKernel } from './limbKernel.ts';
import { limbProducts } from './limbProducts.ts';
import { residueKernel, residueRoom } from './residueKernel.ts';
import { residueLevels } from './residueLevels.ts';
import { residuePrimes } from './residuePrimes.ts';
import { type Bracketing, startScale, stepSeries } from './stepSeries.ts';

/** The largest residue by this prime alone: sums that outgrow an int32 by all primes are off by a small integer, which rounding would hide. */
const ofLargestResidue = (prime: number): bigint => BigInt((prime - 1) / 2) + BigInt(prime) * 12_345n;

it('forms coefficients four at a time only from what stands in the series', () => {
  const order = 30;
  const kernel = residueKernel({ fractionBits: 150, order, terms: 2 });
  const [a, b, target, one] = [kernel.series(), kernel.series(), kernel.series(), kernel.number()];
  kernel.set(one, 0, Rational.ONE);
  const values = (seed: number): Rational[] =>
    Array.from({ length: order + 1 }, (_, k) => Rational.ratio(BigInt((k * k * seed) % 17) - 8n, 8n));
  const read = (left: Rational[], right: Rational[], k: number): void => {
    kernel.convolve(a, b, k);
    kernel.convolve(b, a, k);
    kernel.convolveSelf(a, k);
    kernel.finish(target, 0, 1);
    const exact = cauchy(left, right, k)
      .mul(Rational.of(2))
      .add(cauchy(left, left, k));
    expect(Rational.ratio(kernel.get(target, 0), kernel.get(one, 0)).sub(exact)).toEqual(Rational.ZERO);
  };
  let [left, right] = [values(3), values(5)];
  const write = (k: number): void => {
    kernel.set(a, k, left[k]!);
    kernel.set(b, k, right[k]!);
  };
  for (let k = 0; k <= 22; k++) {
    write(k);
    read(left, right, k);
  }
  // Written once more from an earlier one on, as where a step is taken again with another scale.
  [left, right] = [values(11), values(7)].map((later, i) => [[left, right][i]![0]!, ...later.slice(1)]) as [
    Rational[],
    Rational[],
  ];
  for (let k = 1; k <= 22; k++) {
    write(k);
    read(left, right, k);
  }
  // One factor alone, in between.
  right = [...right.slice(0, 19), Rational.of('5/8'), ...right.slice(20)];
  for (let k = 19; k <= 22; k++) kernel.set(b, k, right[k]!);
  read(left, right, 22);
  // Forgotten, and written backwards.
  [left, right] = [values(2), values(13)];
  kernel.restart(a);
  kernel.restart(b);
  for (let k = order; k >= 0; k--) write(k);
  for (const k of [22, 23, 24, 26, 25, 27, 28, 29, 30]) read(left, right, k);
});

it('forms exact sums just below and just above where larger primes take over, and by the largest', () => {
  const order = 41;
  for (const [fractionBits, largest] of [
    [4319, 8191],
    [4320, 11_579],
    [8784, 23_167],
  ] as const) {
    const products = limbProducts();
    const kernel = residueKernel({ fractionBits, order, terms: 3 }, products);
    // Primes stand first.
    expect(new Int32Array(products.memory.buffer)[0]).toBe(largest);
    const [a, b, c, total] = [kernel.series(), kernel.series(), kernel.series(), kernel.series()];
    const one = kernel.number();
    kernel.set(one, 0, Rational.ONE);
    const unit = kernel.get(one, 0);
    // Of full length, without a pattern, in units of the last place.
    const values = (seed: bigint): bigint[] =>
      Array.from({ length: order + 1 }, (_, k) =>
        BigInt.asIntN(fractionBits + 3, (seed + BigInt(k)) ** BigInt(fractionBits >> 1)),
      );
    const [left, right] = [values(5n), values(7n)];
    for (let k = 0; k <= order; k++) {
      kernel.set(a, k, Rational.ratio(left[k]!, unit));
      kernel.set(b, k, Rational.ratio(right[k]!, unit));
    }
    const form = (k: number): void => {
      kernel.convolve(a, b, k);
      kernel.convolveSelf(a, k);
      kernel.convolve(b, b, k, -1);
      kernel.finish(total, k, 1);
    };
    const expectRounded = (k: number): void => {
      let exact = 0n;
      for (let j = 0; j <= k; j++) exact += left[j]! * (right[k - j]! + left[k - j]!) - right[j]! * right[k - j]!;
      const twice = 2n * (kernel.get(total, k) * unit - exact);
      expect(twice <= unit && twice >= -unit).toBe(true);
    };
    for (const k of [3, 29, order]) {
      form(k);
      expectRounded(k);
    }
    kernel.restart(total);
    kernel.record!(form)!(32, 39);
    for (const k of [32, 35, 39]) expectRounded(k);
    // Numbers whose products round to nothing.
    for (let k = 0; k <= order; k++) kernel.set(c, k, Rational.ratio(ofLargestResidue(largest), unit));
    kernel.convolve(c, c, order);
    kernel.convolveSelf(c, order);
    kernel.accumulate(one, 0, one);
    kernel.finish(total, 0, 1);
    expect(kernel.get(total, 0)).toBe(unit);
  }
});

it('carries a recursion to the same digits as limbs do', () => {
  for (const [fractionBits, order] of [
    [70, 40],
    [500, 33],
    [1400, 60],
  ] as const) {
    const run = <S>(kernel: TaylorKernel<S, bigint>): Rational[] => {
      const [a, b, one] = [kernel.series(), kernel.series(), kernel.number()];
      kernel.set(one, 0, Rational.ONE);
      kernel.set(a, 0, Rational.of('3/7'));
      kernel.set(b, 0, Rational.of('-5/11'));
      for (let k = 0; k < order; k++) {
        kernel.convolve(a, b, k);
        kernel.convolveSelf(a, k);
        kernel.accumulate(a, k, one, -1);
        kernel.finish(a, k + 1, k + 1, { mantissa: 17, exponent: 4 });
        kernel.convolve(b, a, k, -1);
        kernel.finish(b, k + 1, k + 2);
      }
      return [a, b].map(series => Rational.ratio(kernel.get(series, order), kernel.get(one, 0)));
    };
    const size = { fractionBits, order, terms: 3 };
    const [byLimbs, byResidues] = [run(limbKernel(size)), run(residueKernel(size))];
    byLimbs.forEach((value, i) => {
      const off = value.sub(byResidues[i]!).abs();
      expect(off.mul(Rational.of(2n ** BigInt(fractionBits))).toNumber()).toBeLessThan(1);
    });
  }
});

it('has room for 3700 digits of wide networks too, and refuses more by name', () => {
  const ofDigits = (digits: number) => ({
    fractionBits: Math.ceil(digits * Math.log2(10)) + 24,
    order: 5600,
    terms: 300,
  });
  expect(residueRoom(ofDigits(3700)).primes[0]).toBe(23_167);
  expect(() => residueRoom(ofDigits(3800))).toThrow(
    'digits must be at most 3700 to work with, those that are lost on the way among them, got 3808',
  );
  const [flow, time] = [scalarFlow(1, [1, '1/2']), Rational.ONE];
  expect(errorCode(() => evaluateFlow(flow, [time], { digits: 3800 }))).toBe('PRECISION');
});

it('forms no sum from fewer primes than its size needs', () => {
  // Factors of every size, from the last place to the largest number held.
  const kernel = residueKernel({ fractionBits: 340, order: 12, terms: 1 });
  const [a, b, target, one] = [kernel.series(), kernel.series(), kernel.number(), kernel.number()];
  kernel.set(one, 0, Rational.ONE);
  const unit = kernel.get(one, 0);
  for (let bits = 0; bits <= 340 + 22; bits += 6) {
    const value = Rational.ratio(2n ** BigInt(bits) + 1n, 2n ** 340n);
    const exact = Rational.of(4).mul(value).mul(value);
    const fits = exact.toNumber() < 2 ** 23;
    if (!fits) break;
    kernel.restart(a);
    kernel.restart(b);
    for (let k = 0; k <= 12; k++) {
      kernel.set(a, k, value);
      kernel.set(b, k, value);
    }
    for (const k of [3, 12]) {
      kernel.convolve(a, b, k);
      kernel.finish(target, 0, k + 1);
      const found = Rational.ratio(kernel.get(target, 0), unit);
      expect(
        found
          .sub(value.mul(value))
          .abs()
          .mul(Rational.of(2n ** 340n))
          .toNumber(),
      ).toBeLessThan(0.51);
    }
  }
});

it('forms recorded coefficients to the last bit as it forms them one by one, wherever a range begins and ends', () => {
  const order = 30;
  const size = { fractionBits: 110, order, terms: 4 };
  const check = (flow: Parameters<typeof stepSeries>[1], bracketing?: Bracketing): void => {
    const scale = { mantissa: 21, exponent: 8 };
    const [kernel, { record: _, ...unrecorded }] = [residueKernel(size), residueKernel(size)];
    const direct = expanded(unrecorded, flow, scale, bracketing);
    const series = stepSeries(kernel, flow, bracketing);
    for (const ends of [[order], [7, 11, 18, 19, order]]) {
      startScale(kernel, series, scale);
      const form = coefficientsIn(kernel, series, scale);
      for (const [n, end] of ends.entries()) form(ends[n - 1] ?? 0, end - 1);
      series.weights.forEach((entry, index) => {
        for (let k = 0; k <= order; k++) expect(kernel.get(entry, k)).toBe(unrecorded.get(direct.weights[index]!, k));
      });
    }
  };
  for (const bracketing of ['error', 'gram'] as const) check(flowOf(generalProblem()), bracketing);
  fc.assert(
    fc.property(anyDepth, flow => check(flow)),
    { numRuns: 6, seed: 3 },
  );
});

it('records sums of either sign of the largest limbs, upwards and downwards', () => {
  const order = 21;
  const kernel = residueKernel({ fractionBits: 120, order, terms: 7 });
  const [a, b, total, below] = [kernel.series(), kernel.series(), kernel.series(), kernel.series()];
  const [number, one] = [kernel.number(), kernel.number()];
  let value = Rational.of(2n ** 8n);
  for (let limb = 1; limb <= 5; limb++) value = value.add(Rational.ratio(2n ** 23n - 1n, 2n ** BigInt(24 * limb)));
  const [left, right] = [value, value.neg()].map(x => Array.from({ length: order + 1 }, (_, k) => (k % 3 ? x : value)));
  for (let k = 0; k <= order; k++) {
    kernel.set(a, k, left![k]!);
    kernel.set(b, k, right![k]!);
  }
  kernel.set(number, 0, value);
  kernel.set(one, 0, Rational.ONE);
  const formTotal = kernel.record!(k => {
    kernel.convolve(a, b, k, -1);
    kernel.convolve(b, a, k);
    kernel.convolveSelf(b, k);
    kernel.accumulate(a, k, number, -1);
    kernel.convolve(a, b, k, -1);
    kernel.add(b, k);
    kernel.convolve(a, a, k);
    kernel.finish(total, k, k + 1, { mantissa: 29, exponent: 30 });
  })!;
  const formBelow = kernel.record!(k => {
    kernel.convolve(b, a, k);
    kernel.finish(below, k - 1, 3);
  })!;
  const expectNear = (found: bigint, exact: Rational): void => {
    const off = Rational.ratio(found, kernel.get(one, 0)).sub(exact).abs();
    expect(off.mul(Rational.of(2n ** 120n)).toNumber()).toBeLessThan(1);
  };
  formTotal(2, order);
  formBelow(order, 1);
  for (let k = 2; k <= order; k++) {
    const [ab, aa, bb] = [cauchy(left!, right!, k), cauchy(left!, left!, k), cauchy(right!, right!, k)];
    const numbers = right![k]!.sub(left![k]!.mul(value));
    const scale = Rational.ratio(29n, 2n ** 30n).div(Rational.of(k + 1));
    expectNear(kernel.get(total, k), aa.add(bb).sub(ab).add(numbers).mul(scale));
    expectNear(kernel.get(below, k - 1), ab.div(Rational.of(3)));
  }
});

it('keeps sums of the largest residues exact, of more products than one sum takes as they are', () => {
  const kernel = residueKernel({ fractionBits: 100, order: 1, terms: 200 });
  const [small, total, one] = [kernel.number(), kernel.number(), kernel.number()];
  kernel.set(one, 0, Rational.ONE);
  kernel.set(small, 0, Rational.ratio(ofLargestResidue(residuePrimes(1)![0]!), kernel.get(one, 0)));
  for (let times = 0; times < 200; times++) kernel.accumulate(small, 0, small);
  kernel.accumulate(one, 0, one);
  kernel.finish(total, 0, 1);
  expect(kernel.get(total, 0)).toBe(kernel.get(one, 0));
});

it('sees the largest product of two coefficients, wherever they stand', () => {
  const kernel = residueKernel({ fractionBits: 200, order: 16, terms: 1 });
  const [a, b, total] = [kernel.series(), kernel.series(), kernel.series()];
  for (let k = 0; k <= 16; k++) {
    kernel.set(a, k, Rational.of(k === 3 ? 7 : 0));
    kernel.set(b, k, Rational.of(k === 9 ? 5 : 0));
  }
  kernel.convolve(a, b, 12);
  kernel.finish(total, 0, 1);
  expect(kernel.toNumber(total, 0)).toBe(35);
});

it('forms anew what was formed ahead in an earlier call', () => {
  const kernel = residueKernel({ fractionBits: 100, order: 16, terms: 1 });
  const [a, total] = [kernel.series(), kernel.series()];
  for (let k = 0; k <= 16; k++) kernel.set(a, k, Rational.ONE);
  const form = kernel.record!(k => {
    kernel.convolve(a, a, k);
    kernel.finish(total, k, 1);
  })!;
  form(8, 11);
  kernel.set(a, 3, Rational.of(4));
  form(9, 11);
  expect([8, 9, 10, 11].map(k => kernel.toNumber(total, k))).toEqual([9, 16, 17, 18]);
});

it('has the weights and the cofactors of every level that BigInt has', () => {
  const primes = residuePrimes(380)!;
  for (const dropped of [-2, 0, 9]) {
    const places = 14;
    for (const { primes: count, weights, cofactors, bits } of residueLevels(primes, [6, 8, 30], { dropped, places })) {
      const chosen = primes.slice(0, count).map(BigInt);
      const M = chosen.reduce((product, prime) => product * prime, 1n);
      expect(2 ** (bits % 1)).toBeCloseTo(Number(M) / 2 ** Math.floor(bits), 6);
      chosen.forEach((prime, q) => {
        expect(Math.abs(weights[q]!)).toBeLessThan(Number(prime) / 2);
        expect((((M / prime) * BigInt(weights[q]!) - 1n) % prime) + 0n).toBe(0n);
      });
      [...chosen.map(prime => M / prime), M].forEach((cofactor, q) => {
        const limbs = [...cofactors.subarray(places * q, places * (q + 1))];
        const held = limbs.reduceRight((sum, limb) => (sum << 24n) + BigInt(limb), 0n);
        const shift = BigInt(24 * Math.abs(dropped));
        const exact = dropped < 0 ? cofactor << shift : (cofactor + ((1n << shift) >> 1n)) >> shift;
        expect(BigInt.asUintN(24 * places, held - exact)).toBe(0n);
        for (const limb of limbs) expect(Math.abs(limb)).toBeLessThanOrEqual(2 ** 23);
      });
    }
  }
});
