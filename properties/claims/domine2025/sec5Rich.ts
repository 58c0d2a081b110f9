import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { float64Svd } from '../../../src/numbers/float64Svd.ts';
import { convert } from '../../../src/numbers/linearAlgebra.ts';
import { type LambdaFamilyOptions, lambdaFamilyArbitrary } from '../../arbitraries/lambdaFamilyArbitrary.ts';
import { spreadTask } from '../../arbitraries/spreadTask.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { startNotInvariant } from '../../hypotheses/startNotInvariant.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { type KernelLimit, kernelDistance, stays, trendIn, turnOfSpan, vanishes } from '../_kernelLimit.ts';

// One layer is √|λ| times an isometry onto an Nh-dimensional span that is smaller than its space. Learning turns this span
// towards the leading modes of the task, at rates (s_i² − s_j²)/|λ| (differences of S_λ). So
//   t → ∞ first: the span turns into one that the task maps into itself, by an angle that does not depend on λ, and S(∞)
//                tends to 1 − tr(P₀P)/Nh for the projectors P₀ and P onto it before and after: away from 0 (rich) unless the
//                span already is invariant under the task, when as a rule nothing turns and S(∞) → 0. A start near the leading
//                modes turns little: its S(∞) falls at moderate λ before it levels off, so the turn itself is looked at;
//   λ → ∞ first: at any fixed t the angle is O(t/|λ|), and S(t) → 0 like λ⁻² (lazy).
// "Remains rich regardless of λ" depends on the order of the limits.

const atConvergence: KernelLimit = {
  quantity: 'S(∞)',
  of: kernelDistance,
  when: 'end',
  mus: [2, 2.5, 3, 3.5, 4],
  floor: turnOfSpan,
};
const atFixedTime: KernelLimit = { quantity: 'S(t)', of: kernelDistance, when: 'fixed', mus: [4, 6, 8, 12, 16] };

const valuesOf = ({ problem: { sigmaYX } }: Case): readonly number[] => float64Svd(convert(float64Field, sigmaYX)).s;

/**
 * Singular values from 3/2 to 3: |λ| up to 16 is then large beside the task, and a start opposite to a mode, which turns at the
 * rate s²/|λ|, does not stay too long beside the saddle. No hypothesis of any claim, but a limit of what is tried.
 */
const isModerate = (given: Case): boolean =>
  Math.min(...valuesOf(given)) > 1.499 && Math.max(...valuesOf(given)) < 3.001;

/** Between tied modes the end of the span depends on λ too, and a small turn shows at larger |λ| only. As above. */
const isUntied = (given: Case): boolean =>
  valuesOf(given).every((value, i, values) => i === 0 || values[i - 1]! - value > 1e-9);

/** One in ten by chance; where the statement fails, if it does. */
const isInvariant = (given: Case): boolean => !startNotInvariant.holds(given);

function richClaims(parts: {
  id: string;
  title: string;
  limit: string;
  cases: fc.Arbitrary<Case>;
}): readonly [Claim, Claim] {
  const { id, title, limit, cases } = parts;
  const common = { hypotheses: [whitened, lambdaBalanced], cases } as const;
  return [
    {
      id,
      topic: 'Lazy and rich kernels',
      title,
      section: '5',
      place: 'section 5, with the kernel distance of B.4',
      note: 'Rich is read as a kernel distance at convergence that does not vanish with growing |λ|: t → ∞ first, as in figure 2.',
      grade: 'missing hypothesis',
      readings: [
        {
          ...common,
          name: 'as printed',
          costly: true,
          cases: fc.oneof({ weight: 3, arbitrary: cases }, { weight: 1, arbitrary: cases.filter(isInvariant) }),
          statement: String.raw`\lim_{${limit}}\;S(\infty)>0`,
          judge: stays(atConvergence),
          ...trendIn(atConvergence),
        },
        {
          ...common,
          name: 'with an extra hypothesis',
          costly: true,
          cases: cases.filter(isUntied),
          statement: String.raw`\tilde{\mathbf\Sigma}\tilde{\mathbf\Sigma}^\top\text{ does not keep the span of the large layer}\;\Rightarrow\;\lim_{${limit}}\;S(\infty)=1-\tfrac1{N_h}\operatorname{tr}\mathbf P_0\mathbf P>0`,
          hypotheses: [whitened, lambdaBalanced, startNotInvariant],
          judge: stays(atConvergence),
          ...trendIn(atConvergence),
        },
      ],
      mutants: [{ name: 'lazy instead of rich', judge: vanishes(atConvergence) }],
    },
    {
      id: `${id}-at-fixed-time`,
      topic: 'Lazy and rich kernels',
      title: `${title} – at any fixed time`,
      section: '5',
      place: 'section 5, with the kernel distance of B.4',
      note: 'The other order of the limits: λ → ∞ at a fixed time t.',
      notAsserted: 'the other order of the limits; the paper looks at the end of training',
      readings: [
        {
          ...common,
          name: 'as printed',
          statement: String.raw`\lim_{${limit}}\;S(t)>0`,
          judge: stays(atFixedTime),
          ...trendIn(atFixedTime),
        },
        {
          ...common,
          name: 'as corrected',
          statement: String.raw`S(t)\to0\qquad(${limit},\;t\text{ fixed})`,
          judge: vanishes(atFixedTime),
          ...trendIn(atFixedTime),
        },
      ],
      mutants: [
        { name: 'rich instead of lazy', judge: stays(atFixedTime) },
        { name: 'faster than |λ|^−5', judge: vanishes(atFixedTime, 5) },
      ],
    },
  ];
}

const family = (options: LambdaFamilyOptions): fc.Arbitrary<Case> =>
  lambdaFamilyArbitrary(options).filter(given => spreadTask(given) && isModerate(given));

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
