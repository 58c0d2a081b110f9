import fc from 'fast-check';
import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { adjacencyMatrix } from '../../../src/network/adjacency.ts';
import { balances } from '../../../src/network/balance.ts';
import { isPositiveSemidefinite } from '../../../src/numbers/isPositiveSemidefinite.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { exactly, isSo } from '../_exactly.ts';
import { chainArbitrary, condition, isZero } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { columns, dot, spanned } from './_columns.ts';
import { asLayers, inColumn, velocity } from './_descent.ts';
import { slopesOfLaws } from './_slopesOfLaws.ts';
import { hessian, loss } from './_variations.ts';

// 1-2-1, w = (w_1, w_2, w_3, w_4) with W_1 = (w_1; w_2), W_2 = (w_3 w_4). With X symmetric the form Σ X_ij dC_ij vanishes exactly where X kills (w_1, w_2) and
// (w_3, w_4): the three one-forms are independent exactly where these two are, and of 1-d-1 the rank of all laws is 2d − 1 at most.

const SECTION = { section: '6.2.3', topic: 'One hidden layer with one input and one output' } as const;
const zero = Rational.ZERO;

/** 1-2-1 with weights of any sign, in general and with parallel layers. */
const drawn = chainArbitrary({ signs: 'any', minDepth: 2, maxDepth: 2, maxWidth: 2 }).map(given => withUnits(given, 2));

/** The same with W_2 = factor·W_1ᵀ: what is drawn for the first unit in W_2. */
const parallel = drawn.map(given => {
  const [W1, W2] = given.flow.layers;
  const layers = [W1!, W1!.transpose().map(entry => entry.mul(W2!.at(0, 0)))];
  return { ...given, flow: { ...given.flow, layers } };
});

const cases = fc.oneof(drawn, parallel);

/** The first entries of a case as a network of one input, so many hidden units and one output. */
function withUnits(given: FlowCase, units: number): FlowCase {
  const entries = inColumn(given.flow.layers);
  const drawn = (at: number): Rational =>
    entries[at % entries.length]!.add(Rational.of(Math.floor(at / entries.length)));
  const layers = [Matrix.generate(units, 1, i => drawn(i)), Matrix.generate(1, units, (_, j) => drawn(units + j))];
  const sigmaYX = given.flow.sigmaYX.slice(0, 1, 0, 1);
  return { ...given, flow: { ...given.flow, layers, sigmaYX } };
}

const weights = (given: FlowCase): readonly Rational[] => inColumn(given.flow.layers);
const moves = (given: FlowCase): readonly Rational[] => inColumn(velocity(given.flow));
const sq = (value: Rational): Rational => value.mul(value);
const sum = (values: readonly Rational[]): Rational => values.reduce((a, b) => a.add(b), zero);

const rates = (order: readonly number[]): Judge<FlowCase> =>
  exactly(given => {
    const w = weights(given);
    const rest = given.flow.sigmaYX.at(0, 0).sub(w[0]!.mul(w[2]!)).sub(w[1]!.mul(w[3]!));
    return [['ẇ', columns([order.map(i => w[i]!.mul(rest))], 4), columns([moves(given)], 4)]];
  });

const eq66 = surveyClaim({
  ...SECTION,
  id: 'eq-66',
  title: 'The flow of a network with one hidden layer of two units',
  place: 'equation 66',
  statement: String.raw`\dot{\mathbf w}=(w_3,w_4,w_1,w_2)^\top(\sigma-w_1w_3-w_2w_4)`,
  cases,
  judge: rates([2, 3, 0, 1]),
  wrong: { 'the units exchanged': rates([3, 2, 1, 0]), 'the weights themselves': rates([0, 1, 2, 3]) },
});

const places = (at: readonly (readonly [number, number])[]): Judge<FlowCase> =>
  exactly(given => {
    const w = weights(given);
    const stated = Matrix.generate(4, 4, (i, j) => {
      const index = at.findIndex(([row, col]) => row === i && col === j);
      return index < 0 ? zero : w[index]!;
    });
    return [['A', stated, adjacencyMatrix(rationalField, given.flow.layers)]];
  });

const adjacency = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.3:adjacency',
  title: 'The adjacency matrix of that network',
  place: 'section 6.2.3, first display',
  statement: String.raw`A=\begin{bmatrix}0&0&0&0\\w_1&0&0&0\\w_2&0&0&0\\0&w_3&w_4&0\end{bmatrix}`,
  cases,
  judge: places([
    [1, 0],
    [2, 0],
    [3, 1],
    [3, 2],
  ]),
  wrong: {
    'its transpose': places([
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ]),
  },
});

type Laws = (w: readonly Rational[]) => readonly Rational[];

const printedLaws: Laws = ([a, b, c, d]) => [sq(a!).sub(sq(c!)), sq(b!).sub(sq(d!)), a!.mul(b!).sub(c!.mul(d!))];

const lawsOfBalance = (laws: Laws): Judge<FlowCase> =>
  exactly(given => {
    const C = balances(rationalField, given.flow.layers)[0]!.map(entry => entry.neg());
    const truth = [C.at(0, 0), C.at(1, 1), C.at(0, 1)];
    const [left, right] = [laws(weights(given)), truth];
    const ahead = flowSeries(given.flow, 1).map(([start, slope]) =>
      start!.map((entry, i, j) => entry.add(slope!.at(i, j).mul(Rational.of(1, 1_000_000)))),
    );
    const drift = laws(inColumn(ahead)).map((value, k) => value.sub(left[k]!));
    // Of a conserved quadratic the first coefficient is zero: what is left is of the second order in the step.
    const first = drift.map((value, k) => value.sub(secondOf(given, laws, k)));
    return [
      ['W1W1ᵀ − W2ᵀW2', columns([left], 3), columns([right], 3)],
      ['their first coefficient in t', columns([first.map(() => zero)], 3), columns([first], 3)],
    ];
  });

/** The part of second order of a quadratic law along the velocity, for a step of 10⁻⁶. */
function secondOf(given: FlowCase, laws: Laws, k: number): Rational {
  const step = Rational.of(1, 1_000_000);
  const slope = moves(given).map(entry => entry.mul(step));
  return laws(slope)[k]!;
}

const conserved = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.3:conservation-laws',
  title: 'The three conservation laws of 1-2-1',
  place: 'section 6.2.3, third display',
  statement: String.raw`W_1W_1^\top-W_2^\top W_2=\begin{bmatrix}c_1&c_3\\c_3&c_2\end{bmatrix}:\quad w_1^2-w_3^2=c_1,\;w_2^2-w_4^2=c_2,\;w_1w_2-w_3w_4=c_3`,
  cases,
  judge: lawsOfBalance(printedLaws),
  wrong: {
    'w1w3 − w2w4': lawsOfBalance(([a, b, c, d]) => [
      sq(a!).sub(sq(c!)),
      sq(b!).sub(sq(d!)),
      a!.mul(c!).sub(b!.mul(d!)),
    ]),
    'w1² − w4²': lawsOfBalance(([a, b, c, d]) => [sq(a!).sub(sq(d!)), sq(b!).sub(sq(c!)), a!.mul(b!).sub(c!.mul(d!))]),
  },
});

const lossRate = (factor: number): Judge<FlowCase> =>
  exactly(given => [
    [
      'dL/dt',
      sum(weights(given).map(sq)).mul(Rational.of(factor)).mul(loss(given.flow)),
      sum(moves(given).map(entry => sq(entry).neg())),
    ],
  ]);

const lossDerivative = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.3:loss-rate',
  title: 'The loss of 1-2-1 falls at twice the squared length of the weights',
  place: 'section 6.2.3, after the conservation laws',
  statement: String.raw`\dot{\mathcal L}=-2\Bigl(\sum_{i=1}^4w_i^2\Bigr)\mathcal L`,
  cases,
  judge: lossRate(-2),
  wrong: { 'without the two': lossRate(-1) },
});

const forms = (given: FlowCase): Rational[][] => slopesOfLaws(w => printedLaws(w), weights(given));

const dimension = (stated: number): Judge<FlowCase> =>
  exactly(given => [['dimension of the span of dπ1, dπ2, dπ3', stated, spanned(forms(given), 4)]]);

const unitsIndependent = condition('independent units', 'w₁w₄ ≠ w₂w₃', given => {
  const [a, b, c, d] = weights(given);
  return !a!.mul(d!).equals(b!.mul(c!));
});
const moving = condition('not at rest', 'f(w) ≠ 0', given => moves(given).some(entry => !isZero(entry)));

const independent = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.3:dimension-three',
  title: 'The three one-forms span three dimensions at each w',
  place: 'section 6.2.3, after the rate of the loss',
  grade: 'missing hypothesis',
  note: 'Not where the layers are parallel, w_1w_4 = w_2w_3: at 0 they vanish, at (1, 0, 0, 0) they span two dimensions.',
  statement: String.raw`\dim\operatorname{span}(d\pi_1,d\pi_2,d\pi_3)=3\qquad\text{at each }\mathbf w`,
  cases,
  judge: dimension(3),
  narrowed: { hypotheses: [unitsIndependent] },
  wrong: { 'all four': dimension(4), two: dimension(2) },
});

const pairings = (against: (given: FlowCase) => readonly Rational[]): Judge<FlowCase> =>
  exactly(given => {
    const products = columns([forms(given).map(form => dot(form, against(given)))], 3);
    return [['dπ f', products.map(() => zero), products]];
  });

const orthogonal = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.3:one-forms-annihilate-the-field',
  title: 'The three one-forms are orthogonal to the field',
  place: 'section 6.2.3, after the rate of the loss',
  statement: String.raw`\Delta_\pi(\mathbf w)\perp\operatorname{span}(f(\mathbf w))`,
  cases,
  judge: pairings(moves),
  wrong: { 'orthogonal to the weights': pairings(weights) },
});

const whole = (stated: number): Judge<FlowCase> =>
  exactly(given => [['dimension of dπ1, dπ2, dπ3 and f', stated, spanned([...forms(given), moves(given)], 4)]]);

const everything = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.3:forms-and-field-span-everything',
  title: 'The one-forms and the field together are all of R⁴',
  place: 'section 6.2.3, after the rate of the loss',
  restsOn: ['sec-6.2.3:dimension-three'],
  grade: 'missing hypothesis',
  note: 'Not at an equilibrium and not where the layers are parallel.',
  statement: String.raw`\Delta_\pi(\mathbf w)\oplus\operatorname{span}(f(\mathbf w))=\mathbb R^4`,
  cases,
  judge: whole(4),
  narrowed: { hypotheses: [unitsIndependent, moving] },
  wrong: { 'all but one': whole(3) },
});

const originIs = (saddle: boolean): Judge<FlowCase> =>
  isSo(given => {
    const zeroed = { ...given.flow, layers: given.flow.layers.map(layer => layer.map(() => zero)) };
    const H = hessian(zeroed);
    const [down, up] = [!isPositiveSemidefinite(H), !isPositiveSemidefinite(H.map(entry => entry.neg()))];
    const rests = inColumn(velocity(zeroed)).every(isZero);
    return {
      quantity: 'Hessian at the origin',
      isSo: (rests && down && up) === saddle,
      reason: `${down ? 'a' : 'no'} negative and ${up ? 'a' : 'no'} positive eigenvalue`,
      shown: H,
    };
  });

const origin = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.3:origin-is-a-saddle',
  title: 'The origin is still a saddle point',
  place: 'section 6.2.3, before the last paragraph',
  statement: String.raw`\nabla^2\mathcal L(0)\text{ has eigenvalues of both signs}`,
  cases,
  judge: originIs(true),
  wrong: { 'it is none': originIs(false) },
});

/** 1-d-1 for d = 1 … 6; the last entry of the widest layer tells d. */
const oneToOne = chainArbitrary({ signs: 'any', minDepth: 2, maxDepth: 2, maxWidth: 3 }).map(given =>
  withUnits(given, 1 + ((given.flow.layers[0]!.data.length + 2 * given.flow.layers[0]!.rows) % 6)),
);

const unitsOf = ({ flow }: FlowCase): number => flow.layers[0]!.rows;

const outgrow = (threshold: number): Judge<FlowCase> =>
  isSo(given => {
    const d = unitsOf(given);
    const C = balances(rationalField, given.flow.layers)[0]!;
    const laws = C.data.filter((_, at) => Math.floor(at / d) <= at % d).length;
    return {
      quantity: 'laws against weights',
      isSo: laws > weights(given).length === d > threshold,
      reason: `${laws} laws, ${weights(given).length} weights, d₁ = ${d}`,
    };
  });

const outgrows = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.3:laws-outgrow-weights',
  title: 'For one input and one output there are more conservation laws than weights if d_1 > 3',
  place: 'section 6.2.3, last paragraph',
  statement: String.raw`\tfrac12d_1(d_1+1)>2d_1\iff d_1>3`,
  cases: oneToOne,
  judge: outgrow(3),
  wrong: { 'from three on': outgrow(2), 'above four': outgrow(4) },
});

const rankOfLaws = (less: number): Judge<FlowCase> =>
  isSo(given => {
    const d = unitsOf(given);
    const laws = (w: readonly Rational[]): readonly Rational[] => {
      const C = balances(rationalField, asLayers(given.flow.layers, w))[0]!;
      return C.data.filter((_, at) => Math.floor(at / d) <= at % d);
    };
    const all = slopesOfLaws(laws, weights(given));
    const rank = spanned(all, 2 * d);
    return {
      quantity: 'independent laws of 1-d-1',
      isSo: rank <= all.length - less || d <= 3,
      reason: `${all.length} laws, of which ${rank} are independent`,
    };
  });

const dependent = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.3:laws-are-dependent',
  title: 'With more laws than weights they are not all independent',
  place: 'section 6.2.3, last sentence',
  restsOn: ['sec-6.2.3:laws-outgrow-weights'],
  note: 'They are dependent for d_1 = 3 already, where there are as many as weights: one dimension is left to the motion.',
  statement: String.raw`d_1>3\;\Rightarrow\;\dim\Delta_\pi(\mathbf w)<\tfrac12d_1(d_1+1)`,
  cases: oneToOne,
  judge: rankOfLaws(1),
  wrong: { 'by ten and more': rankOfLaws(10) },
});

export const sec623TwoNodes: readonly Claim<FlowCase>[] = [
  eq66,
  adjacency,
  conserved,
  lossDerivative,
  independent,
  orthogonal,
  everything,
  origin,
  outgrows,
  dependent,
];
