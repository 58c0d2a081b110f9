import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { randomMatrices } from '../../../src/network/initialisations/randomMatrix.ts';
import { problem } from '../../../src/network/problem.ts';
import { stackRows, zeros } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { drawRecord } from '../../arbitraries/table.ts';
import { scalar } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { correlation } from '../_twoTasks.ts';

// WX = Y has a solution W exactly where the rows of Y lie in the span of those of X. N independent columns of X (N ≤ Ni) span
// everything, and every Y is mapped to; for N > Ni the rows of X leave N − Ni dimensions out, in which a Gaussian Y has a part
// with probability one. Whitening multiplies X by an invertible matrix and changes neither. White inputs need N ≥ Ni.

const MOST_WIDTH = 4;

const cases: fc.Arbitrary<Case> = drawRecord({
  Ni: fc.integer({ min: 1, max: MOST_WIDTH }),
  No: fc.integer({ min: 1, max: MOST_WIDTH }),
  more: fc.integer({ min: 0, max: 4 }),
  seed: fc.noBias(fc.integer({ min: 0, max: 2 ** 30 })),
}).map(({ Ni, No, more, seed }) => {
  const random = randomMatrices(seed);
  const samples = Ni + more;
  const rounded = (a: Matrix<number>): Matrix<Rational> => a.map(entry => Rational.of(Math.round(1000 * entry), 1000));
  const X = rounded(random.gaussian(Ni, samples));
  const Y = rounded(random.gaussian(No, samples, 1 / Math.sqrt(No)));
  return {
    problem: problem({
      W1: zeros(rationalField, 1, Ni),
      W2: zeros(rationalField, No, 1),
      sigmaYX: correlation(Y, X),
    }),
    lambda: Rational.ZERO,
    time: Rational.ZERO,
    extra: { X, Y, seed: scalar(Rational.of(seed)) },
  };
});

/** Holds where there is a linear map from the inputs to the targets exactly if it is stated. */
const mapExists =
  (isStated: (Ni: number, samples: number) => boolean): Judge =>
  ({ extra }) => {
    const [X, Y] = [extra.X!, extra.Y!];
    const exists = rank(rationalField, stackRows(X, Y)) === rank(rationalField, X);
    return trueOrNot(exists === isStated(X.rows, X.cols), {
      quantity: 'rank of the inputs with and without the targets below them',
      reason: `Ni = ${X.rows}, N = ${X.cols}: there is ${exists ? 'a' : 'no'} linear map`,
      at: TIMELESS,
    });
  };

const common = { evidence: 'exact', cases } as const;

export const secB21LinearMap: Claim = {
  id: 'domine2025/sec-b.2.1:no-linear-map',
  topic: 'Initialisation',
  section: 'B.2',
  title: 'A linear map from inputs to targets does not necessarily exist',
  place: 'B.2.1, the random regression task',
  note: 'Stronger than “not necessarily”: for N > Ni samples there is none, for N = Ni always one (N < Ni cannot be white). Gaussian draws of N = Ni … Ni + 4 samples, rounded to thousandths, X before it is whitened, which multiplies it by an invertible matrix.',
  readings: [
    {
      ...common,
      name: 'as printed',
      statement: String.raw`\exists\,\mathbf W:\;\mathbf W\mathbf X=\mathbf Y\quad\Longleftrightarrow\quad N=N_i`,
      hypotheses: [],
      judge: mapExists((Ni, samples) => samples <= Ni),
    },
  ],
  mutants: [
    { name: 'there always is one', judge: mapExists(() => true) },
    { name: 'there never is one', judge: mapExists(() => false) },
    { name: 'up to one sample more than inputs', judge: mapExists((Ni, samples) => samples <= Ni + 1) },
  ],
};
