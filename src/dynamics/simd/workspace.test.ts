import { expect, it } from 'vitest';
import { balanced } from '../../network/initialisations/balanced.ts';
import { randomMatrices } from '../../network/initialisations/randomMatrix.ts';
import { closedForm } from '../closedForm.ts';
import { workspace, workspacePlan } from './workspace.ts';

/** What a flow far outside the range of numbers may leave. */
function leaveBehind(value: number): void {
  const plan = workspacePlan();
  plan.size = 1e5;
  workspace(plan).numbers.fill(value);
}

it.each([
  [{ Ni: 3, Nh: 2, No: 4 }, 0],
  [{ Ni: 1, Nh: 1, No: 2 }, 1],
  [{ Ni: 30, Nh: 2, No: 28 }, 0],
  [{ Ni: 5, Nh: 5, No: 5 }, -0.5],
])('no answer of %o, λ = %d, depends on what another flow left in the memory', (widths, lambda) => {
  const sigmaYX = randomMatrices(7).gaussian(widths.No, widths.Ni, 1);
  const given = { ...balanced(widths, { lambda, sigma: 0.5, seed: 7 }), sigmaYX, tau: 1 };
  const answersAfter = (value: number): unknown[] =>
    [0.01, 1, 8, 64, Number.POSITIVE_INFINITY].flatMap(t =>
      (['qqt', 'output', 'W1W1', 'W2W2', 'loss', 'undecided', 'kernelDistance'] as const).map(quantity => {
        leaveBehind(value);
        return closedForm(given, lambda)[quantity](t);
      }),
    );
  const clean = answersAfter(0);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e300]) expect(answersAfter(value)).toEqual(clean);
});

it('tables that a flow adds later are zero too', () => {
  const plan = workspacePlan();
  plan.size = 4;
  workspace(plan).numbers.fill(2, 0, 4);
  leaveBehind(Number.NaN);
  expect([...workspace(plan).numbers.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  workspace(plan).numbers.fill(3, 0, 4);
  plan.size = 6;
  expect([...workspace(plan).numbers.subarray(0, 6)]).toEqual([3, 3, 3, 3, 0, 0]);
});
