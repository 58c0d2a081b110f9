import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCode, rationals } from '../../../oracles/testing/testProblems.ts';
import { float64Field } from '../../numbers/float64Field.ts';
import {
  add,
  convert,
  identity,
  innerProduct,
  multiply,
  scale,
  squaredNorm,
  subtract,
} from '../../numbers/linearAlgebra.ts';
import { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';
import { rationalField } from '../../numbers/rationalField.ts';
import { type Flow, flow, flowIn } from '../flow.ts';
import { flowLoss, mapOfLayers } from './flowLoss.ts';
import { lossVariations } from './lossVariations.ts';

const F = rationalField;
const entry = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.constantFrom(1, 2, 3)).map(([n, d]) => Rational.of(n, d));
const matrix = (rows: number, cols: number): fc.Arbitrary<Matrix<Rational>> =>
  fc.array(entry, { minLength: rows * cols, maxLength: rows * cols }).map(data => new Matrix(rows, cols, data));

/** A flow of 1 to 4 layers with inputs that are not white and decay, and a direction. */
const drawn = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 5 }).chain(widths => {
  const stack = fc.tuple(...widths.slice(1).map((rows, j) => matrix(rows, widths[j]!)));
  const [inputs, outputs] = [widths[0]!, widths.at(-1)!];
  return fc
    .record({
      layers: stack,
      direction: stack,
      sigmaYX: matrix(outputs, inputs),
      root: matrix(inputs, inputs),
      decay: entry,
    })
    .map(({ layers, direction, sigmaYX, root, decay }) => ({
      direction,
      flow: flow({ layers, sigmaYX, sigmaXX: multiply(F, root, root.transpose()), decay: decay.abs() }),
    }));
});

/** −W_(j+1:h)ᵀ(Σyx − WΣxx)W_(1:j−1)ᵀ + γW_j, written out. */
function gradient({ layers, sigmaYX, sigmaXX, decay }: Flow): Matrix<Rational>[] {
  const error = subtract(F, multiply(F, mapOfLayers(F, layers), sigmaXX!), sigmaYX);
  return layers.map((layer, j) => {
    const above = layers.slice(j + 1).reduce((low, high) => multiply(F, high, low), identity(F, layer.rows));
    const below = layers.slice(0, j).reduce((low, high) => multiply(F, high, low), identity(F, error.cols));
    const slope = multiply(F, multiply(F, above.transpose(), error), below.transpose());
    return add(F, slope, scale(F, decay!, layer));
  });
}

function moved(start: Flow, direction: readonly Matrix<Rational>[], step: Rational): Flow {
  return { ...start, layers: start.layers.map((layer, j) => add(F, layer, scale(F, step, direction[j]!))) };
}

describe('lossVariations', () => {
  it('begins with the loss and the gradient, exactly', () => {
    fc.assert(
      fc.property(drawn, ({ flow: start, direction }) => {
        const [loss, slope] = lossVariations(F, start, direction, 1);
        expect(loss!.toString()).toBe(flowLoss(F, start).toString());
        const expected = gradient(start).map((part, j) => innerProduct(F, part, direction[j]!));
        expect(slope!.toString()).toBe(expected.reduce(F.add).toString());
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('is the whole loss along the line to order 2h, exactly', () => {
    fc.assert(
      fc.property(drawn, entry, ({ flow: start, direction }, step) => {
        const order = 2 * start.layers.length + 1;
        const parts = lossVariations(F, start, direction, order);
        expect(parts[order]!.toString()).toBe('0');
        const value = parts.reduceRight((sum, part) => sum.mul(step).add(part), Rational.ZERO);
        expect(value.toString()).toBe(flowLoss(F, moved(start, direction, step)).toString());
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  it('agrees with central differences of gradient and loss in float64', () => {
    fc.assert(
      fc.property(drawn, ({ flow: start, direction }) => {
        const parts = lossVariations(F, start, direction, 4).map(part => part.toNumber());
        const h = Rational.of(1, 1024);
        const [up, at, down] = [h, Rational.ZERO, h.neg()].map(step =>
          flowLoss(float64Field, flowIn(float64Field, moved(start, direction, step))),
        ) as [number, number, number];
        const step = h.toNumber();
        const size = 1e-15 * parts.reduce((sum, part) => sum + Math.abs(part), 1e3 * Math.abs(at) + 1);
        const left =
          1e-10 * lossVariations(F, start, direction, 8).reduce((sum, part) => sum + Math.abs(part.toNumber()), 0);
        expect(Math.abs((up - down) / (2 * step) - parts[1]! - parts[3]! * step ** 2)).toBeLessThan(size / step + left);
        expect(Math.abs((up - 2 * at + down) / (2 * step ** 2) - parts[2]! - parts[4]! * step ** 2)).toBeLessThan(
          size / step ** 2 + left,
        );
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('tells a saddle from a minimum by hand: w2w1 = s and w1 = w2 = 0', () => {
    const [at, towards] = [
      (value: number) => [rationals([[value]]), rationals([[value]])],
      [rationals([[1]]), rationals([[1]])],
    ];
    // L = a²/2 − 3a with a = (w + ε)²: at w = 0 −3ε² + ε⁴/2.
    const start = (layers: Matrix<Rational>[]): Flow => flow({ layers, sigmaYX: rationals([[3]]) });
    expect(lossVariations(F, start(at(0)), towards, 5).map(String)).toEqual(['0', '0', '-3', '0', '1/2', '0']);
    const minimum = start([rationals([[3]]), rationals([[1]])]);
    // a = (3 + ε)(1 + ε) = 3 + 4ε + ε²; a²/2 − 3a = (a − 3)²/2 − 9/2.
    expect(lossVariations(F, minimum, towards, 4).map(String)).toEqual(['-9/2', '0', '8', '4', '1/2']);
  });

  it('refuses a direction that does not fit', () => {
    const start = flow({ layers: [rationals([[1, 2]])], sigmaYX: rationals([[1, 1]]) });
    expect(errorCode(() => lossVariations(F, start, [], 2))).toBe('SHAPE');
    expect(errorCode(() => lossVariations(F, start, [rationals([[1]])], 2))).toBe('SHAPE');
    expect(errorCode(() => lossVariations(F, start, [rationals([[1, 1]])], -1))).toBe('RANGE');
  });

  it('has the mean squared error of data, but for what no weight changes', () => {
    const X = rationals([
      [1, 2, 0],
      [0, 1, -1],
    ]);
    const Y = rationals([[1, -1, 2]]);
    const perSample = Rational.of(1, 3);
    const [sigmaYX, sigmaXX] = [Y, X].map(left => scale(F, perSample, multiply(F, left, X.transpose()))) as [
      Matrix<Rational>,
      Matrix<Rational>,
    ];
    const layers = [rationals([[1, 2]]), rationals([['1/2']]), rationals([[-3]])];
    const error = (map: Matrix<Rational>): Rational =>
      squaredNorm(F, subtract(F, multiply(F, map, X), Y)).div(Rational.of(6));
    const found = flowLoss(F, flow({ layers, sigmaYX, sigmaXX }));
    expect(found.toString()).toBe(
      error(mapOfLayers(F, layers))
        .sub(error(rationals([[0, 0]])))
        .toString(),
    );
    expect(flowLoss(float64Field, flowIn(float64Field, flow({ layers, sigmaYX, sigmaXX })))).toBeCloseTo(
      found.toNumber(),
      13,
    );
    expect(convert(float64Field, mapOfLayers(F, layers)).data).toEqual([-1.5, -3]);
  });
});
