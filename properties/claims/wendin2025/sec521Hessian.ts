import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { isPositiveSemidefinite } from '../../../src/numbers/isPositiveSemidefinite.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { T, times } from '../_exact.ts';
import { exactly, isSo } from '../_exactly.ts';
import { condition, isZero, modesOf, othersOf, productOf, zerosIn } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { columns } from './_columns.ts';
import { critical, diagonalFlow, modesArbitrary } from './_criticalModes.ts';
import { hessianOn } from './_descent.ts';

// The Hessian of the whole network along its diagonal weights, from the loss itself; what is printed for its blocks is compared with that. The
// blocks of modes with no, one, two and more zeros differ, and all of them are among the points.

const SECTION = { section: '5.2.1', topic: 'Hessian of diagonal networks' } as const;
const points = modesArbitrary({ maxDepth: 4, maxModes: 2 });
const zero = Rational.ZERO;

/** The Hessian along the diagonal weights, mode by mode (ξ_•). */
function restricted({ flow }: FlowCase): Matrix<Rational> {
  const modes = flow.sigmaYX.rows;
  const directions = Array.from({ length: modes }, (_, j) =>
    flow.layers.map((___, i) =>
      flow.layers.map((layer, at) =>
        layer.map((__, row, col) => (at === i && row === j && col === j ? Rational.ONE : zero)),
      ),
    ),
  ).flat();
  return hessianOn(flow, directions);
}

function blockOf(full: Matrix<Rational>, j: number, depth: number): Matrix<Rational> {
  return full.slice(j * depth, (j + 1) * depth, j * depth, (j + 1) * depth);
}

const sigmaOf = ({ flow }: FlowCase, j: number): Rational => flow.sigmaYX.at(j, j);

const blocksAre = (
  stated: (mode: readonly Rational[], sigma: Rational) => Matrix<Rational>,
  counts: (mode: readonly Rational[], sigma: Rational) => boolean = () => true,
): Judge<FlowCase> =>
  exactly(given => {
    const full = restricted(given);
    return modesOf(given).flatMap((mode, j) =>
      counts(mode, sigmaOf(given, j))
        ? [[`Hessian of mode ${j + 1}`, stated(mode, sigmaOf(given, j)), blockOf(full, j, mode.length)] as const]
        : [],
    );
  });

/** vvᵀ. */
function square(v: readonly Rational[]): Matrix<Rational> {
  const column = columns([v], v.length);
  return times(column, T(column));
}

/** The second derivatives of the product of a mode: the products of all but two weights, and 0 on the diagonal. */
function ofProduct(mode: readonly Rational[]): Matrix<Rational> {
  return Matrix.generate(mode.length, mode.length, (k, l) =>
    k === l ? zero : productOf(mode.filter((_, i) => i !== k && i !== l)),
  );
}

const combined = (mode: readonly Rational[], factor: Rational, from = square(othersOf(mode))): Matrix<Rational> => {
  const second = ofProduct(mode);
  return from.map((entry, k, l) => entry.add(factor.mul(second.at(k, l))));
};

const eq57 = surveyClaim({
  ...SECTION,
  id: 'eq-57',
  title: 'The Hessian of the loss of a mode',
  place: 'equation 57',
  statement: String.raw`\nabla^2\mathcal L_j=\bar\xi_{\bullet,j}\bar\xi_{\bullet,j}^\top+(\hat\xi_j-\sigma_j)\nabla^2\hat\xi_j`,
  cases: points,
  judge: blocksAre((mode, sigma) => combined(mode, productOf(mode).sub(sigma))),
  wrong: {
    'the other sign': blocksAre((mode, sigma) => combined(mode, sigma.sub(productOf(mode)))),
    'weights instead of partial products': blocksAre((mode, sigma) =>
      combined(mode, productOf(mode).sub(sigma), square(mode)),
    ),
    'the first part alone': blocksAre(mode => square(othersOf(mode))),
  },
});

const offBlocks = (inside: boolean): Judge<FlowCase> =>
  exactly(given => {
    const full = restricted(given);
    const depth = given.flow.layers.length;
    const off = full.map((entry, k, l) =>
      (Math.floor(k / depth) === Math.floor(l / depth)) === inside ? entry : zero,
    );
    return [['the Hessian off its blocks', off.map(() => zero), off]];
  });

const blockDiagonal = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:hessian-is-block-diagonal',
  title: 'Along the diagonals the Hessian is block-diagonal, one block a mode',
  place: 'section 5.2.1, before equation 57',
  statement: String.raw`\frac{\partial^2\mathcal L}{\partial\xi_{\bullet,j}\,\partial\xi_{\bullet,\ell}}=0\qquad j\ne\ell`,
  cases: modesArbitrary({ maxDepth: 3, minModes: 2, maxModes: 3 }),
  judge: offBlocks(false),
  wrong: { 'zero in the blocks': offBlocks(true) },
});

const semidefinite = (blocks: (all: readonly boolean[]) => boolean): Judge<FlowCase> =>
  isSo(given => {
    const full = restricted(given);
    const parts = modesOf(given).map((mode, j) => isPositiveSemidefinite(blockOf(full, j, mode.length)));
    const whole = isPositiveSemidefinite(full);
    return {
      quantity: 'the Hessian along the diagonals',
      isSo: whole === blocks(parts),
      reason: `positive semidefinite: ${whole}; its blocks: ${parts.join(', ')}`,
      shown: full,
    };
  });

const iffAllBlocks = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:semidefinite-by-blocks',
  title: 'The Hessian along the diagonals is positive semidefinite if and only if all its blocks are',
  place: 'section 5.2.1, after equation 57',
  statement: String.raw`\nabla^2_{\xi_\bullet}\mathcal L\succeq0\iff\nabla^2_{\xi_{\bullet,j}}\mathcal L_j\succeq0\text{ for all }j`,
  cases: points,
  judge: semidefinite(all => all.every(Boolean)),
  wrong: {
    'if one of them is': semidefinite(all => all.some(Boolean)),
    always: semidefinite(() => true),
  },
});

const isLearned = (mode: readonly Rational[], sigma: Rational): boolean => productOf(mode).equals(sigma);

const learned = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:hessian-of-learned-mode',
  title: 'The Hessian of a mode that is learned',
  place: 'section 5.2.1, after equation 57',
  restsOn: ['eq-57'],
  grade: 'sizes and notation',
  note: 'Printed with ξ, without the bar that (57) has; the bar may be lost in the extraction. One scalar layer of 2 at σ = 2 tells them apart: the Hessian of ½(2 − w)² is 1 and not 4. That it is positive semidefinite is true either way.',
  statement: String.raw`\hat\xi_j^*=\sigma_j\;\Rightarrow\;\nabla^2\mathcal L_j=\xi^*_{\bullet,j}\xi_{\bullet,j}^{*\top}\succeq0`,
  hypotheses: [critical],
  cases: points,
  judge: blocksAre(mode => square(mode), isLearned),
  corrected: {
    statement: String.raw`\hat\xi_j^*=\sigma_j\;\Rightarrow\;\nabla^2\mathcal L_j=\bar\xi^*_{\bullet,j}\bar\xi_{\bullet,j}^{*\top}\succeq0`,
    judge: blocksAre(mode => square(othersOf(mode)), isLearned),
  },
  wrong: {
    'of the other modes too': blocksAre(mode => square(othersOf(mode))),
    'twice that': blocksAre(mode => square(othersOf(mode)).map(entry => entry.add(entry)), isLearned),
  },
});

const unlearned =
  (least: number, most = Number.POSITIVE_INFINITY) =>
  (mode: readonly Rational[]) =>
    zerosIn(mode) >= least && zerosIn(mode) <= most;

const nothing = (mode: readonly Rational[]): Matrix<Rational> => square(mode).map(() => zero);

const manyZeros = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:more-than-two-zeros',
  title: 'Where more than two weights of a mode are zero its Hessian vanishes',
  place: 'section 5.2.1, after equation 57',
  note: 'The products that are printed for the second derivatives of the mode’s product are those off the diagonal; on it they are 0 anyway.',
  restsOn: ['eq-57'],
  statement: String.raw`\#\{i:\xi^*_{i,j}=0\}>2\;\Rightarrow\;\nabla^2\hat\xi_j=0,\;\nabla^2\mathcal L_j=0`,
  hypotheses: [critical],
  cases: modesArbitrary({ minDepth: 3, maxDepth: 5, maxModes: 2 }),
  judge: blocksAre(nothing, unlearned(3)),
  wrong: { 'with two zeros too': blocksAre(nothing, unlearned(2)) },
});

/** (ξ̂ − σ) ∏ of the others (e_ke_lᵀ + e_le_kᵀ), with the product of the others to a power. */
const pairBlock =
  (sign: number, power = 1) =>
  (mode: readonly Rational[], sigma: Rational): Matrix<Rational> => {
    const rest = productOf(mode.filter(weight => !isZero(weight)));
    const value = productOf(mode)
      .sub(sigma)
      .mul(Rational.of(sign))
      .mul(power === 1 ? rest : rest.mul(rest));
    return Matrix.generate(mode.length, mode.length, (k, l) =>
      k !== l && isZero(mode[k]!) && isZero(mode[l]!) ? value : zero,
    );
  };

const twoZeros = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:exactly-two-zeros',
  title: 'Where exactly two weights of a mode are zero its Hessian is one symmetric pair of entries',
  place: 'section 5.2.1, after equation 57',
  restsOn: ['eq-57'],
  statement: String.raw`\nabla^2\mathcal L_j=(\hat\xi_j^*-\sigma_j)\bigl(e_ke_\ell^\top+e_\ell e_k^\top\bigr)\prod_{i\ne k,\ell}\xi^*_{i,j}`,
  hypotheses: [critical],
  cases: points,
  judge: blocksAre(pairBlock(1), unlearned(2, 2)),
  wrong: {
    'the other sign': blocksAre(pairBlock(-1), unlearned(2, 2)),
    'the squared product': blocksAre(pairBlock(1, 2), unlearned(2, 2)),
    'more zeros too': blocksAre((mode, sigma) => pairBlock(1)(mode, sigma), unlearned(2)),
  },
});

/** H(e_k ± e_l) = ±μ(e_k ± e_l), μ = factor·(ξ̂ − σ)∏. */
const eigen = (factor: number): Judge<FlowCase> =>
  exactly(given => {
    const full = restricted(given);
    return modesOf(given).flatMap((mode, j) => {
      if (!unlearned(2, 2)(mode)) return [];
      const zeros = mode.flatMap((weight, i) => (isZero(weight) ? [i] : []));
      const rest = productOf(mode.filter(weight => !isZero(weight)));
      const mu = productOf(mode).sub(sigmaOf(given, j)).mul(rest).mul(Rational.of(factor));
      return [1, -1].map(sign => {
        const v = columns(
          [mode.map((_, i) => Rational.of(i === zeros[0] ? 1 : i === zeros[1] ? sign : 0))],
          mode.length,
        );
        const stated = v.map(entry => entry.mul(mu).mul(Rational.of(sign)));
        return [
          `Hessian of mode ${j + 1} times e_k ${sign > 0 ? '+' : '−'} e_l`,
          stated,
          times(blockOf(full, j, mode.length), v),
        ] as const;
      });
    });
  });

const eigenvalues = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:eigenvalues-of-two-zeros',
  title: 'With exactly two zeros e_k + e_l and e_k − e_l are eigenvectors, of two eigenvalues of either sign',
  place: 'section 5.2.1, after equation 57',
  restsOn: ['sec-5.2.1:exactly-two-zeros'],
  statement: String.raw`\nabla^2\mathcal L_j\,(e_k\pm e_\ell)=\pm(\hat\xi_j^*-\sigma_j)\prod_{i\ne k,\ell}\xi^*_{i,j}\,(e_k\pm e_\ell)`,
  hypotheses: [critical],
  cases: points,
  judge: eigen(1),
  wrong: { exchanged: eigen(-1), 'half of them': eigen(0.5) },
});

const hasPair = condition('exactly two zeros in a mode', 'some mode has exactly two weights that are zero', given =>
  modesOf(given).some(unlearned(2, 2)),
);

const strict = (isStrict: boolean): Judge<FlowCase> =>
  isSo(given => {
    const full = restricted(given);
    const negative = !isPositiveSemidefinite(full);
    return {
      quantity: 'the Hessian along the diagonals',
      isSo: negative === isStrict,
      reason: negative ? 'it has a negative eigenvalue' : 'it has none',
      shown: full,
    };
  });

const saddlesAreStrict = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:two-zeros-are-strict',
  title: 'All saddle points with exactly two zeros in a mode are strict',
  place: 'section 5.2.1, after equation 57',
  restsOn: ['sec-5.2.1:eigenvalues-of-two-zeros'],
  statement: String.raw`\#\{i:\xi^*_{i,j}=0\}=2\text{ for some }j\;\Rightarrow\;\nabla^2_{\xi_\bullet}\mathcal L\not\succeq0`,
  hypotheses: [critical, hasPair],
  cases: points,
  judge: strict(true),
  wrong: { 'none of them is': strict(false) },
});

const onlyMany = condition(
  'no pair of zeros',
  'each mode is learned or has more than two weights that are zero, and one has',
  given =>
    modesOf(given).every((mode, j) => isLearned(mode, sigmaOf(given, j)) || zerosIn(mode) > 2) &&
    modesOf(given).some(mode => zerosIn(mode) > 2),
);

const nonStrict = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:more-zeros-are-non-strict',
  title: 'Where all modes are learned or have more than two zeros, the saddle point is non-strict along the diagonals',
  place: 'section 5.2.1, after equation 57',
  restsOn: ['sec-5.2.1:more-than-two-zeros', 'sec-5.2.1:hessian-of-learned-mode'],
  note: 'Signatures other than {1, …, r} are among the points: there are non-strict saddle points of the restricted Hessian that minimise no rank-constrained problem, as the text goes on.',
  statement: String.raw`\hat\xi_j^*=\sigma_j\ \text{or}\ \#\{i:\xi^*_{i,j}=0\}>2\text{ for all }j\;\Rightarrow\;\nabla^2_{\xi_\bullet}\mathcal L\succeq0`,
  hypotheses: [critical, onlyMany],
  cases: modesArbitrary({ minDepth: 3, maxDepth: 4, minModes: 1, maxModes: 2 }),
  judge: strict(false),
  wrong: { 'they are strict': strict(true) },
});

/** Two modes of 3 layers and more, the first of which has only zeros and the second is learned: signature {2}. */
const signatureTwo = modesArbitrary({ minDepth: 3, maxDepth: 4, minModes: 2, maxModes: 2 }).map(given => {
  const sigmas = [0, 1].map(j => sigmaOf(given, j));
  const weights = modesOf(given)[0]!.map(weight => (isZero(weight) ? Rational.ONE : weight));
  const last = sigmas[1]!.div(productOf(weights.slice(0, -1)));
  return { ...given, flow: diagonalFlow([weights.map(() => zero), [...weights.slice(0, -1), last]], sigmas) };
});

/** W_1 + ε in the row of mode 2, column of mode 1, W_h + ε in the row of mode 1, column of mode 2, in the scale of the layers between. */
function crossing({ flow }: FlowCase, share: Rational) {
  return flow.layers.map((layer, at) => {
    const isFirst = at === 0;
    if (!isFirst && at !== flow.layers.length - 1) return layer.map(() => zero);
    return layer.map((_, row, col) =>
      isFirst ? (row === 1 && col === 0 ? share : zero) : row === 0 && col === 1 ? Rational.ONE : zero,
    );
  });
}

const lowest = (along: 'diagonals' | 'all'): Judge<FlowCase> =>
  isSo(given => {
    const full = restricted(given);
    const sign = productOf(modesOf(given)[1]!.slice(1, -1));
    // Of ½‖Σ − W‖² along the crossing direction the terms in ε²: ½(w_1 w_m)² + ½(s w_h w_m)² − s w_m σ_1, w_m the product of the layers between.
    const [first, last] = [modesOf(given)[1]![0]!, modesOf(given)[1]!.at(-1)!];
    const share = first.abs().div(last.abs()).mul(Rational.of(sign.sign()));
    const value = hessianOn(given.flow, [crossing(given, share)]).at(0, 0);
    const [diagonal, other] = [isPositiveSemidefinite(full), value.sign() < 0];
    return {
      quantity: 'the Hessian at a point of signature {2}',
      isSo: along === 'all' ? diagonal && other : diagonal && !other,
      reason: `along the diagonals it is ${diagonal ? '' : 'not '}positive semidefinite; along a direction off them its form is ${value}`,
    };
  });

const hiddenDirection = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:strict-only-off-the-diagonals',
  title:
    'A saddle point can be non-strict along the diagonals while a direction that is not diagonal shows it to be strict',
  place: 'section 5.2.1, after equation 57, on remark 22 and the direction of proposition 21',
  statement: String.raw`\mathcal S=\{2\}\ne\{1\}:\quad\nabla^2_{\xi_\bullet}\mathcal L\succeq0,\quad\exists\,V\notin\mathcal A^{\mathrm{diag}}:\mathfrak h(A^*,V)<0`,
  hypotheses: [critical],
  cases: signatureTwo,
  judge: lowest('all'),
  wrong: { 'non-strict in all directions': lowest('diagonals') },
});

export const sec521Hessian: readonly Claim<FlowCase>[] = [
  eq57,
  blockDiagonal,
  iffAllBlocks,
  learned,
  manyZeros,
  twoZeros,
  eigenvalues,
  saddlesAreStrict,
  nonStrict,
  hiddenDirection,
];
