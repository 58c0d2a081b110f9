import { Decimal } from 'decimal.js';
import { DloError } from '../../errors.ts';
import type { Field } from '../field.ts';
import { Rational } from '../rational.ts';

export type { Decimal };

/**
 * decimal.js at a stated number of significant digits, in a constructor of its own: in mixed precision the left
 * operand's context would win silently, so values of two fields must never meet (convert with `of` or `cross`).
 */
export interface DecimalField extends Field<Decimal> {
  /** A value of another decimal field, rounded into this one. */
  cross(value: Decimal): Decimal;
  parse(text: string): Decimal;
}

/** A field never changes, and to make its constructor takes as long as dozens of sums: there is one for each number of digits. */
const FIELDS = new Map<number, DecimalField>();

export function decimalField(digits: number): DecimalField {
  const known = FIELDS.get(digits);
  if (known !== undefined) return known;
  const field = fieldOf(digits);
  FIELDS.set(digits, field);
  return field;
}

/** The widest range of exponents, and no digits of its own. */
const Shared = Decimal.clone({
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: 9e15,
  minE: -9e15,
  toExpNeg: -7,
  toExpPos: 21,
  defaults: true,
});

/**
 * A constructor of decimal.js for a number of digits, whose numbers are made by one that all share: V8 takes objects of each constructor
 * for a kind of their own, and functions that meet more than four kinds read every property by a search (with sixteen fields in use a
 * sum or product takes an eighth longer).
 */
function contextOf(digits: number): Decimal.Constructor {
  function Context(value: Decimal.Value): Decimal {
    const number = new Shared(value);
    number.constructor = Context;
    return number;
  }
  return Object.assign(Context, Shared, { precision: digits, prototype: Shared.prototype }) as never;
}

function fieldOf(digits: number): DecimalField {
  if (!Number.isInteger(digits) || digits < 5 || digits > 100_000) {
    throw new DloError('RANGE', 'digits', 'must be a whole number from 5 to 100000', digits);
  }
  const Context = contextOf(digits);
  const zero = new Context(0);
  const one = new Context(1);
  return {
    name: 'decimal',
    digits,
    zero,
    one,
    of(value) {
      if (value instanceof Rational) return new Context(value.n.toString()).div(new Context(value.d.toString()));
      return new Context(typeof value === 'bigint' ? value.toString() : value);
    },
    cross: value => new Context(value).plus(0),
    parse: text => new Context(text),
    add: (a, b) => a.plus(b),
    sub: (a, b) => a.minus(b),
    mul: (a, b) => a.times(b),
    div: (a, b) => a.div(b),
    neg: a => a.neg(),
    abs: a => a.abs(),
    sqrt: a => inDomain('sqrt', a, !a.isNegative() || a.isZero()).sqrt(),
    exp: a => a.exp(),
    log: a => inDomain('log', a, a.gt(0)).ln(),
    compare: (a, b) => a.cmp(b),
    isZero: a => a.isZero(),
    isFinite: a => a.isFinite(),
    toNumber: a => a.toNumber(),
    toString: a => a.toString(),
  };
}

function inDomain(name: string, argument: Decimal, holds: boolean): Decimal {
  if (!holds) throw new DloError('RANGE', name, 'must have an argument with a real value', argument.toString());
  return argument;
}
