import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DloError } from '../../errors.ts';
import { bindProblem } from '../../formula/bindProblem.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { parseFormula } from '../../formula/parseFormula.ts';
import { phi } from '../../formula/phi.ts';
import { toMatrix } from '../../formula/value.ts';
import { type Problem, problem, problemIn } from '../../network/problem.ts';
import { decimalField } from '../decimal/decimalField.ts';
import { convert, innerProduct, inverse, matrixExponential, maxAbs, multiply, scale, solve } from '../linearAlgebra.ts';
import { Matrix } from '../matrix.ts';
import { rank } from '../rank.ts';
import { Rational } from '../rational.ts';
import { rationalField } from '../rationalField.ts';
import { type Binary, log10Radius, midpointOf, radiusOf } from './binary.ts';
import { binaryField } from './binaryField.ts';
import { binarySystem } from './binarySystem.ts';
import { allHeld, holdsExactly, log10LargestRadius } from './testing/exactSpectra.ts';

const seed = 20251;
const fraction = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 6 }))
  .map(([n, d]) => Rational.of(n, d));
const matrixOf = (rows: number, cols: number): fc.Arbitrary<Matrix<Rational>> =>
  fc.array(fraction, { minLength: rows * cols, maxLength: rows * cols }).map(data => new Matrix(rows, cols, data));

describe.each([10, 50, 500])('linear algebra in binary numbers of %i digits', digits => {
  const field = binaryField(digits);
  const runs = { seed, numRuns: digits === 500 ? 30 : 150 };

  it('holds products, inner products and solutions of exact systems, and loses few digits', () => {
    const sizes = fc.integer({ min: 1, max: 6 });
    const systems = sizes.chain(n => fc.tuple(matrixOf(n, n), matrixOf(n, 2)));
    fc.assert(
      fc.property(systems, ([a, b]) => {
        const [A, B] = [convert(field, a), convert(field, b)];
        expect(allHeld(multiply(field, A, B), multiply(rationalField, a, b))).toBe(true);
        expect(holdsExactly(innerProduct(field, A, A), innerProduct(rationalField, a, a))).toBe(true);
        if (rank(rationalField, a) < a.rows) {
          expect(['SINGULAR', 'PRECISION']).toContain(codeOf(() => solve(field, A, B)));
          return;
        }
        const solved = solve(field, A, B);
        expect(allHeld(solved, solve(rationalField, a, b))).toBe(true);
        expect(allHeld(inverse(field, A), inverse(rationalField, a))).toBe(true);
        // entries up to 9, determinants from 6^−36: far fewer digits are lost
        expect(log10LargestRadius(solved.data)).toBeLessThan(Math.min(30, 2 * a.rows + 2) - digits);
      }),
      runs,
    );
    const integers = Matrix.fromRows([
      [1, 2],
      [2, 4],
    ]).map(entry => field.of(entry));
    expect(codeOf(() => inverse(field, integers))).toBe('SINGULAR');
  });

  it('holds e^A: of nilpotent matrices exactly, of others as decimal.js has it', () => {
    const wide = decimalField(digits + 30);
    fc.assert(
      fc.property(matrixOf(3, 3), exact => {
        const nilpotent = exact.map((entry, i, j) => (i < j ? entry : Rational.ZERO));
        const square = multiply(rationalField, nilpotent, nilpotent);
        const sum = nilpotent.map((entry, i, j) =>
          entry.add(square.at(i, j).div(Rational.of(2))).add(i === j ? Rational.ONE : Rational.ZERO),
        );
        expect(allHeld(matrixExponential(field, convert(field, nilpotent)), sum)).toBe(true);
        const small = scale(rationalField, Rational.of('1/3'), exact);
        const reference = matrixExponential(wide, convert(wide, small));
        const found = matrixExponential(field, convert(field, small));
        found.data.forEach((ball, k) => {
          const off = wide.sub(wide.of(midpointOf(ball)), reference.data[k]!).abs();
          expect(off.lte(wide.add(wide.of(radiusOf(ball)), wide.parse(`1e-${digits + 12}`)))).toBe(true);
        });
        expect(log10LargestRadius(found.data)).toBeLessThan(18 - digits);
      }),
      { ...runs, numRuns: digits === 500 ? 3 : 25 },
    );
  });

  it('holds (e^x − 1)/x on both sides of 1 and near 0', () => {
    const wide = decimalField(digits + 60);
    const xs = fc.tuple(fraction, fc.constantFrom('1', '1/9', '1e-5', '1e-30')).map(([x, y]) => x.mul(Rational.of(y)));
    fc.assert(
      fc.property(xs, x => {
        const ball = phi(field, field.of(x));
        const at = wide.of(x);
        const reference = x.sign() === 0 ? wide.one : wide.div(wide.sub(wide.exp(at), wide.one), at);
        const off = wide.sub(wide.of(midpointOf(ball)), reference).abs();
        expect(off.lte(wide.add(wide.of(radiusOf(ball)), wide.parse(`1e-${digits + 20}`)))).toBe(true);
        expect(log10Radius(ball)).toBeLessThan(4 - digits + Math.max(0, x.toNumber()));
      }),
      { ...runs, numRuns: 60 },
    );
  });

  it('bounds the size of entries from above', () => {
    const entries = [field.of(-3), field.bounds!.widen(field.of(2), field.of(Rational.of('3/2')))];
    const largest = maxAbs(field, new Matrix(1, 2, entries));
    expect(largest.radius).toBe(0);
    expect(field.toNumber(largest)).toBeGreaterThanOrEqual(3.5);
    expect(field.toNumber(largest)).toBeLessThan(3.6);
  });
});

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as DloError).code;
  }
  return 'none';
}

describe('formulas in binary numbers', () => {
  const system = binarySystem(30);
  const { field } = system;
  const start: Problem = problem({
    W1: Matrix.fromRows([[Rational.of(1, 3)]]),
    W2: Matrix.fromRows([[Rational.of(2)], [Rational.of(1, 7)]]),
    sigmaYX: Matrix.fromRows([[Rational.of(3, 5)], [Rational.of(1)]]),
  });
  const given = problemIn(field, start);
  const bindings = bindProblem(system, given, field.of(Rational.of(1, 3)), field.of(Rational.of(1, 9)));
  const evaluated = (text: string): Binary =>
    toMatrix(field, evaluate(parseFormula(text, { name: 'test' }), system, bindings)).at(0, 0);

  it('hold what is exact', () => {
    const cases: [string, string][] = [
      ['sqrt((lambda - t)^2)', '2/9'],
      ['sgn(lambda) + sgn(0) - sgn(-t)', '2'],
      ['min(lambda, t, 2) + max(lambda, t)', '4/9'],
      ['abs(t - lambda)', '2/9'],
      ['trace(pinv(Syx)*Syx)', '1'],
      ['norm(U)^2 + norm(Uperp)^2', '2'],
      ["trace(W2*W1*W1'*W2')", '197/441'],
    ];
    for (const [text, value] of cases) expect(holdsExactly(evaluated(text), Rational.of(value)), text).toBe(true);
    expect(evaluated('sqrt(3*t - lambda)').radius).toBeGreaterThan(0);
    expect(holdsExactly(evaluated('sqrt(3*t - lambda)'), Rational.ZERO)).toBe(true);
  });

  it('say PRECISION, not SINGULAR, where a number may be zero', () => {
    for (const text of ['1/(3*t - lambda)', 'sgn(3*t - lambda)', 'min(3*t, lambda)', 'log(3*t - lambda)'])
      expect(
        codeOf(() => evaluated(text)),
        text,
      ).toBe('PRECISION');
    for (const text of ['inv([lambda, t; 3*lambda, 3*t])', 'pinv(lambda - 3*t)'])
      expect(
        codeOf(() => evaluated(text)),
        text,
      ).toBe('PRECISION');
    expect(codeOf(() => evaluated('1/(Ni - 1)'))).toBe('SINGULAR');
    expect(codeOf(() => evaluated('sqrt(t - lambda)'))).toBe('NOT_REAL');
    expect(codeOf(() => evaluated('log(t - lambda)'))).toBe('NOT_REAL');
  });
});
