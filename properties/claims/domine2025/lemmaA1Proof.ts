import { type NearMiss, nearMisses } from '../../../src/formula/nearMisses.ts';
import { provablyEqual } from '../../../src/formula/normalForm.ts';
import type { Claim, Mutant, Reading } from '../../../src/judge/claim.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { anyWeightsCaseArbitrary } from '../../arbitraries/anyWeightsCaseArbitrary.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { drawRecord, indexInto, table } from '../../arbitraries/table.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { parseRateEquation, type RateEquation, rateEquation } from '../_rateEquation.ts';
import { withLetters } from '../withLetters.ts';

// The proof differentiates in t what depends on t/τ, so the derivatives of L and of the quotient lack a factor 1/τ;
// together these are the τ that the lemma's equation lacks. P and Λ are those of lemma A.2 with the sizes that fit; the
// quotient over Λ is written with its limit at 0, which the text asks for.

/** L, C⁻¹ and the quotient D of the proof. */
const FACTORS = withLetters(
  'domine2025',
  'eigenbasis, spectrum',
  `
E = exp(2*Lambda*t/tau)
D = t/tau*phi(2*Lambda*t/tau)
L = expm(F*t/tau)*Q0
Cinv = inv(I(Nh) + Q0'*P*D*P'*Q0)
QQ = L*Cinv*L'
`,
);

const rate = String.raw`\frac{d}{dt}`;

interface Equation {
  readonly equation: string;
  readonly statement: string;
}

function rateClaim(parts: {
  /** The end of the id, "eq-4". */
  readonly item: string;
  readonly place: string;
  readonly title: string;
  readonly note?: string;
  readonly restsOn?: readonly string[];
  readonly printed: Equation;
  readonly corrected?: Equation;
  /** Default: those of the proof, judged under its hypotheses. */
  readonly definitions?: string;
  readonly cases?: Reading['cases'];
  readonly hypotheses?: Reading['hypotheses'];
}): Claim {
  const { item, place, title, note, printed, corrected, definitions = FACTORS, cases = caseArbitrary({}) } = parts;
  const { hypotheses = [whitened, lambdaBalanced], restsOn } = parts;
  const id = `domine2025/${item}`;
  const parsed = ({ equation }: Equation): (() => RateEquation) => {
    let known: RateEquation | undefined;
    return () => {
      known ??= parseRateEquation(id, definitions, equation);
      return known;
    };
  };
  const reading = (name: Reading['name'], stated: Equation): Reading => ({
    name,
    statement: stated.statement,
    formula: `${definitions}${stated.equation}`.trim(),
    hypotheses,
    evidence: 'high-precision',
    cases,
    judge: rateEquation(parsed(stated)),
  });
  const last = parsed(corrected ?? printed);
  return {
    id,
    topic: 'The Riccati equation and its closed forms',
    section: 'A.1',
    title,
    place,
    ...(note !== undefined && { note }),
    ...(corrected !== undefined && { grade: 'wrong constant or sign' }),
    ...(restsOn !== undefined && { restsOn }),
    readings: [reading('as printed', printed), ...(corrected ? [reading('as corrected', corrected)] : [])],
    get mutants() {
      return mutantsFrom(nearMisses(last().equation, { misfits: true, ofEachKind: 'first' }), last());
    },
    get nearMisses() {
      return mutantsFrom(nearMisses(last().equation, { misfits: true }), last());
    },
  };
}

function mutantsFrom(misses: readonly NearMiss[], right: RateEquation): Mutant[] {
  return misses.map(({ description, formula }) => ({
    name: description,
    judge: rateEquation(() => ({ ...right, equation: formula })),
    isSame: () => provablyEqual(right.equation, formula),
  }));
}

const CLOCKS = table('1', '2', '1/2', '3');

/** F has rates of its own, 1 and 2, at which a network of tiny weights and task takes 10⁸ of them to move. */
const LATEST = Rational.of(8);

const anyWeightsOnAnyClock = drawRecord({ given: anyWeightsCaseArbitrary, clock: indexInto(CLOCKS) }).map(
  ({ given, clock }) => {
    const tau = CLOCKS[clock]!;
    const latest = tau.mul(LATEST);
    const time = given.time.compare(latest) > 0 ? latest : given.time;
    return { ...given, problem: { ...given.problem, tau }, time };
  },
);

// The lemma asks nothing of F but symmetry, and nothing of Q(0): with X = LC⁻¹Lᵀ it is τẊ = FX + XF − LC⁻¹(Q0ᵀe^{2Ft/τ}Q0)C⁻¹Lᵀ, and
// the middle is LᵀL. So here F = PΛPᵀ with eigenvalues that belong to no task, zero, tied and of either sign, and any weights.
const ANY_F = `
P = 1/sqrt(2)*[V, V, sqrt(2)*Vperp, zeros(Ni, No - m); U, -U, zeros(No, Ni - m), sqrt(2)*Uperp]
Lambda = blkdiag(S - I(m), 2*I(m) - S, 0*I(Ni - m), -3/2*I(No - m))
F = P*Lambda*P'
Q0 = [W1'; W2]
D = t/tau*phi(2*Lambda*t/tau)
L = expm(F*t/tau)*Q0
QQ = L*inv(I(Nh) + Q0'*P*D*P'*Q0)*L'
`;

const anySymmetric = rateClaim({
  item: 'lemma-a.1:any-symmetric-f',
  place: 'lemma A.1',
  title: 'Equation 2 solves the Riccati equation for every symmetric F and every Q(0)',
  note: 'Neither λ-balance nor the F of a network is asked for by the lemma. F has eigenvalues s − 1, 2 − s, 0 and −3/2 here, s those of Σyx. The τ that the equation lacks is that of lemma-a.1:riccati-equation.',
  restsOn: ['domine2025/lemma-a.1:riccati-equation', ...['3', '4', '5', '6'].map(n => `domine2025/eq-${n}`)],
  definitions: ANY_F,
  cases: anyWeightsOnAnyClock,
  hypotheses: [],
  printed: {
    equation: 'dQQ == F*QQ + QQ*F - QQ*QQ',
    statement: String.raw`\mathbf F=\mathbf F^\top\;\Rightarrow\;${rate}\left(\mathbf Q\mathbf Q^\top\right)=\mathbf F\mathbf Q\mathbf Q^\top+\mathbf Q\mathbf Q^\top\mathbf F-\left(\mathbf Q\mathbf Q^\top\right)^2\quad\text{for equation 2}`,
  },
  corrected: {
    equation: 'dQQ == 1/tau*(F*QQ + QQ*F - QQ*QQ)',
    statement: String.raw`\mathbf F=\mathbf F^\top\;\Rightarrow\;\tau\,${rate}\left(\mathbf Q\mathbf Q^\top\right)=\mathbf F\mathbf Q\mathbf Q^\top+\mathbf Q\mathbf Q^\top\mathbf F-\left(\mathbf Q\mathbf Q^\top\right)^2\quad\text{for equation 2}`,
  },
});

export const lemmaA1Proof: readonly Claim[] = [
  rateClaim({
    item: 'eq-3',
    place: 'proof of lemma A.1, equation 3',
    title: 'The derivative of LC⁻¹Lᵀ by the product rule',
    printed: {
      equation: "dQQ == dL*Cinv*L' + L*dCinv*L' + L*Cinv*dL'",
      statement: String.raw`${rate}\left(\mathbf Q\mathbf Q^\top\right)=${rate}(\mathbf L)\mathbf C^{-1}\mathbf L^\top+\mathbf L${rate}(\mathbf C^{-1})\mathbf L^\top+\mathbf L\mathbf C^{-1}${rate}(\mathbf L^\top)`,
    },
  }),
  rateClaim({
    item: 'eq-4',
    place: 'proof of lemma A.1, equation 4',
    title: 'The derivative of L = e^{Ft/τ}Q(0) is FL',
    printed: { equation: 'dL == F*L', statement: String.raw`${rate}(\mathbf L)=\mathbf F\mathbf L` },
    corrected: {
      equation: 'dL == 1/tau*F*L',
      statement: String.raw`${rate}(\mathbf L)=\frac1\tau\mathbf F\mathbf L`,
    },
  }),
  rateClaim({
    item: 'eq-5',
    place: 'proof of lemma A.1, equation 5',
    title: 'The derivative of C⁻¹ by that of the quotient over Λ',
    note: 'The identity of size min(Ni, No) under the quotient is the subject of equation 2; here it has the size of Λ.',
    printed: {
      equation: "dCinv == -Cinv*Q0'*P*dD*P'*Q0*Cinv",
      statement: String.raw`${rate}(\mathbf C^{-1})=-\mathbf C^{-1}\mathbf Q(0)^\top\mathbf P\,${rate}\!\left(\frac{e^{2\mathbf\Lambda\frac t\tau}-\mathbf I}{2\mathbf\Lambda}\right)\mathbf P^\top\mathbf Q(0)\mathbf C^{-1}`,
    },
  }),
  rateClaim({
    item: 'eq-6',
    place: 'proof of lemma A.1, equation 6',
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
  anySymmetric,
];
