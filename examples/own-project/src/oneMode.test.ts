import { exactProblem, Rational } from 'deep-linear-oracle';
import { agreedDigits, decimalField, exactly, gradientFlow, observe } from 'deep-linear-oracle/oracles';
import { expect, it } from 'vitest';
import { oneMode } from './oneMode.ts';

const problem = { W1: [[0.5]], W2: [[0.5]], sigmaYX: [[2]], tau: 3 };

it('is what the network learns', () => {
  const a = oneMode(2, 0.25, 3);
  expect((t: number) => [[a(t)]]).toMatchGradientFlow(problem, { quantity: 'output', digits: 13 });
  expect((t: number) => (2 - a(t)) ** 2 / 2).toMatchGradientFlow(problem, { quantity: 'loss', digits: 13 });
  // From equal weights all blocks of QQᵀ are a.
  expect((t: number) => [
    [a(t), a(t)],
    [a(t), a(t)],
  ]).toSolveRiccati(problem, { digits: 13 });
  // e^(2st/τ) overflows at t = 532.
  expect(a).toConvergeTo(2, { rest: 4 });
});

it('asks the oracle for as many digits as it likes', () => {
  const exact = exactProblem(problem);
  const [answer] = gradientFlow(exact, [Rational.of('1/3')], { digits: 40 });
  const field = decimalField(60);
  const { output } = observe(field, exact, answer!);
  const growth = field.exp(field.of(Rational.of('4/9')));
  const formula = output.map(() => field.div(field.mul(field.of(2), growth), field.add(growth, field.of(7))));
  expect(agreedDigits(formula, output)).toBeGreaterThan(40);
  expect(exactly(output).at(0, 0).toNumber()).toBeCloseTo(oneMode(2, 0.25, 3)(1 / 3), 14);
});
