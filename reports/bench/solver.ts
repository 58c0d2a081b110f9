import { type ClosedFormFlow, closedForm } from '../../src/dynamics/closedForm.ts';
import { balanced } from '../../src/network/initialisations/balanced.ts';
import { randomMatrices } from '../../src/network/initialisations/randomMatrix.ts';
import type { Problem } from '../../src/network/problem.ts';
import { once } from '../../src/once.ts';
import { type Contender, type ContestResult, contest } from './contest.ts';
import { disagreement, relativeError } from './disagreement.ts';
import { exactlyBalanced } from './exactlyBalanced.ts';
import { secondsPerCall, timed } from './measure.ts';
import { type Interpreter, numpyName, startPython, withNumpy } from './peers/interpreters.ts';
import { type Peer, secondsIn } from './peers/peer.ts';
import type { BenchSettings } from './settings.ts';
import { RATIO_MEANING, ratio, type Section, type ShortRow, time } from './table.ts';

const LAMBDA = 1;

/** A peer's QQᵀ must be ours to this, relative to its norm, and its losses relative to the largest of them. */
const TOLERANCE = 1e-8;

/** From 0.01 τ to 4 τ, evenly in log t: as far as the printed form carries in float64 on all sizes (see the last table). */
const [FIRST, LAST] = [0.01, 4];

/** Time points per trajectory. */
const POINTS: Readonly<Record<number, number>> = { 2: 1000, 4: 1000, 8: 1000, 16: 1000, 32: 1000, 64: 1000, 128: 40 };
const QUICK_POINTS: Readonly<Record<number, number>> = { 2: 100, 4: 100, 16: 100 };

type TimedQuantity = 'qqt' | 'loss';

/** The ratios that are aimed at on OpenBLAS, point by point. */
const POINT_AIMS: Readonly<Record<TimedQuantity, Readonly<Record<number, number>>>> = {
  qqt: { 4: 25, 16: 6, 64: 1, 128: 1 },
  loss: {},
};
const ONE_SHOT_AIMS: Readonly<Record<number, number>> = { 4: 1, 16: 1 / 3, 64: 1 / 3, 128: 1 / 3 };
const AIM_MEANING = 'Aim: the ratio to reach against OpenBLAS, on an idle machine, point by point.';

function aim(least: number | undefined): string {
  return least === undefined ? '–' : `≥ ${least < 1 ? least.toFixed(2) : least}`;
}

const TITLES: Readonly<Record<TimedQuantity, string>> = { qqt: 'QQᵀ per point', loss: 'loss per point' };

const MODES = [
  ['loop', 'NumPy, point by point'],
  ['batch', 'NumPy, all points at once'],
] as const;
const NUMPY_COLUMNS = MODES.flatMap(([, name]) => [name, 'ratio']);

/** The float64 solver on n-n-n networks against a plain NumPy transcription of the printed closed form, per NumPy build. */
export async function solverSections(settings: BenchSettings): Promise<Section[]> {
  const builds = withNumpy(settings.interpreters);
  const sections: Section[] = [];
  for (const [rank, build] of (builds.length === 0 ? [undefined] : builds).entries()) {
    const peer = build === undefined ? undefined : startPython(build, 'numpyClosedForm.py');
    try {
      // A further NumPy tells what another BLAS changes, not how our cost grows: fewer rounds do.
      const rounds = rank === 0 ? settings.rounds : Math.min(settings.rounds, 2);
      sections.push(...(await sectionsAgainst(build, peer, { ...settings, rounds })));
    } finally {
      peer?.close();
    }
  }
  return sections;
}

/** All tables against one NumPy; `peer` is undefined where there is none. */
export async function sectionsAgainst(
  build: Interpreter | undefined,
  peer: Peer | undefined,
  { quick, rounds, atLeast }: BenchSettings,
): Promise<Section[]> {
  const name = build === undefined ? 'NumPy (not installed)' : numpyName(build);
  const points = Object.entries(quick ? QUICK_POINTS : POINTS).map(([n, count]) => [Number(n), count] as const);
  const measure: Measure = (n, work) => {
    const given = work.exact ? exactlyBalanced(n) : problemOfSize(n);
    return contest(contenders(peer, given, work, atLeast), rounds);
  };
  return [
    await perPointSection(name, points, 'qqt', measure),
    await perPointSection(name, points, 'loss', measure),
    ...(await oneShotSections(name, points, measure)),
    await exactSection(name, quick ? [4, 16] : [4, 16, 64, 128], measure),
    await growthSection(name, quick ? [10, 100] : [10, 100, 1000, 10_000], measure),
    ...(peer === undefined ? [] : [await reachSection(name, points, peer)]),
  ];
}

/** What is done with a flow. */
interface Work {
  readonly quantity: TimedQuantity;
  readonly times: readonly number[];
  /** Whether setting the flow up counts. */
  readonly setup: boolean;
  /** Whether the weights are λ-balanced without rounding. */
  readonly exact?: boolean;
}

type Measure = (n: number, work: Work) => Promise<ContestResult[]>;

async function perPointSection(
  name: string,
  points: readonly (readonly [number, number])[],
  quantity: TimedQuantity,
  measure: Measure,
): Promise<Section> {
  const rows: string[][] = [];
  const short: ShortRow[] = [];
  for (const [n, count] of points) {
    const outcomes = await measure(n, { quantity, times: timesTo(LAST, count), setup: false });
    const [ours, loop, batch] = outcomes.map(outcome => perPoint(outcome, count));
    rows.push([`${n}-${n}-${n}`, `${count}`, ...figures(ours!, loop!, batch!), aim(POINT_AIMS[quantity][n])]);
    if (SHORT_SIZES[quantity].includes(n))
      short.push([
        `${quantity === 'qqt' ? 'QQᵀ' : 'loss'} per point, ${n}-${n}-${n}`,
        time(ours!),
        `${name}, point by point`,
        time(loop!),
        ratio(ours!, loop!),
      ]);
  }
  return {
    title: `Solver: ${TITLES[quantity]} against ${name}`,
    note: `n-n-n networks, λ = ${LAMBDA}, random task, a trajectory from ${FIRST} τ to ${LAST} τ; what is set up when its times are asked for first is left out. ${RATIO_MEANING} ${AIM_MEANING}`,
    columns: ['network', 'points', 'closedForm', ...NUMPY_COLUMNS, 'aim'],
    rows,
    short,
    ours: { named: ['network'], figures: ['closedForm'] },
    growth: [{ of: 'closedForm', along: 'network', power: 3, because: 'products of n × n matrices' }],
  };
}

/** Rounds' worth of work that let V8 optimise before anything is timed. */
const WARM_UP = 5;

/** What the short table takes: sizes per point, numbers of time points of the smallest. */
const SHORT_SIZES: Readonly<Record<TimedQuantity, readonly number[]>> = { qqt: [4, 16, 64, 128], loss: [64] };
const SHORT_COUNTS = [10, 1000];

/** In units of τ: while the weights move, and where most of the task is learned. */
const ONE_SHOT_TIMES = [1, LAST];

/** What somebody waits for who asks one question: from new weights and a new task to QQᵀ at one time. */
async function oneShotSections(
  name: string,
  points: readonly (readonly [number, number])[],
  measure: Measure,
): Promise<Section[]> {
  const sections: Section[] = [];
  for (const t of ONE_SHOT_TIMES) {
    const rows: string[][] = [];
    const short: ShortRow[] = [];
    for (const [n] of points) {
      const [ours, theirs] = await measure(n, { quantity: 'qqt', times: [t], setup: true });
      rows.push([`${n}-${n}-${n}`, time(ours!), time(theirs!), ratio(ours!, theirs!), aim(ONE_SHOT_AIMS[n])]);
      if (SHORT_SIZES.qqt.includes(n))
        short.push([
          `set-up and QQᵀ at ${t} τ, ${n}-${n}-${n}`,
          time(ours!),
          name,
          time(theirs!),
          ratio(ours!, theirs!),
        ]);
    }
    sections.push({
      title: `Solver: set-up and one QQᵀ at ${t} τ, against ${name}`,
      note: `From weights and task to one QQᵀ, nothing kept from before. ${RATIO_MEANING} ${AIM_MEANING}`,
      columns: ['network', 'closedForm', 'NumPy', 'ratio', 'aim'],
      rows,
      short,
      ours: { named: ['network'], figures: ['closedForm'] },
      growth: [{ of: 'closedForm', along: 'network', power: 3, because: 'decompositions of n × n matrices' }],
    });
  }
  return sections;
}

/** As in `oneShotSections`, of weights that are λ-balanced to the last bit, of which the solver promises gradient flow. */
async function exactSection(name: string, sizes: readonly number[], measure: Measure): Promise<Section> {
  const rows: string[][] = [];
  for (const n of sizes) {
    const [ours, theirs] = await measure(n, { quantity: 'qqt', times: [1], setup: true, exact: true });
    rows.push([`${n}-${n}-${n}`, time(ours!), time(theirs!), ratio(ours!, theirs!), aim(ONE_SHOT_AIMS[n])]);
  }
  return {
    title: `Solver: set-up and one QQᵀ at 1 τ of exactly λ-balanced weights, against ${name}`,
    note: `λ = ${LAMBDA} without any rounding: weights whose products are short binary numbers, with two singular values each. ${RATIO_MEANING} ${AIM_MEANING}`,
    columns: ['network', 'closedForm', 'NumPy', 'ratio', 'aim'],
    rows,
    ours: { named: ['network'], figures: ['closedForm'] },
  };
}

async function growthSection(name: string, counts: readonly number[], measure: Measure): Promise<Section> {
  const rows: string[][] = [];
  const short: ShortRow[] = [];
  for (const n of [4, 16]) {
    for (const count of counts) {
      const [ours, loop, batch] = await measure(n, { quantity: 'qqt', times: timesTo(LAST, count), setup: true });
      rows.push([`${n}-${n}-${n}`, `${count}`, ...figures(ours!, loop!, batch!)]);
      if (n === 4 && SHORT_COUNTS.includes(count))
        short.push([
          `QQᵀ at ${count} times, 4-4-4, with setup`,
          time(ours!),
          `${name}, point by point`,
          time(loop!),
          ratio(ours!, loop!),
        ]);
    }
  }
  return {
    title: `Solver: growth with the number of time points, against ${name}`,
    note: `From weights and task to the last QQᵀ of the trajectory, setup included. ${RATIO_MEANING}`,
    columns: ['network', 'points', 'closedForm', ...NUMPY_COLUMNS],
    rows,
    short,
    ours: { named: ['network', 'points'], figures: ['closedForm'] },
    growth: [{ of: 'closedForm', along: 'points', power: 1, because: 'every time costs the same' }],
  };
}

/** How far in time a peer's QQᵀ is ours: no time is measured. */
async function reachSection(
  name: string,
  points: readonly (readonly [number, number])[],
  peer: Peer,
): Promise<Section> {
  const times = Array.from({ length: 13 }, (_, k) => 10 ** (-1 + k / 4));
  const rows: string[][] = [];
  for (const [n] of points) {
    const given = problemOfSize(n);
    const flow = closedForm(given, LAMBDA);
    const cells = [`${n}-${n}-${n}`];
    for (const quantity of ['qqt', 'loss'] as const) {
      const verdicts: (string | undefined)[] = [];
      for (const t of times) {
        const request = { ...requestFor(given, { quantity, times: [t], setup: false }, 'loop'), results: [0] };
        verdicts.push(await resultVerdict(peer, request, [values(flow, quantity, t)]));
      }
      const first = verdicts.findIndex(verdict => verdict !== undefined);
      cells.push(first < 0 ? 'never' : `${times[first]!.toPrecision(2)} τ`, verdicts.at(-1) ?? 'agrees');
    }
    rows.push(cells);
  }
  return {
    title: `Solver: how far the printed form carries in float64, by ${name}`,
    note: `The first of ${times.length} times from 0.1 τ to 100 τ at which its QQᵀ (its loss) is off by more than ${TOLERANCE} of ours, and what it is at 100 τ.`,
    columns: ['network', 'QQᵀ first off at', 'QQᵀ at 100 τ', 'loss first off at', 'loss at 100 τ'],
    rows,
  };
}

/** What is wrong with a peer's results, its own error included; undefined where each (or all `asOne`) is ours. */
async function resultVerdict(
  peer: Peer,
  request: object,
  ours: readonly (readonly number[])[],
  asOne = false,
): Promise<string | undefined> {
  try {
    const { results } = await peer.ask(request);
    const error =
      asOne && Array.isArray(results) ? relativeError([ours.flat()], [results.flat()]) : relativeError(ours, results);
    return disagreement(error, TOLERANCE);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Ours, and NumPy's two ways. */
function contenders(peer: Peer | undefined, given: Problem<number>, work: Work, atLeast: number): Contender[] {
  const { quantity, times, setup } = work;
  const start = (): ClosedFormFlow => closedForm(given, LAMBDA);
  const run = (flow: ClosedFormFlow): void => {
    for (const t of times) flow[quantity](t);
  };
  // A flow is set up as far as a question needs it.
  const ready = once(() => {
    const flow = start();
    run(flow);
    return flow;
  });
  const seconds = (): number => {
    if (setup) return timed(() => run(start()));
    const flow = ready();
    return timed(() => run(flow));
  };
  const checked = [...new Set([0, times.length >> 1, times.length - 1])];
  const numpy = MODES.map(([mode, name]): Contender => {
    const request = requestFor(given, work, mode);
    return {
      name,
      async check() {
        if (peer === undefined) return 'not installed';
        const flow = start();
        const ours = checked.map(k => values(flow, quantity, times[k]!));
        return await resultVerdict(peer, { ...request, results: checked }, ours, quantity === 'loss');
      },
      seconds: async () => secondsIn(await peer!.ask({ ...request, at_least: atLeast })),
    };
  });
  return [
    {
      name: 'closedForm',
      check: async () => {
        secondsPerCall(seconds, WARM_UP * atLeast);
        return undefined;
      },
      seconds: () => secondsPerCall(seconds, atLeast),
    },
    ...numpy,
  ];
}

function requestFor({ W1, W2, sigmaYX }: Problem<number>, { quantity, times, setup }: Work, mode: string): object {
  const rows = { W1: W1.toRows(), W2: W2.toRows(), sigmaYX: sigmaYX.toRows() };
  return { ...rows, lambda: LAMBDA, quantity, times, setup, mode };
}

function values(flow: ClosedFormFlow, quantity: TimedQuantity, t: number): readonly number[] {
  return quantity === 'qqt' ? flow.qqt(t).data : [flow.loss(t)];
}

function figures(ours: ContestResult, loop: ContestResult, batch: ContestResult): string[] {
  return [time(ours), time(loop), ratio(ours, loop), time(batch), ratio(ours, batch)];
}

function perPoint(outcome: ContestResult, points: number): ContestResult {
  return typeof outcome === 'string' ? outcome : outcome.map(seconds => seconds / points);
}

function timesTo(last: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => FIRST * (last / FIRST) ** (k / (count - 1)));
}

function problemOfSize(n: number): Problem<number> {
  const widths = { Ni: n, Nh: n, No: n };
  const sigmaYX = randomMatrices(n).gaussian(n, n, 1 / Math.sqrt(n));
  return { ...balanced(widths, { lambda: LAMBDA, sigma: 1 / Math.sqrt(n), seed: n }), sigmaYX, tau: 1 };
}
