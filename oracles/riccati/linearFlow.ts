import type { Matrix } from '../../src/numbers/matrix.ts';
import { bitLength, type Rational } from '../../src/numbers/rational.ts';
import { asMatrix, type EvenAlgebra, evenAlgebra } from './evenAlgebra.ts';
import { hyperbolicPair } from './hyperbolicPair.ts';
import { type IntegerMatrix, leastCommonMultiple, multiplyIntegers, normOf, quotient } from './integerMatrix.ts';
import type { RiccatiEquation } from './riccatiEquation.ts';
import { spectralBound } from './spectralBound.ts';

/** What is the same for all times of the linear flow behind a Riccati equation. */
export interface LinearFlow {
  /** F, X0 and X0 − F in integers, each times `denominator`. */
  readonly F: Matrix<bigint>;
  readonly X0: Matrix<bigint>;
  readonly X0lessF: Matrix<bigint>;
  readonly denominator: bigint;
  readonly algebra: EvenAlgebra;
  /** Upper bounds: of ‖F‖ in the spectral norm, of ‖X0‖ and ‖X0 − F‖ in the Frobenius norm. */
  readonly norms: { readonly F: number; readonly X0: number; readonly X0lessF: number };
}

export function linearFlow(equation: RiccatiEquation): LinearFlow {
  const denominator = leastCommonMultiple(equation.F.denominator, equation.X0.denominator);
  const over = (a: IntegerMatrix): Matrix<bigint> => a.entries.map(entry => entry * (denominator / a.denominator));
  const [F, X0] = [over(equation.F), over(equation.X0)];
  const X0lessF = X0.map((entry, i, j) => entry - F.at(i, j));
  return {
    F,
    X0,
    X0lessF,
    denominator,
    algebra: evenAlgebra(equation.F),
    norms: {
      F: spectralBound(equation.F),
      X0: normOf({ entries: X0, denominator }),
      X0lessF: normOf({ entries: X0lessF, denominator }),
    },
  };
}

/** scale·Z and scale²·Y in units of 2^−fractionBits, where scale = denominator/2^twos is from 1 to 2. */
export interface TransportedStart {
  readonly Z: Matrix<bigint>;
  readonly Y: Matrix<bigint>;
  readonly scale: number;
  readonly twos: number;
  /** Bounds of the errors, in units: of Z in the spectral norm, of Y in the Frobenius norm. */
  readonly errorOfZ: number;
  readonly errorOfY: number;
}

/**
 * [Z;Y] = exp([[−F, I],[0, F]] t) [I; X0], t > 0. With C = cosh(Ft) and M = sinh(Ft)/F the exponential is
 * [[C − FM, M],[0, C + FM]], so that Z = C + M(X0 − F) and Y = (C + FM)X0.
 */
export function transported(flow: LinearFlow, time: Rational, fractionBits: number): TransportedStart {
  const { algebra, denominator, norms } = flow;
  const size = flow.X0.rows;
  const pair = hyperbolicPair(algebra, norms.F, time, fractionBits);
  const [C, M] = [asMatrix(algebra, pair.cosh), asMatrix(algebra, pair.sinhOverF)];
  const errorOfC = pair.errorOfCosh + size * (algebra.degree - 1);
  const errorOfM = pair.errorOfSinh + size * (algebra.degree - 1);
  // Only what is left of the denominator without its powers of two is kept in Z and Y: they would get longer for nothing.
  const twos = bitLength(denominator) - 1;
  const scale = quotient(denominator, 1n << BigInt(twos));
  const turned = multiplyIntegers(M, flow.X0lessF);
  const slope = multiplyIntegers(M, flow.F);
  const growth = C.map((entry, i, j) => entry * denominator + slope.at(i, j));
  return {
    Z: C.map((entry, i, j) => (entry * denominator + turned.at(i, j)) >> BigInt(twos)),
    Y: multiplyIntegers(growth, flow.X0).map(entry => entry >> BigInt(2 * twos)),
    errorOfZ: scale * (errorOfC + errorOfM * norms.X0lessF) + size,
    errorOfY: scale ** 2 * (errorOfC + errorOfM * norms.F) * norms.X0 + size,
    scale,
    twos,
  };
}
