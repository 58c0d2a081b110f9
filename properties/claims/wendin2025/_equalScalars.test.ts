import { expect, it } from 'vitest';
import { Rational } from '../../../src/numbers/rational.ts';
import {
  decidedByBounds,
  halfLearned,
  isBefore,
  isHalfLearnedBefore,
  shareLearned,
  velocityOfEqual,
} from './_equalScalars.ts';

const R = (value: string): Rational => Rational.of(value);

// By hand: h = 2, u = z²: (1/2σ) ln((σ − u)/u). h = 3: partial fractions, here Simpson's rule on a fine grid.
const byHand = (h: number, sigma: number, start: number): number => {
  if (h === 2) return Math.log((sigma - start ** 2) / start ** 2) / (2 * sigma);
  const [end, n] = [(sigma / 2) ** (1 / h), 20000];
  const step = (end - start) / n;
  const f = (k: number): number => {
    const z = start + k * step;
    return 1 / (z ** (h - 1) * (sigma - z ** h));
  };
  let sum = f(0) + f(n);
  for (let k = 1; k < n; k++) sum += (k % 2 === 1 ? 4 : 2) * f(k);
  return (sum * step) / 3;
};

it.each([
  [2, '3', '1/10'],
  [2, '1/2', '1/3'],
  [3, '2', '1/4'],
  [4, '5', '1/2'],
  [5, '1/3', '1/2'],
] as const)('half of σ is learned between the bounds: %i layers, σ = %s, from %s', (h, sigma, start) => {
  const truth = byHand(h, R(sigma).toNumber(), R(start).toNumber());
  let width = Number.POSITIVE_INFINITY;
  for (const fineness of [3, 6, 9]) {
    const { least, most } = halfLearned(h, R(sigma), R(start), fineness);
    expect(least.toNumber()).toBeLessThan(truth);
    expect(most.toNumber()).toBeGreaterThan(truth);
    expect(most.sub(least).toNumber()).toBeLessThan(width / 6);
    width = most.sub(least).toNumber();
  }
  // The integrand varies in a cell by (h − 1)(q − p)/p from z^{h−1} and by at most h(q − p)/p from σ − z^h.
  expect(width).toBeLessThan(2 * h * 2 ** -9 * truth);
});

it('takes no time where half is learned already, to the very half', () => {
  for (const start of ['1', '3/2', '2'])
    expect(halfLearned(2, R('2'), R(start), 3).least.equals(Rational.ZERO)).toBe(true);
  expect(halfLearned(2, R('2'), R('3/2'), 3).most.equals(Rational.ZERO)).toBe(true);
});

it('refuses what it has no integral for', () => {
  expect(() => halfLearned(1, R('1'), R('1/2'), 3)).toThrow('h must be a whole number of at least 2, got 1');
  expect(() => halfLearned(2, R('0'), R('1/2'), 3)).toThrow('sigma must be above 0');
  expect(() => halfLearned(2, R('1'), R('-1'), 3)).toThrow('start must be above 0');
});

it('bounds that overlap decide nothing', () => {
  const [early, late, wide] = [
    { least: R('1'), most: R('2') },
    { least: R('3'), most: R('4') },
    { least: R('1'), most: R('4') },
  ];
  expect([isBefore(early, late), isBefore(late, early), isBefore(early, wide)]).toEqual([true, false, undefined]);
  expect(decidedByBounds(fineness => (fineness > 6 ? false : undefined))).toBe(false);
  expect(decidedByBounds(() => undefined)).toBeUndefined();
});

it('the velocity of equal scalars: 2·(3 − 4) for z = 2 in two layers', () => {
  expect(velocityOfEqual(2, R('2'), R('3')).equals(R('-2'))).toBe(true);
});

it('two layers are compared to the tie: ln 8/18 = ln 2/6', () => {
  expect(isHalfLearnedBefore(R('9'), R('3'), R('1'))).toBe(false);
  expect(isHalfLearnedBefore(R('3'), R('9'), R('1'))).toBe(false);
  // ln 9/20 = 0.10986 and ln 7/16 = 0.12162 on its two sides; ln 2/6 = 0.11552.
  expect(isHalfLearnedBefore(R('10'), R('3'), R('1'))).toBe(true);
  expect(isHalfLearnedBefore(R('8'), R('3'), R('1'))).toBe(false);
  for (const [one, other, start] of [
    ['5', '1/2', '1/10'],
    ['1/2', '5', '1/10'],
    ['2', '1', '7/10'],
    ['2', '1', '3/4'],
  ] as const) {
    const [left, right] = [R(one), R(other)].map(sigma => halfLearned(2, sigma, R(start), 9));
    expect(isHalfLearnedBefore(R(one), R(other), R(start))).toBe(isBefore(left!, right!));
  }
});

it.each(['9/10', '1/10', '1/3'])('two layers have learned %s of σ when the logistic curve says', share => {
  const [sigma, start] = [3, 0.1];
  const odds = R(share).toNumber() / (1 - R(share).toNumber());
  const truth = Math.log((odds * (sigma - start ** 2)) / start ** 2) / (2 * sigma);
  const { least, most } = shareLearned(2, R('3'), R('1/10'), R(share), 9);
  expect(least.toNumber()).toBeLessThan(truth);
  expect(most.toNumber()).toBeGreaterThan(truth);
  expect(most.sub(least).toNumber()).toBeLessThan(0.02 * truth);
});

it.each(['0', '1', '3/2'])('a share of %s is refused', share => {
  expect(() => shareLearned(2, R('1'), R('1/10'), R(share), 3)).toThrow('share must be between 0 and 1');
});
