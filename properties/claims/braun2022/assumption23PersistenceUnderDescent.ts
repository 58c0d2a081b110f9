import type { Claim } from '../../../src/judge/claim.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { persistenceUnderDescent } from '../_persistenceUnderDescent.ts';

export const assumption23PersistenceUnderDescent: Claim = persistenceUnderDescent({
  id: 'braun2022/assumption-2.3:persistence-under-gradient-descent',
  title: 'Zero-balanced weights stay zero-balanced throughout training by gradient descent',
  section: '2',
  place: 'assumption 2.3, with the optimiser of section 2',
  lambda: '0',
  hypotheses: [whitened, zeroBalanced],
  cases: { lambda: 'zero' },
});
