import { formulaClaim } from '../../../src/check/formulaClaim.ts';
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

// Equation 11 is QQᵀ = ZK⁻¹Zᵀ. If Q = ZT for some T (m×Nh), then TTᵀ = K⁻¹, and two such T differ by an orthogonal factor: with any
// root K⁻¹ = JJᵀ it is Q = ZJR and R = J⁻¹T has RRᵀ = I. T = Z⁺Q, as Z has m independent columns. That Q lies in the range of Z is
// the doubtful part: equation 11 alone says it of QQᵀ, and so of Q.

/** Equations 11 and 12 with the bracket K by itself. */
const FACTORS = braun2022Thm31.replace('QQ = Z*inv(', 'K = (').replace(/\)\*Z'\s*$/, ')\n');

const weights: Claim = formulaClaim({
  id: 'braun2022/thm-3.1:weights-up-to-rotation',
  theorem: 'The Riccati equation and its closed forms',
  section: '3',
  title: 'The weights, Q(t), are given by the solution up to an orthogonal transformation that varies in time',
  place: 'section 3, below theorem 3.1',
  note: 'Read as: with equation 11 written ZK⁻¹Zᵀ and any root K⁻¹ = JJᵀ, the true weights are Q(t) = ZJR(t) with R(t)R(t)ᵀ = I. Judged without a root: Q = ZT and TTᵀ = K⁻¹ for T = JR.',
  needs: ['whitened', 'zero-balanced', 'full-rank', 'b-non-singular'],
  printed: {
    text: `${FACTORS}Q = [W1t'; W2t]
T = pinv(Z)*Q
blkdiag(Z*T, T*T') == blkdiag(Q, inv(K))`,
    statement: String.raw`\mathbf Q(t)=\mathbf Z\mathbf J\,\mathbf R(t),\qquad\mathbf J\mathbf J^\top=[\,\cdots]^{-1}\text{ of equation 11},\quad\mathbf R(t)\mathbf R(t)^\top=\mathbf I`,
  },
});

const theorem = lazyFormula(braun2022Thm31, { name: 'braun2022/thm-3.1' });

const common = {
  formula: braun2022Thm31,
  evidence: 'high-precision',
  cases: theorem31Cases,
  judge: correlationByFormula(theorem),
} as const;

const sequences: Claim = {
  id: 'braun2022/sec-6:any-sequence-of-tasks',
  theorem: 'The Riccati equation and its closed forms',
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

export const thm31Remarks: readonly Claim[] = [weights, sequences];
