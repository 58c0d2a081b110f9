import { Rational } from '../../../src/numbers/rational.ts';
import type { Case } from '../../case.ts';
import type { Claim } from '../../claim.ts';
import { fullRankTask, nonSingularB, whitened, zeroBalanced } from '../../hypothesis.ts';
import { minus } from '../_exact.ts';
import { irreducible, lossAfterTraining, norm2, otherTask, twoTasks } from '../_forgetting.ts';

// Tasks a (data X, Y), b (Σ_b) and c (the case's own). The loss on a after b is taken with the network at Σ_b, where training
// on b ends; then c is learned from the given start. The constant of task a must cancel.

const half = Rational.of(1, 2);
const distance = (given: Case, to: Case['problem']['sigmaYX']): Rational => norm2(minus(to, otherTask(given)));
const afterB = (given: Case): Rational => half.mul(distance(given, given.extra.sigmaB!)).add(irreducible(given));
const change = (given: Case): Rational =>
  half.mul(distance(given, given.problem.sigmaYX).sub(distance(given, given.extra.sigmaB!)));

const QUANTITY = 'loss on a after c, less the loss on a after b';
const judge = lossAfterTraining(QUANTITY, change, afterB);

export const sec6RelativeForgetting: Claim = {
  id: 'braun2022/sec-6:relative-forgetting',
  theorem: 'Forgetting',
  title: 'Forgetting L_a(T_c) − L_a(T_b) is fixed by the similarity of the tasks before training',
  section: '6',
  place: 'section 6, continual learning',
  note: 'The weights after task b are any zero-balanced start of task c; that the network is at Σ_b then is taken as given.',
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`\mathcal L_a(\mathcal T_c)-\mathcal L_a(\mathcal T_b)=\tfrac12\lVert\tilde{\mathbf\Sigma}_c-\tilde{\mathbf\Sigma}_a\rVert_F^2-\tfrac12\lVert\tilde{\mathbf\Sigma}_b-\tilde{\mathbf\Sigma}_a\rVert_F^2`,
      hypotheses: [whitened, zeroBalanced],
      evidence: 'high-precision',
      cases: twoTasks({ lambda: 'zero', task: 'non-zero', settles: true }),
      judge,
    },
    {
      name: 'with an extra hypothesis',
      statement: String.raw`\operatorname{rank}\!\left(\mathbf W_2^\top\tilde{\mathbf U}_c+\mathbf W_1\tilde{\mathbf V}_c\right)=\operatorname{rank}\tilde{\mathbf\Sigma}_c=\min(N_i,N_o)\text{ when task }c\text{ begins}`,
      hypotheses: [whitened, zeroBalanced, fullRankTask, nonSingularB],
      evidence: 'high-precision',
      cases: twoTasks({ lambda: 'zero', rank: 'full', settles: true }),
      judge,
    },
  ],
  mutants: [
    {
      name: 'factor ½ dropped',
      judge: lossAfterTraining(QUANTITY, given => change(given).mul(Rational.of(2)), afterB),
    },
    { name: 'b and c exchanged', judge: lossAfterTraining(QUANTITY, given => change(given).neg(), afterB) },
  ],
};
