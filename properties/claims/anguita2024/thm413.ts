import type { Claim } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import type { Blocks } from '../../../src/network/observables/blocks.ts';
import type { Decimal, DecimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { multiply, scale, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { lambdaFamilyArbitrary } from '../../arbitraries/lambdaFamilyArbitrary.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { notBottlenecked } from '../../hypotheses/notBottlenecked.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { widthOfInputs } from '../../hypotheses/widthOfInputs.ts';
import { widthOfOutputs } from '../../hypotheses/widthOfOutputs.ts';
import { type KernelLimit, kernelChange, stays, trendIn, vanishes } from '../_kernelLimit.ts';

// NTK(t) − NTK(0) for λ → ∞. The small layer's part is O(1/λ) as printed. The large layer's part is I_No ⊗ … only for
// Nh = No, where W2W2ᵀ ≈ λI + O(1/λ) has nowhere to turn; for Nh < No it is λ times a projector that turns by O(t/λ): the
// difference is of order 1 and does not vanish. Mirrored for λ → −∞.

const change: KernelLimit = { quantity: '‖NTK(t) − NTK(0)‖', of: kernelChange, when: 'fixed', mus: [4, 6, 8, 12, 16] };

// What is printed before the limit is the term of order 1/|λ|. With P = W2W1 = USVᵀ it is W1ᵀW1 = PᵀP/λ + O(λ⁻³) for λ → ∞, and for
// Nh = No also W2W2ᵀ = λI + PPᵀ/λ + O(λ⁻³): both layers contribute at the same order, and the print has one of them.

type WhichLayer = 'first' | 'second';

/** |λ| times what is left of NTK(t) − NTK(0) without the stated part of each layer, `share` of (P*ᵀP* − PᵀP)/|λ| or its mirror. */
function remainder(layers: readonly WhichLayer[], share = 1): KernelLimit {
  const less = (
    field: DecimalField,
    gram: Matrix<Decimal>,
    [before, after]: readonly [Matrix<Decimal>, Matrix<Decimal>],
    size: Decimal,
  ): Matrix<Decimal> =>
    subtract(field, gram, scale(field, field.div(field.of(share), size), subtract(field, after, before)));
  return {
    quantity: '|λ|·‖NTK(t) − NTK(0) − stated term‖',
    when: change.when,
    mus: change.mus,
    of: (field, start, later, member) => {
      const size = field.of(member.lambda.abs());
      const inputs = ({ map }: Blocks<Decimal>) => multiply(field, map.transpose(), map);
      const outputs = ({ map }: Blocks<Decimal>) => multiply(field, map, map.transpose());
      const rest = {
        ...later,
        ...(layers.includes('first') && {
          gram1: less(field, later.gram1, [inputs(start), inputs(later)], size),
        }),
        ...(layers.includes('second') && {
          gram2: less(field, later.gram2, [outputs(start), outputs(later)], size),
        }),
      };
      return field.mul(size, kernelChange(field, start, rest, member));
    },
  };
}

const both = remainder(['first', 'second']);

interface Direction {
  readonly part: 2 | 3;
  readonly sign: 1 | -1;
  readonly width: Hypothesis;
  readonly printedLayer: WhichLayer;
  readonly printedTerm: string;
}

const PLUS: Direction = {
  part: 2,
  sign: 1,
  width: widthOfOutputs,
  printedLayer: 'first',
  printedTerm: String.raw`\frac1\lambda\left(\mathbb I_{n_o}\otimes\mathbf X^\top\mathbf V^*\mathbf S^{*2}\mathbf V^{*\top}\mathbf X-\mathbb I_{n_o}\otimes\mathbf X^\top\mathbf V\mathbf S^2\mathbf V^\top\mathbf X\right)`,
};
const MINUS: Direction = {
  part: 3,
  sign: -1,
  width: widthOfInputs,
  printedLayer: 'second',
  printedTerm: String.raw`\frac1\lambda\left(\mathbf U\mathbf S^2\mathbf U^\top\otimes\mathbf X^\top\mathbf X-\mathbf U^*\mathbf S^{*2}\mathbf U^{*\top}\otimes\mathbf X^\top\mathbf X\right)`,
};

const COMPLETE = String.raw`\frac1{|\lambda|}\left(\mathbb I_{n_o}\otimes\mathbf X^\top(\mathbf V^*\mathbf S^{*2}\mathbf V^{*\top}-\mathbf V\mathbf S^2\mathbf V^\top)\mathbf X+(\mathbf U^*\mathbf S^{*2}\mathbf U^{*\top}-\mathbf U\mathbf S^2\mathbf U^\top)\otimes\mathbf X^\top\mathbf X\right)`;

const casesOf = ({ sign }: Direction) =>
  lambdaFamilyArbitrary({ kinds: ['funnel', 'inverted-funnel', 'square', 'wide'], sign });

const arrowOf = ({ sign }: Direction): string =>
  sign > 0 ? String.raw`\lambda\to\infty` : String.raw`\lambda\to-\infty`;

const infinity = ({ sign }: Direction): string => (sign > 0 ? '∞' : '−∞');

const source = (direction: Direction) =>
  ({
    topic: 'Lazy and rich kernels',
    section: '4.1',
    place: `theorem 4.1.3, part ${direction.part}, equation 4.${16 + direction.part}`,
  }) as const;

/** What stands between NTK(t) − NTK(0) and the limit 0: the term of order 1/|λ|. */
function leadingTerm(direction: Direction): Claim {
  const printed = remainder([direction.printedLayer]);
  const left = String.raw`\mathrm{NTK}(t)-\mathrm{NTK}(0)`;
  const common = { cases: casesOf(direction) } as const;
  return {
    ...source(direction),
    id: `anguita2024/thm-4.1.3.${direction.part}`,
    title: `The change of the neural tangent kernel tends to the printed term of order 1/λ as λ → ${infinity(direction)}`,
    note: 'The limit is read as the leading term: what is left without it falls faster than 1/|λ|. S is that of W2W1 (the print has S2, which with its own definition would leave a factor λ; the index can be the extraction’s). The other layer contributes a term of the same order, in 1-1-1 already. That all of it tends to 0 is judged in the claim on the limit.',
    grade: 'wrong constant or sign',
    readings: [
      {
        ...common,
        name: 'as printed',
        statement: String.raw`${left}=${direction.printedTerm}+o\bigl(\tfrac1\lambda\bigr)\qquad(${arrowOf(direction)})`,
        hypotheses: [whitened, lambdaBalanced, notBottlenecked],
        judge: vanishes(printed),
        ...trendIn(printed),
      },
      {
        ...common,
        name: 'as corrected',
        statement: String.raw`${left}=${COMPLETE}+o\bigl(\tfrac1\lambda\bigr)\qquad(${arrowOf(direction)})`,
        hypotheses: [whitened, lambdaBalanced, notBottlenecked, direction.width],
        judge: vanishes(both),
        ...trendIn(both),
      },
    ],
    mutants: [
      { name: 'no such term', judge: vanishes(remainder([])) },
      { name: 'half of it', judge: vanishes(remainder(['first', 'second'], 0.5)) },
      { name: 'as printed', judge: vanishes(printed) },
    ],
  };
}

/** The limit at the right end of both equations. */
function kernelStays(direction: Direction): Claim {
  const common = {
    statement: String.raw`\mathrm{NTK}(t)-\mathrm{NTK}(0)\to0\qquad(${arrowOf(direction)})`,
    cases: casesOf(direction),
    judge: vanishes(change),
    ...trendIn(change),
  } as const;
  return {
    ...source(direction),
    id: `anguita2024/thm-4.1.3.${direction.part}:limit`,
    title: `The neural tangent kernel at any time tends to its initial value as λ → ${infinity(direction)}`,
    note: 'W2(0)W1(0) tends to a fixed matrix while λ grows, as the theorem asks; bottlenecks are excluded in the thesis.',
    grade: 'missing hypothesis',
    readings: [
      { ...common, name: 'as printed', hypotheses: [whitened, lambdaBalanced, notBottlenecked] },
      {
        ...common,
        name: 'with an extra hypothesis',
        hypotheses: [whitened, lambdaBalanced, notBottlenecked, direction.width],
      },
    ],
    mutants: [
      { name: 'kernel moves instead of staying', judge: stays(change) },
      { name: 'faster than |λ|^−2', judge: vanishes(change, 2) },
    ],
  };
}

export const thm413: readonly Claim[] = [PLUS, MINUS].flatMap(direction => [
  leadingTerm(direction),
  kernelStays(direction),
]);
