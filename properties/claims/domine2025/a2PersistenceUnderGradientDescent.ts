import type { Claim } from '../../../src/judge/claim.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { persistenceUnderDescent } from '../_persistenceUnderDescent.ts';

export const a2PersistenceUnderGradientDescent: Claim = persistenceUnderDescent({
  id: 'domine2025/a2:persistence-under-gradient-descent',
  title: 'λ-balanced weights stay λ-balanced throughout training by gradient descent',
  section: '4',
  place: 'assumption A2, section 4, with the optimiser of section 3',
  lambda: String.raw`\lambda\,\mathbf I_{N_h}`,
  hypotheses: [whitened, lambdaBalanced],
  cases: {},
});
