import type { Case } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { irreducible, lossAfterTraining, norm2, otherTask, SAMPLES, twoTasks } from '../_forgetting.ts';

// The thesis expands the same loss into ½Tr(ΣjΣjᵀ) − Tr(ΣjΣiᵀ) + ½Tr Σyy (its fourth line). The line after it prints the
// square without a factor of its own inside the trace: ½Tr((Σj − Σi)(Σj − Σi)ᵀ − ΣiΣiᵀ) + ½Σyy, where the last trace sign is
// lost; the fourth line is unambiguous and is judged.

const half = Rational.of(1, 2);

function inner(a: Case['problem']['sigmaYX'], b: Case['problem']['sigmaYX']): Rational {
  return a.data.reduce((sum, entry, i) => sum.add(entry.mul(b.data[i]!)), Rational.ZERO);
}

const expanded =
  (cross: Rational) =>
  (given: Case): Rational => {
    const [learned, old] = [given.problem.sigmaYX, otherTask(given)];
    const sigmaYY = norm2(given.extra.Y!).div(Rational.of(SAMPLES));
    return half
      .mul(norm2(learned))
      .sub(cross.mul(inner(learned, old)))
      .add(half.mul(sigmaYY));
  };

const QUANTITY = 'loss on task i after training on task j';
const judge = lossAfterTraining(QUANTITY, expanded(Rational.ONE));

export const sec234LossOfAnOldTask: Claim = {
  id: 'anguita2024/sec-2.3.4:loss-of-an-old-task',
  topic: 'Forgetting',
  title: 'After training to convergence on task j the loss on task i is ½Tr(ΣjΣjᵀ) − Tr(ΣjΣiᵀ) + ½Tr Σyy',
  section: '2.3',
  place: 'section 2.3.4, fourth line of the expansion',
  note: 'Convergence to Σj is said to be understood; the start is not restricted beyond balance, and λ = 0 is judged here.',
  grade: 'missing hypothesis',
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`\mathcal L_i(\mathcal T_j)=\tfrac12\operatorname{Tr}\bigl(\tilde{\mathbf\Sigma}_j\tilde{\mathbf\Sigma}_j^\top\bigr)-\operatorname{Tr}\bigl(\tilde{\mathbf\Sigma}_j\tilde{\mathbf\Sigma}_i^\top\bigr)+\tfrac12\operatorname{Tr}\bigl(\tilde{\mathbf\Sigma}_i^{yy}\bigr)`,
      hypotheses: [whitened, zeroBalanced],
      evidence: 'high-precision',
      cases: twoTasks({ lambda: 'zero', task: 'non-zero', settles: true }),
      judge,
    },
    {
      name: 'with an extra hypothesis',
      statement: String.raw`\operatorname{rank}\!\left(\mathbf W_2(0)^\top\tilde{\mathbf U}_j+\mathbf W_1(0)\tilde{\mathbf V}_j\right)=\operatorname{rank}\tilde{\mathbf\Sigma}_j=\min(N_i,N_o)`,
      hypotheses: [whitened, zeroBalanced, fullRankTask, nonSingularB],
      evidence: 'high-precision',
      cases: twoTasks({ lambda: 'zero', rank: 'full', settles: true }),
      judge,
    },
  ],
  mutants: [
    { name: 'cross term halved', judge: lossAfterTraining(QUANTITY, expanded(half)) },
    { name: 'sign of the cross term', judge: lossAfterTraining(QUANTITY, expanded(Rational.of(-1))) },
    {
      name: 'constant of the square',
      judge: lossAfterTraining(QUANTITY, given => expanded(Rational.ONE)(given).add(irreducible(given))),
    },
  ],
};
