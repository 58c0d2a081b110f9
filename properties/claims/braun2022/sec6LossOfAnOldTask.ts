import type { Case } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { minus } from '../_exact.ts';
import { irreducible, lossAfterTraining, norm2, otherTask, twoTasks } from '../_forgetting.ts';

// L_i = 1/(2P)‖WX − Y‖² with W = Σ_j and white X: ½‖Σ_j − Σ_i‖² + ½(Tr Σyy − Tr Σ_iΣ_iᵀ). The only doubtful step is W = Σ_j:
// from a start without a component along some growing direction the flow ends at a saddle instead.

const half = Rational.of(1, 2);
const printed =
  (factor: Rational) =>
  (given: Case): Rational =>
    factor.mul(norm2(minus(given.problem.sigmaYX, otherTask(given)))).add(irreducible(given));

const judge = lossAfterTraining('loss on task i after training on task j', printed(half));

export const sec6LossOfAnOldTask: Claim = {
  id: 'braun2022/sec-6:loss-of-an-old-task',
  topic: 'Forgetting',
  title: 'After training to convergence on task j the loss on task i is ½‖Σj − Σi‖² + c, from any zero-balanced start',
  section: '6',
  place: 'section 6, continual learning',
  note: 'c is read as ½(Tr Σyy − Tr ΣiΣiᵀ), the part of the loss that depends on the data of task i only.',
  grade: 'missing hypothesis',
  restsOn: ['braun2022/sec-6:any-zero-balanced-start'],
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`\mathcal L_i(\mathcal T_j)=\tfrac12\left\lVert\tilde{\mathbf\Sigma}^{yx}_j-\tilde{\mathbf\Sigma}^{yx}_i\right\rVert_F^2+c`,
      hypotheses: [whitened, zeroBalanced],
      evidence: 'high-precision',
      cases: twoTasks({ lambda: 'zero', task: 'non-zero', settles: true }),
      judge,
    },
    {
      name: 'with an extra hypothesis',
      statement: String.raw`\operatorname{rank}\!\left(\mathbf W_2(0)^\top\tilde{\mathbf U}_j+\mathbf W_1(0)\tilde{\mathbf V}_j\right)=\operatorname{rank}\tilde{\mathbf\Sigma}^{yx}_j=\min(N_i,N_o)\;\Rightarrow\;\mathcal L_i(\mathcal T_j)=\tfrac12\left\lVert\tilde{\mathbf\Sigma}^{yx}_j-\tilde{\mathbf\Sigma}^{yx}_i\right\rVert_F^2+c`,
      hypotheses: [whitened, zeroBalanced, fullRankTask, nonSingularB],
      evidence: 'high-precision',
      cases: twoTasks({ lambda: 'zero', rank: 'full', settles: true }),
      judge,
    },
  ],
  mutants: [
    { name: 'factor ½ dropped', judge: lossAfterTraining('loss', printed(Rational.ONE)) },
    { name: 'c dropped', judge: lossAfterTraining('loss', given => printed(half)(given).sub(irreducible(given))) },
    { name: 'c doubled', judge: lossAfterTraining('loss', given => printed(half)(given).add(irreducible(given))) },
  ],
};
