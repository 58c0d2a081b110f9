import type { FlowSeries, MatrixSeries } from './coefficients.ts';
import type { TaylorKernel } from './kernel.ts';

/**
 * log2 of the step, in the time of the series, at which the last two terms of each weight matrix fall below 2^−toleranceBits of
 * that matrix; +Infinity where both terms are zero. Source: Jorba & Zou 2005, with the norm taken per block.
 */
export function log2StepSize<T>(kernel: TaylorKernel<T>, series: FlowSeries<T>, toleranceBits: number): number {
  return Math.min(
    log2BlockStep(kernel, series.W1, series.order, toleranceBits),
    log2BlockStep(kernel, series.W2, series.order, toleranceBits),
  );
}

function log2BlockStep<T>(
  kernel: TaylorKernel<T>,
  block: MatrixSeries<T>,
  order: number,
  toleranceBits: number,
): number {
  // A block may pass through zero at the start of a step: its size over the step is then in the next coefficients.
  const size = Math.max(log2Norm(kernel, block, 0), log2Norm(kernel, block, 1), log2Norm(kernel, block, 2));
  let step = Number.POSITIVE_INFINITY;
  for (const k of [order - 1, order]) {
    const term = log2Norm(kernel, block, k);
    if (term !== Number.NEGATIVE_INFINITY) step = Math.min(step, (size - toleranceBits - term) / k); // eq. 3-3 Jorba and Zou (2005)
  }
  return step - (0.7 / (order - 1)) * Math.LOG2E; // safety factor exp(−0.7/(p−1)), section 3.2 Jorba and Zou (2005)
}

/** log2 of the largest entry of coefficient k. */
function log2Norm<T>(kernel: TaylorKernel<T>, block: MatrixSeries<T>, k: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const entry of block) largest = Math.max(largest, kernel.log2Abs(entry[k]!));
  return largest;
}
