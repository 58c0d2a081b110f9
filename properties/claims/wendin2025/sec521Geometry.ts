import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import type { Flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { exactly, isSo } from '../_exactly.ts';
import { condition, modesOf, zerosIn } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { columns, dot, liesIn, spanned } from './_columns.ts';
import { modesArbitrary } from './_criticalModes.ts';
import { lieBracket, velocity } from './_descent.ts';
import { slopesOfLaws } from './_slopesOfLaws.ts';

// The vector field of the diagonals as a function of the data σ, and the one-forms of the conservation laws. Coordinates are the diagonal weights, layer by
// layer (ξ_1 first). Of one mode f = (σ − p)g with p = ∏ξ and g = ∇p, so that [f, f′] = (σ′ − σ)‖g‖² g: it stays in the span, but is not
// zero. g and the one-forms of a mode vanish or become dependent where two of its weights are zero.

const SECTION = { section: '5.2.1', topic: 'Geometry of diagonal networks' } as const;
const points = modesArbitrary({ maxDepth: 4 });

const noTwoZeros = condition('at most one zero a mode', 'no mode has two weights that are zero', given =>
  modesOf(given).every(mode => zerosIn(mode) <= 1),
);

/** The diagonals of layers in one column, layer by layer. */
function diagonals(layers: readonly Matrix<Rational>[]): Rational[] {
  return layers.flatMap(layer => Array.from({ length: layer.rows }, (_, j) => layer.at(j, j)));
}

function withTask({ flow }: FlowCase, sigmas: readonly Rational[]): Flow {
  return { ...flow, sigmaYX: flow.sigmaYX.map((entry, i, j) => (i === j ? sigmas[i]! : entry)) };
}

/** f(ξ, σ) for σ = the task's and for each of them one more. */
function fields(given: FlowCase): Rational[][] {
  const { sigmaYX } = given.flow;
  const sigmas = Array.from({ length: sigmaYX.rows }, (_, j) => sigmaYX.at(j, j));
  const tasks = [
    sigmas,
    ...sigmas.map((_, j) => sigmas.map((sigma, k) => (j === k ? sigma.add(Rational.ONE) : sigma))),
  ];
  return tasks.map(task => diagonals(velocity(withTask(given, task))));
}

const sizeOf = ({ flow }: FlowCase): number => flow.layers.length * flow.sigmaYX.rows;

const spanOfFields = (stated: (given: FlowCase) => number): Judge<FlowCase> =>
  exactly(given => [['dimension of the span of f over σ', stated(given), spanned(fields(given), sizeOf(given))]]);

const outputs = ({ flow }: FlowCase): number => flow.sigmaYX.rows;

const span = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:field-spans-outputs',
  title: 'Over all data σ the vector field of the diagonals spans a d_y-dimensional space at each point',
  place: 'section 5.2.1, before equation 56',
  grade: 'missing hypothesis',
  note: 'Where two weights of a mode are zero, that mode has no velocity for any σ: at ξ = 0 the span is {0}.',
  statement: String.raw`\dim\operatorname{span}_\sigma f(\xi,\sigma)=d_y\qquad\text{at each }\xi`,
  cases: points,
  judge: spanOfFields(outputs),
  narrowed: { hypotheses: [noTwoZeros] },
  wrong: {
    'one dimension alone': spanOfFields(() => 1),
    'one more': spanOfFields(given => outputs(given) + 1),
  },
});

/** The Lie bracket of f(ξ, σ) and f(ξ, σ′), on the diagonals; σ′ is σ with 1, 2, … added. */
function bracketOf(given: FlowCase): Rational[] {
  const { sigmaYX } = given.flow;
  const other = Array.from({ length: sigmaYX.rows }, (_, j) => sigmaYX.at(j, j).add(Rational.of(j + 1)));
  const full = lieBracket(given.flow, withTask(given, other));
  let from = 0;
  return given.flow.layers.flatMap(layer => {
    const start = from;
    from += layer.rows * layer.cols;
    return Array.from({ length: layer.rows }, (_, j) => full[start + j * layer.cols + j]!);
  });
}

const small = modesArbitrary({ maxDepth: 3, maxModes: 2 });

const inSpan = (of: (given: FlowCase) => readonly Rational[]): Judge<FlowCase> =>
  isSo(given => {
    const vector = of(given);
    const isIn = liesIn(vector, fields(given));
    return {
      quantity: 'Lie bracket of f(ξ, σ) and f(ξ, σ′)',
      isSo: isIn,
      reason: isIn ? 'it lies in the span' : 'it does not lie in the span',
      shown: columns([vector], vector.length),
    };
  });

const involutive = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:involutive',
  title: 'What the vector fields of all data span is involutive',
  place: 'section 5.2.1, before equation 56',
  statement: String.raw`[f(\xi,\sigma),f(\xi,\sigma')]\in\operatorname{span}_\sigma f(\xi,\sigma)`,
  cases: small,
  judge: inSpan(bracketOf),
  wrong: {
    'its first component alone': inSpan(given => bracketOf(given).map((entry, i) => (i === 0 ? entry : Rational.ZERO))),
  },
});

const bracket = (stated: (given: FlowCase) => readonly Rational[]): Judge<FlowCase> =>
  exactly(given => {
    const [left, right] = [stated(given), bracketOf(given)];
    return [['[f(ξ, σ), f(ξ, σ′)], σ′_j = σ_j + j', columns([left], left.length), columns([right], right.length)]];
  });

/** (σ′ − σ)‖ξ̄_•j‖² ξ̄_•j of each mode: with ξ̄ from the difference of the fields of σ + 1 and σ. */
const correctBracket = (given: FlowCase, factor = 1): Rational[] => {
  const [base, ...others] = fields(given);
  return base!.map((_, at) =>
    others
      .map((field, j) => {
        const g = field.map((entry, i) => entry.sub(base![i]!));
        return g[at]!.mul(dot(g, g)).mul(Rational.of(factor * (j + 1)));
      })
      .reduce((a, b) => a.add(b)),
  );
};

const bracketIsZero = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:lie-bracket-is-zero',
  title: 'The vector fields of any two data commute',
  place: 'section 5.2.1, before equation 56, in brackets',
  grade: 'wrong statement',
  note: 'Printed as the reason why the span is involutive, which it is. In one scalar layer f = σ − w, and [f, f′] = σ′ − σ.',
  statement: String.raw`[f(\xi,\sigma),f(\xi,\sigma')]=0\qquad\text{for all }\sigma'\ne\sigma`,
  cases: small,
  judge: bracket(given => bracketOf(given).map(() => Rational.ZERO)),
  corrected: {
    statement: String.raw`[f(\xi,\sigma),f(\xi,\sigma')]_{\bullet,j}=(\sigma_j'-\sigma_j)\,\|\bar\xi_{\bullet,j}\|^2\,\bar\xi_{\bullet,j}`,
    judge: bracket(given => correctBracket(given)),
  },
  wrong: {
    'of the other sign': bracket(given => correctBracket(given, -1)),
    'twice as large': bracket(given => correctBracket(given, 2)),
    zero: bracket(given => bracketOf(given).map(() => Rational.ZERO)),
  },
});

/** Gradients of ξ_i² − ξ_(i+1)² of all modes, layer by layer. */
function forms({ flow: { layers, sigmaYX } }: FlowCase): Rational[][] {
  const modes = sigmaYX.rows;
  const laws = (point: readonly Rational[]): Rational[] =>
    point.slice(modes).map((next, at) => point[at]!.mul(point[at]!).sub(next.mul(next)));
  return slopesOfLaws(laws, diagonals(layers));
}

const formsAre = (stated: (point: readonly Rational[], modes: number, i: number, j: number) => readonly Rational[]) =>
  exactly(given => {
    const modes = given.flow.sigmaYX.rows;
    const point = diagonals(given.flow.layers);
    return forms(given).map((form, index) => {
      const left = stated(point, modes, Math.floor(index / modes), index % modes);
      return [
        `dπ of layer ${Math.floor(index / modes) + 1}, mode ${(index % modes) + 1}`,
        columns([left], left.length),
        columns([form], form.length),
      ];
    });
  });

const atTwo =
  (factor: number) =>
  (point: readonly Rational[], modes: number, i: number, j: number): Rational[] =>
    point.map((entry, k) =>
      k === i * modes + j
        ? entry.mul(Rational.of(2))
        : k === (i + 1) * modes + j
          ? entry.mul(Rational.of(factor))
          : Rational.ZERO,
    );

/** As printed, of the first law. */
const isNumber = isSo(given => {
  const [form] = forms(given);
  const [first, next] = [0, outputs(given)].map(at => diagonals(given.flow.layers)[at]!);
  return {
    isSo: form!.length === 1,
    quantity: 'components of dπ of layer 1, mode 1',
    reason: 'the statement gives a number, and dπ is a one-form with hd_y components',
    stated: first!.sub(next!).mul(Rational.of(2)),
    shown: columns([form!], form!.length),
  };
});

const oneForms = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:one-forms',
  title: 'The differentials of the conservation laws',
  place: 'section 5.2.1, before equation 56',
  grade: 'sizes and notation',
  note: 'Printed as the number 2ξ_i − 2ξ_{i+1}: the differentials dξ_i and dξ_{i+1} are missing.',
  statement: String.raw`d\pi_{i,j}(\xi)=2\xi_{i,j}-2\xi_{i+1,j}`,
  cases: modesArbitrary({ maxDepth: 4, minDepth: 2 }),
  judge: isNumber,
  fair: {
    statement: String.raw`d\pi_{i,j}(\xi)=2\xi_{i,j}\,d\xi_{i,j}-2\xi_{i+1,j}\,d\xi_{i+1,j}`,
    judge: formsAre(atTwo(-2)),
  },
  corrected: {
    statement: String.raw`d\pi_{i,j}(\xi)=2\xi_{i,j}\,d\xi_{i,j}-2\xi_{i+1,j}\,d\xi_{i+1,j}`,
    judge: formsAre(atTwo(-2)),
  },
  wrong: { 'their sum': formsAre(atTwo(2)), 'half of the second': formsAre(atTwo(-1)) },
});

const dimensionOfForms = (stated: (given: FlowCase) => number): Judge<FlowCase> =>
  exactly(given => [['dimension of the span of all dπ', stated(given), spanned(forms(given), sizeOf(given))]]);

const allForms = (given: FlowCase): number => (given.flow.layers.length - 1) * outputs(given);

const independent = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:one-forms-are-independent',
  title: 'The (h − 1)d_y one-forms are independent',
  place: 'section 5.2.1, before equation 56',
  grade: 'missing hypothesis',
  note: 'They are not where two weights of a mode are zero; at ξ = 0 all of them vanish.',
  statement: String.raw`\dim\Delta_\pi(\xi)=(h-1)d_y`,
  cases: points,
  judge: dimensionOfForms(allForms),
  narrowed: { hypotheses: [noTwoZeros] },
  wrong: {
    'one for each weight': dimensionOfForms(sizeOf),
    'one fewer': dimensionOfForms(given => allForms(given) - 1),
  },
});

const pairings = (against: (given: FlowCase) => readonly Rational[]): Judge<FlowCase> =>
  exactly(given => {
    const products = forms(given).map(form => dot(form, against(given)));
    const column = new Matrix(products.length, 1, products);
    return products.length === 0 ? [] : [['dπ(ξ) f(ξ, σ)', column.map(() => Rational.ZERO), column]];
  });

const orthogonal = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:one-forms-annihilate-the-field',
  title: 'The one-forms of the conservation laws are orthogonal to the field for all data',
  place: 'section 5.2.1, display before equation 56',
  statement: String.raw`d\pi_{i,j}(\xi)f(\xi,\sigma)=2(\xi_{i,j}\bar\xi_{i,j}-\xi_{i+1,j}\bar\xi_{i+1,j})(\sigma_j-\hat\xi_j)=0`,
  cases: points,
  judge: pairings(given => fields(given)[0]!),
  wrong: {
    'orthogonal to the weights': pairings(({ flow }) => diagonals(flow.layers)),
    'the velocity of the first weight turned round': pairings(given =>
      fields(given)[0]!.map((entry, i) => (i === 0 ? entry.neg() : entry)),
    ),
  },
});

const wholeSpace = (less: number): Judge<FlowCase> =>
  exactly(given => [
    [
      'dimension of all dπ and f together',
      sizeOf(given) - less,
      spanned([...forms(given), ...fields(given)], sizeOf(given)),
    ],
  ]);

const complement = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:forms-and-field-span-everything',
  title: 'The one-forms and the field over all data together span the whole space',
  place: 'section 5.2.1, before equation 56',
  restsOn: ['sec-5.2.1:field-spans-outputs', 'sec-5.2.1:one-forms-are-independent'],
  grade: 'missing hypothesis',
  statement: String.raw`\Delta_\pi(\xi)\oplus\operatorname{span}(f(\xi,\sigma))=\mathbb R^{hd_y}`,
  cases: points,
  judge: wholeSpace(0),
  narrowed: { hypotheses: [noTwoZeros] },
  wrong: { 'all but one dimension': wholeSpace(1) },
});

export const sec521Geometry: readonly Claim<FlowCase>[] = [
  span,
  involutive,
  bracketIsZero,
  oneForms,
  independent,
  orthogonal,
  complement,
];
