import { DloError } from '../errors.ts';
import type { Field } from './field.ts';

/** A number v + d·ε with ε² = 0: a value and its rate of change. */
export interface Dual<T> {
  readonly v: T;
  readonly d: T;
  /** A constant: none of its derivatives is other than 0, where `d` says so of the first alone. */
  readonly still?: true;
}

/**
 * Numbers with their first derivative over another field: what is calculated with t + ε in place of t comes out with its
 * exact rate of change in t. Ordered like t + ε for an infinitely small ε > 0. A root of zero has a rate where that is a constant
 * only: √t has none at 0, nor has √(t²) = |t|, and of t² the first derivative does not tell it from 0. RANGE for any other.
 */
export function dualField<T>(base: Field<T>): Field<Dual<T>> {
  const { zero } = base;
  const constant = (v: T): Dual<T> => ({ v, d: zero, still: true });
  const isNothing = (a: Dual<T>): boolean => a.still === true && base.isZero(a.v);
  const sign = (a: Dual<T>): number => base.compare(a.v, zero) || base.compare(a.d, zero);
  const neg = (a: Dual<T>): Dual<T> => (a.still ? constant(base.neg(a.v)) : { v: base.neg(a.v), d: base.neg(a.d) });
  const sum = (a: Dual<T>, b: Dual<T>, plus: (x: T, y: T) => T): Dual<T> =>
    a.still && b.still ? constant(plus(a.v, b.v)) : { v: plus(a.v, b.v), d: plus(a.d, b.d) };
  /** f(a) with the rate f′·a′; a constant has no use for f′, which may not exist. */
  const through = (a: Dual<T>, v: T, slope: () => T): Dual<T> =>
    a.still ? constant(v) : { v, d: base.isZero(a.d) ? zero : base.mul(slope(), a.d) };
  return {
    name: `${base.name} with derivative`,
    digits: base.digits,
    zero: constant(zero),
    one: constant(base.one),
    of: value => constant(base.of(value)),
    add: (a, b) => sum(a, b, base.add),
    sub: (a, b) => sum(a, b, base.sub),
    mul(a, b) {
      const v = base.mul(a.v, b.v);
      if ((a.still && b.still) || isNothing(a) || isNothing(b)) return constant(v);
      return { v, d: base.add(base.mul(a.d, b.v), base.mul(a.v, b.d)) };
    },
    div(a, b) {
      const v = base.div(a.v, b.v);
      if ((a.still && b.still) || isNothing(a)) return constant(v);
      return { v, d: base.div(base.sub(a.d, base.mul(v, b.d)), b.v) };
    },
    neg,
    abs: a => (sign(a) < 0 ? neg(a) : a),
    sqrt(a) {
      if (base.isZero(a.v) && !a.still)
        throw new DloError('RANGE', 'sqrt', 'must have a rate of change', base.toString(a.v));
      const v = base.sqrt(a.v);
      return through(a, v, () => base.div(base.one, base.add(v, v)));
    },
    exp(a) {
      const v = base.exp(a.v);
      return through(a, v, () => v);
    },
    log: a => through(a, base.log(a.v), () => base.div(base.one, a.v)),
    compare: (a, b) => base.compare(a.v, b.v) || base.compare(a.d, b.d),
    isZero: a => base.isZero(a.v) && base.isZero(a.d),
    isFinite: a => base.isFinite(a.v) && base.isFinite(a.d),
    toNumber: a => base.toNumber(a.v),
    toString: a => `${base.toString(a.v)} + ${base.toString(a.d)}ε`,
  };
}
