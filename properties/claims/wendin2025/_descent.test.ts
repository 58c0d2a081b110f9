import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layerForces } from '../../../oracles/taylor/exactVelocity.ts';
import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { flowArbitrary } from '../../arbitraries/flowArbitrary.ts';
import { derivativeAlong, descent, hessianOn, inColumn, lieBracket } from './_descent.ts';
import { hessian } from './_variations.ts';

const scalars = (sigma: number, ...weights: readonly number[]) =>
  flow({ layers: weights.map(weight => scalar(weight)), sigmaYX: scalar(sigma) });
const scalar = (value: number) => new Matrix(1, 1, [Rational.of(value)]);
const texts = (values: readonly Rational[]) => values.map(String);

it('is the force that the oracle integrates', () => {
  fc.assert(
    fc.property(flowArbitrary({ maxWidth: 3 }), ({ flow: start }) => {
      expect(texts(inColumn(descent(rationalField, start)))).toEqual(texts(inColumn(layerForces(start))));
    }),
    { seed: 1, numRuns: 30 },
  );
});

it('has the Hessian of two scalars and its derivative along a direction', () => {
  // L = ½(3 − w1w2)²: L11 = w2², L12 = 2w1w2 − 3, L22 = w1².
  const start = scalars(3, 2, 5);
  expect(texts(hessian(start).data)).toEqual(['25', '17', '17', '4']);
  const units = [0, 1].map(at => [0, 1].map(other => scalar(at === other ? 1 : 0)));
  expect(texts(hessianOn(start, units).data)).toEqual(['25', '17', '17', '4']);
  expect(texts(derivativeAlong(start, [Rational.ONE, Rational.of(2)]))).toEqual(['-59', '-25']);
});

it('has the bracket of two tasks of one scalar layer', () => {
  // f = σ − w, g = σ′ − w: (f·∇)g − (g·∇)f = −f + g = σ′ − σ.
  expect(texts(lieBracket(scalars(1, 4), scalars(3, 4)))).toEqual(['2']);
});
