import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { float64Svd } from '../../../src/numbers/float64Svd.ts';
import { convert } from '../../../src/numbers/linearAlgebra.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { lambdaFamilyArbitrary } from '../../arbitraries/lambdaFamilyArbitrary.ts';
import { bottlenecked } from '../../hypotheses/bottlenecked.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { startNotInvariant } from '../../hypotheses/startNotInvariant.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { type KernelLimit, kernelDistance, stays, trendIn, turnOfSpan, vanishes } from '../_kernelLimit.ts';

// What keeps a bottleneck rich is that the span of its larger layer has to turn (sec5Rich.ts), not that the task does not fit: a
// task of rank ≤ Nh is learned to zero loss, and the kernel turns all the same.

const atConvergence: KernelLimit = {
  quantity: 'S(∞)',
  of: kernelDistance,
  when: 'end',
  mus: [2, 2.5, 3, 3.5, 4],
  floor: turnOfSpan,
};

const rankOfTask = ({ problem }: Case): number => rank(rationalField, problem.sigmaYX);

const taskFits: Hypothesis = {
  name: 'task fits through',
  meaning: 'rank Σyx ≤ Nh',
  holds: given => rankOfTask(given) <= given.problem.W1.rows,
};

/** As in sec5Rich.ts: non-zero singular values from 3/2 to 3 that do not tie, so that the end can be followed. */
function isModerate({ problem: { sigmaYX } }: Case): boolean {
  const values = float64Svd(convert(float64Field, sigmaYX)).s.filter(value => value > 1e-9);
  return values.every((value, i) => value > 1.499 && value < 3.001 && (i === 0 || values[i - 1]! - value > 1e-9));
}

const family = (sign: 1 | -1): fc.Arbitrary<Case> =>
  lambdaFamilyArbitrary({ kinds: ['bottleneck'], sign, rank: 'deficient' }).filter(
    given => taskFits.holds(given) && isModerate(given),
  );

const fitting = fc.oneof(family(1), family(-1));

export const sec5Capacity: Claim = {
  id: 'domine2025/sec-5:capacity',
  topic: 'Lazy and rich kernels',
  section: '5',
  title: 'Bottlenecked networks stay rich because they cannot fit the task',
  place: 'section 5, on the limited capacity of bottlenecks',
  note: 'A reason is tested where it is absent: in a bottleneck that fits the task, S(∞) should then vanish as |λ| → ∞. It does not.',
  grade: 'wrong statement',
  restsOn: ['domine2025/sec-5:rank-of-the-task-exceeds-the-network'],
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`N_h<\min(N_i,N_o),\;\operatorname{rank}\tilde{\mathbf\Sigma}^{yx}\le N_h\;\Rightarrow\;\lim_{\lambda\to\pm\infty}S(\infty)=0`,
      hypotheses: [whitened, lambdaBalanced, bottlenecked, taskFits],
      cases: fitting,
      judge: vanishes(atConvergence),
      ...trendIn(atConvergence),
    },
    {
      name: 'as corrected',
      costly: true,
      statement: String.raw`N_h<\min(N_i,N_o),\;\operatorname{rank}\tilde{\mathbf\Sigma}^{yx}\le N_h,\;\text{start not invariant}\;\Rightarrow\;\lim_{\lambda\to\pm\infty}S(\infty)>0`,
      hypotheses: [whitened, lambdaBalanced, bottlenecked, taskFits, startNotInvariant],
      cases: fitting,
      judge: stays(atConvergence),
      ...trendIn(atConvergence),
    },
  ],
  mutants: [{ name: 'lazy instead of rich', judge: vanishes(atConvergence) }],
};
