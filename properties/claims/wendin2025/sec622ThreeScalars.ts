import fc from 'fast-check';
import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { exactly, isSo } from '../_exactly.ts';
import { condition, isZero, othersOf, productOf, zerosIn } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { columns, dot, spanned } from './_columns.ts';
import { modesArbitrary } from './_criticalModes.ts';
import { inColumn, velocity } from './_descent.ts';
import { slopesOfLaws } from './_slopesOfLaws.ts';
import { loss } from './_variations.ts';

// Three scalar layers. What is said of the loss and of the one-forms fails where two weights are zero: w_1 = w_3 = 0 is possible with c_1 ≠ 0 and
// c_2 ≠ 0, whose sum is then 0. Points with no, one, two and three zeros and learned ones are among the cases.

const SECTION = { section: '6.2.2', topic: 'Three scalar layers' } as const;
const points = modesArbitrary({ minDepth: 3, maxDepth: 3, maxModes: 1 });
const zero = Rational.ZERO;

const weights = (given: FlowCase): readonly Rational[] => inColumn(given.flow.layers);
const moves = (given: FlowCase): readonly Rational[] => inColumn(velocity(given.flow));
const sq = (value: Rational): Rational => value.mul(value);
const sum = (values: readonly Rational[]): Rational => values.reduce((a, b) => a.add(b), zero);
const left = (given: FlowCase): Rational => given.flow.sigmaYX.at(0, 0).sub(productOf(weights(given)));

const rates = (stated: (w: readonly Rational[], rest: Rational) => readonly Rational[]): Judge<FlowCase> =>
  exactly(given => [['ẇ', columns([stated(weights(given), left(given))], 3), columns([moves(given)], 3)]]);

const eq65 = surveyClaim({
  ...SECTION,
  id: 'eq-65',
  title: 'The flow of three scalar layers',
  place: 'equation 65',
  statement: String.raw`\dot w_1=w_2w_3(\sigma-w_1w_2w_3),\;\dot w_2=w_1w_3(\sigma-w_1w_2w_3),\;\dot w_3=w_1w_2(\sigma-w_1w_2w_3)`,
  cases: points,
  judge: rates((w, rest) => othersOf(w).map(others => others.mul(rest))),
  wrong: {
    'the weight itself in front': rates((w, rest) => w.map(own => own.mul(rest))),
    'the first two exchanged': rates((w, rest) => {
      const [a, b, c] = othersOf(w).map(others => others.mul(rest));
      return [b!, a!, c!];
    }),
  },
});

const ORDER = 4;

const conserved = (factor: number): Judge<FlowCase> =>
  exactly(given => {
    const series = flowSeries(given.flow, ORDER).map(coefficients => coefficients.map(({ data }) => data[0]!));
    const square = (of: readonly Rational[], k: number): Rational =>
      sum(of.slice(0, k + 1).map((entry, l) => entry.mul(of[k - l]!)));
    return [0, 1].map(i => {
      const moved = Array.from({ length: ORDER }, (_, k) =>
        square(series[i]!, k + 1).add(Rational.of(factor).mul(square(series[i + 1]!, k + 1))),
      );
      const column = columns([moved], ORDER);
      return [`law ${i + 1}, coefficients of t to t⁴`, column.map(() => zero), column];
    });
  });

const laws = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.2:conservation-laws',
  title: 'The two conservation laws of three scalars',
  place: 'section 6.2.2, second display',
  statement: String.raw`w_1^2-w_2^2=c_1,\qquad w_2^2-w_3^2=c_2`,
  cases: points,
  judge: conserved(-1),
  wrong: { sums: conserved(1), 'half of the second': conserved(-0.5) },
});

const lossRate = (factor: (w: readonly Rational[]) => Rational): Judge<FlowCase> =>
  exactly(given => [
    ['dL/dt', factor(weights(given)).mul(loss(given.flow)), sum(moves(given).map(entry => sq(entry).neg()))],
  ]);

const two = Rational.of(2);

const lossDerivative = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.2:loss-rate',
  title: 'The loss of three scalars and its rate',
  place: 'section 6.2.2, after the conservation laws',
  statement: String.raw`\dot{\mathcal L}=-2(w_2^2w_3^2+w_1^2w_3^2+w_1^2w_2^2)\mathcal L`,
  cases: points,
  judge: lossRate(w => two.neg().mul(sum(othersOf(w).map(sq)))),
  wrong: {
    'without the two': lossRate(w => sum(othersOf(w).map(sq)).neg()),
    'squares of the weights': lossRate(w => two.neg().mul(sum(w.map(sq)))),
  },
});

const balance = (w: readonly Rational[], i: number): Rational => sq(w[i]!).sub(sq(w[i + 1]!));

const bothUnbalanced = condition(
  'c₁ and c₂ not zero',
  'w₁² ≠ w₂² and w₂² ≠ w₃²',
  given => !isZero(balance(weights(given), 0)) && !isZero(balance(weights(given), 1)),
);
const sumUnbalanced = condition(
  'c₁ + c₂ not zero',
  'w₁² ≠ w₃²',
  given => !isZero(balance(weights(given), 0).add(balance(weights(given), 1))),
);

/** The first and the third weight zero, beside any points. */
const outerZeros = fc.oneof(
  points,
  points.map(given => {
    const layers = given.flow.layers.map((layer, at) =>
      layer.map(entry => (at !== 1 ? zero : isZero(entry) ? Rational.ONE : entry)),
    );
    return { ...given, flow: { ...given.flow, layers } };
  }),
);

const falls = (unless: (given: FlowCase) => boolean): Judge<FlowCase> =>
  isSo(given => {
    const slope = sum(moves(given).map(entry => sq(entry).neg()));
    return {
      quantity: 'dL/dt where the loss is not zero',
      isSo: unless(given) || slope.sign() < 0,
      reason: `L = ${loss(given.flow)}, dL/dt = ${slope}`,
      shown: new Matrix(1, 1, [slope]),
    };
  });

const isLearned = (given: FlowCase): boolean => isZero(left(given));

const definite = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.2:negative-definite',
  title: 'The rate of the loss is negative definite as soon as c_1 and c_2 are not zero',
  place: 'section 6.2.2, after the rate of the loss',
  restsOn: ['sec-6.2.2:loss-rate'],
  grade: 'missing hypothesis',
  note: 'w = (0, 1, 0) has c_1 = −1 and c_2 = 1, rests, and has loss σ²/2. The first and the third weight must not both vanish either: c_1 + c_2 ≠ 0.',
  statement: String.raw`c_1,c_2\ne0\;\Rightarrow\;\dot{\mathcal L}<0\text{ unless }\mathcal L=0`,
  hypotheses: [bothUnbalanced],
  cases: outerZeros,
  judge: falls(isLearned),
  narrowed: { hypotheses: [bothUnbalanced, sumUnbalanced] },
  wrong: { 'at zero loss too': falls(() => false) },
});

function forms(given: FlowCase): Rational[][] {
  return slopesOfLaws(w => [balance(w, 0), balance(w, 1)], weights(given));
}

const formsAre = (factor: number): Judge<FlowCase> =>
  exactly(given => {
    const w = weights(given);
    return forms(given).map((form, i) => [
      `dπ${i + 1}`,
      columns([w.map((entry, k) => entry.mul(Rational.of(k === i ? 2 : k === i + 1 ? factor : 0)))], 3),
      columns([form], 3),
    ]);
  });

const FORMS = String.raw`d\pi_i(\mathbf w)=2w_i\,dw_i-2w_{i+1}\,dw_{i+1}`;

/** As printed, of the first law. */
const isNumber = isSo(given => {
  const [form] = forms(given);
  const [first, next] = weights(given);
  return {
    isSo: form!.length === 1,
    quantity: 'components of dπ1',
    reason: 'the statement gives a number, and dπ is a one-form with three components',
    stated: first!.sub(next!).mul(Rational.of(2)),
    shown: columns([form!], 3),
  };
});

const oneForms = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.2:one-forms',
  title: 'The differentials of the two laws',
  place: 'section 6.2.2, last paragraph',
  grade: 'sizes and notation',
  note: 'Printed as the number 2w_i − 2w_{i+1}, as in section 5.2.1.',
  statement: String.raw`d\pi_i(\mathbf w)=2w_i-2w_{i+1}`,
  cases: points,
  judge: isNumber,
  fair: { statement: FORMS, judge: formsAre(-2) },
  corrected: { statement: FORMS, judge: formsAre(-2) },
  wrong: { 'their sum': formsAre(2) },
});

const atMostOneZero = condition('at most one zero', 'no two weights are zero', given => zerosIn(weights(given)) <= 1);

const dimension = (stated: number): Judge<FlowCase> =>
  exactly(given => [['dimension of the span of dπ1 and dπ2', stated, spanned(forms(given), 3)]]);

const independent = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.2:one-forms-always-independent',
  title: 'The two one-forms are always linearly independent',
  place: 'section 6.2.2, last paragraph',
  grade: 'missing hypothesis',
  note: 'At w = 0 both vanish. They are independent exactly where no two weights are zero.',
  statement: String.raw`\dim\operatorname{span}(d\pi_1(\mathbf w),d\pi_2(\mathbf w))=2\qquad\text{at each }\mathbf w`,
  cases: points,
  judge: dimension(2),
  narrowed: { hypotheses: [atMostOneZero] },
  wrong: { three: dimension(3), one: dimension(1) },
});

const pairings = (against: (given: FlowCase) => readonly Rational[]): Judge<FlowCase> =>
  exactly(given => {
    const products = columns([forms(given).map(form => dot(form, against(given)))], 2);
    return [['dπ f', products.map(() => zero), products]];
  });

const orthogonal = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.2:one-forms-annihilate-the-field',
  title: 'Both one-forms are orthogonal to the field',
  place: 'section 6.2.2, last paragraph',
  statement: String.raw`d\pi_i(\mathbf w)f(\mathbf w)=0`,
  cases: points,
  judge: pairings(moves),
  wrong: { 'orthogonal to the weights': pairings(weights) },
});

const moving = condition('not at rest', 'f(w) ≠ 0', given => moves(given).some(entry => !isZero(entry)));

const whole = (stated: number): Judge<FlowCase> =>
  exactly(given => [['dimension of dπ1, dπ2 and f together', stated, spanned([...forms(given), moves(given)], 3)]]);

const everything = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.2:forms-and-field-span-everything',
  title: 'Together they cover the entire tangent space of R³',
  place: 'section 6.2.2, last sentence',
  restsOn: ['sec-6.2.2:one-forms-always-independent'],
  grade: 'missing hypothesis',
  note: 'Not at an equilibrium, where the field is zero: at (1, 1, 1) with σ = 1 a dimension is missing, at 0 all are.',
  statement: String.raw`\Delta_\pi(\mathbf w)\oplus\operatorname{span}(f(\mathbf w))=\mathbb R^3`,
  cases: points,
  judge: whole(3),
  narrowed: { hypotheses: [moving] },
  wrong: { 'all but one': whole(2) },
});

/** All equilibria with L > 0 have two zeros, and all others L = 0. */
const restIs = (zeros: number): Judge<FlowCase> =>
  isSo(given => {
    const w = weights(given);
    return {
      quantity: 'equilibria of three scalars',
      isSo: isLearned(given) || zerosIn(w) >= zeros,
      reason: `(${w.join(', ')}) rests, with loss ${loss(given.flow)}`,
    };
  });

const resting = condition('at rest', 'f(w) = 0', given => moves(given).every(isZero));

const equilibria = surveyClaim({
  ...SECTION,
  id: 'sec-6.2.2:critical-points',
  title: 'All critical points are global minima but those that figure 6 shows in red',
  place: 'figure 6',
  restsOn: ['prop-33'],
  note: 'What can be checked without the picture: that an equilibrium has loss 0 or two zero weights.',
  statement: String.raw`f(\mathbf w)=0\;\Rightarrow\;\mathcal L=0\ \text{or}\ w_i=w_j=0,\;i\ne j`,
  hypotheses: [resting],
  cases: points,
  judge: restIs(2),
  wrong: { 'or all three': restIs(3) },
});

export const sec622ThreeScalars: readonly Claim<FlowCase>[] = [
  eq65,
  laws,
  lossDerivative,
  definite,
  oneForms,
  independent,
  orthogonal,
  everything,
  equilibria,
];
