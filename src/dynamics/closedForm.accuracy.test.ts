import { describe, expect, it } from 'vitest';
import type { Binary } from '../numbers/binary/binary.ts';
import { binaryField } from '../numbers/binary/binaryField.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
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
const [LOW_DIGITS, HIGH_DIGITS] = [90, 110];

interface Reference<T> {
  readonly low: Field<T>;
  readonly high: Field<T>;
  /** A value of the first field in the second. */
  readonly cross: (value: T) => T;
}

const [LOW, HIGH] = [binaryField(LOW_DIGITS, { bounds: false }), binaryField(HIGH_DIGITS, { bounds: false })];
const IN_BINARY: Reference<Binary> = { low: LOW, high: HIGH, cross: value => value };

/** Slower, and of a wider range. */
const DECIMAL = decimalField(HIGH_DIGITS);
const IN_DECIMAL: Reference<Decimal> = { low: decimalField(LOW_DIGITS), high: DECIMAL, cross: DECIMAL.cross };

/** What the reference takes the exponential of is below this, for binary numbers end at 2^(2^30). */
const FAR = 2 ** 28;

function isFar({ problem, lambda, times }: SolverCase): boolean {
  const rate = Math.abs(lambda) + Math.hypot(...problem.sigmaYX.data);
  return (rate * Math.max(9, ...times)) / problem.tau > FAR;
}

describe('the 60-digit reference', () => {
  it('solves the Riccati equation: it agrees with the exponential of the Hamiltonian matrix', () => {
    let compared = 0;
    for (const seed of seeds.slice(0, 40)) {
      const { problem, lambda, times } = solverCase(seed);
      for (const t of times) {
        const time = Rational.of(t).div(Rational.of(problem.tau));
        const size = (Math.abs(lambda) + Math.hypot(...problem.sigmaYX.data)) * time.toNumber();
        if (size === 0 || size > 20) continue;
        const field = binaryField(100 + Math.ceil(2 * size), { bounds: false });
        const truth = hamiltonianFlow(field, problem, lambda, time);
        const value = riccatiReference(HIGH, problem.sigmaYX)(lambda, problem.W1, problem.W2, time);
        expect(blockError(field, value, truth, problem.W1.cols)).toBeLessThan(1e-60);
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
      const solver = solverCase(seed);
      vanishing += isFar(solver) ? compareLosses(IN_DECIMAL, solver, seed) : compareLosses(IN_BINARY, solver, seed);
    }
    expect(vanishing).toBeGreaterThan(CASES / 12);
  });
});

/** How many losses had nearly vanished. */
function compareLosses<T>({ high }: Reference<T>, solver: SolverCase, seed: number): number {
  const { problem, lambda, times, category } = solver;
  const { sigmaYX, W1, W2, tau } = problem;
  const flow = closedForm(problem, lambda);
  const reference = riccatiReference(high, sigmaYX);
  const task = exactly(high, sigmaYX);
  let vanishing = 0;
  for (const t of [...times, 2, 9]) {
    const qqt = reference(lambda, W1, W2, Rational.of(t).div(Rational.of(tau)));
    const output = qqt.slice(W1.cols, qqt.rows, 0, W1.cols);
    const truth = high.div(squaredNorm(high, subtract(high, task, output)), high.of(2));
    const scale = high.toNumber(high.add(squaredNorm(high, task), squaredNorm(high, output)));
    const share = high.toNumber(truth) / scale;
    if (!(share >= 1e-60)) {
      // A start at an optimum: the reference has rounding only.
      expect(flow.loss(t)).toBeLessThanOrEqual(1e-28 * scale);
      continue;
    }
    const error = high.toNumber(high.div(high.sub(high.of(Rational.of(flow.loss(t))), truth), truth));
    const isLearned = flow.loss(Number.POSITIVE_INFINITY) < 1e-28 * scale;
    const allowance = 1e-13 + (isLearned ? 0 : 1e-15 / Math.sqrt(share));
    expect(Math.abs(error), `seed ${seed} (${category}), λ = ${lambda}, t = ${t}`).toBeLessThan(allowance);
    if (share < 1e-16) vanishing++;
  }
  return vanishing;
}

function errors(solver: SolverCase): { t: number; error: number }[] {
  return isFar(solver) ? errorsIn(IN_DECIMAL, solver) : errorsIn(IN_BINARY, solver);
}

function errorsIn<T>(
  { low, high, cross }: Reference<T>,
  { problem, lambda, times }: SolverCase,
): { t: number; error: number }[] {
  const { sigmaYX, W1, W2, tau } = problem;
  const flow = closedForm(problem, lambda);
  const [less, more] = [riccatiReference(low, sigmaYX), riccatiReference(high, sigmaYX)];
  return times.map(t => {
    const time = Rational.of(t).div(Rational.of(tau));
    const truth = more(lambda, W1, W2, time);
    const check = less(lambda, W1, W2, time).map(cross);
    expect(blockError(high, check, truth, W1.cols)).toBeLessThan(1e-60);
    const value = flow.qqt(t);
    expect(value.data.every(Number.isFinite)).toBe(true);
    return { t, error: blockError(high, exactly(high, value), truth, W1.cols) };
  });
}

function exactly<T>(field: Field<T>, matrix: Matrix<number>): Matrix<T> {
  return matrix.map(entry => field.of(Rational.of(entry)));
}
