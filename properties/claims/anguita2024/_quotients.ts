import { Polynomial } from '../../../src/numbers/polynomial.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import type { Ring } from './_randomStarts.ts';

/** A quotient of polynomials, not reduced; the lower one is not 0. */
export interface Quotient {
  readonly over: Polynomial;
  readonly under: Polynomial;
}

export const quotientOf = (over: Polynomial, under: Polynomial = Polynomial.ONE): Quotient => ({ over, under });

export const quotients: Ring<Quotient> = {
  of: value => quotientOf(Polynomial.of(value)),
  add: (a, b) => quotientOf(a.over.mul(b.under).add(b.over.mul(a.under)), a.under.mul(b.under)),
  sub: (a, b) => quotientOf(a.over.mul(b.under).sub(b.over.mul(a.under)), a.under.mul(b.under)),
  mul: (a, b) => quotientOf(a.over.mul(b.over), a.under.mul(b.under)),
  div: (a, b) => quotientOf(a.over.mul(b.under), a.under.mul(b.over)),
};

/** The value of a polynomial with quotients for all its letters. */
export function inQuotients(polynomial: Polynomial, values: Readonly<Record<string, Quotient>>): Quotient {
  return polynomial.terms.reduce((sum, { coefficient, powers }) => {
    const factors = powers.flatMap(([letter, exponent]) => Array.from({ length: exponent }, () => values[letter]!));
    return quotients.add(sum, factors.reduce(quotients.mul, quotients.of(coefficient)));
  }, quotients.of(0));
}

/** c·xⁿ, what a function is near an end of x. */
export interface LeadingTerm {
  readonly coefficient: Rational;
  readonly order: number;
}

export type End = 'zero' | 'infinity';

/** Of a quotient in the letter x alone, for x → 0 or x → ∞; undefined: it is 0. */
export function leadingTerm({ over, under }: Quotient, letter: string, end: End): LeadingTerm | undefined {
  const [above, below] = [over, under].map(polynomial => leadingOf(polynomial, letter, end));
  if (above === undefined || below === undefined) return undefined;
  return { coefficient: above.coefficient.div(below.coefficient), order: above.order - below.order };
}

function leadingOf(polynomial: Polynomial, letter: string, end: End): LeadingTerm | undefined {
  const terms = polynomial.terms.map(({ coefficient, powers }) => ({
    coefficient,
    order: powers.find(([name]) => name === letter)?.[1] ?? 0,
  }));
  const sign = end === 'zero' ? -1 : 1;
  return terms.reduce<LeadingTerm | undefined>(
    (most, term) => (most === undefined || sign * (term.order - most.order) > 0 ? term : most),
    undefined,
  );
}

/** The limit where there is a finite one. */
export function limitOf(leading: LeadingTerm | undefined, end: End): Rational | undefined {
  if (leading === undefined) return Rational.ZERO;
  if (leading.order === 0) return leading.coefficient;
  return leading.order > 0 === (end === 'zero') ? Rational.ZERO : undefined;
}
