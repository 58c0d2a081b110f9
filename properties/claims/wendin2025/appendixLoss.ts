import fc from 'fast-check';
import type { FlowCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { flow } from '../../../src/network/flow.ts';
import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { squaredNorm, stackCols } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { distinctShrinks } from '../../arbitraries/distinctShrinks.ts';
import { orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { minus, T, times } from '../_exact.ts';
import { exactly } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';

// Data with rational singular vectors: X = U_XΛ_X(V_X¹)ᵀ and Y = U_YΣV_Yᵀ(V_X¹)ᵀ + R(V_X²)ᵀ, so that every step of the reformulation is arithmetic of fractions. Wrong
// factors, a forgotten part of Y and a basis on the wrong side change the numbers.

const SECTION = { section: 'A.2', topic: 'Reformulation of the loss' } as const;
const zero = Rational.ZERO;
const VALUES = table('1', '2', '1/2', '-1', '3', '0');
const SIZES = table('1', '2', '1/2', '3');

interface Data {
  readonly X: Matrix<Rational>;
  readonly Y: Matrix<Rational>;
  readonly layers: readonly Matrix<Rational>[];
  readonly UX: Matrix<Rational>;
  readonly LX: Matrix<Rational>;
  readonly V1: Matrix<Rational>;
  readonly V2: Matrix<Rational>;
  readonly UY: Matrix<Rational>;
  readonly VY: Matrix<Rational>;
  readonly Sigma: Matrix<Rational>;
}

/** Networks W̄ of two to four layers and data; the case carries the bases, its task is Σ. */
const cases: fc.Arbitrary<FlowCase> = distinctShrinks(
  drawRecord({
    depth: fc.noBias(fc.integer({ min: 2, max: 4 })),
    inputs: fc.noBias(fc.integer({ min: 1, max: 2 })),
    surplus: fc.noBias(fc.nat(2)),
    outputs: fc.noBias(fc.integer({ min: 1, max: 2 })),
    entries: draws(16, indexInto(VALUES)),
    sizes: draws(4, indexInto(SIZES)),
    bases: draws(4, orthogonalDraw(4)),
  }).map(({ depth, inputs, surplus, outputs: wanted, entries, sizes, bases }) => {
    const outputs = Math.min(wanted, inputs);
    const entry = (at: number): Rational => VALUES[entries[at % entries.length]!]!;
    const layers = Array.from({ length: depth }, (_, j) =>
      Matrix.generate(j === depth - 1 ? outputs : 2, j === 0 ? inputs : 2, (row, col) => entry(3 * j + 2 * row + col)),
    );
    const diagonal = (rows: number, cols: number, from: number): Matrix<Rational> =>
      Matrix.generate(rows, cols, (i, j) => (i === j ? SIZES[sizes[from + i]!]! : zero));
    const [UX, V, UY, VY] = [inputs, inputs + surplus, outputs, inputs].map((size, at) =>
      orthogonalFrom(bases[at]!, size),
    );
    const rest = Matrix.generate(outputs, surplus, (i, j) => entry(5 + i + j));
    return {
      flow: flow({ layers, sigmaYX: diagonal(outputs, inputs, 2) }),
      time: zero,
      extra: { UX: UX!, LX: diagonal(inputs, inputs, 0), VX: V!, UY: UY!, VY: VY!, ...(surplus > 0 && { R: rest }) },
    };
  }),
  caseHash,
);

function dataOf({ flow: { layers, sigmaYX }, extra }: FlowCase): Data {
  const [UX, LX, VX, UY, VY] = ['UX', 'LX', 'VX', 'UY', 'VY'].map(name => extra[name]!);
  const inputs = UX!.rows;
  const V1 = VX!.slice(0, VX!.rows, 0, inputs);
  const V2 = VX!.slice(0, VX!.rows, inputs, VX!.cols);
  const inside = times(UY!, sigmaYX, T(VY!), T(V1));
  const outside = extra.R === undefined ? inside.map(() => zero) : times(extra.R, T(V2));
  const Y = inside.map((entry, i, j) => entry.add(outside.at(i, j)));
  return { X: times(UX!, LX!, T(V1)), Y, layers, UX: UX!, LX: LX!, V1, V2, UY: UY!, VY: VY!, Sigma: sigmaYX };
}

const size = (a: Matrix<Rational>): Rational => squaredNorm(rationalField, a);
const mapOf = (layers: readonly Matrix<Rational>[]): Matrix<Rational> => mapOfLayers(rationalField, layers);
const lossOf = ({ X, Y, layers }: Data): Rational => size(minus(Y, times(mapOf(layers), X)));
const restOf = ({ Y, V2 }: Data): Rational => (V2.cols === 0 ? zero : size(times(Y, V2)));

const equals = (quantity: string, stated: (data: Data) => Rational): Judge<FlowCase> =>
  exactly(given => {
    const data = dataOf(given);
    return [[quantity, stated(data), lossOf(data)]];
  });

const LOSS = '‖Y − W̄X‖²';

const withFullSvd = ({ Y, layers, UX, LX, V1, V2 }: Data, isTransposed = false): Rational => {
  const SX =
    V2.cols === 0
      ? LX
      : stackCols(
          LX,
          Matrix.generate(LX.rows, V2.cols, () => zero),
        );
  const V = V2.cols === 0 ? V1 : stackCols(V1, V2);
  return size(minus(Y, times(mapOf(layers), UX, SX, isTransposed ? V : T(V))));
};

const eq70 = surveyClaim({
  ...SECTION,
  id: 'eq-70',
  title: 'The loss with the singular value decomposition of the inputs',
  place: 'equations 69 and 70',
  statement: String.raw`\|Y-\bar W_h\cdots\bar W_1X\|_F^2=\|Y-\bar W_h\cdots\bar W_1U_X\Sigma_XV_X^\top\|_F^2`,
  cases,
  judge: equals(LOSS, data => withFullSvd(data)),
  wrong: { 'V_X instead of its transpose': equals(LOSS, data => withFullSvd(data, true)) },
});

const unitary = (stretch: number): Judge<FlowCase> =>
  exactly(given => {
    const { UX, LX } = dataOf(given);
    const U = UX.map(entry => entry.mul(Rational.of(stretch)));
    return [
      ['‖UB‖²', size(LX), size(times(U, LX))],
      ['‖BU‖²', size(LX), size(times(LX, U))],
    ];
  });

const invariance = surveyClaim({
  ...SECTION,
  id: 'sec-a.2:unitary-invariance',
  title: 'Unitary factors do not change the Frobenius norm',
  place: 'appendix A.2, after equation 70',
  statement: String.raw`\|UB\|_F^2=\|BU\|_F^2=\|B\|_F^2`,
  cases,
  judge: unitary(1),
  wrong: { 'twice a unitary matrix': unitary(2) },
});

const split = (withRest: boolean): Judge<FlowCase> =>
  equals(LOSS, data => {
    const part = size(minus(times(data.Y, data.V1), times(mapOf(data.layers), data.UX, data.LX)));
    return withRest ? part.add(restOf(data)) : part;
  });

const splitClaim = surveyClaim({
  ...SECTION,
  id: 'sec-a.2:split',
  title: 'The loss falls into a part within the row space of the inputs and one outside',
  place: 'appendix A.2, display before equation 71',
  statement: String.raw`\|Y-\bar WX\|_F^2=\|YV_X^1-\bar W_h\cdots\bar W_1U_X\Lambda_X\|_F^2+\|YV_X^2\|_F^2`,
  cases,
  judge: split(true),
  wrong: { 'without the part outside': split(false) },
});

/** The renamed weights. */
function renamed({ layers, UX, LX, UY, VY }: Data, isScaled = true): Matrix<Rational>[] {
  return layers.map((layer, at) => {
    const right = at === 0 ? (isScaled ? times(layer, UX, LX, VY) : times(layer, UX, VY)) : layer;
    return at === layers.length - 1 ? times(T(UY), right) : right;
  });
}

const inNewWeights = (data: Data, isScaled = true): Rational => size(minus(data.Sigma, mapOf(renamed(data, isScaled))));

const eq71 = surveyClaim({
  ...SECTION,
  id: 'eq-71',
  title: 'The loss in the renamed weights, with what no weight changes',
  place: 'equation 71',
  note: 'Σ is Σ_Y of the decomposition one line above.',
  statement: String.raw`\|Y-\bar WX\|_F^2=\|\Sigma-U_Y^\top\bar W_h\cdots\bar W_1U_X\Lambda_XV_Y\|_F^2+\|YV_X^2\|_F^2`,
  cases,
  judge: equals(LOSS, data => inNewWeights(data).add(restOf(data))),
  wrong: {
    'without Λ_X': equals(LOSS, data => inNewWeights(data, false).add(restOf(data))),
    'without what is constant': equals(LOSS, data => inNewWeights(data)),
  },
});

const isEq5 = (factor: number): Judge<FlowCase> =>
  exactly(given => {
    const data = dataOf(given);
    const loss5 = inNewWeights(data).div(Rational.of(2));
    return [['loss (4) less ‖YV_X²‖²', loss5.mul(Rational.of(factor)), lossOf(data).sub(restOf(data))]];
  });

const asEq5 = surveyClaim({
  ...SECTION,
  id: 'sec-a.2:loss-is-eq-5',
  title: 'After dropping the constant the loss (4) is the loss (5)',
  place: 'appendix A.2, last sentence',
  restsOn: ['eq-71'],
  grade: 'wrong constant or sign',
  note: 'It is twice (5), which has a half in front: 1 and 1/2 for one scalar weight 0 and σ = 1. Minimisers are the same; a gradient flow runs at half the speed. For one layer alone the two renamings of W_1 and W_h are one.',
  statement: String.raw`\|Y-\bar WX\|_F^2-\|YV_X^2\|_F^2=\tfrac12\|\Sigma-W_{1:h}\|_F^2`,
  cases,
  judge: isEq5(1),
  corrected: {
    statement: String.raw`\|Y-\bar WX\|_F^2-\|YV_X^2\|_F^2=\|\Sigma-W_{1:h}\|_F^2`,
    judge: isEq5(2),
  },
  wrong: { 'a quarter': isEq5(0.5) },
});

export const appendixLoss: readonly Claim<FlowCase>[] = [eq70, invariance, splitClaim, eq71, asEq5];
