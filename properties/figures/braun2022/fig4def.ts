import { closedForm } from '../../../src/dynamics/closedForm.ts';
import { rationalOrthogonal } from '../../../src/network/initialisations/rationalOrthogonal.ts';
import { type Problem, problemIn } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { convert, diagonal, product, scale } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { type PlottedQuantity, round10 } from '../../../src/plot/quantity.ts';
import { inSourceOrder } from '../panels/dynamicsPanels.ts';
import type { FigureCurve, FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { curvesOf, type ThreeSources, threeSources, worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';

const POINTS = 96;
const EVERY = 12;
const SIZES = ['small', 'intermediate', 'large'] as const;
const TASKS = ['D: dense', 'E: unequal diagonal', 'F: equal diagonal'] as const;

type M = Matrix<Rational>;

interface Start {
  readonly problem: Problem;
  readonly sources: ThreeSources;
  /** Σyx = Ũ S̃ Ṽᵀ. */
  readonly V: M;
  readonly values: readonly Rational[];
  /** AᵀA(0). */
  readonly gram: M;
}

/**
 * On- and off-diagonal elements of AᵀA = ṼᵀW1ᵀW1Ṽ for three tasks and three sizes of the start W1 = A(0)Ṽᵀ, W2 = ŨA(0)ᵀ. Row F
 * has the time of the peak of b as printed, and with the 1 that is missing in it.
 */
export function fig4def(settings: FigureSettings = figureSettings('braun2022', 'fig4def')): FigureRecord {
  const sizes = settings.rationals('sizes');
  const rows = TASKS.map((_, task) => sizes.map(size => startOf(settings, task, size)));
  const agreement = worstAgreement(rows.flat().map(({ sources }) => sources.agreement));
  const peaks = rows.map(row => row.map(peakOf));
  const [small, middle] = rows[2]!.map(statedPeaks) as [StatedPeaks, StatedPeaks];
  const rise = (task: number, size: number): string => short(peaks[task]![size]!.height);
  const [first, second] = [peaks[2]![0]!, peaks[2]![1]!];
  const late = (stated: number, time: number): string => `${short(100 * (1 - stated / time), 2)} %`;
  const stays = peaks.every(row => row[2]!.time === 0);
  return {
    id: 'braun2022/fig-4def',
    paper: 'braun2022',
    name: 'figure 4D–F',
    title: 'Decoupling: on- and off-diagonal elements of AᵀA',
    settings: settings.list,
    rows: rows.map((row, task) => ({
      label: TASKS[task]!,
      panels: row.map((start, k) => elementsPanel(`${SIZES[k]} start`, start, task === 2)),
    })),
    shows: `${stays ? 'From the large starts b falls at once in all three rows' : 'Not even from the large starts does b fall at once in all rows'}; from the intermediate one of row F it first rises to ${short(second.height / second.start)} times its start, at ${short(second.time)} τ. The curves a₁ and a₂ turn from sigmoids into decays as the start grows. D and E agree to ${digitsText(digitsBetweenTasks(rows))}, as theorem 5.1 says: AᵀA sees the task’s singular values only. The closed form has at least ${digitsText(agreement.digits)} in common with the oracle at ${agreement.markers} points.`,
    cannotShow: `That the printed time of the peak lacks a 1. From the small start of row F the logarithm is large, and the printed time is early by ${late(small.printed, first.time)}; from the intermediate one it is ${short(middle.printed)} τ, early by ${late(middle.printed, second.time)}, while the corrected one is off by ${short(Math.abs(middle.corrected - second.time), 1)} τ. Nor does b remain near zero from every small start: it peaks at ${rise(0, 0)} in D and E, but with equal singular values, row F, at ${rise(2, 0)}, and at ${short(peakOfVanishingStarts(rows[2]![0]!))} as the start shrinks to nothing.`,
    agreement,
  };
}

function startOf(settings: FigureSettings, task: number, size: Rational): Start {
  const values = settings.matrix('values').toRows()[task]!;
  const [U, V] = settings
    .matrix('turns')
    .toRows()
    [task]!.map(turn => rationalOrthogonal(2, [turn])) as [M, M];
  const A0 = scale(rationalField, size, settings.matrix('A0'));
  const times = (first: M, ...rest: readonly M[]): M => product(rationalField, first, ...rest);
  const problem: Problem = {
    sigmaYX: times(U, diagonal(rationalField, values), V.transpose()),
    W1: times(A0, V.transpose()),
    W2: times(U, A0.transpose()),
    tau: Rational.ONE,
  };
  const learningRate = settings.exact('learningRate');
  return {
    problem,
    sources: threeSources(problem, { learningRate, end: settings.exact('end'), points: POINTS, every: EVERY }),
    V,
    values,
    gram: times(A0.transpose(), A0),
  };
}

/** The element (i, j) of ṼᵀW1ᵀW1Ṽ. */
function element(V: M, i: number, j: number): PlottedQuantity {
  return {
    name: `element (${i + 1},${j + 1}) of AᵀA`,
    of: (field, qqt) => {
      const basis = convert(field, V);
      return product(field, basis.transpose(), qqt.slice(0, 2, 0, 2), basis).at(i, j);
    },
  };
}

function elementsPanel(title: string, start: Start, withPeak: boolean): FigurePanel {
  const { sources, V } = start;
  const diagonalCurves = [0, 1].map(i => curvesOf(element(V, i, i), sources, { label: i === 0 ? 'a₁' : 'a₂' }));
  const off = curvesOf(element(V, 0, 1), sources, { label: 'b', variant: 'second' });
  const peak = statedPeaks(start);
  const heights = [...diagonalCurves, off].flat().flatMap(({ y }) => y.filter(value => value !== null));
  const upright = (source: FigureCurve['source'], time: number): FigureCurve[] =>
    withPeak && time > 0 ? [{ source, x: [time, time], y: [0, round10(Math.max(...heights))] }] : [];
  return {
    title,
    x: { label: 't / τ', scale: 'linear' },
    yScale: 'linear',
    curves: [
      ...upright('as printed', peak.printed),
      ...upright('as corrected', peak.corrected),
      ...inSourceOrder([...diagonalCurves, off]),
    ],
  };
}

/** Digits to which the paths of AᵀA in D and E agree, by the closed form, relative to the largest element. */
function digitsBetweenTasks([dense, unequal]: readonly (readonly Start[])[]): number {
  const along = ({ V, sources }: Start): number[] =>
    sources.closedForm.flatMap(at => [0, 1].map(i => element(V, i, 1).of(float64Field, at)));
  const apart = dense!.map((start, k) => {
    const [left, right] = [along(start), along(unequal![k]!)];
    return Math.max(...left.map((value, n) => Math.abs(value - right[n]!))) / Math.max(...right);
  });
  return -Math.log10(Math.max(...apart, Number.EPSILON));
}

/** s|b|/(a₁ + a₂ + 2√(a₁a₂ − b²)): the limit of max |b(t)| for s₁ = s₂ = s and AᵀA(0) → 0 in a fixed direction, from equation 13. */
function peakOfVanishingStarts({ values, gram }: Pick<Start, 'values' | 'gram'>): number {
  const [a1, b, , a2] = gram.data.map(entry => entry.toNumber()) as [number, number, number, number];
  return (values[0]!.toNumber() * Math.abs(b)) / (a1 + a2 + 2 * Math.sqrt(a1 * a2 - b * b));
}

interface StatedPeaks {
  readonly printed: number;
  readonly corrected: number;
}

/** τ/4s·ln(s(s − a₁ − a₂)/(a₁a₂ − b²)), section 5, and with 1 added to the argument; NaN where there is no such time. */
function statedPeaks({ values, gram }: Pick<Start, 'values' | 'gram'>): StatedPeaks {
  const s = values[0]!.toNumber();
  const [a1, b, , a2] = gram.data.map(entry => entry.toNumber()) as [number, number, number, number];
  const ratio = (s * (s - a1 - a2)) / (a1 * a2 - b * b);
  return { printed: Math.log(ratio) / (4 * s), corrected: Math.log(ratio + 1) / (4 * s) };
}

/** Where |b| of the closed form is largest, looked for around the largest point of the grid. */
function peakOf({ problem, sources: { times, closedForm: path }, V }: Start): {
  readonly time: number;
  readonly height: number;
  readonly start: number;
} {
  const flow = closedForm(problemIn(float64Field, problem));
  const { of } = element(V, 0, 1);
  const size = (qqt: Matrix<number>): number => Math.abs(of(float64Field, qqt));
  const sizes = path.map(size);
  const best = sizes.indexOf(Math.max(...sizes));
  const start = sizes[0]!;
  if (best === 0) return { time: 0, height: start, start };
  let [low, high] = [times[best - 1]!.toNumber(), (times[best + 1] ?? times[best]!).toNumber()];
  for (let k = 0; k < 60; k++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (size(flow.qqt(left)) < size(flow.qqt(right))) low = left;
    else high = right;
  }
  return { time: low, height: size(flow.qqt(low)), start };
}
