import { Matrix } from '../../src/numbers/matrix.ts';
import { bitLength } from '../../src/numbers/rational.ts';
import { type IntegerMatrix, multiplyIntegers } from './integerMatrix.ts';

/**
 * The functions of F², F symmetric, as polynomials in x = A/2^shift, A = F²·denominator² in integers, modulo the minimal
 * polynomial of x. They commute. The eigenvalues of x lie in [0, 1]: the spectral norm of a polynomial is at most the sum of
 * its absolute coefficients, before it is reduced as well as after.
 */
export interface EvenAlgebra {
  /** Coefficients of a polynomial: the number of different eigenvalues of F². */
  readonly degree: number;
  readonly denominator: bigint;
  readonly shift: number;
  /** A^0, A^1, …, A^(degree−1). */
  readonly powers: readonly Matrix<bigint>[];
  /** A^degree = Σ reduction[i]·A^i. */
  readonly reduction: readonly bigint[];
}

export function evenAlgebra({ entries, denominator }: IntegerMatrix): EvenAlgebra {
  const A = multiplyIntegers(entries, entries);
  const { powers, reduction } = minimalPolynomial(A);
  return { degree: powers.length, denominator, shift: bitLength(largestRowSum(A)), powers, reduction };
}

/** Powers of A are added to a fraction-free elimination, one after the other, until one depends on those before it. */
function minimalPolynomial(A: Matrix<bigint>): Pick<EvenAlgebra, 'powers' | 'reduction'> {
  const powers: Matrix<bigint>[] = [];
  const basis: { row: readonly bigint[]; pivotAt: number }[] = [];
  let power: Matrix<bigint> = A.map((_, i, j) => (i === j ? 1n : 0n));
  for (;;) {
    // Powers of a symmetric matrix are symmetric.
    const entries = power.toRows().flatMap((row, i) => row.slice(i));
    // Behind the entries: what the row is made of, as coefficients of the powers.
    let row = [...entries, ...basis.map(() => 0n), 1n];
    let divisor = 1n;
    for (const { row: pivotRow, pivotAt } of basis) {
      const [pivot, factor] = [pivotRow[pivotAt]!, row[pivotAt]!];
      row = row.map((entry, j) => (pivot * entry - factor * (pivotRow[j] ?? 0n)) / divisor);
      divisor = pivot;
    }
    const pivotAt = row.findIndex(entry => entry !== 0n);
    if (pivotAt >= entries.length) {
      // An integer matrix has a monic minimal polynomial with integer coefficients.
      const leading = row.at(-1)!;
      return { powers, reduction: row.slice(entries.length, -1).map(coefficient => -coefficient / leading) };
    }
    powers.push(power);
    basis.push({ row, pivotAt });
    power = multiplyIntegers(A, power);
  }
}

function largestRowSum(A: Matrix<bigint>): bigint {
  return A.toRows()
    .map(row => row.reduce((sum, entry) => sum + (entry < 0n ? -entry : entry), 0n))
    .reduce((most, sum) => (sum > most ? sum : most));
}

/** The product of fixed-point coefficients, with the fraction bits of both together; off by degree² units at the most. */
export function multiplyEven(algebra: EvenAlgebra, a: readonly bigint[], b: readonly bigint[]): bigint[] {
  const { degree, reduction, shift } = algebra;
  const product: bigint[] = new Array(2 * degree - 1).fill(0n);
  for (let i = 0; i < degree; i++) for (let j = 0; j < degree; j++) product[i + j]! += a[i]! * b[j]!;
  for (let top = 2 * degree - 2; top >= degree; top--) {
    for (let i = 0; i < degree; i++)
      product[top - degree + i]! += (product[top]! * reduction[i]!) >> BigInt(shift * (degree - i));
  }
  return product.slice(0, degree);
}

/** x times a polynomial; off by degree units at the most. */
export function timesX({ degree, reduction, shift }: EvenAlgebra, a: readonly bigint[]): bigint[] {
  const top = a[degree - 1]!;
  return reduction.map((entry, i) => (i === 0 ? 0n : a[i - 1]!) + ((top * entry) >> BigInt(shift * (degree - i))));
}

/** The polynomial as a matrix, in the same units; entries are off by degree − 1 units at the most. */
export function asMatrix({ powers, shift }: EvenAlgebra, a: readonly bigint[]): Matrix<bigint> {
  const size = powers[0]!.rows;
  return Matrix.generate(size, size, (i, j) =>
    powers.reduce((sum, power, k) => {
      const entry = power.data[i * size + j]!;
      return entry === 0n ? sum : sum + ((a[k]! * entry) >> BigInt(shift * k));
    }, 0n),
  );
}
