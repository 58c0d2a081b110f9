import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DloError } from '../errors.ts';
import { type Problem, problem, problemIn } from '../network/problem.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import type { Field } from '../numbers/field.ts';
import {
  add,
  frobeniusNorm,
  identity,
  inverse,
  matrixExponential,
  maxAbs,
  multiply,
  product,
  scale,
  squaredNorm,
  stackCols,
  stackRows,
  subtract,
  zeros,
} from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { float64System, jacobiSystem, type NumberSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { bindProblem, extendBindings } from './bindProblem.ts';
import { checkShapes } from './checkShapes.ts';
import { evaluate } from './evaluate.ts';
import { nearMisses } from './nearMisses.ts';
import { parseFormula } from './parseFormula.ts';
import {
  braun2022Eq5,
  braun2022Eq13,
  braun2022Eq13Symbols,
  braun2022Thm31,
  domine2025Eq2,
  domine2025Eq2Corrected,
  domine2025ThmA3,
  domine2025ThmA3Corrected,
} from './printedFormulas.ts';
import { matrixValue, toMatrix } from './value.ts';

const field40 = decimalField(40);
const decimal40 = jacobiSystem<ReturnType<typeof field40.parse>>(field40);

interface Case {
  readonly exact: Problem;
  readonly lambda: Rational;
  readonly t: Rational;
}

const entry = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.constantFrom(1, 2, 4)).map(([n, d]) => Rational.of(n, d));

/** Any weights at all: the Riccati equation does not ask for balance. Tasks of low rank and λ = 0 come often. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    Ni: fc.integer({ min: 1, max: 3 }),
    Nh: fc.integer({ min: 1, max: 4 }),
    No: fc.integer({ min: 1, max: 3 }),
    rank: fc.integer({ min: 0, max: 3 }),
  })
  .chain(({ Ni, Nh, No, rank }) => {
    const matrix = (rows: number, cols: number): fc.Arbitrary<Matrix<Rational>> =>
      fc.array(entry, { minLength: rows * cols, maxLength: rows * cols }).map(data => new Matrix(rows, cols, data));
    const task = fc.tuple(matrix(No, rank), matrix(rank, Ni)).map(([a, b]) => exactProduct(a, b));
    return fc.record({
      exact: fc
        .record({
          sigmaYX: task,
          W1: matrix(Nh, Ni),
          W2: matrix(No, Nh),
          tau: fc.constantFrom(Rational.of(1), Rational.of(3, 2)),
        })
        .map(problem),
      lambda: fc.oneof(fc.constant(Rational.ZERO), entry),
      t: fc.constantFrom('0', '1/1000', '1/4', '1').map(text => Rational.of(text)),
    });
  });

function exactProduct(a: Matrix<Rational>, b: Matrix<Rational>): Matrix<Rational> {
  return Matrix.generate(a.rows, b.cols, (i, j) =>
    Array.from({ length: a.cols }, (_, k) => a.at(i, k).mul(b.at(k, j))).reduce((x, y) => x.add(y), Rational.ZERO),
  );
}

/**
 * R(t) of τ dR/dt = FR + RF − R², through the linear flow of (X, Y) with R = YX⁻¹: τ dX/dt = Y − FX, τ dY/dt = FY,
 * X(0) = I, Y(0) = R(0). Knows nothing of eigenvectors, SVDs or balance.
 */
function riccati<T>(field: Field<T>, bound: Problem<T>, lambda: T, t: T): Matrix<T> {
  const { W1, W2, sigmaYX } = bound;
  const half = field.div(lambda, field.of(2));
  const [Ni, No] = [W1.cols, W2.rows];
  const n = Ni + No;
  const F = stackRows(
    stackCols(scale(field, field.neg(half), identity(field, Ni)), sigmaYX.transpose()),
    stackCols(sigmaYX, scale(field, half, identity(field, No))),
  );
  const Q0 = stackRows(W1.transpose(), W2);
  const flow = stackRows(
    stackCols(scale(field, field.of(-1), F), identity(field, n)),
    stackCols(zeros(field, n, n), F),
  );
  const start = stackRows(identity(field, n), multiply(field, Q0, Q0.transpose()));
  const end = multiply(field, matrixExponential(field, scale(field, field.div(t, bound.tau), flow)), start);
  return multiply(field, end.slice(n, 2 * n, 0, n), inverse(field, end.slice(0, n, 0, n)));
}

function valueIn<T>(text: string, system: NumberSystem<T>, { exact, lambda, t }: Case): Matrix<T> {
  const { field } = system;
  const bindings = bindProblem(system, problemIn(field, exact), field.of(lambda), field.of(t));
  return toMatrix(field, evaluate(parseFormula(text), system, bindings));
}

type Decimals = Matrix<ReturnType<typeof field40.parse>>;

function riccatiOf({ exact, lambda, t }: Case): Decimals {
  return riccati(field40, problemIn(field40, exact), field40.of(lambda), field40.of(t));
}

/** Largest difference between a formula and the Riccati solution in 40 digits, relative to the solution's size. */
function error<T>(text: string, system: NumberSystem<T>, one: Case, truth: Decimals = riccatiOf(one)): number {
  const value = valueIn(text, system, one).map(x => field40.parse(system.field.toString(x)));
  const size = Math.max(1, field40.toNumber(maxAbs(field40, truth)));
  return field40.toNumber(maxAbs(field40, subtract(field40, value, truth))) / size;
}

/** How much rounding grows in the inverse I + Q0' (e^(2Ft/τ) − I)/(2F) Q0: a bound on its condition. */
function condition({ exact, lambda, t }: Case): number {
  const { field } = float64System;
  const { W1, W2, sigmaYX, tau } = problemIn(field, exact);
  const time = t.toNumber() / tau;
  const rate = Math.hypot(frobeniusNorm(field, sigmaYX), lambda.toNumber() / 2);
  return 1 + (squaredNorm(field, W1) + squaredNorm(field, W2)) * time * Math.exp(2 * rate * time);
}

describe('domine2025', () => {
  it.each([
    ['eq. 2', domine2025Eq2Corrected],
    ['theorem A.3', domine2025ThmA3Corrected],
  ])('%s as corrected solves the Riccati equation for all sizes, ranks and λ', (_name, text) => {
    const regimes = new Set<string>();
    fc.assert(
      fc.property(cases, one => {
        const growth = condition(one);
        // e^X by k ≈ log2‖X‖ + √digits squarings of up to 12×12 matrices loses about 12 · 2^k units of rounding.
        const squarings = 12 * 2 ** 13;
        fc.pre(growth < 1e6);
        regimes.add(String(Math.sign(one.exact.W1.cols - one.exact.W2.rows)));
        const truth = riccatiOf(one);
        expect(error(text, decimal40, one, truth)).toBeLessThan(squarings * 1e-40 * growth);
        expect(error(text, float64System, one, truth)).toBeLessThan(squarings * 2 ** -53 * growth);
      }),
      { numRuns: 40 },
    );
    expect([...regimes].sort()).toEqual(['-1', '0', '1']);
  });

  it('eq. 2 as printed adds matrices of sizes Ni + No and min(Ni, No)', () => {
    const { mismatches, result } = checkShapes(parseFormula(domine2025Eq2));
    expect(result).toBe('(Ni + No)×(Ni + No)');
    expect(mismatches).toMatchObject([{ operator: '-', left: '(Ni + No)×(Ni + No)', right: 'm×m', when: 'always' }]);
  });

  it('eq. 2 has its correction among the near misses', () => {
    const one = generic(2, 3, 4);
    const truth = riccatiOf(one);
    const corrections = nearMisses(parseFormula(domine2025Eq2)).filter(({ formula }) => {
      try {
        return error(formula.text, decimal40, one, truth) < 1e-30;
      } catch (fault) {
        expect((fault as DloError).code).toBe('SINGULAR');
        return false;
      }
    });
    expect(corrections.map(({ description }) => description)).toEqual(['line 10: I(min(Ni, No)) → I(Ni + No)']);
  });

  it('theorem A.3 as printed fits for no sizes', () => {
    const { mismatches, definitions } = checkShapes(parseFormula(domine2025ThmA3));
    expect(definitions.map(({ name, shape }) => `${name} ${shape}`)).toEqual([
      'S_lambda m×m',
      'lambda_perp (No - Ni)×(No - Ni)',
      'H m×m',
      'G m×m',
      'B Nh×m',
      'C Nh×m',
      'Z1 Ni×Nh',
      'Z2 No×Nh',
      'A Nh×Nh',
      'QQ (Ni + No)×(Ni + No)',
    ]); // prettier-ignore
    expect(mismatches.map(({ line, operator, when }) => `${line} ${operator} ${when}`)).toEqual([
      '3 I when Ni > No',
      '9 * when Ni ≠ No',
      '9 * when Ni ≠ No',
      '11 * when Ni > No',
      '11 * when Ni > No',
      '14 * when Ni > No',
      '14 - always',
      '14 * when Ni > No',
      '15 * when Ni ≠ No',
      '15 - always',
      '15 * when Ni ≠ No',
    ]); // prettier-ignore
  });

  it.each([
    // The printed values in fitting sizes: the quotient without its factor 2, and one sign of λ⊥ for both sides.
    [
      'the quotient over λ⊥',
      "+ t/tau*W2'*Uperp*phi(2*lambda_Uperp*t/tau)",
      "+ t/tau*W2'*Uperp*phi(lambda_Uperp*t/tau)",
      generic(2, 3, 4),
    ],
    ['the sign of λ⊥ where Ni > No', '-lambda/2*I(Ni - m)', 'lambda/2*I(Ni - m)', generic(4, 3, 2)],
  ])('theorem A.3 needs its correction of %s', (_name, corrected, printed, one) => {
    const text = domine2025ThmA3Corrected.replace(corrected, printed);
    expect(text).not.toBe(domine2025ThmA3Corrected);
    expect(error(text, decimal40, one)).toBeGreaterThan(1e-3);
  });

  it('theorem A.3 as printed divides 0 by 0 on fitting sizes at λ = 0, where phi does not', () => {
    const text = 'lambda_perp = lambda/2*I(No - m)\n(exp(lambda_perp*t/tau) - I(No - m))/lambda_perp';
    const one = { ...generic(2, 3, 4), lambda: Rational.ZERO };
    expect(() => valueIn(text, decimal40, one)).toThrow(expect.objectContaining({ code: 'SINGULAR', line: 2 }));
    expect(error(domine2025ThmA3Corrected, decimal40, one)).toBeLessThan(1e-30);
  });
});

describe('braun2022', () => {
  it('eq. 5 solves the Riccati equation where Ni = No and the task has full rank', () => {
    const one = { ...generic(3, 4, 3), lambda: Rational.ZERO };
    expect(checkShapes(parseFormula(braun2022Eq5)).ok).toBe(true);
    expect(error(braun2022Eq5, decimal40, one)).toBeLessThan(1e-30);
    expect(error(braun2022Eq5, float64System, one)).toBeLessThan(1e-9);
    // Where Ni ≠ No, F has eigenvalues zero.
    expect(() => error(braun2022Eq5, decimal40, { ...generic(3, 4, 2), lambda: Rational.ZERO })).toThrow(
      expect.objectContaining({ code: 'SINGULAR' }),
    );
  });

  it.each([
    [3, 3, 3],
    [2, 2, 4],
    [4, 2, 2],
    [4, 3, 2],
    [2, 4, 3],
  ])('theorem 3.1 at %i-%i-%i from zero-balanced weights', (Ni, Nh, No) => {
    expect(checkShapes(parseFormula(braun2022Thm31)).ok).toBe(true);
    const { field } = decimal40;
    const exact = problemIn(field, generic(Ni, Nh, No).exact);
    const m = Math.min(Ni, No);
    // A zero-balanced initialisation with a generic function of full rank: W2 = U√S R', W1 = R√S V'.
    const { U, s, V } = decimal40.svd(
      Matrix.generate(No, Ni, (i, j) => field.of(((3 * i + 5 * j + i * j) % 7) - 2 + (i === j ? 4 : 0))),
    );
    const R = Matrix.generate(Nh, m, (i, j) => (i === j ? field.one : field.zero));
    const roots = Matrix.generate(m, m, (i, j) => (i === j ? field.sqrt(s[i]!) : field.zero));
    const W1 = product(field, R, roots, V.slice(0, Ni, 0, m).transpose());
    const W2 = product(field, U.slice(0, No, 0, m), roots, R.transpose());
    const bound = { ...exact, W1, W2 };
    for (const t of ['1/5', '2']) {
      const time = field.of(Rational.of(t));
      const value = toMatrix(
        field,
        evaluate(parseFormula(braun2022Thm31), decimal40, bindProblem(decimal40, bound, field.zero, time)),
      );
      const truth = riccati(field, bound, field.zero, time);
      expect(field.toNumber(maxAbs(field, subtract(field, value, truth)))).toBeLessThan(1e-28);
    }
  });

  it('theorem 3.1 has no value where B is singular', () => {
    const singular = problem({
      sigmaYX: Matrix.fromRows([[Rational.ONE]]),
      W1: Matrix.fromRows([[Rational.ONE]]),
      W2: Matrix.fromRows([[Rational.of(-1)]]),
    });
    expect(() =>
      valueIn(braun2022Thm31, decimal40, { exact: singular, lambda: Rational.ZERO, t: Rational.ONE }),
    ).toThrow(expect.objectContaining({ code: 'SINGULAR' }));
  });

  it('eq. 13 is the Riccati solution in the basis of the task', () => {
    const formula = parseFormula(braun2022Eq13, { symbols: braun2022Eq13Symbols });
    expect(checkShapes(formula).mismatches.map(({ when }) => when)).toEqual(['when Ni > No', 'when Ni > No']);
    const { field } = decimal40;
    const exact = problemIn(field, generic(3, 3, 3).exact);
    const { U, V } = decimal40.svd(exact.sigmaYX);
    const A0 = Matrix.generate(3, 3, (i, j) => field.of(i === j ? 2 : (i + 2 * j) % 3));
    const bound = { ...exact, W1: multiply(field, A0, V.transpose()), W2: multiply(field, U, A0.transpose()) };
    const t = field.of(Rational.of('3/4'));
    const bindings = extendBindings(bindProblem(decimal40, bound, field.zero, t), { A0: matrixValue(A0) });
    const value = toMatrix(field, evaluate(formula, decimal40, bindings));
    const truth = riccati(field, bound, field.zero, t).slice(3, 6, 0, 3);
    expect(field.toNumber(maxAbs(field, subtract(field, product(field, U, value, V.transpose()), truth)))).toBeLessThan(
      1e-30,
    );
  });
});

describe('the Riccati solution used above', () => {
  it('has the derivative that the equation asks for', () => {
    const { field } = decimal40;
    const one = generic(2, 3, 3);
    const bound = problemIn(field, one.exact);
    const lambda = field.of(one.lambda);
    const at = (t: number): Decimals => riccati(field, bound, lambda, field.add(field.of(one.t), field.of(t)));
    const h = 2 ** -30;
    const slope = scale(field, field.div(bound.tau, field.of(2 * h)), subtract(field, at(h), at(-h)));
    const R = at(0);
    const half = field.div(lambda, field.of(2));
    const F = Matrix.generate(5, 5, (i, j) =>
      i === j
        ? i < 2
          ? field.neg(half)
          : half
        : i < 2 === j < 2
          ? field.zero
          : i < 2
            ? bound.sigmaYX.at(j - 2, i)
            : bound.sigmaYX.at(i - 2, j),
    );
    const right = subtract(field, add(field, multiply(field, F, R), multiply(field, R, F)), multiply(field, R, R));
    expect(field.toNumber(maxAbs(field, subtract(field, slope, right)))).toBeLessThan(1e-14);
  });
});

/** A problem with nothing special about it. */
function generic(Ni: number, Nh: number, No: number): Case {
  const fill = (rows: number, cols: number, seed: number): Matrix<Rational> =>
    Matrix.generate(rows, cols, (i, j) =>
      Rational.of(((i * 7 + j * 5 + seed * (i + 2) * (j + 3)) % 9) - 4 + (i === j ? 8 : 0), 4),
    );
  const exact = problem({
    sigmaYX: fill(No, Ni, 5),
    W1: fill(Nh, Ni, 2),
    W2: fill(No, Nh, 7),
    tau: Rational.of('3/2'),
  });
  return { exact, lambda: Rational.of('3/4'), t: Rational.of('2/3') };
}
