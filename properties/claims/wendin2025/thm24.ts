import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { scaled } from '../_exact.ts';
import { exactly, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { hessianInertia } from './_landscape.ts';
import { isZero, type M, networkOf, range, rational, total } from './_network.ts';
import { networkCases } from './_networkCases.ts';
import { gradient, isCritical, loss } from './_variations.ts';
import { type ArcPlace, arcBetween, arcPlace } from './arc.ts';

// The loss along arcs is that of their layers, no formula.

const places: readonly ArcPlace[] = ['0', '1/5', '1/3', '1/2', '2/3', '1'].map(u => arcPlace(Rational.of(u)));

const setOf = (given: FlowCase, name: string): number[] => {
  const row = given.extra[name]!;
  return range(0, row.cols - 1).filter(i => row.at(0, i).sign() !== 0);
};

function arcOf(given: FlowCase): (place: ArcPlace) => M[] {
  const { d, Sigma } = networkOf(given);
  return arcBetween(d, Sigma, setOf(given, 'S1'), setOf(given, 'S2'));
}

function lossesAlong(given: FlowCase, at: readonly ArcPlace[] = places): Rational[] {
  const layersAt = arcOf(given);
  return at.map(place => loss({ ...given.flow, layers: layersAt(place) }));
}

type Pair = (a: readonly number[], b: readonly number[]) => boolean;

/** Pairs of signatures of a kind; the layers of a case are those of the start of the arc. */
function arcs(isWanted: Pair, least = 1): fc.Arbitrary<FlowCase> {
  const bit = fc.nat(1);
  return fc
    .tuple(networkCases({ minDepth: 2, maxDepth: 3 }), fc.tuple(bit, bit, bit), fc.tuple(bit, bit, bit))
    .filter(([given, one, two]) => {
      const { dy } = networkOf(given);
      const set = (bits: readonly number[]): number[] => range(0, dy - 1).filter(i => bits[i] === 1);
      return dy >= least && isWanted(set(one), set(two));
    })
    .map(([given, one, two]): FlowCase => {
      const { dy } = networkOf(given);
      const row = (bits: readonly number[]): M =>
        new Matrix(
          1,
          dy,
          range(0, dy - 1).map(i => rational(bits[i]!)),
        );
      const withSets = { ...given, extra: { S1: row(one), S2: row(two) } };
      return { ...withSets, flow: { ...given.flow, layers: arcOf(withSets)(places[0]!) } };
    });
}

const isWithin: Pair = (a, b) => a.every(i => b.includes(i));
const same: Pair = (a, b) => isWithin(a, b) && isWithin(b, a);
const nested: Pair = (a, b) => isWithin(a, b) && !isWithin(b, a);
const mixed: Pair = (a, b) => !isWithin(a, b) && !isWithin(b, a);

const squares = (given: FlowCase): Rational[] => {
  const { Sigma, dy } = networkOf(given);
  return range(0, dy - 1).map(i => Sigma.at(i, i).mul(Sigma.at(i, i)));
};

const row = (values: readonly Rational[]): M => new Matrix(1, values.length, values);
const half = rational(1, 2);

const along = (stated: (given: FlowCase, place: ArcPlace) => Rational) =>
  exactly(given => [['loss along the arc', row(places.map(place => stated(given, place))), row(lossesAlong(given))]]);

const notLearned = (given: FlowCase): Rational => {
  const S = setOf(given, 'S1');
  return total(squares(given).filter((_, i) => !S.includes(i)));
};

const sameSignature = surveyClaim({
  id: 'thm-24.1',
  topic: 'Loss landscape',
  section: '4.6',
  title: 'Between points of one signature the arc stays on its level',
  place: 'theorem 24, part 1',
  grade: 'wrong constant or sign',
  note: 'The half of equation 31 is missing. That Φ(α) is one point is right.',
  statement: String.raw`\mathcal S_1=\mathcal S_2\;\Rightarrow\;\mathcal L(A(\alpha))=\sum_{i=1}^{d_y}(1-s_i)\sigma_i^2`,
  cases: arcs(same),
  judge: along(notLearned),
  corrected: {
    statement: String.raw`\mathcal S_1=\mathcal S_2\;\Rightarrow\;\mathcal L(A(\alpha))=\tfrac12\sum_{i=1}^{d_y}(1-s_i)\sigma_i^2`,
    judge: along(given => notLearned(given).mul(half)),
  },
  wrong: {
    'a quarter': along(given => notLearned(given).mul(rational(1, 4))),
    falling: along((given, { alpha }) => notLearned(given).mul(half).mul(Rational.ONE.sub(alpha))),
  },
});

const course = (says: (steps: readonly number[]) => boolean) =>
  isSo(given => {
    const values = lossesAlong(given);
    const steps = values.slice(1).map((value, k) => value.compare(values[k]!));
    return { isSo: says(steps), quantity: 'loss along the arc', reason: values.join(', '), shown: row(values) };
  });

const nestedSignatures = surveyClaim({
  id: 'thm-24.2',
  topic: 'Loss landscape',
  section: '4.6',
  title: 'Towards a larger signature the loss falls all along the arc',
  place: 'theorem 24, part 2',
  note: 'S_1 ⊂ S_2 and not equal. Both ends are checked to be critical.',
  statement: String.raw`\mathcal S_1\subset\mathcal S_2\;\Rightarrow\;\mathcal L(A(\alpha))\text{ is monotonically decreasing}`,
  cases: arcs(nested),
  judge: course(steps => steps.every(step => step < 0)),
  wrong: {
    rising: course(steps => steps.every(step => step > 0)),
    'not falling at first': course(steps => steps[0]! >= 0),
  },
});

const parabola = (bend: (alpha: Rational) => Rational) =>
  along((given, { alpha }) => {
    const [one, two] = [setOf(given, 'S1'), setOf(given, 'S2')];
    const all = squares(given);
    const never = total(all.filter((_, i) => !two.includes(i)));
    const gained = total(all.filter((_, i) => two.includes(i) && !one.includes(i)));
    return never.add(bend(Rational.ONE.sub(alpha)).mul(gained)).mul(half);
  });

const proofFormula = surveyClaim({
  id: 'thm-24:proof-loss',
  topic: 'Loss landscape',
  section: '4.6',
  title: 'The loss along the arc towards a larger signature',
  place: 'proof of theorem 24, part 2',
  statement: String.raw`\mathcal L(A(\alpha))=\tfrac12\sum_{i\notin\mathcal S_2}\sigma_i^2+\tfrac12\sum_{i\in\mathcal K}(1-\alpha)^2\sigma_i^2`,
  cases: arcs(nested),
  judge: parabola(rest => rest.mul(rest)),
  wrong: {
    '1 − α once': parabola(rest => rest),
    'α for 1 − α': parabola(rest => Rational.ONE.sub(rest).mul(Rational.ONE.sub(rest))),
  },
});

/** How many other signatures an arc leads to along which the loss falls, and from which it comes. */
const neighbours = (stated: (k: number, dy: number) => readonly [number, number]) =>
  exactly(given => {
    const { dy } = networkOf(given);
    const own = setOf(given, 'S1');
    const others = range(0, 2 ** dy - 1).map(bits => range(0, dy - 1).map(i => rational((bits >> i) % 2)));
    const courses = others.map(bits => {
      const [first, last] = slopesAtEnds({ ...given, extra: { ...given.extra, S2: row(bits) } }).map(slope =>
        slope.sign(),
      );
      return { falls: first! < 0 && last! <= 0, rises: first! >= 0 && last! > 0 };
    });
    const [unstable, stable] = stated(own.length, dy);
    return [
      ['arcs along which the loss falls', rational(unstable), rational(courses.filter(({ falls }) => falls).length)],
      ['arcs along which the loss rises', rational(stable), rational(courses.filter(({ rises }) => rises).length)],
    ];
  });

const stableDirections = (says: (positive: number, k: number) => boolean) =>
  isSo(given => {
    const { positive } = hessianInertia(given.flow);
    return {
      isSo: says(positive, setOf(given, 'S1').length),
      quantity: 'stable directions, as positive eigenvalues of the Hessian',
      reason: `k = ${setOf(given, 'S1').length}`,
      stated: 2 ** setOf(given, 'S1').length - 1,
      shown: positive,
    };
  });

const anyArc = arcs(() => true);
const smallPoints = arcs(() => true).filter(
  ({ flow }) => flow.layers.reduce((all, { data }) => all + data.length, 0) <= 10,
);

const numbers = surveyClaim({
  id: 'thm-24.3',
  topic: 'Loss landscape',
  section: '4.6',
  title: 'A critical point with k singular values learned has 2^k − 1 stable submanifolds',
  place: 'theorem 24, part 3',
  grade: 'wording',
  note:
    'Of A = 0 (k = 0) there would be none: in 1-1-1 the line w_2 = −w_1 is one, which remark 25 says itself. Read fairly the arcs of the theorem ' +
    'are counted, 2^(d_y − k) − 1 along which the loss falls and 2^k − 1 along which it rises.',
  statement: String.raw`k=0\;\Rightarrow\;\text{no stable submanifold},\quad k>0\;\Rightarrow\;2^k-1\ge1`,
  cases: smallPoints,
  judge: stableDirections((positive, k) => (k === 0 ? positive === 0 : positive > 0)),
  fair: {
    statement: String.raw`2^{d_y-k}-1\text{ arcs with falling, }2^k-1\text{ with rising loss}`,
    cases: anyArc,
    judge: neighbours((k, dy) => [2 ** (dy - k) - 1, 2 ** k - 1]),
  },
  corrected: {
    statement: String.raw`2^{d_y-k}-1\text{ arcs with falling, }2^k-1\text{ with rising loss}`,
    cases: anyArc,
    judge: neighbours((k, dy) => [2 ** (dy - k) - 1, 2 ** k - 1]),
  },
  wrong: {
    'the other way round': neighbours((k, dy) => [2 ** k - 1, 2 ** (dy - k) - 1]),
    'one for each singular value': neighbours((k, dy) => [dy - k, k]),
  },
});

const mixedCourse = surveyClaim({
  id: 'thm-24.4',
  topic: 'Loss landscape',
  section: '4.6',
  title: 'Of arcs between signatures of mixed type nothing can be said',
  place: 'theorem 24, part 4',
  grade: 'wrong statement',
  note:
    'Along every such arc L(α) is a constant and ½(1−α)²a + ½α²b with a, b > 0, the sums of σ² over S_2∖S_1 and S_1∖S_2: it falls from A_1, ' +
    'rises into A_2, and has one minimum in between, at α = a/(a + b). So both ends have a direction in which the loss falls, and there is no maximum.',
  statement: String.raw`\text{mixed}\;\Rightarrow\;\text{the course of }\mathcal L(A(\alpha))\text{ is open}`,
  cases: arcs(mixed, 2),
  judge: course(steps => !fallsThenRises(steps)),
  corrected: {
    statement: String.raw`\text{mixed}\;\Rightarrow\;\mathcal L(A(\alpha))\text{ falls, has one minimum, and rises}`,
    judge: mixedParabola(),
  },
  wrong: {
    'always falling': course(steps => steps.every(step => step < 0)),
    'rising at first': course(steps => steps[0]! > 0),
  },
});

function fallsThenRises(steps: readonly number[]): boolean {
  const turn = steps.findIndex(step => step > 0);
  // All places may lie on one side of the minimum but for its own.
  return (
    steps.slice(0, turn < 0 ? undefined : turn).every(step => step <= 0) &&
    (turn < 0 || steps.slice(turn).every(step => step > 0))
  );
}

function mixedParabola() {
  return along((given, { alpha }) => {
    const [one, two] = [setOf(given, 'S1'), setOf(given, 'S2')];
    const all = squares(given);
    const part = (keep: (i: number) => boolean): Rational => total(all.filter((_, i) => keep(i)));
    const rest = Rational.ONE.sub(alpha);
    return part(i => !one.includes(i) && !two.includes(i))
      .add(rest.mul(rest).mul(part(i => two.includes(i) && !one.includes(i))))
      .add(alpha.mul(alpha).mul(part(i => one.includes(i) && !two.includes(i))))
      .mul(half);
  });
}

/** Slopes at both ends of the parabola through the losses at α = 0, 1 and one place between. */
const proofNotMonotone = surveyClaim({
  id: 'thm-24:proof-not-monotone',
  topic: 'Loss landscape',
  section: '4.6',
  title: 'Along arcs of mixed type the loss is not monotone',
  place: 'proof of theorem 24, part 4, and the text after it on local minima',
  note: 'The loss is quadratic in α: its slopes at both ends are those of the parabola through three of its values.',
  statement: String.raw`\mathcal L(A(\alpha))\text{ is not monotone}`,
  cases: arcs(mixed, 2),
  judge: endSlopes((first, last) => first < 0 && last > 0),
  wrong: {
    'it falls': endSlopes((first, last) => first < 0 && last <= 0),
    'it has a maximum': endSlopes((first, last) => first > 0 && last < 0),
  },
});

function endSlopes(says: (first: number, last: number) => boolean) {
  return isSo(given => {
    const [first, last] = slopesAtEnds(given);
    return {
      isSo: says(first.sign(), last.sign()),
      quantity: 'slopes at the ends of the arc',
      reason: `${first} and ${last}`,
    };
  });
}

function slopesAtEnds(given: FlowCase): readonly [Rational, Rational] {
  const { alpha } = places[2]!;
  const [start, between, end] = lossesAlong(given, [places[0]!, places[2]!, places.at(-1)!]) as [
    Rational,
    Rational,
    Rational,
  ];
  // L = start + pα + qα²
  const q = end.sub(start).sub(between.sub(start).div(alpha)).div(Rational.ONE.sub(alpha));
  const p = end.sub(start).sub(q);
  return [p, p.add(q.mul(rational(2)))];
}

/** Scalars, all layers the same: the arc from 0 to the minimum in which they stay so. */
const equalScalars = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.constantFrom(1, 2, 3), fc.constantFrom(1, 2, 3))
  .map(([h, b, c]): FlowCase => {
    const base = rational(b * c, c + 1);
    const sigma = range(1, h).reduce(all => all.mul(rational(b)), Rational.ONE);
    const one = (value: Rational): M => new Matrix(1, 1, [value]);
    return {
      flow: { layers: range(1, h).map(() => one(base)), sigmaYX: one(sigma), tau: Rational.ONE },
      time: Rational.ZERO,
      extra: {},
    };
  });

const anyScalars = networkCases({ minDepth: 2, maxDepth: 3, maxWidth: 1 }).filter(
  ({ flow }) => !gradient(flow).every(isZero),
);

/** Whether the flow at a point of the arc t ↦ tA from 0 runs along the arc. */
const runsAlong = (says: (isAlong: boolean) => boolean) =>
  isSo(given => {
    const { W } = networkOf(given);
    const slopes = gradient(given.flow);
    const flat = (matrices: readonly M[]): Rational[] => matrices.flatMap(({ data }) => data);
    const [a, b] = [flat(W), flat(slopes)];
    const isAlong = a.every((x, i) => a.every((y, j) => x.mul(b[j]!).equals(y.mul(b[i]!))));
    return {
      isSo: says(isAlong),
      quantity: 'dA/dt on the arc',
      reason: isAlong ? 'it is a multiple of its tangent' : 'it leaves the arc',
      shown: row(b.map(slope => slope.neg())),
    };
  });

/** The ends of the arc of equal scalars rest: no trajectory leaves or reaches one in a finite time. */
const endsRest = (isEnd: (share: number) => boolean) =>
  isSo(given => {
    const { Sigma, h, W } = networkOf(given);
    const root = range(1, 6)
      .map(b => rational(b))
      .find(b =>
        range(1, h)
          .reduce(all => all.mul(b), Rational.ONE)
          .equals(Sigma.at(0, 0)),
      )!;
    const ends = [0, 1, 0.5]
      .filter(isEnd)
      .map(share => W.map(layer => layer.map(() => root.mul(rational(share * 2, 2)))));
    const rest = ends.every(layers => isCritical({ ...given.flow, layers }));
    return { isSo: rest, quantity: 'dA/dt at the ends of the arc', reason: rest ? 'it is 0' : 'it is not 0' };
  });

const noTrajectories = surveyClaim({
  id: 'sec-4.6:arcs-are-no-trajectories',
  topic: 'Loss landscape',
  section: '4.6',
  title: 'The arcs cannot be trajectories of the flow, since they connect two critical points',
  place: 'section 4.6, after the proof of theorem 24',
  grade: 'wrong statement',
  note:
    'Trajectories may run from one critical point to another as t goes from −∞ to ∞: with scalars that are all equal the arc from 0 to the ' +
    'minimum is one. What is true is that none gets there in a finite time.',
  statement: String.raw`\dot A\text{ is not along the arc }A(\alpha)`,
  cases: fc.oneof({ withCrossShrink: true }, equalScalars, anyScalars),
  judge: runsAlong(isAlong => !isAlong),
  corrected: {
    statement: String.raw`\dot A=0\text{ at both ends of the arc}`,
    cases: equalScalars,
    judge: endsRest(share => share !== 0.5),
  },
  wrong: { 'in the middle too': endsRest(() => true) },
});

const zeroIsHighest = (stated: (given: FlowCase) => Rational) =>
  exactly(given => {
    const layers = given.flow.layers.map(layer => scaled(0, layer));
    const values = range(0, 2 ** networkOf(given).dy - 1).map(bits => {
      const S2 = row(range(0, networkOf(given).dy - 1).map(i => rational((bits >> i) % 2)));
      return loss({ ...given.flow, layers: arcOf({ ...given, extra: { ...given.extra, S2 } })(places.at(-1)!) });
    });
    return [
      ['L(0)', stated(given), loss({ ...given.flow, layers })],
      ['largest critical value', stated(given), values.reduce((a, b) => (a.compare(b) > 0 ? a : b))],
    ];
  });

const highest = surveyClaim({
  id: 'remark-25:highest-critical-value',
  topic: 'Loss landscape',
  section: '4.6',
  title: 'A = 0 has the highest critical value ½ Σ σ_i²',
  place: 'remark 25',
  statement: String.raw`\mathcal L(0)=\tfrac12\sum_{i=1}^{d_y}\sigma_i^2=\max_c c`,
  cases: anyArc,
  judge: zeroIsHighest(given => total(squares(given)).mul(half)),
  wrong: {
    'without the half': zeroIsHighest(given => total(squares(given))),
    'the largest alone': zeroIsHighest(given => squares(given)[0]!.mul(rational(1, 4))),
  },
});

export const thm24: readonly Claim<FlowCase>[] = [
  sameSignature,
  nestedSignatures,
  proofFormula,
  numbers,
  mixedCourse,
  proofNotMonotone,
  noTrajectories,
  highest,
];
