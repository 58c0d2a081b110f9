import { DloError } from '../errors.ts';
import type { Asking } from './asked.ts';
import type { Look } from './look.ts';

interface Kept<T> {
  readonly answer: () => T;
  /** Who was asked for it. */
  readonly asked: readonly Asking[];
}

/**
 * A function that keeps its latest `size` answers by key, in the memory of the look's truth, and computes the others. An answer is a
 * value or a DloError: what is out of reach is not tried again. Other errors are not kept. Who was asked for an answer is told
 * whenever it is given.
 */
export function remember<T>(size: number): (look: Look, key: string, compute: (look: Look) => T) => T {
  const owner = {};
  return (look, key, compute) => {
    const { memory } = look.truth;
    const known = (memory.get(owner) ?? new Map()) as Map<string, Kept<T>>;
    memory.set(owner, known);
    const keep = (answer: () => T): void => {
      if (known.size >= size) known.delete(known.keys().next().value!);
      known.set(key, { answer, asked });
    };
    const found = known.get(key);
    if (found !== undefined) {
      for (const asking of found.asked) look.onAsked?.(asking);
      return found.answer();
    }
    const asked: Asking[] = [];
    const hear = (asking: Asking): void => {
      asked.push(asking);
      look.onAsked?.(asking);
    };
    try {
      const value = compute({ ...look, onAsked: hear });
      keep(() => value);
      return value;
    } catch (error) {
      if (error instanceof DloError)
        keep(() => {
          throw error;
        });
      throw error;
    }
  };
}
