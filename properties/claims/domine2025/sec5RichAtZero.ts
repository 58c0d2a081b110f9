import type { Case } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { failure } from '../../../src/judge/compare.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { AT_THE_END } from '../../../src/judge/instant.ts';
import { limitEffort, limitOfFlow } from '../../../src/judge/limit.ts';
import { taskSvd } from '../../../src/judge/taskSvd.ts';
import { blocksOf } from '../../../src/network/observables/blocks.ts';
import { kernelDistanceFromBlocks } from '../../../src/network/observables/kernelDistance.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { add, convert, frobeniusNorm, multiply } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { T, times } from '../_exact.ts';
import { trueOrNot } from '../_trueOrNot.ts';

// S is one minus a cosine: it is zero wherever the end is a multiple of the start, as in every 1-1-1 network. Zero-balanced
// starts end at ΣᵀΣ G = c²G³ for G = W1ᵀW1 with c = 1 (likewise W2W2ᵀ), so a start is a multiple of such an end only if it solves
// that with some c. And where no mode of the task grows the end is zero, and has no direction.

type M = Matrix<Rational>;

/** Whether a = c·b for some c; b = 0 needs a = 0. */
function isMultiple(a: M, b: M): boolean {
  const at = b.data.findIndex(entry => entry.sign() !== 0);
  if (at < 0) return a.data.every(entry => entry.sign() === 0);
  return a.data.every((entry, i) => entry.mul(b.data[at]!).equals(b.data[i]!.mul(a.data[at]!)));
}

const notAtAMultiple: Hypothesis = {
  name: 'not a multiple of an end',
  meaning: 'ΣᵀΣ·W1ᵀW1 is no multiple of (W1ᵀW1)³, or ΣΣᵀ·W2W2ᵀ none of (W2W2ᵀ)³',
  holds: ({ problem: { W1, W2, sigmaYX } }) => {
    const [first, second] = [times(T(W1), W1), times(W2, T(W2))];
    return !(
      isMultiple(times(T(sigmaYX), sigmaYX, first), times(first, first, first)) &&
      isMultiple(times(sigmaYX, T(sigmaYX), second), times(second, second, second))
    );
  },
};

/** Decided like `nonSingularB`: what is below 10^-30 of the weights is zero. */
const someModeGrows: Hypothesis = {
  name: 'some mode grows',
  meaning: 'W2(0)ᵀŨ + W1(0)Ṽ ≠ 0',
  holds: ({ problem: { sigmaYX, W1, W2 } }) => {
    const { field, U, V } = taskSvd(sigmaYX, 60);
    const [first, second] = [convert(field, W1), convert(field, W2)];
    const B = add(field, multiply(field, second.transpose(), U), multiply(field, first, V));
    const size = field.add(frobeniusNorm(field, first), frobeniusNorm(field, second));
    return field.compare(frobeniusNorm(field, B), field.mul(size, field.parse('1e-30'))) > 0;
  },
};

/** Holds where S at the end of training exceeds `bound`. */
const endsAbove =
  (bound: string): Judge =>
  (given: Case, effort) => {
    const end = limitOfFlow(given, effort);
    const { digits } = limitEffort(effort);
    const field = decimalField(effort.working + 10);
    const start = blocksOf(field, { W1: convert(field, given.problem.W1), W2: convert(field, given.problem.W2) });
    const after = { gram1: end.gram1.value.map(field.cross), gram2: end.gram2.value.map(field.cross) };
    for (const [name, { gram1, gram2 }] of [
      ['start', start],
      ['end', after],
    ] as const) {
      if ([gram1, gram2].every(gram => gram.data.every(entry => entry.isZero())))
        return { ...failure('S(∞)', `the kernel at the ${name} is zero and has no direction`), at: AT_THE_END };
    }
    const S = kernelDistanceFromBlocks(field, start, after);
    // 1 − cos is quadratic in the angle, which is known to `digits`.
    return trueOrNot(field.compare(S, field.add(field.parse(bound), field.parse(`1e-${2 * digits - 4}`))) > 0, {
      quantity: 'S(∞)',
      reason: `the statement is that S(∞) > ${bound}`,
      certain: digits,
      truth: new Matrix(1, 1, [S]),
      at: AT_THE_END,
    });
  };

const common = { evidence: 'high-precision', judge: endsAbove('0') } as const;

export const sec5RichAtZero: Claim = {
  id: 'domine2025/sec-5:rich-as-lambda-to-zero',
  topic: 'Lazy and rich kernels',
  section: '5',
  title: 'Across all architectures, as λ → 0 the dynamics shift into the rich regime',
  place: 'section 5, with the kernel distance of B.4',
  note: 'Judged at λ = 0, where the flow is continuous in λ: rich is S(∞) > 0. How rich is not said; S is small where start and end are nearly parallel. The end of training is followed for tasks of full rank; others are approached like 1/t.',
  grade: 'missing hypothesis',
  readings: [
    {
      ...common,
      name: 'as printed',
      costly: true,
      statement: String.raw`\lambda=0\;\Rightarrow\;S(\infty)>0`,
      hypotheses: [whitened, zeroBalanced],
      cases: caseArbitrary({ lambda: 'zero', rank: 'full', settles: true }),
    },
    {
      ...common,
      name: 'with an extra hypothesis',
      costly: true,
      statement: String.raw`\lambda=0,\;K_0\text{ not a multiple of a possible end},\;\mathbf W_2(0)^\top\tilde{\mathbf U}+\mathbf W_1(0)\tilde{\mathbf V}\ne0\;\Rightarrow\;S(\infty)>0`,
      hypotheses: [whitened, zeroBalanced, fullRankTask, notAtAMultiple, someModeGrows],
      cases: caseArbitrary({ lambda: 'zero', rank: 'full', settles: true }),
    },
  ],
  mutants: [
    { name: 'above one half', judge: endsAbove('0.5') },
    { name: 'above one tenth', judge: endsAbove('0.1') },
  ],
};
