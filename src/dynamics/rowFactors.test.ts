import { Decimal } from 'decimal.js';
import { expect, it } from 'vitest';
import { dd } from './doubleDouble.ts';
import { type Eigenbasis, eigenbasis } from './eigenbasis.ts';
import { factorsParameters, fillModes, MIXING, rowFactors, setLeftOver, setTimes } from './rowFactors.ts';
import { rowLayout } from './rowLayout.ts';
import { emptyRowWeights, isInRange, lastInRange, setRowWeights } from './rowWeights.ts';
import { workspace, workspacePlan } from './simd/workspace.ts';

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
  const factorsAt = factorsOf(basis);
  const mode = basis.modes[0]!;
  const rate = exact(mode.rate).plus(mode.rateLow);
  for (const exponent of EXPONENTS) {
    const t = exponent / mode.rate;
    const { weights, list: all } = factorsAt(t);
    const x = rate.times(exact(t));
    const isAtRest = mode.rate * t <= 1;
    const root = (sign: number): Decimal =>
      x
        .times(2 * sign)
        .exp()
        .minus(1)
        .div(rate.times(2 * sign))
        .sqrt();
    const list = (name: keyof typeof MIXING): number => all(name)[0]!;
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
      [weights[0]!, [root(1), new Digits(0)]],
      [weights[1]!, [root(-1), new Digits(0)]],
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

it.each([
  [{ Ni: 7, Nh: 2, No: 5 }, 0.5],
  [{ Ni: 3, Nh: 2, No: 4 }, 0.5],
  [{ Ni: 4, Nh: 3, No: 3 }, -2],
  [{ Ni: 3, Nh: 3, No: 3 }, 0],
])(
  'of %o, λ = %d: every mode has its own numbers, left-over rows theirs, and nothing else is written',
  (widths, lambda) => {
    const values = [3, 2, 1, 0.5, 0.25].slice(0, Math.min(widths.Ni, widths.No));
    const basis = eigenbasis(
      widths,
      values.map(s => dd(s)),
      dd(lambda),
    );
    const factorsAt = factorsOf(basis);
    const over = Math.abs(widths.Ni - widths.No);
    const modes = values.length;
    for (const t of [1e-3, 0.4, 0.9, 1.4, 3, 90]) {
      const { weights, list } = factorsAt(t);
      values.forEach((s, k) => {
        const alone = factorsOf(eigenbasis({ Ni: 1, Nh: 1, No: 1 }, [dd(s)], dd(lambda)))(t);
        expect(weights.slice(2 * k, 2 * k + 2)).toEqual(alone.weights.slice(0, 2));
        for (const name of NAMES) expect(list(name)[k]).toBe(alone.list(name)[0]);
      });
      const rate = basis.leftOverRate.hi;
      const square = rate === 0 ? t : Math.expm1(2 * rate * t) / (2 * rate);
      for (const weight of weights.slice(2 * modes, 2 * modes + over)) expectNear(weight, Math.sqrt(square));
      const own = list(basis.leftOver === 'in' ? 'inFirst' : 'outFirst').slice(modes, modes + over);
      for (const factor of own) expectNear(factor, Math.exp(rate * t));
      expect(weights.slice(2 * modes + over)).toEqual(new Array(widths.Nh).fill(1));
      const rough = emptyRowWeights(rowLayout(basis));
      setRowWeights(basis, rowLayout(basis), t, rough);
      weights.forEach((weight, row) => {
        expectNear(rough[row]!, weight);
      });
    }
  },
);

it('are in range up to an exponent of 300', () => {
  const basis = eigenbasis({ Ni: 1, Nh: 1, No: 1 }, [dd(2)], dd(0));
  expect([isInRange(basis, 149.9), isInRange(basis, 150.1), isInRange(basis, lastInRange(basis))]).toEqual([
    true,
    false,
    true,
  ]);
});

const NAMES = Object.keys(MIXING) as (keyof typeof MIXING)[];

/** Weights of all rows and the lists of `MIXING`, as propagation sets them. */
function factorsOf(basis: Eigenbasis) {
  const layout = rowLayout(basis);
  const plan = workspacePlan();
  const factors = rowFactors(plan, layout);
  return (t: number): { weights: number[]; list: (name: keyof typeof MIXING) => number[] } => {
    const work = workspace(plan);
    const { numbers } = work;
    const atRest = basis.modes.filter(({ rate }) => rate * t > 1).length;
    fillModes(numbers, basis, layout, factors);
    setTimes(numbers, basis, t, factors);
    setLeftOver(numbers, basis, layout, t, factors);
    work.setMovingFactors(...factorsParameters(factors, 0, atRest));
    work.setRestingFactors(...factorsParameters(factors, atRest, layout.modes));
    const { weights, mixingAt, width } = factors;
    const lists = [...numbers.slice(mixingAt, mixingAt + NAMES.length * width)];
    return {
      weights: [...numbers.slice(weights.at, weights.at + layout.rows)],
      list: name => lists.slice(MIXING[name] * width, (MIXING[name] + 1) * width),
    };
  };
}

function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-13);
}
