import type { Claim } from '../../../src/judge/claim.ts';
import { convert, scale } from '../../../src/numbers/linearAlgebra.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { convergesTo } from '../_convergesTo.ts';

// False on a set of measure zero that people do visit: W2W1 = −Σ of a reversal, or any start that lacks one growing
// direction of F, runs into a saddle and stays. The weakest condition: W2(0)ᵀŨ + W1(0)Ṽ has the rank of the task. A task
// without full rank is reached too, but only like 1/t, which no number of digits decides; so it is asked for here.

const reachesTask = convergesTo(({ field }, { problem }) => ({ map: convert(field, problem.sigmaYX) }));

export const sec6AnyZeroBalancedStart: Claim = {
  id: 'braun2022/sec-6:any-zero-balanced-start',
  topic: 'Convergence to the task',
  title: 'From any zero-balanced initialisation the network converges to the global optimum',
  section: '6',
  place: 'section 6, continual learning',
  grade: 'missing hypothesis',
  restsOn: ['braun2022/thm-3.2'],
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`\mathbf W_1\mathbf W_1^\top(0)=\mathbf W_2^\top\mathbf W_2(0)\;\Rightarrow\;\mathbf W_2\mathbf W_1(t)\to\tilde{\mathbf\Sigma}^{yx}`,
      hypotheses: [whitened, zeroBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({ lambda: 'zero', task: 'non-zero', settles: true }),
      judge: reachesTask,
    },
    {
      name: 'with an extra hypothesis',
      statement: String.raw`\operatorname{rank}\!\left(\mathbf W_2(0)^\top\tilde{\mathbf U}+\mathbf W_1(0)\tilde{\mathbf V}\right)=\operatorname{rank}\tilde{\mathbf\Sigma}^{yx}=\min(N_i,N_o)\;\Rightarrow\;\mathbf W_2\mathbf W_1(t)\to\tilde{\mathbf\Sigma}^{yx}`,
      hypotheses: [whitened, zeroBalanced, fullRankTask, nonSingularB],
      evidence: 'high-precision',
      cases: caseArbitrary({ lambda: 'zero', rank: 'full', settles: true }),
      judge: reachesTask,
    },
  ],
  mutants: [
    {
      name: 'converges to −Σyx',
      judge: convergesTo(({ field }, { problem }) => ({
        map: scale(field, field.of(-1), convert(field, problem.sigmaYX)),
      })),
    },
    {
      name: 'converges to 2Σyx',
      judge: convergesTo(({ field }, { problem }) => ({
        map: scale(field, field.of(2), convert(field, problem.sigmaYX)),
      })),
    },
  ],
};
