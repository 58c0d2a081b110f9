import { readFileSync } from 'node:fs';
import { gradientFlow, type OracleAnswer } from '../../oracles/gradientFlow.ts';
import { SPARE_DIGITS } from '../../oracles/precisionLadder.ts';
import { evaluateFlow } from '../../oracles/taylor/evaluateFlow.ts';
import { flowOf } from '../../src/network/flow.ts';
import { type Problem, problem } from '../../src/network/problem.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { once } from '../../src/once.ts';
import { type Contender, contest } from './contest.ts';
import { agreedDigitsOfTexts, disagreement } from './disagreement.ts';
import { cpuTimed, leastSeconds } from './measure.ts';
import { startArb, startMpn } from './peers/cPrograms.ts';
import { forMpmath, startPython } from './peers/interpreters.ts';
import { type Peer, secondsIn } from './peers/peer.ts';
import type { BenchSettings } from './settings.ts';
import { RATIO_MEANING, ratio, type Section, type ShortRow, time } from './table.ts';

const FIGURE1 = new URL('../../fixtures/tasks/figure1.ndjson', import.meta.url);

const ROUNDS: Readonly<Record<number, number>> = { 25: 5, 50: 3, 100: 3, 200: 3, 400: 2 };
const QUICK_ROUNDS: Readonly<Record<number, number>> = { 25: 2, 50: 1 };

/** Digits from which a peer runs once for all rounds, as its answer is checked: odefun takes 20 s to two minutes, Arb 10 s. */
const ONE_RUN_FROM = { odefun: 100, Arb: 400, mpn: 400 } as const;

/** What the short table shows of how cost grows. */
const SHORT_DIGITS = [25, 50, 100, 400];

/** Digits at which odefun is run at all. */
const MOST_ODEFUN_DIGITS = 100;
const MOST_QUICK_ODEFUN_DIGITS = 25;

/** A peer's last digits may be rounding. */
const GUARD_DIGITS = 5;

/** The oracle on the 3-2-3 problem of domine2025, figure 1 (λ = 1), to t = 1 τ, against mpmath.odefun and C programs on Arb and on GMP's mpn on the same flow. */
export async function oracleSections(settings: BenchSettings): Promise<Section[]> {
  const interpreter = forMpmath(settings.interpreters);
  const peer = interpreter === undefined ? undefined : startPython(interpreter, 'mpmathOdefun.py');
  const arb = startArb();
  const mpn = startMpn();
  try {
    return [await oracleSection(peer, settings, { arb, mpn })];
  } finally {
    for (const started of [peer, arb, mpn]) started?.close();
  }
}

export async function oracleSection(
  peer: Peer | undefined,
  { quick, atLeast }: BenchSettings,
  { arb, mpn }: { readonly arb?: Peer | undefined; readonly mpn?: Peer | undefined } = {},
): Promise<Section> {
  const given = firstProblem();
  const most = quick ? MOST_QUICK_ODEFUN_DIGITS : MOST_ODEFUN_DIGITS;
  const rows: string[][] = [];
  const short: ShortRow[] = [];
  for (const [digitsText, rounds] of Object.entries(quick ? QUICK_ROUNDS : ROUNDS)) {
    const digits = Number(digitsText);
    const asked: Asked = { given, digits, answer: once(() => agreedRun(given, digits)) };
    const rival = peerAt('odefun', digits <= most ? peer : 'not run', asked);
    const outcomes = await contest(
      [
        ours('single run', () => singleRun(given, digits), atLeast),
        ours('with agreement', () => agreedRun(given, digits), atLeast),
        rival,
        peerAt('Arb', arb, asked),
        peerAt('mpn', mpn, asked),
      ],
      rounds,
    );
    const [single, agreed, theirs, arbs, mpns] = outcomes;
    rows.push([
      digitsText,
      time(single!),
      time(agreed!),
      time(theirs!),
      ratio(single!, theirs!),
      ratio(agreed!, theirs!),
      Number.isNaN(rival.agreed()) ? '–' : rival.agreed().toFixed(1),
      time(arbs!),
      ratio(single!, arbs!),
      time(mpns!),
      ratio(single!, mpns!),
    ]);
    if (!SHORT_DIGITS.includes(digits)) continue;
    const work = `weights at t = 1 τ, 3-2-3, ${digits} digits`;
    if (digits <= most) short.push([work, time(agreed!), 'mpmath.odefun', time(theirs!), ratio(agreed!, theirs!)]);
    for (const [name, outcome] of [
      ['C on Arb', arbs],
      ['C on GMP’s mpn', mpns],
    ] as const)
      short.push([`${work}, one run`, time(single!), name, time(outcome!), ratio(single!, outcome!)]);
  }
  return {
    title: 'Oracle: growth with digits, against mpmath.odefun',
    note: `Taylor integration of the raw flow, 3-2-3 network, λ = 1, to t = 1 τ: one run, and the runs whose agreement says how many digits are right (odefun does not say). odefun is not run beyond ${most} digits; its digits are those that agree with ours, at least ${GUARD_DIGITS} fewer than asked for. Arb is a C program on its balls (peers/arbTaylor.c), mpn one in fixed point on GMP’s lowest functions (peers/mpnTaylor.c), which bounds no errors: the least CPU time of their runs and of ours in a round. They are left out where there is no C compiler or no library. Medians of ${roundsText(quick ? QUICK_ROUNDS : ROUNDS)}. ${RATIO_MEANING}`,
    columns: [
      'digits',
      'single run',
      'with agreement',
      'odefun',
      'ratio to single',
      'ratio to agreed',
      'digits of odefun',
      'Arb',
      'Arb to single',
      'mpn',
      'mpn to single',
    ],
    rows,
    short,
    ours: { named: ['digits'], figures: ['single run', 'with agreement'] },
    growth: [
      {
        of: 'single run',
        along: 'digits',
        power: 3,
        because:
          'terms of the series² times products by residues, linear in the digits (below some 50 digits by schoolbook: 4)',
      },
    ],
  };
}

/** Warm from the first round on. */
function ours(name: string, run: () => unknown, atLeast: number): Contender {
  const check = (): Promise<undefined> => {
    run();
    return Promise.resolve(undefined);
  };
  return { name, check, seconds: () => leastSeconds(() => cpuTimed(run), atLeast) };
}

/** What the peers of a row are asked. */
interface Asked {
  readonly given: Problem;
  readonly digits: number;
  /** Ours. */
  readonly answer: () => OracleAnswer;
}

/** As in “5 rounds at 25 digits, 3 at 50”. */
function roundsText(rounds: Readonly<Record<number, number>>): string {
  const texts = Object.entries(rounds).map(([digits, count], row) =>
    row === 0 ? `${count} rounds at ${digits} digits` : `${count} at ${digits}`,
  );
  return `${texts.join(', ')}; odefun from ${ONE_RUN_FROM.odefun} and the C programs from ${ONE_RUN_FROM.Arb} digits on run once, for all rounds`;
}

/** A peer, or why it does not run; `agreed` is the number of digits that its check found, NaN where there is none. */
function peerAt(
  name: keyof typeof ONE_RUN_FROM,
  peer: Peer | string | undefined,
  { given, digits, answer }: Asked,
): Contender & { agreed(): number } {
  let agreed = Number.NaN;
  let checked: number | undefined;
  const ask: Peer['ask'] = request =>
    typeof peer === 'object' ? peer.ask(request) : Promise.reject(new Error(peer ?? 'not installed'));
  const request = {
    ...Object.fromEntries((['W1', 'W2', 'sigmaYX'] as const).map(name => [name, given[name].map(String).toRows()])),
    digits,
    time: '1',
  };
  return {
    name,
    agreed: () => agreed,
    async check() {
      const reply = await ask(request);
      if (digits >= ONE_RUN_FROM[name]) checked = secondsIn(reply);
      const { W1, W2 } = answer();
      agreed = agreedDigitsOfTexts([W1, W2], reply.results);
      return disagreement(10 ** -agreed, 10 ** (GUARD_DIGITS - digits));
    },
    seconds: async () => checked ?? secondsIn(await ask(request)),
  };
}

function agreedRun(given: Problem, digits: number): OracleAnswer {
  return gradientFlow(given, [given.tau], { digits })[0]!;
}

/** The first run of gradientFlow, with its digits. */
function singleRun(given: Problem, digits: number): unknown {
  return evaluateFlow(flowOf(given), [Rational.ONE], { digits: digits + SPARE_DIGITS.bounded });
}

function firstProblem(): Problem {
  const line = readFileSync(FIGURE1, 'utf8').split('\n')[0]!;
  const { sigmaYX, W1, W2, tau } = JSON.parse(line) as Record<'sigmaYX' | 'W1' | 'W2', string[][]> & { tau: string };
  const exact = (rows: string[][]): Matrix<Rational> =>
    Matrix.fromRows(rows.map(row => row.map(text => Rational.of(text))));
  return problem({ sigmaYX: exact(sigmaYX), W1: exact(W1), W2: exact(W2), tau: Rational.of(tau) });
}
