import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { complementOf, criticalPointCases, inBases, signatureOf } from './_criticalPoints.ts';
import { firstSign, hessianInertia, risesAndFalls } from './_landscape.ts';
import { family, networkOf, range, rational } from './_network.ts';

// The survey gives no definition of “tightened” (“a proper definition is not needed here”): it leaves it to reference [1], says that it has to do with the presence and
// location of blocks of rank r, and that three of them are sufficient. The definition used here is our reading, made without the text of [1] at hand: a pair of layers i > j is a pivot, with the complementary blocks W_(i+1:h), W_(j+1:i−1) and W_(1:j−1), the
// empty ones the identity; all have rank r at least. The pivot is tightened where one of the three has rank r, the point where all its pivots are.

const SECTION = { section: '4.4', topic: 'Loss landscape' } as const;

/** How many of the complementary blocks of each pivot have rank r. */
function blocksOfRankR(given: FlowCase): number[] {
  const { h, product } = networkOf(given);
  const r = signatureOf(given).length;
  return range(1, h).flatMap(i =>
    range(1, i - 1).map(
      j =>
        [product(i + 1, h), product(j + 1, i - 1), product(1, j - 1)].filter(block => rank(rationalField, block) === r)
          .length,
    ),
  );
}

/** Every pivot has `least` blocks of rank r. */
const isTightened = (given: FlowCase, least = 1): boolean => blocksOfRankR(given).every(count => count >= least);

const points = criticalPointCases({ maxDepth: 4, maxWidth: 2, signature: 'first', rank: 'deficient' });

/** Points of either kind, about as often. */
const either = fc.oneof(
  points.filter(given => !isTightened(given)),
  points.filter(given => isTightened(given)),
);

/** What is said of the negative eigenvalues at a point that is tightened, or not. */
const ofTightened = (tightened: (given: FlowCase) => boolean, says: (negative: number, isTight: boolean) => boolean) =>
  isSo(given => {
    const { negative } = hessianInertia(given.flow);
    const isTight = tightened(given);
    return {
      isSo: says(negative, isTight),
      quantity: 'negative eigenvalues of the Hessian',
      reason: `${negative}; the point is ${isTight ? '' : 'not '}tightened`,
      shown: negative,
    };
  });

const strictUnless = (tightened: (given: FlowCase) => boolean, says: (negative: number) => boolean) =>
  ofTightened(tightened, (negative, isTight) => isTight || says(negative));

const notTightened = surveyClaim({
  ...SECTION,
  id: 'prop-18.2.b:i',
  title: 'Points that are not tightened are strict saddles',
  place: 'proposition 18, part 2(b)i',
  note: 'The survey leaves the definition to reference [1]. The one used, not compared with the text of [1]: a point is tightened where for every pair of layers one of the blocks above, between and below has rank r. It fits what the survey says of it: three blocks of rank r are sufficient, and A_1 is tightened. Were two of the three blocks asked for, A_1 of three layers, which is non-strict, would not be.',
  statement: String.raw`\exists i>j:\ \operatorname{rank}W_{i+1:h},\ \operatorname{rank}W_{j+1:i-1},\ \operatorname{rank}W_{1:j-1}>r\;\Rightarrow\;\nabla^2\mathcal L(A^*)\text{ has a negative eigenvalue}`,
  cases: either,
  judge: strictUnless(isTightened, negative => negative > 0),
  wrong: {
    'tightened by two blocks': strictUnless(
      given => isTightened(given, 2),
      negative => negative > 0,
    ),
    'two negative eigenvalues': strictUnless(isTightened, negative => negative > 1),
    'never strict': strictUnless(isTightened, negative => negative === 0),
  },
});

const semidefiniteIf = (tightened: (given: FlowCase) => boolean) =>
  ofTightened(tightened, (negative, isTight) => !isTight || negative === 0);

const byPivots = surveyClaim({
  ...SECTION,
  id: 'prop-18.2.b:tightened-by-pivots',
  title: 'All tightened points are non-strict saddles, not only those with three blocks of rank r',
  place: 'proposition 18, part 2(b)ii',
  restsOn: ['prop-14.2.b'],
  note: 'With the definition of prop-18.2.b:i, wider than the sufficient condition that is all the survey gives: of every pair of layers one of the blocks above, between and below has rank r. Not compared with the text of reference [1].',
  statement: String.raw`\forall i>j:\ r\in\{\operatorname{rank}W_{i+1:h},\operatorname{rank}W_{j+1:i-1},\operatorname{rank}W_{1:j-1}\}\;\Rightarrow\;\nabla^2\mathcal L(A^*)\succeq0`,
  cases: either,
  judge: semidefiniteIf(isTightened),
  wrong: {
    'all points': semidefiniteIf(() => true),
    'where one pivot is tightened': semidefiniteIf(given => blocksOfRankR(given).some(count => count > 0)),
  },
});

const layersOfRankR = (given: FlowCase): number => {
  const r = signatureOf(given).length;
  return networkOf(given).W.filter(layer => rank(rationalField, layer) === r).length;
};

const tightIf = (least: number) =>
  isSo(given => {
    const count = layersOfRankR(given);
    return {
      isSo: count < least || isTightened(given),
      quantity: 'fewest blocks of rank r of a pivot',
      reason: `${count} layers have rank r`,
      shown: Math.min(...blocksOfRankR(given)),
    };
  });

const threeSuffice = surveyClaim({
  ...SECTION,
  id: 'sec-4.4:three-blocks-are-sufficient',
  title: 'Three blocks of rank r are sufficient for a point to be tightened',
  place: 'section 4.4, after proposition 18',
  note: 'With the definition of prop-18.2.b:i. Two of the three may be the pair; the third lies in one of its blocks, the rank of which is r then.',
  statement: String.raw`\operatorname{rank}W_i=r\text{ for three }i\;\Rightarrow\;A^*\text{ tightened}`,
  cases: fc.oneof(
    points,
    criticalPointCases({ minDepth: 3, maxDepth: 4, maxWidth: 2, signature: 'first', rank: 'deficient', zeroBlocks: 3 }),
  ),
  judge: tightIf(3),
  wrong: { 'two of them': tightIf(2) },
});

const flat = criticalPointCases({
  minDepth: 3,
  maxDepth: 3,
  maxWidth: 2,
  signature: 'first',
  rank: 'deficient',
  zeroBlocks: 3,
});

/** A line along which a mode that is not learned grows, through unused hidden units, in the bases of the point; the signs of its first weight and the units are tried. */
function fallsByAnUnlearnedMode(given: FlowCase): boolean {
  const { d, h } = networkOf(given);
  const S = signatureOf(given);
  const mode = S.length;
  return range(0, 7).some(choice => {
    const unit = (j: number): number =>
      j === 0 || j === h ? mode : mode + (((choice >> 1) + j * (choice >> 2)) % (d[j]! - mode));
    const V = complementOf(d, S, (j, row, col) =>
      rational(row === unit(j) && col === unit(j - 1) ? (j === 1 && choice % 2 === 1 ? -1 : 1) : 0),
    );
    return firstSign(given.flow, inBases(V, family(given, 'P'))) < 0;
  });
}

const fallsWhere = (says: (negative: number, falls: boolean) => boolean) =>
  isSo(given => {
    const { negative } = hessianInertia(given.flow);
    const falls = fallsByAnUnlearnedMode(given) || risesAndFalls(given).falls;
    return {
      // Lines that are not found say nothing.
      isSo: falls ? says(negative, falls) : undefined,
      quantity: 'negative eigenvalues of the Hessian, and whether the loss falls on a line',
      reason: `${negative}, ${falls ? 'it does' : 'no such line was found'}`,
      shown: negative,
    };
  });

const notNecessary = surveyClaim({
  ...SECTION,
  section: '4.6',
  id: 'sec-4.6:negative-directions-are-not-necessary',
  title: 'The loss may fall where the Hessian form is nowhere negative, by variations of higher order',
  place: 'section 4.6, first paragraph',
  restsOn: ['prop-18.2.b:ii'],
  note: 'At tightened saddle points: no eigenvalue is negative, and on some line the first variation that is not 0 is.',
  statement: String.raw`\nabla^2\mathcal L(A^*)\succeq0\text{ and }\exists V:\ \mathcal L(A^*+\epsilon V)<\mathcal L(A^*)`,
  cases: flat,
  judge: fallsWhere((negative, falls) => negative === 0 && falls),
  wrong: {
    'it does not fall': fallsWhere((_, falls) => !falls),
    'with a negative eigenvalue': fallsWhere(negative => negative > 0),
  },
});

export const sec44Tightened: readonly Claim<FlowCase>[] = [notTightened, byPivots, threeSuffice, notNecessary];
