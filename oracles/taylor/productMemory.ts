import { DloError } from '../../src/errors.ts';
import type { LimbProducts } from './limbProducts.ts';

const PAGE_FLOATS = 8192;

/** A memory that is given out from its start; views are renewed when it grows, and are to be read from here each time. */
export interface ProductMemory {
  readonly floats: Float64Array;
  readonly integers: Int32Array;
  /** Room for so many float64, all zero; where the first stands. */
  reserve(count: number): number;
}

export function productMemory({ memory }: LimbProducts): ProductMemory {
  let used = 0;
  const views = { floats: new Float64Array(memory.buffer), integers: new Int32Array(memory.buffer) };
  return {
    get floats() {
      return views.floats;
    },
    get integers() {
      return views.integers;
    },
    reserve(count) {
      const at = used;
      used += count;
      const missing = used - views.floats.length;
      if (missing > 0) {
        growMemory(memory, Math.ceil(missing / PAGE_FLOATS));
        views.floats = new Float64Array(memory.buffer);
        views.integers = new Int32Array(memory.buffer);
      }
      views.floats.fill(0, at, used);
      return at;
    },
  };
}

function growMemory(memory: LimbProducts['memory'], pages: number): void {
  try {
    memory.grow(pages);
  } catch {
    throw new DloError(
      'PRECISION',
      'digits',
      'must leave the series within 4 GiB',
      memory.buffer.byteLength + 65536 * pages,
    );
  }
}
