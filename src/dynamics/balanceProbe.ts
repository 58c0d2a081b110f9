import { balance } from '../network/balance.ts';
import { type Problem, problemIn } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { frobeniusNorm, multiply } from '../numbers/linearAlgebra.ts';
import type { AccurateSvd } from './accurateSvd.ts';
import { type ClosedFormFlow, whiteFlow } from './closedForm.ts';
import { dd, ddAdd } from './doubleDouble.ts';

/**
 * A second flow of the same problem, to see whether it matters that the weights are balanced up to R = W2ᵀW2 − W1W1ᵀ − λI ≠ 0
 * only: where its answers differ from the first one's, R decides.
 *
 * With J = diag(I, −I), the flow of the weights is τ Q' = FQ − ½QQᵀQ − ½JQR, of which the closed form leaves out the last term.
 * What that does is done here at twice its size at least: λI + 2‖R‖I for λI + R moves every mode along its own hidden
 * direction, and as a growing direction of rate S gathers −JQR/(4S), a part of that from the start moves it along all others.
 */
export function balanceProbe(exact: Problem, flow: ClosedFormFlow, svd: AccurateSvd): ClosedFormFlow {
  const problem = { ...problemIn(float64Field, exact), tau: 1 };
  const { W1, W2, sigmaYX } = problem;
  const R = balance(float64Field, problem).map((entry, i, j) => (i === j ? entry - flow.lambda : entry));
  const rate = Math.max(frobeniusNorm(float64Field, sigmaYX), frobeniusNorm(float64Field, W1) ** 2);
  const part = 1 / (4 * Math.max(rate, frobeniusNorm(float64Field, W2) ** 2));
  const low = {
    W1: multiply(float64Field, R, W1).map(entry => -part * entry),
    W2: multiply(float64Field, W2, R).map(entry => part * entry),
    sigmaYX: sigmaYX.map(() => 0),
  };
  const lambda = ddAdd(dd(flow.lambda), dd(2 * flow.offBalance));
  return whiteFlow(problem, { lambda, offBalance: () => flow.offBalance }, low, svd);
}
