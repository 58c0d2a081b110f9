/**
 * domine2025, theorem A.3 as corrected. What differs from the print: λ⊥ is −λ/2 on the inputs outside the task (V⊥, of size
 * Ni − m) and +λ/2 on such outputs (U⊥, of size No − m); their quotients are (e^(2λ⊥t/τ) − I)/(2λ⊥) with the identity
 * of λ⊥'s size. All quotients are written with phi and H without sgn and root, so that the formula also
 * holds at λ = 0 and for tasks without full rank. It solves the Riccati equation for every Q(0).
 */
export const domine2025ThmA3Corrected: string = `
S_lambda = sqrt(S^2 + lambda^2/4*I(m))                                                  % eq. 8
lambda_Vperp = -lambda/2*I(Ni - m)                                                      % eq. 8, corrected
lambda_Uperp = lambda/2*I(No - m)                                                       % eq. 8, corrected
H = lambda/2*pinv(S_lambda + S)                                                         % eq. 8, 0 where S_lambda = 0
G = 1/sqrt(I(m) + H^2)                                                                  % eq. 8
B = W2'*U*(G + H*G) + W1*V*(G - H*G)                                                    % eq. 20
C = W2'*U*(G - H*G) - W1*V*(G + H*G)                                                    % eq. 21
Z1 = 1/2*V*(G - H*G)*exp(S_lambda*t/tau)*B' - 1/2*V*(G + H*G)*exp(-S_lambda*t/tau)*C' ... % eq. 11
  + Vperp*exp(lambda_Vperp*t/tau)*Vperp'*W1'
Z2 = 1/2*U*(G + H*G)*exp(S_lambda*t/tau)*B' + 1/2*U*(G - H*G)*exp(-S_lambda*t/tau)*C' ... % eq. 12
  + Uperp*exp(lambda_Uperp*t/tau)*Uperp'*W2
A = I(Nh) + t/(2*tau)*B*phi(2*S_lambda*t/tau)*B' + t/(2*tau)*C*phi(-2*S_lambda*t/tau)*C' ... % eq. 13
  + t/tau*W2'*Uperp*phi(2*lambda_Uperp*t/tau)*Uperp'*W2 ...
  + t/tau*W1*Vperp*phi(2*lambda_Vperp*t/tau)*Vperp'*W1'
QQ = [Z1*inv(A)*Z1', Z1*inv(A)*Z2'; Z2*inv(A)*Z1', Z2*inv(A)*Z2']                       % eq. 10
`;
