import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { failure } from '../../../src/judge/compare.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { indexInto, table } from '../../arbitraries/table.ts';
import { I, minus, plus, scaled, T, times } from '../_exact.ts';
import { type ExactSide, type ExactSides, exactly, exactlyOrdered } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { criticalPointCases, nearDiagonal, signatureOf } from './_criticalPoints.ts';
import { hessianForm, rho1, rho2 } from './_hessianForm.ts';
import {
  asExtra,
  errorOf,
  family,
  inner,
  isZero,
  type M,
  type Network,
  network,
  networkOf,
  range,
  rational,
  squared,
  sum,
  total,
  tr,
} from './_network.ts';

// The proof is that of A = A_1 + Z, S = {1, …, r}, with Z_i = 0 for i = ℓ_1 < ℓ_2 < ℓ_3; where more of them are 0, the first three are taken.

const ENTRIES = table('1', '0', '-1', '2');
const MOST = 3;

const points = fc
  .tuple(
    criticalPointCases({
      minDepth: 3,
      maxDepth: 4,
      maxWidth: MOST,
      signature: 'first',
      rank: 'deficient',
      zeroBlocks: 3,
      bases: false,
    }),
    fc.array(indexInto(ENTRIES), { minLength: 4 * MOST * MOST, maxLength: 4 * MOST * MOST }),
  )
  .map(([given, entries]): FlowCase => {
    const V = networkOf(given).W.map((layer, j) =>
      layer.map((_, row, col) => ENTRIES[entries[(j * MOST + row) * MOST + col]!]!),
    );
    return { ...given, extra: { ...given.extra, ...asExtra('V', V) } };
  });

interface Point {
  readonly net: Network;
  readonly one: Network;
  readonly Z: Network;
  readonly V: M;
  readonly layers: readonly M[];
  readonly r: number;
  /** ℓ_1, ℓ_3. */
  readonly first: number;
  readonly third: number;
}

function pointOf(given: FlowCase): Point {
  const net = networkOf(given);
  const Z = network(family(given, 'Z'), net.Sigma);
  const zero = range(1, net.h).filter(i => isZero(Z.W[i - 1]!));
  const layers = family(given, 'V');
  const S = signatureOf(given);
  return {
    net,
    one: network(nearDiagonal(net.d, net.Sigma, S), net.Sigma),
    Z,
    V: net.blk(1, layers),
    layers,
    r: S.length,
    first: zero[0]!,
    third: zero[2]!,
  };
}

/** The matrix with ones where i is kept, i < d_y, in the upper left and the lower right block. */
function projection({ net }: Point, isKept: (i: number) => boolean): M {
  const end = net.A.rows - net.dy;
  return Matrix.generate(net.A.rows, net.A.rows, (i, j) =>
    rational(i === j && ((i < net.dy && isKept(i)) || (i >= end && isKept(i - end))) ? 1 : 0),
  );
}

const onto = (point: Point): { readonly S: M; readonly Q: M } => ({
  S: projection(point, i => i < point.r),
  Q: projection(point, i => i >= point.r),
});

const squareEnds: Hypothesis<FlowCase> = {
  name: 'as many inputs as outputs',
  meaning: 'd_x = d_y',
  holds: given => networkOf(given).dx === networkOf(given).dy,
};

const unusedInputs: Hypothesis<FlowCase> = {
  name: 'Z_1 uses no learned input',
  meaning: 'the first r columns of Z_1 are 0',
  holds: given => {
    const r = signatureOf(given).length;
    return family(given, 'Z')[0]!.data.every((entry, k) => entry.sign() === 0 || k % networkOf(given).dx >= r);
  },
};

const at = (of: (point: Point) => ExactSides) => exactly(given => of(pointOf(given)));

const projections = (which: (point: Point) => readonly M[]) =>
  at(point =>
    which(point).map(
      (found, k): ExactSide => [['𝓘_QA_1', 'A_1𝓘_Q', '𝓘_SZ', 'Z𝓘_S'][k]!, found.map(() => Rational.ZERO), found],
    ),
  );

const fourProducts = (point: Point): M[] => {
  const { S, Q } = onto(point);
  return [times(Q, point.one.A), times(point.one.A, Q), times(S, point.Z.A), times(point.Z.A, S)];
};

const proofProjections = surveyClaim({
  id: 'prop-23:proof-projections',
  topic: 'Loss landscape',
  section: '4.5.2',
  title: '𝓘_QA_1 = A_1𝓘_Q = 𝓘_SZ = Z𝓘_S = 0',
  place: 'proof of proposition 23, before equation 36',
  grade: 'missing hypothesis',
  note: 'Equation 33 gives Z_1 d_x columns, the first r of them too: then Z𝓘_S is not 0. The products after equation 40 have d_y − r columns.',
  statement: String.raw`\mathcal I_QA_1=A_1\mathcal I_Q=\mathcal I_SZ=Z\mathcal I_S=0`,
  cases: points,
  judge: projections(fourProducts),
  narrowed: { hypotheses: [unusedInputs] },
  wrong: { 'with S for Q': projections(point => [times(onto(point).S, point.one.A)]) },
});

/** Powers of A_1 + Z as sums of powers of both; `once`: the identity that both have as power 0 counted once. */
const split = (once: boolean) =>
  at(point => {
    const { net, one, Z, V } = point;
    const power = (k: number): M => (k === 0 && once ? I(net.A.rows) : plus(one.power(k), Z.power(k)));
    const stated = sum(range(1, net.h).map(j => times(power(net.h - j), V, power(j - 1))));
    return [['‖ρ_1‖²', squared(stated), squared(rho1(net, V))]];
  });

const eq36 = surveyClaim({
  id: 'eq-36',
  topic: 'Loss landscape',
  section: '4.5.2',
  title: 'The powers of A_1 + Z as sums of powers of both',
  place: 'equation 36; the displays of ρ_1 in the proofs of propositions 20 and 21',
  grade: 'sizes and notation',
  note: 'A_1⁰ + Z⁰ is 2I, (A_1 + Z)⁰ is I: the terms j = 1 and j = h come out doubled. Read fairly the power 0 is counted once.',
  statement: String.raw`\|\rho_1\|_F^2=\Big\|\sum_j(A_1^{h-j}+Z^{h-j})V(A_1^{j-1}+Z^{j-1})\Big\|_F^2`,
  cases: points,
  judge: split(false),
  fair: {
    statement: String.raw`\|\rho_1\|_F^2=\Big\|\sum_j(A_1+Z)^{h-j}V(A_1+Z)^{j-1}\Big\|_F^2,\ (A_1+Z)^k=A_1^k+Z^k\ (k\ge1)`,
    judge: split(true),
  },
  corrected: {
    statement: String.raw`\|\rho_1\|_F^2=\Big\|\sum_j(A_1+Z)^{h-j}V(A_1+Z)^{j-1}\Big\|_F^2,\ (A_1+Z)^k=A_1^k+Z^k\ (k\ge1)`,
    judge: split(true),
  },
  wrong: {
    'powers of A_1 alone': at(({ net, one, V }) => [['‖ρ_1‖²', squared(rho1(one, V)), squared(rho1(net, V))]]),
  },
});

const betweenProjections = (factor: number) =>
  at(point => {
    const { S, Q } = onto(point);
    const both = plus(S, Q);
    const own = rho1(point.net, point.V);
    return [['‖ρ_1‖²', squared(times(both, own, both)).mul(rational(factor)), squared(own)]];
  });

const eq37 = surveyClaim({
  id: 'eq-37',
  topic: 'Loss landscape',
  section: '4.5.2',
  title: '𝓘_S + 𝓘_Q on both sides leaves the norm of ρ_1 what it is',
  place: 'equation 37',
  grade: 'missing hypothesis',
  note: 'It is the identity on d_y inputs only: where d_x > d_y columns of ρ_1 are lost. Σ and A^h have none there, V has.',
  statement: String.raw`\|\rho_1\|_F^2=\|(\mathcal I_S+\mathcal I_Q)\rho_1(\mathcal I_S+\mathcal I_Q)\|_F^2`,
  cases: points,
  judge: betweenProjections(1),
  narrowed: {
    statement: String.raw`d_x=d_y\;\Rightarrow\;\|\rho_1\|_F^2=\|(\mathcal I_S+\mathcal I_Q)\rho_1(\mathcal I_S+\mathcal I_Q)\|_F^2`,
    hypotheses: [squareEnds],
  },
  wrong: { 'twice that': betweenProjections(2) },
});

/** The three norms of equation 38; the last sum begins with j = `from`. */
function threeNorms(point: Point, from: number): Rational[] {
  const { net, one, Z, V, first } = point;
  const { S, Q } = onto(point);
  const { h } = net;
  const part = (left: M, terms: readonly M[], right: M): Rational => squared(times(left, sum(terms), right));
  return [
    part(
      S,
      range(1, h).map(j => times(one.power(h - j), V, one.power(j - 1))),
      S,
    ),
    part(
      S,
      range(1, first).map(j => times(one.power(h - j), V, Z.power(j - 1))),
      Q,
    ),
    part(
      Q,
      range(from, h).map(j => times(Z.power(h - j), V, one.power(j - 1))),
      S,
    ),
  ];
}

const inThreeNorms =
  (from: (point: Point) => number, keep = 3): Judge<FlowCase> =>
  (given, effort) => {
    const point = pointOf(given);
    const least = from(point);
    if (least < 1)
      return {
        ...failure('the last sum', `it begins with j = ${least}, and A_1^(j−1) has no value for j < 1`),
        at: TIMELESS,
      };
    return at(p => [['‖ρ_1‖²', total(threeNorms(p, from(p)).slice(0, keep)), squared(rho1(p.net, p.V))]])(
      given,
      effort,
    );
  };

/** Eight layers of two units, ℓ_3 = 3: the first mode is learned, of the second all layers from 4 on are left. */
const eightLayers = fc.array(indexInto(ENTRIES), { minLength: 9, maxLength: 9 }).map((entries): FlowCase => {
  const h = 8;
  const Sigma = Matrix.generate(2, 2, (i, j) => rational(i === j ? 2 - i : 0));
  const one = nearDiagonal(
    range(0, h).map(() => 2),
    Sigma,
    [0],
  );
  const Z = one.map((layer, k) => layer.map((_, i, j) => rational(k >= 3 && i === 1 && j === 1 ? 1 : 0)));
  const V = one.map((layer, k) =>
    layer.map((_, i, j) =>
      i === 1 && j === 0 ? (k === 2 ? Rational.ONE : ENTRIES[entries[k]!]!) : ENTRIES[entries[h]!]!,
    ),
  );
  return {
    flow: flow({ layers: one.map((layer, k) => plus(layer, Z[k]!)), sigmaYX: Sigma }),
    time: Rational.ZERO,
    extra: {
      S: new Matrix(1, 2, [Rational.ONE, Rational.ZERO]),
      ...asExtra('Z', Z),
      ...asExtra('V', V),
    },
  };
});

const eq38 = surveyClaim({
  id: 'eq-38',
  topic: 'Loss landscape',
  section: '4.5.2',
  title: 'The norm of ρ_1 as three norms',
  place: 'equation 38',
  grade: 'sizes and notation',
  note:
    'The last sum begins with j = h − ℓ_3 − 1; read fairly with j = ℓ_3, as in equation 41. For up to four layers that is below 1, where A_1^(j−1) has no ' +
    'value. Terms with j < ℓ_3 are 0, so that it does no harm where it lies between; with eight layers and ℓ_3 = 3 it is 4, and the term j = 3 is lost: as ' +
    'printed it is judged there. All readings have d_x = d_y and a Z_1 that uses no learned input, which the proof takes for granted.',
  restsOn: ['prop-23:proof-projections', 'eq-37'],
  statement: String.raw`\|\rho_1\|_F^2=\|\cdot\|_F^2+\|\cdot\|_F^2+\Big\|\mathcal I_Q\sum_{j=h-\ell_3-1}^hZ^{h-j}VA_1^{j-1}\mathcal I_S\Big\|_F^2`,
  cases: eightLayers,
  judge: inThreeNorms(({ net, third }) => net.h - third - 1),
  hypotheses: [squareEnds, unusedInputs],
  fair: {
    statement: String.raw`\|\rho_1\|_F^2=\|\cdot\|_F^2+\|\cdot\|_F^2+\Big\|\mathcal I_Q\sum_{j=\ell_3}^hZ^{h-j}VA_1^{j-1}\mathcal I_S\Big\|_F^2`,
    cases: fc.oneof({ arbitrary: points, weight: 9 }, eightLayers),
    judge: inThreeNorms(({ third }) => third),
  },
  corrected: {
    statement: String.raw`\|\rho_1\|_F^2=\|\cdot\|_F^2+\|\cdot\|_F^2+\Big\|\mathcal I_Q\sum_{j=\ell_3}^hZ^{h-j}VA_1^{j-1}\mathcal I_S\Big\|_F^2`,
    cases: fc.oneof({ arbitrary: points, weight: 9 }, eightLayers),
    judge: inThreeNorms(({ third }) => third),
  },
  wrong: {
    'without the last norm': inThreeNorms(({ third }) => third, 2),
    'the first norm alone': inThreeNorms(({ third }) => third, 1),
  },
});

/** Rows and columns of the parts that are learned (below r) and not. */
const lower = (a: M, r: number): M => a.slice(Math.min(r, a.rows), a.rows, Math.min(r, a.cols), a.cols);

/** G of the proof, (d_y − r)×r. */
function G({ net, Z, layers, r, third }: Point): M {
  return sum(
    range(third, net.h).map(k => {
      const V = layers[k - 1]!;
      return times(lower(Z.product(k + 1, net.h), r), V.slice(r, V.rows, 0, r));
    }),
  );
}

/** G̃ of the proof, r×(d_x − r). */
function otherG({ Z, layers, r, first }: Point): M {
  return sum(
    range(1, first).map(j => {
      const V = layers[j - 1]!;
      return times(V.slice(0, r, r, V.cols), lower(Z.product(1, j - 1), r));
    }),
  );
}

const learned = ({ net, r }: Point): M => net.Sigma.slice(0, r, 0, r);
const unlearned = ({ net, r }: Point): M => net.Sigma.slice(r, net.dy, r, net.dx);

const eq41 = surveyClaim({
  id: 'eq-41',
  topic: 'Loss landscape',
  section: '4.5.2',
  title: 'The last norm of equation 38 is ‖GΣ_S‖², the second ‖G̃‖²',
  place: 'equations 41 and 45, the display before them',
  note: 'The last sum from j = ℓ_3; d_x = d_y.',
  restsOn: ['eq-38'],
  statement: String.raw`\Big\|\mathcal I_Q\sum_jZ^{h-j}VA_1^{j-1}\mathcal I_S\Big\|_F^2=\|G\Sigma_S\|_F^2,\quad\Big\|\mathcal I_S\sum_jA_1^{h-j}VZ^{j-1}\mathcal I_Q\Big\|_F^2=\|\tilde G\|_F^2`,
  cases: points,
  judge: normsOfG(1),
  hypotheses: [squareEnds],
  wrong: { 'twice the norms': normsOfG(2) },
});

function normsOfG(factor: number): Judge<FlowCase> {
  return at(point => {
    const [, second, third] = threeNorms(point, point.third);
    return [
      ['‖GΣ_S‖²', squared(times(G(point), learned(point))).mul(rational(factor)), third!],
      ['‖G̃‖²', squared(otherG(point)).mul(rational(factor)), second!],
    ];
  });
}

const sumsOfG = (of: (entry: Rational, sj: Rational, sk: Rational) => Rational) =>
  at(point => {
    const { net, r } = point;
    const sigma = (i: number): Rational => net.Sigma.at(i, i).mul(net.Sigma.at(i, i));
    const terms = G(point).map((entry, k, j) => of(entry, sigma(j), sigma(k + r)));
    return [['‖GΣ_S‖²', total(terms.data), squared(times(G(point), learned(point)))]];
  });

const eq42 = surveyClaim({
  id: 'eq-42',
  topic: 'Loss landscape',
  section: '4.5.2',
  title: '‖GΣ_S‖² as a double sum',
  place: 'equation 42',
  grade: 'wrong constant or sign',
  note: 'The entries of G lack their square, which equation 43 has.',
  statement: String.raw`\|G\Sigma_S\|_F^2=\sum_j\sum_k\sigma_j^2G_{k,j}`,
  cases: points,
  judge: sumsOfG((entry, sj) => sj.mul(entry)),
  corrected: {
    statement: String.raw`\|G\Sigma_S\|_F^2=\sum_j\sum_k\sigma_j^2G_{k,j}^2`,
    judge: sumsOfG((entry, sj) => sj.mul(entry).mul(entry)),
  },
  wrong: {
    'without σ': sumsOfG(entry => entry.mul(entry)),
    'the other σ': sumsOfG((entry, _, sk) => sk.mul(entry).mul(entry)),
  },
});

const eq43 = surveyClaim({
  id: 'eq-43',
  topic: 'Loss landscape',
  section: '4.5.2',
  title: 'The double sum split, with ‖Σ_QᵀG‖² as its second part',
  place: 'equations 43 and 44',
  statement: String.raw`\|G\Sigma_S\|_F^2=\sum_j\sum_k(\sigma_j^2-\sigma_{k+r}^2)G_{k,j}^2+\|\Sigma_Q^\top G\|_F^2`,
  cases: points,
  judge: at(point => {
    const { net, r } = point;
    const sigma = (i: number): Rational => net.Sigma.at(i, i).mul(net.Sigma.at(i, i));
    const rest = total(
      G(point).map((entry, k, j) =>
        sigma(j)
          .sub(sigma(k + r))
          .mul(entry)
          .mul(entry),
      ).data,
    );
    return [
      ['‖GΣ_S‖²', rest.add(squared(times(T(unlearned(point)), G(point)))), squared(times(G(point), learned(point)))],
    ];
  }),
  wrong: {
    'without the second part': sumsOfG((entry, sj, sk) => sj.sub(sk).mul(entry).mul(entry)),
    'a sum for the difference': sumsOfG((entry, sj, sk) => sj.add(sk).mul(entry).mul(entry)),
  },
});

const secondTerm = (factor: number) =>
  at(point => {
    const { net, V } = point;
    return [
      [
        'tr ρ_2(E − A^h)ᵀ',
        tr(times(T(unlearned(point)), G(point), otherG(point))).mul(rational(factor)),
        inner(rho2(net, V), errorOf(net)),
      ],
    ];
  });

const eq46 = surveyClaim({
  id: 'eq-46',
  topic: 'Loss landscape',
  section: '4.5.2',
  title: 'The second term of the Hessian form is tr(Σ_QᵀGG̃)',
  place: 'equations 39, 40 and 46',
  note: 'With Σ_Q of (d_y − r)×(d_x − r): the text has it square, which is the same where d_x = d_y and does not fit elsewhere.',
  statement: String.raw`\mathrm{tr}(\rho_2(E-A^h)^\top)=\mathrm{tr}(\Sigma_Q^\top G\tilde G)`,
  cases: points,
  judge: secondTerm(1),
  wrong: { 'of the other sign': secondTerm(-1), 'twice that': secondTerm(2) },
});

/** V with the blocks of G and G̃ alone: there the bound is nearest to the form. */
const nearTheBound = points.map((given): FlowCase => {
  const { layers, r, first, third } = pointOf(given);
  const kept = layers.map((layer, j) =>
    layer.map((entry, row, col) => {
      const isOfG = j + 1 >= third && row >= r && col < r;
      const isOfOther = j + 1 <= first && row < r && col >= r;
      return isOfG || isOfOther ? entry : Rational.ZERO;
    }),
  );
  return { ...given, extra: { ...given.extra, ...asExtra('V', kept) } };
});

const bound = (factor: number) =>
  exactlyOrdered(given => {
    const point = pointOf(given);
    const least = squared(minus(times(T(unlearned(point)), G(point)), scaled(factor, T(otherG(point)))));
    return [[hessianForm(point.net, point.V), '>=', least, '𝔥(A, V)']];
  });

const finalBound = surveyClaim({
  id: 'prop-23:proof-bound',
  topic: 'Loss landscape',
  section: '4.5.2',
  title: 'The Hessian form is at least ‖Σ_QᵀG − G̃ᵀ‖²',
  place: 'proof of proposition 23, last display',
  restsOn: ['eq-46', 'eq-43'],
  statement: String.raw`\mathfrak h(A,V)\ge\|\Sigma_Q^\top G-\tilde G^\top\|_F^2\ge0`,
  cases: fc.oneof(points, nearTheBound),
  judge: bound(1),
  hypotheses: [unusedInputs],
  wrong: { 'a sum for the difference': bound(-1), 'twice G̃': bound(2) },
});

export const prop23Proof: readonly Claim<FlowCase>[] = [
  proofProjections,
  eq36,
  eq37,
  eq38,
  eq41,
  eq42,
  eq43,
  eq46,
  finalBound,
];
