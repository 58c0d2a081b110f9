import type fc from 'fast-check';
import { DloError } from '../../src/errors.ts';
import {
  ARCHITECTURE_KINDS,
  type Architecture,
  type ArchitectureKind,
  architecture,
  architectureKind,
} from '../../src/network/architecture.ts';
import { architectureIndex } from './architectureIndex.ts';

export interface ArchitectureOptions {
  /** Largest of Ni, Nh, No; whole, at least 1, default 3. */
  readonly maxWidth?: number;
  /** Only architectures for which this holds; default all. */
  readonly accepts?: (candidate: Architecture) => boolean;
}

/**
 * Widths of one kind, of some, or (default) of all kinds, every kind about as often. Shrinks to fewer units in total, at
 * the end to the smallest network of the kinds: 1-1-1 if square ones are among them. RANGE where `maxWidth` leaves none.
 */
export function architectureArbitrary(
  kind: ArchitectureKind | readonly ArchitectureKind[] = ARCHITECTURE_KINDS,
  options: ArchitectureOptions = {},
): fc.Arbitrary<Architecture> {
  const choices = architectureChoices([kind].flat(), options);
  return architectureIndex(choices).map(index => choices[index]!);
}

/** The list to draw an index into: smallest total width first, rarer kinds repeated until all are about as frequent. */
export function architectureChoices(
  kinds: readonly ArchitectureKind[],
  { maxWidth = 3, accepts = () => true }: ArchitectureOptions = {},
): Architecture[] {
  if (!Number.isInteger(maxWidth) || maxWidth < 1)
    throw new DloError('RANGE', 'maxWidth', 'must be a whole number of at least 1', maxWidth);
  const widths = Array.from({ length: maxWidth }, (_, i) => i + 1);
  const all = widths
    .flatMap(Ni => widths.flatMap(Nh => widths.map(No => architecture(Ni, Nh, No))))
    .filter(candidate => accepts(candidate));
  const groups = kinds.map(kind => all.filter(candidate => architectureKind(candidate) === kind));
  const longest = Math.max(0, ...groups.map(group => group.length));
  if (longest === 0) {
    throw new DloError('RANGE', 'maxWidth', `must leave room for a suitable network (${kinds.join(', ')})`, maxWidth);
  }
  return groups
    .filter(group => group.length > 0)
    .flatMap(group => new Array<Architecture[]>(Math.round(longest / group.length)).fill(group).flat())
    .sort((a, b) => total(a) - total(b) || a.Nh - b.Nh || a.Ni - b.Ni);
}

function total({ Ni, Nh, No }: Architecture): number {
  return Ni + Nh + No;
}
