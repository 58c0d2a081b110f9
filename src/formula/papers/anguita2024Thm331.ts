/**
 * anguita2024, theorem 3.3.1, part 3, as printed (Ni = No). X and A are the thesis's letters; its U, S, V of the initial
 * function are U0, S0, V0 here, those of the task U, S, V. S1 and S2 are given by theorem 4.1.1 (eq. 4.2).
 */
export const anguita2024Thm331: string = `
K = sqrt(S^2 + lambda^2/4*I(m))
X = (sqrt(lambda^2*I(m) + 4*S^2) - 2*S)/lambda
A = 1/sqrt(I(m) + X^2)
S2 = sqrt((sqrt(lambda^2*I(m) + 4*S0^2) + lambda*I(m))/2)                               % eq. 4.2
S1 = sqrt((sqrt(lambda^2*I(m) + 4*S0^2) - lambda*I(m))/2)                               % eq. 4.2
B = S2*U0'*U*(A + X*A) + S1*V0'*V*(A - X*A)
C = S2*U0'*U*(A - X*A) - S1*V0'*V*(A + X*A)
E = exp(-K*t/tau)
Z = [V*((A - X*A) - (A + X*A)*E*C'*inv(B')*E); U*((A + X*A) + (A - X*A)*E*C'*inv(B')*E)]
QQ = Z*(4*E*inv(B)*inv(B')*E + (I(m) - E^2)*inv(K) - E*inv(B)*C*(E^2 - I(m))*inv(K)*C'*inv(B')*E)*Z'
`;

/** The same with the bracket inverted, as in braun2022, eq. 11. */
export const anguita2024Thm331Corrected: string = anguita2024Thm331.replace(
  /QQ = Z\*\((.*)\)\*Z'/,
  (_line, bracket: string) => `QQ = Z*inv(${bracket})*Z'`,
);
