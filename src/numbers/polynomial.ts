import { DloError } from '../errors.ts';
import type { Field } from './field.ts';
import { Rational } from './rational.ts';

/** A product of powers of letters, and what stands before it. */
export interface PolynomialTerm {
  readonly coefficient: Rational;
  /** Letters in alphabetic order, each with its exponent, at least 1. */
  readonly powers: readonly (readonly [letter: string, exponent: number])[];
}

/** A polynomial in any letters with exact coefficients, never changed after it is made. Equal polynomials have equal terms. */
export class Polynomial {
  private readonly byMonomial: ReadonlyMap<string, PolynomialTerm>;

  private constructor(byMonomial: ReadonlyMap<string, PolynomialTerm>) {
    this.byMonomial = byMonomial;
  }

  static readonly ZERO: Polynomial = new Polynomial(new Map());
  static readonly ONE: Polynomial = Polynomial.of(1);

  /** A constant. */
  static of(value: Rational | number | bigint): Polynomial {
    return Polynomial.sumOf([{ coefficient: Rational.of(value), powers: [] }]);
  }

  /** The letter itself; RANGE for an empty one. */
  static letter(name: string): Polynomial {
    if (name === '') throw new DloError('RANGE', 'letter', 'must not be empty', name);
    return Polynomial.sumOf([{ coefficient: Rational.ONE, powers: [[name, 1]] }]);
  }

  private static sumOf(terms: Iterable<PolynomialTerm>): Polynomial {
    const sum = new Map<string, PolynomialTerm>();
    for (const term of terms) {
      const key = monomial(term);
      const known = sum.get(key);
      const coefficient = known === undefined ? term.coefficient : known.coefficient.add(term.coefficient);
      if (coefficient.sign() === 0) sum.delete(key);
      else sum.set(key, { coefficient, powers: term.powers });
    }
    return new Polynomial(sum);
  }

  /** None of them is 0. */
  get terms(): readonly PolynomialTerm[] {
    return [...this.byMonomial.values()];
  }

  /** In alphabetic order. */
  get letters(): readonly string[] {
    return [...new Set(this.terms.flatMap(({ powers }) => powers.map(([letter]) => letter)))].sort();
  }

  add(other: Polynomial): Polynomial {
    return Polynomial.sumOf([...this.terms, ...other.terms]);
  }

  sub(other: Polynomial): Polynomial {
    return this.add(other.neg());
  }

  neg(): Polynomial {
    return this.scale(Rational.of(-1));
  }

  scale(factor: Rational): Polynomial {
    return Polynomial.sumOf(
      this.terms.map(({ coefficient, powers }) => ({ coefficient: coefficient.mul(factor), powers })),
    );
  }

  mul(other: Polynomial): Polynomial {
    return Polynomial.sumOf(this.terms.flatMap(a => other.terms.map(b => product(a, b))));
  }

  /** RANGE for an exponent that is not a whole number of at least 0. */
  pow(exponent: number): Polynomial {
    if (!Number.isInteger(exponent) || exponent < 0)
      throw new DloError('RANGE', 'exponent', 'must be a whole number of at least 0', exponent);
    return Array.from({ length: exponent }).reduce((power: Polynomial) => power.mul(this), Polynomial.ONE);
  }

  /** The highest exponent of the letter; of all letters together without one. Of 0 it is −∞. */
  degree(letter?: string): number {
    return this.terms.reduce((most, { powers }) => {
      const counted = letter === undefined ? powers : powers.filter(([name]) => name === letter);
      const degree = counted.reduce((sum, [, exponent]) => sum + exponent, 0);
      return Math.max(most, degree);
    }, Number.NEGATIVE_INFINITY);
  }

  /** With polynomials in place of the letters that are named. */
  substitute(values: Readonly<Record<string, Polynomial>>): Polynomial {
    return this.terms.reduce((sum, { coefficient, powers }) => {
      const factors = powers.map(([letter, exponent]) =>
        (Object.hasOwn(values, letter) ? values[letter]! : Polynomial.letter(letter)).pow(exponent),
      );
      return sum.add(factors.reduce((a, b) => a.mul(b), Polynomial.of(coefficient)));
    }, Polynomial.ZERO);
  }

  /** UNKNOWN_NAME where a letter has no value. */
  valueAt(values: Readonly<Record<string, Rational>>): Rational {
    const missing = this.letters.find(letter => !Object.hasOwn(values, letter));
    if (missing !== undefined) throw new DloError('UNKNOWN_NAME', 'values', 'must name every letter', missing);
    return this.terms.reduce((sum, { coefficient, powers }) => {
      const value = powers.reduce(
        (part, [letter, exponent]) => part.mul(power(values[letter]!, exponent)),
        coefficient,
      );
      return sum.add(value);
    }, Rational.ZERO);
  }

  /** Of a polynomial without letters, else undefined. */
  get constant(): Rational | undefined {
    if (this.byMonomial.size === 0) return Rational.ZERO;
    return this.byMonomial.size === 1 ? this.byMonomial.get('')?.coefficient : undefined;
  }

  equals(other: Polynomial): boolean {
    return this.sub(other).byMonomial.size === 0;
  }

  /** "3 m^2 n - 1/2": highest degree first, then by the alphabet. */
  toString(): string {
    const ordered = this.terms
      .map(term => ({ term, key: monomial(term), degree: term.powers.reduce((sum, [, e]) => sum + e, 0) }))
      .sort((a, b) => b.degree - a.degree || (a.key < b.key ? -1 : 1));
    if (ordered.length === 0) return '0';
    return ordered
      .map(({ term: { coefficient }, key }, at) => {
        const size = coefficient.abs();
        const sign = coefficient.sign() < 0 ? (at === 0 ? '-' : ' - ') : at === 0 ? '' : ' + ';
        return sign + (key === '' ? `${size}` : size.equals(Rational.ONE) ? key : `${size} ${key}`);
      })
      .join('');
  }

  toJSON(): string {
    return this.toString();
  }
}

function monomial({ powers }: PolynomialTerm): string {
  return powers.map(([letter, exponent]) => (exponent === 1 ? letter : `${letter}^${exponent}`)).join(' ');
}

function product(a: PolynomialTerm, b: PolynomialTerm): PolynomialTerm {
  const exponents = new Map(a.powers);
  for (const [letter, exponent] of b.powers) exponents.set(letter, (exponents.get(letter) ?? 0) + exponent);
  return {
    coefficient: a.coefficient.mul(b.coefficient),
    powers: [...exponents].sort(([one], [other]) => (one < other ? -1 : 1)),
  };
}

function power(base: Rational, exponent: number): Rational {
  return Rational.ratio(base.n ** BigInt(exponent), base.d ** BigInt(exponent));
}

/**
 * Polynomials as the entries of matrices. A ring: `div` takes constants alone (RANGE), and what has no meaning for letters, an order,
 * an absolute value, a root, exp and log, exists of constants for which fractions have it (PRECISION).
 */
export const polynomialField: Field<Polynomial> = {
  name: 'polynomials',
  digits: Number.POSITIVE_INFINITY,
  zero: Polynomial.ZERO,
  one: Polynomial.ONE,
  of: value => Polynomial.of(value),
  add: (a, b) => a.add(b),
  sub: (a, b) => a.sub(b),
  mul: (a, b) => a.mul(b),
  div: (a, b) => {
    const divisor = b.constant;
    if (divisor === undefined)
      throw new DloError('RANGE', 'divisor', 'must be a number, not a polynomial', b.toString());
    return a.scale(Rational.ONE.div(divisor));
  },
  neg: a => a.neg(),
  abs: a => Polynomial.of(number('abs', a).abs()),
  sqrt: a => ofConstant('sqrt', a, number('sqrt', a).sqrt()),
  exp: a => ofConstant('exp', a, number('exp', a).sign() === 0 ? Rational.ONE : undefined),
  log: a => ofConstant('log', a, number('log', a).equals(Rational.ONE) ? Rational.ZERO : undefined),
  compare: (a, b) => number('compare', a.sub(b)).sign(),
  isZero: a => a.terms.length === 0,
  isFinite: () => true,
  toNumber: a => number('toNumber', a).toNumber(),
  toString: a => a.toString(),
};

function number(operation: string, a: Polynomial): Rational {
  if (a.constant !== undefined) return a.constant;
  throw new DloError('PRECISION', operation, 'must be given a number, not a polynomial', a.toString());
}

function ofConstant(operation: string, a: Polynomial, value: Rational | undefined): Polynomial {
  if (value === undefined) throw new DloError('PRECISION', operation, 'must have a rational value', a.toString());
  return Polynomial.of(value);
}
