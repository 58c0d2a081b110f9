import { DloError } from '../errors.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { requireTime } from './flowInput.ts';

/**
 * The one-layer network W (No×Ni) under gradient flow with white inputs, W(t) = Σyx + (W(0) − Σyx) e^{−t/τ}: every mode
 * learns at the same rate from whatever start. `t` is in the units of `tau` (default 1), 0 to Infinity; SHAPE or RANGE
 * errors name the argument.
 */
export function shallowFlow(sigmaYX: Matrix<number>, W0: Matrix<number>, t: number, tau = 1): Matrix<number> {
  if (W0.rows !== sigmaYX.rows || W0.cols !== sigmaYX.cols)
    throw new DloError('SHAPE', 'W0', `must be No×Ni = ${sigmaYX.shape}`, W0.shape);
  for (const [name, matrix] of Object.entries({ sigmaYX, W0 })) {
    const bad = matrix.data.find(entry => !Number.isFinite(entry));
    if (bad !== undefined) throw new DloError('NOT_A_NUMBER', name, 'must have finite entries', bad);
  }
  if (!(tau > 0 && tau < Number.POSITIVE_INFINITY))
    throw new DloError('RANGE', 'tau', 'must be finite and above 0', tau);
  requireTime(t);
  // Both shares are written with a factor of their own, so that neither early nor late values cancel.
  const [kept, learned] = [Math.exp(-t / tau), -Math.expm1(-t / tau)];
  return W0.map((entry, i, j) => kept * entry + learned * sigmaYX.at(i, j));
}
