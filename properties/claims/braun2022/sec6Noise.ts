import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { AT_THE_END } from '../../../src/judge/instant.ts';
import { taskSvd } from '../../../src/judge/taskSvd.ts';
import { randomMatrices } from '../../../src/network/initialisations/randomMatrix.ts';
import { rationalOrthogonal } from '../../../src/network/initialisations/rationalOrthogonal.ts';
import { equal } from '../../../src/numbers/equal.ts';
import { convert } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { convergesTo } from '../_convergesTo.ts';
import { plus, scalar, scaled, times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { learnedFlow, slowestMode } from './_rawEnd.ts';

// In 1-1-1 the weights (w, −w) run down the line w2 = −w1 into the saddle; w1² − w2² is conserved, so every noise that makes the two
// sizes differ leaves the line, and noise that changes both alike does not. In general the stable manifold has measure zero.
// Noise that keeps the weights zero-balanced: the size of both layers by a hundredth, and the inputs of the first layer turned
// by small angles. The stable manifold of the saddle is B singular; sizes never leave it, and turns do where no direction is
// left fixed, so not in networks with one input, nor in square ones with an odd number of them.

const SIZES = ['101/100', '99/100', '1'].map(text => Rational.of(text));

const isReversed = ({ problem: { W1, W2, sigmaYX } }: Case): boolean => equal(times(W2, W1), scaled(-1, sigmaYX));

/** Reversed starts with noise; the tangents of half the angles by which inputs are turned. */
export function noisyReversals(halfTangents: readonly string[]): fc.Arbitrary<Case> {
  const angles = halfTangents.map(text => Rational.of(text));
  return fc
    .tuple(
      caseArbitrary({ lambda: 'zero', rank: 'full', aligned: true, settles: true }).filter(isReversed),
      fc.array(fc.nat(angles.length - 1), { minLength: 3, maxLength: 3 }),
      fc.nat(SIZES.length - 1),
    )
    .map(([given, turns, size]) => {
      const { W1, W2 } = given.problem;
      const turn = rationalOrthogonal(
        W1.cols,
        turns.slice(0, (W1.cols * (W1.cols - 1)) / 2).map(index => angles[index]!),
        new Array<boolean>(W1.cols).fill(false),
      );
      return {
        ...given,
        problem: { ...given.problem, W1: scaled(SIZES[size]!, times(W1, turn)), W2: scaled(SIZES[size]!, W2) },
      };
    })
    .filter(given => !isReversed(given));
}

const balancedNoise = noisyReversals(['1/100', '-1/50', '0']);

/** Of Gaussian noise, entry by entry, relative to the largest weight; the layers are then of any balance. */
const DEVIATIONS = ['1/10', '1/100', '1/1000'].map(text => Rational.of(text));

/** Singular values within this factor: the raw flow has to be followed through the slowest mode. */
const MOST_SPREAD = 4;

const hasModerateSpread = ({ problem }: Case): boolean => {
  const { S } = taskSvd(problem.sigmaYX, 20);
  return S.at(0, 0).toNumber() <= MOST_SPREAD * slowestMode(problem).value;
};

type Noise = Readonly<Record<'reversedW1' | 'reversedW2' | 'deviation' | 'seed', Matrix<Rational>>>;

/** The reversed weights with their noise: its deviation is relative to their largest entry, its draws multiples of 2⁻³⁰. */
function withNoise({ reversedW1, reversedW2, deviation, seed }: Noise): { W1: Matrix<Rational>; W2: Matrix<Rational> } {
  const random = randomMatrices(seed.at(0, 0).toNumber());
  const sizes = [...reversedW1.data, ...reversedW2.data].map(entry => entry.abs());
  const size = deviation.at(0, 0).mul(sizes.reduce((a, b) => (a.compare(b) > 0 ? a : b)));
  const noisy = (layer: Matrix<Rational>): Matrix<Rational> => {
    const noise = random
      .gaussian(layer.rows, layer.cols)
      .map(entry => Rational.of(Math.round(entry * 2 ** 30), 2 ** 30));
    return plus(layer, scaled(size, noise));
  };
  return { W1: noisy(reversedW1), W2: noisy(reversedW2) };
}

/** Reversed starts with Gaussian noise: its seed and deviation stand in the case. */
export function randomNoise(deviations: readonly Rational[]): fc.Arbitrary<Case> {
  return fc
    .tuple(
      caseArbitrary({ lambda: 'zero', rank: 'full', aligned: true, settles: true }).filter(
        given => isReversed(given) && hasModerateSpread(given),
      ),
      fc.nat(deviations.length - 1),
      fc.noBias(fc.integer({ min: 0, max: 2 ** 30 })),
    )
    .map(([given, index, seed]) => {
      const { W1, W2 } = given.problem;
      const extra = {
        reversedW1: W1,
        reversedW2: W2,
        deviation: scalar(deviations[index]!),
        seed: scalar(Rational.of(seed)),
      };
      return { ...given, problem: { ...given.problem, ...withNoise(extra) }, extra };
    });
}

/** The weights with the noise of the case at another deviation. */
export function reversedWithNoise({ extra }: Case, deviation: Matrix<Rational>): ReturnType<typeof withNoise> {
  return withNoise({ ...(extra as Noise), deviation });
}

const isRandom = ({ problem: { W1, W2 }, extra }: Case): boolean => {
  if (extra.seed === undefined) return false;
  const drawn = withNoise(extra as Noise);
  return equal(drawn.W1, W1) && equal(drawn.W2, W2);
};

const offStableManifold: Hypothesis = {
  name: 'noise off the stable manifold',
  meaning:
    'zero-balanced noise: det B ≠ 0; noise of any other balance: drawn from a normal distribution, entry by entry, which misses the manifold with probability one',
  holds: given => (zeroBalanced.holds(given) ? nonSingularB.holds(given) : isRandom(given)),
};

/** Holds where the flow ends at `factor` times the task. */
const learns = (factor: number): Judge => {
  const ofBalanced = convergesTo(({ field }, { problem }) => ({
    map: convert(field, scaled(factor, problem.sigmaYX)),
  }));
  return (given, effort) => {
    if (zeroBalanced.holds(given)) return ofBalanced(given, effort);
    const digits = 12;
    const end = learnedFlow(given.problem, 0.9, { digits, arithmetic: effort.truth.arithmetic });
    return trueOrNot(end === undefined ? undefined : factor === 1, {
      quantity: 'loss against that of the lowest saddle',
      reason:
        end === undefined
          ? 'it is not below it by 64 times of the slowest mode'
          : `it is below it, ${end.loss.toPrecision(3)}: training ends at the task; stated is ${factor} times the task`,
      certain: digits,
      at: AT_THE_END,
    });
  };
};

const common = {
  evidence: 'high-precision',
  cases: fc.oneof(balancedNoise, randomNoise(DEVIATIONS)),
  judge: learns(1),
} as const;

export const sec6Noise: Claim = {
  id: 'braun2022/sec-6:noise-escapes-the-saddle',
  topic: 'Convergence to the task',
  section: '6',
  title: 'Any noise perturbs the dynamics of a reversal off the saddle point, and the task is learned',
  place: 'section 6, reversal learning',
  note: 'Noise is a change of the reversed start: one that keeps it zero-balanced, of the size of the weights and of their directions, or Gaussian noise in every entry, of deviation 1/10, 1/100 or 1/1000 of the largest weight, which leaves no balance. Zero-balanced noise that only changes sizes does not help; random noise always does.',
  grade: 'missing hypothesis',
  readings: [
    {
      ...common,
      name: 'as printed',
      costly: true,
      statement: String.raw`\mathbf W_i=\mathbf W_i^{\text{reversed}}+\boldsymbol\varepsilon_i,\;\boldsymbol\varepsilon\ne0\;\Rightarrow\;\mathbf W_2\mathbf W_1(t)\to\tilde{\mathbf\Sigma}^{yx}`,
      hypotheses: [whitened, fullRankTask],
    },
    {
      ...common,
      name: 'with an extra hypothesis',
      costly: true,
      statement: String.raw`\mathbf W_i=\mathbf W_i^{\text{reversed}}+\boldsymbol\varepsilon_i,\;\boldsymbol\varepsilon\text{ off the stable manifold of the saddle}\;\Rightarrow\;\mathbf W_2\mathbf W_1(t)\to\tilde{\mathbf\Sigma}^{yx}`,
      hypotheses: [whitened, fullRankTask, offStableManifold],
    },
  ],
  mutants: [
    { name: 'ends at the old task', judge: learns(-1) },
    { name: 'ends at zero', judge: learns(0) },
  ],
};
