import { truthIn } from '../../../oracles/truth.ts';
import { type ClosedFormFlow, closedForm } from '../../../src/dynamics/closedForm.ts';
import { gradientDescent } from '../../../src/dynamics/gradientDescent.ts';
import {
  type Architecture,
  architecture,
  architectureKind,
  architectureName,
} from '../../../src/network/architecture.ts';
import { exactProblem } from '../../../src/network/exactProblem.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import { blocksOfQqt } from '../../../src/network/observables/blocks.ts';
import { kernelDistanceFromBlocks } from '../../../src/network/observables/kernelDistance.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { frobeniusNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { qqt, round10 } from '../../../src/plot/quantity.ts';
import { flowAt, plotField } from '../../../src/plot/trajectory.ts';
import { inSourceOrder } from '../panels/dynamicsPanels.ts';
import type { FigureAgreement, FigureCurve, FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { randomTask } from '../panels/randomTask.ts';
import { digitsBetween, riccatiAt, worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';

/** Points of the lines between two markers. */
const BETWEEN = 6;

/** S over λ for one network: at the early time, at the late one, and for t → ∞. */
interface Distances {
  readonly widths: Architecture;
  /** λ of the lines and S there, for t → ∞. */
  readonly lambdas: readonly number[];
  readonly ends: readonly number[];
  readonly early: CurvePoint;
  readonly late: CurvePoint;
  readonly agreement: Required<FigureAgreement>;
}

interface CurvePoint {
  /** On `lambdas`. */
  readonly line: readonly number[];
  /** On every BETWEENth of them, with the oracle's and gradient descent's. */
  readonly oracle: readonly number[];
  readonly descent: readonly number[];
}

/**
 * Distance of the tangent kernel from its start over λ, for the four architectures (B) and for bottlenecks of one width (C). The
 * late time stands for convergence; the early one, which the paper has not, for the other order of the limits.
 */
export function fig2bc(settings: FigureSettings = figureSettings('domine2025', 'fig2bc')): FigureRecord {
  const four = settings
    .matrix('architectures')
    .toRows()
    .map(row => architecture(...(row.map(entry => entry.toNumber()) as [number, number, number])));
  const narrow = settings.numbers('widths').map(N => architecture(N, settings.number('hidden'), N));
  const B = four.map(widths => distances(widths, settings.number('countB'), rawFlow, settings));
  const C = narrow.map(widths => distances(widths, settings.number('countC'), riccati, settings));
  const [early, late] = [settings.number('early'), settings.number('late')];
  const agreement = worstAgreement([...B, ...C].map(each => each.agreement));
  const largest = settings.number('largest');
  const at = (each: Distances, lambda: number): number => each.ends[each.lambdas.indexOf(lambda)]!;
  const [funnel, square, inverted, bottleneck] = B as [Distances, Distances, Distances, Distances];
  const unsettled = Math.max(...[...B, ...C].flatMap(unsettledBy));
  const earlyMost = Math.max(...[...B, ...C].flatMap(({ early: { line } }) => [line[0]!, line.at(-1)!]));
  return {
    id: 'domine2025/fig-2bc',
    paper: 'domine2025',
    name: 'figure 2B, C',
    title: 'Kernel distance from the start, over λ',
    settings: settings.list,
    rows: [
      {
        label: 'B: kernel distance S from the start, four architectures',
        panels: B.map(each => ({
          ...distancePanel(`S, ${architectureKind(each.widths).replace('-', ' ')} ${architectureName(each.widths)}`),
          curves: inSourceOrder([
            curvesAt(each, each.late, { label: 't → ∞' }),
            curvesAt(each, each.early, { label: `${short(early)} τ`, variant: 'second' }),
          ]),
        })),
      },
      {
        label: 'C: the same for bottlenecks with Nh = 2',
        panels: C.map(each => ({
          ...distancePanel(`S, ${architectureName(each.widths)}`),
          curves: inSourceOrder([
            curvesAt(each, each.late, { label: 't → ∞' }),
            curvesAt(each, each.early, { label: `${short(early)} τ`, variant: 'second' }),
          ]),
        })),
      },
    ],
    shows: `At convergence the funnel ends lazy for λ = ${short(largest)} (S = ${short(at(funnel, largest), 2)}) and rich for λ = ${short(-largest)} (${short(at(funnel, -largest), 2)}), the inverted funnel the other way round (${short(at(inverted, largest), 2)} and ${short(at(inverted, -largest), 2)}); the square network is lazy at both ends (${short(at(square, -largest), 2)}, ${short(at(square, largest), 2)}), the bottleneck at neither (${short(at(bottleneck, -largest), 2)}, ${short(at(bottleneck, largest), 2)}). The closed form has at least ${digitsText(agreement.digits)} of QQᵀ in common with the oracles at ${agreement.markers} points; gradient descent stays within ${short(100 * agreement.descentDeviation, 2)} %. These points are at ${short(late)} τ, where S is at most ${short(unsettled, 1)} from its limit, the line.`,
    cannotShow: `That bottlenecks are rich “regardless of λ”. The points of the paper are at convergence, t → ∞ before λ → ∞. In the other order the same networks turn lazy: at the fixed time t = ${short(early)} τ, S is at most ${short(earlyMost, 2)} at |λ| = ${short(largest)} in all panels. Nor does one task and one start show what happens when the task keeps the span of the start: then the bottleneck ends lazy, too (claim domine2025/sec-5:bottleneck-stays-rich).`,
    agreement,
  };
}

/** |S at the late time − S at the end|, where there are markers. */
function unsettledBy({ ends, late }: Distances): number[] {
  return late.oracle.map((S, k) => Math.abs(S - ends[k * BETWEEN]!));
}

function distances(widths: Architecture, count: number, earlyOracle: Oracle, settings: FigureSettings): Distances {
  const [largest, seed] = [settings.number('largest'), settings.number('seed')];
  const sigmaYX = randomTask({
    Ni: widths.Ni,
    No: widths.No,
    samples: settings.number('samples'),
    sigma: settings.number('sigma'),
    seed,
  });
  const steps = BETWEEN * (count - 1);
  const lambdas = Array.from({ length: steps + 1 }, (_, k) => (largest * (2 * k - steps)) / steps);
  const starts = lambdas.map(lambda => balanced(widths, { lambda, sigma: settings.number('start'), seed: seed + 1 }));
  const flows = starts.map(start => closedForm({ ...start, sigmaYX, tau: 1 }));
  const atTime = (
    key: 'early' | 'late',
    oracleAt: Oracle,
  ): CurvePoint & { readonly agreement: Required<FigureAgreement> } => {
    const time = settings.exact(key);
    const t = time.toNumber();
    const learningRate = settings.number('learningRate');
    const compared = starts.flatMap((start, k) => {
      if (k % BETWEEN !== 0) return [];
      const [truth, learned] = [
        oracleAt(exactProblem({ ...start, sigmaYX }), time),
        gradientDescent({ ...start, sigmaYX, tau: 1 }, { learningRate, steps: [Math.round(t / learningRate)] })[0]!,
      ];
      return [{ start: qqt(float64Field, start), truth, learned: qqt(float64Field, learned), flow: flows[k]! }];
    });
    return {
      line: flows.map(flow => flow.kernelDistance(t)),
      oracle: compared.map(({ start, truth }) => distanceBetween(start, truth, widths.Ni)),
      descent: compared.map(({ start, learned }) => distanceBetween(start, learned, widths.Ni)),
      agreement: worstAgreement(compared.map(each => agreementAt(each, t, widths.Ni))),
    };
  };
  const [early, late] = [atTime('early', earlyOracle), atTime('late', riccati)];
  return {
    widths,
    lambdas,
    ends: flows.map(flow => flow.kernelDistance(Number.POSITIVE_INFINITY)),
    early,
    late,
    agreement: worstAgreement([early.agreement, late.agreement]),
  };
}

type Oracle = (problem: ReturnType<typeof exactProblem>, time: Rational) => Matrix<number>;

const rawFlow: Oracle = (problem, time) =>
  qqt(plotField, flowAt(truthIn('bigint'), problem, [time])[0]!).map(plotField.toNumber);

/** The raw flow would take thousands of steps to late times. */
const riccati: Oracle = (problem, time) => riccatiAt(problem, [time])[0]!.map(plotField.toNumber);

function agreementAt(
  { truth, learned, flow }: { truth: Matrix<number>; learned: Matrix<number>; flow: ClosedFormFlow },
  t: number,
  Ni: number,
): Required<FigureAgreement> {
  const stated = flow.qqt(t);
  return {
    markers: 1,
    digits: digitsBetween(stated, truth, Ni),
    descentDeviation:
      frobeniusNorm(float64Field, subtract(float64Field, learned, stated)) / frobeniusNorm(float64Field, stated),
  };
}

function distanceBetween(start: Matrix<number>, now: Matrix<number>, Ni: number): number {
  return kernelDistanceFromBlocks(float64Field, blocksOfQqt(start, Ni), blocksOfQqt(now, Ni));
}

function distancePanel(title: string): Omit<FigurePanel, 'curves'> {
  return { title, x: { label: 'λ', scale: 'linear' }, yScale: 'linear' };
}

function curvesAt(
  each: Distances,
  { line, oracle, descent }: CurvePoint,
  look: Pick<FigureCurve, 'label' | 'variant'>,
): FigureCurve[] {
  const marked = each.lambdas.filter((_, k) => k % BETWEEN === 0);
  const { label, ...variant } = look;
  const isEnd = label === 't → ∞';
  return [
    { source: 'gradient descent', ...variant, x: marked, y: descent.map(round10) },
    { source: 'closed form', ...look, x: each.lambdas, y: (isEnd ? each.ends : line).map(round10) },
    { source: 'oracle', ...variant, x: marked, y: oracle.map(round10) },
  ];
}
