import { DloError } from '../../errors.ts';
import type { Field } from '../../numbers/field.ts';
import { product } from '../../numbers/linearAlgebra.ts';
import { Matrix } from '../../numbers/matrix.ts';
import type { Architecture } from '../architecture.ts';
import type { Weights } from '../problem.ts';

/**
 * The factors of λ-balanced weights W1 = R S1 Vᵀ, W2 = U S2 Rᵀ: orthogonal U (No×No), V (Ni×Ni), R (Nh×Nh) and, per
 * hidden unit, the singular values s1, s2 of the two layers with s2² − s1² = λ. Every pair of λ-balanced weights has
 * this form: W1W1ᵀ and W2ᵀW2 = W1W1ᵀ + λI share their eigenvectors R.
 */
export interface BalancedFactors<T> {
  readonly U: Matrix<T>;
  readonly V: Matrix<T>;
  readonly R: Matrix<T>;
  /** Nh values each. s1 is 0 beyond Ni, s2 is 0 beyond No: there the layers have no room for them. */
  readonly s1: readonly T[];
  readonly s2: readonly T[];
}

/** The weights of the factors; exact where the field is. */
export function weightsFromFactors<T>(field: Field<T>, { U, V, R, s1, s2 }: BalancedFactors<T>): Weights<T> {
  const Nh = R.rows;
  const S1 = Matrix.generate(Nh, V.rows, (i, j) => (i === j ? s1[i]! : field.zero));
  const S2 = Matrix.generate(U.rows, Nh, (i, j) => (i === j ? s2[i]! : field.zero));
  return { W1: product(field, R, S1, V.transpose()), W2: product(field, U, S2, R.transpose()) };
}

/** Whether λ-balanced weights exist: λ = 0, or λ > 0 and Nh ≤ No, or λ < 0 and Nh ≤ Ni. Only the sign of λ matters. */
export function balancedWeightsExist({ Ni, Nh, No }: Architecture, signOfLambda: number): boolean {
  return signOfLambda === 0 || (signOfLambda > 0 ? Nh <= No : Nh <= Ni);
}

/** NO_SUCH_WEIGHTS, told by ranks, where `balancedWeightsExist` is false. */
export function requireBalancedWeightsExist(widths: Architecture, signOfLambda: number): void {
  if (balancedWeightsExist(widths, signOfLambda)) return;
  const { Ni, Nh, No } = widths;
  const why =
    signOfLambda > 0
      ? `W2ᵀW2 = λI + W1W1ᵀ has rank Nh = ${Nh} for λ > 0, but W2 has only No = ${No} ${plural(No, 'row')}`
      : `W1W1ᵀ = |λ|I + W2ᵀW2 has rank Nh = ${Nh} for λ < 0, but W1 has only Ni = ${Ni} ${plural(Ni, 'column')}`;
  throw new DloError(
    'NO_SUCH_WEIGHTS',
    'lambda',
    `must be one for which such weights exist: ${why}`,
    sign(signOfLambda),
  );
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}

function sign(value: number): string {
  return value > 0 ? 'λ > 0' : 'λ < 0';
}
