import fc from 'fast-check';
import { type LambdaFamilyOptions, lambdaFamilyArbitrary } from '../../arbitraries/lambdaFamilyArbitrary.ts';
import { spreadTask } from '../../arbitraries/spreadTask.ts';
import type { Case } from '../../case.ts';
import type { Claim } from '../../claim.ts';
import { lambdaBalanced, startNotInvariant, whitened } from '../../hypothesis.ts';
import { type KernelLimit, kernelDistance, measuredOrders, stays, vanishes } from '../_kernelLimit.ts';

// One layer is √|λ| times an isometry onto an Nh-dimensional span that is smaller than its space. Learning turns this span
// towards the leading modes of the task, at rates (s_i² − s_j²)/|λ| (differences of S_λ). So
//   t → ∞ first: the span turns by an angle that does not depend on λ, and S(∞) stays away from 0 (rich),
//                unless the span already is invariant under the task, when nothing turns and S(∞) → 0;
//   λ → ∞ first: at any fixed t the angle is O(t/|λ|), and S(t) → 0 like λ⁻² (lazy).
// "Remains rich regardless of λ" depends on the order of the limits.

const atConvergence: KernelLimit = { quantity: 'S(∞)', of: kernelDistance, when: 'end', mus: [2, 3, 4] };
const atFixedTime: KernelLimit = { quantity: 'S(t)', of: kernelDistance, when: 'fixed', mus: [4, 8, 16] };

function richClaims(parts: {
  id: string;
  title: string;
  limit: string;
  cases: fc.Arbitrary<Case>;
}): readonly [Claim, Claim] {
  const { id, title, limit, cases } = parts;
  const common = { hypotheses: [whitened, lambdaBalanced], evidence: 'high-precision', cases } as const;
  return [
    {
      id,
      theorem: 'Lazy and rich kernels',
      title,
      place: 'section 5, with the kernel distance of B.4',
      note: 'Rich is read as a kernel distance at convergence that does not vanish with growing |λ|: t → ∞ first, as in figure 2.',
      readings: [
        {
          ...common,
          name: 'as printed',
          costly: true,
          statement: String.raw`\lim_{${limit}}\;S(\infty)>0`,
          judge: stays(atConvergence),
          measured: measuredOrders(atConvergence),
        },
        {
          ...common,
          name: 'with an extra hypothesis',
          costly: true,
          statement: String.raw`\tilde{\mathbf\Sigma}\tilde{\mathbf\Sigma}^\top\text{ does not keep the span of the large layer}\;\Rightarrow\;\lim_{${limit}}\;S(\infty)>0`,
          hypotheses: [whitened, lambdaBalanced, startNotInvariant],
          judge: stays(atConvergence),
          measured: measuredOrders(atConvergence),
        },
      ],
      mutants: [{ name: 'lazy instead of rich', judge: vanishes(atConvergence) }],
    },
    {
      id: `${id}-at-fixed-time`,
      theorem: 'Lazy and rich kernels',
      title: `${title} – at any fixed time`,
      place: 'section 5, with the kernel distance of B.4',
      note: 'The other order of the limits: λ → ∞ at a fixed time t.',
      readings: [
        {
          ...common,
          name: 'as printed',
          statement: String.raw`\lim_{${limit}}\;S(t)>0`,
          judge: stays(atFixedTime),
          measured: measuredOrders(atFixedTime),
        },
        {
          ...common,
          name: 'as corrected',
          statement: String.raw`S(t)\to0\qquad(${limit},\;t\text{ fixed})`,
          judge: vanishes(atFixedTime),
          measured: measuredOrders(atFixedTime),
        },
      ],
      mutants: [
        { name: 'rich instead of lazy', judge: stays(atFixedTime) },
        { name: 'faster than |λ|^−5', judge: vanishes(atFixedTime, 5) },
      ],
    },
  ];
}

const family = (options: LambdaFamilyOptions): fc.Arbitrary<Case> => lambdaFamilyArbitrary(options).filter(spreadTask);

export const sec5BottleneckStaysRich: readonly [Claim, Claim] = richClaims({
  id: 'domine2025/sec-5:bottleneck-stays-rich',
  title: 'Bottlenecked networks remain in the rich regime regardless of λ',
  limit: String.raw`\lambda\to\pm\infty`,
  cases: fc.oneof(family({ kinds: ['bottleneck'], sign: 1 }), family({ kinds: ['bottleneck'], sign: -1 })),
});

export const sec5OppositeLimitRich: readonly [Claim, Claim] = richClaims({
  id: 'domine2025/sec-5:opposite-limit-rich',
  title: 'In the opposite limit (funnel λ → −∞, inverted funnel λ → ∞) networks turn rich',
  limit: String.raw`\lambda\to\mp\infty`,
  cases: fc.oneof(family({ kinds: ['funnel'], sign: -1 }), family({ kinds: ['inverted-funnel'], sign: 1 })),
});
