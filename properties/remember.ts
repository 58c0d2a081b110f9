import { DloError } from '../src/errors.ts';

/**
 * A function that keeps its latest `size` answers by key and computes the others. An answer is a value or a DloError: what is
 * out of reach is not tried again. Other errors are not kept.
 */
export function remember<T>(size: number): (key: string, compute: () => T) => T {
  const known = new Map<string, () => T>();
  const keep = (key: string, answer: () => T): void => {
    if (known.size >= size) known.delete(known.keys().next().value!);
    known.set(key, answer);
  };
  return (key, compute) => {
    const found = known.get(key);
    if (found !== undefined) return found();
    try {
      const value = compute();
      keep(key, () => value);
      return value;
    } catch (error) {
      if (error instanceof DloError)
        keep(key, () => {
          throw error;
        });
      throw error;
    }
  };
}
