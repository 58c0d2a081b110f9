import { flowSeries } from '../../../oracles/flowSeries.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { type ExactSides, exactly } from '../_exactly.ts';
import { chainArbitrary, modesOf, othersOf, productOf } from './_chains.ts';
import { surveyClaim } from './_claim.ts';
import { velocity } from './_descent.ts';
import { loss } from './_variations.ts';

// Diagonal layers and a diagonal task: scalars that never meet. The flow that judges is the raw one of all weights; what is printed for the
// diagonals is compared with it coefficient by coefficient. A formula that forgets a layer, takes one too many or couples two modes
// differs in the first coefficient already.

const SECTION = { section: '5.2.1', topic: 'Block-shift diagonal networks' } as const;
const diagonals = chainArbitrary({ kind: 'diagonal', signs: 'any' });

/** Highest power of t that is looked at. */
const ORDER = 4;

const zero = Rational.ZERO;

/** The entries of the coefficients of t … t^ORDER of all layers for which `counts` says so, which are said to be zero. */
const stays = (counts: (row: number, col: number, outputs: number) => boolean): Judge<FlowCase> =>
  exactly(({ flow }) =>
    flowSeries(flow, ORDER).flatMap(
      (coefficients, j): ExactSides =>
        coefficients.slice(1).map((coefficient, k) => {
          const part = coefficient.map((entry, row, col) => (counts(row, col, flow.sigmaYX.rows) ? entry : zero));
          return [`W${j + 1}, coefficient of t^${k + 1}`, part.map(() => zero), part];
        }),
    ),
  );

const invariant = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:diagonal-stays-diagonal',
  title: 'Layers that are diagonal at the start stay diagonal',
  place: 'section 5.2.1, first paragraph',
  note: 'Judged over fractions to t⁴. Σ is diagonal, as everywhere in the survey.',
  statement: String.raw`W_i(0)\text{ diagonal for all }i\;\Rightarrow\;W_i(t)\text{ diagonal for all }t`,
  cases: diagonals,
  judge: stays((row, col) => row !== col),
  wrong: {
    'the diagonal stays too': stays(() => true),
    'the first row stays': stays(row => row === 0),
  },
});

const surplus = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:surplus-units-are-disconnected',
  title:
    'Inputs and hidden units beyond the first d_y are disconnected from the outputs of a diagonal network, and do not move',
  place: 'section 5.2.1, first paragraph',
  statement: String.raw`[W_i(t)]_{jj}=[W_i(0)]_{jj}\qquad j>d_y`,
  cases: diagonals,
  judge: stays((row, col, outputs) => row >= outputs || col >= outputs),
  wrong: { 'those from the last output on': stays((row, col, outputs) => Math.min(row, col) >= outputs - 1) },
});

/** ξ̇_(i,j) as stated of a mode, against the diagonals of the raw velocities. */
const rates = (stated: (mode: readonly Rational[], sigma: Rational) => readonly Rational[]): Judge<FlowCase> =>
  exactly(given => {
    const { layers, sigmaYX } = given.flow;
    const moving = modesOf({ flow: { ...given.flow, layers: velocity(given.flow) } });
    return modesOf(given).map((mode, j) => [
      `ξ̇ of mode ${j + 1}`,
      new Matrix(layers.length, 1, stated(mode, sigmaYX.at(j, j))),
      new Matrix(layers.length, 1, moving[j]!),
    ]);
  });

const eq55 = surveyClaim({
  ...SECTION,
  id: 'eq-55',
  title: 'The flow of the diagonals: each weight by the product of the others of its mode, times what is left to learn',
  place: 'equation 55, with the products after it and in components',
  statement: String.raw`\dot\xi_{i,j}=\Bigl(\prod_{k\ne i}\xi_{k,j}\Bigr)\Bigl(\sigma_j-\prod_{k=1}^h\xi_{k,j}\Bigr)`,
  cases: diagonals,
  judge: rates((mode, sigma) => othersOf(mode).map(others => others.mul(sigma.sub(productOf(mode))))),
  wrong: {
    'the product of all layers in front': rates((mode, sigma) =>
      mode.map(() => productOf(mode).mul(sigma.sub(productOf(mode)))),
    ),
    'σ plus the product': rates((mode, sigma) => othersOf(mode).map(others => others.mul(sigma.add(productOf(mode))))),
    'the others in what is left': rates((mode, sigma) => othersOf(mode).map(others => others.mul(sigma.sub(others)))),
  },
});

/** Differences of squares of neighbours, with a factor of the second: their number and that their coefficients from t on are zero. */
const conserved = (factor: number, lawsOf = (layers: number, outputs: number): number => (layers - 1) * outputs) =>
  exactly(given => {
    const series = flowSeries(given.flow, ORDER);
    const outputs = given.flow.sigmaYX.rows;
    const square = (layer: number, j: number, power: number): Rational =>
      Array.from({ length: power + 1 }, (_, l) =>
        series[layer]![l]!.at(j, j).mul(series[layer]![power - l]!.at(j, j)),
      ).reduce((a, b) => a.add(b));
    const laws = Array.from({ length: series.length - 1 }, (_, i) =>
      Array.from({ length: outputs }, (__, j) => [i, j] as const),
    ).flat();
    const coefficients = laws.flatMap(([i, j]) =>
      Array.from({ length: ORDER }, (_, k) =>
        square(i, j, k + 1).add(Rational.of(factor).mul(square(i + 1, j, k + 1))),
      ),
    );
    const column = new Matrix(coefficients.length, 1, coefficients);
    return [
      ['number of laws', lawsOf(series.length, outputs), laws.length],
      ['their coefficients of t to t⁴', column.map(() => zero), column],
    ];
  });

const laws = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:conservation-laws',
  title: 'Squares of neighbouring diagonal weights differ by constants, (h − 1)d_y of them',
  place: 'section 5.2.1, after equation 55',
  statement: String.raw`\xi_{i,j}^2-\xi_{i+1,j}^2=c_{i,j}\qquad i=1,\dots,h-1,\;j=1,\dots,d_y`,
  cases: diagonals,
  judge: conserved(-1),
  wrong: {
    'their sum': conserved(1),
    'twice the second': conserved(-2),
    'one law for each layer': conserved(-1, (layers, outputs) => layers * outputs),
  },
});

const lossOfModes = (half: Rational, stated: (mode: readonly Rational[]) => Rational): Judge<FlowCase> =>
  exactly(given => {
    const { sigmaYX } = given.flow;
    const parts = modesOf(given).map((mode, j) => {
      const left = sigmaYX.at(j, j).sub(stated(mode));
      return half.mul(left.mul(left));
    });
    return [['loss', parts.reduce((a, b) => a.add(b)), loss(given.flow)]];
  });

const sumOfLosses = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:loss-of-modes',
  title: 'The loss of a diagonal network is a sum over its input-output connections',
  place: 'section 5.2.1, before proposition 33',
  statement: String.raw`\mathcal L(\xi)=\sum_{j=1}^{d_y}\tfrac12\Bigl(\sigma_j-\prod_{i}\xi_{i,j}\Bigr)^2`,
  cases: diagonals,
  judge: lossOfModes(Rational.of(1, 2), productOf),
  wrong: {
    'without the half': lossOfModes(Rational.ONE, productOf),
    'sums instead of products': lossOfModes(Rational.of(1, 2), mode => mode.reduce((a, b) => a.add(b))),
  },
});

/** The velocity of a mode when all other modes are zeroed (or doubled), against its own. */
const alone = (other: (mode: number, j: number) => boolean): Judge<FlowCase> =>
  exactly(given => {
    const own = modesOf({ flow: { ...given.flow, layers: velocity(given.flow) } });
    return own.map((mode, j) => {
      const layers = given.flow.layers.map(layer => layer.map((entry, row) => (other(row, j) ? zero : entry)));
      const stated = modesOf({ flow: { ...given.flow, layers: velocity({ ...given.flow, layers }) } })[j]!;
      return [`ξ̇ of mode ${j + 1}`, new Matrix(mode.length, 1, stated), new Matrix(mode.length, 1, mode)];
    });
  });

const decoupled = surveyClaim({
  ...SECTION,
  id: 'sec-5.2.1:modes-are-decoupled',
  title: 'The system is d_y decoupled input-output dynamics: what the other modes are makes no difference to one',
  place: 'section 5.2.1, before proposition 33',
  note: 'Each mode is judged with the others set to zero.',
  statement: String.raw`\dot\xi_{\bullet,j}\text{ depends on }\xi_{\bullet,j}\text{ and }\sigma_j\text{ alone}`,
  cases: diagonals,
  judge: alone((mode, j) => mode !== j),
  wrong: { 'not even its own': alone(() => true) },
});

export const sec521Diagonal: readonly Claim<FlowCase>[] = [invariant, surplus, eq55, laws, sumOfLosses, decoupled];
