import { truthIn } from '../../../oracles/truth.ts';
import { decoupledFlow } from '../../../src/dynamics/decoupledFlow.ts';
import { flowDescent } from '../../../src/dynamics/flowDescent.ts';
import { type Flow, flowIn } from '../../../src/network/flow.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { frobeniusNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { MOST_STEPS, ORACLE_DIGITS, plotField } from '../../../src/plot/trajectory.ts';
import { descentGrid } from './descentGrid.ts';
import type { FigureAgreement, FigureCurve } from './figureRecord.ts';
import { tenDigits } from './tenDigits.ts';

type Layers = readonly Matrix<number>[];

/** The layers of a network of any depth along one path of learning, by each source that it has; times in units of τ. */
export interface DeepSources {
  readonly times: readonly Rational[];
  readonly descent: readonly Layers[];
  /** Of decoupled starts only. */
  readonly closedForm?: readonly Layers[];
  /** Some of `times`, at which the oracle was asked; none where it was not. */
  readonly marks: readonly Rational[];
  readonly oracle: readonly Layers[];
  readonly agreement: FigureAgreement;
}

export interface DeepSourcesOptions {
  readonly learningRate: Rational;
  readonly end: Rational;
  readonly points: number;
  /** Every so many points one of the oracle; not asked without. */
  readonly every?: number;
  /** Whether the start is decoupled, so that there is a closed form. */
  readonly isDecoupled?: boolean;
  /** Whether descent of half the rate is run where nothing else tells what descent is off by; it takes twice as long as all else. Default yes. */
  readonly halved?: boolean;
}

/**
 * A flow with τ = 1 by gradient descent in float64 and, where asked for, the decoupled closed form and the raw flow in 20 digits. What descent is off
 * by is told from the closed form, else from the oracle, else from descent of half its rate.
 */
export function deepSources(flow: Flow, options: DeepSourcesOptions): DeepSources {
  const { learningRate, end, points, every, isDecoupled = false, halved = true } = options;
  const { times, steps } = descentGrid(learningRate, end, points);
  const start = flowIn(float64Field, flow);
  const descend = (halvings: number): Layers[] =>
    flowDescent(start, {
      learningRate: learningRate.toNumber() / 2 ** halvings,
      steps: steps.map(step => step * 2 ** halvings),
    }).map(({ layers }) => layers);
  const descent = descend(0);
  const marks = every === undefined ? [] : times.filter((_, k) => k % every === 0);
  const oracle = marks.length === 0 ? [] : oracleAt(flow, marks);
  const solution = isDecoupled ? decoupledFlow(flow) : undefined;
  const closedForm = solution && times.map(time => solution.layers(time.toNumber()));
  const atMarks = (path: readonly Layers[]): readonly Layers[] => path.filter((_, k) => every && k % every === 0);
  const digits =
    closedForm && every && Math.min(...atMarks(closedForm).map((layers, k) => digitsOf(layers, oracle[k]!)));
  const others = closedForm ?? (every ? oracle : halved ? descend(1) : undefined);
  const own = closedForm === undefined && every ? atMarks(descent) : descent;
  return {
    times,
    descent,
    ...(closedForm && { closedForm }),
    marks,
    oracle,
    agreement: {
      markers: marks.length,
      ...(digits !== undefined && { digits }),
      ...(others && {
        descentDeviation:
          Math.max(...own.map((layers, k) => distance(layers, others[k]!))) / Math.max(...others.map(largestNorm)),
      }),
    },
  };
}

function oracleAt(flow: Flow, marks: readonly Rational[]): Layers[] {
  const precision = { digits: ORACLE_DIGITS, maxDigits: 200, maxSteps: MOST_STEPS };
  return truthIn('bigint')
    .layers(flow, marks, precision)
    .map(({ layers }) => layers.map(layer => layer.map(entry => plotField.toNumber(plotField.cross(entry)))));
}

const norm = (a: Matrix<number>): number => frobeniusNorm(float64Field, a);
const largestNorm = (layers: Layers): number => Math.max(...layers.map(norm));
const apart = (a: Matrix<number>, b: Matrix<number>): number => norm(subtract(float64Field, a, b));
const distance = (some: Layers, others: Layers): number =>
  Math.max(...some.map((layer, j) => apart(layer, others[j]!)));

/** Digits to which the layers agree, the worst of them relative to its norm; at most what float64 has. */
function digitsOf(stated: Layers, truth: Layers): number {
  const relative = stated.map((layer, j) => apart(layer, truth[j]!) / (norm(truth[j]!) || 1));
  return Math.min(-Math.log10(Math.max(...relative)), -Math.log10(Number.EPSILON));
}

export interface DeepQuantity {
  readonly label?: string;
  readonly variant?: 'second';
  readonly of: (layers: Layers) => number;
}

/** Quantities over time: descent underneath, the closed form on it, the oracle as markers on top. */
export function deepCurves(quantities: readonly DeepQuantity[], sources: DeepSources): FigureCurve[] {
  const { times, descent, closedForm = [], marks, oracle } = sources;
  const drawn = (
    source: FigureCurve['source'],
    at: readonly Rational[],
    path: readonly Layers[],
    isLabelled: boolean,
  ): FigureCurve[] =>
    path.length === 0
      ? []
      : quantities.map(({ of, label, variant }) => ({
          source,
          ...(variant && { variant }),
          ...(isLabelled && label !== undefined && { label }),
          x: at.map(time => time.toNumber()),
          y: path.map(layers => tenDigits(of(layers))),
        }));
  return [
    ...drawn('gradient descent', times, descent, closedForm.length === 0),
    ...drawn('closed form', times, closedForm, true),
    ...drawn('oracle', marks, oracle, false),
  ];
}

/** A path in a plane of two quantities, by the best source that it has at all times. */
export function pathIn(
  [across, up]: readonly [DeepQuantity['of'], DeepQuantity['of']],
  { closedForm, descent }: DeepSources,
  label?: string,
): FigureCurve {
  const path = closedForm ?? descent;
  return {
    source: closedForm === undefined ? 'gradient descent' : 'closed form',
    ...(label !== undefined && { label }),
    x: path.map(layers => tenDigits(across(layers))),
    y: path.map(layers => tenDigits(up(layers))),
  };
}
