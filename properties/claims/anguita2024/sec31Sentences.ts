import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { expectationOf, RandomMatrix, type RandomNumber } from '../../../src/moments/randomMatrix.ts';
import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Polynomial } from '../../../src/numbers/polynomial.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { minus, scaled, T, times } from '../_exact.ts';
import { type ExactOrder, type ExactSides, exactly, exactlyOrdered, isSo } from '../_exactly.ts';
import { type End, inQuotients, leadingTerm, limitOf, type Quotient, quotients } from './_quotients.ts';
import {
  at,
  BALANCE,
  balanceOf,
  condition,
  GLOROT,
  gramBelow,
  HE,
  identityTimes,
  LECUN,
  layersIn,
  type M,
  numbersOf,
  SCALED,
  SCHEMES,
  type Scheme,
  type StartJudge,
  type StartNumbers,
  severalUnits,
  startCases,
  startClaim,
  under,
} from './_randomStarts.ts';
import { constant, letter, meanIn } from './sec31Tables.ts';

// What section 3.1 says beside its theorem and its tables.

const num = (value: number): Rational => Rational.of(value);
const square = (value: Rational): Rational => value.mul(value);
const equals = (sides: (numbers: StartNumbers, given: FlowCase) => ExactSides): StartJudge =>
  exactly<FlowCase>(given => sides(numbersOf(given), given));
const ordered = (sides: (numbers: StartNumbers) => readonly ExactOrder[]): StartJudge =>
  exactlyOrdered<FlowCase>(given => sides(numbersOf(given)));
const ones: Pick<StartNumbers, 'n'> = { n: [num(1), num(1), num(1)] };
const halfOf = (value: Rational): Rational => value.div(num(2));
const mean = (scheme: Scheme, numbers: StartNumbers): Rational => at(BALANCE.mean.diagonal, under(scheme, numbers));
/** n_i, n_{i+1}, n_{i+2} and their ratios. */
const withWidths = (numbers: StartNumbers, n: StartNumbers['n']): StartNumbers => ({
  ...numbers,
  n,
  k: n[1].div(n[0]),
  r: n[2].div(n[0]),
});

// What variances depend on.

const UNITS: readonly (readonly [Scheme, (n: StartNumbers['n']) => Rational])[] = [
  [LECUN, n => n[0]],
  [HE, n => n[0]],
  [GLOROT, n => halfOf(n[0].add(n[1]))],
];

/** The variance of a layer is that of the same network with one unit everywhere, over `count`. */
const inverselyTo = (count: (numbers: StartNumbers, units: Rational) => Rational): StartJudge =>
  equals(numbers =>
    UNITS.map(([scheme, units]) => {
      const [alone] = scheme.variances(rationalField, ones.n, numbers.alpha);
      const [variance] = scheme.variances(rationalField, numbers.n, numbers.alpha);
      return [`variance of W_i, ${scheme.name}`, alone.div(count(numbers, units(numbers.n))), variance];
    }),
  );

const byLayers = startClaim({
  id: 'sec-3.1:variance-by-layers',
  title: 'Usual starts have variances inversely proportional to the number of layers that a matrix acts on',
  place: 'section 3.1, first paragraph',
  grade: 'wording',
  note: 'All cases have two layers, so that no such variance would differ from that of 1-1-1. The schemes of the section divide by units: inputs, or the mean of inputs and outputs.',
  statement: String.raw`\operatorname{Var}(w)\propto1/\text{number of layers}`,
  judge: inverselyTo(() => num(1)),
  corrected: {
    statement: String.raw`\operatorname{Var}(w)\propto1/\text{number of units that a unit is connected to}`,
    judge: inverselyTo((_, units) => units),
  },
  wrong: { 'its square': inverselyTo((_, units) => square(units)), 'hidden units': inverselyTo(({ n }) => n[1]) },
});

// In expectation.

const ENTRIES = [
  [1, 1],
  [1, 2],
  [2, 1],
  [2, 2],
] as const;
const balance = balanceOf(layersIn('network'));
const meansOfEntries = ENTRIES.map(([i, j]) => expectationOf(balance.entry(i, j)));

const inExpectation = (lambda: (scheme: Scheme, numbers: StartNumbers) => Rational): StartJudge =>
  equals(numbers =>
    SCHEMES.flatMap(scheme =>
      ENTRIES.map(
        ([i, j], which) =>
          [
            `E of entry (${i}, ${j}), ${scheme.name}`,
            i === j ? lambda(scheme, numbers) : Rational.ZERO,
            at(meansOfEntries[which]!, under(scheme, numbers)),
          ] as const,
      ),
    ),
  );

const ofFirstEntry = (scheme: Scheme, numbers: StartNumbers): Rational =>
  at(meansOfEntries[0]!, under(scheme, numbers));

const expectation = startClaim({
  id: 'sec-3.1:balanced-in-expectation',
  title: 'Usual starts are λ-balanced in expectation',
  place: 'section 3.1, first paragraph; theorem 3.1.1, heading',
  statement: String.raw`\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=\lambda\mathbb I\quad\text{for LeCun, Glorot, He, Scaled}`,
  judge: inExpectation(ofFirstEntry),
  wrong: {
    'zero-balanced': inExpectation(() => Rational.ZERO),
    'every scheme as LeCun': inExpectation((_, numbers) => ofFirstEntry(LECUN, numbers)),
  },
});

/** Of the weights of a case, which are one draw. */
const ofTheDraw: StartJudge = exactly<FlowCase>(
  ({
    flow: {
      layers: [W1, W2],
    },
  }) => {
    const B = minus(times(T(W2!), W2!), times(W1!, T(W1!)));
    const trace = Array.from({ length: B.rows }, (_, j) => B.at(j, j)).reduce((a, b) => a.add(b));
    return [['W_{i+1}ᵀW_{i+1} − W_iW_iᵀ of one draw', identityTimes(B.rows, trace.div(num(B.rows))), B]];
  },
);

const draws = startClaim({
  id: 'sec-3.1:starts-are-balanced',
  title: 'The schemes of table 3.1 result in λ-balanced weights for some λ',
  place: 'section 3.1, after table 3.1',
  grade: 'wording',
  note: 'As printed of a draw: the entries off the diagonal have a positive variance, so that with two hidden units or more no draw is balanced, with probability 1. The case shows one draw of small numbers. Fair: of the expectation, which is what the table has.',
  statement: String.raw`\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top=\lambda\mathbb I\text{ for some }\lambda`,
  hypotheses: [severalUnits],
  judge: ofTheDraw,
  fair: {
    statement: String.raw`\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=\lambda\mathbb I\text{ for some }\lambda`,
    judge: inExpectation(ofFirstEntry),
  },
  corrected: {
    statement: String.raw`\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=\lambda\mathbb I\text{ for some }\lambda`,
    judge: inExpectation(ofFirstEntry),
  },
  wrong: { 'of the draw': ofTheDraw, 'zero-balanced': inExpectation(() => Rational.ZERO) },
});

// Limits in the widths: n_i = n → ∞, n_{i+1} = kn and n_{i+2} = rn with the ratios of the case. Under each scheme a variance is c/n.

const N = letter('n');

/** A polynomial in widths and variances as a function of n. */
function inWidth(polynomial: Polynomial, scheme: Scheme, numbers: StartNumbers): Quotient {
  const n = [N, quotients.mul(constant(numbers.k), N), quotients.mul(constant(numbers.r), N)] as const;
  const [s1, s2] = scheme.variances(quotients, n, [constant(numbers.alpha[0]), constant(numbers.alpha[1])]);
  return inQuotients(polynomial, { n0: n[0], n1: n[1], n2: n[2], s1, s2 });
}

/** The limit for n → ∞; undefined: there is none that is finite. */
const limitInWidth = (polynomial: Polynomial, scheme: Scheme, numbers: StartNumbers): Rational | undefined =>
  limitOf(leadingTerm(inWidth(polynomial, scheme, numbers), 'n', 'infinity'), 'infinity');

const hidden = Polynomial.letter('n1');

const goTo =
  (stated: number, quantities: Readonly<Record<string, () => Polynomial>>): StartJudge =>
  (given, effort) =>
    equals(numbers =>
      SCHEMES.flatMap(scheme =>
        Object.entries(quantities).map(([name, of]) => {
          const limit = limitInWidth(of(), scheme, numbers);
          const quantity = `limit of ${name}, ${scheme.name}`;
          return limit === undefined
            ? ([`whether the ${quantity} is finite`, 1, 0] as const)
            : ([quantity, num(stated), limit] as const);
        }),
      ),
    )(given, effort);

const VARIANCES = {
  'the variance on the diagonal': () => BALANCE.variance.diagonal,
  'the variance off it': () => BALANCE.variance.off,
};

const vanishing = startClaim({
  id: 'sec-3.1:variance-vanishes',
  title: 'The variance of the balance goes to 0 as all layers grow in proportion',
  place: 'section 3.1, after table 3.2',
  note: 'Entry by entry, with the right variances; with those of table 3.2 as well.',
  statement: String.raw`n_i\to\infty,\;n_{i+1}=kn_i,\;n_{i+2}=rn_i:\quad\operatorname{Var}[(\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top)_{jk}]\to0`,
  judge: goTo(0, VARIANCES),
  wrong: {
    'times the number of hidden units': goTo(0, {
      'n_{i+1} times the variance': () => BALANCE.variance.off.mul(hidden),
    }),
    'to 1': goTo(1, VARIANCES),
  },
});

const excess = (i: number, j: number): RandomNumber =>
  balance.minus(RandomMatrix.identity('n1').scaled(BALANCE.mean.diagonal)).entry(i, j);
const powerOf = (number: RandomNumber, exponent: number): RandomNumber =>
  Array.from({ length: exponent - 1 }).reduce((product: RandomNumber) => product.times(number), number);

/** Made when first asked for. */
function later<V>(make: () => V): () => V {
  let made: { readonly value: V } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const fourthOnDiagonal = later(() => expectationOf(powerOf(excess(1, 1), 4)));
const sixthOff = later(() => expectationOf(powerOf(balance.entry(1, 2), 6)));
const fourthOff = later(() => expectationOf(powerOf(balance.entry(1, 2), 4)));

const byEntries = startClaim({
  id: 'sec-3.1:in-probability-by-entries',
  title: 'As the network grows the largest entry of W_{i+1}ᵀW_{i+1} − W_iW_iᵀ − λI goes to 0 in probability',
  place: 'section 3.1, first paragraph and after table 3.2',
  note: 'P(an entry is above ε) ≤ n_{i+1}E|diagonal|⁴/ε⁴ + n²_{i+1}E|off it|⁶/ε⁶, and both sums go to 0: exact moments of order 4 and 6. One of three senses of convergence of matrices that grow; the other two are claims of their own.',
  statement: String.raw`\max_{jk}|(\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top-\lambda\mathbb I)_{jk}|\to0\text{ in probability}`,
  judge: goTo(0, {
    'n_{i+1}E|(B − λI)_{11}|⁴': () => fourthOnDiagonal().mul(hidden),
    'n²_{i+1}E|B_{12}|⁶': () => sixthOff().mul(hidden.pow(2)),
  }),
  wrong: {
    'by moments of order 2': goTo(0, { 'n²_{i+1}E|B_{12}|²': () => BALANCE.variance.off.mul(hidden.pow(2)) }),
    'by moments of order 4 off the diagonal': goTo(0, { 'n²_{i+1}E|B_{12}|⁴': () => fourthOff().mul(hidden.pow(2)) }),
    'to 1': goTo(1, { 'n_{i+1}E|(B − λI)_{11}|⁴': () => fourthOnDiagonal().mul(hidden) }),
  },
});

const away = balance.minus(RandomMatrix.identity('n1').scaled(BALANCE.mean.diagonal)).squaredNorm;
const meanSquare = expectationOf(away);
const spreadOfSquare = later(() => expectationOf(away.times(away)).sub(meanSquare.mul(meanSquare)));

/** (r/k + k under LeCun) n_{i+1}(n_{i+2}σ⁴_{i+1} + n_iσ⁴_i), the same for all n. */
const excessSquare = ({ n, v }: StartNumbers): Rational => n[1].mul(n[2].mul(square(v[1])).add(n[0].mul(square(v[0]))));

const perUnit = (stated: (numbers: StartNumbers) => Rational): StartJudge =>
  equals(numbers =>
    SCHEMES.flatMap(scheme => {
      // E‖B − λI‖²/n_{i+1}: the polynomial has n1 in every term, so that the quotient is taken at the limit.
      const inN = quotients.div(inWidth(meanSquare, scheme, numbers), quotients.mul(constant(numbers.k), N));
      const limit = limitOf(leadingTerm(inN, 'n', 'infinity'), 'infinity')!;
      const spread = quotients.div(
        inWidth(spreadOfSquare(), scheme, numbers),
        quotients.mul(quotients.mul(constant(square(numbers.k)), N), N),
      );
      return [
        [`limit of E‖B − λI‖²_F/‖I‖²_F, ${scheme.name}`, stated(under(scheme, numbers)), limit],
        [
          `limit of its variance, ${scheme.name}`,
          Rational.ZERO,
          limitOf(leadingTerm(spread, 'n', 'infinity'), 'infinity')!,
        ],
      ] as const;
    }),
  );

const inFrobenius = startClaim({
  id: 'sec-3.1:in-frobenius-norm',
  title: 'As the network grows the balance converges in probability to λI in Frobenius norm',
  place: 'section 3.1, first paragraph and after table 3.2',
  notAsserted: 'The text has variances of entries and does not say in which sense matrices converge.',
  note: 'Relative to ‖I‖²_F = n_{i+1}; without it the distance grows. The variance of the quotient goes to 0, so that it converges in probability to the limit of its expectation, r/k + k for LeCun: 2 for three equal layers. What vanishes in each entry does not in n² of them.',
  statement: String.raw`\lVert\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top-\lambda\mathbb I\rVert_F^2/\lVert\mathbb I\rVert_F^2\to0\text{ in probability}`,
  judge: perUnit(() => Rational.ZERO),
  corrected: {
    statement: String.raw`\lVert\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top-\lambda\mathbb I\rVert_F^2/\lVert\mathbb I\rVert_F^2\to n_{i+1}(n_{i+2}\sigma_{i+1}^4+n_i\sigma_i^4)\text{ in probability}`,
    judge: perUnit(excessSquare),
  },
  wrong: {
    'half of it': perUnit(numbers => halfOf(excessSquare(numbers))),
    'without the lower layer': perUnit(numbers => excessSquare({ ...numbers, v: [Rational.ZERO, numbers.v[1]] })),
  },
});

const leastOperator = (sides: (limit: Rational) => ExactOrder): StartJudge =>
  ordered(numbers => SCHEMES.map(scheme => sides(excessSquare(under(scheme, numbers)))));

const inOperator = startClaim({
  id: 'sec-3.1:in-operator-norm',
  title: 'As the network grows the balance converges in probability to λI as a linear map',
  place: 'section 3.1, first paragraph and after table 3.2',
  notAsserted: 'The text has variances of entries and does not say in which sense matrices converge.',
  restsOn: ['sec-3.1:in-frobenius-norm'],
  note: '‖A‖² ≥ ‖A‖²_F/n_{i+1} for the operator norm, and the right side goes to a positive number in probability.',
  statement: String.raw`\lVert\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top-\lambda\mathbb I\rVert_2\to0\text{ in probability}`,
  judge: leastOperator(limit => [limit, '<=', Rational.ZERO]),
  corrected: {
    statement: String.raw`\liminf\lVert\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top-\lambda\mathbb I\rVert_2^2\ge n_{i+1}(n_{i+2}\sigma_{i+1}^4+n_i\sigma_i^4)>0\text{ in probability}`,
    judge: leastOperator(limit => [limit, '>', Rational.ZERO]),
  },
  wrong: { 'above 10': leastOperator(limit => [limit, '>', num(10)]) },
});

// The example of figure 3.1 and large models.

const EXAMPLE: StartNumbers['n'] = [num(40), num(200), num(80)];

/** The example with the factors of Scaled equal, as drawn: under them it is a multiple of LeCun's. */
const example = (numbers: StartNumbers): StartNumbers =>
  withWidths({ ...numbers, alpha: [numbers.alpha[0], numbers.alpha[0]] }, EXAMPLE);

const looksLike = (sides: (lambda: Rational, numbers: StartNumbers) => readonly ExactOrder[]): StartJudge =>
  ordered(numbers =>
    SCHEMES.flatMap(scheme => {
      const own = under(scheme, example(numbers));
      return sides(mean(scheme, own), own);
    }),
  );

const ENTRY_BY_ENTRY = (lambda: Rational, own: StartNumbers): readonly ExactOrder[] =>
  [BALANCE.variance.diagonal, BALANCE.variance.off].map(
    variance => [at(variance, own), '<', square(halfOf(lambda))] as const,
  );

const scaledIdentity = startClaim({
  id: 'sec-3.1:looks-like-a-scaled-identity',
  title: 'With 40, 200 and 80 units the balance is similar to a scaled identity',
  place: 'section 3.1, before figure 3.1',
  grade: 'wording',
  note: 'As printed read as a matrix: what it misses of λI is smaller than λI, in mean square. It is more than three times as large in norm. For every μ, ‖B − μI‖ ≥ |μ| besides, since B has rank 40 + 80 at most and so 80 eigenvalues 0, where λI has none. Fair: as a picture shows it, entry by entry, each with a deviation below |λ|/2. The factors of Scaled, which the text leaves open, are equal.',
  statement: String.raw`(n_i,n_{i+1},n_{i+2})=(40,200,80):\quad\mathbb E\lVert\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top-\lambda\mathbb I\rVert_F^2<\lVert\lambda\mathbb I\rVert_F^2`,
  judge: looksLike((lambda, own) => [[at(meanSquare, own), '<', square(lambda).mul(own.n[1])]]),
  fair: {
    statement: String.raw`\operatorname{Var}(\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top)_{jk}<\lambda^2/4`,
    judge: looksLike(ENTRY_BY_ENTRY),
  },
  corrected: {
    statement: String.raw`\operatorname{Var}(\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top)_{jk}<\lambda^2/4`,
    judge: looksLike(ENTRY_BY_ENTRY),
  },
  wrong: {
    'below a tenth of λ': looksLike((lambda, own) => [
      [at(BALANCE.variance.off, own), '<', square(lambda).div(num(100))],
    ]),
    'in norm': looksLike((lambda, own) => [[at(meanSquare, own), '<', square(lambda).mul(own.n[1])]]),
  },
});

/** What it misses of balance, and what two layers without any relation would: W_iW_iᵀ. */
const gramNorm = expectationOf(gramBelow(layersIn('network').below).squaredNorm);
const LARGE = num(10000);
const large = (numbers: StartNumbers): StartNumbers =>
  withWidths(numbers, numbers.n.map(width => width.mul(LARGE)) as unknown as StartNumbers['n']);
const PLAIN = [LECUN, GLOROT, HE];

const near = (sides: (own: StartNumbers) => ExactOrder): StartJudge =>
  ordered(numbers => PLAIN.map(scheme => sides(under(scheme, large(numbers)))));

const nearReality = startClaim({
  id: 'sec-3.1:very-near-to-reality',
  title: 'For layers of more than 10 000 units λ-balanced weights are very near to random ones',
  place: 'section 3.1, after figure 3.1',
  grade: 'wording',
  note: 'Widths 10⁴ times those of a case, LeCun, Glorot and He. As printed: in norm, ‖B − λI‖ is below a tenth of ‖W_iW_iᵀ‖, in mean square. It is not, at any width: both grow alike. Each single entry is near, as the corrected reading says.',
  statement: String.raw`n\ge10^4:\quad\mathbb E\lVert\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top-\lambda\mathbb I\rVert_F^2<\tfrac1{100}\,\mathbb E\lVert\mathbf W_i\mathbf W_i^\top\rVert_F^2`,
  judge: near(own => [at(meanSquare, own), '<', at(gramNorm, own).div(num(100))]),
  corrected: {
    statement: String.raw`n\ge10^4:\quad\operatorname{Var}(\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top)_{jk}<\tfrac1{100}`,
    judge: near(own => [at(BALANCE.variance.diagonal, own), '<', Rational.of(1, 100)]),
  },
  wrong: {
    'in norm': near(own => [at(meanSquare, own), '<', at(gramNorm, own).div(num(100))]),
    'a variance below 10⁻⁴': near(own => [at(BALANCE.variance.diagonal, own), '<', Rational.of(1, 10000)]),
  },
});

// Ratios of widths.

/** The expectation with one unit more in one layer, beside that without it. */
const oneMore = (layer: 1 | 2, order: '<' | '>', schemes: readonly Scheme[] = SCHEMES): StartJudge =>
  ordered(numbers => {
    const wider = withWidths(
      numbers,
      numbers.n.map((width, at) => (at === layer ? width.add(num(1)) : width)) as unknown as StartNumbers['n'],
    );
    return schemes.map(scheme => [mean(scheme, wider), order, mean(scheme, numbers)]);
  });

const risesWithR = startClaim({
  id: 'sec-3.1:lambda-rises-with-r',
  title: 'A larger r leads to a larger λ in every scheme',
  place: 'section 3.1, after table 3.2',
  statement: String.raw`r'>r\;\Rightarrow\;\lambda(k,r')>\lambda(k,r)`,
  judge: oneMore(2, '>'),
  wrong: { 'it falls': oneMore(2, '<'), 'with k': oneMore(1, '>') },
});

const glorotFalls = (k: Rational, r: Rational): boolean => num(1).sub(r).mul(square(k).sub(r)).sign() < 0;
const insideOfGlorot = condition(
  'where Glorot falls',
  '(1 − r)(k² − r) < 0 before and after: ∂λ/∂k of Glorot is 2(1 − r)(k² − r)/((k + r)²(k + 1)²); the other schemes need nothing',
  ({ k, r, n }) => glorotFalls(k, r) && glorotFalls(k.add(num(1).div(n[0])), r),
);

const fallsWithK = startClaim({
  id: 'sec-3.1:lambda-falls-with-k',
  title: 'A larger k leads to a smaller λ in every scheme',
  place: 'section 3.1, after table 3.2',
  grade: 'missing hypothesis',
  note: 'True of LeCun, He and Scaled. Glorot’s λ falls where (1 − r)(k² − r) < 0, rises where it is positive, and does not depend on k for r = 1.',
  statement: String.raw`k'>k\;\Rightarrow\;\lambda(k',r)<\lambda(k,r)`,
  judge: oneMore(1, '<'),
  narrowed: { hypotheses: [insideOfGlorot] },
  corrected: {
    statement: String.raw`k'>k\;\Rightarrow\;\lambda(k',r)<\lambda(k,r)\quad\text{for LeCun, He and Scaled}`,
    judge: oneMore(1, '<', [LECUN, HE, SCALED]),
  },
  wrong: { 'it rises': oneMore(1, '>'), 'with r': oneMore(2, '<'), 'Glorot too': oneMore(1, '<') },
});

const lecunIs = (order: '>=' | '>', least: number): StartJudge =>
  ordered(numbers => [[mean(LECUN, numbers), order, num(least)]]);

const lecunLimit = startClaim({
  id: 'sec-3.1:lecun-is-not-negative',
  title: 'LeCun can have λ ≥ 0 only',
  place: 'section 3.1, after table 3.2',
  grade: 'wrong constant or sign',
  note: 'λ = r/k − 1 with positive ratios: everything above −1. Table 3.3 has −I for r → 0 itself.',
  statement: String.raw`\lambda_{\text{LeCun}}\ge0`,
  judge: lecunIs('>=', 0),
  corrected: { statement: String.raw`\lambda_{\text{LeCun}}>-1`, judge: lecunIs('>', -1) },
  wrong: { '−1/2': lecunIs('>=', -0.5), 'above 1': lecunIs('>', 1) },
});

// The six cases.

const equalRatios = condition('r = k', 'n_{i+2} = n_{i+1}', ({ widths }) => widths[1] === widths[2]);
const sameWidths = (pairs: readonly (readonly [0 | 1 | 2, 0 | 1 | 2])[]): StartJudge =>
  equals(({ n }) => pairs.map(([a, b]) => [`units of layer i + ${b}, as many as of layer i + ${a}`, n[a], n[b]]));

const caseOne = startClaim({
  id: 'sec-3.1:case-1',
  title: 'r = k means that all three layers have the same number of units',
  place: 'section 3.1, case 1',
  grade: 'wording',
  note: 'n_{i+1} = kn_i and n_{i+2} = rn_i are equal then; n_i is any.',
  statement: String.raw`r=k\;\Rightarrow\;n_i=n_{i+1}=n_{i+2}`,
  hypotheses: [equalRatios],
  judge: sameWidths([
    [0, 1],
    [1, 2],
  ]),
  corrected: { statement: String.raw`r=k\;\Rightarrow\;n_{i+1}=n_{i+2}`, judge: sameWidths([[1, 2]]) },
  wrong: { 'the first two': sameWidths([[0, 1]]), 'the outer ones': sameWidths([[0, 2]]) },
});

/** n_i, n_{i+1}, n_{i+2} over n_i, with one of the ratios a letter. */
const ratiosOf = (numbers: StartNumbers, moving: 'k' | 'r'): readonly Quotient[] => [
  quotients.of(1),
  moving === 'k' ? letter('k') : constant(numbers.k),
  moving === 'r' ? letter('r') : constant(numbers.r),
];

type Layer = 0 | 1 | 2;

/** In the limit each first layer is beyond all bounds larger than the second. */
const dwarfs = (moving: 'k' | 'r', end: End, pairs: readonly (readonly [Layer, Layer])[]): StartJudge =>
  isSo<FlowCase>(given => {
    const numbers = numbersOf(given);
    const ratios = ratiosOf(numbers, moving);
    const bounded = pairs.flatMap(([larger, smaller]) => {
      const limit = limitOf(leadingTerm(quotients.div(ratios[larger]!, ratios[smaller]!), moving, end), end);
      return limit === undefined ? [] : [`n_{i+${larger}}/n_{i+${smaller}} goes to ${limit}`];
    });
    return {
      quantity: 'limits of ratios of widths',
      isSo: bounded.length === 0,
      reason: bounded[0] ?? 'all of them are infinite',
    };
  });

const limitCase = (
  id: string,
  title: string,
  place: string,
  moving: 'k' | 'r',
  end: End,
  pairs: readonly (readonly [Layer, Layer])[],
  right?: readonly (readonly [Layer, Layer])[],
): Claim<FlowCase> => {
  const tex = (all: typeof pairs): string =>
    String.raw`${moving}\to${end === 'zero' ? '0' : String.raw`\infty`}\;\Rightarrow\;${all.map(([a, b]) => String.raw`n_{i+${a}}\gg n_{i+${b}}`).join(',\\;')}`;
  const [first] = right ?? pairs;
  return startClaim({
    id,
    title,
    place,
    statement: tex(pairs),
    judge: dwarfs(moving, end, pairs),
    ...(right && {
      grade: 'wording',
      note: 'With k fixed n_i and n_{i+1} stay in proportion: n_i/n_{i+1} = 1/k.',
      corrected: { statement: tex(right), judge: dwarfs(moving, end, right) },
    }),
    wrong: {
      'the other way round': dwarfs(moving, end, [[first![1], first![0]]]),
      'all of them': dwarfs(moving, end, [...pairs, [0, 1], [1, 2], [2, 0]]),
    },
  });
};

const scaledAt = (withK: boolean): StartJudge =>
  equals(numbers => {
    const r = square(numbers.alpha[0])
      .div(square(numbers.alpha[1]))
      .mul(withK ? numbers.k : num(1));
    const { over, under: below } = meanIn(SCALED, constant(numbers.k), constant(r), numbers);
    return [['expectation of Scaled', Rational.ZERO, over.constant!.div(below.constant!)]];
  });

const caseSix = startClaim({
  id: 'sec-3.1:case-6',
  title: 'r = α²_i/α²_{i+1} is the case in which Scaled is zero-balanced',
  place: 'section 3.1, case 6, and head of table 3.3',
  grade: 'wrong constant or sign',
  note: 'The head of table 3.3 has the factor k that is missing here.',
  statement: String.raw`r=\frac{\alpha_i^2}{\alpha_{i+1}^2}\;\Rightarrow\;\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=0`,
  judge: scaledAt(false),
  corrected: {
    statement: String.raw`r=\frac{\alpha_i^2}{\alpha_{i+1}^2}k\;\Rightarrow\;\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=0`,
    judge: scaledAt(true),
  },
  wrong: { 'without k': scaledAt(false) },
});

// Outside of zero.

const otherRatios = condition('r ≠ k', 'n_{i+2} ≠ n_{i+1}', ({ widths }) => widths[1] !== widths[2]);
const isZero = (says: boolean): StartJudge =>
  isSo<FlowCase>(given => {
    const numbers = numbersOf(given);
    const here = mean(LECUN, numbers);
    const limit = limitOf(leadingTerm(meanIn(LECUN, constant(numbers.k), letter('r'), numbers), 'r', 'zero'), 'zero')!;
    return {
      quantity: 'λ of LeCun, and its limit for r → 0',
      isSo: (here.sign() === 0 && limit.sign() === 0) === says,
      reason: `${here} and ${limit}`,
    };
  });

const notZero = startClaim({
  id: 'sec-3.1:often-not-zero',
  title: 'There are many cases in which the balance is not 0, in limits of r and k and outside of them',
  place: 'section 3.1, after table 3.3',
  note: 'Shown by LeCun: not 0 wherever r ≠ k, and −I for r → 0.',
  statement: String.raw`\exists k,r:\;\lambda\ne0,\qquad\lim_{r\to0}\lambda\ne0`,
  hypotheses: [otherRatios],
  judge: isZero(false),
  wrong: { 'always 0': isZero(true) },
});

// What the schemes are for.

const { above, below } = layersIn('network');
const product = above.times(below);
/** E of the square of one entry of W_{i+1}W_ix and of W_iᵀW_{i+1}ᵀe for x and e whose entries have squares of mean 1. */
const forward = expectationOf(product.times(product.transpose).entry(1, 1));
const backward = expectationOf(product.transpose.times(product).entry(1, 1));

const gains = (stated: (numbers: StartNumbers) => readonly [Rational, Rational]): StartJudge =>
  equals(numbers => {
    const own = under(LECUN, numbers);
    const [one, other] = stated(numbers);
    return [
      ['mean square of activities over that of inputs', one, at(forward, own)],
      ['mean square of gradients over that of errors', other, at(backward, own)],
    ];
  });

const keepsVariance = startClaim({
  id: 'sec-3.1:scaling-keeps-variance',
  title: 'Scaled starts keep activities and gradients from vanishing and exploding across layers',
  place: 'section 3.1, after the proof of theorem 3.1.1',
  note: 'Read of LeCun and two linear layers: activities keep their mean square, gradients have it times n_{i+2}/n_i, whatever is between. Deeper networks by induction: all inner widths cancel.',
  statement: String.raw`\mathbb E(\mathbf W_{i+1}\mathbf W_i\mathbf x)_j^2=1,\quad\mathbb E(\mathbf W_i^\top\mathbf W_{i+1}^\top\mathbf e)_j^2=n_{i+2}/n_i`,
  judge: gains(({ n }) => [num(1), n[2].div(n[0])]),
  wrong: {
    'gradients kept, too': gains(() => [num(1), num(1)]),
    'with the hidden width': gains(({ n }) => [num(1), n[1].div(n[0])]),
  },
});

const gainOf = (layer: RandomMatrix): readonly [Polynomial, Polynomial] => [
  expectationOf(layer.times(layer.transpose).entry(1, 1)),
  expectationOf(layer.transpose.times(layer).entry(1, 1)),
];
const [forwardOfOne, backwardOfOne] = gainOf(below);

const glorotGain = (stated: (numbers: StartNumbers) => Rational): StartJudge =>
  equals(numbers => {
    const own = under(GLOROT, numbers);
    return [
      [
        'mean of the gains forwards and backwards',
        stated(own),
        halfOf(at(forwardOfOne, own).add(at(backwardOfOne, own))),
      ],
    ];
  });

const glorotBalances = startClaim({
  id: 'sec-3.1:glorot-balances-variance',
  title: 'Glorot balances the variance between layers of different widths',
  place: 'section 3.1, Glorot initialisation',
  note: 'Read as its authors mean it: the gain of mean squares forwards, n_iσ², and backwards, n_{i+1}σ², are 1 on average.',
  statement: String.raw`\tfrac12(n_i\sigma_i^2+n_{i+1}\sigma_i^2)=1`,
  judge: glorotGain(() => num(1)),
  wrong: { 'twice that': glorotGain(() => num(2)), 'forwards alone': glorotGain(own => at(forwardOfOne, own)) },
});

const ONE_OF_TWO = Rational.of(1, 2);
/** E relu(z)² = E z²/2 for z that is −z in distribution: relu(z)² + relu(−z)² = z². */
const reluGain = (scheme: Scheme, share: Rational): StartJudge =>
  equals(numbers => [
    [
      'mean square behind a ReLU layer over that before it',
      num(1),
      at(forwardOfOne, under(scheme, numbers)).mul(share),
    ],
  ]);

const heSuits = startClaim({
  id: 'sec-3.1:he-suits-relu',
  title: 'He is suited for layers with ReLU',
  place: 'section 3.1, He initialisation',
  note: 'Read as: the mean square stays the same through the layer and its ReLU, of which half of the mean square is left, Gaussian sums being symmetric.',
  statement: String.raw`\mathbb E\operatorname{ReLU}(\mathbf W_i\mathbf x)_j^2=\tfrac12n_i\sigma_i^2=1`,
  judge: reluGain(HE, ONE_OF_TWO),
  wrong: { 'LeCun suits it': reluGain(LECUN, ONE_OF_TWO), 'a linear layer': reluGain(HE, num(1)) },
});

/** Hidden units 1 and 2 are copies of each other, or of opposite sign on one side. */
const twins = startCases({ maxWidth: 3 }).map((given): FlowCase => {
  const [W1, W2] = given.flow.layers as [M, M];
  const rows = Math.max(2, W1.rows);
  const copied = (a: M, at: (i: number) => number): M =>
    Matrix.generate(rows, a.cols, (i, j) => a.at(Math.min(at(i), a.rows - 1), j));
  const first = (i: number): number => (i === 1 ? 0 : i);
  const sigmaYX = Matrix.generate(W2.rows, W1.cols, (i, j) => Rational.of((i + 2 * j) % 3));
  return { ...given, flow: flow({ layers: [copied(W1, first), T(copied(T(W2), first))], sigmaYX }) };
});

const stayTwins = (factor: number): StartJudge =>
  exactly<FlowCase>(
    ({
      flow: {
        layers: [W1, W2],
        sigmaYX,
      },
    }) => {
      const error = minus(sigmaYX, times(W2!, W1!));
      const rates = [times(T(W2!), error), T(times(error, T(W1!)))] as const;
      return rates.map((rate, layer) => [
        `rate of the second of two equal units, layer ${layer + 1}`,
        scaled(factor, rate.slice(0, 1, 0, rate.cols)),
        rate.slice(1, 2, 0, rate.cols),
      ]);
    },
  );

const symmetry = startClaim({
  id: 'sec-3.1:symmetry',
  title: 'Units that start equal stay equal, so that a start has to break symmetry',
  place: 'section 3.1, after the proof of theorem 3.1.1',
  note: 'Equal units have equal rates, wherever they are, and so the same future. Gaussian starts have none, with probability 1.',
  statement: String.raw`\text{units }1\text{ and }2\text{ equal}\;\Rightarrow\;\tfrac{d}{dt}\text{unit }1=\tfrac{d}{dt}\text{unit }2`,
  cases: twins,
  judge: stayTwins(1),
  wrong: { 'twice as fast': stayTwins(2), 'the other way': stayTwins(-1) },
});

export const sec31Sentences: readonly Claim<FlowCase>[] = [
  byLayers,
  expectation,
  draws,
  vanishing,
  byEntries,
  inFrobenius,
  inOperator,
  scaledIdentity,
  nearReality,
  risesWithR,
  fallsWithK,
  lecunLimit,
  caseOne,
  limitCase(
    'sec-3.1:case-2',
    'r → 0 at fixed k: the first layer is much larger than the other two',
    'section 3.1, case 2',
    'r',
    'zero',
    [
      [0, 2],
      [0, 1],
    ],
    [
      [0, 2],
      [1, 2],
    ],
  ),
  limitCase(
    'sec-3.1:case-3',
    'r → ∞ at fixed k: the last layer is much larger than the other two',
    'section 3.1, case 3',
    'r',
    'infinity',
    [
      [2, 0],
      [2, 1],
    ],
  ),
  limitCase(
    'sec-3.1:case-4',
    'k → 0 at fixed r: the middle layer is exceedingly small',
    'section 3.1, case 4',
    'k',
    'zero',
    [
      [0, 1],
      [2, 1],
    ],
  ),
  limitCase(
    'sec-3.1:case-5',
    'k → ∞ at fixed r: the middle layer is much larger than the other two',
    'section 3.1, case 5',
    'k',
    'infinity',
    [
      [1, 0],
      [1, 2],
    ],
  ),
  caseSix,
  notZero,
  keepsVariance,
  glorotBalances,
  heSuits,
  symmetry,
];
