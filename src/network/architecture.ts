import { DloError } from '../errors.ts';

/** Widths of a two-layer linear network: inputs Ni, hidden units Nh, outputs No, each at least 1. */
export interface Architecture {
  readonly Ni: number;
  readonly Nh: number;
  readonly No: number;
}

/**
 * The regime of the widths. `funnel` Ni > Nh = No, `inverted-funnel` Ni = Nh < No, `square` Ni = Nh = No, `bottleneck`
 * Nh < min(Ni, No) (domine2025, section 5); `wide` is the rest: Nh > min(Ni, No).
 */
export type ArchitectureKind = 'funnel' | 'inverted-funnel' | 'square' | 'bottleneck' | 'wide';

export const ARCHITECTURE_KINDS: readonly ArchitectureKind[] = [
  'funnel',
  'inverted-funnel',
  'square',
  'bottleneck',
  'wide',
];

export function architecture(Ni: number, Nh: number, No: number): Architecture {
  for (const [name, width] of Object.entries({ Ni, Nh, No })) {
    if (!Number.isInteger(width) || width < 1)
      throw new DloError('RANGE', name, 'must be a whole number of at least 1', width);
  }
  return { Ni, Nh, No };
}

export function architectureKind({ Ni, Nh, No }: Architecture): ArchitectureKind {
  const narrow = Math.min(Ni, No);
  if (Nh < narrow) return 'bottleneck';
  if (Nh > narrow) return 'wide';
  return Ni === No ? 'square' : Ni > No ? 'funnel' : 'inverted-funnel';
}

/** "3-2-3". */
export function architectureName({ Ni, Nh, No }: Architecture): string {
  return `${Ni}-${Nh}-${No}`;
}
