import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DloError } from '../errors.ts';
import { type Problem, problem, problemIn } from '../network/problem.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { frobeniusNorm, matrixExponential, maxAbs, multiply, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { float64System, jacobiSystem, type NumberSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { bindProblem, extendBindings } from './bindProblem.ts';
import { checkShapes, shapesFor } from './checkShapes.ts';
import { extendEnvironment, standardEnvironment } from './environment.ts';
import { evaluate, evaluateAll } from './evaluate.ts';
import { FormulaError } from './formulaError.ts';
import { parseFormula } from './parseFormula.ts';
import { phi, phi2 } from './phi.ts';
import { matrixValue, scalarValue, toMatrix, type Value } from './value.ts';

const decimal30 = jacobiSystem(decimalField(30));
const exactSystem = jacobiSystem(rationalField);

const rational = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.constantFrom(1, 2, 4)).map(([n, d]) => Rational.of(n, d));

const anyProblem: fc.Arbitrary<Problem> = fc
  .record({
    Ni: fc.integer({ min: 1, max: 4 }),
    Nh: fc.integer({ min: 1, max: 4 }),
    No: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ Ni, Nh, No }) => {
    const matrix = (rows: number, cols: number): fc.Arbitrary<Matrix<Rational>> =>
      fc.array(rational, { minLength: rows * cols, maxLength: rows * cols }).map(data => new Matrix(rows, cols, data));
    return fc.record({ sigmaYX: matrix(No, Ni), W1: matrix(Nh, Ni), W2: matrix(No, Nh) }).map(problem);
  });

function valueIn<T>(system: NumberSystem<T>, text: string, exact: Problem, lambda = '1/2', t = '3/4'): Value<T> {
  const of = (number: string): T => system.field.of(Rational.of(number));
  const bindings = bindProblem(system, problemIn(system.field, exact), of(lambda), of(t));
  return evaluate(parseFormula(text), system, bindings);
}

const sample = problem({
  sigmaYX: Matrix.fromRows(
    [
      [3, 1],
      [0, 2],
      [1, 1],
    ].map(row => row.map(x => Rational.of(x))),
  ),
  W1: Matrix.fromRows(
    [
      [1, 2],
      [0, 1],
    ].map(row => row.map(x => Rational.of(x))),
  ),
  W2: Matrix.fromRows(
    [
      [1, 0],
      [2, 1],
      [0, 1],
    ].map(row => row.map(x => Rational.of(x))),
  ),
  tau: Rational.of(2),
}); // prettier-ignore

/**
 * A random expression whose shape is rows × cols in symbols, from a tape of choices. Values of W1, W2, Syx only, so that it
 * does not depend on the signs of singular vectors; diagonal parts come from S.
 */
function wellShaped(tape: readonly number[]): string {
  let at = 0;
  const pick = (options: number): number => tape[at++ % tape.length]! % options;
  const sizes = ['Ni', 'Nh', 'No', 'm'];
  const leaves: Record<string, string[]> = {
    'Nh,Ni': ['W1'],
    'Ni,Nh': ["W1'"],
    'No,Nh': ['W2'],
    'Nh,No': ["W2'"],
    'No,Ni': ['Syx'],
    'Ni,No': ["Syx'"],
    'm,m': [
      'S',
      'sqrt(S)',
      'exp(-S*t/tau)',
      'phi(S/4)',
      'S^2',
      'sgn(S)',
      '(S + 2*I(m))^(-1/2)',
      '1/(I(m) + S)',
      'log(S + I(m))',
    ],
  }; // prettier-ignore
  const build = (rows: string, cols: string, depth: number): string => {
    const leaf = [
      `zeros(${rows}, ${cols})`,
      ...(leaves[`${rows},${cols}`] ?? []),
      ...(rows === cols ? [`I(${rows})`] : []),
    ];
    if (depth === 0) return leaf[(leaf.length - 1 - pick(leaf.length)) % leaf.length]!;
    const inner = sizes[pick(4)]!;
    switch (pick(9)) {
      case 0:
      case 1:
        return `(${build(rows, cols, depth - 1)} + ${build(rows, cols, depth - 1)})`;
      case 2:
        return `(${build(rows, cols, depth - 1)} - ${build(rows, cols, depth - 1)})`;
      case 3:
      case 4:
        return `${build(rows, inner, depth - 1)}*${build(inner, cols, depth - 1)}`;
      case 5:
        return `(${build(cols, rows, depth - 1)})'`;
      case 6:
        return `${['lambda/2', '2', '-1', 't/tau', '1/8*Ni'][pick(5)]}*(${build(rows, cols, depth - 1)})`;
      case 7: {
        const factor = build(rows, rows, depth - 1);
        return `((3*I(${rows}) + (${factor})*(${factor})')\\(${build(rows, cols, depth - 1)}))`;
      }
      default:
        return `[${build(rows, cols, depth - 1)}, ${build(rows, inner, depth - 1)}]*[I(${cols}); zeros(${inner}, ${cols})]`;
    }
  };
  const [rows, cols] = [sizes[pick(4)]!, sizes[pick(4)]!];
  return build(rows, cols, 3);
}

const tapes = fc.array(fc.nat(2 ** 20), { minLength: 12, maxLength: 60 });

function difference<T>(system: NumberSystem<T>, a: Matrix<T>, b: Matrix<T>): number {
  return system.field.toNumber(maxAbs(system.field, subtract(system.field, a, b)));
}

describe('evaluate', () => {
  it('gives the shape that the check in symbols and the check in numbers announce', () => {
    fc.assert(
      fc.property(tapes, anyProblem, (tape, exact) => {
        const formula = parseFormula(wellShaped(tape));
        const report = checkShapes(formula);
        expect(report.mismatches).toEqual([]);
        const architecture = { Ni: exact.W1.cols, Nh: exact.W1.rows, No: exact.W2.rows };
        const announced = shapesFor(formula, architecture).result;
        const inNumbers = report.result
          .split('×')
          .map(size => ({ ...architecture, m: Math.min(architecture.Ni, architecture.No) })[size as 'm']);
        let value: Value<number>;
        try {
          value = valueIn(float64System, formula.text, exact);
        } catch (error) {
          // Rounding of float64 can reach neither shapes nor names.
          expect(['SINGULAR', 'PRECISION']).toContain((error as DloError).code);
          return;
        }
        const { rows, cols } = toMatrix(float64System.field, value);
        expect([rows, cols]).toEqual([announced.rows, announced.cols]);
        expect([rows, cols]).toEqual(inNumbers);
      }),
      { numRuns: 300 },
    );
  });

  it('agrees in float64 and in 30 digits', () => {
    let compared = 0;
    fc.assert(
      fc.property(tapes, anyProblem, (tape, exact) => {
        const text = wellShaped(tape);
        // The sign of a singular value at rounding is not defined, and roots there amplify.
        fc.pre(!text.includes('sgn') && !text.includes('sqrt(S)'));
        const coarse = toMatrix(float64System.field, valueIn(float64System, text, exact));
        const fine = toMatrix(decimal30.field, valueIn(decimal30, text, exact)).map(decimal30.field.toNumber);
        compared += 1;
        const size = Math.max(1, maxAbs(float64System.field, fine));
        expect(difference(float64System, coarse, fine) / size).toBeLessThan(1e-9);
      }),
      { numRuns: 150 },
    );
    expect(compared).toBe(150);
  });

  it.each([
    ['W1\\W1', 'I(Nh)'],
    ["(W2'*W2)*inv(W2'*W2)", 'I(Nh)'],
    ["W1'/(W2'*W2)", "W1'*inv(W2'*W2)"],
    ["(W2'*W2)^3", "W2'*W2*W2'*W2*W2'*W2"],
    ["(W2'*W2)^-2", "inv(W2'*W2*W2'*W2)"],
    ["(W2'*W2)^0", 'I(Nh)'],
    ['S^(3/2)', 'S*sqrt(S)'],
    ['S^(-1/2)*sqrt(S)', 'I(m)'],
    ["U*S*V'", 'Syx'],
    ["U0*S0*V0'", 'W2*W1'],
    ["[U, Uperp]'*[U, Uperp]", 'I(No)'],
    ['I(m)/S', 'inv(S)'],
    ['2/S', '2*inv(S)'],
    ['2\\S', 'S/2'],
    ["S\\V'", "inv(S)*V'"],
    ['V/S', 'V*inv(S)'],
    ['S/S', 'I(m)'],
    ['S\\S', 'I(m)'],
    ['pinv(W2)*W2', 'I(Nh)'],
    ['Syx*pinv(Syx)*Syx', 'Syx'],
    ['pinv(S)', 'inv(S)'],
    ['expm(S*t)', 'exp(S*t)'],
    ['log(exp(S))', 'S'],
    ['phi(S)', '(exp(S) - I(m))/S'],
    ['blkdiag(S, I(2))', '[S, zeros(m, 2); zeros(2, m), I(2)]'],
    ['blkdiag(W1, Vperp)', '[W1; zeros(Ni, Ni)]'],
    ['Syx/W1', 'Syx*inv(W1)'],
    ['kron(I(No), W1)', 'blkdiag(W1, W1, W1)'],
    ['kron(S, I(2))', 'kron(S, [1, 0; 0, 1])'],
    ['diag([1; 2])', '[1, 0; 0, 2]'],
    ["diag(W1*W1')", '[5, 0; 0, 1]'],
    ["trace(W1*W1')*I(1)", '[6]'],
    ['norm(W1)^2*I(1)', '[6]'],
    ['min(Ni, Nh, No)*I(1)', '[2]'],
    ['max(Ni, No, 1)*I(1)', '[3]'],
    ['abs(-3)*sgn(-1/2)*sgn(0)*I(1) - [4]', '[-4]'],
    ['0.1*I(1)', '[1/10]'],
    ['[1, 2; 3, 4]', "[1, 3; 2, 4]'"],
    ['-S - -S', 'zeros(m, m)'],
    ["S'", 'S'],
    ["lambda'*I(1)", 'lambda*I(1)'],
    ['t/tau*I(1)', '[3/8]'],
    ['I(abs(No - Ni))', 'I(1)'],
    ["[Vperp, V]*[Vperp, V]'", 'I(Ni)'],
  ])('%s = %s in every number system', (left, right) => {
    for (const system of [float64System, decimal30] as NumberSystem<unknown>[]) {
      const [a, b] = [valueIn(system, left, sample), valueIn(system, right, sample)].map(value =>
        toMatrix(system.field, value),
      );
      expect(a!.shape).toBe(b!.shape);
      expect(difference(system, a!, b!)).toBeLessThan(10 ** (4 - system.field.digits));
    }
  });

  it('has the value of plain linear algebra', () => {
    const { field } = float64System;
    const exact = problemIn(field, sample);
    const F = Matrix.fromRows([
      [-1, 0.5],
      [0.5, 1],
    ]); // prettier-ignore
    expect(toMatrix(field, valueIn(float64System, 'expm([-1, 1/2; 1/2, 1])', sample)).toRows()).toEqual(
      matrixExponential(field, F).toRows(),
    );
    expect(toMatrix(field, valueIn(float64System, 'W2*W1', sample)).toRows()).toEqual(
      multiply(field, exact.W2, exact.W1).toRows(),
    );
    expect(valueIn(float64System, 'norm(Syx)', sample)).toEqual(scalarValue(frobeniusNorm(field, exact.sigmaYX)));
  });

  it('knows ranks, pseudo-inverses and identities of any shape', () => {
    const start = problem({
      W1: Matrix.fromRows([
        [1, 2, 3],
        [2, 4, 6],
      ]).map(n => Rational.of(n)),
      W2: Matrix.fromRows([[1, 1]]).map(n => Rational.of(n)),
      sigmaYX: Matrix.fromRows([[0, 0, 0]]).map(n => Rational.of(n)),
    });
    const numbers = (text: string): string => String(valueIn(exactSystem, text, start).kind === 'scalar');
    const entries = (text: string): string[] =>
      toMatrix(rationalField, valueIn(exactSystem, text, start)).data.map(String);
    expect(numbers('rank(W1)')).toBe('true');
    const ranks = ['W1', 'W2', 'Syx', 'I(Nh)', 'W2*W1', "[W1', W1']"];
    expect(ranks.flatMap(text => entries(`rank(${text})`))).toEqual(['1', '1', '0', '2', '1', '1']);
    expect(
      ranks.map(text => toMatrix(decimal30.field, valueIn(decimal30, `rank(${text})`, start)).data[0]!.toNumber()),
    ).toEqual([1, 1, 0, 2, 1, 1]);
    expect(entries('I(Nh, Ni)')).toEqual(['1', '0', '0', '0', '1', '0']);
    expect(entries('I(Ni, No)')).toEqual(['1', '0', '0']);
    expect(entries('W1*pinv(W1)*W1 - W1')).toEqual(new Array(6).fill('0'));
  });

  it('is exact in fractions', () => {
    const value = valueIn(exactSystem, "inv(W1*W1')/3 + 0.1*I(Nh) + exp(0)*phi(0)*I(Nh)", sample);
    // W1 W1' = [5 2; 2 1], its inverse [1 -2; -2 5].
    expect(toMatrix(exactSystem.field, value).data.map(String)).toEqual(['43/30', '-2/3', '-2/3', '83/30']);
  });

  it('phi and phi2 keep their digits near zero, of either sign', () => {
    const fine = decimalField(120);
    const field = decimalField(30);
    for (const text of ['0', '1e-25', '-1e-25', '1e-8', '-0.3', '0.999', '1', '-1', '1.001', '-40', '40']) {
      const x = fine.parse(text);
      const first = fine.isZero(x) ? fine.one : fine.div(fine.sub(fine.exp(x), fine.one), x);
      const second = fine.isZero(x) ? fine.parse('0.5') : fine.div(fine.sub(first, fine.one), x);
      for (const [value, digits, truth] of [
        [field.toString(phi(field, field.parse(text))), 28, first],
        [String(phi(float64System.field, Number(text))), 14, first],
        [field.toString(phi2(field, field.parse(text))), 28, second],
        [String(phi2(float64System.field, Number(text))), 14, second],
      ] as const) {
        const error = fine.div(fine.abs(fine.sub(fine.parse(value), truth)), truth);
        expect(fine.toNumber(error)).toBeLessThan(10 ** -digits);
      }
    }
  });

  it('takes the root of a rounded zero as zero, of a true negative never', () => {
    const text = 'sqrt((sqrt(S^2) - S)/(sqrt(S^2) + S))';
    for (const digits of [7, 10, 30, 31, 320]) {
      const system = jacobiSystem(decimalField(digits));
      const value = valueIn(system, text, sample);
      for (const entry of toMatrix(system.field, value).data)
        expect(system.field.toNumber(entry)).toBeLessThan(10 ** (2 - digits / 2));
    }
    // Entry √(s²) that rounds to below s: 3.2 in 5 digits does, for one.
    const coarse = jacobiSystem(decimalField(5));
    const at = (entry: string): Value<unknown> =>
      evaluate(parseFormula(`sqrt(sqrt(${entry}^2) - ${entry})*I(1)`), coarse as NumberSystem<unknown>, {
        get: () => undefined,
      });
    for (let i = 0; i < 200; i++) expect(() => at(`${3.1631 + i / 1000}`)).not.toThrow();
    expect(() => valueIn(float64System, 'sqrt(-1/1000000000)', sample)).toThrow(/root of a negative/);
    // Beyond what cancelled by fifty thousand roundings.
    expect(() => valueIn(float64System, 'sqrt(1 - 1.00000000001)', sample)).toThrow(/root of a negative/);
    expect(() => valueIn(decimal30, 'sqrt(1 - 1.0000000000001)', sample)).toThrow(/root of a negative/);
  });

  it.each([
    ['1/0', 'SINGULAR', 1, 2, '1/0 must not divide by zero'],
    ['A = W1\nB = A/(lambda - 1/2)', 'SINGULAR', 2, 6, 'A/(lambda - 1/2) must not divide by zero'],
    ['I(2)/(0*I(2))', 'SINGULAR', 1, 5, 'must not divide by zero'],
    ['0\\W1', 'SINGULAR', 1, 2, 'must not divide by zero'],
    ['(0*I(2))\\W1', 'SINGULAR', 1, 9, 'must not divide by zero'],
    ['inv(0*S)', 'SINGULAR', 1, 1, 'inv(0*S) must not divide by zero'],
    ['0^-1', 'SINGULAR', 1, 2, 'must not divide by zero'],
    [
      '2*inv([1, 2; 2, 4])',
      'SINGULAR',
      1,
      3,
      'inv([1, 2; 2, 4]) cannot be evaluated: matrix must be invertible, got "rank below 2"',
    ],
    ['[1, 2; 2, 4]\\W1', 'SINGULAR', 1, 13, 'cannot be evaluated'],
    ['exp(1000)', 'PRECISION', 1, 1, 'exp(1000) must be small enough for the arithmetic'],
    ['expm(10000*W1)', 'PRECISION', 1, 1, 'must be small enough for the arithmetic'],
    ['sqrt(-4)', 'NOT_REAL', 1, 1, 'root of a negative'],
    ['(-4)^(1/2)', 'NOT_REAL', 1, 5, 'root of a negative'],
    ['log(0)', 'SINGULAR', 1, 1, 'log(0) must not take the logarithm of zero'],
    ['log(-1/2)', 'NOT_REAL', 1, 1, 'logarithm of a negative'],
    ['A = W2\nA(3,3)', 'FORMULA', 2, 1, 'A(3,3) must be an entry of A, got "3×2"'],
    ['A = 2\nA(1,1)', 'FORMULA', 2, 1, 'must be an entry of A, got "scalar"'],
    ['W1 == W2', 'FORMULA', 1, 4, '2×2 == 3×2'],
    ['W1*W2', 'FORMULA', 1, 3, 'W1*W2 needs fitting shapes, got "2×2 * 3×2"'],
    ['W1 + W2', 'FORMULA', 1, 4, '2×2 + 3×2'],
    ['W1 + 1', 'FORMULA', 1, 4, '2×2 + scalar'],
    ['1/W1', 'FORMULA', 1, 2, 'scalar / 2×2'],
    ['W2/W2', 'FORMULA', 1, 3, '3×2 / 3×2'],
    ['W2\\W2', 'FORMULA', 1, 3, '3×2 \\\\ 3×2'],
    ['sqrt(W1)', 'FORMULA', 1, 1, 'takes a scalar or a diagonal matrix'],
    ['W1^(1/2)', 'LIMIT', 1, 3, 'must be symmetric'],
    ['W2^(1/2)', 'FORMULA', 1, 3, 'needs a square matrix'],
    ['W2^2', 'FORMULA', 1, 3, 'needs a square matrix'],
    ['inv(W2)', 'FORMULA', 1, 1, 'needs a square matrix'],
    ['expm(W2)', 'FORMULA', 1, 1, 'needs a square matrix'],
    ['trace(W2)', 'FORMULA', 1, 1, 'needs a square matrix'],
    ['diag(W2)', 'FORMULA', 1, 1, 'needs a column or a square matrix'],
    ['min(W1, 2)', 'FORMULA', 1, 1, 'takes scalars'],
    ['I(Ni - No)', 'FORMULA', 1, 1, 'whole size of at least 0'],
    ['I(lambda)', 'FORMULA', 1, 1, 'whole size of at least 0'],
    ['zeros(2, 1/2)', 'FORMULA', 1, 1, 'whole size of at least 0'],
    ['[W1, W2]', 'FORMULA', 1, 1, 'needs a block of 2×2 in row 1, column 2'],
  ])('names place and sub-expression of %j', (text, code, line, column, message) => {
    try {
      valueIn(float64System, text, sample);
    } catch (error) {
      expect(error).toBeInstanceOf(FormulaError);
      const { message: said, ...found } = error as FormulaError;
      expect(said).toContain(message);
      expect(found).toMatchObject({ code, line, column });
      return;
    }
    throw new Error('accepted');
  });

  it('picks entries by row and column from 1, and takes an equation as the difference of its sides', () => {
    for (const [text, value] of [
      ['W1(1,2)', 2],
      ['W1(2,1)', 0],
      ['Syx(3,1)^2 + Syx(1,1)', 4],
      ['W1(1,2) == 5', -3],
    ] as const)
      expect(valueIn(float64System, text, sample)).toEqual(scalarValue(value));
    expect(valueIn(float64System, 'D = diag([3; 4])\nD(2,2) - D(1,2)', sample)).toEqual(scalarValue(4));
    const difference = toMatrix(float64System.field, valueIn(float64System, 'Syx == 2*Syx', sample));
    expect(difference.data).toEqual([-3, -1, 0, -2, -1, -1].map(entry => entry + 0));
  });

  it('evaluates each definition once, and asks only for symbols in use', () => {
    const asked: string[] = [];
    const get = (name: string): Value<number> => {
      asked.push(name);
      return scalarValue(2);
    };
    const all = evaluateAll(parseFormula('A = lambda^2\nB = A + A\nA*B'), float64System, { get });
    expect(all).toEqual([
      { name: 'A', value: scalarValue(4) },
      { name: 'B', value: scalarValue(8) },
      { name: '', value: scalarValue(32) },
    ]);
    expect(asked).toEqual(['lambda']);
  });

  it('computes an SVD only when asked, and once per problem', () => {
    let calls = 0;
    const counting: NumberSystem<number> = {
      field: float64System.field,
      svd: a => {
        calls++;
        return float64System.svd(a);
      },
    };
    const bound = problemIn(counting.field, sample);
    const at = (text: string, t: number): void =>
      void evaluate(parseFormula(text), counting, bindProblem(counting, bound, 0, t));
    at('W2*W1', 1);
    expect(calls).toBe(0);
    at("U*S*V'", 1);
    at("U*S*V' + Uperp*Uperp'*Syx", 2);
    expect(calls).toBe(1);
    at('S0', 2);
    expect(calls).toBe(2);
  });

  it('takes further symbols', () => {
    const symbols = extendEnvironment(standardEnvironment, {
      P: { kind: 'size', meaning: 'samples' },
      X: { kind: 'matrix', rows: 'Ni', cols: 'P', meaning: 'inputs' },
    });
    const formula = parseFormula("kron(I(No), X'*W1'*W1*X)/P", { symbols });
    expect(checkShapes(formula)).toMatchObject({ ok: true, result: 'No*P×No*P' });
    expect(shapesFor(formula, { Ni: 2, Nh: 2, No: 3 }, { P: 4 }).result).toEqual({
      kind: 'matrix',
      rows: 12,
      cols: 12,
    });
    const bindings = bindProblem(float64System, problemIn(float64System.field, sample), 0, 0);
    const X = matrixValue(
      Matrix.fromRows([
        [1, 0, 1, 2],
        [0, 1, 1, 0],
      ]),
    ); // prettier-ignore
    const value = evaluate(formula, float64System, extendBindings(bindings, { X, P: scalarValue(4) }));
    expect(toMatrix(float64System.field, value).shape).toBe('12×12');
    expect(() => extendBindings(bindings, { W1: X })).toThrow(/bound already/);
    expect(() => evaluate(formula, float64System, bindings)).toThrow(/X must have a value/);
  });
});
