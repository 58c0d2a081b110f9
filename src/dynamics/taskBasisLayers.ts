import type { Eigenbasis } from './eigenbasis.ts';
import type { Propagated } from './propagate.ts';

/** Both layers with the task's singular vectors split off: X1 = Vᵀ W1ᵀ (Ni×Nh) and X2 = Uᵀ W2 (No×Nh), row by row. */
export interface TaskBasisLayers {
  readonly X1: Float64Array;
  readonly X2: Float64Array;
}

export function taskBasisLayers(basis: Eigenbasis, { layout, moved }: Propagated): TaskBasisLayers {
  const { Ni, Nh, No } = basis.architecture;
  const layers = { X1: new Float64Array(Ni * Nh), X2: new Float64Array(No * Nh) };
  basis.modes.forEach((mode, k) => {
    const [plus, minus, row] = [2 * k * Nh, (2 * k + 1) * Nh, k * Nh];
    for (let j = 0; j < Nh; j++) {
      const [a, b] = [moved[plus + j]!, moved[minus + j]!];
      const mixed = k < layout.split;
      layers.X1[row + j] = mixed ? mode.inPlus.hi * a + mode.inMinus.hi * b : a;
      layers.X2[row + j] = mixed ? mode.outPlus.hi * a + mode.outMinus.hi * b : b;
    }
  });
  const rest = moved.subarray(2 * layout.modes * Nh);
  (basis.leftOver === 'in' ? layers.X1 : layers.X2).set(rest, layout.modes * Nh);
  return layers;
}
