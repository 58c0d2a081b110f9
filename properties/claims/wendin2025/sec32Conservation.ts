import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { minus, plus, scaled, T, times } from '../_exact.ts';
import { type ExactSide, type ExactSides, exactly, exactlyOrdered } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { spanned } from './_columns.ts';
import { commutator, errorOf, type M, type Network, networkOf, range, rational, sum, tr } from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { coordinates } from './_variations.ts';
import { rawVelocity } from './prop4.ts';

// dQ/dt is that of Q = AAᵀ − AᵀA by the product rule, with dA/dt from the loss itself.

const anyNetwork = networkCases({ assumptions: false });
const sides = (of: (net: Network, given: FlowCase) => ExactSides) => exactly(given => of(networkOf(given), given));
const half = rational(1, 2);

const withTranspose = (a: M): M => plus(a, T(a));

/** d/dt (AAᵀ − AᵀA) along the raw flow. */
function rateOfQ(net: Network, given: FlowCase): M {
  const rate = rawVelocity(net, given);
  return minus(withTranspose(times(rate, T(net.A))), withTranspose(times(T(net.A), rate)));
}

const rateIs = (stated: (net: Network) => readonly M[]) =>
  sides((net, given) => {
    const truth = rateOfQ(net, given);
    return stated(net).map((value, k) => [`dQ/dt, form ${k + 1}`, value, truth]);
  });

const proofForms = (net: Network): M[] => {
  const { h, power, blk, d } = net;
  const error = errorOf(net);
  const term = (j: number): M =>
    plus(
      minus(times(T(power(h - j)), error, T(power(j))), times(T(power(h - j + 1)), error, T(power(j - 1)))),
      minus(times(power(j), T(error), power(h - j)), times(power(j - 1), T(error), power(h - j + 1))),
    );
  const Ah = power(h);
  const ends = plus(minus(times(error, T(Ah)), times(T(Ah), error)), minus(times(Ah, T(error)), times(T(error), Ah)));
  const W = net.product(1, h);
  const Xi = minus(net.Sigma, W);
  const still = d.slice(1, -1).map(size => Matrix.generate(size, size, () => Rational.ZERO));
  const blocks = blk(0, [scaled(-1, withTranspose(times(T(Xi), W))), ...still, withTranspose(times(Xi, T(W)))]);
  return [sum(range(1, h).map(term)), ends, blocks];
};

const prop6Proof = surveyClaim({
  id: 'prop-6:proof',
  topic: 'Balance conservation',
  section: '3.2',
  title: 'The three forms of dQ/dt: all blocks but the first and the last vanish',
  place: 'proof of proposition 6',
  statement: String.raw`\dot Q=-(A^h)^\top M+M(A^h)^\top+A^hM^\top-M^\top A^h=\mathrm{blk}_0(-(\Sigma-W_{1:h})^\top W_{1:h}-W_{1:h}^\top(\Sigma-W_{1:h}),0,\dots,0,\dots)`,
  cases: anyNetwork,
  judge: rateIs(proofForms),
  wrong: {
    'a sign of the second form': rateIs(net => {
      const [error, Ah] = [errorOf(net), net.power(net.h)];
      return [plus(withTranspose(times(T(Ah), error)), withTranspose(times(error, T(Ah))))];
    }),
    'the last block alone': rateIs(net => [
      minus(
        proofForms(net)[2]!,
        proofForms(net)[2]!.map((x, i, j) => (i < net.dx && j < net.dx ? x : Rational.ZERO)),
      ),
    ]),
  },
});

const blocksOfQ = (net: Network, sign: number): ExactSide[] => {
  const { W, d, blk, A } = net;
  const none = (size: number): M => Matrix.generate(size, size, () => Rational.ZERO);
  const outer = [none(d[0]!), ...W.map(layer => times(layer, T(layer)))];
  const inner = [...W.map(layer => times(T(layer), layer)), none(net.dy)];
  const [AAt, AtA] = [times(A, T(A)), times(T(A), A)];
  return [
    ['AAᵀ', blk(0, outer), AAt],
    ['AᵀA', blk(0, inner), AtA],
    [
      'Q',
      blk(
        0,
        outer.map((block, j) => plus(block, scaled(sign, inner[j]!))),
      ),
      minus(AAt, AtA),
    ],
    ['Qᵀ', minus(AAt, AtA), T(minus(AAt, AtA))],
  ];
};

const blocks = surveyClaim({
  id: 'sec-3.2:blocks-of-q',
  topic: 'Balance conservation',
  section: '3.2',
  title: 'AAᵀ, AᵀA and Q are block-diagonal, and Q is symmetric',
  place: 'section 3.2, after proposition 6',
  statement: String.raw`Q=\mathrm{blk}_0(-W_1^\top W_1,W_1W_1^\top-W_2^\top W_2,\dots,W_hW_h^\top)`,
  cases: anyNetwork,
  judge: sides(net => blocksOfQ(net, -1)),
  wrong: { sums: sides(net => blocksOfQ(net, 1)), 'AAᵀ alone': sides(net => blocksOfQ(net, 0)) },
});

const traces = (exponents: (h: number) => readonly number[], stated: number) =>
  sides(net => exponents(net.h).map(k => [`tr A^${k}`, rational(stated), tr(net.power(k))]));

const traceOfPowers = surveyClaim({
  id: 'sec-3.2:traces',
  topic: 'Balance conservation',
  section: '3.2',
  title: 'The traces of all powers of A are 0',
  place: 'section 3.2, first paragraph',
  note: 'ℕ begins with 1: tr A⁰ is the number of nodes.',
  statement: String.raw`\mathrm{tr}(A(t)^k)=0\quad\text{for all }k\in\mathbb N`,
  cases: anyNetwork,
  judge: traces(h => range(1, h + 2), 0),
  wrong: { 'k = 0 too': traces(h => range(0, h), 0), 'a trace of 1': traces(h => range(1, h), 1) },
});

/** Dimension of the span of the differentials of all entries of C_1 … C_(h−1): how many of them are independent here. */
function independentLaws(given: FlowCase): number {
  const { W, h } = networkOf(given);
  const directions = coordinates(given.flow);
  const rates = directions.map(V =>
    range(1, h - 1).flatMap(i => {
      const [own, next] = [W[i - 1]!, W[i]!];
      return minus(withTranspose(times(V[i - 1]!, T(own))), withTranspose(times(T(V[i]!), next))).data;
    }),
  );
  return spanned(rates, rates[0]!.length);
}

const lawsAtMost = (bound: (widths: readonly number[]) => Rational) =>
  exactlyOrdered(given => [[bound(networkOf(given).d.slice(1, -1)), '>=', independentLaws(given), 'stated bound']]);

const halfOfSquares = (widths: readonly number[], more: number): Rational =>
  rational(
    widths.reduce((all, d) => all + d * (d + more), 0),
    2,
  );

const numberOfLaws = surveyClaim({
  id: 'sec-3.2:number-of-laws',
  topic: 'Balance conservation',
  section: '3.2',
  title: 'There are at most ½ Σ d_i(d_i + 1) invariants',
  place: 'section 3.2, after proposition 6',
  note: 'What is counted are independent differentials of the entries of C_1 … C_(h−1) at the point.',
  statement: String.raw`\#\le\tfrac12\big(d_1(d_1+1)+\dots+d_{h-1}(d_{h-1}+1)\big)`,
  cases: networkCases({ assumptions: false, minDepth: 2, maxDepth: 3 }),
  judge: lawsAtMost(widths => halfOfSquares(widths, 1)),
  wrong: {
    'those off the diagonal': lawsAtMost(widths => halfOfSquares(widths, -1)),
    'one for each layer': lawsAtMost(widths => rational(widths.length - 1)),
  },
});

const commutatorForms = (net: Network): M[] => {
  const { h, power, A } = net;
  const error = errorOf(net);
  const terms = range(1, h).map(j =>
    plus(
      times(T(power(h - j)), commutator(error, T(A)), T(power(j - 1))),
      times(power(j - 1), commutator(A, T(error)), power(h - j)),
    ),
  );
  return [sum(terms), withTranspose(commutator(power(h), T(error))), withTranspose(commutator(error, T(power(h))))];
};

const eq19 = surveyClaim({
  id: 'eq-19',
  topic: 'Balance conservation',
  section: '3.2',
  title: 'dQ/dt by commutators with the error',
  place: 'equation 19, first and second line',
  statement: String.raw`\dot Q=[A^h,M^\top]+([A^h,M^\top])^\top=[M,(A^h)^\top]+([M,(A^h)^\top])^\top`,
  cases: anyNetwork,
  judge: rateIs(commutatorForms),
  wrong: {
    'without the transposes': rateIs(net => [commutator(net.power(net.h), T(errorOf(net)))]),
    negated: rateIs(net => commutatorForms(net).map(form => scaled(-1, form))),
  },
});

const byTask = (factor: number) =>
  rateIs(net => {
    const Ah = net.power(net.h);
    return [plus(withTranspose(commutator(Ah, T(net.E))), scaled(factor, commutator(Ah, T(Ah))))];
  });

const eq19LastLine = surveyClaim({
  id: 'eq-19:last-line',
  topic: 'Balance conservation',
  section: '3.2',
  title: 'dQ/dt by commutators with the task',
  place: 'equation 19, last line',
  grade: 'wrong constant or sign',
  note: 'With M = E − A^h the commutator [A^h, (A^h)ᵀ], which is symmetric, is subtracted twice.',
  statement: String.raw`\dot Q=[A^h,E^\top]+([A^h,E^\top])^\top+2[A^h,(A^h)^\top]`,
  cases: anyNetwork,
  judge: byTask(2),
  corrected: { statement: String.raw`\dot Q=[A^h,E^\top]+([A^h,E^\top])^\top-2[A^h,(A^h)^\top]`, judge: byTask(-2) },
  wrong: { once: byTask(-1), 'without it': byTask(0) },
});

const symmetricPart = (factor: Rational) =>
  rateIs(net => [scaled(factor, withTranspose(commutator(net.power(net.h), T(errorOf(net)))))]);

const asSymmetricPart = surveyClaim({
  id: 'sec-3.2:symmetric-part',
  topic: 'Balance conservation',
  section: '3.2',
  title: 'dQ/dt is the symmetric part of [A^h, Mᵀ]',
  place: 'section 3.2, before equation 19',
  grade: 'wording',
  note: 'The symmetric part of X is (X + Xᵀ)/2, in section 3.6.3 of the survey too; equation 19 has X + Xᵀ, which is the fair reading.',
  statement: String.raw`\dot Q=\tfrac12\big([A^h,M^\top]+([A^h,M^\top])^\top\big)`,
  cases: anyNetwork,
  judge: symmetricPart(half),
  fair: { statement: String.raw`\dot Q=[A^h,M^\top]+([A^h,M^\top])^\top`, judge: symmetricPart(Rational.ONE) },
  corrected: { statement: String.raw`\dot Q=2\,\mathrm{sym}[A^h,M^\top]`, judge: symmetricPart(Rational.ONE) },
  wrong: { 'of the other sign': symmetricPart(rational(-1)), 'twice that': symmetricPart(rational(2)) },
});

/** The rows of dQ/dt that J keeps, and further ones: each entry is ⟨its differential, dA/dt⟩. */
const rowsStandStill = (also: (net: Network, row: number) => boolean) =>
  sides((net, given) => {
    const isHidden = (row: number): boolean => row >= net.dx && row < net.A.rows - net.dy;
    const truth = rateOfQ(net, given).map((entry, row) => (isHidden(row) || also(net, row) ? entry : Rational.ZERO));
    return [['⟨J dQ, dA/dt⟩', truth.map(() => Rational.ZERO), truth]];
  });

const orthogonal = surveyClaim({
  id: 'sec-3.2:orthogonal-to-the-flow',
  topic: 'Balance conservation',
  section: '3.2',
  title: 'J ∂Q/∂A is orthogonal to the flow at every A',
  place: 'section 3.2, after equation 19',
  statement: String.raw`\langle J\,\partial Q/\partial A,\dot A\rangle_F=0\quad\text{for all }A\in\mathcal A`,
  cases: anyNetwork,
  judge: rowsStandStill(() => false),
  wrong: {
    'the first block too': rowsStandStill((net, i) => i < net.dx),
    'the last block too': rowsStandStill((net, i) => i >= net.A.rows - net.dy),
  },
});

export const sec32Conservation: readonly Claim<FlowCase>[] = [
  prop6Proof,
  blocks,
  traceOfPowers,
  numberOfLaws,
  eq19,
  eq19LastLine,
  asSymmetricPart,
  orthogonal,
];
