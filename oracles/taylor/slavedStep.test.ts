import { describe, expect, it } from 'vitest';
import { type Flow, flow, flowOf } from '../../src/network/flow.ts';
import { blocksOf, qqtOf } from '../../src/network/observables/blocks.ts';
import type { Problem } from '../../src/network/problem.ts';
import { problem } from '../../src/network/problem.ts';
import { agreedDigits } from '../../src/numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { gradientFlow } from '../gradientFlow.ts';
import { riccatiFlow } from '../riccatiFlow.ts';
import { correlated, deepFlow, someHeld } from '../testing/testFlows.ts';
import { crossed, errorCode, generalProblem, rationals, scalarProblem } from '../testing/testProblems.ts';
import { type Evaluation, evaluateFlow } from './evaluateFlow.ts';

const field = decimalField(150);
const number = (text: string): Decimal => field.of(Rational.of(text));

function evaluated(given: Flow, time: string | number, slaved: boolean, digits = 30, maxSteps = 3000): Evaluation {
  return evaluateFlow(given, [Rational.of(time)], { digits, slaved, maxSteps })[0]!;
}

function layersAgree(a: readonly Matrix<Decimal>[], b: readonly Matrix<Decimal>[]): number {
  return Math.min(...a.map((layer, j) => agreedDigits(crossed(field, layer), crossed(field, b[j]!))));
}

const large = (matrix: Matrix<Rational>, factor: number): Matrix<Rational> =>
  matrix.map(entry => entry.mul(Rational.of(factor)));

const { W1, W2, sigmaYX, sigmaXX } = generalProblem();
/** Unbalanced 3-2-3, the second layer or one hidden unit of each sign far larger. */
const outer = problem({ sigmaYX, W1, W2: large(W2, 30) });
const inner = problem({ sigmaYX, W1: large(W1, 40), W2 });
const bothSides = problem({
  sigmaYX,
  W1: W1.map((entry, row) => (row === 1 ? entry.mul(Rational.of(30)) : entry)),
  W2: W2.map((entry, _, col) => (col === 0 ? entry.mul(Rational.of(30)) : entry)),
});
/** W2ᵀW2 − W1W1ᵀ = 400 I. */
const balanced = problem({
  sigmaYX,
  W1: rationals([
    [9, 12, 0],
    ['-20/3', 5, 0],
  ]),
  W2: rationals([
    [25, 0],
    [0, '65/3'],
    [0, 0],
  ]),
});
const stiffProblems: readonly [string, Problem][] = [
  ['a large outer layer', outer],
  ['a large inner layer', inner],
  ['hidden units of both signs', bothSides],
  ['correlated inputs', { ...outer, sigmaXX: sigmaXX! }],
];
const stiffFlows: readonly [string, Flow, number][] = [
  ...stiffProblems.map(([name, given]): [string, Flow, number] => [name, flowOf(given), 3]),
  ['three layers', deepFlow({ layers: deepFlow().layers.map((layer, j) => (j === 0 ? layer : large(layer, 6))) }), 1],
  ['decay', deepFlow({ sigmaXX: correlated, decay: Rational.of(30) }), 1],
  ['held weights', flow({ layers: [W1, large(W2, 30)], sigmaYX, mask: someHeld({ layers: [W1, W2] }) }), 2],
];

describe('a slaved step', () => {
  it.each(stiffFlows)('%s: is where plain steps lead, within the digits of both', (_, given, time) => {
    const [plain, slaved] = [evaluated(given, time, false), evaluated(given, time, true)];
    const certain = Math.min(plain.certain, slaved.certain);
    expect(certain).toBeGreaterThan(15);
    expect(layersAgree(plain.layers, slaved.layers)).toBeGreaterThanOrEqual(certain);
  });

  it.each(stiffFlows.slice(0, 4))('%s: takes far fewer steps', (_, given) => {
    // Plain steps are no longer than some 1/900 here.
    expect(errorCode(() => evaluated(given, 20, false, 30, 300))).toBe('PRECISION');
    expect(evaluated(given, 20, true, 30, 300).layers).toHaveLength(2);
  });

  it.each(stiffProblems)('%s: claims no more digits than are right', (_, given) => {
    const [few, many] = [24, 40].map(digits => gradientFlow(given, [Rational.of(10)], { digits })[0]!);
    expect(few!.route).toBe('slow-manifold');
    expect(few!.agreedDigits).toBeGreaterThanOrEqual(24);
    expect(layersAgree([few!.W1, few!.W2], [many!.W1, many!.W2])).toBeGreaterThanOrEqual(few!.agreedDigits);
  });

  it('has the QQᵀ of the Riccati equation, where λ-balanced weights of λ = 400 turn slowly for 12000/λ', () => {
    const time = Rational.of(30);
    const [raw] = gradientFlow(balanced, [time], { digits: 30 });
    const [derived] = riccatiFlow(balanced, [time], { digits: 30 });
    const QQ = qqtOf(blocksOf(field, { W1: crossed(field, raw!.W1), W2: crossed(field, raw!.W2) }));
    expect(raw!.route).toBe('slow-manifold');
    expect(agreedDigits(QQ, crossed(field, derived!.QQ))).toBeGreaterThan(29);
  });

  it.each(['1e3', '1e6', '1e8'])('1-1-1 of λ = 1 is at rest at λt/τ = %s: w1w2 = 2, w2² − w1² = 1', time => {
    const [answer] = gradientFlow(scalarProblem(2, '3/4', '5/4'), [Rational.of(time)], { digits: 30 });
    const [w1, w2] = [answer!.W1.at(0, 0), answer!.W2.at(0, 0)].map(field.cross);
    expect(answer!.agreedDigits).toBeGreaterThanOrEqual(30);
    // w1² = (√(λ² + 4s²) − λ)/2
    const right = field.sqrt(field.sqrt(number('17')).minus(1).div(2));
    expect(w1!.minus(right).abs().toNumber()).toBeLessThan(10 ** -answer!.agreedDigits * 2);
    expect(w1!.times(w2!).minus(2).abs().toNumber()).toBeLessThan(1e-29);
  });

  it.each(['1e6', '1e10'])(
    'fades like a power of t where it should: w = (1 + 2t)^(−1/2) without a task, t = %s',
    time => {
      const [answer] = gradientFlow(scalarProblem(0, 1, 1), [Rational.of(time)], { digits: 25 });
      const right = number('1').div(field.sqrt(number(time).times(2).plus(1)));
      const off = field.cross(answer!.W1.at(0, 0)).div(right).minus(1).abs();
      expect(answer!.agreedDigits).toBeGreaterThanOrEqual(25);
      expect(off.toNumber()).toBeLessThan(10 ** -answer!.agreedDigits);
    },
  );

  it('agrees with itself in decimal.js', () => {
    const given = scalarProblem(2, 1, 40);
    const [limbs, decimals] = (['bigint', 'decimal'] as const).map(
      arithmetic => gradientFlow(given, [Rational.of(5)], { digits: 15, arithmetic })[0]!,
    );
    expect(decimals!.route).toBe('slow-manifold');
    expect(layersAgree([limbs!.W1, limbs!.W2], [decimals!.W1, decimals!.W2])).toBeGreaterThan(14);
  });

  it('does not pretend to know when a saddle is left', () => {
    const nearby = scalarProblem(2, 30, '-30');
    expect(errorCode(() => gradientFlow(nearby, [Rational.of('1e6')], { digits: 20 }))).toBe('PRECISION');
  });

  it('needs symmetric inputs', () => {
    const skew = flow({
      layers: [rationals([[100, 0]]), rationals([[1], [1]])],
      sigmaYX: rationals([
        [1, 0],
        [0, 1],
      ]),
      sigmaXX: rationals([
        [1, '1/2'],
        [0, 1],
      ]),
    });
    expect(errorCode(() => evaluated(skew, 20, true, 20, 300))).toBe('PRECISION');
  });
});
