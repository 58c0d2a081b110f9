import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { minus, scaled, T, times } from '../_exact.ts';
import { type ExactSides, exactly } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import {
  errorOf,
  flowTerm,
  inner,
  type M,
  type Network,
  networkOf,
  range,
  rational,
  squared,
  sum,
  tr,
  velocity,
} from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { gradient, loss, variations } from './_variations.ts';

// The survey's Σ is diagonal; nothing here asks for it, nor for assumptions 1 and 2.

const anyNetwork = networkCases({ assumptions: false });
const half = rational(1, 2);

const sides = (of: (net: Network, given: FlowCase) => ExactSides) => exactly(given => of(networkOf(given), given));

/** −∇L from the loss itself, as a matrix of blocks. */
export const rawVelocity = (net: Network, given: FlowCase): M =>
  net.blk(
    1,
    gradient(given.flow).map(slope => slope.map(entry => entry.neg())),
  );

const lossIs = (stated: (net: Network, error: M) => readonly Rational[]) =>
  sides((net, given) =>
    stated(net, errorOf(net)).map((value, k) => [
      ['loss by the norm', 'loss by the trace'][k]!,
      value,
      loss(given.flow),
    ]),
  );

const eq11 = surveyClaim({
  id: 'eq-11',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'The loss by the h-th power of the adjacency matrix',
  place: 'proposition 4, equation 11',
  statement: String.raw`\mathcal L(A)=\tfrac12\|E-A^h\|_F^2=\tfrac12\mathrm{tr}\big((E-A^h)(E-A^h)^\top\big)`,
  cases: anyNetwork,
  judge: lossIs((_, error) => [squared(error).mul(half), tr(times(error, T(error))).mul(half)]),
  wrong: {
    'without the half': lossIs((_, error) => [squared(error)]),
    'a power less': lossIs(net => [squared(minus(net.E, net.power(net.h - 1))).mul(half)]),
  },
});

const velocityIs = (stated: (net: Network) => M) =>
  sides((net, given) => [['dA/dt', stated(net), rawVelocity(net, given)]]);

const eq12 = surveyClaim({
  id: 'eq-12',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'The gradient flow by powers of the adjacency matrix',
  place: 'proposition 4, equation 12',
  note: 'Judged by the slopes of the loss along every weight, from truncated series.',
  statement: String.raw`\dot A=-\nabla_A\mathcal L=\sum_{j=1}^h(A^{h-j})^\top(E-A^h)(A^{j-1})^\top`,
  cases: anyNetwork,
  judge: velocityIs(velocity),
  wrong: {
    'without transposes': velocityIs(net =>
      sum(range(1, net.h).map(j => times(net.power(net.h - j), errorOf(net), net.power(j - 1)))),
    ),
    'the first term missing': velocityIs(net => minus(velocity(net), flowTerm(net, 1))),
    'twice as fast': velocityIs(net => scaled(2, velocity(net))),
  },
});

const powerIs = (from: (net: Network) => number, block: (net: Network, k: number, j: number) => M) =>
  sides(net =>
    range(from(net), net.h).map(k => [
      `A^${k}`,
      net.blk(
        k,
        range(1, net.h + 1 - k).map(j => block(net, k, j)),
      ),
      net.power(k),
    ]),
  );

const square = surveyClaim({
  id: 'prop-4:proof-square',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'The blocks of A² are products of neighbours',
  place: 'proof of proposition 4, before equation 13',
  statement: String.raw`A^2=\mathrm{blk}_2(W_2W_1,W_3W_2,\dots,W_hW_{h-1})`,
  cases: networkCases({ assumptions: false, minDepth: 2 }),
  judge: sides(net => [
    [
      'A²',
      net.blk(
        2,
        range(1, net.h - 1).map(j => times(net.W[j]!, net.W[j - 1]!)),
      ),
      times(net.A, net.A),
    ],
  ]),
  wrong: {
    'twice the blocks': powerIs(
      () => 2,
      (net, k, j) => scaled(2, net.product(j, j + k - 1)),
    ),
    'a factor fewer': powerIs(
      () => 2,
      (net, k, j) => net.product(j, j + k - 2),
    ),
  },
});

const eq13 = surveyClaim({
  id: 'eq-13',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'A^h has one block, the product of all layers',
  place: 'equation 13',
  statement: String.raw`A^h=\mathrm{blk}_h(W_{1:h})`,
  cases: anyNetwork,
  judge: powerIs(
    ({ h }) => h,
    net => net.product(1, net.h),
  ),
  wrong: {
    'without the last layer': powerIs(
      ({ h }) => h,
      net => net.product(1, net.h - 1),
    ),
    negated: powerIs(
      ({ h }) => h,
      net => scaled(-1, net.product(1, net.h)),
    ),
  },
});

const errorIs = (stated: (net: Network) => M) =>
  sides(net => [['E − A^h', net.blk(net.h, [stated(net)]), errorOf(net)]]);

const errorBlock = surveyClaim({
  id: 'prop-4:proof-error',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'E − A^h has one block, the error of the map',
  place: 'proof of proposition 4, after equation 13',
  statement: String.raw`E-A^h=\mathrm{blk}_h(\Sigma-W_{1:h})`,
  cases: anyNetwork,
  judge: errorIs(net => minus(net.Sigma, net.product(1, net.h))),
  wrong: {
    'the sum': errorIs(net => minus(net.Sigma, scaled(-1, net.product(1, net.h)))),
    'the task': errorIs(net => net.Sigma),
  },
});

/** dL/dt along the raw flow, from the loss itself. */
export const lossRate = (given: FlowCase): Rational =>
  variations(
    given.flow,
    gradient(given.flow).map(slope => slope.map(entry => entry.neg())),
    1,
  )[0]!;

const rateIs = (stated: (gradientOfLoss: M, rate: M) => Rational) =>
  sides((net, given) => {
    const rate = velocity(net);
    return [['dL/dt', stated(scaled(-1, rate), rate), lossRate(given)]];
  });

const eq14 = surveyClaim({
  id: 'eq-14',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'The derivative of the loss is the inner product of gradient and flow',
  place: 'equation 14',
  statement: String.raw`\dot{\mathcal L}=\langle\nabla_A\mathcal L,\dot A\rangle_F`,
  cases: anyNetwork,
  judge: rateIs(inner),
  wrong: {
    'half of it': rateIs((slope, rate) => inner(slope, rate).mul(half)),
    'of the other sign': rateIs((slope, rate) => inner(slope, rate).neg()),
  },
});

/** The gradient over all entries of A of −⟨E, A^h⟩ + c‖A^h‖², a line of the proof; the loss has c = ½. */
const lineOfProof = (c: number | Rational) =>
  sides((net, given) => {
    const terms = range(1, net.h).map(j => {
      const [left, right] = [T(net.power(j - 1)), T(net.power(net.h - j))];
      const square = scaled(Rational.of(c).mul(rational(2)), times(left, net.power(net.h), right));
      return minus(square, times(left, net.E, right));
    });
    return [['gradient', sum(terms), scaled(-1, rawVelocity(net, given))]];
  });

const proofSecondLine = surveyClaim({
  id: 'prop-4:proof-second-line',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'The gradient as the derivative of −tr((A^h)ᵀE) + tr((A^h)ᵀA^h)',
  place: 'proof of proposition 4, second line of the gradient',
  grade: 'wrong constant or sign',
  note: 'The ½ of the line before is lost on the second line and back on the third, which is right: see its own claim.',
  statement: String.raw`\nabla_A\mathcal L=-\frac{\partial}{\partial A}\mathrm{tr}((A^h)^\top E)+\frac{\partial}{\partial A}\mathrm{tr}((A^h)^\top A^h)`,
  cases: anyNetwork,
  judge: lineOfProof(1),
  corrected: {
    statement: String.raw`\nabla_A\mathcal L=-\frac{\partial}{\partial A}\mathrm{tr}((A^h)^\top E)+\tfrac12\frac{\partial}{\partial A}\mathrm{tr}((A^h)^\top A^h)`,
    judge: lineOfProof(half),
  },
  wrong: { 'without the square': lineOfProof(0), 'the square with a minus': lineOfProof(-0.5) },
});

const gradientIs = (stated: (net: Network, left: M, right: M) => M) =>
  sides((net, given) => [
    [
      'gradient',
      sum(range(1, net.h).map(j => stated(net, T(net.power(j - 1)), T(net.power(net.h - j))))),
      scaled(-1, rawVelocity(net, given)),
    ],
  ]);

const proofGradient = surveyClaim({
  id: 'prop-4:proof-gradient',
  topic: 'Adjacency form',
  section: '3.1',
  title: 'The gradient as sums over the places of A in A^h',
  place: 'proof of proposition 4, third and fourth line of the gradient',
  statement: String.raw`\nabla_A\mathcal L=-\sum_{j=1}^h(A^{j-1})^\top(E-A^h)(A^{h-j})^\top`,
  cases: anyNetwork,
  judge: gradientIs((net, left, right) => scaled(-1, times(left, errorOf(net), right))),
  wrong: {
    'of the other sign': gradientIs((net, left, right) => times(left, errorOf(net), right)),
    'without E': gradientIs((net, left, right) => times(left, net.power(net.h), right)),
  },
});

export const prop4: readonly Claim<FlowCase>[] = [
  eq11,
  eq12,
  square,
  eq13,
  errorBlock,
  eq14,
  proofSecondLine,
  proofGradient,
];
