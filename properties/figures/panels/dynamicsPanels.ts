import { blocksOfQqt } from '../../../src/network/observables/blocks.ts';
import type { Problem } from '../../../src/network/problem.ts';
import { entryQuantity, lossQuantity, type PlottedQuantity } from '../../../src/plot/quantity.ts';
import type { AxisScale, FigurePanel } from './figureRecord.ts';
import { curvesOf, type ThreeSources } from './threeSources.ts';

export const TIME = { label: 't / τ', scale: 'linear' } as const;

/** One panel of quantities over time. */
export function timePanel(
  title: string,
  quantities: readonly PlottedQuantity[],
  sources: ThreeSources,
  scale: AxisScale = 'linear',
): FigurePanel {
  return {
    title,
    x: TIME,
    yScale: scale,
    curves: inSourceOrder(quantities.map(quantity => curvesOf(quantity, sources))),
  };
}

/** The curves of several quantities, those of one source together, so that the markers lie on all lines. */
export function inSourceOrder(curves: readonly FigurePanel['curves'][]): FigurePanel['curves'] {
  const order = ['gradient descent', 'closed form', 'as printed', 'as corrected', 'oracle'] as const;
  return order.flatMap(source => curves.flat().filter(curve => curve.source === source));
}

/**
 * The five columns of figure 1 of domine2025 and 2 of braun2022: loss, network function, W1ᵀW1, W2W2ᵀ and the diagonal of the
 * tangent kernel of unit inputs, whose entry (output o, input i) is (W1ᵀW1)ᵢᵢ + (W2W2ᵀ)ₒₒ.
 */
export function dynamicsPanels(problem: Problem, sources: ThreeSources): FigurePanel[] {
  const [Ni, No] = [problem.W1.cols, problem.W2.rows];
  const entries = (rows: readonly number[], cols: (row: number) => readonly number[]): PlottedQuantity[] =>
    rows.flatMap(i => cols(i).map(j => entryQuantity(problem, i, j)));
  const [inputs, outputs] = [range(0, Ni), range(Ni, Ni + No)];
  const kernel = range(0, No).flatMap(o => inputs.map((_, i) => kernelEntry(Ni, o, i)));
  return [
    timePanel('loss', [lossQuantity(problem)], sources),
    timePanel(
      'network function W2W1',
      entries(outputs, () => inputs),
      sources,
    ),
    timePanel(
      'inputs W1ᵀW1',
      entries(inputs, i => range(0, i + 1)),
      sources,
    ),
    timePanel(
      'outputs W2W2ᵀ',
      entries(outputs, i => range(Ni, i + 1)),
      sources,
    ),
    timePanel('tangent kernel, diagonal', kernel, sources),
  ];
}

function kernelEntry(Ni: number, output: number, input: number): PlottedQuantity {
  return {
    name: 'entry of the tangent kernel',
    of: (field, qqt) => {
      const { gram1, gram2 } = blocksOfQqt(qqt, Ni);
      return field.add(gram1.at(input, input), gram2.at(output, output));
    },
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}
