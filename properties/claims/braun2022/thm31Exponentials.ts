import { lazyFormula } from '../../../src/formula/lazyFormula.ts';
import { braun2022Thm31 } from '../../../src/formula/printedFormulas.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { correlationByFormula } from '../../../src/judge/correlationByFormula.ts';
import { formulaMutants, formulaNearMisses } from '../../../src/judge/formulaMutants.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';

const BARE_TIME = /\s*\.\.\.\n\s*\+ 4\*t\/tau\*exp[^\n]*\)\*Z'\n$/;

/** Equations 11 and 12 without the one term in which time stands outside an exponential. */
const exponentialsAlone = braun2022Thm31.replace(BARE_TIME, ")*Z'\n");

const formula = lazyFormula(exponentialsAlone, { name: 'braun2022/thm-3.1, exponentials alone' });

export const thm31Exponentials: Claim = {
  id: 'braun2022/thm-3.1:only-negative-exponentials',
  topic: 'The Riccati equation and its closed forms',
  section: '3',
  title: 'Time occurs only in matrix exponentials of diagonal matrices of negative sign',
  place: 'section 3, below theorem 3.1 (said twice)',
  note: 'Equation 11 itself has a factor t/τ outside an exponential, in a term for the directions beyond the task. Judged as the solution without that term. The term vanishes where Ni = No; otherwise it decays, being multiplied by e^{−S̃t/τ} on both sides.',
  grade: 'missing hypothesis',
  restsOn: ['braun2022/thm-3.1'],
  readings: [
    {
      name: 'as printed',
      costly: true,
      statement: String.raw`\mathbf Q\mathbf Q^\top(t)\text{ by equations 11 and 12 with }t\text{ in }e^{-\tilde{\mathbf S}\frac t\tau}\text{ only}`,
      formula: exponentialsAlone,
      hypotheses: [whitened, zeroBalanced, fullRank, nonSingularB],
      evidence: 'high-precision',
      cases: caseArbitrary({ lambda: 'zero', rank: 'full' }),
      judge: correlationByFormula(formula),
    },
    {
      name: 'with an extra hypothesis',
      costly: true,
      statement: String.raw`N_i=N_o\;\Rightarrow\;\mathbf Q\mathbf Q^\top(t)\text{ by equations 11 and 12 with }t\text{ in }e^{-\tilde{\mathbf S}\frac t\tau}\text{ only}`,
      formula: exponentialsAlone,
      hypotheses: [equalDimensions, whitened, zeroBalanced, fullRank, nonSingularB],
      evidence: 'high-precision',
      cases: caseArbitrary({ lambda: 'zero', rank: 'full', dimensions: 'equal' }),
      judge: correlationByFormula(formula),
    },
  ],
  get mutants() {
    return formulaMutants(formula, correlationByFormula);
  },
  get nearMisses() {
    return formulaNearMisses(formula, correlationByFormula);
  },
};
