import { braun2022Eq5 } from '../../../src/formula/papers/braun2022Eq5.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import {
  correlationByFormula,
  formulaMutants,
  formulaNearMisses,
  lazyFormula,
} from '../../../src/judge/statedByFormula.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { equalDimensions, fullRank, whitened, zeroBalanced } from '../../hypotheses/hypothesis.ts';

const printed = lazyFormula(braun2022Eq5, { name: 'braun2022/eq-5' });

export const eq5: Claim = {
  id: 'braun2022/eq-5',
  topic: 'The Riccati equation and its closed forms',
  title: 'Fukumizu’s closed form of QQᵀ(t) with F⁻¹, for equal dimensions and zero balance',
  section: '2',
  place: 'equation 5 with assumptions 2.1–2.4',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf Q\mathbf Q^\top(t)=e^{\mathbf F\frac t\tau}\mathbf Q(0)\left[\mathbf I+\tfrac12\mathbf Q(0)^\top\left(e^{\mathbf F\frac t\tau}\mathbf F^{-1}e^{\mathbf F\frac t\tau}-\mathbf F^{-1}\right)\mathbf Q(0)\right]^{-1}\mathbf Q(0)^\top e^{\mathbf F\frac t\tau}`,
      formula: braun2022Eq5,
      hypotheses: [equalDimensions, whitened, zeroBalanced, fullRank],
      evidence: 'high-precision',
      cases: caseArbitrary({ lambda: 'zero', dimensions: 'equal', rank: 'full' }),
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
