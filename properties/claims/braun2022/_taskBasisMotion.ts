import type { Case } from '../../../src/judge/case.ts';
import type { Look } from '../../../src/judge/look.ts';
import { fixedDigits, trueWeightsAt } from '../../../src/judge/truth.ts';
import { type Decimal, type DecimalField, decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { add, convert, multiply, scale, solve, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';

/** M = AᵀA in the basis of the task at one time, with its first and second derivatives in t/τ. */
export interface Motion {
  readonly M: Matrix<Decimal>;
  readonly dM: Matrix<Decimal>;
  readonly ddM: Matrix<Decimal>;
}

/**
 * Of starts W1 = A(0)Ṽᵀ, W2 = ŨA(0)ᵀ with A(0) invertible, at rising times: M = ṼᵀW1ᵀW1Ṽ with the Ṽ that the start was built
 * with, the weights by the raw flow, and its derivatives by the product rule. With E = Σyx − W2W1 it is τẆ1 = G1 = W2ᵀE,
 * τẆ2 = G2 = EW1ᵀ, τĖ = −(G2W1 + W2G1) and τĠ1 = G2ᵀE + W2ᵀτĖ.
 */
export function taskBasisMotion(
  { problem, extra }: Case,
  times: readonly Rational[],
  few: number,
  look: Look,
): readonly Motion[] {
  const digits = fixedDigits(few, look);
  const field = decimalField(digits + 15);
  const V = convert(field, solve(rationalField, extra.A0!, problem.W1)).transpose();
  const sigmaYX = convert(field, problem.sigmaYX);
  return trueWeightsAt(problem, times, { digits }, look).map(({ W1, W2 }) =>
    motionOf(field, { W1: W1.map(field.cross), W2: W2.map(field.cross), sigmaYX, V }),
  );
}

type GivenMatrices = Readonly<Record<'W1' | 'W2' | 'sigmaYX' | 'V', Matrix<Decimal>>>;

function motionOf(field: DecimalField, { W1, W2, sigmaYX, V }: GivenMatrices): Motion {
  const times = (a: Matrix<Decimal>, b: Matrix<Decimal>) => multiply(field, a, b);
  const E = subtract(field, sigmaYX, times(W2, W1));
  const [G1, G2] = [times(W2.transpose(), E), times(E, W1.transpose())];
  const dE = scale(field, field.of(-1), add(field, times(G2, W1), times(W2, G1)));
  const dG1 = add(field, times(G2.transpose(), E), times(W2.transpose(), dE));
  const twice = (a: Matrix<Decimal>) => add(field, a, a.transpose());
  const inBasis = (a: Matrix<Decimal>) => times(times(V.transpose(), a), V);
  return {
    M: inBasis(times(W1.transpose(), W1)),
    dM: inBasis(twice(times(W1.transpose(), G1))),
    ddM: inBasis(add(field, twice(times(W1.transpose(), dG1)), scale(field, field.of(2), times(G1.transpose(), G1)))),
  };
}
