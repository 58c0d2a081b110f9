import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Inertia } from '../../../src/numbers/inertia.ts';
import { inverse } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { minus, plus } from '../_exact.ts';
import { type ExactSide, exactly, exactlyOrdered, failsWithoutValue, isSo } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import {
  anyCriticalPoints,
  complementOf,
  criticalPointCases,
  inBases,
  nearDiagonal,
  signatureOf,
} from './_criticalPoints.ts';
import { hessianInertia, learned } from './_landscape.ts';
import { family, isZero, type M, network, networkOf, range, rational, squared, total } from './_network.ts';
import { isCritical, loss } from './_variations.ts';

/** Small enough for a Hessian of a dozen weights. */
const small = { maxDepth: 3, maxWidth: 2 } as const;
const points = criticalPointCases();

const learnedTask = (Sigma: M, S: readonly number[]): M =>
  Sigma.map((entry, i) => (S.includes(i) ? entry : Rational.ZERO));

const productOfA1 = (stated: (Sigma: M, S: readonly number[]) => M) =>
  exactly(given => {
    const { Sigma, d, h } = networkOf(given);
    const S = signatureOf(given);
    const one = network(nearDiagonal(d, Sigma, S), Sigma);
    return [['W_(1:h) of A_1', stated(Sigma, S), one.product(1, h)]];
  });

const eq32 = surveyClaim({
  id: 'eq-32',
  topic: 'Loss landscape',
  section: '4.4',
  title: 'The near-diagonal A_1 is in the fibre of Φ* = blk_h(U_SU_SᵀΣ)',
  place: 'equation 32',
  note: 'For h ≥ 2.',
  statement: String.raw`A_1^h=\mathrm{blk}_h(U_SU_S^\top\Sigma)`,
  cases: points,
  judge: productOfA1(learnedTask),
  wrong: {
    'the task': productOfA1(Sigma => Sigma),
    'what is not learned': productOfA1((Sigma, S) => minus(Sigma, learnedTask(Sigma, S))),
  },
});

const criticalIf = (layers: (given: FlowCase) => readonly M[]) =>
  isSo(given => {
    const flow = { ...given.flow, layers: layers(given) };
    const { product, h, Sigma } = network(flow.layers, flow.sigmaYX);
    const isThere = isZero(minus(product(1, h), learnedTask(Sigma, signatureOf(given))));
    return {
      isSo: isThere && isCritical(flow),
      quantity: 'gradient and product at A',
      reason: `the product is ${isThere ? '' : 'not '}that of Φ*, the gradient ${isCritical(flow) ? '' : 'not '}0`,
    };
  });

const sufficient = surveyClaim({
  id: 'eq-33:sufficient',
  topic: 'Loss landscape',
  section: '4.4',
  title: 'P(A_1 + Z)P⁻¹ with two of the Z_i zero is a critical point of the fibre',
  place: 'equation 33 and the sentences after it',
  note: 'Without the zeros it need not be one: in 1-1-1 with r = 0 the weights (1, 0) have the product 0 and are not critical, as the text says.',
  statement: String.raw`Z_i=Z_j=0,\ i\ne j\;\Rightarrow\;P(A_1+Z)P^{-1}\text{ is critical}`,
  cases: points,
  judge: criticalIf(({ flow }) => flow.layers),
  wrong: {
    'all of Z is 1': criticalIf(given => {
      const { W } = networkOf(given);
      return W.map(layer => layer.map(entry => entry.add(Rational.ONE)));
    }),
    'without A_1': criticalIf(given => family(given, 'Z')),
  },
});

/**
 * Bases in which a point of product SΣ is A_1 + Z: the columns of P_i are W_(1:i)e_k/σ_k for k in S and a basis of the null space of U_SᵀW_(i+1:h), its rows of the
 * signature.
 */
function basesOf(given: FlowCase, S: readonly number[]): M[] {
  const { product, h, d, Sigma } = networkOf(given);
  return range(1, h - 1).map(i => {
    const [forth, back] = [product(1, i), product(i + 1, h)];
    const rows = Matrix.generate(S.length, d[i]!, (a, j) => back.at(S[a]!, j));
    const others = nullSpace(rows);
    return Matrix.generate(d[i]!, d[i]!, (row, col) =>
      col < S.length ? forth.at(row, S[col]!).div(Sigma.at(S[col]!, S[col]!)) : others[col - S.length]![row]!,
    );
  });
}

/** A basis of the x with Ax = 0, from the reduced echelon form. */
function nullSpace(A: M): Rational[][] {
  const rows = range(0, A.rows - 1).map(i => range(0, A.cols - 1).map(j => A.at(i, j)));
  const pivots: number[] = [];
  for (const col of range(0, A.cols - 1)) {
    const at = rows.findIndex((row, i) => i >= pivots.length && row[col]!.sign() !== 0);
    if (at < 0) continue;
    const own = pivots.length;
    [rows[own], rows[at]] = [rows[at]!, rows[own]!];
    const lead = rows[own]![col]!;
    rows[own] = rows[own]!.map(entry => entry.div(lead));
    rows.forEach((row, i) => {
      if (i !== own) rows[i] = row.map((entry, j) => entry.sub(row[col]!.mul(rows[own]![j]!)));
    });
    pivots.push(col);
  }
  return range(0, A.cols - 1)
    .filter(free => !pivots.includes(free))
    .map(free =>
      range(0, A.cols - 1).map(j => {
        const pivot = pivots.indexOf(j);
        return j === free ? Rational.ONE : pivot < 0 ? Rational.ZERO : rows[pivot]![free]!.neg();
      }),
    );
}

/** P⁻¹AP less A_1 where Z has no entries, and the product of the layers of Z: all 0. */
const inTheForm = (signature: (given: FlowCase) => readonly number[], withoutZ = false): Judge<FlowCase> =>
  failsWithoutValue(
    exactly(given => {
      const { d, Sigma, h } = networkOf(given);
      const S = signature(given);
      const own = inBases(
        given.flow.layers,
        basesOf(given, S).map(P => inverse(rationalField, P)),
      );
      const free = complementOf(d, S, () => (withoutZ ? Rational.ZERO : Rational.ONE));
      const rest = nearDiagonal(d, Sigma, S).map((layer, j) => minus(own[j]!, layer));
      const outside = rest.map((layer, j) =>
        layer.map((entry, row, col) => (free[j]!.at(row, col).sign() === 0 ? entry : Rational.ZERO)),
      );
      const product = network(rest, Sigma).product(1, h);
      return [
        ...outside.map(
          (layer, j): ExactSide => [`layer ${j + 1} of P⁻¹AP − A_1 − Z`, layer.map(() => Rational.ZERO), layer],
        ),
        ['Z_(1:h)', product.map(() => Rational.ZERO), product],
      ];
    }),
  );

const necessary = surveyClaim({
  id: 'eq-33:necessary',
  topic: 'Loss landscape',
  section: '4.4',
  title: 'Every critical point is P(A_1 + Z)P⁻¹',
  place: 'equation 33 and the sentences around it, as a necessary condition',
  restsOn: ['prop-14.3.a'],
  note: 'Bases P are found for each point: the first r columns of P_i are images of learned inputs, the others what the layers above make 0 in learned outputs. It is the product SΣ that is needed, not that the gradient is 0: so the form describes the whole fibre. For h ≥ 2; half of the points are found by a search over whole weights.',
  statement: String.raw`\nabla\mathcal L(A^*)=0\;\Rightarrow\;\exists P\in\mathcal P,Z:\ A^*=P(A_1+Z)P^{-1},\ Z_{1:h}=0`,
  cases: anyCriticalPoints({ minDepth: 2, maxDepth: 4, maxWidth: 2 }),
  judge: inTheForm(given => learned(given) ?? []),
  wrong: {
    'with nothing learned': inTheForm(() => []),
    'with all values learned': inTheForm(({ flow }) => range(0, flow.sigmaYX.rows - 1)),
    'without Z': inTheForm(given => learned(given) ?? [], true),
  },
});

const zeroBlocks = (given: FlowCase): number => {
  const Z = family(given, 'Z');
  return Z.filter(isZero).length;
};

/** Three blocks of rank r and the others of at least that, at P = I. */
const threeOfRankR = (given: FlowCase): boolean => {
  const r = signatureOf(given).length;
  const ranks = networkOf(given).W.map(layer => rank(rationalField, layer));
  return ranks.filter(found => found === r).length >= 3 && ranks.every(found => found >= r);
};

/** Points at which Z_1 adds rows that A_1 has already. */
const repeatedRows = fc
  .tuple(criticalPointCases({ minDepth: 3, zeroBlocks: 3, bases: false }), fc.nat(1))
  .map(([given, repeats]): FlowCase => {
    const { d, Sigma, W } = networkOf(given);
    const S = signatureOf(given);
    const Z = family(given, 'Z');
    if (repeats === 0 || S.length === 0) return given;
    const rows = Z[0]!.map((entry, i, j) => (i >= S.length ? Sigma.at(S[0]!, j) : entry));
    const zeros = Z.map((block, j) => (j === 0 ? rows : block.map(() => Rational.ZERO)));
    const layers = nearDiagonal(d, Sigma, S).map((layer, j) => plus(layer, zeros[j]!));
    return W.length < 3
      ? given
      : {
          ...given,
          flow: { ...given.flow, layers },
          extra: { ...given.extra, ...Object.fromEntries(zeros.map((block, j) => [`Z${j + 1}`, block])) },
        };
  });

const withoutFirst = (given: FlowCase): number =>
  family(given, 'Z').filter((block, j) => j === 0 || isZero(block)).length;

const countOfZeros = (count: (given: FlowCase) => number) =>
  exactlyOrdered(given => [[count(given), '>=', 3, 'blocks Z_i that are zero']]);

const threeZeroBlocks = surveyClaim({
  id: 'sec-4.4:three-zero-blocks',
  topic: 'Loss landscape',
  section: '4.4',
  title: 'Three blocks of rank r and no block of less imply that three of the Z_i are 0',
  place: 'section 4.4, after proposition 18',
  grade: 'missing hypothesis',
  note:
    'Rows of Z_1 that are multiples of rows of U_SᵀΣ do not raise the rank of the first block, so that Z_1 need not be 0; a change of basis ' +
    'takes them away, and then the sentence is right. Of all other blocks the rank is r + rank Z_i.',
  statement: String.raw`\mathrm{rank}\,W_i=r\text{ for three }i,\ \ge r\text{ for all}\;\Rightarrow\;\#\{i:Z_i=0\}\ge3`,
  cases: repeatedRows,
  judge: countOfZeros(zeroBlocks),
  hypotheses: [
    {
      name: 'three blocks of rank r',
      meaning: 'rank W_i = r for three i, no block of lower rank, P = I',
      holds: threeOfRankR,
    },
  ],
  narrowed: {
    statement: String.raw`\mathrm{rank}\,W_i=r\text{ for three }i,\ \mathrm{row}(Z_1)\cap\mathrm{row}(U_S^\top\Sigma)=0\;\Rightarrow\;\#\{i:Z_i=0\}\ge3`,
    hypotheses: [
      {
        name: 'three blocks of rank r',
        meaning: 'rank W_i = r for three i, no block of lower rank, P = I',
        holds: threeOfRankR,
      },
      {
        name: 'Z_1 adds no row of A_1',
        meaning: 'rank W_1 = r + rank Z_1',
        holds: given =>
          rank(rationalField, networkOf(given).W[0]!) ===
          signatureOf(given).length + rank(rationalField, family(given, 'Z')[0]!),
      },
    ],
  },
  wrong: {
    'four of them': exactlyOrdered(given => [[zeroBlocks(given), '>=', 4, 'blocks Z_i that are zero']]),
    'Z_1 and three more': countOfZeros(given => withoutFirst(given) - 1),
  },
});

const isMinimum = (says: (value: Rational) => boolean) =>
  isSo(given => {
    const value = loss(given.flow);
    return { isSo: says(value), quantity: 'loss', reason: `it is ${value}` };
  });

const globalMinima = surveyClaim({
  id: 'prop-18.1',
  topic: 'Loss landscape',
  section: '4.4',
  title: 'With r = d_y the critical points are global minima',
  place: 'proposition 18, part 1',
  note: 'U_Q has no columns then.',
  statement: String.raw`r=d_y\;\Rightarrow\;\mathcal L(A^*)=0`,
  cases: criticalPointCases({ rank: 'full' }),
  judge: isMinimum(value => value.sign() === 0),
  wrong: { 'of a loss above 0': isMinimum(value => value.sign() > 0) },
});

const eigenvalues = (says: (found: Inertia) => boolean) =>
  isSo(given => {
    const found = hessianInertia(given.flow);
    return {
      isSo: says(found),
      quantity: 'negative eigenvalues of the Hessian',
      reason: `${found.positive} positive, ${found.zero} zero, ${found.negative} negative`,
      shown: found.negative,
    };
  });

const strict = surveyClaim({
  id: 'prop-18.2.a',
  topic: 'Loss landscape',
  section: '4.4',
  title: 'Critical points that have not learned the first r singular values are strict saddles',
  place: 'proposition 18, part 2(a)',
  note: 'The signs of all eigenvalues of the Hessian, exactly. “Any A* of the fibre” can only mean its critical points.',
  statement: String.raw`\mathcal S\ne\{1,\dots,r\}\;\Rightarrow\;\nabla^2\mathcal L(A^*)\text{ has a negative eigenvalue}`,
  cases: criticalPointCases({ ...small, signature: 'not-first' }),
  judge: eigenvalues(({ negative }) => negative > 0),
  wrong: {
    'none is negative': eigenvalues(({ negative }) => negative === 0),
    'three are negative': eigenvalues(({ negative }) => negative > 2),
  },
});

/** ‖R − Σ‖² of matrices of rank ≤ r, beside that of the first r modes. */
const bestOfRank = (kept: (S: readonly number[], dy: number) => readonly number[]) =>
  isSo(given => {
    const { Sigma, dy, dx } = networkOf(given);
    const S = signatureOf(given);
    const r = S.length;
    const own = squared(minus(Sigma, learnedTask(Sigma, kept(S, dy))));
    const tried = range(1, 6).map(k => {
      const left = range(0, dy * r - 1).map(i => rational(((i * k + k) % 5) - 2, 2));
      const right = range(0, dx * r - 1).map(i => rational(((i * k * 2 + 1) % 7) - 3, 2));
      const U = Sigma.map((_, i, j) => total(range(0, r - 1).map(l => left[i * r + l]!.mul(right[l * dx + j]!))));
      return plus(learnedTask(Sigma, S), U).map((entry, i, j) => (k % 2 === 0 ? U.at(i, j) : entry));
    });
    const modes = range(0, dy - 1).map(i =>
      learnedTask(
        Sigma,
        range(0, dy - 1).filter(j => (j + i) % dy < r),
      ),
    );
    const allowed = [...tried, ...modes].filter(R => rank(rationalField, R) <= r);
    const best = allowed.map(R => squared(minus(Sigma, R))).reduce((a, b) => (a.compare(b) < 0 ? a : b));
    return {
      isSo: own.compare(best) <= 0,
      quantity: '‖R − Σ‖²',
      reason: `${own} for Φ*, ${best} for the best of ${allowed.length} others`,
    };
  });

const implicitRegularizer = surveyClaim({
  id: 'prop-18.2.b',
  topic: 'Loss landscape',
  section: '4.4',
  title: 'With the first r singular values learned Φ* is the best approximation of rank r',
  place: 'proposition 18, part 2(b)',
  note: 'Beside matrices of rank at most r: those of r other singular values, and products of fractions.',
  statement: String.raw`\mathcal S=\{1,\dots,r\}\;\Rightarrow\;\Phi^*=\mathrm{blk}_h\Big(\operatorname*{argmin}_{\mathrm{rank} R\le r}\|R-\Sigma\|_F^2\Big)`,
  cases: criticalPointCases({ signature: 'first', rank: 'deficient' }),
  judge: bestOfRank(S => S),
  wrong: {
    'the last singular values': bestOfRank((S, dy) => range(dy - S.length, dy - 1)),
    'one fewer': bestOfRank(S => S.slice(1)),
  },
});

const tightened = criticalPointCases({ ...small, minDepth: 3, signature: 'first', rank: 'deficient', zeroBlocks: 3 });

const nonStrict = surveyClaim({
  id: 'prop-18.2.b:ii',
  topic: 'Loss landscape',
  section: '4.4',
  title: 'Tightened critical points with the first r singular values learned are non-strict saddles',
  place: 'proposition 18, part 2(b)ii; proposition 23',
  note: 'By the sufficient condition that the text gives for “tightened”: three of the Z_i are 0. The definition is not in the text.',
  restsOn: ['prop-14.2.b'],
  statement: String.raw`A^*\text{ tightened}\;\Rightarrow\;\nabla^2\mathcal L(A^*)\succeq0`,
  cases: tightened,
  judge: eigenvalues(({ negative }) => negative === 0),
  wrong: {
    strict: eigenvalues(({ negative }) => negative > 0),
    'positive definite': eigenvalues(({ zero, negative }) => zero + negative === 0),
  },
});

const alwaysTightened = surveyClaim({
  id: 'sec-4.4:near-diagonal-points-are-non-strict',
  topic: 'Loss landscape',
  section: '4.4',
  title: 'A_1 is always tightened, hence always a non-strict saddle when the first r < d_y singular values are learned',
  place: 'section 4.4, last sentence',
  grade: 'missing hypothesis',
  note: 'With two layers A_1 has two blocks only, and is strict: at (0, 0) of 1-1-1 the Hessian has the eigenvalues ±σ.',
  statement: String.raw`\mathcal S=\{1,\dots,r\},\ r<d_y\;\Rightarrow\;\nabla^2\mathcal L(A_1)\succeq0`,
  cases: criticalPointCases({ ...small, signature: 'first', rank: 'deficient' }).map(atNearDiagonal),
  judge: eigenvalues(({ negative }) => negative === 0),
  narrowed: {
    statement: String.raw`h\ge3,\ \mathcal S=\{1,\dots,r\},\ r<d_y\;\Rightarrow\;\nabla^2\mathcal L(A_1)\succeq0`,
    hypotheses: [
      { name: 'at least two hidden layers', meaning: 'h ≥ 3', holds: ({ flow }) => flow.layers.length >= 3 },
    ],
  },
  wrong: { strict: eigenvalues(({ negative }) => negative > 0) },
});

function atNearDiagonal(given: FlowCase): FlowCase {
  const { Sigma, d } = networkOf(given);
  const layers = nearDiagonal(d, Sigma, signatureOf(given));
  return { ...given, flow: { ...given.flow, layers }, extra: { S: given.extra.S! } };
}

export const sec44Parametrisation: readonly Claim<FlowCase>[] = [
  eq32,
  sufficient,
  necessary,
  threeZeroBlocks,
  globalMinima,
  strict,
  implicitRegularizer,
  nonStrict,
  alwaysTightened,
];
