import { Decimal } from 'decimal.js';
import { DloError } from '../../errors.ts';
import type { Field } from '../field.ts';
import { Rational } from '../rational.ts';
import { sumOfProducts } from './sumOfProducts.ts';
import { LARGEST_EXPONENT, leadingPart, WORD_DIGITS } from './words.ts';

export type { Decimal };

/**
 * decimal.js at a stated number of significant digits, in a constructor of its own: in mixed precision the left
 * operand's context would win silently, so values of two fields must never meet (convert with `of` or `cross`).
 */
export interface DecimalField extends Field<Decimal> {
  /** A value of another decimal field, rounded into this one. */
  cross(value: Decimal): Decimal;
  parse(text: string): Decimal;
  readonly dot: NonNullable<Field<Decimal>['dot']>;
}

/** A field never changes, and to make its constructor takes as long as dozens of sums: there is one for each number of digits. */
const FIELDS = new Map<number, DecimalField>();

export function decimalField(digits: number): DecimalField {
  if (!Number.isInteger(digits) || digits < 5 || digits > 100_000) {
    throw new DloError('RANGE', 'digits', 'must be a whole number from 5 to 100000', digits);
  }
  return fieldOf(digits);
}

function fieldOf(digits: number): DecimalField {
  const known = FIELDS.get(digits);
  if (known !== undefined) return known;
  const field = newField(digits);
  FIELDS.set(digits, field);
  return field;
}

/** The widest range of exponents, and no digits of its own. */
const Shared = Decimal.clone({
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: LARGEST_EXPONENT,
  minE: -LARGEST_EXPONENT,
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

function newField(digits: number): DecimalField {
  const Context = contextOf(digits);
  const blank = (): Decimal => {
    const number = new Shared(0);
    number.constructor = Context;
    return number;
  };
  const zero = new Context(0);
  const one = new Context(1);
  const field: DecimalField = {
    name: 'decimal',
    digits,
    zero,
    one,
    of(value) {
      if (value instanceof Rational && value.d === 1n) return field.cross(new Context(value.n.toString()));
      if (value instanceof Rational) return new Context(value.n.toString()).div(new Context(value.d.toString()));
      return new Context(typeof value === 'bigint' ? value.toString() : value);
    },
    cross(value) {
      // Zero has no sign.
      if (value.isZero()) return zero;
      const own = new Context(value);
      return own.d !== null && own.d.length * WORD_DIGITS <= digits ? own : own.toSignificantDigits(digits);
    },
    parse: text => new Context(text),
    add: (a, b) => a.plus(b),
    sub: (a, b) => a.minus(b),
    mul(a, b) {
      const product = blank();
      return sumOfProducts(product, digits, 1, [a], 0, 1, [b], 0, 1) ? product : a.times(b);
    },
    div: (a, b) => a.div(b),
    neg: a => a.neg(),
    abs: a => a.abs(),
    sqrt: a => squareRoot(field, inDomain('sqrt', a, !a.isNegative() || a.isZero())),
    exp: a => a.exp(),
    log: a => inDomain('log', a, a.gt(0)).ln(),
    compare: (a, b) => a.cmp(b),
    dot(count, a, aStart, aStride, b, bStart, bStride) {
      const total = blank();
      if (sumOfProducts(total, digits, count, a, aStart, aStride, b, bStart, bStride)) return total;
      let sum = zero;
      for (let k = 0; k < count; k++) sum = sum.plus(a[aStart + k * aStride]!.times(b[bStart + k * bStride]!));
      return sum;
    },
    isZero: a => a.isZero(),
    isFinite: a => a.isFinite(),
    toNumber: a => a.toNumber(),
    toString: a => a.toString(),
  };
  return field;
}

/** Digits of a first approximation from float64. */
const ROUGH_DIGITS = 15;

/**
 * √x of x ≥ 0 by Newton's steps r + (x − r²)/2r, each with as many digits as it makes sure of, as 1/2r has that is multiplied by: `sqrt` of
 * decimal.js divides with all digits each time, and once more to see that nothing changes.
 */
function squareRoot(field: DecimalField, x: Decimal): Decimal {
  if (x.isZero() || !x.isFinite()) return x;
  const [lead, power] = leadingPart(x);
  const odd = Math.abs(power % 2);
  const exponent = (WORD_DIGITS * (power - odd)) / 2;
  const rough = Math.sqrt(lead * 10 ** (WORD_DIGITS * odd));
  const { one, parse } = fieldOf(field.digits + 4);
  let root = parse(`${rough}e${exponent}`);
  let factor = parse(`${0.5e7 / rough}e${-exponent - 7}`);
  for (let known = ROUGH_DIGITS; known < field.digits + 2; known *= 2) {
    const { dot, mul } = fieldOf(known + 2);
    if (known > ROUGH_DIGITS) {
      const twice = root.plus(root).neg();
      factor = mul(factor, dot(2, [one, factor], 0, 1, [one, twice], 0, 1)).plus(factor);
    }
    const rest = dot(2, [x, root], 0, 1, [one, root.neg()], 0, 1);
    if (rest.isZero()) break;
    root = root.plus(mul(rest, factor));
  }
  return field.cross(root);
}

function inDomain(name: string, argument: Decimal, holds: boolean): Decimal {
  if (!holds) throw new DloError('RANGE', name, 'must have an argument with a real value', argument.toString());
  return argument;
}
