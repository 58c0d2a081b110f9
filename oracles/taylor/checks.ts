import { DloError } from '../../src/errors.ts';
import { type FlowSeries, nextCoefficients, startScale } from './coefficients.ts';
import type { StepErrors } from './errorBound.ts';
import type { TaylorKernel } from './kernel.ts';
import type { Step } from './step.ts';
import type { TaskSize } from './taskSize.ts';

/**
 * What the true flow keeps, seen again after every step. The series are formed by convolutions and are right as far as
 * those are; here products of single numbers see whether they were.
 */
export interface Checks<S> {
  /** W2ᵀW2 − W1W1ᵀ at the start, and by how many units the steps so far may have changed it. */
  readonly balance: readonly S[];
  balanceUnits: number;
  /** Twice the loss but for a constant, ⟨W2W1, W2W1Σxx − 2Σyx⟩; undefined where Σxx is not symmetric and there is none. */
  readonly loss: { before: S; after: S } | undefined;
  /** dW/dσ from the series, at the end of a step. */
  readonly slopes: readonly S[];
  readonly scratch: readonly S[];
}

/** From the weights and W1Σxx in coefficient 0. */
export function startChecks<S>(kernel: TaylorKernel<S, unknown>, series: FlowSeries<S>, hasLoss: boolean): Checks<S> {
  const { Ni, Nh, No } = series;
  const empty = (count: number): S[] => Array.from({ length: count }, () => kernel.number());
  const balance = empty(Nh * Nh);
  balance.forEach((entry, index) => {
    addBalance(kernel, series, index);
    kernel.finish(entry, 0, 1);
  });
  const checks = {
    balance,
    balanceUnits: Nh,
    loss: hasLoss ? { before: kernel.number(), after: kernel.number() } : undefined,
    slopes: empty(Nh * (Ni + No)),
    scratch: empty(Math.max(Nh * Nh, 2 * No * Ni, Nh * (Ni + No))),
  };
  if (checks.loss !== undefined) formLoss(kernel, series, checks.scratch, checks.loss.before);
  return checks;
}

/**
 * Called when the end of a step stands in coefficient 0 and the slopes there have been taken from the series. Throws
 * PRECISION where the series do not solve the flow there, where W2ᵀW2 − W1W1ᵀ has changed, or where the loss has grown,
 * by more than the errors stated. Leaves coefficient 1 behind.
 */
export function checkStep<S>(
  kernel: TaylorKernel<S, unknown>,
  series: FlowSeries<S>,
  step: Step,
  errors: StepErrors,
  task: TaskSize,
  checks: Checks<S>,
): void {
  const error = errors.local * Math.exp(errors.growth);
  checkSlope(kernel, series, step, errors.slope, checks);
  checks.balanceUnits += 2 * errors.size * error;
  checkBalance(kernel, series, checks);
  const lossSize = task.s + (1 + task.x) * errors.size ** 2;
  checkLoss(kernel, series, 2 * errors.size * lossSize * error + 4 * series.No * series.Ni * (1 + lossSize), checks);
}

export function checkSlope<S>(
  kernel: TaylorKernel<S, unknown>,
  series: FlowSeries<S>,
  { scale }: Step,
  allowed: number,
  { slopes, scratch }: Checks<S>,
): void {
  startScale(kernel, series, scale);
  nextCoefficients(kernel, series, 0, scale);
  series.weights.forEach((entry, index) => {
    kernel.accumulate(slopes[index]!, 0, series.one);
    kernel.accumulate(entry, 1, series.one, -1);
    kernel.finish(scratch[index]!, 0, 1);
  });
  const difference = scratch.slice(0, series.weights.length);
  requireSmall(kernel, difference, allowed + difference.length, 'derivative of the solution', 'must solve the flow');
}

export function checkBalance<S>(kernel: TaylorKernel<S, unknown>, series: FlowSeries<S>, checks: Checks<S>): void {
  const { balance, scratch, balanceUnits } = checks;
  balance.forEach((entry, index) => {
    addBalance(kernel, series, index);
    kernel.accumulate(entry, 0, series.one, -1);
    kernel.finish(scratch[index]!, 0, 1);
  });
  const drift = scratch.slice(0, balance.length);
  requireSmall(kernel, drift, balanceUnits + series.Nh, 'balance of the solution', 'W2ᵀW2 − W1W1ᵀ must be conserved');
}

/** Entry `index` of W2ᵀW2 − W1W1ᵀ into the running sum. */
function addBalance<S>(kernel: TaylorKernel<S, unknown>, { Ni, Nh, No, W1, W2 }: FlowSeries<S>, index: number): void {
  const [a, b] = [Math.floor(index / Nh), index % Nh];
  for (let o = 0; o < No; o++) kernel.accumulate(W2[o * Nh + a]!, 0, W2[o * Nh + b]!);
  for (let i = 0; i < Ni; i++) kernel.accumulate(W1[a * Ni + i]!, 0, W1[b * Ni + i]!, -1);
}

export function checkLoss<S>(
  kernel: TaylorKernel<S, unknown>,
  series: FlowSeries<S>,
  allowed: number,
  checks: Checks<S>,
): void {
  const { loss, scratch } = checks;
  if (loss === undefined) return;
  formLoss(kernel, series, scratch, loss.after);
  kernel.accumulate(loss.after, 0, series.one);
  kernel.accumulate(loss.before, 0, series.one, -1);
  kernel.finish(scratch[0]!, 0, 1);
  if (kernel.toNumber(scratch[0]!, 0) > 0)
    requireSmall(kernel, [scratch[0]!], allowed, 'loss of the solution', 'must not grow');
  [loss.before, loss.after] = [loss.after, loss.before];
}

function formLoss<S>(kernel: TaylorKernel<S, unknown>, series: FlowSeries<S>, scratch: readonly S[], target: S): void {
  const { Ni, Nh, No, W1, W2, V, sigmaYX } = series;
  for (let o = 0; o < No; o++) {
    for (let i = 0; i < Ni; i++) {
      const index = o * Ni + i;
      for (let a = 0; a < Nh; a++) kernel.accumulate(W2[o * Nh + a]!, 0, W1[a * Ni + i]!);
      kernel.finish(scratch[2 * index]!, 0, 1);
      for (let a = 0; a < Nh; a++) kernel.accumulate(W2[o * Nh + a]!, 0, V[a * Ni + i]!);
      kernel.accumulate(sigmaYX[index]!, 0, series.one, -1);
      kernel.accumulate(sigmaYX[index]!, 0, series.one, -1);
      kernel.finish(scratch[2 * index + 1]!, 0, 1);
    }
  }
  for (let index = 0; index < No * Ni; index++) kernel.accumulate(scratch[2 * index]!, 0, scratch[2 * index + 1]!);
  kernel.finish(target, 0, 1);
}

function requireSmall<S>(
  kernel: TaylorKernel<S, unknown>,
  entries: readonly S[],
  allowedUnits: number,
  argument: string,
  rule: string,
): void {
  const log2Allowed = Math.log2(allowedUnits) + kernel.log2Unit;
  const found = kernel.log2Norm(entries, 0);
  if (!(found > log2Allowed)) return;
  const digits = (log2: number): string => `10^${(log2 * Math.log10(2)).toFixed(1)}`;
  throw new DloError('PRECISION', argument, `${rule} up to ${digits(log2Allowed)}`, digits(found));
}
