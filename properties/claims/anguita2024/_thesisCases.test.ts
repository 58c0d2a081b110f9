import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { product } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { I, minus, scaled, T, times } from '../_exact.ts';
import {
  blkdiag,
  diag,
  exactRoot,
  half,
  lettersOf,
  rectangular,
  rootOf,
  squareOf,
  type ThesisCaseOptions,
  thesisCases,
  zeroMatrix,
} from './_thesisCases.ts';

type M = Matrix<Rational>;
const of = (...rows: readonly (readonly number[])[]): M =>
  Matrix.fromRows(rows.map(row => row.map(x => Rational.of(x))));
const text = (a: M): string => JSON.stringify(a.toRows().map(entries => entries.map(String)));
const same = (a: M, b: M): void => expect(text(a)).toBe(text(b));
const sampled = (options: ThesisCaseOptions = {}) =>
  fc.sample(thesisCases(options), { seed: 7, numRuns: 60 }).map(given => ({ given, letters: lettersOf(given) }));

describe('cases of the thesis', () => {
  it('have weights and a task that are made of their letters', () => {
    for (const { letters } of sampled()) {
      const { Ni, Nh, No, m, W1, W2, Syx, U, V, R, s1, s2, s, Ut, Vt, st } = letters;
      expect([m, s.length, st.length, s1.length]).toEqual([Math.min(Ni, No), m, m, Nh]);
      for (const orthogonal of [U, V, R, Ut, Vt]) same(times(orthogonal, T(orthogonal)), I(orthogonal.rows));
      same(W1, product(rationalField, R, rectangular(Nh, Ni, s1), T(V)));
      same(W2, product(rationalField, U, rectangular(No, Nh, s2), T(R)));
      same(times(W2, W1), product(rationalField, U, rectangular(No, Ni, s), T(V)));
      same(Syx, product(rationalField, Ut, rectangular(No, Ni, st), T(Vt)));
    }
  });

  it('are balanced by their λ, and every letter of the thesis is a fraction', () => {
    for (const { letters } of sampled()) {
      const { Nh, lambda, W1, W2, s, st, k } = letters;
      same(minus(times(T(W2), W2), times(W1, T(W1))), scaled(lambda, I(Nh)));
      for (const value of s) expect(() => rootOf(lambda, value)).not.toThrow();
      st.forEach((value, mode) => {
        same(diag([squareOf(k[mode]!)]), diag([squareOf(value).add(squareOf(half(lambda)))]));
        if (lambda.sign() === 0) return;
        const x = k[mode]!.sub(value).mul(Rational.of(2)).div(lambda);
        expect(() => exactRoot(Rational.ONE.add(squareOf(x)))).not.toThrow();
      });
    }
  });

  it('reach every sign, spare hidden units and silent modes, unless told otherwise', () => {
    const all = sampled();
    expect([...new Set(all.map(({ letters }) => letters.lambda.sign()))].sort()).toEqual([-1, 0, 1]);
    expect(all.some(({ letters: { Nh, m } }) => Nh > m)).toBe(true);
    expect(all.some(({ letters }) => letters.s.slice(0, letters.Nh).some(value => value.sign() === 0))).toBe(true);
    for (const { letters } of sampled({ signs: [-1] })) expect(letters.lambda.sign()).toBe(-1);
    for (const { letters } of sampled({ signs: [1], accepts: ({ Ni, No }) => Ni > No }))
      expect([letters.lambda.sign(), letters.Ni > letters.No]).toEqual([1, true]);
    for (const { letters } of sampled({ silent: false, accepts: ({ Ni, Nh, No }) => Nh >= Math.min(Ni, No) }))
      expect(letters.s.every(value => value.sign() > 0)).toBe(true);
  });

  it('are of sizes and signs without balanced weights, too, where they are asked to: balanced but where a layer has no room', () => {
    const all = sampled({ balanced: false, signs: [1, -1] });
    const missing = all.map(({ letters: { Nh, lambda, W1, W2 } }) => {
      const rest = minus(minus(times(T(W2), W2), times(W1, T(W1))), scaled(lambda, I(Nh)));
      return [rank(rationalField, rest), Math.max(0, Nh - (lambda.sign() > 0 ? W2.rows : W1.cols))];
    });
    for (const [found, stated] of missing) expect(found).toBe(stated);
    expect(missing.filter(([found]) => found! > 0).length).toBeGreaterThan(10);
    expect(missing.filter(([found]) => found === 0).length).toBeGreaterThan(10);
  });

  it('have learned the task where they are asked to', () => {
    for (const { letters } of sampled({ task: 'learned' })) same(letters.Syx, times(letters.W2, letters.W1));
  });

  it('are for no widths that nobody accepts', () => {
    expect(() => fc.sample(thesisCases({ accepts: () => false }), 1)).toThrow(
      'accepts must leave widths and a sign of λ',
    );
  });
});

describe('matrices of fractions', () => {
  it('stand in blocks, blocks of no row or column among them', () => {
    same(blkdiag(of([1, 2]), of([3], [4])), of([1, 2, 0], [0, 0, 3], [0, 0, 4]));
    same(blkdiag(of([1]), zeroMatrix(0, 2), of([2])), of([1, 0, 0, 0], [0, 0, 0, 2]));
    const none = blkdiag();
    expect([none.rows, none.cols]).toEqual([0, 0]);
  });

  it('have values on the diagonal and zeros elsewhere, also for want of values', () => {
    same(rectangular(2, 3, [Rational.of(5), Rational.of(6)]), of([5, 0, 0], [0, 6, 0]));
    same(rectangular(2, 2, [Rational.of(5)]), of([5, 0], [0, 0]));
    same(rectangular(1, 1, [Rational.of(5), Rational.of(6)]), of([5]));
  });
});

describe('roots', () => {
  it('are exact', () => {
    expect(String(exactRoot(Rational.of(9, 4)))).toBe('3/2');
    expect(String(exactRoot(Rational.ZERO))).toBe('0');
    expect(String(rootOf(Rational.of(3), Rational.of(2)))).toBe('5');
    expect(String(rootOf(Rational.of(-3), Rational.ZERO))).toBe('3');
  });

  it.each([
    [-1, 1],
    [2, 1],
    [1, 3],
  ])('are none of %d/%d', (p, q) => {
    const value = Rational.of(p, q);
    expect(() => exactRoot(value)).toThrow(`a root must be of the square of a fraction, got "${value}"`);
    expect(() => exactRoot(value)).toThrow(expect.objectContaining({ code: 'RANGE' }));
  });
});
