import { domine2025Eq2 } from './domine2025Eq2.ts';

/**
 * domine2025, eq. 2 as corrected: the identity has the size of Λ, Ni + No; the quotient is written with phi, so that it
 * also holds where an eigenvalue is zero, as the lemma says.
 */
export const domine2025Eq2Corrected: string = domine2025Eq2.replace(
  '((exp(2*Lambda*t/tau) - I(min(Ni, No)))/(2*Lambda))',
  '(t/tau*phi(2*Lambda*t/tau))',
);
