import { DloError } from '../errors.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import {
  emptyGram,
  type Frame,
  frameOf,
  type GramPanels,
  gramPanels,
  type LayerGram,
  needsFrame,
  setGram,
} from './layerGram.ts';
import type { Workspace, WorkspacePlan } from './simd/workspace.ts';
import type { TaskBasisLayers } from './taskBasisLayers.ts';

/** The neural tangent kernels of a flow at its start, once that is known, and at the time asked for. */
export interface KernelPair {
  readonly Ni: number;
  readonly Nh: number;
  readonly No: number;
  readonly now: KernelOfLayers;
  start: (KernelOfLayers & { readonly frames: readonly [Frame | undefined, Frame | undefined] }) | undefined;
  readonly first: GramPanels;
  readonly second: GramPanels;
}

/**
 * A neural tangent kernel of white inputs as the vector (√No A°, √Ni B°, √(Ni No)(α + β)) with A = W1ᵀW1 = A° + αI and
 * B = W2W2ᵀ = B° + βI, whose inner products are those of kernels (see `kernelDistanceFromBlocks`). The rotation to the task's
 * basis leaves them as they are.
 */
interface KernelOfLayers {
  /** A and B over tr A + tr B, so that their squares stay inside float64. */
  readonly A: LayerGram;
  readonly B: LayerGram;
  /** The length of the vector, likewise. */
  length: number;
}

export function kernelPair(plan: WorkspacePlan, { architecture: { Ni, Nh, No } }: Eigenbasis): KernelPair {
  return {
    Ni,
    Nh,
    No,
    now: emptyKernel(Ni, Nh, No),
    start: undefined,
    first: gramPanels(plan, Ni, Nh),
    second: gramPanels(plan, No, Nh),
  };
}

/**
 * 1 − ⟨K0, Kt⟩/(‖K0‖‖Kt‖) as ½‖u − v‖² of the unit vectors: 1 minus a cosine near 1 would keep none of its digits.
 * `layersAt` puts the layers of a time into the working memory. SINGULAR where a kernel is zero and has no direction.
 */
export function kernelDistanceAt(
  pair: KernelPair,
  t: number,
  layersAt: (t: number) => Workspace,
  layers: TaskBasisLayers,
): number {
  pair.start ??= startKernel(pair, layersAt(0), layers);
  if (t === 0) return 0;
  const { Ni, No, now, start } = pair;
  setKernel(pair, now, layersAt(t), layers, start.frames, 'Kt');
  const [byStart, byNow] = [1 / start.length, 1 / now.length];
  const alpha = (byNow * now.A.trace - byStart * start.A.trace) / Ni;
  const beta = (byNow * now.B.trace - byStart * start.B.trace) / No;
  const squares =
    No * differenceSquares(start.A, byStart, now.A, byNow, alpha, Ni) +
    Ni * differenceSquares(start.B, byStart, now.B, byNow, beta, No) +
    Ni * No * (alpha + beta) ** 2;
  return squares / 2;
}

function emptyKernel(Ni: number, Nh: number, No: number): KernelOfLayers {
  return { A: emptyGram(Ni, Nh), B: emptyGram(No, Nh), length: 0 };
}

function startKernel(pair: KernelPair, work: Workspace, layers: TaskBasisLayers): NonNullable<KernelPair['start']> {
  const { Ni, Nh, No } = pair;
  const frames = [
    needsFrame(Ni, Nh) ? frameOf(work.numbers, layers.X1, Ni, Nh) : undefined,
    needsFrame(No, Nh) ? frameOf(work.numbers, layers.X2, No, Nh) : undefined,
  ] as const;
  const kernel = emptyKernel(Ni, Nh, No);
  setKernel(pair, kernel, work, layers, frames, 'K0');
  return { ...kernel, frames };
}

function setKernel(
  { Ni, Nh, No, first, second }: KernelPair,
  kernel: KernelOfLayers,
  work: Workspace,
  { X1, X2 }: TaskBasisLayers,
  frames: readonly [Frame | undefined, Frame | undefined],
  name: 'K0' | 'Kt',
): void {
  const { A, B } = kernel;
  setGram(work, A, X1, Ni, Nh, frames[0], first);
  setGram(work, B, X2, No, Nh, frames[1], second);
  const size = A.trace + B.trace;
  if (size === 0) throw new DloError('SINGULAR', name, 'must not be zero to have a direction', 0);
  const squares = No * normalise(A, size) + Ni * normalise(B, size);
  kernel.length = Math.sqrt(squares + 2 * A.trace * B.trace);
}

/** Divides a Gram matrix by a number and returns the square of its norm then. */
function normalise(gram: LayerGram, by: number): number {
  const { entries, size } = gram;
  gram.trace /= by;
  gram.outside = gram.outside / by / by;
  let squares = gram.outside;
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const entry = entries[i * size + j]! / by;
      entries[i * size + j] = entry;
      squares += (j > i ? 2 : 1) * entry * entry;
    }
  }
  return squares;
}

/** ‖byNow·A − byStart·A0 − mean·I‖². */
function differenceSquares(
  start: LayerGram,
  byStart: number,
  now: LayerGram,
  byNow: number,
  mean: number,
  width: number,
): number {
  const { entries, size } = now;
  // Beside a frame the mean is taken off as a whole: a difference of so low a rank is far from a multiple of I.
  const [ofEach, ofAll] = size === width ? [mean, 0] : [0, mean];
  let squares = now.outside * byNow * byNow - width * ofAll * ofAll;
  for (let i = 0; i < size; i++) {
    const corner = byNow * entries[i * size + i]! - byStart * start.entries[i * size + i]! - ofEach;
    squares += corner * corner;
    for (let j = i + 1; j < size; j++) {
      const difference = byNow * entries[i * size + j]! - byStart * start.entries[i * size + j]!;
      squares += 2 * difference * difference;
    }
  }
  return squares;
}
