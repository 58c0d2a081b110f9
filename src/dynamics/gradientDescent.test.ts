import { describe, expect, it } from 'vitest';
import { float64Field } from '../numbers/float64Field.ts';
import { add, frobeniusNorm, multiply, scale, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { closedForm } from './closedForm.ts';
import { gradientDescent } from './gradientDescent.ts';

const problem = {
  sigmaYX: Matrix.fromRows([
    [1, 0.5, -0.25],
    [0, 2, 1],
  ]),
  W1: Matrix.fromRows([
    [0.5, 0, 0.25],
    [0, -0.5, 1],
  ]),
  W2: Matrix.fromRows([
    [0.25, 1],
    [-1, 0.5],
  ]),
  tau: 1,
};

describe('gradientDescent', () => {
  it.each([
    undefined,
    Matrix.fromRows([
      [2, 0.5, 0],
      [0.5, 1, 0.25],
      [0, 0.25, 1],
    ]),
  ])('takes the steps that exact fractions take, Σxx = %j', sigmaXX => {
    const exact = rationalField;
    const [sigmaYX, Sxx, W1, W2] = [problem.sigmaYX, sigmaXX ?? identity(3), problem.W1, problem.W2].map(matrix =>
      matrix.map(entry => Rational.of(entry)),
    ) as [Matrix<Rational>, Matrix<Rational>, Matrix<Rational>, Matrix<Rational>];
    const rate = Rational.of('1/8');
    let [first, second] = [W1, W2];
    for (let step = 0; step < 3; step++) {
      const error = subtract(exact, sigmaYX, multiply(exact, multiply(exact, second, first), Sxx));
      const [change1, change2] = [
        multiply(exact, second.transpose(), error),
        multiply(exact, error, first.transpose()),
      ];
      [first, second] = [
        add(exact, first, scale(exact, rate, change1)),
        add(exact, second, scale(exact, rate, change2)),
      ];
    }
    const [last] = gradientDescent({ ...problem, ...(sigmaXX && { sigmaXX }) }, { learningRate: 0.125, steps: [3] });
    expect(last!.step).toBe(3);
    first.data.forEach((entry, k) => {
      expect(last!.W1.data[k]).toBeCloseTo(entry.toNumber(), 14);
    });
    second.data.forEach((entry, k) => {
      expect(last!.W2.data[k]).toBeCloseTo(entry.toNumber(), 14);
    });
  });

  it('returns the steps asked for, the start being step 0, and continues between them', () => {
    const options = { learningRate: 0.01 };
    const steps = gradientDescent(problem, { ...options, steps: [0, 5, 12] });
    expect(steps.map(({ step }) => step)).toEqual([0, 5, 12]);
    expect(steps[0]).toEqual({ step: 0, W1: problem.W1, W2: problem.W2 });
    expect(steps[2]).toEqual(gradientDescent(problem, { ...options, steps: [12] })[0]);
    const { W1, W2 } = steps[1]!;
    const further = gradientDescent({ ...problem, W1, W2 }, { ...options, steps: [7] })[0]!;
    expect(further.W1).toEqual(steps[2]!.W1);
  });

  it('approaches gradient flow at t = n·η·τ, with an error of order η', () => {
    const balanced = {
      ...problem,
      W1: Matrix.fromRows([
        [0.5, 0, 0],
        [0, 0.5, 0],
      ]),
      W2: Matrix.fromRows([
        [0, 0.5],
        [0.5, 0],
      ]),
      tau: 4,
    };
    const flow = closedForm(balanced);
    const distance = (steps: number): number => {
      const learningRate = 1 / steps;
      const { W1, W2 } = gradientDescent(balanced, { learningRate, steps: [steps] })[0]!;
      const output = multiply(float64Field, W2, W1);
      return frobeniusNorm(
        float64Field,
        subtract(float64Field, output, flow.output(steps * learningRate * balanced.tau)),
      );
    };
    const [coarse, fine] = [distance(1000), distance(2000)];
    expect(fine).toBeLessThan(1e-3);
    expect(coarse / fine).toBeGreaterThan(1.95);
    expect(coarse / fine).toBeLessThan(2.05);
  });

  it('names the learning rate where descent diverges', () => {
    expect(() => gradientDescent(problem, { learningRate: 10, steps: [0, 100] })).toThrowError(
      expect.objectContaining({ code: 'RANGE', argument: 'learningRate' }),
    );
  });

  it.each([
    ['learningRate', { learningRate: 0, steps: [1] }],
    ['learningRate', { learningRate: Number.NaN, steps: [1] }],
    ['steps', { learningRate: 0.1, steps: [-1] }],
    ['steps', { learningRate: 0.1, steps: [1.5] }],
    ['steps', { learningRate: 0.1, steps: [2, 2] }],
  ])('refuses %s of %j', (argument, options) => {
    expect(() => gradientDescent(problem, options)).toThrowError(expect.objectContaining({ code: 'RANGE', argument }));
  });
});

function identity(size: number): Matrix<number> {
  return Matrix.generate(size, size, (i, j) => (i === j ? 1 : 0));
}
