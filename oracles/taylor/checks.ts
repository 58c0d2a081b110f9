import { DloError } from '../../src/errors.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { firstCoefficient } from './coefficients.ts';
import { type DecayFactor, decayFactor, fillDecayFactor } from './decayFactor.ts';
import type { StepErrors } from './errorBound.ts';
import { type FlowSize, forceBound } from './flowSize.ts';
import { type Recording, recorded, type TaylorKernel } from './kernel.ts';
import type { Step } from './step.ts';
import { type StepSeries, startScale } from './stepSeries.ts';
import { lengthOf } from './timeScale.ts';

/**
 * What the true flow keeps, seen again after every step. The series are formed by convolutions and are right as far as
 * those are; here products of single numbers see whether they were.
 */
export interface Checks<S> {
  /** The entries of W_(j+1)ᵀW_(j+1) − W_jW_jᵀ that the flow keeps, and by how many units they may be off by now. */
  readonly balance: readonly BalanceEntry<S>[];
  balanceUnits: number;
  /** Twice the loss but for constants, and its change; undefined where Σxx is not symmetric and there is none. */
  readonly loss: LossCheck<S> | undefined;
  readonly decay?: DecayChecks<S>;
  /** dW/dσ from the series, at the end of a step, and what they differ by from scale·f(W). */
  readonly slopes: readonly S[];
  readonly lacking: readonly S[];
  readonly formLacking: Recording;
  /** How far the balances are from what they should be. */
  readonly drift: readonly S[];
  readonly formDrift: Recording;
}

interface LossCheck<S> {
  readonly before: S;
  readonly change: S;
  /** The loss now becomes the one before. */
  readonly form: Recording;
}

/** With decay the loss has γ‖W‖² besides: both are divided by γ where it is above 1. */
interface DecayChecks<S> {
  readonly gamma: Rational;
  readonly factor: DecayFactor<S>;
  readonly ofError: S;
  readonly ofWeights: S;
}

/** Entry (a, b) of the balance of layer j, counted from 0, and what it should be: its start, or that times e^(−2γt/τ). */
interface BalanceEntry<S> {
  readonly j: number;
  readonly a: number;
  readonly b: number;
  readonly value: S;
}

/** From the weights and W_(1:h−1)Σxx in coefficient 0. */
export function startChecks<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>): Checks<S> {
  const empty = (count: number): S[] => Array.from({ length: count }, () => kernel.number());
  const balance = keptEntries(kernel, series);
  for (const entry of balance) {
    addBalance(kernel, series, entry);
    kernel.finish(entry.value, 0, 1);
  }
  const decay = series.decay && decayChecks(kernel, series.decay.gamma);
  const [slopes, lacking, drift] = [empty(series.weights.length), empty(series.weights.length), empty(balance.length)];
  return {
    balance,
    balanceUnits: Math.sqrt(balance.length),
    loss: series.symmetricInputs ? startLoss(kernel, series, decay) : undefined,
    ...(decay && { decay }),
    slopes,
    lacking,
    formLacking: recorded(kernel, () => formLacking(kernel, series, slopes, lacking), { at: 0 }),
    drift,
    formDrift: recorded(kernel, () => formDrift(kernel, series, balance, drift), { at: 0 }),
  };
}

function startLoss<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  decay: DecayChecks<S> | undefined,
): LossCheck<S> {
  const empty = (count: number): S[] => Array.from({ length: count }, () => kernel.number());
  const [before, after, change] = empty(3) as [S, S, S];
  const products = series.products.slice(1).map(product => empty(product.length));
  const scratch = empty(2 * series.sigmaYX.length);
  const form = recorded(
    kernel,
    () => {
      formLoss(kernel, series, decay, { products, scratch, target: after });
      kernel.accumulate(after, 0, series.one);
      kernel.accumulate(before, 0, series.one, -1);
      kernel.finish(change, 0, 1);
      kernel.accumulate(after, 0, series.one);
      kernel.finish(before, 0, 1);
    },
    { at: 0 },
  );
  form(0);
  return { before, change, form };
}

function decayChecks<S>(kernel: TaylorKernel<S, unknown>, gamma: Rational): DecayChecks<S> {
  const [ofError, ofWeights] = [kernel.number(), kernel.number()];
  const share = gamma.compare(Rational.ONE) > 0 ? Rational.ONE.div(gamma) : Rational.ONE;
  kernel.set(ofError, 0, share);
  kernel.set(ofWeights, 0, gamma.mul(share));
  return { gamma, factor: decayFactor(kernel), ofError, ofWeights };
}

/**
 * The flow keeps entry (a, b), but for decay, where no held weight takes part: where weight (o, a) of W_(j+1) is held,
 * weight (o, b) must be held at 0, and the other way round, and likewise in rows a and b of W_j. For then the sum over the
 * weights that move is the sum over all.
 */
function keptEntries<S>(kernel: TaylorKernel<S, unknown>, { widths, layers, held }: StepSeries<S>): BalanceEntry<S>[] {
  const together = (held: ReadonlySet<S>, one: S, other: S): boolean => {
    const heldAtZero = (weight: S): boolean => held.has(weight) && kernel.toNumber(weight, 0) === 0;
    return (!held.has(one) || heldAtZero(other)) && (!held.has(other) || heldAtZero(one));
  };
  const kept: BalanceEntry<S>[] = [];
  for (let j = 0; j + 1 < layers.length; j++) {
    const [layer, next] = [layers[j]!, layers[j + 1]!];
    const [before, width, after] = [widths[j]!, widths[j + 1]!, widths[j + 2]!];
    for (let a = 0; a < width; a++) {
      for (let b = 0; b < width; b++) {
        let all = true;
        if (held !== undefined) {
          for (let o = 0; o < after; o++) all &&= together(held, next[o * width + a]!, next[o * width + b]!);
          for (let i = 0; i < before; i++) all &&= together(held, layer[a * before + i]!, layer[b * before + i]!);
        }
        if (all) kept.push({ j, a, b, value: kernel.number() });
      }
    }
  }
  return kept;
}

/**
 * Called when the end of a step stands in coefficient 0 and the slopes there have been taken from the series. Throws
 * PRECISION where the series do not solve the flow there, where a balance is not what the flow makes of it, or where the
 * loss has grown, by more than the errors stated. Leaves coefficient 1 behind.
 */
export function checkStep<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  step: Step,
  errors: StepErrors,
  flow: FlowSize,
  checks: Checks<S>,
): void {
  const { size, atEnd: error } = errors;
  checkSlope(kernel, series, step, errors.slope, checks);
  const { depth, s, x } = flow;
  // Each layer takes part in at most two balances, in one of two layers.
  checks.balanceUnits += 2 * Math.min(2, Math.max(1, depth - 1)) * size * error;
  if (checks.decay !== undefined) decayBalances(kernel, checks.decay, step, size, checks);
  checkBalance(kernel, series, checks);
  // Forming the loss rounds products of 2h layers.
  const widest = Math.max(...series.widths);
  const lossRounding = 4 * depth * widest ** 2 * (1 + x) * (1 + size) ** depth * (1 + s + x * size ** depth);
  checkLoss(kernel, 2 * forceBound(flow, size) * error + lossRounding, checks);
}

export function checkSlope<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  { scale }: Step,
  allowed: number,
  { lacking, formLacking }: Checks<S>,
): void {
  startScale(kernel, series, scale);
  firstCoefficient(kernel, series, scale);
  formLacking(0);
  requireSmall(kernel, lacking, allowed + lacking.length, 'derivative of the solution', 'must solve the flow');
}

function formLacking<S>(
  kernel: TaylorKernel<S, unknown>,
  { weights, one }: StepSeries<S>,
  slopes: readonly S[],
  lacking: readonly S[],
): void {
  weights.forEach((entry, index) => {
    kernel.accumulate(slopes[index]!, 0, one);
    kernel.accumulate(entry, 1, one, -1);
    kernel.finish(lacking[index]!, 0, 1);
  });
}

export function checkBalance<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>, checks: Checks<S>): void {
  const { balance, balanceUnits, drift, formDrift } = checks;
  formDrift(0);
  const rule =
    series.decay === undefined
      ? 'W_(j+1)ᵀW_(j+1) − W_jW_jᵀ must be conserved'
      : 'W_(j+1)ᵀW_(j+1) − W_jW_jᵀ must fall like e^(−2γt/τ)';
  requireSmall(kernel, drift, balanceUnits + Math.sqrt(balance.length), 'balance of the solution', rule);
}

function formDrift<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  balance: readonly BalanceEntry<S>[],
  drift: readonly S[],
): void {
  balance.forEach((entry, index) => {
    addBalance(kernel, series, entry);
    kernel.accumulate(entry.value, 0, series.one, -1);
    kernel.finish(drift[index]!, 0, 1);
  });
}

/** What the balances should be after a step of weights that decay. */
function decayBalances<S>(
  kernel: TaylorKernel<S, unknown>,
  { gamma, factor }: DecayChecks<S>,
  { scale, sigmaEnd }: Step,
  size: number,
  checks: Checks<S>,
): void {
  const units = fillDecayFactor(kernel, factor, gamma.add(gamma).mul(sigmaEnd).mul(lengthOf(scale)));
  for (const { value } of checks.balance) {
    kernel.accumulate(value, 0, factor.value);
    kernel.finish(value, 0, 1);
  }
  checks.balanceUnits += Math.sqrt(checks.balance.length) + 2 * size * size * units;
}

/** An entry of W_(j+1)ᵀW_(j+1) − W_jW_jᵀ into the running sum. */
function addBalance<S>(
  kernel: TaylorKernel<S, unknown>,
  { widths, layers }: StepSeries<S>,
  { j, a, b }: BalanceEntry<S>,
): void {
  const [layer, next] = [layers[j]!, layers[j + 1]!];
  const [before, width, after] = [widths[j]!, widths[j + 1]!, widths[j + 2]!];
  for (let o = 0; o < after; o++) kernel.accumulate(next[o * width + a]!, 0, next[o * width + b]!);
  for (let i = 0; i < before; i++) kernel.accumulate(layer[a * before + i]!, 0, layer[b * before + i]!, -1);
}

export function checkLoss<S>(kernel: TaylorKernel<S, unknown>, allowed: number, { loss }: Checks<S>): void {
  if (loss === undefined) return;
  loss.form(0);
  if (kernel.toNumber(loss.change, 0) > 0)
    requireSmall(kernel, [loss.change], allowed, 'loss of the solution', 'must not grow');
}

interface LossMemory<S> {
  /** Where W_(1:j), j = 2 … h − 1, is formed once more, in single numbers. */
  readonly products: readonly (readonly S[])[];
  readonly scratch: readonly S[];
  readonly target: S;
}

/** ⟨W_(1:h), W_(1:h)Σxx − 2Σyx⟩, and γ‖W‖² where weights decay. */
function formLoss<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  decay: DecayChecks<S> | undefined,
  { products, scratch, target }: LossMemory<S>,
): void {
  const { widths, layers, V, sigmaYX, one } = series;
  const [inputs, inner, outputs] = [widths[0]!, widths.at(-2)!, widths.at(-1)!];
  const [last, before] = [layers.at(-1)!, formProducts(kernel, series, products)];
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      const index = o * inputs + i;
      if (before === undefined) kernel.accumulate(last[index]!, 0, one);
      else for (let a = 0; a < inner; a++) kernel.accumulate(last[o * inner + a]!, 0, before[a * inputs + i]!);
      kernel.finish(scratch[2 * index]!, 0, 1);
      if (before === undefined) addOutput(kernel, series, o, i);
      else for (let a = 0; a < inner; a++) kernel.accumulate(last[o * inner + a]!, 0, V[a * inputs + i]!);
      kernel.accumulate(sigmaYX[index]!, 0, one, -1);
      kernel.accumulate(sigmaYX[index]!, 0, one, -1);
      kernel.finish(scratch[2 * index + 1]!, 0, 1);
    }
  }
  for (let index = 0; index < outputs * inputs; index++)
    kernel.accumulate(scratch[2 * index]!, 0, scratch[2 * index + 1]!);
  kernel.finish(target, 0, 1);
  if (decay === undefined) return;
  for (const entry of series.weights) kernel.accumulate(entry, 0, entry);
  kernel.finish(scratch[0]!, 0, 1);
  kernel.accumulate(target, 0, decay.ofError);
  kernel.accumulate(scratch[0]!, 0, decay.ofWeights);
  kernel.finish(target, 0, 1);
}

/** W_(1:h−1) in coefficient 0; undefined of one layer. */
function formProducts<S>(
  kernel: TaylorKernel<S, unknown>,
  { widths, layers }: StepSeries<S>,
  products: readonly (readonly S[])[],
): readonly S[] | undefined {
  if (layers.length === 1) return undefined;
  const inputs = widths[0]!;
  let before: readonly S[] = layers[0]!;
  products.forEach((target, index) => {
    const [layer, rows, inner] = [layers[index + 1]!, widths[index + 2]!, widths[index + 1]!];
    for (let o = 0; o < rows; o++) {
      for (let i = 0; i < inputs; i++) {
        for (let a = 0; a < inner; a++) kernel.accumulate(layer[o * inner + a]!, 0, before[a * inputs + i]!);
        kernel.finish(target[o * inputs + i]!, 0, 1);
      }
    }
    before = target;
  });
  return before;
}

/** Entry (o, i) of W_1Σxx, the output of a layer alone, into the running sum. */
function addOutput<S>(
  kernel: TaylorKernel<S, unknown>,
  { widths, layers, sigmaXX, one }: StepSeries<S>,
  o: number,
  i: number,
): void {
  const [inputs, layer] = [widths[0]!, layers[0]!];
  if (sigmaXX === undefined) kernel.accumulate(layer[o * inputs + i]!, 0, one);
  else for (let l = 0; l < inputs; l++) kernel.accumulate(layer[o * inputs + l]!, 0, sigmaXX[l * inputs + i]!);
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
