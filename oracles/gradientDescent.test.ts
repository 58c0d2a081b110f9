import { describe, expect, it } from 'vitest';
import { type Flow, flow, flowOf } from '../src/network/flow.ts';
import { lossVariations } from '../src/network/observables/lossVariations.ts';
import { decimalField } from '../src/numbers/decimal/decimalField.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { frobeniusNorm, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { flowDescent, gradientDescent } from './gradientDescent.ts';
import { gradientFlow } from './gradientFlow.ts';
import { errorCode, generalProblem, rationals, scalarProblem } from './testing/testProblems.ts';

const R = (value: number | string): Rational => Rational.of(value);

describe('gradientDescent', () => {
  it('takes the steps of the definition: one step of each kind by hand', () => {
    // s = 2, w1 = 1, w2 = 1/2, τ = 2, t = 1: η = 1/2, error 3/2, so w1 ← 1 + η·½·3/2 = 11/8, w2 ← ½ + η·3/2 = 5/4.
    const { finest } = gradientDescent(float64Field, scalarProblem(2, 1, '1/2', 2), R('1/100'), { steps: 1 });
    // Four steps of η = 1/800.
    let [w1, w2] = [1, 0.5];
    for (let k = 0; k < 4; k++) {
      const error = (2 - w2 * w1) / 800;
      [w1, w2] = [w1 + w2 * error, w2 + error * w1];
    }
    expect(finest.W1.at(0, 0)).toBeCloseTo(w1, 14);
    expect(finest.W2.at(0, 0)).toBeCloseTo(w2, 14);
  });

  it('extrapolates to the logistic curve, with an honest error estimate', () => {
    const found = gradientDescent(float64Field, scalarProblem(2, '1/2', '1/2'), R(1));
    const expected = Math.sqrt(2 / (1 + 7 * Math.exp(-4)));
    const error = Math.hypot(found.W1.at(0, 0) - expected, found.W2.at(0, 0) - expected);
    expect(found.order).toBeCloseTo(1, 1);
    expect(error).toBeLessThan(found.errorEstimate);
    expect(found.agreedDigits).toBeGreaterThan(4);
    expect(-Math.log10(Math.abs(found.W1.at(0, 0) - expected) / expected)).toBeGreaterThan(found.agreedDigits);
    // Descent alone is far worse.
    expect(Math.abs(found.finest.W1.at(0, 0) - expected)).toBeGreaterThan(100 * error);
  });

  it('agrees with the flow on a general problem, in float64 and in decimals', () => {
    const start = generalProblem();
    const [flow] = gradientFlow(start, [R('3/2')], { digits: 20 });
    const digits = decimalField(30);
    const found = gradientDescent(digits, start, R('3/2'), { steps: 32 });
    const inFloat = gradientDescent(float64Field, start, R('3/2'), { steps: 32 });
    for (const name of ['W1', 'W2'] as const) {
      const exact = flow![name].map(entry => digits.cross(entry));
      const error = digits.toNumber(frobeniusNorm(digits, subtract(digits, found[name], exact)));
      expect(error).toBeLessThan(found.errorEstimate);
      expect(inFloat[name].at(1, 1)).toBeCloseTo(Number(found[name].at(1, 1)), 11);
    }
    expect(found.agreedDigits).toBeGreaterThan(3);
  });

  it('gains by smaller steps as a third-order method: eight times per halving', () => {
    const errors = [64, 128].map(steps => {
      const found = gradientDescent(float64Field, scalarProblem(2, '1/2', '1/2'), R(1), { steps });
      return Math.abs(found.W1.at(0, 0) - Math.sqrt(2 / (1 + 7 * Math.exp(-4))));
    });
    expect(Math.log2(errors[0]! / errors[1]!)).toBeCloseTo(3, 0);
  });

  it('has no order where nothing changes: at time 0 and on a fixed point', () => {
    for (const [start, time] of [
      [scalarProblem(2, '1/2', '1/4'), 0],
      [scalarProblem(4, 2, 2), 10],
      [scalarProblem(3, 0, 0), 10],
    ] as const) {
      const found = gradientDescent(float64Field, start, R(time));
      expect(found.order).toBeUndefined();
      expect(found.W1.at(0, 0)).toBe(start.W1.at(0, 0).toNumber());
      expect(found.agreedDigits).toBeGreaterThan(12);
    }
  });

  it('claims no digit of a path into a saddle where its own roundings have grown beyond what is left', () => {
    const found = gradientDescent(float64Field, scalarProblem(2, '1/3', '-1/3'), R(9), { steps: 1024 });
    expect(found.agreedDigits).toBeLessThan(0);
  });

  it('refuses an order that is off, and divergence', () => {
    expect(errorCode(() => gradientDescent(float64Field, scalarProblem(3, '1/10', '1/10'), R(2), { steps: 3 }))).toBe(
      'PRECISION',
    );
    expect(() => gradientDescent(float64Field, scalarProblem(3, '1/10', '1/10'), R(2), { steps: 3 })).toThrow(/order/);
    expect(() => gradientDescent(float64Field, scalarProblem(1, 100, 100), R(10), { steps: 64 })).toThrow(/diverge/);
    expect(() => gradientDescent(decimalField(20), scalarProblem(1, 100, 100), R(10), { steps: 64 })).toThrow(
      /diverge/,
    );
  });

  it('extrapolates at depth: three equal layers of one mode take the time that their integral says', () => {
    // dw/dt = w²(s − w³) with s = 1 from w = 1/2: t = [−1/w]_{1/2}^w + ∫ w dw/(1 − w³), which Simpson's rule gives for w = 3/4.
    const slope = (w: number): number => 1 / (w * w * (1 - w ** 3));
    const [from, to, parts] = [0.5, 0.75, 4000];
    const h = (to - from) / parts;
    let sum = slope(from) + slope(to);
    for (let k = 1; k < parts; k++) sum += (k % 2 === 1 ? 4 : 2) * slope(from + k * h);
    const time = R(Math.round(((sum * h) / 3) * 2 ** 40)).div(R(2 ** 40));
    const start = flow({ layers: ['1/2', '1/2', '1/2'].map(value => rationals([[value]])), sigmaYX: rationals([[1]]) });
    for (const field of [float64Field, decimalField(20)] as const) {
      const found = flowDescent(field as typeof float64Field, start, time);
      for (const layer of found.layers) {
        const error = Math.abs((field as typeof float64Field).toNumber(layer.at(0, 0)) - 0.75);
        expect(error).toBeLessThan(found.errorEstimate + 1e-10);
        expect(error).toBeLessThan(1e-4);
      }
      expect(found.order).toBeCloseTo(1, 1);
      expect(found.agreedDigits).toBeGreaterThan(3);
    }
  });

  it('knows decay, correlated inputs and held weights, at two layers and more', () => {
    const { layers, ...rest } = flowOf(generalProblem());
    const decay = R('1/3');
    const third = rationals([
      [1, '1/2', 0],
      ['-1/4', '2/3', '1/5'],
    ]);
    const held: Matrix<0 | 1>[] = [...layers, third].map((layer, index) =>
      Matrix.generate(layer.rows, layer.cols, (i, j) => ((i + j + index) % 3 === 0 ? 0 : 1)),
    );
    const deep = flow({
      ...rest,
      layers: [...layers, third],
      sigmaYX: rationals([
        [1, 0, '1/2'],
        ['1/3', -1, 0],
      ]),
      decay,
      mask: held,
    });
    const shallow = flow({ ...rest, layers, decay, mask: held.slice(0, 2) });
    for (const start of [deep, shallow]) {
      const found = flowDescent(float64Field, start, R('1/2'), { steps: 512 });
      const slope = [R(0), R('1/1024')].map(time => flowDescent(float64Field, start, time, { steps: 4 }).layers);
      found.layers.forEach((layer, index) => {
        const [before, after] = slope.map(layers => layers[index]!);
        layer.data.forEach((entry, at) => {
          const exact = start.layers[index]!.data[at]!.toNumber();
          if (start.mask![index]!.data[at] === 0) expect(entry).toBe(exact);
          else expect((after!.data[at]! - before!.data[at]!) * 1024).toBeCloseTo(-slopeOf(start, index, at) / 1.5, 2);
        });
      });
      expect(found.agreedDigits).toBeGreaterThan(3);
    }
  });

  it('refuses bad arguments', () => {
    const start = scalarProblem(1, 1, 1);
    expect(errorCode(() => gradientDescent(float64Field, start, R(-1)))).toBe('RANGE');
    expect(errorCode(() => gradientDescent(float64Field, start, R(1), { steps: 0 }))).toBe('RANGE');
    expect(errorCode(() => gradientDescent(float64Field, start, R(1), { orderSlack: 0 }))).toBe('RANGE');
  });
});

/** ∂L/∂ of one weight, from the loss itself. */
function slopeOf(start: Flow, index: number, at: number): number {
  const direction = start.layers.map((layer, k) =>
    layer.map((_entry, i, j) => (k === index && i * layer.cols + j === at ? Rational.ONE : Rational.ZERO)),
  );
  return lossVariations(rationalField, start, direction, 1)[1]!.toNumber();
}
