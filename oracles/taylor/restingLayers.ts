import type { Flow } from '../../src/network/flow.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { layerForces } from './exactVelocity.ts';

/**
 * Which layers certainly never leave their start, though others may: those that a mask holds whole, and layers of zeros on
 * which there is never a force. There is none where two layers are zero, since the force on either holds the other as a
 * factor; nor where one is zero, the force on it is, and nothing is held: the others then only decay, all by the same
 * factor, which leaves that force zero.
 */
export function restingLayers(flow: Flow): boolean[] {
  const { layers, mask } = flow;
  const zero = layers.map(isZero);
  const forces = mask === undefined && zero.includes(true) ? layerForces(flow) : undefined;
  return layers.map((_, j) => {
    if (mask !== undefined && mask[j]!.data.every(entry => entry === 0)) return true;
    if (!zero[j]) return false;
    return zero.some((other, i) => other && i !== j) || (forces !== undefined && isZero(forces[j]!));
  });
}

export function isZero(matrix: Matrix<Rational>): boolean {
  return matrix.data.every(entry => entry.sign() === 0);
}
