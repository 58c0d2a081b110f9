import { DloError } from '../errors.ts';

export interface Shard {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/** A shard as typed: "0/4" is the first of four, "3/4" the last. RANGE for anything else. */
export function readShard(text: string): Shard {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index >= count)
    throw new DloError('RANGE', '--shard', 'must be i/n with whole numbers 0 ≤ i < n', text);
  return { index, count };
}

/** Whether a case of a run falls to the shard. */
export function isInShard(sequence: number, { index, count }: Shard): boolean {
  return sequence % count === index;
}
