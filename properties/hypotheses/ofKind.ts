import { type Architecture, type ArchitectureKind, architectureKind } from '../../src/network/architecture.ts';
import { architectureOf } from '../../src/network/problem.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

/** The hypothesis that an architecture is of a kind. */
export function ofKind(kind: ArchitectureKind, meaning: string): KnownHypothesis {
  const suits = (widths: Architecture): boolean => architectureKind(widths) === kind;
  return {
    id: kind,
    name: kind,
    meaning,
    isKept: true,
    holds: ({ problem }) => suits(architectureOf(problem)),
    narrows: { suits },
  };
}
