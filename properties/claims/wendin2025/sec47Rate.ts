import fc from 'fast-check';
import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { flow } from '../../../src/network/flow.ts';
import { inertia } from '../../../src/numbers/inertia.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { minus, scaled, T, times } from '../_exact.ts';
import { exactly, exactlyOrdered, type Fact, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { type Between, eigenvalue, plusBounds, timesBounds } from './_eigenvalues.ts';
import { type M, type Network, networkOf, range, rational, squared, total, tr } from './_network.ts';
import { networkCases, taskIndex, taskOf } from './_networkCases.ts';
import { loss } from './_variations.ts';
import { lossRate } from './prop4.ts';

// λ_k are taken between fractions; a bound of dL/dt is true where it is so for the upper end, false where not even for the lower one.

const square = (W: M): M => times(W, T(W));
const gram = (W: M): M => times(T(W), W);
const smallest = (S: M): Between => eigenvalue(S, 1)!;
const networks = networkCases({ maxDepth: 3 });
const error = (net: Network): M => minus(net.Sigma, net.product(1, net.h));

/** Whether dL/dt ≤ −factor·rate·L. */
function decays(given: FlowCase, rate: Between, factor = 1): Fact {
  const [slope, value] = [lossRate(given), loss(given.flow).mul(rational(factor))];
  const isBelow = (bound: Rational): boolean => slope.compare(bound.mul(value).neg()) <= 0;
  return {
    isSo: isBelow(rate.high) ? true : isBelow(rate.low) ? undefined : false,
    quantity: 'dL/dt',
    reason: `it is ${slope.toNumber()}, L is ${loss(given.flow).toNumber()}, the stated rate about ${factor * rate.high.toNumber()}`,
  };
}

const rateOfTerm = (net: Network, j: number): Between =>
  timesBounds([
    ...range(1, j - 1).map(i => smallest(gram(net.W[i - 1]!))),
    ...range(j + 1, net.h).map(i => smallest(square(net.W[i - 1]!))),
  ]);

const boundedBy = (factor: number) =>
  isSo(given => {
    const net = networkOf(given);
    return decays(given, plusBounds(range(1, net.h).map(j => rateOfTerm(net, j))), factor);
  });

const prop26 = surveyClaim({
  id: 'prop-26',
  topic: 'Convergence',
  section: '4.7',
  title: 'The loss falls at least at a rate made of smallest eigenvalues',
  place: 'proposition 26, equation 47',
  note: 'True with twice the rate: the traces of equation 48 are bounded by ‖Σ − W_(1:h)‖², which is 2L.',
  statement: String.raw`\dot{\mathcal L}\le-\sum_{j=1}^h\prod_{i<j}\lambda_{\min}(W_i^\top W_i)\prod_{i>j}\lambda_{\min}(W_iW_i^\top)\,\mathcal L`,
  cases: networks,
  judge: boundedBy(1),
  wrong: { 'three times the rate': boundedBy(3), 'ten times the rate': boundedBy(10) },
});

const traceForm = (below: (net: Network, j: number) => M, above: (net: Network, j: number) => M) =>
  exactly(given => {
    const net = networkOf(given);
    const terms = range(1, net.h).map(j => {
      const [left, right] = [below(net, j), above(net, j)];
      return tr(times(left, T(error(net)), right, T(right), error(net), T(left)));
    });
    return [['dL/dt', total(terms).neg(), lossRate(given)]];
  });

const eq48 = surveyClaim({
  id: 'eq-48',
  topic: 'Convergence',
  section: '4.7',
  title: 'dL/dt by the layers',
  place: 'equation 48',
  statement: String.raw`\dot{\mathcal L}=-\sum_j\mathrm{tr}\big(W_{1:j-1}(\Sigma-W_{1:h})^\top W_{j+1:h}W_{j+1:h}^\top(\Sigma-W_{1:h})W_{1:j-1}^\top\big)`,
  cases: networks,
  judge: traceForm(
    (net, j) => net.product(1, j - 1),
    (net, j) => net.product(j + 1, net.h),
  ),
  wrong: {
    'without the layers above': traceForm(
      (net, j) => net.product(1, j - 1),
      net => net.product(net.h + 1, net.h),
    ),
    'twice the layers below': traceForm(
      (net, j) => scaled(2, net.product(1, j - 1)),
      (net, j) => net.product(j + 1, net.h),
    ),
  },
});

const twoLayersBelow = networkCases({ minDepth: 2, maxDepth: 3 });

/** tr(Ξ W_(1:j−1)ᵀW_(1:j−1)Ξᵀ) with W_(j−1) taken to the front, for j = 2 … h. */
const firstFactor = (transposed: boolean) =>
  exactly(given => {
    const net = networkOf(given);
    return range(2, net.h).map(j => {
      const [Xi, below, one] = [error(net), net.product(1, j - 2), net.W[j - 2]!];
      const rest = times(T(Xi), Xi);
      const middle = transposed ? times(T(below), rest, below) : times(below, rest, T(below));
      return [`the trace for j = ${j}`, tr(times(gram(one), middle)), squared(times(Xi, T(net.product(1, j - 1))))];
    });
  });

const proofFifthLine = surveyClaim({
  id: 'prop-26:proof-fifth-line',
  topic: 'Convergence',
  section: '4.7',
  title: 'The trace with W_(j−1)ᵀW_(j−1) in front',
  place: 'proof of proposition 26, fifth line and those after it',
  grade: 'sizes and notation',
  note: 'W_(1:j−2)ᵀ…W_(1:j−2) stands for W_(1:j−2)…W_(1:j−2)ᵀ: the sizes do not fit, and where they do, with square layers, the value is another.',
  statement: String.raw`\mathrm{tr}(\Xi W_{1:j-1}^\top W_{1:j-1}\Xi^\top)=\mathrm{tr}(W_{j-1}^\top W_{j-1}W_{1:j-2}^\top\Xi^\top\Xi W_{1:j-2})`,
  cases: twoLayersBelow,
  judge: firstFactor(true),
  corrected: {
    statement: String.raw`\mathrm{tr}(\Xi W_{1:j-1}^\top W_{1:j-1}\Xi^\top)=\mathrm{tr}(W_{j-1}^\top W_{j-1}W_{1:j-2}\Xi^\top\Xi W_{1:j-2}^\top)`,
    judge: firstFactor(false),
  },
  wrong: {
    'without the layer in front': exactly(given => {
      const net = networkOf(given);
      return range(2, net.h).map(j => [
        `the trace for j = ${j}`,
        squared(times(error(net), T(net.product(1, j - 2)))),
        squared(times(error(net), T(net.product(1, j - 1)))),
      ]);
    }),
  },
});

const traceInequality = (factor: number) =>
  isSo(given => {
    const net = networkOf(given);
    const [F, G] = [T(net.W[0]!), T(net.product(1, net.h))];
    const FF = times(T(F), F);
    const other = times(net.W[0]!, T(net.W[0]!));
    const GG =
      G.rows === F.rows
        ? times(
            T(net.W[0]!.map(x => x.add(Rational.ONE))),
            net.W[0]!.map(x => x.add(Rational.ONE)),
          )
        : other;
    const S = GG.rows === FF.rows ? GG : other;
    const [left, least] = [tr(times(FF, S)), smallest(FF)];
    const right = (bound: Rational): Rational => bound.mul(tr(S)).mul(rational(factor));
    // FᵀF − xI ⪰ 0 for x at the lower end: equality, as of multiples of I, is not to be decided at the upper one.
    return {
      isSo: left.compare(right(least.low)) >= 0,
      quantity: 'tr(FᵀFGᵀG)',
      reason: `it is ${left}, λ_min(FᵀF) tr(GᵀG) about ${right(least.high).toNumber()}`,
    };
  });

const proofInequality = surveyClaim({
  id: 'prop-26:proof-inequality',
  topic: 'Convergence',
  section: '4.7',
  title: 'tr(FᵀFGᵀG) ≥ λ_min(FᵀF) tr(GᵀG)',
  place: 'proof of proposition 26',
  statement: String.raw`\mathrm{tr}(F^\top FG^\top G)\ge\lambda_{\min}(F^\top F)\,\mathrm{tr}(G^\top G)`,
  cases: networkCases({ assumptions: false, maxDepth: 2 }),
  judge: traceInequality(1),
  wrong: { 'twice that': traceInequality(2), 'ten times': traceInequality(10) },
});

const bottlenecks = networkCases({ assumptions: false, minDepth: 3, maxDepth: 4 }).filter(
  given => bottleneckOf(given) !== undefined,
);

function bottleneckOf(given: FlowCase): number | undefined {
  const { d, h } = networkOf(given);
  return range(1, h - 1).find(j => d[j - 1]! > d[j]! && d[j]! < d[j + 1]!);
}

const allTermsVanish = (says: (zero: boolean) => boolean) =>
  isSo(given => {
    const net = networkOf(given);
    const j = bottleneckOf(given)!;
    const isSingular = (S: M): boolean => inertia(S).zero > 0;
    const both = isSingular(square(net.W[j]!)) && isSingular(gram(net.W[j - 1]!));
    const factors = (k: number): M[] => [
      ...range(1, k - 1).map(i => gram(net.W[i - 1]!)),
      ...range(k + 1, net.h).map(i => square(net.W[i - 1]!)),
    ];
    const all = range(1, net.h).every(k => factors(k).some(isSingular));
    return {
      isSo: says(both && all),
      quantity: 'terms of equation 47',
      reason: both && all ? 'all are 0' : 'one is not 0',
    };
  });

const bottleneck = surveyClaim({
  id: 'sec-4.7:local-bottleneck',
  topic: 'Convergence',
  section: '4.7',
  title: 'At a local bottleneck all terms of equation 47 are 0',
  place: 'section 4.7, after proposition 26',
  statement: String.raw`d_{j-1}>d_j<d_{j+1}\;\Rightarrow\;\lambda_{\min}(W_{j+1}W_{j+1}^\top)=\lambda_{\min}(W_j^\top W_j)=0`,
  cases: bottlenecks,
  judge: allTermsVanish(zero => zero),
  wrong: { 'none is': allTermsVanish(zero => !zero) },
});

/** Scalars of two layers: starts opposite to each other, and others. */
const scalarsOfTwo = fc
  .tuple(fc.constantFrom(1, 2, -1), fc.constantFrom(-1, 2, 3, 1), fc.constantFrom(1, 2))
  .map(([a, share, sigma]): FlowCase => {
    const one = (value: number): M => new Matrix(1, 1, [rational(value)]);
    return { flow: flow({ layers: [one(a), one(a * share)], sigmaYX: one(sigma) }), time: Rational.ZERO, extra: {} };
  });

const learnsTheTask = isSo(given => {
  const [w1, w2] = given.flow.layers.map(layer => layer.at(0, 0)) as [Rational, Rational];
  const series = flowSeries(given.flow, 6);
  const stays = range(0, 6).every(k => series[0]![k]!.at(0, 0).add(series[1]![k]!.at(0, 0)).sign() === 0);
  const isOpposite = w1.add(w2).sign() === 0;
  return {
    isSo: !(isOpposite && stays),
    quantity: 'loss as t → ∞',
    reason: isOpposite ? 'w_1 + w_2 stays 0, so that w_1w_2 < 0, and both end at 0' : 'w_1 + w_2 is not 0',
    stated: 0,
    shown: isOpposite ? squared(given.flow.sigmaYX).mul(rational(1, 2)) : 0,
  };
});

const unbalanced: Hypothesis<FlowCase> = {
  name: 'a term bounded away from 0',
  meaning: 'w_1² ≠ w_2²: one of both squares is at least |w_1² − w_2²| at all times',
  holds: ({ flow: { layers } }) => {
    const [w1, w2] = layers.map(layer => layer.at(0, 0)) as [Rational, Rational];
    return w1.mul(w1).sub(w2.mul(w2)).sign() !== 0;
  },
};

const positiveTerm = surveyClaim({
  id: 'sec-4.7:positive-term',
  topic: 'Convergence',
  section: '4.7',
  title: 'One term of equation 47 that is positive for all t guarantees exponential convergence',
  place: 'section 4.7, after proposition 26',
  grade: 'missing hypothesis',
  note:
    'From (1, −1) in 1-1-1 the weights stay opposite and go to 0: the term w_2² is positive for all t, and L falls to σ²/2, never below. It has ' +
    'to be bounded away from 0. All cases here have a positive term for all t: no weight is 0, and 0 is an equilibrium.',
  statement: String.raw`w_2(t)^2>0\ \forall t\;\Rightarrow\;\mathcal L\to0\text{ exponentially}`,
  cases: scalarsOfTwo,
  judge: learnsTheTask,
  narrowed: {
    statement: String.raw`\inf_tw_2(t)^2>0\;\Rightarrow\;\mathcal L\to0\text{ exponentially}`,
    hypotheses: [unbalanced],
  },
  wrong: {
    never: isSo(given => ({
      isSo: given.flow.layers[0]!.at(0, 0).add(given.flow.layers[1]!.at(0, 0)).sign() === 0,
      quantity: 'loss as t → ∞',
      reason: 'w_1 + w_2 is not 0',
    })),
  },
});

const UNITS = table('0', '1', '-1', '1/2');
const STEPS = table('1', '2', '1/2', '1/3');

/** Widths that rise to layer j and fall from there, the layers the larger the farther they are from j. */
const hillsUpTo = (most: number): fc.Arbitrary<FlowCase> =>
  drawRecord({
    depth: fc.integer({ min: 2, max: 3 }),
    peak: fc.integer({ min: 1, max: 3 }),
    widths: draws(4, fc.integer({ min: 1, max: most })),
    entries: draws(27, indexInto(UNITS)),
    task: taskIndex,
  }).map(({ depth, peak, widths, entries, task }): FlowCase => {
    const j = Math.min(peak, depth);
    const given = widths.slice(0, depth + 1);
    const rising = given.slice(0, j + 1).sort((a, b) => a - b);
    const falling = given.slice(j + 1).sort((a, b) => b - a);
    const top = Math.max(...rising, ...falling);
    const d = [...rising.slice(0, -1), top, ...falling];
    // As many outputs as inputs at most.
    if (d[depth]! > d[0]!) d[depth === j ? 0 : depth] = d[depth === j ? depth : 0]!;
    const layers = d.slice(1).map((rows, k) =>
      Matrix.generate(rows, d[k]!, (row, col) => {
        const size = 4 ** Math.abs(k + 1 - j);
        return rational(row === col ? size : 0).add(UNITS[entries[k * 9 + row * 3 + col]!]!);
      }),
    );
    const sigmaYX = taskOf(task, d[depth]!, d[0]!);
    return { flow: flow({ layers, sigmaYX }), time: Rational.ZERO, extra: { j: new Matrix(1, 1, [rational(j)]) } };
  });

const hills = hillsUpTo(3);
/** Where the printed statements fail a width of 2 is enough. */
const lowHills = hillsUpTo(2);

const peakOf = ({ extra }: FlowCase): number => extra.j!.at(0, 0).toNumber();
const conserved = (net: Network, i: number): M => minus(square(net.W[i - 1]!), gram(net.W[i]!));

const ofProp27: Hypothesis<FlowCase> = {
  name: 'conditions of proposition 27',
  meaning:
    'd_x ≤ … ≤ d_j ≥ … ≥ d_y ≤ d_x; C_i has d_(i−1) positive eigenvalues for i < j, d_(i+1) negative ones for i ≥ j',
  holds: given => {
    const net = networkOf(given);
    const { d, h, dx, dy } = net;
    const j = peakOf(given);
    return (
      risesAndFalls.holds(given) &&
      dy <= dx &&
      range(1, h - 1).every(i => {
        const { positive, negative } = inertia(conserved(net, i));
        return i < j ? positive >= d[i - 1]! : negative >= d[i + 1]!;
      })
    );
  },
};

/** The product of equation 49 with the index that is stated for i < j; undefined where there is no such eigenvalue. */
function rate49(given: FlowCase, index: (d: readonly number[], i: number) => number): Between | undefined {
  const net = networkOf(given);
  const j = peakOf(given);
  const factors = range(1, net.h - 1).map(i => {
    const C = conserved(net, i);
    return i < j ? eigenvalue(C, index(net.d, i)) : eigenvalue(scaled(-1, C), 1 + net.d[i]! - net.d[i + 1]!);
  });
  return factors.every(factor => factor !== undefined) ? timesBounds(factors as Between[]) : undefined;
}

const isRate = (index: (d: readonly number[], i: number) => number, factor = 1) =>
  isSo(given => {
    const rate = rate49(given, index);
    if (rate === undefined)
      return { isSo: false, quantity: 'the stated rate', reason: 'C_i has no eigenvalue of such an index' };
    if (rate.high.sign() > 0) return decays(given, rate, factor);
    return { isSo: false, quantity: 'the stated rate', reason: 'it is not above 0', shown: rate.high };
  });

/** Both C_i of i < j and W_iW_iᵀ have d_i eigenvalues. */
const hasPrintedIndex = (given: FlowCase): boolean => {
  const { d } = networkOf(given);
  return range(1, peakOf(given) - 1).every(i => printedIndex(d, i) <= d[i]!);
};

const printedIndex = (d: readonly number[], i: number): number => 1 + d[i + 1]! - d[i]!;
const rightIndex = (d: readonly number[], i: number): number => 1 + d[i]! - d[i - 1]!;

const eq49 = surveyClaim({
  id: 'eq-49',
  topic: 'Convergence',
  section: '4.7',
  title: 'The rate by conserved quantities is positive and bounds the convergence',
  place: 'proposition 27, equation 49',
  grade: 'wrong constant or sign',
  note: 'W_iᵀW_i has d_(i−1) eigenvalues and W_iW_iᵀ has d_i − d_(i−1) zeros more: for i < j the index is 1 + d_i − d_(i−1). For i ≥ j it is right. Judged as printed for widths up to 2 where C_i has an eigenvalue of the printed index; in 1-1-2-1 it has none.',
  statement: String.raw`\dot{\mathcal L}\le-\prod_{i<j}\lambda_{1+d_{i+1}-d_i}(C_i)\prod_{i\ge j}\lambda_{1+d_i-d_{i+1}}(-C_i)\,\mathcal L<0`,
  cases: lowHills.filter(hasPrintedIndex),
  judge: isRate(printedIndex),
  hypotheses: [ofProp27],
  corrected: {
    cases: hills,
    statement: String.raw`\dot{\mathcal L}\le-\prod_{i<j}\lambda_{1+d_i-d_{i-1}}(C_i)\prod_{i\ge j}\lambda_{1+d_i-d_{i+1}}(-C_i)\,\mathcal L<0`,
    judge: isRate(rightIndex),
  },
  wrong: { 'the printed index': isRate(printedIndex), 'a hundred times the rate': isRate(rightIndex, 100) },
});

/** λ_min(W_iᵀW_i) beside the eigenvalue of W_iW_iᵀ that is stated, i < j. */
const sameEigenvalue = (index: (d: readonly number[], i: number) => number) =>
  isSo(given => {
    const net = networkOf(given);
    const pairs = range(1, peakOf(given) - 1).map(i => {
      const W = net.W[i - 1]!;
      return { i, one: smallest(gram(W)), other: eigenvalue(square(W), index(net.d, i)) };
    });
    const wrong = pairs.find(
      ({ one, other }) => other === undefined || other.low.compare(one.high) > 0 || one.low.compare(other.high) > 0,
    );
    return {
      isSo: wrong === undefined,
      quantity: `λ_min(W_iᵀW_i)${wrong === undefined ? '' : ` for i = ${wrong.i}`}`,
      reason: wrong === undefined ? 'as stated' : 'it is not the stated one',
      ...(wrong?.other && { stated: wrong.other.high, shown: wrong.one.high }),
    };
  });

const risesAndFalls: Hypothesis<FlowCase> = {
  name: 'widths rise to layer j and fall from there',
  meaning: 'd_x ≤ … ≤ d_j ≥ … ≥ d_y',
  holds: given => {
    const { d, h } = networkOf(given);
    return range(1, h).every(i => (i <= peakOf(given) ? d[i - 1]! <= d[i]! : d[i - 1]! >= d[i]!));
  },
};

const beforePeak = hills.filter(given => peakOf(given) >= 2);
const lowBeforePeak = lowHills.filter(given => peakOf(given) >= 2);

const proofIndex = surveyClaim({
  id: 'prop-27:proof-index',
  topic: 'Convergence',
  section: '4.7',
  title: 'λ_min(W_iᵀW_i) is λ_(1+d_(i+1)−d_i)(W_iW_iᵀ) for i < j',
  place: 'proof of proposition 27, before and after equations 50 and 51',
  grade: 'wrong constant or sign',
  note: 'The eigenvalues of W_iW_iᵀ are those of W_iᵀW_i and d_i − d_(i−1) zeros. The other line, for i > j, has the right index. Judged as printed for widths up to 2 where there is an eigenvalue of the printed index.',
  statement: String.raw`\lambda_{\min}(W_i^\top W_i)=\lambda_{1+d_{i+1}-d_i}(W_iW_i^\top),\ i<j`,
  cases: lowBeforePeak.filter(hasPrintedIndex),
  judge: sameEigenvalue(printedIndex),
  hypotheses: [risesAndFalls],
  corrected: {
    cases: beforePeak,
    statement: String.raw`\lambda_{\min}(W_i^\top W_i)=\lambda_{1+d_i-d_{i-1}}(W_iW_i^\top),\ i<j`,
    judge: sameEigenvalue(rightIndex),
  },
  wrong: { 'the largest': sameEigenvalue((d, i) => d[i]!), 'the smallest': sameEigenvalue(() => 1) },
});

/** Weyl: λ_k of the sum of two symmetric matrices, of all k and i. */
const weyl = (sides: (net: Network, i: number) => readonly [M, M, M]) =>
  isSo(given => {
    const net = networkOf(given);
    const failing = range(1, net.h - 1).flatMap(i => {
      const [left, law, positive] = sides(net, i);
      const least = smallest(positive);
      return range(1, left.rows).filter(k => {
        const [found, bound] = [eigenvalue(left, k)!, eigenvalue(law, k)!];
        return found.high.compare(bound.low.add(least.low)) < 0;
      });
    });
    return {
      isSo: failing.length === 0,
      quantity: 'eigenvalues of the layers',
      reason: failing.length === 0 ? 'as stated' : `λ_${failing[0]} is below its bound`,
    };
  });

const eq50 = surveyClaim({
  id: 'eq-50',
  topic: 'Convergence',
  section: '4.7',
  title: 'The eigenvalues of W_iW_iᵀ are at least those of C_i and the smallest of the next layer',
  place: 'equations 50 and 51',
  statement: String.raw`\lambda_k(W_iW_i^\top)\ge\lambda_k(C_i)+\lambda_{\min}(W_{i+1}^\top W_{i+1})\ge\lambda_k(C_i)`,
  cases: networkCases({ minDepth: 2, maxDepth: 3 }),
  judge: weyl((net, i) => [square(net.W[i - 1]!), conserved(net, i), gram(net.W[i]!)]),
  wrong: {
    'C_i for −C_i': weyl((net, i) => [gram(net.W[i]!), conserved(net, i), square(net.W[i - 1]!)]),
    'C_i twice': weyl((net, i) => [square(net.W[i - 1]!), scaled(2, conserved(net, i)), gram(net.W[i]!)]),
  },
});

const eq51 = surveyClaim({
  id: 'eq-51',
  topic: 'Convergence',
  section: '4.7',
  title: 'The eigenvalues of W_(i+1)ᵀW_(i+1) are at least those of −C_i and the smallest of the layer before',
  place: 'equation 51',
  statement: String.raw`\lambda_k(W_i^\top W_i)\ge\lambda_k(-C_{i-1})+\lambda_{\min}(W_{i-1}W_{i-1}^\top)\ge\lambda_k(-C_{i-1})`,
  cases: networkCases({ minDepth: 2, maxDepth: 3 }),
  judge: weyl((net, i) => [gram(net.W[i]!), scaled(-1, conserved(net, i)), square(net.W[i - 1]!)]),
  wrong: {
    'C for −C': weyl((net, i) => [gram(net.W[i]!), conserved(net, i), square(net.W[i - 1]!)]),
    '−C twice': weyl((net, i) => [gram(net.W[i]!), scaled(-2, conserved(net, i)), square(net.W[i - 1]!)]),
  },
});

/** Layers of n×n blocks with a large diagonal, the larger the farther from j, in the corner of wider hidden layers. */
const padded = drawRecord({
  depth: fc.integer({ min: 2, max: 3 }),
  peak: fc.integer({ min: 1, max: 3 }),
  size: fc.integer({ min: 1, max: 2 }),
  more: draws(2, fc.nat(1)),
  entries: draws(12, indexInto(UNITS)),
  task: taskIndex,
}).map(({ depth, peak, size, more, entries, task }): FlowCase => {
  const j = Math.min(peak, depth);
  const d = range(0, depth).map(i => size + (i === 0 || i === depth ? 0 : more[i - 1]!));
  const layers = d
    .slice(1)
    .map((rows, k) =>
      Matrix.generate(rows, d[k]!, (row, col) =>
        row >= size || col >= size
          ? Rational.ZERO
          : rational(row === col ? 3 ** Math.abs(k + 1 - j) : 0).add(UNITS[entries[k * 4 + row * 2 + col]!]!),
      ),
    );
  const sigmaYX = taskOf(task, size, size);
  return { flow: flow({ layers, sigmaYX }), time: Rational.ZERO, extra: { j: new Matrix(1, 1, [rational(j)]) } };
});

const ofProp28: Hypothesis<FlowCase> = {
  name: 'conditions of proposition 28',
  meaning: 'd_i ≥ d_x, d_y; C_i ⪯ 0 for i ≥ j, C_i ⪰ 0 for i < j',
  holds: given => {
    const net = networkOf(given);
    return range(1, net.h - 1).every(i => {
      const { positive, negative } = inertia(conserved(net, i));
      return i < peakOf(given) ? negative === 0 : positive === 0;
    });
  },
};

const rate52 = (factor: number) =>
  isSo(given => {
    const net = networkOf(given);
    const { d, h, dx, dy } = net;
    const j = peakOf(given);
    const factors = range(1, h - 1).map(i =>
      plusBounds(
        i >= j
          ? range(j, i).map(l => eigenvalue(scaled(-1, conserved(net, l)), 1 + d[l]! - dy)!)
          : range(i, j - 1).map(l => eigenvalue(conserved(net, l), 1 + d[l]! - dx)!),
      ),
    );
    return decays(given, timesBounds(factors), factor);
  });

const prop28 = surveyClaim({
  id: 'prop-28',
  topic: 'Convergence',
  section: '4.7',
  title: 'The rate by sums of eigenvalues of conserved quantities',
  place: 'proposition 28, equation 52',
  note: 'A rate is such that dL/dt ≤ −αL, as in proposition 27; 2αL holds as well. Hidden layers wider than the ends have units that no layer uses: with C_i ⪰ 0 none could.',
  statement: String.raw`\dot{\mathcal L}\le-\prod_{i=1}^{h-1}\alpha_{(i)}\,\mathcal L,\quad\alpha_{(i)}=\sum_{\ell=j}^i\lambda_{1+d_\ell-d_y}(-C_\ell)\text{ or }\sum_{\ell=i}^{j-1}\lambda_{1+d_\ell-d_x}(C_\ell)`,
  cases: padded,
  judge: rate52(1),
  hypotheses: [ofProp28],
  wrong: { 'a hundred times the rate': rate52(100) },
});

/** Scalars whose squares rise on both sides of layer j, so that propositions 27 and 28 both apply. */
const valley = drawRecord({
  depth: fc.noBias(fc.integer({ min: 2, max: 5 })),
  peak: fc.noBias(fc.nat(4)),
  least: indexInto(UNITS),
  steps: draws(5, indexInto(STEPS)),
}).map(({ depth, peak, least, steps }): FlowCase => {
  const j = 1 + (peak % depth);
  const size = (i: number): Rational =>
    total([UNITS[least]!.abs(), ...range(Math.min(i, j) + 1, Math.max(i, j)).map(k => STEPS[steps[k - 1]!]!)]);
  const one = (value: Rational): M => new Matrix(1, 1, [value]);
  return {
    flow: flow({ layers: range(1, depth).map(i => one(size(i))), sigmaYX: one(Rational.ONE) }),
    time: Rational.ZERO,
    extra: { j: one(rational(j)) },
  };
});

/** α_h of equation 52 against the rate of equation 49, both exact for scalars; larger where two hidden layers lie on one side of j. */
const comparedRates = (says: (sum: Rational, product: Rational, isLarger: boolean) => boolean) =>
  isSo(given => {
    const net = networkOf(given);
    const [j, h] = [peakOf(given), net.h];
    const law = (i: number): Rational => conserved(net, i).at(0, 0);
    const product = range(1, h - 1).reduce((all, i) => all.mul(law(i).abs()), Rational.ONE);
    const sums = range(1, h - 1).map(i => total((i >= j ? range(j, i) : range(i, j - 1)).map(l => law(l).abs())));
    const sum = sums.reduce((a, b) => a.mul(b), Rational.ONE);
    return {
      isSo: says(sum, product, j - 1 >= 2 || h - j >= 2),
      quantity: 'rates of equations 52 and 49',
      reason: `${sum} and ${product}`,
      shown: new Matrix(2, 1, [sum, product]),
    };
  });

const fasterBySums = surveyClaim({
  id: 'sec-4.7:rate-by-sums-may-be-faster',
  topic: 'Convergence',
  section: '4.7',
  title: 'The rate by sums of eigenvalues may be faster than that by single ones',
  place: 'section 4.7, last sentences',
  note: 'For scalars to which both propositions apply it is never slower, and faster wherever two hidden layers lie on one side of j.',
  statement: String.raw`\alpha_h\ge\prod_{i<j}\lambda(C_i)\prod_{i\ge j}\lambda(-C_i),\quad>\text{ if }j\ge3\text{ or }h-j\ge2`,
  cases: valley,
  judge: comparedRates((sum, product, isLarger) => sum.compare(product) >= (isLarger ? 1 : 0)),
  wrong: {
    'never faster': comparedRates((sum, product) => sum.compare(product) <= 0),
    'always faster': comparedRates((sum, product) => sum.compare(product) > 0),
  },
});

/** −dL/dt against 2L Σ_j ∏_{i≠j} ‖W_i‖². */
const slowedBy = (factor: number) =>
  exactlyOrdered(given => {
    const { W, h } = networkOf(given);
    const sizes = W.map(squared);
    const sums = total(
      range(0, h - 1).map(j => sizes.filter((_, i) => i !== j).reduce((a, b) => a.mul(b), Rational.ONE)),
    );
    return [[lossRate(given).neg(), '<=', loss(given.flow).mul(sums).mul(rational(factor)), '−dL/dt']];
  });

const slowNearTheOrigin = surveyClaim({
  id: 'sec-6.1:slow-near-the-origin',
  topic: 'Convergence',
  section: '6.1',
  title: 'Near the origin the loss falls slowly: at a rate of order 2(h − 1) in the size of the weights',
  place: 'section 6.1, second paragraph; section 1 on plateaus',
  note: 'Read as an upper bound of the rate at every A; equality for scalars. At kA it falls like k^(2h−2), the faster the deeper the network. How starts away from the origin compare with it is not in it: they may lie in other slow regions.',
  statement: String.raw`-\dot{\mathcal L}\le2\mathcal L\sum_j\prod_{i\ne j}\|W_i\|_F^2`,
  cases: networkCases({ assumptions: false }),
  judge: slowedBy(2),
  wrong: { 'half as fast': slowedBy(1), 'a tenth slower': slowedBy(1.8) },
});

export const sec47Rate: readonly Claim<FlowCase>[] = [
  prop26,
  eq48,
  proofFifthLine,
  proofInequality,
  bottleneck,
  positiveTerm,
  eq49,
  proofIndex,
  eq50,
  eq51,
  prop28,
  fasterBySums,
  slowNearTheOrigin,
];
