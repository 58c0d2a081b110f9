import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { blockAt, occupiedBlocks } from '../../../src/network/adjacency.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { minus, T, times } from '../_exact.ts';
import { type ExactSides, exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { anyCriticalPoints, criticalPointCases } from './_criticalPoints.ts';
import {
  flowTerm,
  inner,
  isZero,
  type Network,
  networkOf,
  range,
  rational,
  squared,
  sum,
  total,
  tr,
  velocity,
} from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { loss } from './_variations.ts';
import { lossRate, rawVelocity } from './prop4.ts';

const anyNetwork = networkCases({ assumptions: false });
const sides = (of: (net: Network, given: FlowCase) => ExactSides) => exactly(given => of(networkOf(given), given));

const restsWhere = (says: (rests: boolean, isCritical: boolean) => boolean) =>
  isSo(given => {
    const rests = isZero(velocity(networkOf(given)));
    const isCritical = lossRate(given).sign() === 0;
    return {
      isSo: says(rests, isCritical),
      quantity: 'rest and critical point',
      reason: `the flow ${rests ? 'rests' : 'moves'}, dL/dt is ${isCritical ? '' : 'not '}0`,
    };
  });

const equilibria = surveyClaim({
  id: 'prop-12.2',
  topic: 'Loss landscape',
  section: '4.1',
  title: 'Equilibria of the flow are the points at which dL/dt is 0',
  place: 'proposition 12, part 2',
  note: 'Half of the cases are critical points.',
  statement: String.raw`\dot A|_{A^*}=0\iff\dot{\mathcal L}(A^*)=0`,
  cases: fc.oneof(anyCriticalPoints({ maxDepth: 3 }), networkCases({})),
  judge: restsWhere((rests, isCritical) => rests === isCritical),
  wrong: {
    'it never rests': restsWhere(rests => !rests),
    'it always rests': restsWhere((_, isCritical) => isCritical),
  },
});

const boundOfNorm = surveyClaim({
  id: 'eq-26:equality',
  topic: 'Loss landscape',
  section: '4.1',
  title: 'The derivative of the norm that the bound begins with, and its first bound',
  place: 'equation 26, first line and ⟨E, A^h⟩ ≤ ‖E‖‖A^h‖',
  note: 'The bounds by γ and the polynomials p and p̄ are those of lemmas 37 and 38; the text gives neither.',
  statement: String.raw`\tfrac1{2h}\frac{d}{dt}\|A\|_F^2=\langle E,A^h\rangle_F-\|A^h\|_F^2,\quad\langle E,A^h\rangle_F\le\|E\|_F\|A^h\|_F`,
  cases: anyNetwork,
  judge: isSo(given => {
    const net = networkOf(given);
    const Ah = net.power(net.h);
    const rate = inner(net.A, rawVelocity(net, given)).mul(rational(2));
    const product = inner(net.E, Ah);
    const isEqual = rate.mul(rational(1, 2 * net.h)).equals(product.sub(squared(Ah)));
    const isBelow = product.mul(product).compare(squared(net.E).mul(squared(Ah))) <= 0;
    return { isSo: isEqual && isBelow, quantity: 'd‖A‖²/dt', reason: `it is ${rate}` };
  }),
  wrong: {
    'without the h': isSo(given => {
      const net = networkOf(given);
      const Ah = net.power(net.h);
      const rate = inner(net.A, rawVelocity(net, given));
      return {
        isSo: rate.equals(inner(net.E, Ah).sub(squared(Ah))),
        quantity: 'd‖A‖²/dt',
        reason: `half of it is ${rate}`,
      };
    }),
  },
});

const lossIsAbove = (least: (given: FlowCase) => Rational) =>
  exactlyOrdered(given => [[loss(given.flow), '>=', least(given), 'loss']]);

const nonNegative = surveyClaim({
  id: 'prop-13.1',
  topic: 'Loss landscape',
  section: '4.1',
  title: 'The loss is never negative',
  place: 'proposition 13, part 1',
  note: 'Half of the cases are global minima, where the loss is 0.',
  statement: String.raw`\mathcal L(A)\ge0\quad\forall A\in\mathcal A`,
  cases: fc.oneof(anyNetwork, criticalPointCases({ rank: 'full', maxDepth: 3, maxWidth: 2 })),
  judge: lossIsAbove(() => Rational.ZERO),
  wrong: {
    'that of A = 0': lossIsAbove(given => squared(given.flow.sigmaYX).mul(rational(1, 2))),
    '1': lossIsAbove(() => Rational.ONE),
  },
});

const rateIs = (stated: (net: Network) => readonly Rational[]) =>
  sides((net, given) => {
    const truth = lossRate(given);
    return stated(net).map((value, k) => [`dL/dt, form ${k + 1}`, value, truth]);
  });

const sumOfSquares = (net: Network): Rational => total(range(1, net.h).map(j => squared(flowTerm(net, j))));

const eq27 = surveyClaim({
  id: 'eq-27',
  topic: 'Loss landscape',
  section: '4.1',
  title: 'The loss falls by the squared norms of the terms of the flow',
  place: 'proposition 13, part 2, equation 27',
  statement: String.raw`\dot{\mathcal L}=-\sum_{j=1}^h\|(A^{h-j})^\top(E-A^h)(A^{j-1})^\top\|_F^2\le0`,
  cases: anyNetwork,
  judge: rateIs(net => [sumOfSquares(net).neg()]),
  wrong: {
    'half of it': rateIs(net => [sumOfSquares(net).mul(rational(-1, 2))]),
    'the last term alone': rateIs(net => [squared(flowTerm(net, net.h)).neg()]),
  },
});

const eq28 = surveyClaim({
  id: 'eq-28',
  topic: 'Loss landscape',
  section: '4.1',
  title: 'dL/dt as minus the squared norm of the gradient',
  place: 'equations 28 to 30',
  statement: String.raw`\dot{\mathcal L}=-\|\dot A\|_F^2=-\mathrm{tr}(\dot A^\top\dot A)=-\sum_j\mathrm{tr}(T_j^\top T_j)`,
  cases: anyNetwork,
  judge: rateIs(net => {
    const rate = velocity(net);
    const terms = range(1, net.h).map(j => flowTerm(net, j));
    return [
      squared(rate).neg(),
      tr(times(T(rate), rate)).neg(),
      tr(times(T(sum(terms)), sum(terms))).neg(),
      total(terms.map(term => tr(times(T(term), term)))).neg(),
    ];
  }),
  wrong: {
    'twice that': rateIs(net => [squared(velocity(net)).mul(rational(-2))]),
    rising: rateIs(net => [squared(velocity(net))]),
  },
});

/** The block of T_jᵀT_j that is stated, beside the only one that is not 0, and its stated value. */
const squareIsAt = (place: (j: number) => number) =>
  sides(net =>
    range(1, net.h).map(j => {
      const term = flowTerm(net, j);
      const error = minus(net.Sigma, net.product(1, net.h));
      const [below, above] = [net.product(1, j - 1), net.product(j + 1, net.h)];
      return [
        `block (${place(j)}, ${place(j)}) of T_${j}ᵀT_${j}`,
        times(below, T(error), above, T(above), error, T(below)),
        blockAt(times(T(term), term), net.d, place(j), place(j)),
      ];
    }),
  );

const proofPosition = surveyClaim({
  id: 'prop-13:proof-position',
  topic: 'Loss landscape',
  section: '4.1',
  title: 'The square of the j-th term has one block, at (j+1, j+1)',
  place: 'proof of proposition 13, after equation 30',
  grade: 'wrong constant or sign',
  note: 'The term has its block at (j+1, j), so that its transpose times itself has it at (j, j), where the stated value of d_(j−1) rows fits.',
  statement: String.raw`[T_j^\top T_j]_{(j+1,j+1)}=W_{1:j-1}(\Sigma-W_{1:h})^\top W_{j+1:h}W_{j+1:h}^\top(\Sigma-W_{1:h})W_{1:j-1}^\top`,
  cases: networkCases({}),
  judge: squareIsAt(j => j + 1),
  corrected: {
    statement: String.raw`[T_j^\top T_j]_{(j,j)}=W_{1:j-1}(\Sigma-W_{1:h})^\top W_{j+1:h}W_{j+1:h}^\top(\Sigma-W_{1:h})W_{1:j-1}^\top`,
    cases: anyNetwork,
    judge: squareIsAt(j => j),
  },
  wrong: { 'at (1, 1)': squareIsAt(() => 1) },
});

const crossTerms = (keeps: (j: number, k: number) => boolean) =>
  isSo(given => {
    const net = networkOf(given);
    const terms = range(1, net.h).map(j => flowTerm(net, j));
    const crossing = range(1, net.h).flatMap(j =>
      range(1, net.h)
        .filter(k => keeps(j, k))
        .filter(k => occupiedBlocks(rationalField, times(T(terms[j - 1]!), terms[k - 1]!), net.d).length > 0),
    );
    return {
      isSo: crossing.length === 0,
      quantity: 'products of different terms',
      reason: crossing.length === 0 ? 'all are 0' : `one with term ${crossing[0]} is not 0`,
    };
  });

const proofCrossTerms = surveyClaim({
  id: 'prop-13:proof-cross-terms',
  topic: 'Loss landscape',
  section: '4.1',
  title: 'Products of different terms of the flow vanish',
  place: 'proof of proposition 13, from equation 29 to equation 30',
  statement: String.raw`T_j^\top T_k=0\quad\text{for }j\ne k`,
  cases: anyNetwork,
  judge: crossTerms((j, k) => j !== k),
  wrong: { 'j = k too': crossTerms(() => true) },
});

export const sec41Lyapunov: readonly Claim<FlowCase>[] = [
  equilibria,
  boundOfNorm,
  nonNegative,
  eq27,
  eq28,
  proofPosition,
  proofCrossTerms,
];
