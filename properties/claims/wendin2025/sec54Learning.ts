import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { flow } from '../../../src/network/flow.ts';
import { power } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { distinctShrinks } from '../../arbitraries/distinctShrinks.ts';
import { drawRecord, indexInto, table } from '../../arbitraries/table.ts';
import { type ExactOrder, exactlyOrdered, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import {
  decidedByBounds,
  halfLearned,
  isBefore,
  isHalfLearnedBefore,
  shareLearned,
  velocityOfEqual,
} from './_equalScalars.ts';

// When the modes of equal diagonal layers are learned. A value counts as discovered when half of it is learned, z^h = σ/2. That time is an integral of the scalar
// equation, enclosed by sums of fractions: no simulation, no rounding that is not counted.

const SECTION = { section: '5.4', topic: 'Balanced and diagonal networks' } as const;
const raise = (value: Rational, k: number): Rational => power(rationalField, value, k);
const half = Rational.of(1, 2);

const VALUES = table('1', '2', '3', '1/2', '5', '1/8');
const GAPS = table('1', '1/2', '2', '1/10', '6');
const STARTS = table('3/4', '1/2', '1/4', '1', '1/10', '3/2', '1/40');
const NEAR_ZERO = table('1/40');

/** Two to five equal layers a·I of two units, σ_1 > σ_2, and a^h < σ_2: the same start below both optima. */
const equalStarts = (starts: readonly Rational[]): fc.Arbitrary<FlowCase> =>
  distinctShrinks(
    drawRecord({
      h: fc.noBias(fc.integer({ min: 2, max: 5 })),
      value: indexInto(VALUES),
      gap: indexInto(GAPS),
      start: indexInto(starts),
    })
      .filter(({ h, value, start }) => raise(starts[start]!, h).compare(VALUES[value]!) < 0)
      .map(({ h, value, gap, start }): FlowCase => {
        const diagonal = (first: Rational, second: Rational): Matrix<Rational> =>
          Matrix.generate(2, 2, (i, j) => (i !== j ? Rational.ZERO : i === 0 ? first : second));
        const [a, sigma] = [starts[start]!, VALUES[value]!];
        return {
          flow: flow({
            layers: Array.from({ length: h }, () => diagonal(a, a)),
            sigmaYX: diagonal(sigma.add(GAPS[gap]!), sigma),
          }),
          time: Rational.ZERO,
          extra: {},
        };
      }),
    caseHash,
  );

const sameStart = equalStarts(STARTS);
const nearZero = equalStarts(NEAR_ZERO);

interface TwoModes {
  readonly h: number;
  readonly start: Rational;
  readonly large: Rational;
  readonly small: Rational;
}

const modesIn = ({ flow: { layers, sigmaYX } }: FlowCase): TwoModes => ({
  h: layers.length,
  start: layers[0]!.at(0, 0),
  large: sigmaYX.at(0, 0),
  small: sigmaYX.at(1, 1),
});

/** The larger value is half learned first; undefined where no bounds tell. Where half of it is learned at the start, so is half of the smaller one, and nothing is discovered. */
const isLargeFirst = ({ h, start, large, small }: TwoModes): boolean | undefined => {
  if (raise(start, h).compare(large.mul(half)) >= 0) return true;
  if (h === 2) return isHalfLearnedBefore(large, small, start);
  return decidedByBounds(fineness =>
    isBefore(halfLearned(h, large, start, fineness), halfLearned(h, small, start, fineness)),
  );
};

const COARSE = 8;

const largeFirst = (isSwapped: boolean): Judge<FlowCase> =>
  isSo(given => {
    const modes = modesIn(given);
    const { h, start, large, small } = modes;
    const first = isLargeFirst(modes);
    const times = [large, small].map(sigma => halfLearned(h, sigma, start, COARSE).most);
    const [one, other] = times.map(time => time.toNumber().toFixed(3));
    return {
      quantity: 'when half of each value is learned, at most, the larger value first',
      isSo: first === undefined ? undefined : first !== isSwapped,
      reason: `σ_j = ${large} by ${one} τ, σ_k = ${small} by ${other} τ, both from z = ${start}, h = ${h}`,
      shown: new Matrix(2, 1, times),
    };
  });

/** Places between the start and the optimum of the smaller value: z = a + k(c − a)/4 with c the largest number of sixteenths below it. */
const levelsOf = ({ h, start, small }: TwoModes): Rational[] => {
  const sixteenth = Rational.of(1, 16);
  let top = start;
  while (raise(top.add(sixteenth), h).compare(small) < 0) top = top.add(sixteenth);
  return [0, 1, 2, 3, 4].map(k => start.add(top.sub(start).mul(Rational.of(k, 4))));
};

const ahead = (order: '>' | '<'): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const modes = modesIn(given);
    const rate = (z: Rational, sigma: Rational): Rational => velocityOfEqual(modes.h, z, sigma);
    return levelsOf(modes).map(
      (z): ExactOrder => [rate(z, modes.large), order, rate(z, modes.small), `velocities of both modes at z = ${z}`],
    );
  });

const FIFTH = Rational.of(1, 5);
const smallStart = sameStart.filter(given => {
  const { h, start, small } = modesIn(given);
  return raise(start, h).compare(small.mul(FIFTH)) <= 0;
});

const sequential = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:sequential-from-equal-starts',
  title: 'From equal small starts the larger value is discovered first',
  place: 'section 5.4, fifth bullet',
  restsOn: ['eq-61'],
  grade: 'wording',
  note: 'Below σ_k^{1/h} is not small: from z^h ≥ σ_k/2 half of the smaller value is learned before anything moves, the larger one not; from a little below it is still first (two layers, σ = 31/10 and 3, z = 1), and for σ = 9 and 3, z = 1 both take ln 2/6. It holds where z^h ≤ σ_k/5. The mode of the larger value is the faster one at every level, so that it reaches each first (fair reading); what is learned of its own value is another matter. For two layers or more: with one, the share (σ − z)/σ that is left is smaller for the smaller value from the start.',
  statement: String.raw`\sigma_j>\sigma_k,\;z_j(0)=z_k(0)<\sigma_k^{1/h}\;\Rightarrow\;z_j^h=\sigma_j/2\text{ before }z_k^h=\sigma_k/2`,
  cases: sameStart,
  judge: largeFirst(false),
  fair: {
    statement: String.raw`z_j(0)=z_k(0)<\sigma_k^{1/h}\;\Rightarrow\;\dot z_j>\dot z_k\text{ at every level }z\in[z(0),\sigma_k^{1/h})`,
    judge: ahead('>'),
  },
  corrected: {
    statement: String.raw`z_j(0)=z_k(0),\;z_k(0)^h\le\sigma_k/5\;\Rightarrow\;z_j^h=\sigma_j/2\text{ before }z_k^h=\sigma_k/2`,
    cases: smallStart,
  },
  wrong: { 'the smaller first': largeFirst(true), 'the smaller mode is faster': ahead('<') },
});

/** Starts a/2, a/4, a/16, a/256 … of the larger mode. */
const SHRINKINGS = 10;
const ENOUGH = 5;

/** Some start of the larger mode leaves it second, the smaller one's being a. Bounds that overlap tell nothing, and a smaller start is tried. */
const someStartTurns = (shrink: (start: Rational, k: number) => Rational): Judge<FlowCase> =>
  isSo(given => {
    const { h, start, large, small } = modesIn(given);
    const late = halfLearned(h, small, start, ENOUGH);
    const tried = Array.from({ length: SHRINKINGS }, (_, k) => shrink(start, k));
    const found = tried.find(from => isBefore(late, halfLearned(h, large, from, ENOUGH)));
    return found === undefined ? turned(tried.at(-1)!, start, false) : turned(found, start, true);
  });

const turned = (from: Rational, start: Rational, isFound: boolean) => ({
  quantity: 'a start from which the smaller value is learned first',
  isSo: isFound,
  reason: isFound ? `z_j(0) = ${from}, z_k(0) = ${start}` : `none down to z_j(0) = ${from} for z_k(0) = ${start}`,
});

const noGuarantee = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:no-guarantee-from-unequal-starts',
  title: 'From unequal starts the smaller value may be discovered first',
  place: 'section 5.4, sixth bullet',
  restsOn: ['eq-61'],
  note: 'For every pair of values and every small start of the smaller one there is a start of the larger one that leaves it second: its time grows without end as that start tends to 0. Judged for two layers or more.',
  statement: String.raw`\forall\,\sigma_j>\sigma_k,\,z_k(0)\;\exists\,z_j(0)>0:\;z_k^h=\sigma_k/2\text{ before }z_j^h=\sigma_j/2`,
  cases: smallStart,
  judge: someStartTurns((start, k) => start.mul(raise(half, 2 ** k))),
  wrong: { 'from the same start': someStartTurns(start => start) },
});

const SHARE = Rational.of(9, 10);
const REST = Rational.ONE.sub(SHARE);

/** From some small start nine tenths of one value are learned before a tenth of the other. Bounds that overlap tell nothing, and a smaller start is tried. */
const passesSaddle = (isSwapped: boolean): Judge<FlowCase> =>
  isSo(given => {
    const { h, start, large, small } = modesIn(given);
    const [own, other] = isSwapped ? [small, large] : [large, small];
    const starts = Array.from({ length: SHRINKINGS }, (_, k) => start.mul(raise(half, 2 ** k)));
    const found = starts.find(from =>
      isBefore(shareLearned(h, own, from, SHARE, ENOUGH), shareLearned(h, other, from, REST, ENOUGH)),
    );
    return {
      quantity: 'a start from which one value is learned while the other is at rest',
      isSo: found !== undefined,
      reason: found === undefined ? `none down to z(0) = ${starts.at(-1)}` : `z(0) = ${found}, h = ${h}`,
    };
  });

/** Values that differ by half or more: of closer ones smaller starts would be needed. */
const apart = smallStart.filter(given => {
  const { large, small } = modesIn(given);
  return large.compare(small.mul(Rational.of(3, 2))) >= 0;
});

const pastTheSaddle = surveyClaim({
  ...SECTION,
  section: '5.3.1',
  id: 'sec-5.3.1:passes-the-first-saddle',
  title:
    'From small enough starts the flow passes the saddle point of signature {1}: the first value is learned while the second is still near 0',
  place: 'section 5.3.1, on sequential learning',
  restsOn: ['eq-61'],
  note: 'For equal layers and equal starts, read as nine tenths of σ_1 before a tenth of σ_2, σ_1 ≥ 3σ_2/2; for every pair of values there is such a start. Starts of coupled modes are not in it: the text says itself that it is not clear when they learn in sequence.',
  statement: String.raw`\exists z(0)>0:\ z_1^h=\tfrac9{10}\sigma_1\text{ before }z_2^h=\tfrac1{10}\sigma_2`,
  cases: apart,
  judge: passesSaddle(false),
  wrong: { 'past the other one': passesSaddle(true) },
});

/** From z(0) = b/2^m, b = a/2, the time until half is learned against `share` of m/(2σb^{h−2}): each halving takes at least (b/2)/(b^{h−1}σ). */
const takesLong = (share: number): Judge<FlowCase> =>
  isSo(given => {
    const { h, start, small } = modesIn(given);
    const each = Rational.of(share).div(small.mul(Rational.of(2)).mul(raise(start, h - 2)));
    const halvings = [1, 2, 4, 8];
    const slow = halvings.map(m =>
      decidedByBounds(fineness => {
        const { least, most } = halfLearned(h, small, start.mul(raise(half, m)), fineness);
        const bound = each.mul(Rational.of(m));
        return isBefore({ least: bound, most: bound }, { least, most });
      }),
    );
    return {
      quantity: 'how long it takes to learn half from ever smaller starts',
      isSo: slow.includes(false) ? false : slow.includes(undefined) ? undefined : true,
      reason: `σ = ${small}, h = ${h}, from ${start}/2^m: more than ${each}·m τ for ${halvings.filter((_, k) => slow[k]).join(', ') || 'no'} m`,
    };
  });

const escapeTime = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:escape-takes-long',
  title: 'Escaping from a neighbourhood of the origin takes as long as one likes',
  place: 'section 5.4, fourth bullet, first sentence',
  restsOn: ['eq-61'],
  note: 'Each halving of the start z takes at least 1/(2σz^{h−2}) longer, so that the time has no bound: for two layers it grows by ln 2/σ a halving, for more ever faster.',
  statement: String.raw`z(0)=2^{-m}b\;\Rightarrow\;\text{time to }z^h=\sigma/2\;>\;\frac{m}{2\sigma b^{h-2}},\qquad b^h\le\sigma/5`,
  cases: smallStart,
  judge: takesLong(1),
  wrong: { 'a thousand times as long': takesLong(1000) },
});

/** |dz/dt| at r + d against that at r − d, r = σ^{1/h} from σ = r^h. */
const fasterAbove = (order: '>' | '<'): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const { h, large: r } = modesIn(given);
    const sigma = raise(r, h);
    return [1, 2, 3].map((k): ExactOrder => {
      const d = r.mul(Rational.of(k, 4));
      const [above, below] = [r.add(d), r.sub(d)].map(z => velocityOfEqual(h, z, sigma).abs());
      return [above!, order, below!, `speeds at ${d} above and below ${r}, σ = ${sigma}, h = ${h}`];
    });
  });

const fast = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:fast-from-above',
  title: 'Convergence is faster from above the learned point than from below',
  place: 'section 5.4, fourth bullet, second sentence',
  note: 'At the same distance from σ^{1/h}, where the text has σ, the speed is larger above it, at every distance; so each smaller distance is reached sooner. Judged with σ = r^h.',
  statement: String.raw`|\dot z|_{z=\sigma^{1/h}+d}>|\dot z|_{z=\sigma^{1/h}-d},\qquad0<d<\sigma^{1/h}`,
  cases: sameStart,
  judge: fasterAbove('>'),
  wrong: { slower: fasterAbove('<') },
});

/**
 * Both for depth h, to the power h, in fractions. Steepness: |dL/dz| = hz^{h−1}(σ − z^h) is largest at z^h = σ(h − 1)/(2h − 1). Sharpness: the share p = z^h/σ grows by
 * hσ^{2−2/h}p^{2−2/h}(1 − p), most at p = (2h − 2)/(3h − 2).
 */
const largest = (h: number, sigma: Rational): { readonly steepness: Rational; readonly sharpness: Rational } => {
  const [q, p] = [Rational.of(h - 1, 2 * h - 1), Rational.of(2 * h - 2, 3 * h - 2)];
  const factor = raise(Rational.of(h), h);
  return {
    steepness: factor.mul(raise(q.mul(sigma), h - 1)).mul(raise(Rational.ONE.sub(q).mul(sigma), h)),
    sharpness: factor.mul(raise(p.mul(sigma), 2 * h - 2)).mul(raise(Rational.ONE.sub(p), h)),
  };
};

const steeper = (order: '<' | '>'): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const { h, small } = modesIn(given);
    const [own, deeper] = [largest(h, small), largest(h + 1, small)];
    return (['steepness', 'sharpness'] as const).map(
      (name): ExactOrder => [
        raise(own[name], h + 1),
        order,
        raise(deeper[name], h),
        `largest ${name} with ${h} layers and with ${h + 1}, to the power ${h * (h + 1)}, σ = ${small}`,
      ],
    );
  });

const depth = surveyClaim({
  ...SECTION,
  id: 'sec-5.4:depth-sharpens',
  title: 'Depth makes the loss steeper and the transition sharper',
  place: 'section 5.4, last bullet',
  grade: 'missing hypothesis',
  note: 'Steepness as the largest |dL/dz| below the learned point, sharpness as the largest rate at which the learned share z^h/σ grows. Both carry a power of σ that rises with h: for σ = 1/8 a third layer makes the loss flatter and the transition slower. It holds for σ ≥ 1 (with two layers or more).',
  statement: String.raw`\max_{0<z<\sigma^{1/h}}|\mathcal L'(z)|\text{ and }\max_t\frac{d}{dt}\frac{z^h}{\sigma}\text{ rise with }h`,
  cases: nearZero,
  judge: steeper('<'),
  narrowed: {
    statement: String.raw`\sigma\ge1:\;\max|\mathcal L'(z)|\text{ and }\max\tfrac{d}{dt}\tfrac{z^h}{\sigma}\text{ rise with }h`,
    cases: nearZero.filter(given => modesIn(given).small.compare(Rational.ONE) >= 0),
  },
  wrong: { 'they fall': steeper('>') },
});

export const sec54Learning: readonly Claim<FlowCase>[] = [
  sequential,
  noGuarantee,
  pastTheSaddle,
  escapeTime,
  fast,
  depth,
];
