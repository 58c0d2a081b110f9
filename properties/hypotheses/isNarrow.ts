import type { Architecture } from '../../src/network/architecture.ts';

/** Fewer hidden units than inputs and than outputs. */
export function isNarrow({ Ni, Nh, No }: Architecture): boolean {
  return Nh < Math.min(Ni, No);
}
