import { lambdaFamilyArbitrary } from '../../arbitraries/lambdaFamilyArbitrary.ts';
import type { Claim } from '../../claim.ts';
import {
  type Hypothesis,
  lambdaBalanced,
  notBottlenecked,
  whitened,
  widthOfInputs,
  widthOfOutputs,
} from '../../hypothesis.ts';
import { type KernelLimit, kernelChange, measuredOrders, stays, vanishes } from '../_kernelLimit.ts';

// NTK(t) − NTK(0) for λ → ∞. The small layer's part is O(1/λ) as printed. The large layer's part is I_No ⊗ … only for
// Nh = No, where W2W2ᵀ ≈ λI + O(1/λ) has nowhere to turn; for Nh < No it is λ times a projector that turns by O(t/λ): the
// difference is of order 1 and does not vanish. Mirrored for λ → −∞.

const change: KernelLimit = { quantity: '‖NTK(t) − NTK(0)‖', of: kernelChange, when: 'fixed', mus: [4, 8, 16] };

function kernelConstant(part: number, sign: 1 | -1, width: Hypothesis): Claim {
  const cases = lambdaFamilyArbitrary({ kinds: ['funnel', 'inverted-funnel', 'square', 'wide'], sign });
  const arrow = sign > 0 ? String.raw`\lambda\to\infty` : String.raw`\lambda\to-\infty`;
  const common = {
    statement: String.raw`\mathrm{NTK}(t)-\mathrm{NTK}(0)\to0\qquad(${arrow})`,
    evidence: 'high-precision',
    cases,
    measured: measuredOrders(change),
  } as const;
  return {
    id: `anguita2024/thm-4.1.3.${part}`,
    theorem: 'Lazy and rich kernels',
    title: `The neural tangent kernel at any time tends to its initial value as λ → ${sign > 0 ? '∞' : '−∞'}`,
    section: '4.1',
    place: `theorem 4.1.3, part ${part}, equation 4.${16 + part}`,
    note: 'W2(0)W1(0) tends to a fixed matrix while λ grows, as the theorem asks; bottlenecks are excluded in the thesis.',
    readings: [
      {
        ...common,
        name: 'as printed',
        hypotheses: [whitened, lambdaBalanced, notBottlenecked],
        judge: vanishes(change),
      },
      {
        ...common,
        name: 'with an extra hypothesis',
        hypotheses: [whitened, lambdaBalanced, notBottlenecked, width],
        judge: vanishes(change),
      },
    ],
    mutants: [
      { name: 'kernel moves instead of staying', judge: stays(change) },
      { name: 'faster than |λ|^−2', judge: vanishes(change, 2) },
    ],
  };
}

export const thm413Positive: Claim = kernelConstant(2, 1, widthOfOutputs);
export const thm413Negative: Claim = kernelConstant(3, -1, widthOfInputs);
