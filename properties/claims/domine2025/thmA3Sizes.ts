import { type FormulaClaimParts, formulaClaim } from '../../../src/check/formulaClaim.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { ASSUMPTIONS, FLOW, START, WITHIN } from './_eigenbasis.ts';

// Z1 and Z2 are blocks of e^{Ft/τ}Q(0), so Ni×Nh and No×Nh; A is the bracket that is inverted between them, Nh×Nh.

const common = {
  theorem: 'Proof of theorem A.3',
  section: 'A.3',
  needs: ASSUMPTIONS,
} as const satisfies Partial<FormulaClaimParts>;

export const thmA3Sizes: readonly Claim[] = [
  formulaClaim({
    ...common,
    id: 'domine2025/thm-a.3:size-of-z',
    title: 'Z1 is Ni×Nh and Z2 is No×Nh',
    place: 'theorem A.3, equations 11 and 12',
    printed: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `Z1 = 1/2*V*(G - H*G)*exp(S_lambda*t/tau)*B' - 1/2*V*(G + H*G)*exp(-S_lambda*t/tau)*C' + Vperp*exp(-lambda/2*t/tau)*Vperp'*W1'
Z2 = 1/2*U*(G + H*G)*exp(S_lambda*t/tau)*B' + 1/2*U*(G - H*G)*exp(-S_lambda*t/tau)*C' + Uperp*exp(lambda/2*t/tau)*Uperp'*W2
[Z1 + zeros(Ni, Nh); Z2 + zeros(No, Nh)] == expm(F*t/tau)*Q0`,
      statement: String.raw`\mathbf Z_1\in\mathbb R^{N_i\times N_h},\qquad\mathbf Z_2\in\mathbb R^{N_o\times N_h}`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/thm-a.3:size-of-a',
    title: 'A is Nh×Nh',
    place: 'theorem A.3, equation 13',
    note: 'Without the terms in λ⊥, whose quotients have no size for Ni ≠ No (theorem A.3 itself judges them).',
    needs: [...ASSUMPTIONS, 'equal-dimensions'],
    printed: {
      letters: `${WITHIN}${START}${FLOW}`,
      text: `A = I(Nh) + t/(2*tau)*B*phi(2*S_lambda*t/tau)*B' + t/(2*tau)*C*phi(-2*S_lambda*t/tau)*C'
A + zeros(Nh, Nh) == I(Nh) + t/tau*Q0'*O*phi(2*Lambda*t/tau)*O'*Q0`,
      statement: String.raw`\mathbf A\in\mathbb R^{N_h\times N_h}`,
    },
  }),
];
