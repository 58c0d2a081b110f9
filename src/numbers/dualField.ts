import { DloError } from '../errors.ts';
import type { Field } from './field.ts';

/** A number v + d·ε with ε² = 0: a value and its rate of change. */
export interface Dual<T> {
  readonly v: T;
  readonly d: T;
}

/**
 * Numbers with their first derivative over another field: what is calculated with t + ε in place of t comes out with its
 * exact rate of change in t. Ordered like t + ε for an infinitely small ε > 0. A root of zero that moves has no rate: RANGE.
 */
export function dualField<T>(base: Field<T>): Field<Dual<T>> {
  const { zero } = base;
  const still = (v: T): Dual<T> => ({ v, d: zero });
  const sign = (a: Dual<T>): number => base.compare(a.v, zero) || base.compare(a.d, zero);
  const neg = (a: Dual<T>): Dual<T> => ({ v: base.neg(a.v), d: base.neg(a.d) });
  /** f(a) with the rate f′·a′; a number that stands still has no use for f′, which may not exist. */
  const through = (a: Dual<T>, v: T, slope: () => T): Dual<T> =>
    base.isZero(a.d) ? still(v) : { v, d: base.mul(slope(), a.d) };
  return {
    name: `${base.name} with derivative`,
    digits: base.digits,
    zero: still(zero),
    one: still(base.one),
    of: value => still(base.of(value)),
    add: (a, b) => ({ v: base.add(a.v, b.v), d: base.add(a.d, b.d) }),
    sub: (a, b) => ({ v: base.sub(a.v, b.v), d: base.sub(a.d, b.d) }),
    mul: (a, b) => ({ v: base.mul(a.v, b.v), d: base.add(base.mul(a.d, b.v), base.mul(a.v, b.d)) }),
    div(a, b) {
      const v = base.div(a.v, b.v);
      return { v, d: base.div(base.sub(a.d, base.mul(v, b.d)), b.v) };
    },
    neg,
    abs: a => (sign(a) < 0 ? neg(a) : a),
    sqrt(a) {
      if (base.isZero(a.v) && !base.isZero(a.d))
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
