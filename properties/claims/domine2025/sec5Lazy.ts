import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import type { ArchitectureKind } from '../../../src/network/architecture.ts';
import { lambdaFamilyArbitrary } from '../../arbitraries/lambdaFamilyArbitrary.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { type KernelLimit, kernelDistance, stays, trendIn, vanishes } from '../_kernelLimit.ts';

// λ → +∞ with Nh = No: W2W2ᵀ ≈ λI on all outputs and W1ᵀW1 = O(1/λ), so NTK ≈ λI ⊗ I and what moves is O(1/λ) beside λ: the
// angle is O(λ⁻²) and its 1 − cos O(λ⁻⁴). Mirrored for λ → −∞ with Nh = Ni. Square networks have both.

const atConvergence: KernelLimit = { quantity: 'S(∞)', of: kernelDistance, when: 'end', mus: [4, 6, 8, 12, 16] };

function lazyClaim(id: string, title: string, limit: string, cases: fc.Arbitrary<Case>): Claim {
  return {
    id,
    topic: 'Lazy and rich kernels',
    title,
    section: '5',
    place: 'section 5, with the kernel distance of B.4',
    note: 'The distance is taken at convergence, as in figure 2B: t → ∞ first, then λ.',
    readings: [
      {
        name: 'as printed',
        statement: String.raw`S(\infty)=1-\frac{\langle K_0,K_\infty\rangle}{\lVert K_0\rVert_F\lVert K_\infty\rVert_F}\to0\qquad(${limit})`,
        hypotheses: [whitened, lambdaBalanced],
        cases,
        judge: vanishes(atConvergence),
        ...trendIn(atConvergence),
      },
    ],
    mutants: [
      { name: 'rich instead of lazy', judge: stays(atConvergence) },
      { name: 'faster than |λ|^−5', judge: vanishes(atConvergence, 5) },
    ],
  };
}

const family = (kinds: readonly ArchitectureKind[], sign: 1 | -1): fc.Arbitrary<Case> =>
  lambdaFamilyArbitrary({ kinds, sign });

export const sec5FunnelLazy: Claim = lazyClaim(
  'domine2025/sec-5:funnel-lazy',
  'Funnel networks enter the lazy regime as λ → ∞',
  String.raw`\lambda\to\infty`,
  family(['funnel'], 1),
);

export const sec5InvertedFunnelLazy: Claim = lazyClaim(
  'domine2025/sec-5:inverted-funnel-lazy',
  'Inverted-funnel networks enter the lazy regime as λ → −∞',
  String.raw`\lambda\to-\infty`,
  family(['inverted-funnel'], -1),
);

export const sec5SquareLazy: Claim = lazyClaim(
  'domine2025/sec-5:square-lazy',
  'Square networks enter the lazy regime as λ → ±∞',
  String.raw`\lambda\to\pm\infty`,
  fc.oneof(family(['square'], 1), family(['square'], -1)),
);
