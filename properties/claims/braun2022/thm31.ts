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

const printed = lazyFormula(braun2022Thm31, { name: 'braun2022/thm-3.1' });

export const thm31: Claim = {
  id: 'braun2022/thm-3.1',
  topic: 'The Riccati equation and its closed forms',
  title: 'QQᵀ(t) with negative exponentials only, for equal and unequal dimensions',
  section: '3',
  place: 'theorem 3.1, equations 11 and 12, assumption 3.1',
  note: 'Full rank is read as rank min(Ni, No), since the theorem is meant for Ni ≠ No too. Where singular values of W2(0)W1(0) tie, any pair of bases with W2W1 = USVᵀ will do.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf Q\mathbf Q^\top(t)=\mathbf Z\Bigl[4e^{-\tilde{\mathbf S}\frac t\tau}\mathbf B^{-1}\mathbf S^{-1}(\mathbf B^\top)^{-1}e^{-\tilde{\mathbf S}\frac t\tau}+\bigl(\mathbf I-e^{-2\tilde{\mathbf S}\frac t\tau}\bigr)\tilde{\mathbf S}^{-1}-e^{-\tilde{\mathbf S}\frac t\tau}\mathbf B^{-1}\mathbf C\bigl(e^{-2\tilde{\mathbf S}\frac t\tau}-\mathbf I\bigr)\tilde{\mathbf S}^{-1}\mathbf C^\top(\mathbf B^\top)^{-1}e^{-\tilde{\mathbf S}\frac t\tau}+4\tfrac t\tau e^{-\tilde{\mathbf S}\frac t\tau}\mathbf B^{-1}(\mathbf V^\top\tilde{\mathbf V}_\perp\tilde{\mathbf V}_\perp^\top\mathbf V+\mathbf U^\top\tilde{\mathbf U}_\perp\tilde{\mathbf U}_\perp^\top\mathbf U)(\mathbf B^\top)^{-1}e^{-\tilde{\mathbf S}\frac t\tau}\Bigr]^{-1}\mathbf Z^\top`,
      formula: braun2022Thm31,
      hypotheses: [whitened, zeroBalanced, fullRank, nonSingularB],
      evidence: 'high-precision',
      cases: theorem31Cases,
      judge: correlationByFormula(printed),
    },
  ],
  get mutants() {
    return formulaMutants(printed, correlationByFormula);
  },
  get nearMisses() {
    return formulaNearMisses(printed, correlationByFormula);
  },
};
