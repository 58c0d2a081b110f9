import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flowOf } from '../../src/network/flow.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { expanded } from '../testing/series.ts';
import { anyDepth } from '../testing/testFlows.ts';
import { errorCode, generalProblem } from '../testing/testProblems.ts';
import { coefficientsIn } from './coefficients.ts';
import { log2Norms } from './kernel.ts';
import { limbKernel } from './limbKernel.ts';
import { withLimbProducts } from './limbProducts.ts';
import { type Bracketing, startScale, stepSeries } from './stepSeries.ts';
import type { TimeScale } from './timeScale.ts';

it('is certain of as many bits as were asked for, and of no more than the worst sum leaves', () => {
  let nearest = 0;
  for (const order of [0, 1, 6])
    for (let fractionBits = 72; fractionBits < 145; fractionBits += order === 1 ? 1 : 7)
      withLimbProducts(products => {
        const other = limbKernel({ fractionBits, order, terms: 3 }, products);
        expect(other.log2Unit).toBeLessThanOrEqual(-fractionBits);
        // Each limb is 2^23 − 1, to the last: all that is left out of a product has one sign.
        const [series, result, unit] = [other.series(), other.number(), other.number()];
        let value = Rational.ZERO;
        for (let limb = 1; limb < 12; limb++)
          value = value.add(Rational.ratio(2n ** 23n - 1n, 2n ** BigInt(24 * limb)));
        for (let j = 0; j <= order; j++) other.set(series, j, value);
        other.set(unit, 0, Rational.ONE);
        const held = Rational.ratio(other.get(series, 0), other.get(unit, 0));
        for (const divisor of [1, 2, 4]) {
          for (let times = 0; times < 3; times++) other.convolve(series, series, order);
          other.finish(result, 0, divisor);
          const exact = held.mul(held).mul(Rational.of(3 * (order + 1), divisor));
          const off = Rational.ratio(other.get(result, 0), other.get(unit, 0)).sub(exact).abs();
          const share = off.mul(Rational.of(2n ** 400n)).toNumber() / 2 ** (400 + other.log2Unit);
          // The other half is left to scales of time.
          expect(share).toBeLessThan(0.5001);
          nearest = Math.max(nearest, share);
        }
      });
  expect(nearest).toBeGreaterThan(0.2);
});

it('forms recorded coefficients to the last bit as it forms them one by one', () => {
  const order = 24;
  const size = { fractionBits: 110, order, terms: 4 };
  const check = (flow: Parameters<typeof stepSeries>[1], scale: TimeScale, bracketing?: Bracketing): void => {
    const [kernel, { record: _, ...unrecorded }] = [limbKernel(size), limbKernel(size)];
    const direct = expanded(unrecorded, flow, scale, bracketing);
    const series = stepSeries(kernel, flow, bracketing);
    startScale(kernel, series, scale);
    const form = coefficientsIn(kernel, series, scale);
    form(0, 9);
    form(10, order - 1);
    series.weights.forEach((entry, index) => {
      for (let k = 0; k <= order; k++) expect(kernel.get(entry, k)).toBe(unrecorded.get(direct.weights[index]!, k));
    });
  };
  for (const bracketing of ['error', 'gram'] as const)
    for (const scale of [
      { mantissa: 17, exponent: 7 },
      { mantissa: 31, exponent: 80 },
    ])
      check(flowOf(generalProblem()), scale, bracketing);
  fc.assert(
    fc.property(anyDepth, flow => check(flow, { mantissa: 21, exponent: 10 })),
    { numRuns: 10, seed: 3 },
  );
});

it('records sums of either sign, squares and numbers, of as many of the largest limbs as a sum may take', () => {
  const order = 150;
  const kernel = limbKernel({ fractionBits: 150, order, terms: 9 });
  const [a, b, total, rest] = Array.from({ length: 4 }, () => kernel.series());
  const number = kernel.number();
  let value = Rational.ZERO;
  for (let limb = 1; limb <= 6; limb++) value = value.add(Rational.ratio(2n ** 23n - 1n, 2n ** BigInt(24 * limb)));
  for (let k = 0; k <= order; k++) {
    kernel.set(a!, k, value);
    kernel.set(b!, k, k % 2 === 0 ? value.neg() : value);
  }
  kernel.set(number, 0, value);
  const form = (k: number): void => {
    kernel.convolve(a!, b!, k);
    kernel.convolve(a!, a!, k, -1);
    kernel.convolveSelf(b!, k);
    kernel.convolveSelf(a!, k);
    kernel.convolve(a!, a!, k);
    kernel.accumulate(a!, k, number, -1);
    kernel.accumulate(b!, k, number);
    kernel.add(b!, k, -1);
    kernel.finish(total!, k, 2);
    kernel.convolve(a!, a!, k, -1);
    kernel.convolve(b!, a!, k, -1);
    kernel.add(a!, k);
    kernel.finish(rest!, k, k + 1, { mantissa: 29, exponent: 30 });
  };
  const recorded = kernel.record!(form)!;
  const one = kernel.number();
  kernel.set(one, 0, Rational.ONE);
  for (const k of [1, 2, 63, 149, 150]) {
    recorded(k);
    const found = [kernel.get(total!, k), kernel.get(rest!, k)];
    form(k);
    expect([kernel.get(total!, k), kernel.get(rest!, k)]).toEqual(found);
    // a∗a of k + 1 products; those of a∗b cancel in pairs, b∗b is the alternating sum.
    const square = value.mul(value);
    const alternating = Rational.of(k % 2 === 0 ? 1 : 0);
    const last = Rational.of(k % 2 === 0 ? -1 : 1).mul(value);
    const exact = square
      .mul(alternating.neg().add(Rational.of((k % 2 === 0 ? 1 : -1) * (k + 1) + k + 1)))
      .sub(square)
      .add(last.mul(value))
      .sub(last)
      .div(Rational.of(2));
    const exactRest = square
      .mul(Rational.of(k % 2 === 0 ? 1 : 0).sub(Rational.of(k + 1)))
      .add(value)
      .mul(Rational.ratio(29n, 2n ** 30n))
      .div(Rational.of(k + 1));
    for (const [index, right] of [exact, exactRest].entries()) {
      const off = Rational.ratio(found[index]!, kernel.get(one, 0)).sub(right).abs();
      expect(off.mul(Rational.of(2n ** 150n)).toNumber()).toBeLessThan(1);
    }
  }
});

it('rounds ties alike for either sign, takes coefficients of several orders in one sum, and restarts a factor before it is written', () => {
  const kernel = limbKernel({ fractionBits: 60, order: 6, terms: 2 });
  const [a, b] = [kernel.series(), kernel.series()];
  const halves = [1n, -1n].map(sign => {
    kernel.set(a, 0, Rational.ratio(1n, 2n ** 36n));
    kernel.set(b, 0, Rational.ratio(sign, 2n ** 37n));
    kernel.convolve(a, b, 0);
    kernel.finish(b, 0, 1);
    return kernel.get(b, 0);
  });
  expect(halves[1]).toBe(-halves[0]!);
  [1, 2, 3, 5, 8, 13].forEach((value, k) => {
    kernel.set(a, k, Rational.of(value));
  });
  kernel.convolve(a, a, 2);
  kernel.convolve(a, a, 3);
  kernel.finish(b, 0, 1);
  // 1·3 + 2·2 + 3·1 and 2(1·5 + 2·3).
  expect(kernel.toNumber(b, 0)).toBe(32);
  kernel.convolve(a, a, 1);
  kernel.restart(a);
  kernel.finish(a, 0, 1);
  expect(kernel.toNumber(a, 0)).toBe(4);
  kernel.set(a, 1, Rational.ZERO);
  kernel.convolve(a, a, 1);
  kernel.finish(b, 0, 1);
  expect(kernel.toNumber(b, 0)).toBe(0);
});

it('records nothing that depends on k otherwise, or is scaled out of reach', () => {
  const kernel = limbKernel({ fractionBits: 60, order: 4, terms: 1 });
  const [a, b] = [kernel.series(), kernel.series()];
  const recording = (index: (k: number) => number, exponent: number): unknown =>
    kernel.record!(k => {
      kernel.convolve(a, a, index(k));
      kernel.finish(b, k, 1, { mantissa: 1, exponent });
    });
  expect(recording(k => k, 20)).toBeDefined();
  expect(recording(k => k / 2, 20)).toBeUndefined();
  expect(recording(() => 0, 20)).toBeUndefined();
  // Scaled out of reach of the table, one by one.
  for (const exponent of [200, -30]) {
    kernel.set(a, 0, Rational.ratio(1n, 2n ** 20n));
    kernel.set(a, 1, Rational.ratio(3n, 2n ** 20n));
    (recording(k => k, exponent) as (k: number) => void)(1);
    expect(kernel.toNumber(b, 1)).toBe(exponent < 0 ? 6 * 2 ** -10 : 0);
  }
  const earlier = kernel.record!(k => kernel.finish(b, k, 1))!;
  const later = kernel.record!(k => kernel.finish(b, k, 1), { instead: earlier })!;
  expect(() => earlier(1)).toThrow('instead of this one');
  kernel.set(b, 1, Rational.ONE);
  kernel.record!(k => kernel.finish(a, k, 1));
  later(1);
  expect(kernel.toNumber(b, 1)).toBe(0);
});

it('forms what is recorded in the scale of time as it is then, also of sums that go along with unscaled ones', () => {
  const kernel = limbKernel({ fractionBits: 110, order: 4, terms: 1 });
  const [a, found, unscaled, direct] = Array.from({ length: 4 }, () => kernel.series());
  const scale = { mantissa: 1, exponent: 0 };
  for (let k = 0; k <= 4; k++) kernel.set(a!, k, Rational.ratio(BigInt(k + 2), 7n));
  const recorded = kernel.record!(k => {
    kernel.convolve(a!, a!, k, -1);
    kernel.finish(found!, k, 3, scale);
    kernel.convolve(a!, a!, k);
    kernel.finish(unscaled!, k, 3);
  })!;
  const formDirectly = (): void => {
    kernel.convolve(a!, a!, 2, -1);
    kernel.finish(direct!, 2, 3, scale);
  };
  const scales = [
    [1, 0],
    [19, 8],
    [19, 9],
    [17, 9],
    [31, 130],
    [25, 30],
  ] as const;
  for (const [mantissa, exponent] of scales) {
    Object.assign(scale, { mantissa, exponent });
    recorded(2);
    formDirectly();
    expect(kernel.get(found!, 2)).toBe(kernel.get(direct!, 2));
  }
  Object.assign(scale, { mantissa: 31, exponent: -40 });
  for (const form of [() => recorded(2), formDirectly]) expect(errorCode(form)).toBe('PRECISION');
  kernel.convolve(a!, a!, 2);
  kernel.finish(direct!, 2, 3);
  expect(kernel.get(unscaled!, 2)).toBe(kernel.get(direct!, 2));
});

it('gives the sizes of all coefficients as it gives one', () => {
  for (const fractionBits of [60, 700]) {
    const kernel = limbKernel({ fractionBits, order: 9, terms: 1 });
    const [a, b] = [kernel.series(), kernel.series()];
    for (let k = 0; k < 9; k++) {
      kernel.set(a, k, Rational.ratio(-3n, 5n ** BigInt(3 * k)));
      kernel.set(b, k, Rational.ratio(k === 2 ? 4n : 0n, 11n));
    }
    const sizes = log2Norms(kernel, [a, b], 9);
    expect(sizes).toHaveLength(10);
    sizes.forEach((size, k) => {
      const one = kernel.log2Norm([a, b], k);
      if (Number.isFinite(one)) expect(size).toBeCloseTo(one, 9);
      else expect(size).toBe(one);
    });
    expect(sizes[1]).toBeCloseTo(Math.log2(3 / 125), 9);
  }
});

it('refuses a recorded number that is too large, and goes on thereafter', () => {
  const kernel = limbKernel({ fractionBits: 60, order: 4, terms: 1 });
  const [a, b] = [kernel.series(), kernel.series()];
  for (let k = 0; k <= 4; k++) kernel.set(a, k, Rational.of(k < 3 ? 1 : 2 ** 20));
  const square = kernel.record!(k => {
    kernel.convolve(a, a, k);
    kernel.finish(b, k, 1);
  })!;
  square(1);
  expect(kernel.toNumber(b, 1)).toBe(2);
  square(3);
  expect(kernel.toNumber(b, 3)).toBe(2 ** 21 + 2);
  kernel.set(a, 0, Rational.of(8));
  expect(errorCode(() => square(4))).toBe('PRECISION');
  kernel.set(a, 0, Rational.ONE);
  square(4);
  expect(kernel.toNumber(b, 4)).toBe(2 ** 22 + 1);
});
