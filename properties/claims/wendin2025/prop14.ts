import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { exactly, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { anyCriticalPoints, criticalPointCases, nearDiagonal } from './_criticalPoints.ts';
import { learned, risesAndFalls } from './_landscape.ts';
import { type M, networkOf, range, rational, squared, total } from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { isCritical, loss } from './_variations.ts';
import { atLeastOneHiddenLayer } from './prop3.ts';

const half = rational(1, 2);
const points = anyCriticalPoints({ maxDepth: 3, maxWidth: 2 });
const mapOf = (given: FlowCase): M => {
  const { product, h } = networkOf(given);
  return product(1, h);
};
const rankOf = (given: FlowCase): number => rank(rationalField, mapOf(given));

const lossAt = (given: FlowCase, layers: readonly M[]): Rational => loss({ ...given.flow, layers });

/** Layers of loss 0. */
function optimum(given: FlowCase): M[] {
  const { d, Sigma, dy, h } = networkOf(given);
  return h === 1 ? [Sigma] : nearDiagonal(d, Sigma, range(0, dy - 1));
}

/**
 * Between an optimum and the same with two layers negated, an optimum too, lies a point with two layers 0; around an optimum the loss is
 * higher on both sides.
 */
const bends = (says: (isConvexThere: boolean, isConcaveThere: boolean) => boolean) =>
  isSo(given => {
    const one = optimum(given);
    const other = one.map((layer, j) => (j < 2 ? layer.map(entry => entry.neg()) : layer));
    const middle = one.map((layer, j) => layer.map((entry, i, k) => entry.add(other[j]!.at(i, k)).mul(half)));
    const isConvexThere = lossAt(given, middle).compare(lossAt(given, one).add(lossAt(given, other)).mul(half)) <= 0;
    const moved = (by: number): M[] =>
      one.map((layer, j) => (j === 0 ? layer.map(entry => entry.add(rational(by))) : layer));
    const isConcaveThere =
      lossAt(given, one).compare(
        lossAt(given, moved(1))
          .add(lossAt(given, moved(-1)))
          .mul(half),
      ) >= 0;
    return {
      isSo: says(isConvexThere, isConcaveThere),
      quantity: 'loss at an optimum, halfway to another point, and there',
      reason: `it is ${lossAt(given, one)} and ${lossAt(given, other)} at two points and ${lossAt(given, middle)} halfway; it bends ${isConcaveThere ? 'down' : 'up'} at the first`,
      shown: new Matrix(
        3,
        1,
        [one, middle, other].map(layers => lossAt(given, layers)),
      ),
    };
  });

const notConvex = surveyClaim({
  id: 'prop-14.1.a',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'The loss is neither convex nor concave',
  place: 'proposition 14, part 1(a)',
  grade: 'missing hypothesis',
  note: 'Of one layer the loss is a convex quadratic.',
  statement: String.raw`\mathcal L\text{ is non-convex and non-concave}`,
  cases: networkCases({}),
  judge: bends((convex, concave) => !convex && !concave),
  narrowed: {
    statement: String.raw`h\ge2\;\Rightarrow\;\mathcal L\text{ is non-convex and non-concave}`,
    hypotheses: [atLeastOneHiddenLayer],
  },
  wrong: {
    'convex on these lines': bends(convex => convex),
    'concave on these lines': bends((_, concave) => concave),
  },
});

/** Kinds of a critical point by what the loss does on lines through it. */
const kind = (says: (is: { saddle: boolean; global: boolean; full: boolean }) => boolean) =>
  isSo(given => {
    const { falls, rises } = risesAndFalls(given);
    const is = {
      saddle: falls && rises,
      global: loss(given.flow).sign() === 0,
      full: rankOf(given) === networkOf(given).dy,
    };
    const isFound = is.saddle || is.global;
    return {
      isSo: isFound ? says(is) : undefined,
      quantity: 'loss around the point',
      reason: `it is ${loss(given.flow)} there, and ${falls ? 'falls' : 'does not fall'} on lines through it`,
    };
  });

const onlyGlobalMinima = surveyClaim({
  id: 'prop-14.1.b',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'Every local minimum is a global minimum',
  place: 'proposition 14, part 1(b)',
  note: 'At every critical point of higher loss a line is found along which the loss falls: its first variation that is not 0 is negative, exactly.',
  statement: String.raw`\text{local minimum}\;\Rightarrow\;\mathcal L=0`,
  cases: points,
  judge: kind(({ saddle, global }) => saddle || global),
  wrong: {
    'no critical point but minima': kind(({ global }) => global),
    'no minima': kind(({ saddle }) => saddle),
  },
});

const elseSaddles = surveyClaim({
  id: 'prop-14.1.c',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'Every critical point that is no global minimum is a saddle',
  place: 'proposition 14, part 1(c); the sentence on saddle points before it',
  statement: String.raw`\mathcal L(A^*)>0\;\Rightarrow\;A^*\text{ is a saddle point}`,
  cases: points,
  judge: kind(({ saddle, global }) => saddle !== global),
  wrong: { 'the minima are saddles': kind(({ saddle, global }) => saddle === global) },
});

const fullRankIsMinimum = surveyClaim({
  id: 'prop-14.2.a',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'Critical points of full rank are global minima',
  place: 'proposition 14, part 2(a)',
  statement: String.raw`\mathrm{rank}((A^*)^h)=d_y\;\Rightarrow\;\mathcal L(A^*)=0`,
  cases: points,
  judge: kind(({ full, global }) => !full || global),
  wrong: { 'those of lower rank': kind(({ full, global }) => full || global) },
});

const lowRankIsSaddle = surveyClaim({
  id: 'prop-14.2.b',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'Critical points of lower rank are saddles',
  place: 'proposition 14, part 2(b)',
  statement: String.raw`\mathrm{rank}((A^*)^h)<d_y\;\Rightarrow\;A^*\text{ is a saddle point}`,
  cases: points,
  judge: kind(({ full, saddle }) => full || saddle),
  wrong: { 'those of full rank': kind(({ full, saddle }) => !full || saddle) },
});

const signature = (says: (S: readonly number[] | undefined, r: number) => boolean) =>
  isSo(given => {
    const S = learned(given);
    const r = rankOf(given);
    return {
      isSo: says(S, r),
      quantity: 'W_(1:h)',
      reason: S === undefined ? 'it is not SΣ' : `it is SΣ with ${S.length} ones, and has rank ${r}`,
    };
  });

const signatures = surveyClaim({
  id: 'prop-14.3.a',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'At critical points the product of the layers is SΣ for one signature of as many ones as its rank',
  place: 'proposition 14, part 3(a), and the text after it on signatures',
  note: 'Only one: no singular value is 0.',
  statement: String.raw`(A^*)^h=\mathrm{blk}_h(S\Sigma),\quad S=\mathrm{diag}(\mathbf s),\ \mathbf 1^\top\mathbf s=\mathrm{rank}((A^*)^h)`,
  cases: points,
  judge: signature((S, r) => S?.length === r),
  wrong: {
    'all are learned': signature((S, r) => S !== undefined && r === 0),
    'one is not learned': signature((S, r) => S !== undefined && S.length === r - 1),
  },
});

const valueAt = (stated: (values: readonly Rational[], S: readonly number[]) => Rational) =>
  exactly(given => {
    const { Sigma, dy } = networkOf(given);
    const squares = range(0, dy - 1).map(i => Sigma.at(i, i).mul(Sigma.at(i, i)));
    return [['loss', stated(squares, learned(given) ?? []), loss(given.flow)]];
  });

const missing = (squares: readonly Rational[], S: readonly number[]): Rational =>
  total(squares.filter((_, i) => !S.includes(i)));

const eq31 = surveyClaim({
  id: 'eq-31',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'Critical values by the singular values that are not learned',
  place: 'equation 31',
  statement: String.raw`\mathcal L(A^*)=\tfrac12\sum_{i=1}^{d_y}(1-s_i)\sigma_i^2`,
  cases: points,
  judge: valueAt((squares, S) => missing(squares, S).mul(half)),
  wrong: {
    'without the half': valueAt(missing),
    'those that are learned': valueAt((squares, S) => total(S.map(i => squares[i]!)).mul(half)),
  },
});

/** A network of each signature, as the near-diagonal layers; of one layer there is Σ alone. */
const signatureExists = (says: (exists: boolean) => boolean) =>
  isSo(given => {
    const { d, dy, Sigma, h } = networkOf(given);
    const wanted = range(0, 2 ** dy - 1).map(bits => range(0, dy - 1).filter(i => (bits >> i) % 2 === 1));
    const found = wanted.filter(S => {
      if (h === 1) return S.length === dy;
      const layers = nearDiagonal(d, Sigma, S);
      const at = { ...given, flow: { ...given.flow, layers } };
      return isCritical(at.flow) && learned(at)?.join() === S.join();
    });
    const exists = found.length === wanted.length;
    return {
      isSo: says(exists),
      quantity: 'signatures of critical points',
      reason: `${found.length} of ${wanted.length}`,
      stated: wanted.length,
      shown: found.length,
    };
  });

const shallow = networkCases({ maxDepth: 3, maxWidth: 2 });

const everySignature = surveyClaim({
  id: 'prop-14.3.b',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'There is a critical point of every signature',
  place: 'proposition 14, part 3(b)',
  grade: 'missing hypothesis',
  note: 'Of one layer Σ is the only critical point. The text has r ≥ 1; r = 0 is A = 0.',
  statement: String.raw`\forall\mathbf s\ \exists A^*:\ (A^*)^h=\mathrm{blk}_h(S\Sigma)`,
  cases: shallow,
  judge: signatureExists(exists => exists),
  narrowed: {
    statement: String.raw`h\ge2\;\Rightarrow\;\forall\mathbf s\ \exists A^*:\ (A^*)^h=\mathrm{blk}_h(S\Sigma)`,
    hypotheses: [atLeastOneHiddenLayer],
  },
  wrong: { 'not of every one': signatureExists(exists => !exists) },
});

const lossAtZero = (factor: Rational) =>
  exactly(given => {
    const layers = given.flow.layers.map(layer => layer.map(() => Rational.ZERO));
    return [['loss at A = 0', squared(given.flow.sigmaYX).mul(factor), lossAt(given, layers)]];
  });

const atZero = surveyClaim({
  id: 'sec-4.2:loss-at-zero',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'L(0) = ‖Σ‖²_F',
  place: 'section 4.2, after proposition 14',
  grade: 'wrong constant or sign',
  note: 'The loss of equation 11 has a half, and so has L(0) in remark 25.',
  statement: String.raw`\mathcal L(0)=\|\Sigma\|_F^2>0`,
  cases: networkCases({}),
  judge: lossAtZero(Rational.ONE),
  corrected: { statement: String.raw`\mathcal L(0)=\tfrac12\|\Sigma\|_F^2>0`, judge: lossAtZero(half) },
  wrong: { 'twice that': lossAtZero(rational(2)), '0': lossAtZero(Rational.ZERO) },
});

/** On the line from any A to layers of full rank the product has full rank but at finitely many places: arbitrarily near A too. */
const fullRankNear = (distance: number, says: (isNear: boolean) => boolean) =>
  isSo(given => {
    const { W, d, Sigma, dy, h } = networkOf(given);
    const towards = h === 1 ? [Sigma] : nearDiagonal(d, Sigma, range(0, dy - 1));
    const tried = range(1, h * dy + 1).map(k =>
      W.map((layer, j) => layer.map((entry, i, l) => entry.add(towards[j]!.at(i, l).mul(rational(k, distance))))),
    );
    const isNear = tried.some(layers => rankOf({ ...given, flow: { ...given.flow, layers } }) === dy);
    return {
      isSo: says(isNear),
      quantity: 'rank of W_(1:h) near A',
      reason: isNear ? 'full within a millionth' : 'not full',
    };
  });

const dense = surveyClaim({
  id: 'sec-4.2:dense',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'Networks of full rank are dense, the others have measure 0',
  place: 'section 4.2, after proposition 14',
  note: 'The minors of the product are polynomials in the weights, of degree h d_y at most; one that is not 0 somewhere is 0 on a set of measure 0, and on at most h d_y points of a line.',
  statement: String.raw`\{A:\mathrm{rank}(A^h)=d_y\}\text{ is dense in }\mathcal A`,
  cases: networkCases({}),
  judge: fullRankNear(10 ** 9, isNear => isNear),
  wrong: { 'nowhere near': fullRankNear(10 ** 9, isNear => !isNear) },
});

const minimaAmong = criticalPointCases({ rank: 'deficient', maxDepth: 3, maxWidth: 2 });

const zeroIsSaddle = surveyClaim({
  id: 'sec-4.2:zero-is-a-saddle',
  topic: 'Loss landscape',
  section: '4.2',
  title: 'A = 0 is a critical point of lower rank, and a saddle',
  place: 'section 4.2, after proposition 14',
  note: 'For h ≥ 2: of one layer A = 0 is not critical.',
  statement: String.raw`A^*=0\text{ is a saddle point}`,
  cases: minimaAmong.map(
    (given): FlowCase => ({
      ...given,
      flow: { ...given.flow, layers: given.flow.layers.map(layer => layer.map(() => Rational.ZERO)) },
      extra: {},
    }),
  ),
  judge: kind(({ saddle, full }) => saddle && !full),
  wrong: { 'a minimum': kind(({ global }) => global) },
});

export const prop14: readonly Claim<FlowCase>[] = [
  notConvex,
  onlyGlobalMinima,
  elseSaddles,
  fullRankIsMinimum,
  lowRankIsSaddle,
  signatures,
  eq31,
  everySignature,
  atZero,
  dense,
  zeroIsSaddle,
];
