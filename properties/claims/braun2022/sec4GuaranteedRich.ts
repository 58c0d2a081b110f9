import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { sandwich } from '../../../src/judge/taskSvd.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { fullRankTask } from '../../hypotheses/fullRankTask.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { convergesTo } from '../_convergesTo.ts';

const similarities = (of: 'task' | 'squared task' | 'identity'): Judge =>
  convergesTo(({ field, U, S, V }) => {
    const D = S.map((s, i, j) =>
      of === 'task' ? s : of === 'squared task' ? field.mul(s, s) : i === j ? field.one : field.zero,
    );
    return { gram1: sandwich(field, V, D, V), gram2: sandwich(field, U, D, U) };
  });

const guaranteed: Claim = {
  id: 'braun2022/sec-4:guaranteed-rich-solution',
  topic: 'Convergence to the task',
  section: '4',
  title: 'Zero-balanced starts of any size are guaranteed to find the rich solution',
  place: 'section 4, last paragraph; section 7',
  note: 'Said of “our setup”, zero-balanced weights independent of the task. Theorem 3.2 also asks for full rank and B non-singular, which is a condition on weights and task together. Tasks of full rank are followed; others are approached like 1/t.',
  grade: 'missing hypothesis',
  restsOn: ['braun2022/thm-3.2'],
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`\mathbf W_1\mathbf W_1^\top(0)=\mathbf W_2^\top\mathbf W_2(0)\;\Rightarrow\;\mathbf W_1^\top\mathbf W_1\to\tilde{\mathbf V}\tilde{\mathbf S}\tilde{\mathbf V}^\top,\;\mathbf W_2\mathbf W_2^\top\to\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf U}^\top`,
      hypotheses: [whitened, zeroBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({ lambda: 'zero', rank: 'full', settles: true }),
      judge: similarities('task'),
    },
    {
      name: 'with an extra hypothesis',
      costly: true,
      statement: String.raw`\operatorname{rank}\!\left(\mathbf W_2(0)^\top\tilde{\mathbf U}+\mathbf W_1(0)\tilde{\mathbf V}\right)=\operatorname{rank}\tilde{\mathbf\Sigma}^{yx}=\min(N_i,N_o)\;\Rightarrow\;\mathbf W_1^\top\mathbf W_1\to\tilde{\mathbf V}\tilde{\mathbf S}\tilde{\mathbf V}^\top,\;\mathbf W_2\mathbf W_2^\top\to\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf U}^\top`,
      hypotheses: [whitened, zeroBalanced, fullRankTask, nonSingularB],
      evidence: 'high-precision',
      cases: caseArbitrary({ lambda: 'zero', rank: 'full', settles: true }),
      judge: similarities('task'),
    },
  ],
  mutants: [
    { name: 'S̃ → S̃²', judge: similarities('squared task') },
    { name: 'S̃ → I', judge: similarities('identity') },
  ],
};

export const sec4GuaranteedRich: readonly Claim[] = [guaranteed];
