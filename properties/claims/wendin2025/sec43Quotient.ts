import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { I, minus, scaled, times } from '../_exact.ts';
import { exactly, isSo } from '../_exactly.ts';
import { condition } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { anyCriticalPoints, criticalPointCases, inBases, nearDiagonal, signatureOf } from './_criticalPoints.ts';
import { inColumn, velocity } from './_descent.ts';
import { learned } from './_landscape.ts';
import { errorOf, family, isZero, type M, network, networkOf, range, rational, squared, total } from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { gradient, loss } from './_variations.ts';
import { atLeastOneHiddenLayer } from './prop3.ts';

const half = rational(1, 2);
const points = anyCriticalPoints({ maxDepth: 3, maxWidth: 2 });

const subsets = (dy: number): number[][] =>
  range(0, 2 ** dy - 1).map(bits => range(0, dy - 1).filter(i => (bits >> i) % 2 === 1));

/** Critical values that networks of every signature have, and how many of them differ. */
const values = (stated: (dy: number) => number) =>
  exactly(given => {
    const { d, dy, Sigma, h } = networkOf(given);
    const found = subsets(dy)
      .filter(S => h > 1 || S.length === dy)
      .map(S => loss({ ...given.flow, layers: h === 1 ? [Sigma] : nearDiagonal(d, Sigma, S) }).toString());
    return [['critical values', rational(stated(dy)), rational(new Set(found).size)]];
  });

const numberOfLevels = surveyClaim({
  id: 'prop-15:number-of-levels',
  topic: 'Loss landscape',
  section: '4.3',
  title: 'There are 2^(d_y) level sets of critical points, all disjoint',
  place: 'propositions 15 and 17, and the text between them',
  grade: 'missing hypothesis',
  note: 'That the values differ is assumption 2. Of one layer there is one critical point.',
  statement: String.raw`\#\{c:\mathcal M_c\ne\emptyset\}=2^{d_y}`,
  cases: networkCases({}),
  judge: values(dy => 2 ** dy),
  narrowed: {
    statement: String.raw`h\ge2\;\Rightarrow\;\#\{c:\mathcal M_c\ne\emptyset\}=2^{d_y}`,
    hypotheses: [atLeastOneHiddenLayer],
  },
  wrong: { 'one for each rank': values(dy => dy + 1), 'without A = 0': values(dy => 2 ** dy - 1) },
});

const invariance = (says: (rests: boolean) => boolean) =>
  isSo(given => {
    const rests = gradient(given.flow).every(isZero);
    return { isSo: says(rests), quantity: 'dA/dt on M_c', reason: rests ? 'it is 0' : 'it is not 0' };
  });

const invariant = surveyClaim({
  id: 'prop-15:invariant',
  topic: 'Loss landscape',
  section: '4.3',
  title: 'Each M_c is invariant',
  place: 'proposition 15',
  note: 'M_c is made of equilibria.',
  statement: String.raw`A\in\mathcal M_c\;\Rightarrow\;\dot A=0`,
  cases: points,
  judge: invariance(rests => rests),
  wrong: { 'it moves': invariance(rests => !rests) },
});

/** Near a minimum there are others at every distance: none attracts all of its neighbourhood. */
const otherMinimumNear = (says: (isThere: boolean) => boolean) =>
  isSo(given => {
    const { W, d } = networkOf(given);
    const bases = d.slice(1, -1).map((size, j) => scaled(j === 0 ? rational(1_000_001, 1_000_000) : 1, I(size)));
    const near = inBases(W, bases);
    const isOther = near.some((layer, j) => !isZero(minus(layer, W[j]!)));
    const isThere = isOther && loss({ ...given.flow, layers: near }).sign() === 0;
    return {
      isSo: says(isThere),
      quantity: 'other minima near a minimum',
      reason: isThere ? 'there are' : 'there are none',
    };
  });

const notAsymptotic = surveyClaim({
  id: 'prop-15:not-asymptotically-stable',
  topic: 'Loss landscape',
  section: '4.3',
  title: 'No global minimum is asymptotically stable',
  place: 'proposition 15 and its proof',
  note: 'For h ≥ 2: another minimum, an equilibrium itself, is nearer than any distance.',
  statement: String.raw`A^*\in\mathcal M_0\text{ is not asymptotically stable}`,
  cases: criticalPointCases({ rank: 'full' }),
  judge: otherMinimumNear(isThere => isThere),
  wrong: { 'it is alone': otherMinimumNear(isThere => !isThere) },
});

const decomposition = (factor: Rational) =>
  exactly(given => {
    const net = networkOf(given);
    return [['ψ(φ(A))', squared(errorOf(net)).mul(factor), loss(given.flow)]];
  });

const twoMaps = surveyClaim({
  id: 'sec-4.3:decomposition',
  topic: 'Loss landscape',
  section: '4.3',
  title: 'The loss is ψ after φ with ψ(Φ) = ‖E − Φ‖²_F',
  place: 'section 4.3, the display before the equivalence relation',
  grade: 'wrong constant or sign',
  note: 'The loss of equation 11 has a half.',
  statement: String.raw`\mathcal L(A)=\|E-A^h\|_F^2`,
  cases: networkCases({}),
  judge: decomposition(Rational.ONE),
  corrected: { statement: String.raw`\mathcal L(A)=\tfrac12\|E-A^h\|_F^2`, judge: decomposition(half) },
  wrong: { 'a quarter': decomposition(rational(1, 4)), 'twice that': decomposition(rational(2)) },
});

/** A_1 of any kind in coordinates of its own, Z in those that are left: A_1Z = ZA_1 = 0, Z^h = 0, seen from other bases. */
const equivalentPairs = criticalPointCases();

const sameProduct = (other: (given: FlowCase) => readonly M[], factor = 1) =>
  exactly(given => {
    const { Sigma, d, h } = networkOf(given);
    const one = network(nearDiagonal(d, Sigma, signatureOf(given)), Sigma);
    const two = network(other(given), Sigma);
    return [['A_2^h', scaled(factor, one.power(h)), two.power(h)]];
  });

const equivalence = surveyClaim({
  id: 'prop-16',
  topic: 'Loss landscape',
  section: '4.3',
  title: 'A_1 and P(A_1 + Z)P⁻¹ have the same product of layers',
  place: 'proposition 16',
  note: 'Z has the blocks that A_1 does not use, at least two of them 0, so that A_1Z = ZA_1 = 0 and Z^h = 0; this is checked of every case.',
  statement: String.raw`A_2=P(A_1+Z)P^{-1},\ A_1Z=ZA_1=0,\ Z^h=0\;\Rightarrow\;A_1^h=A_2^h`,
  cases: equivalentPairs,
  judge: sameProduct(({ flow }) => flow.layers),
  hypotheses: [
    {
      name: 'A_1Z = ZA_1 = 0, Z^h = 0',
      meaning: 'Z is in the null spaces of A_1 on both sides and nilpotent of index h at most',
      holds: given => {
        const { Sigma, d, h } = networkOf(given);
        const one = network(nearDiagonal(d, Sigma, signatureOf(given)), Sigma);
        const Z = network(family(given, 'Z'), Sigma);
        return isZero(times(one.A, Z.A)) && isZero(times(Z.A, one.A)) && isZero(Z.power(h));
      },
    },
  ],
  wrong: {
    'twice the product': sameProduct(({ flow }) => flow.layers, 2),
    'Z alone': sameProduct(given => family(given, 'Z')),
  },
});

/** The image of a critical point, and that of the near-diagonal one of its loss. */
const imagesOfLevels = (image: (given: FlowCase) => M) =>
  exactly(given => {
    const { Sigma, d, h, product } = networkOf(given);
    const S = learned(given) ?? [];
    const one = h === 1 ? network([Sigma], Sigma) : network(nearDiagonal(d, Sigma, S), Sigma);
    return [
      ['Φ*', image(given), product(1, h)],
      ['critical value', loss({ ...given.flow, layers: one.W }), loss(given.flow)],
    ];
  });

const learnedTask = (given: FlowCase): M => {
  const S = learned(given) ?? [];
  return networkOf(given).Sigma.map((entry, i) => (S.includes(i) ? entry : Rational.ZERO));
};

const onePoint = surveyClaim({
  id: 'prop-17.1',
  topic: 'Loss landscape',
  section: '4.3',
  title: 'All points of a level set of critical points have the same image SΣ',
  place: 'proposition 17, part 1, and its proof',
  note: 'The signature is read off the loss: partial sums of squares are distinct.',
  statement: String.raw`\phi(\mathcal M_c)=\{\Phi_c^*\}`,
  cases: points,
  judge: imagesOfLevels(learnedTask),
  wrong: {
    'the task': imagesOfLevels(({ flow }) => flow.sigmaYX),
    'what is not learned': imagesOfLevels(given => minus(given.flow.sigmaYX, learnedTask(given))),
  },
});

/** Distances between the images of different signatures, squared: the smallest. */
const isolation = (least: (smallest: Rational) => Rational) =>
  isSo(given => {
    const { Sigma, dy } = networkOf(given);
    const images = subsets(dy).map(S => Sigma.map((entry, i) => (S.includes(i) ? entry : Rational.ZERO)));
    const distances = images.flatMap((one, k) => images.slice(k + 1).map(other => squared(minus(one, other))));
    const smallest = distances.reduce((a, b) => (a.compare(b) < 0 ? a : b));
    const last = Sigma.at(dy - 1, dy - 1);
    return {
      isSo: smallest.compare(least(last.mul(last))) >= 0 && smallest.sign() > 0,
      quantity: 'smallest squared distance between critical points of the quotient',
      reason: `it is ${smallest}`,
    };
  });

const isolated = surveyClaim({
  id: 'prop-17.2',
  topic: 'Loss landscape',
  section: '4.3',
  title: 'The images of critical points are isolated',
  place: 'proposition 17, part 2',
  note: 'Any two of them are at least σ_(d_y) apart.',
  statement: String.raw`\Phi_c^*\text{ is isolated in }\mathcal A_\phi`,
  cases: networkCases({}),
  judge: isolation(smallest => smallest),
  wrong: { 'twice as far': isolation(smallest => smallest.mul(rational(4))) },
});

const counts = (minima: (dy: number) => number) =>
  exactly(given => {
    const { dy, Sigma } = networkOf(given);
    const squares = range(0, dy - 1).map(i => Sigma.at(i, i).mul(Sigma.at(i, i)));
    const above = subsets(dy).filter(S => total(squares.filter((_, i) => !S.includes(i))).sign() > 0);
    return [['signatures of a loss above 0', rational(2 ** dy - minima(dy)), rational(above.length)]];
  });

const numberOfSaddles = surveyClaim({
  id: 'prop-17.3',
  topic: 'Loss landscape',
  section: '4.3',
  title: 'All but one of them are images of saddle points; the one is that of the minima',
  place: 'proposition 17, part 3',
  note: 'Which points are saddles is judged with proposition 14, here how many signatures there are of each kind.',
  restsOn: ['prop-14.1.c', 'prop-14.2.a'],
  statement: String.raw`2^{d_y}-1\text{ saddle points and one minimum}`,
  cases: networkCases({}),
  judge: counts(() => 1),
  wrong: { 'as many minima as outputs': counts(dy => dy + 1), 'no minimum': counts(() => 0) },
});

/** The slope of ψ(Φ) = ½‖Σ − Φ‖² at an image: Φ − Σ. */
const restsInTheQuotient = (says: (slope: M, isMinimum: boolean) => boolean) =>
  isSo(given => {
    const slope = minus(learnedTask(given), given.flow.sigmaYX);
    return {
      isSo: says(slope, loss(given.flow).sign() === 0),
      quantity: 'slope of ψ at φ(A*)',
      reason: isZero(slope) ? 'it is 0' : 'it is not 0',
      stated: slope.map(() => Rational.ZERO),
      shown: slope,
    };
  });

const criticalInTheQuotient = surveyClaim({
  id: 'sec-4.3:critical-points-of-the-quotient',
  topic: 'Loss landscape',
  section: '4.3',
  title: 'The quotient inherits all critical points with their stability',
  place: 'section 4.3, before proposition 17',
  grade: 'wording',
  note:
    'On 𝒜_φ the loss ψ is convex and has the one critical point Σ: the images of saddle points are no critical points of it. ' +
    'Read fairly the points of 𝒜_φ are called critical since their fibres hold critical points: that is proposition 17.',
  statement: String.raw`\nabla_\Phi\psi(\phi(A^*))=0\text{ for every critical point }A^*`,
  cases: points,
  judge: restsInTheQuotient(isZero),
  fair: { statement: String.raw`\phi^{-1}(\Phi_c^*)\text{ holds a critical point}`, judge: invariance(rests => rests) },
  corrected: {
    statement: String.raw`\nabla_\Phi\psi(\phi(A^*))=0\iff\mathcal L(A^*)=0`,
    judge: restsInTheQuotient((slope, isMinimum) => isZero(slope) === isMinimum),
  },
  wrong: { 'at saddles alone': restsInTheQuotient((slope, isMinimum) => isZero(slope) !== isMinimum) },
});

/** The flow itself against the slopes of the loss, and that the loss falls. */
const steepest = (factor: number) =>
  exactly(given =>
    velocity(given.flow).map((moves, j) => [`dW_${j + 1}/dt`, scaled(factor, gradient(given.flow)[j]!), moves]),
  );

const crosses = isSo(given => {
  const moves = velocity(given.flow);
  return {
    isSo: !moves.every(isZero),
    quantity: 'dA/dt on M_c, weight by weight',
    reason: 'no trajectory passes through a point of M_c',
    shown: new Matrix(inColumn(moves).length, 1, inColumn(moves)),
  };
});

const moving = condition('regular point', 'the gradient is not 0', ({ flow }) => !gradient(flow).every(isZero));

const orthogonal = surveyClaim({
  id: 'sec-4.3:crosses-levels-orthogonally',
  topic: 'Loss landscape',
  section: '4.3',
  title: 'Trajectories cross the level surfaces M_c orthogonally and never slide inside them',
  place: 'section 4.3, on LaSalle’s principle',
  grade: 'wording',
  note: 'M_c is made of equilibria: nothing crosses it. Read fairly, of the surfaces on which the loss has the value c, at regular points: dA/dt is minus the gradient, orthogonal to the surface and not 0.',
  statement: String.raw`A\in\mathcal M_c\;\Rightarrow\;\dot A\ne0`,
  cases: points,
  judge: crosses,
  fair: {
    statement: String.raw`\nabla\mathcal L\ne0\;\Rightarrow\;\dot A=-\nabla\mathcal L\perp\mathcal L^{-1}(c)`,
    cases: networkCases({ maxDepth: 3, maxWidth: 2 }),
    judge: steepest(-1),
    hypotheses: [moving],
  },
  corrected: {
    statement: String.raw`\nabla\mathcal L\ne0\;\Rightarrow\;\dot A=-\nabla\mathcal L\perp\mathcal L^{-1}(c)`,
    cases: networkCases({ maxDepth: 3, maxWidth: 2 }),
    judge: steepest(-1),
    hypotheses: [moving],
  },
  wrong: { uphill: steepest(1), 'half as fast': steepest(-0.5) },
});

export const sec43Quotient: readonly Claim<FlowCase>[] = [
  numberOfLevels,
  invariant,
  notAsymptotic,
  twoMaps,
  equivalence,
  onePoint,
  isolated,
  numberOfSaddles,
  criticalInTheQuotient,
  orthogonal,
];
