import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { normBound, polynomialAt } from './_normBound.ts';

const matrix = (...rows: readonly (readonly (number | string)[])[]): Matrix<Rational> =>
  new Matrix(
    rows.length,
    rows[0]!.length,
    rows.flat().map(entry => Rational.of(entry)),
  );
const texts = (values: readonly Rational[]): string[] => values.map(value => `${value}`);

describe('γ and p of lemma 37', () => {
  it('of equal scalars are h^−h and 0: no law, equality', () => {
    const { gamma, p } = normBound([matrix([2]), matrix([2]), matrix([2]), matrix([2])]);
    expect([`${gamma}`, ...texts(p)]).toEqual(['1/256', '0', '0', '0', '0']);
  });

  it('of the scalars 1 and 2, with s = 5 and squares s/2 ∓ 3/2: (s² − 9)/4', () => {
    const { gamma, p } = normBound([matrix([1]), matrix([2])]);
    expect([`${gamma}`, ...texts(p)]).toEqual(['1/4', '9/4', '0']);
  });

  it('of two orthogonal layers are 1/(4d_y) and 0', () => {
    const { gamma, p } = normBound([matrix([0, 1], [1, 0]), matrix([1, 0], [0, -1])]);
    expect([`${gamma}`, ...texts(p)]).toEqual(['1/8', '0', '0']);
  });

  it('of (1, 0)ᵀ and (0, 1), whose law is diag(−1, 1): c = 2, t = 0, p(s) = s', () => {
    expect(texts(normBound([matrix([1], [0]), matrix([0, 1])]).p)).toEqual(['0', '1']);
  });

  it('of three layers have 27d_y², and of a law t = 1 all three coefficients', () => {
    const { gamma, p } = normBound([matrix([1], [0]), matrix([1, 0], [0, 1]), matrix([1, 0])]);
    // C_1 = diag(0, 1), C_2 = diag(0, −1): c_1 = c_2 = 1, t = |1 − 2| = 1.
    expect([`${gamma}`, ...texts(p)]).toEqual(['1/27', '7/27', '4/9', `${Rational.of(1, 9).add(Rational.of(17, 36))}`]);
  });

  it('is refused where no polynomial is known', () => {
    const wide = matrix([1, 0], [0, 1]);
    expect(() => normBound([wide, wide, wide, wide])).toThrow('layers must be scalars, or two or three of them, got 4');
    expect(() => normBound([matrix([1])])).toThrow('layers must be');
  });
});

it('polynomials from the constant on', () => {
  expect(
    `${polynomialAt(
      [1, 2, 3].map(entry => Rational.of(entry)),
      Rational.of(2),
    )}`,
  ).toBe('17');
  expect(`${polynomialAt([], Rational.of(2))}`).toBe('0');
});
