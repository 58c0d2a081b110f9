import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import type { NamedHypothesis } from '../../src/judge/vocabulary.ts';
import { type Architecture, type ArchitectureKind, architectureKind } from '../../src/network/architecture.ts';
import {
  aligned,
  alignedInOrder,
  bottlenecked,
  deficientTask,
  equalDimensions,
  equalTaskValues,
  fullRank,
  fullRankTask,
  lambdaBalanced,
  lambdaNegative,
  lambdaNonzero,
  lambdaPositive,
  moreInputs,
  moreOutputs,
  nonSingularB,
  notBottlenecked,
  positivelyAligned,
  sameSingularVectors,
  startInTaskBasis,
  startNotInvariant,
  taskBeyondWidth,
  twoByTwo,
  unequalDimensions,
  unitTimeConstant,
  whitened,
  widthOfInputs,
  widthOfOutputs,
  zeroBalanced,
} from './hypothesis.ts';

const isNarrow = ({ Ni, Nh, No }: Architecture): boolean => Nh < Math.min(Ni, No);

function ofKind(kind: ArchitectureKind, meaning: string): NamedHypothesis {
  const suits = (widths: Architecture): boolean => architectureKind(widths) === kind;
  const holds: Hypothesis['holds'] = ({ problem: { W1, W2 } }) => suits({ Ni: W1.cols, Nh: W1.rows, No: W2.rows });
  return { hypothesis: { name: kind, meaning, holds }, suits };
}

/** Every hypothesis that `needs:` can name, most general first. */
export const HYPOTHESIS_NAMES: Readonly<Record<string, NamedHypothesis>> = {
  whitened: { hypothesis: whitened },
  'lambda-balanced': { hypothesis: lambdaBalanced, balanced: true },
  'zero-balanced': { hypothesis: zeroBalanced, balanced: true, lambda: 'zero' },
  'lambda-nonzero': { hypothesis: lambdaNonzero, balanced: true },
  'lambda-positive': { hypothesis: lambdaPositive, balanced: true, lambda: 'positive' },
  'lambda-negative': { hypothesis: lambdaNegative, balanced: true, lambda: 'negative' },
  'equal-dimensions': { hypothesis: equalDimensions, suits: ({ Ni, No }) => Ni === No },
  'unequal-dimensions': { hypothesis: unequalDimensions, suits: ({ Ni, No }) => Ni !== No },
  'two-by-two': { hypothesis: twoByTwo, suits: ({ Ni, No }) => Ni === 2 && No === 2 },
  'more-inputs': { hypothesis: moreInputs, suits: ({ Ni, No }) => Ni > No },
  'more-outputs': { hypothesis: moreOutputs, suits: ({ Ni, No }) => Ni < No },
  'full-rank': { hypothesis: fullRank, rank: 'full', suits: widths => !isNarrow(widths) },
  'full-rank-task': { hypothesis: fullRankTask, rank: 'full' },
  'rank-deficient-task': { hypothesis: deficientTask, rank: 'deficient' },
  'equal-task-values': { hypothesis: equalTaskValues, equalValues: true },
  'b-non-singular': { hypothesis: nonSingularB, oftenApart: true },
  aligned: { hypothesis: aligned, aligned: 'any' },
  'same-singular-vectors': { hypothesis: sameSingularVectors, aligned: 'any' },
  'positively-aligned': { hypothesis: positivelyAligned, aligned: 'positive' },
  'aligned-in-order': { hypothesis: alignedInOrder, aligned: 'in order' },
  'start-in-task-basis': {
    hypothesis: startInTaskBasis,
    balanced: true,
    lambda: 'zero',
    inTaskBasis: true,
    suits: ({ Ni, No }) => Ni === No,
  },
  'start-not-invariant': { hypothesis: startNotInvariant },
  bottlenecked: { hypothesis: bottlenecked, suits: isNarrow },
  'not-bottlenecked': { hypothesis: notBottlenecked, suits: widths => !isNarrow(widths) },
  square: ofKind('square', 'Ni = Nh = No'),
  funnel: ofKind('funnel', 'Ni > Nh = No'),
  'inverted-funnel': ofKind('inverted-funnel', 'Ni = Nh < No'),
  wide: ofKind('wide', 'Nh > min(Ni, No)'),
  'width-of-inputs': { hypothesis: widthOfInputs, suits: ({ Ni, Nh }) => Nh === Ni },
  'width-of-outputs': { hypothesis: widthOfOutputs, suits: ({ Nh, No }) => Nh === No },
  'task-beyond-width': { hypothesis: taskBeyondWidth, suits: isNarrow },
  'tau-is-one': { hypothesis: unitTimeConstant },
};
