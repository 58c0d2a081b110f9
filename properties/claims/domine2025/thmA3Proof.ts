import { type FormulaClaimParts, formulaClaim } from '../../../src/check/formulaClaim.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { ASSUMPTIONS, FLOW, OUTSIDE, OUTSIDE_CORRECTED, OUTSIDE_FAIR, START, WITHIN } from './_eigenbasis.ts';

// The proof writes F = OΛOᵀ + 2Mλ⊥Mᵀ. What concerns O alone is right. M stacks Ṽ⊥ on Ũ⊥, which has a shape for Ni = No only
// (and no columns then); so every line with M is right for Ni = No, where it says nothing, and has no value for Ni ≠ No.
// Corrections put blocks on a diagonal, give λ⊥ the sign of its side, and e^{2λ⊥t/τ} over 2λ⊥ in place of e^{λ⊥t/τ} over λ⊥.

const common = {
  theorem: 'Proof of theorem A.3',
  section: 'A.3',
  needs: ASSUMPTIONS,
} as const satisfies Partial<FormulaClaimParts>;

/** The exponential is that of the matrix itself, not of its eigenvectors. */
const EXP_F = 'expm(F*t/tau)';

/** Both complements with |No − Ni| columns, the absent one as the zero block that fits. */
const PADDED = `
Vpad = [Vperp, zeros(Ni, No - m)]
Upad = [zeros(No, Ni - m), Uperp]
`;

const invertible = [...ASSUMPTIONS, 'lambda-nonzero'];

const Z1 = "1/2*V*(G - H*G)*exp(S_lambda*t/tau)*B' - 1/2*V*(G + H*G)*exp(-S_lambda*t/tau)*C'";
const Z2 = "1/2*U*(G + H*G)*exp(S_lambda*t/tau)*B' + 1/2*U*(G - H*G)*exp(-S_lambda*t/tau)*C'";

export const thmA3Proof: readonly Claim[] = [
  formulaClaim({
    ...common,
    id: 'domine2025/eq-14',
    title: 'e^{Ft/τ} in the eigenbasis of F, last line',
    place: 'proof of theorem A.3, equation 14',
    note: 'Γ of the first line is Λt/τ, and Ṽ⊥, Ũ⊥ lack their tildes there. The last line leaves Ṽ⊥, Ũ⊥ out, which is right where Ni = No; equation 15 adds them again. Its left factor has G̃ − H̃G̃ and G̃ + H̃G̃ exchanged in the lower row; the right one has not.',
    needs: [...ASSUMPTIONS, 'equal-dimensions'],
    printed: {
      letters: `${WITHIN}${FLOW}`,
      text: `O1 = 1/sqrt(2)*[V*(G - H*G), V*(G + H*G); U*(G - H*G), -U*(G + H*G)]
${EXP_F} == O1*exp(Lambda*t/tau)*O'`,
    },
    corrected: { letters: `${WITHIN}${FLOW}`, text: `${EXP_F} == O*exp(Lambda*t/tau)*O'` },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-15',
    title: 'e^{Ft/τ} = O e^{Λt/τ} O + 2M e^{λ⊥t/τ} Mᵀ',
    place: 'proof of theorem A.3, equation 15',
    note: 'The transpose of the second O is missing in the text at hand, which may be the extraction’s: it is put back and does not count. What counts is M, whose blocks have as many columns only where Ni = No. Below equation 17 the text defines M with a transpose, against its use here; that does not count either.',
    printed: {
      letters: `${WITHIN}${OUTSIDE}${FLOW}`,
      text: `${EXP_F} == O*exp(Lambda*t/tau)*O' + 2*M*exp(lambda_perp*t/tau)*M'`,
    },
    fair: {
      letters: `${WITHIN}${OUTSIDE_FAIR}${FLOW}`,
      text: `${EXP_F} == O*exp(Lambda*t/tau)*O' + 2*M*exp(lambda_perp*t/tau)*M'`,
    },
    mended: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${FLOW}`,
      text: `${EXP_F} == O*exp(Lambda*t/tau)*O' + 2*M*exp(lambda_perp*t/tau)*M'`,
    },
    corrected: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${FLOW}`,
      text: `${EXP_F} == O*exp(Lambda*t/tau)*O' + 2*M*exp(lambda_perp*t/tau)*M'`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-16',
    title: 'F = OΛOᵀ + 2Mλ⊥Mᵀ',
    place: 'proof of theorem A.3, equation 16',
    printed: { letters: `${WITHIN}${OUTSIDE}${FLOW}`, text: `F == O*Lambda*O' + 2*M*lambda_perp*M'` },
    fair: {
      letters: `${WITHIN}${OUTSIDE_FAIR}${FLOW}`,
      text: `F == O*Lambda*O' + 2*M*lambda_perp*M'`,
    },
    mended: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${FLOW}`,
      text: `F == O*Lambda*O' + 2*M*lambda_perp*M'`,
    },
    corrected: { letters: `${WITHIN}${OUTSIDE_CORRECTED}${FLOW}`, text: `F == O*Lambda*O' + 2*M*lambda_perp*M'` },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-17',
    title: 'e^{Ft/τ}F⁻¹e^{Ft/τ} − F⁻¹ by O and M',
    place: 'proof of theorem A.3, equation 17',
    note: 'Judged for λ ≠ 0, where F is never singular. Multiplied out, the part of M is 2M(e^{2λ⊥t/τ} − I)λ⊥⁻¹Mᵀ.',
    needs: invertible,
    printed: {
      letters: `${WITHIN}${OUTSIDE}${FLOW}`,
      text: `${EXP_F}*inv(F)*${EXP_F} - inv(F) == O*exp(Lambda*t/tau)*O'*O*inv(Lambda)*O'*O*exp(Lambda*t/tau)*O' - O*inv(Lambda)*O' ...
  + M*(exp(lambda_perp*t/tau) - I(m))*inv(lambda_perp)*M'`,
    },
    fair: {
      letters: `${WITHIN}${OUTSIDE_FAIR}${FLOW}`,
      text: `${EXP_F}*inv(F)*${EXP_F} - inv(F) == O*exp(Lambda*t/tau)*O'*O*inv(Lambda)*O'*O*exp(Lambda*t/tau)*O' - O*inv(Lambda)*O' ...
  + M*(exp(lambda_perp*t/tau) - I(abs(No - Ni)))*inv(lambda_perp)*M'`,
    },
    mended: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${FLOW}`,
      text: `${EXP_F}*inv(F)*${EXP_F} - inv(F) == O*exp(Lambda*t/tau)*O'*O*inv(Lambda)*O'*O*exp(Lambda*t/tau)*O' - O*inv(Lambda)*O' ...
  + M*(exp(lambda_perp*t/tau) - I(abs(No - Ni)))*inv(lambda_perp)*M'`,
    },
    corrected: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${FLOW}`,
      text: `${EXP_F}*inv(F)*${EXP_F} - inv(F) == O*exp(Lambda*t/tau)*O'*O*inv(Lambda)*O'*O*exp(Lambda*t/tau)*O' - O*inv(Lambda)*O' ...
  + 2*M*(exp(2*lambda_perp*t/tau) - I(abs(No - Ni)))*inv(lambda_perp)*M'`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-18',
    claims: 'qqt',
    title: 'QQᵀ(t) by O and M',
    place: 'proof of theorem A.3, equation 18',
    note: 'Judged for λ ≠ 0, as it has Λ⁻¹ and λ⊥⁻¹.',
    needs: invertible,
    printed: {
      letters: `${WITHIN}${OUTSIDE}${FLOW}`,
      text: `Z = (O*exp(Lambda*t/tau)*O' + 2*M*exp(lambda_perp*t/tau)*M')*Q0
A = I(Nh) + 1/2*Q0'*(O*(exp(2*Lambda*t/tau) - I(2*m))*inv(Lambda)*O' + M*(exp(lambda_perp*t/tau) - I(abs(No - Ni)))*inv(lambda_perp)*M')*Q0
Z*inv(A)*Z'`,
    },
    fair: {
      letters: `${WITHIN}${OUTSIDE_FAIR}${FLOW}`,
      text: `Z = (O*exp(Lambda*t/tau)*O' + 2*M*exp(lambda_perp*t/tau)*M')*Q0
A = I(Nh) + 1/2*Q0'*(O*(exp(2*Lambda*t/tau) - I(2*m))*inv(Lambda)*O' + M*(exp(lambda_perp*t/tau) - I(abs(No - Ni)))*inv(lambda_perp)*M')*Q0
Z*inv(A)*Z'`,
    },
    mended: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${FLOW}`,
      text: `Z = (O*exp(Lambda*t/tau)*O' + 2*M*exp(lambda_perp*t/tau)*M')*Q0
A = I(Nh) + 1/2*Q0'*(O*(exp(2*Lambda*t/tau) - I(2*m))*inv(Lambda)*O' + M*(exp(lambda_perp*t/tau) - I(abs(No - Ni)))*inv(lambda_perp)*M')*Q0
Z*inv(A)*Z'`,
    },
    corrected: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${FLOW}`,
      text: `Z = (O*exp(Lambda*t/tau)*O' + 2*M*exp(lambda_perp*t/tau)*M')*Q0
A = I(Nh) + 1/2*Q0'*(O*(exp(2*Lambda*t/tau) - I(2*m))*inv(Lambda)*O' + 2*M*(exp(2*lambda_perp*t/tau) - I(abs(No - Ni)))*inv(lambda_perp)*M')*Q0
Z*inv(A)*Z'`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-19',
    title: 'OᵀQ(0) = (Bᵀ; −Cᵀ)/√2 with B and C of equations 20 and 21',
    place: 'proof of theorem A.3, equation 19',
    printed: { letters: `${WITHIN}${START}${FLOW}`, text: `O'*Q0 == 1/sqrt(2)*[B'; -C']` },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-20:size-of-b',
    title: 'B is Nh×Nh',
    place: 'proof of theorem A.3, equation 20',
    note: 'Bᵀ multiplies Ũ (No×m) from the right, so B is Nh×m: square only where Nh = min(Ni, No), the very case that the paper sets out to leave.',
    printed: {
      letters: `${WITHIN}${START}`,
      text: `B + zeros(Nh, Nh) == B`,
      statement: String.raw`\mathbf B\in\mathbb R^{N_h\times N_h}`,
    },
    corrected: {
      letters: `${WITHIN}${START}`,
      text: `B + zeros(Nh, m) == W2'*U*(G + H*G) + W1*V*(G - H*G)`,
      statement: String.raw`\mathbf B\in\mathbb R^{N_h\times\min(N_i,N_o)}`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-21:size-of-c',
    title: 'C is Nh×Nh',
    place: 'proof of theorem A.3, equation 21',
    printed: {
      letters: `${WITHIN}${START}`,
      text: `C + zeros(Nh, Nh) == C`,
      statement: String.raw`\mathbf C\in\mathbb R^{N_h\times N_h}`,
    },
    corrected: {
      letters: `${WITHIN}${START}`,
      text: `C + zeros(Nh, m) == W2'*U*(G - H*G) - W1*V*(G + H*G)`,
      statement: String.raw`\mathbf C\in\mathbb R^{N_h\times\min(N_i,N_o)}`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-22',
    title: 'Oe^{Λt/τ} block by block',
    place: 'proof of theorem A.3, equation 22',
    printed: {
      letters: WITHIN,
      text: `O*exp(Lambda*t/tau) == 1/sqrt(2)*[V*(G - H*G)*exp(S_lambda*t/tau), V*(G + H*G)*exp(-S_lambda*t/tau); ...
  U*(G + H*G)*exp(S_lambda*t/tau), -U*(G - H*G)*exp(-S_lambda*t/tau)]`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-23',
    title: 'Oe^{Λt/τ}OᵀQ(0) by B and C',
    place: 'proof of theorem A.3, equation 23',
    printed: { letters: `${WITHIN}${START}${FLOW}`, text: `O*exp(Lambda*t/tau)*O'*Q0 == [${Z1}; ${Z2}]` },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-24',
    title: '2Me^{λ⊥t/τ}MᵀQ(0) side by side',
    place: 'proof of theorem A.3, equation 24',
    printed: {
      letters: `${OUTSIDE}${FLOW}`,
      text: `2*M*exp(lambda_perp*t/tau)*M'*Q0 == [Vperp*exp(lambda_perp*t/tau)*Vperp'*W1'; Uperp*exp(lambda_perp*t/tau)*Uperp'*W2]`,
    },
    fair: {
      letters: `${OUTSIDE_FAIR}${FLOW}${PADDED}`,
      text: `2*M*exp(lambda_perp*t/tau)*M'*Q0 == [Vpad*exp(lambda_perp*t/tau)*Vpad'*W1'; Upad*exp(lambda_perp*t/tau)*Upad'*W2]`,
    },
    corrected: {
      letters: `${OUTSIDE_CORRECTED}${FLOW}`,
      text: `2*M*exp(lambda_perp*t/tau)*M'*Q0 == [Vperp*exp(-lambda/2*t/tau)*Vperp'*W1'; Uperp*exp(lambda/2*t/tau)*Uperp'*W2]`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-25',
    title: 'e^{Ft/τ}Q(0) by B, C and the complements',
    place: 'proof of theorem A.3, equation 25',
    note: 'With as many entries in λ⊥ as each complement has columns; its sign is that of equation 8.',
    printed: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `lambda_perp = sgn(abs(No - Ni))*lambda/2
${EXP_F}*Q0 == [${Z1}; ${Z2}] + [Vperp*exp(lambda_perp*t/tau)*Vperp'*W1'; Uperp*exp(lambda_perp*t/tau)*Uperp'*W2]`,
    },
    mended: {
      letters: `${WITHIN}${START}${FLOW}lambda_perp = sgn(No - Ni)*lambda/2
`,
      text: `${EXP_F}*Q0 == [${Z1}; ${Z2}] + [Vperp*exp(lambda_perp*t/tau)*Vperp'*W1'; Uperp*exp(lambda_perp*t/tau)*Uperp'*W2]`,
    },
    corrected: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `lambda_perp = sgn(No - Ni)*lambda/2
${EXP_F}*Q0 == [${Z1}; ${Z2}] + [Vperp*exp(lambda_perp*t/tau)*Vperp'*W1'; Uperp*exp(lambda_perp*t/tau)*Uperp'*W2]`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-26',
    title: 'Z1 is the upper block of e^{Ft/τ}Q(0)',
    place: 'proof of theorem A.3, equation 26, which is equation 11',
    note: 'With as many entries in λ⊥ as Ṽ⊥ has columns; its sign is that of equation 8.',
    printed: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `lambda_perp = sgn(abs(No - Ni))*lambda/2
[I(Ni), zeros(Ni, No)]*${EXP_F}*Q0 == ${Z1} + Vperp*exp(lambda_perp*t/tau)*Vperp'*W1'`,
    },
    mended: {
      letters: `${WITHIN}${START}${FLOW}lambda_perp = -lambda/2
`,
      text: `[I(Ni), zeros(Ni, No)]*${EXP_F}*Q0 == ${Z1} + Vperp*exp(lambda_perp*t/tau)*Vperp'*W1'`,
    },
    corrected: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `lambda_perp = -lambda/2
[I(Ni), zeros(Ni, No)]*${EXP_F}*Q0 == ${Z1} + Vperp*exp(lambda_perp*t/tau)*Vperp'*W1'`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-27',
    title: 'Z2 is the lower block of e^{Ft/τ}Q(0)',
    place: 'proof of theorem A.3, equation 27, which is equation 12',
    note: 'With as many entries in λ⊥ as Ũ⊥ has columns: +λ/2 is right on this side.',
    printed: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `lambda_perp = sgn(abs(No - Ni))*lambda/2
[zeros(No, Ni), I(No)]*${EXP_F}*Q0 == ${Z2} + Uperp*exp(lambda_perp*t/tau)*Uperp'*W2`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-28',
    title: 'Q(0)ᵀM e^{λ⊥t/τ}λ⊥⁻¹MᵀQ(0) by the complements',
    place: 'proof of theorem A.3, equation 28',
    note: 'Read with blocks on a diagonal and λ⊥ of fitting size: the two factors 1/√2 of M are lost between the first line and the last.',
    needs: [...invertible, 'unequal-dimensions'],
    printed: {
      letters: `${OUTSIDE_CORRECTED}${FLOW}`,
      text: `Q0'*M*exp(lambda_perp*t/tau)*inv(lambda_perp)*M'*Q0 == [W1*Vperp, W2'*Uperp]*exp(lambda_perp*t/tau)*inv(lambda_perp)*[W1*Vperp, W2'*Uperp]'`,
    },
    corrected: {
      letters: `${OUTSIDE_CORRECTED}${FLOW}`,
      text: `Q0'*M*exp(lambda_perp*t/tau)*inv(lambda_perp)*M'*Q0 == 1/2*[W1*Vperp, W2'*Uperp]*exp(lambda_perp*t/tau)*inv(lambda_perp)*[W1*Vperp, W2'*Uperp]'`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-29',
    title: 'Q(0)ᵀMλ⊥⁻¹MᵀQ(0) by the complements',
    place: 'proof of theorem A.3, equation 29',
    note: 'Read with blocks on a diagonal and λ⊥ of fitting size: a factor 2 enters between the first line and the second.',
    needs: [...invertible, 'unequal-dimensions'],
    printed: {
      letters: `${OUTSIDE_CORRECTED}${FLOW}`,
      text: `Q0'*M*inv(lambda_perp)*M'*Q0 == [W1*Vperp, W2'*Uperp]*inv(lambda_perp)*[W1*Vperp, W2'*Uperp]'`,
    },
    corrected: {
      letters: `${OUTSIDE_CORRECTED}${FLOW}`,
      text: `Q0'*M*inv(lambda_perp)*M'*Q0 == 1/2*[W1*Vperp, W2'*Uperp]*inv(lambda_perp)*[W1*Vperp, W2'*Uperp]'`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-30',
    title: 'The part of O inside the inverse, by B and C',
    place: 'proof of theorem A.3, equation 30',
    note: 'On the right the exponent has lost its factor 2, and the identity has half the size of Λ, 2 min(Ni, No): that decides. On the left Q(0) is missing at the right end.',
    needs: invertible,
    printed: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `1/2*Q0'*O*(exp(2*Lambda*t/tau) - I(2*m))*inv(Lambda)*O' == 1/4*[B, -C]*(exp(Lambda*t/tau) - I(m))*inv(Lambda)*[B'; -C']`,
    },
    fair: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `1/2*Q0'*O*(exp(2*Lambda*t/tau) - I(2*m))*inv(Lambda)*O'*Q0 == 1/4*[B, -C]*(exp(Lambda*t/tau) - I(2*m))*inv(Lambda)*[B'; -C']`,
    },
    corrected: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `1/2*Q0'*O*(exp(2*Lambda*t/tau) - I(2*m))*inv(Lambda)*O'*Q0 == 1/4*[B, -C]*(exp(2*Lambda*t/tau) - I(2*m))*inv(Lambda)*[B'; -C']`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-31',
    title: 'The part of O inside the inverse, multiplied out',
    place: 'proof of theorem A.3, equation 31',
    note: 'The left side is that of equation 30 with the Q(0) that it lacks.',
    needs: invertible,
    printed: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `1/2*Q0'*O*(exp(2*Lambda*t/tau) - I(2*m))*inv(Lambda)*O'*Q0 == ...
  1/4*(B*(exp(2*S_lambda*t/tau) - I(m))*inv(S_lambda)*B' - C*(exp(-2*S_lambda*t/tau) - I(m))*inv(S_lambda)*C')`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-13',
    title: 'A(t) is the bracket that equation 2 inverts, by B, C and the complements',
    place: 'theorem A.3, equation 13; the end of its proof, “putting it all together”',
    note: 'Judged for λ ≠ 0. The identities beside e^{λ⊥t/τ} have the size min(Ni, No); λ⊥ has |No − Ni| entries, where it has a size at all. With sizes mended the exponent still lacks its 2 and the sign its side: thm-a.3:unequal-dimensions.',
    needs: invertible,
    printed: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${START}${FLOW}`,
      text: `lambda_stated = sgn(abs(No - Ni))*lambda/2*I(No - Ni)
A = I(Nh) + B*((exp(2*S_lambda*t/tau) - I(m))/(4*S_lambda))*B' - C*((exp(-2*S_lambda*t/tau) - I(m))/(4*S_lambda))*C' ...
  + W2'*Uperp*((exp(lambda_stated*t/tau) - I(m))/lambda_stated)*Uperp'*W2 + W1*Vperp*((exp(lambda_stated*t/tau) - I(m))/lambda_stated)*Vperp'*W1'
A == I(Nh) + Q0'*(t/tau*O*phi(2*Lambda*t/tau)*O' + 2*t/tau*M*phi(2*lambda_perp*t/tau)*M')*Q0`,
    },
    fair: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${START}${FLOW}${PADDED}`,
      text: `lambda_stated = sgn(abs(No - Ni))*lambda/2*I(abs(No - Ni))
A = I(Nh) + B*((exp(2*S_lambda*t/tau) - I(m))/(4*S_lambda))*B' - C*((exp(-2*S_lambda*t/tau) - I(m))/(4*S_lambda))*C' ...
  + W2'*Upad*((exp(lambda_stated*t/tau) - I(abs(No - Ni)))/lambda_stated)*Upad'*W2 + W1*Vpad*((exp(lambda_stated*t/tau) - I(abs(No - Ni)))/lambda_stated)*Vpad'*W1'
A == I(Nh) + Q0'*(t/tau*O*phi(2*Lambda*t/tau)*O' + 2*t/tau*M*phi(2*lambda_perp*t/tau)*M')*Q0`,
    },
    mended: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${START}${FLOW}${PADDED}`,
      text: `lambda_stated = sgn(No - Ni)*lambda/2*I(abs(No - Ni))
A = I(Nh) + B*((exp(2*S_lambda*t/tau) - I(m))/(4*S_lambda))*B' - C*((exp(-2*S_lambda*t/tau) - I(m))/(4*S_lambda))*C' ...
  + W2'*Upad*((exp(lambda_stated*t/tau) - I(abs(No - Ni)))/lambda_stated)*Upad'*W2 + W1*Vpad*((exp(lambda_stated*t/tau) - I(abs(No - Ni)))/lambda_stated)*Vpad'*W1'
A == I(Nh) + Q0'*(t/tau*O*phi(2*Lambda*t/tau)*O' + 2*t/tau*M*phi(2*lambda_perp*t/tau)*M')*Q0`,
    },
    corrected: {
      letters: `${WITHIN}${OUTSIDE_CORRECTED}${START}${FLOW}`,
      text: `A = I(Nh) + B*((exp(2*S_lambda*t/tau) - I(m))/(4*S_lambda))*B' - C*((exp(-2*S_lambda*t/tau) - I(m))/(4*S_lambda))*C' ...
  + W2'*Uperp*((exp(lambda*t/tau) - 1)/lambda)*Uperp'*W2 + W1*Vperp*((1 - exp(-lambda*t/tau))/lambda)*Vperp'*W1'
A == I(Nh) + Q0'*(t/tau*O*phi(2*Lambda*t/tau)*O' + 2*t/tau*M*phi(2*lambda_perp*t/tau)*M')*Q0`,
    },
  }),
];
