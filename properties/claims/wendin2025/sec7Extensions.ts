import fc from 'fast-check';
import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { balances } from '../../../src/network/balance.ts';
import { flow, widthsOf } from '../../../src/network/flow.ts';
import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { squaredNorm, stackCols, stackRows } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { truncatedSeries } from '../../../src/numbers/truncatedSeries.ts';
import { I, minus, plus, T, times } from '../_exact.ts';
import { type ExactSides, exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { basisOf, chainArbitrary, condition, isZero } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { hessianOn } from './_descent.ts';

// Matrix sensing, bottlenecks and skip connections. A skip connection adds what layer k gives to what layer k + j gets; the network that is printed for it
// stops a layer short. Whether its map is that of the network with the skip is seen from values.

const zero = Rational.ZERO;
const half = Rational.of(1, 2);
const mapOf = (layers: readonly Matrix<Rational>[]): Matrix<Rational> => mapOfLayers(rationalField, layers);

// Matrix sensing.

const SENSING = { section: '7', topic: 'Matrix sensing' } as const;
const sensing = chainArbitrary({ kind: 'unaligned', signs: 'any', maxWidth: 3, maxDepth: 3 });

/** The sensing loss of B = e_k x_lᵀ with x_l the columns of X, and measurements of the target Σ. */
function sensingLoss({ flow: { layers, sigmaYX } }: FlowCase, X: Matrix<Rational>): Rational {
  const off = minus(mapOf(layers), sigmaYX);
  let loss = zero;
  for (let k = 0; k < sigmaYX.rows; k++)
    for (let l = 0; l < X.cols; l++) {
      const B = Matrix.generate(sigmaYX.rows, sigmaYX.cols, (i, j) => (i === k ? X.at(j, l) : zero));
      const inner = B.data.map((entry, at) => entry.mul(off.data[at]!)).reduce((a, b) => a.add(b));
      loss = loss.add(inner.mul(inner).mul(half));
    }
  return loss;
}

/** Data whose covariance is I (rows orthonormal) or not. */
const dataOf = (given: FlowCase, isWhite: boolean): Matrix<Rational> => {
  const V = basisOf(given, 'V', 1);
  return isWhite
    ? V
    : stackCols(
        V,
        V.map(entry => entry.add(entry)),
      );
};

const recovers = (factor: Rational, isWhite: boolean): Judge<FlowCase> =>
  exactly(given => {
    const off = minus(mapOf(given.flow.layers), given.flow.sigmaYX);
    return [['loss (68)', factor.mul(squaredNorm(rationalField, off)), sensingLoss(given, dataOf(given, isWhite))]];
  });

const eq68 = surveyClaim({
  ...SENSING,
  id: 'eq-68:recovers-the-quadratic-loss',
  title: 'Measurements e_kx_ℓᵀ make the sensing loss the quadratic loss (5)',
  place: 'section 7, after equation 68',
  note: 'Judged for whitened data, as (5) has them once the inputs are absorbed into the weights.',
  statement: String.raw`B_i=\mathbf e_k\mathbf x_\ell^\top,\;k=1,\dots,d_y,\;\ell=1,\dots,\nu\;\Rightarrow\;\mathcal L_{\mathrm{ms}}=\tfrac12\|W_{1:h}-\Sigma\|_F^2`,
  cases: sensing,
  judge: recovers(half, true),
  wrong: { 'without the half': recovers(Rational.ONE, true), 'whatever the data': recovers(half, false) },
});

const entries = (transposed: boolean): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => {
    const W = mapOf(layers);
    const measured = Matrix.generate(W.rows, W.cols, (k, l) => {
      const B = W.map((_, i, j) => (i === k && j === l ? Rational.ONE : zero));
      return B.data.map((entry, at) => entry.mul(W.data[at]!)).reduce((a, b) => a.add(b));
    });
    return [['measurements by E_kl', transposed ? T(W) : W, measured]];
  });

const completion = surveyClaim({
  ...SENSING,
  id: 'eq-68:matrix-completion',
  title: 'Measurements by matrices with a single 1 give single entries of the target',
  place: 'section 7, after equation 68',
  statement: String.raw`\langle\mathbb E_{k,\ell},W\rangle_F=[W]_{k\ell}`,
  cases: sensing,
  judge: entries(false),
  wrong: { 'entries of the transpose': entries(true) },
});

const underdetermined = (isFew: (measurements: number, entriesOfW: number) => boolean): Judge<FlowCase> =>
  isSo(given => {
    const { sigmaYX, layers } = given.flow;
    const size = sigmaYX.data.length;
    const count = layers.length;
    const rows = Array.from({ length: count }, (_, i) =>
      Array.from({ length: size }, (__, j) => Rational.of((i + 1) ** j)),
    );
    const free = size - rank(rationalField, Matrix.fromRows(rows));
    return {
      quantity: 'directions that no measurement sees',
      isSo: isFew(count, size) === free > 0,
      reason: `${count} independent measurements of ${size} entries leave ${free}`,
    };
  });

const fewMeasurements = surveyClaim({
  ...SENSING,
  id: 'eq-68:underdetermined',
  title: 'With fewer measurements than entries infinitely many products minimise the sensing loss',
  place: 'section 7, after equation 68',
  note: 'Products that differ by a direction that no measurement sees have the same loss. Judged with independent measurements, as many as the case has layers.',
  statement: String.raw`\nu<d_xd_y\;\Rightarrow\;\#\{W:\mathcal L_{\mathrm{ms}}(W)=\min\}=\infty`,
  cases: chainArbitrary({ maxDepth: 5, maxWidth: 2 }),
  judge: underdetermined((count, size) => count < size),
  wrong: {
    'with any number of them': underdetermined(() => true),
    'with one alone': underdetermined(count => count === 1),
  },
});

// Bottlenecks.

const BOTTLENECK = { section: '7', topic: 'Bottlenecked architectures' } as const;
const anyWidths = chainArbitrary({ signs: 'any', widths: 'any', minDepth: 2, maxDepth: 4 });

const narrowest = ({ flow: { layers } }: FlowCase): number => Math.min(...widthsOf(layers).slice(1, -1));
const bottleneck = condition(
  'bottleneck',
  'a hidden layer is narrower than the outputs',
  given => narrowest(given) < given.flow.sigmaYX.rows,
);

const rankAtMost = (bound: (given: FlowCase) => number): Judge<FlowCase> =>
  exactlyOrdered(given => [[rank(rationalField, mapOf(given.flow.layers)), '<=', bound(given)]]);

const rankOfMap = surveyClaim({
  ...BOTTLENECK,
  id: 'sec-7:bottleneck-bounds-the-rank',
  title: 'A bottlenecked network is restricted to maps of rank at most its narrowest hidden width',
  place: 'section 7, bottlenecked architectures',
  statement: String.raw`d_{\min}<d_y\;\Rightarrow\;\operatorname{rank}A^h\le d_{\min}<d_y`,
  hypotheses: [bottleneck],
  cases: anyWidths,
  judge: rankAtMost(narrowest),
  wrong: { 'below it': rankAtMost(given => narrowest(given) - 1) },
});

const ORDER = 4;

const keepsLaws = (factor: number): Judge<FlowCase> =>
  exactly(({ flow: start }) => {
    const series = flowSeries(start, ORDER);
    const along = truncatedSeries(rationalField, ORDER);
    const layers = series.map(coefficients =>
      coefficients[0]!.map((_, i, j) => coefficients.map(coefficient => coefficient.at(i, j))),
    );
    return balances(along, layers).flatMap((law, j): ExactSides => {
      const moved = law.map(entry => entry[1]!.add(entry[2]!).mul(Rational.of(factor)));
      const first = layers[j + 1]!.map(entry => entry[1]!);
      const stated = factor === 1 ? moved.map(() => zero) : first.map(() => zero);
      return [[`C${j + 1}, coefficients of t and t²`, stated, factor === 1 ? moved : first]];
    });
  });

const lawsStay = surveyClaim({
  ...BOTTLENECK,
  id: 'sec-7:bottleneck-keeps-the-laws',
  title: 'Flow and conservation laws are unchanged in bottlenecked networks',
  place: 'section 7, bottlenecked architectures',
  statement: String.raw`d_{\min}<d_y\;\Rightarrow\;J\dot Q=0`,
  hypotheses: [bottleneck],
  cases: anyWidths,
  judge: keepsLaws(1),
  wrong: { 'the layers stay': keepsLaws(0) },
});

/** Of a bottleneck: W with singular values of the set S alone has at least the loss of the largest ones. */
const bestLoss = (bound: (sigmas: readonly Rational[], width: number) => Rational): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const { sigmaYX, layers } = given.flow;
    const sigmas = Array.from({ length: Math.min(sigmaYX.rows, sigmaYX.cols) }, (_, j) => sigmaYX.at(j, j));
    const loss = half.mul(squaredNorm(rationalField, minus(mapOf(layers), sigmaYX)));
    return [[loss, '>=', bound(sigmas, narrowest(given))]];
  });

const tail = (sigmas: readonly Rational[], width: number): Rational =>
  sigmas.slice(width).reduce((sum, sigma) => sum.add(sigma.mul(sigma).mul(half)), zero);

/** A bottleneck whose product is Σ cut to the modes of the case, the largest or others: layers that select them. */
const selecting = chainArbitrary({
  kind: 'diagonal',
  minDepth: 2,
  maxDepth: 4,
  minOutputs: 2,
  maxWidth: 3,
  widths: 'equal',
}).map(given => {
  const { sigmaYX, layers } = given.flow;
  const modes = sigmaYX.rows;
  const width = layers.length % 2 === 0 || modes < 3 ? 1 : 2;
  const shift = layers[0]!.at(0, 0).compare(Rational.ONE) > 0 ? 1 : 0;
  const chosen = Array.from({ length: width }, (_, k) => (k + shift) % modes);
  const first = Matrix.generate(width, modes, (i, j) => (j === chosen[i] ? sigmaYX.at(j, j) : zero));
  const last = Matrix.generate(modes, width, (i, j) => (i === chosen[j] ? Rational.ONE : zero));
  const middle = layers.slice(2).map(() => I(width));
  return { ...given, flow: flow({ layers: [first, ...middle, last], sigmaYX }) };
});

const globalMinimum = surveyClaim({
  ...BOTTLENECK,
  id: 'sec-7:bottleneck-minimum',
  title: 'In a bottleneck the global minimum has the d_min largest singular values',
  place: 'section 7, bottlenecked architectures',
  note: 'No weights have less than the loss of that signature, Σ_{i>d_min} σ_i²/2: on weights in general and on critical points of any signature.',
  statement: String.raw`\mathcal L(A)\ge\tfrac12\sum_{i>d_{\min}}\sigma_i^2`,
  hypotheses: [bottleneck],
  cases: selecting,
  judge: bestLoss(tail),
  wrong: {
    'without the half': bestLoss((sigmas, width) => tail(sigmas, width).mul(Rational.of(2))),
    'all but one of them': bestLoss((sigmas, width) => tail(sigmas, width - 1)),
  },
});

const notLargest = condition(
  'not the largest ones',
  'the signature is not {1, …, d_min}',
  ({ flow: { layers, sigmaYX } }) => {
    const off = minus(mapOf(layers), sigmaYX);
    return !isZero(off.at(0, 0));
  },
);

/** The Hessian form along the direction that turns a chosen mode into the first: (V_1 = σ_1 e_cᵀ-row 1, V_h = its column). */
const turns = (isNegative: boolean): Judge<FlowCase> =>
  isSo(given => {
    const { layers, sigmaYX } = given.flow;
    const chosen = layers[0]!.data.findIndex(entry => !isZero(entry));
    const sigma = sigmaYX.at(chosen, chosen);
    const direction = layers.map((layer, at) => {
      if (at === 0) return layer.map((_, i, j) => (i === 0 && j === 0 ? sigma : zero));
      if (at === layers.length - 1) return layer.map((_, i, j) => (i === 0 && j === 0 ? Rational.ONE : zero));
      return layer.map(() => zero);
    });
    const value = hessianOn(given.flow, [direction]).at(0, 0);
    return {
      quantity: 'Hessian form along a direction towards the first mode',
      isSo: value.sign() < 0 === isNegative,
      reason: `it is ${value}`,
      shown: new Matrix(1, 1, [value]),
    };
  });

const strictSaddles = surveyClaim({
  ...BOTTLENECK,
  id: 'sec-7:bottleneck-other-signatures-are-strict',
  title: 'Critical points of rank d_min of other signatures are strict saddle points',
  place: 'section 7, bottlenecked architectures',
  note: 'Judged at signatures without 1, by one direction along which the Hessian form is negative: σ_c² − σ_cσ_1 twice.',
  statement: String.raw`\operatorname{rank}A^h=d_{\min},\;\mathcal S\ne\{1,\dots,d_{\min}\}\;\Rightarrow\;\exists V:\mathfrak h(A,V)<0`,
  hypotheses: [bottleneck, notLargest],
  cases: selecting,
  judge: turns(true),
  wrong: { 'not along this one': turns(false) },
});

/** Widths as proposition 27 asks for with its layer j, as a network of that shape. */
const shapes = chainArbitrary({ widths: 'any', minDepth: 2, maxDepth: 4 });
/** Half of them with hidden layers narrower than the inputs. */
const unimodal = fc.oneof(
  shapes,
  shapes.filter(given => narrowest(given) < given.flow.layers[0]!.cols),
);

const meetsProposition27 = condition(
  'widths of proposition 27',
  'd_x ≤ d_1 ≤ … ≤ d_j ≥ … ≥ d_y for some j ≥ 1, and d_y ≤ d_x',
  ({ flow: { layers } }) => {
    const widths = widthsOf(layers);
    if (widths.at(-1)! > widths[0]!) return false;
    return layers.some((_, at) => {
      const j = at + 1;
      return widths.every((width, i) => i === 0 || (i <= j ? width >= widths[i - 1]! : width <= widths[i - 1]!));
    });
  },
);

const wideEnough = (least: (inputs: number, outputs: number) => number): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const widths = widthsOf(given.flow.layers);
    return [[narrowest(given), '>=', least(widths[0]!, widths.at(-1)!)]];
  });

const ratesNeedWidth = surveyClaim({
  ...BOTTLENECK,
  id: 'sec-7:rates-need-width',
  title: 'The results on convergence rates rely on d_min ≥ d_x, d_y',
  place: 'section 7, bottlenecked architectures',
  grade: 'wording',
  note: 'Proposition 28 asks for it; proposition 27 has 2-2-1-1 among its widths, whose second hidden layer is narrower than the inputs. What its widths imply is d_min ≥ d_y.',
  statement: String.raw`d_x\le d_1\le\dots\le d_j\ge\dots\ge d_y,\;d_y\le d_x\;\Rightarrow\;d_{\min}\ge d_x,\,d_y`,
  hypotheses: [meetsProposition27],
  cases: unimodal,
  judge: wideEnough(Math.max),
  corrected: {
    statement: String.raw`d_x\le d_1\le\dots\le d_j\ge\dots\ge d_y,\;d_y\le d_x\;\Rightarrow\;d_{\min}\ge d_y`,
    judge: wideEnough(Math.min),
  },
  wrong: { 'wider than both': wideEnough((inputs, outputs) => Math.max(inputs, outputs) + 1) },
});

// Skip connections.

const SKIP = { section: '7', topic: 'Skip connections' } as const;

/** Square networks of four or five layers with a skip from layer 1 over three layers: k = 1, j = 3. */
const squares = chainArbitrary({ signs: 'any', widths: 'equal', minDepth: 4, maxDepth: 5, maxWidth: 2 });
const [K, J] = [1, 3];

const widthOf = ({ flow }: FlowCase): number => flow.sigmaYX.rows;
const layersOf = ({ flow: { layers } }: FlowCase, from: number, to: number): readonly Matrix<Rational>[] =>
  layers.slice(from - 1, to);
const productOfLayers = (given: FlowCase, from: number, to: number): Matrix<Rational> =>
  from > to ? I(widthOf(given)) : mapOf(layersOf(given, from, to));

/** The layers of the network that carries the skip along, widened from layer k + 1 up to layer `last`. */
function widened(given: FlowCase, last: number): Matrix<Rational>[] {
  const n = widthOf(given);
  const nothing = I(n).map(() => zero);
  return given.flow.layers.map((layer, at) => {
    const i = at + 1;
    if (i <= K || i > last) return layer;
    if (i === K + 1) return stackRows(layer, I(n));
    if (i === last) return stackCols(layer, I(n));
    return stackRows(stackCols(layer, nothing), stackCols(nothing, I(n)));
  });
}

/** What a network with the skip gives: layer by layer, the output of layer k added to that of layer k + j. */
function withSkip(given: FlowCase): Matrix<Rational> {
  const outputs = [I(widthOf(given))];
  given.flow.layers.forEach((layer, at) => {
    const next = times(layer, outputs.at(-1)!);
    outputs.push(at + 1 === K + J ? plus(next, outputs[K]!) : next);
  });
  return outputs.at(-1)!;
}

const skipFunction = (from: number): Judge<FlowCase> =>
  exactly(given => {
    const h = given.flow.layers.length;
    return [
      [
        'f, of a skip from layer 1 to layer 4',
        plus(mapOf(given.flow.layers), times(productOfLayers(given, from, h), productOfLayers(given, 1, K))),
        withSkip(given),
      ],
    ];
  });

const skipMap = surveyClaim({
  ...SKIP,
  id: 'sec-7:skip-function',
  title: 'What a network with a skip connection computes',
  place: 'section 7, skip connections',
  note: 'Judged with k = 1 and j = 3, layer by layer.',
  statement: 'f(X)=(W_{1:h}+W_{k+j+1:h}W_{1:k})X',
  cases: squares,
  judge: skipFunction(K + J + 1),
  wrong: { 'a layer more': skipFunction(K + J) },
});

const blocksMultiply = (last: number, identityToo: boolean): Judge<FlowCase> =>
  exactly(given => {
    const product = productOfLayers(given, K + 1, last);
    const stated = identityToo ? plus(product, I(widthOf(given))) : product;
    return [['product of the widened layers', stated, mapOf(widened(given, last).slice(K, last))]];
  });

const skipBlocks = surveyClaim({
  ...SKIP,
  id: 'sec-7:skip-blocks',
  title: 'The product of the widened layers is that of the layers and I',
  place: 'section 7, skip connections, display',
  statement: String.raw`\tilde W_{k+1:k+j-1}=W_{k+1:k+j-1}+I`,
  cases: squares,
  judge: blocksMultiply(K + J - 1, true),
  wrong: { 'without I': blocksMultiply(K + J - 1, false) },
});

const skipPower = (last: number): Judge<FlowCase> =>
  exactly(given => {
    const h = given.flow.layers.length;
    return [
      [
        'Aʰ of the widened network',
        plus(mapOf(given.flow.layers), times(productOfLayers(given, K + J + 1, h), productOfLayers(given, 1, K))),
        mapOf(widened(given, last)),
      ],
    ];
  });

const skipAdjacency = surveyClaim({
  ...SKIP,
  id: 'sec-7:skip-adjacency',
  title: 'The widened network computes what the one with the skip does',
  place: 'section 7, skip connections, after the adjacency matrix',
  grade: 'wrong constant or sign',
  note: 'The widened layers are printed from k + 1 to k + j − 1: then W_{k+j} acts on the skipped signal too, and the product is W_{1:h} + W_{k+j:h}W_{1:k}. They must go to k + j.',
  statement: String.raw`A=\operatorname{blk}_1(W_1,\dots,W_k,\tilde W_{k+1},\dots,\tilde W_{k+j-1},W_{k+j},\dots,W_h),\quad A^h=\operatorname{blk}_h(W_{1:h}+W_{k+j+1:h}W_{1:k})`,
  cases: squares,
  judge: skipPower(K + J - 1),
  corrected: {
    statement: String.raw`A=\operatorname{blk}_1(W_1,\dots,W_k,\tilde W_{k+1},\dots,\tilde W_{k+j},W_{k+j+1},\dots,W_h),\quad A^h=\operatorname{blk}_h(W_{1:h}+W_{k+j+1:h}W_{1:k})`,
    judge: skipPower(K + J),
  },
  wrong: { 'as printed': skipPower(K + J - 1) },
});

const nodes = (last: number, stated: (width: number) => number): Judge<FlowCase> =>
  exactly(given => {
    const count = (layers: readonly Matrix<Rational>[]): number => widthsOf(layers).reduce((a, b) => a + b);
    return [['added nodes', stated(widthOf(given)), count(widened(given, last)) - count(given.flow.layers)]];
  });

const artificial = surveyClaim({
  ...SKIP,
  id: 'sec-7:skip-artificial-nodes',
  title: 'The widened network has d_k(j − 1) nodes more',
  place: 'section 7, skip connections, after the adjacency matrix',
  restsOn: ['sec-7:skip-adjacency'],
  grade: 'wrong constant or sign',
  note: 'The printed one has d_k(j − 2) more, the one that computes the skip d_k(j − 1).',
  statement: String.raw`\tilde n_v-n_v=d_k(j-1)`,
  cases: squares,
  judge: nodes(K + J - 1, width => width * (J - 1)),
  corrected: {
    statement: String.raw`\tilde n_v-n_v=d_k(j-1)\text{ with widened layers from }k+1\text{ to }k+j`,
    judge: nodes(K + J, width => width * (J - 1)),
  },
  wrong: { 'one layer fewer': nodes(K + J, width => width * (J - 2)) },
});

/** Where a weight of the widened network learns: the entries of the W_i. */
function maskOf(given: FlowCase): Matrix<0 | 1>[] {
  const n = widthOf(given);
  return widened(given, K + J).map((layer, at) =>
    layer.map((_, i, j): 0 | 1 => (at + 1 > K && at + 1 <= K + J && (i >= n || j >= n) ? 0 : 1)),
  );
}

const maskedFlow = (masked: boolean): Judge<FlowCase> =>
  exactly(given => {
    const layers = widened(given, K + J);
    const mask = maskOf(given);
    const n = widthOf(given);
    const { sigmaYX } = given.flow;
    const slopes = flowSeries({ ...given.flow, layers, ...(masked && { mask }) }, 1).map(([, slope]) => slope!);
    const left = minus(sigmaYX, withSkip(given));
    return given.flow.layers.flatMap((layer, at): ExactSides => {
      const own = slopes[at]!.slice(0, n, 0, n);
      // d/dε of ½‖Σ − f‖² along each entry, by the network with the skip itself: f is linear in one layer.
      const truth = layer.map((_, i, j) => {
        const changed = layer.map((entry, row, col) => (row === i && col === j ? entry.add(Rational.ONE) : entry));
        const moved = {
          ...given,
          flow: { ...given.flow, layers: given.flow.layers.map((other, k) => (k === at ? changed : other)) },
        };
        const change = minus(withSkip(moved), withSkip(given));
        return change.data.map((entry, k) => entry.mul(left.data[k]!)).reduce((a, b) => a.add(b));
      });
      const held = slopes[at]!.map((entry, i, j) => (mask[at]!.at(i, j) === 0 ? entry : zero));
      return [
        [`Ẇ${at + 1}`, own, truth],
        [`held weights of layer ${at + 1}`, held.map(() => zero), held],
      ];
    });
  });

const masked = surveyClaim({
  ...SKIP,
  id: 'sec-7:masked-flow',
  title: 'The masked flow of the widened network is the gradient flow of the network with the skip',
  place: 'section 7, skip connections, last display',
  restsOn: ['sec-7:skip-adjacency'],
  note: 'With the widened layers up to k + j, that computes the skip. The truth is the slope of the loss of the network with the skip, layer by layer.',
  statement: String.raw`\dot A=A_W\circ\Bigl(\sum_{j=1}^h(A^{h-j})^\top(E-A^h)(A^{j-1})^\top\Bigr)`,
  cases: squares,
  judge: maskedFlow(true),
  wrong: { 'all weights move': maskedFlow(false) },
});

export const sec7Extensions: readonly Claim<FlowCase>[] = [
  eq68,
  completion,
  fewMeasurements,
  rankOfMap,
  lawsStay,
  globalMinimum,
  strictSaddles,
  ratesNeedWidth,
  skipMap,
  skipBlocks,
  skipAdjacency,
  artificial,
  masked,
];
