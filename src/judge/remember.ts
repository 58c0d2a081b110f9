import { DloError } from '../errors.ts';
import type { Asking } from './asked.ts';
import type { Kept, Look, Memory } from './look.ts';

export function emptyMemory(): Memory {
  return new Map();
}

/**
 * A function that keeps its latest `size` answers by key, in the memory of the look, and computes the others. An answer is a
 * value or a DloError: what is out of reach is not tried again. Other errors are not kept. Who was asked for an answer is told
 * whenever it is given.
 */
export function remember<T>(size: number): (look: Look, key: string, compute: (look: Look) => T) => T {
  const owner = {};
  // Looks that share everything find here what others have asked.
  const shared = new Map<string, Kept>();
  return (look, key, compute) => {
    const known = look.memory === undefined ? shared : memoryOf(look.memory, owner);
    const keep = (answer: () => T): void => {
      if (known.size >= size) known.delete(known.keys().next().value!);
      known.set(key, { answer, asked });
    };
    const found = known.get(key);
    if (found !== undefined) {
      for (const asking of found.asked) look.onAsked?.(asking);
      return found.answer() as T;
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

function memoryOf(memory: Memory, owner: object): Map<string, Kept> {
  const known = memory.get(owner) ?? new Map<string, Kept>();
  memory.set(owner, known);
  return known;
}
