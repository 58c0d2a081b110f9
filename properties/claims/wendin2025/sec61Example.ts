import type fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { trueLayers } from '../../../src/judge/truth.ts';
import { adjacencyMatrix } from '../../../src/network/adjacency.ts';
import { balances } from '../../../src/network/balance.ts';
import { flow } from '../../../src/network/flow.ts';
import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { lossVariations } from '../../../src/network/observables/lossVariations.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert, innerProduct, squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { I, minus, plus, scaled, times } from '../_exact.ts';
import { exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { trueOrNot } from '../_trueOrNot.ts';
import { chainArbitrary, condition, isZero, productOf } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { inColumn, velocity } from './_descent.ts';
import { loss } from './_variations.ts';

// What the example of section 6.1 says that does not hang on its pictures: counts, the expansion at A = 0, norms along trajectories, arcs between critical points.

const SECTION = { section: '6.1', topic: 'Qualitative analysis' } as const;
const zero = Rational.ZERO;
const half = Rational.of(1, 2);
const mapOf = (layers: readonly Matrix<Rational>[]): Matrix<Rational> => mapOfLayers(rationalField, layers);
const size = (a: Matrix<Rational>): Rational => squaredNorm(rationalField, a);

const WIDTHS = [11, 6, 6, 6, 6, 4] as const;

/** Weights of that architecture; their values make no difference. */
const example = chainArbitrary({ signs: 'any', maxDepth: 2, maxWidth: 2 }).map(given => {
  const own = inColumn(given.flow.layers);
  const layers = WIDTHS.slice(1).map((rows, at) =>
    Matrix.generate(rows, WIDTHS[at]!, (i, j) => own[(i + j) % own.length]!.add(Rational.of(i - j))),
  );
  const sigmaYX = Matrix.generate(4, 11, (i, j) => Rational.of(i === j ? 4 - i : 0));
  return { ...given, flow: flow({ layers, sigmaYX }) };
});

const counted = (stated: readonly [number, number, number]): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => [
    ['rows of A', stated[0], adjacencyMatrix(rationalField, layers).rows],
    ['variables', stated[1], inColumn(layers).length],
    [
      'entries on and above the diagonals of the conservation laws',
      stated[2],
      balances(rationalField, layers)
        .map(law => law.data.filter((_, at) => Math.floor(at / law.cols) <= at % law.cols).length)
        .reduce((a, b) => a + b),
    ],
  ]);

const counts = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:counts',
  title: 'The example has 39 nodes, 198 variables and 84 conservation laws',
  place: 'section 6.1, first paragraph',
  statement: String.raw`A\in\mathbb R^{39\times39},\quad d_xd_1+\dots+d_4d_y=198,\quad\tfrac12\textstyle\sum_id_i(d_i+1)=84`,
  cases: example,
  judge: counted([39, 198, 84]),
  wrong: { 'laws squared': counted([39, 198, 144]), 'a layer less': counted([33, 162, 63]) },
});

/** The coefficients of L(εV) that are said to be zero. */
const atZero = (isZeroTerm: (order: number, h: number) => boolean): Judge<FlowCase> =>
  exactly(given => {
    const h = given.flow.layers.length;
    const zeroed = { ...given.flow, layers: given.flow.layers.map(layer => layer.map(() => zero)) };
    const terms = lossVariations(rationalField, zeroed, given.flow.layers, 2 * h);
    const orders = terms.map((_, order) => order).filter(order => order > 0 && isZeroTerm(order, h));
    return orders.map(order => [`coefficient of ε^${order} of L(εV)`, zero, terms[order]!]);
  });

const expansion = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:expansion-at-zero',
  title: 'At A = 0 all terms of the Taylor expansion of the loss are zero',
  place: 'section 6.1, second paragraph',
  grade: 'wrong statement',
  note: 'L(εV) = ½‖E‖² − ε^h⟨E, V^h⟩ + ½ε^{2h}‖V^h‖²: those of order h and 2h are not. With five layers, as in the example, all up to the fourth order are zero. Directions V are the layers of the case.',
  statement: String.raw`\mathcal L(\epsilon V)=\mathcal L(0)\text{ to all orders in }\epsilon`,
  cases: chainArbitrary({ signs: 'any', minDepth: 2, maxDepth: 5, maxWidth: 2 }),
  judge: atZero(() => true),
  corrected: {
    statement: String.raw`\mathcal L(\epsilon V)=\mathcal L(0)+O(\epsilon^h)`,
    judge: atZero((order, h) => order < h),
  },
  wrong: { 'the order h too': atZero((order, h) => order <= h) },
});

const learned = chainArbitrary({ kind: 'diagonal', minDepth: 1, maxDepth: 4, maxWidth: 2 });

// Norms along trajectories.

const scalarLayers = (minDepth: number, maxDepth: number): fc.Arbitrary<FlowCase> =>
  chainArbitrary({ kind: 'diagonal', signs: 'any', maxWidth: 1, minDepth, maxDepth }).map(given => {
    const layers = given.flow.layers.map(layer =>
      layer.map(entry => (entry.abs().compare(Rational.of(2)) > 0 ? Rational.ONE : entry)),
    );
    return { ...given, flow: flow({ layers, sigmaYX: new Matrix(1, 1, [Rational.of(2)]) }), time: Rational.of(2) };
  });

type Slope = (layers: readonly Matrix<Rational>[], moves: readonly Matrix<Rational>[]) => Rational;

/** d/dt of ‖W_{1:h}‖²/2. */
const slopeOfMap: Slope = (layers, moves) => {
  const W = mapOf(layers);
  const parts = moves.map((move, at) => mapOf(layers.map((layer, k) => (k === at ? move : layer))));
  return innerProduct(
    rationalField,
    W,
    parts.reduce((a, b) => plus(a, b)),
  );
};

/** d/dt of ‖A‖²/2. */
const slopeOfWeights: Slope = (layers, moves) =>
  layers.map((layer, at) => innerProduct(rationalField, layer, moves[at]!)).reduce((a, b) => a.add(b));

/** Whether a norm does not fall now and rise later, or the other way round: slopes at the start and at the time of the case. */
const monotone =
  (slope: Slope, isMonotone: boolean): Judge<FlowCase> =>
  (given, effort) => {
    const now = trueLayers(given, effort);
    // Enough digits for the sign; the slope there is that of the flow that starts there.
    const later = now.layers.map(layer => layer.map(entry => Rational.of(entry.toSignificantDigits(25).toString())));
    const slopes = [given.flow.layers, later].map(layers => slope(layers, velocity({ ...given.flow, layers })));
    const [first, second] = slopes.map(value => (value.abs().toNumber() < 1e-15 ? 0 : value.sign()));
    const turns = first! * second! < 0;
    return trueOrNot(turns !== isMonotone, {
      quantity: 'slopes of the squared norm at the start and at t',
      reason: slopes.map(value => value.toNumber().toPrecision(4)).join(' and '),
      certain: now.digits,
      truth: new Matrix(
        1,
        slopes.length,
        slopes.map(value => decimalField(20).of(value)),
      ),
    });
  };

const lossFalls =
  (factor: number): Judge<FlowCase> =>
  (given, effort) => {
    const now = trueLayers(given, effort);
    const field = decimalField(effort.working);
    const sigma = convert(field, given.flow.sigmaYX);
    const later = squaredNorm(
      field,
      subtract(
        field,
        mapOfLayers(
          field,
          now.layers.map(layer => layer.map(field.cross)),
        ),
        sigma,
      ),
    ).toNumber();
    const before = 2 * loss(given.flow).toNumber();
    return trueOrNot(factor * (later - before) <= 1e-12, {
      quantity: '‖E − A^h‖² at t and at the start',
      reason: `${later.toPrecision(6)} and ${before.toPrecision(6)}`,
      certain: now.digits,
    });
  };

const normOfMap = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:norm-of-the-map-is-monotone',
  title: '‖A(t)^h‖_F is monotone, since the loss is',
  place: 'section 6.1, paragraph before figure 4',
  grade: 'wrong statement',
  note: 'From −1 one scalar layer goes to 2 through 0: its size falls, then rises. What is monotone is the loss, ‖E − A^h‖_F.',
  statement: String.raw`\|A(t)^h\|_F\text{ is monotone}`,
  evidence: 'high-precision',
  cases: scalarLayers(1, 3),
  judge: monotone(slopeOfMap, true),
  corrected: { statement: String.raw`\|E-A(t)^h\|_F\text{ falls}`, judge: lossFalls(1) },
  wrong: { 'it rises': lossFalls(-1) },
});

const through = condition(
  'through zero',
  'two scalar layers whose product is negative at the start, σ > 0, not on the line w₁ = −w₂',
  ({ flow: { layers } }) => {
    const [a, b] = inColumn(layers);
    return layers.length === 2 && productOf([a!, b!]).sign() < 0 && !isZero(a!.add(b!));
  },
);

const normOfWeights = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:norm-of-a-is-not-monotone',
  title: '‖A(t)‖_F is not monotone',
  place: 'section 6.1, paragraph before figure 4',
  note: 'Read as: there are starts from which it turns. Shown on two scalars whose product changes its sign.',
  statement: String.raw`\|A(t)\|_F\text{ falls and rises}`,
  hypotheses: [through],
  evidence: 'high-precision',
  cases: scalarLayers(2, 2).map(given => {
    const layers = given.flow.layers.map((layer, at) =>
      layer.map(entry => (at === 0 ? entry.abs() : entry.abs().neg())),
    );
    return { ...given, flow: { ...given.flow, layers } };
  }),
  judge: monotone(slopeOfWeights, false),
  wrong: { 'it is monotone': monotone(slopeOfWeights, true) },
});

// Best approximation of a lower rank.

const truncated = (share: number): Judge<FlowCase> =>
  exactlyOrdered(({ flow: { layers, sigmaYX } }) => {
    const R = mapOf(layers);
    const r = rank(rationalField, R);
    const sigmas = Array.from({ length: Math.min(sigmaYX.rows, sigmaYX.cols) }, (_, j) => sigmaYX.at(j, j));
    const left = sigmas.slice(r).reduce((sum, sigma) => sum.add(sigma.mul(sigma)), zero);
    return [[size(minus(R, sigmaYX)), '>=', left.mul(Rational.of(share))]];
  });

const lowRank = chainArbitrary({ kind: 'diagonal', widths: 'any', minDepth: 2, maxDepth: 3, maxWidth: 3 }).map(
  given => {
    const { layers, sigmaYX } = given.flow;
    // Truncations of Σ among them: where all layers are 1 or 0 on their diagonals and the first has Σ in front.
    const first = layers[0]!.map((entry, i, j) =>
      i === j && !isZero(entry) && i < sigmaYX.rows ? (sigmaYX.data[i * sigmaYX.cols + i] ?? entry) : entry,
    );
    const rest = layers.slice(1).map(layer => layer.map(entry => (isZero(entry) ? zero : Rational.ONE)));
    return { ...given, flow: flow({ layers: [first, ...rest], sigmaYX }) };
  },
);

const eckartYoung = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:eckart-young',
  title: 'The truncated decomposition is the best approximation of a rank',
  place: 'section 6.1, second paragraph',
  statement: String.raw`\operatorname{rank}R\le r\;\Rightarrow\;\|R-\Sigma\|_F^2\ge\sum_{i>r}\sigma_i^2`,
  cases: lowRank,
  judge: truncated(1),
  wrong: { 'twice as far': truncated(2) },
});

// Singular values of A at global minima.

const minima = learned.map(given => {
  const { sigmaYX } = given.flow;
  const modes = Array.from({ length: sigmaYX.rows }, (_, j) => sigmaYX.at(j, j));
  const layers = given.flow.layers.map((layer, at) =>
    layer.map((entry, i, j) => (i !== j ? zero : i < modes.length ? (at === 0 ? modes[i]! : Rational.ONE) : entry)),
  );
  return { ...given, flow: { ...given.flow, layers } };
});

const atMinimum = condition(
  'global minimum',
  'A^h = E',
  ({ flow: { layers, sigmaYX } }) => size(minus(mapOf(layers), sigmaYX)).sign() === 0,
);

const valuesOfPower = (stated: (given: FlowCase) => number): Judge<FlowCase> =>
  exactly(given => {
    const A = adjacencyMatrix(rationalField, given.flow.layers);
    const power = given.flow.layers.slice(1).reduce(B => times(B, A), A);
    return [['non-zero singular values of A^h', stated(given), rank(rationalField, power)]];
  });

const alwaysOutputs = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:values-of-the-power',
  title: 'At a global optimum A^h always has d_y non-zero singular values',
  place: 'section 6.1, fourth paragraph',
  statement: String.raw`A^h=E\;\Rightarrow\;\operatorname{rank}A^h=d_y`,
  hypotheses: [atMinimum],
  cases: minima,
  judge: valuesOfPower(({ flow }) => flow.sigmaYX.rows),
  wrong: { 'h of them for each output': valuesOfPower(({ flow }) => flow.sigmaYX.rows * flow.layers.length + 1) },
});

const balanced = condition('0-balanced', 'all conservation laws are zero', ({ flow: { layers } }) =>
  balances(rationalField, layers).every(law => law.data.every(isZero)),
);

/** 0-balanced minima of z_j in every layer, σ_j = z_j^h; the surplus of the hidden layers is zero. */
const balancedMinima = learned.map(given => {
  const outputs = given.flow.sigmaYX.rows;
  const z = (j: number): Rational => Rational.of(outputs - j + 1, 2);
  const layers = given.flow.layers.map(layer => layer.map((_, i, j) => (i === j && i < outputs ? z(i) : zero)));
  return { ...given, flow: flow({ layers, sigmaYX: mapOf(layers) }) };
});

const valuesOfA = (stated: (h: number, outputs: number) => number): Judge<FlowCase> =>
  exactly(({ flow: { layers, sigmaYX } }) => [
    [
      'non-zero singular values of A',
      stated(layers.length, sigmaYX.rows),
      rank(rationalField, adjacencyMatrix(rationalField, layers)),
    ],
  ]);

const tightened = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:values-of-balanced-minima',
  title: 'Near balance A has hd_y large singular values at a global optimum and the others are small',
  place: 'section 6.1, fourth paragraph',
  note: 'Judged in the limit of a start at 0, a 0-balanced minimum: the others are zero.',
  statement: String.raw`C=0,\;A^h=E\;\Rightarrow\;\operatorname{rank}A=hd_y`,
  hypotheses: [atMinimum, balanced],
  cases: balancedMinima,
  judge: valuesOfA((h, outputs) => h * outputs),
  wrong: {
    'as many as outputs': valuesOfA((_h, outputs) => outputs),
    'one more': valuesOfA((h, outputs) => h * outputs + 1),
  },
});

const hasSurplus = condition(
  'surplus weights',
  'a hidden unit beyond the outputs has weights on its way',
  ({ flow: { layers, sigmaYX } }) =>
    layers.some(layer =>
      layer.data.some(
        (entry, at) =>
          !isZero(entry) && at % layer.cols >= sigmaYX.rows && at % layer.cols === Math.floor(at / layer.cols),
      ),
    ),
);

const moreValues = (more: boolean): Judge<FlowCase> =>
  isSo(({ flow: { layers, sigmaYX } }) => {
    const found = rank(rationalField, adjacencyMatrix(rationalField, layers));
    return {
      quantity: 'non-zero singular values of A',
      isSo: found > layers.length * sigmaYX.rows === more,
      reason: `${found}, where hd_y = ${layers.length * sigmaYX.rows}`,
    };
  });

const more = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:values-of-other-minima',
  title: 'Away from balance A can have more than hd_y singular values of comparable size',
  place: 'section 6.1, fourth paragraph',
  statement: String.raw`\exists A:\;A^h=E,\;\operatorname{rank}A>hd_y`,
  hypotheses: [atMinimum, hasSurplus],
  cases: chainArbitrary({ kind: 'diagonal', minDepth: 3, maxDepth: 4, maxWidth: 2 }).map(given => {
    const outputs = given.flow.sigmaYX.rows;
    const sigmaYX = given.flow.sigmaYX;
    const layers = given.flow.layers.map((layer, at) =>
      layer.map((entry, i, j) => (i !== j ? zero : i < outputs ? (at === 0 ? sigmaYX.at(i, i) : Rational.ONE) : entry)),
    );
    return { ...given, flow: { ...given.flow, layers } };
  }),
  judge: moreValues(true),
  wrong: { 'never more': moreValues(false) },
});

// Arcs between critical points.

/** The share of the way, in quarters, and two critical points: signatures as sets of modes, read off the values of a case. */
const STEPS = [0, 1, 2, 3, 4].map(k => Rational.of(k, 4));

interface Arc {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const arcs = chainArbitrary({
  kind: 'decoupled',
  minDepth: 2,
  maxDepth: 3,
  minOutputs: 2,
  maxWidth: 3,
  widths: 'equal',
});

function arcOf({ flow: { sigmaYX, layers } }: FlowCase, mixed: boolean): Arc {
  const modes = sigmaYX.rows;
  const shift = layers.length % modes;
  return mixed ? { from: [shift], to: [(shift + 1) % modes] } : { from: [], to: [shift] };
}

/** An element of the fibre over Φ(α): its modes in the first layer and 1 in the others, in hidden bases of the case or in none. */
function onArc(given: FlowCase, { from, to }: Arc, alpha: Rational, turned: boolean): Rational {
  const { sigmaYX } = given.flow;
  const product = sigmaYX.map((sigma, i, j) => {
    if (i !== j) return zero;
    const start = from.includes(i) ? Rational.ONE.sub(alpha) : zero;
    const end = to.includes(i) ? alpha : zero;
    return sigma.mul(start.add(end));
  });
  const U = given.extra.U1 ?? I(sigmaYX.rows);
  const stretch = scaled(turned ? 2 : 1, turned ? U : I(sigmaYX.rows));
  const back = scaled(turned ? half : 1, turned ? U.transpose() : I(sigmaYX.rows));
  const layers = [times(stretch, product), ...given.flow.layers.slice(2).map(() => I(sigmaYX.rows)), back];
  return loss({ ...given.flow, layers });
}

const sameLoss = (isSame: boolean): Judge<FlowCase> =>
  isSo(given => {
    const arc = arcOf(given, true);
    const losses = [false, true].map(turned => STEPS.map(alpha => onArc(given, arc, alpha, turned)));
    const same = losses[0]!.every((loss, at) => loss.equals(losses[1]![at]!));
    return {
      quantity: 'L along two arcs over the same Φ(α), α = 0, 1/4, … 1',
      isSo: same === isSame,
      reason: same ? `both are ${losses[0]!.join(', ')}` : 'they differ',
      shown: new Matrix(STEPS.length, 1, losses[0]!),
    };
  });

const fibres = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:arcs-of-one-fibre-differ',
  title: 'Different arcs in one fibre may give different types of monotonicity',
  place: 'section 6.1, paragraph on figure 4',
  grade: 'wrong statement',
  note: 'L(A) = ½‖E − φ(A)‖² hangs on Φ(α) alone: all arcs over one Φ(α) have the same loss at each α. The two arcs that are compared differ by a change of hidden basis.',
  statement: String.raw`\exists\,A(\alpha),A'(\alpha)\in\phi^{-1}(\Phi(\alpha)):\;\mathcal L(A(\alpha))\ne\mathcal L(A'(\alpha))`,
  cases: arcs,
  judge: sameLoss(false),
  corrected: {
    statement: String.raw`A(\alpha),A'(\alpha)\in\phi^{-1}(\Phi(\alpha))\;\Rightarrow\;\mathcal L(A(\alpha))=\mathcal L(A'(\alpha))`,
    judge: sameLoss(true),
  },
  wrong: { 'they differ': sameLoss(false) },
});

/** Close to both ends, and evenly between them. */
const ALONG = [
  zero,
  Rational.of(1, 10_000),
  ...Array.from({ length: 7 }, (_, k) => Rational.of(k + 1, 8)),
  Rational.of(9_999, 10_000),
  Rational.ONE,
];

const shape = (
  wanted: (slopes: readonly number[], bends: readonly number[]) => boolean,
  mixed: boolean,
): Judge<FlowCase> =>
  isSo(given => {
    const losses = ALONG.map(alpha => onArc(given, arcOf(given, mixed), alpha, true));
    const slopes = losses.slice(1).map((loss, k) => loss.sub(losses[k]!).div(ALONG[k + 1]!.sub(ALONG[k]!)));
    const bends = slopes.slice(1).map((slope, k) => slope.sub(slopes[k]!).sign());
    return {
      quantity: 'L along the arc at α = 0, 1/10000, 1/8, … 7/8, 9999/10000, 1',
      isSo: wanted(
        slopes.map(slope => slope.sign()),
        bends,
      ),
      shown: new Matrix(losses.length, 1, losses),
      reason: `it starts at ${losses[0]}, ends at ${losses.at(-1)}, and its slopes go from ${slopes[0]!.toNumber().toPrecision(4)} to ${slopes.at(-1)!.toNumber().toPrecision(4)}`,
    };
  });

const falls = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:nested-arcs-fall',
  title: 'Towards a larger signature the loss falls along the arc, and rises back',
  place: 'section 6.1, paragraph on figure 4',
  statement: String.raw`\mathcal S_1\subset\mathcal S_2\;\Rightarrow\;\tfrac{d}{d\alpha}\mathcal L(A(\alpha))<0\quad(0\le\alpha<1)`,
  cases: arcs,
  judge: shape(steps => steps.every(sign => sign < 0), false),
  wrong: { 'it rises': shape(steps => steps.every(sign => sign > 0), false) },
});

const mixedArcs = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:mixed-arcs-turn',
  title: 'In the mixed case the loss is often not monotone along the arc: it has a local minimum',
  place: 'section 6.1, paragraph on figure 4',
  note: 'It never is: the loss is a convex quadratic of α with a minimum at Σ_{S_2∖S_1}σ²/(Σ_{S_1∖S_2}σ² + Σ_{S_2∖S_1}σ²). Such arcs are no trajectories, as the text says: along these the loss falls.',
  statement: String.raw`\mathcal S_1\not\subset\mathcal S_2,\;\mathcal S_1\not\supset\mathcal S_2\;\Rightarrow\;\mathcal L(A(\alpha))\text{ falls, then rises}`,
  cases: arcs,
  judge: shape(steps => steps[0]! < 0 && steps.at(-1)! > 0, true),
  wrong: { 'it is monotone': shape(steps => steps.every(sign => sign <= 0) || steps.every(sign => sign >= 0), true) },
});

const maxima = surveyClaim({
  ...SECTION,
  id: 'sec-6.1:mixed-arcs-have-maxima',
  title: 'In the mixed case the loss shows local maxima along the arc',
  place: 'section 6.1, paragraph on figure 4',
  grade: 'wrong statement',
  note: 'The second derivative in α is Σσ² over the modes that change: positive. Along a straight Φ(α) there is one minimum and no maximum between the ends.',
  statement: String.raw`\mathcal L(A(\alpha))\text{ has a local maximum at some }0<\alpha<1`,
  cases: arcs,
  judge: shape((_, bends) => bends.some(sign => sign < 0), true),
  corrected: {
    statement: String.raw`\tfrac{d^2}{d\alpha^2}\mathcal L(A(\alpha))>0`,
    judge: shape((_, bends) => bends.every(sign => sign > 0), true),
  },
  wrong: { 'a maximum': shape((_, bends) => bends.some(sign => sign < 0), true) },
});

export const sec61Example: readonly Claim<FlowCase>[] = [
  counts,
  expansion,
  normOfMap,
  normOfWeights,
  eckartYoung,
  alwaysOutputs,
  tightened,
  more,
  fibres,
  falls,
  mixedArcs,
  maxima,
];
