import { type Recording, recorded, type TaylorKernel } from './kernel.ts';
import { type Powers, powersOf } from './powers.ts';
import type { StepSeries } from './stepSeries.ts';

/** The weights at one time of a step, and what leads there. */
export interface StepEnds<S> {
  readonly powers: Powers<S>;
  /** One number for each weight. */
  readonly values: readonly S[];
  /** Form the values, and the slopes dW/dσ of weights that move, from the series and the powers: at the kernel's order. */
  readonly formValues: Recording;
  readonly formSlopes: Recording;
  /** The values become coefficient 0 of the weights that move. */
  readonly move: () => void;
}

/** `slopes`: one number for each weight; those of weights that are held stay as they are. */
export function stepEnds<S>(
  kernel: TaylorKernel<S, unknown>,
  { weights, held, one }: StepSeries<S>,
  slopes: readonly S[],
): StepEnds<S> {
  const powers = powersOf(kernel, one);
  const values = weights.map(() => kernel.number());
  const moving = weights.flatMap((entry, index) => (held?.has(entry) ? [] : [index]));
  const moveAll = recorded(
    kernel,
    () => {
      for (const index of moving) {
        kernel.accumulate(values[index]!, 0, one);
        kernel.finish(weights[index]!, 0, 1);
      }
    },
    { at: 0 },
  );
  return {
    powers,
    values,
    formValues: recorded(
      kernel,
      k => {
        weights.forEach((entry, index) => {
          kernel.convolve(entry, powers.values, k);
          kernel.finish(values[index]!, 0, 1);
        });
      },
      { at: kernel.order },
    ),
    formSlopes: recorded(
      kernel,
      k => {
        for (const index of moving) {
          kernel.convolve(weights[index]!, powers.slopes, k);
          kernel.finish(slopes[index]!, 0, 1);
        }
      },
      { at: kernel.order },
    ),
    move() {
      for (const index of moving) kernel.restart(weights[index]!);
      moveAll(0);
    },
  };
}
