import type { TaylorKernel } from './kernel.ts';
import type { MatrixSeries, StepSeries } from './stepSeries.ts';

/**
 * The order at which steps of a relative truncation error ε = 2^−toleranceBits cost least. It is −½ ln ε + 1 where a step
 * costs order² (Jorba & Zou 2005, A software package for the numerical integration of ODEs by means of high-order Taylor
 * methods); here high coefficients are cheaper than low ones and a step costs something besides, which puts it higher.
 */
export function orderFor(toleranceBits: number): number {
  return Math.ceil(1.3 * ((toleranceBits * Math.LN2) / 2 + 1));
}

/** What the last two terms of a series say, in the time of the series: log2 of the step and of the radius of convergence. */
export interface StepEstimate {
  readonly log2Step: number;
  readonly log2Radius: number;
}

/**
 * The step at which the last two terms of each weight matrix fall below 2^−toleranceBits of that matrix; +Infinity where
 * both terms are zero. Source: Jorba & Zou 2005, with the norm taken per block.
 */
export function estimateStep<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  order: number,
  toleranceBits: number,
  sizes: readonly number[] = log2Sizes(kernel, series),
): StepEstimate {
  const blocks = series.layers.map((layer, j) => estimateBlock(kernel, layer, sizes[j]!, order, toleranceBits));
  return {
    log2Step: Math.min(...blocks.map(block => block.log2Step)),
    log2Radius: Math.min(...blocks.map(block => block.log2Radius)),
  };
}

/** log2 of the size of each layer over a step. It may pass through zero at the start: its size is then in the next two coefficients. */
export function log2Sizes<S>(kernel: TaylorKernel<S, unknown>, { layers }: StepSeries<S>): number[] {
  return layers.map(layer => Math.max(...[0, 1, 2].map(k => kernel.log2Norm(layer, k))));
}

/** log2 of the step of an order in a series of that radius of convergence. */
export function log2StepWithin(log2Radius: number, order: number, toleranceBits: number): number {
  return log2Radius - toleranceBits / order - safety(order);
}

function estimateBlock<S>(
  kernel: TaylorKernel<S, unknown>,
  block: MatrixSeries<S>,
  size: number,
  order: number,
  toleranceBits: number,
): StepEstimate {
  let step = Number.POSITIVE_INFINITY;
  let log2Radius = Number.POSITIVE_INFINITY;
  for (const k of [order - 1, order]) {
    const term = kernel.log2Norm(block, k);
    if (term === Number.NEGATIVE_INFINITY) continue;
    step = Math.min(step, (size - toleranceBits - term) / k); // eq. 3-3 Jorba and Zou (2005)
    log2Radius = Math.min(log2Radius, (size - term) / k);
  }
  return { log2Step: step - safety(order), log2Radius };
}

/** log2 of the factor exp(0.7/(p − 1)) by which Jorba and Zou shorten a step. */
function safety(order: number): number {
  return (0.7 / (order - 1)) * Math.LOG2E;
}
