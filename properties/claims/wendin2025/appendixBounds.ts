import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { adjacencyMatrix } from '../../../src/network/adjacency.ts';
import { balances } from '../../../src/network/balance.ts';
import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { power, product, squaredNorm, trace } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { I, minus, plus, T, times } from '../_exact.ts';
import { type ExactOrder, exactly, exactlyOrdered } from '../_exactly.ts';
import { basisOf, chainArbitrary, condition } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { normBound, polynomialAt } from './_normBound.ts';

// Traces of products of layers. Here C_j = W_{j+1}ᵀW_{j+1} − W_jW_jᵀ: minus the C_j of section 3.2. Inequalities are judged in squares and whole powers,
// where both sides are fractions; equality is reached by scalars and by matrices of rank one, so that a smaller constant fails.

const SECTION = { section: 'A.3', topic: 'Boundedness' } as const;
const cases = chainArbitrary({ signs: 'any', minDepth: 2, maxDepth: 4, maxWidth: 3 });

const map = (layers: readonly Matrix<Rational>[], from: number, to: number, size: number): Matrix<Rational> =>
  from > to ? I(size) : mapOfLayers(rationalField, layers.slice(from - 1, to));
const tr = (a: Matrix<Rational>): Rational => trace(rationalField, a);
const pow = (a: Matrix<Rational>, k: number): Matrix<Rational> =>
  k === 0 ? I(a.rows) : product(rationalField, a, ...Array.from({ length: k - 1 }, () => a));
const raise = (value: Rational, k: number): Rational => power(rationalField, value, k);
const size = (a: Matrix<Rational>): Rational => squaredNorm(rationalField, a);
const sizeOfAll = (layers: readonly Matrix<Rational>[]): Rational => layers.map(size).reduce((a, b) => a.add(b));

/** The three sides of (73) for a layer j, the power in the middle shifted by `shift`. */
const sides = (shift: number, sign: number): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => {
    const h = layers.length;
    const C = balances(rationalField, layers);
    return layers.slice(0, -1).flatMap((layer, at) => {
      const j = at + 1;
      const next = layers[j]!;
      const above = map(layers, j + 1, h, layer.rows);
      const beyond = map(layers, j + 2, h, next.rows);
      const gram = times(T(next), next);
      const inside = pow(
        minus(
          gram,
          C[at]!.map(entry => entry.mul(Rational.of(sign))),
        ),
        j,
      );
      const K = minus(inside, pow(gram, j));
      const high = tr(times(beyond, pow(times(next, T(next)), j + 1 + shift), T(beyond)));
      const truth = tr(times(above, pow(times(layer, T(layer)), j), T(above)));
      return [
        [`the left side of (73) for j = ${j}`, tr(times(above, inside, T(above))), truth],
        [`its last line for j = ${j}`, high.add(tr(times(above, K, T(above)))), truth],
      ] as const;
    });
  });

const eq73 = surveyClaim({
  ...SECTION,
  id: 'eq-73',
  title: 'One step of the reduction of ‖A^h‖² to a power of the last layer',
  place: 'equation 73',
  note: 'C_j is W_{j+1}ᵀW_{j+1} − W_jW_jᵀ in this lemma, minus the C_j of proposition 6.',
  statement: String.raw`\operatorname{tr}(W_{j+1:h}(W_jW_j^\top)^jW_{j+1:h}^\top)=\operatorname{tr}(W_{j+2:h}(W_{j+1}W_{j+1}^\top)^{j+1}W_{j+2:h}^\top)+\operatorname{tr}(W_{j+1:h}K_jW_{j+1:h}^\top)`,
  cases: chainArbitrary({ signs: 'any', minDepth: 2, maxDepth: 4, maxWidth: 2 }),
  judge: sides(0, 1),
  wrong: { 'C_j of proposition 6': sides(0, -1), 'one power less': sides(-1, 1) },
});

/** B and C of a case: a Gram matrix and a square matrix of its size. */
const pairOf = ({ flow: { layers } }: FlowCase): readonly [Matrix<Rational>, Matrix<Rational>] => {
  const [W1, W2] = layers;
  const B = times(W1!, T(W1!));
  return [
    B,
    plus(
      times(T(W2!), W2!),
      B.map((_, i, j) => Rational.of(i - j)),
    ),
  ];
};

const traceBound = (factor: Rational): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const [B, C] = pairOf(given);
    const left = tr(times(B, C));
    return [[left.mul(left), '<=', factor.mul(size(C)).mul(raise(tr(B), 2))]];
  });

const traceInequality = surveyClaim({
  ...SECTION,
  id: 'lemma-37:proof-trace-bound',
  title: '|tr(BC)| ≤ ‖C‖_F tr(B) for B ⪰ 0',
  place: 'appendix A.3, proof of lemma 37',
  note: 'Judged in squares.',
  statement: String.raw`|\operatorname{tr}(BC)|\le\|C\|_F\operatorname{tr}(B)\qquad(B\succeq0)`,
  cases,
  judge: traceBound(Rational.ONE),
  wrong: { 'half of it': traceBound(Rational.of(1, 4)) },
});

const submultiplicative = (factor: Rational): Judge<FlowCase> =>
  exactlyOrdered(({ flow: { layers } }) => {
    const [B, C] = [times(layers[0]!, T(layers[0]!)), times(T(layers[1]!), layers[1]!)];
    return [[tr(times(B, C)), '<=', factor.mul(tr(B)).mul(tr(C))]];
  });

const submultiplicativity = surveyClaim({
  ...SECTION,
  id: 'lemma-37:proof-submultiplicativity',
  title: 'The trace is submultiplicative for positive semidefinite matrices',
  place: 'appendix A.3, proofs of lemmas 37 and 38',
  statement: String.raw`\operatorname{tr}(BC)\le\operatorname{tr}(B)\operatorname{tr}(C)\qquad(B,C\succeq0)`,
  cases,
  judge: submultiplicative(Rational.ONE),
  wrong: { 'half of it': submultiplicative(Rational.of(1, 2)) },
});

/** The chain for j from `first` on: its first inequality, then the second. */
const lowerTerms = (first: number): Judge<FlowCase> =>
  exactlyOrdered(({ flow: { layers } }) => {
    const h = layers.length;
    const all = sizeOfAll(layers);
    return layers.slice(first - 1, -1).flatMap((layer, at): ExactOrder[] => {
      const j = at + first;
      const next = layers[j]!;
      const above = map(layers, j + 1, h, layer.rows);
      const middle = size(above).mul(raise(size(next), j - 1));
      return [
        [size(above).mul(tr(pow(times(T(next), next), j - 1))), '<=', middle],
        [middle, '<=', raise(all, h - 1)],
      ];
    });
  });

const fromTwo = condition(
  'j ≥ 2',
  'there are at least three layers; layer 1 is left out',
  ({ flow }) => flow.layers.length > 2,
);

const lower = surveyClaim({
  ...SECTION,
  id: 'lemma-37:proof-lower-terms',
  title: 'The bound of the lower terms by a power of ‖A‖²',
  place: 'appendix A.3, proof of lemma 37, second display',
  grade: 'missing hypothesis',
  note: 'For j = 1 the power of W_{j+1}ᵀW_{j+1} is I, whose trace is d_1 and not 1: with W_2 = (1, 0) it reads 2 ≤ 1. From j = 2 on it holds; for j = 1 a factor d_1 is missing, which changes constants alone.',
  statement: String.raw`\operatorname{tr}(W_{j+1:h}W_{j+1:h}^\top)\operatorname{tr}((W_{j+1}^\top W_{j+1})^{j-1})\le\|W_{j+1:h}\|_F^2\|W_{j+1}\|_F^{2(j-1)}\le\|A\|_F^{2(h-1)}`,
  cases,
  judge: lowerTerms(1),
  narrowed: { hypotheses: [fromTwo], judge: lowerTerms(2) },
  wrong: {
    'a power less': exactlyOrdered(({ flow: { layers } }) => [
      [raise(size(layers.at(-1)!), 1), '<=', raise(sizeOfAll(layers), layers.length - 2).mul(Rational.of(1, 100))],
    ]),
  },
});

const norms = (exponent: (k: number) => number): Judge<FlowCase> =>
  exactlyOrdered(({ flow: { layers } }) => {
    const A = adjacencyMatrix(rationalField, layers);
    const all = sizeOfAll(layers);
    return layers.flatMap((_, at): ExactOrder[] => {
      const k = at + 1;
      const powers = size(pow(A, k));
      const windows = Array.from({ length: layers.length - k + 1 }, (__, l) => size(map(layers, l + 1, l + k, 1)));
      return [[raise(all, exponent(k)), '>=', powers], ...windows.map((window): ExactOrder => [powers, '>=', window])];
    });
  });

const powersOfNorms = surveyClaim({
  ...SECTION,
  id: 'lemma-37:proof-powers-of-a',
  title: 'Powers of ‖A‖ bound those of A, and these all products of consecutive layers',
  place: 'appendix A.3, proof of lemma 37, after the second display',
  statement: String.raw`\|A\|_F^{2k}\ge\|A^k\|_F^2\ge\|W_{\ell:k+\ell-1}\|_F^2\qquad k=1,\dots,h`,
  cases,
  judge: norms(k => k),
  wrong: { 'a power less': norms(k => k - 1) },
});

/** ‖A‖² against h‖W_h‖² and what the conservation laws add: Σ_j j·tr C_j, in the order of this lemma, with a factor. */
const sumOfNorms = (factor: number): Judge<FlowCase> =>
  exactly(({ flow: { layers } }) => {
    const h = layers.length;
    const last = size(layers.at(-1)!);
    const laws = balances(rationalField, layers).map(tr);
    // ‖W_j‖² = ‖W_{j+1}‖² − tr C_j: each law counts for all layers up to its own.
    const extra = laws.map((law, at) => law.mul(Rational.of(-(at + 1) * factor))).reduce((a, b) => a.add(b));
    return [
      ['‖A‖²', last.mul(Rational.of(h)).add(extra), sizeOfAll(layers)],
      ['tr(W_hW_hᵀ)', sizeOfAll(layers).sub(extra).div(Rational.of(h)), last],
    ];
  });

const sumClaim = surveyClaim({
  ...SECTION,
  id: 'lemma-37:proof-sum-of-norms',
  title: '‖A‖² is h times the squared norm of the last layer and a constant of motion',
  place: 'appendix A.3, proof of lemma 37, fourth display',
  note: 'c_{jh} is not defined in the text; it is read as ‖W_j‖² − ‖W_h‖², the sum of the traces of the laws between.',
  statement: String.raw`\|A\|_F^2=h\operatorname{tr}(W_hW_h^\top)+\tilde c,\qquad\operatorname{tr}(W_hW_h^\top)=\frac{\|A\|_F^2-\tilde c}h`,
  cases,
  judge: sumOfNorms(1),
  wrong: { 'laws of the other sign': sumOfNorms(-1), 'without the laws': sumOfNorms(0) },
});

const upperBound = (factor: Rational): Judge<FlowCase> =>
  exactlyOrdered(({ flow: { layers } }) => [
    [size(mapOfLayers(rationalField, layers)), '<=', factor.mul(raise(sizeOfAll(layers), layers.length))],
  ]);

const upper = surveyClaim({
  ...SECTION,
  id: 'lemma-37:upper-bound',
  title: '‖A^h‖² is at most ‖A‖^{2h}, without any further term',
  place: 'lemma 37, right side of equation 72',
  note: 'q = 0 will do.',
  statement: String.raw`\|A^h\|_F^2\le\|A\|_F^{2h}+q(\|A\|_F^2)`,
  cases: chainArbitrary({ signs: 'any', maxDepth: 4, maxWidth: 3 }),
  judge: upperBound(Rational.ONE),
  wrong: { 'half of it': upperBound(Rational.of(1, 2)) },
});

const below = (factor: Rational): Judge<FlowCase> =>
  exactlyOrdered(({ flow: { layers } }) => {
    const { gamma, p } = normBound(layers);
    const s = sizeOfAll(layers);
    const left = factor.mul(gamma).mul(raise(s, layers.length)).sub(polynomialAt(p, s));
    return [[left, '<=', size(mapOfLayers(rationalField, layers))]];
  });

const scalars = chainArbitrary({ signs: 'any', maxWidth: 1, minDepth: 2, maxDepth: 5 });

const lowerClaim = surveyClaim({
  ...SECTION,
  id: 'lemma-37:lower-bound',
  title: '‖A^h‖² is at least γ‖A‖^{2h} less lower powers with coefficients from the conservation laws',
  place: 'lemma 37, left side of equation 72',
  note: 'Judged for scalars of two to five layers, where γ = h^{−h} and p can be written down; for two and three layers of any widths see lemma-37:lower-bound-of-two-layers and …-of-three-layers; for more the text gives no polynomial to test.',
  statement: String.raw`\gamma\|A\|_F^{2h}-p(\|A\|_F^2)\le\|A^h\|_F^2,\qquad\gamma=h^{-h}`,
  cases: scalars,
  judge: below(Rational.ONE),
  wrong: { 'γ twice as large': below(Rational.of(2)) },
});

/** Half of them orthogonal layers of one size: equality in the leading term. */
const layersOfDepth = (depth: number, maxWidth: number): fc.Arbitrary<FlowCase> =>
  fc.oneof(
    chainArbitrary({ signs: 'any', minDepth: depth, maxDepth: depth, maxWidth }),
    chainArbitrary({ kind: 'unaligned', minDepth: depth, maxDepth: depth, maxWidth, widths: 'equal' }).map(
      (given): FlowCase => ({
        ...given,
        flow: {
          ...given.flow,
          layers: given.flow.layers.map((_, at) => times(basisOf(given, 'U', at + 1), T(basisOf(given, 'V', at + 1)))),
        },
      }),
    ),
  );

const lowerClaimOfTwo = surveyClaim({
  ...SECTION,
  id: 'lemma-37:lower-bound-of-two-layers',
  title: 'The lower bound for two layers of any widths: γ = 1/(4d_y), and p from the conservation law',
  place: 'lemma 37, left side of equation 72, for h = 2',
  restsOn: ['lemma-38'],
  note: 'Equality in the leading term where all singular values of both layers are equal and the law is 0, so that no larger γ will do: half of the cases are such layers.',
  statement: String.raw`\gamma\|A\|_F^4-p(\|A\|_F^2)\le\|A^2\|_F^2,\qquad\gamma=\tfrac1{4d_y}`,
  cases: layersOfDepth(2, 3),
  judge: below(Rational.ONE),
  wrong: { 'γ twice as large': below(Rational.of(2)), 'γ a tenth larger': below(Rational.of(11, 10)) },
});

const lowerClaimOfThree = surveyClaim({
  ...SECTION,
  id: 'lemma-37:lower-bound-of-three-layers',
  title: 'The lower bound for three layers of any widths: γ = 1/(27d_y²), and p from both conservation laws',
  place: 'lemma 37, left side of equation 72, for h = 3, and the display before lemma 38',
  restsOn: ['lemma-38', 'eq-73'],
  note: 'p has degree 2, as stated. Equality in the leading term where all singular values are equal and the laws are 0, so that no larger γ will do: half of the cases are such layers.',
  statement: String.raw`\gamma\|A\|_F^6-p(\|A\|_F^2)\le\|A^3\|_F^2,\qquad\gamma=\tfrac1{27d_y^2}`,
  cases: layersOfDepth(3, 3),
  judge: below(Rational.ONE),
  wrong: { 'γ twice as large': below(Rational.of(2)), 'γ a tenth larger': below(Rational.of(11, 10)) },
});

// Lemma 38.

const EXPONENTS = [2, 3, 4] as const;
const semidefinite = ({ flow: { layers } }: FlowCase): Matrix<Rational> => times(layers[0]!, T(layers[0]!));

const traces = (gamma: (k: number, l: number) => Rational, upperFactor = Rational.ONE): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const B = semidefinite(given);
    return EXPONENTS.flatMap((l): ExactOrder[] => {
      const middle = tr(pow(B, l));
      const whole = raise(tr(B), l);
      return [
        [gamma(B.rows, l).mul(whole), '<=', middle],
        [middle, '<=', whole.mul(upperFactor)],
      ];
    });
  });

const smallest = (k: number, l: number): Rational => raise(Rational.of(k), 1 - l);

const lemma38 = surveyClaim({
  ...SECTION,
  id: 'lemma-38',
  title: 'tr(B^ℓ) lies between γ tr(B)^ℓ and tr(B)^ℓ for B ⪰ 0',
  place: 'lemma 38 and equation 74',
  note: 'With γ = k^{1−ℓ}, as the proof gives it, for ℓ = 2, 3, 4.',
  statement: String.raw`k^{1-\ell}(\operatorname{tr}B)^\ell\le\operatorname{tr}(B^\ell)\le(\operatorname{tr}B)^\ell`,
  cases,
  judge: traces(smallest),
  wrong: {
    'γ = 1': traces(() => Rational.ONE),
    'half as an upper bound': traces(smallest, Rational.of(1, 2)),
    'γ = 2k^{1−ℓ}': traces((k, l) => smallest(k, l).mul(Rational.of(2))),
  },
});

/** Eigenvalues of a case: 100 times the squares of entries of its first layer. */
const eigenvalues = ({ flow: { layers } }: FlowCase): readonly Rational[] =>
  layers[0]!.data.slice(0, layers[0]!.rows).map(entry => raise(entry, 2).mul(Rational.of(100)));

const sum = (values: readonly Rational[]): Rational => values.reduce((a, b) => a.add(b));

/** Both sides of the printed end raised to the power ℓ: Σλ^ℓ ≤ Σλ·k^{ℓ(ℓ−1)}. */
const printedHoelder: Judge<FlowCase> = exactlyOrdered(given => {
  const values = eigenvalues(given);
  return EXPONENTS.map(
    (l): ExactOrder => [
      sum(values.map(value => raise(value, l))),
      '<=',
      sum(values).mul(raise(Rational.of(values.length), l * (l - 1))),
    ],
  );
});

const meantHoelder = (exponent: (l: number) => number): Judge<FlowCase> =>
  exactlyOrdered(given => {
    const values = eigenvalues(given);
    return EXPONENTS.map(
      (l): ExactOrder => [
        raise(sum(values), l),
        '<=',
        sum(values.map(value => raise(value, l))).mul(raise(Rational.of(values.length), exponent(l))),
      ],
    );
  });

const hoelder = surveyClaim({
  ...SECTION,
  id: 'lemma-38:proof-hoelder',
  title: 'What the proof draws from Hölder’s inequality',
  place: 'appendix A.3, proof of lemma 38, last display',
  grade: 'wrong constant or sign',
  note: 'Powers and factors stand on the wrong sides: one eigenvalue 100 and ℓ = 2 give 100 ≤ 10. What follows, and what (74) uses, is (Σλ)^ℓ ≤ k^{ℓ−1}Σλ^ℓ. Judged in ℓ-th powers.',
  statement: String.raw`\Bigl(\sum_i\lambda_i^\ell\Bigr)^{1/\ell}\le\Bigl(\sum_i\lambda_i\Bigr)^{1/\ell}k^{\ell-1}`,
  cases,
  judge: printedHoelder,
  corrected: {
    statement: String.raw`\Bigl(\sum_i\lambda_i\Bigr)^\ell\le\Bigl(\sum_i\lambda_i^\ell\Bigr)k^{\ell-1}`,
    judge: meantHoelder(l => l - 1),
  },
  wrong: { 'a smaller power of k': meantHoelder(l => l - 2), 'as printed': printedHoelder },
});

export const appendixBounds: readonly Claim<FlowCase>[] = [
  eq73,
  traceInequality,
  submultiplicativity,
  lower,
  powersOfNorms,
  sumClaim,
  upper,
  lowerClaim,
  lowerClaimOfTwo,
  lowerClaimOfThree,
  lemma38,
  hoelder,
];
