import { readFileSync } from 'node:fs';
import { gradientFlow } from '../../oracles/gradientFlow.ts';
import { bigintKernel } from '../../oracles/taylor/bigintKernel.ts';
import { affordableSteps, fractionBits, integrate } from '../../oracles/taylor/integrate.ts';
import { type Problem, problem } from '../../src/network/problem.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { secondsPerCall } from './measure.ts';
import { duration, type Section } from './table.ts';

const FIGURE1 = new URL('../../fixtures/tasks/figure1.ndjson', import.meta.url);

/** The oracle on the 3-2-3 problem of domine2025, figure 1 (λ = 1), to t = 1 τ. */
export function oracleSection(): Section {
  const given = firstProblem();
  const rows = [30, 50, 100].map(digits => {
    const single = secondsPerCall(() => singleRun(given, digits));
    const agreed = secondsPerCall(() => gradientFlow(given, [given.tau], { digits }));
    return [`${digits}`, duration(single), duration(agreed)];
  });
  return {
    title: 'Oracle',
    note: 'Taylor integration of the raw flow, 3-2-3 network, λ = 1, to t = 1 τ.',
    columns: ['digits', 'single run', 'with agreement'],
    rows,
  };
}

/** The first of the runs that gradientFlow compares, with its digits and order. */
function singleRun(given: Problem, digits: number): unknown {
  const working = digits + 5;
  const order = Math.ceil(1.2 * working) + 2;
  return integrate(bigintKernel(fractionBits(given, working, order)), given, [Rational.ONE], {
    order,
    toleranceBits: working * Math.log2(10),
    maxSteps: affordableSteps(given, order),
  });
}

function firstProblem(): Problem {
  const line = readFileSync(FIGURE1, 'utf8').split('\n')[0]!;
  const { sigmaYX, W1, W2, tau } = JSON.parse(line) as Record<'sigmaYX' | 'W1' | 'W2', string[][]> & { tau: string };
  const exact = (rows: string[][]): Matrix<Rational> =>
    Matrix.fromRows(rows.map(row => row.map(text => Rational.of(text))));
  return problem({ sigmaYX: exact(sigmaYX), W1: exact(W1), W2: exact(W2), tau: Rational.of(tau) });
}
