import { readFileSync } from 'node:fs';
import { gradientFlow, type OracleAnswer } from '../../oracles/gradientFlow.ts';
import { evaluateFlow } from '../../oracles/taylor/evaluateFlow.ts';
import { flowOf } from '../../src/network/flow.ts';
import { type Problem, problem } from '../../src/network/problem.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { type Contender, contest } from './contest.ts';
import { agreedDigitsOfTexts, disagreement } from './disagreement.ts';
import { secondsPerCall, timed } from './measure.ts';
import { startArb } from './peers/arb.ts';
import { forMpmath, startPython } from './peers/interpreters.ts';
import { type Peer, secondsIn } from './peers/peer.ts';
import type { BenchSettings } from './settings.ts';
import { RATIO_MEANING, ratio, type Section, type ShortRow, time } from './table.ts';

const FIGURE1 = new URL('../../fixtures/tasks/figure1.ndjson', import.meta.url);

/** Rounds: at high digits a run takes long. */
const ROUNDS: Readonly<Record<number, number>> = { 25: 3, 50: 3, 100: 2, 200: 3, 400: 1 };
const QUICK_ROUNDS: Readonly<Record<number, number>> = { 25: 2, 50: 1 };

/** What the short table shows of how cost grows. */
const SHORT_DIGITS = [25, 50, 100, 400];

/** Digits at which odefun is run at all. */
const MOST_ODEFUN_DIGITS = 100;
const MOST_QUICK_ODEFUN_DIGITS = 25;

/** A peer's last digits may be rounding. */
const GUARD_DIGITS = 5;

/** The oracle on the 3-2-3 problem of domine2025, figure 1 (λ = 1), to t = 1 τ, against mpmath.odefun and a C program on Arb on the same flow. */
export async function oracleSections(settings: BenchSettings): Promise<Section[]> {
  const interpreter = forMpmath(settings.interpreters);
  const peer = interpreter === undefined ? undefined : startPython(interpreter, 'mpmathOdefun.py');
  const arb = startArb();
  try {
    return [await oracleSection(peer, settings, arb)];
  } finally {
    peer?.close();
    arb?.close();
  }
}

export async function oracleSection(
  peer: Peer | undefined,
  { quick, atLeast }: BenchSettings,
  arb?: Peer,
): Promise<Section> {
  const given = firstProblem();
  const most = quick ? MOST_QUICK_ODEFUN_DIGITS : MOST_ODEFUN_DIGITS;
  const rows: string[][] = [];
  const short: ShortRow[] = [];
  for (const [digitsText, rounds] of Object.entries(quick ? QUICK_ROUNDS : ROUNDS)) {
    const digits = Number(digitsText);
    const rival = peerAt('odefun', digits <= most ? peer : 'not run', given, digits);
    const outcomes = await contest(
      [
        ours('single run', () => singleRun(given, digits), atLeast),
        ours('with agreement', () => agreedRun(given, digits), atLeast),
        rival,
        peerAt('Arb', arb, given, digits),
      ],
      rounds,
    );
    const [single, agreed, theirs, arbs] = outcomes;
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
    ]);
    if (SHORT_DIGITS.includes(digits))
      short.push([
        `weights at t = 1 τ, 3-2-3, ${digits} digits`,
        time(agreed!),
        'mpmath.odefun',
        time(theirs!),
        ratio(agreed!, theirs!),
      ]);
  }
  return {
    title: 'Oracle: growth with digits, against mpmath.odefun',
    note: `Taylor integration of the raw flow, 3-2-3 network, λ = 1, to t = 1 τ: one run, and the runs whose agreement says how many digits are right (odefun does not say). odefun is not run beyond ${most} digits; its digits are those that agree with ours, at least ${GUARD_DIGITS} fewer than asked for. Arb is a C program on its balls (peers/arbTaylor.c), the least CPU time of its runs; it is left out where no C compiler or no Arb is installed. ${RATIO_MEANING}`,
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
    ],
    rows,
    short,
    ours: { named: ['digits'], figures: ['single run', 'with agreement'] },
    growth: [
      {
        of: 'single run',
        along: 'digits',
        power: 4,
        because: 'terms of the series² times products of schoolbook integers',
      },
    ],
  };
}

function ours(name: string, run: () => unknown, atLeast: number): Contender {
  return { name, seconds: () => secondsPerCall(() => timed(run), atLeast) };
}

/** A peer, or why it does not run; `agreed` is the number of digits that its check found, NaN where there is none. */
function peerAt(
  name: string,
  peer: Peer | string | undefined,
  given: Problem,
  digits: number,
): Contender & { agreed(): number } {
  let agreed = Number.NaN;
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
      const { results } = await ask(request);
      const { W1, W2 } = agreedRun(given, digits);
      agreed = agreedDigitsOfTexts([W1, W2], results);
      return disagreement(10 ** -agreed, 10 ** (GUARD_DIGITS - digits));
    },
    seconds: async () => secondsIn(await ask(request)),
  };
}

function agreedRun(given: Problem, digits: number): OracleAnswer {
  return gradientFlow(given, [given.tau], { digits })[0]!;
}

/** The first run of gradientFlow, with its digits. */
function singleRun(given: Problem, digits: number): unknown {
  return evaluateFlow(flowOf(given), [Rational.ONE], { digits: digits + 5 });
}

function firstProblem(): Problem {
  const line = readFileSync(FIGURE1, 'utf8').split('\n')[0]!;
  const { sigmaYX, W1, W2, tau } = JSON.parse(line) as Record<'sigmaYX' | 'W1' | 'W2', string[][]> & { tau: string };
  const exact = (rows: string[][]): Matrix<Rational> =>
    Matrix.fromRows(rows.map(row => row.map(text => Rational.of(text))));
  return problem({ sigmaYX: exact(sigmaYX), W1: exact(W1), W2: exact(W2), tau: Rational.of(tau) });
}
