/** Definitions that the statements of the appendix share, with the numbers of the equations that make them. */

/** Equation 8 without λ⊥; H is written so that it has its limit 0 where S_λ = S = 0 (`eq-8:h-tilde` judges it as printed). */
export const EIGEN: string = `
S_lambda = sqrt(S^2 + lambda^2/4*I(m))                                       % eq. 8
H = lambda/2*pinv(S_lambda + S)                                              % eq. 8
G = 1/sqrt(I(m) + H^2)                                                 % eq. 8
`;

/** The first two of them. */
export const EIGEN_BEFORE_G: string = EIGEN.replace(/^G = .*$/m, '');

/** F as lemma A.2 has it, with Q(0) of equation 1. */
export const FLOW: string = `
F = [-lambda/2*I(Ni), Syx'; Syx, lambda/2*I(No)]
Q0 = [W1'; W2]                                                         % eq. 1
`;

/** O of equations 14 and 15: the eigenvectors within the task's span. */
export const EIGENVECTORS: string = 'O = 1/sqrt(2)*[V*(G - H*G), V*(G + H*G); U*(G + H*G), -U*(G - H*G)]    % eq. 14\n';

/** O and Λ. */
export const WITHIN: string = `${EIGEN}${EIGENVECTORS}
Lambda = blkdiag(S_lambda, -S_lambda)                                                   % eq. 7
`;

/** M and λ⊥ as printed: one column of blocks, which have as many columns only where Ni = No. */
export const OUTSIDE: string = `
lambda_perp = sgn(abs(No - Ni))*lambda/2*I(No - Ni)                             % eq. 8
M = 1/sqrt(2)*[Vperp; Uperp]                                           % eq. 15
`;

/** The same with the size of λ⊥ that fits, and an absent Ṽ⊥ or Ũ⊥ read as the zero block that fits. The sign of λ⊥ is as printed. */
export const OUTSIDE_FAIR: string = `
lambda_perp = sgn(abs(No - Ni))*lambda/2*I(abs(No - Ni))                        % eq. 8, of the size that fits
M = 1/sqrt(2)*[Vperp, zeros(Ni, No - m); zeros(No, Ni - m), Uperp]     % eq. 15, with zero blocks
`;

/** What is meant: (v; 0) with eigenvalue −λ/2 and (0; u) with +λ/2, so that F = OΛOᵀ + 2Mλ⊥Mᵀ. */
export const OUTSIDE_CORRECTED: string = `
lambda_perp = blkdiag(-lambda/2*I(Ni - m), lambda/2*I(No - m))                  % eq. 8, corrected
M = 1/sqrt(2)*blkdiag(Vperp, Uperp)                                    % eq. 15, corrected
`;

/** Equations 20 and 21. */
export const START: string = `
B = W2'*U*(G + H*G) + W1*V*(G - H*G)                                   % eq. 20
C = W2'*U*(G - H*G) - W1*V*(G + H*G)                                   % eq. 21
`;

/** The assumptions of theorem A.3 and of its proof, by the names that formula files use. */
export const ASSUMPTIONS: readonly string[] = ['whitened', 'lambda-balanced'];
