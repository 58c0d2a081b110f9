import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalField } from '../../numbers/decimal/decimalField.ts';
import { float64Field } from '../../numbers/float64Field.ts';
import {
  convert,
  innerProduct,
  multiply,
  product,
  scale,
  squaredNorm,
  stackRows,
} from '../../numbers/linearAlgebra.ts';
import { Matrix } from '../../numbers/matrix.ts';
import { float64System, jacobiSystem } from '../../numbers/numberSystem.ts';
import { Rational } from '../../numbers/rational.ts';
import { rationalField } from '../../numbers/rationalField.ts';
import { rationalOrthogonal } from '../initialisations/rationalOrthogonal.ts';
import type { Weights } from '../problem.ts';
import { taskFromData } from '../task.ts';
import { blocksOf, blocksOfQqt, qqtOf } from './blocks.ts';
import { kernelDistance, kernelDistanceFromBlocks } from './kernelDistance.ts';
import { loss, lossFromData, lossOfMap } from './loss.ts';
import { neuralTangentKernel, neuralTangentKernelFromBlocks } from './neuralTangentKernel.ts';
import { output } from './output.ts';
import { pseudoinverse } from './pseudoinverse.ts';
import {
  inputSimilarity,
  inputSimilarityFromBlock,
  outputSimilarity,
  outputSimilarityFromBlock,
} from './similarity.ts';

const F = rationalField;
const entry = fc
  .tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 1, max: 4 }))
  .map(([n, d]) => Rational.of(n, d));
const width = fc.integer({ min: 1, max: 3 });
const matrixOf = (rows: number, cols: number): fc.Arbitrary<Matrix<Rational>> =>
  fc.array(entry, { minLength: rows * cols, maxLength: rows * cols }).map(data => new Matrix(rows, cols, data));
const network = fc
  .tuple(width, width, width, fc.integer({ min: 1, max: 4 }))
  .chain(([Ni, Nh, No, P]) =>
    fc.record({ W1: matrixOf(Nh, Ni), W2: matrixOf(No, Nh), X: matrixOf(Ni, P), Y: matrixOf(No, P) }),
  );
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, holds), { seed: 1, numRuns: 100 });

describe('loss', () => {
  it('from Σyx is the loss from the data, exactly, for white inputs', () => {
    const white = stackRows(
      rationalOrthogonal(
        4,
        [1, 2, 3].map(d => Rational.of(1, d)),
      ),
      rationalOrthogonal(4),
    ).transpose();
    const whiteInputs = scale(F, Rational.of(2), white.slice(0, 2, 0, 8)); // rows of length 8 = P
    check(fc.tuple(matrixOf(3, 2), matrixOf(3, 3), matrixOf(3, 8)), ([W1, W2, Y]) => {
      const task = taskFromData(F, whiteInputs, Y);
      const weights = { W1, W2 };
      expect(loss(F, task, weights).toString()).toBe(lossFromData(F, whiteInputs, Y, weights).toString());
      expect(lossOfMap(F, task, output(F, weights)).toString()).toBe(loss(F, task, weights).toString());
    });
  });
});

describe('output and blocks', () => {
  it('agree with QQᵀ for Q = [W1ᵀ; W2]', () => {
    check(network, ({ W1, W2, X }) => {
      const Q = stackRows(W1.transpose(), W2);
      const qqt = multiply(F, Q, Q.transpose());
      const blocks = blocksOf(F, { W1, W2 });
      expect(qqtOf(blocks)).toEqual(qqt);
      expect(blocksOfQqt(qqt, W1.cols)).toEqual(blocks);
      expect(output(F, { W1, W2 })).toEqual(blocks.map);
      expect(output(F, { W1, W2 }, X)).toEqual(product(F, W2, W1, X));
    });
    expect(() => blocksOfQqt(new Matrix(2, 2, [1, 0, 0, 1]), 2)).toThrow(/qqt/);
  });
});

describe('neuralTangentKernel', () => {
  /** ∂ŷ/∂(weight) without any formula: ŷ is linear in each single weight, so a unit step gives the derivative exactly. */
  function jacobian({ W1, W2 }: Weights<Rational>, X: Matrix<Rational>): Matrix<Rational> {
    const before = output(F, { W1, W2 }, X);
    const columns: Rational[][] = [];
    const step = (layer: Matrix<Rational>, index: number) =>
      new Matrix(
        layer.rows,
        layer.cols,
        layer.data.map((value, k) => (k === index ? value.add(Rational.ONE) : value)),
      );
    const record = (after: Matrix<Rational>) => {
      const column: Rational[] = new Array(before.data.length);
      for (let o = 0; o < before.rows; o++) {
        for (let p = 0; p < before.cols; p++) column[o * X.cols + p] = after.at(o, p).sub(before.at(o, p));
      }
      columns.push(column);
    };
    for (let k = 0; k < W1.data.length; k++) record(output(F, { W1: step(W1, k), W2 }, X));
    for (let k = 0; k < W2.data.length; k++) record(output(F, { W1, W2: step(W2, k) }, X));
    return Matrix.fromRows(columns).transpose();
  }

  it('is J Jᵀ in the written index order, exactly', () => {
    check(network, ({ W1, W2, X }) => {
      const J = jacobian({ W1, W2 }, X);
      const kernel = neuralTangentKernel(F, { W1, W2 }, X);
      expect(kernel).toEqual(multiply(F, J, J.transpose()));
      expect(neuralTangentKernelFromBlocks(F, blocksOf(F, { W1, W2 }), X)).toEqual(kernel);
    });
  });
});

describe('similarity', () => {
  it('of the inputs is (W1X)ᵀ(W1X), from the weights and from QQᵀ', () => {
    check(network, ({ W1, W2, X }) => {
      const similarity = inputSimilarity(F, W1, X);
      expect(similarity).toEqual(product(F, X.transpose(), W1.transpose(), W1, X));
      expect(inputSimilarityFromBlock(F, blocksOf(F, { W1, W2 }).gram1, X)).toEqual(similarity);
    });
  });

  it('of the outputs is Yᵀ(W2W2ᵀ)⁻¹Y where that exists, and uses the pseudoinverse where not', () => {
    const field = decimalField(40);
    const system = jacobiSystem(field);
    const Y = Matrix.fromRows(
      [
        [1, 2],
        [3, -1],
      ].map(row => row.map(n => field.of(n))),
    );
    const W2 = Matrix.fromRows(
      [
        [2, 0],
        [0, 4],
      ].map(row => row.map(n => field.of(n))),
    );
    const expected = [
      [0.25 + 9 / 16, 0.5 - 3 / 16],
      [0.5 - 3 / 16, 1 + 1 / 16],
    ];
    const fromWeights = outputSimilarity(system, W2, Y);
    const fromBlock = outputSimilarityFromBlock(system, multiply(field, W2, W2.transpose()), Y);
    for (const similarity of [fromWeights, fromBlock]) expectClose(similarity.map(field.toNumber), expected, 1e-15);
    const singular = Matrix.fromRows([[2], [0]].map(row => row.map(n => field.of(n))));
    const flat = [
      [0.25, 0.5],
      [0.5, 1],
    ];
    expectClose(outputSimilarity(system, singular, Y).map(field.toNumber), flat, 1e-15);
    const block = multiply(field, singular, singular.transpose());
    expectClose(outputSimilarityFromBlock(system, block, Y).map(field.toNumber), flat, 1e-15);
  });

  it('keeps weights as small as 1e-10 of the largest, which the block of squares cannot', () => {
    const W2 = new Matrix(2, 2, [1, 0, 0, 1e-10]);
    const Y = new Matrix(2, 1, [0, 1]);
    expect(outputSimilarity(float64System, W2, Y).at(0, 0) / 1e20).toBeCloseTo(1, 12);
    expect(outputSimilarityFromBlock(float64System, multiply(float64Field, W2, W2), Y).at(0, 0)).toBe(0);
  });
});

describe('pseudoinverse', () => {
  it('obeys the four Penrose equations, at every rank', () => {
    const field = decimalField(30);
    const system = jacobiSystem(field);
    check(
      fc.tuple(width, width, width).chain(([m, r, n]) => fc.tuple(matrixOf(m, r), matrixOf(r, n))),
      ([L, R]) => {
        const A = convert(field, multiply(F, L, R));
        const G = pseudoinverse(system, A);
        const size = 1 + field.toNumber(squaredNorm(field, A)) * (1 + field.toNumber(squaredNorm(field, G)));
        const close = (x: typeof A, y: typeof A) =>
          expectClose(x.map(field.toNumber), y.map(field.toNumber).toRows(), 1e-24 * size);
        const [AG, GA] = [multiply(field, A, G), multiply(field, G, A)];
        close(multiply(field, AG, A), A);
        close(multiply(field, GA, G), G);
        close(AG, AG.transpose());
        close(GA, GA.transpose());
      },
    );
  });
});

describe('kernelDistance', () => {
  const field = decimalField(40);
  const inField = (weights: Weights<Rational>) => ({ W1: convert(field, weights.W1), W2: convert(field, weights.W2) });
  const pairs = fc
    .tuple(width, width, width)
    .chain(([Ni, Nh, No]) => fc.tuple(matrixOf(Nh, Ni), matrixOf(No, Nh), matrixOf(Nh, Ni), matrixOf(No, Nh)));

  it('from blocks is the distance of the full kernels for white inputs, which is 1 − cos', () => {
    check(pairs, ([A1, A2, B1, B2]) => {
      const [first, second] = [inField({ W1: A1, W2: A2 }), inField({ W1: B1, W2: B2 })];
      const isZero = (weights: Weights<Rational>) =>
        [...weights.W1.data, ...weights.W2.data].every(x => x.sign() === 0);
      fc.pre(!isZero({ W1: A1, W2: A2 }) && !isZero({ W1: B1, W2: B2 }));
      const Ni = A1.cols;
      const turn = rationalOrthogonal(Ni, [Rational.of(1, 2), Rational.of(2, 3), Rational.of(1, 3)]);
      const X = convert(field, scale(F, Rational.of(7), turn));
      const [K0, Kt] = [neuralTangentKernel(field, first, X), neuralTangentKernel(field, second, X)];
      const full = kernelDistance(field, K0, Kt);
      const norms = field.sqrt(field.mul(squaredNorm(field, K0), squaredNorm(field, Kt)));
      const naive = field.sub(field.one, field.div(innerProduct(field, K0, Kt), norms));
      const blocks = kernelDistanceFromBlocks(field, blocksOf(field, first), blocksOf(field, second));
      expect(Math.abs(field.toNumber(field.sub(full, naive)))).toBeLessThan(1e-37);
      expect(Math.abs(field.toNumber(field.sub(blocks, full)))).toBeLessThan(1e-37);
    });
  });

  it('keeps its digits where it is tiny', () => {
    const near = (epsilon: number) => ({
      gram1: new Matrix(2, 2, [2, 1, 1, 3 + epsilon]),
      gram2: new Matrix(1, 1, [5]),
    });
    // K = gram1 + 5 I (No = 1): the distance is ½ε² sin²(angle of the step)/‖K‖² to first order.
    const [k, step] = [
      [7, 1, 1, 8],
      [0, 0, 0, 1],
    ];
    const kk = k.reduce((sum, value) => sum + value * value, 0);
    const along = step.reduce((sum, value, i) => sum + value * k[i]!, 0);
    const expected = 0.5 * (1 / kk) * (1 - (along * along) / kk);
    for (const epsilon of [2 ** -20, 2 ** -26, 2 ** -32]) {
      const distance = kernelDistanceFromBlocks(float64Field, near(0), near(epsilon));
      expect(Math.abs(distance / epsilon ** 2 / expected - 1)).toBeLessThan(1e-5);
    }
    const same = kernelDistanceFromBlocks(float64Field, near(0), near(0));
    expect(same).toBe(0);
  });

  it('does not depend on the size of either kernel', () => {
    const blocks = (size: number, corner: number) => ({
      gram1: new Matrix(2, 2, [2 * size, size, size, corner * size]),
      gram2: new Matrix(1, 1, [5 * size]),
    });
    const distance = kernelDistanceFromBlocks(float64Field, blocks(1, 3), blocks(1, 7));
    for (const size of [2 ** -700, 2 ** -300, 2 ** 600]) {
      expect(kernelDistanceFromBlocks(float64Field, blocks(size, 3), blocks(1, 7))).toBe(distance);
      expect(kernelDistanceFromBlocks(float64Field, blocks(1, 3), blocks(size, 7))).toBe(distance);
    }
  });

  it('refuses kernels without a direction and of unequal shapes', () => {
    const zero = new Matrix(1, 1, [0]);
    const one = new Matrix(1, 1, [1]);
    expect(() => kernelDistance(float64Field, zero, one)).toThrow(expect.objectContaining({ code: 'SINGULAR' }));
    expect(() => kernelDistance(float64Field, one, new Matrix(1, 2, [1, 1]))).toThrow(/Kt/);
    const wide = { gram1: new Matrix(2, 2, [1, 0, 0, 1]), gram2: one };
    expect(() => kernelDistanceFromBlocks(float64Field, { gram1: one, gram2: one }, wide)).toThrow(/gram1/);
  });
});

function expectClose(actual: Matrix<number>, expected: readonly (readonly number[])[], allowance: number): void {
  actual.toRows().forEach((row, i) => {
    row.forEach((value, j) => {
      expect(Math.abs(value - expected[i]![j]!)).toBeLessThanOrEqual(allowance);
    });
  });
}
