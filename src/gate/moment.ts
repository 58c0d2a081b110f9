import type { Case } from '../judge/case.ts';
import { blocksOfQqt } from '../network/observables/blocks.ts';
import { neuralTangentKernelFromBlocks } from '../network/observables/neuralTangentKernel.ts';
import { observe } from '../network/observables/observe.ts';
import type { Truth } from '../network/truth.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert, identity } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { type PartName, sizesOf } from './parts.ts';
import { type Split, splitDecimal, transposed } from './split.ts';

/** The truth at one time of a case. */
export interface Moment<Part extends string = PartName> {
  readonly time: Rational;
  /** Digits that the oracle vouches for, of every part relative to its own size. */
  readonly certain: number;
  readonly parts: Readonly<Record<Part, TruePart>>;
}

export interface TruePart {
  readonly truth: Split;
  /** What errors are measured against. */
  readonly size: number;
}

/** Digits asked of the oracle: what a float64 subject can show and some to spare. */
export const ORACLE_DIGITS = 20;

/** Digits that a product of two answers of the oracle can lose. */
const GUARD = 1;

/** The raw gradient flow of the case at the times, from the oracle. PRECISION where it cannot tell so many digits. */
export function momentsOf(
  truth: Truth,
  { problem }: Case,
  times: readonly Rational[],
  digits: number = ORACLE_DIGITS,
): Moment[] {
  const field = decimalField(digits + 12);
  const sigmaYX = convert(float64Field, problem.sigmaYX);
  return truth.weights(problem, times, { digits }).map(answer => {
    const { QQ, loss } = observe(field, problem, answer);
    const Ni = problem.W1.cols;
    const blocks = blocksOfQqt(QQ, Ni);
    const kernel = neuralTangentKernelFromBlocks(field, blocks, identity(field, Ni));
    const split = (a: typeof QQ): Split => splitDecimal(field, a.map(field.cross));
    const map = split(blocks.map);
    const truths: Record<PartName, Split> = {
      W1: split(answer.W1),
      W2: split(answer.W2),
      W1ᵀW1: split(blocks.gram1),
      W2W1: map,
      W1ᵀW2ᵀ: transposed(map),
      W2W2ᵀ: split(blocks.gram2),
      loss: split(new Matrix(1, 1, [loss])),
      NTK: split(kernel),
    };
    const names = Object.keys(truths) as PartName[];
    const size = sizesOf(Object.fromEntries(names.map(name => [name, truths[name].hi])), sigmaYX);
    const parts = Object.fromEntries(names.map(name => [name, { truth: truths[name], size: size(name) }]));
    return {
      time: answer.time,
      certain: Math.min(answer.agreedDigits - GUARD, digits + 5),
      parts: parts as Moment['parts'],
    };
  });
}

/** ‖QQᵀ‖ of the truth at a moment. */
export function wholeSize({ parts }: Moment): number {
  const size = (name: PartName): number => Math.hypot(...parts[name].truth.hi.data);
  return Math.hypot(size('W1ᵀW1'), size('W2W1'), size('W2W1'), size('W2W2ᵀ')) || 1;
}
