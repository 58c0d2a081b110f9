import { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { log2Norm, ROUNDED_UP } from './integerMatrix.ts';
import { type LinearFlow, transported } from './linearFlow.ts';
import { residualBound, shift, solveIntegers } from './solveIntegers.ts';

/** A symmetric matrix in units of 2^−fractionBits, and log2 of a bound of its error in the Frobenius norm. */
export interface BoundedMatrix {
  readonly entries: Matrix<bigint>;
  readonly fractionBits: number;
  readonly log2Error: number;
}

/**
 * X(t) of dX/dt = FX + XF − X² at t > 0, in units of τ, to about 2^−accuracyBits: `log2Error` is what was proven.
 *
 * X = YZ⁻¹ with the linear flow [Z;Y] of the exact start. Since Z′ = (X − F)Z and X is positive semi-definite, ‖Z⁻¹‖ ≤ e^(‖F‖t).
 * What is computed, X̂, Ẑ and Ŷ, has (X̂ − X)Z = (X̂Ẑ − Ŷ) + (Ŷ − Y) − X̂(Ẑ − Z): the error is at most that of the linear algebra
 * times e^(‖F‖t), and as many bits more are carried. That holds at a saddle as well, from which rounding on the way
 * would have led away.
 */
export function correlationAt(flow: LinearFlow, time: Rational, accuracyBits: number): BoundedMatrix {
  const size = flow.X0.rows;
  // log2 of e^(‖F‖t), rounded up
  const growth = flow.norms.F * time.toNumber() * Math.LOG2E * ROUNDED_UP;
  const fractionBits = Math.ceil(growth + accuracyBits + guardBits(flow, time));
  const { Z, Y, errorOfZ, errorOfY, scale, twos } = transported(flow, time, fractionBits);
  const solution = solveIntegers(Z.transpose(), Y.transpose());

  const outBits = Math.ceil(accuracyBits) + 10;
  const X = Matrix.generate(
    size,
    size,
    (i, j) => shift(solution.rows[i]![j]!, outBits + twos - solution.fractionBits[i]!) / flow.denominator,
  );
  const log2Rounding = Math.log2(4 * size) - outBits;
  const norm = scale * (2 ** (log2Norm(X) - outBits) + 2 ** log2Rounding);
  const units = residualBound(size, norm) + errorOfY + norm * errorOfZ;
  return {
    entries: X.map((entry, i, j) => (entry + X.at(j, i)) >> 1n),
    fractionBits: outBits,
    log2Error: 1 + Math.max(Math.log2(units) - fractionBits + growth, log2Rounding),
  };
}

/**
 * The bits that rounding takes, by estimate; the bound says what it took. Z, of about ‖X0‖t where that is large, is off by as much, and
 * X by 1/t times that: no more than X0 itself is in the list.
 */
function guardBits({ norms }: LinearFlow, time: Rational): number {
  const span = time.toNumber();
  const largestX = Math.max(norms.X0, 2 * norms.F);
  const sizes = [2 * norms.F * span, largestX];
  return sizes.reduce((bits, size) => bits + Math.log2(1 + size), 20);
}
