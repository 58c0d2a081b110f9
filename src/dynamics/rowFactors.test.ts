import { Decimal } from 'decimal.js';
import { expect, it } from 'vitest';
import { dd } from './doubleDouble.ts';
import { eigenbasis } from './eigenbasis.ts';
import { emptyRowFactors, MIXING, setRowFactors } from './rowFactors.ts';
import { rowLayout } from './rowLayout.ts';

const Digits = Decimal.clone({ precision: 40 });

/** A number is read from its shortest decimal form otherwise, which is another number. */
const exact = (x: number): Decimal => new Digits(`0b${x.toString(2)}`);

/** From modes that have hardly moved to the last exponent in range, on both sides of where the formulas change. */
const EXPONENTS = [1e-18, 1e-9, 0.03, 0.5, 0.999999, 1.000001, 1.04, 3.3, 47, 299.99];

it.each([
  [0, 0.7],
  [1, 0.7],
  [-3, 40],
  [2, 1e-9],
])('λ = %d, s = %d: weights and e^{Ft} are right to a few roundings', (lambda, s) => {
  const basis = eigenbasis({ Ni: 1, Nh: 1, No: 1 }, [dd(s)], dd(lambda));
  const layout = rowLayout(basis);
  const mode = basis.modes[0]!;
  const rate = exact(mode.rate).plus(mode.rateLow);
  const factors = emptyRowFactors(layout);
  for (const exponent of EXPONENTS) {
    const t = exponent / mode.rate;
    expect(setRowFactors(basis, layout, t, factors)).toBe(true);
    const x = rate.times(exact(t));
    const isAtRest = mode.rate * t <= 1;
    const root = (sign: number): Decimal =>
      x
        .times(2 * sign)
        .exp()
        .minus(1)
        .div(rate.times(2 * sign))
        .sqrt();
    const list = (name: keyof typeof MIXING): number =>
      factors.mixing[factors.mixingAt + MIXING[name] * factors.width]!;
    // A mode at rest is turned by cosh(x) I + sinh(x)/x Ft, whose entries may be differences; the others grow and decay.
    const part = (sign: number, share: number): [Decimal, Decimal] => [x.times(sign).exp().times(share), new Digits(0)];
    const turned = (sign: number): [Decimal, Decimal] => [
      x.cosh(),
      x
        .sinh()
        .div(rate)
        .times(sign * lambda)
        .div(2),
    ];
    const push: [Decimal, Decimal] = [x.sinh().div(rate).times(s), new Digits(0)];
    const { inPlus, inMinus, outPlus, outMinus } = mode;
    const expected: [number, [Decimal, Decimal]][] = [
      [factors.weight[0]!, [root(1), new Digits(0)]],
      [factors.weight[1]!, [root(-1), new Digits(0)]],
      [list('inFirst'), isAtRest ? turned(-1) : part(1, inPlus.hi)],
      [list('inSecond'), isAtRest ? push : part(-1, inMinus.hi)],
      [list('outFirst'), isAtRest ? push : part(1, outPlus.hi)],
      [list('outSecond'), isAtRest ? turned(1) : part(-1, outMinus.hi)],
      [list('decay'), isAtRest ? [new Digits(0), new Digits(0)] : part(-1, 1)],
    ];
    for (const [actual, [first, second]] of expected) {
      const allowance = first.abs().plus(second.abs()).times(1e-15);
      expect(
        first.plus(second).minus(actual).abs().lte(allowance),
        `${exponent}: ${actual} for ${first.plus(second)}`,
      ).toBe(true);
    }
  }
});

it('says when factors leave the range of numbers', () => {
  const basis = eigenbasis({ Ni: 1, Nh: 1, No: 1 }, [dd(1)], dd(0));
  const layout = rowLayout(basis);
  expect(setRowFactors(basis, layout, 301, emptyRowFactors(layout))).toBe(false);
});
