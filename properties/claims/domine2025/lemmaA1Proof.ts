import { nearMisses } from '../../../src/formula/nearMisses.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import type { Claim, Reading } from '../../claim.ts';
import { lambdaBalanced, whitened } from '../../hypothesis.ts';
import { formulaClaim } from '../_formulaClaim.ts';
import { parseRateEquation, type RateEquation, rateEquation } from '../_rateEquation.ts';
import { EIGEN, FLOW } from './_eigenbasis.ts';

// The proof differentiates in t what depends on t/τ, so the derivatives of L and of the quotient lack a factor 1/τ;
// together these are the τ that the lemma's equation lacks. P and Λ are those of lemma A.2 with the sizes that fit; the
// quotient over Λ is written with its limit at 0, which the text asks for.

const SPECTRUM = `${FLOW}${EIGEN}
P = 1/sqrt(2)*[V*(G - H*G), V*(G + H*G), sqrt(2)*Vperp, zeros(Ni, No - m); ...
  U*(G + H*G), -U*(G - H*G), zeros(No, Ni - m), sqrt(2)*Uperp]
Lambda = blkdiag(Sl, -Sl, -lambda/2*I(Ni - m), lambda/2*I(No - m))
`;

/** L, C⁻¹ and the quotient D of the proof. */
const FACTORS = `${SPECTRUM}
E = exp(2*Lambda*t/tau)
D = t/tau*phi(2*Lambda*t/tau)
L = expm(F*t/tau)*Q0
Cinv = inv(I(Nh) + Q0'*P*D*P'*Q0)
QQ = L*Cinv*L'
`;

const rate = String.raw`\frac{d}{dt}`;

interface Equation {
  readonly equation: string;
  readonly statement: string;
}

function rateClaim(parts: {
  readonly number: number;
  readonly title: string;
  readonly note?: string;
  readonly printed: Equation;
  readonly corrected?: Equation;
}): Claim {
  const { number, title, note, printed, corrected } = parts;
  const id = `domine2025/eq-${number}`;
  const parsed = ({ equation }: Equation): (() => RateEquation) => {
    let known: RateEquation | undefined;
    return () => {
      known ??= parseRateEquation(id, FACTORS, equation);
      return known;
    };
  };
  const reading = (name: Reading['name'], stated: Equation): Reading => ({
    name,
    statement: stated.statement,
    formula: `${FACTORS}${stated.equation}`.trim(),
    hypotheses: [whitened, lambdaBalanced],
    evidence: 'high-precision',
    cases: caseArbitrary({}),
    judge: rateEquation(parsed(stated)),
  });
  return {
    id,
    theorem: 'The Riccati equation and its closed forms',
    section: 'A.1',
    title,
    place: `proof of lemma A.1, equation ${number}`,
    ...(note !== undefined && { note }),
    readings: [reading('as printed', printed), ...(corrected ? [reading('as corrected', corrected)] : [])],
    get mutants() {
      const last = parsed(corrected ?? printed)();
      const seen = new Set<string>();
      return nearMisses(last.equation, { misfits: true })
        .filter(({ kind }) => !seen.has(kind) && seen.add(kind))
        .map(({ description, formula }) => ({
          name: description,
          judge: rateEquation(() => ({ ...last, equation: formula })),
        }));
    },
  };
}

export const lemmaA1Proof: readonly Claim[] = [
  rateClaim({
    number: 3,
    title: 'The derivative of LC⁻¹Lᵀ by the product rule',
    printed: {
      equation: "dQQ == dL*Cinv*L' + L*dCinv*L' + L*Cinv*dL'",
      statement: String.raw`${rate}\left(\mathbf Q\mathbf Q^\top\right)=${rate}(\mathbf L)\mathbf C^{-1}\mathbf L^\top+\mathbf L${rate}(\mathbf C^{-1})\mathbf L^\top+\mathbf L\mathbf C^{-1}${rate}(\mathbf L^\top)`,
    },
  }),
  rateClaim({
    number: 4,
    title: 'The derivative of L = e^{Ft/τ}Q(0) is FL',
    printed: { equation: 'dL == F*L', statement: String.raw`${rate}(\mathbf L)=\mathbf F\mathbf L` },
    corrected: {
      equation: 'dL == 1/tau*F*L',
      statement: String.raw`${rate}(\mathbf L)=\frac1\tau\mathbf F\mathbf L`,
    },
  }),
  rateClaim({
    number: 5,
    title: 'The derivative of C⁻¹ by that of the quotient over Λ',
    note: 'The identity of size min(Ni, No) under the quotient is the subject of equation 2; here it has the size of Λ.',
    printed: {
      equation: "dCinv == -Cinv*Q0'*P*dD*P'*Q0*Cinv",
      statement: String.raw`${rate}(\mathbf C^{-1})=-\mathbf C^{-1}\mathbf Q(0)^\top\mathbf P\,${rate}\!\left(\frac{e^{2\mathbf\Lambda\frac t\tau}-\mathbf I}{2\mathbf\Lambda}\right)\mathbf P^\top\mathbf Q(0)\mathbf C^{-1}`,
    },
  }),
  rateClaim({
    number: 6,
    title: 'The derivative of the quotient over Λ is e^{2Λt/τ}',
    note: 'The identity under the quotient has the size of Λ here, and the quotient its limit t/τ at Λᵢ = 0, as the text says.',
    printed: {
      equation: 'dD == E',
      statement: String.raw`${rate}\left(\frac{e^{2\mathbf\Lambda\frac t\tau}-\mathbf I}{2\mathbf\Lambda}\right)=e^{2\mathbf\Lambda\frac t\tau}`,
    },
    corrected: {
      equation: 'dD == 1/tau*E',
      statement: String.raw`${rate}\left(\frac{e^{2\mathbf\Lambda\frac t\tau}-\mathbf I}{2\mathbf\Lambda}\right)=\frac1\tau e^{2\mathbf\Lambda\frac t\tau}`,
    },
  }),
  formulaClaim({
    id: 'domine2025/lemma-a.1:zero-eigenvalues',
    theorem: 'The Riccati equation and its closed forms',
    section: 'A.1',
    claims: 'qqt',
    title: 'Equation 2 is true even where an eigenvalue Λᵢ of F is zero',
    place: 'lemma A.1, below equation 2',
    note: 'Judged with the identity of the size that fits. As typed the quotient is 0/0 there; its limit is t/τ.',
    needs: ['whitened', 'zero-balanced'],
    printed: {
      text: `${SPECTRUM}
QQ = expm(F*t/tau)*Q0*inv(I(Nh) + Q0'*P*((exp(2*Lambda*t/tau) - I(Ni + No))/(2*Lambda))*P'*Q0)*Q0'*expm(F*t/tau)`,
      cases: { lambda: 'zero', rank: 'deficient' },
      statement: String.raw`\Lambda_i=0:\quad\mathbf Q\mathbf Q^\top(t)=e^{\mathbf F\frac t\tau}\mathbf Q(0)\left[\mathbf I+\mathbf Q(0)^\top\mathbf P\left(\frac{e^{2\mathbf\Lambda\frac t\tau}-\mathbf I}{2\mathbf\Lambda}\right)\mathbf P^\top\mathbf Q(0)\right]^{-1}\mathbf Q(0)^\top e^{\mathbf F\frac t\tau}`,
    },
    corrected: {
      text: `${SPECTRUM}
QQ = expm(F*t/tau)*Q0*inv(I(Nh) + t/tau*Q0'*P*phi(2*Lambda*t/tau)*P'*Q0)*Q0'*expm(F*t/tau)`,
      cases: { lambda: 'zero', rank: 'deficient' },
      statement: String.raw`\left.\frac{e^{2\Lambda_i\frac t\tau}-1}{2\Lambda_i}\right|_{\Lambda_i=0}=\frac t\tau`,
    },
  }),
];
