import type { Problem } from '../network/problem.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Rational } from '../numbers/rational.ts';
import { svd } from '../numbers/svd.ts';

/** How slowly a flow of white inputs may come to its end, in units of 1/τ: read off the eigenvalues of F. */
export interface Approach {
  /** The smallest distance of two different eigenvalues: what is left falls like e^{−gap·t/τ} or faster. Infinity for one. */
  readonly gap: number;
  /** The smallest eigenvalue above 0: a direction that it lets grow has decided by a few of its inverse. Infinity for none. */
  readonly growth: number;
  /** F has the eigenvalue 0: what is left may fall like τ/t. */
  readonly hasZero: boolean;
}

/** Values below this part of the largest are equal. */
const TIE = 1e-25;

/** F = [[−λ/2 I, Σyxᵀ], [Σyx, λ/2 I]] has the eigenvalues ±√(s² + λ²/4) and, for each left-over direction, −λ/2 or λ/2. */
export function approachOf({ sigmaYX }: Pick<Problem, 'sigmaYX'>, lambda: Rational): Approach {
  const field = decimalField(40);
  const half = field.div(field.of(lambda), field.of(2));
  const rates = svd(field, convert(field, sigmaYX)).s.map(s =>
    field.sqrt(field.add(field.mul(s, s), field.mul(half, half))),
  );
  const leftOver = sigmaYX.rows === sigmaYX.cols ? [] : [sigmaYX.cols > sigmaYX.rows ? field.neg(half) : half];
  const values = [...rates, ...rates.map(field.neg), ...leftOver].sort(field.compare);
  const least = TIE * Math.max(...values.map(value => Math.abs(field.toNumber(value))));
  const sizes = values.map(field.toNumber);
  const gaps = values.slice(1).map((value, k) => field.toNumber(field.sub(value, values[k]!)));
  return {
    gap: Math.min(...gaps.filter(gap => gap > least)),
    growth: Math.min(...sizes.filter(size => size > least)),
    hasZero: sizes.some(size => Math.abs(size) <= least),
  };
}
