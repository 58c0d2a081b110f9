import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCode } from '../../oracles/testing/testProblems.ts';
import { phi } from '../formula/phi.ts';
import { type Dual, dualField } from './dualField.ts';
import { float64Field } from './float64Field.ts';
import { inverse, matrixExponential, multiply, scale } from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';

const exact = dualField(rationalField);
const float = dualField(float64Field);
const rational = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 5 }))
  .map(([n, d]) => Rational.of(n, d));
const dual = fc.record({ v: rational, d: rational });
const seed = { seed: 20251 };

/** p(t + ε) of p(t) = (t + a)(t − b)/(t² + 1) beside p and p′ written out. */
function quotient(t: Dual<Rational>, a: Rational, b: Rational): Dual<Rational> {
  const top = exact.mul(exact.add(t, exact.of(a)), exact.sub(t, exact.of(b)));
  return exact.div(top, exact.add(exact.mul(t, t), exact.one));
}

describe('dualField', () => {
  it('differentiates a rational function exactly', () => {
    fc.assert(
      fc.property(rational, rational, rational, (t, a, b) => {
        const { v, d } = quotient({ v: t, d: Rational.ONE }, a, b);
        const [top, bottom] = [t.add(a).mul(t.sub(b)), t.mul(t).add(Rational.ONE)];
        const slope = t
          .add(a)
          .add(t.sub(b))
          .mul(bottom)
          .sub(top.mul(t.add(t)))
          .div(bottom.mul(bottom));
        expect([v.toString(), d.toString()]).toEqual([top.div(bottom).toString(), slope.toString()]);
      }),
      seed,
    );
  });

  it('keeps the product rule for inverses of matrices: (A⁻¹)′ = −A⁻¹A′A⁻¹', () => {
    fc.assert(
      fc.property(dual, dual, dual, dual, (a, b, c, d) => {
        const A = new Matrix(2, 2, [a, b, c, d]);
        fc.pre(a.v.mul(d.v).sub(b.v.mul(c.v)).sign() !== 0 && a.v.sign() !== 0);
        const product = multiply(exact, inverse(exact, A), A);
        expect(product.data.map(entry => exact.toString(entry))).toEqual(['1 + 0ε', '0 + 0ε', '0 + 0ε', '1 + 0ε']);
      }),
      seed,
    );
  });

  it('differentiates exponentials, roots and logarithms', () => {
    const t = { v: 0.7, d: 1 };
    expect(float.exp(t).d).toBeCloseTo(Math.exp(0.7), 14);
    expect(float.sqrt(t).d).toBeCloseTo(0.5 / Math.sqrt(0.7), 14);
    expect(float.log(t).d).toBeCloseTo(1 / 0.7, 14);
    expect(phi(float, t).d).toBeCloseTo((0.7 * Math.exp(0.7) - Math.expm1(0.7)) / 0.49, 13);
    const F = new Matrix(2, 2, [0.3, 1, 1, -0.2].map(float.of));
    const atT = matrixExponential(float, scale(float, t, F));
    const rate = multiply(float, F, atT);
    atT.data.forEach((entry, i) => {
      expect(entry.d).toBeCloseTo(rate.data[i]!.v, 13);
    });
  });

  it('orders like t + ε', () => {
    const at = (v: number, d: number): Dual<number> => ({ v, d });
    expect(float.compare(at(1, 0), at(1, 1))).toBeLessThan(0);
    expect(float.compare(at(2, -5), at(1, 5))).toBeGreaterThan(0);
    expect(float.abs(at(0, -1))).toEqual(at(-0, 1));
    expect(float.isZero(at(0, 1))).toBe(false);
  });

  it('has a root of zero only where that is a constant', () => {
    const t = { v: 0, d: 1 };
    expect(float.sqrt(float.zero)).toEqual(float.zero);
    expect(errorCode(() => float.sqrt(t))).toBe('RANGE');
    // |t|, which has no rate at 0.
    expect(errorCode(() => float.sqrt(float.mul(t, t)))).toBe('RANGE');
    expect(errorCode(() => float.sqrt(float.sub(float.exp(t), float.add(float.one, t))))).toBe('RANGE');
    const constants = [
      float.sub(float.of(Rational.of(2)), float.mul(float.of(Rational.of(2)), float.exp(float.zero))),
      float.mul(float.zero, t),
      float.div(float.zero, float.add(float.one, t)),
      float.neg(float.zero),
    ];
    for (const nothing of constants) expect(float.sqrt(nothing).d).toBe(0);
    expect(float.sqrt({ v: 4, d: 0 })).toEqual({ v: 2, d: 0 });
  });
});
