import { commonDenominator } from '../commonDenominator.ts';
import type { Matrix } from '../matrix.ts';
import type { Rational } from '../rational.ts';

/** What exact arithmetic says of the eigenvalues of a matrix, or of its singular values. */
export interface SpectrumFacts {
  /** How many of them differ, zero among them where it is one. */
  readonly distinct: number;
  /** How many are not zero, each as often as it occurs. */
  readonly nonzero: number;
}

/** Of the eigenvalues of a symmetric matrix, from its characteristic polynomial in integers. */
export function eigenvalueFacts(a: Matrix<Rational>): SpectrumFacts {
  return factsOf(overOneDenominator(a), a.rows);
}

/** Of the min(rows, cols) singular values of a matrix. */
export function singularValueFacts(a: Matrix<Rational>): SpectrumFacts {
  const tall = a.rows < a.cols ? a.transpose() : a;
  const integers = overOneDenominator(tall);
  const n = tall.cols;
  const gram = Array.from({ length: n * n }, (_, index) => {
    const [i, j] = [Math.floor(index / n), index % n];
    let sum = 0n;
    for (let k = 0; k < tall.rows; k++) sum += integers[k * n + i]! * integers[k * n + j]!;
    return sum;
  });
  return factsOf(gram, n);
}

/** All roots are real, so that as many differ as the degree has over that of the greatest common divisor with p′. */
function factsOf(matrix: readonly bigint[], n: number): SpectrumFacts {
  const polynomial = characteristicPolynomial(matrix, n);
  const derivative = polynomial.slice(1).map((coefficient, k) => coefficient * BigInt(k + 1));
  return {
    distinct: n - (greatestCommonDivisor(polynomial, derivative).length - 1),
    nonzero: n - polynomial.findIndex(coefficient => coefficient !== 0n),
  };
}

/** The entries times the least common multiple of their denominators. */
function overOneDenominator(a: Matrix<Rational>): bigint[] {
  const common = commonDenominator(a.data);
  return a.data.map(({ n, d }) => n * (common / d));
}

/** Coefficients of det(xI − A), the constant first, by Faddeev and LeVerrier: every division is exact. */
function characteristicPolynomial(matrix: readonly bigint[], n: number): bigint[] {
  const coefficients = new Array<bigint>(n + 1).fill(0n);
  coefficients[n] = 1n;
  let power = new Array<bigint>(n * n).fill(0n);
  for (let k = 1; k <= n; k++) {
    power = times(matrix, power, n);
    for (let i = 0; i < n; i++) power[i * n + i]! += coefficients[n - k + 1]!;
    const product = times(matrix, power, n);
    let trace = 0n;
    for (let i = 0; i < n; i++) trace += product[i * n + i]!;
    coefficients[n - k] = -trace / BigInt(k);
  }
  return coefficients;
}

function times(a: readonly bigint[], b: readonly bigint[], n: number): bigint[] {
  return Array.from({ length: n * n }, (_, index) => {
    const [i, j] = [Math.floor(index / n), index % n];
    let sum = 0n;
    for (let k = 0; k < n; k++) sum += a[i * n + k]! * b[k * n + j]!;
    return sum;
  });
}

/** By pseudo-remainders, each divided by its content; constant first, no leading zeros. */
function greatestCommonDivisor(a: readonly bigint[], b: readonly bigint[]): bigint[] {
  let [larger, smaller] = [[...a], primitive(b)];
  while (smaller.length > 0) {
    const remainder = [...larger];
    while (remainder.length >= smaller.length) {
      const [lead, divisor] = [remainder.at(-1)!, smaller.at(-1)!];
      const shift = remainder.length - smaller.length;
      remainder.forEach((coefficient, k) => {
        remainder[k] = coefficient * divisor - (k >= shift ? lead * smaller[k - shift]! : 0n);
      });
      while (remainder.length > 0 && remainder.at(-1) === 0n) remainder.pop();
    }
    [larger, smaller] = [smaller, primitive(remainder)];
  }
  return larger;
}

function primitive(polynomial: readonly bigint[]): bigint[] {
  let content = 0n;
  for (const coefficient of polynomial) {
    let [x, y] = [content, coefficient < 0n ? -coefficient : coefficient];
    while (y !== 0n) [x, y] = [y, x % y];
    content = x;
  }
  return content === 0n ? [] : polynomial.map(coefficient => coefficient / content);
}
