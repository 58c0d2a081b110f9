import type { Architecture } from '../../src/network/architecture.ts';
import { architectureOf } from '../../src/network/problem.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

/** A hypothesis on sizes alone: they decide it, the generator draws by them, and other sizes violate it. */
export function ofSizes(
  named: Pick<KnownHypothesis, 'id' | 'name' | 'meaning'>,
  suits: (widths: Architecture) => boolean,
): KnownHypothesis {
  return {
    ...named,
    isKept: true,
    holds: ({ problem }) => suits(architectureOf(problem)),
    narrows: { suits },
    violation: { instead: [{ suits: widths => !suits(widths) }] },
  };
}
