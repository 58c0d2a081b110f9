import fc from 'fast-check';
import { DloError } from '../../src/errors.ts';
import { type Problem, problem } from '../../src/network/problem.ts';
import type { Decimal, DecimalField } from '../../src/numbers/decimal/decimalField.ts';
import { diagonal, multiply } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';

// Exact problems for the tests of the oracles.

type Number = number | string;

export function rationals(rows: readonly (readonly Number[])[]): Matrix<Rational> {
  return Matrix.fromRows(rows.map(row => row.map(entry => Rational.of(entry))));
}

/** A 1-1-1 network. */
export function scalarProblem(s: Number, w1: Number, w2: Number, tau: Number = 1): Problem {
  return problem({
    sigmaYX: rationals([[s]]),
    W1: rationals([[w1]]),
    W2: rationals([[w2]]),
    tau: Rational.of(tau),
  });
}

/** Unbalanced 3-2-3 with correlated inputs and unequal scales: nothing about it is special. */
export function generalProblem(): Problem {
  return problem({
    sigmaYX: rationals([
      [1, '1/2', 0],
      ['1/3', 2, '-1/4'],
      ['1/7', '2/5', '3/2'],
    ]),
    sigmaXX: rationals([
      [1, '1/4', 0],
      ['1/4', '3/2', '1/8'],
      [0, '1/8', '3/4'],
    ]),
    W1: rationals([
      ['1/2', '-1/3', '1/5'],
      ['1/8', '2/3', '1/10'],
    ]),
    W2: rationals([
      ['1/3', '1/4'],
      ['-1/6', '3/7'],
      ['1/9', '-1/2'],
    ]),
    tau: Rational.of('3/2'),
  });
}

/** The Decimal of another field, in this one. */
export function crossed(field: DecimalField, a: Matrix<Decimal>): Matrix<Decimal> {
  return a.map(entry => field.cross(entry));
}

const smallFraction: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: -8, max: 8 }), fc.constantFrom(1, 2, 3, 4))
  .map(([n, d]) => Rational.of(n, d));

function fractions(rows: number, cols: number): fc.Arbitrary<Matrix<Rational>> {
  return fc
    .array(smallFraction, { minLength: rows * cols, maxLength: rows * cols })
    .map(data => new Matrix(rows, cols, data));
}

/** Any small problem, as a rule unbalanced. */
export const anyProblem: fc.Arbitrary<Problem> = fc
  .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 }))
  .chain(([Ni, Nh, No]) => fc.record({ W1: fractions(Nh, Ni), W2: fractions(No, Nh), sigmaYX: fractions(No, Ni) }))
  .map(problem);

const rotationAngle = fc.constantFrom<[Number, Number]>([1, 0], ['3/5', '4/5'], ['-5/13', '12/13'], [0, -1]);

/** A rational orthogonal matrix of size 1 to 3. */
function orthogonal(size: number): fc.Arbitrary<Matrix<Rational>> {
  if (size === 1) return fc.constantFrom(rationals([[1]]), rationals([[-1]]));
  return fc.tuple(rotationAngle, rotationAngle).map(([first, second]) => {
    const one = givens(size, 0, 1, first);
    return size === 2 ? one : multiply(rationalField, one, givens(size, 1, 2, second));
  });
}

function givens(size: number, i: number, j: number, [c, s]: [Number, Number]): Matrix<Rational> {
  const angle = [Rational.of(c), Rational.of(s)] as const;
  return diagonal(rationalField, new Array<Rational>(size).fill(Rational.ONE)).map((entry, row, col) => {
    if ((row === i || row === j) && row === col) return angle[0];
    if (row === i && col === j) return angle[1].neg();
    return row === j && col === i ? angle[1] : entry;
  });
}

/** Pairs (d2, d1) with d2² − d1² = 1. */
const unitPairs: [Number, Number][] = [
  [1, 0],
  ['5/4', '3/4'],
  ['5/3', '4/3'],
  ['13/12', '5/12'],
];

/** λ-balanced problems with λ = 0 or ±c²: W1 = O D1 Vᵀ, W2 = U D2 Oᵀ with rational orthogonal U, O, V. */
export const balancedProblem: fc.Arbitrary<Problem> = fc
  .constantFrom<[number, number, number]>([1, 1, 1], [2, 1, 2], [1, 2, 1], [2, 2, 3], [3, 2, 2], [2, 2, 2])
  .chain(([Ni, Nh, No]) => {
    const signs = [0, ...(Nh <= No ? [1] : []), ...(Nh <= Ni ? [-1] : [])];
    return fc
      .record({
        sign: fc.constantFrom(...signs),
        c: fc.constantFrom<Number>('1/2', 1, '3/2'),
        picks: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: Nh, maxLength: Nh }),
        O: orthogonal(Nh),
        V: orthogonal(Ni),
        U: orthogonal(No),
        sigmaYX: fractions(No, Ni),
      })
      .map(({ sign, c, picks, O, V, U, sigmaYX }) => {
        const [d1, d2] = singularValues(sign, Rational.of(c), picks, Math.min(Ni, Nh, No));
        const D1 = rectangular(Nh, Ni, d1);
        const D2 = rectangular(No, Nh, d2);
        return problem({
          sigmaYX,
          W1: multiply(rationalField, multiply(rationalField, O, D1), V.transpose()),
          W2: multiply(rationalField, multiply(rationalField, U, D2), O.transpose()),
        });
      });
  });

function singularValues(sign: number, c: Rational, picks: number[], shared: number): [Rational[], Rational[]] {
  const pairs = picks.map((pick, a) => {
    // A hidden unit without a partner on the other side can only carry the pair (1, 0), or (0, 0) where λ = 0.
    const [large, small] = unitPairs[a < shared ? pick : 0]!.map(entry => c.mul(Rational.of(entry)));
    if (sign === 0) return a < shared ? [small!, small!] : [Rational.ZERO, Rational.ZERO];
    return sign > 0 ? [small!, large!] : [large!, small!];
  });
  return [pairs.map(pair => pair[0]!), pairs.map(pair => pair[1]!)];
}

function rectangular(rows: number, cols: number, entries: readonly Rational[]): Matrix<Rational> {
  return Matrix.generate(rows, cols, (i, j) => (i === j ? entries[i]! : Rational.ZERO));
}

/** The code of the DloError that a call throws, "no error" where it throws none; other errors pass. */
export function errorCode(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof DloError) return error.code;
    throw error;
  }
  return 'no error';
}
