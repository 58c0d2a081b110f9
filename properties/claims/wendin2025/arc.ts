import { DloError } from '../../../src/errors.ts';
import { flow } from '../../../src/network/flow.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { nearDiagonal } from './_criticalPoints.ts';
import { type M, range } from './_network.ts';
import { isCritical } from './_variations.ts';

/** A place on an arc: α, √α and √(1 − α), all of them fractions. */
export interface ArcPlace {
  readonly alpha: Rational;
  readonly root: Rational;
  readonly otherRoot: Rational;
}

/** α = (2u/(1 + u²))²: from 0 to 1 as u does, rising. RANGE for u beyond. */
export function arcPlace(u: Rational): ArcPlace {
  if (u.sign() < 0 || u.compare(Rational.ONE) > 0)
    throw new DloError('RANGE', 'u', 'must be from 0 to 1', u.toString());
  const square = u.mul(u);
  const all = Rational.ONE.add(square);
  const root = u.add(u).div(all);
  return { alpha: root.mul(root), root, otherRoot: Rational.ONE.sub(square).div(all) };
}

/**
 * An arc A(α) of theorem 24 between the near-diagonal critical points of two signatures (indices from 0, rising): mode i has the weight
 * m_i(α) = (1 − α)[i ∈ from] + α[i ∈ to], its root in the first and in the last layer, so that W_(1:h) = (1 − α)S_1Σ + αS_2Σ. Widths d_0 … d_h of
 * assumption 1, h ≥ 2, else RANGE or SHAPE. RANGE where an end is no critical point.
 */
export function arcBetween(
  d: readonly number[],
  Sigma: M,
  from: readonly number[],
  to: readonly number[],
): (place: ArcPlace) => M[] {
  const whole = nearDiagonal(d, Sigma, range(0, Sigma.rows - 1));
  const [dy, last] = [Sigma.rows, d.length - 2];
  const layersAt = ({ root, otherRoot }: ArcPlace): M[] => {
    const weight = (i: number): Rational => {
      const [isIn1, isIn2] = [from.includes(i), to.includes(i)];
      if (isIn1 && isIn2) return Rational.ONE;
      return isIn2 ? root : isIn1 ? otherRoot : Rational.ZERO;
    };
    return whole.map((layer, j) =>
      layer.map((entry, i, k) =>
        j === 0 && i < dy ? entry.mul(weight(i)) : j === last && k < dy ? entry.mul(weight(k)) : entry,
      ),
    );
  };
  for (const [name, u, S] of [
    ['from', Rational.ZERO, from],
    ['to', Rational.ONE, to],
  ] as const) {
    const isKnown = S.every((i, k) => Number.isInteger(i) && i > (S[k - 1] ?? -1) && i < dy);
    if (!isKnown || !isCritical(flow({ layers: layersAt(arcPlace(u)), sigmaYX: Sigma })))
      throw new DloError('RANGE', name, `must be the signature of a critical point, rising indices below ${dy}`, S);
  }
  return layersAt;
}
