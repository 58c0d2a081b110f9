import { closedForm } from '../../src/dynamics/closedForm.ts';
import { balanced } from '../../src/network/initialisations/balanced.ts';
import { randomMatrices } from '../../src/network/initialisations/randomMatrix.ts';
import type { Problem } from '../../src/network/problem.ts';
import { secondsPerCall } from './measure.ts';
import { duration, type Section } from './table.ts';

const POINTS = 64;

/** From 0.01 τ to 100 τ, evenly in log t. */
const TIMES: readonly number[] = Array.from({ length: POINTS }, (_, k) => 10 ** (-2 + (4 * k) / (POINTS - 1)));

const LAMBDA = 1;

/** The float64 solver on n-n-n networks: what a flow costs to set up, and one time point of a trajectory. */
export function solverSection(): Section {
  const rows = [4, 16, 64].map(n => {
    const given = problemOfSize(n);
    const setup = secondsPerCall(() => closedForm(given, LAMBDA));
    const perPoint = (read: 'qqt' | 'loss'): number => {
      const trajectory = secondsPerCall(() => {
        const flow = closedForm(given, LAMBDA);
        for (const t of TIMES) flow[read](t);
      });
      return (trajectory - setup) / POINTS;
    };
    return [`${n}-${n}-${n}`, duration(setup), duration(perPoint('qqt')), duration(perPoint('loss'))];
  });
  return {
    title: 'Solver (float64)',
    note: `closedForm, λ = ${LAMBDA}, random task; per point over ${POINTS} times from 0.01 τ to 100 τ on a new flow, less its setup.`,
    columns: ['network', 'setup', 'qqt per point', 'loss per point'],
    rows,
  };
}

function problemOfSize(n: number): Problem<number> {
  const widths = { Ni: n, Nh: n, No: n };
  const sigmaYX = randomMatrices(n).gaussian(n, n, 1 / Math.sqrt(n));
  return { ...balanced(widths, { lambda: LAMBDA, sigma: 1 / Math.sqrt(n), seed: n }), sigmaYX, tau: 1 };
}
