import { braun2022Thm31 } from '../../../src/formula/papers/braun2022Thm31.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import {
  correlationByFormula,
  formulaMutants,
  formulaNearMisses,
  lazyFormula,
} from '../../../src/judge/statedByFormula.ts';
import { fullRank, nonSingularB, whitened, zeroBalanced } from '../../hypotheses/hypothesis.ts';
import { theorem31Cases } from './_theorem31Cases.ts';

const theorem = lazyFormula(braun2022Thm31, { name: 'braun2022/thm-3.1' });

const common = {
  formula: braun2022Thm31,
  evidence: 'high-precision',
  cases: theorem31Cases,
  judge: correlationByFormula(theorem),
} as const;

const sequences: Claim = {
  id: 'braun2022/sec-6:any-sequence-of-tasks',
  topic: 'The Riccati equation and its closed forms',
  section: '6',
  title: 'Theorem 3.1 gives the exact course of learning for arbitrary sequences of tasks',
  place: 'section 6, continual learning',
  note: 'The state after a task is a zero-balanced start with W2W1 at that task; it is any such start of full rank here. That B need not be invertible then is said of reversals two paragraphs later.',
  readings: [
    {
      ...common,
      name: 'as printed',
      statement: String.raw`\mathbf W_2\mathbf W_1(0)=\tilde{\mathbf\Sigma}^{yx}_1\;\Rightarrow\;\text{equations 11 and 12 for every task }\tilde{\mathbf\Sigma}^{yx}_2`,
      hypotheses: [whitened, zeroBalanced, fullRank],
    },
    {
      ...common,
      name: 'with an extra hypothesis',
      statement: String.raw`\det\bigl(\tilde{\mathbf U}_1^\top\tilde{\mathbf U}_2+\tilde{\mathbf V}_1^\top\tilde{\mathbf V}_2\bigr)\ne0\;\Rightarrow\;\text{equations 11 and 12}`,
      hypotheses: [whitened, zeroBalanced, fullRank, nonSingularB],
    },
  ],
  get mutants() {
    return formulaMutants(theorem, correlationByFormula);
  },
  get nearMisses() {
    return formulaNearMisses(theorem, correlationByFormula);
  },
};

export const thm31Remarks: readonly Claim[] = [sequences];
