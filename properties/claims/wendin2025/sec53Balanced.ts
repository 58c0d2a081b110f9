import fc from 'fast-check';
import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { balances } from '../../../src/network/balance.ts';
import { flow, widthsOf } from '../../../src/network/flow.ts';
import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { inverse, power, squaredNorm, trace } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { type Series, truncatedSeries } from '../../../src/numbers/truncatedSeries.ts';
import { I, minus, plus, T, times } from '../_exact.ts';
import { type ExactOrder, type ExactSides, exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { balancedChains } from './_balancedChains.ts';
import { basisOf, chainArbitrary, condition, coresOf, isZero } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { criticalPointCases, inBases, nearDiagonal, signatureOf } from './_criticalPoints.ts';
import { asExtra, family } from './_network.ts';

// Balanced and nearly balanced networks. 0-balanced ones are made as W, QWᵀ, … without any decomposition; nearly balanced ones from rational singular vectors and
// values, so that δ² = ‖C_i‖², Θ and all singular values are fractions. ‖C_i‖ is taken as δ itself: the sharpest case.

const SECTION = { section: '5.3', topic: 'Balanced networks' } as const;
const NEAR = { section: '5.3.1', topic: 'Approximate balance' } as const;
const zero = Rational.ZERO;
const sq = (value: Rational): Rational => value.mul(value);
const sum = (values: readonly Rational[]): Rational => values.reduce((a, b) => a.add(b), zero);
const size = (a: Matrix<Rational>): Rational => squaredNorm(rationalField, a);

const ORDER = 3;

/** Coefficients in t of tr((W_iW_iᵀ)^m), m = 1, 2: equal for all layers. */
const equalValues = (factor: number): Judge<FlowCase> =>
  exactly(given => {
    const field = truncatedSeries(rationalField, ORDER);
    const layers = flowSeries(given.flow, ORDER).map(coefficients =>
      coefficients[0]!.map((_, i, j): Series<Rational> => coefficients.map(coefficient => coefficient.at(i, j))),
    );
    const sums = layers.map(layer => {
      const gram = timesIn(layer, layer.transpose());
      return [gram, timesIn(gram, gram)].flatMap(power => [...trace(field, power)]);
      function timesIn(a: typeof layer, b: typeof layer): typeof layer {
        return Matrix.generate(a.rows, b.cols, (i, j) => {
          let entry = field.zero;
          for (let k = 0; k < a.cols; k++) entry = field.add(entry, field.mul(a.at(i, k), b.at(k, j)));
          return entry;
        });
      }
    });
    return sums.slice(1).map((own, at) => [
      `power sums of the squared singular values of W${at + 2}, with their coefficients in t`,
      new Matrix(
        own.length,
        1,
        own.map(entry => entry.mul(Rational.of(factor))),
      ),
      new Matrix(own.length, 1, sums[0]!),
    ]);
  });

const values = surveyClaim({
  ...SECTION,
  id: 'prop-34:equal-singular-values',
  title: 'All layers of a 0-balanced network have the same singular values, for all t',
  place: 'proposition 34, second sentence',
  restsOn: ['prop-31:0-balanced-is-preserved'],
  statement: String.raw`\Lambda_i=\Lambda_j\quad\text{for all }i,j\text{ and }t`,
  cases: balancedChains,
  judge: equalValues(1),
  wrong: { 'twice as large': equalValues(2) },
});

/** Any diagonalising basis of W_iW_iᵀ serves W_{i+1}ᵀW_{i+1}, and W_{i+1} maps it to orthogonal vectors: chains with Gram matrices alone. */
const alignedByGram = (shift: number): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) =>
    layers.slice(1).flatMap((next, at): ExactSides => {
      const layer = layers[at]!;
      const [outer, inner] = [times(layer, T(layer)), times(T(next), next)];
      // W_{i+1}W_i has the left singular vectors of W_{i+1}, the right ones of W_i and the squares of their values.
      const product = times(next, layer);
      const left = times(next, T(next));
      return [
        [`W${at + 1}W${at + 1}ᵀ and W${at + 2}ᵀW${at + 2} commute`, times(outer, inner), times(inner, outer)],
        [
          `Gram matrix of W${at + 2}W${at + 1}`,
          times(left, left, shift === 0 ? I(left.rows) : left),
          times(product, T(product)),
        ],
      ];
    }),
  );

const isAligned = surveyClaim({
  ...SECTION,
  id: 'prop-34:aligned',
  title: 'A 0-balanced network is aligned',
  place: 'proposition 34, first sentence',
  note: 'Singular vectors are not unique; what does not depend on their choice is judged: the Gram matrices at each hidden layer commute, and products of two layers square the singular values in the same vectors.',
  statement: String.raw`C=0\;\Rightarrow\;W_{i+1}W_i=U_{i+1}\Lambda^2V_i^\top,\quad V_{i+1}=U_i`,
  cases: balancedChains,
  judge: alignedByGram(0),
  wrong: { 'cubes instead of squares': alignedByGram(1) },
});

const isDiagonal = (a: Matrix<Rational>): boolean =>
  a.data.every((entry, at) => at % a.cols === Math.floor(at / a.cols) || isZero(entry));
const turned = condition(
  'a product off the diagonal',
  'W_{1:h} is not diagonal',
  ({ flow: { layers } }) => !isDiagonal(mapOfLayers(rationalField, layers)),
);

const decouples = (expected: boolean): Judge<FlowCase> =>
  isSo(({ flow: { layers } }) => {
    const product = mapOfLayers(rationalField, layers);
    return {
      quantity: 'W_{1:h}, diagonal for every decoupled network',
      isSo: isDiagonal(product) === expected,
      reason: isDiagonal(product) ? 'diagonal' : 'not diagonal',
      shown: product,
    };
  });

const notDecoupled = surveyClaim({
  ...SECTION,
  id: 'prop-34:not-necessarily-decoupled',
  title: 'A 0-balanced network need not be decoupled',
  place: 'proposition 34, first sentence',
  statement: String.raw`\exists A:\;C=0,\;W_{1:h}\ne\Lambda_{1:h}`,
  hypotheses: [turned],
  cases: balancedChains,
  judge: decouples(false),
  wrong: { 'always decoupled': decouples(true) },
});

/** 0-balanced critical points of two square layers in small whole numbers, found among all of them. */
const critical2 = fc.constantFrom(...search()).map(([a, b, sigma]) => {
  const square = (entries: readonly number[]): Matrix<Rational> =>
    new Matrix(
      2,
      2,
      entries.map(entry => Rational.of(entry)),
    );
  return {
    flow: flow({ layers: [square(a), square(b)], sigmaYX: square([sigma, 0, 0, 1]) }),
    time: zero,
    extra: {},
  } satisfies FlowCase;
});

type Found = readonly [readonly number[], readonly number[], number];

function search(): Found[] {
  const numbers = [0, 1, -1, 2, -2];
  const all = numbers.flatMap(a => numbers.flatMap(b => numbers.flatMap(c => numbers.map(d => [a, b, c, d] as const))));
  type Four = (typeof all)[number];
  const mul = ([a, b, c, d]: Four, [e, f, g, h]: Four): Four =>
    [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h] as unknown as Four;
  const tr = ([a, b, c, d]: Four): Four => [a, c, b, d];
  const byGram = new Map<string, Four[]>();
  for (const W2 of all) {
    const key = mul(tr(W2), W2).join();
    byGram.set(key, [...(byGram.get(key) ?? []), W2]);
  }
  return all.flatMap(W1 =>
    (byGram.get(mul(W1, tr(W1)).join()) ?? []).flatMap((W2): Found[] => {
      const [a, b, c, d] = mul(W2, W1);
      const left = [4 - a, -b, -c, 1 - d] as unknown as Four;
      const rests = [...mul(tr(W2), left), ...mul(left, tr(W1))].every(entry => entry === 0);
      return rests ? [[W1, W2, 4]] : [];
    }),
  );
}

/** Of two layers: the columns a_k of W_1 and rows b_k of W_2 are multiples of orthonormal u_k, with a_k·b_k ≥ 0. */
const decoupledEnd = (signed: boolean): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => {
    const [W1, W2] = layers;
    const off = (a: Matrix<Rational>): Matrix<Rational> => a.map((entry, i, j) => (i === j ? zero : entry));
    const gram = times(T(W1!), W1!);
    const product = times(W2!, W1!);
    return [
      ['W1ᵀW1 off the diagonal', off(gram).map(() => zero), off(gram)],
      ['W2W2ᵀ off the diagonal', off(gram).map(() => zero), off(times(W2!, T(W2!)))],
      ['W2W1', signed ? gram.map(entry => entry.neg()) : gram, product],
    ];
  });

const criticalDecoupled = surveyClaim({
  ...SECTION,
  id: 'prop-34:critical-points-are-decoupled',
  title: '0-balanced critical points are decoupled: A* = PΛPᵀ and (A*)^h = Λ^h',
  place: 'proposition 34, last two sentences',
  note: 'Where 0-balanced trajectories end. Judged on all 0-balanced critical points of 2-2-2 with entries from −2 to 2 and Σ = diag(4, 1), found by search and not by the statement: columns of W_1 and rows of W_2 lie on the same orthogonal vectors with the same lengths.',
  statement: String.raw`C=0,\;\dot A=0\;\Rightarrow\;A^*=P\Lambda P^\top,\;P\in\mathcal P_{\mathcal O},\;(A^*)^h=\Lambda^h`,
  cases: critical2,
  judge: decoupledEnd(false),
  wrong: { 'of the other sign': decoupledEnd(true) },
});

const anySvd = (isForced: boolean): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => {
    const product = mapOfLayers(rationalField, layers);
    // With U_h = V_1 = −I the same product: −1·Λ·−1.
    const minusOne = I(product.rows).map(entry => entry.neg());
    const other = times(minusOne, product, minusOne);
    return isForced
      ? [['U_h for Λ and U_h = V_1 = −I', I(product.rows), minusOne]]
      : [['the product with U_h = V_1 = −I', product, other]];
  });

const proofEnd = surveyClaim({
  ...SECTION,
  id: 'prop-34:proof-bases-at-the-end',
  title: 'A diagonal product implies U_h = I and V_1 = I',
  place: 'proof of proposition 34, last part',
  grade: 'wording',
  note: 'They can be chosen so: U_h = V_1 = −I give the same product, as in two scalars of −1. The proposition stays true.',
  statement: String.raw`U_h\Lambda_{1:h}V_1^\top\text{ diagonal}\;\Rightarrow\;U_h=I,\;V_1=I`,
  cases: critical2,
  judge: anySvd(true),
  fair: {
    statement: String.raw`U_h\Lambda_{1:h}V_1^\top\text{ diagonal}\;\Rightarrow\;U_h=V_1=I\text{ can be chosen}`,
    judge: decoupledEnd(false),
  },
  corrected: {
    statement: String.raw`U_h\Lambda_{1:h}V_1^\top\text{ diagonal}\;\Rightarrow\;U_h=V_1=I\text{ can be chosen}`,
    judge: decoupledEnd(false),
  },
  wrong: { 'they must be': anySvd(true) },
});

const two = chainArbitrary({ kind: 'unaligned', minDepth: 2, maxDepth: 3, maxWidth: 2, widths: 'any' });

const gramOfNext = (transposed: boolean): Judge<FlowCase> =>
  exactly(given =>
    coresOf(given)
      .slice(1)
      .map((core, at) => {
        const V = basisOf(given, 'V', at + 2);
        const inner = times(T(core), core);
        const next = given.flow.layers[at + 1]!;
        return [
          `W${at + 2}ᵀW${at + 2}`,
          transposed ? times(T(V), inner, V) : times(V, inner, T(V)),
          times(T(next), next),
        ] as const;
      }),
  );

const proofTranspose = surveyClaim({
  ...SECTION,
  id: 'prop-34:proof-gram-of-the-next-layer',
  title: 'The Gram matrix of W_{i+1} in its singular vectors',
  place: 'proof of proposition 34, and the paragraph after it',
  grade: 'sizes and notation',
  note: 'The transposes stand on the wrong sides of Λ (in the paragraph after the proof on both).',
  statement: String.raw`W_{i+1}^\top W_{i+1}=V_{i+1}^\top\Lambda_{i+1}^\top\Lambda_{i+1}V_{i+1}`,
  cases: two,
  judge: gramOfNext(true),
  corrected: {
    statement: String.raw`W_{i+1}^\top W_{i+1}=V_{i+1}\Lambda_{i+1}^\top\Lambda_{i+1}V_{i+1}^\top`,
    judge: gramOfNext(false),
  },
  wrong: { 'as printed': gramOfNext(true) },
});

const distinct = condition(
  'layers of other values',
  'two neighbouring layers have different singular values',
  ({ flow: { layers } }) => layers.slice(1).some((next, at) => !size(next).equals(size(layers[at]!))),
);
const unbalanced = (isBalanced: boolean): Judge<FlowCase> =>
  isSo(({ flow: { layers } }) => {
    const moved = balances(rationalField, layers).some(law => law.data.some(entry => !isZero(entry)));
    return {
      quantity: 'conservation laws',
      isSo: moved !== isBalanced,
      reason: moved ? 'not all are zero' : 'all are zero',
    };
  });

const notSufficient = surveyClaim({
  ...SECTION,
  id: 'sec-5.3:alignment-is-not-balance',
  title: 'Alignment is not sufficient for 0-balance: layers of different singular values have C ≠ 0',
  place: 'section 5.3, after proposition 34',
  statement: String.raw`\Lambda_i\ne\Lambda_{i+1}\;\Rightarrow\;C_i\ne0`,
  hypotheses: [distinct],
  cases: chainArbitrary({ kind: 'aligned', minDepth: 2, maxDepth: 3, maxWidth: 2 }),
  judge: unbalanced(false),
  wrong: { 'aligned networks are balanced': unbalanced(true) },
});

/**
 * 0-balanced critical points of two and three layers of any widths that assumption 1 allows: W_i = O_iDO_{i−1}ᵀ with z_k on the diagonal of D for all k in S, O_0 = O_h = I,
 * and Σ = diag(z_k^h). `extra` holds S as a row, bases P_i of a representation P A_1P⁻¹ (columns O_ie_kz_k^{i−h} of k in S first, then the other columns of O_i) and B: a
 * shear P_1(I 0; −B I) makes Z_1 = BU_SᵀΣ of Z_1 = 0.
 */
const representation = chainArbitrary({ kind: 'decoupled', minDepth: 2, maxDepth: 3, maxWidth: 3 }).map(
  (given): FlowCase => {
    const { layers, sigmaYX } = given.flow;
    const [h, outputs, widths] = [layers.length, sigmaYX.rows, widthsOf(layers)];
    const z = (k: number): Rational => Rational.of(outputs - k);
    // Of the first layer's values those that are not 0; if none is, the first.
    const marked = Array.from({ length: outputs }, (_, k) => k).filter(k => !isZero(coresOf(given)[0]!.at(k, k)));
    const S = marked.length === 0 ? [0] : marked;
    const basis = (i: number): Matrix<Rational> => (i === 0 || i === h ? I(widths[i]!) : basisOf(given, 'U', i));
    const values = (rows: number, cols: number): Matrix<Rational> =>
      Matrix.generate(rows, cols, (i, j) => (i === j && S.includes(i) ? z(i) : zero));
    const own = layers.map((layer, at) => times(basis(at + 1), values(layer.rows, layer.cols), T(basis(at))));
    const bases = layers.slice(1).map((_, at) => {
      const n = widths[at + 1]!;
      const order = [...S, ...Array.from({ length: n }, (__, k) => k).filter(k => !S.includes(k))];
      const scale = (k: number): Rational => (S.includes(k) ? power(rationalField, z(k), at + 1 - h) : Rational.ONE);
      return Matrix.generate(n, n, (i, j) =>
        basis(at + 1)
          .at(i, order[j]!)
          .mul(scale(order[j]!)),
      );
    });
    const entry = layers.at(-1)!.at(0, 0);
    return {
      flow: flow({
        layers: own,
        sigmaYX: sigmaYX.map((_, i, j) => (i === j ? power(rationalField, z(i), h) : zero)),
      }),
      time: zero,
      extra: {
        S: new Matrix(
          1,
          outputs,
          Array.from({ length: outputs }, (_, k) => Rational.of(S.includes(k) ? 1 : 0)),
        ),
        ...asExtra('P', bases),
        B: Matrix.generate(widths[1]! - S.length, S.length, (i, j) => (i === j ? entry : zero)),
      },
    };
  },
);

/** Z_i = P_i⁻¹W_iP_{i−1} − (A_1)_i, with the bases of the case, sheared or not. */
function complements(given: FlowCase, isSheared: boolean): Matrix<Rational>[] {
  const { layers, sigmaYX } = given.flow;
  const r = signatureOf(given).length;
  const B = given.extra.B!;
  const bases = family(given, 'P').map((P, at) =>
    at > 0 || !isSheared
      ? P
      : times(
          P,
          I(P.rows).map((one, i, j) => (i >= r && j < r ? B.at(i - r, j).neg() : one)),
        ),
  );
  const back = inBases(
    layers,
    bases.map(P => inverse(rationalField, P)),
  );
  return nearDiagonal(widthsOf(layers), sigmaYX, signatureOf(given)).map((layer, at) => minus(back[at]!, layer));
}

const zOf = (isSheared: boolean): Judge<FlowCase> =>
  exactly(given => complements(given, isSheared).map((Z, at) => [`Z_${at + 1}`, Z.map(() => zero), Z]));

const prop35 = surveyClaim({
  ...SECTION,
  id: 'prop-35',
  title: 'In any representation P(A_1 + Z)P⁻¹ of a 0-balanced critical point Z is zero',
  place: 'proposition 35',
  grade: 'wording',
  note: 'Representations are not unique: Z_1 may be a multiple of the rows of A_1, and a shear P takes it back. W_1 = (1, 0)ᵀ, W_2 = (1, 0), Σ = 1 is P(A_1 + Z)P⁻¹ with Z_1 = b and P_1 = (1 0; −b 1). Read fairly, as “as tightened as possible” after it says, there is a representation with Z = 0; and where Z_1 uses no learned input, as the proof of proposition 23 takes for granted, it is the only one. Judged for two and three layers of widths up to 3 and every signature.',
  statement: String.raw`C=0,\;A^*=P(A_1+Z)P^{-1}\;\Rightarrow\;Z=0`,
  cases: representation,
  judge: zOf(true),
  fair: {
    statement: String.raw`C=0\;\Rightarrow\;A^*=PA_1P^{-1}\text{ for some }P\in\mathcal P`,
    judge: zOf(false),
  },
  corrected: {
    statement: String.raw`C=0\;\Rightarrow\;A^*=PA_1P^{-1}\text{ for some }P\in\mathcal P`,
    judge: zOf(false),
  },
  wrong: { 'for every P': zOf(true) },
});

/** Where Z_i ≠ 0 the rank of W_i exceeds that of A_1 by so much at least. */
const growBy = (least: number): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const r = signatureOf(given).length;
    return family(given, 'Z').flatMap((Z, at): ExactOrder[] =>
      Z.data.every(isZero)
        ? []
        : [[rank(rationalField, given.flow.layers[at]!), '>=', r + least, `rank of W${at + 1}, Z_${at + 1} ≠ 0`]],
    );
  });

const firstIsTight = condition('Z_1 = 0', 'Z_1 = 0: the first layer has the rows U_SᵀΣ alone', given =>
  family(given, 'Z')[0]!.data.every(isZero),
);

const prop35Proof = surveyClaim({
  ...SECTION,
  id: 'prop-35:proof-rank-grows',
  title: 'Any Z_i ≠ 0 increases the rank of its layer',
  place: 'proof of proposition 35',
  grade: 'missing hypothesis',
  note: 'The blocks of W_2 … W_h are the identity and Z_i side by side: each Z_i ≠ 0 there adds its rank. Z_1 stands below the rows U_SᵀΣ in the same columns and may be made of them.',
  statement: String.raw`Z_i\ne0\;\Rightarrow\;\operatorname{rank}W_i^*>r`,
  // Where all is learned Z_1 is often made of the rows above it.
  cases: fc.oneof(criticalPointCases({ maxDepth: 3 }), criticalPointCases({ maxDepth: 3, rank: 'full' })),
  judge: growBy(1),
  narrowed: { hypotheses: [firstIsTight], cases: criticalPointCases({ minDepth: 3, rank: 'deficient' }) },
  wrong: { 'by two': growBy(2) },
});

const equalRanks = (outputsToo: boolean): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => {
    const product = rank(rationalField, mapOfLayers(rationalField, layers));
    return layers.map((layer, at) => [
      `rank of W${at + 1}`,
      outputsToo ? product : layer.rows,
      rank(rationalField, layer),
    ]);
  });

const tight = surveyClaim({
  ...SECTION,
  id: 'sec-5.3:least-redundancy',
  title: 'The layers of a 0-balanced network have no more rank than their product',
  place: 'section 5.3, before proposition 35, and its proof',
  statement: String.raw`C=0\;\Rightarrow\;\operatorname{rank}W_i=\operatorname{rank}W_{1:h}`,
  cases: balancedChains,
  judge: equalRanks(true),
  wrong: { 'full rank': equalRanks(false) },
});

// Approximate balance: everything from the cores and bases of the case.

interface Near {
  readonly i: number;
  readonly delta2: Rational;
  readonly mu: readonly Rational[];
  readonly nu: readonly Rational[];
  readonly Theta: Matrix<Rational>;
}

/** Of each hidden layer: ‖C_i‖², squared values of W_i and W_{i+1} padded by zeros, and Θ̄ with [Θ̄]_kl = (v_{i+1,k}ᵀu_{i,l})². */
function nearOf(given: FlowCase): Near[] {
  const cores = coresOf(given);
  const widths = widthsOf(given.flow.layers);
  return balances(rationalField, given.flow.layers).map((law, at) => {
    const n = widths[at + 1]!;
    const squares = (core: Matrix<Rational>): Rational[] =>
      Array.from({ length: n }, (_, k) => (k < Math.min(core.rows, core.cols) ? sq(core.at(k, k)) : zero));
    const overlap = times(T(basisOf(given, 'V', at + 2)), basisOf(given, 'U', at + 1));
    const [mu, nu] = [squares(cores[at]!), squares(cores[at + 1]!)];
    // In falling order, as singular values are numbered.
    const order = (values: readonly Rational[]): number[] =>
      values.map((_, k) => k).sort((k, l) => values[l]!.compare(values[k]!) || k - l);
    const [ofMu, ofNu] = [order(mu), order(nu)];
    const Theta = Matrix.generate(n, n, (k, l) => sq(overlap.at(ofNu[k]!, ofMu[l]!)));
    return { i: at + 1, delta2: size(law), mu: ofMu.map(k => mu[k]!), nu: ofNu.map(k => nu[k]!), Theta };
  });
}

const near = chainArbitrary({ kind: 'unaligned', minDepth: 2, maxDepth: 3, maxWidth: 3 });
const falling = (values: readonly Rational[]): Rational[] => [...values].sort((a, b) => b.compare(a));

const synchronised = (rearranged: (values: readonly Rational[]) => readonly Rational[]): Judge<FlowCase> =>
  exactlyOrdered(given =>
    nearOf(given).map(({ delta2, mu, nu }): ExactOrder => {
      const [a, b] = [falling(mu), rearranged(nu)];
      return [delta2, '>=', sum(a.map((value, k) => sq(value.sub(b[k]!))))];
    }),
  );

const prop36 = surveyClaim({
  ...NEAR,
  id: 'prop-36',
  title: 'The squared singular values of neighbouring δ-balanced layers differ by δ at most, in the sum of squares',
  place: 'proposition 36, equation 58, and its proof',
  note: 'Singular values in falling order, padded by zeros.',
  statement: String.raw`\delta^2\ge\sum_{k=1}^{d_i}(\varsigma_{i,k}^2-\varsigma_{i+1,k}^2)^2`,
  cases: near,
  judge: synchronised(falling),
  wrong: { 'in the opposite order': synchronised(values => falling(values).reverse()) },
});

const eq59Lines = (factor: number): Judge<FlowCase> =>
  exactly(given =>
    nearOf(given).flatMap(({ i, delta2, mu, nu, Theta }): ExactSides => {
      const [layer, next] = [given.flow.layers[i - 1]!, given.flow.layers[i]!];
      const mixed = sum(mu.flatMap((value, k) => nu.map((other, l) => value.mul(other).mul(Theta.at(l, k)))));
      const first = size(times(layer, T(layer)))
        .add(size(times(next, T(next))))
        .sub(size(times(next, layer)).mul(Rational.of(2)));
      const last = sum([...mu, ...nu].map(sq)).sub(mixed.mul(Rational.of(factor)));
      return [
        [`‖C${i}‖², first line`, first, delta2],
        [`‖C${i}‖², fourth line`, last, delta2],
      ];
    }),
  );

const eq59 = surveyClaim({
  ...NEAR,
  id: 'eq-59',
  title: 'The norm of C_i by singular values and the overlaps of singular vectors',
  place: 'equation 59, up to the approximation',
  statement: String.raw`\|C_i\|_F^2=\sum_k(\varsigma_{i,k}^4+\varsigma_{i+1,k}^4)-2\sum_{k,\ell}\varsigma_{i,k}^2\varsigma_{i+1,\ell}^2(v_{i+1,\ell}^\top u_{i,k})^2`,
  cases: near,
  judge: eq59Lines(2),
  wrong: { 'the mixed term once': eq59Lines(1) },
});

const stochastic = (power: 1 | 2): Judge<FlowCase> =>
  exactly(given =>
    nearOf(given).flatMap(({ i, Theta }): ExactSides => {
      const n = Theta.rows;
      const entries = power === 2 ? Theta : times(T(basisOf(given, 'V', i + 1)), basisOf(given, 'U', i));
      const line = (row: boolean): Matrix<Rational> =>
        Matrix.generate(n, 1, k =>
          sum(Array.from({ length: n }, (_, l) => (row ? entries.at(k, l) : entries.at(l, k)))),
        );
      const ones = Matrix.generate(n, 1, () => Rational.ONE);
      return [
        [`row sums of Θ̄ of layer ${i}`, ones, line(true)],
        [`its column sums`, ones, line(false)],
      ];
    }),
  );

const doubly = surveyClaim({
  ...NEAR,
  id: 'eq-59:doubly-stochastic',
  title: 'The squared overlaps of two orthonormal bases are a doubly stochastic matrix',
  place: 'section 5.3.1, after equation 59',
  statement: String.raw`\sum_\ell(v_{i+1,k}^\top u_{i,\ell})^2=\sum_\ell(v_{i+1,\ell}^\top u_{i,k})^2=1`,
  cases: near,
  judge: stochastic(2),
  wrong: { 'the overlaps themselves': stochastic(1) },
});

/** 2μᵀLμ with L = I − (Θ̄ + Θ̄ᵀ)/2. */
const laplacian = ({ mu, Theta }: Near): Rational =>
  sum(mu.map(sq))
    .mul(Rational.of(2))
    .sub(sum(mu.flatMap((a, k) => mu.map((b, l) => a.mul(b).mul(Theta.at(k, l).add(Theta.at(l, k)))))));

const laplacianForm = (factor: number): Judge<FlowCase> =>
  exactly(given =>
    nearOf(given).map(one => {
      const form = sum(
        one.mu.flatMap((a, k) =>
          one.mu.map((b, l) =>
            one.Theta.at(k, l)
              .add(one.Theta.at(l, k))
              .div(Rational.of(2))
              .mul(sq(a.sub(b))),
          ),
        ),
      );
      return [`2μᵀLμ of layer ${one.i}`, form.mul(Rational.of(factor)), laplacian(one)];
    }),
  );

const laplacianClaim = surveyClaim({
  ...NEAR,
  id: 'eq-60:laplacian-form',
  title: 'The form of the Laplacian I − Θ is the sum of squared differences',
  place: 'equation 60, equality',
  statement: String.raw`2\mu^\top L\mu=\sum_{k,\ell}[\Theta]_{k,\ell}(\varsigma_{i,k}^2-\varsigma_{i,\ell}^2)^2`,
  cases: near,
  judge: laplacianForm(1),
  wrong: { 'half of it': laplacianForm(0.5) },
});

const boundsForm = (factor: number): Judge<FlowCase> =>
  exactlyOrdered(given =>
    nearOf(given).map((one): ExactOrder => [one.delta2.mul(Rational.of(factor)), '>=', laplacian(one)]),
  );

/** Networks without a layer of zeros, whose singular vectors would be any. */
const oneValue = fc.oneof(
  near,
  chainArbitrary({ kind: 'unaligned', minDepth: 2, maxDepth: 2, maxWidth: 2, minOutputs: 1 }),
);

/** Neighbouring layers of equal singular values, as the line before the approximation is to be read. */
const sameValues = chainArbitrary({
  kind: 'unaligned',
  minDepth: 2,
  maxDepth: 3,
  maxWidth: 2,
  widths: 'equal',
  equalLayers: true,
});

const eq60 = surveyClaim({
  ...NEAR,
  id: 'eq-60',
  title: 'δ² bounds the form of the Laplacian',
  place: 'equation 60, inequality',
  restsOn: ['eq-59'],
  grade: 'wording',
  note: 'It is drawn from (59), where ≈ stands: values of the two layers are set equal before the bound. With W_1 = (1, 0)ᵀ and W_2 = (1/2, 1/2) it reads 3/4 ≥ 1. For δ → 0 at fixed distinct values it is right to leading order; what holds always is 4δ², since A − QAQᵀ = (A − B) + (B − QAQᵀ) has at most the norm 2δ. Read fairly, for layers whose values are equal, as (59) sets them, it is an equality.',
  statement: String.raw`\delta^2\ge\sum_{k,\ell}[\Theta]_{k,\ell}(\varsigma_{i,k}^2-\varsigma_{i,\ell}^2)^2`,
  cases: oneValue.filter(({ flow: { layers } }) => layers.every(layer => !isZero(size(layer)))),
  judge: boundsForm(1),
  fair: {
    statement: String.raw`\varsigma_{i,k}=\varsigma_{i+1,k}\;\Rightarrow\;\delta^2\ge\sum_{k,\ell}[\Theta]_{k,\ell}(\varsigma_{i,k}^2-\varsigma_{i,\ell}^2)^2`,
    cases: sameValues,
  },
  corrected: {
    statement: String.raw`4\delta^2\ge\sum_{k,\ell}[\Theta]_{k,\ell}(\varsigma_{i,k}^2-\varsigma_{i,\ell}^2)^2`,
    judge: boundsForm(4),
  },
  wrong: { 'as printed': boundsForm(1) },
});

/** For all k, l of a layer with |ς_k² − ς_l²| ≥ δ: the larger of both overlaps against the bound. */
const overlaps = (bound: (delta2: Rational, gap2: Rational) => Rational): Judge<FlowCase> =>
  exactlyOrdered(given =>
    nearOf(given).flatMap(({ delta2, mu, Theta }) =>
      mu.flatMap((a, k) =>
        mu.flatMap((b, l): ExactOrder[] => {
          const gap2 = sq(a.sub(b));
          return k === l || gap2.compare(delta2) < 0 || isZero(gap2)
            ? []
            : [[Theta.at(k, l), '<=', bound(delta2, gap2)]];
        }),
      ),
    ),
  );

const smallGap = chainArbitrary({ kind: 'unaligned', minDepth: 2, maxDepth: 2, maxWidth: 2, equalLayers: true });

const secondBullet = surveyClaim({
  ...NEAR,
  id: 'sec-5.3.1:large-gaps-align',
  title: 'Vectors of values at least δ apart are nearly orthogonal',
  place: 'section 5.3.1, second bullet',
  restsOn: ['eq-60'],
  grade: 'missing hypothesis',
  note: '≈ 0 is read as (vᵀu)² ≤ 1/10. A gap of δ allows (vᵀu)² of a half: (60) itself gives no more. With gaps far above δ it holds, as (v_kᵀu_l)² ≤ 4δ²/(ς_k² − ς_l²)² says.',
  statement: String.raw`|\varsigma_{i,k}^2-\varsigma_{i,\ell}^2|\ge\delta\;\Rightarrow\;(v_{i+1,k}^\top u_{i,\ell})^2\approx0`,
  cases: fc.oneof(near, smallGap),
  judge: overlaps(() => Rational.of(1, 10)),
  corrected: {
    statement: String.raw`(v_{i+1,k}^\top u_{i,\ell})^2\le\frac{4\delta^2}{(\varsigma_{i,k}^2-\varsigma_{i,\ell}^2)^2}`,
    judge: overlaps((delta2, gap2) => delta2.mul(Rational.of(4)).div(gap2)),
  },
  wrong: { 'a tenth of δ² over the squared gap': overlaps((delta2, gap2) => delta2.div(gap2.mul(Rational.of(10)))) },
});

const tied = chainArbitrary({
  kind: 'unaligned',
  minDepth: 2,
  maxDepth: 2,
  minOutputs: 2,
  maxWidth: 2,
  widths: 'equal',
}).map(given => {
  const layers = given.flow.layers.map((_, at) => times(basisOf(given, 'U', at + 1), T(basisOf(given, 'V', at + 1))));
  return { ...given, flow: flow({ layers, sigmaYX: given.flow.sigmaYX }) };
});
const crossed = condition('vectors apart', 'some (v_kᵀu_l)² with k ≠ l is at least a quarter', given =>
  nearOf(given).some(({ Theta }) =>
    Theta.data.some(
      (entry, at) => at % Theta.cols !== Math.floor(at / Theta.cols) && entry.compare(Rational.of(1, 4)) >= 0,
    ),
  ),
);
const balancedAnyway = (expected: number): Judge<FlowCase> =>
  exactly(given => nearOf(given).map(({ i, delta2 }) => [`‖C${i}‖²`, expected, delta2]));

const closeValues = surveyClaim({
  ...NEAR,
  id: 'sec-5.3.1:close-values-need-not-align',
  title: 'Vectors of close singular values need not be aligned',
  place: 'section 5.3.1, after the bullets',
  note: 'At equal values no angle costs anything: layers with values 1 are 0-balanced however their vectors lie.',
  statement: String.raw`\varsigma_{i,k}=\varsigma_{i,\ell}\;\Rightarrow\;[\Theta]_{k,\ell}\text{ large is possible with }\delta=0`,
  hypotheses: [crossed],
  cases: tied,
  judge: balancedAnyway(0),
  wrong: { 'it costs δ': balancedAnyway(1) },
});

const rotated = (isOrthogonal: boolean): Judge<FlowCase> =>
  exactly(given => {
    const { layers } = given.flow;
    const Q = layers
      .slice(0, -1)
      .map(layer =>
        I(layer.rows).map((entry, i, j) =>
          isOrthogonal ? (i + j === layer.rows - 1 ? Rational.ONE : zero) : i === 0 && j === 0 ? Rational.of(2) : entry,
        ),
      );
    const moved = layers.map((layer, at) => {
      const left = at < Q.length ? times(Q[at]!, layer) : layer;
      return at === 0 ? left : times(left, isOrthogonal ? T(Q[at - 1]!) : inverse(rationalField, Q[at - 1]!));
    });
    return balances(rationalField, moved).map(
      (law, at) => [`C${at + 1} in changed bases`, law.map(() => zero), law] as const,
    );
  });

const generate = surveyClaim({
  ...SECTION,
  id: 'sec-5.3:orthogonal-change-keeps-balance',
  title: 'Any orthogonal change of hidden bases leads to another 0-balanced network',
  place: 'section 5.3, before section 5.3.1',
  statement: String.raw`C=0,\;P\in\mathcal P_{\mathcal O}\;\Rightarrow\;PAP^\top\text{ is 0-balanced}`,
  cases: balancedChains,
  judge: rotated(true),
  wrong: { 'any change of basis': rotated(false) },
});

const gapOf = (bound: (z: Rational, delta: Rational) => readonly [Rational, Rational]): Judge<FlowCase> =>
  exactlyOrdered(given => {
    // σ^{1/h} = z, values z(1 ± e) in two layers: δ = 4z²e, their distance 2ze.
    const z = given.flow.layers[0]!.at(0, 0);
    const e = Rational.of(1, 1000);
    const delta = Rational.of(4).mul(sq(z)).mul(e);
    const [least, most] = bound(z, delta);
    return [
      [
        plus(new Matrix(1, 1, [z.mul(e)]), new Matrix(1, 1, [z.mul(e)]))
          .at(0, 0)
          .mul(least),
        '<=',
        most,
      ],
    ];
  });

const muchBelow = surveyClaim({
  ...NEAR,
  id: 'sec-5.3.1:gap-much-below-delta',
  title: 'When a singular value is learned the layers differ by less than δ/(2σ^{1/h}), much less than δ',
  place: 'section 5.3.1, after proposition 36',
  grade: 'wrong constant or sign',
  note: 'δ has the unit of ς² and the difference that of ς. With σ^{1/h} = 1/3 and values 1/3 ± 1/3000 the difference is 1.5 δ. Where δ ≪ σ^{2/h} it is much less than σ^{1/h}; that is read as below a hundredth of it. ≪ δ is read as ≤ δ alone.',
  statement: String.raw`\delta\ll\sigma^{1/h}\;\Rightarrow\;|\varsigma_{i,k}-\varsigma_{i+1,k}|\approx\frac{\delta}{2\sigma^{1/h}}\ll\delta`,
  hypotheses: [
    condition(
      'a value',
      'σ^{1/h}, the first weight of the case, is not zero',
      given => !isZero(given.flow.layers[0]!.at(0, 0)),
    ),
  ],
  cases: chainArbitrary({ kind: 'diagonal', minDepth: 2, maxDepth: 2, maxWidth: 1 }),
  judge: gapOf((_z, delta) => [Rational.ONE, delta]),
  corrected: {
    statement: String.raw`\delta\ll\sigma^{2/h}\;\Rightarrow\;|\varsigma_{i,k}-\varsigma_{i+1,k}|\approx\frac{\delta}{2\sigma^{1/h}}\ll\sigma^{1/h}`,
    judge: gapOf(z => [Rational.of(100), z]),
  },
  wrong: { 'as printed': gapOf((_z, delta) => [Rational.ONE, delta]) },
});

export const sec53Balanced: readonly Claim<FlowCase>[] = [
  values,
  isAligned,
  notDecoupled,
  criticalDecoupled,
  proofEnd,
  proofTranspose,
  notSufficient,
  prop35,
  prop35Proof,
  tight,
  prop36,
  eq59,
  doubly,
  laplacianClaim,
  eq60,
  secondBullet,
  closeValues,
  generate,
  muchBelow,
];
