import { DloError } from '../errors.ts';
import type { Field } from './field.ts';
import { Rational } from './rational.ts';

/** IEEE double precision. */
export const float64Field: Field<number> = {
  name: 'float64',
  digits: 15.95,
  zero: 0,
  one: 1,
  of: value => (value instanceof Rational ? value.toNumber() : Number(value)),
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: a => -a,
  abs: Math.abs,
  sqrt: a => real('sqrt', a, a >= 0, Math.sqrt),
  exp: Math.exp,
  log: a => real('log', a, a > 0, Math.log),
  compare: (a, b) => a - b,
  isZero: a => a === 0,
  isFinite: Number.isFinite,
  toNumber: a => a,
  toString: String,
};

function real(name: string, argument: number, inDomain: boolean, evaluate: (x: number) => number): number {
  if (!inDomain) throw new DloError('RANGE', name, 'must have an argument with a real value', argument);
  return evaluate(argument);
}
