import { describe, expect, it } from 'vitest';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import type { Field } from '../numbers/field.ts';
import { squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { closedForm } from './closedForm.ts';
import { blockError } from './testing/blockError.ts';
import { hamiltonianFlow } from './testing/hamiltonianFlow.ts';
import { riccatiReference } from './testing/riccatiReference.ts';
import { type SolverCase, solverCase } from './testing/solverCases.ts';

/** Seeds 1 … CASES, three times each. A longer run: DLO_SOLVER_CASES=5000. */
const CASES = Number(process.env.DLO_SOLVER_CASES ?? 120);
const seeds = Array.from({ length: CASES }, (_, k) => k + 1);

/** Two evaluations with this many digits must agree to 60. */
const [LOW, HIGH] = [decimalField(90), decimalField(110)];

describe('the 60-digit reference', () => {
  it('solves the Riccati equation: it agrees with the exponential of the Hamiltonian matrix', () => {
    let compared = 0;
    for (const seed of seeds.slice(0, 40)) {
      const { problem, lambda, times } = solverCase(seed);
      for (const t of times) {
        const time = Rational.of(t).div(Rational.of(problem.tau));
        const size = (Math.abs(lambda) + Math.hypot(...problem.sigmaYX.data)) * time.toNumber();
        if (size === 0 || size > 20) continue;
        const field = decimalField(100 + Math.ceil(2 * size));
        const truth = hamiltonianFlow(field, problem, lambda, time);
        const value = riccatiReference(HIGH, problem.sigmaYX)(lambda, problem.W1, problem.W2, time);
        expect(blockError(field, value.map(field.cross), truth, problem.W1.cols)).toBeLessThan(1e-60);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(25);
  });
});

describe('closedForm', () => {
  it.each(['random', 'exact integers'])('%s: each block of QQᵀ agrees with 60 digits', kind => {
    let compared = 0;
    for (const seed of seeds) {
      const solver = solverCase(seed);
      if (solver.singular !== (kind === 'exact integers')) continue;
      for (const { t, error } of errors(solver)) {
        expect(error, `seed ${seed} (${solver.category}), λ = ${solver.lambda}, t = ${t}`).toBeLessThan(1e-13);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(CASES / 2);
  });
});

describe('loss', () => {
  it('agrees with 60 digits relative to itself where the task is learned in the end', () => {
    let vanishing = 0;
    for (const seed of seeds.filter(each => each % 2 === 0)) {
      const { problem, lambda, times, category } = solverCase(seed);
      const { sigmaYX, W1, W2, tau } = problem;
      const flow = closedForm(problem, lambda);
      const reference = riccatiReference(HIGH, sigmaYX);
      const task = exactly(HIGH, sigmaYX);
      for (const t of [...times, 2, 9]) {
        const qqt = reference(lambda, W1, W2, Rational.of(t).div(Rational.of(tau)));
        const output = qqt.slice(W1.cols, qqt.rows, 0, W1.cols);
        const truth = HIGH.div(squaredNorm(HIGH, subtract(HIGH, task, output)), HIGH.of(2));
        const scale = HIGH.toNumber(HIGH.add(squaredNorm(HIGH, task), squaredNorm(HIGH, output)));
        const share = HIGH.toNumber(truth) / scale;
        if (!(share >= 1e-60)) {
          // A start at an optimum: the reference has rounding only.
          expect(flow.loss(t)).toBeLessThanOrEqual(1e-28 * scale);
          continue;
        }
        const error = HIGH.toNumber(HIGH.div(HIGH.sub(HIGH.of(Rational.of(flow.loss(t))), truth), truth));
        const isLearned = flow.loss(Number.POSITIVE_INFINITY) < 1e-28 * scale;
        const allowance = 1e-13 + (isLearned ? 0 : 1e-15 / Math.sqrt(share));
        expect(Math.abs(error), `seed ${seed} (${category}), λ = ${lambda}, t = ${t}`).toBeLessThan(allowance);
        if (share < 1e-16) vanishing++;
      }
    }
    expect(vanishing).toBeGreaterThan(CASES / 12);
  });
});

function errors({ problem, lambda, times }: SolverCase): { t: number; error: number }[] {
  const { sigmaYX, W1, W2, tau } = problem;
  const flow = closedForm(problem, lambda);
  const [low, high] = [riccatiReference(LOW, sigmaYX), riccatiReference(HIGH, sigmaYX)];
  return times.map(t => {
    const time = Rational.of(t).div(Rational.of(tau));
    const truth = high(lambda, W1, W2, time);
    const check = low(lambda, W1, W2, time).map(HIGH.cross);
    expect(blockError(HIGH, check, truth, W1.cols)).toBeLessThan(1e-60);
    const value = flow.qqt(t);
    expect(value.data.every(Number.isFinite)).toBe(true);
    return { t, error: blockError(HIGH, exactly(HIGH, value), truth, W1.cols) };
  });
}

function exactly<T>(field: Field<T>, matrix: Matrix<number>): Matrix<T> {
  return matrix.map(entry => field.of(Rational.of(entry)));
}
