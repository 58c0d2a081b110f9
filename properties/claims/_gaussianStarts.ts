import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import { randomMatrices } from '../../src/network/initialisations/randomMatrix.ts';
import { problem } from '../../src/network/problem.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { orthogonalDraw, orthogonalFrom } from '../arbitraries/orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from '../arbitraries/table.ts';
import { correlation } from '../arbitraries/taskArbitrary.ts';
import { scalar } from './_exact.ts';

const ENTRY = 2 ** 12;
const VALUES = table('1', '2', '3/2', '1/2', '3');

export interface RandomWidths {
  readonly Ni: number;
  readonly Nh: number;
  readonly No: number;
}

/** Layers of deviation 1 and two tasks with singular values from 1/2 to 3; the seed of the layers stands in the case. */
export function gaussianStarts(widths: readonly RandomWidths[]): fc.Arbitrary<Case> {
  const task = { U: orthogonalDraw(3), V: orthogonalDraw(3), values: draws(3, indexInto(VALUES)) };
  return drawRecord({
    index: indexInto(widths),
    seed: fc.noBias(fc.integer({ min: 0, max: 2 ** 30 })),
    first: drawRecord(task),
    second: drawRecord(task),
  }).map(({ index, seed, first, second }) => {
    const { Ni, Nh, No } = widths[index]!;
    const sigma = ({ U, V, values }: typeof first): Matrix<Rational> =>
      correlation(
        orthogonalFrom(U, No),
        values.slice(0, Math.min(Ni, No)).map(at => VALUES[at]!),
        orthogonalFrom(V, Ni),
      );
    const layers = layersOf(seed, { Ni, Nh, No });
    return {
      problem: problem({ ...layers, sigmaYX: sigma(first) }),
      lambda: Rational.ZERO,
      time: Rational.ZERO,
      extra: { seed: scalar(Rational.of(seed)), other: sigma(second) },
    };
  });
}

function layersOf(seed: number, { Ni, Nh, No }: RandomWidths): { W1: Matrix<Rational>; W2: Matrix<Rational> } {
  const random = randomMatrices(seed);
  const rounded = (a: Matrix<number>): Matrix<Rational> =>
    a.map(entry => Rational.of(Math.round(entry * ENTRY), ENTRY));
  return { W1: rounded(random.gaussian(Nh, Ni)), W2: rounded(random.gaussian(No, Nh)) };
}

export const drawnAtRandom: Hypothesis = {
  name: 'random start',
  meaning: 'both layers are σ times Gaussian entries, of any balance; their seed stands in the case',
  holds: ({ problem: { W1, W2 }, extra }) => {
    const layers = layersOf(extra.seed!.at(0, 0).toNumber(), { Ni: W1.cols, Nh: W1.rows, No: W2.rows });
    return [...layers.W1.data, ...layers.W2.data].every((entry, k) => entry.equals([...W1.data, ...W2.data][k]!));
  },
};

/** Nh ≥ Ni + No: both layers keep a part of any large start. */
export const WIDE: readonly RandomWidths[] = [1, 2].flatMap(Ni =>
  [1, 2].flatMap(No => [Ni + No, Ni + No + 2].map(Nh => ({ Ni, Nh, No }))),
);
