import type { Blocks, NamedBlocks } from '../network/observables/blocks.ts';
import { lossOfMap } from '../network/observables/loss.ts';
import { neuralTangentKernelFromBlocks } from '../network/observables/neuralTangentKernel.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { identity } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { norm, scalar } from './split.ts';
import type { QuantityName } from './subject.ts';

/** What is compared by itself, each with a size of its own. */
export type PartName = 'W1' | 'W2' | keyof NamedBlocks<unknown> | 'loss' | 'NTK';

export const QQT_PARTS: readonly (keyof NamedBlocks<unknown>)[] = ['W1ᵀW1', 'W2W1', 'W1ᵀW2ᵀ', 'W2W2ᵀ'];

/** The parts of every quantity. QQᵀ is compared block by block, the block above the diagonal too: a subject states it by itself. */
export const PARTS: Readonly<Record<QuantityName, readonly PartName[]>> = {
  weights: ['W1', 'W2'],
  qqt: QQT_PARTS,
  W1W1: ['W1ᵀW1'],
  W2W2: ['W2W2ᵀ'],
  output: ['W2W1'],
  loss: ['loss'],
  ntk: ['NTK'],
};

/** The parts that follow from the blocks of QQᵀ; the tangent kernel is that of the inputs X = I. */
export function partsOfBlocks(
  { gram1, map, gram2 }: Blocks<number>,
  sigmaYX: Matrix<number>,
): Readonly<Record<Exclude<PartName, 'W1' | 'W2'>, Matrix<number>>> {
  return {
    W1ᵀW1: gram1,
    W2W1: map,
    W1ᵀW2ᵀ: map.transpose(),
    W2W2ᵀ: gram2,
    loss: scalar(lossOfMap(float64Field, { sigmaYX, irreducibleLoss: 0 }, map)),
    NTK: neuralTangentKernelFromBlocks(float64Field, { gram1, gram2 }, identity(float64Field, gram1.rows)),
  };
}

/** A part below this share of the whole state is measured against the share: float64 arithmetic resolves no less. */
const SHARE = 1e-5;

/**
 * What errors of a part are measured against: its own Frobenius norm or, where that is smaller, 1e-5 of the norm of all of QQᵀ (of
 * Q for the weights). An error e of the output, measured against S = ‖Σyx‖ + ‖W2W1‖, changes the loss by √(2·loss)·e to first order:
 * errors of the loss are measured against √(2·loss)·S, or 1e-5·S² where that is smaller.
 */
export function sizesOf(
  parts: Readonly<Partial<Record<PartName, Matrix<number>>>>,
  sigmaYX: Matrix<number>,
): (name: PartName) => number {
  const of = (name: PartName): number => norm(parts[name]!);
  const whole = Math.hypot(of('W1ᵀW1'), of('W2W1'), of('W2W1'), of('W2W2ᵀ'));
  return name => {
    if (name === 'NTK') return of('NTK') || 1;
    if (name === 'W1' || name === 'W2')
      return Math.max(of(name), SHARE * Math.sqrt(of('W1') ** 2 + of('W2') ** 2)) || 1;
    if (name !== 'loss') return Math.max(of(name), SHARE * whole) || 1;
    const S = norm(sigmaYX) + of('W2W1');
    return Math.max(Math.sqrt(2 * of('loss')) * S, SHARE * S * S) || 1;
  };
}
