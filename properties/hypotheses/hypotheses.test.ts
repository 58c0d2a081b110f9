import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/judge/case.ts';
import { caseFromJson } from '../../src/judge/caseJson.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import { aligned } from './aligned.ts';
import { alignedInOrder } from './alignedInOrder.ts';
import { bottlenecked } from './bottlenecked.ts';
import { equalDimensions } from './equalDimensions.ts';
import { equalTaskValues } from './equalTaskValues.ts';
import { fullRank } from './fullRank.ts';
import { fullRankTask } from './fullRankTask.ts';
import { lambdaBalanced } from './lambdaBalanced.ts';
import { lambdaNegative } from './lambdaNegative.ts';
import { lambdaNonzero } from './lambdaNonzero.ts';
import { lambdaPositive } from './lambdaPositive.ts';
import { nonSingularB } from './nonSingularB.ts';
import { notBottlenecked } from './notBottlenecked.ts';
import { positivelyAligned } from './positivelyAligned.ts';
import { sameSingularVectors } from './sameSingularVectors.ts';
import { startInTaskBasis } from './startInTaskBasis.ts';
import { startNotInvariant } from './startNotInvariant.ts';
import { taskBeyondWidth } from './taskBeyondWidth.ts';
import { twoByTwo } from './twoByTwo.ts';
import { unequalDimensions } from './unequalDimensions.ts';
import { unitTimeConstant } from './unitTimeConstant.ts';
import { whitened } from './whitened.ts';
import { widthOfInputs } from './widthOfInputs.ts';
import { widthOfOutputs } from './widthOfOutputs.ts';
import { zeroBalanced } from './zeroBalanced.ts';

type Rows = (number | string)[][];

function given(
  W1: Rows,
  W2: Rows,
  sigmaYX: Rows,
  others: { lambda?: string; tau?: string; sigmaXX?: Rows } = {},
): Case {
  return caseFromJson({ W1, W2, sigmaYX, ...others });
}

/** 1-1-1. */
const scalars = (w1: number | string, w2: number | string, s: number | string, lambda = '0'): Case =>
  given([[w1]], [[w2]], [[s]], { lambda });

/** A case of these widths, of ones. */
function widths(Ni: number, Nh: number, No: number): Case {
  const ones = (rows: number, cols: number): Rows => Array.from({ length: rows }, () => new Array(cols).fill(1));
  return given(ones(Nh, Ni), ones(No, Nh), ones(No, Ni));
}

const I = [
  [1, 0],
  [0, 1],
];
const O = [
  [0, 0],
  [0, 0],
];
const diagonal = (a: number, b: number): Rows => [
  [a, 0],
  [0, b],
];
/** ΣΣᵀ = diag(2, 0), ΣᵀΣ = [1 1; 1 1]. */
const rankOne = [
  [1, 1],
  [0, 0],
];
const quarterTurn = [
  [0, -1],
  [1, 0],
];

const met: [Hypothesis, string, Case][] = [
  [whitened, 'inputs not told', given(I, I, I)],
  [whitened, 'Σxx = I', given(I, I, I, { sigmaXX: I })],
  [lambdaBalanced, 'w2² − w1² = λ = 1', scalars('3/4', '5/4', 2, '1')],
  [lambdaBalanced, 'λ = −1', scalars('5/4', '3/4', 2, '-1')],
  [lambdaBalanced, 'λ = 0', scalars(1, -1, 2)],
  [lambdaBalanced, 'all zero', given(O, O, I)],
  [lambdaBalanced, '2-2-2, λ = 3', given(I, diagonal(2, -2), I, { lambda: '3' })],
  [zeroBalanced, 'a turned layer', given(I, quarterTurn, I)],
  [zeroBalanced, 'whatever λ is told', scalars(1, 1, 2, '5')],
  [lambdaNonzero, 'λ = −1/9', scalars(1, 1, 2, '-1/9')],
  [equalDimensions, '2-1-2', widths(2, 1, 2)],
  [fullRank, '2-2-2', given(I, I, diagonal(1, 3))],
  [fullRank, '2-2-1', given(I, [[1, 2]], [[0, 1]])],
  [bottlenecked, '2-1-2', widths(2, 1, 2)],
  [bottlenecked, '3-2-4', widths(3, 2, 4)],
  [notBottlenecked, '2-1-1', widths(2, 1, 1)],
  [notBottlenecked, '1-1-2', widths(1, 1, 2)],
  [notBottlenecked, '1-3-1', widths(1, 3, 1)],
  [taskBeyondWidth, 'rank 2, Nh = 1', given([[1, 0]], [[1], [0]], I)],
  [unitTimeConstant, 'τ = 2/2', given(I, I, I, { tau: '2/2' })],
  [nonSingularB, 'w2·ũ + w1·ṽ = 2', scalars(1, 1, 2)],
  [nonSingularB, 'both signs turned', scalars(1, -1, -2)],
  [nonSingularB, 'negative weights', scalars(-1, -1, 2)],
  [nonSingularB, 'W2W1 = I and a positive definite task', given(I, I, diagonal(1, 3))],
  [nonSingularB, 'a tie of the task, W2W1 symmetric positive', given(I, I, I)],
  // Wᵀ₂Ũ + W1Ṽ = R + I is regular for a turn by 90°: det [[1, 1], [−1, 1]] = 2
  [nonSingularB, 'a quarter turn', given(I, quarterTurn, diagonal(1, 3))],
  [nonSingularB, 'nearly opposite', given([[1, 0]], [['1']], [['-99999999', 1]])],
  [fullRankTask, 'rank 1 of 1×2', given(I, [[1, 0]], [[0, 3]])],
  [fullRankTask, 'rank 2', given(I, I, diagonal(1, 3))],
  // the columns of W2 = (1, 1)ᵀ are turned towards the larger singular value
  [startNotInvariant, 'W2 between two modes, λ > 0', given([[1, 0]], [[1], [1]], diagonal(2, 1), { lambda: '1' })],
  [startNotInvariant, 'W1 between two modes, λ < 0', given([[1, 1]], [[1], [0]], diagonal(2, 1), { lambda: '-1' })],
  [startNotInvariant, 'a mode of ΣᵀΣ that is none of ΣΣᵀ', given([[1, 0]], [[1], [1]], rankOne, { lambda: '3' })],
  [startNotInvariant, 'a mode of ΣΣᵀ that is none of ΣᵀΣ', given([[1, 0]], [[1], [1]], rankOne, { lambda: '-3' })],
  [widthOfOutputs, '3-2-2', widths(3, 2, 2)],
  [widthOfInputs, '2-2-3', widths(2, 2, 3)],
  [lambdaPositive, 'λ = 1/2', scalars(1, 1, 1, '1/2')],
  [lambdaNegative, 'λ = −1/2', scalars(1, 1, 1, '-1/2')],
  [unequalDimensions, '2-1-3', widths(2, 1, 3)],
  [twoByTwo, '2-3-2', widths(2, 3, 2)],
  [
    equalTaskValues,
    'a turn',
    given(I, I, [
      ['6/5', '-8/5'],
      ['8/5', '6/5'],
    ]),
  ],
  [equalTaskValues, 'one value of a 1×2 task', given([[1, 1]], [[1]], [[3, 4]])],
  [aligned, 'diagonal weights and task', given(diagonal(1, 2), diagonal(3, 1), diagonal(2, 1))],
  [aligned, 'W2W1 = −Σyx', given(I, diagonal(-2, -1), diagonal(2, 1))],
  [sameSingularVectors, 'W2W1 = −Σyx', given(I, diagonal(-2, -1), diagonal(2, 1))],
  [sameSingularVectors, 'values in another order', given(I, diagonal(1, 3), diagonal(2, 1))],
  [positivelyAligned, 'values in another order', given(I, diagonal(1, 3), diagonal(2, 1))],
  [positivelyAligned, 'a sign where the task is zero', given(I, diagonal(3, -1), diagonal(2, 0))],
  [positivelyAligned, 'a zero where the task is zero', given(I, diagonal(3, 0), diagonal(2, 0))],
  [
    positivelyAligned,
    'turned modes',
    given(
      [
        ['3/5', '-4/5'],
        ['4/5', '3/5'],
      ],
      diagonal(1, 3),
      [
        ['6/5', '-8/5'],
        ['4/5', '3/5'],
      ],
    ),
  ],
  [alignedInOrder, 'both falling', given(I, diagonal(3, 1), diagonal(2, 1))],
  [alignedInOrder, 'both rising', given(I, diagonal(1, 3), diagonal(1, 2))],
  [alignedInOrder, 'tied values of the task', given(I, diagonal(1, 3), diagonal(2, 2))],
  [alignedInOrder, 'tied values of the weights', given(I, diagonal(2, 2), diagonal(1, 2))],
  [alignedInOrder, '2-1-1', given([[3, 0]], [[1]], [[2, 0]])],
  [
    startInTaskBasis,
    'W2 = W1ᵀ and Σyx = 2I',
    given(
      [
        [1, 2],
        [0, 1],
        [3, 0],
      ],
      [
        [1, 0, 3],
        [2, 1, 0],
      ],
      diagonal(2, 2),
    ),
  ],
  [
    startInTaskBasis,
    'Σyx a turn',
    given(
      [[5, 0]],
      [[3], [4]],
      [
        ['3/5', '-4/5'],
        ['4/5', '3/5'],
      ],
    ),
  ],
];

const violated: [Hypothesis, string, Case][] = [
  [whitened, 'Σxx = 2I', given(I, I, I, { sigmaXX: diagonal(2, 2) })],
  [
    whitened,
    'correlated inputs',
    given(I, I, I, {
      sigmaXX: [
        [1, '1/9'],
        ['1/9', 1],
      ],
    }),
  ],
  [lambdaBalanced, 'λ of the wrong sign', scalars('3/4', '5/4', 2, '-1')],
  [lambdaBalanced, 'λ off by 10⁻³⁰', scalars(1, 1, 2, '1e-30')],
  [lambdaBalanced, 'a balance that is no multiple of I', given(I, diagonal(2, 1), I, { lambda: '3' })],
  [lambdaBalanced, 'the mean of an uneven balance', given(I, diagonal(2, 1), I, { lambda: '3/2' })],
  [
    lambdaBalanced,
    'off the diagonal',
    given(
      I,
      [
        [1, '1/9'],
        [0, 1],
      ],
      I,
    ),
  ],
  [zeroBalanced, 'λ = 1', scalars('3/4', '5/4', 2, '1')],
  [lambdaNonzero, 'λ = 0', scalars(1, 1, 2)],
  [equalDimensions, '1-1-2', widths(1, 1, 2)],
  [fullRank, 'a task of rank 1', given(I, I, diagonal(1, 0))],
  [fullRank, 'a start of rank 1', given(I, diagonal(1, 0), I)],
  [fullRank, 'a bottleneck', given([[1, 0]], [[1], [0]], I)],
  [fullRank, 'layers of full rank whose product is 0', given([[1], [0]], [[0, 1]], [[1]])],
  [bottlenecked, '2-1-1', widths(2, 1, 1)],
  [bottlenecked, '2-2-2', widths(2, 2, 2)],
  [notBottlenecked, '2-1-2', widths(2, 1, 2)],
  [taskBeyondWidth, 'rank 1, Nh = 1', given([[1, 0]], [[1], [0]], diagonal(1, 0))],
  [taskBeyondWidth, 'rank 2, Nh = 2', given(I, I, I)],
  [unitTimeConstant, 'τ = 2', given(I, I, I, { tau: '2' })],
  [nonSingularB, 'w2·ũ + w1·ṽ = 0', scalars(1, -1, 2)],
  [nonSingularB, 'the same by the sign of the task', scalars(1, 1, -2)],
  [nonSingularB, 'no weights', scalars(0, 0, 2)],
  // one mode of two starts with the wrong sign
  [nonSingularB, 'W2W1 = diag(1, −1)', given(I, diagonal(1, -1), diagonal(1, 3))],
  [nonSingularB, 'a bottleneck', given([[1, 0]], [[1], [0]], I)],
  [fullRankTask, 'rank 1', given(I, I, diagonal(1, 0))],
  [fullRankTask, 'a zero task', given(I, I, O)],
  [startNotInvariant, 'W2 along a mode, λ > 0', given([[1, 1]], [[1], [0]], diagonal(2, 1), { lambda: '1' })],
  [startNotInvariant, 'W1 along a mode, λ < 0', given([[1, 0]], [[1], [1]], diagonal(2, 1), { lambda: '-1' })],
  [startNotInvariant, 'tied modes', given([[1, 1]], [[1], [1]], diagonal(2, 2), { lambda: '1' })],
  [startNotInvariant, 'a span that is the whole space', given(I, I, diagonal(2, 1), { lambda: '1' })],
  [startNotInvariant, 'a zero task', given([[1, 1]], [[1], [1]], O, { lambda: '1' })],
  [widthOfOutputs, '3-2-3', widths(3, 2, 3)],
  [widthOfInputs, '3-2-2', widths(3, 2, 2)],
  [lambdaPositive, 'λ = 0', scalars(1, 1, 1)],
  [lambdaNegative, 'λ = 1', scalars(1, 1, 1, '1')],
  [unequalDimensions, '2-1-2', widths(2, 1, 2)],
  [twoByTwo, '2-2-3', widths(2, 2, 3)],
  [equalTaskValues, 'two values', given(I, I, diagonal(2, 1))],
  [equalTaskValues, 'rank one', given(I, I, rankOne)],
  [
    aligned,
    'a task that mixes the modes of the weights',
    given(diagonal(1, 2), diagonal(1, 2), [
      [1, 1],
      [0, 1],
    ]),
  ],
  [
    sameSingularVectors,
    'a task that mixes the modes of the weights',
    given(diagonal(1, 2), diagonal(1, 2), [
      [1, 1],
      [0, 1],
    ]),
  ],
  [positivelyAligned, 'one mode reversed', given(I, diagonal(2, -1), diagonal(2, 1))],
  [positivelyAligned, 'a mode of the task at zero', given(I, diagonal(2, 0), diagonal(2, 1))],
  [positivelyAligned, '1-1-1 reversed', scalars(1, -1, 1)],
  [
    positivelyAligned,
    'drawn apart',
    given(I, diagonal(1, 2), [
      [1, 1],
      [0, 1],
    ]),
  ],
  [alignedInOrder, 'another order', given(I, diagonal(1, 3), diagonal(2, 1))],
  [alignedInOrder, 'largest where the task is zero', given(I, diagonal(1, 3), diagonal(2, 0))],
  [alignedInOrder, 'both falling, one reversed', given(I, diagonal(3, -1), diagonal(2, 1))],
  [
    startInTaskBasis,
    'a sign',
    given(
      [[5, 0]],
      [[-3], [-4]],
      [
        ['3/5', '-4/5'],
        ['4/5', '3/5'],
      ],
    ),
  ],
  [startInTaskBasis, 'W1 beyond the task', given([[1, 1]], [[1]], [[1, 0]])],
];

describe('a hypothesis', () => {
  it.each(met.map(([hypothesis, what, one]) => ({ name: hypothesis.name, what, hypothesis, one })))(
    '$name is met: $what',
    ({ hypothesis, one }) => {
      expect(hypothesis.holds(one)).toBe(true);
    },
  );

  it.each(violated.map(([hypothesis, what, one]) => ({ name: hypothesis.name, what, hypothesis, one })))(
    '$name is violated: $what',
    ({ hypothesis, one }) => {
      expect(hypothesis.holds(one)).toBe(false);
    },
  );

  it('has a name of its own and a meaning', () => {
    const all = [...new Set([...met, ...violated].map(([hypothesis]) => hypothesis))];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { meaning } of all) expect(meaning).not.toBe('');
  });
});
