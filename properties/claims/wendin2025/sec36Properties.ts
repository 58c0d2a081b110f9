import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { flow } from '../../../src/network/flow.ts';
import { lossVariations } from '../../../src/network/observables/lossVariations.ts';
import { characteristicPolynomial } from '../../../src/numbers/characteristicPolynomial.ts';
import { stackCols, stackRows } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { minus, plus, scaled, T, times } from '../_exact.ts';
import { type ExactSides, exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { anyCriticalPoints, criticalPointCases } from './_criticalPoints.ts';
import {
  errorOf,
  inner,
  isZero,
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
import { coordinates } from './_variations.ts';
import { rawVelocity } from './prop4.ts';

const anyNetwork = networkCases({ assumptions: false });
const sides = (of: (net: Network, given: FlowCase) => ExactSides) => exactly(given => of(networkOf(given), given));
const half = rational(1, 2);
const two = rational(2);

/** d/dt ‖A‖²_F along the raw flow. */
const rateOfNorm = (net: Network, given: FlowCase): Rational => inner(net.A, rawVelocity(net, given)).mul(two);

const rateIs = (stated: (net: Network) => readonly Rational[]) =>
  sides((net, given) => {
    const truth = rateOfNorm(net, given);
    return stated(net).map((value, k) => [`d‖A‖²/dt, form ${k + 1}`, value, truth]);
  });

const eq23 = surveyClaim({
  id: 'eq-23',
  topic: 'Adjacency form',
  section: '3.6.1',
  title: 'The Frobenius norm of A follows an equation of its own',
  place: 'proposition 9, equation 23, and the first display of its proof',
  note: 'The sentence after it, when the norm stands still, says where the right side is 0.',
  statement: String.raw`\frac{d}{dt}\|A\|_F^2=2h\langle E-A^h,A^h\rangle_F=2h(\langle E,A^h\rangle_F-\|A^h\|_F^2)`,
  cases: anyNetwork,
  judge: rateIs(net => {
    const [Ah, error, h2] = [net.power(net.h), errorOf(net), rational(2 * net.h)];
    const proof = range(1, net.h).map(j => times(T(net.power(j)), error, T(net.power(net.h - j))));
    return [
      inner(error, Ah).mul(h2),
      inner(net.E, Ah).sub(squared(Ah)).mul(h2),
      tr(sum(proof)).mul(two),
      tr(times(error, T(Ah))).mul(h2),
    ];
  }),
  wrong: {
    'without h': rateIs(net => [inner(errorOf(net), net.power(net.h)).mul(two)]),
    'the error alone': rateIs(net => [squared(errorOf(net)).mul(rational(2 * net.h))]),
    'of the other sign': rateIs(net => [inner(errorOf(net), net.power(net.h)).mul(rational(-2 * net.h))]),
  },
});

const standsStill = (says: boolean) =>
  isSo(given => {
    const net = networkOf(given);
    const rate = rateOfNorm(net, given);
    return { isSo: (rate.sign() === 0) === says, quantity: 'd‖A‖²/dt', reason: `it is ${rate}` };
  });

const criticalOfNorm = surveyClaim({
  id: 'prop-9:critical-points',
  topic: 'Adjacency form',
  section: '3.6.1',
  title: 'Where the flow rests the norm of A rests too',
  place: 'proposition 9, last sentence, and its proof',
  note: 'A “critical point of ‖A‖_F” can only be one at which its derivative along the flow is 0: as a function of A it has none but A = 0.',
  statement: String.raw`\dot A=0\;\Rightarrow\;\frac{d}{dt}\|A\|_F^2=0`,
  cases: anyCriticalPoints(),
  judge: standsStill(true),
  wrong: { 'it does not': standsStill(false) },
});

/** W_i = a𝟙 and a task with Σσ = a^h b d_x d_y, distinct values; d_y ≥ 2. */
const allOnes = fc
  .tuple(networkCases({ minDepth: 2, maxDepth: 3 }), fc.constantFrom(1, 2), fc.constantFrom(1, 2, 3))
  .filter(([given]) => networkOf(given).dy >= 2)
  .map(([given, a, tilt]): FlowCase => {
    const { W, dx, dy, d, h } = networkOf(given);
    const b = d.slice(1, -1).reduce((all, size) => all * size, 1);
    const weights = range(0, dy - 1).map(i => dy - i + tilt - 1);
    const all = weights.reduce((x, y) => x + y, 0);
    const sigmaYX = Matrix.generate(dy, dx, (i, j) =>
      i === j ? rational(a ** h * b * dx * dy * weights[i]!, all) : Rational.ZERO,
    );
    return { ...given, flow: { ...given.flow, layers: W.map(layer => layer.map(() => rational(a))), sigmaYX } };
  });

const counterexample = surveyClaim({
  id: 'prop-9:not-vice-versa',
  topic: 'Adjacency form',
  section: '3.6.1',
  title: 'The norm of A may rest where the flow does not',
  place: 'proposition 9, last sentence, and the example in its proof',
  note: 'The example of the proof, with a rational a and Σ made to fit it. It needs σ_i ≠ σ_j for some i ≠ j, so d_y ≥ 2, which assumption 2 gives then.',
  statement: String.raw`W_i=a\mathbb I,\ a=\Big(\tfrac{\|\Sigma\|_1}{b\,d_xd_y}\Big)^{1/h}\;\Rightarrow\;\frac{d}{dt}\|A\|_F^2=0,\ \dot A\ne0`,
  cases: allOnes,
  judge: isSo(given => {
    const net = networkOf(given);
    const rate = rateOfNorm(net, given);
    const rests = isZero(rawVelocity(net, given));
    return {
      isSo: rate.sign() === 0 && !rests,
      quantity: 'd‖A‖²/dt',
      reason: `it is ${rate}, and the flow ${rests ? 'rests' : 'moves'}`,
    };
  }),
  wrong: {
    'the flow rests': isSo(given => {
      const net = networkOf(given);
      return { isSo: isZero(rawVelocity(net, given)), quantity: 'dA/dt', reason: 'the flow moves' };
    }),
  },
});

const products = (
  stated: (parts: {
    a: Rational;
    b: Rational;
    dx: Rational;
    dy: Rational;
    ones: Rational;
    h: number;
  }) => readonly Rational[],
) =>
  sides(net => {
    const { d, dx, dy, h, W, Sigma } = net;
    const map = net.product(1, h);
    const said = stated({
      a: W[0]!.at(0, 0),
      b: rational(d.slice(1, -1).reduce((all, size) => all * size, 1)),
      dx: rational(dx),
      dy: rational(dy),
      ones: Sigma.data.reduce((x, y) => x.add(y)),
      h,
    });
    const truth = [squared(map), inner(Sigma, map)];
    return said.map((value, k) => [['tr WᵀW', 'tr ΣᵀW'][k]!, value, truth[k]!]);
  });

const raised = (a: Rational, k: number): Rational => range(1, k).reduce(all => all.mul(a), Rational.ONE);

const proofTraces = surveyClaim({
  id: 'prop-9:proof-traces',
  topic: 'Adjacency form',
  section: '3.6.1',
  title: 'The two traces of the example',
  place: 'proof of proposition 9',
  statement: String.raw`\mathrm{tr}(W_{1:h}^\top W_{1:h})=a^{2h}b^2d_xd_y,\quad\mathrm{tr}(\Sigma^\top W_{1:h})=a^hb\|\Sigma\|_1`,
  cases: allOnes,
  judge: products(({ a, b, dx, dy, ones, h }) => [
    raised(a, 2 * h)
      .mul(b)
      .mul(b)
      .mul(dx)
      .mul(dy),
    raised(a, h).mul(b).mul(ones),
  ]),
  wrong: {
    'b once': products(({ a, b, dx, dy, h }) => [
      raised(a, 2 * h)
        .mul(b)
        .mul(dx)
        .mul(dy),
    ]),
    'without the outputs': products(({ a, b, dx, h }) => [
      raised(a, 2 * h)
        .mul(b)
        .mul(b)
        .mul(dx),
    ]),
  },
});

/** A power of 2 from which on ‖(kA)^h‖ > ‖E‖. */
function farFactor(net: Network): Rational {
  let k = Rational.ONE;
  const grown = (): Rational => range(1, 2 * net.h).reduce(product => product.mul(k), squared(net.power(net.h)));
  while (grown().compare(squared(net.E)) <= 0) k = k.mul(two);
  return k;
}

const movesFrom = (factors: (far: Rational) => readonly Rational[], sign: -1 | 1) =>
  isSo(given => {
    const rates = factors(farFactor(networkOf(given))).map(k => {
      const moved = { ...given, flow: { ...given.flow, layers: given.flow.layers.map(layer => scaled(k, layer)) } };
      return rateOfNorm(networkOf(moved), moved);
    });
    return {
      isSo: rates.every(rate => rate.sign() === sign),
      quantity: 'd‖A‖²/dt at multiples of A',
      reason: rates.join(', '),
      shown: new Matrix(rates.length, 1, rates),
    };
  });

const farAway = surveyClaim({
  id: 'sec-3.6.1:far-away-the-norm-falls',
  topic: 'Adjacency form',
  section: '3.6.1',
  title: 'Far away from the origin the norm of A falls',
  place: 'section 3.6.1, last sentence, “far away”',
  note: 'On every ray on which A^h is not 0, from where ‖A^h‖ > ‖E‖ on. Near the origin the sign is that of ⟨E, A^h⟩, as often one as the other; over the whole way from there to a minimum the norm rises (sec-3.6.1:minima-are-away-from-the-origin).',
  statement: String.raw`\|(kA)^h\|_F>\|E\|_F\;\Rightarrow\;\frac{d}{dt}\|kA\|_F^2<0`,
  cases: anyNetwork,
  judge: movesFrom(far => [far, far.mul(two), far.mul(rational(4))], -1),
  hypotheses: [
    {
      name: 'A^h ≠ 0',
      meaning: 'the product of all layers is not 0',
      holds: given => !isZero(networkOf(given).power(given.flow.layers.length)),
    },
  ],
  wrong: {
    'near the origin too': movesFrom(far => [Rational.ONE.div(far.mul(rational(1000)))], -1),
    'it rises': movesFrom(far => [far], 1),
  },
});

/** Equal scalars z on the task z^h: the minima nearest to the origin. */
const nearestMinima = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(rational(1), rational(2), rational(1, 2)))
  .map(([h, z]): FlowCase => {
    const one = (value: Rational): M => new Matrix(1, 1, [value]);
    const task = range(1, h).reduce(product => product.mul(z), Rational.ONE);
    return {
      flow: flow({ layers: range(1, h).map(() => one(z)), sigmaYX: one(task) }),
      time: Rational.ZERO,
      extra: {},
    };
  });

/** (‖A‖²/h)^h against ‖Σ‖²: the inequality of means and that of products of norms. */
const awayFromTheOrigin = (factor: number) =>
  exactlyOrdered(given => {
    const { A, h, Sigma } = networkOf(given);
    const mean = squared(A).div(rational(h));
    const left = range(1, h).reduce(product => product.mul(mean), Rational.ONE);
    return [[left, '>=', squared(Sigma).mul(rational(factor)), '(‖A‖²/h)^h at a minimum']];
  });

const minimaAreAway = surveyClaim({
  id: 'sec-3.6.1:minima-are-away-from-the-origin',
  topic: 'Adjacency form',
  section: '3.6.1',
  title: 'All minima are so far from the origin that trajectories from near it that come to one end with a larger norm',
  place: 'section 3.6.1, last sentence, “near the origin”',
  note: 'Equality for scalars of equal size, about half of the cases. The norm need not rise all the time: see section 6.1.',
  statement: String.raw`A^h=E\;\Rightarrow\;\|A\|_F^2\ge h\,\|\Sigma\|_F^{2/h}`,
  cases: fc.oneof(criticalPointCases({ rank: 'full' }), nearestMinima),
  judge: awayFromTheOrigin(1),
  wrong: { 'twice as much': awayFromTheOrigin(4), 'a tenth more': awayFromTheOrigin(1.25) },
});

const isNotZero = (matrix: (net: Network) => M) =>
  isSo(given => {
    const found = matrix(networkOf(given));
    return {
      isSo: !isZero(found),
      quantity: 'the product',
      reason: `it is ${isZero(found) ? '0' : 'not 0'}`,
      shown: found,
    };
  });

const notAnEquilibrium = surveyClaim({
  id: 'prop-9:proof-not-an-equilibrium',
  topic: 'Adjacency form',
  section: '3.6.1',
  title: 'The example is no equilibrium since A^(h−1)(E − A^h) ≠ 0',
  place: 'proof of proposition 9',
  grade: 'wrong constant or sign',
  note: 'A^(h−1)(E − A^h) shifts by 2h − 1 > h blocks and is always 0 for h ≥ 2; the transpose of A^(h−1) is what stands in equation 12.',
  statement: String.raw`A^{h-1}(E-A^h)\ne0`,
  cases: allOnes,
  judge: isNotZero(net => times(net.power(net.h - 1), errorOf(net))),
  corrected: {
    statement: String.raw`(A^{h-1})^\top(E-A^h)\ne0`,
    judge: isNotZero(net => times(T(net.power(net.h - 1)), errorOf(net))),
  },
  wrong: { 'transposed on the other side': isNotZero(net => times(T(net.power(net.h)), T(errorOf(net)))) },
});

const DECAYS = [rational(1), rational(1, 2), rational(3)] as const;

const withDecay = fc
  .tuple(anyNetwork, fc.nat(2))
  .map(([given, index]): FlowCase => ({ ...given, flow: { ...given.flow, decay: DECAYS[index]! } }));

/** −∇ of a loss with decay, from the loss itself. */
function decayingVelocity(net: Network, { flow }: FlowCase): M {
  const slopes = coordinates(flow).map(V => lossVariations(rationalField, flow, V, 1)[1]!);
  let next = 0;
  return net.blk(
    1,
    net.W.map(layer => layer.map(() => slopes[next++]!.neg())),
  );
}

const decayingIs = (stated: (net: Network, gamma: Rational) => M) =>
  sides((net, given) => [['dA/dt', stated(net, given.flow.decay!), decayingVelocity(net, given)]]);

const eq25 = surveyClaim({
  id: 'eq-25',
  topic: 'Adjacency form',
  section: '3.6.2',
  title: 'An L2 term adds −γA to the flow',
  place: 'proposition 10, equations 24 and 25, and its proof',
  note: 'By the slopes of ½(‖E − A^h‖² + γ‖A‖²) along every weight, from truncated series.',
  statement: String.raw`\frac{dA}{dt}=\sum_{j=1}^h(A^{h-j})^\top(E-A^h)(A^{j-1})^\top-\gamma A`,
  cases: withDecay,
  judge: decayingIs((net, gamma) => minus(velocity(net), scaled(gamma, net.A))),
  wrong: {
    'twice γ': decayingIs((net, gamma) => minus(velocity(net), scaled(gamma.mul(two), net.A))),
    'γ of the other sign': decayingIs((net, gamma) => plus(velocity(net), scaled(gamma, net.A))),
    'without γ': decayingIs(velocity),
  },
});

const polynomialRow = (a: M): M => {
  const found = characteristicPolynomial(rationalField, a);
  return new Matrix(1, found.length, found);
};

const symmetric = (A: M): M => scaled(half, plus(A, T(A)));
const skew = (A: M): M => scaled(half, minus(A, T(A)));

/** Points of the unit circle. */
const ANGLES = [
  [rational(3, 5), rational(4, 5)],
  [rational(0), rational(1)],
  [rational(-5, 13), rational(12, 13)],
] as const;

/** The Hermitian part of (c + is)A as a real matrix of twice the size: each of its eigenvalues is there twice. */
function hermitianPart(A: M, c: Rational, s: Rational): M {
  const [real, imaginary] = [scaled(c, symmetric(A)), scaled(s, skew(A))];
  return stackRows(stackCols(real, scaled(-1, imaginary)), stackCols(imaginary, real));
}

const small = networkCases({ assumptions: false, maxDepth: 3, maxWidth: 2 });

const sameFromAllSides = (turned: (A: M, c: Rational, s: Rational) => M) =>
  sides(({ A }) => {
    const truth = polynomialRow(hermitianPart(A, Rational.ONE, Rational.ZERO));
    return ANGLES.map(([c, s]) => [
      `characteristic polynomial of the Hermitian part of e^(iθ)A, cos θ = ${c}`,
      polynomialRow(turned(A, c, s)),
      truth,
    ]);
  });

const disk = surveyClaim({
  id: 'prop-11.1',
  topic: 'Adjacency form',
  section: '3.6.3',
  title: 'The numerical range of A is a disk about the origin',
  place: 'proposition 11, part 1, and its proof',
  note: 'How far the range reaches in a direction θ is the largest eigenvalue of the Hermitian part of e^(iθ)A; these have one characteristic polynomial for all θ. The disk is a point at A = 0.',
  statement: String.raw`\mathcal W(A)=\{z:|z|\le\rho\}`,
  cases: small,
  judge: sameFromAllSides(hermitianPart),
  wrong: {
    'of A + I': sameFromAllSides((A, c, s) =>
      hermitianPart(
        A.map((entry, i, j) => (i === j ? entry.add(Rational.ONE) : entry)),
        c,
        s,
      ),
    ),
    'of a symmetric matrix': sameFromAllSides((A, c, s) => hermitianPart(symmetric(A), c, s)),
  },
});

/** Coefficients of the characteristic polynomial of A_sk if its eigenvalues are i times those of A_sy: c_k i^k. */
const skewFromSymmetric = (sign: (k: number) => number) =>
  sides(({ A }) => {
    const sy = polynomialRow(symmetric(A));
    return [
      [
        'characteristic polynomial of A_sk',
        sy.map((entry, _, k) => entry.mul(rational(sign(k)))),
        polynomialRow(skew(A)),
      ],
    ];
  });

const spectra = surveyClaim({
  id: 'prop-11.2',
  topic: 'Adjacency form',
  section: '3.6.3',
  title: 'The spectra of the symmetric and the skew part are the same up to i',
  place: 'proposition 11, part 2',
  statement: String.raw`\mathrm{Sp}(A_{\mathrm{sk}})=i\,\mathrm{Sp}(A_{\mathrm{sy}})`,
  cases: anyNetwork,
  judge: skewFromSymmetric(k => (k % 2 === 1 ? 0 : k % 4 === 0 ? 1 : -1)),
  wrong: {
    'without i': skewFromSymmetric(() => 1),
    'twice as large': skewFromSymmetric(k => (k % 2 === 1 ? 0 : (-4) ** (k / 2))),
  },
});

const oddCoefficients = (part: (A: M) => M) =>
  sides(({ A }) =>
    [part(A), skew(A)].map((matrix, k) => {
      const found = polynomialRow(matrix);
      const stated = found.map((entry, _, index) => (index % 2 === 1 ? Rational.ZERO : entry));
      return [`odd coefficients of the polynomial of ${k === 0 ? 'A_sy' : 'A_sk'}`, stated, found];
    }),
  );

const symmetricSpectra = surveyClaim({
  id: 'prop-11.3',
  topic: 'Adjacency form',
  section: '3.6.3',
  title: 'The spectra of both parts are symmetric about the origin',
  place: 'proposition 11, part 3',
  statement: String.raw`\lambda\in\mathrm{Sp}(A_{\mathrm{sy}})\Rightarrow-\lambda\in\mathrm{Sp}(A_{\mathrm{sy}}),\ \text{and so for }A_{\mathrm{sk}}`,
  cases: anyNetwork,
  judge: oddCoefficients(symmetric),
  wrong: { 'of AᵀA': oddCoefficients(A => times(T(A), A)) },
});

const traces = (from: number) =>
  sides(({ A, power, h }) => range(from, h + 1).map(k => [`tr (A^${k})ᵀA`, Rational.ZERO, inner(power(k), A)]));

const orthogonalPowers = surveyClaim({
  id: 'prop-11.4',
  topic: 'Adjacency form',
  section: '3.6.3',
  title: 'All higher powers of A are orthogonal to A',
  place: 'proposition 11, part 4',
  statement: String.raw`\mathrm{tr}((A^k)^\top A)=0\quad\text{for all }k\ge2`,
  cases: anyNetwork,
  judge: traces(2),
  wrong: { 'k = 1 too': traces(1) },
});

export const sec36Properties: readonly Claim<FlowCase>[] = [
  eq23,
  criticalOfNorm,
  counterexample,
  proofTraces,
  notAnEquilibrium,
  farAway,
  minimaAreAway,
  eq25,
  disk,
  spectra,
  symmetricSpectra,
  orthogonalPowers,
];
