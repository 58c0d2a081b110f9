import { DloError } from '../../../src/errors.ts';
import { balances } from '../../../src/network/balance.ts';
import { power, squaredNorm, trace } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';

/** γs^h − p(s) ≤ ‖A^h‖² with s = ‖A‖² of layers that have the conservation laws of the given ones. */
export interface NormBound {
  readonly gamma: Rational;
  /** Of s⁰, s¹, …, s^(h−1); none is negative. */
  readonly p: readonly Rational[];
}

/**
 * γ and p of lemma 37, of scalars (2 layers or more) and of two or three layers of any widths, else RANGE. Both hang on the conservation laws alone, so that they
 * serve all along a trajectory.
 */
export function normBound(layers: readonly Matrix<Rational>[]): NormBound {
  if (layers.length >= 2 && layers.every(({ data }) => data.length === 1)) return ofScalars(layers);
  if (layers.length === 2) return ofTwo(layers);
  if (layers.length === 3) return ofThree(layers);
  throw new DloError('RANGE', 'layers', 'must be scalars, or two or three of them', layers.length);
}

export const polynomialAt = (coefficients: readonly Rational[], s: Rational): Rational =>
  coefficients.reduceRight((value, coefficient) => value.mul(s).add(coefficient), Rational.ZERO);

const size = (a: Matrix<Rational>): Rational => squaredNorm(rationalField, a);
const whole = (layers: readonly Matrix<Rational>[]): Rational => layers.map(size).reduce((a, b) => a.add(b));
/** Σ|C_kl| ≥ ‖C‖_F. */
const bulk = (C: Matrix<Rational>): Rational => C.data.reduce((sum, entry) => sum.add(entry.abs()), Rational.ZERO);

/**
 * w_j² = s/h + o_j, where the o_j hang on the laws alone: ‖A^h‖² is a polynomial of degree h in s with the leading coefficient h^−h, and p has the absolute
 * values of the others.
 */
function ofScalars(layers: readonly Matrix<Rational>[]): NormBound {
  const h = Rational.of(layers.length);
  const mean = whole(layers).div(h);
  const coefficients = layers.reduce<Rational[]>(
    (sum, layer) =>
      Array.from({ length: sum.length + 1 }, (_, k) =>
        (sum[k] ?? Rational.ZERO).mul(size(layer).sub(mean)).add((sum[k - 1] ?? Rational.ZERO).div(h)),
      ),
    [Rational.ONE],
  );
  return { gamma: coefficients.at(-1)!, p: coefficients.slice(0, -1).map(entry => entry.abs()) };
}

/**
 * With S = W_2W_2ᵀ and C = W_2ᵀW_2 − W_1W_1ᵀ: ‖W_2W_1‖² = tr S² − tr(W_2CW_2ᵀ), tr S² ≥ (tr S)²/d_y (lemma 38), |tr(W_2CW_2ᵀ)| ≤ c·tr S with c = Σ|C_kl|, and
 * tr S = (s + t)/2 with t = tr C. So γ = 1/(4d_y), and γ(s + t)² − c(s + t)/2 ≥ γs² − (2γ|t|s + c(s + |t|)/2).
 */
function ofTwo(layers: readonly Matrix<Rational>[]): NormBound {
  const C = balances(rationalField, layers)[0]!;
  const [c, t] = [bulk(C), trace(rationalField, C).abs()];
  const gamma = Rational.ONE.div(Rational.of(4 * layers[1]!.rows));
  const half = c.div(Rational.of(2));
  return { gamma, p: [half.mul(t), gamma.mul(Rational.of(2)).mul(t).add(half)] };
}

/**
 * With S = W_3W_3ᵀ, G = W_3ᵀW_3: W_1W_1ᵀ = W_2ᵀW_2 − C_1 and W_2W_2ᵀ = G − C_2 give ‖W_3W_2W_1‖² = tr S³ − 2tr(G²C_2) + ‖W_3C_2‖² − tr(W_3W_2C_1W_2ᵀW_3ᵀ). tr S³ ≥
 * (tr S)³/d_y² (lemma 38), |tr(G²C_2)| ≤ c_2(tr S)², the last term is at most c_1‖W_3‖²‖W_2‖² ≤ c_1s²/4, and tr S = (s + t)/3 with t = tr C_1 + 2tr C_2. So
 * γ = 1/(27d_y²), and (s + t)³ ≥ s³ − 3|t|s² − |t|³, where 3t²s is left out.
 */
function ofThree(layers: readonly Matrix<Rational>[]): NormBound {
  const [C1, C2] = balances(rationalField, layers) as [Matrix<Rational>, Matrix<Rational>];
  const [c1, c2] = [bulk(C1), bulk(C2)];
  const t = trace(rationalField, C1)
    .add(trace(rationalField, C2).mul(Rational.of(2)))
    .abs();
  const dy = layers[2]!.rows;
  const gamma = Rational.ONE.div(Rational.of(27 * dy * dy));
  // 2c_2((s + |t|)/3)².
  const mixed = c2.mul(Rational.of(2, 9));
  return {
    gamma,
    p: [
      gamma.mul(power(rationalField, t, 3)).add(mixed.mul(t).mul(t)),
      mixed.mul(Rational.of(2)).mul(t),
      gamma
        .mul(Rational.of(3))
        .mul(t)
        .add(mixed)
        .add(c1.div(Rational.of(4))),
    ],
  };
}
