import { type FormulaClaimParts, formulaClaim } from '../../../src/check/formulaClaim.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { ASSUMPTIONS, EIGEN, EIGEN_BEFORE_G, EIGENVECTORS, FLOW, WITHIN } from './_eigenbasis.ts';

// F (v(1−h); u(1+h)) = (−λ/2(1−h) + s(1+h); s(1−h) + λ/2(1+h)) is S_λ times the vector exactly for h = λ/2/(S_λ + s), which
// is sgn(λ)√((S_λ−s)/(S_λ+s)); its norm² is 2(1 + h²), so G = 1/√(1 + H²) under 1/√2. Left-over vectors: (v; 0) has the
// eigenvalue −λ/2, (0; u) has +λ/2. They cannot stand in one column of blocks: V⊥ has Ni − m columns, U⊥ has No − m.

const common = {
  theorem: 'Diagonalisation of F',
  section: 'A.2',
  needs: ASSUMPTIONS,
} as const satisfies Partial<FormulaClaimParts>;

const PERP = 'lambda_perp = sgn(abs(No - Ni))*lambda/2*I(No - Ni)                     % eq. 8\n';
const PERP_FAIR =
  'lambda_perp = sgn(abs(No - Ni))*lambda/2*I(abs(No - Ni))               % eq. 8, of the size that fits\n';
const PERP_CORRECTED = 'lambda_perp = blkdiag(-lambda/2*I(Ni - m), lambda/2*I(No - m))   % eq. 8, corrected\n';
const P = `
P = 1/sqrt(2)*[V*(G - H*G), V*(G + H*G), sqrt(2)*Vperp; U*(G + H*G), -U*(G - H*G), sqrt(2)*Uperp]   % eq. 7
`;
const P_CORRECTED = `
P = 1/sqrt(2)*[V*(G - H*G), V*(G + H*G), sqrt(2)*Vperp, zeros(Ni, No - m); ...
  U*(G + H*G), -U*(G - H*G), zeros(No, Ni - m), sqrt(2)*Uperp]                                     % eq. 7, corrected
`;

export const lemmaA2: readonly Claim[] = [
  formulaClaim({
    ...common,
    id: 'domine2025/eq-7',
    title: 'The columns of P are orthonormal',
    place: 'lemma A.2, equation 7, with PᵀP = I of the proof of theorem A.3',
    note: 'The third column stacks Ṽ⊥ (Ni − m columns) on Ũ⊥ (No − m columns); it has a shape only for Ni = No, where it is empty.',
    printed: { letters: EIGEN, text: `${P}P'*P == I(Ni + No)` },
    fair: { letters: EIGEN, text: `${P_CORRECTED}P'*P == I(Ni + No)` },
    corrected: { letters: EIGEN, text: `${P_CORRECTED}P'*P == I(Ni + No)` },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-9',
    title: 'F = PΛPᵀ is the eigendecomposition of F',
    place: 'lemma A.2, equation 9, with equations 7 and 8',
    printed: { letters: `${EIGEN}${FLOW}`, text: `${PERP}${P}F == P*blkdiag(S_lambda, -S_lambda, lambda_perp)*P'` },
    fair: {
      letters: `${EIGEN}${FLOW}`,
      text: `${PERP_FAIR}${P_CORRECTED}F == P*blkdiag(S_lambda, -S_lambda, lambda_perp)*P'`,
    },
    mended: {
      letters: `${EIGEN}${FLOW}${PERP_CORRECTED}`,
      text: `${P_CORRECTED}F == P*blkdiag(S_lambda, -S_lambda, lambda_perp)*P'`,
    },
    corrected: {
      letters: `${EIGEN}${FLOW}`,
      text: `${PERP_CORRECTED}${P_CORRECTED}F == P*blkdiag(S_lambda, -S_lambda, lambda_perp)*P'`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-8:s-lambda',
    title: 'S̃_λ = √(S̃² + λ²/4) are the eigenvalues of F within the span of the task',
    place: 'lemma A.2, equation 8, first part',
    printed: { letters: FLOW, text: `${WITHIN}O'*F*O == Lambda` },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-8:sign-of-lambda-perp',
    title: 'The left-over directions have the eigenvalue λ⊥ = sgn(|No − Ni|) λ/2',
    place: 'lemma A.2, equation 8, second part',
    note: 'The size of λ⊥ is a claim of its own; here it is the number of left-over vectors. sgn(|No − Ni|) is never negative.',
    needs: [...ASSUMPTIONS, 'unequal-dimensions'],
    printed: {
      letters: FLOW,
      text: `N = blkdiag(Vperp, Uperp)\nlambda_perp = sgn(abs(No - Ni))*lambda/2\nF*N == lambda_perp*N`,
      statement: String.raw`\mathbf F\,\mathbf N=\operatorname{sgn}(|N_o-N_i|)\tfrac\lambda2\,\mathbf N,\qquad\mathbf N=\operatorname{diag}(\tilde{\mathbf V}_\perp,\tilde{\mathbf U}_\perp)`,
    },
    corrected: {
      letters: FLOW,
      text: `N = blkdiag(Vperp, Uperp)\nlambda_perp = sgn(No - Ni)*lambda/2\nF*N == lambda_perp*N`,
      statement: String.raw`\mathbf F\,\mathbf N=\operatorname{sgn}(N_o-N_i)\tfrac\lambda2\,\mathbf N`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-8:size-of-lambda-perp',
    title: 'λ⊥ has the size No − Ni',
    place: 'lemma A.2, equation 8, second part, beside equation 7',
    note: 'Λ of equation 7 must have Ni + No eigenvalues: 2 min(Ni, No) within the span of the task and |No − Ni| beside it.',
    printed: { text: 'trace(I(m)) + trace(I(m)) + trace(I(No - Ni)) == Ni + No' },
    fair: { text: 'trace(I(m)) + trace(I(m)) + trace(I(abs(No - Ni))) == Ni + No' },
    corrected: { text: 'trace(I(m)) + trace(I(m)) + trace(I(abs(No - Ni))) == Ni + No' },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-8:h-tilde',
    title: 'H̃ = sgn(λ)√((S̃_λ − S̃)/(S̃_λ + S̃)) makes the columns eigenvectors of F',
    place: 'lemma A.2, equation 8, third part',
    note: 'For λ = 0 and a task without full rank the quotient is 0/0; its limit is 0.',
    printed: {
      text: `
S_lambda = sqrt(S^2 + lambda^2/4*I(m))
H = sgn(lambda)*sqrt((S_lambda - S)/(S_lambda + S))
${FLOW}
F*[V*(I(m) - H); U*(I(m) + H)] == [V*(I(m) - H); U*(I(m) + H)]*S_lambda`,
    },
    // sgn(0) times whatever the quotient is continued by is 0.
    fair: {
      text: `
S_lambda = sqrt(S^2 + lambda^2/4*I(m))
H = sgn(lambda)*sqrt((S_lambda - S)*pinv(S_lambda + S))
${FLOW}
F*[V*(I(m) - H); U*(I(m) + H)] == [V*(I(m) - H); U*(I(m) + H)]*S_lambda`,
    },
    corrected: {
      text: `
S_lambda = sqrt(S^2 + lambda^2/4*I(m))
H = lambda/2*pinv(S_lambda + S)
${FLOW}
F*[V*(I(m) - H); U*(I(m) + H)] == [V*(I(m) - H); U*(I(m) + H)]*S_lambda`,
    },
  }),
  formulaClaim({
    ...common,
    id: 'domine2025/eq-8:g-tilde',
    title: 'G̃ = 1/√(I + H̃²) normalises the eigenvectors',
    place: 'lemma A.2, equation 8, fourth part',
    printed: { letters: EIGEN_BEFORE_G, text: `G = 1/sqrt(I(m) + H^2)\n${EIGENVECTORS}O'*O == I(2*m)` },
  }),
];
