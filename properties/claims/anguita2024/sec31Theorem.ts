import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { gaussian } from '../../../src/moments/distribution.ts';
import { covariance, expectation, matrixOfLetters, randomEntries } from '../../../src/moments/expectation.ts';
import { covarianceOf, expectationOf } from '../../../src/moments/randomMatrix.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Polynomial } from '../../../src/numbers/polynomial.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { T, times } from '../_exact.ts';
import { type ExactSides, exactly } from '../_exactly.ts';
import {
  at,
  BALANCE,
  balanceOf,
  condition,
  expected,
  filledAt,
  gramAbove,
  gramBelow,
  identityTimes,
  layersIn,
  type M,
  numbersOf,
  ofPattern,
  type Sizes,
  type StartJudge,
  type StartNumbers,
  startClaim,
  varying,
} from './_randomStarts.ts';

// Theorem 3.1.1 and its proof, line by line.

const square = (value: Rational): Rational => value.mul(value);
const fits = condition(
  'outer widths equal',
  'n_i = n_{i+2}: as printed the difference exists there alone',
  ({ widths }) => widths[0] === widths[2],
);

/** Stated and true values of something about a start. */
const equals = (sides: (numbers: StartNumbers, given: FlowCase) => ExactSides): StartJudge =>
  exactly(given => sides(numbersOf(given), given));

// Sizes.

const rowsOfGrams = (sizes: Sizes): StartJudge =>
  equals(({ widths: [n0, n1, n2] }) => {
    const [below, above] =
      sizes === 'printed' ? [[n0, n1] as const, [n1, n2] as const] : [[n1, n0] as const, [n2, n1] as const];
    return [['rows of W_{i+1}ᵀW_{i+1}, which are those of W_iW_iᵀ', below[0], above[1]]];
  });

const sizes = startClaim({
  id: 'thm-3.1.1:sizes',
  title: 'With W_i of n_i×n_{i+1} the balance of two layers is a difference of matrices of one size',
  place: 'theorem 3.1.1, first paragraph',
  grade: 'sizes and notation',
  note: 'W_{i+1}ᵀW_{i+1} is n_{i+2}×n_{i+2} then, W_iW_iᵀ is n_i×n_i. Section 2.2.1 gives weights the size n_{i+1}×n_i, for which both are n_{i+1}×n_{i+1}.',
  statement: String.raw`\mathbf W_i\in\mathbb R^{n_i\times n_{i+1}}:\quad\mathbf W_{i+1}^\top\mathbf W_{i+1}\text{ and }\mathbf W_i\mathbf W_i^\top\text{ have one size}`,
  judge: rowsOfGrams('printed'),
  corrected: {
    statement: String.raw`\mathbf W_i\in\mathbb R^{n_{i+1}\times n_i}:\quad\mathbf W_{i+1}^\top\mathbf W_{i+1}\text{ and }\mathbf W_i\mathbf W_i^\top\text{ have one size}`,
    judge: rowsOfGrams('network'),
  },
  wrong: { 'as printed': rowsOfGrams('printed') },
});

// The two parts.

type Stated = (size: number, numbers: StartNumbers) => M;
const BY_SIZES = {
  network: BALANCE,
  printed: (() => {
    const balance = balanceOf(layersIn('printed'));
    return { mean: expected(balance), variance: varying(balance) };
  })(),
};

const sideOf = (sizes: Sizes, { widths }: StartNumbers): number => (sizes === 'network' ? widths[1] : widths[0]);

const momentIs = (moment: 'mean' | 'variance', sizes: Sizes, stated: Stated): StartJudge =>
  equals(numbers => {
    const size = sideOf(sizes, numbers);
    const name = moment === 'mean' ? 'E of the balance' : 'variances of its entries';
    return [[name, stated(size, numbers), filledAt(size, BY_SIZES[sizes][moment], numbers)]];
  });

const meanOf = ({ n, v }: StartNumbers): Rational => n[2].mul(v[1]).sub(n[0].mul(v[0]));
const varianceOff = ({ n, v }: StartNumbers): Rational => n[2].mul(square(v[1])).add(n[0].mul(square(v[0])));
const statedMean: Stated = (size, numbers) => identityTimes(size, meanOf(numbers));
const middleMean: Stated = (size, { n, v }) => identityTimes(size, n[1].mul(v[1].sub(v[0])));
const statedVariance =
  (onDiagonal: number): Stated =>
  (size, numbers) =>
    ofPattern(size, varianceOff(numbers), onDiagonal);

const partOne = startClaim({
  id: 'thm-3.1.1.1',
  title: 'In expectation the balance of two random layers is (n_{i+2}σ²_{i+1} − n_iσ²_i) I',
  place: 'theorem 3.1.1, part 1',
  grade: 'sizes and notation',
  restsOn: ['thm-3.1.1:sizes'],
  note: 'As printed where the difference exists, n_i = n_{i+2}; there the width in the expectation is n_{i+1}. Fair: weights of n_{i+1}×n_i.',
  statement: String.raw`\mathbf W_i\in\mathbb R^{n_i\times n_{i+1}}:\quad\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=(n_{i+2}\sigma_{i+1}^2-n_i\sigma_i^2)\mathbb I`,
  hypotheses: [fits],
  judge: momentIs('mean', 'printed', statedMean),
  fair: {
    statement: String.raw`\mathbf W_i\in\mathbb R^{n_{i+1}\times n_i}:\quad\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=(n_{i+2}\sigma_{i+1}^2-n_i\sigma_i^2)\mathbb I`,
    hypotheses: [],
    judge: momentIs('mean', 'network', statedMean),
  },
  corrected: {
    statement: String.raw`\mathbf W_i\in\mathbb R^{n_{i+1}\times n_i}:\quad\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=(n_{i+2}\sigma_{i+1}^2-n_i\sigma_i^2)\mathbb I`,
    hypotheses: [],
    judge: momentIs('mean', 'network', statedMean),
  },
  wrong: {
    'the middle width': momentIs('mean', 'network', middleMean),
    'zero-balanced': momentIs('mean', 'network', size => identityTimes(size, Rational.ZERO)),
    'widths exchanged': momentIs('mean', 'network', (size, { n, v }) =>
      identityTimes(size, n[0].mul(v[1]).sub(n[2].mul(v[0]))),
    ),
    'everywhere, not on the diagonal alone': momentIs('mean', 'network', (size, numbers) =>
      ofPattern(size, meanOf(numbers), 1),
    ),
  },
});

const partTwo = startClaim({
  id: 'thm-3.1.1.2',
  title: 'The variances of the entries are (n_{i+2}σ⁴_{i+1} + n_iσ⁴_i) times 4 on the diagonal and 1 elsewhere',
  place: 'theorem 3.1.1, part 2',
  grade: 'wrong constant or sign',
  restsOn: ['thm-3.1.1:sizes'],
  note: 'Var w² = E w⁴ − (E w²)² = 2σ⁴: twos belong on the diagonal. With one unit everywhere and σ = 1 the variance of w²_{i+1} − w²_i is 4, stated is 8. Weights are read as n_{i+1}×n_i in both readings.',
  statement: String.raw`\operatorname{Var}[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=(n_{i+2}\sigma_{i+1}^4+n_i\sigma_i^4)\mathbb B,\quad\mathbb B_{jj}=4,\;\mathbb B_{jk}=1`,
  judge: momentIs('variance', 'network', statedVariance(4)),
  corrected: {
    statement: String.raw`\operatorname{Var}[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=(n_{i+2}\sigma_{i+1}^4+n_i\sigma_i^4)\mathbb B,\quad\mathbb B_{jj}=2,\;\mathbb B_{jk}=1`,
    judge: momentIs('variance', 'network', statedVariance(2)),
  },
  wrong: {
    'threes, the fourth moment': momentIs('variance', 'network', statedVariance(3)),
    'ones everywhere': momentIs('variance', 'network', statedVariance(1)),
    'variances subtracted': momentIs('variance', 'network', (size, { n, v }) =>
      ofPattern(size, n[2].mul(square(v[1])).sub(n[0].mul(square(v[0]))), 2),
    ),
    'widths exchanged': momentIs('variance', 'network', (size, { n, v }) =>
      ofPattern(size, n[0].mul(square(v[1])).add(n[2].mul(square(v[0]))), 2),
    ),
  },
});

// The proof. Its W_{i+1} has n_{i+1} rows and n_{i+2} columns, of which the w̄ are made: the second layer of a case, transposed.

const columnsOf = ({ flow: { layers } }: FlowCase): M => T(layers[1]!);
const column = (a: M, j: number): M => a.slice(0, a.rows, j, j + 1);

const gramByColumns = (wrongly: (a: M) => M): StartJudge =>
  exactly(given => {
    const W = columnsOf(given);
    return [['W_{i+1}ᵀW_{i+1}', wrongly(W), times(T(W), W)]];
  });

const innerProducts = (W: M): M =>
  Matrix.generate(W.cols, W.cols, (i, j) => times(T(column(W, i)), column(W, j)).at(0, 0));

const proofGram = startClaim({
  id: 'thm-3.1.1:proof-gram-of-columns',
  title: 'The entries of W_{i+1}ᵀW_{i+1} are the inner products of the columns',
  place: 'proof of theorem 3.1.1, after equation 3.1',
  statement: String.raw`(\mathbf W_{i+1}^\top\mathbf W_{i+1})_{jk}=\langle\overline w_j,\overline w_k\rangle`,
  judge: gramByColumns(innerProducts),
  wrong: {
    'of rows': gramByColumns(W => innerProducts(T(W))),
    'norms instead of squares': gramByColumns(W =>
      innerProducts(W).map((value, i, j) => (i === j ? value.abs().add(Rational.ONE) : value)),
    ),
  },
});

const several = condition(
  'several columns',
  'n_{i+2} ≥ 2: there are two different ones',
  ({ widths }) => widths[2] >= 2,
);

/** Σ_{k ≤ count} w_{k,1}w_{k,j}; entries beyond the last row are no part of it. */
const partialSum = (W: M, j: number, count: number): Rational =>
  Array.from({ length: Math.min(count, W.rows) }, (_, k) => W.at(k, 0).mul(W.at(k, j))).reduce(
    (a, b) => a.add(b),
    Rational.ZERO,
  );

const upperEnd = (j: 0 | 1, count: (numbers: StartNumbers) => number): StartJudge =>
  equals((numbers, given) => {
    const W = columnsOf(given);
    return [
      [`terms of ⟨w̄_1, w̄_${j + 1}⟩`, count(numbers), W.rows],
      [`⟨w̄_1, w̄_${j + 1}⟩`, partialSum(W, j, count(numbers)), times(T(column(W, 0)), column(W, j)).at(0, 0)],
    ];
  });

const summed = (j: 0 | 1, id: string, title: string, place: string): Claim<FlowCase> =>
  startClaim({
    id,
    title,
    place,
    grade: 'sizes and notation',
    restsOn: ['thm-3.1.1:sizes'],
    note: 'A column of the printed W_{i+1} has n_{i+1} entries (the line after equation 3.1 lists them). Where n_{i+2} is larger the sum has terms that do not exist, where it is smaller some are missing.',
    statement: String.raw`\langle\overline w_i,\overline w_j\rangle=\sum_{k=1}^{n_{i+2}}w_{k,i}w_{k,j}`,
    hypotheses: j === 1 ? [several] : [],
    judge: upperEnd(j, ({ widths }) => widths[2]),
    corrected: {
      statement: String.raw`\langle\overline w_i,\overline w_j\rangle=\sum_{k=1}^{n_{i+1}}w_{k,i}w_{k,j}`,
      judge: upperEnd(j, ({ widths }) => widths[1]),
    },
    wrong: {
      'n_{i+2}': upperEnd(j, ({ widths }) => widths[2]),
      'the last one missing': upperEnd(j, ({ widths }) => widths[1] - 1),
    },
  });

// The lines on moments, with the sums over N = n_{i+2} as they are printed: letters w[k,1] and w[k,2], of N rows.

const SIGMA2 = Polynomial.letter('s2');
const random = randomEntries({ w: gaussian(SIGMA2) });
const E = (of: Polynomial): Polynomial => expectation(of, random);

interface Column {
  readonly N: number;
  /** w_{k,i} and w_{k,j}, k from 0. */
  readonly x: (k: number) => Polynomial;
  readonly y: (k: number) => Polynomial;
  readonly sum: (term: (k: number) => Polynomial) => Polynomial;
  /** Σ_k Σ_{l>k}. */
  readonly pairs: (term: (k: number, l: number) => Polynomial) => Polynomial;
}

function columnOf({ widths: [, , N] }: StartNumbers): Column {
  const w = matrixOfLetters('w', N, 2);
  const sum: Column['sum'] = term =>
    Array.from({ length: N }, (_, k) => term(k)).reduce((a, b) => a.add(b), Polynomial.ZERO);
  return {
    N,
    x: k => w.at(k, 0),
    y: k => w.at(k, 1),
    sum,
    pairs: term => sum(k => sum(l => (l > k ? term(k, l) : Polynomial.ZERO))),
  };
}

const two = Polynomial.of(2);
type Line = (column: Column) => Polynomial;

/** All lines have the value of the first, which is what the machinery says. */
const lines = (truth: (column: Column) => Polynomial, ...stated: readonly (readonly [string, Line])[]): StartJudge =>
  equals(numbers => {
    const own = columnOf(numbers);
    const value = (of: Polynomial): Rational => of.valueAt({ s2: numbers.v[1] });
    return stated.map(([name, line]) => [name, value(line(own)), value(truth(own))]);
  });

const product: Line = ({ sum, x, y }) => sum(k => x(k).mul(y(k)));
const length: Line = ({ sum, x }) => sum(k => x(k).mul(x(k)));
const varianceBy =
  (of: Line): Line =>
  own =>
    covariance(of(own), of(own), random);

const meanOfProduct = startClaim({
  id: 'thm-3.1.1:proof-mean-of-products',
  title: 'The expectation of the inner product of two columns is 0, by independence',
  place: 'proof of theorem 3.1.1, i ≠ j, lines 2 and 3',
  statement: String.raw`\mathbb E\Bigl[\sum_kw_{k,i}w_{k,j}\Bigr]=\sum_k\mathbb E[w_{k,i}]\mathbb E[w_{k,j}]=0`,
  judge: lines(
    own => E(product(own)),
    ['line 3', ({ sum, x, y }) => sum(k => E(x(k)).mul(E(y(k))))],
    ['0', () => Polynomial.ZERO],
  ),
  wrong: {
    'i = j': lines(own => E(length(own)), ['0', () => Polynomial.ZERO]),
    'Nσ²': lines(own => E(product(own)), ['Nσ²', ({ N }) => SIGMA2.scale(Rational.of(N))]),
  },
});

const fourth: Line = ({ N }) => SIGMA2.pow(2).scale(Rational.of(N));

const varianceOfProduct = startClaim({
  id: 'thm-3.1.1:proof-variance-of-products',
  title: 'The variance of the inner product of two columns is Nσ⁴, N the number of its terms',
  place: 'proof of theorem 3.1.1, i ≠ j, lines 4 to 9',
  note: 'With N = n_{i+2} terms as in the first line. The mixed term of line 7 is printed with three factors, w_{k,j} dropped and w_{l,i} twice; it is 0 as the right one is.',
  statement: String.raw`\operatorname{Var}\langle\overline w_i,\overline w_j\rangle=\mathbb E\bigl[(\textstyle\sum_kw_{k,i}w_{k,j})^2\bigr]=\sum_k\mathbb E[w_{k,i}^2w_{k,j}^2]+2\sum_k\sum_{l>k}\mathbb E[w_{k,i}]\mathbb E[w_{l,i}]\mathbb E[w_{l,i}]=\sum_k\mathbb E[w_{k,i}^2]\mathbb E[w_{k,j}^2]=N\sigma^4`,
  judge: lines(
    varianceBy(product),
    ['line 4', own => E(product(own).pow(2)).sub(E(product(own)).pow(2))],
    ['line 5', own => E(product(own).pow(2))],
    [
      'line 6',
      ({ sum, pairs, x, y }) =>
        E(sum(k => x(k).pow(2).mul(y(k).pow(2))).add(two.mul(pairs((k, l) => x(k).mul(y(k)).mul(x(l)).mul(y(l)))))),
    ],
    [
      'line 7',
      ({ sum, pairs, x, y }) =>
        sum(k => E(x(k).pow(2).mul(y(k).pow(2)))).add(
          two.mul(
            pairs((k, l) =>
              E(x(k))
                .mul(E(x(l)))
                .mul(E(x(l))),
            ),
          ),
        ),
    ],
    ['line 8', ({ sum, x, y }) => sum(k => E(x(k).pow(2)).mul(E(y(k).pow(2))))],
    ['line 9', fourth],
  ),
  wrong: {
    'Nσ²': lines(varianceBy(product), ['line 9', ({ N }) => SIGMA2.scale(Rational.of(N))]),
    'N²σ⁴': lines(varianceBy(product), ['line 9', own => fourth(own).scale(Rational.of(own.N))]),
    'i = j': lines(varianceBy(length), ['line 9', fourth]),
  },
});

const meanOfLength = startClaim({
  id: 'thm-3.1.1:proof-mean-of-squares',
  title: 'The expectation of the squared norm of a column is Nσ²',
  place: 'proof of theorem 3.1.1, i = j, line 2',
  note: 'With N = n_{i+2} terms as in the line before. The index n_{i+1} on σ is read as i + 1: there is no other σ of W_{i+1}.',
  statement: String.raw`\mathbb E\langle\overline w_i,\overline w_i\rangle=N\,\mathbb E[w_{k,i}^2]=N\sigma^2`,
  judge: lines(
    own => E(length(own)),
    ['N E[w²]', ({ N, x }) => E(x(0).pow(2)).scale(Rational.of(N))],
    ['Nσ²', ({ N }) => SIGMA2.scale(Rational.of(N))],
  ),
  wrong: {
    'Nσ⁴': lines(own => E(length(own)), ['Nσ⁴', fourth]),
    'σ²': lines(own => E(length(own)), ['σ²', () => SIGMA2]),
  },
});

const lessSquare: Line = ({ N }) => SIGMA2.pow(2).scale(Rational.of(-N * N));

const varianceOfLengthLines = startClaim({
  id: 'thm-3.1.1:proof-variance-of-squares-lines',
  title: 'The variance of the squared norm of a column is 3Nσ⁴ + (N² − N)σ⁴ − N²σ⁴',
  place: 'proof of theorem 3.1.1, i = j, lines 3 to 8',
  note: 'Line 5 repeats line 4.',
  statement: String.raw`\operatorname{Var}\langle\overline w_i,\overline w_i\rangle=\mathbb E\bigl[(\textstyle\sum_kw_{k,i}^2)^2\bigr]-N^2\sigma^4=\sum_k\mathbb E[w_{k,i}^4]+2\sum_k\sum_{l>k}\mathbb E[w_{k,i}^2]\mathbb E[w_{l,i}^2]-N^2\sigma^4=3N\sigma^4+(N^2-N)\sigma^4-N^2\sigma^4`,
  judge: lines(
    varianceBy(length),
    ['line 3', own => E(length(own).pow(2)).sub(E(length(own)).pow(2))],
    ['line 4', own => E(length(own).pow(2)).add(lessSquare(own))],
    [
      'line 6',
      own =>
        E(own.sum(k => own.x(k).pow(4)).add(two.mul(own.pairs((k, l) => own.x(k).pow(2).mul(own.x(l).pow(2)))))).add(
          lessSquare(own),
        ),
    ],
    [
      'line 7',
      own =>
        own
          .sum(k => E(own.x(k).pow(4)))
          .add(two.mul(own.pairs((k, l) => E(own.x(k).pow(2)).mul(E(own.x(l).pow(2))))))
          .add(lessSquare(own)),
    ],
    [
      'line 8',
      own =>
        SIGMA2.pow(2)
          .scale(Rational.of(3 * own.N + own.N ** 2 - own.N))
          .add(lessSquare(own)),
    ],
  ),
  wrong: {
    'E w⁴ = σ⁴': lines(varianceBy(length), [
      'line 8',
      own =>
        SIGMA2.pow(2)
          .scale(Rational.of(own.N ** 2))
          .add(lessSquare(own)),
    ]),
    'without the 2 of the mixed terms': lines(varianceBy(length), [
      'line 7',
      own =>
        own
          .sum(k => E(own.x(k).pow(4)))
          .add(own.pairs((k, l) => E(own.x(k).pow(2)).mul(E(own.x(l).pow(2)))))
          .add(lessSquare(own)),
    ]),
  },
});

const times4 =
  (factor: number): Line =>
  own =>
    fourth(own).scale(Rational.of(factor));

const varianceOfLength = startClaim({
  id: 'thm-3.1.1:proof-variance-of-squares',
  title: '3Nσ⁴ + (N² − N)σ⁴ − N²σ⁴ is 4Nσ⁴',
  place: 'proof of theorem 3.1.1, i = j, line 9',
  grade: 'wrong constant or sign',
  restsOn: ['thm-3.1.1:proof-variance-of-squares-lines'],
  note: '3N − N = 2N. From here the 4 goes into the theorem and all variances of tables 3.1 and 3.2.',
  statement: String.raw`3N\sigma^4+(N^2-N)\sigma^4-N^2\sigma^4=4N\sigma^4`,
  judge: lines(varianceBy(length), ['line 9', times4(4)]),
  corrected: {
    statement: String.raw`3N\sigma^4+(N^2-N)\sigma^4-N^2\sigma^4=2N\sigma^4`,
    judge: lines(varianceBy(length), ['line 9', times4(2)]),
  },
  wrong: {
    '3N': lines(varianceBy(length), ['line 9', times4(3)]),
    '4N': lines(varianceBy(length), ['line 9', times4(4)]),
  },
});

// Moments of both Gram matrices.

const gramIs = (which: 'above' | 'below', moment: 'mean' | 'variance', sizesOf: Sizes, stated: Stated): StartJudge => {
  const { above, below } = layersIn(sizesOf);
  const gram = which === 'above' ? gramAbove(above) : gramBelow(below);
  const entries = moment === 'mean' ? expected(gram) : varying(gram);
  return equals(numbers => {
    const own =
      sizesOf === 'printed' && which === 'above'
        ? { ...numbers, n: [numbers.n[2], numbers.n[1], numbers.n[2]] as const }
        : numbers;
    const size = sizesOf === 'network' ? numbers.widths[1] : numbers.widths[which === 'above' ? 2 : 0];
    return [[moment === 'mean' ? 'expectation' : 'variances', stated(size, numbers), filledAt(size, entries, own)]];
  });
};

const meanAbove: Stated = (size, { n, v }) => identityTimes(size, n[2].mul(v[1]));
const meanBelow: Stated = (size, { n, v }) => identityTimes(size, n[0].mul(v[0]));
const varianceAbove =
  (onDiagonal: number, factor = 1): Stated =>
  (size, { n, v }) =>
    ofPattern(size, n[2].mul(square(v[1])).mul(Rational.of(factor)), onDiagonal);
const varianceBelow =
  (onDiagonal: number): Stated =>
  (size, { n, v }) =>
    ofPattern(size, n[0].mul(square(v[0])), onDiagonal);

const networkSizes = String.raw`\mathbf W_i\in\mathbb R^{n_{i+1}\times n_i}:\quad`;

const gramMean = (which: 'above' | 'below', place: string): Claim<FlowCase> => {
  const stated = which === 'above' ? meanAbove : meanBelow;
  const statement =
    which === 'above'
      ? String.raw`\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}]=n_{i+2}\sigma_{i+1}^2\mathbb I`
      : String.raw`\mathbb E[\mathbf W_i\mathbf W_i^\top]=n_i\sigma_i^2\mathbb I`;
  return startClaim({
    id: `thm-3.1.1:proof-mean-of-gram-${which}`,
    title:
      which === 'above'
        ? 'The expectation of W_{i+1}ᵀW_{i+1} is n_{i+2}σ²_{i+1} I'
        : 'The expectation of W_iW_iᵀ is n_iσ²_i I',
    place,
    grade: 'sizes and notation',
    restsOn: ['thm-3.1.1:sizes'],
    note: 'In printed sizes each entry on the diagonal has n_{i+1} terms.',
    statement,
    judge: gramIs(which, 'mean', 'printed', stated),
    fair: { statement: networkSizes + statement, judge: gramIs(which, 'mean', 'network', stated) },
    corrected: { statement: networkSizes + statement, judge: gramIs(which, 'mean', 'network', stated) },
    wrong: {
      'the middle width': gramIs(which, 'mean', 'network', (size, { n, v }) =>
        identityTimes(size, n[1].mul(v[which === 'above' ? 1 : 0])),
      ),
      'the other variance': gramIs(which, 'mean', 'network', (size, { n, v }) =>
        identityTimes(size, n[which === 'above' ? 2 : 0].mul(v[which === 'above' ? 0 : 1])),
      ),
    },
  });
};

const varianceOfGramAbove = startClaim({
  id: 'thm-3.1.1:proof-variance-of-gram-above',
  title: 'The variances of W_{i+1}ᵀW_{i+1} are 4n_{i+2}σ⁴_{i+1}𝔹',
  place: 'proof of theorem 3.1.1, second line after “Hence”',
  grade: 'wrong constant or sign',
  restsOn: ['thm-3.1.1:sizes', 'thm-3.1.1:proof-variance-of-squares'],
  note: '𝔹 has the 4 already; off the diagonal the factor 4 is one too many, on it 16 stands where 2 is right. Weights are read as n_{i+1}×n_i.',
  statement: String.raw`\operatorname{Var}[\mathbf W_{i+1}^\top\mathbf W_{i+1}]=4n_{i+2}\sigma_{i+1}^4\mathbb B,\quad\mathbb B_{jj}=4,\;\mathbb B_{jk}=1`,
  judge: gramIs('above', 'variance', 'network', varianceAbove(4, 4)),
  corrected: {
    statement: String.raw`\operatorname{Var}[\mathbf W_{i+1}^\top\mathbf W_{i+1}]=n_{i+2}\sigma_{i+1}^4\mathbb B,\quad\mathbb B_{jj}=2,\;\mathbb B_{jk}=1`,
    judge: gramIs('above', 'variance', 'network', varianceAbove(2)),
  },
  wrong: {
    'without the factor, 𝔹 as printed': gramIs('above', 'variance', 'network', varianceAbove(4)),
    'the factor 4 alone, twos': gramIs('above', 'variance', 'network', varianceAbove(2, 4)),
  },
});

const varianceOfGramBelow = startClaim({
  id: 'thm-3.1.1:proof-variance-of-gram-below',
  title: 'The variances of W_iW_iᵀ are n_iσ⁴_i𝔹',
  place: 'proof of theorem 3.1.1, moments of W_i',
  grade: 'wrong constant or sign',
  restsOn: ['thm-3.1.1:sizes', 'thm-3.1.1:proof-variance-of-squares'],
  note: 'Said to follow from the lines on W_{i+1}, of which the factor 4 is dropped here. Weights are read as n_{i+1}×n_i.',
  statement: String.raw`\operatorname{Var}[\mathbf W_i\mathbf W_i^\top]=n_i\sigma_i^4\mathbb B,\quad\mathbb B_{jj}=4,\;\mathbb B_{jk}=1`,
  judge: gramIs('below', 'variance', 'network', varianceBelow(4)),
  corrected: {
    statement: String.raw`\operatorname{Var}[\mathbf W_i\mathbf W_i^\top]=n_i\sigma_i^4\mathbb B,\quad\mathbb B_{jj}=2,\;\mathbb B_{jk}=1`,
    judge: gramIs('below', 'variance', 'network', varianceBelow(2)),
  },
  wrong: {
    'ones everywhere': gramIs('below', 'variance', 'network', varianceBelow(1)),
    'the width above': gramIs('below', 'variance', 'network', (size, { n, v }) =>
      ofPattern(size, n[2].mul(square(v[0])), 2),
    ),
  },
});

const shapeOfTransposed = (sizesOf: Sizes): StartJudge =>
  equals(({ widths: [n0, n1] }) => {
    const [rows, cols] = sizesOf === 'printed' ? [n0, n1] : [n1, n0];
    return [
      ['rows of W_iᵀ', n0, cols],
      ['columns of W_iᵀ', n1, rows],
    ];
  });

const transposed = startClaim({
  id: 'thm-3.1.1:proof-shape-of-transpose',
  title: 'W_iᵀ has shape (n_i, n_{i+1})',
  place: 'proof of theorem 3.1.1, moments of W_i',
  grade: 'sizes and notation',
  note: 'The theorem gives W_i itself this shape.',
  statement: String.raw`\mathbf W_i\in\mathbb R^{n_i\times n_{i+1}}:\quad\mathbf W_i^\top\in\mathbb R^{n_i\times n_{i+1}}`,
  judge: shapeOfTransposed('printed'),
  corrected: {
    statement: String.raw`\mathbf W_i\in\mathbb R^{n_{i+1}\times n_i}:\quad\mathbf W_i^\top\in\mathbb R^{n_i\times n_{i+1}}`,
    judge: shapeOfTransposed('network'),
  },
  wrong: { 'as printed': shapeOfTransposed('printed') },
});

const { above, below } = layersIn('network');
const crossCovariances = [
  [1, 1, 1, 1],
  [1, 2, 2, 1],
  [1, 2, 1, 2],
] as const;

const independent = (isZero: boolean): StartJudge =>
  equals(numbers =>
    crossCovariances.flatMap(([a, b, c, d]) => {
      const [first, second] = [below.entry(a, b), above.entry(c, d)];
      const squares = covarianceOf(first.times(first), second.times(second));
      return [
        [`Cov of entries (${a}, ${b}) and (${c}, ${d})`, Rational.ZERO, at(covarianceOf(first, second), numbers)],
        [
          `Cov of their squares`,
          isZero ? Rational.ZERO : at(expectationOf(first.times(first)), numbers),
          at(squares, numbers),
        ],
      ] as const;
    }),
  );

const covariances = startClaim({
  id: 'thm-3.1.1:proof-covariance',
  title: 'Entries of independent layers have covariance 0, and so have their squares',
  place: 'proof of theorem 3.1.1, last step',
  statement: String.raw`\operatorname{Cov}(\mathbf W_i,\mathbf W_{i+1})=0`,
  judge: independent(true),
  wrong: { 'squares depend on each other': independent(false) },
});

// The last lines have W_iᵀW_i, which is n_i×n_i, beside an n_{i+1}×n_{i+1} matrix; where widths are equal they exist.

const lastLine = (moment: 'mean' | 'variance', transposedBelow: boolean, stated: Stated): StartJudge => {
  const gram = transposedBelow ? below.transpose.times(below) : gramBelow(below);
  const of = moment === 'mean' ? expected : varying;
  const [first, second] = [of(gramAbove(above)), of(gram)];
  return equals(numbers => {
    const [, n1] = numbers.widths;
    const size = transposedBelow ? numbers.widths[0] : n1;
    const one = filledAt(n1, first, numbers);
    const other = filledAt(size, second, numbers);
    const sameSize: ExactSides[number] = ['rows of both matrices of the difference', size, n1];
    if (size !== n1) return [sameSize];
    const truth = one.map((entry, i, j) => (moment === 'mean' ? entry.sub(other.at(i, j)) : entry.add(other.at(i, j))));
    return [sameSize, [moment === 'mean' ? 'expectation' : 'variances', stated(n1, numbers), truth]];
  });
};

const lastMean = startClaim({
  id: 'thm-3.1.1:proof-mean-of-difference',
  title: 'The expectation of W_{i+1}ᵀW_{i+1} − W_iᵀW_i is (n_{i+2}σ²_{i+1} − n_iσ²_i) I',
  place: 'proof of theorem 3.1.1, last but one line',
  grade: 'sizes and notation',
  note: 'W_iᵀW_i is n_i×n_i; W_iW_iᵀ is meant, as in the theorem. Weights are read as n_{i+1}×n_i.',
  statement: String.raw`\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i^\top\mathbf W_i]=(n_{i+2}\sigma_{i+1}^2-n_i\sigma_i^2)\mathbb I`,
  judge: lastLine('mean', true, statedMean),
  corrected: {
    statement: String.raw`\mathbb E[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=(n_{i+2}\sigma_{i+1}^2-n_i\sigma_i^2)\mathbb I`,
    judge: lastLine('mean', false, statedMean),
  },
  wrong: { 'as printed': lastLine('mean', true, statedMean), 'the middle width': lastLine('mean', false, middleMean) },
});

const lastVariance = startClaim({
  id: 'thm-3.1.1:proof-variance-of-difference',
  title: 'The variances of W_{i+1}ᵀW_{i+1} − W_iᵀW_i are (n_{i+2}σ⁴_{i+1} + n_iσ⁴_i)𝔹',
  place: 'proof of theorem 3.1.1, last line',
  grade: 'wrong constant or sign',
  restsOn: ['thm-3.1.1:proof-variance-of-gram-above', 'thm-3.1.1:proof-variance-of-gram-below'],
  note: 'W_iW_iᵀ is meant, and twos on the diagonal. The two lines that it adds up have a factor 4 between them, which is gone here.',
  statement: String.raw`\operatorname{Var}[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i^\top\mathbf W_i]=(n_{i+2}\sigma_{i+1}^4+n_i\sigma_i^4)\mathbb B,\quad\mathbb B_{jj}=4`,
  judge: lastLine('variance', true, statedVariance(4)),
  corrected: {
    statement: String.raw`\operatorname{Var}[\mathbf W_{i+1}^\top\mathbf W_{i+1}-\mathbf W_i\mathbf W_i^\top]=(n_{i+2}\sigma_{i+1}^4+n_i\sigma_i^4)\mathbb B,\quad\mathbb B_{jj}=2`,
    judge: lastLine('variance', false, statedVariance(2)),
  },
  wrong: {
    fours: lastLine('variance', false, statedVariance(4)),
    ones: lastLine('variance', false, statedVariance(1)),
  },
});

export const sec31Theorem: readonly Claim<FlowCase>[] = [
  sizes,
  partOne,
  partTwo,
  proofGram,
  summed(
    1,
    'thm-3.1.1:proof-sum-of-products',
    'The inner product of two columns is a sum of n_{i+2} terms',
    'proof of theorem 3.1.1, i ≠ j, line 1',
  ),
  meanOfProduct,
  varianceOfProduct,
  summed(
    0,
    'thm-3.1.1:proof-sum-of-squares',
    'The squared norm of a column is a sum of n_{i+2} terms',
    'proof of theorem 3.1.1, i = j, line 1',
  ),
  meanOfLength,
  varianceOfLengthLines,
  varianceOfLength,
  gramMean('above', 'proof of theorem 3.1.1, first line after “Hence”'),
  varianceOfGramAbove,
  transposed,
  gramMean('below', 'proof of theorem 3.1.1, moments of W_i'),
  varianceOfGramBelow,
  covariances,
  lastMean,
  lastVariance,
];
