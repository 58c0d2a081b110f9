import { DloError } from '../../src/errors.ts';
import type { Problem } from '../../src/network/problem.ts';
import { stackCols, stackRows } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { type IntegerMatrix, multiplyIntegers, overOneDenominator } from './integerMatrix.ts';

/** dX/dt = FX + XF − X² with F symmetric and X(0) = X0 positive semi-definite; time in units of τ. */
export interface RiccatiEquation {
  readonly F: IntegerMatrix;
  readonly X0: IntegerMatrix;
}

/**
 * The equation of X = QQᵀ, Q = [W1ᵀ; W2], for white inputs and λ-balanced weights: F = [[−λ/2 I, Σyxᵀ],[Σyx, λ/2 I]].
 * Weights that are not balanced are taken with the nearest λ where `allowUnbalanced` says so; else NOT_BALANCED.
 */
export function riccatiEquation({ sigmaYX, W1, W2 }: Problem, allowUnbalanced: boolean): RiccatiEquation {
  const Q = overOneDenominator(stackRows(W1.transpose(), W2));
  const square = Q.denominator ** 2n;
  const lambda = readLambda(Q.entries, W1.cols, square, allowUnbalanced);
  const half = lambda.div(Rational.of(2));
  const diagonal = (size: number, entry: Rational): Matrix<Rational> =>
    Matrix.generate(size, size, (i, j) => (i === j ? entry : Rational.ZERO));
  const F = stackRows(
    stackCols(diagonal(sigmaYX.cols, half.neg()), sigmaYX.transpose()),
    stackCols(sigmaYX, diagonal(sigmaYX.rows, half)),
  );
  return {
    F: overOneDenominator(F),
    X0: { entries: multiplyIntegers(Q.entries, Q.entries.transpose()), denominator: square },
  };
}

/** λ of W2ᵀW2 − W1W1ᵀ, from the integer Q, Q over the square of its denominator. */
function readLambda(Q: Matrix<bigint>, Ni: number, square: bigint, allowUnbalanced: boolean): Rational {
  const [first, second] = [Q.slice(0, Ni, 0, Q.cols), Q.slice(Ni, Q.rows, 0, Q.cols)];
  const [W1W1ᵀ, W2ᵀW2] = [first, second].map(rows => multiplyIntegers(rows.transpose(), rows)) as [
    Matrix<bigint>,
    Matrix<bigint>,
  ];
  const balance = W2ᵀW2.map((entry, i, j) => entry - W1W1ᵀ.at(i, j));
  const width = BigInt(Q.cols);
  const trace = balance.data.reduce((sum, entry, index) => (index % (Q.cols + 1) === 0 ? sum + entry : sum), 0n);
  const off = balance.map((entry, i, j) => (i === j ? entry * width - trace : entry * width)).data;
  const worst = off.find(entry => entry !== 0n);
  if (worst !== undefined && !allowUnbalanced) {
    const by = Rational.ratio(worst, width * square).toString();
    throw new DloError('NOT_BALANCED', 'weights', `must have W2ᵀW2 − W1W1ᵀ = λI, off by an entry`, by);
  }
  return Rational.ratio(trace, width * square);
}

/** Whether FX0 + X0F = X0²: then X(t) = X0. */
export function isStationary({ F, X0 }: RiccatiEquation): boolean {
  const [FX, XX] = [F, X0].map(({ entries }) => multiplyIntegers(entries, X0.entries)) as [
    Matrix<bigint>,
    Matrix<bigint>,
  ];
  // XF = (FX)ᵀ
  return FX.map((entry, i, j) => X0.denominator * (entry + FX.at(j, i)) === F.denominator * XX.at(i, j)).data.every(
    isEqual => isEqual,
  );
}
