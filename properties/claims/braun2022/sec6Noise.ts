import fc from 'fast-check';
import { rationalOrthogonal } from '../../../src/network/initialisations/rationalOrthogonal.ts';
import { convert } from '../../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import type { Case } from '../../case.ts';
import type { Claim, Judge } from '../../claim.ts';
import { equal, fullRankTask, nonSingularB, whitened, zeroBalanced } from '../../hypothesis.ts';
import { convergesTo } from '../_convergesTo.ts';
import { scaled, times } from '../_exact.ts';

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

const perturbed = noisyReversals(['1/100', '-1/50', '0']);

const learns = (factor: number): Judge =>
  convergesTo(({ field }, { problem }) => ({ W2W1: convert(field, scaled(factor, problem.sigmaYX)) }));

const common = { evidence: 'high-precision', cases: perturbed, judge: learns(1) } as const;

export const sec6Noise: Claim = {
  id: 'braun2022/sec-6:noise-escapes-the-saddle',
  theorem: 'Convergence to the task',
  section: '6',
  title: 'Any noise perturbs the dynamics of a reversal off the saddle point, and the task is learned',
  place: 'section 6, reversal learning',
  note: 'Noise is a change of the reversed start that keeps it zero-balanced: of the size of the weights, and of their directions. Noise that only changes sizes, all there is in 1-1-1, does not help.',
  readings: [
    {
      ...common,
      name: 'as printed',
      costly: true,
      statement: String.raw`\mathbf W_i=\mathbf W_i^{\text{reversed}}+\boldsymbol\varepsilon_i,\;\boldsymbol\varepsilon\ne0\;\Rightarrow\;\mathbf W_2\mathbf W_1(t)\to\tilde{\mathbf\Sigma}^{yx}`,
      hypotheses: [whitened, zeroBalanced, fullRankTask],
    },
    {
      ...common,
      name: 'with an extra hypothesis',
      costly: true,
      statement: String.raw`\mathbf W_i=\mathbf W_i^{\text{reversed}}+\boldsymbol\varepsilon_i,\;\det\mathbf B\ne0\;\Rightarrow\;\mathbf W_2\mathbf W_1(t)\to\tilde{\mathbf\Sigma}^{yx}`,
      hypotheses: [whitened, zeroBalanced, fullRankTask, nonSingularB],
    },
  ],
  mutants: [
    { name: 'ends at the old task', judge: learns(-1) },
    { name: 'ends at zero', judge: learns(0) },
  ],
};
