import type { Eigenbasis } from './eigenbasis.ts';
import type { Propagated } from './propagate.ts';
import { moveRatio, rowGrowth, weightRatio } from './rowGrowth.ts';
import type { RowLayout } from './rowLayout.ts';
import type { Workspace } from './simd/workspace.ts';
import type { TaskBasisLayers } from './taskBasisLayers.ts';

/**
 * How much of the weights and of their product at the state's time may rest on entries of the start that its rounding hides:
 * an entry that counts as zero may be anything up to its bound, and what grows from it by then is set beside what there is.
 * The largest of the shares of W1, W2, W2W1 and of the normalisation; Infinity where there is nothing else. To first order.
 */
export function undecidedShare(
  { numbers }: Workspace,
  basis: Eigenbasis,
  layout: RowLayout,
  { columns, time }: Propagated,
  { X1, X2 }: TaskBasisLayers,
  otherBounds: Float64Array,
): number {
  const { architecture, modes, leftOver } = basis;
  const { pivots, others } = columns;
  const { cols, stride } = layout;
  const growth = rowGrowth(basis, layout, time);
  let [normalisation, first, second] = [0, 0, 0];
  others.forEach((row, i) => {
    const [inFirst, inSecond] = sharesOf(row);
    for (let j = 0; j < cols; j++) {
      const bound = otherBounds[i * stride + j]!;
      if (bound === 0) continue;
      normalisation = Math.max(normalisation, bound * weightRatio(growth, row, pivots[j]!));
      const moved = bound * moveRatio(growth, row, pivots[j]!);
      first = Math.hypot(first, inFirst * moved);
      second = Math.hypot(second, inSecond * moved);
    }
  });
  if (normalisation === 0 && first === 0 && second === 0) return 0;
  const { Ni, Nh, No } = architecture;
  const [size1, size2] = [norm(X1.at, X1.stride, Ni), norm(X2.at, X2.stride, No)];
  const ofOutput = outputNorm();
  return Math.max(
    normalisation,
    share(first, size1),
    share(second, size2),
    share(first * size2 + second * size1 + first * second, ofOutput),
  );

  /** How much of a row goes to each layer: all of it while a mode has hardly moved. */
  function sharesOf(row: number): readonly [number, number] {
    if (row >= 2 * modes.length) return leftOver === 'in' ? [1, 0] : [0, 1];
    const mode = modes[row >> 1]!;
    if (mode.rate * time <= 1) return [1, 1];
    return row % 2 === 0
      ? [Math.abs(mode.inPlus.hi), Math.abs(mode.outPlus.hi)]
      : [Math.abs(mode.inMinus.hi), Math.abs(mode.outMinus.hi)];
  }

  function norm(at: number, rowStride: number, width: number): number {
    let size = 0;
    for (let j = 0; j < Nh; j++)
      for (let k = 0; k < width; k++) size = Math.hypot(size, numbers[at + j * rowStride + k]!);
    return size;
  }

  function outputNorm(): number {
    let size = 0;
    for (let o = 0; o < No; o++) {
      for (let i = 0; i < Ni; i++) {
        let entry = 0;
        for (let j = 0; j < Nh; j++) entry += numbers[X2.at + j * X2.stride + o]! * numbers[X1.at + j * X1.stride + i]!;
        size = Math.hypot(size, entry);
      }
    }
    return size;
  }
}

function share(part: number, whole: number): number {
  return part === 0 ? 0 : part / whole;
}
