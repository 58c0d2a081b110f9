import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DloError } from '../../errors.ts';
import { convert, diagonal, identity, multiply, product, subtract } from '../linearAlgebra.ts';
import { Matrix } from '../matrix.ts';
import { Rational } from '../rational.ts';
import { rationalField } from '../rationalField.ts';
import { type Binary, containsZero, radiusOf } from './binary.ts';
import { binaryField } from './binaryField.ts';
import { binarySystem } from './binarySystem.ts';
import { enclosedSvd, svdWithError } from './enclosedSvd.ts';
import { eigenvalueFacts, singularValueFacts } from './spectrumFacts.ts';
import {
  allHeld,
  columnsTimes,
  type ExactSpectrum,
  holdsExactly,
  log10LargestRadius,
  singularSpectra,
  symmetricSpectra,
  tiesOf,
} from './testing/exactSpectra.ts';
import { symmetricEigen } from './testing/symmetricEigen.ts';

const seed = 20251;
const exactly = (a: Matrix<Rational>, b: Matrix<Rational>): Matrix<Rational> => multiply(rationalField, a, b);

describe('what exact arithmetic says of a spectrum', () => {
  it('counts different and non-zero singular values and eigenvalues', () => {
    fc.assert(
      fc.property(singularSpectra, ({ A, values }) => {
        const nonzero = values.filter(value => value.sign() !== 0).length;
        expect(singularValueFacts(A)).toEqual({ distinct: tiesOf(values).length, nonzero });
        expect(singularValueFacts(A.transpose())).toEqual({ distinct: tiesOf(values).length, nonzero });
      }),
      { seed },
    );
    fc.assert(
      fc.property(symmetricSpectra, ({ A, values }) => {
        const nonzero = values.filter(value => value.sign() !== 0).length;
        expect(eigenvalueFacts(A)).toEqual({ distinct: tiesOf(values).length, nonzero });
      }),
      { seed },
    );
    const golden = Matrix.fromRows([
      [Rational.of(1), Rational.of(1)],
      [Rational.of(1), Rational.of(0)],
    ]);
    expect(eigenvalueFacts(golden)).toEqual({ distinct: 2, nonzero: 2 });
    expect(singularValueFacts(new Matrix<Rational>(0, 3, []))).toEqual({ distinct: 0, nonzero: 0 });
  });
});

describe.each([10, 50, 200])('spectra at %i digits', digits => {
  const field = binaryField(digits);
  // Products of what is checked add next to nothing to its radii.
  const wide = binaryField(digits + 30);
  const times = (a: Matrix<Binary>, b: Matrix<Binary>): Matrix<Binary> => multiply(wide, a, b);
  const runs = { seed, numRuns: digits === 200 ? 25 : 80 };

  it('balls of an SVD hold values, spaces and pairs of the exact one, ties and rank loss included', () => {
    fc.assert(
      fc.property(singularSpectra, ({ A, left, right, values }) => {
        const { U, s, V } = enclosedSvd(field, convert(field, A), () => singularValueFacts(A));
        expect(s.every((ball, k) => holdsExactly(ball, values[k]!))).toBe(true);
        expect(s.every((ball, k) => values[k]!.sign() !== 0 || field.isZero(ball))).toBe(true);
        expectOrthogonal(U);
        expectOrthogonal(V);
        for (const [start, end] of tiesOf(values)) {
          const zero = values[start]!.sign() === 0;
          const [uEnd, vEnd] = zero ? [U.cols, V.cols] : [end, end];
          expect(allHeld(columnsTimes(times, U, U, start, uEnd), columnsTimes(exactly, left, left, start, uEnd))).toBe(
            true,
          );
          expect(
            allHeld(columnsTimes(times, V, V, start, vEnd), columnsTimes(exactly, right, right, start, vEnd)),
          ).toBe(true);
          if (!zero)
            expect(allHeld(columnsTimes(times, U, V, start, end), columnsTimes(exactly, left, right, start, end))).toBe(
              true,
            );
        }
        const middle = Matrix.generate(A.rows, A.cols, (i, j) => (i === j ? s[i]! : field.zero));
        expect(allHeld(product(wide, U, middle, V.transpose()), A)).toBe(true);
        // radii of values are of the size of A's last place, those of vectors larger by the gap, at least 1e-6
        expect(log10LargestRadius(s)).toBeLessThan(2 - digits);
        expect(log10LargestRadius([...U.data, ...V.data])).toBeLessThan(8.5 - digits);
      }),
      runs,
    );
  });

  it('balls of eigenvectors hold eigenvalues and spaces of the exact ones', () => {
    fc.assert(
      fc.property(symmetricSpectra, ({ A, left, values }) => {
        const { values: found, Q } = symmetricEigen(field, convert(field, A), () => eigenvalueFacts(A));
        expect(found.every((ball, k) => holdsExactly(ball, values[k]!))).toBe(true);
        expectOrthogonal(Q);
        for (const [start, end] of tiesOf(values))
          expect(allHeld(columnsTimes(times, Q, Q, start, end), columnsTimes(exactly, left, left, start, end))).toBe(
            true,
          );
        expect(allHeld(product(wide, Q, diagonal(field, found), Q.transpose()), A)).toBe(true);
        expect(log10LargestRadius(found)).toBeLessThan(2.5 - digits);
        expect(log10LargestRadius(Q.data)).toBeLessThan(9 - digits);
      }),
      runs,
    );
  });

  it('the error of an SVD bounds its values and what its factors rebuild, for every matrix in the balls', () => {
    const moved = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(singularSpectra, moved, ({ A, values }: ExactSpectrum, signs) => {
        // balls round another matrix, which hold A at their edge
        const by = Rational.of(`1e-${digits - 4}`);
        const balls = A.map((entry, i, j) => {
          const centre = field.of(entry.add(by.mul(Rational.of(signs[(4 * i + j) % 16]!))));
          return field.bounds!.widen(centre, field.of(by));
        });
        const { s, error } = svdWithError(field, balls);
        s.forEach((value, k) => {
          expect(holdsExactly(field.bounds!.widen(value, error), values[k]!)).toBe(true);
        });
        expect(Math.log10(field.toNumber(error))).toBeLessThan(6 - digits);
      }),
      runs,
    );
  });

  function expectOrthogonal(Q: Matrix<Binary>): void {
    const defect = subtract(wide, times(Q.transpose(), Q), identity(field, Q.cols));
    expect(defect.data.every(containsZero)).toBe(true);
  }
});

describe('spectra that digits do not resolve', () => {
  const tied = Matrix.fromRows([
    [1, 0],
    [0, 1],
  ]).map(entry => Rational.of(entry));
  const nearlyTied = tied.map((entry, i, j) => (i + j === 0 ? entry.add(Rational.of('1e-40')) : entry));
  const code = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      return (error as DloError).code;
    }
    return 'none';
  };

  it('are refused with PRECISION, unless they are exactly tied', () => {
    const few = binarySystem(20);
    expect(code(() => few.svd(convert(few.field, tied)))).toBe('PRECISION');
    expect(code(() => few.svd(convert(few.field, nearlyTied)))).toBe('PRECISION');
    expect(
      code(() => enclosedSvd(few.field, convert(few.field, nearlyTied), () => singularValueFacts(nearlyTied))),
    ).toBe('PRECISION');
    expect(
      code(() => symmetricEigen(few.field, convert(few.field, nearlyTied), () => eigenvalueFacts(nearlyTied))),
    ).toBe('PRECISION');
    expect(code(() => symmetricEigen(few.field, convert(few.field, tied)))).toBe('PRECISION');
    expect(code(() => enclosedSvd(few.field, convert(few.field, tied), () => singularValueFacts(tied)))).toBe('none');
    const many = binarySystem(60);
    const { U } = many.svd(convert(many.field, nearlyTied));
    // error/gap = 1e-60/1e-40
    expect(radiusOf(U.at(0, 0)).toNumber()).toBeLessThan(1e-18);
    expect(radiusOf(U.at(0, 0)).toNumber()).toBeGreaterThan(1e-28);
  });

  it('are refused where a small value may be zero', () => {
    const system = binarySystem(20);
    const small = Matrix.fromRows([[Rational.of(1)], [Rational.ZERO]]);
    const nothing = Matrix.fromRows([[Rational.ZERO], [Rational.ZERO]]);
    expect(code(() => system.svd(convert(system.field, small)))).toBe('none');
    expect(code(() => system.svd(convert(system.field, nothing)))).toBe('PRECISION');
    const { s } = enclosedSvd(system.field, convert(system.field, nothing), () => singularValueFacts(nothing));
    expect(system.field.isZero(s[0]!)).toBe(true);
  });

  it('need a square matrix where they are those of a symmetric one', () => {
    const field = binaryField(20);
    expect(code(() => symmetricEigen(field, Matrix.fromRows([[field.one, field.one]])))).toBe('SHAPE');
  });
});
