import { truthIn } from '../../../oracles/truth.ts';
import { gradientDescent } from '../../../src/dynamics/gradientDescent.ts';
import { shallowFlow } from '../../../src/dynamics/shallowFlow.ts';
import { weightsFromFactors } from '../../../src/network/initialisations/balancedFactors.ts';
import { blocksOfQqt } from '../../../src/network/observables/blocks.ts';
import { lossOfMap } from '../../../src/network/observables/loss.ts';
import { type Problem, problemIn } from '../../../src/network/problem.ts';
import type { Field } from '../../../src/numbers/field.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { convert, multiply, product, scale } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { alongDescent, alongFlow, lossQuantity, type PlottedQuantity, round10 } from '../../../src/plot/quantity.ts';
import { flowAt } from '../../../src/plot/trajectory.ts';
import { descentGrid } from '../panels/descentGrid.ts';
import { inSourceOrder, timePanel } from '../panels/dynamicsPanels.ts';
import type { FigureCurve, FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { descentDeviation, threeSources } from '../panels/threeSources.ts';
import { digitsText, short, superscript } from '../panels/words.ts';

type M = Matrix<Rational>;

const POINTS = 140;
const EVERY = 10;

/** Reversal learning, W2W1(0) = −Σ, of a deep (A) and of a shallow (B) network. */
export function fig6ab(settings: FigureSettings = figureSettings('braun2022', 'fig6ab')): FigureRecord {
  const problem = reversal(settings);
  const learningRate = settings.exact('learningRate');
  const sources = threeSources(problem, {
    learningRate,
    end: settings.exact('end'),
    points: POINTS,
    every: EVERY,
    oracle: 'Riccati equation',
  });
  const loss = lossQuantity(problem);
  const strengths = strengthsOfMap(settings);
  const ofQqt = strengths.map(
    (of): PlottedQuantity => ({
      name: 'strength',
      of: (field, qqt) => of(field, blocksOfQqt(qqt, problem.W1.cols).map),
    }),
  );
  const losses = (path: readonly Matrix<number>[]): number[] => path.map(at => loss.of(float64Field, at));
  const [stuck, learned] = [losses(sources.closedForm), losses(sources.descent)];
  const saddle = stuck.at(-1)!;
  const leaves = escapeTime(sources.times, learned, saddle);
  const offsets = settings.rationals('offsets');
  const starts = offsets.map(offset => offStart(problem, offset, settings));
  const escapes = starts.map(({ times, descent }) => escapeTime(times, descent, saddle));
  const delays = escapes.slice(1).map((time, k) => time - escapes[k]!);
  const task = { sigmaYX: convert(float64Field, problem.sigmaYX), irreducibleLoss: 0 };
  const shallow = shallowPath(problem, settings);
  const shallowLoss = (W: Matrix<number>): number => lossOfMap(float64Field, task, W);
  const deviation = descentDeviation(sources, leaves / 2);
  const fastest = settings.rationals('layers')[0]!.toNumber() ** 2;
  const factor = offsets[0]!.div(offsets[1]!).toNumber();
  return {
    id: 'braun2022/fig-6ab',
    paper: 'braun2022',
    name: 'figure 6A, B',
    title: 'Reversal learning, deep and shallow',
    settings: settings.list,
    rows: [
      {
        label: 'A: a deep network',
        panels: [
          timePanel('loss', [loss], sources),
          timePanel('strength ũᵀW2W1ṽ of each mode', ofQqt, sources),
          offPanel(starts),
        ],
      },
      {
        label: 'B: a shallow network',
        panels: [
          shallowPanel('loss', shallow, [shallowLoss]),
          shallowPanel(
            'strength ũᵀWṽ of each mode',
            shallow,
            strengths.map(of => W => of(float64Field, W)),
          ),
        ],
      },
    ],
    shows: `The flow forgets −Σ and stays at zero: by the closed form and by the oracle, here the one of the Riccati equation, which have at least ${digitsText(sources.agreement.digits)} in common, the loss ends at ½‖Σ‖² = ${short(saddle)}. Gradient descent follows within ${short(100 * deviation, 2)} %, but leaves the saddle at ${short(leaves)} τ and then learns one mode after the other, to a loss of ${short(learned.at(-1)!, 1)} at ${short(sources.times.at(-1)!.toNumber())} τ. The shallow network learns the reversal at one rate and has a loss of ${short(shallowLoss(shallow.stated.at(-1)!), 1)} after ${short(shallow.times.at(-1)!)} τ.`,
    cannotShow: `What the noise is that frees the simulation. Here all weights are exact in float64 and lie exactly on the separatrix: it is rounding alone. Started off it by ${offsets.map(powerOfTwo).join(', ')}, descent escapes at ${escapes.map(time => short(time)).join(', ')} τ: every factor of ${factor} costs ${delays.map(delay => short(delay)).join(' and ')} τ more, about ln ${factor}/s̃₁ = ${short(Math.log(factor) / fastest)} τ. So the time of the escape in such a figure tells of the digits of the computer, not of the network. B has no oracle: the flow of one layer is linear, and its closed form is judged by the claim braun2022/sec-6:shallow-reversal.`,
    agreement: { ...sources.agreement, descentDeviation: deviation },
  };
}

/** W1 = R S Ṽᵀ, W2 = −Ũ S Rᵀ for the task Σ = Ũ S² Ṽᵀ: zero-balanced with W2W1 = −Σ. */
function reversal(settings: FigureSettings): Problem {
  const [U, V, R] = ['U', 'V', 'R'].map(settings.matrix) as [M, M, M];
  const s = settings.rationals('layers');
  const { W1, W2 } = weightsFromFactors(rationalField, { U, V, R, s1: s, s2: s });
  const minusOne = Rational.of(-1);
  return {
    sigmaYX: multiply(rationalField, W2, W1),
    W1,
    W2: scale(rationalField, minusOne, W2),
    tau: Rational.ONE,
  };
}

/** ũᵀMṽ of the map M, for each mode. */
function strengthsOfMap(settings: FigureSettings): (<T>(field: Field<T>, map: Matrix<T>) => T)[] {
  const [U, V] = [settings.matrix('U'), settings.matrix('V')];
  return settings.rationals('layers').map((_, mode) => {
    const [u, v] = [U, V].map(basis => basis.slice(0, basis.rows, mode, mode + 1)) as [M, M];
    return (field, map) => product(field, convert(field, u).transpose(), map, convert(field, v)).at(0, 0);
  });
}

/** "2⁻¹⁰". */
function powerOfTwo(value: Rational): string {
  return `2${superscript(Math.round(Math.log2(value.toNumber())))}`;
}

interface OffPath {
  readonly offset: Rational;
  readonly times: readonly Rational[];
  /** Losses. */
  readonly descent: readonly number[];
  readonly marks: readonly Rational[];
  readonly oracle: readonly number[];
}

/** With the first weight moved: not balanced any more, so that there is no closed form. */
function offStart(problem: Problem, offset: Rational, settings: FigureSettings): OffPath {
  const learningRate = settings.exact('learningRate');
  const { times, steps } = descentGrid(learningRate, settings.exact('offsetEnd'), POINTS);
  const W1 = problem.W1.map((entry, i, j) => (i === 0 && j === 0 ? entry.add(offset) : entry));
  const off = { ...problem, W1 };
  const marks = times.filter((_, k) => k % EVERY === 0);
  const loss = lossQuantity(off);
  const learned = gradientDescent(problemIn(float64Field, off), { learningRate: learningRate.toNumber(), steps });
  return {
    offset,
    times,
    descent: alongDescent(loss, learned),
    marks,
    oracle: alongFlow(loss, flowAt(truthIn('bigint'), off, marks)),
  };
}

/** The first time at which the loss lies a hundredth below that of the saddle. */
function escapeTime(times: readonly Rational[], losses: readonly number[], saddle: number): number {
  return times[losses.findIndex(loss => loss < 0.99 * saddle)]!.toNumber();
}

function offPanel(paths: readonly OffPath[]): FigurePanel {
  const numbers = (times: readonly Rational[]): number[] => times.map(time => time.toNumber());
  return {
    title: `loss, started off by ${paths.map(({ offset }) => powerOfTwo(offset)).join(', ')}`,
    x: { label: 't / τ', scale: 'linear' },
    yScale: 'linear',
    curves: inSourceOrder(
      paths.map(({ times, descent, marks, oracle }): FigureCurve[] => [
        { source: 'gradient descent', x: numbers(times), y: descent.map(round10) },
        { source: 'oracle', x: numbers(marks), y: oracle.map(round10) },
      ]),
    ),
  };
}

interface ShallowPath {
  readonly times: readonly number[];
  readonly stated: readonly Matrix<number>[];
  readonly descent: readonly Matrix<number>[];
}

/** One layer W from −Σ: by the closed form, and by gradient descent W ← W + η(Σ − W). */
function shallowPath({ sigmaYX }: Problem, settings: FigureSettings): ShallowPath {
  const task = convert(float64Field, sigmaYX);
  const start = task.map(entry => -entry);
  const learningRate = settings.exact('learningRate');
  const grid = descentGrid(learningRate, settings.exact('shallowEnd'), POINTS);
  const rate = learningRate.toNumber();
  let W = start;
  let done = 0;
  const descent = grid.steps.map(step => {
    for (; done < step; done++) W = W.map((entry, i, j) => entry + rate * (task.at(i, j) - entry));
    return W;
  });
  const times = grid.times.map(time => time.toNumber());
  return { times, stated: times.map(t => shallowFlow(task, start, t)), descent };
}

function shallowPanel(
  title: string,
  path: ShallowPath,
  quantities: readonly ((W: Matrix<number>) => number)[],
): FigurePanel {
  return {
    title,
    x: { label: 't / τ', scale: 'linear' },
    yScale: 'linear',
    curves: inSourceOrder(
      quantities.map((of): FigureCurve[] => [
        { source: 'gradient descent', x: path.times, y: path.descent.map(W => round10(of(W))) },
        { source: 'closed form', x: path.times, y: path.stated.map(W => round10(of(W))) },
      ]),
    ),
  };
}
