/**
 * domine2025, theorem A.3 (eqs. 10–13) with the definitions it uses (eqs. 8, 20, 21), as printed: the solution QQᵀ(t)
 * for unequal numbers of inputs and outputs. Ũ, S̃, Ṽ of the paper are U, S, V here, and I_h is I(Nh).
 */
export const domine2025ThmA3: string = `
S_lambda = sqrt(S^2 + lambda^2/4*I(min(Ni, No)))                                        % eq. 8
lambda_perp = sgn(abs(No - Ni))*lambda/2*I(No - Ni)                                     % eq. 8
H = sgn(lambda)*sqrt((S_lambda - S)/(S_lambda + S))                                     % eq. 8
G = 1/sqrt(I(min(Ni, No)) + H^2)                                                        % eq. 8
B = W2'*U*(G + H*G) + W1*V*(G - H*G)                                                    % eq. 20
C = W2'*U*(G - H*G) - W1*V*(G + H*G)                                                    % eq. 21
Z1 = 1/2*V*(G - H*G)*exp(S_lambda*t/tau)*B' - 1/2*V*(G + H*G)*exp(-S_lambda*t/tau)*C' ... % eq. 11
  + Vperp*exp(lambda_perp*t/tau)*Vperp'*W1'
Z2 = 1/2*U*(G + H*G)*exp(S_lambda*t/tau)*B' + 1/2*U*(G - H*G)*exp(-S_lambda*t/tau)*C' ... % eq. 12
  + Uperp*exp(lambda_perp*t/tau)*Uperp'*W2
A = I(Nh) + B*((exp(2*S_lambda*t/tau) - I(min(Ni, No)))/(4*S_lambda))*B' ...            % eq. 13
  - C*((exp(-2*S_lambda*t/tau) - I(min(Ni, No)))/(4*S_lambda))*C' ...
  + W2'*Uperp*((exp(lambda_perp*t/tau) - I(min(Ni, No)))/lambda_perp)*Uperp'*W2 ...
  + W1*Vperp*((exp(lambda_perp*t/tau) - I(min(Ni, No)))/lambda_perp)*Vperp'*W1'
QQ = [Z1*inv(A)*Z1', Z1*inv(A)*Z2'; Z2*inv(A)*Z1', Z2*inv(A)*Z2']                       % eq. 10
`;
