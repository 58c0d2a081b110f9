import { DloError } from '../errors.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Polynomial, type PolynomialTerm } from '../numbers/polynomial.ts';
import type { Distribution } from './distribution.ts';

/** The distribution of each random letter, all of them independent; of a letter that is no random one, undefined. */
export type RandomLetters = (letter: string) => Distribution | undefined;

/** E of a polynomial in independent random letters, exactly; other letters remain. RANGE where a moment that it needs does not exist. */
export function expectation(of: Polynomial, random: RandomLetters): Polynomial {
  return of.terms.reduce((sum, term) => sum.add(ofTerm(term, random)), Polynomial.ZERO);
}

/** Cov(a, b) = E[ab] − E[a]E[b]. */
export function covariance(a: Polynomial, b: Polynomial, random: RandomLetters): Polynomial {
  return expectation(a.mul(b), random).sub(expectation(a, random).mul(expectation(b, random)));
}

export function variance(of: Polynomial, random: RandomLetters): Polynomial {
  return covariance(of, of, random);
}

function ofTerm({ coefficient, powers }: PolynomialTerm, random: RandomLetters): Polynomial {
  return powers.reduce((product, [letter, exponent]) => {
    const distribution = random(letter);
    return product.mul(distribution?.moment(exponent) ?? Polynomial.letter(letter).pow(exponent));
  }, Polynomial.of(coefficient));
}

/** Letters name[1,1] … name[rows,cols] as the entries of a matrix; RANGE for sizes that are not whole numbers of at least 1. */
export function matrixOfLetters(name: string, rows: number, cols: number): Matrix<Polynomial> {
  for (const [size, value] of Object.entries({ rows, cols })) requireWidth(size, value);
  return Matrix.generate(rows, cols, (i, j) => Polynomial.letter(`${name}[${i + 1},${j + 1}]`));
}

/** All letters of some matrices as random ones, by the names of the matrices. */
export function randomEntries(distributions: Readonly<Record<string, Distribution>>): RandomLetters {
  return letter => {
    const name = letter.replace(/\[\d+,\d+\]$/, '');
    return name !== letter && Object.hasOwn(distributions, name) ? distributions[name] : undefined;
  };
}

export function requireWidth(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new DloError('RANGE', `width ${name}`, 'must be a whole number of at least 1', value);
}
