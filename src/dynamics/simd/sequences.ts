import { type Code, get, type KernelCode, loadInteger } from './assembler.ts';

/**
 * Kernels that run one after the other at every time, in one call each. Their parameters stay the same from time to time, so they are
 * read from a list in the working memory: at four units a call from JavaScript with its dozen parameters takes as long as the kernel.
 */
export const SEQUENCES = {
  /** What has become of every mode, the weights of pivots, the errors, and the weighted rows that are no pivots. */
  weighColumns: ['setMovingFactors', 'setRestingFactors', 'gather', 'weighErrors', 'gather', 'scale'],
  /** The Gram matrix of the weighted columns and its factor. */
  factoriseColumns: ['scale', 'addUpperProduct', 'factorise'],
  /** Both layers in the task's basis, normalised. */
  moveLayers: ['mix', 'mix', 'solveTransposed'],
  /** Both layers themselves. */
  transformLayers: ['setProduct', 'setProduct'],
} as const;

export type Sequence = keyof typeof SEQUENCES;

/** Each takes the address of its list. */
export type SequenceKernels = Readonly<Record<Sequence, (list: number) => void>>;

/** No list is longer. */
export const LONGEST_LIST = 48;

export function sequenceKernel(name: Sequence, kernels: readonly KernelCode[]): KernelCode {
  const list = 0;
  const INTEGER = 4;
  let place = 0;
  const next = (): Code => [...get(list), ...loadInteger(INTEGER * place++)];
  return {
    name,
    parameters: 1,
    locals: [],
    body: call => {
      const code = SEQUENCES[name].flatMap(each => {
        const { parameters } = kernels.find(kernel => kernel.name === each)!;
        return call(each, ...Array.from({ length: parameters }, next));
      });
      if (place > LONGEST_LIST) throw new Error(`${name} has ${place} parameters, room is for ${LONGEST_LIST}`);
      return code;
    },
  };
}
