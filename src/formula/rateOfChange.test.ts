import { describe, expect, it } from 'vitest';
import { type Dual, dualField } from '../numbers/dualField.ts';
import type { Field } from '../numbers/field.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { add, multiply, scale, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { float64System, jacobiSystem, type NumberSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { extendEnvironment, standardEnvironment, truthSymbols } from './environment.ts';
import { type Bindings, evaluate } from './evaluate.ts';
import { FormulaError } from './formulaError.ts';
import { parseFormula } from './parseFormula.ts';
import { matrixValue, scalarValue, toMatrix, type Value } from './value.ts';

const matrix = (rows: readonly (readonly (string | number)[])[]): Matrix<Rational> =>
  Matrix.fromRows(rows.map(row => row.map(entry => Rational.of(entry))));

// 2-2-2: nothing commutes, nothing is symmetric.
const W1 = matrix([
  [1, '1/2'],
  ['-1/3', 2],
]);
const W2 = matrix([
  ['2/3', 1],
  [0, '-1/2'],
]);
const Syx = matrix([
  [2, '1/4'],
  [1, 3],
]);
const tau = Rational.of('3/2');
const TIME = Rational.of('2/5');

/** τ dW1/dt = W2ᵀE, τ dW2/dt = EW1ᵀ, E = Σyx − W2W1, in any field. */
function velocity<T>(field: Field<T>, first: Matrix<T>, second: Matrix<T>, task: Matrix<T>, tauIn: T) {
  const E = subtract(field, task, multiply(field, second, first));
  const perTau = (force: Matrix<T>): Matrix<T> => scale(field, field.div(field.one, tauIn), force);
  return { dW1: perTau(multiply(field, second.transpose(), E)), dW2: perTau(multiply(field, E, first.transpose())) };
}

const environment = extendEnvironment(standardEnvironment, truthSymbols);

/** Symbols in a field whose numbers may themselves move: W1t and W2t as given, their rates by the flow. */
function bindings<T>(field: Field<T>, first: Matrix<T>, second: Matrix<T>, t: T): Bindings<T> {
  const task = Syx.map(field.of);
  const { dW1, dW2 } = velocity(field, first, second, task, field.of(tau));
  const values: Readonly<Record<string, Value<T>>> = {
    Ni: scalarValue(field.of(2)),
    Nh: scalarValue(field.of(2)),
    No: scalarValue(field.of(2)),
    m: scalarValue(field.of(2)),
    W1: matrixValue(W1.map(field.of)),
    W2: matrixValue(W2.map(field.of)),
    Syx: matrixValue(task),
    tau: scalarValue(field.of(tau)),
    t: scalarValue(t),
    W1t: matrixValue(first),
    W2t: matrixValue(second),
    dW1t: matrixValue(dW1),
    dW2t: matrixValue(dW2),
  };
  return { get: name => values[name] };
}

/** An expression at W + ε dW/dt, t + ε: its ε part is its rate, with no rule of differentiation but those of numbers. */
function byDualNumbers<T>(base: NumberSystem<T>, text: string): Matrix<T> {
  const { field } = base;
  const dual = dualField(field);
  const { dW1, dW2 } = velocity(field, W1.map(field.of), W2.map(field.of), Syx.map(field.of), field.of(tau));
  const moving = (value: Matrix<Rational>, rate: Matrix<T>): Matrix<Dual<T>> =>
    value.map((entry, i, j) => ({ v: field.of(entry), d: rate.at(i, j) }));
  const time = { v: field.of(TIME), d: field.one };
  const bound = bindings(dual, moving(W1, dW1), moving(W2, dW2), time);
  const value = evaluate(parseFormula(text, { symbols: environment }), jacobiSystem(dual), bound);
  return toMatrix(dual, value).map(({ d }) => d);
}

function byRules<T>(system: NumberSystem<T>, text: string): Matrix<T> {
  const { field } = system;
  const last = text.split('\n').at(-1)!;
  const differentiated = [...text.split('\n').slice(0, -1), `ddt(${last})`].join('\n');
  const bound = bindings(field, W1.map(field.of), W2.map(field.of), field.of(TIME));
  return toMatrix(field, evaluate(parseFormula(differentiated, { symbols: environment }), system, bound));
}

const exact = jacobiSystem(rationalField);

describe('rates of change along the flow', () => {
  it.each([
    'W1t',
    'W2t*W1t',
    "W1t*W1t' + W2t'*W2t",
    "-(W2t*W1t)'",
    't*W1t/tau + W1*t^3',
    'W2t*W1t/(1 + t^2)',
    '(2*W1t)/trace(W2t*W1t)',
    '(Syx - W2t*W1t)\\W2t',
    'W1t/(W2t + I(2))',
    'inv(W2t*W1t + I(2))',
    '(W2t*W1t)^3',
    '(W2t*W1t)^-2',
    'trace(W2t*W1t)^5',
    'kron(W1t, W2t)',
    'blkdiag(W1t, Syx, W2t)',
    'diag(W2t*W1t)',
    '[W1t, Syx; W2, W2t]',
    'A = W2t*W1t\nA(1,2)*A(2,1)',
    "R = Syx - W2t*W1t\nL = 1/2*trace(R*R')\nL*R",
    'abs(trace(W2t*W1t))',
    // Rates of rates.
    'dW1t',
    'dW2t*W1t + W2t*dW1t',
    "trace(dW1t*dW1t')",
  ])('%s: the rules give what numbers with a derivative give, exactly', text => {
    const [rules, numbers] = [byRules(exact, text), byDualNumbers(exact, text)];
    expect(rules.shape).toBe(numbers.shape);
    expect(rules.data.map(String)).toEqual(numbers.data.map(String));
    expect(rules.data.some(entry => entry.sign() !== 0)).toBe(true);
  });

  it.each([
    'exp(trace(W2t*W1t)/10)',
    'log(t)*W1t',
    'sqrt(1 + t^2)',
    'norm(W2t*W1t)',
    'norm(W2t*W1t)^2',
    'norm(W2t)^4*abs(trace(W1t))^2',
    'norm(W2t)^3',
    'trace(W1t)^(3/2)',
    'F = Syx*t/tau\nexpm(F)*W2t',
    'phi(trace(W2t*W1t)*t)*W1t',
    'phi(t - 2/5)*W1t',
  ])('%s, whose values are no fractions: to rounding', text => {
    const [rules, numbers] = [byRules(float64System, text), byDualNumbers(float64System, text)];
    const difference = subtract(float64Field, rules, numbers);
    for (const [at, entry] of difference.data.entries())
      expect(Math.abs(entry)).toBeLessThan(1e-13 * (1 + Math.abs(numbers.data[at]!)));
  });

  it('shows the balance conserved, exactly', () => {
    expect(byRules(exact, "W1t*W1t' - W2t'*W2t").data.every(entry => entry.sign() === 0)).toBe(true);
  });

  it('is zero of the right shape where nothing moves', () => {
    expect(
      byRules(exact, 'W2*W1')
        .toRows()
        .map(row => row.map(String)),
    ).toEqual([
      ['0', '0'],
      ['0', '0'],
    ]);
    expect(byRules(exact, 'tau').shape).toBe('1×1');
  });

  it('goes to any order', () => {
    // d²/dt² of W1ᵀW1 is d²W1ᵀ·W1 + 2 dW1ᵀ·dW1 + W1ᵀ·d²W1.
    const twice = byRules(exact, "ddt(W1t'*W1t)");
    const parts = ["ddt(dW1t)'*W1t", "dW1t'*dW1t", "dW1t'*dW1t", "W1t'*ddt(dW1t)"].map(text => {
      const bound = bindings(rationalField, W1, W2, TIME);
      return toMatrix(rationalField, evaluate(parseFormula(text, { symbols: environment }), exact, bound));
    });
    const sum = parts.reduce((a, b) => add(rationalField, a, b));
    expect(twice.data.map(String)).toEqual(sum.data.map(String));
  });

  it.each([
    ['pinv(W1t)', 'that of pinv is not known'],
    ['min(t, trace(W1t))', 'that of min is not known'],
    ['expm(W2t*W1t)', 'must be of a constant matrix times a number'],
    ["(W1t*W1t')^9", 'whole exponents up to 8'],
  ])('%s: says that it cannot', (text, message) => {
    const attempt = () => byRules(float64System, text);
    expect(attempt).toThrow(FormulaError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ code: 'LIMIT' }));
  });

  it('has no value where the expression has no derivative', () => {
    // Their squares have one.
    expect(byRules(float64System, 'norm((t - 2/5)*W1)^2').data).toEqual([0]);
    expect(byRules(float64System, 'abs(t - 2/5)^4 + abs(t - 2/5)^2').data).toEqual([0]);
    for (const text of ['abs(t - 2/5)', 'sgn(t - 2/5)', 'norm((t - 2/5)*W1)'])
      expect(() => byRules(float64System, text)).toThrow(expect.objectContaining({ code: 'SINGULAR' }));
  });
});
