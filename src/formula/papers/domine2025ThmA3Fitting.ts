import { domine2025ThmA3 } from './domine2025ThmA3.ts';

/**
 * domine2025, theorem A.3 in the kindest reading of its sizes: λ⊥ has as many entries as the complement it stands with, every
 * identity the size of its neighbour, and the quotient in λ⊥ its limit t/τ at λ⊥ = 0. Its values are as printed: +λ/2 on
 * either side, e^(λ⊥t/τ) over λ⊥.
 */
export const domine2025ThmA3Fitting: string = domine2025ThmA3
  .replace(
    'lambda_perp = sgn(abs(No - Ni))*lambda/2*I(No - Ni)                                     % eq. 8',
    'lambda_Vperp = lambda/2*I(Ni - m)                                                       % eq. 8\n' +
      'lambda_Uperp = lambda/2*I(No - m)                                                       % eq. 8',
  )
  .replace("Vperp*exp(lambda_perp*t/tau)*Vperp'*W1'", "Vperp*exp(lambda_Vperp*t/tau)*Vperp'*W1'")
  .replace("Uperp*exp(lambda_perp*t/tau)*Uperp'*W2", "Uperp*exp(lambda_Uperp*t/tau)*Uperp'*W2")
  .replace('Uperp*((exp(lambda_perp*t/tau) - I(min(Ni, No)))/lambda_perp)*', 'Uperp*(t/tau*phi(lambda_Uperp*t/tau))*')
  .replace('Vperp*((exp(lambda_perp*t/tau) - I(min(Ni, No)))/lambda_perp)*', 'Vperp*(t/tau*phi(lambda_Vperp*t/tau))*')
  .replaceAll('((exp(2*S_lambda*t/tau) - I(min(Ni, No)))/(4*S_lambda))', '(t/(2*tau)*phi(2*S_lambda*t/tau))')
  .replaceAll('((exp(-2*S_lambda*t/tau) - I(min(Ni, No)))/(4*S_lambda))', '(-t/(2*tau)*phi(-2*S_lambda*t/tau))')
  .replace('H = sgn(lambda)*sqrt((S_lambda - S)/(S_lambda + S))', 'H = lambda/2*pinv(S_lambda + S)                ');
