/**
 * domine2025, eq. 2 (lemma A.1) as printed, with an identity of size min(Ni, No) beside the Ni + No eigenvalues. The
 * lemma takes any eigendecomposition F = PΛPᵀ; the one of lemma A.2 is written here in a form that is right for all sizes
 * and also where S_lambda has zeros, so that only the printed identity is on trial.
 */
export const domine2025Eq2: string = `
F = [-lambda/2*I(Ni), Syx'; Syx, lambda/2*I(No)]
S_lambda = sqrt(S^2 + lambda^2/4*I(m))
H = lambda/2*pinv(S_lambda + S)
G = 1/sqrt(I(m) + H^2)
P = 1/sqrt(2)*[V*(G - H*G), V*(G + H*G), sqrt(2)*Vperp, zeros(Ni, No - m); ...
               U*(G + H*G), -U*(G - H*G), zeros(No, Ni - m), sqrt(2)*Uperp]
Lambda = blkdiag(S_lambda, -S_lambda, -lambda/2*I(Ni - m), lambda/2*I(No - m))
Q0 = [W1'; W2]
QQ = expm(F*t/tau)*Q0*inv(I(Nh) + Q0'*P*((exp(2*Lambda*t/tau) - I(min(Ni, No)))/(2*Lambda))*P'*Q0)*Q0'*expm(F*t/tau) % eq. 2
`;
