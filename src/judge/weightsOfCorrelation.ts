import type { Architecture } from '../network/architecture.ts';
import { balance } from '../network/balance.ts';
import { architectureOf, type Weights } from '../network/problem.ts';
import { type Decimal, type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import { equal } from '../numbers/equal.ts';
import { identity, multiply, scale, stackRows } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { rationalField } from '../numbers/rationalField.ts';
import type { Case } from './case.ts';
import { caseHash } from './caseJson.ts';
import type { Effort } from './claim.ts';
import { remember } from './remember.ts';
import { type TrueWeights, trueCorrelation } from './truth.ts';

/** Whether the Riccati flow speaks of a case: white inputs and weights that are exactly λ-balanced. */
export function hasRiccatiFlow({ problem, lambda }: Case): boolean {
  if (problem.sigmaXX !== undefined) return false;
  return equal(balance(rationalField, problem), scale(rationalField, lambda, identity(rationalField, problem.W1.rows)));
}

const remembered = remember<TrueWeights>(400);

/**
 * Weights with the true QQᵀ at the time of a case that `hasRiccatiFlow`, Q = [W1ᵀ; W2]: those of the gradient flow but for a turn of the hidden
 * units. By the Riccati flow, which is quick late in training. `digits` are those of QQᵀ: only what is made of it is known to so many.
 */
export function weightsOfCorrelation(given: Case, { digits, working, ...look }: Effort): TrueWeights {
  const key = `${caseHash({ ...given, extra: {} })} ${digits} ${working}`;
  return remembered(look, key, heard => {
    const { problem, time } = given;
    const precision = { digits: Math.min(digits + 6, working), maxDigits: 4 * working };
    const { QQ, agreedDigits } = trueCorrelation(problem, time, precision, heard);
    const certain = Math.min(agreedDigits, working);
    return { ...factorsOf(QQ, architectureOf(problem), working + 20, certain), digits: certain };
  });
}

/** Weights with some QQᵀ, which is known to `certain` digits, by an arithmetic of `digits`. */
export function factorsOf(
  QQ: Matrix<Decimal>,
  { Ni, Nh }: Architecture,
  digits: number,
  certain: number,
): Weights<Decimal> {
  const field = decimalField(digits);
  const Q = factorOf(field, QQ.map(field.cross), Nh, certain);
  return { W1: Q.slice(0, Ni, 0, Nh).transpose(), W2: Q.slice(Ni, Q.rows, 0, Nh) };
}

/**
 * Q with `columns` columns and QQᵀ = A, of a semidefinite A of no greater rank: Cholesky's factor, pivoted. A pivot that is zero to the `digits` of A, beside its
 * largest entry, ends it: what is left of A is its error.
 */
function factorOf(field: DecimalField, A: Matrix<Decimal>, columns: number, digits: number): Matrix<Decimal> {
  const n = A.rows;
  const rest = A.toRows();
  const largest = (): number => rest.reduce((best, row, i) => (row[i]!.greaterThan(rest[best]![best]!) ? i : best), 0);
  const slack = field.mul(rest[largest()]![largest()]!, field.parse(`1e-${Math.floor(digits)}`));
  const found: Decimal[][] = [];
  while (found.length < Math.min(columns, n)) {
    const at = largest();
    const pivot = rest[at]![at]!;
    if (pivot.lessThanOrEqualTo(slack)) break;
    const root = field.sqrt(pivot);
    const column = rest.map(row => field.div(row[at]!, root));
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        const left = field.sub(rest[i]![j]!, field.mul(column[i]!, column[j]!));
        rest[i]![j] = left;
        rest[j]![i] = left;
      }
    found.push(column);
  }
  return Matrix.generate(n, columns, (i, j) => found[j]?.[i] ?? field.zero);
}

/** QQᵀ: unlike the layers it knows no turn of the hidden units. */
export function correlationOfWeights(digits: number, { W1, W2 }: TrueWeights): Matrix<Decimal> {
  const field = decimalField(digits);
  const Q = stackRows(W1.transpose(), W2).map(field.cross);
  return multiply(field, Q, Q.transpose());
}
