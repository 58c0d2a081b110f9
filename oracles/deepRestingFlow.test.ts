import { describe, expect, it } from 'vitest';
import { agreedDigits, log10Norm } from '../src/numbers/decimal/agreement.ts';
import { decimalField } from '../src/numbers/decimal/decimalField.ts';
import { convert, product, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { deepGradientFlow } from './deepGradientFlow.ts';
import { deepRestingFlow } from './deepRestingFlow.ts';
import { deepFlow, scalarFlow } from './testing/testFlows.ts';
import { crossed, rationals } from './testing/testProblems.ts';

const field = decimalField(200);

describe('deepRestingFlow', () => {
  it.each([
    ['one layer', scalarFlow(2, ['1/2']), '130'],
    ['1-1-1-1', scalarFlow(2, ['1/2', '1/2', '1/2']), '20'],
    ['1-1-1-1, unequal, slow clock', scalarFlow(2, [1, '1/2', '-1/3'], { tau: Rational.of(3) }), '90'],
    ['2-3-3-2', deepFlow(), '45'],
  ])('%s: the layers of the flow itself, and a bound of its loss that holds', (_, start, time) => {
    const t = Rational.of(time);
    const rest = deepRestingFlow(start, t, { digits: 12 })!;
    const [moved] = deepGradientFlow(start, [t], { digits: 100, maxDigits: 200 });
    rest.layers.forEach((layer, j) => {
      const digits = agreedDigits(crossed(field, layer), crossed(field, moved!.layers[j]!));
      expect(digits).toBeGreaterThanOrEqual(rest.agreedDigits);
    });
    expect(rest.agreedDigits).toBeGreaterThanOrEqual(12);
    const [last, ...others] = moved!.layers.map(layer => crossed(field, layer)).reverse();
    const error = subtract(field, convert(field, start.sigmaYX), product(field, last!, ...others));
    const log10Loss = 2 * log10Norm(error) - Math.log10(2);
    expect(rest.log10Loss).toBeGreaterThan(log10Loss);
    expect(rest.log10Loss).toBeLessThan(-24);
  });

  // dw/dt = w⁴(1 − w⁵) from 1/1000: the escape is near t = 1/(3·10⁻⁹) = 3.3e8, and 5(t − t_escape) more e-folds of 1 − w follow it.
  it.each(['334000000', '400000000', '4e12'])('five small layers long after they have escaped, by t = %s', time => {
    const small = scalarFlow(1, new Array<string>(5).fill('1/1000'), { tau: Rational.of('1/2') });
    const rest = deepRestingFlow(small, Rational.of(time).div(Rational.of(2)), { digits: 30 })!;
    expect(rest.agreedDigits).toBeGreaterThanOrEqual(30);
    for (const layer of rest.layers) expect(layer.data[0]!.minus(1).abs().toNumber()).toBeLessThan(1e-30);
  });

  it('says nothing before they have', () => {
    const small = scalarFlow(1, new Array<string>(5).fill('1/1000'));
    expect(deepRestingFlow(small, Rational.of('333000000'), { digits: 12 })).toBeUndefined();
  });

  it('1-1-1-1: the loss falls like e^(−6s^(4/3)t/τ)', () => {
    const [early, late] = [1e5, 1e6].map(
      t => deepRestingFlow(scalarFlow(8, [1, 1, 1]), Rational.of(t), { digits: 12 })!.log10Loss,
    );
    expect((early! - late!) / 9e5 / (6 * 16 * Math.LOG10E)).toBeCloseTo(1, 6);
  });

  it.each([
    ['a saddle', scalarFlow(2, [1, 1, -1])],
    ['a bottleneck', { ...deepFlow(), layers: [rationals([[1, 0]]), rationals([[1], [0]])] }],
    ['nothing to learn', scalarFlow(0, [1, 1, 1])],
    ['decay', scalarFlow(2, [1, 1, 1], { decay: Rational.ONE })],
    ['inputs that are not white', scalarFlow(2, [1, 1, 1], { sigmaXX: rationals([[2]]) })],
    ['held weights', scalarFlow(2, [1, 1, 1], { mask: [0, 1, 1].map(x => new Matrix<0 | 1>(1, 1, [x as 0 | 1])) })],
  ])('says nothing of %s', (_, start) => {
    expect(deepRestingFlow(start, Rational.of(1e6), { digits: 12 })).toBeUndefined();
  });
});
