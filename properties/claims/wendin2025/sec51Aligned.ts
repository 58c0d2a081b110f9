import fc from 'fast-check';
import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { adjacencyMatrix, blockShift } from '../../../src/network/adjacency.ts';
import { balances } from '../../../src/network/balance.ts';
import { type Flow, flow, widthsOf } from '../../../src/network/flow.ts';
import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { inverse } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { I, minus, plus, T, times } from '../_exact.ts';
import { type ExactSides, exactly, isSo } from '../_exactly.ts';
import { balancedChains } from './_balancedChains.ts';
import { basisOf, chainArbitrary, condition, coresOf, isZero, modesOf, productOf } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { velocity } from './_descent.ts';

// Aligned and decoupled networks with rational singular vectors, which the case carries. Singular values are read as diagonal entries in any order. What is said of powers is multiplied
// out in the adjacency form; whether an alignment survives is seen from the raw flow: W_iW_iᵀ and W_{i+1}ᵀW_{i+1} of an aligned network commute.

const SECTION = { section: '5.1', topic: 'Aligned networks' } as const;
const zero = Rational.ZERO;
const aligned = chainArbitrary({ kind: 'aligned', maxDepth: 4, maxWidth: 2 });

interface Shift {
  readonly A: Matrix<Rational>;
  readonly U: Matrix<Rational>;
  readonly V: Matrix<Rational>;
  readonly L: Matrix<Rational>;
  readonly J: Matrix<Rational>;
  readonly widths: readonly number[];
}

function shiftOf(given: FlowCase): Shift {
  const { layers } = given.flow;
  const widths = widthsOf(layers);
  const h = layers.length;
  const none = (size: number): Matrix<Rational> => I(size).map(() => zero);
  const bases = (side: 'U' | 'V'): Matrix<Rational>[] => layers.map((_, at) => basisOf(given, side, at + 1));
  const of = (k: number, blocks: readonly Matrix<Rational>[]): Matrix<Rational> =>
    blockShift(rationalField, k, blocks, widths);
  return {
    A: adjacencyMatrix(rationalField, layers),
    U: of(0, [none(widths[0]!), ...bases('U')]),
    V: of(0, [...bases('V'), none(widths[h]!)]),
    L: of(1, coresOf(given)),
    J: of(
      0,
      widths.map((width, i) => (i === 0 || i === h ? none(width) : I(width))),
    ),
    widths,
  };
}

const pow = (a: Matrix<Rational>, k: number): Matrix<Rational> =>
  k === 0 ? I(a.rows) : Array.from({ length: k - 1 }, () => a).reduce((b, c) => times(b, c), a);
const powers = (given: FlowCase): number[] => given.flow.layers.map((_, at) => at + 1);
const same = (a: Matrix<Rational>, b: Matrix<Rational>): boolean => minus(a, b).data.every(isZero);

const mixed = fc.oneof(aligned, chainArbitrary({ kind: 'unaligned', maxDepth: 4, maxWidth: 2 }));

const equivalentForm = (fits: (given: FlowCase) => boolean): Judge<FlowCase> =>
  isSo(given => {
    const { U, V, J } = shiftOf(given);
    const whole = same(times(T(V), U), J);
    return { quantity: 'VᵀU = J and V_{i+1}ᵀU_i = I', isSo: whole === fits(given), reason: `VᵀU = J: ${whole}` };
  });
const layerwise = (given: FlowCase): boolean =>
  given.flow.layers.slice(1).every((_, at) => {
    const product = times(T(basisOf(given, 'V', at + 2)), basisOf(given, 'U', at + 1));
    return same(product, I(product.rows));
  });

const definitions = surveyClaim({
  ...SECTION,
  section: '5',
  id: 'sec-5:aligned-layer-by-layer',
  title: 'VᵀU = J is the same as V_{i+1}ᵀU_i = I for all i',
  place: 'section 5, first bullet',
  statement: String.raw`V^\top U=J\iff V_{i+1}^\top U_i=I,\;i=1,\dots,h-1`,
  cases: mixed,
  judge: equivalentForm(layerwise),
  wrong: { always: equivalentForm(() => true) },
});

const diagonalAny = chainArbitrary({ kind: 'diagonal', signs: 'any', maxDepth: 3, maxWidth: 2, widths: 'equal' });

/** A mode of diagonal layers is U_iλ_iU_{i−1} with signs U_0 = U_h = 1: λ_i ≥ 0 is possible unless the product is negative. */
const decoupledValues = (anySign: boolean): Judge<FlowCase> =>
  isSo(given => {
    const products = modesOf(given).map(productOf);
    const ok = products.every(product => product.sign() >= 0);
    return {
      quantity: 'products of the modes',
      isSo: anySign || ok,
      reason: `they are ${products.join(', ')}; with U_h = V_1 = I singular values ≥ 0 give none below 0`,
      shown: new Matrix(products.length, 1, products),
    };
  });
const signedCores: Judge<FlowCase> = exactly(given => {
  const { A, L } = shiftOf(given);
  return [['A with U = V = I', L, A]];
});

const special = surveyClaim({
  ...SECTION,
  section: '5',
  id: 'sec-5:diagonal-is-decoupled',
  title: 'Block-shift diagonal networks are a special case of decoupled ones',
  place: 'section 5, after the bullets',
  grade: 'wording',
  note: 'With singular values ≥ 0 a decoupled network has modes whose products are not negative: a scalar layer of −1 is diagonal and not decoupled. With diagonal Λ_i of any sign, as the sections on it use, the sentence holds; order is not asked for.',
  statement: String.raw`W_i\text{ diagonal}\;\Rightarrow\;A=U\Lambda V^\top\text{ decoupled},\ \Lambda_i\ge0`,
  cases: diagonalAny,
  judge: decoupledValues(false),
  fair: {
    statement: String.raw`W_i\text{ diagonal}\;\Rightarrow\;A=U\Lambda V^\top\text{ decoupled},\ \Lambda_i\text{ diagonal}`,
    judge: signedCores,
  },
  corrected: {
    statement: String.raw`W_i\text{ diagonal}\;\Rightarrow\;A=U\Lambda V^\top\text{ decoupled},\ \Lambda_i\text{ diagonal of any sign}`,
    judge: signedCores,
  },
  wrong: { 'singular values alone': decoupledValues(false) },
});

const productIs = (swap: boolean): Judge<FlowCase> =>
  exactly(given => {
    const h = given.flow.layers.length;
    const L = mapOfLayers(rationalField, coresOf(given));
    const [left, right] = [basisOf(given, 'U', h), basisOf(given, 'V', 1)];
    return [
      [
        'W_{1:h}',
        swap ? times(T(left), L, right) : times(left, L, T(right)),
        mapOfLayers(rationalField, given.flow.layers),
      ],
    ];
  });

const svdOfProduct = surveyClaim({
  ...SECTION,
  id: 'sec-5.1:svd-of-the-product',
  title: 'The decomposition of the product of aligned layers',
  place: 'section 5.1, first paragraph',
  statement: String.raw`W_{1:h}=U_h\Lambda_{1:h}V_1^\top`,
  cases: aligned,
  judge: productIs(false),
  wrong: { 'transposed bases': productIs(true) },
});

const powersAre = (stated: (shift: Shift, k: number) => Matrix<Rational>): Judge<FlowCase> =>
  exactly(given => {
    const shift = shiftOf(given);
    return powers(given).map(k => [`A^${k}`, stated(shift, k), pow(shift.A, k)] as const);
  });

const prop29 = surveyClaim({
  ...SECTION,
  id: 'prop-29',
  title: 'Powers of an aligned A have its singular vectors and powers of its block-shift singular values',
  place: 'proposition 29',
  statement: String.raw`A^k=U\Lambda^kV^\top\qquad k=1,\dots,h`,
  cases: aligned,
  judge: powersAre(({ U, V, L }, k) => times(U, pow(L, k), T(V))),
  wrong: {
    'the power of the layers before': powersAre(({ U, V, L }, k) => times(U, pow(L, k - 1), T(V))),
    'V on the left': powersAre(({ U, V, L }, k) => times(V, pow(L, k), T(U))),
  },
});

const needsAlignment = surveyClaim({
  ...SECTION,
  id: 'sec-5.1:powers-of-other-networks',
  title: 'For a general A decomposition and powers do not go together',
  place: 'section 5.1, second paragraph',
  note: 'Judged where they could not by chance: layers of full rank with V_2ᵀU_1 not diagonal.',
  statement: String.raw`V^\top U\ne J\;\Rightarrow\;A^2\ne U\Lambda^2V^\top`,
  hypotheses: [
    condition(
      'not aligned, nothing zero',
      'some V_{i+1}ᵀU_i ≠ I, and no diagonal entry of the Λ is zero',
      given =>
        !layerwise(given) &&
        coresOf(given).every(core =>
          core.data.every((entry, at) => at % core.cols !== Math.floor(at / core.cols) || !isZero(entry)),
        ),
    ),
  ],
  cases: chainArbitrary({ kind: 'unaligned', minDepth: 2, maxDepth: 3, maxWidth: 2, widths: 'equal' }),
  judge: isSo(given => {
    const { A, U, V, L } = shiftOf(given);
    return {
      quantity: 'A² and UΛ²Vᵀ',
      isSo: !same(pow(A, 2), times(U, pow(L, 2), T(V))),
      reason: 'compared entry by entry',
    };
  }),
  wrong: { 'they do': powersAre(({ U, V, L }, k) => times(U, pow(L, k), T(V))) },
});

const chain = (first: number): Judge<FlowCase> =>
  exactly(given => {
    const { A, U, V, L, J, widths } = shiftOf(given);
    const cores = coresOf(given);
    const h = cores.length;
    const LJ = times(L, J);
    const none = cores[0]!.map(() => zero);
    const product = (from: number, to: number): Matrix<Rational> =>
      from > to ? I(widths[from - 1]!) : mapOfLayers(rationalField, cores.slice(from - 1, to));
    return [
      ['ΛJ', blockShift(rationalField, 1, [none, ...cores.slice(1)], widths), LJ],
      ...powers(given)
        .filter(k => k >= first)
        .flatMap((k): ExactSides => {
          const blocks = Array.from({ length: h + 2 - k }, (_, at) =>
            at === 0 ? Matrix.generate(widths[k - 1]!, widths[0]!, () => zero) : product(at + 1, at + k - 1),
          );
          return [
            [`(ΛJ)^${k - 1}`, blockShift(rationalField, k - 1, blocks, widths), pow(LJ, k - 1)],
            [`A^${k}`, times(U, pow(LJ, k - 1), L, T(V)), pow(A, k)],
          ];
        }),
    ];
  });

const prop29Proof = surveyClaim({
  ...SECTION,
  id: 'prop-29:proof-powers-of-lambda-j',
  title: 'The powers of ΛJ in the proof',
  place: 'proof of proposition 29',
  grade: 'missing hypothesis',
  note: 'For k = 1 the power is I, whose first block is not 0; from k = 2 on the blocks are as printed. A comma between the first two blocks of the last line is missing. The proposition is true for k = 1 too.',
  statement: String.raw`(\Lambda J)^{k-1}=\operatorname{blk}_{k-1}(0,\Lambda_{2:k},\dots,\Lambda_{h+2-k:h})\qquad k=1,\dots,h`,
  cases: aligned,
  judge: chain(1),
  narrowed: {
    statement: String.raw`(\Lambda J)^{k-1}=\operatorname{blk}_{k-1}(0,\Lambda_{2:k},\dots,\Lambda_{h+2-k:h})\qquad k=2,\dots,h`,
    judge: chain(2),
  },
  wrong: { 'for k = 1 too': chain(1) },
});

/** P_i of the hidden layers: turned by the basis of the case and sheared where it is not to be orthogonal. */
function changeOf(given: FlowCase, isOrthogonal: boolean): Matrix<Rational>[] {
  const { widths } = shiftOf(given);
  return widths.map((width, i) => {
    if (i === 0 || i === widths.length - 1) return I(width);
    const U = T(basisOf(given, 'U', i)).map((entry, _row, col) => (col === 0 ? entry.neg() : entry));
    // With its first column doubled it is invertible still, and orthogonal no longer.
    return isOrthogonal ? U : U.map((entry, _row, col) => (col === 0 ? entry.mul(Rational.of(2)) : entry));
  });
}

const staysAligned = (isOrthogonal: boolean): Judge<FlowCase> =>
  exactly(given => {
    const { A, U, V, L, J, widths } = shiftOf(given);
    const P = blockShift(rationalField, 0, changeOf(given, isOrthogonal), widths);
    const [PU, PV] = [times(P, U), times(P, V)];
    return [
      ['V′ᵀU′', J, times(T(PV), PU)],
      ['U′ΛV′ᵀ', times(PU, L, T(PV)), times(P, A, T(P))],
    ];
  });

const prop30 = surveyClaim({
  ...SECTION,
  id: 'prop-30',
  title: 'An orthogonal change of hidden bases keeps a network aligned',
  place: 'proposition 30 and its proof',
  statement: String.raw`A'=PAP^\top,\;P\in\mathcal P_{\mathcal O}\;\Rightarrow\;A'=U'\Lambda V'^\top,\;V'^\top U'=J`,
  cases: chainArbitrary({ kind: 'aligned', minDepth: 2, maxDepth: 4, maxWidth: 2 }),
  judge: staysAligned(true),
  wrong: { 'by any change of basis': staysAligned(false) },
});

const ORDER = 4;

/** Of t, …, t^ORDER in the commutators of W_iW_iᵀ and W_{i+1}ᵀW_{i+1}: the first coefficient that is not zero, and one that is where all are. */
function movingCommutator(start: Flow): Matrix<Rational> {
  const series = flowSeries(start, ORDER);
  const gram = (of: readonly Matrix<Rational>[], k: number, outer: boolean): Matrix<Rational> =>
    Array.from({ length: k + 1 }, (_, l) =>
      outer ? times(of[l]!, T(of[k - l]!)) : times(T(of[l]!), of[k - l]!),
    ).reduce((a, b) => plus(a, b));
  const commutator = (i: number, k: number): Matrix<Rational> =>
    Array.from({ length: k + 1 }, (_, l) => {
      const [a, b] = [gram(series[i]!, l, true), gram(series[i + 1]!, k - l, false)];
      return minus(times(a, b), times(b, a));
    }).reduce((a, b) => plus(a, b));
  let still = commutator(0, 1);
  for (let i = 0; i + 1 < series.length; i++) {
    for (let k = 1; k <= ORDER; k++) {
      still = commutator(i, k);
      if (still.data.some(entry => !isZero(entry))) return still;
    }
  }
  return still;
}

const alignmentIs = (lost: boolean): Judge<FlowCase> =>
  isSo(given => {
    const found = movingCommutator(given.flow);
    const isLost = found.data.some(entry => !isZero(entry));
    return {
      quantity: 'commutator of W_iW_iᵀ and W_{i+1}ᵀW_{i+1}, a coefficient of its series in t',
      isSo: isLost === lost,
      reason: isLost ? 'it does not stay zero' : `it is zero to t^${ORDER}`,
      shown: found,
    };
  });

const squareAligned = chainArbitrary({
  kind: 'aligned',
  minDepth: 2,
  maxDepth: 3,
  minOutputs: 2,
  maxWidth: 2,
  widths: 'equal',
});
/** 2-1-1 and 2-2-2: with one hidden unit W_1 turns and nothing has to align. */
const narrowAligned = chainArbitrary({ kind: 'aligned', minDepth: 2, maxDepth: 2, maxWidth: 2 }).map(given => {
  const [W1, W2] = given.flow.layers;
  if (W1!.rows > 1 || W1!.cols < 2) return given;
  const V1 = basisOf(given, 'V', 1);
  return { ...given, flow: flow({ layers: [W1!, W2!], sigmaYX: given.flow.sigmaYX }), extra: { ...given.extra, V1 } };
});

/** W_iW_iᵀ leaves the eigenvectors of C_i at once: [d/dt W_iW_iᵀ, C_i] ≠ 0 for some i. */
const turnsAtOnce = condition(
  'turns at once',
  'd/dt W_iW_iᵀ does not commute with C_i for some i',
  ({ flow: start }) => {
    const C = balances(rationalField, start.layers);
    const slopes = velocity(start);
    return C.some((law, i) => {
      const half = times(slopes[i]!, T(start.layers[i]!));
      const moving = plus(half, T(half));
      return !same(times(moving, law), times(law, moving));
    });
  },
);

const prop31Aligned = surveyClaim({
  ...SECTION,
  id: 'prop-31:aligned-is-not-preserved',
  title: 'The flow does not preserve alignment',
  place: 'proposition 31, first bullet',
  note: 'There are aligned starts that lose it: judged on those where W_iW_iᵀ leaves the eigenvectors of the conserved C_i at once.',
  statement: String.raw`A(0)\text{ aligned}\not\Rightarrow A(t)\text{ aligned}`,
  hypotheses: [turnsAtOnce],
  cases: squareAligned,
  judge: alignmentIs(true),
  wrong: { 'it does': alignmentIs(false) },
});

const notDecoupled = condition(
  'singular vectors move',
  'some Ẇ_i is not diagonal in the singular vectors of W_i, and the laws have distinct eigenvalues',
  given => {
    const slopes = velocity(given.flow);
    const moves = slopes.some((slope, at) => {
      const turned = times(T(basisOf(given, 'U', at + 1)), slope, basisOf(given, 'V', at + 1));
      return turned.data.some((entry, k) => Math.floor(k / turned.cols) !== k % turned.cols && !isZero(entry));
    });
    const cores = coresOf(given);
    const distinct = cores.slice(1).every((next, i) => {
      const core = cores[i]!;
      const at = (m: Matrix<Rational>, k: number): Rational =>
        k < Math.min(m.rows, m.cols) ? m.at(k, k).mul(m.at(k, k)) : zero;
      const laws = Array.from({ length: core.rows }, (_, k) => at(core, k).sub(at(next, k)).toString());
      return new Set(laws).size === laws.length;
    });
    return moves && distinct;
  },
);

const prop31Proof = surveyClaim({
  ...SECTION,
  id: 'prop-31:proof-distinct-laws',
  title: 'Where singular vectors move and C_i has distinct eigenvalues, the network is no longer aligned',
  place: 'proof of proposition 31, first part',
  grade: 'missing hypothesis',
  note: 'The vectors that move may be V_1 and U_h alone: with one hidden unit (2-1-1) C_1 is a number, W_1 turns towards the task, and the network stays aligned. What is needed is that W_iW_iᵀ leaves the eigenvectors of C_i for some i.',
  statement: String.raw`A(0)\text{ aligned},\ U_i^\top\dot W_iV_i\text{ not diagonal},\ C_i\text{ with }d_i\text{ eigenvalues}\;\Rightarrow\;A(t)\text{ not aligned}`,
  hypotheses: [notDecoupled],
  cases: fc.oneof(
    narrowAligned,
    narrowAligned.filter(({ flow: { layers } }) => layers[0]!.rows === 1 && layers[0]!.cols > 1),
  ),
  judge: alignmentIs(true),
  narrowed: { hypotheses: [notDecoupled, turnsAtOnce] },
  wrong: { 'it stays aligned': alignmentIs(false) },
});

const changeToNearDiagonal = (given: FlowCase): Matrix<Rational>[] => {
  const h = given.flow.layers.length;
  return given.flow.layers.map((layer, at) => {
    const left = at + 1 === h ? layer : times(T(basisOf(given, 'U', at + 1)), layer);
    return at === 0 ? left : times(left, basisOf(given, 'U', at));
  });
};

const nearDiagonal = (outer: boolean): Judge<FlowCase> =>
  exactly(given => {
    const cores = coresOf(given);
    const h = cores.length;
    return changeToNearDiagonal(given).map((truth, at) => {
      const right = at === 0 && outer ? times(cores[at]!, T(basisOf(given, 'V', 1))) : cores[at]!;
      return [`W′${at + 1}`, at + 1 === h && outer ? times(basisOf(given, 'U', h), right) : right, truth] as const;
    });
  });

const deeper = chainArbitrary({ kind: 'aligned', minDepth: 2, maxDepth: 4, maxWidth: 2 });

const eq53 = surveyClaim({
  ...SECTION,
  id: 'eq-53',
  title: 'An aligned network in the bases of its hidden layers is nearly diagonal',
  place: 'equation 53',
  statement: String.raw`P^\top AP=\operatorname{blk}_1(\Lambda_1V_1^\top,\Lambda_2,\dots,\Lambda_{h-1},U_h\Lambda_h)`,
  cases: deeper,
  judge: nearDiagonal(true),
  wrong: { 'diagonal at the ends too': nearDiagonal(false) },
});

const ratesOfNear = (outer: boolean): Judge<FlowCase> =>
  exactly(given => {
    const layers = changeToNearDiagonal(given);
    const truth = velocity({ ...given.flow, layers });
    const cores = coresOf(given);
    const h = cores.length;
    const widths = widthsOf(layers);
    const [Uh, V1] = [basisOf(given, 'U', h), basisOf(given, 'V', 1)];
    const product = (from: number, to: number): Matrix<Rational> =>
      from > to ? I(widths[from - 1]!) : mapOfLayers(rationalField, cores.slice(from - 1, to));
    const left = minus(times(T(Uh), given.flow.sigmaYX, V1), product(1, h));
    return truth.map((slope, at) => {
      const i = at + 1;
      const inner = times(T(product(i + 1, h)), left, T(product(1, i - 1)));
      const right = outer && i === 1 ? times(inner, T(V1)) : inner;
      return [`Ẇ${i}`, outer && i === h ? times(Uh, right) : right, slope] as const;
    });
  });

const eq54 = surveyClaim({
  ...SECTION,
  id: 'eq-54',
  title: 'The velocities of the nearly diagonal network',
  place: 'equation 54, second equality',
  grade: 'wrong constant or sign',
  note: 'Right for 1 < i < h. For i = 1 a factor V_1ᵀ on the right is missing, for i = h a factor U_h on the left, since these layers hold them: with two scalars and V_1 = −1 the sign is wrong.',
  statement: String.raw`\dot W_i=\Lambda_{i+1:h}^\top(U_h^\top\Sigma V_1-\Lambda_{1:h})\Lambda_{1:i-1}^\top`,
  cases: deeper,
  judge: ratesOfNear(false),
  corrected: {
    statement: String.raw`\dot W_i=\Lambda_{i+1:h}^\top(U_h^\top\Sigma V_1-\Lambda_{1:h})\Lambda_{1:i-1}^\top,\ \text{times }V_1^\top\text{ for }i=1,\ U_h\text{ times it for }i=h`,
    judge: ratesOfNear(true),
  },
  wrong: { 'as printed': ratesOfNear(false) },
});

const lawInBasis = (factor: number): Judge<FlowCase> =>
  exactly(given => {
    const cores = coresOf(given);
    return balances(rationalField, given.flow.layers).map((law, i) => {
      const U = basisOf(given, 'U', i + 1);
      const inner = minus(times(cores[i]!, T(cores[i]!)), times(T(cores[i + 1]!), cores[i + 1]!));
      return [
        `C${i + 1}`,
        times(U, inner, T(U)).map(entry => entry.mul(Rational.of(factor))),
        law.map(entry => entry.neg()),
      ] as const;
    });
  });

const eigenOfLaw = surveyClaim({
  ...SECTION,
  id: 'prop-31:proof-eigenvectors-of-the-laws',
  title: 'The conserved C_i of an aligned network in the basis of its singular vectors',
  place: 'proof of proposition 31, second display',
  statement: String.raw`C_i=U_i(\Lambda_i\Lambda_i^\top-\Lambda_{i+1}^\top\Lambda_{i+1})U_i^\top`,
  cases: deeper,
  judge: lawInBasis(1),
  wrong: { 'of the other sign': lawInBasis(-1) },
});

const decoupled = chainArbitrary({ kind: 'decoupled', maxDepth: 4, maxWidth: 2 });

const offDiagonals = (withOuter: boolean): Judge<FlowCase> =>
  exactly(given => {
    const series = flowSeries(given.flow, ORDER);
    return series.flatMap(
      (coefficients, at): ExactSides =>
        coefficients.slice(1).map((coefficient, k) => {
          const [U, V] = [basisOf(given, 'U', at + 1), basisOf(given, 'V', at + 1)];
          const turned = withOuter ? coefficient : times(T(U), coefficient, V);
          const off = turned.map((entry, i, j) => (i === j ? zero : entry));
          return [
            `W${at + 1} in the bases of the start, coefficient of t^${k + 1} off the diagonal`,
            off.map(() => zero),
            off,
          ];
        }),
    );
  });

const prop31Decoupled = surveyClaim({
  ...SECTION,
  id: 'prop-31:decoupled-is-preserved',
  title: 'The flow preserves decoupling',
  place: 'proposition 31, second bullet',
  note: 'The singular vectors of the start stay; values may come to change their order, which is not asked for.',
  statement: String.raw`A(0)\text{ decoupled}\;\Rightarrow\;A(t)\text{ decoupled for all }t`,
  cases: decoupled,
  judge: offDiagonals(false),
  wrong: { 'the layers themselves are diagonal': offDiagonals(true) },
});

const lawsStayZero = (factor: number): Judge<FlowCase> =>
  exactly(given => {
    const series = flowSeries(given.flow, ORDER);
    return series.slice(1).flatMap(
      (next, i): ExactSides =>
        Array.from({ length: ORDER + 1 }, (_, k) => {
          const sum = Array.from({ length: k + 1 }, (__, l) =>
            minus(
              times(series[i]![l]!, T(series[i]![k - l]!)),
              times(T(next[l]!), next[k - l]!).map(entry => entry.mul(Rational.of(factor))),
            ),
          ).reduce((a, b) => plus(a, b));
          return [`C${i + 1}, coefficient of t^${k}`, sum.map(() => zero), sum];
        }),
    );
  });

const prop31Balanced = surveyClaim({
  ...SECTION,
  id: 'prop-31:0-balanced-is-preserved',
  title: 'The flow preserves 0-balance',
  place: 'proposition 31, third bullet',
  restsOn: ['prop-6:any-depth'],
  statement: String.raw`W_i(0)W_i(0)^\top=W_{i+1}(0)^\top W_{i+1}(0)\;\Rightarrow\;W_i(t)W_i(t)^\top=W_{i+1}(t)^\top W_{i+1}(t)`,
  cases: balancedChains,
  judge: lawsStayZero(1),
  wrong: { 'twice the second': lawsStayZero(2) },
});

const prop32Sides = (stated: 'Λ' | 'A'): Judge<FlowCase> =>
  exactly(given => {
    const { A, L, widths } = shiftOf(given);
    const h = given.flow.layers.length;
    const P = blockShift(
      rationalField,
      0,
      widths.map((width, i) => (i === 0 || i === h ? I(width) : basisOf(given, 'U', i))),
      widths,
    );
    return [['A', times(P, stated === 'Λ' ? L : A, T(P)), A]];
  });

const prop32 = surveyClaim({
  ...SECTION,
  section: '5.2',
  id: 'prop-32',
  title: 'A decoupled network is Λ in the bases of its hidden layers',
  place: 'proposition 32',
  note: 'The proof prints A = PAPᵀ, which can be a Λ lost in the extraction, and is not counted.',
  statement: String.raw`A=P\Lambda P^\top,\qquad P=\operatorname{blk}_0(I,U_1,\dots,U_{h-1},I)\in\mathcal P_{\mathcal O}`,
  cases: decoupled,
  judge: prop32Sides('Λ'),
  wrong: { 'A itself': prop32Sides('A') },
});

const equivariant = (withTurn: boolean): Judge<FlowCase> =>
  exactly(given => {
    const own = flowSeries(given.flow, ORDER);
    const core = flowSeries({ ...given.flow, layers: coresOf(given) }, ORDER);
    return own.flatMap(
      (coefficients, at): ExactSides =>
        coefficients.map((coefficient, k) => {
          const stated = core[at]![k]!;
          const turned = withTurn ? times(basisOf(given, 'U', at + 1), stated, T(basisOf(given, 'V', at + 1))) : stated;
          return [`W${at + 1}, coefficient of t^${k}`, turned, coefficient];
        }),
    );
  });

const prop32Flow = surveyClaim({
  ...SECTION,
  section: '5.2',
  id: 'prop-32:equivariant-flow',
  title: 'The flow of a decoupled network is that of Λ in the same bases',
  place: 'proposition 32 and the display of its proof',
  statement: String.raw`A(t)=P\Lambda(t)P^\top,\qquad\dot A=P\dot\Lambda P^\top`,
  cases: decoupled,
  judge: equivariant(true),
  wrong: { 'the flow of Λ itself': equivariant(false) },
});

/** P holds a basis for each of the h − 1 hidden layers. */
const otherP = (last: number): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => [
    ['number of hidden bases in P', Math.max(0, last + layers.length - 1), layers.length - 1],
  ]);

const prop32Bases = surveyClaim({
  ...SECTION,
  section: '5.2',
  id: 'prop-32:proof-other-form-of-p',
  title: 'P in terms of the right singular vectors',
  place: 'proof of proposition 32',
  grade: 'sizes and notation',
  note: 'Since U_i = V_{i+1} the last of them is V_h, and not V_{h−1}: as printed P has a basis less than there are hidden layers, and its sizes do not fit.',
  statement: String.raw`P=\operatorname{blk}_0(I,V_2,\dots,V_{h-1},I)`,
  cases: chainArbitrary({ kind: 'decoupled', minDepth: 2, maxDepth: 4, maxWidth: 2 }),
  judge: otherP(-1),
  fair: { statement: String.raw`P=\operatorname{blk}_0(I,V_2,\dots,V_h,I)`, judge: otherP(0) },
  corrected: { statement: String.raw`P=\operatorname{blk}_0(I,V_2,\dots,V_h,I)`, judge: otherP(0) },
  wrong: { 'as printed': otherP(-1) },
});

const anyBasis = (isOrthogonal: boolean, keeps: boolean): Judge<FlowCase> =>
  isSo(given => {
    const P = changeOf(given, isOrthogonal);
    const apply = (layers: readonly Matrix<Rational>[]): Matrix<Rational>[] =>
      layers.map((layer, at) => times(P[at + 1]!, layer, inverse(rationalField, P[at]!)));
    const [moved, turned] = [
      velocity({ ...given.flow, layers: apply(given.flow.layers) }),
      apply(velocity(given.flow)),
    ];
    const found = moved.every((layer, at) => same(layer, turned[at]!));
    return {
      quantity: 'the flow in changed bases',
      isSo: found === keeps,
      reason: found ? 'it is the changed flow' : 'it is another one',
    };
  });

const notAnyBasis = surveyClaim({
  ...SECTION,
  section: '5.2',
  id: 'sec-5.2:not-any-change-of-basis',
  title: 'Not any constant change of basis preserves the form of the flow, orthogonal ones do',
  place: 'section 5.2, first paragraph',
  note: 'Judged for orthogonal changes of hidden bases; the wrong version takes one that is not.',
  statement: String.raw`P\in\mathcal P_{\mathcal O}\;\Rightarrow\;\tfrac{d}{dt}(PAP^{-1})=P\dot AP^{-1}`,
  cases: chainArbitrary({ kind: 'aligned', minDepth: 2, maxDepth: 3, maxWidth: 2 }),
  judge: anyBasis(true, true),
  wrong: { 'any other preserves it': anyBasis(false, true) },
});

export const sec51Aligned: readonly Claim<FlowCase>[] = [
  definitions,
  special,
  svdOfProduct,
  prop29,
  needsAlignment,
  prop29Proof,
  prop30,
  prop31Aligned,
  prop31Proof,
  eq53,
  eq54,
  eigenOfLaw,
  prop31Decoupled,
  prop31Balanced,
  prop32,
  prop32Flow,
  prop32Bases,
  notAnyBasis,
];
