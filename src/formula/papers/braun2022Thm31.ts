/**
 * braun2022, theorem 3.1 (eqs. 11 and 12, B and C of assumption 3.1), as printed. U, S, V without tilde in the paper, of
 * the initial network function, are U0, S0, V0 here; those with tilde are U, S, V.
 */
export const braun2022Thm31: string = `
B = U0'*U + V0'*V                                                                       % assumption 3.1
C = U0'*U - V0'*V                                                                       % assumption 3.1
Z = [V*(I(m) - exp(-S*t/tau)*C'*inv(B')*exp(-S*t/tau)) + 2*Vperp*Vperp'*V0*inv(B')*exp(-S*t/tau); ... % eq. 12
     U*(I(m) + exp(-S*t/tau)*C'*inv(B')*exp(-S*t/tau)) + 2*Uperp*Uperp'*U0*inv(B')*exp(-S*t/tau)]
QQ = Z*inv(4*exp(-S*t/tau)*inv(B)*inv(S0)*inv(B')*exp(-S*t/tau) ...                     % eq. 11
    + (I(m) - exp(-2*S*t/tau))*inv(S) ...
    - exp(-S*t/tau)*inv(B)*C*(exp(-2*S*t/tau) - I(m))*inv(S)*C'*inv(B')*exp(-S*t/tau) ...
    + 4*t/tau*exp(-S*t/tau)*inv(B)*(V0'*Vperp*Vperp'*V0 + U0'*Uperp*Uperp'*U0)*inv(B')*exp(-S*t/tau))*Z'
`;
