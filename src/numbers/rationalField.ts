import { DloError } from '../errors.ts';
import type { Field } from './field.ts';
import { Rational } from './rational.ts';

/** Exact fractions. Roots exist only of squares, exp only of 0, log only of 1. */
export const rationalField: Field<Rational> = {
  name: 'exact',
  digits: Number.POSITIVE_INFINITY,
  zero: Rational.ZERO,
  one: Rational.ONE,
  of: value => Rational.of(value),
  add: (a, b) => a.add(b),
  sub: (a, b) => a.sub(b),
  mul: (a, b) => a.mul(b),
  dot: Rational.dot,
  div: (a, b) => a.div(b),
  neg: a => a.neg(),
  abs: a => a.abs(),
  sqrt: a => exactly('sqrt', a, a.sqrt()),
  exp: a => exactly('exp', a, a.sign() === 0 ? Rational.ONE : undefined),
  log: a => exactly('log', a, a.equals(Rational.ONE) ? Rational.ZERO : undefined),
  compare: (a, b) => a.compare(b),
  isZero: a => a.sign() === 0,
  isFinite: () => true,
  toNumber: a => a.toNumber(),
  toString: a => a.toString(),
};

function exactly(name: string, argument: Rational, value: Rational | undefined): Rational {
  if (value === undefined) throw new DloError('PRECISION', name, 'must have a rational value', argument.toString());
  return value;
}
