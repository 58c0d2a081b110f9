import { float64Field } from '../numbers/float64Field.ts';
import { float64SingularValues, float64Svd } from '../numbers/float64Svd.ts';
import { add, frobeniusNorm, multiply } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { CaseVariables } from './gateFindings.ts';
import type { GateCase, GateCaseInput, GateFlowInput } from './gateRecord.ts';

/** The numbers of a case over which errors are drawn, in float64; exact fractions too long for one are ±∞ or 0. */
export function caseVariables({ case: given }: GateCase): CaseVariables {
  const number = (text: string): number => Rational.of(text).toNumber();
  const layers = 'layers' in given ? given.layers : [given.W1, given.W2];
  const singularB = 'layers' in given || number(given.lambda) !== 0 ? undefined : distanceToSingularB(given);
  return {
    time: number(given.time) / number(given.tau),
    width: Math.max(layers[0]?.[0]?.length ?? 0, ...layers.map(rows => rows.length)),
    ...('lambda' in given && { lambda: number(given.lambda) }),
    ...(singularB !== undefined && { singularB }),
  };
}

/**
 * Of zero-balanced weights, the smallest singular value of W2(0)ᵀŨ + W1(0)Ṽ relative to ‖W1(0)‖ + ‖W2(0)‖: 0 where B of braun2022
 * is singular, whose R√S-fold this matrix is. Undefined where all weights are zero.
 */
function distanceToSingularB({ W1, W2, sigmaYX }: GateCaseInput): number | undefined {
  const [first, second, task] = [W1, W2, sigmaYX].map(inFloat64) as [Matrix<number>, Matrix<number>, Matrix<number>];
  const { U, V } = float64Svd(task);
  const count = Math.min(task.rows, task.cols);
  const left = (basis: Matrix<number>): Matrix<number> => Matrix.generate(basis.rows, count, (i, j) => basis.at(i, j));
  const B = add(
    float64Field,
    multiply(float64Field, second.transpose(), left(U)),
    multiply(float64Field, first, left(V)),
  );
  const size = frobeniusNorm(float64Field, first) + frobeniusNorm(float64Field, second);
  if (size === 0) return undefined;
  return B.rows < count ? 0 : float64SingularValues(B)[count - 1]! / size;
}

function inFloat64(rows: GateFlowInput['sigmaYX']): Matrix<number> {
  return Matrix.generate(rows.length, rows[0]?.length ?? 0, (i, j) => Rational.of(rows[i]![j]!).toNumber());
}
