import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { flow } from '../../../src/network/flow.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { T } from '../_exact.ts';
import { exactly } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { inBases } from './_criticalPoints.ts';
import { rhoByMeaning } from './_hessianForm.ts';
import { family, type M, network, networkOf, range } from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { variations } from './_variations.ts';

// A' = PAPᵀ with orthogonal P, and a direction V' beside it. ρ_k by what (A + xV)^h has before x^k, the Hessian form by the second variation of the loss of the
// raw layers: neither knows of bases. Diagonal networks are among the cases; nothing in the sentences needs them.

const SECTION = { section: '5.2.2', topic: 'Loss landscape' } as const;
const cases = networkCases({ assumptions: false, minDepth: 2, maxDepth: 3, maxWidth: 2, with: ['V', 'O'] });

/** The direction that is asked about in the other bases. */
type Image = (V: readonly M[], O: readonly M[]) => M[];

const turned: Image = (V, O) => inBases(V, O);
const backwards: Image = (V, O) => inBases(V, O.map(T));
const same: Image = V => [...V];

const rhoIn = (image: Image) =>
  exactly(given => {
    const [V, O] = [family(given, 'V'), family(given, 'O')];
    const own = networkOf(given);
    const [here, there] = [rhoByMeaning(own, V), rhoByMeaning(network(inBases(own.W, O), own.Sigma), image(V, O))];
    return range(0, own.h).map(k => [`ρ_${k}`, there[k]!, here[k]!] as const);
  });

const rho = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.2:rho-in-turned-bases',
  title: 'ρ_k(A, V) = ρ_k(PAPᵀ, PVPᵀ)',
  place: 'section 5.2.2, display and the sentence after it',
  statement: String.raw`\rho_k(A^{\mathrm{diag}},V^{\mathrm{diag}})=\rho_k(A',PV^{\mathrm{diag}}P^\top)`,
  cases,
  judge: rhoIn(turned),
  wrong: { 'V as it is': rhoIn(same), PᵀVP: rhoIn(backwards) },
});

const secondVariation = (given: FlowCase, layers: readonly M[], V: readonly M[]): Rational =>
  variations(flow({ layers, sigmaYX: given.flow.sigmaYX }), V, 2)[1]!;

const formIn = (image: Image) =>
  exactly(given => {
    const [V, O] = [family(given, 'V'), family(given, 'O')];
    const { layers } = given.flow;
    return [
      [
        'second variation of the loss',
        secondVariation(given, inBases(layers, O), image(V, O)),
        secondVariation(given, layers, V),
      ],
    ];
  });

const form = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.2:same-hessian-form',
  title: 'The Hessian form of a decoupled network is that of the diagonal one, in turned directions',
  place: 'section 5.2.2, last sentence',
  restsOn: ['eq-22'],
  statement: String.raw`\mathfrak h(A^{\mathrm{diag}},V^{\mathrm{diag}})=\mathfrak h(A',V')`,
  cases,
  judge: formIn(turned),
  wrong: { 'V as it is': formIn(same), PᵀVP: formIn(backwards) },
});

export const sec522Decoupled: readonly Claim<FlowCase>[] = [rho, form];
