import { expect, it } from 'vitest';
import { deepFlow } from '../../../oracles/testing/testFlows.ts';
import { rationals } from '../../../oracles/testing/testProblems.ts';
import { add, multiply, scale, subtract } from '../../numbers/linearAlgebra.ts';
import { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';
import { rationalField } from '../../numbers/rationalField.ts';
import { flowKernel } from './flowKernel.ts';
import { mapOfLayers } from './flowLoss.ts';
import { neuralTangentKernel } from './neuralTangentKernel.ts';

const F = rationalField;
const X = rationals([
  [1, '1/2', 2],
  [0, -1, '1/3'],
]);

it('flowKernel is J Jᵀ of the outputs, which are linear in every one weight', () => {
  const { layers } = deepFlow();
  const outputs = multiply(F, mapOfLayers(F, layers), X);
  let sum = new Matrix(
    outputs.data.length,
    outputs.data.length,
    new Array(outputs.data.length ** 2).fill(Rational.ZERO),
  );
  layers.forEach((layer, j) => {
    layer.data.forEach((_, at) => {
      const one = layer.map((entry, row, col) => (row * layer.cols + col === at ? entry.add(Rational.ONE) : entry));
      const moved = mapOfLayers(F, layers.with(j, one));
      const column = subtract(F, multiply(F, moved, X), outputs).data;
      sum = add(
        F,
        sum,
        Matrix.generate(column.length, column.length, (a, b) => column[a]!.mul(column[b]!)),
      );
    });
  });
  expect(flowKernel(F, layers, X).data.map(String)).toEqual(sum.data.map(String));
});

it('flowKernel is neuralTangentKernel at two layers, and I ⊗ XᵀX at one', () => {
  const [W1, , W3] = deepFlow().layers as [Matrix<Rational>, Matrix<Rational>, Matrix<Rational>];
  const two = neuralTangentKernel(F, { W1, W2: W3 }, X);
  expect(flowKernel(F, [W1, W3], X).data.map(String)).toEqual(two.data.map(String));
  const alone = flowKernel(F, [W1], X);
  const gram = multiply(F, X.transpose(), X);
  expect(alone.slice(0, 3, 0, 3).data.map(String)).toEqual(scale(F, Rational.ONE, gram).data.map(String));
  expect(alone.at(0, 3).sign()).toBe(0);
});
