import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { anyCriticalPoints, criticalPointCases, inBases, nearDiagonal } from './_criticalPoints.ts';
import { hessianInertia, learned, orbitDimension, rankOfDerivative, weightCount } from './_landscape.ts';
import { family, networkOf, range, rational } from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { isCritical, loss } from './_variations.ts';

/** Points of minimal loss, one layer among them. */
const optima = anyCriticalPoints({ maxDepth: 3, maxWidth: 2 }).map((given): FlowCase => {
  const { d, dy, Sigma, h } = networkOf(given);
  if (loss(given.flow).sign() === 0) return given;
  const layers = h === 1 ? [Sigma] : nearDiagonal(d, Sigma, range(0, dy - 1));
  return { ...given, flow: { ...given.flow, layers } };
});

export const atLeastOneHiddenLayer: Hypothesis<FlowCase> = {
  name: 'at least one hidden layer',
  meaning: 'h ≥ 2',
  holds: ({ flow }) => flow.layers.length >= 2,
};

/**
 * At an optimum W_(2:h) has rank d_y (of one layer it is I), so that the derivative of the product is onto and the optima are a
 * manifold near it, of the dimension of its kernel.
 */
const dimensionOfOptima = (given: FlowCase): number => weightCount(given.flow) - rankOfDerivative(given);

const optimaAround = (least: number) =>
  exactlyOrdered(given => [[dimensionOfOptima(given), '>=', least, 'dimension of the optima around one of them']]);

const infinitelyMany = surveyClaim({
  id: 'prop-3:infinitely-many-optima',
  topic: 'Loss landscape',
  section: '2.2',
  title: 'There are infinitely many optimal solutions, and none of them is isolated',
  place: 'proposition 3',
  grade: 'missing hypothesis',
  note: 'False for one layer, h = 1, whose only optimum is Σ; the survey speaks of h > 1 where it speaks of overparametrisation.',
  statement: String.raw`\mathcal L^{-1}(0)\text{ is infinite and has no isolated point}`,
  cases: optima,
  judge: optimaAround(1),
  narrowed: {
    statement: String.raw`h\ge 2\;\Rightarrow\;\mathcal L^{-1}(0)\text{ is infinite and has no isolated point}`,
    hypotheses: [atLeastOneHiddenLayer],
  },
  wrong: { 'two dimensions at least': optimaAround(2), 'three dimensions at least': optimaAround(3) },
});

/** Least loss by the largest rank m of the product: ½Σ_{i>m}σ_i², reached by the first m modes. */
const leastLoss = (stated: (given: FlowCase) => Rational) =>
  exactly(given => {
    const { d, Sigma, dy, h } = networkOf(given);
    const layers = h === 1 ? [Sigma] : nearDiagonal(d, Sigma, range(0, dy - 1));
    return [['least loss', stated(given), loss({ ...given.flow, layers })]];
  });

const zeroLoss = surveyClaim({
  id: 'prop-3:zero-loss',
  topic: 'Loss landscape',
  section: '2.2',
  title: 'The loss of an optimal solution is 0',
  place: 'proposition 3, and the chain of inequalities in its proof',
  note: 'A loss is never below 0, and here layers are given whose loss is 0: no optimum has another one.',
  statement: String.raw`\mathcal L(W_1^*,\dots,W_h^*)=0`,
  cases: networkCases({}),
  judge: leastLoss(() => Rational.ZERO),
  wrong: {
    'half of the smallest singular value squared': leastLoss(given => {
      const { Sigma, dy } = networkOf(given);
      return Sigma.at(dy - 1, dy - 1)
        .mul(Sigma.at(dy - 1, dy - 1))
        .mul(rational(1, 2));
    }),
  },
});

const changedBases = networkCases({ minDepth: 2, with: ['P'] });

const lossInBases = (factor: Rational) =>
  exactly(given => {
    const layers = inBases(given.flow.layers, family(given, 'P')).map((layer, j) =>
      j === 0 ? layer.map(entry => entry.mul(factor)) : layer,
    );
    return [['loss in other bases', loss(given.flow), loss({ ...given.flow, layers })]];
  });

const changeOfBasis = surveyClaim({
  id: 'prop-3:proof-change-of-basis',
  topic: 'Loss landscape',
  section: '2.2',
  title: 'Changes of basis in the hidden layers leave the loss what it is',
  place: 'proof of proposition 3',
  statement: String.raw`\mathcal L(P_1W_1,P_2W_2P_1^{-1},\dots,W_hP_{h-1}^{-1})=\mathcal L(W_1,\dots,W_h)`,
  cases: changedBases,
  judge: lossInBases(Rational.ONE),
  wrong: { 'P_1 twice': lossInBases(rational(2)), 'P_1 negated': lossInBases(rational(-1)) },
});

const points = anyCriticalPoints({ maxDepth: 3, maxWidth: 2 });

/** What M_c can have at a point: the Hessian is 0 along it. */
const dimensionAtMost = (given: FlowCase): number => hessianInertia(given.flow).zero;

const levelDimension = (least: (given: FlowCase) => number) =>
  exactlyOrdered(given => [
    [dimensionAtMost(given), '>=', least(given), 'largest dimension that M_c can have around the point'],
  ]);

const basisChanges = (given: FlowCase): number => {
  const { d } = networkOf(given);
  return d.slice(1, -1).reduce((sum, width) => sum + width * width, 0);
};

const dimension = surveyClaim({
  id: 'prop-3:dimension',
  topic: 'Loss landscape',
  section: '2.2',
  title: 'The level sets M_c of critical points have a dimension of at least Σ d_i²',
  place: 'proposition 3, and its proof for the global minima',
  grade: 'wrong statement',
  note:
    'The proof counts the changes of basis, but some of them leave the layers where they are: at (0, 0) all of them. Of the minima it is ' +
    'false as well: layers of 1-2-1 have 4 weights and one equation w₂w₁ = σ, so dim M_0 = 3 < 4; in general ' +
    'dim M_0 = Σ d_i d_(i−1) − d_x d_y. What the proof shows is the dimension of the orbit of the point.',
  statement: String.raw`\dim\mathcal M_c\ge\sum_{i=1}^{h-1}d_i^2`,
  cases: points,
  judge: levelDimension(basisChanges),
  corrected: {
    statement: String.raw`\dim_A\mathcal M_c\ge\mathrm{rank}\,\big(X_i\mapsto X_iW_i-W_iX_{i-1}\big)`,
    judge: levelDimension(orbitDimension),
  },
  wrong: {
    'one more than the orbit': levelDimension(given => orbitDimension(given) + 1),
    'all changes of basis': levelDimension(basisChanges),
  },
});

const optimaHave = (stated: (given: FlowCase) => number) =>
  exactly(given => [['dimension of M_0', rational(stated(given)), rational(hessianInertia(given.flow).zero)]]);

/**
 * The set M_c of a critical point, given its weights: it is unbounded if it has a point that is not 0, since a change of basis of a
 * learned mode or a multiple of a point with product 0 is again in it; else it is the point 0 alone.
 */
function hasPointBesideZero(given: FlowCase): boolean {
  const { W, h, dx, dy } = networkOf(given);
  if (h === 1) return false;
  if (W.some(layer => layer.data.some(entry => entry.sign() !== 0))) return true;
  return h > 2 || dx > dy;
}

/** A point of the same level beyond any bound: of the parametrised kind, checked by the loss itself. */
function farPoint(given: FlowCase, factor: Rational): Matrix<Rational>[] {
  const { W, d, h } = networkOf(given);
  const S = learned(given)!;
  if (S.length > 0) {
    const scale = Matrix.generate(d[1]!, d[1]!, (i, j) => (i === j ? factor : Rational.ZERO));
    return inBases(W, [
      scale,
      ...range(2, h - 1).map(i => Matrix.generate(d[i]!, d[i]!, (k, l) => rational(k === l ? 1 : 0))),
    ]);
  }
  if (W.some(layer => layer.data.some(entry => entry.sign() !== 0)))
    return W.map(layer => layer.map(entry => entry.mul(factor)));
  // Of A = 0: the second of three or more layers, or inputs that the task does not use.
  return W.map((layer, j) =>
    layer.map((_, row, col) =>
      (h > 2 ? j === 1 && row === 0 && col === 0 : j === 0 && row === 0 && col === layer.cols - 1)
        ? factor
        : Rational.ZERO,
    ),
  );
}

const isUnbounded = (least: (given: FlowCase) => boolean) =>
  isSo(given => {
    const far = rational(1_000_000);
    const size = 'largest weight of points of M_c';
    if (!hasPointBesideZero(given))
      return { isSo: least(given), quantity: size, reason: 'M_c is this one point', shown: 0 };
    const layers = farPoint(given, far);
    const flow = { ...given.flow, layers };
    const isThere = isCritical(flow) && loss(flow).equals(loss(given.flow));
    const isFar = layers.some(layer => layer.data.some(entry => entry.abs().compare(rational(1000)) > 0));
    return {
      isSo: !least(given) && isThere && isFar,
      quantity: size,
      reason: 'M_c has a point with a weight above 1000',
    };
  });

const unbounded = surveyClaim({
  id: 'prop-3:unbounded',
  topic: 'Loss landscape',
  section: '2.2',
  title: 'The level sets M_c of critical points are unbounded',
  place: 'proposition 3, proposition 15 and the abstract',
  grade: 'missing hypothesis',
  note:
    'For critical values c; for every other c the set is empty. With h = 2 and d_x = d_y the level of A = 0 is {0}: W_2ᵀΣ = 0 and ' +
    'ΣW_1ᵀ = 0 leave nothing else, and the Hessian is not singular there. So is M_0 of one layer.',
  statement: String.raw`\mathcal M_c\text{ is unbounded for every critical value }c`,
  cases: points,
  judge: isUnbounded(() => false),
  narrowed: {
    statement: String.raw`h\ge 3,\text{ or }h=2\text{ and }(d_x>d_y\text{ or }c<\mathcal L(0))`,
    hypotheses: [
      {
        name: 'not the level of A = 0 of two layers with d_x = d_y, and not one layer',
        meaning: 'h ≥ 3, or h = 2 and (d_x > d_y or W_(1:h) ≠ 0)',
        holds: given => {
          const { h, dx, dy, product } = networkOf(given);
          return h > 2 || (h === 2 && (dx > dy || rank(rationalField, product(1, h)) > 0));
        },
      },
    ],
  },
  wrong: { 'always one point': isUnbounded(() => true) },
});

const minima = criticalPointCases({ rank: 'full', maxDepth: 2 });

/** Half of them with more hidden units than ends have together, where changes of basis are most. */
const minimaAlsoWide = fc.oneof(
  minima,
  minima.filter(given => networkOf(given).d[1]! >= networkOf(given).dx + networkOf(given).dy),
);

const dimensionOfMinima = surveyClaim({
  id: 'prop-3:dimension-of-minima',
  topic: 'Loss landscape',
  section: '2.2',
  title: 'The set M_0 of global minima has a dimension of at least Σ d_i²',
  place: 'proof of proposition 3',
  grade: 'wrong statement',
  note: 'On M_0 the derivative of the product is onto: M_0 is a manifold, and its dimension the number of weights less d_x d_y.',
  statement: String.raw`\dim\mathcal M_0\ge\sum_{i=1}^{h-1}d_i^2`,
  cases: minimaAlsoWide,
  judge: exactlyOrdered(given => [[hessianInertia(given.flow).zero, '>=', basisChanges(given), 'dimension of M_0']]),
  corrected: {
    statement: String.raw`\dim\mathcal M_0=\sum_{i=1}^{h}d_id_{i-1}-d_xd_y`,
    judge: optimaHave(given => {
      const { dx, dy } = networkOf(given);
      return weightCount(given.flow) - dx * dy;
    }),
  },
  wrong: {
    'the changes of basis': optimaHave(basisChanges),
    'all weights but the outputs': optimaHave(given => weightCount(given.flow) - networkOf(given).dy),
  },
});

export const prop3: readonly Claim<FlowCase>[] = [
  infinitelyMany,
  zeroLoss,
  changeOfBasis,
  dimension,
  dimensionOfMinima,
  unbounded,
];
