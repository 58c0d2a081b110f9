import fc from 'fast-check';
import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { balances } from '../../../src/network/balance.ts';
import { inertia } from '../../../src/numbers/inertia.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { T, times } from '../_exact.ts';
import { exactly, isSo } from '../_exactly.ts';
import { chainArbitrary, condition, isZero, modesOf, othersOf, productOf, zerosIn } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { critical, diagonalFlow, modesArbitrary } from './_criticalModes.ts';
import { velocity } from './_descent.ts';
import { loss } from './_variations.ts';

// Whether a point is critical is decided by the raw velocities of all weights, not by the products that the statement is about. The points are
// made with 0, 1, 2, … zeros in a mode, so that a rule with another number of zeros fails on some of them.

const SECTION = { section: '5.2.1', topic: 'Critical points of diagonal networks' } as const;
const points = modesArbitrary();

const eitherOr = (zeros: number): Judge<FlowCase> =>
  isSo(given => {
    const wrong = modesOf(given).findIndex(
      (mode, j) => !productOf(mode).equals(given.flow.sigmaYX.at(j, j)) && zerosIn(mode) < zeros,
    );
    const mode = modesOf(given)[Math.max(wrong, 0)]!;
    return {
      quantity: 'modes of a critical point',
      isSo: wrong < 0,
      reason:
        wrong < 0
          ? 'each is exact or has zeros enough'
          : `mode ${wrong + 1} is (${mode.join(', ')}), its product not σ`,
    };
  });

const prop33 = surveyClaim({
  ...SECTION,
  id: 'prop-33',
  title: 'At a critical point each connection is exact, or at least two of its weights are zero',
  place: 'proposition 33',
  statement: String.raw`\dot\xi=0\;\Rightarrow\;\hat\xi_j=\sigma_j\ \text{ or }\ \xi_{i,j}=0\text{ for at least two }i,\qquad j=1,\dots,d_y`,
  hypotheses: [critical],
  cases: points,
  judge: eitherOr(2),
  wrong: {
    'at least three are zero': eitherOr(3),
    'always exact': eitherOr(100),
  },
});

const interpretation = surveyClaim({
  ...SECTION,
  id: 'prop-33:exact-or-absent',
  title: 'At a critical point the input-output expression of each component is exact, or there is no relation at all',
  place: 'section 5.2.1, after proposition 33',
  restsOn: ['prop-33'],
  statement: String.raw`\dot\xi=0\;\Rightarrow\;\hat\xi_j\in\{\sigma_j,0\}`,
  hypotheses: [critical],
  cases: points,
  judge: isSo(given => {
    const products = modesOf(given).map(productOf);
    const other = products.findIndex((value, j) => !isZero(value) && !value.equals(given.flow.sigmaYX.at(j, j)));
    return {
      quantity: 'products of the modes',
      isSo: other < 0,
      reason: `they are ${products.join(', ')}`,
      shown: new Matrix(products.length, 1, products),
    };
  }),
  wrong: {
    'always exact': exactly(given =>
      modesOf(given).map((mode, j) => [`connection ${j + 1}`, given.flow.sigmaYX.at(j, j), productOf(mode)]),
    ),
    'always absent': exactly(given =>
      modesOf(given).map((mode, j) => [`connection ${j + 1}`, Rational.ZERO, productOf(mode)]),
    ),
  },
});

/** Every subset of modes switched off by `zeros` zeros, the others exact: how many of these points are critical. */
const choices = (zeros: number, counted: (modes: number) => number): Judge<FlowCase> =>
  exactly(({ flow }) => {
    const [modes, depth] = [flow.sigmaYX.rows, flow.layers.length];
    const sigmas = Array.from({ length: modes }, (_, j) => flow.sigmaYX.at(j, j));
    const outputs = Array.from({ length: 2 ** modes }, (_, subset) => {
      const made = sigmas.map((sigma, j) =>
        Array.from({ length: depth }, (__, i) =>
          (subset >> j) % 2 === 1 ? (i < zeros ? Rational.ZERO : Rational.ONE) : i === 0 ? sigma : Rational.ONE,
        ),
      );
      const at = diagonalFlow(made, sigmas);
      const rests = velocity(at).every(layer => layer.data.every(isZero));
      return rests ? made.map(productOf).join() : undefined;
    });
    const found = new Set(outputs.filter(output => output !== undefined));
    return [['different products of critical points', counted(modes), found.size]];
  });

const allChoices = surveyClaim({
  ...SECTION,
  id: 'prop-33:all-on-off-choices',
  title: 'The 2^{d_y} critical points of the quotient are all on/off choices of the input-output connections',
  place: 'section 5.2.1, after proposition 33',
  restsOn: ['prop-33'],
  note: 'That there are no others is proposition 33; here each choice is made and found to be critical. Judged for two layers and more: one layer has one critical point.',
  statement: String.raw`\#\{A^h:\dot A=0\}=2^{d_y}\qquad(h\ge2)`,
  cases: chainArbitrary({ kind: 'diagonal', minDepth: 2, widths: 'equal' }),
  judge: choices(2, modes => 2 ** modes),
  wrong: {
    'off by a single zero': choices(1, modes => 2 ** modes),
    'one fewer': choices(2, modes => 2 ** modes - 1),
    'one for each mode': choices(2, modes => modes),
  },
});

const twoZeros = condition('two zeros in a mode', 'some mode has at least two weights that are zero', given =>
  modesOf(given).some(mode => zerosIn(mode) >= 2),
);

const ORDER = 4;

const frozen = (zeros: number): Judge<FlowCase> =>
  exactly(given => {
    const series = flowSeries(given.flow, ORDER);
    return modesOf(given).flatMap((mode, j) =>
      zerosIn(mode) < zeros
        ? []
        : series.slice(0, 1).map(() => {
            const moved = series.flatMap(coefficients =>
              coefficients.slice(1).map(coefficient => coefficient.at(j, j)),
            );
            const column = new Matrix(moved.length, 1, moved);
            return [`mode ${j + 1}, coefficients of t to t⁴`, column.map(() => Rational.ZERO), column] as const;
          }),
    );
  });

const zerosStay = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:two-zeros-stay',
  title: 'There are trajectories with two or more zero weights in a mode for all times',
  place: 'section 5.2.1, after equation 56',
  note: 'Read for every start with two zeros in a mode: that mode never moves.',
  statement: String.raw`\xi_{k,j}(0)=\xi_{\ell,j}(0)=0,\;k\ne\ell\;\Rightarrow\;\xi_{\bullet,j}(t)=\xi_{\bullet,j}(0)`,
  hypotheses: [twoZeros],
  cases: points,
  judge: frozen(2),
  wrong: { 'one zero is enough': frozen(1) },
});

const lossRate = (stated: (mode: readonly Rational[]) => Rational): Judge<FlowCase> =>
  exactly(given => {
    const moving = modesOf({ flow: { ...given.flow, layers: velocity(given.flow) } });
    return modesOf(given).map((mode, j) => {
      const left = given.flow.sigmaYX.at(j, j).sub(productOf(mode));
      const loss = left.mul(left).div(Rational.of(2));
      // d/dt of ½(σ − ∏ξ)² along the raw flow: −(σ − ∏ξ) Σ_i ξ̄_i ξ̇_i.
      const product = othersOf(mode).map((others, i) => others.mul(moving[j]![i]!));
      return [
        `d/dt of the loss of mode ${j + 1}`,
        stated(mode).mul(loss),
        left.neg().mul(product.reduce((a, b) => a.add(b))),
      ];
    });
  });

const squares = (values: readonly Rational[]): Rational =>
  values.map(value => value.mul(value)).reduce((a, b) => a.add(b));

const eq56 = surveyClaim({
  ...SECTION,
  id: 'eq-56',
  title: 'The loss of a mode falls at twice the sum of the squares of the partial products',
  place: 'equation 56',
  restsOn: ['eq-55'],
  statement: String.raw`\dot{\mathcal L}_j=-2\Bigl(\sum_{i=1}^h\bar\xi_{i,j}^2\Bigr)\mathcal L_j`,
  cases: chainArbitrary({ kind: 'diagonal', signs: 'any' }),
  judge: lossRate(mode => squares(othersOf(mode)).mul(Rational.of(-2))),
  wrong: {
    'without the two': lossRate(mode => squares(othersOf(mode)).neg()),
    'squares of the weights': lossRate(mode => squares(mode).mul(Rational.of(-2))),
    'the square of the sum': lossRate(mode => {
      const sum = othersOf(mode).reduce((a, b) => a.add(b));
      return sum.mul(sum).mul(Rational.of(-2));
    }),
  },
});

const sumOfRates = (factor: number): Judge<FlowCase> =>
  exactly(given => {
    const moving = velocity(given.flow);
    const total = moving.flatMap(({ data }) => data).reduce((sum, rate) => sum.sub(rate.mul(rate)), Rational.ZERO);
    const parts = modesOf(given).map((mode, j) => {
      const left = given.flow.sigmaYX.at(j, j).sub(productOf(mode));
      return squares(othersOf(mode)).mul(left.mul(left)).mul(Rational.of(factor));
    });
    return [['dL/dt', parts.reduce((a, b) => a.add(b)), total]];
  });

const lossFalls = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:loss-rate-is-a-sum',
  title: 'The loss of a diagonal network falls by the sum of what the modes contribute',
  place: 'section 5.2.1, before equation 56',
  restsOn: ['eq-56'],
  note: 'dL/dt of the raw flow is minus the squared length of its velocity.',
  statement: String.raw`\dot{\mathcal L}(\xi)=\sum_{j=1}^{d_y}\dot{\mathcal L}_j(\xi_{\bullet,j})`,
  cases: chainArbitrary({ kind: 'diagonal', signs: 'any' }),
  judge: sumOfRates(-1),
  wrong: { 'twice as fast': sumOfRates(-2), growing: sumOfRates(1) },
});

/** Scalars of one size z that reach rest at σ^{1/h} where their product is positive and 0 where it is not. */
/** z(∞): σ = 2^h. */
const END = 2;

const sizes = [4, 8, 16, 24].map(k => Rational.ratio(1n, 1n << BigInt(k)));

/**
 * How fast the loss comes to its limit, −d/dt log|L − L(∞)|, at states of the trajectory nearer and nearer to its end. All weights of a mode
 * are ±z, z(t) is monotone, so that the trajectory comes by each of these states: by z = 2^{−k} where the product of the signs is
 * negative (the end is 0), by z = z(∞)(1 ± 2^{−k}) where it is positive.
 */
function ratesTowardsTheEnd({ flow }: FlowCase): Rational[] {
  const starts = flow.layers.map(layer => layer.at(0, 0));
  const sign = Rational.of(productOf(starts).sign());
  const end = Rational.of(END);
  const z = starts[0]!.abs();
  return sizes.map(distance => {
    const at =
      sign.sign() < 0 ? z.mul(distance) : z.compare(end) > 0 ? end.add(end.mul(distance)) : end.sub(end.mul(distance));
    const layers = starts.map(start => new Matrix(1, 1, [at.mul(Rational.of(start.sign()))]));
    const state = { ...flow, layers };
    const slope = velocity(state).reduce((sum, { data }) => sum.add(data[0]!.mul(data[0]!)), Rational.ZERO);
    const half = Rational.of(1, 2);
    const left = sign.sign() < 0 ? half.mul(flow.sigmaYX.at(0, 0).mul(flow.sigmaYX.at(0, 0))) : Rational.ZERO;
    return slope.div(loss(state).sub(left).abs());
  });
}

const comesExponentially = (least: number): Judge<FlowCase> =>
  isSo(given => {
    const rates = ratesTowardsTheEnd(given);
    const share = rates.at(-1)!.div(rates[1]!);
    return {
      quantity: 'rate at which the loss comes to its limit, at z or z(∞) − z of 2⁻⁴, 2⁻⁸, 2⁻¹⁶, 2⁻²⁴',
      isSo: share.compare(Rational.of(least)) > 0,
      reason: `−d/dt log|L − L(∞)| is ${rates.map(rate => rate.toNumber().toPrecision(3)).join(', ')}`,
      shown: new Matrix(rates.length, 1, rates),
    };
  });

const equalSizes = modesOfEqualSize();

const towardsTheTask = condition(
  'towards the task',
  'the product of the weights is positive, so that it comes to σ',
  ({ flow }) => productOf(flow.layers.map(layer => layer.at(0, 0))).sign() > 0,
);

const moving = condition('a term of (56) is not zero', 'the weights are not zero and not at rest', ({ flow }) =>
  velocity(flow).some(layer => layer.data.some(entry => !isZero(entry))),
);

function modesOfEqualSize() {
  return chainArbitrary({ kind: 'diagonal', signs: 'positive', maxWidth: 1, minDepth: 2, maxDepth: 4 }).map(given => {
    const depth = given.flow.layers.length;
    const sizesOfStarts = [3, 1, 3, 1].map(n => Rational.of(n));
    const z = sizesOfStarts[Number(given.flow.layers[0]!.at(0, 0).n) % 4]!;
    const negative = given.flow.layers.at(-1)!.at(0, 0).compare(Rational.ONE) > 0;
    const layers = given.flow.layers.map((_, i) => new Matrix(1, 1, [i === 0 && negative ? z.neg() : z]));
    return { ...given, flow: { ...given.flow, layers, sigmaYX: new Matrix(1, 1, [Rational.of(END ** depth)]) } };
  });
}

const exponential = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:exponential-where-a-term-is-not-zero',
  title: 'Where a term of (56) is not zero along a trajectory, convergence is exponential',
  place: 'section 5.2.1, after equation 56',
  restsOn: ['eq-56'],
  grade: 'missing hypothesis',
  note: 'The terms may be positive at all times and tend to zero: from (−1, 1, 1) three weights go to the saddle 0 like 1/t, and the loss to σ²/2 like t⁻³. Read off the local rate at states that the trajectory comes by; judged for weights of one size, for which these are known. Where the mode comes to σ the terms stay above a positive number, and the sentence holds.',
  statement: String.raw`\sum_i\bar\xi_{i,j}^2(t)\ne0\text{ for all }t\;\Rightarrow\;|\mathcal L(t)-\mathcal L(\infty)|\le C e^{-rt},\;r>0`,
  hypotheses: [moving],
  cases: equalSizes,
  judge: comesExponentially(0.5),
  narrowed: { hypotheses: [moving, towardsTheTask] },
  wrong: { 'faster and faster': comesExponentially(1.5) },
});

const frozenBeside = condition(
  'a mode at rest beside one that moves',
  'mode 2 has two zeros and a weight that is not, mode 1 moves',
  ({ flow }) => flow.layers.length > 2,
);

/** The same mode beside one that stays at (0, 0, 1, …). */
const besideFrozen = modesOfEqualSize().map(given => {
  const own = given.flow.layers.map(layer => layer.at(0, 0));
  const other = own.map((_, i) => (i < 2 ? Rational.ZERO : Rational.ONE));
  const sigma = given.flow.sigmaYX.at(0, 0);
  return { ...given, flow: diagonalFlow([own, other], [sigma, Rational.ONE]) };
});

const withoutTheFrozen =
  (judge: Judge<FlowCase>): Judge<FlowCase> =>
  (given, effort) => {
    const first = (matrix: Matrix<Rational>): Matrix<Rational> => matrix.slice(0, 1, 0, 1);
    const { flow } = given;
    return judge({ ...given, flow: { ...flow, layers: flow.layers.map(first), sigmaYX: first(flow.sigmaYX) } }, effort);
  };

const saddleExponentially = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:saddle-reached-exponentially',
  title: 'A trajectory with two or more zero weights in a mode still comes to its saddle exponentially',
  place: 'section 5.2.1, after equation 56',
  restsOn: ['sec-5.2.1:two-zeros-stay'],
  grade: 'missing hypothesis',
  note: 'The mode with the zeros is at rest; what converges are the others, and one of them may come to 0 like 1/t. The loss of the mode at rest is left out on both sides.',
  statement: String.raw`\xi_{k,j}=\xi_{\ell,j}=0\;\Rightarrow\;|\mathcal L(t)-\mathcal L(\infty)|\le C e^{-rt},\;r>0`,
  hypotheses: [frozenBeside, moving],
  cases: besideFrozen,
  judge: withoutTheFrozen(comesExponentially(0.5)),
  narrowed: { hypotheses: [frozenBeside, moving, towardsTheTask] },
  wrong: { 'faster and faster': withoutTheFrozen(comesExponentially(1.5)) },
});

/** Factors of the terms of (47): λ_min of W_iᵀW_i below the layer that is left out, of W_iW_iᵀ above it. */
const termsThatVanish = (given: FlowCase): boolean[] => {
  const { layers } = given.flow;
  const isSingular = (gram: Matrix<Rational>): boolean => inertia(gram).zero > 0;
  const below = layers.map(layer => isSingular(times(T(layer), layer)));
  const above = layers.map(layer => isSingular(times(layer, T(layer))));
  return layers.map((_, j) => layers.some((_layer, i) => (i < j && below[i]!) || (i > j && above[i]!)));
};

const vanishing = (says: (terms: readonly boolean[]) => boolean): Judge<FlowCase> =>
  isSo(given => {
    const terms = termsThatVanish(given);
    const count = terms.filter(vanishes => vanishes).length;
    return { quantity: 'terms of (47)', isSo: says(terms), reason: `${count} of ${terms.length} are 0` };
  });

const ratesVanish = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:rates-vanish-with-two-zeros',
  title: 'Where a mode has two zero weights all terms of the bound of proposition 26 are 0',
  place: 'section 5.2.1, after equation 56',
  restsOn: ['sec-5.2.1:two-zeros-stay'],
  note: 'Of the layers with a zero one at least is a factor of every term, and its λ_min is 0. With a single zero one term may be positive. The zeros stay for all times, and so does this.',
  statement: String.raw`\xi_{k,j}=\xi_{\ell,j}=0\;\Rightarrow\;\prod_{i<m}\lambda_{\min}(W_i^\top W_i)\prod_{i>m}\lambda_{\min}(W_iW_i^\top)=0\;\forall m`,
  hypotheses: [twoZeros],
  cases: modesArbitrary({ minDepth: 2, maxDepth: 4 }),
  judge: vanishing(terms => terms.every(vanishes => vanishes)),
  wrong: {
    'one of them is not': vanishing(terms => terms.some(vanishes => !vanishes)),
    'half of them at most': vanishing(terms => 2 * terms.filter(vanishes => vanishes).length <= terms.length),
  },
});

/** Numbers of positive and negative eigenvalues of C_i = W_iW_iᵀ − W_{i+1}ᵀW_{i+1}, that is of minus the balances. */
const meetsProposition27 = ({ flow: { layers } }: FlowCase, j: number): boolean => {
  const n = layers[0]!.rows;
  return balances(rationalField, layers).every((law, at) => {
    const { positive, negative } = inertia(law);
    return at + 1 < j ? negative === n : positive === n;
  });
};

const conditionsFail = (says: (met: readonly number[]) => boolean): Judge<FlowCase> =>
  isSo(given => {
    const met = given.flow.layers.map((_, at) => at + 1).filter(j => meetsProposition27(given, j));
    return {
      quantity: 'number of j for which the conditions of proposition 27 are met',
      isSo: says(met),
      reason: `of ${given.flow.layers.length}`,
      shown: met.length,
    };
  });

const conditions27 = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:proposition-27-fails-with-two-zeros',
  title: 'Where a mode has two zero weights the conditions of proposition 27 are met for no j',
  place: 'section 5.2.1, after equation 56',
  restsOn: ['sec-5.2.1:two-zeros-stay'],
  note: 'They ask for squares of weights that fall up to layer j and rise from there, strictly and in every mode: one zero is possible, two are not. For layers of equal widths.',
  statement: String.raw`\xi_{k,m}=\xi_{\ell,m}=0\;\Rightarrow\;\nexists j:\ C_i\succ0\ (i<j),\ C_i\prec0\ (i\ge j)`,
  hypotheses: [twoZeros],
  cases: modesArbitrary({ minDepth: 2, maxDepth: 4 }),
  judge: conditionsFail(met => met.length === 0),
  wrong: {
    'for some j they are met': conditionsFail(met => met.length > 0),
    'all but one': conditionsFail(met => met.length === 1),
  },
});

const STEPS = table('1', '0', '2', '1/2');

/** Modes whose squares do not rise up to layer j and do not fall from there; the first has its zeros at j and at a neighbour. `extra` holds j. */
const valleys = drawRecord({
  depth: fc.noBias(fc.integer({ min: 2, max: 4 })),
  modes: fc.noBias(fc.integer({ min: 1, max: 2 })),
  at: fc.noBias(fc.nat(3)),
  isAbove: fc.boolean(),
  least: indexInto(STEPS),
  steps: draws(16, indexInto(STEPS)),
}).map(({ depth, modes, at, isAbove, least, steps }): FlowCase => {
  // With a layer above j, so that there is an α_(j).
  const j = 1 + (at % (depth - 1));
  const neighbour = isAbove || j === 1 ? j + 1 : j - 1;
  const weight = (m: number, i: number): Rational => {
    let size = m === 0 ? Rational.ZERO : STEPS[least]!;
    for (let k = Math.min(i, j) + 1; k <= Math.max(i, j); k++)
      if (m > 0 || k !== Math.max(neighbour, j)) size = size.add(STEPS[steps[m * 8 + k - 1]!]!);
    return size;
  };
  const all = Array.from({ length: modes }, (_, m) => Array.from({ length: depth }, (__, k) => weight(m, k + 1)));
  const sigmas = all.map((_, m) => Rational.of(modes - m));
  return { flow: diagonalFlow(all, sigmas), time: Rational.ZERO, extra: { j: new Matrix(1, 1, [Rational.of(j)]) } };
});

/** α_(i) of equation 52 for i = 1 … h − 1: of equal widths the smallest eigenvalues of C_ℓ before j and of −C_ℓ from there, which are diagonal. */
function factorsOfProposition28({ flow: { layers }, extra }: FlowCase): Rational[] {
  const j = extra.j!.at(0, 0).toNumber();
  const least = balances(rationalField, layers).map((law, at) => {
    const sign = at + 1 < j ? -1 : 1;
    const values = law.data.filter((_, k) => k % law.cols === Math.floor(k / law.cols));
    return values.map(value => value.mul(Rational.of(sign))).reduce((a, b) => (a.compare(b) < 0 ? a : b));
  });
  const sum = (from: number, to: number): Rational =>
    least.slice(from - 1, to).reduce((a, b) => a.add(b), Rational.ZERO);
  return least.map((_, at) => (at + 1 >= j ? sum(j, at + 1) : sum(at + 1, j - 1)));
}

const isZeroRate = (of: (factors: readonly Rational[], j: number) => Rational): Judge<FlowCase> =>
  exactly(given => {
    const factors = factorsOfProposition28(given);
    return [['the factor or rate', Rational.ZERO, of(factors, given.extra.j!.at(0, 0).toNumber())]];
  });

const rate28 = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:proposition-28-rate-with-two-zeros',
  title: 'With two zero weights in a mode α_(j) is 0, and with it the rate of proposition 28',
  place: 'section 5.2.1, after equation 56',
  restsOn: ['sec-5.2.1:two-zeros-stay'],
  grade: 'wording',
  note: 'Where the second zero is in layer j + 1, or above, it is α_(j); where both are at j and below, α_(j−1). The weights 0, 0, 1 with j = 2 have α_(1) = 0 and α_(2) = 1. Read fairly some factor is 0, and α_h with it. Squares must not rise up to layer j nor fall from there, so that zeros are neighbours and j is among them. For layers of equal widths.',
  statement: String.raw`\xi_{k,m}=\xi_{\ell,m}=0\;\Rightarrow\;\alpha_{(j)}=0,\ \alpha_h=0`,
  cases: valleys,
  judge: isZeroRate((factors, j) => factors[j - 1]!),
  fair: {
    statement: String.raw`\xi_{k,m}=\xi_{\ell,m}=0\;\Rightarrow\;\alpha_h=\prod_i\alpha_{(i)}=0`,
    judge: isZeroRate(factors => productOf(factors)),
  },
  corrected: {
    statement: String.raw`\xi_{k,m}=\xi_{\ell,m}=0\;\Rightarrow\;\alpha_{(j)}\alpha_{(j-1)}=0,\ \alpha_h=0`,
    judge: isZeroRate((factors, j) => factors[j - 1]!.mul(factors[j - 2] ?? Rational.ONE)),
  },
  wrong: {
    'the last factor': isZeroRate(factors => factors.at(-1)!),
    'the sum of all factors': isZeroRate(factors => factors.reduce((a, b) => a.add(b))),
  },
});

export const sec521Critical: readonly Claim<FlowCase>[] = [
  prop33,
  interpretation,
  allChoices,
  zerosStay,
  eq56,
  lossFalls,
  exponential,
  saddleExponentially,
  ratesVanish,
  conditions27,
  rate28,
];
